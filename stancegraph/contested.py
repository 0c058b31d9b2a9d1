"""Claims, and who stands behind them: who says that an actor did something, who denies it, who looks into it.

A *claim* is what somebody says another did. Three sorts of statements speak of one, and `group_claims` brings those
that speak of the same one together: accusations and alleged deeds assert it, denials answer it, inquiries check it.
Who says that it cannot be confirmed takes no stance; the statements that assert it carry that as doubts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Final, TypeAlias

from pydantic import Field

from stancegraph.claim_words import STOP_WORDS, shortened, stem, tokens
from stancegraph.codebook import load_codebook
from stancegraph.errors import UnknownNameError
from stancegraph.models import Actor, Doubt, Factuality, Kind, NonEmpty, Record, Statement
from stancegraph.ties import reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stancegraph.codebook import Codebook, Stance


TAKEN: Final = frozenset({Factuality.ASSERTED, Factuality.ALLEGED})
"""Factualities of accusations, denials and inquiries that count: who only plans to accuse has not done so."""

ALIKE: Final = 0.5
"""Share of the words of two accusations that must be common to both. Not measured: the articles in `fixtures` hardly
repeat an accusation. At a half, "violating international law" and "violating human rights law" stay apart."""

TELLING: Final = 2  # content words without which an `about` ("the attack", "that") tells less than the quote

LONGEST_NAME: Final = 4  # words of a name that are looked for in the words of a claim: "Democratic Republic of Congo"


class Voice(Record):
    """An actor who asserts, denies or checks a claim, or cannot confirm it."""

    actor: Actor
    sentences: int = Field(ge=0, description="in which it does, wire copies not counted; 0: only a denial says so")
    first: dt.date | None = Field(description="day of the earliest")


class Claim(Record):
    """What somebody says another did, and everybody who speaks of it.

    `stance` and `target` are those of the deed where the text names it, as in *North Korea - aids - Russia*; else the
    claim has words only. An accusation and the deed it is about are two statements of one claim.
    """

    accused: Actor
    stance: str | None = Field(description="of the alleged deed")
    target: Actor | None = Field(description="of the alleged deed")
    words: NonEmpty = Field(description="those that most of its sentences share; a whole quote where there are none")
    asserted_by: tuple[Voice, ...] = Field(description="most sentences first, then earliest")
    denied_by: tuple[Voice, ...]
    investigated_by: tuple[Voice, ...]
    unconfirmed_by: tuple[Voice, ...] = Field(
        description="who says that it cannot be confirmed, or knows nothing of it"
    )
    unconfirmed: int = Field(ge=0, description="sentences that say so and name nobody: 'could not be verified'")
    unattributed: int = Field(ge=0, description="sentences that allege it without naming anybody: 'reportedly'")
    assertions: tuple[Statement, ...] = Field(description="by date, document and place, as are the next two")
    denials: tuple[Statement, ...]
    inquiries: tuple[Statement, ...]
    doubts: tuple[Doubt, ...] = Field(description="each sentence and actor once, in the order of the assertions")

    @property
    def is_contested(self) -> bool:
        """True if it is both asserted and denied."""
        return bool(self.asserted_by or self.unattributed) and bool(self.denied_by)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, by date, document and place."""
        return tuple(sorted((*self.assertions, *self.denials, *self.inquiries), key=reading_order))

    @property
    def first(self) -> dt.date | None:
        """Day of the earliest statement, None if none has a date."""
        return min((s.date for s in self.statements if s.date is not None), default=None)

    @property
    def last(self) -> dt.date | None:
        """Day of the latest statement, None if none has a date."""
        return max((s.date_end or s.date for s in self.statements if s.date is not None), default=None)

    def _repr_html_(self) -> str:
        rows = (("asserted by", self.asserted_by), ("denied by", self.denied_by), ("checked by", self.investigated_by))
        deed = "" if self.stance is None or self.target is None else f" {self.stance} {self.target.name}"
        return (
            f"<p><b>{escape(self.accused.name + deed)}</b>: {escape(self.words)}</p><ul>"
            + "".join(
                f"<li>{what} {escape(', '.join(voice.actor.name for voice in voices))}</li>"
                for what, voices in rows
                if voices
            )
            + "</ul>"
        )


