"""Deeds in noun phrases that are only feared, hoped for or asked for: the threat of an attack, calls for a truce."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import SUBJECTS
from stancegraph.extraction.grammar import ASKED_FOR, FORETOLD, PROSPECTS, UNDONE_YET

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# What stands between a word for a prospect and the deed: fears of war, hopes for a truce, efforts toward peace.
OF_PROSPECTS: Final = frozenset({"about", "at", "for", "of", "toward", "towards"})
# "In" these "of" a deed, it has not been done: in the event of an attack.
CASES: Final = frozenset({"case", "event"})
# Where there is one of these "on" a deed, it is not done: a ban on marches by the union.
BANS: Final = frozenset({"ban", "moratorium", "prohibition"})
# Words before a deed that is to come.
ANNOUNCED: Final = frozenset({"forthcoming", "intended", "planned", "projected", "proposed", "scheduled", "upcoming"})
# What is in these "for" is announced.
PLANS_OF: Final = frozenset({"plan", "preparation", "schedule"})
# With these an event is one of several that may come, not one that has.
UNCERTAIN: Final = frozenset({"a", "an", "another", "any", "further", "new", "renewed"})
# What is said of a deed that may be, or may not.
LIKELIHOODS: Final = frozenset(
    {"avoidable", "conceivable", "feasible", "imminent", "impossible", "improbable", "inconceivable", "inevitable",
     "likely", "possible", "probable", "unavoidable", "unlikely", "unthinkable"}
)  # fmt: skip
# Whoever does this to what is between others would like it to be.
FOSTERS: Final = frozenset(
    {"advocate", "demand", "encourage", "favor", "favour", "oppose", "propose", "recommend", "request", "seek",
     "suggest", "urge", "want"}
)  # fmt: skip


def why_not_done(deed: Word) -> str | None:
    """Return why a noun does not tell of a deed that was done, null if nothing in its phrase or clause says so.

    Sentences it gets wrong: "The danger of Iran's attack on Oman lies in its timing", of one that has begun.
    """
    if deed.pos != "NOUN":
        return None
    kind = next((c for c in deed.children if c.dep == "amod" and c.lower in UNDONE_YET), None)
    if kind is not None:
        return f"only '{kind.text}'"
    preposition = deed.head
    if deed.dep in {"pcomp", "pobj"} and _opens_prospect(preposition, deed):
        return f"only '{preposition.head.text} {preposition.text}' it"
    if deed.dep in {"dobj", "nsubjpass"} and _is_between(deed) and deed.head.lemma in FOSTERS:
        return f"only '{deed.head.text}'"
    return _why_predicate(deed)


def is_planned(deed: Word) -> bool:
    """Tell whether there are only plans for a deed: plans for a raid on Oman, the planned raid."""
    if any(c.dep == "amod" and c.lower in ANNOUNCED for c in deed.children):
        return True
    plan = deed.head.head
    return deed.dep == "pobj" and deed.pos == "NOUN" and deed.head.lower in {"for", "of"} and plan.lemma in PLANS_OF


def _opens_prospect(preposition: Word, deed: Word) -> bool:
    """Tell whether a preposition and what it hangs on make a deed a prospect: risk [of], ask [for], warn [of]."""
    above = preposition.head
    if above.pos == "NOUN":
        in_case = above.lemma in CASES and preposition.lower == "of" and above.head.lower == "in"
        banned = above.lemma in BANS and preposition.lower in {"against", "of", "on"}
        return in_case or banned or (above.lemma in PROSPECTS and preposition.lower in OF_PROSPECTS)
    if preposition.lower == "for":
        return above.lemma in ASKED_FOR
    return above.lemma in FORETOLD and preposition.lower in {"about", "against", "of"} and _is_new(deed)


def _is_new(deed: Word) -> bool:
    """Tell whether it is no deed that has been told of: an attack, another war; not the attack."""
    if any(c.dep == "poss" or c.lower in {"that", "the", "these", "this", "those"} for c in deed.children):
        return False
    return deed.tag != "NNS" or any(c.lower in UNCERTAIN for c in deed.children)


def _is_between(deed: Word) -> bool:
    """Tell whether a deed is one of others that is not there yet: a truce between them; not the truce."""
    return _is_new(deed) and any(c.lower in {"among", "between"} for c in deed.children)


def _why_predicate(deed: Word) -> str | None:
    """Return why what a clause says of its subject makes that a prospect: a war is likely; an attack would be folly."""
    verb = deed.head
    if deed.dep not in SUBJECTS or not any(c.lower in UNCERTAIN for c in deed.children):
        return None
    said = next((c for c in verb.children if c.dep == "acomp" and c.lower in LIKELIHOODS), None)
    would = next((c for c in verb.children if c.dep == "aux" and c.lower == "would"), None)
    reason = said or would
    return None if reason is None else f"only '{reason.text}'"
