"""The least weight of ties that meets every bad cycle, by linear programs that learn the cycles one by one.

What frustration and correlation clustering have in common. A division of the nodes has some ties against it, and a set
of ties is against some division just if it meets every bad cycle: for two sides those with an odd number of negative
ties, for any number of clusters those with exactly one. So the least cost is that of the integer program ::

    minimise sum of w_e f_e    with f_e in {0, 1} and, for every bad cycle C, the sum of f_e over C at least 1

whose linear relaxation bounds it from below. There are too many cycles to write down; shortest paths find those that
the values of the moment violate [1]_ [2]_. What the relaxation leaves open is decided by branching.

References
----------
.. [1] Barahona & Mahjoub (1986), Mathematical Programming 36. doi:10.1007/BF02592023
.. [2] Grötschel & Wakabayashi (1989), Mathematical Programming 45. doi:10.1007/BF01589097
"""

from __future__ import annotations

import heapq
import math
import time
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

import highspy
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Cycle = NDArray[np.int64]  # positions of its ties, sorted

VIOLATED: Final = 1e-3
"""By how much the values on a cycle must fall short of 1 to be worth a row; solutions of linear programs are exact to
1e-7, and cycles that are short of less have never moved a bound to the next integer."""
WHOLE: Final = 1e-6  # values closer to 0 or 1 are taken for it
SLACK: Final = 0.1
"""Rows whose cycle has this much more than 1 are forgotten. The interior solutions in use lie off the rows that do not
matter; forgetting those at 0.01 lets them come back again and again."""
STALLED: Final = 0.1  # of the gap: rounds that close less of it are slow
PATIENCE: Final = 4  # slow rounds before what is left is decided by branching
NODE_ROUNDS: Final = 4  # of cuts in a node of the branching; more cost more than the nodes they spare
STRONG: Final = 4  # ties that are tried out before one is branched upon; twice as many take longer
SAME: Final = 1e-9  # relative to the cost: what is this near to the least is taken for it where no step is known
ROUNDING: Final = 1e-14  # relative to the cost: what sums of some thousand weights are off at most
COUNTABLE: Final = 1e-13  # relative to the cost: a step below it would be lost in the rounding
LEAST_GAIN: Final = 1e-6  # of a branch, so that a tie with one branch that gains is told from one with none
STRONG_ITERATIONS: Final = 50  # of the simplex method for each; any number gives a bound


class Problem(Protocol):
    """What the search has to know: ties with weights, their bad cycles, and how values become a division."""

    weight: Floats

    def violated(self, values: Floats, *, deadline: float) -> list[Cycle]:
        """Return bad cycles whose values add up to less than 1; none only if there are none."""

    def divided(self, values: Floats) -> Ints:
        """Return labels of the nodes near what fractional values suggest, after a search from there."""

    def searched(self, labels: Ints, *, turn: int, at_length: bool = False) -> Ints:
        """Return labels that are no worse, after a search, another one each turn; at length it may take seconds."""

    def against(self, labels: Ints) -> Bools:
        """Return for each tie whether it is against the division."""


class Outcome(NamedTuple):
    """A division and how good it can be proven to be."""

    labels: Ints
    cost: float
    lower_bound: float  # never above the cost
    is_proven: bool


def least_against(problem: Problem, *, start: Ints, step: float, deadline: float) -> Outcome:
    """Return the division with the least weight of ties against it, or the best one found by the deadline.

    Parameters
    ----------
    start
        Labels of a division; the better, the fewer cycles are looked for.
    step
        Costs of any two divisions differ by a multiple of it, 0 if nothing is known. With integer weights it is 1 and
        a bound above 9 proves 10.
    deadline
        In seconds of `time.monotonic`, ``inf`` for none.
    """
    best = _Best(problem, start, step)
    if best.cost <= 0:
        return best.outcome(0.0)
    relaxation = _Relaxation(problem.weight)
    bound = _root(problem, relaxation, best, deadline)
    if not best.is_reached_by(bound) and time.monotonic() < deadline:
        best.offer(problem.searched(best.labels, turn=0, at_length=True))
        relaxation.fix_by_reduced_costs(best.room)
    if not best.is_reached_by(bound) and time.monotonic() < deadline:
        bound = max(bound, _branched(problem, relaxation, best, bound, deadline))
    return best.outcome(bound)


