"""What `explain` tells of a sentence, as records: its parse, the way to each statement, and what came to nothing."""

from __future__ import annotations

import datetime as dt

from stancegraph.extraction.resolutions import Resolution
from stancegraph.models import Confidence, DateBasis, DocumentRef, Factuality, NonEmpty, Record, Sign, Span


class ParsedWord(Record):
    """One word of a parse: `hangs` says how it hangs on the word `on`, which stands `depth` steps below the root."""

    text: str
    lemma: str
    tag: str
    hangs: str
    on: str | None
    depth: int
    start: int
    end: int


class Frame(Record):
    """What the clause or noun phrase says before it is known who the actors are.

    Attributes
    ----------
    trigger
        The words that show the stance.
    deed
        What is reported, where the stance lies in reporting it.
    sort
        ``verb``, ``noun`` or ``report``: what the pattern begins with, or that the statement lies in reporting it.
    voice
        Active or passive; null for a noun.
    done_by, done_to
        The words where the pattern has its source and its target, else those for agents and patients.
    said_by
        Each report that it stands in, with the words for who makes it.
    """

    trigger: str
    deed: str | None = None
    sort: NonEmpty
    voice: str | None
    negated: bool
    done_by: tuple[str, ...] = ()
    done_to: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()


class Entry(Record):
    """The entry of the codebook that shows a stance.

    Attributes
    ----------
    pattern
        As it is written in the codebook; null if there is none.
    as_read
        The same with only those of several words that the sentence has.
    origin
        Whose pattern it is: of the built-in codebook or of the user's.
    derived
        How the stance follows from a pattern of another stance; null if the pattern is its own.
    """

    stance: NonEmpty
    sign: Sign
    meaning: NonEmpty
    pattern: str | None
    as_read: str | None
    origin: NonEmpty
    derived: str | None = None


class Way(Record):
    """The way to one statement.

    Attributes
    ----------
    id
        That of the statement.
    summary
        Source, stance and target in a line.
    factuality_because, confidence_because, date_because
        The reason for the value, in words.
    doubts
        Who says that the claim cannot be confirmed, with the words for it.
    """

    id: NonEmpty
    summary: NonEmpty
    cue: Span
    frame: Frame
    entry: Entry
    source: Resolution
    target: Resolution | None
    target_because: str | None = None
    factuality: Factuality
    factuality_because: NonEmpty
    attributed_to: str | None = None
    doubts: tuple[str, ...] = ()
    date: dt.date | None = None
    date_end: dt.date | None = None
    date_basis: DateBasis | None = None
    date_because: NonEmpty
    confidence: Confidence
    confidence_because: NonEmpty


class Attempt(Record):
    """A word that begins a pattern of the codebook, and why nothing came of it.

    Attributes
    ----------
    stance, pattern, as_read
        The pattern that came nearest, as in `Entry`; null if none was tried.
    outcome
        Why nothing came of it.
    others
        How many more patterns begin with the word.
    """

    word: NonEmpty
    start: int
    end: int
    stance: str | None = None
    pattern: str | None = None
    as_read: str | None = None
    outcome: NonEmpty
    others: int = 0


class Explanation(Record):
    """What was made of one sentence.

    Attributes
    ----------
    sentence, sentences
        Its number in the document, from 1, and how many there are.
    outcome
        How many statements were found, or why none.
    repairs
        What was mended in the parse, for one word each.
    actors
        Everybody who is named or meant in the sentence, each once.
    """

    document: DocumentRef
    sentence: int
    sentences: int
    start: int
    end: int
    quote: str
    outcome: NonEmpty
    statements: tuple[Way, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    actors: tuple[Resolution, ...] = ()
    parse: tuple[ParsedWord, ...] = ()
    repairs: tuple[str, ...] = ()
