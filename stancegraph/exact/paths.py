"""Shortest paths as a source of violated cycles: many of them from one search, in arrays throughout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from stancegraph.exact.cycles import VIOLATED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stancegraph.exact.cycles import Cycle, Floats, Ints

HOP: Final = 1e-5
"""Length of a tie beyond its value: among cycles alike the shorter ones are found, which make the better rows. Each tie
has a little more than this, all by different amounts, so that two cycles of the same length are the same one."""
CROWDED: Final = 1  # cycles of one round that a cycle may share all of its ties with; more say nothing new
CELLS: Final = 4_000_000  # of the tables of distances at a time: some 50 MB


class Arcs:
    """A directed graph whose arcs know the tie they stand for."""

    def __init__(self, nodes: int, tail: Ints, head: Ints, tie: Ints, *, ties: int) -> None:
        order = np.lexsort((head, tail))
        self.nodes = nodes
        self.head, self.tie = head[order], tie[order]
        self._key = tail[order] * nodes + self.head
        self._start = np.searchsorted(tail[order], np.arange(nodes + 1))
        self.hop = HOP * (1 + np.random.default_rng(0).random(ties))

    def distances(self, values: Floats, sources: Ints) -> tuple[Floats, Ints]:
        """Return distances below 1 from each source, ``inf`` for all others, and the nodes before."""
        lengths = (np.maximum(values, 0.0) + self.hop)[self.tie]
        graph = csr_matrix((lengths, self.head, self._start), shape=(self.nodes, self.nodes))
        found: tuple[Floats, Ints] = dijkstra(graph, indices=sources, return_predecessors=True, limit=1.0)
        return found

    def ties_to(self, before: Ints, row: Ints, end: Ints) -> Ints:
        """Return for each pair of row and end the ties back to the source of the row, filled up with -1."""
        columns = []
        at = end
        while True:
            previous = before[row, at]
            on_way = previous >= 0
            if not on_way.any():
                break
            place = np.searchsorted(self._key, np.where(on_way, previous, 0) * self.nodes + at)
            columns.append(np.where(on_way, self.tie[np.minimum(place, len(self.tie) - 1)], -1))
            at = np.where(on_way, previous, at)
        return np.stack(columns, axis=1) if columns else np.full((len(end), 0), -1)


def simple_cycles(walks: Ints, u: Ints, v: Ints) -> list[Cycle]:
    """Return the closed walks that are one cycle once the ties walked twice are dropped; each row is a walk."""
    if not walks.size:
        return []
    walks = np.sort(walks, axis=1)
    twice = np.zeros(walks.shape, dtype=bool)
    same = (walks[:, 1:] == walks[:, :-1]) & (walks[:, 1:] >= 0)
    twice[:, 1:] |= same
    twice[:, :-1] |= same
    left = np.where(twice, -1, walks)
    is_tie = left >= 0
    ends = np.concatenate([np.where(is_tie, u[left], -1), np.where(is_tie, v[left], -1)], axis=1)
    ends.sort(axis=1)
    nodes = ((ends[:, 1:] != ends[:, :-1]) & (ends[:, 1:] >= 0)).sum(axis=1) + (ends[:, 0] >= 0)
    is_simple = nodes == is_tie.sum(axis=1)
    return [row[row >= 0] for row in left[is_simple]]


def selected(cycles: list[Cycle], values: Floats, *, limit: int, used: NDArray[np.int64]) -> list[Cycle]:
    """Return violated cycles, the most violated first, none of them crowded; `used` counts cycles on each tie."""
    sums = np.array([values[cycle].sum() for cycle in cycles])
    chosen: dict[bytes, Cycle] = {}
    for at in np.lexsort((np.array([len(cycle) for cycle in cycles], dtype=np.int64), sums)).tolist():
        cycle = cycles[at]
        if sums[at] >= 1 - VIOLATED or len(chosen) >= limit:
            break
        if used[cycle].min() < CROWDED and cycle.tobytes() not in chosen:
            used[cycle] += 1
            chosen[cycle.tobytes()] = cycle
    return list(chosen.values())


def covering(u: Ints, v: Ints, *, nodes: int) -> Ints:
    """Return nodes, sorted, such that each of these ties has an end among them; few, but not the fewest."""
    degree = np.bincount(np.concatenate([u, v]), minlength=nodes)
    order = np.argsort(-degree, kind="stable")
    place = np.empty(nodes, dtype=np.int64)
    place[order] = np.arange(nodes)
    # Of each tie the end that comes first; then those are left out whose ties all have their other end in it.
    first = np.where(place[u] < place[v], u, v)
    inside = np.zeros(nodes, dtype=bool)
    inside[first] = True
    nbrs: dict[int, list[int]] = {}
    for a, b in zip(u.tolist(), v.tolist(), strict=True):
        nbrs.setdefault(a, []).append(b)
        nbrs.setdefault(b, []).append(a)
    for node in order[::-1].tolist():
        if inside[node] and all(inside[other] for other in nbrs[node]):
            inside[node] = False
    return np.flatnonzero(inside)
