"""Correlation clustering to the proven optimum: bad are the cycles with exactly one negative tie."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import numpy as np

from stancegraph.exact.blocks import blocks, components
from stancegraph.exact.cycles import Outcome, least_against
from stancegraph.exact.paths import CELLS, Arcs, covering, selected
from stancegraph.exact.steps import cost_step

if TYPE_CHECKING:
    from stancegraph.exact.cycles import Bools, Cycle, Floats, Ints
    from stancegraph.projection import SignedTies

CUTS: Final = 2000  # cycles a round; half or twice as many take longer
PASSES: Final = 6
"""Searches in a round, each with the ties of the cycles found made longer: one alone finds a cycle for each negative
tie, and where these are few the rounds would be many."""
DETOUR: Final = 0.25  # by how much longer
THRESHOLDS: Final = (0.25, 0.5, 0.75)  # positive ties of lower values hold clusters together; each is tried


def exact_clusters(ties: SignedTies, *, start: Ints | None = None, time_limit: float | None = None) -> Outcome:
    """Return the division into any number of clusters with the least weight of ties against it.

    Positive ties between clusters and negative ties within one are against it.

    Parameters
    ----------
    ties
        Undirected, as of `stancegraph.projection.signed_ties`.
    start
        Label of each of ``ties.nodes`` in a good division, from a search; a better one is proven faster.
    time_limit
        In seconds; what is known by then is returned. None for none.

    Returns
    -------
    Outcome
        ``labels`` of ``ties.nodes``, numbered as they appear, where nodes that positive ties within do not hold
        together are apart; ``cost``, ``lower_bound`` and ``is_proven``. Without ties everybody is alone, at cost 0.

    Notes
    -----
    Costs add up over the blocks (2-connected parts) of what the positive components hold: ties between those and
    bridges are never against. NP-hard; networks of hundreds of ties take a second or less [1]_ [2]_.

    References
    ----------
    .. [1] Grötschel & Wakabayashi (1989), Mathematical Programming 45. doi:10.1007/BF01589097
    .. [2] Demaine, Emanuel, Fiat & Immorlica (2006), Theoretical Computer Science 361. doi:10.1016/j.tcs.2006.05.008
    """
    deadline = np.inf if time_limit is None else time.monotonic() + time_limit
    n = len(ties.nodes)
    u, v, positive = ties.u, ties.v, ties.sign > 0
    labels = np.arange(n) if start is None else np.asarray(start, dtype=np.int64)
    if len(labels) != n:
        raise ValueError(f"start has {len(labels)} labels, expected one for each of the {n} nodes")
    friends = components(n, u[positive], v[positive])
    inside = np.flatnonzero(friends[u] == friends[v])
    against = np.zeros(len(u), dtype=bool)
    short = 0.0
    for part in blocks(u[inside], v[inside]):
        rows = inside[part]
        nodes, ends = np.unique(np.concatenate([u[rows], v[rows]]), return_inverse=True)
        if positive[rows].all():
            continue
        problem = _Clusters(len(nodes), ends[: len(rows)], ends[len(rows) :], positive[rows], ties.weight[rows])
        begin = problem.divided(problem.against(labels[nodes]).astype(np.float64))
        found = least_against(problem, start=begin, step=cost_step(ties.weight[rows]), deadline=deadline)
        against[rows] = problem.against(found.labels)
        short += found.cost - found.lower_bound
    kept = positive & ~against
    result = components(n, u[kept], v[kept])
    cost = float(ties.weight[positive == (result[u] != result[v])].sum())
    return Outcome(result, cost, max(cost - short, 0.0), is_proven=short == 0)


class _Clusters:
    """One block as a problem of `stancegraph.exact.cycles`."""

    def __init__(self, n: int, u: Ints, v: Ints, positive: Bools, weight: Floats) -> None:
        self.n, self.u, self.v, self.positive, self.weight = n, u, v, positive, weight
        good, bad = np.flatnonzero(positive), np.flatnonzero(~positive)
        tail, head = np.concatenate([u[good], v[good]]), np.concatenate([v[good], u[good]])
        self.arcs = Arcs(n, tail, head, np.concatenate([good, good]), ties=len(u))
        self.sources = covering(u[bad], v[bad], nodes=n)
        row = np.full(n, -1)
        row[self.sources] = np.arange(len(self.sources))
        # Each negative tie is looked for from an end that is a source: its row there, and its other end.
        turned = row[u[bad]] < 0
        self.bad = bad
        self.row = np.where(turned, row[v[bad]], row[u[bad]])
        self.end = np.where(turned, u[bad], v[bad])
        nbrs: list[list[tuple[int, float]]] = [[] for _ in range(n)]
        for a, b, size in zip(u.tolist(), v.tolist(), np.where(positive, weight, -weight).tolist(), strict=True):
            nbrs[a].append((b, size))
            nbrs[b].append((a, size))
        self.nbrs = nbrs

    def violated(self, values: Floats, *, deadline: float) -> list[Cycle]:
        used = np.zeros(len(values), dtype=np.int64)
        chosen: dict[bytes, Cycle] = {}
        for _ in range(PASSES):
            found = selected(self._shortest(values + DETOUR * used), values, limit=CUTS - len(chosen), used=used)
            new = {cycle.tobytes(): cycle for cycle in found if cycle.tobytes() not in chosen}
            chosen.update(new)
            if not new or len(chosen) >= CUTS or time.monotonic() > deadline:
                break
        return list(chosen.values())

    def _shortest(self, lengths: Floats) -> list[Cycle]:
        """Return for each negative tie the shortest cycle on it, if it is shorter than 1."""
        cycles: list[Cycle] = []
        size = max(1, CELLS // self.n)
        for first in range(0, len(self.sources), size):
            distance, before = self.arcs.distances(lengths, self.sources[first : first + size])
            here = np.flatnonzero((self.row >= first) & (self.row < first + size))
            row, end, bad = self.row[here] - first, self.end[here], self.bad[here]
            near = distance[row, end] + lengths[bad] < 1
            paths = self.arcs.ties_to(before, row[near], end[near])
            walks = np.sort(np.concatenate([paths, bad[near][:, None]], axis=1), axis=1)
            cycles += [walk[walk >= 0] for walk in walks]
        return cycles

    def searched(self, labels: Ints, *, turn: int, at_length: bool = False) -> Ints:  # noqa: ARG002 - see below
        return labels  # whoever asks for clusters has searched, and gives a start

    def against(self, labels: Ints) -> Bools:
        return np.asarray(self.positive == (labels[self.u] != labels[self.v]))

    def divided(self, values: Floats) -> Ints:
        found = []
        for threshold in THRESHOLDS:
            kept = self.positive & (values < threshold)
            labels = self._settled(components(self.n, self.u[kept], self.v[kept]))
            found.append((float(self.weight[self.against(labels)].sum()), labels))
        return min(found, key=lambda each: each[0])[1]

    def _settled(self, labels: Ints) -> Ints:
        """Move single nodes to the neighbouring cluster, or one of their own, where they cost least."""
        label = labels.tolist()
        fresh = self.n
        waiting = dict.fromkeys(range(self.n))
        while waiting:
            node = next(iter(waiting))
            del waiting[node]
            pull: dict[int, float] = {label[node]: 0.0}
            for other, size in self.nbrs[node]:
                pull[label[other]] = pull.get(label[other], 0.0) + size
            goal = max(pull, key=pull.__getitem__)
            if max(pull[goal], 0.0) > pull[label[node]] + 1e-9 * sum(map(abs, pull.values())):
                if pull[goal] < 0:
                    goal, fresh = fresh, fresh + 1
                label[node] = goal
                waiting.update(dict.fromkeys(other for other, _ in self.nbrs[node]))
        return np.unique(np.array(label), return_inverse=True)[1]
