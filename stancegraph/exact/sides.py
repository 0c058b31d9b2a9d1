"""Frustration to the proven optimum: bad are the cycles with an odd number of negative ties."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import minimum_spanning_tree

from stancegraph.exact.blocks import blocks
from stancegraph.exact.cycles import Outcome, least_against
from stancegraph.exact.paths import CELLS, Arcs, covering, selected, simple_cycles
from stancegraph.exact.reducing import reduced, restored
from stancegraph.exact.steps import cost_step
from stancegraph.exact.switching import Nbrs, Sides, searched

if TYPE_CHECKING:
    from stancegraph.exact.cycles import Bools, Cycle, Floats, Ints
    from stancegraph.exact.reducing import Signed
    from stancegraph.projection import SignedTies

CUTS: Final = 2000  # cycles a round, or one for each tie; half or twice as many take longer with 4,000 ties
EFFORT: Final = (60_000, 50)
"""Of a search, in neighbours looked at, at least, and for each tie: a twentieth of what the linear program takes. There
is one before the first cycle and one after each round; between them, the values of ties show where to search."""
LEAST_EFFORT: Final = 10  # for each tie, also after the deadline: it takes no longer than to read the graph
LONG_EFFORT: Final = 1_500_000  # of the search before branching
TRIED: Final = 4  # walks for each cycle wanted: some are no cycle, some are crowded


def exact_sides(
    ties: SignedTies, *, start: Ints | None = None, time_limit: float | None = None, seed: int = 0
) -> Outcome:
    """Return the two sides with the least weight of ties against them: the frustration index.

    Parameters
    ----------
    ties
        Undirected, as of `stancegraph.projection.signed_ties`.
    start
        Side, -1 or 1, of each of ``ties.nodes``, where the search begins.
    time_limit
        In seconds; what is known by then is returned. None for none.
    seed
        Of the search.

    Returns
    -------
    Outcome
        ``labels`` of ``ties.nodes`` are -1 and 1.

    Notes
    -----
    Nodes whose side follows from that of their neighbours are taken out, and costs add up over the blocks
    (2-connected parts) of what is left.
    """
    deadline = math.inf if time_limit is None else time.monotonic() + time_limit
    n = len(ties.nodes)
    side = [1] * n if start is None else [int(each) for each in start]
    network: Signed = [{} for _ in range(n)]
    for a, b, size in zip(ties.u.tolist(), ties.v.tolist(), (ties.sign * ties.weight).tolist(), strict=True):
        network[a][b] = network[b][a] = size
    short = _solved(network, side, step=cost_step(ties.weight), deadline=deadline, seed=seed)
    labels = np.array(side, dtype=np.int64)
    cost = float(ties.weight[ties.sign != labels[ties.u] * labels[ties.v]].sum())
    return Outcome(labels, cost, max(cost - short, 0.0), is_proven=short == 0)


def _solved(network: Signed, side: list[int], *, step: float, deadline: float, seed: int) -> float:
    """Improve the sides in place, to the best or by the deadline; return how much above the least they may be."""
    size = sum(map(bool, network))
    votes = reduced(network)
    pairs = [(a, b, weight) for a, mine in enumerate(network) for b, weight in sorted(mine.items()) if a < b]
    u, v = np.array([a for a, *_ in pairs], dtype=np.int64), np.array([b for _, b, _ in pairs], dtype=np.int64)
    signed = np.array([weight for *_, weight in pairs], dtype=np.float64)
    product = np.sign(signed).astype(np.int64)
    short = 0.0
    for part in blocks(u, v):
        nodes, ends = np.unique(np.concatenate([u[part], v[part]]), return_inverse=True)
        a, b = ends[: len(part)], ends[len(part) :]
        mine = [side[node] for node in nodes]
        if len(nodes) == size and not votes:
            found = _block(a, b, signed[part], mine, step=step, deadline=deadline, seed=seed)
            mine = found.labels.tolist()
            short += found.cost - found.lower_bound
        else:  # a part has fewer ties at the nodes where it hung on others: more of it may go
            inner: Signed = [{} for _ in nodes]
            for p, q, weight in zip(a.tolist(), b.tolist(), signed[part].tolist(), strict=True):
                inner[p][q] = inner[q][p] = weight
            short += _solved(inner, mine, step=step, deadline=deadline, seed=seed)
        chosen = np.array(mine, dtype=np.int64)
        product[part] = chosen[a] * chosen[b]
    side[:] = _spread(len(network), u, v, product)
    restored(side, votes)
    return short


def _block(u: Ints, v: Ints, signed: Floats, side: list[int], *, step: float, deadline: float, seed: int) -> Outcome:
    problem = _Sides(len(side), u, v, signed, seed=seed, deadline=deadline)
    start = problem.searched(np.array(side, dtype=np.int64), turn=0)
    problem.switch(start)
    return least_against(problem, start=start, step=step, deadline=deadline)


def _spread(n: int, u: Ints, v: Ints, product: Ints) -> list[int]:
    """Return sides whose products over the ties are as given; each component begins with 1."""
    nbrs: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    for a, b, sign in zip(u.tolist(), v.tolist(), product.tolist(), strict=True):
        nbrs[a].append((b, sign))
        nbrs[b].append((a, sign))
    side = [0] * n
    for start in range(n):
        if not side[start]:
            side[start] = 1
            queue = [start]
            for node in queue:
                for other, sign in nbrs[node]:
                    if not side[other]:
                        side[other] = side[node] * sign
                        queue.append(other)
    return side


class _Sides:
    """One block as a problem of `stancegraph.exact.cycles`.

    Odd cycles are paths from a node to its twin in the double cover: two copies of each node, positive ties within a
    copy, negative ties across.
    """

    def __init__(self, n: int, u: Ints, v: Ints, signed: Floats, *, seed: int, deadline: float) -> None:
        self.n, self.u, self.v, self.seed, self.deadline = n, u, v, seed, deadline
        self.sign, self.weight = np.sign(signed).astype(np.int64), np.abs(signed)
        self.nbrs: Nbrs = [[] for _ in range(n)]
        for a, b, size in zip(u.tolist(), v.tolist(), signed.tolist(), strict=True):
            self.nbrs[a].append((b, size))
            self.nbrs[b].append((a, size))
        across = np.where(self.sign < 0, n, 0)
        tail = np.concatenate([u, v, u + n, v + n])
        head = np.concatenate([v + across, u + across, v + n - across, u + n - across])
        self.arcs = Arcs(2 * n, tail, head, np.tile(np.arange(len(u)), 4), ties=len(u))
        self.cuts = min(CUTS, len(u))
        self.switch(np.ones(n, dtype=np.int64))

    def switch(self, side: Ints) -> None:
        """Look for cycles from nodes that meet all ties against these sides, since every odd cycle has one."""
        bad = self.against(side)
        self.sources = covering(self.u[bad], self.v[bad], nodes=self.n)

    def searched(self, labels: Ints, *, turn: int, at_length: bool = False) -> Ints:
        effort = LONG_EFFORT if at_length else max(EFFORT[0], EFFORT[1] * len(self.u))
        least = LEAST_EFFORT * len(self.u)
        found = searched(
            self.nbrs, labels.tolist(), seed=self.seed + turn, effort=effort, deadline=self.deadline, least=least
        )
        return np.array(found, dtype=np.int64)

    def against(self, labels: Ints) -> Bools:
        return np.asarray(self.sign != labels[self.u] * labels[self.v])

    def divided(self, values: Floats) -> Ints:
        """Return the sides along the tree of the ties with the lowest values, settled."""
        graph = csr_matrix((values + self.arcs.hop, (self.u, self.v)), shape=(self.n, self.n))
        tree = minimum_spanning_tree(graph).tocoo()
        sign = csr_matrix((self.sign, (self.u, self.v)), shape=(self.n, self.n))
        product = np.asarray(sign[tree.row, tree.col]).ravel()
        sides = Sides(self.nbrs, _spread(self.n, tree.row, tree.col, product))
        sides.settle(range(self.n))
        return np.array(sides.side, dtype=np.int64)

    def violated(self, values: Floats, *, deadline: float) -> list[Cycle]:
        used = np.zeros(len(values), dtype=np.int64)
        chosen: list[Cycle] = []
        size = max(1, CELLS // (2 * self.n))
        for first in range(0, len(self.sources), size):
            cycles = self._walked(values, self.sources[first : first + size])
            chosen += selected(cycles, values, limit=self.cuts - len(chosen), used=used)
            if len(chosen) >= self.cuts or time.monotonic() > deadline:
                break
        return chosen

    def _walked(self, values: Floats, sources: Ints) -> list[Cycle]:
        """Return odd cycles: for a source and any node, the shortest ways to it and to its twin, put together."""
        distance, before = self.arcs.distances(values, sources)
        total = distance[:, : self.n] + distance[:, self.n :]
        row, node = np.nonzero(total < 1)
        # The hops differ from tie to tie, so that walks of the same length are the same, seen from elsewhere.
        _, first = np.unique(np.round(total[row, node], 12), return_index=True)
        first = first[: TRIED * self.cuts]
        row, node = row[first], node[first]
        walks = [self.arcs.ties_to(before, row, node), self.arcs.ties_to(before, row, node + self.n)]
        return simple_cycles(np.concatenate(walks, axis=1), self.u, self.v)
