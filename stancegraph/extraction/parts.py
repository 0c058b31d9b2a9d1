"""Who has done a deed by what is said of his part in it: he was involved in the raid, is behind it; it was his work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import SUBJECTS, agents, is_negated, is_passive, subjects
from stancegraph.extraction.noun_phrases import governed, owners

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Whoever does this, or has such a part, "in" a deed is one of those who do it.
TAKES_PART: Final = frozenset({"engage", "involve", "join", "participate"})
PARTS: Final = frozenset({"complicity", "hand", "involvement", "part", "participation", "role"})
# A deed that is one of these of somebody is his; so is one that bears the others of him.
WORKS: Final = frozenset({"deed", "doing", "fault", "handiwork", "work"})
# Before a deed, of whoever leads it or has put it on others: US-led, Saudi-imposed.
LEADS: Final = frozenset({"imposed", "initiated", "launched", "led"})
MARKS: Final = frozenset({"fingerprint", "hallmark", "imprint", "mark", "signature", "stamp"})


def partakers(deed: Word) -> list[Word]:
    """Return the words for those who took part in a deed, are behind it, or whose work it is said to be.

    A sentence it gets wrong: "Oman was involved in the attack on Chad by giving shelter to its victims".
    """
    led = leading(deed)
    if led:
        return led
    nouns = [deed, *(w for c in deed.children if c.dep == "prep" for w in c.children)]  # wherever the parser hangs it
    told = [w for noun in nouns for c in noun.children if c.dep == "relcl" for w in _taking_part_there(c)]
    if told:
        return told
    if deed.dep in SUBJECTS:
        return _makers(deed)
    if deed.dep != "pobj":
        return []
    preposition = deed.head
    if preposition.lower == "behind":
        return _standing_behind(preposition)
    return _taking_part(preposition.head) if preposition.lower == "in" else []


def leading(deed: Word) -> list[Word]:
    """Return the word for who leads a deed or has put it on somebody, before it by a hyphen: the [US]-led invasion."""
    participles = [c for c in deed.children if c.dep == "amod" and c.lower in LEADS and c.i < deed.i]
    return [w for c in participles for w in c.children if w.i == c.i - 2 and w.text[0].isupper()]


def whose_work(clause: Word) -> list[Word]:
    """Return whose doing a clause calls its subject: it was [Oman's] fault, the work of [Oman]."""
    if clause.lemma != "be" or is_negated(clause):
        return []
    works = [c for c in clause.children if c.dep == "attr" and c.lemma in WORKS]
    return [w for work in works for w in next(iter(owners(work)), [])]


def _makers(deed: Word) -> list[Word]:
    verb = deed.head
    if verb.lemma in {"bear", "carry", "have"} and not is_negated(verb):
        return [w for c in verb.children if c.dep == "dobj" and c.lemma in MARKS for w in governed(c, "of")]
    return whose_work(verb)


def _standing_behind(preposition: Word) -> list[Word]:
    """Return who is behind something: Oman is [behind] the raid; not the state behind the raid."""
    verb = preposition.head
    return agents(verb) if verb.lemma == "be" and not is_negated(verb) else []


def _taking_part_there(clause: Word) -> list[Word]:
    """Return who takes part in what a clause hangs on: a raid [that] Oman took part in; a raid in [which] it joined."""
    what = next((c for c in clause.children if c.lemma in PARTS), clause)
    inside = [c for w in (clause, what) for c in w.children if c.lower == "in"]
    open_ends = [c for c in inside if not c.children or any(w.lower in {"that", "which"} for w in c.children)]
    return _taking_part(clause) if open_ends else []


def _taking_part(word: Word) -> list[Word]:
    """Return who takes part in what stands behind "in": joined [in] the raid, his [part] in the raid.

    A sentence it gets wrong: "Oman joined in the talks with Chad on Iran's side", where only Iran talks.
    """
    if word.lemma in TAKES_PART and not is_negated(word):
        return subjects(word) if is_passive(word) else agents(word)
    if word.lemma == "take":
        word = next((c for c in word.children if c.dep == "dobj" and c.lemma in PARTS), word)
    if word.lemma not in PARTS:
        return []
    if word.dep == "dobj" and word.head.lemma in {"have", "play", "take"}:
        return [] if is_negated(word.head) else agents(word.head)
    return next(iter(owners(word)), [])
