"""Parses mended where an adverbial between a verb and its object has taken the object, or has parted a passive.

Newspapers put it there when the object is long: condemned in a statement [the raid] on Gao; released in May [six men].
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.datewords import MONTHS, WEEKDAYS
from stancegraph.extraction.regrafting import NOMINAL, hang

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# What something is said in or done on: in a letter, for the first time, at the weekend.
OCCASIONS: Final = frozenset(
    {"address", "article", "broadcast", "ceremony", "communique", "communiqué", "conference", "day", "interview",
     "letter", "meeting", "message", "month", "move", "note", "post", "recording", "report", "resolution", "ruling",
     "session", "speech", "statement", "step", "telegram", "time", "tweet", "video", "vote", "week", "weekend", "year"}
)  # fmt: skip
# How the parser hangs the object on such a noun, and how two nouns stand in one phrase.
ASTRAY: Final = frozenset({"appos", "dep", "npadvmod"})
IN_PHRASE: Final = frozenset({"compound", "nmod", "npadvmod", "nummod"})
# Entities that are no object of a deed.
MEASURED: Final = frozenset({"DATE", "MONEY", "PERCENT", "QUANTITY", "TIME"})
# Before times and occasions.
AT_TIMES: Final = frozenset({"at", "during", "for", "in", "on"})
# What is promised or refused in an infinitive.
WITH_INFINITIVE: Final = frozenset(
    {"agree", "ask", "decide", "decline", "demand", "offer", "plan", "pledge", "promise", "refuse", "threaten", "vow"}
)
YEAR_DIGITS: Final = 4
# What a weekday goes before: on Sunday morning, at Friday prayers.
OF_DAYS: Final = frozenset(
    {"afternoon", "evening", "lunchtime", "mass", "midnight", "morning", "night", "noon", "prayer", "service", "sermon"}
)


def mend_behind_occasion(word: Word) -> None:
    """Give a verb its object back that hangs on an occasion: condemned in a statement the [raid] on Gao.

    Or its infinitive: agreed for the first time to [pay]. A sentence it gets wrong: "He read in a letter Ann's name".
    """
    verb = word.head
    if not _lacks_object(verb, word):
        return
    above = next((c for c in word.children if c.dep == "pobj" and (c.lemma in OCCASIONS or _is_date(c))), None)
    while above is not None:  # in an interview with a newspaper
        for child in above.children:
            if child.left_edge().i != above.i + 1:
                continue
            if child.dep in ASTRAY and child.pos in NOMINAL:
                _make_object(child, verb)
                return
            to = any(c.dep == "aux" and c.lower == "to" for c in child.children)
            if to and child.dep in {"acl", "relcl"} and verb.lemma in WITH_INFINITIVE:
                hang(child, verb, "xcomp")
                return
        last = above.children[-1] if above.children else above
        above = next((c for c in last.children if c.dep == "pobj"), None) if last.dep == "prep" else None


def mend_behind_date(word: Word) -> None:
    """Give a verb its object back that a date has become part of: released in May six [men]; on Monday [demands].

    A sentence it gets wrong: "He preached on Sunday lessons of war", if there are lessons on Sundays.
    """
    preposition = word.head
    if word.dep != "pobj" or word.pos not in NOMINAL or word.lemma in OF_DAYS or preposition.dep != "prep":
        return
    first = word.left_edge()
    verb = preposition.head
    if preposition.lower not in AT_TIMES or any(c.tag == "POS" for c in first.children):
        return  # complained of Tuesday's raid
    if first is word or first.i != preposition.i + 1 or not _lacks_object(verb, preposition):
        return
    date = first if _is_date(first) else _occasion_in(word, first)
    if date is None:
        return
    number = _number_behind(date)
    others = [c for c in word.children if c not in {date, number} and c.i > date.i]
    if not others and word.pos != "PROPN":
        return
    for part in [c for c in (*word.children, *date.head.children) if first.i <= c.i < date.i]:
        hang(part, date, part.dep)
    hang(date, preposition, "pobj")
    if number is not None:
        hang(number, date, "nummod")
    _make_object(word, verb)


def mend_behind_adverb_of_time(word: Word) -> None:
    """Give a verb its object back that stands behind "last week" and was taken for a time too: sued last week [Oman].

    A sentence it gets wrong: "He slept last week days on end", if anybody wrote so.
    """
    verb = word.head
    if word.dep != "npadvmod" or word.pos not in NOMINAL or word.entity in MEASURED:
        return
    before = [c for c in verb.children if c.i < word.i and c.dep != "punct"]
    time = before[-1] if before else None
    if time is None or time.dep != "npadvmod" or time.entity != "DATE" or time.right_edge().i + 1 != word.left_edge().i:
        return
    if verb.i < time.i and _lacks_object(verb, time):
        _make_object(word, verb)


def mend_dated_passive(word: Word) -> None:
    """Make one passive of what a date parts: was on Monday [arrested].

    A sentence it gets wrong: "The vote was on Monday held too early", if nobody held it.
    """
    be = word.head
    if word.tag != "VBN" or be.lemma != "be" or word.i < be.i or word.left_edge() is not word:
        return
    if any(c.dep in {"acomp", "attr", "auxpass", "expl"} for c in be.children):
        return
    between = [c for c in be.children if be.i < c.i < word.i and c.dep != "advmod"]
    date = next((c for c in between[0].children if c.dep == "pobj"), None) if len(between) == 1 else None
    parted = between[0] if between else word
    if date is None or not _is_date(date) or parted.lower not in AT_TIMES or parted.right_edge().i + 1 != word.i:
        return
    above, dep, others = be.head, be.dep, [c for c in be.children if c is not word]
    hang(word, word if above is be else above, dep)
    for child in others:
        hang(child, word, "nsubjpass" if child.dep == "nsubj" else child.dep)
    hang(be, word, "auxpass")


def _lacks_object(verb: Word, adverbial: Word) -> bool:
    """Tell whether an active verb stands right before an adverbial, and has nothing that it is done to."""
    if verb.pos != "VERB" or verb.tag == "VBG":
        return False
    between = [c for c in verb.children if c.dep == "advmod" and verb.i < c.i < adverbial.i and not c.children]
    if adverbial.left_edge().i != verb.i + 1 + len(between):  # late on Sunday
        return False
    return not any(c.dep in {"agent", "attr", "auxpass", "ccomp", "dobj", "nsubjpass", "oprd"} for c in verb.children)


def _is_date(word: Word) -> bool:
    """Tell whether a word is a weekday, a month or a year."""
    is_year = word.tag == "CD" and word.text.isdigit() and len(word.text) == YEAR_DIGITS and word.text[0] in "12"
    return word.lower in WEEKDAYS or (word.lower in MONTHS and word.text[0].isupper()) or is_year


def _number_behind(month: Word) -> Word | None:
    """Return the day behind a month: March [4]; not May [six] hostages."""
    beside = [*month.children, *month.head.children] if month.lower in MONTHS else []
    return next((c for c in beside if c.i == month.i + 1 and c.tag == "CD" and c.text.isdigit()), None)


def _occasion_in(word: Word, first: Word) -> Word | None:
    """Return the occasion that is part of the phrase of a plural it cannot be "a" part of: in a [statement] exports."""
    if word.tag != "NNS" or first.lower not in {"a", "an", "the"} or first.head is not word:
        return None
    occasion = next((c for c in word.children if c.dep in IN_PHRASE and c.lemma in OCCASIONS), None)
    if occasion is None or any(c.dep != "amod" for c in word.children if first.i < c.i < occasion.i):
        return None
    return occasion if first.lower != "the" or occasion.lemma in {"time", "weekend"} else None


def _make_object(word: Word, verb: Word) -> None:
    hang(word, verb, "dobj")
    if verb.tag == "VBN" and not any(c.dep == "aux" for c in verb.children):
        verb.tag = "VBD"
