"""Texts to records: the lines of JSON Lines, the rows of tables, and in one line what is wrong with them.

The `ReadError` raised here gives the reason only; whoever knows the file and the line puts them before it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import reprlib
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NoReturn

from stancegraph.errors import ReadError
from stancegraph.files import replacing
from stancegraph.reading.sources import is_standard_input

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from pydantic import ValidationError

    from stancegraph.models import Record

# Some spreadsheets separate by semicolons or tabs; the first under which the header has the column is taken.
_DELIMITERS: Final = (",", ";", "\t")
# The C type behind csv's limit has 32 bits on some systems.
_LARGEST_FIELD: Final = 2**31 - 1

# pydantic neither checks nor writes values some 250 levels deep; nobody's data are a hundred.
_DEEPEST: Final = 100

_ESCAPED_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")

_shortened: Final = reprlib.Repr()
_shortened.maxstring = _shortened.maxother = _shortened.maxlong = 60


def brief(value: object) -> str:
    """Return the repr of a value, cut to a length that fits a message."""
    return _shortened.repr(value)


def begins_as_object(text: str) -> bool:
    """Return whether a text begins as a JSON object does, which prose does not."""
    return re.match(r'\s*\{\s*["}]', text) is not None


def json_objects(text: str) -> Iterator[tuple[int, dict[str, Any] | ReadError]]:
    r"""Yield for each line that is not blank its number from 1, and the object on it or what is wrong with it.

    Wrong is also what could not be written again: NaN, infinities, halves of surrogate pairs, too deep a nesting.
    Of a repeated key the last value counts.

    Examples
    --------
    >>> for number, item in json_objects('{"id": "a"}\n\n{"id": NaN}'):
    ...     print(number, item)
    1 {'id': 'a'}
    3 NaN is not a JSON number
    """
    # str.splitlines would also split at U+2028, U+2029 and U+0085, which JSON strings may contain.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, _json_object(line)
            except ReadError as error:
                yield number, error


def _json_object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line, parse_constant=_refuse_constant, parse_float=_finite)
        if _ESCAPED_SURROGATE.search(line):
            json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise ReadError(f"broken JSON at column {error.colno}: {error.msg}") from None
    except UnicodeEncodeError as error:
        raise ReadError(f"a string contains half a character ({error.object[error.start]!r})") from None
    except RecursionError:
        raise ReadError("nested too deeply") from None
    except ValueError as error:  # an integer with more digits than Python converts
        raise ReadError(str(error)) from None
    if line.count("[") + line.count("{") > _DEEPEST and _is_deeper(value, _DEEPEST):
        raise ReadError("nested too deeply")
    if not isinstance(value, dict):
        raise ReadError(f"expected a JSON object, got {brief(value)}")
    return value


def _is_deeper(value: object, levels: int) -> bool:
    if levels < 0:
        return True
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_is_deeper(child, levels - 1) for child in children)


def _refuse_constant(name: str) -> NoReturn:
    raise ReadError(f"{name} is not a JSON number")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in {float("inf"), float("-inf")}:
        raise ReadError(f"{brief(digits)} is too large for a number")
    return number


def first_problem(error: ValidationError) -> str:
    """Return in one line the first thing that pydantic found wrong, and how many more there are."""
    problems = error.errors(include_url=False)
    first = problems[0]
    where = ".".join(str(part) for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ").rstrip(".")
    message = message[:1].lower() + message[1:]
    if first["type"] != "missing" and not isinstance(first["input"], dict | list):
        message += f", got {brief(first['input'])}"
    if len(problems) > 1:
        message += f" (and {len(problems) - 1} more)"
    return f"{where}: {message}" if where else message


def header_of(text: str, *, known: Collection[str], wanted: str) -> tuple[list[str], str]:
    """Return the header of a table and its delimiter: the one that shows the `wanted` column, else the comma.

    Known columns are recognised in any case; others are left as they are called.
    """
    for delimiter in _DELIMITERS:
        header = _header(text, delimiter, known)
        if wanted in header:
            return header, delimiter
    return _header(text, _DELIMITERS[0], known), _DELIMITERS[0]


def _header(text: str, delimiter: str, known: Collection[str]) -> list[str]:
    try:
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []
    return [folded if (folded := cell.strip().lower()) in known else cell for cell in cells]


def rows(text: str, *, known: Collection[str], wanted: str) -> Iterator[tuple[int, dict[str, str] | ReadError]]:
    """Yield for each record of a table the line where it begins, and its cells by column or what is wrong with it."""
    header, delimiter = header_of(text, known=known, wanted=wanted)
    if wanted not in header:
        yield 1, ReadError(f"no column {wanted!r} in the header, which is {brief(header)}")
        return
    if repeated := [column for column, count in Counter(header).items() if count > 1]:
        yield 1, ReadError(f"column {repeated[0]!r} is there twice")
        return
    records, problem = _cells(text, delimiter)
    for number, cells in records[1:]:
        if len(cells) == len(header):
            yield number, dict(zip(header, cells, strict=True))
        else:
            yield number, ReadError(f"{len(cells)} cells, but the header has {len(header)}")
    if problem is not None:
        yield problem
    elif len(records) == 1:
        yield 1, ReadError("a header, but no records")


def _cells(text: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], tuple[int, ReadError] | None]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[tuple[int, list[str]]] = []
    begin = 1
    # The limit is the whole process's, so all is read before it is set back.
    limit = csv.field_size_limit(_LARGEST_FIELD)
    try:
        for cells in reader:
            if cells:
                records.append((begin, cells))
            begin = reader.line_num + 1
    except csv.Error as error:
        return records, (begin, ReadError(f"broken CSV: {error}"))
    finally:
        csv.field_size_limit(limit)
    return records, None


def write_records(records: Iterable[Record], path: str | Path) -> None:
    """Write records as JSON Lines to a file, which is replaced once all is written, or to standard output."""
    lines = (record.model_dump_json() + "\n" for record in records)
    buffer = getattr(sys.stdout, "buffer", None)
    if not is_standard_input(path):
        with replacing(path) as file:
            file.writelines(lines)
    elif buffer is None:
        sys.stdout.writelines(lines)
    else:
        # Past the text layer, which on some systems has another encoding and other line ends.
        sys.stdout.flush()
        buffer.writelines(line.encode() for line in lines)
        buffer.flush()
