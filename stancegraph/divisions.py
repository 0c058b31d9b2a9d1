"""Divisions of a signed network at little cost: the search behind `signed_clusters`, on positions and without names."""

from __future__ import annotations

import math
from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from stancegraph.kernels import friendly_parts

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from stancegraph.kernels import Network

SMALLEST: Final = 1e-9  # relative to the heaviest tie: what sums of floats that should cancel out leave at most
SMALL: Final = 500  # nodes up to which the search begins in more ways and ends with kicks, neither of which pays beyond
ANNEALED: Final = 0.7
"""Share of the effort spent on annealing up to `SMALL`, the rest on kicks: on networks from 60 to 1,000 nodes with
random and with planted signs it ends from 0 to 4 % below kicks alone, and a little below annealing alone."""
COOLINGS: Final = 3  # annealing starts again from the best, where the effort allows for `SWEEPS` each time
SWEEPS: Final = 40  # visits of each node in one cooling; with fewer, one long cooling ends lower than several
HOT: Final = 0.5  # mean weights of a tie: a move that loses so much is made in a third of all cases
COLD: Final = 0.1  # median weights
PATIENCE: Final = 50  # kicks for each node that may gain nothing before the search ends; what small networks need
KICK_SIZES: Final = (2, 12)  # nodes that are torn from their parts at once; larger kicks are rarely repaired
WHOLE_PARTS: Final = 0.1
"""Share of kicks that move or dissolve a whole part: a local optimum that single nodes cannot leave may be left by all
of a part at once. They take longest to repair."""
STARTS: Final = 4  # random divisions that a search for a given number of parts begins with


