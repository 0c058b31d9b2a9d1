r"""What readers say of statements, laid over them: right, in doubt, wrong.

Whoever reads the quotes on the page can tag a statement and export the tags as JSON Lines. Every later step takes them:
what is wrong is left out, what is right is certain. A tag holds for the statement that was read. If the extractor reads
the same place otherwise by now, a person has to look again: that is reported, and never guessed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

from pydantic import Field, ValidationError

from stancegraph.errors import ReadError
from stancegraph.models import Correction, Record, Statement, Tag
from stancegraph.reading.records import first_problem, json_objects, write_records
from stancegraph.reading.sources import bytes_of, decoded, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

CERTAIN: Final = 1.0
"""Confidence of a statement that a person has read and found right."""


class Effect(Record):
    """What corrections did to some statements.

    Of `changed` and `missing` corrections there is one for each place and id, the last one.
    """

    wrong: int = Field(default=0, ge=0, description="statements left out since they are wrong")
    doubted: int = Field(default=0, ge=0, description="statements in doubt, left out if that was asked for")
    copies: int = Field(default=0, ge=0, description="statements left out with the one that they are a copy of")
    confirmed: int = Field(default=0, ge=0, description="statements that are right")
    overridden: int = Field(default=0, ge=0, description="corrections that gave way to a later one with another tag")
    notes: int = Field(default=0, ge=0, description="corrections without a tag")
    changed: tuple[Correction, ...] = Field(default=(), description="not applied: their place is read otherwise by now")
    missing: tuple[Correction, ...] = Field(default=(), description="not applied: nothing is read at their place")


def read_corrections(path: str | Path, *, on_error: Callable[[ReadError], None] | None = None) -> list[Correction]:
    """Return the corrections in a JSON Lines file, in its order.

    Parameters
    ----------
    path
        The file, or ``-`` for standard input. An empty one holds none, which is not an error.
    on_error
        Is called with each bad line, which is then left out. Without it the first one is raised.

    Raises
    ------
    ReadError
        If the file is missing or not UTF-8, whether or not there is an `on_error`, since then everything that a person
        has decided would be left out; or if a line is not a correction.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = pathlib.Path(folder.name) / "corrections.jsonl"
    >>> _ = path.write_text('{"anchor": "5f1c", "tag": "wrong", "note": "it was his brother"}', encoding="utf-8")
    >>> [(each.tag.value, each.note) for each in read_corrections(path)]
    [('wrong', 'it was his brother')]
    >>> folder.cleanup()
    """
    return [correction for _, correction in iter_corrections(path, on_error=on_error)]


def iter_corrections(
    path: str | Path, *, on_error: Callable[[ReadError], None] | None = None
) -> Iterator[tuple[str, Correction]]:
    """Yield where each correction stands, as file and line, and the correction; else as `read_corrections`."""
    name = name_of(path)
    data = bytes_of(path)
    for number, record in json_objects(decoded(data, encoding="utf-8", name=name) if data else ""):
        where = f"{name} line {number}"
        try:
            yield where, _correction(record)
        except ReadError as error:
            problem = ReadError(f"{where}: {error}")
            if on_error is None:
                raise problem from None
            on_error(problem)


def _correction(record: dict[str, Any] | ReadError) -> Correction:
    if isinstance(record, ReadError):
        raise record
    if "evidence" in record:
        raise ReadError("a statement, expected a correction, as the page exports them")
    try:
        return Correction.model_validate(record)
    except ValidationError as error:
        raise ReadError(first_problem(error)) from None


def write_corrections(corrections: Iterable[Correction], path: str | Path) -> None:
    """Write corrections as JSON Lines: UTF-8, one compact object a line, fields in their order, all of them.

    Parameters
    ----------
    path
        The file, which is replaced only once all is written, or ``-`` for standard output.

    Raises
    ------
    OSError
        If the folder is missing or may not be written to.
    """
    write_records(corrections, path)


def corrected(
    statements: Iterable[Statement], corrections: Iterable[Correction], *, without_doubted: bool = False
) -> tuple[list[Statement], Effect]:
    """Return the statements as they are after corrections, in their order, and what was done.

    A correction is about the statement of its id, or without an id about every statement on its anchor. What is
    tagged ``wrong`` is left out; ``keep`` makes the confidence 1, since a person has read it; ``doubt`` changes
    nothing, unless `without_doubted`. A note without a tag changes nothing, nor does it take a tag back. Of several
    tags of one statement the last one holds.

    A copy is left out with the statement it is a copy of, unless it has a tag of its own. It is not confirmed with it.

    Parameters
    ----------
    statements
        After `merged`, if actors are merged: that gives new ids to the statements of these actors, and what the page
        showed is what the corrections are about. Anchors stay, so that a correction without an id holds before and
        after.
    corrections
        The later, the stronger. Where no two are about the same statement, their order makes no difference.
    without_doubted
        Leave out what is tagged ``doubt``, too.

    Notes
    -----
    Correcting twice changes nothing more, but what was left out the first time is reported as changed or missing the
    second time.

    Examples
    --------
    >>> from stancegraph import Document, extract
    >>> right, wrong = extract([Document(id="a", text="Norway thanked Sweden. Georgia accused Russia of lying.")])
    >>> tags = [Correction(anchor=right.anchor, tag="keep"), Correction(anchor=wrong.anchor, tag="wrong")]
    >>> left, effect = corrected([right, wrong], tags)
    >>> [(statement.stance, statement.confidence) for statement in left]
    [('supports', 1.0)]
    >>> effect.wrong, effect.confirmed
    (1, 1)
    """
    given = list(statements)
    known = {statement.id: statement for statement in given}
    tags, effect = _tags(known, corrections)
    gone = {Tag.WRONG, Tag.DOUBT} if without_doubted else {Tag.WRONG}
    left: list[Statement] = []
    counts: Counter[str] = Counter()
    for statement in given:
        own = tags.get(statement.id)
        if own is not None:
            counts[_COUNTS[own]] += 1
        if _inherited(statement, known, tags) in gone:
            counts["copies"] += own is None
        elif own is Tag.KEEP and statement.confidence != CERTAIN:
            left.append(statement.model_copy(update={"confidence": CERTAIN}))
        else:
            left.append(statement)
    return left, effect.model_copy(update=dict(counts))


_COUNTS: Final[Mapping[Tag, str]] = {Tag.WRONG: "wrong", Tag.DOUBT: "doubted", Tag.KEEP: "confirmed"}


def _tags(known: Mapping[str, Statement], corrections: Iterable[Correction]) -> tuple[dict[str, Tag], Effect]:
    """Return the id of each statement that has a tag -> the one that holds, and what could not be applied."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for id_, statement in known.items():
        places[statement.anchor].append(id_)
    said: defaultdict[str, list[tuple[int, Tag]]] = defaultdict(list)
    changed: dict[tuple[str, str | None], Correction] = {}
    missing: dict[tuple[str, str | None], Correction] = {}
    notes = 0
    for number, correction in enumerate(corrections):
        if correction.tag is None:
            notes += 1
            continue
        here = places.get(correction.anchor)
        about = (here or []) if correction.statement is None else [correction.statement]
        found = [id_ for id_ in about if id_ in known]
        for id_ in found:
            said[id_].append((number, correction.tag))
        if not found:
            (missing if here is None else changed)[correction.anchor, correction.statement] = correction
    tags = {id_: each[-1][1] for id_, each in said.items()}
    # The same said again, as in an export that holds what an earlier one does, is no other opinion.
    overridden = {number for id_, each in said.items() for number, tag in each if tag is not tags[id_]}
    effect = Effect(
        overridden=len(overridden), notes=notes, changed=tuple(changed.values()), missing=tuple(missing.values())
    )
    return tags, effect


def _inherited(statement: Statement, known: Mapping[str, Statement], tags: Mapping[str, Tag]) -> Tag | None:
    """Return the tag of a statement, else of what it is a copy of, over as many steps as need be."""
    at: Statement | None = statement
    seen: set[str] = set()
    while at is not None and at.id not in seen:  # wire copies that are copies of each other are bad data, but no loop
        if at.id in tags:
            return tags[at.id]
        seen.add(at.id)
        at = None if at.copy_of is None else known.get(at.copy_of)
    return None
