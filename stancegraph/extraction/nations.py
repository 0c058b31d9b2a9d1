"""Whose a noun phrase is: the names in "Georgian riot police" and "rebels in the Ivory Coast", and who goes unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import FORCES, LEADING
from stancegraph.extraction.noun_phrases import conjuncts, governed
from stancegraph.extraction.outsiders import takes_side
from stancegraph.extraction.places import LEGATIONS
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster
    from stancegraph.models import Actor


# With "of" and a name, what that state, or what has become one, is or was: the former colony of Belize.
STATEHOODS: Final = frozenset(
    {"archipelago", "colony", "dependency", "emirate", "enclave", "island", "kingdom", "nation", "province",
     "protectorate", "republic", "sultanate", "territory"}
)  # fmt: skip

# Who speaks for his government where nobody else is named, and what may stand before them.
OFFICIALS: Final = frozenset({"authority", "official", "spokesman", "spokesperson", "spokeswoman"})
OF_STATE: Final = frozenset({"foreign", "government", "military", "ministry", "senior", "top"})
# Who works for his state in its house abroad.
POSTED: Final = frozenset(
    {"attaché", "diplomat", "employee", "officer", "official", "spokesman", "spokesperson", "spokeswoman"}
)
# How what says whose an embassy is stands before it.
BEFORE: Final = frozenset({"amod", "compound", "nmod", "poss"})
# Whoever does this is of the country he leaves behind.
FLEES: Final = frozenset({"escape", "flee"})

# Who rules from a capital: condemned the government in Nairobi, met officials in Nairobi.
SEATED: Final = frozenset(
    {"administration", "authority", "government", "junta", "leadership", "official", "regime", "ruler"}
)
# Who is in a state for another: delegates in Geneva, diplomats in Lima.
ABROAD: Final = frozenset({"delegate", "diplomat", "emissary", "mediator", "negotiator", "observer", "peacekeeper"})


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
        if word.lemma in STATEHOODS:  # the Yugoslav republic of Slovenia, the British colony of Belize
            called = [m for m in self._mentions(governed(word, "of")) if m.form is Form.NAME]
            if called and called[0].entity.kind is Kind.COUNTRY:
                return called[:1]
        before = [c for c in word.children if c.dep in {"amod", "compound", "nmod", "poss"} and c.i < word.i]
        inner: list[Word] = []
        for child in before:
            # a US-led coalition, the Turkish-Libyan pact, Georgian riot police
            if child.lower in LEADING or child.i in self.names.at or (child.dep == "compound" and child.tag == "NN"):
                inner += [c for c in child.children if c.i < child.i]
            inner += conjuncts(child)
        within = ("from",) if word.lemma in ABROAD else ("from", "in")
        # Of "US troops in Iraq" the adjective says whose they are, the place only where.
        found = (
            self._mentions(inner)
            or self._mentions(governed(word, "of"))
            or self._mentions([c for w in governed(word, "of") for c in w.children if c.dep in {"amod", "compound"}])
            or self._mentions(governed(word, *within))
            or self._mentions([c for w in governed(word, *within) for c in w.children if c.dep in {"amod", "poss"}])
        )
        if not found and word.lemma in POSTED:
            found = self._posted_at(word)
        if word.lemma not in SEATED:
            found = [m for m in found if not self._is_seat(m)]
        return found or self._fled(word) or self._nation_behind(word) or self._speaking_at(word)

    def _is_seat(self, mention: Mention) -> bool:
        """Tell whether a name only says where a body sits: the Hague-based court is not the Netherlands."""
        behind = [w.lower for w in self.words[mention.last + 1 : mention.last + 3]]
        return behind == ["-", "based"]

    def _speaking_at(self, word: Word) -> list[Mention]:
        """Return the state in whose capital officials without a nation speak: In Lima, [officials] said.

        A sentence it gets wrong: "In Kabul, a spokesman said", of a spokesman for the allies' command.
        """
        if word.lemma not in OFFICIALS or word.dep != "nsubj" or word.head.pos != "VERB":
            return []
        if any(c.dep in {"amod", "compound", "poss", "prep"} and c.lower not in OF_STATE for c in word.children):
            return []
        opening = [word.head, *(c for c in word.head.children if c.dep == "advcl" and c.lemma == "speak")]
        towns = self._mentions([w for verb in opening for w in governed(verb, "in")])
        return [m for m in towns if m.form is Form.CAPITAL and m.last < word.i][:1]

    def _posted_at(self, word: Word) -> list[Mention]:
        """Return whose the embassy is behind a noun, wherever it hangs: called in an official at the Danish embassy."""
        behind = self.words[word.i + 1 : word.i + 2]
        houses = [w for p in behind if p.lower in {"at", "in"} for w in p.children if w.lemma in LEGATIONS]
        own = self._mentions([c for w in houses for c in w.children if c.dep in BEFORE])
        return own or self._mentions([w for house in houses for w in governed(house, "of")])

    def _fled(self, word: Word) -> list[Mention]:
        """Return the country that refugees come from: refugees fleeing the war in Liberia."""
        if word.lemma in FORCES or word.lemma not in self.names.nouns["group"]:
            return []
        flights = [c for c in word.children if c.dep in {"acl", "relcl"} and c.lemma in FLEES]
        what = [w for f in flights for w in (f, *(c for c in f.children if c.dep == "dobj"))]
        fled = [w for w in what if w.dep == "dobj"] + [p for w in what for p in governed(w, "in", "from")]
        return [m for m in self._mentions(fled) if m.form is Form.NAME and m.entity.kind is Kind.COUNTRY]

    def _mentions(self, words: list[Word]) -> list[Mention]:
        """Return the mentions that words are part of, each once, but none with "pro-" or "anti-" before it."""
        found = (self.names.at.get(w.i) for w in words)
        return list({id(m): m for m in found if m is not None and not takes_side(m, self.words)}.values())

    def _nation_behind(self, word: Word) -> list[Mention]:
        """Return the country right behind a noun, wherever it hangs: rebels in Chad, the government in Nairobi."""
        behind = [w for w in self.words[word.i + 1 : word.i + 5] if w.sentence == word.sentence and w.lower != "the"]
        forms = {Form.NAME, Form.CAPITAL} if word.lemma in SEATED else {Form.NAME}
        if behind and behind[0].lower == "back":
            behind, forms = behind[1:], {Form.CAPITAL, Form.NAME}
        if len(behind) < 2 or behind[0].lower not in {"in", "from"} or word.lemma in ABROAD:
            return []
        mention = self.names.at.get(behind[1].i)
        fits = mention is not None and mention.form in forms and mention.entity.kind is Kind.COUNTRY
        return [mention] if fits and mention is not None else []

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
            if not near:  # Gunmen killed two soldiers in the Peruvian highlands: no other state is named
                beside = (m for m in self.names.mentions if self.words[m.first].sentence == word.sentence)
                near = [m.entity.country for m in beside if m.entity.country is not None]
                near = near if len(set(near)) == 1 else []
            if not near:
                return None
            country = near[-1]
        return self.names.gazetteer.actors.get(f"country:{country}")

    def nearby(self, word: Word) -> str | None:
        """Return the only country named in the sentence of a group and the one before, for a text without a home.

        Of two the nearer one is wrong about as often as right, and what a verb acts on is hardly the group's own: of
        "Rebels attacked Chad" it is not known whose they are.
        """
        near = [
            m
            for m in self.names.mentions
            if 0 <= word.sentence - self.words[m.first].sentence <= 1 and m.entity.country is not None
        ]
        named = {m.entity.country for m in near}
        stands = any(not self.names.is_acted_on(m) for m in near)
        return next(iter(named)) if len(named) == 1 and stands else None
