"""Clusters of a signed network: who stands together and against whom, and which ties do not fit.

The question is that of Doreian & Mrvar: divide the actors so that friendly ties fall within clusters and hostile ties
between them, with as little weight of ties against that as possible. The number of clusters is not given, it follows.
"""

from __future__ import annotations

import random
from collections import defaultdict, deque
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import networkx as nx
from pydantic import Field, field_serializer

from stancegraph.centrality import actor_centrality, ranked
from stancegraph.models import Record
from stancegraph.projection import signed_projection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SMALL: Final = 200  # actors up to which a search may take its time; most networks from news are smaller
EFFORT: Final = 1_000_000
"""Neighbours looked at in the search, the measure of its length that is the same on every machine; half a second."""
LARGE_EFFORT: Final = 300_000  # beyond `SMALL`: three times as much gains 1 or 2 % of the cost
PATIENCE: Final = 50  # kicks for each actor that may gain nothing before the search ends; what small networks need
KICK_SIZES: Final = (2, 12)  # actors that are torn from their clusters at once; larger kicks are rarely repaired
WHOLE_CLUSTERS: Final = 0.5
"""Share of kicks that move or dissolve a whole cluster: a local optimum that single actors cannot leave may be left by
all of a cluster at once. Half is a guess; tests hold that small graphs end at the least cost by brute force."""
LARGE_WHOLE_CLUSTERS: Final = 0.05
"""The same beyond `SMALL`, where a whole cluster costs as much to repair as dozens of actors. On networks of 464, 500
and 2,000 actors, 300,000 neighbours with it end where a million with half of them do, within 1 % of the cost."""
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

    def membership(self) -> dict[Any, int]:
        """Return actor -> position of its cluster in `clusters`; unplaced actors are not in it."""
        return {actor: index for index, cluster in enumerate(self.clusters) for actor in cluster}

    # Sets have no order of their own, and the same clustering must be written the same.
    @field_serializer("clusters", when_used="json")
    def _lists(self, clusters: tuple[frozenset[Any], ...]) -> list[list[Any]]:
        return [sorted(cluster, key=str) for cluster in clusters]

    @field_serializer("unplaced", when_used="json")
    def _list(self, unplaced: frozenset[Any]) -> list[Any]:
        return sorted(unplaced, key=str)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(name)}</td><td>{len(cluster)}</td>"
            f"<td>{escape(', '.join(map(str, sorted(cluster, key=str))))}</td></tr>"
            for name, cluster in zip(self.names, self.clusters, strict=True)
        )
        fit = "no signed ties" if self.fit is None else f"{self.fit:.0%} of the weight of ties fits"
        return (
            f"<table><caption>{len(self.clusters)} clusters, {fit}</caption>"
            f"<tr><th>cluster</th><th>size</th><th>actors</th></tr>{rows}</table>"
        )


