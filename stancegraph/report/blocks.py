"""What a section of a report is made of; every writer knows how to write each of these, and nothing else.

All text is plain. Names and quotes come from texts that nobody has checked, and writers escape whatever they write.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from stancegraph.models import Statement


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list of short paragraphs."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True)
class Command:
    """What can be typed in a shell, as it is."""

    text: str


Cell: TypeAlias = "str | int | float | None"


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first cell of a row is what the row is about."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def is_numeric(self, column: int) -> bool:
        """Return whether a column, counted from 0, holds numbers only."""
        return all(isinstance(row[column], int | float) for row in self.rows)


@dataclass(frozen=True)
class Quotes:
    """Statements with their sentences."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Picture:
    """A figure, drawn only where the document can hold it; `kind` is what the command `plot` calls it."""

    kind: str
    words: str  # for whoever does not see it
    draw: Callable[[], Figure] = field(compare=False)


Block: TypeAlias = Words | Items | Heading | Command | Table | Quotes | Picture


@dataclass(frozen=True)
class Section:
    """A part of the report; `name` is short, unique and fit for an address."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def cell_text(cell: Cell) -> str:
    """Return a cell as it is read.

    Examples
    --------
    >>> [cell_text(cell) for cell in (None, 1234, 0.25, 3.0, "x")]
    ['', '1,234', '0.250', '3', 'x']
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    return f"{cell:,.0f}" if float(cell).is_integer() else f"{cell:,.3f}"


def said_of(statement: Statement) -> str:
    """Return who takes which stance toward whom, in one line."""
    target = "" if statement.target is None else f" {statement.target.name}"
    return one_line(f"{statement.source.name} {statement.stance}{target}")


def circumstances(statement: Statement) -> str:
    """Return how far the text vouches for a statement, and when it was made."""
    parts = [statement.factuality.value]
    if statement.attributed_to is not None:
        parts[0] += f" by {statement.attributed_to.name}"
    if statement.date is not None:
        days = " to ".join(day.isoformat() for day in (statement.date, statement.date_end) if day is not None)
        basis = {"text": "the text names the day", "publication": "day of publication"}
        known = "" if statement.date_basis is None else f" ({basis[statement.date_basis.value]})"
        parts.append(days + known)
    if statement.copy_of is not None:
        parts.append("copy of a wire report")
    return one_line(", ".join(parts))


def origin(statement: Statement) -> str:
    """Return where a quote stands: title, outlet, day of publication, document."""
    document = statement.document
    parts = [document.title, document.outlet, None if document.date is None else document.date.isoformat()]
    return one_line(", ".join([*(part for part in parts if part), f"document {document.id}"]))


def address(statement: Statement) -> str | None:
    """Return the address of a document if a browser may follow it: http and https only."""
    url = (statement.document.url or "").strip()
    return url if url.lower().startswith(("http://", "https://")) and " " not in one_line(url) else None


def one_line(text: str) -> str:
    """Return text without line breaks and double spaces."""
    return " ".join(text.split())
