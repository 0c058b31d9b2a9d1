"""The records everything else is made of: documents, actors, statements with their evidence, and their corrections.

All are frozen, hashable and refuse unknown fields. Offsets count Unicode code points, are half-open
``[start, end)`` and point into `Document.text` exactly as it was read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from enum import StrEnum
from functools import lru_cache
from html import escape
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator, model_validator

SCHEMA_VERSION: Final = 1

Country = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 3166-1 alpha-3, 3166-3 for former states, XKX")]
Confidence = Annotated[float, Field(ge=0, le=1)]
Intensity = Annotated[float, Field(ge=-10, le=10, description="on the Goldstein scale")]
Sign = Literal[-1, 0, 1]
NonEmpty = Annotated[str, Field(min_length=1)]


class Record(BaseModel):
    """Base of all records: frozen, and without room for fields that nobody asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Kind(StrEnum):
    """What an actor is."""

    COUNTRY = "country"
    """A state, its government as a whole, its unnamed officials and forces."""
    OFFICIAL = "official"
    """A named person who speaks or acts in public."""
    ORGANISATION = "organisation"
    """A body with a name: ministry, agency, party, company, armed group, international organisation."""
    GROUP = "group"
    """An unnamed collective that is not a state's: rebels, protesters, opposition."""


class Factuality(StrEnum):
    """How far the text vouches for a statement."""

    ASSERTED = "asserted"
    """The text states it, or the actor's own side reports it undisputed."""
    ALLEGED = "alleged"
    """Another actor says it of the source, or it is only reported."""
    PLANNED = "planned"
    """Announced, intended, or bound to a condition."""
    DENIED = "denied"
    """The text in its own voice says that it did not happen."""


class DateBasis(StrEnum):
    """Where the date of a statement comes from."""

    TEXT = "text"
    """The sentence names it."""
    PUBLICATION = "publication"
    """The document appeared on it."""


class Tag(StrEnum):
    """What a person who has read the quote says of a statement."""

    KEEP = "keep"
    """It is right."""
    DOUBT = "doubt"
    """It may be wrong."""
    WRONG = "wrong"
    """It is not what the text says."""


class Document(Record):
    """One text with what is known of its publication."""

    schema_version: Literal[1] = SCHEMA_VERSION
    id: NonEmpty
    text: str
    date: dt.date | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    extra: dict[str, JsonValue] = Field(default_factory=dict)

    @field_validator("id", "text", "title", "outlet", "url")
    @classmethod
    def _can_be_written(cls, text: str | None) -> str | None:
        at = next((i for i, c in enumerate(text or "") if "\ud800" <= c <= "\udfff"), None)
        if at is not None:
            raise ValueError(f"character {at} is a lone surrogate, expected text that UTF-8 can hold")
        return text

    def __hash__(self) -> int:
        return hash((self.id, self.text))

    def quote(self, start: int, end: int) -> str:
        """Return ``text[start:end]``.

        Raises
        ------
        ValueError
            If the span is empty or not inside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(
                f"document {self.id!r}: span [{start}, {end}) is not inside its {len(self.text)} characters"
            )
        return self.text[start:end]

    def reference(self) -> DocumentRef:
        """Return what is needed to cite the document without its text."""
        return DocumentRef(id=self.id, title=self.title, outlet=self.outlet, url=self.url, date=self.date)


class DocumentRef(Record):
    """Enough of a document to cite it."""

    id: NonEmpty
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    date: dt.date | None = None


class Actor(Record):
    """A country, a named person, an organisation or a group.

    `id` is readable and the same in every run: ``country:KOR``, ``organisation:nato``,
    ``official:kor/kim-hong-kyun``; a surname alone stays within its document, ``official:smith@doc-id``.
    """

    id: NonEmpty
    name: NonEmpty
    kind: Kind
    country: Country | None = None
    role: str | None = None
    aliases: tuple[str, ...] = ()


class Span(Record):
    """A half-open stretch ``[start, end)`` of a document's text, in code points."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty; start must be below end")
        return self


class FoundBy(Record):
    """What read the statement out of the text; `model`, `codebook` and `gazetteer` are null for human coders."""

    extractor: NonEmpty
    version: NonEmpty
    model: str | None = None
    codebook: str | None = Field(default=None, description="first 12 hex digits of the codebook's SHA-256")
    gazetteer: str | None = Field(default=None, description="first 12 hex digits of the SHA-256 of all lists of names")


class Evidence(Span):
    """The quoted stretch that shows a statement, and within it the words that trigger it.

    `quote` is ``text[start:end]``; `cue` counts in the document's text like `start` and `end`.
    """

    quote: NonEmpty
    cue: Span
    found_by: FoundBy

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if len(self.quote) != self.end - self.start:
            raise ValueError(
                f"quote has {len(self.quote)} characters, expected the {self.end - self.start} of its span"
            )
        if not self.start <= self.cue.start < self.cue.end <= self.end:
            raise ValueError(
                f"cue [{self.cue.start}, {self.cue.end}) is not inside the evidence [{self.start}, {self.end})"
            )
        return self

    def parts(self) -> tuple[str, str, str]:
        """Return the quote as the stretches before, of and after the cue."""
        a, b = self.cue.start - self.start, self.cue.end - self.start
        return self.quote[:a], self.quote[a:b], self.quote[b:]


