"""The least cost of a division of the actors, and how far a search may be from it: searched, bounded, proven."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np
from scipy import sparse

from stancegraph.divisions import SMALL, search
from stancegraph.errors import UnknownNameError
from stancegraph.kernels import Kernel, bad_cycles, canonical_order, cost_of, kernel_of
from stancegraph.projection import SignedTies, by_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from stancegraph.kernels import Network

Method = Literal["auto", "search", "exact"]

EFFORT: Final = 1_000_000
"""Neighbours looked at in the search, the measure of its length that is the same on every machine; a third of a second
where few places are open, a second with 10,000 actors."""
EFFORT_PER_TIE: Final = 3_000  # at most; small networks end at the least cost long before
EVEN: Final = 0.5  # weight of hostile ties within clusters that counts them like friendly ties between clusters
PROVEN: Final = 1e-9  # relative: by so much sums of the same weights in another order differ
NEAR: Final = 0.1
"""Gap that the search may leave for "auto" to prove the rest: on 27 networks of states and tribes it was 0 to 4 %, and
proven in less than .3 s; on random signs it is 25 % and more, and not proven in 20 s."""
PROVABLE: Final = 5_000  # open ties up to which "auto" tries
TIME_LIMIT: Final = 60.0  # seconds of a proof that is asked for; what is open after a minute is open after ten, mostly
SECONDS: Final = 10.0  # after which "auto" gives up and returns what the search has found; no network came near it


class Problem(NamedTuple):
    """What is to be divided: the actors who have signed ties, in canonical order, and the ties among them."""

    actors: NDArray[np.int64]  # positions among all nodes of the graph
    size: int  # nodes of the graph
    network: Network
    kernel: Kernel
    k: int | None
    exactly: bool
    alpha: float

    def labels(self, found: Sequence[int]) -> NDArray[np.int64]:
        """Return for each node of the graph its label, from those of the kernel; -1 without signed ties."""
        whole = np.full(self.size, -1, dtype=np.int64)
        whole[self.actors] = self.kernel.expanded(found, k=self.k)
        return whole


class Solution(NamedTuple):
    """A division, and a cost that no division is below."""

    label: NDArray[np.int64]  # of each node of the graph, -1 without signed ties
    bound: float


def _check_number(k: int | None, *, exactly: bool, actors: int) -> None:
    if k is None and exactly:
        raise ValueError("exactly=True, expected a number of clusters k with it")
    if k is not None and k < 1:
        raise ValueError(f"k={k!r}, expected a number of clusters of 1 or more")
    if k is not None and exactly and k > actors:
        raise ValueError(f"k={k!r}, expected at most {actors}, the number of actors with signed ties")


def problem_of(
    ties: SignedTies,
    *,
    k: int | None = None,
    exactly: bool = False,
    alpha: float = EVEN,
    shuffled: random.Random | None = None,
) -> Problem:
    """Return the problem of dividing the actors as `signed_clusters` says, in another order if they are `shuffled`."""
    checked_alpha(alpha)
    actors, place = np.unique(np.concatenate([ties.u, ties.v]), return_inverse=True)
    _check_number(k, exactly=exactly, actors=len(actors))
    signed = weighed(ties, alpha)
    u, v = place[: len(ties.u)], place[len(ties.u) :]
    order = canonical_order(u, v, signed, [by_name(ties.nodes[at]) for at in actors.tolist()])
    if shuffled is not None:
        shuffled.shuffle(order)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    first, second = np.sort(np.stack([rank[u], rank[v]]), axis=0)
    counts = signed != 0
    if k is None:
        # Foes without a chain of friends between them are never of one cluster.
        friends = signed > 0
        ends = (first[friends], second[friends])
        chains = sparse.csr_array((signed[friends], ends), shape=(len(order), len(order)))
        _, linked = sparse.csgraph.connected_components(chains, directed=False)
        counts &= linked[first] == linked[second]
    rows = np.flatnonzero(counts)
    rows = rows[np.lexsort((second[rows], first[rows]))]
    network: Network = [[] for _ in order]
    for a, b, weight in zip(first[rows].tolist(), second[rows].tolist(), signed[rows].tolist(), strict=True):
        network[a].append((b, weight))
        network[b].append((a, weight))
    kernel = Kernel(network, list(range(len(network))), 0.0, []) if exactly or k == 1 else kernel_of(network, k=k)
    return Problem(actors[order], len(ties.nodes), network, kernel, k, exactly, alpha)


def checked_alpha(alpha: float) -> float:
    """Return the weight of hostile ties within clusters; ValueError if it is none."""
    if not 0 <= alpha <= 1:
        raise ValueError(f"alpha={alpha!r}, expected a number from 0 to 1")
    return alpha


def weighed(ties: SignedTies, alpha: float) -> NDArray[np.float64]:
    """Return the signed weights of the ties, such that at even shares they are as they were."""
    return ties.weight * np.where(ties.sign > 0, 2 * (1 - alpha), -2 * alpha)


def solution_of(
    problem: Problem,
    *,
    method: Method = "auto",
    seed: int = 0,
    effort: int = EFFORT,
    time_limit: float | None = TIME_LIMIT,
) -> Solution:
    """Return the best division that a method finds, as `signed_clusters` says."""
    if method not in METHODS:
        raise UnknownNameError(f"method {method!r}, expected one of {', '.join(map(repr, METHODS))}")
    return METHODS[method](problem, searched(problem, seed=seed, effort=effort), time_limit)


def division_of(problem: Problem, *, seed: int = 0, effort: int = EFFORT) -> NDArray[np.int64]:
    """Return the labels of `solution_of` by "auto", without the bound where nothing else depends on it."""
    found = searched(problem, seed=seed, effort=effort)
    return _proven_if_near(problem, found).label if _is_provable(problem) else problem.labels(found)


def searched(problem: Problem, *, seed: int, effort: int = EFFORT) -> list[int]:
    """Return the labels of the kernel that the search finds."""
    network = problem.kernel.network
    effort = min(effort, EFFORT_PER_TIE * _ties(network))
    rng = random.Random(seed)  # noqa: S311 - no secret
    least = bad_cycles(network) if len(network) <= SMALL else 0.0  # never met beyond
    return search(network, effort=effort, rng=rng, k=problem.k, exactly=problem.exactly, least=least)


def _ties(network: Network) -> int:
    return sum(map(len, network)) // 2


def _is_provable(problem: Problem) -> bool:
    """Return whether "auto" tries a proof where the bound is near."""
    return problem.k is None and _ties(problem.kernel.network) <= PROVABLE


def _bounded(problem: Problem, found: Sequence[int], _: float | None = None) -> Solution:
    """Return what the search found with the bound that cycles give."""
    kernel = problem.kernel
    if problem.exactly and problem.k != 1:
        kernel = kernel_of(problem.network, k=problem.k)
    return Solution(problem.labels(found), kernel.constant + bad_cycles(kernel.network))


def _proven_if_near(problem: Problem, found: Sequence[int], _: float | None = None) -> Solution:
    """Return the same, or the proven optimum if the bound is near and the proof ends in time."""
    solution = _bounded(problem, found)
    cost = problem.kernel.constant + cost_of(problem.kernel.network, found)
    near = PROVEN * cost < cost - solution.bound <= NEAR * cost
    if not near or not _is_provable(problem):
        return solution
    label, bound, is_proven = _exact(problem, found, SECONDS)
    return Solution(problem.labels(label), bound) if is_proven else solution


def _proven(problem: Problem, found: Sequence[int], time_limit: float | None) -> Solution:
    """Return the best of the search and of linear programs, with the better of the two bounds."""
    solution = _bounded(problem, found)
    if problem.k == 1:
        return solution._replace(bound=cost_of(problem.network, [0] * len(problem.network)))
    label, bound, _ = _exact(problem, found, time_limit)
    return Solution(problem.labels(label), max(bound, solution.bound))


def _exact(problem: Problem, found: Sequence[int], time_limit: float | None) -> tuple[list[int], float, bool]:
    """Return the better labels of the kernel, what no division costs less than, and whether they cost just that.

    With three clusters or more the bound is that of any number of them, which is met where those are not more.
    """
    # The solver behind it takes a while to load.
    from stancegraph.exact.clusters import exact_clusters  # noqa: PLC0415 - only here
    from stancegraph.exact.sides import exact_sides  # noqa: PLC0415 - only here

    network, k = problem.kernel.network, problem.k
    ties, cost = _as_ties(network), cost_of(network, found)
    if k == 2:
        outcome = exact_sides(ties, start=np.where(np.array(found) == 0, 1, -1), time_limit=time_limit)
    else:
        outcome = exact_clusters(ties, start=np.array(found, dtype=np.int64), time_limit=time_limit)
    parts, label = np.unique(outcome.labels, return_inverse=True)
    is_allowed = k is None or len(parts) == k or (len(parts) < k and not problem.exactly)
    if is_allowed and outcome.cost < cost * (1 - PROVEN):
        found, cost = label.tolist(), outcome.cost
    is_proven = cost - outcome.lower_bound <= PROVEN * cost
    return list(found), problem.kernel.constant + outcome.lower_bound, is_proven


def _as_ties(network: Network) -> SignedTies:
    rows = sorted((u, v, weight) for u, nbrs in enumerate(network) for v, weight in nbrs if u < v)
    u, v = (np.array([row[end] for row in rows], dtype=np.int64) for end in (0, 1))
    signed = np.array([weight for *_, weight in rows], dtype=np.float64)
    sign = np.where(signed > 0, 1, -1)
    return SignedTies(
        list(range(len(network))), u, v, sign, np.abs(signed), np.maximum(signed, 0), np.maximum(-signed, 0), mixed=0
    )


METHODS: Final[Mapping[Method, Callable[[Problem, Sequence[int], float | None], Solution]]] = {
    "auto": _proven_if_near,
    "search": _bounded,
    "exact": _proven,
}
"""What becomes of the division that the search has found."""