def signed_clusters(G: nx.Graph[Any], *, seed: int = 0, effort: int | None = None) -> Clustering:
    """Return a division into clusters with as little weight of ties against it as the search finds.

    The cost of a division is the weight of friendly ties between clusters and of hostile ties within them [1]_, also
    known as correlation clustering [2]_. It is searched for by moves of single actors and merges of clusters, from
    the friendly components and from single actors, then by tearing a few neighbours from the best division and
    repairing it, again and again. The search is a heuristic: `lower_bound` says how far from the least it may be.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph with signed edges; its undirected signed projection is
        divided, see `signed_projection`.
    seed
        Of the search. The same graph and seed give the same division, whatever the order of nodes and edges.
    effort
        How long to search, in neighbours looked at; by default `EFFORT`, beyond `SMALL` actors `LARGE_EFFORT`.

    Returns
    -------
    Clustering
        Actors of one cluster are linked by friendly ties within it, so that none is together with somebody for no
        reason; actors with hostile ties only are clusters of one. Without signed ties there are no clusters, cost 0
        and no `fit`.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.

    Notes
    -----
    Finding the least cost is NP-hard. Modularity is that of Gómez, Jensen & Arenas [3]_, reported and not maximised.
    The search runs on nodes in an order that follows from the ties alone; names decide only between actors whom
    the ties do not tell apart.

    References
    ----------
    .. [1] Doreian & Mrvar (1996), Social Networks 18(2). doi:10.1016/0378-8733(95)00259-6
    .. [2] Bansal, Blum & Chawla (2004), Machine Learning 56. doi:10.1023/B:MACH.0000033116.57574.95
    .. [3] Gómez, Jensen & Arenas (2009), Physical Review E 80, 016114. doi:10.1103/PhysRevE.80.016114

    Examples
    --------
    >>> G = nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1}), ("c", "d", {"sign": 1})])
    >>> found = signed_clusters(G)
    >>> [sorted(cluster) for cluster in found.clusters], found.cost
    ([['a', 'b'], ['c', 'd']], 0.0)
    """
    P = signed_projection(G)
    ties: dict[Any, dict[Any, float]] = {
        u: {v: data["sign"] * data["weight"] for v, data in nbrs.items()} for u, nbrs in P.adjacency()
    }
    if effort is None:
        effort = EFFORT if len(P) <= SMALL else LARGE_EFFORT
    share = effort / max(1, P.number_of_edges())
    placed: list[set[Any]] = []
    bound = 0.0
    for component in sorted(nx.connected_components(P), key=lambda nodes: min(map(str, nodes))):
        if len(component) > 1:
            order = _canonical_order({node: ties[node] for node in component})
            at = {node: index for index, node in enumerate(order)}
            network = [sorted((at[v], weight) for v, weight in ties[node].items()) for node in order]
            least = _bad_triangles(network)
            budget = round(share * sum(map(len, network)) / 2)
            found = _search(network, least=least, budget=budget, rng=random.Random(seed))  # noqa: S311 - no secret
            placed += [{order[index] for index in cluster} for cluster in found]
            bound += least
    clusters = tuple(frozenset(each) for each in sorted(placed, key=lambda c: (-len(c), min(map(str, c)))))
    return _described(P, clusters, bound)


def _described(P: nx.Graph[Any], clusters: tuple[frozenset[Any], ...], bound: float) -> Clustering:
    index = {actor: number for number, cluster in enumerate(clusters) for actor in cluster}
    against = [
        TieAgainst(u, v, data["sign"], data["weight"])
        for u, v, data in P.edges(data=True)
        if (data["sign"] > 0) != (index[u] == index[v])
    ]
    total: float = sum(data["weight"] for *_, data in P.edges(data=True))
    cost = sum(tie.weight for tie in against)
    order = [actor for actor, _ in ranked(actor_centrality(P, measure="degree"))]
    leaders: defaultdict[int, list[str]] = defaultdict(list)
    for actor in order:
        if actor in index and len(leaders[index[actor]]) < NAMED:
            leaders[index[actor]].append(str(P.nodes[actor].get("name", actor)))
    return Clustering(
        clusters=clusters,
        names=tuple(", ".join(leaders[number]) for number in range(len(clusters))),
        unplaced=frozenset(actor for actor in P if actor not in index),
        cost=cost,
        lower_bound=min(bound, cost),
        fit=1 - cost / total if total else None,
        modularity=_modularity(P, index) if total else None,
        ties_against=tuple(sorted(against, key=lambda tie: (-tie.weight, str(tie.u), str(tie.v)))),
        mixed=len(P.graph["mixed"]),
    )


def _modularity(P: nx.Graph[Any], index: Mapping[Any, int]) -> float:
    """Return the weight within clusters beyond what the actors' friendly and hostile strengths lead to expect."""
    inside = 0.0
    total = {1: 0.0, -1: 0.0}
    strength: dict[int, defaultdict[int, float]] = {1: defaultdict(float), -1: defaultdict(float)}
    for u, v, data in P.edges(data=True):
        sign, weight = data["sign"], data["weight"]
        total[sign] += weight
        strength[sign][index[u]] += weight
        strength[sign][index[v]] += weight
        inside += sign * weight * (index[u] == index[v])
    expected = sum(
        sign * sum(each**2 for each in strength[sign].values()) / (4 * total[sign]) for sign in total if total[sign]
    )
    return (inside - expected) / sum(total.values())


