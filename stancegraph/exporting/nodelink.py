"""Node-link JSON, the format of networkx and d3, with the statements embedded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
from pydantic import ValidationError

from stancegraph.errors import ReadError
from stancegraph.exporting.plain import adopted, dumped, loaded, plain
from stancegraph.models import Statement

if TYPE_CHECKING:
    from collections.abc import Mapping


def node_link_text(G: nx.MultiDiGraph[str]) -> str:
    """Return the graph as JSON text that `networkx.node_link_graph` takes once it is parsed."""
    statements = [statement.model_dump(mode="json") for statement in G.graph["statements"].values()]
    return dumped(
        {
            "directed": True,
            "multigraph": True,
            "graph": {**plain({**G.graph, "statements": ()}), "statements": statements},
            "nodes": [{**plain(data), "id": node} for node, data in G.nodes(data=True)],
            "edges": [
                {**plain(data), "source": u, "target": v, "key": stance}
                for u, v, stance, data in G.edges(keys=True, data=True)
            ],
        }
    ) + "\n"  # fmt: skip


def graph_of_node_link(text: str) -> nx.MultiDiGraph[str]:
    """Return the multigraph in node-link JSON, also of other people's, with edges under "edges" or "links"."""
    data = loaded(text, "node-link")
    if not isinstance(data, dict) or not isinstance(data.get("nodes"), list):
        raise ReadError("no list of 'nodes', expected node-link JSON as networkx writes it")
    edges = data.get("edges", data.get("links"))
    if not isinstance(edges, list):
        raise ReadError("no list of 'edges' or 'links', expected node-link JSON as networkx writes it")
    # Multi in any case: parallel edges of a file that forgot to say so are kept.
    G: nx.MultiGraph[str] = nx.MultiDiGraph() if data.get("directed", False) else nx.MultiGraph()
    for index, node in enumerate(data["nodes"]):
        G.add_node(_end(node, "id", f"node {index}"), **_rest(node, ("id",)))
    for index, edge in enumerate(edges):
        u, v = (_end(edge, end, f"edge {index}") for end in ("source", "target"))
        # A list of pairs, not keywords: an attribute may be called as a parameter is.
        G.add_edges_from([(u, v, _rest(edge, ("source", "target", "key")))])
    graph = data.get("graph", {})
    if not isinstance(graph, dict):
        raise ReadError(f"graph={graph!r:.60}, expected an object")
    G.graph.update(graph, statements=_statements(graph.get("statements", [])))
    return adopted(G)


def _end(item: Any, name: str, where: str) -> str:
    value = item.get(name) if isinstance(item, dict) else None
    if not isinstance(value, str | int | float) or value == "":
        raise ReadError(f"{where}: {name}={value!r:.60}, expected a text or number")
    return str(value)


def _rest(item: Mapping[str, Any], ends: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in ends}


def _statements(items: Any) -> dict[str, Statement]:
    if not isinstance(items, list):
        raise ReadError(f"statements={items!r:.60}, expected a list")
    statements: dict[str, Statement] = {}
    for index, item in enumerate(items):
        try:
            statement = Statement.model_validate(item)
        except ValidationError as err:
            first = err.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise ReadError(f"statement {index}: {where}: {first['msg']}") from err
        statements[statement.id] = statement
    return statements