class _Best:
    """The best division so far, and which bounds suffice to call it the best of all."""

    def __init__(self, problem: Problem, labels: Ints, step: float) -> None:
        self.problem = problem
        self.labels = labels
        self.cost = self._cost(labels)
        self.step = step if step > COUNTABLE * self.cost else 0.0

    def _cost(self, labels: Ints) -> float:
        return float(self.problem.weight[self.problem.against(labels)].sum())

    def offer(self, labels: Ints) -> None:
        cost = self._cost(labels)
        if cost < self.cost - self._less / 2:
            self.labels, self.cost = labels, cost

    @property
    def _less(self) -> float:
        """By how much a better division costs less."""
        return self.step or SAME * self.cost

    @property
    def room(self) -> float:
        """What a better division would have to cost at most."""
        return self.cost - self._less

    def is_reached_by(self, bound: float) -> bool:
        # Rounding may put the bound a little above a division that is one step better, and that is not to exclude it.
        return bound > self.room + 1e-6 * self.step + ROUNDING * self.cost

    def outcome(self, bound: float) -> Outcome:
        if self.is_reached_by(bound):
            return Outcome(self.labels, self.cost, self.cost, is_proven=True)
        bound = max(bound, 0.0)
        if self.step:  # the bound rises to the next cost that there can be
            bound = self.cost - self.step * math.floor((self.cost - bound) / self.step + 1e-6)
        return Outcome(self.labels, self.cost, bound, is_proven=False)


def _root(problem: Problem, relaxation: _Relaxation, best: _Best, deadline: float) -> float:
    """Add violated cycles until the bound reaches the best division, none is left, or it takes too long."""
    values = np.zeros(len(problem.weight))
    bound, slow, turn = 0.0, 0, 0
    while not best.is_reached_by(bound) and time.monotonic() < deadline and slow <= PATIENCE:
        cycles = problem.violated(values, deadline=deadline)
        if not cycles:
            break
        relaxation.add(cycles)
        solved = relaxation.solve(deadline=deadline, inside=not slow)
        before, bound = bound, max(bound, relaxation.bound())
        if not solved or best.is_reached_by(bound):
            break
        values = relaxation.values
        best.offer(problem.divided(values))
        turn += 1
        best.offer(problem.searched(best.labels, turn=turn))
        relaxation.fix_by_reduced_costs(best.room)
        if not slow:
            relaxation.forget()
        # Values inside the best face cut deep, until the face is all that is left; then its corners lead on.
        slow += bound - before < STALLED * (best.cost - before)
    return bound


def _branched(problem: Problem, relaxation: _Relaxation, best: _Best, bound: float, deadline: float) -> float:
    """Decide ties one way and the other, always where the bound is lowest; return the bound this proves."""
    number = count()
    open_: list[tuple[float, int, tuple[tuple[int, int], ...]]] = [(bound, next(number), ())]
    while open_ and time.monotonic() < deadline:
        low, _, fixed = heapq.heappop(open_)
        if best.is_reached_by(low):
            return low
        relaxation.fix(fixed)
        low, values = _node(problem, relaxation, best, low, deadline)
        if values is None:  # out of time
            heapq.heappush(open_, (low, next(number), fixed))
            break
        if best.is_reached_by(low):
            continue
        tie = _undecided(relaxation, best, low, deadline)
        if tie is None:
            if time.monotonic() < deadline:
                continue  # whole values without a bad cycle: a division, and it has been offered
            heapq.heappush(open_, (low, next(number), fixed))
            break
        at, lows = tie
        for value in (0, 1):
            if not best.is_reached_by(lows[value]):
                heapq.heappush(open_, (lows[value], -next(number), (*fixed, (at, value))))
    return min((low for low, *_ in open_), default=best.cost)


