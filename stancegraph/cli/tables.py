"""Rows to standard output, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from stancegraph.cli.messages import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.text import Text

    Cell: TypeAlias = str | int | float | dt.date | tuple[str, ...] | None
    Row: TypeAlias = Mapping[str, Cell]

WIDE: Final = 10_000
"""Columns of a page that is no terminal: no name is ever cut or broken there."""

SHORT: Final = 12
"""Columns whose cells are all this short are never broken: days, kinds, codes, numbers."""

NARROW: Final = 110
"""Columns of a terminal that cannot show everything side by side."""

# What a spreadsheet takes for the beginning of a formula, in their full-width forms too.
_FORMULA: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_CONTROL: Final = ("\t", "\r")


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def print_rows(rows: Sequence[Row], columns: Mapping[str, str], *, form: Format, brief: Sequence[str] = ()) -> None:
    """Print rows to standard output.

    Parameters
    ----------
    rows
        Column -> value; all have the same columns.
    columns
        Column -> its heading in a table, in their order.
    form
        JSON is an array of objects; CSV has a header, also without rows, and a quote before what a spreadsheet
        would run as a formula; a table without rows is nothing.
    brief
        Columns that a table is content with; all of them by default.
    """
    if form is Format.JSON:
        print_json([{column: _plain(row[column]) for column in columns} for row in rows])
    elif form is Format.CSV:
        print_text(as_csv(rows, list(columns)))
    elif rows:
        _print_table(rows, {column: columns[column] for column in brief or columns})


def print_json(value: object) -> None:
    """Print a value as indented JSON."""
    print_text(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def print_text(text: str) -> None:
    """Print text as it is."""
    sys.stdout.write(text)


def as_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    r"""Return rows as CSV.

    Examples
    --------
    >>> as_csv([{"name": "=1+1", "score": -1.5}], ["name", "score"])
    "name,score\n'=1+1,-1.5\n"
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_guarded(row[column]) for column in columns] for row in rows)
    return buffer.getvalue()


def _guarded(cell: Cell) -> str | int | float:
    plain = "; ".join(cell) if isinstance(cell, tuple) else _plain(cell)
    if isinstance(plain, str) and (plain.lstrip().startswith(_FORMULA) or plain.startswith(_CONTROL)):
        return f"'{plain}"
    return "" if plain is None else plain  # type: ignore[return-value]  # a list only comes of the tuple above


def _plain(cell: Cell) -> str | int | float | list[str] | None:
    if isinstance(cell, float) and cell != cell:  # noqa: PLR0124 - NaN, which JSON does not have
        return None
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return list(cell) if isinstance(cell, tuple) else cell


def is_terminal() -> bool:
    """Return whether standard output is looked at by a person."""
    return sys.stdout.isatty()


def is_narrow() -> bool:
    """Return whether a table cannot show every column."""
    return is_terminal() and shutil.get_terminal_size().columns < NARROW


def print_rich(renderable: object) -> None:
    """Print something of rich's: in colour and to measure on a terminal, else plain and as wide as it is."""
    from rich.console import Console

    if is_terminal():
        Console().print(renderable)
        return
    console = Console(file=io.StringIO(), width=WIDE, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        console.print(renderable)
    print_text("".join(f"{line.rstrip()}\n" for line in capture.get().split("\n")[:-1]))


def _print_table(rows: Sequence[Row], columns: Mapping[str, str]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD if is_terminal() else None, pad_edge=False, show_edge=False)
    for column, heading in columns.items():
        cells = [row[column] for row in rows]
        is_number = all(isinstance(cell, int | float | None) for cell in cells)
        is_short = max(len(shown(cell)) for cell in cells) <= SHORT
        # As a Text a heading is never read as markup: names of actors and outlets may stand there.
        table.add_column(
            Text(printable(heading)), justify="right" if is_number else "left", no_wrap=is_short, overflow="fold"
        )
    for row in rows:
        table.add_row(*(shown(row[column]) for column in columns))
    print_rich(table)


def shown(cell: Cell) -> Text:
    r"""Return a cell as a person reads it; its text never acts as markup or steers the terminal.

    Examples
    --------
    >>> [shown(cell).plain for cell in (0.25, 3.0, -0.00001, None, "two\nlines")]
    ['0.2500', '3', '0', '', 'two lines']
    """
    from rich.text import Text

    if isinstance(cell, tuple):
        return Text(printable(", ".join(cell)))
    if isinstance(cell, float):
        # Adding 0 takes the sign from what rounds to nothing.
        return Text(f"{round(cell, 4) + 0.0:.4f}".removesuffix(".0000"))
    return Text("" if cell is None else printable(str(cell)))