def group_claims(
    statements: Iterable[Statement],
    *,
    rollup: str | None = None,
    names: Mapping[str, str] | None = None,
    codebook: Codebook | None = None,
) -> list[Claim]:
    """Return the claims that statements make, deny and check, contested ones first, then by number of statements.

    What is the same claim is decided in this order:

    1. *Deeds.* Alleged statements are of one claim if their source, stance and target are the same.
    2. *Accusations of a deed.* An accusation joins the deed that stands in its sentence with the same accused and the
       same accuser; else a deed of the accused with which it has a word in common, if the same document tells of that
       deed or the accusation names its target.
    3. *Other accusations* are of one claim if they accuse the same actor and at least half of their words are common
       (`ALIKE`): of those in `about`, folded, cut to a stem, without stop words and without the names of accuser and
       accused. Those without such words stand alone.
    4. *Denials* go to a claim of the same document: one made by whomever they answer, against the denier or with his
       side in it; of several, to the one in the same sentence, else with the most words in common, else the last
       before it. Else to one of another document that is worded alike. Else they are a claim of their own, of which
       the text tells no more than the denial.
    5. *Inquiries* go to a claim against their target in the same way. Those that fit none are left out.

    An actor and his country are one side: "Moscow" answers what is said of Putin.

    Parameters
    ----------
    statements
        In any order, which makes no difference.
    rollup
        ``"country"`` merges accused, targets and voices into their country, as `rolled_up` does; by default a
        minister and his state are two.
    names
        Country code -> name, for countries that are not themselves among the actors.
    codebook
        Says which stances are claims and which answer them; the built-in one by default. Stances that it does not
        have count as deeds.

    Returns
    -------
    list of Claim
        Each statement is in one claim at most.

    Raises
    ------
    UnknownNameError
        If `rollup` is anything but None or ``"country"``.

    Notes
    -----
    Weak points. Deeds are coarse: soldiers and shells that North Korea is said to send to Russia are one claim, and
    so are the attacks of ten years. Words are compared, not meanings: "sending troops" and "deploying soldiers" are
    two claims unless both are read as a deed. Claims worded alike one after the other may drift. A denial of several
    claims of one accuser goes to one of them. Doubts are those of the documents that assert the claim, and are not
    looked for where no statement was found to carry them. What a text says in its own voice, be it that the deed
    happened or that it did not, is nobody's claim and not counted. A sentence that is read wrongly: in "Kyiv accused
    Minsk of lying. Moscow denied the claim that it shelled Odesa", the denial is a claim of its own, as it should be,
    but asserted by nobody.

    Time and memory grow with the number of statements, and with the pairs of accusations of one actor that share a
    word.

    Examples
    --------
    >>> from stancegraph import Document, extract
    >>> text = "Kyiv accused Pyongyang of sending troops to Moscow. Pyongyang denied the accusation."
    >>> (claim,) = group_claims(extract([Document(id="a", text=text)]))
    >>> claim.accused.name, claim.stance, claim.target.name
    ('North Korea', 'aids', 'Russia')
    >>> [voice.actor.name for voice in claim.asserted_by], [voice.actor.name for voice in claim.denied_by]
    (['Ukraine'], ['North Korea'])
    """
    claims = _claims(statements, rollup=rollup, names=names, codebook=codebook)
    return sorted((_claim(draft, claims.actors) for draft in claims.drafts), key=_by_interest)


def contested_claims(statements: Iterable[Statement]) -> list[Claim]:
    """Return those of `group_claims` that are contested; the others are not put together first."""
    claims = _claims(statements)
    made = (_claim(draft, claims.actors) for draft in claims.drafts if draft.denials)
    return sorted((claim for claim in made if claim.is_contested), key=_by_interest)


