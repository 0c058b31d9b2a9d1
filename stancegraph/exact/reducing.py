"""Smaller networks with the same frustration: nodes whose best side follows from that of their neighbours go.

Two rules, applied until neither does. Both keep the cost of every division of the nodes that stay, as the least that
any sides of the nodes that went would make of it, up to a constant.

* A tie that weighs as much as all others of a node is never against a best division that the node can still choose
  freely: the node follows it. So go nodes with one neighbour, and with two.
* A node with three neighbours takes the side of the weightier ties. What that costs, as a function of the three, is
  also the cost of a triangle of ties among them, which replaces the node (the star-triangle transformation).
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Signed = list[dict[int, float]]  # for each node its neighbours and the signed weights of the ties to them

STAR: Final = 3  # neighbours of which a function without a preferred side is a sum over pairs; with four it is not
NOISE: Final = 1e-12  # of the weights it comes from: what is left of two that should cancel out


class Vote(NamedTuple):
    """A node that went, and the ties whose weight decides its side."""

    node: int
    ties: tuple[tuple[int, float], ...]


def reduced(ties: Signed) -> list[Vote]:
    """Take nodes out of `ties` while the rules apply, in place; return them in the order in which they went.

    Examples
    --------
    >>> ties = [{1: 1.0, 2: -1.0}, {0: 1.0, 2: 1.0}, {0: -1.0, 1: 1.0}]
    >>> [vote.node for vote in reduced(ties)], ties
    ([0], [{}, {}, {}])
    """
    votes = []
    queue = deque(range(len(ties)))
    waiting = [True] * len(ties)
    while queue:
        node = queue.popleft()
        waiting[node] = False
        mine = ties[node]
        if not mine:
            continue
        sizes = [abs(size) for size in mine.values()]
        heaviest, total = max(sizes), sum(sizes)
        follows = heaviest >= total - heaviest
        if not follows and len(mine) != STAR:
            continue
        items = tuple(sorted(mine.items()))
        if follows:
            leader, size = next((other, size) for other, size in items if abs(size) == heaviest)
            votes.append(Vote(node, ((leader, size),)))
            side = 1 if size > 0 else -1
            new = [(leader, other, side * weight) for other, weight in items if other != leader]
        else:
            votes.append(Vote(node, items))
            new = _triangle(items)
        for other, _ in items:
            del ties[other][node]
        mine.clear()
        for a, b, weight in new:
            _add(ties, a, b, weight)
        for other, _ in items:
            if not waiting[other]:
                waiting[other] = True
                queue.append(other)
    return votes


def _triangle(star: Sequence[tuple[int, float]]) -> list[tuple[int, int, float]]:
    """Return ties among three nodes that cost as much as their ties with one that takes the better side.

    With sides s, the star costs (constant - |p s_a + q s_b + r s_c|) / 2 and the triangle (constant - A s_a s_b -
    B s_a s_c - C s_b s_c) / 2; comparing the four cases gives A, B and C.
    """
    (a, p), (b, q), (c, r) = star
    all_, without_a, without_b, without_c = abs(p + q + r), abs(-p + q + r), abs(p - q + r), abs(p + q - r)
    return [
        (a, b, (all_ + without_c - without_a - without_b) / 4),
        (a, c, (all_ + without_b - without_a - without_c) / 4),
        (b, c, (all_ + without_a - without_b - without_c) / 4),
    ]


def _add(ties: Signed, a: int, b: int, weight: float) -> None:
    old = ties[a].get(b, 0.0)
    new = old + weight
    if abs(new) <= NOISE * (abs(old) + abs(weight)):
        ties[a].pop(b, None)
        ties[b].pop(a, None)
    else:
        ties[a][b] = ties[b][a] = new


def restored(sides: list[int], votes: Sequence[Vote]) -> None:
    """Give the nodes that went the side that costs least, in place; sides are -1 or 1."""
    for node, ties in reversed(votes):
        sides[node] = 1 if sum(size * sides[other] for other, size in ties) >= 0 else -1
