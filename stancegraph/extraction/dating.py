"""The day a statement is about, from the text and the publication date.

A date belongs to the clause it stands in: to the verb it hangs on, or to the deed that a noun names ("Monday's
attack"). It holds for another verb only where that is part of the same act: a second verb of the same subject, what
somebody began to do, what was said in a statement of that day.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import MAX_DEPTH, SUBJECTS
from stancegraph.extraction.datewords import MONTHS, WEEKDAYS, dateline_day, mentions
from stancegraph.extraction.days import Frame
from stancegraph.extraction.grammar import (
    ACT_NOUNS,
    CLAIM_NOUNS,
    DEEDS,
    FUTURE,
    HE,
    IT,
    MESSAGES,
    OBLIGED,
    PLAN_NOUNS,
    PLANS,
    REPORTS,
    SERIES,
    THEY,
    WE,
)
from stancegraph.models import DateBasis

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from stancegraph.extraction.datewords import Mention
    from stancegraph.extraction.days import Days
    from stancegraph.extraction.parsing import Parse, Word

# "By", "until", "before" and "after" Monday name a day on which it did not, or need not, happen.
DATING: Final = frozenset(
    {"on", "in", "at", "during", "since", "over", "from", "between", "of", "for", "throughout", "within", "around"}
)
# From there on, without an end that the text knows.
STARTING: Final = frozenset({"since", "from"})
# Behind a noun these belong to the noun alone, whatever it is: a letter of Monday, the budget for 2019.
ADNOMINAL: Final = frozenset({"of", "from", "for", "between"})
# Parts of a time and words that set a day off from another: the end of 2019, at 9 p.m. Monday.
TIME_WORDS: Final = frozenset(
    {
        "beginning", "start", "middle", "end", "course", "part", "half", "hours", "morning", "afternoon", "evening",
        "night", "noon", "midnight", "dawn", "dusk", "a.m.", "p.m.", "am", "pm", "gmt", "spring", "summer", "autumn",
        "fall", "winter", "month", "year", "day", "date", "ago", "earlier", "later", "late", "early", "mid",
    }
)  # fmt: skip
# Events besides the deeds of the codebook, so that their date is not taken for that of the clause they stand in.
EVENTS: Final = frozenset(
    {
        "anniversary", "blast", "briefing", "ceremony", "collapse", "conference", "coup", "crash", "crisis", "election",
        "explosion", "genocide", "hearing", "massacre", "protest", "referendum", "revolution", "session", "summit",
        "trial", "uprising", "visit", "vote", "war",
    }
)  # fmt: skip
# Verbs that only say that a deed was done: they and the noun are one act.
HAPPENS: Final = frozenset(
    {
        "begin", "carry", "commit", "conclude", "conduct", "continue", "deliver", "express", "file", "follow", "give",
        "happen", "hold", "impose", "issue", "launch", "lodge", "make", "mount", "occur", "offer", "open", "publish",
        "reach", "release", "schedule", "set", "sign", "stage", "start", "take", "unleash", "voice", "wage",
    }
)  # fmt: skip
# What follows in the infinitive or as a participle is the same act: began attacking, is due on Monday to meet,
# summoned the envoy to criticise.
SAME_ACT: Final = frozenset({"be", "begin", "come", "continue", "go", "help", "proceed", "start", "summon"}) | PLANS
# Verbs by which a plan, a law or a letter comes about: approved on Monday a plan to expel.
DECIDES: Final = frozenset({"adopt", "announce", "approve", "back", "endorse", "make", "order", "pass", "take"})
# What has a date of its own behind a noun: in a letter dated October 3.
ISSUED: Final = frozenset({"air", "broadcast", "date", "post"})
# "Oslo was the target of an attack in 2006" says that the attack was in 2006.
SUFFERS: Final = frozenset({"object", "scene", "site", "subject", "target", "victim"})
# A clause that these begin, or that nothing begins, runs beside the one it hangs on.
BESIDE: Final = frozenset({"as", "while", "when"})
# On an occasion or by a means: killed in Monday's attack, said in a statement on Monday.
OCCASIONS: Final = frozenset({"in", "at", "during"})
MEANS: Final = frozenset({"by", "in"})

# How a noun hangs on the words up to the verb of its clause.
_NOMINAL: Final = frozenset(
    {"agent", "appos", "attr", "compound", "conj", "dative", "dobj", "nmod", "oprd", "pobj", "poss", "prep"} | SUBJECTS
)
_NOUNS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_BEFORE_NOUN: Final = frozenset({"poss", "compound", "nmod", "amod", "nummod"})


# Nouns for deeds that no codebook need have.
_DEEDS: Final = DEEDS | ACT_NOUNS | CLAIM_NOUNS | PLAN_NOUNS | MESSAGES | EVENTS


@dataclass(frozen=True, slots=True)
class Dated:
    """When a stance was taken; `words` say so in the text, and are none if it is dated by publication.

    `date_end` is the last day of several, and None for a single one or where the text knows no end.
    """

    date: dt.date | None
    date_end: dt.date | None
    basis: DateBasis | None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """A mention of days and what it dates: `on` is its verb or noun, `noun` a noun before whose verb it stands."""

    mention: Mention
    before: tuple[Days, ...]
    on: Word
    noun: Word | None
    is_open: bool


class Dates:
    """Tells when the stances of one document were taken.

    Parameters
    ----------
    deeds
        Lemmas of further nouns for deeds: a date behind one is that of the deed, not of the clause.

    Notes
    -----
    A passage it gets wrong: "The war began on 3 May 1999. On 10 June Serbia attacked Kosovo." The second day is taken
    to be of the year before publication, and not of 1999.
    """

    def __init__(self, parse: Parse, deeds: Collection[str] = ()) -> None:
        self.published = parse.document.date or dateline_day(parse.document.text)
        self._parse = parse
        self._deeds = deeds
        self._found: dict[int, list[_Placed]] | None = None

    def of(self, cue: Sequence[Word], *, planned: bool) -> Dated:
        """Return when the stance was taken that the words of `cue` show, the main one first."""
        for same_act in ((word,) for word in cue), self._same_act(cue[0]):
            for words in same_act:
                dated = self._narrowest((p for w in words for p in self._own(w)), planned=planned)
                if dated is not None:
                    return dated
        return Dated(self.published, None, None if self.published is None else DateBasis.PUBLICATION)

    # ------------------------------------------------------------------------------------------------- mentions

    def _at(self, word: Word) -> list[_Placed]:
        if self._found is None:
            self._found = self._place()
        return self._found.get(word.i, [])

    def _place(self) -> dict[int, list[_Placed]]:
        """Return the mentions of the document by the words that they date."""
        found: defaultdict[int, list[_Placed]] = defaultdict(list)
        before: list[Days] = []
        for mention in mentions(self._parse):
            placed = self._placed(mention, tuple(before))
            if placed is not None:
                found[placed.on.i].append(placed)
                if placed.noun is not None and placed.noun is not placed.on:
                    found[placed.noun.i].append(placed)
            days = mention.days(Frame(self.published, placed is not None and _looks_ahead(placed.on), before))
            if days is not None:
                before.append(days)
        return dict(found)

    def _placed(self, mention: Mention, before: tuple[Days, ...]) -> _Placed | None:
        """Return what a mention dates: a verb; a deed; the verb of a noun that is none; None if nothing."""
        climbed = _climb(mention, self._parse.words)
        if climbed is None:
            return None
        last, preposition = climbed
        on, noun = last.head, None
        if on.pos in _NOUNS:
            attributive = last.dep in _BEFORE_NOUN and last.i < on.i
            # "Met in Oslo in March", but "his speech in March".
            within = preposition in ADNOMINAL or (preposition == "in" and on.pos == "NOUN")
            if not (attributive or within):
                on, noun = self._deed_or_verb(on), on
        elif preposition == "of":
            return None
        return _Placed(mention, before, on, noun, preposition in STARTING and not mention.is_range)

    def _deed_or_verb(self, noun: Word) -> Word:
        """Return the nearest noun for a deed or verb that a noun is or hangs on, else the noun."""
        word = noun
        for _ in range(MAX_DEPTH):
            if self._is_deed(word) or word.pos not in {*_NOUNS, "ADP"}:
                return word
            if word.dep not in _NOMINAL or word.head is word:
                break
            word = word.head
        return noun

    def _is_deed(self, word: Word) -> bool:
        return word.pos in {"NOUN", "PROPN"} and (word.lemma in _DEEDS or word.lemma in self._deeds)

    def _narrowest(self, placed: Iterable[_Placed], *, planned: bool) -> Dated | None:
        best: tuple[tuple[bool, int], Dated] | None = None
        for one in placed:
            # What is planned may have been planned on a day past: "pledged on Monday to".
            ahead = (planned and one.on.tag != "VBD") or _looks_ahead(one.on)
            days = one.mention.days(Frame(self.published, ahead, one.before))
            if days is None:
                continue
            start, end = days
            width = (one.is_open, (end - start).days)
            if best is None or width < best[0]:
                last = None if one.is_open or start == end else end
                best = width, Dated(start, last, DateBasis.TEXT, one.mention.words)
        return None if best is None else best[1]

    # -------------------------------------------------------------------------------------------------- clauses

    def _own(self, word: Word) -> Iterator[_Placed]:
        """Yield the mentions that date a word: its own, and those of what it happens on or with."""
        yield from self._at(word)
        for child in word.children:
            if child.dep == "prep" and child.lower in OCCASIONS and word.pos in {"VERB", "AUX"}:
                for occasion in child.children:
                    if occasion.dep == "pobj" and occasion.pos == "NOUN":
                        yield from (p for p in self._at(occasion) if p.on is occasion and not p.mention.is_year)
                        for issued in occasion.children:
                            if issued.dep == "acl" and issued.lemma in ISSUED:
                                yield from self._at(issued)
            elif _is_one_act(child, word):
                yield from self._at(child)

    def _same_act(self, word: Word) -> Iterator[tuple[Word]]:
        """Yield the words whose date holds for `word` too, the nearest first."""
        for _ in range(MAX_DEPTH):
            if word.pos in {"NOUN", "PROPN"} and word.dep not in {"ROOT", "acl", "relcl", "advcl", "ccomp"}:
                shared = _act_around(word)
            else:
                shared = _act_beside(word)
            if shared is None or shared is word:
                return
            word = shared
            yield (word,)


def _is_one_act(child: Word, word: Word) -> bool:
    """Tell whether a word is one act with what it hangs on: held talks, talks held; visiting Lima, he condemned."""
    if child.dep == "dobj":
        return word.lemma in HAPPENS
    if child.dep == "advcl":
        return _is_bare_participle(child)
    return child.dep in {"acl", "relcl"} and child.lemma in HAPPENS | PLANS


def _climb(mention: Mention, words: Sequence[Word]) -> tuple[Word, str] | None:
    """Return the word of a mention, or before it, that hangs on what is dated, and the last preposition between them.

    None if it dates nothing.
    """
    inside = {w.i for w in mention.words}
    word, preposition = mention.top, ""
    before = mention.words[0].i - 1
    while before > 0 and words[before].pos in {"DET", "ADV"}:
        before -= 1
    if before >= 0 and words[before].dep == "prep" and not any(c.dep == "pobj" for c in words[before].children):
        # "On Monday Norway condemned": the parser makes a name of "Monday Norway".
        word, preposition = words[before], words[before].lower
        if preposition not in DATING:
            return None
    for _ in range(MAX_DEPTH):
        head = word.head
        if head is word:
            return None
        if head.pos in {"ADP", "SCONJ"} and head.i not in inside:
            preposition = head.lower
            if preposition not in DATING:
                return None
        elif head.i in inside:
            pass
        elif head.lower in TIME_WORDS or head.lower in WEEKDAYS or head.lower in MONTHS:
            preposition = ""
        else:
            return None if preposition == "for" and head.lemma not in PLANS else (word, preposition)
        word = head
    return None


def _act_around(noun: Word) -> Word | None:
    """Return the verb that only says that a deed was done, or the clause on whose occasion it was."""
    head = noun.head
    if noun.dep == "pobj" and head.dep == "prep":
        return _act_before(head, noun)
    is_done = noun.dep in {"dobj", *SUBJECTS} and head.lemma in HAPPENS
    is_written = noun.lemma in MESSAGES or (noun.lemma in PLAN_NOUNS and head.lemma in DECIDES)
    return head if is_done or (noun.dep == "dobj" and is_written) else None


def _act_before(preposition: Word, noun: Word) -> Word | None:
    """Return what the noun behind it is one act with: died in an attack; voted on a plan; a series of raids."""
    act = preposition.head
    if preposition.lower == "of":
        if act.lemma in SERIES:
            return act
        return act.head if act.lemma in SUFFERS and act.head.lemma == "be" else None
    is_vote = preposition.lower == "on" and act.lemma == "vote" and noun.lemma in PLAN_NOUNS
    return act if is_vote or (preposition.lower in OCCASIONS and act.pos in {"VERB", "AUX"}) else None


def _act_beside(verb: Word) -> Word | None:
    """Return the verb or message whose date a clause without one of its own shares."""
    find = _BESIDES.get(verb.dep)
    return None if find is None else find(verb, verb.head)


def _of_conjunct(verb: Word, head: Word) -> Word | None:
    alike = head.pos in {"VERB", "AUX"} and not _has_subject(verb) and not _shifts(verb, head)
    return head if alike else None


def _of_complement(_: Word, head: Word) -> Word | None:
    return head if head.lemma in SAME_ACT else None


def _of_adverbial(verb: Word, head: Word) -> Word | None:
    """Share with the main clause: as it condemned; calling it a lie; to condemn."""
    begun_by = {c.lower for c in verb.children if c.dep in {"mark", "advmod"}}
    marked = any(c.dep == "mark" for c in verb.children)
    bare = (verb.tag == "VBG" or _is_infinitive(verb)) and not marked and not _has_subject(verb)
    beside = bare or not begun_by.isdisjoint(BESIDE)
    if beside and not _shifts(verb, head, but=frozenset({"to"})):
        return head
    return _of_relative(verb, head)


def _of_preposition(_: Word, head: Word) -> Word | None:
    return head.head if head.lower in MEANS else None


def _of_noun(verb: Word, head: Word) -> Word | None:
    """Share with the noun: a letter accusing; a plan to expel."""
    is_message = verb.tag == "VBG" and head.lemma in MESSAGES
    return head if is_message or (_is_infinitive(verb) and head.lemma in PLAN_NOUNS) else None


def _of_report(verb: Word, head: Word) -> Word | None:
    """Share with who says so, where saying is doing: "We condemn it"; it will withdraw; it was Monday that."""
    if head.lemma in REPORTS and (_is_performed(verb) or _is_announced(verb)):
        return head
    return head if _is_cleft(head) else None


def _of_relative(verb: Word, head: Word) -> Word | None:
    """Share with the clause that says when the time was: The last time it attacked was in 1972.

    Or with whoever was summoned to be told, where the parser hangs "to criticise" on the envoy.
    """
    if _is_infinitive(verb) and head.dep == "dobj" and head.head.lemma in SAME_ACT:
        return head.head
    is_time = head.lemma == "time" and head.dep in SUBJECTS and head.head.lemma == "be"
    return head.head if is_time or _is_cleft(head.head if head.pos in _NOUNS else head) else None


def _of_obligation(auxiliary: Word, verb: Word) -> Word | None:
    """Return who said on Monday that something must be done: to say so is the demand."""
    said = auxiliary.lower in OBLIGED and verb.dep == "ccomp" and verb.head.lemma in REPORTS
    return verb.head if said else None


def _has_subject(verb: Word) -> bool:
    return any(c.dep in SUBJECTS for c in verb.children)


def _is_infinitive(verb: Word) -> bool:
    return any(c.dep == "aux" and c.lower == "to" for c in verb.children)


def _is_bare_participle(verb: Word) -> bool:
    """Tell whether a clause runs beside the main one: visiting Lima; but not: having visited, after visiting."""
    return verb.tag == "VBG" and not any(c.dep in {"mark", "aux", *SUBJECTS} for c in verb.children)


def _is_cleft(verb: Word) -> bool:
    """Tell whether "it was" only carries a day: it was on Monday that."""
    return verb.lemma == "be" and any(c.dep in SUBJECTS and c.lower == "it" for c in verb.children)


def _shifts(verb: Word, head: Word, *, but: frozenset[str] = frozenset()) -> bool:
    """Tell whether a second verb stands in another tense: met on Monday and will visit."""
    own, others = ({c.lower for c in w.children if c.dep == "aux"} - but for w in (verb, head))
    return bool(own - others) or (verb.tag in {"VBZ", "VBP"} and head.tag == "VBD")


def _is_performed(verb: Word) -> bool:
    """Tell whether it is done by saying so: "We condemn it", they said; but not: Iran said that Israel condemns it."""
    speaker = WE | HE | IT | THEY
    return verb.tag in {"VBP", "VBZ"} and any(c.dep == "nsubj" and c.lower in speaker for c in verb.children)


def _is_announced(verb: Word) -> bool:
    """Tell whether somebody says what he or his own will do: announced on Monday that his government will withdraw."""
    own = HE | IT | THEY | WE
    subject = next((c for c in verb.children if c.dep == "nsubj"), None)
    speaks_for = subject is not None and (
        subject.lower in own or any(c.dep == "poss" and c.lower in own for c in subject.children)
    )
    return speaks_for and any(c.dep == "aux" and c.lower in FUTURE for c in verb.children)


def _looks_ahead(word: Word) -> bool:
    """Tell whether a verb is of what is to come: will meet, is meeting."""
    auxiliaries = {c.lower for c in word.children if c.dep == "aux"}
    return not auxiliaries.isdisjoint(FUTURE) or (
        word.tag == "VBG" and not auxiliaries.isdisjoint({"is", "are", "am", "'s", "'re"})
    )


# With what a verb may be one act, by the way it hangs on what governs it.
_BESIDES: Final[Mapping[str, Callable[[Word, Word], Word | None]]] = {
    "conj": _of_conjunct,
    "xcomp": _of_complement,
    "advcl": _of_adverbial,
    "pcomp": _of_preposition,
    "acl": _of_noun,
    "ccomp": _of_report,
    "relcl": _of_relative,
    "aux": _of_obligation,
}
