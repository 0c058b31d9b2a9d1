"""What analyses see of a multigraph: the signed projection, and the layers of ties without their signs.

All take any networkx graph whose edges have a ``sign``, directed or not, with or without parallel edges. Each comes as
a graph, and as arrays for what computes; `tie_arrays` reads a graph once for any number of measures.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import chain, repeat
from numbers import Real
from operator import contains
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import networkx as nx
import numpy as np
from scipy import sparse

from stancegraph.errors import NotSignedError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

Layer = Literal["all", "friendly", "hostile"]

MOST: Final = sys.float_info.max  # of a weight; larger integers are no floats
TRUTHS: Final = frozenset({bool, np.bool_})
"""Types that are no signs, though they equal 0 and 1: where True is friendly, False is hostile and not neutral."""
EVEN: Final = 1e-12
"""Share of all weight of a pair up to which what friendly and hostile ties leave of each other is none: sums of
fractions, as of 0.1 and 0.2 against 0.3, miss 0 by less, and counts by more."""
NODES_AT_ONCE: Final = 256  # whose ties are read together; their attributes stay in the cache of a core


class TieArrays(NamedTuple):
    """The ties of a graph as they are, as arrays: one row for each edge, parallel ones apart.

    Positions count in `nodes`, all the nodes of the graph in their order. Self-loops and ties of weight 0 are no rows.
    """

    nodes: list[Any]
    u: NDArray[np.int64]  # (m,) positions
    v: NDArray[np.int64]  # (m,) positions
    sign: NDArray[np.int64] | None  # (m,) -1, 0 or 1; None if the ties were read without their signs
    weight: NDArray[np.float64]  # (m,) above 0
    symmetric: NDArray[np.bool_]  # (m,) whether a tie counts from v to u too


def tie_arrays(G: nx.Graph[Any], *, signed: bool = True, sign: str = "sign", weight: str = "weight") -> TieArrays:
    """Return the ties of a graph as arrays, which `actor_centrality`, `signed_ties` and `layer_matrix` take for it.

    Reading a graph of a million ties takes longer than its PageRank; who asks for several measures reads it once.

    Parameters
    ----------
    G
        Any networkx graph; a `weight` that is missing is 1.
    signed
        Whether to read the signs, without which there is no signed measure and no layer but all ties.

    Raises
    ------
    NotSignedError
        If an edge has a weight that is negative or not a number, or, where they are read, no usable sign.

    Examples
    --------
    >>> ties = tie_arrays(nx.DiGraph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1, "weight": 2})]))
    >>> ties.u.tolist(), ties.v.tolist(), ties.sign.tolist(), ties.weight.tolist()
    ([0, 1], [1, 2], [1, -1], [1.0, 2.0])
    """
    nodes = list(G)
    n = len(nodes)
    undirected = not G.is_directed()
    ends: Iterable[Any]
    found: list[Collection[Mapping[str, Any]]]
    if G.is_multigraph():
        found = [[data for keyed in nbrs.values() for data in keyed.values()] for _, nbrs in G.adjacency()]
        ends = (v for _, nbrs in G.adjacency() for v, keyed in nbrs.items() for _ in keyed)
    else:
        found = [nbrs.values() for _, nbrs in G.adjacency()]
        ends = chain.from_iterable(nbrs for _, nbrs in G.adjacency())
    weights: list[Any] = []
    signs: list[Any] = []
    both = [np.zeros(0, dtype=np.bool_)]
    # Some at a time, so that the attributes of an edge are asked for while they are near in memory.
    for start in range(0, n, NODES_AT_ONCE):
        edges = list(chain.from_iterable(found[start : start + NODES_AT_ONCE]))
        weights += [data.get(weight, 1) for data in edges]
        if signed:
            signs += [data.get(sign) for data in edges]
        # Most graphs that are not of this package have no such attribute at all, and undirected ties need none.
        if not undirected and any(map(contains, edges, repeat("symmetric"))):
            both.append(np.asarray([is_symmetric(data, directed=True) for data in edges]))
        else:
            both.append(np.full(len(edges), undirected))
    # Nodes that are their own positions need no looking up, which takes as long as reading the weights.
    if nodes != list(range(n)):
        ends = map({node: index for index, node in enumerate(nodes)}.__getitem__, ends)
    heads = np.fromiter(ends, dtype=np.int64, count=len(weights))
    tails = np.repeat(np.arange(n), [len(edges) for edges in found])
    sizes, values = _plain(weights), _plain(signs)
    if (
        sizes is None
        or values is None
        or not (np.isfinite(sizes) & (sizes >= 0)).all()
        or not np.isin(values, (-1, 0, 1)).all()
        or not TRUTHS.isdisjoint(map(type, signs))
    ):
        # Edge by edge: this finds the one to blame, or that all are numbers of some other kind.
        for u, v, data in G.edges(data=True):
            checked_weight(u, v, data, weight)
            if signed:
                checked_sign(u, v, data, sign)
        sizes, values = np.asarray(weights, dtype=np.float64), np.asarray(signs, dtype=np.float64)
    # Adjacency has an undirected edge from both its ends.
    kept = (tails < heads if undirected else tails != heads) & (sizes > 0)
    return TieArrays(
        nodes=nodes,
        u=tails[kept],
        v=heads[kept],
        sign=values[kept].astype(np.int64) if signed else None,
        weight=sizes[kept].astype(np.float64),
        symmetric=np.concatenate(both)[kept],
    )


def _plain(values: list[Any]) -> NDArray[Any] | None:
    """Return values as an array if they are Python's or numpy's own numbers, None if some are something else."""
    try:
        column = np.asarray(values) if values else np.zeros(0)
    except ValueError:  # lists among them
        return None
    return column if column.dtype.kind in "biuf" and column.ndim == 1 else None


def layer_matrix(G: nx.Graph[Any] | TieArrays, *, layer: Layer = "all") -> sparse.csr_array:
    """Return the weights of `unsigned_layer` as a sparse matrix.

    Returns
    -------
    scipy.sparse.csr_array
        ``(n, n)``, rows and columns in ``list(G)`` order, entry u, v the weight from u to v; column indices ascend.

    Raises
    ------
    UnknownNameError
        If there is no such layer.
    NotSignedError
        As `tie_arrays` does, for what the layer needs.

    Examples
    --------
    >>> layer_matrix(nx.DiGraph([("a", "b"), ("a", "c", {"weight": 2})])).toarray().tolist()
    [[0.0, 1.0, 2.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    if layer not in LAYERS:
        raise UnknownNameError(f"layer {layer!r}, expected one of {', '.join(map(repr, LAYERS))}")
    wanted = LAYERS[layer]
    ties = G if isinstance(G, TieArrays) else tie_arrays(G, signed=wanted is not None)
    u, v, weight, symmetric = ties.u, ties.v, ties.weight, ties.symmetric
    if wanted is not None:
        kept = signs_of(ties) == wanted
        u, v, weight, symmetric = u[kept], v[kept], weight[kept], symmetric[kept]
    n = len(ties.nodes)
    rows, columns = np.concatenate([u, v[symmetric]]), np.concatenate([v, u[symmetric]])
    A = sparse.csr_array((np.concatenate([weight, weight[symmetric]]), (rows, columns)), shape=(n, n))
    A.sum_duplicates()
    return A


def signs_of(ties: TieArrays) -> NDArray[np.int64]:
    """Return the signs of ties; `NotSignedError` if they were read without them."""
    if ties.sign is None:
        raise NotSignedError("ties were read with signed=False, expected with their signs")
    return ties.sign


class SignedTies(NamedTuple):
    """The signed projection as arrays, for what computes: one row for each pair that has a sign.

    Positions count in `nodes`, all the nodes of the graph in their order. Rows are sorted by `u`, then `v`; undirected,
    `u` is below `v`.
    """

    nodes: list[Any]
    u: NDArray[np.int64]  # (m,) positions
    v: NDArray[np.int64]  # (m,) positions
    sign: NDArray[np.int64]  # (m,) -1 or 1
    weight: NDArray[np.float64]  # (m,) above 0: what positive and negative ties leave of each other
    positive: NDArray[np.float64]  # (m,) weight of the positive ties
    negative: NDArray[np.float64]  # (m,) weight of the negative ties
    mixed: int  # pairs left out because their ties add up to 0


def signed_ties(
    G: nx.Graph[Any] | TieArrays, *, directed: bool = False, sign: str = "sign", weight: str = "weight"
) -> SignedTies:
    """Return the signed projection of `signed_projection` as arrays.

    Raises
    ------
    NotSignedError
        As `signed_projection` does.

    Examples
    --------
    >>> ties = signed_ties(nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1, "weight": 2})]))
    >>> ties.nodes, ties.u.tolist(), ties.v.tolist(), (ties.sign * ties.weight).tolist()
    (['a', 'b', 'c'], [0, 1], [1, 2], [1.0, -2.0])
    """
    ties = G if isinstance(G, TieArrays) else tie_arrays(G, sign=sign, weight=weight)
    n = max(len(ties.nodes), 1)
    signed = signs_of(ties) * ties.weight
    telling = signed != 0
    u, v, signed, symmetric = ties.u[telling], ties.v[telling], signed[telling], ties.symmetric[telling]
    if directed:
        pairs = np.concatenate([u * n + v, (v * n + u)[symmetric]])
        signed = np.concatenate([signed, signed[symmetric]])
    else:
        pairs = np.minimum(u, v) * n + np.maximum(u, v)
    places, row = np.unique(pairs, return_inverse=True)
    positive = np.bincount(row, weights=np.maximum(signed, 0), minlength=len(places))
    negative = np.bincount(row, weights=np.maximum(-signed, 0), minlength=len(places))
    kept = np.abs(positive - negative) > EVEN * (positive + negative)
    left = (positive - negative)[kept]
    return SignedTies(
        nodes=ties.nodes,
        u=places[kept] // n,
        v=places[kept] % n,
        sign=np.where(left > 0, 1, -1),
        weight=np.abs(left),
        positive=positive[kept],
        negative=negative[kept],
        mixed=int((~kept).sum()),
    )


def signed_projection(
    G: nx.Graph[str], *, directed: bool = False, sign: str = "sign", weight: str = "weight"
) -> nx.Graph[str] | nx.DiGraph[str]:
    """Return the simple signed graph: for each pair the sum of sign times weight over all its ties.

    A symmetric tie counts both ways, and once where the projection is undirected. Neutral ties, ties of weight 0
    and of an actor with itself carry no sign and are left out; a pair whose ties add up to 0 is mixed, no edge.

    Parameters
    ----------
    G
        Any networkx graph whose edges have a `sign` and, where it is not 1, a `weight`.
    directed
        Whether u to v and v to u are kept apart.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        All nodes of `G` with their attributes. Edges have ``sign`` (-1 or 1), ``weight`` (what is left of it, above
        0), ``positive`` and ``negative`` (the two sums of weights). ``graph["mixed"]`` is a tuple of ``(u, v,
        positive, negative)``, where positive equals negative.

    Raises
    ------
    NotSignedError
        If an edge has no sign, one other than -1, 0 and 1, or a weight that is negative or not a number.

    Examples
    --------
    >>> G = nx.MultiDiGraph()
    >>> _ = G.add_edge("a", "b", sign=1, weight=3), G.add_edge("b", "a", sign=-1, weight=1)
    >>> list(signed_projection(G).edges(data=True))
    [('a', 'b', {'sign': 1, 'weight': 2, 'positive': 3, 'negative': 1})]
    """
    nodes = list(G)
    sums: defaultdict[tuple[int, int], list[float]] = defaultdict(lambda: [0, 0])
    for i, j, value, size in _positions(G, directed=directed, sign=sign, weight=weight):
        sums[i, j][value < 0] += size
    P: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    P.add_nodes_from((node, dict(data)) for node, data in G.nodes(data=True))
    mixed: list[tuple[str, str, float, float]] = []
    for (i, j), (positive, negative) in sorted(sums.items()):
        u, v = nodes[i], nodes[j]
        if abs(positive - negative) <= EVEN * (positive + negative):
            mixed.append((u, v, positive, negative))
        else:
            balance = positive - negative
            P.add_edge(u, v, sign=1 if balance > 0 else -1, weight=abs(balance), positive=positive, negative=negative)
    P.graph["mixed"] = tuple(mixed)
    return P


def _positions(G: nx.Graph[Any], *, directed: bool, sign: str, weight: str) -> Iterator[tuple[int, int, int, float]]:
    """Yield each tie that has a sign: positions of its ends, sign and weight; undirected, the lower end first."""
    at = {node: index for index, node in enumerate(G)}
    for u, v, data in G.edges(data=True):
        value, size = checked_sign(u, v, data, sign), checked_weight(u, v, data, weight)
        if value and size and u != v:
            i, j = at[u], at[v]
            yield (i, j, value, size) if directed or i < j else (j, i, value, size)
            if directed and is_symmetric(data, directed=G.is_directed()):
                yield j, i, value, size


def unsigned_layer(
    G: nx.Graph[str], *, layer: Layer = "all", sign: str = "sign", weight: str = "weight"
) -> nx.DiGraph[str]:
    """Return one layer of the ties without their signs, parallel ties collapsed and their weights added.

    What measures made for unsigned graphs are computed on: they never see a negative weight.

    Parameters
    ----------
    G
        Any networkx graph; a `weight` that is missing is 1. Signs are needed only for the last two layers.
    layer
        ``"all"`` ties, neutral ones too, or the ``"friendly"`` or the ``"hostile"`` ones.

    Returns
    -------
    networkx.DiGraph
        All nodes of `G` with their attributes; edges with a ``weight`` above 0, symmetric and undirected ties both
        ways, no self-loops.

    Raises
    ------
    UnknownNameError
        If there is no such layer.
    NotSignedError
        As `signed_projection` does, for what the layer needs.
    """
    if layer not in LAYERS:
        raise UnknownNameError(f"layer {layer!r}, expected one of {', '.join(map(repr, LAYERS))}")
    at = {node: index for index, node in enumerate(G)}
    sums: defaultdict[tuple[str, str], float] = defaultdict(int)
    for u, v, data in G.edges(data=True):
        if u != v and LAYERS[layer] in (None, checked_sign(u, v, data, sign) if LAYERS[layer] else None):
            size = checked_weight(u, v, data, weight)
            sums[u, v] += size
            if is_symmetric(data, directed=G.is_directed()):
                sums[v, u] += size
    D: nx.DiGraph[str] = nx.DiGraph()
    D.add_nodes_from((node, dict(data)) for node, data in G.nodes(data=True))
    for (u, v), size in sorted(sums.items(), key=lambda item: (at[item[0][0]], at[item[0][1]])):
        if size > 0:
            D.add_edge(u, v, weight=size)
    return D


def by_name(node: Any) -> tuple[str, str]:
    """Return what nodes are sorted by, whatever they are: 1 and "1" differ by their type."""
    return str(node), type(node).__name__


def pair_by_name(u: Any, v: Any) -> tuple[Any, Any]:
    """Return the two ends of a tie without a direction in the order of their names."""
    return (u, v) if by_name(u) <= by_name(v) else (v, u)


def is_symmetric(data: Mapping[str, Any], *, directed: bool) -> bool:
    """Return whether a tie from u to v is one from v to u too: without directions it is, whatever it says."""
    return not directed or bool(data.get("symmetric", False))


def checked_sign(u: Hashable, v: Hashable, data: Mapping[str, Any], name: str) -> int:
    """Return the sign of an edge; `NotSignedError` names the edge if it has none that is usable."""
    value = data.get(name)
    # NaN equals nothing and so is refused here too.
    if isinstance(value, bool) or not isinstance(value, Real) or value not in (-1, 0, 1):
        raise NotSignedError(f"edge {u!r} to {v!r}: {name}={value!r}, expected -1, 0 or 1")
    return int(float(value))


def checked_weight(u: Hashable, v: Hashable, data: Mapping[str, Any], name: str) -> float:
    """Return the weight of an edge, 1 if it has none; `NotSignedError` names the edge if it is not usable."""
    value = data.get(name, 1)
    # Counts are integers; asking the abstract class takes ten times as long.
    if (type(value) is int or isinstance(value, Real)) and 0 <= value <= MOST:  # type: ignore[operator]  # Real has it
        weight: float = value  # type: ignore[assignment]  # as it came, so that counts stay integers
        return weight
    raise NotSignedError(f"edge {u!r} to {v!r}: {name}={value!r}, expected a finite number, 0 or above")


LAYERS: Final[Mapping[Layer, int | None]] = {"all": None, "friendly": 1, "hostile": -1}
"""The sign of the ties in each layer; None takes every tie."""
