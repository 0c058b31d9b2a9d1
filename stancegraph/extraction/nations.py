"""Whose a noun phrase is: the names in "Georgian riot police" and "rebels in the Ivory Coast", and who goes unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stancegraph.extraction.clauses import conjuncts, governed
from stancegraph.extraction.grammar import LEADING
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster
    from stancegraph.models import Actor


class Nations:
    """Which nation or body a noun belongs to, by the names around it.

    A name before a noun is taken for its owner, so the "Syria envoy" is Syria's, though the UN sent him there.

    Attributes
    ----------
    states
        The mentions of countries as such, in the order of the text: not adjectives, places and peoples.
    """

    def __init__(self, names: Roster) -> None:
        self.names = names
        self.words = names.words
        self.states = [
            m for m in names.mentions_of(Kind.COUNTRY) if m.form not in {Form.ADJECTIVE, Form.PLACE, Form.PEOPLE}
        ]

    def of(self, word: Word) -> list[Mention]:
        """Return the mentions that say whose people or forces a noun means: Russian, Russia's, of Russia."""
        before = [c for c in word.children if c.dep in {"amod", "compound", "nmod", "poss"} and c.i < word.i]
        inner: list[Word] = []
        for child in before:
            # a US-led coalition, the Turkish-Libyan pact, Georgian riot police
            if child.lower in LEADING or child.i in self.names.at or (child.dep == "compound" and child.tag == "NN"):
                inner += [c for c in child.children if c.i < child.i]
            inner += conjuncts(child)
        # Of "US troops in Iraq" the adjective says whose they are, the place only where.
        found = (
            self._mentions(inner)
            or self._mentions(governed(word, "of"))
            or self._mentions([c for w in governed(word, "of") for c in w.children if c.dep in {"amod", "compound"}])
            or self._mentions(governed(word, "from", "in"))
        )
        return found or self._nation_behind(word)

    def _mentions(self, words: list[Word]) -> list[Mention]:
        """Return the mentions that words are part of, each once."""
        found = (self.names.at.get(w.i) for w in words)
        return list({id(m): m for m in found if m is not None}.values())

    def _nation_behind(self, word: Word) -> list[Mention]:
        """Return the country right behind a noun, "rebels in the Ivory Coast", wherever the parser hangs it."""
        behind = [w for w in self.words[word.i + 1 : word.i + 4] if w.sentence == word.sentence and w.lower != "the"]
        if len(behind) < 2 or behind[0].lower not in {"in", "from"}:
            return []
        mention = self.names.at.get(behind[1].i)
        return (
            [mention]
            if mention is not None and mention.form is Form.NAME and mention.entity.kind is Kind.COUNTRY
            else []
        )

    def country_of(self, word: Word) -> str | None:
        """Return the country whose people or forces a noun means, None if the phrase does not say."""
        nations = self.of(word)
        return nations[0].entity.country if nations else None

    def state_of(self, actor: Actor) -> Actor | None:
        """Return the state that an actor belongs to, null if there is none."""
        return None if actor.country is None else self.names.gazetteer.actors.get(f"country:{actor.country}")

    def home_state(self, word: Word) -> Actor | None:
        """Return the country that most names of the document belong to, else the one named last nearby."""
        country = self.names.home
        if country is None:
            near = [
                m.entity.country
                for m in self.names.mentions
                if m.last < word.i
                and word.sentence - self.words[m.first].sentence <= 1
                and m.entity.country is not None
            ]
            if not near:
                return None
            country = near[-1]
        return self.names.gazetteer.actors.get(f"country:{country}")

    def nearby(self, word: Word) -> str | None:
        """Return the country named last before a group in its sentence or the one before, in a text without a home."""
        states = [m for m in self.states if not self.names.is_acted_on(m)]
        near = [m for m in states if m.last < word.i and word.sentence - self.words[m.first].sentence <= 1]
        near = near or [m for m in states if self.words[m.first].sentence == word.sentence]
        return near[-1].entity.country if near else None
