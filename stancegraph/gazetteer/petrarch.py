"""Actors from the dictionaries of event-data projects: the form of PETRARCH and TABARI.

::

    # a comment, as is what follows a ; or stands in <!-- -->
    RURITANIA_ [RUR]                        a name and its code: a state, then what the actor is in it
    +KINGDOM_OF_RURITANIA_                  another name of the one above
    RUDOLF_RASSENDYLL_                      a person, with a code for each time
        [RURELI 880101-900630]
        [RURGOV >900630]
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from stancegraph.errors import GazetteerError
from stancegraph.gazetteer.drafts import SHORT

if TYPE_CHECKING:
    from collections.abc import Iterator

# An untrusted file. The largest dictionary known has 1.5 million bytes and 40,000 lines.
MAX_DICTIONARY_BYTES: Final = 8_000_000
MAX_DICTIONARY_LINE: Final = 2_000
MAX_SURFACE: Final = 120

# Two-figure years up to this one are of this century, as PETRARCH has it.
LAST_SHORT_YEAR: Final = 30

BAD: Final = "bad line"
CODELESS: Final = "entry without a code"
UNKNOWN: Final = "entry whose code is not known"
COMMON: Final = "common noun"
_PLURALS: Final = {CODELESS: "entries without a code", UNKNOWN: "entries whose code is not known"}


@dataclass
class LeftOut:
    """What could not be used: how much of each sort, and the first of it."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def note(self, reason: str, line: int, came: str, wanted: str = "") -> None:
        """Count a thing, and keep it if it is the first of its sort."""
        self.counts[reason] += 1
        shown = f"line {line}: {SHORT.repr(came)}"
        self.first.setdefault(reason, f"{shown}, expected {wanted}" if wanted else shown)

    def __str__(self) -> str:
        return "; ".join(
            f"{count} {reason if count == 1 else _PLURALS.get(reason, f'{reason}s')} (first {self.first[reason]})"
            for reason, count in sorted(self.counts.items())
        )


class Code(NamedTuple):
    """What an actor is, and from when to when."""

    text: str
    begin: dt.date | None = None
    end: dt.date | None = None


@dataclass(slots=True)
class Record:
    """An entry of a dictionary: the names of an actor, and its codes."""

    line: int
    names: list[str]
    codes: list[Code] = field(default_factory=list)
    is_common: bool = False


class _BadLineError(Exception):
    """Holds what was wanted instead."""


_BRACKETED: Final = re.compile(r"\[([^\[\]]*)\]")
_RESTRICTION: Final = re.compile(r"(?:(?P<sign>[<>])\s*(?P<day>\d+)|(?P<first>\d+)\s*-\s*(?P<last>\d+))")
_FORM: Final = "NAME_ [CODE], +NAME_ or [CODE DATES]"


def read_records(file: str, raw: bytes, left_out: LeftOut) -> Iterator[Record]:
    """Yield the entries of a dictionary that have a code; note the others and what is no entry.

    Raises
    ------
    GazetteerError
        If the file is not UTF-8, or a line of it is too long.
    """
    record: Record | None = None
    for number, line in _lines(file, raw):
        try:
            names, codes = _parts(line)
        except _BadLineError as error:
            left_out.note(BAD, number, line, str(error))
            continue
        if names and not names.startswith("+"):
            yield from _usable(record, left_out)
            record = Record(number, [])
        if record is None:
            left_out.note(BAD, number, line, f"a name above it, as in {_FORM}")
            continue
        if names:
            record.names.append(names.removeprefix("+").strip())
        _add_codes(record, number, codes, left_out)
    yield from _usable(record, left_out)


def _usable(record: Record | None, left_out: LeftOut) -> Iterator[Record]:
    if record is None:
        return
    if record.is_common:
        left_out.note(COMMON, record.line, record.names[0])
    elif record.codes:
        yield record
    else:
        left_out.note(CODELESS, record.line, record.names[0])
        left_out.first.setdefault(BAD, f"line {record.line}: {SHORT.repr(record.names[0])}, expected {_FORM}")


def _lines(file: str, raw: bytes) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold anything, without comments, and their numbers from 1."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{file}: byte {error.start} is not UTF-8, expected an actor dictionary") from error
    is_comment = False
    for number, whole in enumerate(text.split("\n"), 1):
        line = whole
        if len(line) > MAX_DICTIONARY_LINE:
            raise GazetteerError(
                f"{file}: line {number} has {len(line)} characters, expected at most {MAX_DICTIONARY_LINE}"
            )
        if is_comment:
            _, end, line = line.partition("-->")
            is_comment = not end
            if is_comment:
                continue
        before, begin, rest = line.partition("<!--")
        if begin:
            _, end, after = rest.partition("-->")
            line, is_comment = before + after, not end
        line = re.split("[#;]", line, maxsplit=1)[0].strip()
        if line:
            yield number, unicodedata.normalize("NFC", line)


def _parts(line: str) -> tuple[str, list[str]]:
    """Return the name on a line, with its plus sign, and what its brackets hold."""
    name, bracket, rest = line.partition("[")
    codes = _BRACKETED.findall(bracket + rest)
    if _BRACKETED.sub("", bracket + rest).strip():
        raise _BadLineError("codes in brackets and nothing between or behind them")
    name = name.strip()
    if not name.isprintable() or len(name) > MAX_SURFACE:
        raise _BadLineError(f"a name of at most {MAX_SURFACE} visible characters")
    if name and not any(c.isalnum() for c in name):
        raise _BadLineError(f"a name with letters, as in {_FORM}")
    return name, codes


def _add_codes(record: Record, line: int, codes: list[str], left_out: LeftOut) -> None:
    # A set of words under a name, !MINISTER! = ..., and plurals in braces are for common nouns alone.
    record.is_common |= "!" in record.names[-1] or "{" in record.names[-1] or any("~" in code for code in codes)
    for code in codes:
        try:
            found = _code(code)
        except _BadLineError as error:
            left_out.note(BAD, line, f"[{code}]", str(error))
        else:
            if found.text != "---":  # nobody, at that time
                record.codes.append(found)


def _code(text: str) -> Code:
    """Read what stands in brackets: USAGOV | USAGOV >010120 | USAGOV <930120 | USAGOV 010120-090120."""
    code, _, restriction = text.strip().partition(" ")
    if not code:
        raise _BadLineError("a code such as [USAGOV]")
    if not restriction.strip():
        return Code(code)
    found = _RESTRICTION.fullmatch(restriction.strip())
    if found is None:
        raise _BadLineError("a time such as >YYMMDD, <YYMMDD or YYMMDD-YYMMDD behind the code")
    if found["sign"]:
        day = _day(found["day"])
        return Code(code, begin=day) if found["sign"] == ">" else Code(code, end=day)
    return Code(code, _day(found["first"]), _day(found["last"]))


def _day(figures: str) -> dt.date:
    year, month, day = figures[:-4], figures[-4:-2], figures[-2:]
    if len(year) in {2, 4} and figures.isascii():
        short = 0 if len(year) == 4 else 2000 if int(year) <= LAST_SHORT_YEAR else 1900
        try:
            return dt.date(short + int(year), int(month), int(day))
        except ValueError:
            pass
    raise _BadLineError("a day as YYMMDD or YYYYMMDD")


def holding(codes: list[Code]) -> str:
    """Return the code that holds today: the one without an end, else that without dates, else the last."""

    def rank(code: Code) -> tuple[bool, bool, dt.date]:
        is_open = code.end is None and code.begin is not None
        return is_open, code.end is None, code.begin or code.end or dt.date.min if is_open else code.end or dt.date.min

    return max(codes, key=rank).text
