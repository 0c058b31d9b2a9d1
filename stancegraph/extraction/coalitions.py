"""Coalitions of states that fight together: "a US-led coalition", then "the coalition", "coalition bases", their men.

They are one actor in a document, a named one if it names one. Parties that govern together are none of these.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import FORCES, LEADING
from stancegraph.extraction.noun_phrases import conjuncts
from stancegraph.extraction.readings import Reading
from stancegraph.models import Actor, Kind

if TYPE_CHECKING:
    from stancegraph.extraction.collectives import Collectives
    from stancegraph.extraction.nations import Nations
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Entity, Roster

COALITION: Final = "coalition"
# What a coalition is called that states have made; before it, they tell it from one of parties.
OF_STATES: Final = LEADING | {
    "allied", "arab", "foreign", "global", "gulf", "international", "maritime", "military", "multinational", "naval",
    "western",
}  # fmt: skip
# Who acts for a coalition that stands before them, and what they have.
ITS_MEN: Final = FORCES | {
    "authority", "commander", "fighter", "force", "general", "official", "personnel", "pilot", "spokesman",
    "spokesperson", "spokeswoman",
}  # fmt: skip
ITS_THINGS: Final = frozenset(
    {"air", "aircraft", "airstrike", "attack", "base", "basis", "bombardment", "bombing", "camp", "command", "convoy",
     "drone", "headquarters", "helicopter", "jet", "offensive", "operation", "outpost", "patrol", "plane", "position",
     "raid", "strike", "vehicle", "warplane", "warship"}
)  # fmt: skip
# What only a coalition of parties has.
OF_PARTIES: Final = frozenset({"candidate", "lawmaker", "leader", "majority", "member", "minister", "partner", "party"})
# In the name of a force, that several states have sent it.
JOINT: Final = frozenset({"allied", "combined", "international", "multinational"})
# How a word hangs that belongs to a noun behind it.
BEFORE: Final = frozenset({"amod", "compound", "nmod"})


class Coalitions:
    """The coalition of states that a document speaks of; of several without a name, the one told of last.

    A text it gets wrong: "Coalition officials met the premier", who are of parties where nothing else says so.
    """

    def __init__(self, names: Roster, nations: Nations, collectives: Collectives) -> None:
        self.names = names
        self.words = names.words
        self.nations = nations
        self.collectives = collectives

    def meant_by(self, word: Word) -> list[Reading]:
        """Read "the coalition", "coalition" before its bases, and "American and coalition soldiers"."""
        if word.lemma == COALITION and word.tag in {"NN", "NNP", "JJ"}:
            owned = _modified(word)
            if owned is not None:
                return [self._meant(word)] if _is_mans(owned) or owned.lemma in ITS_THINGS else []
            if word.dep == "poss" and word.head.lemma in OF_PARTIES:
                return []
            if any(c.lower in OF_STATES for c in word.children) or (_is_plain(word) and self._fights):
                return [self._meant(word)]
        if _is_mans(word):
            close = [c for c in word.children if c.i < word.i and c.dep in BEFORE]
            before = [w for c in close for inner in (c, *c.children) if inner.i <= c.i for w in conjuncts(inner)]
            own = [w for w in before if w.lemma == COALITION and w.i < word.i and w.i not in self.names.at]
            if own:
                states = [m for m in self.nations.of(word) if m.entity.kind is Kind.COUNTRY and m.last < word.i]
                named = [Reading(self.names.actors[m.entity], word, "nation word") for m in states]
                return [*named, Reading(self._meant(own[0]).actor, word, "group")]
        return []

    @cached_property
    def _fights(self) -> bool:
        """Whether the document has a coalition of states: one called so, one with a name, or soldiers of one."""
        told = (w for w in self.words if w.lemma == COALITION)
        return bool(self._named()) or any(
            (owned is None and any(c.lower in OF_STATES for c in w.children))
            or (owned is not None and (_is_mans(owned) or owned.lemma in ITS_THINGS))
            for w in told
            for owned in [_modified(w)]
        )

    def _meant(self, word: Word) -> Reading:
        """Return the coalition that a word means: the only one with a name, or the one described last."""
        bodies = [] if any(c.lower in {"a", "an"} for c in word.children) else self._named()
        if len(bodies) == 1:
            return Reading(self.names.actors[bodies[0]], word, "definite")
        told = [w for w in self.words[: word.i + 1] if w.lemma == COALITION and not _modified(w) and _is_described(w)]
        if not told:
            identity = f"group:{COALITION}@{self.names.parse.document.id}"
            return Reading(Actor(id=identity, name=COALITION, kind=Kind.GROUP), word, "group")
        of = told[-1]
        found = self.collectives.group(of, self.nations.country_of(of))
        return found if of is word else Reading(found.actor, word, "definite")

    def _named(self) -> list[Entity]:
        """Return the bodies that are coalitions by their name, or the forces of one: Combined Maritime Forces."""
        bodies = {m.entity for m in self.names.mentions_of(Kind.ORGANISATION)}
        words = ((b, set(b.name.lower().split())) for b in bodies)
        return [b for b, name in words if COALITION in name or (JOINT & name and {"force", "forces"} & name)]


def _modified(word: Word) -> Word | None:
    """Return the noun that "coalition" stands before and belongs to, None if it is the head of its phrase."""
    first = word
    while first.dep == "conj" and first.head is not first and first.head.dep in BEFORE | {"conj"}:
        first = first.head
    return first.head if first.dep in BEFORE and first.head.i > word.i else None


def _is_mans(noun: Word) -> bool:
    service = noun.lemma == "member" and any(c.lower == "service" for c in noun.children)
    return noun.lemma in ITS_MEN or service


def _is_described(word: Word) -> bool:
    return any(c.i < word.i and (c.lower in OF_STATES or c.dep in {"amod", "compound"}) for c in word.children)


def _is_plain(word: Word) -> bool:
    """Tell whether it is "the coalition" and no more."""
    before = [c for c in word.children if c.i < word.i]
    return [c.lower for c in before] in (["the"], ["this"]) and not any(c.lower == "of" for c in word.children)