def _node(
    problem: Problem, relaxation: _Relaxation, best: _Best, low: float, deadline: float
) -> tuple[float, Floats | None]:
    rounds = 0
    while True:
        solved = relaxation.solve(deadline=deadline)
        low = max(low, relaxation.bound())
        if not solved:
            return low, None
        values = relaxation.values
        if best.is_reached_by(low):
            return low, values
        is_whole = bool(np.all((values < WHOLE) | (values > 1 - WHOLE)))
        if rounds >= NODE_ROUNDS and not is_whole:
            return low, values
        cycles = problem.violated(values, deadline=deadline)
        best.offer(problem.divided(values))
        if not cycles:
            return low, values
        relaxation.add(cycles)
        rounds += 1


def _undecided(
    relaxation: _Relaxation, best: _Best, low: float, deadline: float
) -> tuple[int, tuple[float, float]] | None:
    """Return the tie to branch upon and the bounds of both branches; None if all values are whole."""
    values, fixed = relaxation.values, relaxation.fixed
    worth = np.where((values < WHOLE) | (values > 1 - WHOLE), 0.0, np.minimum(values, 1 - values) * relaxation.weight)
    most = 0.0
    chosen = None
    for at in np.argsort(-worth, kind="stable")[:STRONG].tolist():
        if worth[at] <= 0:
            break
        lows = []
        for value in (0, 1):
            relaxation.fix((*fixed, (at, value)))
            relaxation.solve(deadline=deadline, iterations=STRONG_ITERATIONS)
            lows.append(max(low, relaxation.bound()))
        # Both branches should gain: the product of what they do is the usual measure.
        gain = max(lows[0] - low, LEAST_GAIN) * max(lows[1] - low, LEAST_GAIN)
        if gain > most:
            most, chosen = gain, (at, (lows[0], lows[1]))
        if best.is_reached_by(min(lows)) or time.monotonic() > deadline:
            break
    return chosen


