"""A measure over time, and where its course turns."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from pydantic import Field

from stancegraph.dynamics.windows import Windows, windowed
from stancegraph.measures import checked_measure, measured, needs_signs
from stancegraph.models import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    from numpy.typing import NDArray

    from stancegraph.dynamics.windows import Window
    from stancegraph.measures import Measure
    from stancegraph.projection import Layer

MAD_TO_DEVIATION: Final = 1.4826  # 1 / 0.6745, the median absolute deviation of a normal distribution
SHORTEST: Final = 2  # windows between turning points; a single odd window is an outlier, no new state
PERMUTATIONS: Final = 999  # the smallest p-value is 1 in 1,000
EXACT: Final = 1e-9  # relative; sums of floats differ by less, differences between windows by more


class Moment(Record):
    """The value of a measure in one window."""

    label: str
    start: dt.date
    end: dt.date = Field(description="included")
    statements: float = Field(ge=0, description="weight of the statements in the window")
    value: float | dict[Any, float] | None = Field(description="null where the measure has no answer")


def over_time(
    G: nx.Graph[Any] | Windows, measure: Measure = "hostile_share", *, layer: Layer = "all", **windows: Any
) -> list[Moment]:
    """Return the value of a measure in each window.

    Parameters
    ----------
    G
        A graph, or the windows that `windowed` has made of one.
    measure, layer
        As `measured` takes them: a name or a function of a graph.
    windows
        Options of `windowed`: `window`, `step`, `kernel`, `bandwidth`, `since`, `until` and the others.

    Returns
    -------
    list of Moment
        In the order of time. The value of a figure is None where it has no answer, as has a share in a window without
        ties; a measure of actors has a value for each actor of the window.

    Raises
    ------
    UnknownNameError, ValueError, ReadError
        As `measured` and `windowed` do.
    TypeError
        If options are given for windows that are made already.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> _ = G.add_edge("a", "b", sign=-1, date="2024-10-21"), G.add_edge("b", "a", sign=1, date="2024-12-02")
    >>> [(moment.label, moment.value) for moment in over_time(G, "hostile_share", window="month")]
    [('2024-10', 1.0), ('2024-11', None), ('2024-12', 0.0)]
    """
    checked_measure(measure, layer=layer)
    if isinstance(G, Windows):
        if windows:
            raise TypeError(f"{', '.join(windows)}: the windows are made already, expected no options for them")
        made = G
    else:
        made = windowed(G, **windows)
    return [
        Moment(
            label=window.label,
            start=window.start,
            end=window.end,
            statements=window.weight,
            value=_plain(_measured(window, measure, layer)),
        )
        for window in made
    ]


def _measured(window: Window, measure: Measure, layer: Layer) -> float | dict[Any, float]:
    if isinstance(measure, str):
        return measured(window.arrays(signed=needs_signs(measure, layer=layer)), measure, layer=layer)
    return measured(window.graph(), measure)


def _plain(value: float | dict[Any, float]) -> float | dict[Any, float] | None:
    if isinstance(value, dict):
        return {actor: each for actor, each in value.items() if math.isfinite(each)}
    return value if math.isfinite(value) else None


class TurningPoint(Record):
    """Where the mean of a series changes."""

    index: int = Field(ge=1, description="position of the first value after the change")
    before: float = Field(description="mean since the turning point before")
    after: float = Field(description="mean up to the next turning point")


class TurningPoints(Record):
    """The turning points of a series, and how sure it is that it has any."""

    points: tuple[TurningPoint, ...] = Field(description="in the order of time")
    p_value: float | None = Field(description="of no change at all; null where nothing can be said")
    noise: float = Field(ge=0, description="standard deviation of the values around their mean, as estimated")
    penalty: float = Field(ge=0, description="what a turning point must gain, in units of the noise squared")


def turning_points(
    values: Sequence[float | None] | Sequence[Moment],
    *,
    penalty: float | None = None,
    shortest: int = SHORTEST,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
) -> TurningPoints:
    """Return where the mean of a series changes, by optimal partitioning.

    Of all ways to cut the series, the one with the least ``Σ Σ (x - mean of its piece)² / s² + penalty · cuts`` is
    found exactly, by dynamic programming [1]_. The noise s is estimated from the differences of neighbours, which a few
    steps hardly touch: 1.4826 · median of their absolute deviations / √2, or where that is 0 root mean square / √2.

    Whether there is any change at all is a question of its own: the p-value is the share of random orders of the values
    whose largest cumulative sum of deviations from the mean [2]_ is as large as that of the order that is.

    Parameters
    ----------
    values
        Numbers in the order of time, or what `over_time` returns; None and ``nan`` are passed over.
    penalty
        By default 2 ln n, for n values: what Schwarz's criterion asks for a mean and a place.
    shortest
        The fewest values of a piece.
    permutations, seed
        Of the test; 0 does none.

    Returns
    -------
    TurningPoints
        No points for fewer values than two pieces need, or where all are the same. The index counts in `values` as
        given.

    Raises
    ------
    ValueError
        If the values are those of actors, the penalty is negative, or `shortest` is below 1.

    Notes
    -----
    The cost is O(n²). The method sees steps of the mean, not slopes: a steady rise becomes a staircase. It takes values
    for independent: those of windows that overlap, or of a kernel, are not, and give false alarms as well as p-values
    that are too small. Windows with few statements are as heavy as others, though noisier. A mean that changes for
    fewer windows than `shortest` is missed.

    References
    ----------
    .. [1] Killick, Fearnhead & Eckley (2012), Journal of the American Statistical Association 107(500), the optimal
       partitioning that their PELT prunes. doi:10.1080/01621459.2012.737745
    .. [2] Page (1954), Biometrika 41(1-2). doi:10.1093/biomet/41.1-2.100

    Examples
    --------
    >>> found = turning_points([0.1, 0.2, 0.1, 0.2, 0.1, 0.8, 0.9, 0.8, 0.9, 0.8])
    >>> [(point.index, round(point.before, 2), round(point.after, 2)) for point in found.points]
    [(5, 0.14, 0.84)]
    """
    if shortest < 1:
        raise ValueError(f"shortest {shortest!r}, expected 1 or more values")
    if penalty is not None and not penalty >= 0:
        raise ValueError(f"penalty {penalty!r}, expected a number, 0 or above")
    places, x = _numbers(values)
    n = len(x)
    noise = _noise(x)
    charge = (2 * math.log(n) if n else 0.0) if penalty is None else float(penalty)
    if n < 2 * shortest or noise == 0:
        return TurningPoints(points=(), p_value=None, noise=noise, penalty=charge)
    cuts = _optimal_cuts(x / noise, charge, shortest)
    means = [float(piece.mean()) for piece in np.split(x, cuts)]
    points = tuple(TurningPoint(index=places[cut], before=means[i], after=means[i + 1]) for i, cut in enumerate(cuts))
    return TurningPoints(points=points, p_value=_p_value(x, permutations, seed), noise=noise, penalty=charge)


def _numbers(values: Sequence[float | None] | Sequence[Moment]) -> tuple[list[int], NDArray[np.float64]]:
    """Return the values that are numbers, with their places."""
    plain = [each.value if isinstance(each, Moment) else each for each in values]
    places, found = [], []
    for place, value in enumerate(plain):
        if isinstance(value, dict):
            raise ValueError("values of single actors, expected one number for each window: pick an actor")  # noqa: TRY004 - right type, wrong values
        if value is not None and math.isfinite(value):
            places.append(place)
            found.append(float(value))
    return places, np.array(found)


def _noise(x: NDArray[np.float64]) -> float:
    """Return the standard deviation of values around a mean that steps now and then."""
    if len(x) < 2 or np.ptp(x) <= EXACT * np.abs(x).max():
        return 0.0
    steps = np.diff(x)
    robust = MAD_TO_DEVIATION * float(np.median(np.abs(steps - np.median(steps))))
    # Counts that are mostly 0 have mostly no difference; a mean that changes once has one.
    return (robust if robust > EXACT * float(np.ptp(x)) else float(np.sqrt(np.mean(steps**2)))) / math.sqrt(2)


def _optimal_cuts(x: NDArray[np.float64], penalty: float, shortest: int) -> list[int]:
    """Return where pieces begin, but the first."""
    n = len(x)
    x = x - x.mean()  # sums of squares lose less that way
    sums, squares = (np.concatenate(([0.0], np.cumsum(each))) for each in (x, x**2))
    best = np.full(n + 1, np.inf)
    best[0] = -penalty
    last = np.zeros(n + 1, dtype=np.int64)
    for end in range(shortest, n + 1):
        starts = np.arange(end - shortest + 1)
        within = squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / (end - starts)
        costs = best[starts] + within + penalty
        last[end] = int(np.argmin(costs))
        best[end] = costs[last[end]]
    cuts = []
    at = int(last[n])
    while at > 0:
        cuts.append(at)
        at = int(last[at])
    return cuts[::-1]


def _p_value(x: NDArray[np.float64], permutations: int, seed: int) -> float | None:
    if permutations < 1:
        return None
    rng = np.random.default_rng(seed)
    deviations = x - x.mean()
    drawn = np.array([np.abs(np.cumsum(rng.permutation(deviations))).max() for _ in range(permutations)])
    own = np.abs(np.cumsum(deviations)).max()
    as_large = int((drawn >= own * (1 - EXACT)).sum())
    return (1 + as_large) / (1 + permutations)
