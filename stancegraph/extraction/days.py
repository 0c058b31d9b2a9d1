"""Which days words for days mean, as seen from a `Frame`.

That is the day of publication, whether the clause looks ahead, and the days that were mentioned before. Each function
is the meaning of one sort of words, which `stancegraph.extraction.datewords` finds: it returns the days, or None if the
frame does not tell. What is no day at all (30 February) raises ValueError, what no calendar has OverflowError.

Weeks are those of ISO 8601, Monday to Sunday. Of a week, month or year that publication falls in, only what is past is
meant, or, where the clause looks ahead, what is to come.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Days: TypeAlias = tuple[dt.date, dt.date]
"""First and last day, both included."""
MonthDay: TypeAlias = tuple[int, int]

# Longest length in days: what was mentioned before is a day to count from only if it is no vaguer than the unit.
LENGTHS: Final = {"day": 1, "week": 7, "month": 31, "year": 366}
RELATIVE: Final[Mapping[str, int]] = {"last": -1, "this": 0, "next": 1}
# As newspapers speak of months: the first and last ten days, and those between.
THIRDS_OF_MONTH: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
THIRDS_OF_YEAR: Final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
# "Will meet on May 5", printed in May or June, speaks of a day just past: so far ahead the year would be named.
AHEAD: Final = dt.timedelta(days=300)
# So many years back there is a 29 February in any case.
LEAP: Final = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """What the meaning of a mention may hang on.

    Attributes
    ----------
    planned
        Whether its clause looks ahead.
    before
        The days mentioned before it, the nearest last.
    """

    published: dt.date | None
    planned: bool
    before: Sequence[Days] = ()


def weekdays(frame: Frame, *, weekday: int, final: int | None, lean: str, week: int | None) -> Days | None:
    """Return the last such weekday up to publication, or of what is planned the next; with `final` up to that one.

    Parameters
    ----------
    final
        The weekday that a range ends on.
    lean
        last, next, this or nothing: before, after, or on the day of publication itself too.
    week
        So many weeks from that of publication: Monday last week.
    """
    today = frame.published
    if today is None:
        return None
    length = dt.timedelta(days=0 if final is None else (final - weekday) % 7)
    if week is not None:
        start = today + dt.timedelta(days=7 * week - today.weekday() + weekday)
    elif lean == "next" or (frame.planned and lean != "last"):
        ahead = (weekday - today.weekday()) % 7
        start = today + dt.timedelta(days=7 if lean == "next" and ahead == 0 else ahead)
    else:
        back = ((today - length).weekday() - weekday) % 7
        start = today - length - dt.timedelta(days=7 if lean == "last" and back == 0 else back)
    return start, start + length


def days_of_year(frame: Frame, *, start: MonthDay, end: MonthDay, year: int | str | None) -> Days | None:
    """Return the day, or the days from `start` to `end`, of the year given, else the nearest to publication.

    Parameters
    ----------
    year
        A number; or last, this or next, as seen from publication.
    """
    number = _year(frame, year)
    if number is not None:
        begin: dt.date | None = dt.date(number, *start)
    elif year is not None or frame.published is None:
        return None
    else:
        begin = _nearest(frame.published, start, planned=frame.planned)
    if begin is None or (end < start and end[0] == start[0]):  # October 13 to 8
        return None
    return begin, dt.date(begin.year + (end < start), *end)


def _year(frame: Frame, year: int | str | None) -> int | None:
    if isinstance(year, str):
        return None if frame.published is None else frame.published.year + RELATIVE[year]
    return year


def _nearest(today: dt.date, day: MonthDay, *, planned: bool) -> dt.date | None:
    """Return the last such day up to today; of what is planned the next, if it is not far off."""

    def in_years(*years: int) -> Iterator[dt.date]:
        for year in years:
            if dt.MINYEAR <= year <= dt.MAXYEAR and (day != (2, 29) or _is_leap(year)):
                yield dt.date(year, *day)

    if planned:
        coming = next((d for d in in_years(today.year, today.year + 1) if today <= d <= today + AHEAD), None)
        if coming is not None:
            return coming
    return next((d for d in in_years(*range(today.year, today.year - LEAP - 1, -1)) if d <= today), None)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def months(frame: Frame, *, month: int, final: int, part: str, lean: str, year: int | str | None) -> Days | None:
    """Return the month, or the months to `final`, or the early, mid or late part of it.

    Without a year it is the last that had begun by publication, or of what is planned the next to end after it.
    """
    number, today = _year(frame, year), frame.published
    if number is not None:
        return _until_today(_month_days(number, month, final, part), frame)
    if today is None:
        return None
    around = [
        _month_days(y, month, final, part)
        for y in (today.year - 1, today.year, today.year + 1)
        if dt.MINYEAR <= y < dt.MAXYEAR
    ]
    if lean == "last":
        fitting = [d for d in around if d[1] < today][-1:]
    elif lean == "this":
        fitting = [d for d in around if d[0].year == today.year]
    elif lean == "next":
        fitting = [d for d in around if d[0] > today][:1]
    elif frame.planned:
        fitting = [d for d in around if d[1] >= today][:1]
    else:
        fitting = [d for d in around if d[0] <= today][-1:]
    return _until_today(fitting[0], frame) if fitting else None


def _month_days(year: int, month: int, final: int, part: str) -> Days:
    end = _unit_of(dt.date(year + (final < month), final, 1), "month")[1]
    if not part:
        return dt.date(year, month, 1), end
    first, last = THIRDS_OF_MONTH[part]
    return dt.date(year, month, first), min(end, end.replace(day=min(last, end.day)))


def _until_today(days: Days, frame: Frame) -> Days:
    """Return what is past of days that publication falls in, or of what is planned, what is to come."""
    start, end = days
    if frame.published is None or not start <= frame.published <= end:
        return days
    return (frame.published, end) if frame.planned else (start, frame.published)


def shifted(frame: Frame, *, unit: str, number: int, is_counted: bool = False) -> Days | None:
    """Return the unit so many units away from that of publication, or of the day mentioned before."""
    base = frame.published
    if is_counted:
        exact = [days for days in frame.before if (days[1] - days[0]).days < LENGTHS[unit]]
        if exact:
            base = exact[-1][0] if number < 0 else exact[-1][1]
        elif number >= 0:  # the article's own day is one to look back from, not to go on from
            return None
    if base is None:
        return None
    if unit in {"day", "week"}:
        base += dt.timedelta(days=number * LENGTHS[unit])
    elif unit == "year":
        base = base.replace(year=base.year + number, day=1)
    else:
        years, month = divmod(base.month - 1 + number, 12)
        base = dt.date(base.year + years, month + 1, 1)
    days = _unit_of(base, unit)
    return days if is_counted else _until_today(days, frame)


def _unit_of(day: dt.date, unit: str) -> Days:
    """Return the day, ISO week, month or year that a day is in."""
    if unit == "week":
        start = day - dt.timedelta(days=day.weekday())
        return start, start + dt.timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), day.replace(day=_length_of_month(day.year, day.month))
    if unit == "year":
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    return day, day


def _length_of_month(year: int, month: int) -> int:
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def stretch(frame: Frame, *, unit: str, number: int) -> Days | None:
    """Return the so many units up to publication, or from it on."""
    today = frame.published
    if today is None:
        return None
    if unit in {"day", "week"}:
        away = today + dt.timedelta(days=number * LENGTHS[unit])
    else:
        years, month = divmod(today.month - 1 + number * (12 if unit == "year" else 1), 12)
        year = today.year + years
        away = dt.date(year, month + 1, min(today.day, _length_of_month(year, month + 1)))
    return min(today, away), max(today, away)


def weekend(frame: Frame, *, lean: str) -> Days | None:
    """Return the last Saturday and Sunday up to publication, or of what is planned the next."""
    today = frame.published
    if today is None:
        return None
    saturday = today + dt.timedelta(days=5 - today.weekday())
    if lean == "next":
        saturday += dt.timedelta(days=7 if today.weekday() >= 5 else 0)
    elif lean == "last" or (not frame.planned and saturday > today):
        saturday -= dt.timedelta(days=7)
    return _until_today((saturday, saturday + dt.timedelta(days=1)), frame)


def exactly(_: Frame, *, days: Days) -> Days:
    """Return days that hang on nothing."""
    return days


def years(frame: Frame, *, first: int, last: int, part: str) -> Days | None:
    """Return the years from `first` to `last`, or the early, mid or late third of them."""
    if last < first:
        return None
    months = THIRDS_OF_YEAR[part] if part else (1, 12)
    end = dt.date(last, months[1], _length_of_month(last, months[1]))
    return _until_today((dt.date(first, months[0], 1), end), frame)