class _Relaxation:
    """The linear program over the cycles known so far, and bounds that hold whatever the solver's tolerances."""

    def __init__(self, weight: Floats) -> None:
        m = len(weight)
        self.weight = weight
        # The solver's tolerances are absolute, and made for costs about 1. Powers of 2 multiply without rounding.
        self.scale = 2.0 ** -round(math.log2(float(np.median(weight))))
        self.values = np.zeros(m)
        self.lower, self.upper = np.zeros(m), np.ones(m)  # by reduced costs, once and for all
        self.fixed: tuple[tuple[int, int], ...] = ()
        self.cycles: list[Cycle] = []
        self.known: set[bytes] = set()
        self.dual = np.zeros(0)
        self.is_impossible = False  # for a better division, or with what is held
        # Of highspy.Highs, which adds the writing of formulas, only the base can be kept from greeting standard output.
        self.solver: Any = highspy._core._Highs()  # noqa: SLF001 - see above
        self._set("output_flag", False)  # noqa: FBT003 - an option of the solver
        self._set("parallel", "off")
        self.solver.addVars(m, self.lower, self.upper)
        self.solver.changeColsCost(m, np.arange(m, dtype=np.int32), weight * self.scale)

    def _set(self, option: str, value: Any) -> None:
        self.solver.setOptionValue(option, value)

    def add(self, cycles: Iterable[Cycle]) -> None:
        new = [cycle for cycle in cycles if cycle.tobytes() not in self.known]
        if not new:
            return
        self.known.update(cycle.tobytes() for cycle in new)
        self.cycles += new
        sizes = [len(cycle) for cycle in new]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)
        ones, ends = np.ones(len(new)), np.full(len(new), highspy.kHighsInf)
        at = np.concatenate(new).astype(np.int32)
        self.solver.addRows(len(new), ones, ends, len(at), starts, at, np.ones(len(at)))

    def forget(self) -> None:
        """Drop the rows whose cycles have much more than they need."""
        has = np.array([self.values[cycle].sum() for cycle in self.cycles])
        slack = np.flatnonzero(has > 1 + SLACK)
        if len(slack):
            self.solver.deleteRows(len(slack), slack.astype(np.int32))
            gone = set(slack.tolist())
            self.known.difference_update(self.cycles[at].tobytes() for at in gone)
            self.cycles = [cycle for at, cycle in enumerate(self.cycles) if at not in gone]
            self.dual = np.delete(self.dual, slack)

    def fix(self, fixed: tuple[tuple[int, int], ...]) -> None:
        """Hold these ties at these values, and no others beyond those that reduced costs decide."""
        for at, _ in self.fixed:
            self.solver.changeColBounds(at, self.lower[at], self.upper[at])
        for at, value in fixed:
            self.solver.changeColBounds(at, float(value), float(value))
        self.fixed = fixed

    def solve(self, *, deadline: float, inside: bool = False, iterations: int = highspy.kHighsIInf) -> bool:
        """Return True if there is a solution; without one, `bound` still tells what was reached."""
        is_warm = self.solver.getBasis().valid
        self._set("solver", "simplex" if is_warm and not inside else "ipm")
        self._set("run_crossover", "off" if inside else "on")
        self._set("presolve", "off" if is_warm and not inside else "on")
        self._set("simplex_iteration_limit", iterations)
        left = deadline - time.monotonic()
        self._set("time_limit", highspy.kHighsInf if left == math.inf else self.solver.getRunTime() + max(left, 0.0))
        self.solver.run()
        solution = self.solver.getSolution()
        if solution.dual_valid:
            self.dual = np.maximum(np.array(solution.row_dual), 0.0) / self.scale
        status = self.solver.getModelStatus()
        self.is_impossible = status == highspy.HighsModelStatus.kInfeasible and self._has_a_cycle_of_zeros()
        if self.is_impossible:
            return True
        # Of the inside, values that the solver would have liked to be more precise do as well.
        is_near = inside and status == highspy.HighsModelStatus.kUnknown and solution.value_valid
        if status == highspy.HighsModelStatus.kOptimal or is_near:
            self.values = np.clip(np.array(solution.col_value), 0.0, 1.0)
            return True
        if inside and time.monotonic() < deadline:
            return self.solve(deadline=deadline)
        return False

    def _has_a_cycle_of_zeros(self) -> bool:
        """Return whether a cycle has all its ties held at 0: with rows like these, nothing else is impossible."""
        _, upper = self._bounds()
        return any(upper[cycle].max() < 1 for cycle in self.cycles)

    def _bounds(self) -> tuple[Floats, Floats]:
        lower, upper = self.lower.copy(), self.upper.copy()
        for at, value in self.fixed:
            lower[at] = upper[at] = value
        return lower, upper

    def reduced_costs(self) -> Floats:
        """Return weights less the duals of the cycles that each tie is on."""
        dual = np.zeros(len(self.cycles))
        dual[: len(self.dual)] = self.dual
        if not self.cycles:
            return self.weight.copy()
        sizes = np.array([len(cycle) for cycle in self.cycles])
        paid = np.bincount(np.concatenate(self.cycles), weights=np.repeat(dual, sizes), minlength=len(self.weight))
        return self.weight - paid

    def bound(self) -> float:
        """Return what any duals prove, by weak duality: rounding errors cost a little of it and never add."""
        if self.is_impossible:
            return math.inf
        lower, upper = self._bounds()
        reduced = self.reduced_costs()
        return float(self.dual.sum() + np.where(reduced > 0, reduced * lower, reduced * upper).sum())

    def fix_by_reduced_costs(self, room: float) -> None:
        """Decide the ties of which a better division than the best can have only one value."""
        spare = room - self.bound()
        reduced = self.reduced_costs()
        margin = max(spare, 0.0) + 1e-6 * max(1 / self.scale, abs(room))
        for at in np.flatnonzero((np.abs(reduced) > margin) & (self.lower < self.upper)).tolist():
            self.lower[at] = self.upper[at] = 0.0 if reduced[at] > 0 else 1.0
            self.solver.changeColBounds(at, self.lower[at], self.upper[at])
