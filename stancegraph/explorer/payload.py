"""What the page is told first: the graph on each of its levels, and of every statement what filters ask for.

Actors, ties and statements are pointed at by position; -1 points at nothing. The sentences come apart, in `texts.py`:
the picture need not wait for them.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections import Counter
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from stancegraph.centrality import actor_centrality
from stancegraph.clusters import signed_camps
from stancegraph.explorer.layout import signed_layout
from stancegraph.explorer.packing import Interned, as_day, as_number, columns, some_at_a_time
from stancegraph.gazetteer import load_gazetteer
from stancegraph.graph import HOME_WEIGHT, homes, rolled_up, with_homes
from stancegraph.models import Factuality, Kind
from stancegraph.projection import tie_arrays

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from stancegraph.models import Statement
    from stancegraph.projection import TieArrays

MEASURE: Final = "pagerank"
RADII: Final = (9.0, 27.0)  # below 9 the shapes of the kinds look alike, above 27 a hub hides its ties

BACKBONE_ABOVE: Final = 2_000  # actors; more are a carpet on any screen
TIES_ABOVE: Final = 12_000  # ties, if there are more actors than the backbone has; more take long to draw
BACKBONE: Final = 500  # actors that a larger graph opens on: what a screen shows with names
BETWEENNESS_UP_TO: Final = 1_000  # actors; its time grows with actors times ties

EFFORT: Final = 200_000  # of the search for clusters: a fifth of the usual, which costs about 1 % more
HALF: Final = 0.5
"""Weight of the friendly tie that officials and organisations are given with their country, and of what is only
planned, for clusters and places only. Half a statement: what the texts say to have taken place outweighs it."""

FACTUALITIES: Final = {str(factuality): number for number, factuality in enumerate(Factuality)}


def payload(G: nx.MultiDiGraph[str], *, title: str, country_names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the graph as the page wants it; the same for every order of nodes and edges.

    Parameters
    ----------
    G
        As made by `stancegraph.graph.to_multigraph`. A graph without its statements, as read from GraphML, GEXF or
        CSV, gives ``"evidence": False``, and filters work on what its ties say of them.
    country_names
        Country code -> name, for countries that are not themselves among the actors; by default those of the built-in
        gazetteer.
    """
    statements: Mapping[str, Statement] = G.graph.get("statements") or {}
    graphs = [G]
    if _can_be_rolled_up(G):
        graphs.append(rolled_up(G, names=_built_in_names(G) if country_names is None else country_names))
    ties = [_ties(graph) for graph in graphs]
    attributes = [tie.attributes for listed in ties for tie in listed]
    rows = _Rows(list(statements.values()))
    stances = sorted({tie.stance for listed in ties for tie in listed}.union(rows.stances))
    stance_number = {stance: i for i, stance in enumerate(stances)}
    order = {id_: i for i, id_ in enumerate(statements)}
    outlets = Interned()
    for outlet in sorted(_outlets(attributes, rows)):
        outlets(outlet)
    days = _Days(attributes, rows)
    return {
        "title": title,
        "measure": MEASURE,
        # Under which the reader's notes are kept; of the ids in their order, so that numbers may stand for statements.
        "digest": hashlib.sha256("\n".join(statements).encode(errors="surrogatepass")).hexdigest(),
        "evidence": bool(statements) or not G.number_of_edges(),
        "rollup": G.graph.get("rollup"),
        "stances": columns(("sign", "name", "symmetric"), stances),
        "outlets": outlets.values(),
        "days": days.names,
        "statements": {
            "stance": [stance_number[stance] for stance in rows.stances],
            "factuality": rows.factualities,
            "outlet": [outlets(outlet) for outlet in rows.outlets],
            "date": [days.position[day] for day in rows.dates],
            "date_end": [days.position[day] for day in rows.ends],
            "confidence": rows.confidences,
        },
        "levels": _with_hues(
            [
                _level(graph, stance_number, order, outlets, days, ties=own, of=G)
                for graph, own in zip(graphs, ties, strict=True)
            ]
        ),
    }


def _can_be_rolled_up(G: nx.MultiDiGraph[str]) -> bool:
    """Whether countries are another picture: two actors of one country, or one beside his country."""
    if G.graph.get("rollup") or not G.graph.get("statements"):
        return False
    homes = [country for _, country in G.nodes(data="country") if country]
    return len(homes) > len(set(homes))