def _claims(
    statements: Iterable[Statement],
    *,
    rollup: str | None = None,
    names: Mapping[str, str] | None = None,
    codebook: Codebook | None = None,
) -> _Claims:
    if rollup not in {None, "country"}:
        raise UnknownNameError(f"roll-up by {rollup!r}, expected 'country'")
    found = sorted({statement.id: statement for statement in statements}.values(), key=reading_order)
    book = load_codebook() if codebook is None else codebook
    claims = _Claims(_Actors(found, by_country=rollup is not None, names=names or {}))
    accusations: list[tuple[Statement, Actor]] = []
    denials: list[Statement] = []
    inquiries: list[tuple[Statement, Actor]] = []
    for statement in found:
        stance = book.stances.get(statement.stance)
        if stance is not None and (stance.is_claim or stance.answers_claims):
            if statement.factuality in TAKEN:
                if stance.answers_claims:
                    denials.append(statement)
                elif statement.target is not None:
                    accusations.append((statement, statement.target))
        elif statement.factuality is Factuality.ALLEGED and statement.target is not None:
            claims.add_deed(statement, statement.target)
        elif _is_inquiry(stance) and statement.target is not None and statement.factuality in TAKEN:
            inquiries.append((statement, statement.target))
    claims.place_accusations(accusations)
    claims.place_denials(denials)
    claims.place_inquiries(inquiries)
    return claims


def _by_interest(claim: Claim) -> tuple[bool, int, dt.date, str, str]:
    statements = claim.statements
    return (
        not claim.is_contested,
        -len(statements),
        claim.first or dt.date.max,
        claim.accused.id,
        statements[0].id,
    )


class _Actors:
    """Who is who: the record that stands for an actor, his side, and the names by which texts call them."""

    def __init__(self, statements: Sequence[Statement], *, by_country: bool, names: Mapping[str, str]) -> None:
        seen: defaultdict[str, Counter[Actor]] = defaultdict(Counter)
        for statement in statements:
            doubters = (doubt.actor for doubt in statement.doubts)
            for actor in (statement.source, statement.target, statement.attributed_to, *doubters):
                if actor is not None:
                    seen[actor.id][actor] += 1
        self._records = {
            id_: next(iter(each)) if len(each) == 1 else min(each, key=lambda a: (-each[a], repr(a)))
            for id_, each in seen.items()
        }
        self._by_country = by_country
        self._names = names
        self.called = self._sides_by_name()

    def home(self, actor: Actor) -> Actor:
        """Return the actor that stands for one: itself, or its country where actors are rolled up."""
        known = self._records[actor.id]
        if not self._by_country or known.country is None:
            return known
        id_ = side_of(known)
        if id_ in self._records:
            return self._records[id_]
        name = self._names.get(known.country, known.country)
        return Actor(id=id_, name=name, kind=Kind.COUNTRY, country=known.country)

    def _sides_by_name(self) -> dict[tuple[str, ...], str]:
        """Return names, as words, with the one side that they mean."""
        sides: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for actor in self._records.values():
            for name in (actor.name, *actor.aliases):
                sides[tokens(name)].add(side_of(actor))
        return {name: next(iter(each)) for name, each in sides.items() if len(each) == 1 and name}

    def words(self, text: str | None, *, without: Iterable[str]) -> frozenset[str]:
        """Return the content words of a text as stems, names as the ids of sides, except the sides not wanted."""
        spoken, found, at = tokens(text or ""), set(), 0
        while at < len(spoken):
            spans = (spoken[at : at + length] for length in range(LONGEST_NAME, 0, -1))
            name = next((span for span in spans if span in self.called), None)
            if name is not None:
                found.add(self.called[name])
            elif spoken[at] not in STOP_WORDS and len(spoken[at]) > 1:
                found.add(stem(spoken[at]))
            at += 1 if name is None else len(name)
        return frozenset(found - set(without))


@dataclass(eq=False)
class _Draft:
    """A claim in the making; `worded` are the sets of words of its statements."""

    accused: Actor
    stance: str | None = None
    target: Actor | None = None
    assertions: list[_Assertion] = field(default_factory=list)
    denials: list[Statement] = field(default_factory=list)
    inquiries: list[Statement] = field(default_factory=list)
    worded: dict[str, frozenset[str]] = field(default_factory=dict)

    def words(self) -> frozenset[str]:
        return frozenset().union(*self.worded.values())


@dataclass(frozen=True)
class _Assertion:
    """A statement that makes a claim, and by whom; None where the text does not say."""

    statement: Statement
    by: Actor | None
    claim: _Draft

    def is_by(self, claimant: Actor, *, among: str | None = None) -> bool:
        """Tell whether an actor, or his side, makes it; within the side `among`, only the actor himself."""
        if self.by is None:
            return False
        return self.by.id == claimant.id or (side_of(self.by) == side_of(claimant) != among)


