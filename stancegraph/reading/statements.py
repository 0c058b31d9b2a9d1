"""Statements from JSON Lines, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from stancegraph.errors import ReadError
from stancegraph.models import Correction, Statement
from stancegraph.reading.records import brief, first_problem, json_objects, write_records
from stancegraph.reading.sources import bytes_of, decoded, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path


def read_statements(path: str | Path, *, on_error: Callable[[ReadError], None] | None = None) -> list[Statement]:
    """Return the statements in a JSON Lines file, in its order.

    Parameters
    ----------
    path
        The file, or ``-`` for standard input. An empty one holds no statements, which is not an error: that is
        what extraction writes when it finds nothing.
    on_error
        Is called with each bad line, which is then left out. Without it the first one is raised.

    Raises
    ------
    ReadError
        If the file is missing or not UTF-8, or a line is not a statement or repeats the id of an earlier one.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = pathlib.Path(folder.name) / "statements.jsonl"
    >>> _ = path.write_text("[1, 2]", encoding="utf-8")
    >>> read_statements(path, on_error=lambda error: print(str(error).removeprefix(folder.name)[1:]))
    statements.jsonl line 1: expected a JSON object, got [1, 2]
    []
    >>> folder.cleanup()
    """
    statements: list[Statement] = []
    lines: dict[str, int] = {}
    for number, item in _items(path):
        error = item if isinstance(item, ReadError) else _repeated(item, lines)
        if isinstance(item, Statement) and error is None:
            lines[item.id] = number
            statements.append(item)
        elif error is not None:
            place = f"{name_of(path)} line {number}: " if number else ""
            problem = ReadError(f"{place}{error}")
            if on_error is None:
                raise problem
            on_error(problem)
    return statements


def write_statements(statements: Iterable[Statement], path: str | Path) -> None:
    """Write statements as JSON Lines: UTF-8, one compact object a line, fields in their order, all of them.

    Parameters
    ----------
    path
        The file, which is replaced only once all is written, or ``-`` for standard output.

    Raises
    ------
    OSError
        If the folder is missing or may not be written to.
    """
    write_records(statements, path)


def _items(path: str | Path) -> Iterator[tuple[int, Statement | ReadError]]:
    try:
        data = bytes_of(path)
        text = decoded(data, encoding="utf-8", name=name_of(path)) if data else ""
    except ReadError as error:
        yield 0, error  # of the whole file, and already with its name
        return
    for number, record in json_objects(text):
        try:
            yield number, _statement(record)
        except ReadError as error:
            yield number, error


def _repeated(statement: Statement, lines: Mapping[str, int]) -> ReadError | None:
    if statement.id not in lines:
        return None
    return ReadError(f"statement id {statement.id!r} is already on line {lines[statement.id]}")


def _statement(record: dict[str, Any] | ReadError) -> Statement:
    if isinstance(record, ReadError):
        raise record
    if "text" in record and not {"stance", "evidence"} & record.keys():
        raise ReadError("a document, expected a statement")
    if "anchor" in record and record.keys() <= Correction.model_fields.keys():
        raise ReadError("a correction, expected a statement; corrections are given with --corrections")
    # Left to itself, pydantic reads a number as seconds since 1970.
    for prefix, holder in (("", record), ("document.", record.get("document"))):
        for name in ("date", "date_end"):
            value = holder.get(name) if isinstance(holder, dict) else None
            if value is not None and not isinstance(value, str):
                raise ReadError(f"{prefix}{name}: expected an ISO day such as 2024-10-21, got {brief(value)}")
    try:
        return Statement.model_validate(record)
    except ValidationError as error:
        raise ReadError(first_problem(error)) from None
