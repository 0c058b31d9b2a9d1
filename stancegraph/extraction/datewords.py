"""Words for days: "on Monday", "last week", "October 8 to 13".

`mentions` finds them among the words of a document, each with its meaning: a function of `stancegraph.extraction.days`
that returns the days when it is told how they are seen. Only words that stand in a list here, and numbers, are looked
at. Which clause a mention dates is decided in `stancegraph.extraction.dating`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from stancegraph.extraction.days import (
    RELATIVE,
    THIRDS_OF_MONTH,
    days_of_year,
    exactly,
    months,
    shifted,
    stretch,
    weekdays,
    weekend,
    years,
)
from stancegraph.extraction.parsing import dateline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stancegraph.extraction.days import Days, Frame, MonthDay
    from stancegraph.extraction.parsing import Parse, Word

_WEEK: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS: Final[Mapping[str, int]] = {name: number for number, name in enumerate(_WEEK)}
# Abbreviations count only beside a day or a year: "Jan" is a name, "dec" a degree.
_FULL_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTHS: Final[Mapping[str, int]] = {
    form: number
    for number, name in enumerate(_FULL_MONTHS, start=1)
    for form in {name, name[:3], f"{name[:3]}.", *(("sept", "sept.") if number == 9 else ())}
}
_UNITS: Final[Mapping[str, str]] = {
    form: unit for unit in ("day", "week", "month", "year") for form in (unit, f"{unit}s")
}
_NUMBERS: Final[Mapping[str, int]] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, **{str(n): n for n in range(1, 100)},
}  # fmt: skip
# "More than two years ago" is any day but those; "half a year ago" is none of last year.
_VAGUE: Final = frozenset({"than", "over", "least", "half"})
_LEANING: Final[Mapping[str, str]] = {"last": "last", "past": "last", "next": "next", "coming": "next", "this": "this"}
# Counted from the day mentioned before.
_BESIDE: Final[Mapping[str, int]] = {"previous": -1, "preceding": -1, "same": 0, "that": 0, "following": 1}
_AWAY: Final[Mapping[str, int]] = {"earlier": -1, "before": -1, "previously": -1, "later": 1, "after": 1}
_WITHIN: Final = frozenset({"earlier", "later", "early", "late"})
_PARTS_OF_DAY: Final = frozenset({"morning", "afternoon", "evening", "night"})
_ENDS: Final = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_DASHES: Final = "-\N{EN DASH}\N{EM DASH}"
_TO: Final = frozenset({*_DASHES, "to", "through", "until", "till"})
_EVERY: Final = frozenset({"every", "each", "any", "most", "previous", "preceding", "following"})
# Good Friday is a day, but not the last Friday.
_FEASTS: Final = frozenset({"black", "good", "bloody", "easter", "palm", "maundy", "ash", "shrove", "cyber"})
_PAPERS: Final = frozenset({"times", "mail", "telegraph", "express", "mirror", "post", "herald", "world"})
# What stands before a month that is no name and no verb.
_BEFORE_MONTH: Final = frozenset({"in", "since", "during", "from", "by", "until", "through", "between", "before"})
_BEFORE_YEAR: Final = _BEFORE_MONTH | _TO | {"of", "after", "around", "early", "late", "mid"}
_BEFORE_OWNED_YEAR: Final = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "'s", "\N{RIGHT SINGLE QUOTATION MARK}s"}
)
# 2000 GMT is a time, Resolution 1973 a text.
_AFTER_CLOCK: Final = frozenset(
    {"gmt", "utc", "hours", "hrs", "local", "et", "est", "edt", "cet", "bst", "%", "percent"}
)
_BEFORE_NUMBER: Final = frozenset({"resolution", "no.", "number", "flight", "article", "$", "€", "£", "#"})

_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(st|nd|rd|th)?")
_DAYS = re.compile(rf"(\d{{1,2}})[{_DASHES}](\d{{1,2}})")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_YEARS = re.compile(rf"((?:1[5-9]|20)\d\d)[{_DASHES}]((?:1[5-9]|20)\d\d)")
_DECADE = re.compile(r"((?:1[5-9]|20)\d0)s")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?![\d-])")
_SLASHES = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})(?![\d/])")
# A dateline stands among the first lines, below the headline and the byline.
DATELINE_LINES: Final = 6
_FULL_DAY = re.compile(r"([A-Za-z]{3,9}\.?)\s(\d\d?),?\s(\d{4})|(\d\d?)\s([A-Za-z]{3,9}\.?),?\s(\d{4})")


Meaning: TypeAlias = "Callable[[Frame], Days | None]"


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """Words for days.

    Attributes
    ----------
    top
        The word of them that hangs on the rest of the sentence.
    is_range
        True if the words name both ends: October 8 to 13.
    is_year
        True for a year alone.
    """

    words: tuple[Word, ...]
    top: Word
    meaning: Meaning
    is_range: bool = False
    is_year: bool = False

    def days(self, frame: Frame) -> Days | None:
        """Return the days that are meant; None if the frame does not tell, or there is no such day."""
        try:
            return self.meaning(frame)
        except (OverflowError, ValueError):  # 30 February; three years before the first year
            return None


def mentions(parse: Parse) -> list[Mention]:
    """Return the words for days in a document, in the order of the text.

    A sentence it gets wrong: "In June 20 villages fell", if the parser takes the number for that of the day.
    """
    found: list[Mention] = []
    done = 0
    for word in parse.words:
        read = _READERS.get(word.lower)
        if read is None and word.text[0].isdigit():
            read = _read_number
        if read is None or word.i < done:
            continue
        mention = read(_Around(parse, word.i))
        if mention is not None and mention.words[0].i >= done:
            found.append(mention)
            done = mention.words[-1].i + 1
    return found


def dateline_day(text: str) -> dt.date | None:
    """Return the day in the dateline of a text, if it names the year.

    >>> dateline_day("OSLO, Oct 3, 2019 (AGENCY) - Norway condemned Sweden.")
    datetime.date(2019, 10, 3)
    """
    for line in text.split("\n", DATELINE_LINES)[:DATELINE_LINES]:
        found = _FULL_DAY.search(line, 0, dateline(line))
        if found is not None:
            month, day, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
            try:
                return dt.date(int(year), MONTHS[month.lower()], int(day))
            except (KeyError, ValueError):
                return None
    return None


class _Around:
    """A word and its neighbours in the paragraph, lower case, by their distance; nothing stands beyond its ends."""

    def __init__(self, parse: Parse, i: int) -> None:
        self._words = parse.words
        self.text = parse.document.text
        self.i = i
        self.word = parse.words[i]

    def __getitem__(self, distance: int) -> str:
        word = self.at(distance)
        return "" if word is None else word.lower

    def at(self, distance: int) -> Word | None:
        at = self.i + distance
        if not 0 <= at < len(self._words) or self._words[at].paragraph != self.word.paragraph:
            return None
        return self._words[at]

    def is_capital(self) -> bool:
        return self.word.text[0].isupper()

    def is_alone(self, distance: int) -> bool:
        """Tell whether "before" or "after" governs nothing: the day before, but not the day before the talks."""
        word = self.at(distance)
        return word is not None and word.dep != "mark" and all(c.i < word.i for c in word.children)

    def mention(self, first: int, last: int, meaning: Meaning, *, is_range: bool = False) -> Mention:
        words = tuple(self._words[self.i + first : self.i + last + 1])
        return Mention(words, self.word, meaning, is_range=is_range)

    def until(self, end: int) -> int:
        """Return the distance to the last word that begins before `end` in the text."""
        distance = 0
        while (word := self.at(distance + 1)) is not None and word.start < end:
            distance += 1
        return distance


def _read_weekday(a: _Around) -> Mention | None:
    generic = a[-1] in _EVERY or (a[-1] == "a" and a.word.dep == "pobj")
    named = a[-1] in _FEASTS or a[1] in _PAPERS or (a[-2], a[-1]) == ("mail", "on")
    moved = a[-1] == "the" and a[1] in {"before", "after"}
    if not a.is_capital() or generic or named or moved or _names_day(a):
        return None
    weekday, first, last = WEEKDAYS[a[0]], 0, 0
    final: int | None = None
    if a[1] in _TO | {"and"} and a[2] in WEEKDAYS:
        final = WEEKDAYS[a[2]]
        if a[1] == "and" and a[-1] != "between" and (final - weekday) % 7 != 1:
            final = None
        else:
            last = 2
    lean = _LEANING.get(a[-1], "")
    if lean:
        first = -1
    if a[last + 1] in _PARTS_OF_DAY:
        last += 1
    # Monday last week, Monday of this week
    at = last + (2 if a[last + 1] == "of" else 1)
    week = RELATIVE.get(a[at]) if a[at + 1] == "week" else None
    if week is not None:
        last = at + 1
    meaning = partial(weekdays, weekday=weekday, final=final, lean=lean, week=week)
    return a.mention(first, last, meaning, is_range=final is not None)


def _names_day(a: _Around) -> bool:
    """Tell whether the day itself follows: Monday, October 3; Monday (3 October)."""
    at = 2 if a[1] in {",", "("} else 1
    return (a[at] in MONTHS and _day(a[at + 1]) is not None) or (_day(a[at]) is not None and a[at + 1] in MONTHS)


def _day(text: str) -> int | None:
    found = _DAY.fullmatch(text)
    return None if found is None else int(found[1])


def _read_month(a: _Around) -> Mention | None:
    if not a.is_capital():
        return None
    named = _days_behind(a) or _days_in_one_word(a) or _days_before(a)
    if named is None:
        return _read_whole_month(a)
    first, last, start, end = named
    year, last = _year_behind(a, last)
    return a.mention(first, last, partial(days_of_year, start=start, end=end, year=year), is_range=start != end)


_Named: TypeAlias = tuple[int, int, "MonthDay", "MonthDay"]
"""How far the words reach before and behind the month, and the first and last day named."""


def _days_behind(a: _Around) -> _Named | None:
    """Read "October 8", "October 8 to 13", "October 30 to November 2"."""
    month, day = MONTHS[a[0]], None if _counts_things(a) else _day(a[1])
    if day is None:
        return None
    joins = a[2] in _TO or (a[2] == "and" and a[-1] == "between")
    other, inner = _day(a[3]), _day(a[4]) if a[3] in MONTHS else None
    if joins and other is not None:
        return 0, 3, (month, day), (month, other)
    if joins and inner is not None:
        return 0, 4, (month, day), (MONTHS[a[3]], inner)
    return 0, 1, (month, day), (month, day)


def _days_in_one_word(a: _Around) -> _Named | None:
    """Read a month before or behind two days that a dash joins."""
    for at in (1, -1):
        joined = _DAYS.fullmatch(a[at])
        if joined is not None:
            return min(at, 0), max(at, 0), (MONTHS[a[0]], int(joined[1])), (MONTHS[a[0]], int(joined[2]))
    return None


def _days_before(a: _Around) -> _Named | None:
    """Read "8 October", "the 8th of October", "8 to 13 October", "30 September to 2 October"."""
    month, first = MONTHS[a[0]], -2 if a[-1] == "of" else -1
    day = _day(a[first])
    if day is None:
        return None
    earlier = _day(a[first - 2])
    if earlier is not None and (a[first - 1] in _TO or (a[first - 1], a[first - 3]) == ("and", "between")):
        return first - 2, 0, (month, earlier), (month, day)
    later = _day(a[2]) if a[1] in _TO and a[3] in MONTHS else None
    if later is not None:
        return first, 3, (month, day), (MONTHS[a[3]], later)
    return first, 0, (month, day), (month, day)


def _counts_things(a: _Around) -> bool:
    """Tell whether the number behind a month counts what follows: In June 20 villages fell."""
    number = a.at(1)
    if number is None or a[-1] != "in" or number.dep != "nummod":
        return False
    return number.head.i > number.i and number.head.lower not in MONTHS


def _year_behind(a: _Around, last: int) -> tuple[int | str | None, int]:
    """Return the year behind a day or month, a number or last, this, next; and how far the words reach then."""
    at = last + (2 if a[last + 1] in {",", "of"} else 1)
    if _YEAR.fullmatch(a[at]):
        return int(a[at]), at
    if a[at] in RELATIVE and a[at + 1] == "year" and a[last + 1] != ",":
        return a[at], at + 1
    return None, last


def _read_whole_month(a: _Around) -> Mention | None:
    if a.word.entity == "PERSON" or a.word.pos not in {"PROPN", "NOUN"}:
        return None
    month = MONTHS[a[0]]
    first, part = _part(a)
    lean = "" if part else _LEANING.get(a[-1], "")
    last, final = 0, month
    if a[1] in _TO | {"and"} and a[2] in MONTHS and a[-1] in {"from", "between"}:
        last, final = 2, MONTHS[a[2]]
    year, last = _year_behind(a, last)
    if year is None:
        placed = a[-1] in _BEFORE_MONTH or part or lean or a.word.entity == "DATE"
        if not placed or a[0] not in _FULL_MONTHS:
            return None
    meaning = partial(months, month=month, final=final, part=part, lean=lean, year=year)
    return a.mention(-1 if lean else first, last, meaning, is_range=final != month)


def _part(a: _Around) -> tuple[int, str]:
    """Return where "early", "mid-" or "the end of" begins before a month or year, and which third it means."""
    if a[-1] in THIRDS_OF_MONTH:
        return -1, a[-1]
    if a[-1] == "-" and a[-2] == "mid":
        return -2, "mid"
    if a[-1] == "of" and a[-2] in _ENDS:
        return -2, _ENDS[a[-2]]
    return 0, ""


def _read_today(a: _Around) -> Mention | None:
    before = a.at(-1)
    begins = before is None or before.sentence != a.word.sentence or not before.text[0].isalnum()
    if a.is_capital() and not begins:  # Russia Today
        return None
    return a.mention(0, 0, partial(shifted, unit="day", number=_TODAY[a[0]]))


def _read_unit(a: _Around) -> Mention | None:
    unit = _UNITS[a[0]]
    number = _NUMBERS.get(a[-1])
    if number is not None:
        return _read_count(a, unit, number)
    if a[0] != unit:
        return None
    if a[-1] == "the":
        return _read_neighbour(a, unit)
    if a[-1] in RELATIVE and a[-2] != "the" and unit != "day":
        meaning: Meaning = partial(shifted, unit=unit, number=RELATIVE[a[-1]])
    elif a[-1] in {"last", "past"} and unit != "day":
        meaning = partial(stretch, unit=unit, number=-1)
    elif a[-1] in _BESIDE or a[-1] == "next":
        meaning = partial(shifted, unit=unit, number=_BESIDE.get(a[-1], 1), is_counted=True)
    else:
        return None
    return a.mention(-1, 0, meaning)


def _read_neighbour(a: _Around, unit: str) -> Mention | None:
    """Read "the day before", "the week after", "the day before yesterday", "earlier in the week"."""
    away = _AWAY.get(a[1])
    if a[-2] == "in" and a[-3] in _WITHIN and unit != "day":
        return a.mention(-1, 0, partial(shifted, unit=unit, number=0))
    if away is not None and a[2] in _TODAY and unit == "day":
        return a.mention(-1, 2, partial(shifted, unit=unit, number=_TODAY[a[2]] + away))
    if away is not None and a.is_alone(1):
        return a.mention(-1, 1, partial(shifted, unit=unit, number=away, is_counted=True))
    return None


def _read_count(a: _Around, unit: str, number: int) -> Mention | None:
    """Read "two days ago", "three weeks earlier", "the past two months"."""
    if a[-2] in _VAGUE:
        return None
    if a[1] == "ago":
        return a.mention(-1, 1, partial(shifted, unit=unit, number=-number))
    if a[1] in _AWAY and a.is_alone(1):
        return a.mention(-1, 1, partial(shifted, unit=unit, number=number * _AWAY[a[1]], is_counted=True))
    lean = _LEANING.get(a[-2], "this")
    if lean == "this":
        return None
    return a.mention(-2, 0, partial(stretch, unit=unit, number=-number if lean == "last" else number))


def _read_part_of_day(a: _Around) -> Mention | None:
    if a[-1] == "last" and a[0] == "night":
        return a.mention(-1, 0, partial(shifted, unit="day", number=-1))
    if a[-1] == "this" and a[0] != "night":
        return a.mention(-1, 0, partial(shifted, unit="day", number=0))
    if a[-1] in _BESIDE or (a[-1] == "next" and a[-2] == "the"):
        return a.mention(-1, 0, partial(shifted, unit="day", number=_BESIDE.get(a[-1], 1), is_counted=True))
    return None


def _read_weekend(a: _Around) -> Mention | None:
    lean = _LEANING.get(a[-1], "")
    return a.mention(-1, 0, partial(weekend, lean=lean)) if lean or a[-1] == "the" else None


def _read_number(a: _Around) -> Mention | None:
    start = a.word.start
    for pattern, read in ((_ISO, _iso_day), (_SLASHES, _slashed_day)):
        found = pattern.match(a.text, start)
        if found is not None:
            day = read(found)
            return None if day is None else a.mention(0, a.until(found.end()), partial(exactly, days=(day, day)))
    decade = _DECADE.fullmatch(a[0])
    if decade is not None:
        year = int(decade[1])
        return a.mention(0, 0, partial(years, first=year, last=year + 9, part=""), is_range=True)
    joined = _YEARS.fullmatch(a[0])
    if joined is not None:
        return a.mention(0, 0, partial(years, first=int(joined[1]), last=int(joined[2]), part=""), is_range=True)
    return _read_year(a) if _YEAR.fullmatch(a[0]) else None


def _iso_day(found: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _slashed_day(found: re.Match[str]) -> dt.date | None:
    """Return the day of 10/24/2019 or 24/10/2019; none of 10/11/2019, which is two."""
    one, other, year = int(found[1]), int(found[2]), int(found[3])
    if one <= 12 and other <= 12 and one != other:
        return None
    try:
        return dt.date(year, min(one, other), max(one, other))
    except ValueError:
        return None


def _read_year(a: _Around) -> Mention | None:
    word = a.word
    if a[1] in _AFTER_CLOCK or a[-1] in _BEFORE_NUMBER:
        return None
    first, part = _part(a)
    of_noun = word.head.i > word.i and word.head.pos in {"NOUN", "PROPN"} and word.dep != "pobj"
    # The 1994 agreement, but not 2000 troops.
    if not (a[-1] in _BEFORE_OWNED_YEAR if of_noun else a[-1] in _BEFORE_YEAR):
        return None
    year = final = int(a[0])
    last = 0
    joins = a[1] in _TO or (a[1] == "and" and a[-1] == "between")
    if joins and _YEAR.fullmatch(a[2]):
        last, final = 2, int(a[2])
    meaning = partial(years, first=year, last=final, part=part)
    words = a.mention(first, last, meaning).words
    return Mention(words, word, meaning, is_range=year != final, is_year=True)


_TODAY: Final[Mapping[str, int]] = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_READERS: Final[Mapping[str, Callable[[_Around], Mention | None]]] = {
    **dict.fromkeys(WEEKDAYS, _read_weekday),
    **dict.fromkeys(MONTHS, _read_month),
    **dict.fromkeys(_UNITS, _read_unit),
    **dict.fromkeys(_TODAY, _read_today),
    **dict.fromkeys(_PARTS_OF_DAY, _read_part_of_day),
    "weekend": _read_weekend,
}
