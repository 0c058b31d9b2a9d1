"""Clusters of a signed network: who stands together and against whom, and which ties do not fit.

The question is that of Doreian & Mrvar: divide the actors so that friendly ties fall within clusters and hostile ties
between them, with as little weight of ties against that as possible. Their number follows, unless it is given.
"""

from __future__ import annotations

import math
from collections import defaultdict
from html import escape
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from pydantic import Field, field_serializer

from stancegraph.centrality import ranked
from stancegraph.errors import UnknownNameError
from stancegraph.models import Record
from stancegraph.projection import by_name, pair_by_name, signed_ties
from stancegraph.solutions import EFFORT, EVEN, PROVEN, TIME_LIMIT, division_of, problem_of, solution_of, weighed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx
    from numpy.typing import NDArray

    from stancegraph.projection import SignedTies, TieArrays
    from stancegraph.solutions import Method, Problem, Solution

NAMED: Final = 2  # actors in the name of a cluster; three no longer fit a legend


class TieAgainst(NamedTuple):
    """A pair whose tie runs against the clusters: friendly between two, or hostile within one."""

    u: Any
    v: Any
    sign: int
    weight: float


class Clustering(Record):
    """A division of the actors into clusters, and how well it fits.

    Weights are those of the signed projection: for each pair, what its friendly and hostile ties leave of each other.
    """

    clusters: tuple[frozenset[Any], ...] = Field(description="disjoint, largest first, equal ones by their first id")
    names: tuple[str, ...] = Field(description="for each cluster its most central actors")
    unplaced: frozenset[Any] = Field(description="actors without any signed tie, whom nothing places anywhere")
    cost: float = Field(ge=0, description="weight of the ties against: the line index of imbalance")
    lower_bound: float = Field(ge=0, description="no division costs less; the cost is proven least if it is the same")
    fit: float | None = Field(ge=0, le=1, description="share of the weight of ties that fits; null without signed ties")
    modularity: float | None = Field(description="signed modularity, at most 1; null without signed ties")
    ties_against: tuple[TieAgainst, ...] = Field(description="heaviest first")
    mixed: int = Field(ge=0, description="pairs left out because friendly and hostile ties cancel out")
    k: int | None = Field(default=None, ge=1, description="the number of clusters that was asked for; null if any")
    alpha: float = Field(default=EVEN, ge=0, le=1, description="weight of hostile ties within in the cost")

    @property
    def gap(self) -> float:
        """Return the share of the cost that may be too much: 0 if the cost is proven to be the least there is."""
        return 0.0 if self.is_optimal else 1 - self.lower_bound / self.cost

    @property
    def is_optimal(self) -> bool:
        """Return whether the cost is proven to be the least there is."""
        return self.cost - self.lower_bound <= PROVEN * self.cost

    def membership(self) -> dict[Any, int]:
        """Return actor -> position of its cluster in `clusters`; unplaced actors are not in it."""
        return {actor: index for index, cluster in enumerate(self.clusters) for actor in cluster}

    # Sets have no order of their own, and the same clustering must be written the same.
    @field_serializer("clusters", when_used="json")
    def _lists(self, clusters: tuple[frozenset[Any], ...]) -> list[list[Any]]:
        return [sorted(cluster, key=by_name) for cluster in clusters]

    @field_serializer("unplaced", when_used="json")
    def _list(self, unplaced: frozenset[Any]) -> list[Any]:
        return sorted(unplaced, key=by_name)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(name)}</td><td>{len(cluster)}</td>"
            f"<td>{escape(', '.join(map(str, sorted(cluster, key=by_name))))}</td></tr>"
            for name, cluster in zip(self.names, self.clusters, strict=True)
        )
        fit = "no signed ties" if self.fit is None else f"{self.fit:.0%} of the weight of ties fits"
        return (
            f"<table><caption>{len(self.clusters)} clusters, {fit}</caption>"
            f"<tr><th>cluster</th><th>size</th><th>actors</th></tr>{rows}</table>"
        )


