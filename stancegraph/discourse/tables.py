"""Positions from a table: CSV whose columns are named by whoever has it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stancegraph.discourse.positions import Position
from stancegraph.errors import ReadError

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

LARGEST_CELL: Final = 1_000_000  # characters; nobody's claim is longer

WORDS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("agree", "agrees", "agreement", "for", "pro", "support", "true", "yes", "y", "+"), 1),
    **dict.fromkeys(("against", "con", "disagree", "disagrees", "disagreement", "false", "no", "n", "oppose", "-"), -1),
    **dict.fromkeys(("neither", "neutral", "mixed"), 0),
}
"""What tables write for agreement, in whatever case."""


def read_positions(
    path: str | os.PathLike[str],
    *,
    actor: str = "actor",
    concept: str = "concept",
    agreement: str | None = "agreement",
    document: str | None = "document",
    date: str | None = "date",
    quote: str | None = None,
    zero_disagrees: bool | None = None,
) -> list[Position]:
    """Return the positions in a CSV file with a header, one a row.

    Parameters
    ----------
    path
        UTF-8, separated by commas, semicolons or tabs, as the header has them.
    actor, concept, agreement, document, date, quote
        Names of the columns. Those that may be None need not be there: without `agreement` everybody agrees, without
        `document` each row is one of its own, without `date` nothing is dated.
    zero_disagrees
        Whether a 0 in `agreement` is a no, as in exports of Discourse Network Analyzer, or neither yes nor no. By
        default it is a no if no other whole number than 0 and 1 occurs.

    Returns
    -------
    list of Position
        Agreement is a whole number or one of `WORDS`, such as yes and no. Rows without an actor or a concept are left
        out: nobody said it, or nothing.

    Raises
    ------
    ReadError
        If a column is missing or comes twice, or a cell is not what it must be: the message names the line.
    OSError
        If the file cannot be read.
    """
    file = Path(path)
    text = _text(file)
    wanted = [name for name in (actor, concept, agreement, document, date, quote) if name is not None]
    rows = _rows(text, file, wanted)
    levels = {number: _level(row[agreement], file, number) for number, row in rows.items()} if agreement else {}
    if zero_disagrees is None:
        zero_disagrees = levels != {} and {level for level, is_word in levels.values() if not is_word} <= {0, 1}
    positions = []
    for number, row in rows.items():
        if row[actor] and row[concept]:
            level, is_word = levels.get(number, (1, True))
            positions.append(
                Position(
                    document=(row[document] if document else "") or f"row {number}",
                    date=_day(row[date], file, number) if date else None,
                    actor=row[actor],
                    concept=row[concept],
                    agreement=-1 if level == 0 and zero_disagrees and not is_word else level,
                    quote=(row[quote] if quote else "") or None,
                )
            )
    return positions


def header_of(path: str | os.PathLike[str]) -> list[str]:
    """Return the names of the columns of a CSV file.

    Raises
    ------
    ReadError
        If the file is not UTF-8 or not CSV.
    OSError
        If the file cannot be read.
    """
    file = Path(path)
    first = _text(file).split("\n", 1)[0]
    try:
        return [cell.strip() for cell in next(csv.reader([first], delimiter=_separator(first)), [])]
    except csv.Error as err:
        raise ReadError(f"{file}: line 1: {err}, expected CSV") from err


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise ReadError(f"{file}: byte {err.start} is {err.object[err.start]:#04x}, expected UTF-8") from err


def _separator(header: str) -> str:
    return max(",;\t", key=header.count)


def _rows(text: str, file: Path, wanted: list[str]) -> dict[int, dict[str, str]]:
    """Return the rows by the lines on which they end, with the cells of the columns that are wanted."""
    separator = _separator(text.split("\n", 1)[0])
    limit = csv.field_size_limit(LARGEST_CELL)
    found: dict[int, dict[str, str]] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        for name in wanted:
            if header.count(name) != 1:
                how = "no column" if name not in header else "more than one column"
                raise ReadError(f"{file}: {how} {name!r}, expected one of {', '.join(map(repr, header)) or 'nothing'}")
        place = {name: header.index(name) for name in wanted}
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found[reader.line_num] = {
                    name: " ".join(cells[at].split()) if at < len(cells) else "" for name, at in place.items()
                }
    except csv.Error as err:
        raise ReadError(f"{file}: line {reader.line_num}: {err}, expected CSV") from err
    finally:
        csv.field_size_limit(limit)
    return found


def _level(cell: str, file: Path, number: int) -> tuple[int, bool]:
    """Return a level of agreement, and whether a word stands for it."""
    if cell.casefold() in WORDS:
        return WORDS[cell.casefold()], True
    try:
        value = float(cell)
    except ValueError:
        value = 0.5
    if not value.is_integer():
        raise ReadError(f"{file}: line {number}: agreement {cell!r:.60}, expected a whole number, yes or no")
    return int(value), False


def _day(cell: str, file: Path, number: int) -> dt.date | None:
    if not cell:
        return None
    try:
        return dt.date.fromisoformat(cell[:10])
    except ValueError as err:
        raise ReadError(f"{file}: line {number}: date {cell!r:.60}, expected a day as 2024-10-18") from err
