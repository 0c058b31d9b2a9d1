"""The frustration index: how many ties must go, or change their sign, before the network is balanced, and which.

A signed network is balanced if its nodes fall into two sides, friends within them and foes between. How far it is from
that, and where, is the question of the line index of Harary and of Abelson & Rosenberg.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from pydantic import Field, field_serializer

from stancegraph.errors import UnknownNameError
from stancegraph.exact.blocks import components
from stancegraph.exact.sides import exact_sides
from stancegraph.models import Record
from stancegraph.projection import by_name, checked_sign, signed_ties

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import networkx as nx

    from stancegraph.exact.cycles import Ints
    from stancegraph.projection import SignedTies

TIME_LIMIT: Final = 60.0
"""Seconds. Networks of some hundred actors take one or two; what is open after a minute is open after ten, mostly."""


class FrustratedTie(NamedTuple):
    """A pair whose tie runs against the two sides: friendly between them, or hostile within one."""

    u: Any
    v: Any
    sign: int
    weight: float


class Frustration(Record):
    """How far a signed network is from balance, with the division into two sides that shows it."""

    index: float = Field(ge=0, description="ties against the two sides, or their weight; at least the true index")
    lower_bound: float = Field(ge=0, description="no division has less against it")
    is_proven: bool = Field(description="whether the index is the true one: the bound has reached it")
    sides: tuple[frozenset[Any], frozenset[Any]] = Field(description="the division, the larger side first")
    unplaced: frozenset[Any] = Field(description="nodes without any signed tie, which nothing places on a side")
    frustrated: tuple[FrustratedTie, ...] = Field(description="the ties against the two sides, heaviest first")
    balance: float | None = Field(ge=0, le=1, description="1 - index / (total / 2); null without signed ties")
    total: float = Field(ge=0, description="ties counted, or their weight")
    ties: int = Field(ge=0, description="pairs with a sign")
    mixed: int = Field(ge=0, description="pairs left out because friendly and hostile ties cancel out")
    self_loops: int = Field(ge=0, description="signed ties of a node with itself, left out")
    weighted: bool = Field(description="whether ties count by their weight")

    # Sets have no order of their own, and the same division must be written the same.
    @field_serializer("sides", when_used="json")
    def _lists(self, sides: tuple[frozenset[Any], frozenset[Any]]) -> list[list[Any]]:
        return [sorted(side, key=by_name) for side in sides]

    @field_serializer("unplaced", when_used="json")
    def _list(self, unplaced: frozenset[Any]) -> list[Any]:
        return sorted(unplaced, key=by_name)


def frustration_index(
    G: nx.Graph[Any],
    *,
    sign: str = "sign",
    weight: str = "weight",
    weighted: bool = False,
    time_limit: float | None = TIME_LIMIT,
    seed: int = 0,
) -> Frustration:
    r"""Return the least number of ties that keep a network from balance, proven least where time allows.

    With sides :math:`s_i = \pm 1`, signs :math:`a_{ij}` and weights :math:`w_{ij}` (1 unless `weighted`), it is

    .. math:: L = \min_s \sum_{i<j} w_{ij} [a_{ij} s_i s_j < 0],

    the line index of imbalance [1]_ [2]_: removing these ties, or changing their signs, leaves none out of place.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph with signed edges; its undirected signed projection is
        looked at, see `signed_projection`. So ties from u to v and from v to u are one, and where they cancel out none.
    sign, weight
        Attributes of the edges.
    weighted
        Whether a tie counts by its weight, what friendly and hostile ties of the pair leave of each other, rather than
        by 1.
    time_limit
        In seconds, for the proof; what is known by then is returned, with the bound it proves. None for no limit: it
        may then take years.
    seed
        Of the search for good divisions. Same graph and seed, same division, whatever the order of nodes and edges,
        unless the time limit strikes.

    Returns
    -------
    Frustration
        `balance` is 1 - L / (m / 2), 1 in a balanced network and 0 if half of all ties are frustrated, which is the
        most there can be; None without ties. Parts of the network that no tie connects are divided each by itself, and
        the larger side of each is put in the first. An empty graph, a single node and a network of friends have index
        0, proven.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.

    See Also
    --------
    line_index : What a division of your own has against it, to check this one's.
    stancegraph.clusters.signed_clusters : The same with any number of clusters.

    Notes
    -----
    The index is unique, the division need not be: others may have as little against them, with other ties frustrated.
    NP-hard. Solved as the least weight of ties that meets every cycle with an odd number of negative ties, after
    reductions, by cutting planes and branching [3]_ [4]_; see `stancegraph.exact`. Networks that are near balance are
    fast whatever their size: 1,000 nodes and 4,000 ties of which a tenth are out of place take seconds. Where a fifth
    of the signs are random or more, proofs end at some hundred ties, and the bound stays some percent below the index.
    Weights without a common step, such as pi and 1, and those beyond 13 digits are proven to one part in a billion.

    References
    ----------
    .. [1] Harary (1959), Behavioral Science 4(4). doi:10.1002/bs.3830040405
    .. [2] Abelson & Rosenberg (1958), Behavioral Science 3(1). doi:10.1002/bs.3830030102
    .. [3] Aref, Mason & Wilson (2020), Networks 75(1). doi:10.1002/net.21907
    .. [4] Facchetti, Iacono & Altafini (2011), PNAS 108(52). doi:10.1073/pnas.1109521108

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.Graph()
    >>> G.add_edges_from([("a", "b"), ("b", "c"), ("b", "d")], sign=1)
    >>> G.add_edges_from([("c", "d"), ("d", "a")], sign=-1)
    >>> found = frustration_index(G)
    >>> found.index, found.is_proven, [sorted(side) for side in found.sides], found.frustrated
    (1.0, True, [['a', 'b', 'c'], ['d']], (FrustratedTie(u='b', v='d', sign=1, weight=1.0),))
    >>> line_index(G, found.sides)
    1.0
    """
    ties = _ordered(signed_ties(G, sign=sign, weight=weight))
    counted = ties if weighted else ties._replace(weight=np.ones(len(ties.u)))
    found = exact_sides(counted, time_limit=time_limit, seed=seed)
    side = _oriented(ties, found.labels)
    placed = np.zeros(len(ties.nodes), dtype=bool)
    placed[ties.u] = placed[ties.v] = True
    against = ties.sign != side[ties.u] * side[ties.v]
    total = float(counted.weight.sum())
    sides = [frozenset(ties.nodes[at] for at in np.flatnonzero(placed & (side == which))) for which in (1, -1)]
    loops = sum(u == v and checked_sign(u, v, data, sign) != 0 for u, v, data in G.edges(data=True))
    return Frustration(
        index=found.cost,
        lower_bound=found.lower_bound,
        is_proven=found.is_proven,
        sides=(sides[0], sides[1]),
        unplaced=frozenset(ties.nodes[at] for at in np.flatnonzero(~placed)),
        frustrated=_frustrated(ties, np.flatnonzero(against)),
        balance=max(0.0, 1 - found.cost / (total / 2)) if total else None,
        total=total,
        ties=len(ties.u),
        mixed=ties.mixed,
        self_loops=loops,
        weighted=weighted,
    )


def line_index(
    G: nx.Graph[Any],
    sides: Iterable[Collection[Any]],
    *,
    sign: str = "sign",
    weight: str = "weight",
    weighted: bool = False,
) -> float:
    """Return what a division into two sides has against it: friendly ties between them and hostile ties within.

    The check of a result of `frustration_index`, in time linear in the ties, or the cost of a division from elsewhere.

    Parameters
    ----------
    G, sign, weight, weighted
        As `frustration_index` takes them.
    sides
        Two collections of nodes; those without signed ties may be missing.

    Returns
    -------
    float
        The number of ties against the division, or their weight; 0 without ties.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.
    UnknownNameError
        If a node with signed ties is on no side, or on both.
    ValueError
        If there are more or fewer than two sides.

    Examples
    --------
    >>> import networkx as nx
    >>> line_index(nx.Graph([("a", "b", {"sign": -1})]), [{"a"}, {"b"}])
    0.0
    """
    first, second = (set(side) for side in _two(sides))
    ties = signed_ties(G, sign=sign, weight=weight)
    cost = 0.0
    for a, b, value, size in zip(ties.u, ties.v, ties.sign, ties.weight, strict=True):
        u, v = ties.nodes[a], ties.nodes[b]
        for node in (u, v):
            if (node in first) == (node in second):
                where = "both sides" if node in first else "no side"
                raise UnknownNameError(f"node {node!r} is on {where}, expected one of the two")
        if (value > 0) != ((u in first) == (v in first)):
            cost += float(size) if weighted else 1.0
    return cost


def _two(sides: Iterable[Collection[Any]]) -> list[Collection[Any]]:
    given = list(sides)
    if len(given) != 2:
        raise ValueError(f"{len(given)} sides, expected two")
    return given


def _ordered(ties: SignedTies) -> SignedTies:
    """Return the same ties with the nodes in the order of their names, whatever their order in the graph was."""
    order = sorted(range(len(ties.nodes)), key=lambda at: by_name(ties.nodes[at]))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    u, v = np.minimum(place[ties.u], place[ties.v]), np.maximum(place[ties.u], place[ties.v])
    rows = np.lexsort((v, u))
    return ties._replace(
        nodes=[ties.nodes[at] for at in order],
        u=u[rows],
        v=v[rows],
        sign=ties.sign[rows],
        weight=ties.weight[rows],
        positive=ties.positive[rows],
        negative=ties.negative[rows],
    )


def _oriented(ties: SignedTies, side: Ints) -> Ints:
    """Return the same division with the larger side of each component 1; of equal ones that of the first node."""
    component = components(len(ties.nodes), ties.u, ties.v)
    lead = np.bincount(component, weights=side, minlength=1)
    _, first = np.unique(component, return_index=True)
    turn = np.where(lead == 0, side[first], np.sign(lead)) if len(side) else lead
    turned: Ints = (side * turn[component]).astype(np.int64)
    return turned


def _frustrated(ties: SignedTies, rows: Ints) -> tuple[FrustratedTie, ...]:
    found = [
        FrustratedTie(ties.nodes[ties.u[row]], ties.nodes[ties.v[row]], int(ties.sign[row]), float(ties.weight[row]))
        for row in rows
    ]
    return tuple(sorted(found, key=lambda tie: (-tie.weight, by_name(tie.u), by_name(tie.v))))
