"""What the page is told: the graph as columns of plain JSON, written so that no text in it can end its script.

Ids, names of documents and sentences stand once and are pointed at by position; -1 points at nothing. Columns in
place of objects keep a page of 10,000 actors a third of the size.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from stancegraph.centrality import actor_centrality
from stancegraph.clusters import signed_clusters
from stancegraph.explorer.layout import signed_layout
from stancegraph.models import Factuality

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

    from stancegraph.models import Actor, Statement

MEASURE: Final = "pagerank"
RADII: Final = (9.0, 27.0)  # below 9 the shapes of the kinds look alike, above 27 a hub hides its ties

# What could end the script element or, in old browsers, a line of script.
UNSAFE: Final = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_UNSAFE = re.compile("[" + "".join(UNSAFE) + "]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class _Interned:
    """Values in order of first sight; the position of each."""

    def __init__(self) -> None:
        self.positions: dict[Any, int] = {}

    def __call__(self, value: Any) -> int:
        return -1 if value is None else self.positions.setdefault(value, len(self.positions))

    def values(self) -> list[Any]:
        return list(self.positions)


def payload(G: nx.MultiDiGraph[str], *, title: str) -> dict[str, Any]:
    """Return all that the page shows, ready for `as_json`; the same for every order of nodes and edges.

    Parameters
    ----------
    G
        As made by `stancegraph.graph.to_multigraph`. A graph without its statements, as read from GraphML, GEXF or
        CSV, gives ``"evidence": False`` and no sentences.
    """
    statements: Mapping[str, Statement] = G.graph.get("statements") or {}
    nodes = sorted(G)
    number = {node: i for i, node in enumerate(nodes)}
    ties = sorted(G.edges(keys=True, data=True), key=lambda tie: (number[tie[0]], number[tie[1]], str(tie[2])))
    clusters = signed_clusters(G, seed=0)
    camps = [
        (members, name) for members, name in zip(clusters.clusters, clusters.names, strict=True) if len(members) > 1
    ]
    camp_of = {node: i for i, (members, _) in enumerate(camps) for node in members}
    scores = actor_centrality(G, measure=MEASURE, layer="all")
    radii = _radii([scores[node] for node in nodes])
    places = signed_layout(
        np.array([(number[u], number[v]) for u, v, _, _ in ties], dtype=np.intp),
        np.array([_sign(tie) for *_, tie in ties], dtype=np.intp),
        np.array([tie.get("weight", 1) for *_, tie in ties], dtype=np.float64),
        np.array([camp_of.get(node, len(camps) + i) for i, node in enumerate(nodes)], dtype=np.intp),
        np.array(radii),
    )
    stances = sorted({_stance(key, tie) for *_, key, tie in ties} | {_stance_of(s) for s in statements.values()})
    stance_number = {stance: i for i, stance in enumerate(stances)}
    order = {id_: i for i, id_ in enumerate(statements)}
    return {
        "title": title,
        "measure": MEASURE,
        "evidence": bool(statements) or not ties,
        "rollup": G.graph.get("rollup"),
        "stances": _columns(("sign", "name", "symmetric"), stances),
        "clusters": [str(name) for _, name in camps],
        "actors": _actors(G, nodes)
        | {
            # An actor alone in its cluster, or without signed ties, is of no camp.
            "cluster": [camp_of.get(node, -1) for node in nodes],
            "score": [_number(scores[node]) for node in nodes],
            "radius": radii,
            "x": places[:, 0].tolist(),
            "y": places[:, 1].tolist(),
        },
        "ties": {
            "source": [number[u] for u, *_ in ties],
            "target": [number[v] for _, v, *_ in ties],
            "stance": [stance_number[_stance(key, tie)] for *_, key, tie in ties],
            **{field: [tie.get(field, 0) for *_, tie in ties] for field in ("weight", *Factuality)},
            **{field: [_number(tie.get(field)) for *_, tie in ties] for field in ("intensity", "confidence")},
            **{field: [_day(tie.get(field)) for *_, tie in ties] for field in ("first", "last")},
            "statements": [[order[id_] for id_ in tie.get("statements", ()) if id_ in order] for *_, tie in ties],
        },
        **_evidence(statements, stance_number, order),
        "untargeted": _untargeted(G, statements, number, order),
        "internal": _internal(G, number, order),
    }


def as_json(value: Any) -> str:
    r"""Return JSON that may stand inside a script element: ``<``, ``>``, ``&`` and line separators are escaped.

    Lone halves of surrogate pairs, which no UTF-8 file can hold, become the replacement character.

    Raises
    ------
    ValueError
        If a number is not finite.

    Examples
    --------
    >>> print(as_json({"quote": "</script>"}))
    {"quote":"\u003c/script\u003e"}
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _LONE_SURROGATE.sub("\ufffd", _UNSAFE.sub(lambda found: UNSAFE[found[0]], text))