def search(
    network: Network,
    *,
    effort: int,
    rng: random.Random,
    k: int | None = None,
    exactly: bool = False,
    least: float = 0.0,
) -> list[int]:
    """Return the labels of the best division found: into any number of parts, into at most or exactly `k`.

    The best of a few descents is annealed, then torn and repaired again and again.

    Parameters
    ----------
    effort
        Neighbours looked at, the measure of length that is the same on every machine.
    k, exactly
        Labels are below `k`, and none is left out if `exactly`, for which there must be as many nodes.
    least
        A bound: the search ends if it is reached.
    """
    if not network or k == 1:
        return [0] * len(network)
    if k is None:
        starts: list[Sequence[int]] = [range(len(network))]
        if len(network) <= SMALL:
            starts.append(friendly_parts(network, [0] * len(network)))
    else:
        starts = [_dealt(len(network), k, rng) for _ in range(STARTS)]
        starts += _gathered(network, k, effort=effort // 2, rng=rng, exactly=exactly)
    descents = [Division(network, start, k=k, exactly=exactly) for start in starts]
    for division in descents:
        division.settle()
        if k is not None:
            _improve(division, effort=effort // len(descents), rng=rng, least=least)
    best = min(descents, key=lambda division: division.cost())
    _improve(best, effort=effort, rng=rng, least=least)
    return best.label if k is not None else friendly_parts(network, best.label)


def _improve(division: Division, *, effort: int, rng: random.Random, least: float = 0.0) -> None:
    network = division.network
    cost = division.cost()
    goal = least + division.tolerance
    sweeps = round((ANNEALED if len(network) <= SMALL else 1) * effort / max(sum(map(len, network)), 1))
    coolings = min(COOLINGS, max(1, sweeps // SWEEPS))
    for _ in range(coolings):
        if cost > goal and sweeps:
            before = list(division.label)
            division.anneal(rng, sweeps // coolings)
            division.settle()
            if (after := division.cost()) <= cost:
                cost = after
            else:
                division.relabel(before)
    kicks = 0
    stop = division.looked_at + effort - sweeps * sum(map(len, network))
    while kicks < PATIENCE * len(network) and division.looked_at < stop and cost > goal:
        gain = division.kick(rng)
        cost -= max(gain, 0.0)
        kicks = 0 if gain > division.tolerance else kicks + 1


def _gathered(network: Network, k: int, *, effort: int, rng: random.Random, exactly: bool) -> list[list[int]]:
    """Return divisions into at most `k` parts that gather the parts of a division into any number, by the same search.

    Whole parts must change places on the way from one good division into few parts to another, which single nodes
    hardly ever do.
    """
    fine = Division(network, search(network, effort=effort, rng=rng))
    part, parts = fine.parts()
    if len(parts) < k and exactly:
        return []
    coarse = [Division(parts, _dealt(len(parts), k, rng), k=k, exactly=exactly) for _ in range(STARTS)]
    for division in coarse:
        division.settle()
        _improve(division, effort=effort // STARTS, rng=rng)
    return [[division.label[each] for each in part] for division in coarse]


def _dealt(n: int, k: int, rng: random.Random) -> list[int]:
    """Return random labels below `k`, each of which some node has if there are as many."""
    label = [node % k for node in range(n)]
    rng.shuffle(label)
    return label


class Division:
    """Labels of the nodes of a network, and the moves that make them better.

    With `k`, labels are below it; `exactly` keeps a node in each of them.
    """

    def __init__(self, network: Network, label: Iterable[int], *, k: int | None = None, exactly: bool = False) -> None:
        self.network = network
        self.k = k
        self.exactly = exactly
        self.tolerance = SMALLEST * max((abs(weight) for nbrs in network for _, weight in nbrs), default=0.0)
        self.looked_at = 0
        self.relabel(label)

    def relabel(self, label: Iterable[int]) -> None:
        """Take other labels."""
        self.label = list(label)
        self.fresh = max(self.label, default=-1) + 1
        self.size = [0] * self.k if self.k is not None and self.exactly else None
        for each in self.label if self.size is not None else ():
            self.size[each] += 1  # type: ignore[index]  # checked the line before

    def cost(self) -> float:
        """Return the weight of ties against the division."""
        u, v, weight = self._ties
        part = np.array(self.label)
        # Each tie is there both ways.
        return float(np.abs(weight)[(weight > 0) != (part[u] == part[v])].sum()) / 2

    def settle(self) -> None:
        """Move nodes and merge parts until neither gains."""
        everyone = range(len(self.network))
        self.move(everyone)
        while self.k is None and self.merge() > self.tolerance:
            self.move(everyone)

    def move(self, nodes: Iterable[int], moved: list[tuple[int, int]] | None = None) -> float:
        """Move nodes, and the neighbours of those that moved, to where they cost least; return what was gained.

        Each move is noted in `moved` as the node and the label it had.
        """
        network, label, tolerance, size = self.network, self.label, self.tolerance, self.size
        queue = deque(nodes)
        waiting = bytearray(len(network))
        for u in queue:
            waiting[u] = 1
        gained = 0.0
        looked_at = 0
        while queue:
            u = queue.popleft()
            waiting[u] = 0
            nbrs = network[u]
            looked_at += len(nbrs)
            here = label[u]
            if size is not None and size[here] == 1:
                continue
            pull = {here: 0.0}
            for v, weight in nbrs:
                at = label[v]
                pull[at] = pull.get(at, 0.0) + weight
            value = max(pull.values())
            if max(value, 0.0) - pull[here] <= tolerance:
                continue
            to = self._goal(pull, value)
            gain = pull.get(to, 0.0) - pull[here]
            if gain > tolerance:
                self._put(u, to)
                if moved is not None:
                    moved.append((u, here))
                gained += gain
                for v, _ in nbrs:
                    if not waiting[v] and label[v] != to:
                        waiting[v] = 1
                        queue.append(v)
        self.looked_at += looked_at
        return gained

    def _put(self, u: int, label: int) -> None:
        if self.size is not None:
            self.size[self.label[u]] -= 1
            self.size[label] += 1
        self.label[u] = label

    def _goal(self, pull: dict[int, float], value: float) -> int:
        """Return the label that pulls most, with `value`, or that of a part where nobody pulls if all others push."""
        if value < 0:
            if self.k is None:
                self.fresh += 1
                return self.fresh - 1
            for at in range(self.k):
                if at not in pull:
                    return at
        return next(at for at, weight in pull.items() if weight == value)

    @cached_property
    def _ties(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Ends and signed weight of each tie, both ways."""
        degree = [len(nbrs) for nbrs in self.network]
        ends = np.array([v for nbrs in self.network for v, _ in nbrs], dtype=np.int64)
        weight = np.array([weight for nbrs in self.network for _, weight in nbrs], dtype=np.float64)
        return np.repeat(np.arange(len(degree)), degree), ends, weight

    def merge(self) -> float:
        """Move whole parts as `move` does nodes; return what was gained."""
        part, network = self.parts()
        parts = Division(network, range(len(network)))
        gained = parts.move(range(len(network)))
        self.looked_at += parts.looked_at
        if gained > 0:
            self.relabel([parts.label[each] for each in part])
        return gained

    def parts(self) -> tuple[list[int], Network]:
        """Return for each node the number of its part, and the network of the parts: the sums of ties between them."""
        u, v, weight = self._ties
        labels, part = np.unique(self.label, return_inverse=True)
        n = len(labels)
        between, at = np.unique(part[u] * n + part[v], return_inverse=True)
        sums = np.bincount(at, weight, len(between)).tolist()
        network: Network = [[] for _ in range(n)]
        for pair, pull in zip(between.tolist(), sums, strict=True):
            here, there = divmod(pair, n)
            if here != there and pull:
                network[here].append((there, pull))
        self.looked_at += len(u)
        return part.tolist(), network

    def anneal(self, rng: random.Random, sweeps: int) -> None:
        """Offer each node in turn a neighbour's part, and take losses the more rarely the later: simulated annealing.

        The temperature falls geometrically from `HOT` to `COLD`. What comes out may cost more than what went in.
        """
        weights = np.abs(self._ties[2])
        if not len(weights):
            return
        hot = HOT * float(weights.mean())
        cold = min(hot, COLD * float(np.median(weights)))
        for sweep in range(sweeps):
            self._sweep(rng, hot * (cold / hot) ** (sweep / max(sweeps - 1, 1)))
        self.looked_at += sweeps * len(weights)

    def _sweep(self, rng: random.Random, temperature: float) -> None:
        network, label, size, k = self.network, self.label, self.size, self.k
        draw, log = rng.random, math.log
        for u, nbrs in enumerate(network):
            here = label[u]
            if not nbrs or (size is not None and size[here] == 1):
                continue
            to = label[nbrs[int(draw() * len(nbrs))][0]]
            if to == here:
                to = self.fresh if k is None else int(draw() * k)
            gain = 0.0
            for v, weight in nbrs:
                at = label[v]
                if at == here:
                    gain -= weight
                elif at == to:
                    gain += weight
            if gain >= 0 or gain > temperature * log(1.0 - draw()):
                if to == self.fresh:
                    self.fresh += 1
                self._put(u, to)

    def kick(self, rng: random.Random) -> float:
        """Tear nodes from their parts and repair what that breaks; return what was gained, 0 if it was taken back.

        A division that is as good is kept: it may have a way on where the last one had none.
        """
        network, label = self.network, self.label
        torn, into = self._torn(rng)
        moved: list[tuple[int, int]] = []
        around: list[int] = []
        lost = 0.0
        for u in torn:
            here, nbrs = label[u], network[u]
            to = into if into is not None else self._somewhere(u, rng)
            self.looked_at += len(nbrs)
            around.append(u)
            around += [v for v, _ in nbrs]
            if to != here and (self.size is None or self.size[here] > 1):
                for v, weight in nbrs:
                    at = label[v]
                    if at == here:
                        lost += weight
                    elif at == to:
                        lost -= weight
                moved.append((u, here))
                self._put(u, to)
        gain = self.move(dict.fromkeys(around), moved) - lost
        if gain >= -self.tolerance:
            return gain
        for u, before in reversed(moved):
            self._put(u, before)
        return 0.0

    def _torn(self, rng: random.Random) -> tuple[list[int], int | None]:
        """Return nodes near each other, or a part, and the label that they all are to get, None for one each."""
        network, label = self.network, self.label
        walk = [int(rng.random() * len(network))]
        for _ in range(rng.randint(*KICK_SIZES) - 1):
            nbrs = network[walk[int(rng.random() * len(walk))]]
            if nbrs:
                walk.append(nbrs[int(rng.random() * len(nbrs))][0])
        if rng.random() >= WHOLE_PARTS:
            return list(dict.fromkeys(walk)), None
        if self.k is not None:
            return self._friends_of(walk[0]), int(rng.random() * self.k)
        here, there = label[walk[0]], label[walk[-1]]
        return [node for node, at in enumerate(label) if at == here], None if here == there else there

    def _friends_of(self, u: int) -> list[int]:
        """Return whom friendly ties within its part link with a node, itself first."""
        found = {u: None}
        queue = deque([u])
        while queue:
            for v, weight in self.network[queue.popleft()]:
                if weight > 0 and v not in found and self.label[v] == self.label[u]:
                    found[v] = None
                    queue.append(v)
        return list(found)

    def _somewhere(self, u: int, rng: random.Random) -> int:
        """Return the label of a neighbour, or in half of all cases one that no tie leads to."""
        nbrs = self.network[u]
        if nbrs and rng.random() < 0.5:
            return self.label[nbrs[int(rng.random() * len(nbrs))][0]]
        if self.k is not None:
            return int(rng.random() * self.k)
        self.fresh += 1
        return self.fresh - 1
