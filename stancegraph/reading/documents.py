"""Documents from files, folders and standard input, and back to JSON Lines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic import ValidationError

from stancegraph.errors import ReadError
from stancegraph.models import Document
from stancegraph.reading.records import (
    begins_as_object,
    brief,
    first_problem,
    json_objects,
    rows,
    write_records,
)
from stancegraph.reading.sources import (
    LONE_SURROGATE,
    bytes_of,
    decoded,
    files_in,
    is_standard_input,
    name_of,
    page_encoding,
    refuse_unusable,
)
from stancegraph.reading.stages import (
    PAGE_ENDINGS,
    PLAIN_ENDINGS,
    RECORD_ENDINGS,
    Stage,
    stage_of,
    unknown_ending,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


class _Found(NamedTuple):
    place: str
    document: Document


def read_documents(
    *inputs: str | Path,
    encoding: str = "utf-8",
    date: dt.date | str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    on_error: Callable[[ReadError], None] | None = None,
) -> list[Document]:
    """Return the documents in files, folders and standard input, in the order given.

    Parameters
    ----------
    *inputs
        Text (``.txt``, ``.md``), web pages (``.html``, ``.htm``; the main text is taken out of them), records
        (``.jsonl``, ``.csv`` with at least a field ``text``), folders of these, or ``-`` for standard input: JSON
        Lines if it begins as a JSON object does, else plain text. Folders are read with all they contain, in the
        order of relative paths; hidden files, unknown endings, links to folders or out of the folder, and files
        of statements, corrections or ties are left out, and counted in a `SkippedTextWarning`.
    encoding
        Of the bytes. A byte order mark is dropped; nothing else is changed, newlines neither.
    date, outlet, title, url
        What holds for every document that does not say otherwise; `date` is a day, or its ISO form.
    on_error
        Is called with each bad item, which is then left out. Without it the first one is raised.

    Returns
    -------
    list of Document
        The id is the one given, else the path relative to the folder (of a single file: its name) without its
        ending, with ``#`` and the line number added for records.

    Raises
    ------
    ReadError
        If a file is missing, empty, binary or in another encoding, a record is broken or without text, two
        documents have one id, or a folder has nothing to read.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = pathlib.Path(folder.name) / "note.txt"
    >>> _ = path.write_text("Sweden condemned Norway.", encoding="utf-8")
    >>> [(document.id, document.text) for document in read_documents(path)]
    [('note', 'Sweden condemned Norway.')]
    >>> folder.cleanup()
    """
    day = None if date is None else _day(date)
    described = {"date": day, "outlet": outlet, "title": title, "url": url}
    places: dict[str, str] = {}
    documents: list[Document] = []
    for item in _items(inputs, encoding, described):
        error = item if isinstance(item, ReadError) else _repeated(item, places)
        if isinstance(item, _Found) and error is None:
            places[item.document.id] = item.place
            documents.append(item.document)
        elif error is not None and on_error is not None:
            on_error(error)
        elif error is not None:
            raise error
    return documents


def write_documents(documents: Iterable[Document], path: str | Path) -> None:
    """Write documents as JSON Lines, from which `read_documents` returns them unchanged.

    Parameters
    ----------
    path
        The file, which is replaced only once all is written, or ``-`` for standard output.

    Raises
    ------
    OSError
        If the folder is missing or may not be written to.
    """
    write_records(documents, path)


def _repeated(found: _Found, places: Mapping[str, str]) -> ReadError | None:
    first = places.get(found.document.id)
    if first is None:
        return None
    return ReadError(f"{found.place}: document id {found.document.id!r} is already taken by {first}")


def _items(inputs: tuple[str | Path, ...], encoding: str, described: dict[str, Any]) -> Iterator[_Found | ReadError]:
    for given in inputs:
        try:
            refuse_unusable(given)
        except ReadError as error:
            yield error
            continue
        if is_standard_input(given):
            yield from _file_items(given, "standard-input", encoding, described)
        elif not Path(given).is_dir():
            yield from _file_items(given, Path(given).stem, encoding, described)
        else:
            try:
                paths = files_in(Path(given), reason_to_skip=_reason_to_skip)
            except ReadError as error:
                yield error
                continue
            for path in paths:
                document_id = path.relative_to(given).with_suffix("").as_posix()
                yield from _file_items(path, document_id, encoding, described)


def _reason_to_skip(path: Path) -> str | None:
    ending = path.suffix.lower()
    if ending not in _READERS:
        return f"ending in {ending or 'nothing'}"
    if ending in RECORD_ENDINGS and path.stat().st_size > 0 and stage_of(path) is not Stage.DOCUMENTS:
        return "of statements, corrections or ties"
    return None


def _file_items(
    path: str | Path, document_id: str, encoding: str, described: Mapping[str, Any]
) -> Iterator[_Found | ReadError]:
    name = name_of(path)
    # A file name need not be text on every system; what cannot be written down is replaced.
    document_id = LONE_SURROGATE.sub("\ufffd", document_id)
    try:
        text, read = _text_and_reader(path, encoding)
    except ReadError as error:
        yield error
        return
    for line, record in read(text):
        place = name if line is None else f"{name} line {line}"
        fields = {"id": document_id if line is None else f"{document_id}#{line}", **described}
        try:
            yield _Found(place, _document(record, fields))
        except ReadError as error:
            yield ReadError(f"{place}: {error}")


def _text_and_reader(path: str | Path, encoding: str) -> tuple[str, _Reader]:
    name, data = name_of(path), bytes_of(path)
    ending = Path(path).suffix.lower()
    read: _Reader
    if is_standard_input(path):
        text = decoded(data, encoding=encoding, name=name)
        read = json_objects if begins_as_object(text) else _plain
    elif ending not in _READERS:
        raise unknown_ending(path, tuple(_READERS))
    else:
        read = _READERS[ending]
        fitting = page_encoding(data, encoding=encoding) if ending in PAGE_ENDINGS else encoding
        text = decoded(data, encoding=fitting, name=name)
    if not text.strip():
        raise ReadError(f"{name}: the text is blank")
    return text, read


def _plain(text: str) -> Iterator[tuple[None, Mapping[str, Any]]]:
    yield None, {"text": text}


def _page(text: str) -> Iterator[tuple[None, Mapping[str, Any] | ReadError]]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - takes 0.3 s, which other formats need not wait for

    page = bare_extraction(
        text,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # A day found just anywhere on the page is more often not the one of publication.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    found: dict[str, Any] = page if isinstance(page, dict) else {} if page is None else page.as_dict()
    if (found.get("text") or "").strip():
        yield None, {"outlet": found["sitename"], **{name: found[name] for name in ("text", "title", "date", "url")}}
    else:
        yield None, ReadError("no main text found in the page")


def _table(text: str) -> Iterator[tuple[int, Mapping[str, Any] | ReadError]]:
    yield from rows(text, known=Document.model_fields, wanted="text")


def _document(record: Mapping[str, Any] | ReadError, described: Mapping[str, Any]) -> Document:
    if isinstance(record, ReadError):
        raise record
    text = record.get("text")
    if text is None and {"stance", "evidence"} <= record.keys():
        raise ReadError("a statement, expected a document")
    if text is None and "anchor" in record:
        raise ReadError("a correction, expected a document; corrections are given with --corrections")
    if text is None:
        raise ReadError(f"no text; the record has {brief(sorted(record)) if record else 'no fields'}")
    if isinstance(text, str) and not text.strip():
        raise ReadError("the text is blank")
    # An empty cell of a table, or an empty string, says as little as a missing field.
    given = {name: record[name] for name in Document.model_fields if record.get(name) not in (None, "")}
    fields = {**described, **given, "extra": _extra(record)}
    if isinstance(fields["id"], int) and not isinstance(fields["id"], bool):
        fields["id"] = str(fields["id"])
    if fields["date"] is not None:
        fields["date"] = _day(fields["date"])
    try:
        return Document.model_validate(fields)
    except ValidationError as error:
        raise ReadError(first_problem(error)) from None


def _extra(record: Mapping[str, Any]) -> dict[str, Any]:
    others = {name: value for name, value in record.items() if name not in Document.model_fields}
    extra = record.get("extra")
    if isinstance(extra, dict):
        return {**extra, **others}
    return others if extra is None else {**others, "extra": extra}


def _day(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.datetime.fromisoformat(str(value).strip() if isinstance(value, str) else "").date()
    except ValueError:
        raise ReadError(f"date: expected an ISO day such as 2024-10-21, got {brief(value)}") from None


if TYPE_CHECKING:
    # A text to its records, each with the line where it begins if there can be several.
    _Reader = Callable[[str], Iterator[tuple[int | None, Mapping[str, Any] | ReadError]]]

_READERS: Final[Mapping[str, _Reader]] = {
    **dict.fromkeys(PLAIN_ENDINGS, _plain),
    **dict.fromkeys(PAGE_ENDINGS, _page),
    ".jsonl": json_objects,
    ".csv": _table,
}