class Doubt(Record):
    """A sentence that says that a claim cannot be confirmed, or that whoever speaks knows nothing of it.

    `actor` is null where it names nobody known: "the report could not be independently verified".
    """

    document: DocumentRef
    actor: Actor | None = None
    evidence: Evidence


class Statement(Record):
    """One actor taking a stance toward another, with the text that shows it.

    `id` and `anchor` are computed when they are not given: `id` identifies the statement, `anchor` the place in
    the text, which human corrections attach to since it survives a better reading.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    id: NonEmpty
    anchor: NonEmpty
    document: DocumentRef
    source: Actor
    stance: NonEmpty
    target: Actor | None = None
    sign: Sign
    intensity: Intensity
    symmetric: bool = False
    factuality: Factuality = Factuality.ASSERTED
    attributed_to: Actor | None = None
    about: str | None = None
    date: dt.date | None = None
    date_end: dt.date | None = None
    date_basis: DateBasis | None = None
    confidence: Confidence = 1.0
    copy_of: str | None = None
    doubts: tuple[Doubt, ...] = Field(
        default=(), description="of the same document, that what is claimed cannot be confirmed"
    )
    evidence: Evidence

    @model_validator(mode="before")
    @classmethod
    def _computes_ids(cls, data: Any) -> Any:
        if not isinstance(data, dict) or ("id" in data and "anchor" in data):
            return data
        try:
            document, cue = _get(data["document"], "id"), _get(data["evidence"], "cue")
            source, target = _get(data["source"], "id"), data.get("target")
            span = (_get(cue, "start"), _get(cue, "end"))
            ids = statement_ids(document, span, source, data["stance"], None if target is None else _get(target, "id"))
        except (AttributeError, KeyError, TypeError):
            return data  # a field is missing: let the ordinary check name it
        return {**ids, **data}

    def _repr_html_(self) -> str:
        before, cue, after = (escape(part) for part in self.evidence.parts())
        target = "nobody named" if self.target is None else self.target.name
        origin = (self.document.outlet, self.document.title, self.date)
        where = ", ".join(str(part) for part in origin if part is not None) or self.document.id
        return (
            f"<p><b>{escape(self.source.name)}</b> {escape(self.stance)} <b>{escape(target)}</b>"
            f" ({self.factuality})</p><blockquote>{before}<mark>{cue}</mark>{after}"
            f"<footer>{escape(where)}</footer></blockquote>"
        )


class Correction(Record):
    """What a person says of a statement: a tag, a note or both.

    `anchor` and `statement` tell which one is meant, the rest is there so that a person can read the file.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    anchor: NonEmpty = Field(description="of the statement: the place in the text")
    statement: NonEmpty | None = Field(default=None, description="its id; null for every statement on that anchor")
    tag: Tag | None = None
    note: str | None = None
    source: str | None = Field(default=None, description="a name, as are stance and target")
    stance: str | None = None
    target: str | None = None
    document: str | None = Field(default=None, description="an id")
    quote: str | None = None


def statement_ids(
    document: str, cue: tuple[int, int], source: str, stance: str, target: str | None
) -> dict[Literal["id", "anchor"], str]:
    """Return the `id` and `anchor` that follow from the ids of a document and of actors, and the span of a cue."""
    place = f"{_as_json(document)},{cue[0]},{cue[1]}"
    return {
        "id": _digest(f"{place},{_as_json(source)},{_as_json(stance)},{_as_json(target)}"),
        "anchor": _digest(place),
    }


def ids_follow(statement: Statement) -> bool:
    """Return whether a statement's `id` and `anchor` are those of `statement_ids`."""
    # Asked of every statement of a page, so without the dict that the other returns, and the id only if need be.
    cue, target = statement.evidence.cue, statement.target
    place = f"{_as_json(statement.document.id)},{cue.start},{cue.end}"
    if statement.anchor != _digest(place):
        return False
    actors = f"{_as_json(statement.source.id)},{_as_json(statement.stance)}"
    return statement.id == _digest(f"{place},{actors},{_as_json(None if target is None else target.id)}")


def _get(record: Any, field: str) -> Any:  # a record, or the dict it will be made of
    return record[field] if isinstance(record, dict) else getattr(record, field)


def _digest(identity: str) -> str:
    return hashlib.sha256(f"[{identity}]".encode()).hexdigest()


@lru_cache(maxsize=65_536)  # documents, actors and stances come again and again
def _as_json(part: str | None) -> str:
    return json.dumps(part, ensure_ascii=True)