def _built_in_names(G: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Return names of countries. The gazetteer takes a moment to load, so only if one is missing."""
    codes = {country for _, country in G.nodes(data="country") if country}
    if all(f"{Kind.COUNTRY}:{code}" in G for code in codes):
        return {}
    known = load_gazetteer().actors.values()
    return {a.country: a.name for a in known if a.kind is Kind.COUNTRY and a.country is not None}


class _Rows:
    """What is told of each statement, before outlets and days have numbers."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.stances: list[tuple[int, str, bool]] = []
        self.factualities: list[int] = []
        self.outlets: list[str | None] = []
        self.dates: list[dt.date | None] = []
        self.ends: list[dt.date | None] = []
        self.confidences: list[float | None] = []
        rounded = cache(as_number)  # few of them differ
        for some in some_at_a_time(statements):
            self.stances += [(statement.sign, statement.stance, statement.symmetric) for statement in some]
            self.factualities += [FACTUALITIES[statement.factuality] for statement in some]
            self.outlets += [statement.document.outlet for statement in some]
            self.dates += [statement.date for statement in some]
            self.ends += [statement.date_end for statement in some]
            self.confidences += [rounded(statement.confidence) for statement in some]


class _Tie(NamedTuple):
    """A tie, with the numbers of its ends in the order of ids."""

    source: int
    target: int
    key: str
    stance: tuple[int, str, bool]
    attributes: Mapping[str, Any]


def _ties(G: nx.MultiDiGraph[str]) -> list[_Tie]:
    """Return the ties sorted by source, target and key."""
    number = {node: i for i, node in enumerate(sorted(G))}
    # Read along the adjacency, since a view of all edges takes longer than what follows.
    return sorted(
        (
            _Tie(source, number[v], str(key), _stance(key, tie), tie)
            for u, nbrs in G.adjacency()
            for source in (number[u],)
            for v, keyed in nbrs.items()
            for key, tie in keyed.items()
        ),
        key=itemgetter(0, 1, 2),
    )


def _level(
    G: nx.MultiDiGraph[str],
    stances: Mapping[tuple[int, str, bool], int],
    order: Mapping[str, int],
    outlets: Interned,
    days: _Days,
    *,
    ties: Sequence[_Tie],
    of: nx.MultiDiGraph[str],
) -> dict[str, Any]:
    nodes = sorted(G)
    number = {node: i for i, node in enumerate(nodes)}
    attributes = [tie.attributes for tie in ties]
    at_home = homes(G)
    read = tie_arrays(G)
    weighed = _weighed(G, attributes, has_homes=bool(at_home))
    camps = signed_camps(weighed, read if weighed is G else None, effort=EFFORT)
    camp_of = {node: i for i, members in enumerate(camps.members) for node in members}
    scores = actor_centrality(read, measure=MEASURE, layer="all")
    radii = _radii([scores[node] for node in nodes])
    sources, targets = [tie.source for tie in ties], [tie.target for tie in ties]
    places = signed_layout(
        np.array(
            [[*sources, *(number[u] for u, _ in at_home)], [*targets, *(number[v] for _, v in at_home)]], dtype=np.intp
        ).T,
        np.array([*(tie.stance[0] for tie in ties), *(1 for _ in at_home)], dtype=np.intp),
        np.array([*(tie.get("weight", 1) for tie in attributes), *(HOME_WEIGHT for _ in at_home)], dtype=np.float64),
        np.array([camp_of.get(node, len(camps.members) + i) for i, node in enumerate(nodes)], dtype=np.intp),
        np.array(radii),
    )
    return {
        "by": G.graph.get("rollup"),
        "backbone": BACKBONE if _is_large(len(nodes), len(ties)) else None,
        "clusters": list(camps.names),
        "against": _against({_pair(number[tie.u], number[tie.v]): tie.sign for tie in camps.ties_against}, ties),
        "actors": _actors(G, nodes)
        | {
            # An actor alone in its cluster, or without signed ties, is of no camp.
            "cluster": [camp_of.get(node, -1) for node in nodes],
            "score": [as_number(scores[node]) for node in nodes],
            "radius": radii,
            "x": places[:, 0].tolist(),
            "y": places[:, 1].tolist(),
        }
        | _betweenness(read, nodes)
        | _members(G, nodes, of),
        "ties": {
            "source": sources,
            "target": targets,
            "stance": [stances[tie.stance] for tie in ties],
            **{field: [tie.get(field, 0) for tie in attributes] for field in ("weight", *FACTUALITIES)},
            # What statements tell one by one is told of a tie only where it came without them.
            "confidence": [None if tie.get("statements") else as_number(tie.get("confidence")) for tie in attributes],
            **{field: [days.position[tie.get(field)] for tie in attributes] for field in ("first", "last")},
            "outlets": [None if tie.get("statements") else list(map(outlets, _tie_outlets(tie))) for tie in attributes],
            "statements": [[order[id_] for id_ in tie.get("statements", ()) if id_ in order] for tie in attributes],
        },
        "untargeted": _untargeted(G, number, order),
        "internal": _internal(G, number, order),
    }


def _against(pairs: Mapping[tuple[int, int], int], ties: Sequence[_Tie]) -> list[int]:
    """Return the numbers of the ties that run against the clusters: those of a pair that does, with its sign."""
    signed = ((i, tie.stance[0], _pair(tie.source, tie.target)) for i, tie in enumerate(ties))
    return [i for i, sign, pair in signed if sign and pairs.get(pair) == sign]


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _weighed(
    G: nx.MultiDiGraph[str], attributes: Sequence[Mapping[str, Any]], *, has_homes: bool
) -> nx.MultiDiGraph[str]:
    """Return the graph that clusters are found in: what is only planned weighs half, and homes are ties."""
    whole = Factuality.PLANNED in G.graph.get("counted", ())  # a filter has made it count already
    counts_half = not whole and any(tie.get("planned") for tie in attributes)
    if not counts_half and not has_homes:
        return G
    H = with_homes(G)
    if counts_half:
        for _, _, tie in H.edges(data=True):
            tie["weight"] = tie.get("weight", 0) + HALF * tie.get("planned", 0)
    return H


def _members(G: nx.MultiDiGraph[str], nodes: Sequence[str], of: nx.MultiDiGraph[str]) -> dict[str, list[list[str]]]:
    """Return for each node the names of those who are merged into it."""
    members = G.graph.get("members")
    if not members or G is of:
        return {}
    return {
        "members": [
            sorted(str(of.nodes[actor].get("name") or actor) for actor in members.get(node, ()) if actor != node)
            for node in nodes
        ]
    }


def _with_hues(levels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give colours to clusters so that the same actors have the same on every level, if possible."""
    first = dict(zip(levels[0]["actors"]["id"], levels[0]["actors"]["cluster"], strict=True))
    for level in levels:
        shared: Counter[tuple[int, int]] = Counter()
        for id_, cluster in zip(level["actors"]["id"], level["actors"]["cluster"], strict=True):
            if cluster >= 0 and first.get(id_, -1) >= 0:
                shared[cluster, first[id_]] += 1
        hues: dict[int, int] = {}
        for (cluster, hue), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
            if cluster not in hues and hue not in hues.values():
                hues[cluster] = hue
        taken = set(hues.values())
        free = (hue for hue in itertools.count() if hue not in taken)
        level["hues"] = [hues[i] if i in hues else next(free) for i in range(len(level["clusters"]))]
    return levels


def _is_large(actors: int, ties: int) -> bool:
    return actors > BACKBONE_ABOVE or (ties > TIES_ABOVE and actors > BACKBONE)


def _betweenness(ties: TieArrays, nodes: Sequence[str]) -> dict[str, list[float | None]]:
    if len(nodes) > BETWEENNESS_UP_TO:
        return {}
    scores = actor_centrality(ties, measure="betweenness", layer="all")
    return {"betweenness": [as_number(scores[node]) for node in nodes]}


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


def _outlets(attributes: Sequence[Mapping[str, Any]], rows: _Rows) -> set[str]:
    named = {outlet for outlet in rows.outlets if outlet is not None}
    return named.union(*(_tie_outlets(tie) for tie in attributes if not tie.get("statements")))


class _Days:
    """The days that statements and ties name, in their order, and the position of each as it stands there."""

    def __init__(self, attributes: Sequence[Mapping[str, Any]], rows: _Rows) -> None:
        found: set[dt.date | str | None] = {*rows.dates, *rows.ends}
        for end in ("first", "last"):
            found.update(tie.get(end) for tie in attributes)
        texts = {day: as_day(day) for day in found}
        self.names = sorted({text for text in texts.values() if text is not None})
        number = {text: i for i, text in enumerate(self.names)}
        self.position = {day: -1 if text is None else number[text] for day, text in texts.items()}


def _tie_outlets(tie: Mapping[str, Any]) -> list[str]:
    outlets = tie.get("outlets") or ()
    return [outlets] if isinstance(outlets, str) else sorted(map(str, outlets))


def _actors(G: nx.MultiDiGraph[str], nodes: Sequence[str]) -> dict[str, list[Any]]:
    attributes = [G.nodes[node] for node in nodes]
    return {
        "id": [str(node) for node in nodes],
        "name": [str(a.get("name") or node) for node, a in zip(nodes, attributes, strict=True)],
        "kind": [str(a.get("kind") or Kind.GROUP) for a in attributes],
        "country": [a.get("country") or None for a in attributes],
        "role": [a.get("role") or None for a in attributes],
        "aliases": [list(a.get("aliases") or ()) for a in attributes],
    }


def _untargeted(G: nx.MultiDiGraph[str], number: Mapping[str, int], order: Mapping[str, int]) -> dict[str, list[Any]]:
    statements: Mapping[str, Statement] = G.graph.get("statements") or {}
    merged = {actor: node for node, actors in (G.graph.get("members") or {}).items() for actor in actors}
    rows = []
    for id_ in G.graph.get("untargeted") or ():
        if id_ in statements:
            actor = statements[id_].source.id
            node = merged.get(actor, actor)
            if node in number:
                rows.append((number[node], order[id_]))
    return columns(("actor", "statement"), rows)


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
    return columns(("actor", "statement"), rows)
