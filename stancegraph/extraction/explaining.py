"""The way from a sentence to its statements: parse, frame, codebook entry, actors, date; or why there are none.

Nothing is decided here. The document is read exactly as `extract` reads it, with notes taken on the way, and what was
noted is told.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from stancegraph.codebook import load_codebook
from stancegraph.errors import UnknownNameError
from stancegraph.extraction import is_skipped, stance_reader
from stancegraph.extraction.clauses import agents, is_negated, is_passive, patients
from stancegraph.extraction.dating import Dates
from stancegraph.extraction.findings import SURE
from stancegraph.extraction.matching import candidates, misfit, stems
from stancegraph.extraction.notes import MISFIT, NOT_NEGATED, UNREPORTED, Note
from stancegraph.extraction.resolutions import BEFORE_NOUN, Resolution, Resolutions
from stancegraph.gazetteer import load_gazetteer
from stancegraph.models import Confidence, DateBasis, Document, DocumentRef, Factuality, NonEmpty, Record, Sign, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stancegraph.codebook import Codebook, Pattern, Stance
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.mending import Repair
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.stances import StanceReader
    from stancegraph.gazetteer import Gazetteer
    from stancegraph.models import Statement

# How many trigger words the one line of a sentence without statements names.
TRIGGERS_TOLD: Final = 3
# That no pattern of these fits is no news.
PLAIN_VERBS: Final = frozenset({"be", "do", "have"})
NO_FIT: Final = "no pattern fits"
# Of a pattern's alternatives none of which is there, so many are shown.
SHOWN_ALTERNATIVES: Final = 3
# An id shorter than this is given in full.
SHORT_ID: Final = 8


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
        self.notes: list[Note] = []
        self.repairs: list[Repair] = []
        self.reader: StanceReader = stance_reader(
            document, codebook, gazetteer, model, notes=self.notes, repairs=self.repairs
        )
        self.codebook = codebook
        statements = self.reader.statements()
        self.ways = list(zip(self.reader.kept, statements, strict=True))
        self.resolutions = Resolutions(self.reader.references)
        self._dates = Dates(self.reader.parse, codebook.nouns)
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
        attempts = () if statement is not None else tuple(self._attempts(number, words))
        actors = tuple(self._actors(words))
        return Explanation(
            document=self._document.reference(),
            sentence=number + 1,
            sentences=len(parse.sentences),
            start=start,
            end=end,
            quote=self._document.text[start:end],
            outcome=_outcome(len(here), attempts, actors),
            statements=tuple(self._way(f, s) for f, s in here),
            attempts=attempts,
            actors=actors,
            parse=tuple(_parsed(words)),
            repairs=tuple(_repaired(r) for r in self.repairs if r.word.sentence == number),
        )

    # ------------------------------------------------------------------------------------------------ statements

    def _way(self, finding: Finding, statement: Statement) -> Way:
        source = self.resolutions.of(finding.source)
        target, answered = None, None
        if finding.target is not None:
            if not finding.is_claimed:
                answered = finding.target.word
            target = self.resolutions.of(finding.target, answered=answered)
            if answered is finding.source.word:
                aim = "nobody is named, and a group that takes this stance is taken to take it toward its state"
                target = target.model_copy(update={"because": aim})
        return Way(
            id=statement.id,
            summary=_summary(statement),
            cue=statement.evidence.cue,
            frame=self._frame(finding),
            entry=self._entry(finding),
            source=source,
            target=target,
            target_because=None
            if target is not None
            else "nobody in particular, which this stance may be taken toward",
            factuality=statement.factuality,
            factuality_because=_factuality_because(finding),
            attributed_to=None if statement.attributed_to is None else statement.attributed_to.name,
            date=statement.date,
            date_end=statement.date_end,
            date_basis=statement.date_basis,
            date_because=self._date_because(finding, statement),
            confidence=statement.confidence,
            confidence_because=_confidence_because(finding, source, target),
        )

    def _frame(self, finding: Finding) -> Frame:
        match, state = finding.match, finding.state
        head = finding.cue[0] if match is None else match.head
        is_verb = head.pos in {"VERB", "AUX"}
        phrase = self.resolutions.phrase
        if is_verb or match is None:
            by, to = agents(head), patients(head)
        else:
            by, to = [finding.source.word], []
        if match is not None:
            by, to = match.sources or by, match.targets or to
        reports = [] if state is None else state.reports
        return Frame(
            trigger=_joined(finding.cue),
            deed=_joined(match.cue) if match is not None and finding.origin == "report" else None,
            sort=finding.origin,
            voice=("passive" if is_passive(head) else "active") if is_verb else None,
            negated=is_negated(head),
            done_by=tuple(phrase(w) for w in by),
            done_to=tuple(phrase(w) for w in to),
            said_by=tuple(_report(r, [phrase(w) for w in agents(r)]) for r in reports),
        )

    def _entry(self, finding: Finding) -> Entry:
        stance = self.codebook.stances[finding.stance]
        pattern = None if finding.match is None else finding.match.pattern
        own = None if pattern is None else _owner(pattern, stance, self.codebook)
        derived = None
        if pattern is not None and pattern.text in stance.obligations:
            derived = f"to say that somebody {pattern.text} do something is {stance.name}"
        elif own is not None and own.name != stance.name:
            if stance.answers_claims:
                derived = f"the pattern is of {own.name}; to say that one's own side did not do it is {stance.name}"
            elif finding.origin == "report":
                derived = f"the pattern is of {own.name}; to report such a deed of another side is {stance.name}"
            else:
                derived = f"the pattern is of {own.name}; to promise or threaten it is {stance.name}"
        return Entry(
            stance=stance.name,
            sign=stance.sign,
            meaning=stance.meaning,
            pattern=None if pattern is None else pattern.text,
            as_read=None if pattern is None else _as_read(pattern.text, self._cue(finding), self.codebook),
            origin="the user's codebook" if pattern is not None and pattern.is_users else "the built-in codebook",
            derived=derived,
        )

    @staticmethod
    def _cue(finding: Finding) -> list[Word]:
        return [*finding.cue, *(() if finding.match is None else finding.match.cue)]

    def _date_because(self, finding: Finding, statement: Statement) -> str:
        dated = self._dates.of(finding.cue, planned=finding.factuality is Factuality.PLANNED)
        if dated.words:
            ordered = sorted(dated.words, key=lambda w: w.i)
            published = self._dates.published
            seen = "" if published is None else f", as seen from {published.isoformat()}"
            return f"'{' '.join(w.text for w in ordered)}' in the text{seen}"
        if statement.date is None:
            return "its words name no day, and the day of publication is not known"
        return "its words name no day, so that it is the day of publication"

    # --------------------------------------------------------------------------------------------------- nothing

    def _attempts(self, number: int, words: list[Word]) -> Iterator[Attempt]:
        """Yield each word of a sentence that begins a pattern, or would, and no statement shows."""
        shown = {w.i for f in self.reader.kept if f.sentence == number for w in f.cue}
        shown |= {f.match.head.i for f in self.reader.kept if f.match is not None and f.sentence == number}
        noted: dict[int, list[Note]] = {}
        for note in self.notes:
            noted.setdefault(note.word.i, []).append(note)
        for word in words:
            if word.i in shown:
                continue
            dropped = next((f for f in self.reader.findings if f.cue[0] is word and not self._is_kept(f)), None)
            if dropped is not None:
                yield self._dropped(word, dropped)
            elif word.i in noted:
                plain = word.dep in {"aux", "auxpass"} or word.lemma in PLAIN_VERBS
                if not plain or any(n.outcome != MISFIT for n in noted[word.i]):
                    yield self._attempt(word, noted[word.i])
            elif word.i in self.reader.references.names.at or not word.lower.isalpha():
                continue
            elif candidates(word, self.codebook.verbs) and word.pos in {"NOUN", "PROPN"}:
                yield _bare(word, "the codebook has it as a verb, and here the parser takes it for a noun")
            elif candidates(word, self.codebook.nouns) and word.pos in {"VERB", "AUX"}:
                yield _bare(word, "the codebook has it as a noun, and here the parser takes it for a verb")

    def _is_kept(self, finding: Finding) -> bool:
        return any(
            (f.cue, f.stance, f.source.actor.id) == (finding.cue, finding.stance, finding.source.actor.id)
            for f in self.reader.kept
        )

    def _dropped(self, word: Word, finding: Finding) -> Attempt:
        stance = self.codebook.stances[finding.stance]
        target = "" if finding.target is None else f" {finding.target.actor.name}"
        what = f"{finding.source.actor.name} {stance.name}{target}"
        if finding.target is None and stance.target == "required":
            outcome = f"{finding.source.actor.name} {stance.name} nobody: a target is needed, and the text implies none"
        else:
            outcome = f"{what}: shown by other words of the sentence already, and kept once"
        text = None if finding.match is None else finding.match.pattern.text
        return Attempt(
            word=word.text,
            start=word.start,
            end=word.end,
            stance=stance.name,
            pattern=text,
            as_read=text,
            outcome=outcome,
        )

    def _attempt(self, word: Word, notes: list[Note]) -> Attempt:
        """Return what became of a word: of the pattern that fitted, else of the one of which most is there."""
        fitting = [n for n in notes if n.outcome != MISFIT]
        best = min(fitting, key=lambda n: _SAYING_LESS.get(n.outcome, 0), default=None)
        patterns = {n.pattern for n in notes}
        if best is not None:
            same = [n for n in fitting if n.pattern is best.pattern]
            outcome = "; ".join(dict.fromkeys(self._outcome_of(n) for n in same))
        else:
            lacks = ((n, *misfit(n.pattern, word)) for n in notes)
            best, lack, _ = max(lacks, key=lambda each: (each[2], -len(each[0].pattern.text)))
            outcome = f"{NO_FIT}: {lack}"
        return Attempt(
            word=word.text,
            start=word.start,
            end=word.end,
            stance=best.pattern.stance,
            pattern=best.pattern.text,
            as_read=_as_read(best.pattern.text, (word,), self.codebook),
            outcome=outcome,
            others=len(patterns) - 1,
        )

    def _outcome_of(self, note: Note) -> str:
        words = ", ".join(f"'{self.resolutions.phrase(w)}'" for w in note.words)
        return f"{note.outcome}: {words}" if words else note.outcome

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


def _bare(word: Word, outcome: str) -> Attempt:
    return Attempt(word=word.text, start=word.start, end=word.end, outcome=outcome)


def _owner(pattern: Pattern, stance: Stance, codebook: Codebook) -> Stance | None:
    """Return the stance under which a pattern stands in the codebook, the one it shows if it may be."""
    stances = [stance, *codebook.stances.values()]
    return next((s for s in stances if pattern.text in (*s.verbs, *s.nouns, *s.reported)), None)


def _as_read(pattern: str, words: Iterable[Word], codebook: Codebook) -> str:
    """Return a pattern with only those of its alternatives that are among words, else with the first few."""
    forms = {form for w in words for form in (w.lemma, w.lower, *stems(w.lower))}
    tokens = []
    for token in pattern.split():
        alternatives = token.split("|")
        there = [a for a in alternatives if a in forms or not forms.isdisjoint(codebook.words.get(a[1:-1], ()))]
        if not there and len(alternatives) > SHOWN_ALTERNATIVES:
            there = [*alternatives[:SHOWN_ALTERNATIVES], "…"]
        tokens.append("|".join(there or alternatives))
    return " ".join(tokens)


def _outcome(statements: int, attempts: tuple[Attempt, ...], actors: tuple[Resolution, ...]) -> str:
    """Return how many statements a sentence has, or the reason that it has none."""
    if statements:
        return f"{statements} statement{'' if statements == 1 else 's'}"
    if not attempts:
        return "no word of the codebook in it" + ("" if actors else ", and nobody is named or meant")
    ranked = sorted(attempts, key=lambda a: a.as_read is None or a.outcome.startswith(NO_FIT))
    told = [f"'{a.word}': {a.outcome}" for a in ranked[:TRIGGERS_TOLD]]
    more = [f"and {len(attempts) - TRIGGERS_TOLD} more"] if len(attempts) > TRIGGERS_TOLD else []
    nobody = [] if actors else ["nobody is named or meant in it"]
    return "; ".join([*nobody, *told, *more])


def _summary(statement: Statement) -> str:
    target = "" if statement.target is None else f" {statement.target.name}"
    return f"{statement.source.name} {statement.stance}{target}"


def _joined(words: Iterable[Word]) -> str:
    return " ".join(w.text for w in sorted(words, key=lambda w: w.i))


def _report(report: Word, who: list[str]) -> str:
    by = ", ".join(f"'{words}'" for words in who) or "nobody named"
    return f"{by} ('{report.text}')"


def _factuality_because(finding: Finding) -> str:
    state = finding.state
    if finding.attributed_to is not None:
        return f"{finding.attributed_to.name} says so, and is of another side than {finding.source.actor.name}"
    if finding.origin == "report":
        return "the stance lies in saying it, and the text says that it was said"
    if state is not None and state.because and state.factuality is finding.factuality:
        return state.because
    if finding.factuality is Factuality.ASSERTED:
        own = state is not None and bool(state.reports)
        return "those who say so are of the source's own side, or not known" if own else "the text says so itself"
    return "the words around it"


def _confidence_because(finding: Finding, source: Resolution, target: Resolution | None) -> str:
    sorts = {"verb": "a verb shows it", "noun": "a noun shows it", "report": "it lies in a report"}
    factors = [
        f"{SURE[finding.origin]:g} as {sorts[finding.origin]}",
        f"{source.sureness:g} for the source by {source.how}",
    ]
    if target is not None:
        guess = "" if finding.is_claimed else ", from what stands before"
        factors.append(f"{target.sureness:g} for the target by {target.how}{guess}")
    return " \N{MULTIPLICATION SIGN} ".join(factors)


def _repaired(repair: Repair) -> str:
    """Return in words what was mended about a word."""
    word = repair.word
    parts = [f"{repair.tag} made {word.tag}"] if repair.tag != word.tag else []
    if (repair.dep, repair.head) != (word.dep, word.head):
        parts.append(f"{_hung(repair.dep, repair.head, word)} made {_hung(word.dep, word.head, word)}")
    return f"'{word.text}': {', '.join(parts)}"


def _hung(dep: str, head: Word, word: Word) -> str:
    return _HANGS.get(dep, dep) if head is word else f"{_HANGS.get(dep, dep)} of '{head.text}'"


def _parsed(words: list[Word]) -> Iterator[ParsedWord]:
    """Yield the words as a tree: each root, then what hangs on it, in the order of the text."""
    waiting = [(w, 0) for w in reversed(words) if w.head is w or w.head.sentence != w.sentence]
    while waiting:
        word, depth = waiting.pop()
        yield ParsedWord(
            text=word.text,
            lemma=word.lemma,
            tag=word.tag,
            hangs=_HANGS.get(word.dep, word.dep) or "unknown",
            on=None if word.head is word else word.head.text,
            depth=depth,
            start=word.start,
            end=word.end,
        )
        waiting += [(c, depth + 1) for c in reversed(word.children)]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


# These say less than what else became of a word: they are noted for whatever needs a speaker, or a "not".
_SAYING_LESS: Final[Mapping[str, int]] = {UNREPORTED: 1, NOT_NEGATED: 2}

# How a word hangs on another, by the label of the parser.
_HANGS: Final[Mapping[str, str]] = {
    "ROOT": "root",
    "acl": "clause about it",
    "acomp": "complement",
    "advcl": "adverbial clause",
    "advmod": "adverb",
    "agent": "by-phrase",
    "amod": "adjective",
    "appos": "apposition",
    "attr": "predicate",
    "aux": "auxiliary",
    "auxpass": "passive auxiliary",
    "case": "possessive mark",
    "cc": "conjunction",
    "ccomp": "clause as object",
    "compound": "compound",
    "conj": "coordinated",
    "csubj": "clause as subject",
    "csubjpass": "clause as subject of a passive",
    "dative": "indirect object",
    "dep": "unclear",
    "det": "article",
    "dobj": "object",
    "expl": "expletive",
    "intj": "interjection",
    "mark": "marker of a clause",
    "neg": "negation",
    "nmod": "modifier",
    "npadvmod": "noun as adverb",
    "nsubj": "subject",
    "nsubjpass": "subject of a passive",
    "nummod": "number",
    "oprd": "object predicate",
    "parataxis": "clause beside it",
    "pcomp": "clause in a preposition",
    "pobj": "in the preposition",
    "poss": "owner",
    "preconj": "conjunction before",
    "predet": "before the article",
    "prep": "preposition",
    "prt": "particle",
    "punct": "punctuation",
    "quantmod": "modifier of a number",
    "relcl": "relative clause",
    "xcomp": "infinitive or participle",
}
