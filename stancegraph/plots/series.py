"""The figure of a measure over time."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from stancegraph.errors import ReadError
from stancegraph.plots import canvas
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    Day: TypeAlias = dt.date | str
    Series: TypeAlias = Iterable[tuple[Any, ...]]

PANEL: Final = 1.9  # inches, the height of one measure
WIDTH: Final = 7.5
SHORT: Final = 10  # days, over which single days find room; left to itself the axis would tell hours
MARGIN: Final = 0.05  # of the height, so that a value at the limit is seen whole
MANY: Final = 60  # windows beyond which a mark on each would hide the line


class _Point(NamedTuple):
    """The value of one window; ``nan`` is drawn as a gap."""

    day: dt.date
    value: float
    low: float
    high: float


def series_figure(
    series: Series | Mapping[str, Series],
    *,
    turning_points: Iterable[Day] | Mapping[Any, str] = (),
    unit: str = "",
    limits: tuple[float, float] | None = None,
    title: str | None = "Over time",
) -> Figure:
    """Return the course of a measure, or of several, each in a panel of its own above a common axis of time.

    Parameters
    ----------
    series
        ``(date, value)`` or ``(date, value, low, high)`` for each window, in any order; or name -> such a list. Dates
        are `datetime.date` or ISO text. A value that is None or ``nan`` leaves a gap, low and high that are None no
        band.
    turning_points
        Days to mark, as those after which a measure is another; or day -> a few words for it.
    unit
        What the values of a single series are; the names of several stand above their panels.
    limits
        Of the values, as (0, 1) for shares; by default those of each panel, which makes small changes look large.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ReadError
        If a point is not of that form.
    MissingExtraError
        If matplotlib is not installed.
    """
    panels = {
        name: sorted(map(_point, each))
        for name, each in (series if isinstance(series, Mapping) else {unit: series}).items()
    }
    days = [point.day for points in panels.values() for point in points]
    if not any(math.isfinite(point.value) for points in panels.values() for point in points):
        return canvas.empty_figure(
            "No window has a value." if days else "There are no windows: no statement has a day.", title=title
        )
    named = turning_points if isinstance(turning_points, Mapping) else dict.fromkeys(turning_points, "")
    turns = {_day(day): words for day, words in named.items()}
    notes = ["The band is the interval of each value."] if any(_has_band(points) for points in panels.values()) else []
    notes += ["Dashed lines mark turning points."] if turns else []
    gaps = len({point.day for points in panels.values() for point in points if math.isnan(point.value)})
    notes += [f"Gaps: {counted(gaps, 'window')} without a value."] if gaps else []
    with canvas.drawing():
        figure = canvas.new_figure(WIDTH, PANEL * len(panels) + 0.9, title=title, note=" ".join(notes))
        all_axes = figure.subplots(len(panels), 1, sharex=True, squeeze=False)[:, 0]
        for axes, (name, points) in zip(all_axes, panels.items(), strict=True):
            _panel(axes, points)
            if limits is not None:
                low, high = limits
                axes.set_ylim(low - MARGIN * (high - low), high + MARGIN * (high - low))
            axes.set_title(canvas.label(name, longest=80), parse_math=False)
            for day in turns:
                axes.axvline(day, color=canvas.INK, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
        for day, words in turns.items():
            text = canvas.label(f"{day} {words}")
            all_axes[0].annotate(
                text, (day, 1), (3, -2), xycoords=("data", "axes fraction"), textcoords="offset points",
                rotation=90, ha="left", va="top", fontsize=6.5, color=canvas.MUTED, parse_math=False,
            )  # fmt: skip
        if max(days) - min(days) < dt.timedelta(days=SHORT):
            some: Any = sorted(set(days))
            all_axes[-1].set_xticks(some, [day.isoformat() for day in some], fontsize=canvas.SMALL_SIZE)
        all_axes[0].set_xlim(*_with_margin(min(days), max(days)))
    return figure


def _with_margin(first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """Return days a little before and after, as far as the calendar goes."""
    margin = max((last - first) / 40, dt.timedelta(days=1))
    return first - min(margin, first - dt.date.min), last + min(margin, dt.date.max - last)


def _panel(axes: Axes, points: Sequence[_Point]) -> None:
    days: Any = [point.day for point in points]
    if _has_band(points):
        low, high = [point.low for point in points], [point.high for point in points]
        axes.fill_between(days, low, high, color=canvas.tint(canvas.FRIENDLY, 0.0), linewidth=0, zorder=0)
        # A band needs two neighbours; a window between gaps has a bar.
        axes.vlines(days, low, high, color=canvas.tint(canvas.FRIENDLY, 0.4), linewidth=0.8, zorder=1)
    marker = "o" if len(points) <= MANY else ""
    axes.plot(days, [p.value for p in points], color=canvas.FRIENDLY, marker=marker, markersize=3.5, linewidth=1.4)
    axes.grid(axis="y", color=canvas.LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(y=0.12)


def _has_band(points: Iterable[_Point]) -> bool:
    return any(math.isfinite(point.low) and math.isfinite(point.high) for point in points)


def _point(given: tuple[Any, ...]) -> _Point:
    try:
        day, *values = given
        value, low, high = (math.nan if each is None else float(each) for each in (*values, None, None)[:3])
        if len(values) in (1, 3):
            return _Point(_day(day), *(each if math.isfinite(each) else math.nan for each in (value, low, high)))
    except (TypeError, ValueError):
        pass
    raise ReadError(f"point {given!r}, expected (date, value) or (date, value, low, high)") from None


def _day(given: Day) -> dt.date:
    day = dt.date.fromisoformat(given) if isinstance(given, str) else given
    if not isinstance(day, dt.date):
        raise TypeError(f"{given!r} is no date")
    return day.date() if isinstance(day, dt.datetime) else day
