"""Posts and ministries without a nation, of the state that was told of before: an Iranian envoy, then the envoy."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.readings import Reading
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.nations import Nations
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Entity, Roster

# So many sentences back, "the envoy" is still the one that was told of.
REACH: Final = 6
# What every state has one of, and is called by no more than that.
SOLE_POSTS: Final = frozenset({"chancellor", "emir", "king", "premier", "president", "queen", "sultan"})
SOLE_BODIES: Final = frozenset({"cabinet"})
# Of these every state has one, if it is told for what.
KINDS: Final = frozenset({"minister", "ministry"})
RESORTS: Final = frozenset(
    {"agriculture", "commerce", "communications", "culture", "defence", "defense", "economy", "education", "energy",
     "environment", "finance", "fisheries", "foreign", "health", "home", "housing", "immigration", "industry",
     "information", "interior", "justice", "labor", "labour", "migration", "mines", "mining", "oil", "petroleum",
     "planning", "prime", "science", "sports", "technology", "tourism", "trade", "transport", "transportation",
     "welfare"}
)  # fmt: skip

# Whoever is one of these for a government speaks for its state.
VOICES: Final = frozenset({"official", "source", "spokesman", "spokesperson", "spokeswoman"})


class ToldPosts:
    """Posts of which a document tells whose they are, and of which it does not."""

    def __init__(self, names: Roster, nations: Nations) -> None:
        self.names = names
        self.nations = nations

    def again(self, word: Word) -> list[Reading]:
        """Read "the envoy" as the state whose envoy was told of before, if its words are no more than those then.

        A text it gets wrong: "A Danish envoy left. Oman's went on talking. The envoy blamed Chad.", if it is Oman's.
        """
        if not _is_definite(word):
            return []
        said = _words_before(word)
        for earlier in reversed(self._told.get(word.lemma, ())):
            if earlier.i < word.i and earlier.tag == word.tag and said <= _words_before(earlier):
                near = word.sentence - earlier.sentence <= REACH
                states = [m for m in self.nations.of(earlier) if m.entity.kind is Kind.COUNTRY]
                return [Reading(self.names.actors[m.entity], word, "definite") for m in states] if near else []
        return []

    def of_state_before(self, word: Word) -> str | None:
        """Return the country of "the foreign ministry" and "the president": of the only state of the sentence before.

        A text it gets wrong: "Oman held a vote. The president of the board, the president said, was to blame."
        """
        before = _words_before(word)
        sole = word.lemma in SOLE_POSTS | SOLE_BODIES and not before
        kind = word.lemma in KINDS and bool(before & RESORTS)
        speaks = word.lemma in VOICES and before == {"government"}  # a government spokesman
        if not (speaks or (_is_definite(word) and (kind or sole))):
            return None
        told = self._states_of(word.sentence - 1, word)
        here = {e for e in self._states_of(word.sentence, word) if e not in told}
        if len(told) == 1 and not here:
            return next(iter(told)).country
        return self._sole_home(word) if kind and word.lemma == "ministry" else None

    def _sole_home(self, word: Word) -> str | None:
        """Return the country that a text is about if it is the only one that it has named before a word."""
        states = self.names.mentions_of(Kind.COUNTRY)
        named = {m.entity.country for m in states if self.names.words[m.first].sentence < word.sentence}
        return self.names.home if named == {self.names.home} else None

    def _states_of(self, sentence: int, word: Word) -> set[Entity]:
        """Return the states that are named in a sentence before a word of the same paragraph."""
        words = self.names.words
        return {
            m.entity
            for m in self.names.mentions_of(Kind.COUNTRY)
            if m.last < word.i and words[m.first].sentence == sentence and words[m.first].paragraph == word.paragraph
        }

    @cached_property
    def _told(self) -> dict[str, list[Word]]:
        """The posts that stand with one state's word and bear no name, in the order of the text, by lemma."""
        told: dict[str, list[Word]] = {}
        for word in self.names.words:
            if word.lemma in self.names.nouns["person"] and word.i not in self.names.at and word.pos == "NOUN":
                states = {m.entity for m in self.nations.of(word) if m.entity.kind is Kind.COUNTRY}
                if len(states) == 1:
                    told.setdefault(word.lemma, []).append(word)
        return told


def _is_definite(word: Word) -> bool:
    return any(c.dep == "det" and c.lower == "the" for c in word.children)


def _words_before(word: Word) -> set[str]:
    return {c.lower for c in word.children if c.dep in {"amod", "compound", "nmod"} and c.i < word.i}
