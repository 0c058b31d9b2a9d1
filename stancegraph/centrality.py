"""Who is central: degree by direction and sign, PageRank, betweenness, closeness and eigenvector centrality.

All take any networkx graph whose edges have a ``sign``. Measures made for unsigned graphs are computed on one layer of
the ties, all of them, the friendly or the hostile ones, parallel ties collapsed: none ever sees a negative weight.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import networkx as nx
import numpy as np
import rustworkx as rx
from scipy import sparse
from scipy.sparse.linalg import eigsh

from stancegraph.errors import UnknownNameError
from stancegraph.projection import LAYERS, Layer, checked_sign, checked_weight, unsigned_layer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

Scores: TypeAlias = dict[str, float]
Measure: TypeAlias = "Callable[[nx.Graph[Any], Layer], Scores]"

DAMPING: Final = 0.85  # Brin & Page 1998, section 2.1.1
PAGERANK_TOLERANCE: Final = 1e-14  # of the sum of changes; each step shrinks it by DAMPING, so 200 steps always do
DENSE_UP_TO: Final = 200  # nodes; below it numpy's full decomposition is faster than ARPACK and needs no start
SAME_EIGENVALUE: Final = 1e-9  # relative; above the error of ARPACK, below the gap between integer-weighted components
SAME_SCORE: Final = 12  # digits; scores that differ only by rounding are ranked by name
# rustworkx adds up betweenness in whatever order its threads finish, so that the last digit differs from run to run.
ONE_THREAD: Final = sys.maxsize


def actor_centrality(G: nx.Graph[Any], *, measure: str = "pagerank", layer: Layer = "all") -> dict[str, float]:
    """Return how central each actor is.

    ==================================================  =========================================================
    ``degree``, ``in_degree``, ``out_degree``           weight of the ties of an actor, toward it, from it
    ``positive_…``, ``negative_…`` before any of these  the same on the friendly or hostile layer, whatever `layer`
    ``pagerank``                                        weighted; a tie counts for its target [1]_
    ``betweenness``                                     directed, unweighted, from 0 to 1 [2]_
    ``closeness``                                       unweighted, of those who reach the actor, from 0 to 1 [3]_ [4]_
    ``eigenvector``                                     weighted, directions dropped, from 0 to 1 [5]_
    ==================================================  =========================================================

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph; signs are needed for the friendly and hostile layers,
        and a `weight` that is missing is 1. Ties of weight 0 count nowhere, symmetric ones both ways, but once in
        `degree`.
    measure
        One of the names above, `MEASURES`.
    layer
        ``"all"``, ``"friendly"`` or ``"hostile"`` ties.

    Returns
    -------
    dict
        Actor id -> score, in the order of the nodes; empty for an empty graph. Actors without a tie have 0, and in
        PageRank the share that everyone has.

    Raises
    ------
    UnknownNameError
        If there is no such measure or layer.
    NotSignedError
        If an edge has no usable sign where one is needed, or a weight that is negative or not a number.

    Notes
    -----
    Betweenness and closeness take O(n·m), the others O(m) for each of a few dozen steps. Closeness is scaled by the
    share of actors who reach the actor, so that it compares across components [4]_. The eigenvector is that of the
    largest eigenvalue, with length 1, of the symmetric matrix of weights: actors in a component whose own largest
    eigenvalue is smaller have 0, and so has everyone where there are no ties. Betweenness and closeness ignore
    weights because a weight here is a number of statements and no length.

    References
    ----------
    .. [1] Brin & Page (1998), Computer Networks 30. doi:10.1016/S0169-7552(98)00110-X
    .. [2] Brandes (2001), Journal of Mathematical Sociology 25(2). doi:10.1080/0022250X.2001.9990249
    .. [3] Freeman (1978), Social Networks 1(3). doi:10.1016/0378-8733(78)90021-7
    .. [4] Wasserman & Faust (1994), Social Network Analysis, p. 201. doi:10.1017/CBO9780511815478
    .. [5] Bonacich (1987), American Journal of Sociology 92(5). doi:10.1086/228631

    Examples
    --------
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
    return MEASURES[measure](G, layer)


def ranked(scores: Mapping[str, float], *, top: int | None = None) -> list[tuple[str, float]]:
    """Return actors with their scores, highest first; equal scores by id.

    Examples
    --------
    >>> ranked({"b": 1.0, "c": 3.0, "a": 1.0}, top=2)
    [('c', 3.0), ('a', 1.0)]
    """
    order = sorted(scores.items(), key=lambda item: (-float(f"{item[1]:.{SAME_SCORE}g}"), str(item[0])))
    return order[:top]