def _columns(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    listed = list(rows)
    return {name: [row[i] for row in listed] for i, name in enumerate(names)}


def _radii(scores: Sequence[float]) -> list[float]:
    # The area above the smallest shape grows with the score, since it is areas that eyes compare.
    low, high = min(scores, default=0.0), max(scores, default=0.0)
    if not high > low:
        return [round(sum(RADII) / 2, 1)] * len(scores)
    return [round(RADII[0] + (RADII[1] - RADII[0]) * math.sqrt((score - low) / (high - low)), 1) for score in scores]


def _sign(tie: Mapping[str, Any]) -> int:
    sign = int(tie.get("sign", 0))
    return (sign > 0) - (sign < 0)


def _stance(key: Any, tie: Mapping[str, Any]) -> tuple[int, str, bool]:
    return _sign(tie), str(tie.get("stance", key)), bool(tie.get("symmetric", False))


def _stance_of(statement: Statement) -> tuple[int, str, bool]:
    return statement.sign, statement.stance, statement.symmetric


def _day(day: dt.date | str | None) -> str | None:
    return None if day is None or day == "" else str(day)


def _number(value: float | None) -> float | None:
    # Six digits: more than is shown, and enough to rank ten thousand actors.
    return float(f"{value:.6g}") if value is not None and math.isfinite(value) else None


def _actors(G: nx.MultiDiGraph[str], nodes: Sequence[str]) -> dict[str, list[Any]]:
    attributes = [G.nodes[node] for node in nodes]
    return {
        "id": [str(node) for node in nodes],
        "name": [str(a.get("name") or node) for node, a in zip(nodes, attributes, strict=True)],
        "kind": [str(a.get("kind") or "group") for a in attributes],
        "country": [a.get("country") or None for a in attributes],
        "role": [a.get("role") or None for a in attributes],
        "aliases": [list(a.get("aliases") or ()) for a in attributes],
    }


def _evidence(
    statements: Mapping[str, Statement], stances: Mapping[tuple[int, str, bool], int], order: Mapping[str, int]
) -> dict[str, Any]:
    documents, sentences, names = _Interned(), _Interned(), _Interned()

    def name(actor: Actor | None) -> int:
        return names(None if actor is None else actor.name)

    rows = []
    for statement in statements.values():
        before, cue, _ = statement.evidence.parts()
        rows.append(
            (
                documents(statement.document),
                name(statement.source),
                stances[_stance_of(statement)],
                name(statement.target),
                str(statement.factuality),
                name(statement.attributed_to),
                statement.about,
                _day(statement.date),
                _day(statement.date_end),
                _number(statement.confidence),
                order.get(statement.copy_of or "", -1),
                sentences(statement.evidence.quote),
                # Python counts code points, the browser's strings count UTF-16 units.
                _utf16(before),
                _utf16(cue),
            )
        )
    fields = (
        "document source stance target factuality attributed_to about date date_end confidence copy_of sentence "
        "cue_start cue_length"
    )
    return {
        "names": names.values(),
        "sentences": sentences.values(),
        "documents": _columns(
            ("id", "title", "outlet", "url", "date"),
            [(d.id, d.title, d.outlet, d.url, _day(d.date)) for d in documents.values()],
        ),
        "statements": _columns(fields.split(), rows),
    }


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _untargeted(
    G: nx.MultiDiGraph[str], statements: Mapping[str, Statement], number: Mapping[str, int], order: Mapping[str, int]
) -> dict[str, list[Any]]:
    merged = {actor: node for node, actors in (G.graph.get("members") or {}).items() for actor in actors}
    rows = []
    for id_ in G.graph.get("untargeted") or ():
        if id_ in statements:
            actor = statements[id_].source.id
            node = merged.get(actor, actor)
            if node in number:
                rows.append((number[node], order[id_]))
    return _columns(("actor", "statement"), rows)


def _internal(G: nx.MultiDiGraph[str], number: Mapping[str, int], order: Mapping[str, int]) -> dict[str, list[Any]]:
    """Return what became a loop when actors were merged: statements between members of one node."""
    rows = [
        (number[node], order[id_])
        for node, ties in (G.graph.get("internal") or {}).items()
        if node in number
        for tie in ties.values()
        for id_ in tie.get("statements", ())
        if id_ in order
    ]
    return _columns(("actor", "statement"), rows)
