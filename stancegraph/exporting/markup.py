"""GraphML and GEXF.

Written here and not by networkx, whose writers fail on None, dates and tuples, lose the key of an only edge, give edges
ids that come twice, and write the day into the file. Read by networkx, once the text is known to declare no entities.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import networkx as nx

from stancegraph.errors import ReadError
from stancegraph.exporting.plain import adopted, dumped, flat, loaded, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

GRAPHML_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
GEXF_NAMESPACE: Final = "http://gexf.net/1.3"
OURS: Final = "stancegraph"  # the name under which the graph's own attributes stand, as JSON text

# All that XML 1.0 cannot carry, and the carriage return, which parsers turn into a line feed; written as in ECMA-376,
# part 1, 22.9.2.19, _x0007_. A literal "_x0007_" gets its first underscore written that way.
_FORBIDDEN: Final = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*\?>")
# What networkx's readers and the parser raise on files that are not what they seem.
_BAD_MARKUP: Final = (
    nx.NetworkXException,
    ET.ParseError,
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
    RecursionError,
)


def graphml_text(G: nx.MultiDiGraph[str]) -> str:
    """Return the graph as GraphML with typed keys."""
    root = ET.Element("graphml", xmlns=GRAPHML_NAMESPACE)
    nodes = {node: flat(data) for node, data in G.nodes(data=True)}
    edges = [(u, v, flat(data)) for u, v, data in G.edges(data=True)]
    keys = {
        "node": _types(nodes.values()),
        "edge": _types(data for *_, data in edges),
        "graph": {OURS: "string"},
    }
    ids: dict[tuple[str, str], str] = {}
    for of, types in keys.items():
        for name, type_ in types.items():
            ids[of, name] = f"{of}-{len(ids)}"
            attributes = {"id": ids[of, name], "for": of, "attr.name": _escaped(name), "attr.type": type_}
            ET.SubElement(root, "key", attributes)
    graph = ET.SubElement(root, "graph", edgedefault="directed")
    ET.SubElement(graph, "data", key=ids["graph", OURS]).text = _own(G)
    for node, data in nodes.items():
        _add_data(ET.SubElement(graph, "node", id=_escaped(node)), "node", data, ids)
    for index, (u, v, data) in enumerate(edges):
        edge = ET.SubElement(graph, "edge", id=f"e{index}", source=_escaped(u), target=_escaped(v))
        _add_data(edge, "edge", data, ids)
    return _text(root)


def gexf_text(G: nx.MultiDiGraph[str]) -> str:
    """Return the graph as GEXF 1.3; a node's label is its name, an edge's label and kind are its stance."""
    root = ET.Element("gexf", xmlns=GEXF_NAMESPACE, version="1.3")
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = OURS
    ET.SubElement(meta, "description").text = _own(G)
    graph = ET.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    nodes = {node: flat(data) for node, data in G.nodes(data=True)}
    edges = [(u, v, {k: each for k, each in flat(data).items() if k != "weight"}) for u, v, data in G.edges(data=True)]
    ids: dict[tuple[str, str], str] = {}
    for of, types in (("node", _types(nodes.values())), ("edge", _types(data for *_, data in edges))):
        table = ET.SubElement(graph, "attributes", {"class": of, "mode": "static"})
        for name, type_ in types.items():
            ids[of, name] = f"{of}-{len(ids)}"
            ET.SubElement(table, "attribute", id=ids[of, name], title=_escaped(name), type=type_)
    parent = ET.SubElement(graph, "nodes")
    for node, data in nodes.items():
        element = ET.SubElement(parent, "node", id=_escaped(node), label=_escaped(G.nodes[node]["name"]))
        _add_values(element, "node", data, ids)
    parent = ET.SubElement(graph, "edges")
    for index, (u, v, data) in enumerate(edges):
        stance = _escaped(str(data["stance"]))
        attributes = {"id": str(index), "source": _escaped(u), "target": _escaped(v), "label": stance, "kind": stance}
        element = ET.SubElement(parent, "edge", attributes, weight=str(G.edges[u, v, data["stance"]]["weight"]))
        _add_values(element, "edge", data, ids)
    return _text(root)


def graph_of_graphml(text: str) -> nx.MultiDiGraph[str]:
    """Return the multigraph in GraphML text."""

    def parse(stream: io.BytesIO) -> tuple[nx.Graph[Any], str | None]:
        G: nx.Graph[Any] = nx.read_graphml(stream, edge_key_type=str, force_multigraph=True)
        return G, G.graph.pop(OURS, None)

    return _read(text, parse)


def graph_of_gexf(text: str) -> nx.MultiDiGraph[str]:
    """Return the multigraph in GEXF text, of versions 1.1 to 1.3."""

    def parse(stream: io.BytesIO) -> tuple[nx.Graph[Any], str | None]:
        meta = ET.parse(stream).getroot().find(f"{{{GEXF_NAMESPACE}}}meta")  # noqa: S314 - no entities are in it
        own = meta is not None and meta.findtext(f"{{{GEXF_NAMESPACE}}}creator") == OURS
        stream.seek(0)
        G: nx.Graph[Any] = nx.read_gexf(stream)
        return G, meta.findtext(f"{{{GEXF_NAMESPACE}}}description") if own and meta is not None else None

    return _read(text, parse)


def _read(text: str, parse: Callable[[io.BytesIO], tuple[nx.Graph[Any], str | None]]) -> nx.MultiDiGraph[str]:
    try:
        G, own = parse(io.BytesIO(_without_entities(text).encode("utf-8")))
    except _BAD_MARKUP as err:
        raise ReadError(f"{err or type(err).__name__}, expected a graph in well-formed XML") from err
    for data in (*(data for _, data in G.nodes(data=True)), *(data for *_, data in G.edges(data=True))):
        # Gephi repeats names and numbers edges; what says nothing new is not an attribute.
        if data.get("label") in (data.get("name"), data.get("stance")):
            data.pop("label", None)
        data.pop("id", None)
    if own is None:
        return adopted(G)
    G.graph.clear()
    G.graph.update(loaded(_unescaped(own), OURS))
    H: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    H.graph.update(G.graph)
    H.add_nodes_from((_unescaped(node), _all_unescaped(data)) for node, data in G.nodes(data=True))
    H.add_edges_from((_unescaped(u), _unescaped(v), _all_unescaped(data)) for u, v, data in G.edges(data=True))
    return adopted(H)


def _without_entities(text: str) -> str:
    for declaration in ("<!DOCTYPE", "<!ENTITY"):
        at = text.find(declaration)
        if at >= 0:
            raise ReadError(f"character {at}: {declaration!r}, expected XML without declarations")
    # What is checked is what is parsed: an encoding declared here could make the parser read other characters.
    return _DECLARATION.sub("", text, count=1)


def _own(G: nx.MultiDiGraph[str]) -> str:
    return _escaped(dumped(plain({name: value for name, value in G.graph.items() if name != "statements"})))


def _types(records: Iterable[Mapping[str, object]]) -> dict[str, str]:
    found: dict[str, set[type]] = {}
    for record in records:
        for name, value in record.items():
            found.setdefault(name, set()).add(type(value))
    return {name: _TYPES.get(frozenset(types), "string") for name, types in sorted(found.items())}


def _cell(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else _escaped(str(value))


def _add_data(parent: ET.Element, of: str, data: Mapping[str, object], ids: Mapping[tuple[str, str], str]) -> None:
    for name, value in data.items():
        ET.SubElement(parent, "data", key=ids[of, name]).text = _cell(value)


def _add_values(parent: ET.Element, of: str, data: Mapping[str, object], ids: Mapping[tuple[str, str], str]) -> None:
    values = ET.SubElement(parent, "attvalues")
    for name, value in data.items():
        ET.SubElement(values, "attvalue", {"for": ids[of, name], "value": _cell(value)})


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _escaped(text: str) -> str:
    return _FORBIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _all_unescaped(data: Mapping[str, Any]) -> dict[str, Any]:
    return {_unescaped(name): _unescaped(each) if isinstance(each, str) else each for name, each in data.items()}


_TYPES: Final[Mapping[frozenset[type], str]] = {
    frozenset([bool]): "boolean",
    frozenset([int]): "long",
    frozenset([float]): "double",
    frozenset([int, float]): "double",
}
"""The type of an attribute in XML, by the types of its values; any other mixture is text."""
