"""How far along the way an input is: documents, statements or a graph; or that it holds corrections."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from stancegraph.errors import ReadError
from stancegraph.reading.records import begins_as_object, header_of, json_objects
from stancegraph.reading.sources import bytes_of, is_standard_input, name_of, refuse_unusable

PLAIN_ENDINGS: Final = (".txt", ".md")
PAGE_ENDINGS: Final = (".html", ".htm")
RECORD_ENDINGS: Final = (".jsonl", ".csv")
GRAPH_ENDINGS: Final = (".json", ".graphml", ".gexf")


class Stage(StrEnum):
    """How far along the way an input is."""

    DOCUMENTS = "documents"
    """Texts, or records of texts."""
    STATEMENTS = "statements"
    """JSON Lines of statements."""
    GRAPH = "graph"
    """A graph, or the ties of one as a table."""
    CORRECTIONS = "corrections"
    """JSON Lines of corrections, which are no input but are laid over one."""


def stage_of(path: str | Path, *, encoding: str = "utf-8") -> Stage:
    """Return what an input holds, by its ending and its first record that is not broken.

    JSON Lines with a stance or evidence are statements, with an anchor but no evidence corrections, else documents; an
    empty file holds no statements, since
    that is what extraction writes when it finds nothing. A table with columns ``source`` and ``target`` but none
    called ``text`` has the ties of a graph.

    Parameters
    ----------
    path
        A file, a folder, or ``-`` for standard input.
    encoding
        Of tables and JSON Lines.

    Raises
    ------
    ReadError
        If there is no such file or its ending is unknown.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     print(stage_of(folder))
    documents
    """
    refuse_unusable(path)
    if not is_standard_input(path) and (stage := _stage_by_ending(Path(path))) is not None:
        return stage
    try:
        text = bytes_of(path).decode(encoding, errors="replace").removeprefix("\ufeff")
    except LookupError:
        raise ReadError(f"{name_of(path)}: unknown encoding {encoding!r}") from None
    if Path(path).suffix.lower() == ".csv":
        header, _ = header_of(text, known=("text", "source", "target"), wanted="source")
        has_text = "text" in header_of(text, known=("text",), wanted="text")[0]
        return Stage.GRAPH if {"source", "target"} <= set(header) and not has_text else Stage.DOCUMENTS
    if not text.strip():
        return Stage.STATEMENTS
    if is_standard_input(path) and not begins_as_object(text):
        return Stage.DOCUMENTS
    return _stage_of_lines(text)


def unknown_ending(path: str | Path, known: tuple[str, ...]) -> ReadError:
    """Return the error that names the ending and the known ones."""
    return ReadError(f"{name_of(path)}: unknown ending {Path(path).suffix!r}, expected one of {', '.join(known)}")


def _stage_by_ending(path: Path) -> Stage | None:
    ending = path.suffix.lower()
    if path.is_dir():
        return Stage.DOCUMENTS
    if not path.exists():
        raise ReadError(f"{path}: no such file or folder")
    if ending in PLAIN_ENDINGS + PAGE_ENDINGS:
        return Stage.DOCUMENTS
    if ending in GRAPH_ENDINGS:
        return Stage.GRAPH
    if ending not in RECORD_ENDINGS:
        raise unknown_ending(path, PLAIN_ENDINGS + PAGE_ENDINGS + RECORD_ENDINGS + GRAPH_ENDINGS)
    return None


def _stage_of_lines(text: str) -> Stage:
    for _, record in json_objects(text):
        if isinstance(record, ReadError):
            continue
        fields = record.keys()
        if "nodes" in fields:
            return Stage.GRAPH
        if "anchor" in fields and not fields & {"evidence", "text"}:
            return Stage.CORRECTIONS
        return Stage.STATEMENTS if fields & {"stance", "evidence"} and "text" not in fields else Stage.DOCUMENTS
    return Stage.DOCUMENTS
