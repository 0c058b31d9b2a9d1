"""A search for two sides with little weight of ties against them: switch nodes while it gains, kick, switch again."""

from __future__ import annotations

import math
import random
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Nbrs = list[list[tuple[int, float]]]

PATIENCE: Final = 20  # kicks for each node that may gain nothing before the search ends
KICK: Final = 12  # nodes switched at once at most; larger kicks are rarely repaired
SAMPLE: Final = 3  # nodes of which a kick takes the one that costs least to switch


class Sides:
    """Sides (-1 or 1) of nodes, and for each what switching it would cost."""

    def __init__(self, nbrs: Nbrs, side: Iterable[int]) -> None:
        self.nbrs = nbrs
        self.side = list(side)
        self.loss = [self.side[u] * sum(size * self.side[v] for v, size in nbrs[u]) for u in range(len(nbrs))]
        # Sums of floats that should cancel out leave this much at most.
        self.tolerance = 1e-9 * max((abs(size) for each in nbrs for _, size in each), default=0.0)
        self.looked_at = 0

    def switch(self, node: int) -> None:
        """Take a node to the other side."""
        side, loss = self.side, self.loss
        mine = -side[node]
        side[node] = mine
        loss[node] = -loss[node]
        for other, size in self.nbrs[node]:
            loss[other] += 2 * size * mine * side[other]
        self.looked_at += len(self.nbrs[node])

    def settle(self, nodes: Iterable[int]) -> tuple[float, list[int]]:
        """Switch nodes, and neighbours of those switched, while it gains; return the gain and who was switched."""
        gained, switched = 0.0, []
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if self.loss[node] < -self.tolerance:
                gained -= self.loss[node]
                self.switch(node)
                switched.append(node)
                waiting += [other for other, _ in self.nbrs[node] if self.loss[other] < -self.tolerance]
        return gained, switched


def searched(
    nbrs: Nbrs, start: Sequence[int], *, seed: int, effort: int, deadline: float = math.inf, least: int = 0
) -> list[int]:
    """Return sides that are no worse than `start`.

    Effort is the number of neighbours looked at, 3 million a second. After the deadline, in seconds of
    `time.monotonic`, the search ends as soon as it has looked at the `least`.
    """
    sides = Sides(nbrs, start)
    sides.settle(range(len(nbrs)))
    rng = random.Random(seed)  # noqa: S311 - no secret
    patience = PATIENCE * len(nbrs)
    while patience > 0 and sides.looked_at < effort:
        if sides.looked_at >= least and time.monotonic() > deadline:
            break
        lost, kicked = _kick(sides, rng)
        around = [other for node in kicked for other, _ in nbrs[node]]
        gained, switched = sides.settle([*around, *kicked])
        patience = PATIENCE * len(nbrs) if gained > lost + sides.tolerance else patience - 1
        # Sides that are as good are kept: they may have a way on where the last ones had none.
        if gained < lost - sides.tolerance:
            for node in (*kicked, *switched):
                sides.switch(node)
    return sides.side


def _kick(sides: Sides, rng: random.Random) -> tuple[float, list[int]]:
    """Switch a few nodes that hang together, cheap ones rather than dear ones; return the loss and the nodes."""
    front = [rng.randrange(len(sides.nbrs))]
    seen = set(front)
    kicked: list[int] = []
    lost = 0.0
    for _ in range(rng.randint(1, KICK)):
        if not front:
            break
        node = min((rng.choice(front) for _ in range(SAMPLE)), key=sides.loss.__getitem__)
        front.remove(node)
        lost += sides.loss[node]
        sides.switch(node)
        kicked.append(node)
        for other, _ in sides.nbrs[node]:
            if other not in seen:
                seen.add(other)
                front.append(other)
    return lost, kicked