def signed_clusters(
    G: nx.Graph[Any],
    *,
    k: int | None = None,
    exactly: bool = False,
    alpha: float = EVEN,
    method: Method = "auto",
    time_limit: float | None = TIME_LIMIT,
    seed: int = 0,
    effort: int = EFFORT,
) -> Clustering:
    r"""Return a division into clusters with as little weight of ties against it as the search finds.

    The cost of a division is the line index of Doreian & Mrvar [1]_: with N the weight of hostile ties within clusters
    and P that of friendly ties between them,

    .. math:: 2 (\alpha N + (1 - \alpha) P)

    so that by default it is the weight of the ties against. With any number of clusters this is known as correlation
    clustering [2]_, with two the cost is the frustration index, with `k` a blockmodel of the signed network.

    First the actors whose place follows from the others' are taken out, which never costs. The others are moved and
    their clusters merged from several beginnings, then annealed [3]_, then a few neighbours at a time are torn from the
    best division and what that breaks is repaired. The search is a heuristic: `gap` says how far from the least it may
    be. Where that is little, or if it is asked for, integer programs find and prove the least cost [4]_.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph with signed edges; its undirected signed projection is
        divided, see `signed_projection`.
    k
        The most clusters there may be, 1 or more; by default as many as fit best.
    exactly
        Whether there must be `k` of them.
    alpha
        From 0 to 1, the weight of hostile ties within clusters against that of friendly ties between them.
    method
        ``"search"`` bounds the cost by the cycles that some tie of runs against every division; ``"exact"`` goes on to
        prove it, with three clusters or more as far as the bound for any number does; ``"auto"`` does so where the
        bound is near and `k` not given, which takes well below a second for most networks from news.
    time_limit
        Of ``"exact"``, in seconds, after which the best division and bound so far are returned; None for no limit.
    seed
        Of the search. The same graph and seed give the same division, whatever the order of nodes and edges; with
        ``"exact"``, if it ends in time.
    effort
        How long to search, in neighbours looked at; more than `EFFORT_PER_TIE` for each tie is never needed.

    Returns
    -------
    Clustering
        Without `k`, actors of one cluster are linked by friendly ties within it, so that none is together with somebody
        for no reason; actors with hostile ties only are clusters of one. With `k`, actors whom nothing places elsewhere
        share the cluster that comes first. Without signed ties there are no clusters, cost 0 and no `fit`.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.
    ValueError
        If `k` is below 1, or `exactly` is asked without `k` or with more clusters than actors who have signed ties, or
        if `alpha` is not from 0 to 1.
    UnknownNameError
        If there is no such method.

    Notes
    -----
    Finding the least cost is NP-hard. Modularity is reported and not maximised: it rewards clusters for their strengths
    as well as for their ties, and has a limit of resolution. The search runs on nodes in an order that follows from the
    ties alone; names decide only between actors whom the ties do not tell apart.

    References
    ----------
    .. [1] Doreian & Mrvar (1996), Social Networks 18(2). doi:10.1016/0378-8733(95)00259-6
    .. [2] Bansal, Blum & Chawla (2004), Machine Learning 56. doi:10.1023/B:MACH.0000033116.57574.95
    .. [3] Kirkpatrick, Gelatt & Vecchi (1983), Science 220. doi:10.1126/science.220.4598.671
    .. [4] Grötschel & Wakabayashi (1989), Mathematical Programming 45. doi:10.1007/BF01589097

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1}), ("c", "d", {"sign": 1})])
    >>> found = signed_clusters(G)
    >>> [sorted(cluster) for cluster in found.clusters], found.cost
    ([['a', 'b'], ['c', 'd']], 0.0)
    >>> enemies = nx.Graph([("a", "b", {"sign": -1}), ("b", "c", {"sign": -1}), ("a", "c", {"sign": -1})])
    >>> [signed_clusters(enemies, k=k).cost for k in (1, 2, 3)]
    [3.0, 1.0, 0.0]
    """
    ties = signed_ties(G)
    problem = problem_of(ties, k=k, exactly=exactly, alpha=alpha)
    solution = solution_of(problem, method=method, seed=seed, effort=effort, time_limit=time_limit)
    return _described(G, ties, problem, solution)


class Camps(NamedTuple):
    """The clusters of two actors or more, as `signed_clusters` finds them, without how well they fit."""

    members: list[list[Any]]
    names: tuple[str, ...]
    ties_against: list[TieAgainst]


def signed_camps(G: nx.Graph[Any], ties: TieArrays | None = None, *, seed: int = 0, effort: int = EFFORT) -> Camps:
    """Return the clusters of `signed_clusters` for a picture: without bound, fit and modularity, which take a while.

    `ties` are those of `G`, if they were read before.
    """
    signed = signed_ties(G if ties is None else ties)
    label = division_of(problem_of(signed), seed=seed, effort=effort)
    members = _members(signed, label)
    members.pop(-1, None)
    in_order = _in_order({at: each for at, each in members.items() if len(each) > 1})
    names = leaders_of(G, signed, label, [at for at, _ in in_order])
    return Camps([each for _, each in in_order], names, _against(signed, label))


def _members(ties: SignedTies, label: NDArray[np.int64]) -> dict[int, list[Any]]:
    members: defaultdict[int, list[Any]] = defaultdict(list)
    for node, at in zip(ties.nodes, label.tolist(), strict=True):
        members[at].append(node)
    return members


def _in_order(members: Mapping[int, list[Any]]) -> list[tuple[int, list[Any]]]:
    return sorted(members.items(), key=lambda item: (-len(item[1]), min(map(by_name, item[1]))))


def _rows_against(ties: SignedTies, label: NDArray[np.int64]) -> NDArray[np.intp]:
    return np.flatnonzero((ties.sign > 0) != (label[ties.u] == label[ties.v]))