@dataclass(frozen=True)
class _Answer:
    """A denial or an inquiry: whom the claim that it is about must accuse, and who made that, where the text tells."""

    statement: Statement
    accused: Actor
    claimant: Actor | None
    words: frozenset[str]


class _Claims:
    """The claims found so far, and the rules by which statements are added to them."""

    def __init__(self, actors: _Actors) -> None:
        self.actors = actors
        self.drafts: list[_Draft] = []
        self._deeds: dict[tuple[str, str, str], _Draft] = {}
        self._in_document: defaultdict[str, list[_Assertion]] = defaultdict(list)
        self._by_word: defaultdict[tuple[str, str], list[tuple[_Draft, frozenset[str]]]] = defaultdict(list)

    def add_deed(self, statement: Statement, target: Actor) -> None:
        accused, target = self.actors.home(statement.source), self.actors.home(target)
        if statement.symmetric and target.id < accused.id:
            accused, target = target, accused
        key = (accused.id, statement.stance, target.id)
        draft = self._deeds.get(key)
        if draft is None:
            draft = self._deeds[key] = self._new(_Draft(accused, statement.stance, target))
        words = self._words(statement, statement.source, statement.attributed_to)
        self._assert(_Assertion(statement, statement.attributed_to, draft), words)

    def place_accusations(self, accusations: Sequence[tuple[Statement, Actor]]) -> None:
        speakers: defaultdict[str, set[str]] = defaultdict(set)
        for each, _ in accusations:
            speakers[each.anchor].add(each.source.id)
        worded: list[tuple[Statement, Actor]] = []
        for each, target in accusations:
            deed = self._deed_beside(each, target, speakers[each.anchor])
            if deed is None:
                worded.append((each, target))
            else:
                self._assert(_Assertion(each, each.source, deed), self._words(each, target, each.source))
        for each, target in worded:
            accused, words = self.actors.home(target), self._words(each, target, each.source)
            alike = (draft for draft in self._alike(words, accused) if draft.accused.id == accused.id)
            draft = self._deed_worded(each, accused, words) or next(alike, None) or self._new(_Draft(accused))
            self._assert(_Assertion(each, each.source, draft), words)

    def place_denials(self, denials: Sequence[Statement]) -> None:
        alone: dict[str, _Draft] = {}
        for each in denials:
            answer = _Answer(each, each.source, each.target, self._words(each, each.source, each.target))
            # Of deniers joined by "and", all deny the same.
            draft = self._answered(answer) or alone.get(each.anchor)
            if draft is None:
                draft = alone[each.anchor] = self._new(_Draft(self.actors.home(each.source)))
                self._index(each, draft, answer.words)
            draft.denials.append(each)

    def place_inquiries(self, inquiries: Sequence[tuple[Statement, Actor]]) -> None:
        for each, target in inquiries:
            draft = self._answered(_Answer(each, target, None, self._words(each, target, each.source)))
            if draft is not None:
                draft.inquiries.append(each)

    def _words(self, statement: Statement, *involved: Actor | None) -> frozenset[str]:
        return self.actors.words(statement.about, without={side_of(a) for a in involved if a is not None})

    def _new(self, draft: _Draft) -> _Draft:
        self.drafts.append(draft)
        return draft

    def _assert(self, assertion: _Assertion, words: frozenset[str]) -> None:
        assertion.claim.assertions.append(assertion)
        self._in_document[assertion.statement.document.id].append(assertion)
        self._index(assertion.statement, assertion.claim, words)

    def _index(self, statement: Statement, draft: _Draft, words: frozenset[str]) -> None:
        if words not in draft.worded.values():
            for word in words:
                self._by_word[side_of(draft.accused), word].append((draft, words))
        draft.worded[statement.id] = words

    def _deed_beside(self, accusation: Statement, target: Actor, speakers: set[str]) -> _Draft | None:
        """Return the deed that an accusation of the same sentence is about: that of its speaker, the nearest."""
        fits = []
        for each in self._in_document[accusation.document.id]:
            deed, by = each.statement, each.by
            if each.claim.stance is None or not _same_sentence(deed, accusation) or deed.source.id != target.id:
                continue
            # Of accusers joined by "and", a deed is attributed to the first.
            if by is None or by.id in speakers:
                is_own = by is not None and by.id == accusation.source.id
                fits.append((is_own, -_distance(deed, accusation), each.claim))
        return max(fits, key=lambda fit: fit[:2])[2] if fits else None

    def _deed_worded(self, accusation: Statement, accused: Actor, words: frozenset[str]) -> _Draft | None:
        """Return the deed of the accused with which an accusation has most words in common, besides its target.

        A deed that only other documents tell of is taken if the accusation names its target.
        """
        told = self._in_document[accusation.document.id]
        here = {each.claim for each in told if each.statement.stance == each.claim.stance}
        best, most = None, 0
        for draft in dict.fromkeys(draft for word in sorted(words) for draft, _ in self._with_word(word, accused)):
            if draft.target is None or draft.accused.id != accused.id:
                continue
            target = side_of(draft.target)
            common = len((words & draft.words()) - {target})
            if common > most and (target in words or draft in here):
                best, most = draft, common
        return best

    def _alike(self, words: frozenset[str], accused: Actor) -> list[_Draft]:
        """Return the claims against an actor's side that are worded alike enough, the most alike first."""
        counts: Counter[tuple[_Draft, frozenset[str]]] = Counter()
        for word in sorted(words):
            counts.update(self._with_word(word, accused))
        shares = [(common / len(words | other), draft) for (draft, other), common in counts.items()]
        return [draft for share, draft in sorted(shares, key=lambda each: -each[0]) if share >= ALIKE]

    def _with_word(self, word: str, accused: Actor) -> Sequence[tuple[_Draft, frozenset[str]]]:
        return self._by_word.get((side_of(accused), word), ())

    def _answered(self, answer: _Answer) -> _Draft | None:
        """Return the claim that a denial answers or an inquiry checks."""
        here = ((_fit(answer, each), each.claim) for each in self._in_document[answer.statement.document.id])
        fits = [(rank, draft) for rank, draft in here if rank is not None]
        if fits:
            return max(fits, key=lambda fit: fit[0])[1]
        elsewhere = self._alike(answer.words, answer.accused)
        return next((draft for draft in elsewhere if _is_made_by(draft, answer.claimant)), None)


