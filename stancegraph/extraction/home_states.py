"""Governments, armies and authorities without a nation's word: those of the state that a text is about."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import subjects
from stancegraph.extraction.grammar import COLLECTIVES, FORCES, HOUSES, PROTESTERS, STATE_BODIES
from stancegraph.extraction.readings import Reading
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from stancegraph.extraction.nations import Nations
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster
    from stancegraph.models import Actor

# Before another noun these need no article to be those of the state that a text is about: an army post.
ARMS_OF_STATE: Final = frozenset({"army", "government", "military", "navy", "police", "regime"})
# "The troops" are those told just before.
FORCES_REACH: Final = 2
# What soldiers and policemen may be called without being another's.
PLAIN_FORCES: Final = frozenset(
    {"armed", "baton", "elite", "government", "helmeted", "jittery", "masked", "mounted", "nervous", "off-duty",
     "paramilitary", "plainclothes", "regime", "regular", "riot", "security", "state", "steel", "uniformed", "wielding"}
)  # fmt: skip
# Before "forces", these make them a state's own.
FORCES_OF_STATE: Final = frozenset(
    {"armed", "army", "defence", "defense", "elite", "federal", "government", "loyalist", "military", "police",
     "regime", "security", "special", "state"}
)  # fmt: skip


class HomeStates:
    """Whose the government, the army and the authorities of one document are.

    Parameters
    ----------
    names, nations
        Who is named, and whose a noun is.
    read
        Reads any other word: "the troops" are those told of just before.

    Attributes
    ----------
    national
        Lemma -> the phrases like "Serbian protesters", in the order of the text.
    """

    def __init__(self, names: Roster, nations: Nations, read: Callable[[Word], list[Reading]]) -> None:
        self.names = names
        self.nations = nations
        self.words = names.words
        self.nouns = names.nouns
        self._read = read

    def authorities(self, word: Word) -> list[Reading]:
        """Read "authorities" with nothing before it: those of the only state near: In Lima, [authorities] said."""
        if word.lower != "authorities" or any(c.dep in {"amod", "compound"} for c in word.children):
            return []
        state = self.names.gazetteer.actors.get(f"country:{self.names.home or self.nations.nearby(word)}")
        return [] if state is None else [Reading(state, word, "home")]

    def at_home(self, word: Word) -> list[Reading]:
        """Return the state that "the government" or "the army" is of, where the text leaves no doubt."""
        definite = any(c.dep == "det" and c.lower == "the" for c in word.children)
        definite = definite or (word.dep == "compound" and word.lemma in ARMS_OF_STATE)
        if definite and word.tag == "NNS" and word.lemma in FORCES:  # the troops, after "North Korean troops"
            told = [w for w in self.national.get(word.lemma, ()) if 0 <= word.sentence - w.sentence <= FORCES_REACH]
            before = [w for w in told if w.i < word.i]
            if before and not any(c.dep in {"amod", "compound"} for c in word.children):
                return [Reading(r.actor, word, "definite") for r in self._read(before[-1])]
        if word.tag == "NNS" and word.lemma in FORCES and not any(_may_be_others(c) for c in word.children):
            state = self.nations.home_state(word)  # "soldiers" in a text about one country
            return [] if state is None else [Reading(state, word, "home")]
        sent = word.lemma == "mission" and not self.national.get(word.lemma)  # to a state, and not its own
        if word.lemma in self.nouns["person"] or not definite or sent:
            return []
        reported = [c for c in word.head.children if c.dep == "ccomp" and word.dep == "nsubj"]
        told = [s for c in reported for s in subjects(c) if s.i < word.i]
        states = [r for w in told for r in self._read(w) if r.actor.kind is Kind.COUNTRY]
        before = [w for w in self.national.get(word.lemma, ()) if w.i < word.i]
        if states and not before:  # "Poland will send tanks, the government said"
            return [Reading(states[0].actor, word, "home")]
        facing = self._facing(word)
        if before and facing is None:  # "the embassy", after "the US embassy"
            return [Reading(r.actor, word, "definite") for r in self._read(before[-1])]
        state = facing or self.nations.home_state(word)
        return [] if state is None else [Reading(state, word, "home")]

    def _facing(self, word: Word) -> Actor | None:
        """Return the state that a text is about, if a group of its own acts toward "the government" in one clause.

        Peruvian farmers gave the government a week, whatever government was spoken of before.
        """
        if word.lemma != "government" or word.dep not in {"dobj", "dative", "pobj"}:
            return None
        verb = word.head.head if word.dep == "pobj" else word.head
        crowds = [w for w in subjects(verb) if w.tag == "NNS" and w.lemma in self.nouns["group"] | COLLECTIVES]
        own = any(self.nations.country_of(w) == self.names.home for w in crowds)
        return self.nations.home_state(word) if own and self.names.home is not None else None

    def only(self, word: Word) -> list[Reading]:
        """Return the state of "the president" in a text about no other one: rebels in Mali told the president to go."""
        about = {m.entity.country for m in self.names.mentions if m.entity.country is not None}
        state = self.nations.home_state(word) if len(about) == 1 and self.names.home is not None else None
        return [] if state is None else [Reading(state, word, "home")]

    def at_arms(self, word: Word, nations: list[Mention]) -> list[Reading]:
        """Read "security forces" and "government forces" without a nation as those of the state a text is about."""
        if word.lemma != "force" or word.tag != "NNS" or nations or self.names.home is None:
            return []
        before = [c for c in word.children if c.dep in {"amod", "compound"} and c.entity != "DATE"]
        if not before or not all(c.lower in FORCES_OF_STATE for c in before):
            return []
        state = self.nations.home_state(word)
        return [] if state is None else [Reading(state, word, "home")]

    @cached_property
    def national(self) -> dict[str, list[Word]]:
        """Return the phrases like "Serbian protesters", in the order of the text, by the lemma of their noun."""
        groups, forces = self.nouns["group"], self.nouns["state"]
        found: dict[str, list[Word]] = {}
        for word in self.words:
            lemma = word.lemma
            national = lemma in groups or lemma in forces or lemma in HOUSES or lemma in STATE_BODIES
            if national and word.i not in self.names.at:
                found.setdefault(lemma, []).append(word)
        told_apart = {lemma: [w for w in words if self._is_told_apart(w)] for lemma, words in found.items()}
        return {lemma: words for lemma, words in told_apart.items() if words}

    def _is_told_apart(self, word: Word) -> bool:
        """Tell whether a group is named with its nation, or protesters with any word: young protesters."""
        if any(m.entity.kind is Kind.COUNTRY for m in self.nations.of(word)):
            return True
        return word.lemma in PROTESTERS and any(c.dep in {"amod", "compound"} for c in word.children)


def _may_be_others(word: Word) -> bool:
    """Tell whether a word before "soldiers" may make them those of somebody else than the state: rebel, foreign."""
    return word.dep in {"amod", "compound"} and word.lower not in PLAIN_FORCES
