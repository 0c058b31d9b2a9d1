"""Windows over the days of statements: fixed, rolling, or with weights that fall with the distance in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, overload

import numpy as np

from stancegraph.dynamics.spans import aligned, labelling, later, span_of
from stancegraph.errors import UnknownNameError
from stancegraph.observations import UNDATED, observed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import networkx as nx
    from numpy.typing import NDArray

    from stancegraph.dynamics.spans import Span
    from stancegraph.observations import Observations
    from stancegraph.projection import TieArrays

Kernel = Literal["gaussian", "epanechnikov", "uniform"]
Floats: TypeAlias = "NDArray[np.float64]"

GAUSSIAN_REACH: Final = 4.0
"""Bandwidths beyond which a gaussian weight counts as none: it is below 0.0004 there, and graphs stay small."""

MOST_WINDOWS: Final = 100_000  # what a slip such as one day over 2,000 years would make; no analysis reads so many


@dataclass(frozen=True, eq=False)
class Window:
    """A stretch of days with the statements that count in it.

    `label` is readable and unique among the windows, `start` and `end` are the first and last day, both included.
    `weight` is that of all statements, which is their number unless a kernel or `spread` makes them count in part.
    """

    label: str
    start: dt.date
    end: dt.date
    rows: NDArray[np.int64]  # of the observations
    factor: Floats | None  # how much each of them counts, None for once
    observations: Observations
    keep_actors: bool

    @property
    def weight(self) -> float:
        """Weight of the statements."""
        weight = self.observations.weight[self.rows]
        total = float(weight.sum() if self.factor is None else weight @ self.factor)
        return int(total) if self.factor is None and self.observations.whole else total

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of the statements by day, each followed by its wire copies; none for a graph that has no statements."""
        texts = self.observations.statements
        return tuple(dict.fromkeys(id_ for row in self.rows.tolist() for id_ in texts[row]))

    def graph(self) -> nx.Graph[Any]:
        """Return a new graph of the window, of the kind of the whole one.

        Edges have `weight`, `sign`, `symmetric`, `stance` and the other attributes that hold for a part of a tie, and
        `statements`. `filtered` and `rolled_up` count statements anew and so undo a kernel: use them before.
        """
        return self.observations.graph(self.rows, self.factor, keep_actors=self.keep_actors)

    def arrays(self, *, signed: bool = True) -> TieArrays:
        """Return the graph of the window as arrays, which measures with a name take for it and which take no time."""
        return self.observations.arrays(self.tie_weights(), signed=signed, keep_actors=self.keep_actors)

    def tie_weights(self) -> Floats:
        """Return the weights in this window of all ties of the whole graph."""
        return self.observations.summed(self.rows, self.factor)


class Windows(Sequence[Window]):
    """Windows in the order of time, and what stands in none of them."""

    def __init__(
        self,
        windows: Sequence[Window],
        *,
        observations: Observations,
        undated: int,
        outside: int,
        astride: int,
        overlapping: bool,
    ) -> None:
        self._windows = tuple(windows)
        self.observations = observations
        self.undated = undated
        """Statements without a day, which are in no window."""
        self.outside = outside
        """Statements before `since` or after `until`."""
        self.astride = astride
        """Statements over several days that begin in one window and end in another."""
        self.overlapping = overlapping
        """Whether a statement may count in more than one window."""

    @overload
    def __getitem__(self, index: int) -> Window: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Window, ...]: ...

    def __getitem__(self, index: int | slice) -> Window | tuple[Window, ...]:
        return self._windows[index]

    def __len__(self) -> int:
        return len(self._windows)

    def __repr__(self) -> str:
        ends = f", {self[0].label} to {self[-1].label}" if self else ""
        return f"<Windows: {len(self)}{ends}>"


