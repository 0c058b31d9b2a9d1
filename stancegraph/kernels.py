"""What the ties of an actor alone decide about its place in a division: the kernel of a signed network is what is left.

A tie costs its weight if it is friendly and cut by the division, or hostile and within a part. All here is on
positions, without names.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

Network = list[list[tuple[int, float]]]
"""For each node its neighbours and the signed weights of the ties to them."""

ROUNDS: Final = 64  # of colour refinement; on paths of more than twice as many nodes names decide about the middle
LONGEST: Final = 4  # friendly ties in the cycles that bound the cost; longer ones take long and add little


def canonical_order(
    u: NDArray[np.int64], v: NDArray[np.int64], weight: NDArray[np.float64], names: Sequence[tuple[str, str]]
) -> list[int]:
    """Return positions in an order that follows from the ties: by colour refinement [1]_, then by name among equals.

    Colours are 64-bit hashes: two that coincide by chance are told apart by their names, as equals are.

    References
    ----------
    .. [1] Weisfeiler & Leman (1968), Nauchno-Technicheskaya Informatsia 2(9).
    """
    n = len(names)
    # Sums of floats depend on the order of their terms in the last digits.
    size = np.rint(weight / max(np.abs(weight).max(initial=0), 1e-300) * 2**40).astype(np.int64).view(np.uint64)
    colour, count = np.zeros(n, dtype=np.uint64), 1
    for _ in range(ROUNDS):
        sums = _mixed(colour)
        np.add.at(sums, u, _mixed(_mixed(colour[v]) ^ size))
        np.add.at(sums, v, _mixed(_mixed(colour[u]) ^ size))
        told = len(np.unique(sums))
        if told <= count:
            break
        colour, count = sums, told
    _, class_, sizes = np.unique(colour, return_inverse=True, return_counts=True)
    alike = np.flatnonzero(sizes[class_] > 1)
    by_name = np.zeros(n, dtype=np.int64)
    by_name[sorted(alike.tolist(), key=names.__getitem__)] = np.arange(len(alike))
    order: list[int] = np.lexsort((by_name, class_)).tolist()
    return order


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return hashes of numbers: the finaliser of SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195)."""
    z = values + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def cost_of(network: Network, label: Sequence[int]) -> float:
    """Return the weight of ties against a division."""
    return sum(
        abs(weight)
        for u, nbrs in enumerate(network)
        for v, weight in nbrs
        if u < v and (weight > 0) != (label[u] == label[v])
    )


def friendly_parts(network: Network, label: Sequence[int]) -> list[int]:
    """Return labels in which each part is split where no friendly tie holds it together, which never costs."""
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


class Kernel(NamedTuple):
    """What is left of a network when the nodes are gone whose place follows from the places of the others."""

    network: Network
    nodes: list[int]  # where the nodes of `network` are in the whole
    constant: float  # what every division of the whole costs beyond the one of the kernel that it comes from
    taken: list[tuple[int, int, list[tuple[int, float]]]]  # in order: node, whom it goes with or -1, its ties then

    def expanded(self, label: Sequence[int], *, k: int | None = None) -> list[int]:
        """Return the labels of the whole at the cost of those of the kernel and the constant."""
        fresh = max(label, default=-1) + 1
        whole = [-1] * (len(self.nodes) + len(self.taken))
        for at, node in enumerate(self.nodes):
            whole[node] = label[at]
        for node, goes_with, ties in reversed(self.taken):
            if goes_with >= 0:
                whole[node] = whole[goes_with]
                continue
            pull: dict[int, float] = {}
            for v, weight in ties:
                pull[whole[v]] = pull.get(whole[v], 0.0) + weight
            best = max(pull, key=pull.__getitem__, default=-1)
            if best < 0 or pull[best] <= 0:
                if k is None:
                    best, fresh = fresh, fresh + 1
                else:
                    best = next((at for at in range(k) if at not in pull), best)
            whole[node] = best
        return whole


