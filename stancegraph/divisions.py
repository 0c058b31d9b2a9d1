"""Divisions of a signed network at little cost: the search behind `signed_clusters`, on positions and without names."""

from __future__ import annotations

import math
from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from stancegraph.kernels import cost_of, friendly_parts

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from stancegraph.kernels import Network

SMALLEST: Final = 1e-9  # relative to the heaviest tie: what sums of floats that should cancel out leave at most
ANNEALED: Final = 0.7
"""Share of the effort spent on annealing, the rest on kicks. On networks from 60 to 1,000 nodes with random and with
planted signs it ends at least as low as either alone, from 0 to 4 % below kicks alone."""
COOLINGS: Final = 3  # annealing starts again from the best, where the effort allows for `SWEEPS` each time
SWEEPS: Final = 40  # visits of each node in one cooling; with fewer, one long cooling ends lower than several
HOT: Final = 0.5  # mean weights of a tie: a move that loses so much is made in a third of all cases
COLD: Final = 0.1  # median weights
PATIENCE: Final = 50  # kicks for each node that may gain nothing before the search ends; what small networks need
KICK_SIZES: Final = (2, 12)  # nodes that are torn from their parts at once; larger kicks are rarely repaired
WHOLE_PARTS: Final = 0.1
"""Share of kicks that move or dissolve a whole part: a local optimum that single nodes cannot leave may be left by all
of a part at once. They take longest to repair."""
SMALL: Final = 500  # nodes up to which the search also begins with all friends together, which seldom ends lower
STARTS: Final = 4  # random divisions that a search for a given number of parts begins with


def search(
    network: Network,
    *,
    effort: int,
    rng: random.Random,
    k: int | None = None,
    exactly: bool = False,
    start: Sequence[int] | None = None,
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
    start
        A division to begin with beside the usual ones.
    least
        A bound: the search ends if it is reached.
    """
    if not network or k == 1:
        return [0] * len(network)
    everyone = range(len(network))
    starts: list[Sequence[int]] = [] if start is None else [start]
    if k is None:
        starts.append(list(everyone))
        if len(network) <= SMALL:
            starts.append(friendly_parts(network, [0] * len(network)))
    else:
        starts += [_dealt(len(network), k, rng) for _ in range(STARTS)]
    descents = []
    for each in starts:
        division = Division(network, each, k=k, exactly=exactly)
        division.settle()
        descents.append(division)
    best = min(descents, key=lambda division: division.cost())
    best.looked_at = 0
    cost = best.cost()
    goal = least + best.tolerance
    size = sum(map(len, network))
    coolings = min(COOLINGS, max(1, round(ANNEALED * effort) // (SWEEPS * max(size, 1))))
    for _ in range(coolings):
        sweeps = round(ANNEALED * effort) // (coolings * max(size, 1))
        if cost > goal and sweeps:
            before = list(best.label)
            best.anneal(rng, sweeps)
            best.settle()
            if (after := best.cost()) <= cost:
                cost = after
            else:
                best.relabel(before)
    patience = PATIENCE * len(network)
    while patience > 0 and best.looked_at < effort and cost > goal:
        gain = best.kick(rng)
        cost -= max(gain, 0.0)
        patience = PATIENCE * len(network) if gain > best.tolerance else patience - 1
    return best.label if k is not None else friendly_parts(network, best.label)


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
        return cost_of(self.network, self.label)

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
        u, v, weight = self._ties
        parts_, part = np.unique(self.label, return_inverse=True)
        n = len(parts_)
        between, at = np.unique(part[u] * n + part[v], return_inverse=True)
        sums = np.bincount(at, weight, len(between)).tolist()
        network: Network = [[] for _ in range(n)]
        for pair, pull in zip(between.tolist(), sums, strict=True):
            if pair % n != pair // n:
                network[pair // n].append((pair % n, pull))
        self.looked_at += len(u)
        parts = Division(network, range(n))
        gained = parts.move(range(n))
        self.looked_at += parts.looked_at
        if gained > 0:
            self.relabel(np.array(parts.label)[part].tolist())
        return gained

    def anneal(self, rng: random.Random, sweeps: int) -> None:
        """Offer each node in turn a neighbour's part, and take losses the more rarely the later: simulated annealing.

        The temperature falls geometrically from `HOT` to `COLD`. What comes out may cost more than what went in.
        """
        network, label, size, k = self.network, self.label, self.size, self.k
        weights = np.abs(self._ties[2])
        if not len(weights):
            return
        hot = HOT * float(weights.mean())
        cold = min(hot, COLD * float(np.median(weights)))
        draw, log = rng.random, math.log
        for sweep in range(sweeps):
            temperature = hot * (cold / hot) ** (sweep / max(sweeps - 1, 1))
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
        self.looked_at += sweeps * sum(map(len, network))

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
        if self.k is not None or rng.random() >= WHOLE_PARTS:
            return list(dict.fromkeys(walk)), None
        here, there = label[walk[0]], label[walk[-1]]
        return [node for node, at in enumerate(label) if at == here], None if here == there else there

    def _somewhere(self, u: int, rng: random.Random) -> int:
        """Return the label of a neighbour, or in half of all cases one that no tie leads to."""
        nbrs = self.network[u]
        if nbrs and rng.random() < 0.5:
            return self.label[nbrs[int(rng.random() * len(nbrs))][0]]
        if self.k is not None:
            return int(rng.random() * self.k)
        self.fresh += 1
        return self.fresh - 1