def windowed(
    G: nx.Graph[Any],
    *,
    window: str | int = "month",
    step: str | int | None = None,
    kernel: Kernel | None = None,
    bandwidth: float | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    spread: bool = False,
    keep_actors: bool = False,
    date: str = "date",
) -> Windows:
    """Return windows over the statements of a graph, or over the edges of one whose edges have dates.

    The windows run from the first statement with a day to the last. A statement counts on its day; a wire copy counts
    on the day of what it copies, and only once. Statements that do not count in the graph's weights (planned, denied,
    unless `filtered` has asked for them) are in no window.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, filtered and rolled up as wished, or any networkx graph.
    window
        How long a window is: ``"day"``, ``"week"`` (from Monday), ``"month"``, ``"quarter"``, ``"year"``, several of
        them as in ``"2 weeks"``, or a number of days. Windows of the calendar begin with it, windows of days on the
        first day there is.
    step
        How far the next window begins after the last, at most a window; by default a window, so that none overlap.
    kernel
        Statements count in every window, and the less the farther their day is from its middle day, t days from which
        the weight is ``K(t / bandwidth)``: ``"gaussian"`` exp(-x²/2) up to 4 bandwidths, ``"epanechnikov"`` 1 - x² and
        ``"uniform"`` 1, both up to one bandwidth. On the middle day the weight is 1.
    bandwidth
        In days; by default the length of the window.
    since, until
        First and last day, both included; also where the windows begin and end.
    spread
        Whether a statement over several days counts on all of them, on each by its share of 1, instead of the first.
    keep_actors
        Whether the actors of `G` are in every window, also those without a tie in it. Scores such as PageRank, which
        depend on how many actors there are, compare between windows only with it.
    date
        Edge attribute with the day of edges that have no statements; the same name with ``_end`` is that of the last
        day. Both are dates or ISO text.

    Returns
    -------
    Windows
        A sequence of `Window`. It is empty if no statement has a day. Windows without statements are in it, except
        before the first and after the last.

    Raises
    ------
    UnknownNameError
        If there is no such window, step or kernel.
    ValueError
        If the step is longer than the window, or the bandwidth not above 0.
    ReadError
        If an edge has a date that is none, or only its lost statements had any.

    Notes
    -----
    News tells when something was reported more often than when it happened: a statement whose sentence names no day has
    that of publication. "In 2011" is a statement over 365 days; without `spread` it counts on 1 January, and
    `Windows.astride` says how many there are that end in another window than they begin in.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> _ = G.add_edge("a", "b", sign=-1, date="2024-10-21"), G.add_edge("a", "b", sign=1, date="2024-11-02")
    >>> [(window.label, window.weight) for window in windowed(G, window="month")]
    [('2024-10', 1), ('2024-11', 1)]
    >>> round(windowed(G, window="week", kernel="gaussian", bandwidth=7)[0].weight, 3)  # 3 days and 9 from the middle
    1.35
    """
    width = span_of(window, "window")
    stride = width if step is None else span_of(step, "step")
    if kernel is not None and kernel not in KERNELS:
        raise UnknownNameError(f"kernel {kernel!r}, expected one of {', '.join(map(repr, KERNELS))}")
    if bandwidth is not None and not 0 < bandwidth < np.inf:
        raise ValueError(f"bandwidth {bandwidth!r}, expected a number of days above 0")
    seen = observed(G, date=date)
    dated = np.flatnonzero(seen.first != UNDATED)
    row, day, share = _days(seen, dated, spread=spread)
    inside = np.ones(len(row), dtype=np.bool_)
    if since is not None:
        inside &= day >= since.toordinal()
    if until is not None:
        inside &= day <= until.toordinal()
    outside = len(dated) - len(np.unique(row[inside]))
    row, day, share = row[inside], day[inside], share[inside]
    found: list[Window] = []
    for label, start, end in _stretches(day, width, stride, since, until):
        first, last = start.toordinal(), end.toordinal()
        if kernel is None:
            lo, hi = np.searchsorted(day, (first, last + 1))
            factor = share[lo:hi] if spread else None
        else:
            reach = float(last + 1 - first if bandwidth is None else bandwidth)
            middle, far = (first + last) / 2, reach * KERNELS[kernel][1]
            lo, hi = np.searchsorted(day, middle - far, "left"), np.searchsorted(day, middle + far, "right")
            factor = KERNELS[kernel][0]((day[lo:hi].astype(np.float64) - middle) / reach) * share[lo:hi]
        rows = row[lo:hi]
        if factor is not None:
            rows, factor = rows[factor > 0], factor[factor > 0]
        found.append(Window(label, start, end, rows, factor, seen, keep_actors))
    starts = [window.start.toordinal() for window in found]
    placed = np.unique(row)
    begins, ends = (np.searchsorted(starts, days[placed], "right") for days in (seen.first, seen.last))
    return Windows(
        found,
        observations=seen,
        undated=int((seen.first == UNDATED).sum()),
        outside=outside,
        astride=int((begins != ends).sum()),
        overlapping=kernel is not None or any(b.start <= a.end for a, b in pairwise(found)),
    )


def _days(
    seen: Observations, dated: NDArray[np.int64], *, spread: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Return rows, their days in order, and how much they count on them."""
    if not spread:
        return dated, seen.first[dated], np.ones(len(dated))
    lengths = seen.last[dated] - seen.first[dated] + 1
    row = np.repeat(dated, lengths)
    within = np.arange(len(row)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    day = seen.first[row] + within
    order = np.argsort(day, kind="stable")
    return row[order], day[order], np.repeat(1 / lengths, lengths)[order]


def _stretches(
    day: NDArray[np.int64], width: Span, stride: Span, since: dt.date | None, until: dt.date | None
) -> list[tuple[str, dt.date, dt.date]]:
    """Return label, first and last day of each window."""
    if len(day) == 0:
        return []
    first = since or dt.date.fromordinal(int(day[0]))
    final = until or dt.date.fromordinal(int(day[-1]))
    start = aligned(first, stride)
    found: list[tuple[str, dt.date, dt.date]] = []
    label = labelling(width, stride)
    while start <= final:
        after = later(start, width)
        end = dt.date.max if after is None else after - dt.timedelta(days=1)
        found.append((label(start, end), start, end))
        if len(found) > MOST_WINDOWS:
            raise ValueError(f"more than {MOST_WINDOWS:,} windows from {first} to {final}, expected longer ones")
        following = later(start, stride)
        if following is None or end >= final:
            break
        if following > end + dt.timedelta(days=1):
            raise ValueError(f"the step is longer than the window: the days from {after} would be in none")
        start = following
    return found


def _gaussian(x: Floats) -> Floats:
    return np.exp(-(x**2) / 2, dtype=np.float64)


def _epanechnikov(x: Floats) -> Floats:
    return 1 - x**2


def _uniform(x: Floats) -> Floats:
    return np.ones(len(x))


KERNELS: Final[Mapping[str, tuple[Callable[[Floats], Floats], float]]] = {
    "gaussian": (_gaussian, GAUSSIAN_REACH),
    "epanechnikov": (_epanechnikov, 1.0),
    "uniform": (_uniform, 1.0),
}
"""Kernels by name, with the distance in bandwidths up to which they count."""