_Rank: TypeAlias = tuple[bool, bool, int, bool, bool, bool, int]


def _fit(answer: _Answer, assertion: _Assertion) -> _Rank | None:
    """Return how well a claim of the same document fits an answer, None if it does not."""
    statement, claimant, side, claim = answer.statement, answer.claimant, side_of(answer.accused), assertion.claim
    if assertion.by is not None and assertion.by.id == statement.source.id:
        return None  # nobody answers himself
    words = claim.words()
    is_accused = side == side_of(claim.accused)
    is_party = is_accused or side in words or (claim.target is not None and side == side_of(claim.target))
    same_sentence = _same_sentence(assertion.statement, statement)
    common = len(words & answer.words)
    before = assertion.statement.evidence.cue.start <= statement.evidence.cue.start
    if claimant is None:
        # Nobody is named: only a claim to which the words of the answer point, or its place.
        is_own = assertion.by is not None and side_of(assertion.by) == side
        fits = is_party and not is_own and (same_sentence or common or (not answer.words and before))
    else:
        fits = assertion.is_by(claimant, among=side) and (is_party or same_sentence or common)
    if not fits:
        return None
    exact = claimant is not None and assertion.by is not None and assertion.by.id == claimant.id
    is_attributed = assertion.by is not None
    return (same_sentence, exact, common, is_attributed, is_accused, before, -_distance(assertion.statement, statement))


def _is_made_by(draft: _Draft, claimant: Actor | None) -> bool:
    return claimant is None or not draft.assertions or any(each.is_by(claimant) for each in draft.assertions)


def side_of(actor: Actor) -> str:
    """Return the id of an actor's country, or his own where he has none."""
    return actor.id if actor.country is None else f"{Kind.COUNTRY}:{actor.country}"


def _same_sentence(one: Statement, other: Statement) -> bool:
    a, b = one.evidence, other.evidence
    return one.document.id == other.document.id and a.start < b.end and b.start < a.end


def _distance(one: Statement, other: Statement) -> int:
    return abs(one.evidence.cue.start - other.evidence.cue.start)