Way = Literal["both", "in", "out"]


def _degree(way: Way, sign: Layer | None = None) -> Measure:
    def degree(G: nx.Graph[Any], layer: Layer) -> Scores:
        wanted = LAYERS[sign or layer]
        scores: Scores = dict.fromkeys(G, 0.0)
        for u, v, data in G.edges(data=True):
            if u == v or (wanted is not None and checked_sign(u, v, data, "sign") != wanted):
                continue
            weight = checked_weight(u, v, data, "weight")
            symmetric = data.get("symmetric", not G.is_directed())
            if way != "in" or symmetric:
                scores[u] += weight
            if way != "out" or symmetric:
                scores[v] += weight
        return scores

    return degree


def _pagerank(G: nx.Graph[Any], layer: Layer) -> Scores:
    weights = _weights(unsigned_layer(G, layer=layer))
    n = weights.shape[0]
    if n == 0:
        return {}
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
    return _scores(G, rank / rank.sum())


def _betweenness(G: nx.Graph[Any], layer: Layer) -> Scores:
    D = _rustworkx(unsigned_layer(G, layer=layer))
    return _scores(G, rx.digraph_betweenness_centrality(D, parallel_threshold=ONE_THREAD).values())


def _closeness(G: nx.Graph[Any], layer: Layer) -> Scores:
    D = _rustworkx(unsigned_layer(G, layer=layer))
    return _scores(G, rx.digraph_closeness_centrality(D).values())


def _eigenvector(G: nx.Graph[Any], layer: Layer) -> Scores:
    n = len(G)
    wanted = LAYERS[layer]
    at = {node: index for index, node in enumerate(G)}
    ties: dict[tuple[int, int], float] = {}
    for u, v, data in G.edges(data=True):
        if u != v and (wanted is None or checked_sign(u, v, data, "sign") == wanted):
            weight = checked_weight(u, v, data, "weight")
            for pair in ((at[u], at[v]), (at[v], at[u])):
                ties[pair] = ties.get(pair, 0.0) + weight
    ties = {pair: weight for pair, weight in ties.items() if weight > 0}
    scores = np.zeros(n)
    if ties:
        rows, columns = np.array(list(ties)).T
        A = sparse.csr_array((list(ties.values()), (rows, columns)), shape=(n, n))
        _, label = sparse.csgraph.connected_components(A, directed=False)
        found = [(_leading(A[members][:, members]), members) for members in _members(label) if len(members) > 1]
        largest = max(value for (value, _), _ in found)
        for (value, vector), members in found:
            if value >= largest * (1 - SAME_EIGENVALUE):
                # Equal components share in proportion to what a uniform start would leave in each.
                scores[members] = vector * vector.sum()
        scores /= np.linalg.norm(scores)
    return _scores(G, scores)


def _members(label: NDArray[np.int32]) -> list[NDArray[np.intp]]:
    order = np.argsort(label, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(label[order])) + 1)


def _leading(A: sparse.csr_array) -> tuple[float, NDArray[np.float64]]:
    """Return the largest eigenvalue of a connected component and its positive vector of length 1."""
    if A.shape[0] <= DENSE_UP_TO:
        values, vectors = np.linalg.eigh(A.toarray())
    else:
        values, vectors = eigsh(A, k=1, which="LA", v0=np.ones(A.shape[0]))
    return float(values[-1]), np.abs(vectors[:, -1])


def _weights(D: nx.DiGraph[Any]) -> sparse.csr_array:
    return nx.to_scipy_sparse_array(D, dtype=np.dtype(np.float64), format="csr") if len(D) else sparse.csr_array((0, 0))


def _rustworkx(D: nx.DiGraph[Any]) -> rx.PyDiGraph:
    at = {node: index for index, node in enumerate(D)}
    R = rx.PyDiGraph(multigraph=False)
    R.add_nodes_from(range(len(D)))
    R.add_edges_from_no_data([(at[u], at[v]) for u, v in D.edges()])
    return R


def _scores(G: nx.Graph[Any], values: Iterable[float]) -> Scores:
    return dict(zip(G, map(float, values), strict=True))


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
    "pagerank": _pagerank,
    "betweenness": _betweenness,
    "closeness": _closeness,
    "eigenvector": _eigenvector,
}
"""The measures by name, in the order in which they are listed."""