# --- search -----------------------------------------------------------------------------------------------------------

Network = list[list[tuple[int, float]]]  # for each node its neighbours and the signed weights of the ties to them


def _canonical_order(ties: Mapping[Any, Mapping[Any, float]]) -> list[Any]:
    """Return nodes in an order that follows from the ties: by colour refinement, then by id among equals."""
    colour: dict[Any, int] = dict.fromkeys(ties, 0)
    alike = [list(ties)] if len(ties) > 1 else []
    count = 0
    while count < (count := len(ties) - sum(map(len, alike)) + len(alike)):
        # Only those that some other has the colour of can still be told apart.
        signature = {
            node: sorted([(weight, colour[v]) for v, weight in ties[node].items()]) for nodes in alike for node in nodes
        }
        told = [
            [list(same) for _, same in groupby(sorted(nodes, key=signature.__getitem__), key=signature.__getitem__)]
            for nodes in alike
        ]
        for groups in told:
            # The first keeps the colour, which is the number of nodes before it; the others follow in its room.
            place = colour[groups[0][0]]
            for same in groups:
                colour.update(dict.fromkeys(same, place))
                place += len(same)
        alike = [same for groups in told for same in groups if len(same) > 1]
    return sorted(ties, key=lambda node: (colour[node], str(node)))


def _bad_triangles(network: Network) -> float:
    """Return a lower bound: weight of triangles with one hostile tie, no weight of a tie being used twice.

    Whatever the division, each of them has a tie against it.
    """
    left = [{v: abs(weight) for v, weight in nbrs} for nbrs in network]
    friends = [{v for v, weight in nbrs if weight > 0} for nbrs in network]
    bound = 0.0
    for u, nbrs in enumerate(network):
        for v, weight in nbrs:
            if u < v and weight < 0:
                for x in sorted(friends[u] & friends[v]):
                    used = min(left[u][v], left[u][x], left[v][x])
                    if used > 0:
                        bound += used
                        for a, b in ((u, v), (u, x), (v, x)):
                            left[a][b] -= used
                            left[b][a] -= used
    return bound


def _search(network: Network, *, least: float, budget: int, rng: random.Random) -> list[list[int]]:
    """Return the nodes of the clusters of the best division found."""
    everyone = range(len(network))
    starts = [list(everyone), _friendly_components(network, [0] * len(network))]
    descents = []
    for start in starts:
        division = _Division(network, start)
        division.settle()
        descents.append(division)
    best = min(descents, key=lambda division: division.cost())
    budget -= sum(division.looked_at for division in descents)
    best.looked_at = 0
    cost = best.cost()
    patience = PATIENCE * len(network)
    while patience > 0 and best.looked_at < budget and cost > least + best.tolerance:
        before = list(best.label)
        gain = best.kick(rng)
        # A division that is as good is taken too: it may have a way on where the last one had none.
        if gain < -best.tolerance:
            best.label = before
        else:
            cost -= gain
        patience = PATIENCE * len(network) if gain > best.tolerance else patience - 1
    labels = _friendly_components(network, best.label)
    clusters: defaultdict[int, list[int]] = defaultdict(list)
    for node, label in enumerate(labels):
        clusters[label].append(node)
    return list(clusters.values())


def _friendly_components(network: Network, label: Sequence[int]) -> list[int]:
    """Return labels in which each cluster is split where no friendly tie holds it together, which never costs."""
    found = [-1] * len(network)
    for start in range(len(network)):
        if found[start] < 0:
            found[start] = start
            queue = deque([start])
            while queue:
                u = queue.popleft()
                for v, weight in network[u]:
                    if weight > 0 and found[v] < 0 and label[v] == label[u]:
                        found[v] = start
                        queue.append(v)
    return found