def _claim(draft: _Draft, actors: _Actors) -> Claim:
    asserted: list[tuple[Actor, Statement | None]] = [
        (actors.home(each.by), each.statement) for each in draft.assertions if each.by is not None
    ]
    # Whoever is answered has made the claim, also where nothing else in the text says so.
    if not draft.assertions:
        asserted = [(actors.home(s.target), None) for s in draft.denials if s.target is not None]
    ordered = [
        tuple(sorted(each, key=reading_order))
        for each in ([each.statement for each in draft.assertions], draft.denials, draft.inquiries)
    ]
    doubts = _doubts(ordered[0])
    return Claim(
        accused=draft.accused,
        stance=draft.stance,
        target=draft.target,
        words=_label(draft),
        asserted_by=_voices(asserted),
        denied_by=_voices((actors.home(s.source), s) for s in draft.denials),
        investigated_by=_voices((actors.home(s.source), s) for s in draft.inquiries),
        unconfirmed_by=_doubters(doubts, actors),
        unconfirmed=sum(doubt.actor is None for doubt in doubts),
        unattributed=len(_sentences(each.statement for each in draft.assertions if each.by is None)),
        assertions=ordered[0],
        denials=ordered[1],
        inquiries=ordered[2],
        doubts=doubts,
    )


def _doubters(doubts: Iterable[Doubt], actors: _Actors) -> tuple[Voice, ...]:
    found: defaultdict[str, list[dt.date | None]] = defaultdict(list)
    named: dict[str, Actor] = {}
    for doubt in doubts:
        if doubt.actor is not None:
            actor = actors.home(doubt.actor)
            named[actor.id] = actor
            found[actor.id].append(doubt.document.date)
    voices = (
        Voice(actor=named[id_], sentences=len(days), first=min((d for d in days if d is not None), default=None))
        for id_, days in found.items()
    )
    return tuple(sorted(voices, key=_by_sentences))


def _doubts(assertions: Iterable[Statement]) -> tuple[Doubt, ...]:
    """Return the doubts that statements carry, each sentence and actor once; those of wire copies do not count."""
    found: dict[tuple[str, int, str | None], Doubt] = {}
    for doubt in (doubt for statement in assertions if statement.copy_of is None for doubt in statement.doubts):
        by = None if doubt.actor is None else doubt.actor.id
        found.setdefault((doubt.document.id, doubt.evidence.start, by), doubt)
    return tuple(found.values())


def _voices(spoken: Iterable[tuple[Actor, Statement | None]]) -> tuple[Voice, ...]:
    actors: dict[str, Actor] = {}
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for actor, statement in spoken:
        actors[actor.id] = actor
        found[actor.id] += [] if statement is None else [statement]
    voices = [
        Voice(
            actor=actor,
            sentences=len(_sentences(found[id_])),
            first=min((s.date for s in found[id_] if s.date is not None), default=None),
        )
        for id_, actor in actors.items()
    ]
    return tuple(sorted(voices, key=_by_sentences))


def _by_sentences(voice: Voice) -> tuple[int, dt.date, str]:
    return -voice.sentences, voice.first or dt.date.max, voice.actor.id


def _sentences(statements: Iterable[Statement]) -> set[tuple[str, int]]:
    """Return where sentences stand, so that an accusation and its deed count once."""
    return {(s.document.id, s.evidence.start) for s in statements if s.copy_of is None}


def _label(draft: _Draft) -> str:
    """Return the words for a claim: those of the statement that has most in common with the others."""
    statements = sorted([each.statement for each in draft.assertions] or draft.denials, key=reading_order)
    sets = {words for words in draft.worded.values() if words}

    def likeness(statement: Statement) -> float:
        own = draft.worded.get(statement.id, frozenset())
        # Sorted, since the last digit of a sum depends on its order.
        return sum(sorted(len(own & other) / len(own | other) for other in sets)) if len(own) >= TELLING else -1.0

    best = max(statements, key=likeness)
    if best.about is None or likeness(best) < 0:
        return " ".join(best.evidence.quote.split()) or best.evidence.quote
    return shortened(best.about)


def _is_inquiry(stance: Stance | None) -> bool:
    return stance is not None and stance.checks_claims
