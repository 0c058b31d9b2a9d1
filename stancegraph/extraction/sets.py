"""Whom a phrase for several means that were named together before: "the three states", "the foreign ministers"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import PAIR
from stancegraph.extraction.noun_phrases import conjuncts, governed
from stancegraph.extraction.readings import Reading
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stancegraph.extraction.nations import Nations
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Roster

NUMBERS: Final = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
# How many sentences back "the foreign ministers" may have been named together.
TOGETHER_REACH: Final = 6
# How many sentences back as many may have been named as "the three" are.
COUNTED_REACH: Final = 20
# What may stand before such a noun; with any other word it is somebody new: the Western ministers.
PLAIN: Final = frozenset({"all", "foreign", "prime", "the", "these", "those"})


class Sets:
    """The phrases of one document for several actors that it has named together.

    It goes by the words alone: of "Norway, Sweden and Mali met. The three ministers of the cabinet resigned" the three
    are the states.

    Parameters
    ----------
    names, nations
        Who is named, and whose a noun is.
    read
        Reads any other word.
    """

    def __init__(self, names: Roster, nations: Nations, read: Callable[[Word], list[Reading]]) -> None:
        self.names = names
        self.nations = nations
        self._read = read

    def meant_by(self, word: Word) -> list[Reading]:
        """Return the actors that such a phrase means, none if it is no such phrase."""
        number = self._number(word)
        if number is None and not self._is_plural_post(word):
            return []
        reach = TOGETHER_REACH if number is None else COUNTED_REACH
        for sentence in range(word.sentence, max(-1, word.sentence - reach - 1), -1):
            for company in self._companies(word, sentence):
                fits = len(company) == number if number is not None else self._are_of_post(company, word, sentence)
                if fits:
                    return [Reading(r.actor, word, "pronoun") for r in company]
        return self._only_states(word, number) if number is not None else []

    def _number(self, word: Word) -> int | None:
        """Return how many "the three" or "all three states" are, null for any other phrase."""
        children = [c for c in word.children if c.i < word.i and c.dep != "punct"]
        definite = any(c.lower in {"the", "all", "these"} for c in children)
        of_nation = any(m.first < word.i for m in self.nations.of(word)) or any(
            self._read(w) for w in governed(word, "of", "from")
        )
        if not definite or of_nation:
            return None
        if word.lower in NUMBERS and word.dep != "nummod" and not any(c.dep == "prep" for c in word.children):
            return NUMBERS[word.lower]
        if word.tag != "NNS" or not (word.lemma in PAIR or word.lemma in self.names.nouns["person"]):
            return None
        counts = [c for c in children if c.lower in NUMBERS]
        rest = [c for c in children if c not in counts and c.lower not in PLAIN]
        return NUMBERS[counts[0].lower] if counts and not rest else None

    def _is_plural_post(self, word: Word) -> bool:
        """Tell whether it is "the foreign ministers", those named before."""
        if word.tag != "NNS" or word.lemma not in self.names.nouns["person"] or self.nations.of(word):
            return False
        children = [c for c in word.children if c.dep not in {"punct", "relcl"}]
        return any(c.lower == "the" for c in children) and all(c.lower in PLAIN for c in children)

    def _companies(self, word: Word, sentence: int) -> Iterator[list[Reading]]:
        """Yield those that were named together in a sentence before a word."""
        begin, end = self.names.parse.sentences[sentence]
        for noun in self.names.words[begin : min(end, word.i)]:
            if noun.dep == "conj" or noun.head is word.head or len(conjuncts(noun)) < 2:
                continue
            found = {r.actor.id: r for w in conjuncts(noun) if w is not word for r in self._read(w)}
            if len(found) > 1 and len({r.actor.kind for r in found.values()}) == 1:
                yield list(found.values())

    def _are_of_post(self, company: list[Reading], word: Word, sentence: int) -> bool:
        """Tell whether those named together hold the post that a noun names."""
        begin, end = self.names.parse.sentences[sentence]
        told = any(w.lemma == word.lemma for w in self.names.words[begin:end])
        return told and all(r.actor.kind is Kind.OFFICIAL for r in company)

    def _only_states(self, word: Word, number: int) -> list[Reading]:
        """Return all the states named before, if they are as many as are meant."""
        states = {m.entity: m for m in self.nations.states if m.last < word.i}
        if len(states) != number or word.lemma not in PAIR | NUMBERS.keys():
            return []
        return [Reading(self.names.actors[entity], word, "pronoun") for entity in states]
