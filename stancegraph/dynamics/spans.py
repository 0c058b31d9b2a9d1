"""Lengths of time: how they are written, where in the calendar they begin, what windows of them are called."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from stancegraph.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Span(NamedTuple):
    """A length of time: some days, or some months of the calendar."""

    length: int
    unit: Literal["day", "month"]
    monday: bool = False  # whether it begins on a Monday, as weeks do


def span_of(given: str | int, what: str) -> Span:
    """Return the length of time that a user means."""
    if isinstance(given, int) and not isinstance(given, bool) and given > 0:
        return Span(given, "day")
    found = _WRITTEN.fullmatch(given.strip().lower()) if isinstance(given, str) and given.strip() else None
    count = int(found[1] or 1) if found else 0
    if found is None or count == 0:
        names = ", ".join(map(repr, SPANS))
        raise UnknownNameError(
            f"{what} {given!r}, expected one of {names}, several such as '2 weeks', or days as in 30"
        )
    one = SPANS[found[2] or "day"]
    return Span(count * one.length, one.unit, one.monday)


def aligned(day: dt.date, span: Span) -> dt.date:
    """Return the last day, up to this one, on which such a span may begin."""
    if span.unit == "month":
        months = (day.year * 12 + day.month - 1) // span.length * span.length
        return dt.date(max(months // 12, 1), months % 12 + 1, 1)
    return day - dt.timedelta(days=min(day.weekday(), day.toordinal() - 1)) if span.monday else day


def later(day: dt.date, span: Span) -> dt.date | None:
    """Return the day a span after another, None after the end of the calendar."""
    if span.unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + span.length, 12)
        # A month from the 31st of January is the last of February.
        return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year <= dt.MAXYEAR else None
    ordinal = day.toordinal() + span.length
    return dt.date.fromordinal(ordinal) if ordinal <= dt.date.max.toordinal() else None


def labelling(width: Span, stride: Span) -> Callable[[dt.date, dt.date], str]:
    """Return what names windows of a length that begin so far apart: shortly, where the calendar has a name."""
    named = {
        (1, "month"): lambda start, _: start.isoformat()[:7],
        (3, "month"): lambda start, _: f"{start.isoformat()[:4]}-Q{(start.month + 2) // 3}",
        (12, "month"): lambda start, _: start.isoformat()[:4],
        (7, "day"): lambda start, _: "{:04}-W{:02}".format(*start.isocalendar()[:2]),
        (1, "day"): lambda start, _: start.isoformat(),
    }
    is_named = width == stride and (width.length != 7 or width.monday)
    whole_years = _years if width.unit == "month" and width.length % 12 == 0 else _between
    return named.get((width.length, width.unit), whole_years) if is_named else _between


def _years(start: dt.date, end: dt.date) -> str:
    return f"{start.isoformat()[:4]}/{end.isoformat()[:4]}"


def _between(start: dt.date, end: dt.date) -> str:
    return f"{start}/{end}"


SPANS: Final[Mapping[str, Span]] = {
    "day": Span(1, "day"),
    "week": Span(7, "day", monday=True),
    "month": Span(1, "month"),
    "quarter": Span(3, "month"),
    "year": Span(12, "month"),
}
"""Lengths of time by name."""

_WRITTEN: Final = re.compile(rf"(?:(\d{{1,6}})\s*)?({'|'.join(SPANS)})?s?")
