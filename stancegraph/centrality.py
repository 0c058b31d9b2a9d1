"""Who is central: degree by direction and sign, PageRank, betweenness, closeness, eigenvectors, the PN index.

All take any networkx graph whose edges have a ``sign``. Measures made for unsigned graphs are computed on one layer of
the ties, all of them, the friendly or the hostile ones, parallel ties collapsed: none ever sees a negative weight.
"""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np
import rustworkx as rx
from scipy import sparse

from stancegraph.errors import UnknownNameError
from stancegraph.projection import LAYERS, Layer, TieArrays, by_name, layer_matrix, signs_of, tie_arrays
from stancegraph.shortest_paths import weighted_betweenness, weighted_closeness
from stancegraph.signed_centrality import pn_index, signed_eigenvector
from stancegraph.spectral import principal_vector

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import networkx as nx
    from numpy.typing import NDArray

Values: TypeAlias = "NDArray[np.float64]"  # one for each node, in their order
Measure: TypeAlias = "Callable[[TieArrays, Layer], Values]"

DAMPING: Final = 0.85  # Brin & Page 1998, section 2.1.1
PAGERANK_TOLERANCE: Final = 1e-14  # of the sum of changes; each step shrinks it by DAMPING, so 200 steps always do
SAME_SCORE: Final = 12  # digits; scores that differ only by rounding are ranked by name
# rustworkx adds up betweenness in whatever order its threads finish, so that the last digit differs from run to run.
ONE_THREAD: Final = sys.maxsize


