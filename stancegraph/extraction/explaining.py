"""The way from a sentence to its statements: parse, frame, codebook entry, actors, date; or why there are none.

Nothing is decided here. The document is read exactly as `extract` reads it, with notes taken on the way, and what was
noted is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.codebook import load_codebook
from stancegraph.errors import UnknownNameError
from stancegraph.extraction import is_skipped, stance_reader
from stancegraph.extraction.attempts import Attempts, sentence_outcome
from stancegraph.extraction.explained_parses import parsed, repaired
from stancegraph.extraction.explanations import Explanation
from stancegraph.extraction.parsing import load_model, parse
from stancegraph.extraction.resolutions import BEFORE_NOUN, Resolution, Resolutions
from stancegraph.extraction.ways import Ways
from stancegraph.gazetteer import load_gazetteer
from stancegraph.models import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stancegraph.codebook import Codebook
    from stancegraph.extraction.mending import Repair
    from stancegraph.extraction.notes import Note
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.stances import StanceReader
    from stancegraph.gazetteer import Gazetteer

# An id shorter than this is given in full.
SHORT_ID: Final = 8


def explain(
    documents: Iterable[Document],
    *,
    statement: str | None = None,
    find: str | None = None,
    sentence: int | None = None,
    codebook: Codebook | None = None,
    gazetteer: Gazetteer | None = None,
    model: str | None = None,
) -> list[Explanation]:
    """Return for each sentence the way to its statements, or why nothing was found in it.

    Parameters
    ----------
    documents
        What to read. A text that is surely not English is left out with a `SkippedTextWarning`.
    statement
        An id, or enough of its beginning that it is the only one: only its sentence, and only the way to it.
    find
        Only sentences that contain these words, in any case and whatever the space between them.
    sentence
        Only the sentence of this number in its document, from 1.
    codebook, gazetteer, model
        As for `extract`; the same ones give the same statements.

    Raises
    ------
    UnknownNameError
        If no statement or more than one begins with `statement`.
    ModelError
        If the model is missing or not what it must be.

    Examples
    --------
    >>> [told] = explain([Document(id="a", text="Seoul did not condemn Oslo.")])
    >>> told.outcome
    "'condemn': it is negated"
    >>> [told] = explain([Document(id="a", text="Sweden was condemned by Norway.")])
    >>> [way] = told.statements
    >>> way.summary, way.frame.voice
    ('Norway condemns Sweden', 'passive')
    """
    codebook, gazetteer = codebook or load_codebook(), gazetteer or load_gazetteer()
    found: list[Explanation] = []
    seen = 0
    for document in documents:
        if is_skipped(document):
            continue
        telling = _Telling(document, codebook, gazetteer, model)
        seen += len(telling.ways)
        for number in range(len(telling.reader.parse.sentences)):
            if (sentence is None or number == sentence - 1) and telling.has(number, find):
                chosen = telling.explanation(number, statement)
                if chosen is not None:
                    found.append(chosen)
    if statement is not None:
        _check_is_one(statement, [way.id for told in found for way in told.statements], seen)
    return found


def unread_examples(
    codebook: Codebook, *, gazetteer: Gazetteer | None = None, model: str | None = None
) -> dict[str, str]:
    """Return for each stance whose example does not show it what was made of the example instead.

    This is how a new codebook is tried: a pattern of inflected words ("charged TARGET") is no error, but finds nothing.

    Examples
    --------
    >>> unread_examples(load_codebook())
    {}
    """
    unread = {}
    for stance in codebook.stances.values():
        document = Document(id=stance.name, text=stance.example)
        told = explain([document], codebook=codebook, gazetteer=gazetteer, model=model)
        found = [way for sentence in told for way in sentence.statements]
        if not any(way.entry.stance == stance.name for way in found):
            instead = [way.summary for way in found] or [sentence.outcome for sentence in told]
            unread[stance.name] = "; ".join(instead) or "it is not in English"
    return unread


def _check_is_one(statement: str, ids: list[str], seen: int) -> None:
    if not ids:
        raise UnknownNameError(
            f"statement {statement!r}: none of the {seen} that were found has this id, expected one of them or how it "
            "begins; another codebook, gazetteer, model or merge of actors than before gives others"
        )
    if len(ids) > 1:
        same = ", ".join(i[: max(SHORT_ID, len(statement) + 4)] for i in ids[:4])
        raise UnknownNameError(f"statement {statement!r}: {len(ids)} begin so ({same} …), expected more of the id")


class _Telling:
    """One document, read with notes taken, and told sentence by sentence."""

    def __init__(self, document: Document, codebook: Codebook, gazetteer: Gazetteer, model: str | None) -> None:
        notes: list[Note] = []
        self.repairs: list[Repair] = []
        read = parse(document, load_model(model), gazetteer)
        self.reader: StanceReader = stance_reader(read, codebook, gazetteer, model, notes=notes, repairs=self.repairs)
        statements = self.reader.statements()
        self.ways = list(zip(self.reader.kept, statements, strict=True))
        self.resolutions = Resolutions(self.reader.references)
        self._way = Ways(self.reader.parse, self.resolutions, codebook)
        self._attempts = Attempts(self.reader, notes, self.resolutions, codebook)
        self._document = document

    def has(self, number: int, words: str | None) -> bool:
        """Tell whether a sentence contains words."""
        start, end = self.reader.parse.span(number)
        return words is None or _plain(words) in _plain(self._document.text[start:end])

    def explanation(self, number: int, statement: str | None) -> Explanation | None:
        """Return what was made of a sentence; of one without the statement asked for, nothing."""
        parse = self.reader.parse
        here = [(f, s) for f, s in self.ways if f.sentence == number]
        if statement is not None:
            here = [(f, s) for f, s in here if s.id.startswith(statement)]
            if not here:
                return None
        start, end = parse.span(number)
        first, last = parse.sentences[number]
        words = parse.words[first:last]
        attempts = () if statement is not None else tuple(self._attempts.of(number, words))
        actors = tuple(self._actors(words))
        return Explanation(
            document=self._document.reference(),
            sentence=number + 1,
            sentences=len(parse.sentences),
            start=start,
            end=end,
            quote=self._document.text[start:end],
            outcome=sentence_outcome(len(here), attempts, actors),
            statements=tuple(self._way.of(f, s) for f, s in here),
            attempts=attempts,
            actors=actors,
            parse=tuple(parsed(words)),
            repairs=tuple(repaired(r) for r in self.repairs if r.word.sentence == number),
        )

    def _actors(self, words: list[Word]) -> Iterator[Resolution]:
        seen: set[str] = set()
        for word in words:
            mention = self.reader.references.names.at.get(word.i)
            modifies = word.dep in BEFORE_NOUN and word.pos != "PRON"
            if (mention is not None and word.i != mention.last) or (mention is None and modifies):
                continue
            for reading in self.reader.references.read(word):
                if reading.actor.id not in seen:
                    seen.add(reading.actor.id)
                    yield self.resolutions.of(reading)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