class _Division:
    """Labels of nodes that moves and merges improve, never worsen."""

    def __init__(self, network: Network, label: Iterable[int]) -> None:
        self.network = network
        self.label = list(label)
        self.fresh = max(self.label, default=-1) + 1
        self.looked_at = 0
        # Sums of floats that should cancel out leave this much at most, relative to the heaviest tie.
        self.tolerance = 1e-9 * max((abs(weight) for nbrs in network for _, weight in nbrs), default=0.0)

    def cost(self) -> float:
        """Return the weight of ties against the division."""
        return sum(
            abs(weight)
            for u, nbrs in enumerate(self.network)
            for v, weight in nbrs
            if u < v and (weight > 0) != (self.label[u] == self.label[v])
        )

    def settle(self) -> None:
        """Move nodes and merge clusters until neither gains."""
        self.move(range(len(self.network)))
        while self.merge() > 0:
            self.move(range(len(self.network)))

    def move(self, nodes: Iterable[int]) -> float:
        """Move nodes, and the neighbours of those that moved, to where they cost least; return what was gained."""
        network, label, tolerance = self.network, self.label, self.tolerance
        queue = deque(nodes)
        waiting = set(queue)
        gained = 0.0
        while queue:
            u = queue.popleft()
            waiting.discard(u)
            nbrs = network[u]
            self.looked_at += len(nbrs)
            pull = {label[u]: 0.0}
            for v, weight in nbrs:
                at = label[v]
                if at in pull:
                    pull[at] += weight
                else:
                    pull[at] = weight
            here, value = pull[label[u]], max(pull.values())
            gain = max(value, 0.0) - here
            if gain > tolerance:
                if value < 0:
                    label[u] = self.fresh
                    self.fresh += 1
                else:
                    label[u] = next(at for at in pull if pull[at] == value)
                gained += gain
                for v, _ in nbrs:
                    if v not in waiting:
                        waiting.add(v)
                        queue.append(v)
        return gained

    def merge(self) -> float:
        """Move whole clusters as `move` does nodes; return what was gained."""
        at: dict[int, int] = {}
        for label in self.label:
            at.setdefault(label, len(at))
        between: list[defaultdict[int, float]] = [defaultdict(float) for _ in at]
        for u, nbrs in enumerate(self.network):
            for v, weight in nbrs:
                if self.label[u] != self.label[v]:
                    between[at[self.label[u]]][at[self.label[v]]] += weight
            self.looked_at += len(nbrs)
        clusters = _Division([list(sums.items()) for sums in between], range(len(at)))
        gained = clusters.move(range(len(at)))
        self.looked_at += clusters.looked_at
        if gained > 0:
            self.label = [clusters.label[at[label]] for label in self.label]
            self.fresh = clusters.fresh
        return gained

    def kick(self, rng: random.Random) -> float:
        """Tear actors from their clusters and repair what that breaks; return the gain, below 0 if it is a loss."""
        walk = [rng.randrange(len(self.network))]
        for _ in range(rng.randint(*KICK_SIZES) - 1):
            walk.append(rng.choice(self.network[rng.choice(walk)])[0])
        torn, into = list(dict.fromkeys(walk)), None
        if rng.random() < (WHOLE_CLUSTERS if len(self.network) <= SMALL else LARGE_WHOLE_CLUSTERS):
            here, there = self.label[walk[0]], self.label[walk[-1]]
            torn = [node for node, label in enumerate(self.label) if label == here]
            into = None if here == there else there
        lost = 0.0
        around: list[int] = []
        for u in torn:
            goal = into if into is not None else self._somewhere(u, rng)
            here, nbrs = self.label[u], self.network[u]
            if goal != here:
                at = [(self.label[v], weight) for v, weight in nbrs]
                lost += sum([w for label, w in at if label == here]) - sum([w for label, w in at if label == goal])
            self.looked_at += len(nbrs)
            self.label[u] = goal
            around.append(u)
            around += [v for v, _ in nbrs]
        return self.move(dict.fromkeys(around)) - lost

    def _somewhere(self, u: int, rng: random.Random) -> int:
        """Return the label of a neighbour, or in half of all cases a new one."""
        if rng.random() < 0.5:
            return self.label[rng.choice(self.network[u])[0]]
        self.fresh += 1
        return self.fresh - 1