def kernel_of(network: Network, *, k: int | None = None) -> Kernel:
    """Return the kernel of a network for divisions into any number of parts, or into at most `k`, two or more.

    Three rules are applied until none fits, each of which keeps the least cost:

    * a node goes with the friend whose tie weighs as much as all its other ties together;
    * a node without friends, and with fewer than `k` ties, finds a part without its foes whatever the others do;
    * a node with one friend and one foe is nothing but a hostile tie between the two, of the lighter weight.

    Two ties that become one between the same nodes add up, and where their signs differ the lighter one is lost in
    every division.
    """
    ties = [dict(nbrs) for nbrs in network]
    gone = [False] * len(network)
    taken: list[tuple[int, int, list[tuple[int, float]]]] = []
    constant = 0.0
    queue = deque(range(len(network)))
    waiting = [True] * len(network)
    while queue:
        u = queue.popleft()
        waiting[u] = False
        if gone[u]:
            continue
        mine = ties[u]
        rule = _rule(mine, k)
        if rule is None:
            continue
        goes_with, joined = rule
        gone[u] = True
        taken.append((u, goes_with, list(mine.items()) if goes_with < 0 else []))
        for v in mine:
            del ties[v][u]
        constant += sum(_join(ties, *tie) for tie in joined)
        for v in mine:
            if not waiting[v]:
                waiting[v] = True
                queue.append(v)
    nodes = [node for node in range(len(network)) if not gone[node]]
    at = {node: index for index, node in enumerate(nodes)}
    left = [[(at[v], weight) for v, weight in ties[node].items()] for node in nodes]
    return Kernel(left, nodes, constant, taken)


Tie = tuple[int, int, float]


def _rule(mine: Mapping[int, float], k: int | None) -> tuple[int, list[Tie]] | None:
    """Return whom a node with these ties goes with or -1, and what becomes of its ties; None if no rule fits."""
    friend, closest, total = -1, 0.0, 0.0
    for v, weight in mine.items():
        total += abs(weight)
        if weight > closest:
            friend, closest = v, weight
    if friend < 0:
        return (-1, []) if k is None or len(mine) < k else None
    if 2 * closest >= total:
        return friend, [(friend, v, weight) for v, weight in mine.items() if v != friend]
    if len(mine) == 2:
        u, v = mine
        return -1, [(u, v, -min(abs(mine[u]), abs(mine[v])))]
    return None


def _join(ties: Sequence[dict[int, float]], u: int, v: int, weight: float) -> float:
    """Add a tie to that of two nodes; return the weight that is against every division from now on."""
    before = ties[u].get(v, 0.0)
    if before + weight == 0:
        del ties[u][v], ties[v][u]
    else:
        ties[u][v] = ties[v][u] = before + weight
    return min(abs(before), abs(weight)) if before * weight < 0 else 0.0


def bad_cycles(network: Network) -> float:
    """Return a lower bound: weight of cycles with one hostile tie, no weight of a tie being used twice.

    Whatever the division, each of them has a tie against it. Cycles of up to `LONGEST` friendly ties are packed one by
    one, the shortest first; what is packed first is a choice, so that the bound is not the best of its kind.
    """
    left = [{v: abs(weight) for v, weight in nbrs} for nbrs in network]
    friends = [{v for v, weight in nbrs if weight > 0} for nbrs in network]
    hostile = [(u, v) for u, nbrs in enumerate(network) for v, weight in nbrs if u < v and weight < 0]
    bound = 0.0
    for length in range(2, LONGEST + 1):
        for u, v in hostile:
            while left[u][v] > 0 and (path := _path(friends, u, v, length)):
                steps = [*pairwise(path), (u, v)]
                used = min(left[a][b] for a, b in steps)
                bound += used
                for a, b in steps:
                    left[a][b] -= used
                    left[b][a] = left[a][b]
                    if left[a][b] <= 0:
                        friends[a].discard(b)
                        friends[b].discard(a)
    return bound


def _path(friends: Sequence[set[int]], u: int, v: int, length: int) -> list[int] | None:
    """Return a walk of `length` friendly ties from `u` to `v`, or None; shorter ones are known not to be there."""
    if length == 2:
        common = friends[u] & friends[v]
        return [u, min(common), v] if common else None
    if len(friends[u]) > len(friends[v]):
        found = _path(friends, v, u, length)
        return found and found[::-1]
    for w in sorted(friends[u]):
        # A walk that comes back through its own end would hold a shorter one.
        rest = _path(friends, w, v, length - 1) if w != v else None
        if rest and u not in rest:
            return [u, *rest]
    return None
