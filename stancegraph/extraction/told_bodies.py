"""Bodies named or told of before that a noun alone means: "the union", "the organisation", "the rebels"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import ANY_BODY, INSURGENT_NAMES
from stancegraph.extraction.holders import DEFINITE_REACH
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.roster import head_word
from stancegraph.extraction.sorts import (
    ALSO,
    CARING,
    FIGHTING,
    OF_A_SORT,
    POINTING,
    POLITICAL,
    VAGUE,
    is_armed,
    is_of_another_sort,
    meant_by_sort,
    qualifiers,
)
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from stancegraph.extraction.nations import Nations
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Entity, Mention, Roster

# Bodies that people join or own, not those that states make up: no "movement" is the United Nations.
OF_MEMBERS: Final = frozenset(
    {"airline", "broadcaster", "channel", "company", "corporation", "firm", "militia", "movement", "network", "station"}
)
# What has one of these for its last word serves those whom the words before it name, and is another body than they.
SERVING: Final = frozenset(
    {"academy", "association", "club", "college", "federation", "hospital", "museum", "school", "stadium", "station",
     "union", "university"}
)  # fmt: skip
# Before a noun for a body, they say what it sees to, which only a body with them in its name does.
MATTERS: Final = frozenset(
    {"anti-corruption", "audit", "banking", "constitutional", "education", "election", "elections", "electoral",
     "energy", "ethics", "fisheries", "health", "housing", "judicial", "labor", "labour", "land", "law", "parole",
     "planning", "press", "prison", "privacy", "railway", "school", "securities", "sports", "tax", "trade", "transport",
     "truth", "vetting", "wage", "water"}
)  # fmt: skip
# These are many states, and no "group", by the first word of their name.
UNIONS: Final = frozenset({"african", "commonwealth", "european", "united", "world"})


class ToldBodies:
    """The bodies of one document, for the nouns that take them up.

    Parameters
    ----------
    names, nations
        Who is named, and whose a noun is.
    read
        Reads any other word: a body without a name may have been called in more words before.
    """

    def __init__(self, names: Roster, nations: Nations, read: Callable[[Word], list[Reading]]) -> None:
        self.names = names
        self.nations = nations
        self.words = names.words
        self._read = read
        self._bodies = names.mentions_of(Kind.ORGANISATION)

    def near(self, word: Word) -> list[Mention]:
        """Return where bodies are named not too long before a word."""
        first = self.names.parse.first_word(word.sentence - DEFINITE_REACH)
        return [m for m in self._bodies if first <= m.first and m.last < word.i]

    def stands_bare(self, word: Word) -> bool:
        """Tell whether nothing but an article says which one is meant."""
        return all(c.dep in {"det", "punct"} or c.i > word.i for c in word.children) and not self.nations.of(word)

    def of_sort(self, word: Word) -> Mention | None:
        """Return the body that a noun means by its sort: the militants, the rights group, the New York-based group.

        What the text has called a body itself comes first: FARC, a rebel group, then "the rebel group".
        """
        is_noun = word.lemma in OF_A_SORT | VAGUE | {"party"}
        if not is_noun or not any(c.lower in POINTING for c in word.children) or governed(word, "of", "in", "from"):
            return None
        nations = [m for m in self.nations.of(word) if m.last < word.i]
        said = qualifiers(word, self.words)
        own = {w.lower for m in nations for w in self.words[m.first : m.last + 1]}
        countries = {m.entity.country for m in nations}
        near = [m for m in self.near(word) if not countries or m.entity.country in countries]
        told = [text for text in said if text not in own]
        if not said and word.lemma not in OF_A_SORT:
            return None
        return self._called(word, told, near) or meant_by_sort(word, told, near)

    def _called(self, word: Word, said: list[str], near: list[Mention]) -> Mention | None:
        """Return the body beside whose name the text has put the noun: the carmaker NAME; NAME, a rebel group."""
        for mention in reversed(near):
            for noun in self._beside(mention):
                told = set(qualifiers(noun, self.words)) if noun.lemma == word.lemma and noun.i < word.i else None
                if told is not None and set(said) <= told:
                    return mention
        return None

    def _beside(self, mention: Mention) -> list[Word]:
        """Return the nouns that stand right before a name or beside it behind a comma."""
        name = self.words[mention.first : mention.last + 1]
        before = self.words[max(0, mention.first - 1) : mention.first]
        return [*before, *(c for w in name for c in w.children if c.dep == "appos")]

    def armed(self, word: Word) -> Mention | None:
        """Return the armed group that "the rebels" means: the last one named."""
        if not any(c.lower in {"the", "these", "those"} for c in word.children):
            return None
        return next((m for m in reversed(self.near(word)) if is_armed(m.entity) or _is_named_so(m.entity)), None)

    def in_full(self, word: Word) -> list[Reading]:
        """Read "the union" as the body without a name that it was called in more words before: the miners' union."""
        if not self.stands_bare(word) or not any(c.lower in POINTING for c in word.children):
            return []
        first = self.names.parse.first_word(word.sentence - DEFINITE_REACH)
        for earlier in reversed(self.words[first : word.i]):
            if earlier.lemma == word.lemma and earlier.pos == "NOUN" and not self.stands_bare(earlier):
                found = [r for r in self._read(earlier) if r.actor.kind in {Kind.GROUP, Kind.ORGANISATION}]
                return [Reading(found[0].actor, word, "definite")] if len(found) == 1 else []
        return []

    def before(self, word: Word) -> Mention | None:
        """Return the last body named whose name has the noun in it, or any body if it is "the organisation"."""
        of_sort = word.lemma in VAGUE and bool((CARING | FIGHTING) & set(qualifiers(word, self.words)))
        generic = word.lemma in ANY_BODY and not of_sort and any(c.lower == "the" for c in word.children)
        if generic and word.lemma in VAGUE and self.stands_bare(word):
            sorted_ = meant_by_sort(word, (), self.near(word))
            if sorted_ is not None:
                return sorted_
        near = [m for m in reversed(self.near(word)) if not self._is_none_of_such(word, m)]
        nouns = {word.lemma} | ALSO.get(word.lemma, frozenset())
        serving = SERVING - nouns  # the police is not the Central Police Hospital
        so_called = (m for m in near if head_word(m.entity.name).lower() not in serving)
        named_so = next((m for m in so_called if nouns & _words_of(m.entity)), None)
        if named_so is not None:
            return named_so
        if generic:
            return next((m for m in near if not is_of_another_sort(word.lemma, m.entity)), None)
        return self._party(word) if word.lemma == "party" else None

    def _is_none_of_such(self, word: Word, body: Mention) -> bool:
        """Tell whether a body is of many states where a noun means one of members: no movement is the UN."""
        matters = MATTERS.intersection(qualifiers(word, self.words))
        if matters and matters.isdisjoint(_words_of(body.entity)):
            return True  # the electoral commission is not the African Union Commission
        if word.lemma in OF_MEMBERS and body.entity.known is not None and body.entity.country is None:
            return True
        return word.lemma == "group" and body.entity.name.lower().split()[0] in UNIONS

    def joined(self, word: Word) -> Mention | None:
        """Return the last body named that "the union" and "his union" mean, and that is a crowd by its noun alone."""
        if word.tag != "NN" or word.lemma not in self.names.nouns["body"]:
            return None
        pointed = any(c.lower in POINTING or c.tag == "PRP$" for c in word.children)
        return self.before(word) if pointed and not qualifiers(word, self.words) else None

    def _party(self, word: Word) -> Mention | None:
        """Return the only body that may be a party: the opposition [Movement for Change], then "the party"."""
        if not self.stands_bare(word) or not any(c.lower in POINTING for c in word.children):
            return None
        told = {m.entity: m for m in self.near(word) if self.words[m.first - 1].lower in POLITICAL and m.first > 0}
        return next(iter(told.values())) if len(told) == 1 else meant_by_sort(word, (), self.near(word))


def _words_of(entity: Entity) -> set[str]:
    return set(" ".join([entity.name, *entity.names]).lower().split())


def _is_named_so(entity: Entity) -> bool:
    return bool({w.lower() for w in entity.name.split()} & INSURGENT_NAMES)
