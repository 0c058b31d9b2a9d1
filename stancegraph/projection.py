"""What analyses see of a multigraph: the signed projection, and the layers of ties without their signs.

Both take any networkx graph whose edges have a ``sign``, directed or not, with or without parallel edges.
"""

from __future__ import annotations

import math
from collections import defaultdict
from numbers import Real
from typing import TYPE_CHECKING, Any, Final, Literal

import networkx as nx

from stancegraph.errors import NotSignedError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

Layer = Literal["all", "friendly", "hostile"]


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
    at = {node: index for index, node in enumerate(G)}
    sums: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0])
    for u, v, data in G.edges(data=True):
        value, size = checked_sign(u, v, data, sign), checked_weight(u, v, data, weight)
        if value and size and u != v:
            ends = (u, v) if directed or at[u] < at[v] else (v, u)
            sums[ends][value < 0] += size
            if directed and data.get("symmetric", not G.is_directed()):
                sums[v, u][value < 0] += size
    P: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    P.add_nodes_from((node, dict(data)) for node, data in G.nodes(data=True))
    mixed: list[tuple[str, str, float, float]] = []
    for (u, v), (positive, negative) in sorted(sums.items(), key=lambda item: (at[item[0][0]], at[item[0][1]])):
        if positive == negative:
            mixed.append((u, v, positive, negative))
        else:
            balance = positive - negative
            P.add_edge(u, v, sign=1 if balance > 0 else -1, weight=abs(balance), positive=positive, negative=negative)
    P.graph["mixed"] = tuple(mixed)
    return P


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
            if data.get("symmetric", not G.is_directed()):
                sums[v, u] += size
    D: nx.DiGraph[str] = nx.DiGraph()
    D.add_nodes_from((node, dict(data)) for node, data in G.nodes(data=True))
    for (u, v), size in sorted(sums.items(), key=lambda item: (at[item[0][0]], at[item[0][1]])):
        if size > 0:
            D.add_edge(u, v, weight=size)
    return D


def checked_sign(u: Hashable, v: Hashable, data: Mapping[str, Any], name: str) -> int:
    """Return the sign of an edge; `NotSignedError` names the edge if it has none that is usable."""
    value = data.get(name)
    # NaN equals nothing and so is refused here too.
    if isinstance(value, str) or value not in (-1, 0, 1):
        raise NotSignedError(f"edge {u!r} to {v!r}: {name}={value!r}, expected -1, 0 or 1")
    return int(value)


def checked_weight(u: Hashable, v: Hashable, data: Mapping[str, Any], name: str) -> float:
    """Return the weight of an edge, 1 if it has none; `NotSignedError` names the edge if it is not usable."""
    value = data.get(name, 1)
    # Counts are integers; asking the abstract class takes ten times as long.
    if (type(value) is int or isinstance(value, Real)) and 0 <= float(value) < math.inf:
        weight: float = value  # type: ignore[assignment]  # as it came, so that counts stay integers
        return weight
    raise NotSignedError(f"edge {u!r} to {v!r}: {name}={value!r}, expected a finite number, 0 or above")


LAYERS: Final[Mapping[Layer, int | None]] = {"all": None, "friendly": 1, "hostile": -1}
"""The sign of the ties in each layer; None takes every tie."""