def actor_centrality(
    G: nx.Graph[Any] | TieArrays, *, measure: str = "pagerank", layer: Layer = "all"
) -> dict[str, float]:
    """Return how central each actor is.

    ==================================================  =========================================================
    ``degree``, ``in_degree``, ``out_degree``           weight of the ties of an actor, toward it, from it
    ``positive_…``, ``negative_…`` before any of these  the same on the friendly or hostile layer, whatever `layer`
    ``net_…`` before any of these                       positive less negative, whatever `layer`
    ``…_ratio`` after any of these                      positive / (positive + negative), whatever `layer`
    ``pagerank``                                        weighted; a tie counts for its target [1]_
    ``betweenness``                                     directed, unweighted, from 0 to 1 [2]_
    ``weighted_betweenness``                            the same, a strong tie being a short way [2]_
    ``closeness``                                       unweighted, of those who reach the actor, from 0 to 1 [3]_ [4]_
    ``weighted_closeness``                              the same, a strong tie being a short way
    ``eigenvector``                                     weighted, directions dropped, from 0 to 1 [5]_
    ``hub``, ``authority``                              weighted, from 0 to 1: who points to authorities, and whom hubs
                                                        point to [6]_
    ``pn``, ``pn_in``, ``pn_out``                       `pn_index`, whatever `layer`
    ``signed_eigenvector``                              `signed_eigenvector`, whatever `layer`
    ==================================================  =========================================================

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph; signs are needed for the friendly and hostile layers and
        signed measures, and a `weight` that is missing is 1. Ties of weight 0 count nowhere, symmetric ones both ways,
        but once in `degree`. Who asks for several measures reads the graph once, with `tie_arrays`.
    measure
        One of the names above, `MEASURES`.
    layer
        ``"all"``, ``"friendly"`` or ``"hostile"`` ties.

    Returns
    -------
    dict
        Actor id -> score, in the order of the nodes; empty for an empty graph. Actors without a tie have 0, in
        PageRank the share that everyone has, a PN index of 1, and NaN for a ratio.

    Raises
    ------
    UnknownNameError
        If there is no such measure or layer.
    NotSignedError
        If an edge has no usable sign where one is needed, or a weight that is negative or not a number.

    Notes
    -----
    Betweenness and closeness take O(n·m), over weights O(n·(m + n log n)), the others O(m) for each of a few dozen
    steps. Closeness is scaled by the share of actors who reach the actor, so that it compares across components [4]_.
    The eigenvector is that of the largest eigenvalue, with length 1, of the symmetric matrix of weights: actors in a
    component whose own largest eigenvalue is smaller have 0, and so has everyone where there are no ties. Hubs and
    authorities are the two halves of the eigenvector of the graph that has each actor twice, as source and as target,
    each half with length 1.

    A weight here is a number of statements, a strength and no length: the weighted measures take 1 / weight as the
    length of a tie, so that closeness may exceed 1. Which measures to trust where most ties rest on one or two
    statements is a question of taste; the unweighted ones ask less of the counts.

    References
    ----------
    .. [1] Brin & Page (1998), Computer Networks 30. doi:10.1016/S0169-7552(98)00110-X
    .. [2] Brandes (2001), Journal of Mathematical Sociology 25(2). doi:10.1080/0022250X.2001.9990249
    .. [3] Freeman (1978), Social Networks 1(3). doi:10.1016/0378-8733(78)90021-7
    .. [4] Wasserman & Faust (1994), Social Network Analysis, p. 201. doi:10.1017/CBO9780511815478
    .. [5] Bonacich (1987), American Journal of Sociology 92(5). doi:10.1086/228631
    .. [6] Kleinberg (1999), Journal of the ACM 46(5). doi:10.1145/324133.324140

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("a", "b", {"sign": -1}), ("c", "b", {"sign": 1})])
    >>> actor_centrality(G, measure="in_degree")
    {'a': 0.0, 'b': 2.0, 'c': 0.0}
    >>> actor_centrality(G, measure="negative_in_degree")
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    if measure not in MEASURES:
        raise UnknownNameError(f"measure {measure!r}, expected one of {', '.join(map(repr, MEASURES))}")
    if layer not in LAYERS:
        raise UnknownNameError(f"layer {layer!r}, expected one of {', '.join(map(repr, LAYERS))}")
    signed = layer != "all" or measure not in UNSIGNED_MEASURES
    ties = G if isinstance(G, TieArrays) else tie_arrays(G, signed=signed)
    if not ties.nodes:
        return {}
    return dict(zip(ties.nodes, MEASURES[measure](ties, layer).tolist(), strict=True))


def ranked(scores: Mapping[str, float], *, top: int | None = None) -> list[tuple[str, float]]:
    """Return actors with their scores, highest first; equal scores by id, NaN last.

    Examples
    --------
    >>> ranked({"b": 1.0, "c": 3.0, "a": 1.0}, top=2)
    [('c', 3.0), ('a', 1.0)]
    """

    def place(item: tuple[str, float]) -> tuple[bool, float, tuple[str, str]]:
        actor, score = item
        unknown = math.isnan(score)
        return unknown, 0.0 if unknown else -float(f"{score:.{SAME_SCORE}g}"), by_name(actor)

    return sorted(scores.items(), key=place)[:top]


Way = Literal["both", "in", "out"]


def _degree(way: Way, sign: Layer | None = None) -> Measure:
    def degree(ties: TieArrays, layer: Layer) -> Values:
        wanted = LAYERS[sign or layer]
        counted = ties.weight if wanted is None else np.where(signs_of(ties) == wanted, ties.weight, 0.0)
        n = len(ties.nodes)
        if way == "both":
            return _sums(ties.u, counted, n) + _sums(ties.v, counted, n)
        tails, heads = (ties.u, ties.v) if way == "out" else (ties.v, ties.u)
        back = np.where(ties.symmetric, counted, 0.0)
        return _sums(tails, counted, n) + _sums(heads, back, n)

    return degree


def _sums(places: NDArray[np.int64], values: Values, n: int) -> Values:
    return np.asarray(np.bincount(places, values, n), dtype=np.float64)  # of nothing numpy makes integers


def _net(way: Way) -> Measure:
    positive, negative = _degree(way, "friendly"), _degree(way, "hostile")
    return lambda ties, layer: positive(ties, layer) - negative(ties, layer)


def _ratio(way: Way) -> Measure:
    positive, negative = _degree(way, "friendly"), _degree(way, "hostile")

    def ratio(ties: TieArrays, layer: Layer) -> Values:
        friends, foes = positive(ties, layer), negative(ties, layer)
        both = friends + foes
        return np.asarray(np.divide(friends, both, out=np.full(len(both), np.nan), where=both > 0))

    return ratio


def _pagerank(ties: TieArrays, layer: Layer) -> Values:
    weights = layer_matrix(ties, layer=layer)
    n = weights.shape[0]
    totals = np.asarray(weights.sum(axis=1)).ravel()
    silent = totals == 0
    shares = sparse.diags_array(np.divide(1.0, totals, out=np.zeros(n), where=~silent)) @ weights
    passing_on = shares.T.tocsr()
    rank = np.full(n, 1.0 / n)
    change = np.inf
    # What silent actors hold is spread over all, as in networkx.
    while change > n * PAGERANK_TOLERANCE:
        before = rank
        rank = DAMPING * (passing_on @ before + before[silent].sum() / n) + (1 - DAMPING) / n
        change = np.abs(rank - before).sum()
    return np.asarray(rank / rank.sum())


def _betweenness(ties: TieArrays, layer: Layer) -> Values:
    R = _rustworkx(layer_matrix(ties, layer=layer))
    return np.asarray(list(rx.digraph_betweenness_centrality(R, parallel_threshold=ONE_THREAD).values()))


def _closeness(ties: TieArrays, layer: Layer) -> Values:
    R = _rustworkx(layer_matrix(ties, layer=layer))
    return np.asarray(list(rx.digraph_closeness_centrality(R).values()))


def _eigenvector(ties: TieArrays, layer: Layer) -> Values:
    wanted = LAYERS[layer]
    # Not the symmetric part of the layer: a symmetric tie has its weight once here, not for each of its ways.
    weight = ties.weight if wanted is None else np.where(signs_of(ties) == wanted, ties.weight, 0.0)
    n = len(ties.nodes)
    half = sparse.csr_array((weight, (ties.u, ties.v)), shape=(n, n))
    both = (half + half.T).tocsr()
    both.eliminate_zeros()
    return principal_vector(both)


def _hits(half: int) -> Measure:
    def hits(ties: TieArrays, layer: Layer) -> Values:
        A = layer_matrix(ties, layer=layer)
        twice = principal_vector(sparse.block_array([[None, A], [A.T, None]], format="csr"))
        n = A.shape[0]
        # The halves of an eigenvector of length 1 both have the length 1 / sqrt(2).
        return np.asarray(np.split(twice, [n])[half] * math.sqrt(2))

    return hits


def _pn(way: Way) -> Measure:
    return lambda ties, _: np.asarray(list(pn_index(ties, way=way).values()))


def _rustworkx(A: sparse.csr_array) -> rx.PyDiGraph:
    R = rx.PyDiGraph(multigraph=False)
    R.add_nodes_from(range(A.shape[0]))
    tails = np.repeat(np.arange(A.shape[0]), np.diff(A.indptr))
    R.add_edges_from_no_data(list(zip(tails.tolist(), A.indices.tolist(), strict=True)))
    return R


MEASURES: Final[Mapping[str, Measure]] = {
    "degree": _degree("both"),
    "in_degree": _degree("in"),
    "out_degree": _degree("out"),
    "positive_degree": _degree("both", "friendly"),
    "positive_in_degree": _degree("in", "friendly"),
    "positive_out_degree": _degree("out", "friendly"),
    "negative_degree": _degree("both", "hostile"),
    "negative_in_degree": _degree("in", "hostile"),
    "negative_out_degree": _degree("out", "hostile"),
    "net_degree": _net("both"),
    "net_in_degree": _net("in"),
    "net_out_degree": _net("out"),
    "degree_ratio": _ratio("both"),
    "in_degree_ratio": _ratio("in"),
    "out_degree_ratio": _ratio("out"),
    "pagerank": _pagerank,
    "betweenness": _betweenness,
    "weighted_betweenness": lambda ties, layer: weighted_betweenness(layer_matrix(ties, layer=layer)),
    "closeness": _closeness,
    "weighted_closeness": lambda ties, layer: weighted_closeness(layer_matrix(ties, layer=layer)),
    "eigenvector": _eigenvector,
    "hub": _hits(0),
    "authority": _hits(1),
    "pn": _pn("both"),
    "pn_in": _pn("in"),
    "pn_out": _pn("out"),
    "signed_eigenvector": lambda ties, _: np.asarray(list(signed_eigenvector(ties).values())),
}
"""The measures by name, in the order in which they are listed."""

UNSIGNED_MEASURES: Final = (
    "degree", "in_degree", "out_degree", "pagerank", "betweenness", "weighted_betweenness", "closeness",
    "weighted_closeness", "eigenvector", "hub", "authority",
)  # fmt: skip
"""Those that need no signs on the layer of all ties."""