def _against(ties: SignedTies, label: NDArray[np.int64]) -> list[TieAgainst]:
    nodes, against = ties.nodes, _rows_against(ties, label)
    listed = [
        TieAgainst(*pair_by_name(nodes[u], nodes[v]), sign, weight)
        for u, v, sign, weight in zip(*(each[against].tolist() for each in ties[1:5]), strict=True)
    ]
    return sorted(listed, key=lambda tie: (-tie.weight, by_name(tie.u), by_name(tie.v)))


def _described(G: nx.Graph[Any], ties: SignedTies, problem: Problem, solution: Solution) -> Clustering:
    label = solution.label
    members = _members(ties, label)
    unplaced = frozenset(members.pop(-1, ()))
    weights = np.abs(weighed(ties, problem.alpha))
    cost, total = float(weights[_rows_against(ties, label)].sum()), float(weights.sum())
    in_order = _in_order(members)
    return Clustering(
        clusters=tuple(frozenset(each) for _, each in in_order),
        names=leaders_of(G, ties, label, [at for at, _ in in_order]),
        unplaced=unplaced,
        cost=cost,
        lower_bound=min(solution.bound, cost),
        fit=max(0.0, 1 - cost / total) if total else None,  # sums in two orders differ in the last digit
        modularity=_modularity(ties, label) if len(ties.u) else None,
        ties_against=tuple(_against(ties, label)),
        mixed=ties.mixed,
        k=problem.k,
        alpha=problem.alpha,
    )


def leaders_of(G: nx.Graph[Any], ties: SignedTies, label: NDArray[np.int64], order: Sequence[int]) -> tuple[str, ...]:
    """Return for each label in `order` the names of its actors with the most weight of signed ties."""
    n = len(ties.nodes)
    strength = np.bincount(ties.u, ties.weight, n) + np.bincount(ties.v, ties.weight, n)
    wanted = set(order)
    placed = {node: at for node, at in zip(ties.nodes, label.tolist(), strict=True) if at in wanted}
    leaders: defaultdict[int, list[str]] = defaultdict(list)
    for actor, _ in ranked({node: s for node, s in zip(ties.nodes, strength.tolist(), strict=True) if node in placed}):
        names = leaders[placed[actor]]
        if len(names) < NAMED:
            names.append(str(G.nodes[actor].get("name", actor)))
    return tuple(", ".join(leaders[at]) for at in order)


def signed_modularity(G: nx.Graph[Any], partition: Mapping[Any, Any]) -> float:
    r"""Return the signed modularity of a partition: weight within its parts beyond what is to be expected [1]_.

    With w the signed weights of the undirected projection, and for each sign s the strengths of an actor, its weight
    of ties of that sign, and their sum over all actors,

    .. math:: Q = \frac{1}{W^+ + W^-} \sum_{ij} \left( w_{ij} - \frac{w_i^+ w_j^+}{W^+}
        + \frac{w_i^- w_j^-}{W^-} \right) \delta(c_i, c_j)

    Parameters
    ----------
    G
        Any networkx graph with signed edges.
    partition
        Actor -> its part, whatever stands for it; `Clustering.membership` returns one.

    Returns
    -------
    float
        At most 1; 0 if all are in one part and have ties of one sign; ``nan`` without signed ties.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.
    UnknownNameError
        If an actor who has a signed tie is in no part.

    References
    ----------
    .. [1] Gómez, Jensen & Arenas (2009), Physical Review E 80, 016114. doi:10.1103/PhysRevE.80.016114

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1}), ("c", "d", {"sign": 1})])
    >>> signed_modularity(G, {"a": 1, "b": 1, "c": 2, "d": 2})
    0.5
    """
    ties = signed_ties(G)
    label = labels_of(ties, partition)
    return _modularity(ties, label) if len(ties.u) else math.nan


def labels_of(ties: SignedTies, partition: Mapping[Any, Any]) -> NDArray[np.int64]:
    """Return for each node the number of its part; -1 without signed ties, which need a part."""
    number: dict[Any, int] = {}
    label = np.full(len(ties.nodes), -1, dtype=np.int64)
    for at in np.unique(np.concatenate([ties.u, ties.v])).tolist():
        node = ties.nodes[at]
        if node not in partition:
            raise UnknownNameError(f"partition: no part for {node!r}, expected one for every actor with a signed tie")
        label[at] = number.setdefault(partition[node], len(number))
    return label


def _modularity(ties: SignedTies, label: NDArray[np.int64]) -> float:
    inside = (ties.weight * ties.sign)[label[ties.u] == label[ties.v]].sum()
    expected = 0.0
    for sign in (1, -1):
        weight = np.where(ties.sign == sign, ties.weight, 0.0)
        strength = np.bincount(np.concatenate([label[ties.u], label[ties.v]]), np.concatenate([weight, weight]))
        if weight.any():
            expected += sign * (strength * (strength / (4 * weight.sum()))).sum()
    return float((inside - expected) / ties.weight.sum())
