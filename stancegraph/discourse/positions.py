"""Positions: who agrees or disagrees with what, in which document; narrowed to days, once a period, by groups.

All networks of this package are made of them. They come from statements, a table, or a database of Discourse Network
Analyzer; whatever their origin, what is here holds for them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from pydantic import Field

from stancegraph.errors import UnknownNameError
from stancegraph.models import NonEmpty, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

Period = Literal["no", "document", "day", "week", "month", "year", "range"]
Unit = Literal["day", "week", "month", "year"]


class Position(Record):
    """What an actor says of a concept in a document: one coded statement of a debate.

    `agreement` is 1 where the actor agrees with the concept and -1 where not; on a scale, as from -5 to 5, its level.
    """

    document: NonEmpty
    date: dt.date | None = None
    actor: NonEmpty
    concept: NonEmpty = Field(description="a claim, a proposal, a belief: what can be agreed with")
    agreement: int = 1
    statement: str | None = Field(default=None, description="id of the statement that it is from")
    quote: str | None = Field(default=None, description="the words that show it")


class Debate(NamedTuple):
    """Positions, with what is known of the actors and concepts in them."""

    positions: list[Position]
    attributes: dict[str, dict[str, Any]]  # of actors and concepts, by the names they have in the positions


def _in_document(position: Position) -> Hashable:
    return position.document


def _by_date(period: Callable[[dt.date], Hashable]) -> Callable[[Position], Hashable]:
    return lambda p: ("undated", p.document) if p.date is None else period(p.date)


def without_duplicates(
    positions: Iterable[Position], *, per: Period = "document", agreement: bool = True
) -> list[Position]:
    """Return positions of which none repeats another in the same document, or the same period.

    Who says the same thing ten times in one interview has said it once. Two positions are the same if actor, concept
    and agreement are; the first in the order of days and documents is kept.

    Parameters
    ----------
    positions
        In any order, which makes no difference.
    per
        ``"no"`` keeps all. ``"document"``, ``"day"``, ``"week"`` (Monday to Sunday), ``"month"`` and ``"year"`` keep
        one in each; ``"range"`` one in all. What has no date is counted once a document by those that ask for one.
    agreement
        Whether to agree and to disagree are two positions. Networks that ignore the agreement pass False.

    Returns
    -------
    list of Position
        By date, document, actor, concept and agreement, without a date last.

    Raises
    ------
    UnknownNameError
        If there is no such period.

    Notes
    -----
    The periods are those of Discourse Network Analyzer, and a day [1]_. There, a month is any month of that name: what
    is said in January of two years counts once. Here a month is one of its year, and so is a week (ISO 8601).

    References
    ----------
    .. [1] Leifeld, Gruber & Bossner (2018), Discourse Network Analyzer Manual, DNA 2.0 beta 20, chapter 7.

    Examples
    --------
    >>> said = [Position(document=f"text {n}", date=dt.date(2024, n, 1), actor="A", concept="tax") for n in (1, 1, 2)]
    >>> [len(without_duplicates(said, per=per)) for per in ("no", "document", "month", "year")]
    [3, 2, 2, 1]
    """
    if per not in PERIODS:
        raise UnknownNameError(f"duplicates per {per!r}, expected one of {', '.join(map(repr, PERIODS))}")
    period = PERIODS[per]
    ordered = sorted(positions, key=_order)
    if period is None:
        return ordered
    once: dict[Hashable, Position] = {}
    for position in ordered:
        level = position.agreement if agreement else None
        once.setdefault((position.actor, position.concept, level, period(position)), position)
    return list(once.values())


def _order(position: Position) -> tuple[dt.date, str, str, str, int, str]:
    return (
        position.date or dt.date.max,
        position.document,
        position.actor,
        position.concept,
        position.agreement,
        position.statement or "",
    )


def positions_within(
    positions: Iterable[Position], *, since: dt.date | None = None, until: dt.date | None = None
) -> list[Position]:
    """Return the positions taken from one day to another, both included; those without a date only if both are None.

    Examples
    --------
    >>> said = [Position(document="a", date=dt.date(2024, n, 1), actor="A", concept="tax") for n in (1, 2, 3)]
    >>> [p.date.month for p in positions_within(said, since=dt.date(2024, 2, 1))]
    [2, 3]
    """
    if since is None and until is None:
        return list(positions)
    first, last = since or dt.date.min, until or dt.date.max
    return [position for position in positions if position.date is not None and first <= position.date <= last]


def position_windows(
    positions: Iterable[Position], *, unit: Unit = "month", size: int = 1, step: int = 1
) -> Iterator[tuple[dt.date, dt.date, list[Position]]]:
    """Yield the first day, the last day and the positions of windows that move through a debate.

    The first window begins on the first day of the debate, each is `size` units long and begins `step` units after
    the one before; the last is the first that reaches the last day. Windows of three months that move by one overlap
    by two. Positions without a date are in none, and without any date there is no window.

    Parameters
    ----------
    unit
        ``"day"``, ``"week"``, ``"month"`` or ``"year"``. A month after 31 January is 28 or 29 February.
    size, step
        In units, 1 or more.

    Raises
    ------
    UnknownNameError
        If there is no such unit.
    ValueError
        If `size` or `step` is below 1.

    Examples
    --------
    >>> said = [Position(document="a", date=dt.date(2024, n, 1), actor="A", concept="tax") for n in (1, 2, 4)]
    >>> for first, last, inside in position_windows(said, size=2):
    ...     print(first, last, len(inside))
    2024-01-01 2024-02-29 2
    2024-02-01 2024-03-31 1
    2024-03-01 2024-04-30 1
    """
    if unit not in UNITS:
        raise UnknownNameError(f"windows by {unit!r}, expected one of {', '.join(map(repr, UNITS))}")
    if size < 1 or step < 1:
        raise ValueError(f"size={size!r} and step={step!r}, expected 1 or more {unit}s")
    found = sorted((p for p in positions if p.date is not None), key=_order)
    days = [position.date for position in found if position.date is not None]
    if not days:
        return
    number = 0
    while True:
        first = UNITS[unit](days[0], number)
        last = UNITS[unit](days[0], number + size) - dt.timedelta(days=1)
        yield first, last, positions_within(found, since=first, until=last)
        if last >= days[-1]:
            return
        number += step


def _months_after(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    end = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
    return day.replace(year=year, month=month, day=min(day.day, end))


def regrouped(positions: Iterable[Position], groups: Mapping[str, str]) -> list[Position]:
    """Return the positions with each actor replaced by his group; those of actors without one are left out.

    Who agrees with whom, of parties, ministries or kinds of organisations, is then asked as of actors.

    Examples
    --------
    >>> regrouped([Position(document="a", actor="Sierra Club", concept="tax")], {"Sierra Club": "NGO"})[0].actor
    'NGO'
    """
    return [
        position.model_copy(update={"actor": groups[position.actor]})
        for position in positions
        if groups.get(position.actor)
    ]


PERIODS: Final[Mapping[Period, Callable[[Position], Hashable] | None]] = {
    "no": None,
    "document": _in_document,
    "day": _by_date(lambda day: day),
    "week": _by_date(lambda day: tuple(day.isocalendar()[:2])),
    "month": _by_date(lambda day: (day.year, day.month)),
    "year": _by_date(lambda day: day.year),
    "range": lambda _: None,
}
"""Within what a position counts once; None counts each."""

UNITS: Final[Mapping[Unit, Callable[[dt.date, int], dt.date]]] = {
    "day": lambda day, n: day + dt.timedelta(days=n),
    "week": lambda day, n: day + dt.timedelta(weeks=n),
    "month": _months_after,
    "year": lambda day, n: _months_after(day, 12 * n),
}
"""The day that is so many units after another."""
