"""Two graphs side by side: two periods, two outlets, two cases."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from pydantic import Field

from stancegraph.clusters import signed_clusters
from stancegraph.measures import checked_measure, measured, name_of
from stancegraph.models import Record
from stancegraph.partitions import adjusted_rand_index
from stancegraph.projection import is_symmetric, pair_by_name, signed_projection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

    from stancegraph.measures import Measure
    from stancegraph.projection import Layer


SIDE_BY_SIDE: Final = (
    "actors", "ties", "statements", "hostile_share", "density", "reciprocity", "clusters", "cluster_fit",
)  # fmt: skip
"""Measures that are compared unless others are named: what a reader asks first and a minute suffices for."""


class Beside(Record):
    """One measure in both graphs."""

    measure: str
    actor: Any = Field(description="null for a figure of the whole network")
    a: float | None = Field(description="null where the measure has no answer, or the actor is not in the graph")
    b: float | None
    difference: float | None = Field(description="b minus a")


class PairBeside(Record):
    """A pair of actors whose tie both graphs tell of, or only one."""

    u: Any
    v: Any
    a: int = Field(description="sign in the first graph: -1 or 1, 0 for none or for friendly as much as hostile")
    b: int
    weight_a: float = Field(ge=0, description="what friendly and hostile ties leave of each other")
    weight_b: float = Field(ge=0)
    statements_a: tuple[str, ...] = Field(description="ids, of the ties that have a sign")
    statements_b: tuple[str, ...]


class Comparison(Record):
    """Two graphs side by side."""

    actors_a: tuple[Any, ...] = Field(description="actors with a tie that are in the first graph only")
    actors_b: tuple[Any, ...]
    actors_both: tuple[Any, ...]
    ties_a: tuple[PairBeside, ...] = Field(description="pairs with a sign in the first graph only, heaviest first")
    ties_b: tuple[PairBeside, ...]
    ties_both: tuple[PairBeside, ...] = Field(description="of the same sign in both")
    turned: tuple[PairBeside, ...] = Field(description="friendly in one and hostile in the other")
    measures: tuple[Beside, ...]
    same_sign: float | None = Field(ge=0, le=1, description="share of the pairs with a sign in both where it is one")
    rand: float | None = Field(le=1, description="adjusted Rand index of the clusters; null without a common actor")
    placed_both: int = Field(ge=0, description="actors that are in a cluster of both graphs")


def compared(
    A: nx.Graph[Any],
    B: nx.Graph[Any],
    *,
    measures: Iterable[Measure] = SIDE_BY_SIDE,
    layer: Layer = "all",
    directed: bool = True,
    seed: int = 0,
) -> Comparison:
    """Return two graphs side by side: actors, ties, ties whose sign differs, measures and clusters.

    Ties are those of `signed_projection`. Clusters are compared among the actors who have one in both graphs, by the
    adjusted Rand index: 1 for the same division, 0 on average for divisions by chance [1]_.

    Parameters
    ----------
    A, B
        Multigraphs of `to_multigraph`, or any networkx graphs with signed edges; actors are the same if the nodes are.
    measures, layer
        Names or functions, as `measured` takes them; those of actors are compared for every actor of either graph.
    directed
        Whether u toward v and v toward u are two ties.
    seed
        Of the search for clusters.

    Raises
    ------
    NotSignedError
        If an edge of either has no usable sign.
    UnknownNameError
        If there is no such measure or layer.

    Notes
    -----
    Two outlets that report different weeks differ for that reason alone: compare what covers the same time. A graph
    with more statements has more ties and actors; shares compare, counts do not. Whether a difference is more than
    chance, the intervals of `bootstrap` tell.

    References
    ----------
    .. [1] Hubert & Arabie (1985), Journal of Classification 2. doi:10.1007/BF01908075

    Examples
    --------
    >>> import networkx as nx
    >>> A = nx.DiGraph([("a", "b", {"sign": 1}), ("b", "c", {"sign": 1})])
    >>> B = nx.DiGraph([("a", "b", {"sign": -1}), ("a", "d", {"sign": 1})])
    >>> found = compared(A, B, measures=["ties"])
    >>> [(pair.u, pair.v, pair.a, pair.b) for pair in found.turned], found.actors_b
    ([('a', 'b', 1, -1)], ('d',))
    """
    wanted = list(measures)
    for measure in wanted:
        checked_measure(measure, layer=layer)
    in_a, in_b = _with_ties(A), _with_ties(B)
    pairs = _pairs(A, B, directed=directed)
    both = [pair for pair in pairs if pair.a and pair.b]
    turned = [pair for pair in both if pair.a != pair.b]
    clusters = [signed_clusters(G, seed=seed).membership() for G in (A, B)]
    placed = sorted(clusters[0].keys() & clusters[1].keys(), key=str)
    return Comparison(
        actors_a=_sorted(in_a - in_b),
        actors_b=_sorted(in_b - in_a),
        actors_both=_sorted(in_a & in_b),
        ties_a=tuple(pair for pair in pairs if pair.a and not pair.b),
        ties_b=tuple(pair for pair in pairs if pair.b and not pair.a),
        ties_both=tuple(pair for pair in both if pair.a == pair.b),
        turned=tuple(turned),
        measures=tuple(row for measure in wanted for row in _beside(A, B, measure, layer)),
        same_sign=1 - len(turned) / len(both) if both else None,
        rand=adjusted_rand_index(*clusters) if placed else None,
        placed_both=len(placed),
    )


def _with_ties(G: nx.Graph[Any]) -> set[Any]:
    return {end for u, v, weight in G.edges(data="weight", default=1) if u != v and weight for end in (u, v)}


def _sorted(actors: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(actors, key=str))


def _pairs(A: nx.Graph[Any], B: nx.Graph[Any], *, directed: bool) -> list[PairBeside]:
    signed = [signed_projection(G, directed=directed) for G in (A, B)]
    known = [_statements(G, directed=directed) for G in (A, B)]
    ends = {_ends(u, v, directed=directed) for P in signed for u, v in P.edges()}
    found = []
    for u, v in ends:
        a, b = (P.edges[u, v] if P.has_edge(u, v) else _NO_TIE for P in signed)
        of_a, of_b = (each.get((u, v), ()) for each in known)
        signs, weights = {"a": a["sign"], "b": b["sign"]}, {"weight_a": a["weight"], "weight_b": b["weight"]}
        found.append(PairBeside(u=u, v=v, **signs, **weights, statements_a=of_a, statements_b=of_b))
    return sorted(found, key=lambda pair: (-pair.weight_a - pair.weight_b, str(pair.u), str(pair.v)))


def _ends(u: Any, v: Any, *, directed: bool) -> tuple[Any, Any]:
    return (u, v) if directed else pair_by_name(u, v)


def _statements(G: nx.Graph[Any], *, directed: bool) -> dict[tuple[Any, Any], tuple[str, ...]]:
    """Return for each pair the ids of the statements that give it a sign."""
    found: dict[tuple[Any, Any], tuple[str, ...]] = {}
    for u, v, data in G.edges(data=True):
        if data.get("sign") and data.get("weight", 1):
            both = directed and is_symmetric(data, directed=G.is_directed())
            for pair in {_ends(u, v, directed=directed), (v, u)} if both else {_ends(u, v, directed=directed)}:
                found[pair] = found.get(pair, ()) + tuple(data.get("statements", ()))
    return found


def _beside(A: nx.Graph[Any], B: nx.Graph[Any], measure: Measure, layer: Layer) -> Iterator[Beside]:
    a, b = (measured(G, measure, layer=layer) for G in (A, B))
    if not isinstance(a, dict) and not isinstance(b, dict):
        yield _row(measure, None, a, b)
        return
    of_a, of_b = (each if isinstance(each, dict) else {} for each in (a, b))
    for actor in _sorted(of_a.keys() | of_b.keys()):
        yield _row(measure, actor, of_a.get(actor, math.nan), of_b.get(actor, math.nan))


def _row(measure: Measure, actor: Any, a: float, b: float) -> Beside:
    values = [each if math.isfinite(each) else None for each in (a, b, b - a)]
    return Beside(measure=name_of(measure), actor=actor, a=values[0], b=values[1], difference=values[2])


_NO_TIE: Final[Mapping[str, Any]] = {"sign": 0, "weight": 0.0}
