"""What a noun phrase means: names, "US officials", "the ambassador", "Sudanese rebels", "he", "it", "they".

`References.read` takes the head word of a phrase and returns the actors it stands for, each with the way it was
found and how sure that is. It never guesses an actor that the neighbouring sentences do not name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import SUBJECTS, conjuncts, owners
from stancegraph.gazetteer import Form, slug
from stancegraph.models import Actor, Kind

if TYPE_CHECKING:
    from stancegraph.extraction.naming import Mention, Names
    from stancegraph.extraction.parsing import Word

# How sure a reading is, by the way it was found: shares of right actors, by hand, among the statements that the
# cases of fixtures/cases yield; names and nation words are practically always right, pronouns two in three.
SURENESS: Final = {
    "name": 1.0,
    "nation word": 0.95,
    "title": 0.85,
    "owner": 0.85,
    "definite": 0.75,
    "group": 0.9,
    "pronoun": 0.7,
    "speaker": 0.8,
}

# How many sentences back a pronoun or "the ambassador" may look.
PRONOUN_REACH: Final = 2
DEFINITE_REACH: Final = 12
OWNER_DEPTH: Final = 4

HE: Final = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
IT: Final = frozenset({"it", "its", "itself"})
THEY: Final = frozenset({"they", "them", "their", "themselves", "both"})
WE: Final = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ourselves"})

# A post that "the Turkish leader" may mean, besides the one with that very word in his title.
LEADERS: Final = frozenset({"leader", "president", "ruler", "chief", "head", "premier", "chancellor", "king"})

# Prepositions that put a phrase in a place: "in Geneva" is nobody.
LOCATIVE: Final = frozenset({"in", "at", "near", "outside", "inside", "around", "through", "across", "within"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One actor that a word stands for; `how` is a key of `SURENESS`."""

    actor: Actor
    word: Word
    how: str

    @property
    def sureness(self) -> float:
        """From 0 to 1."""
        return SURENESS[self.how]


class References:
    """The noun phrases of one document, read on demand."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.parse.words
        self.nouns = names.gazetteer.nouns
        self._read: dict[int, list[Reading]] = {}
        self._groups: dict[str, Actor] = {}
        self._persons = [m for m in names.mentions if m.entity.kind is Kind.OFFICIAL]
        self._bodies = [m for m in names.mentions if m.entity.kind is Kind.ORGANISATION]
        self._states = [
            m
            for m in names.mentions
            if m.entity.kind is Kind.COUNTRY and m.form not in {Form.ADJECTIVE, Form.PLACE, Form.PEOPLE}
        ]

    def read(self, word: Word, *, speakers: list[Reading] | None = None) -> list[Reading]:
        """Return the actors that the phrase headed by `word` stands for, none if it names or means no actor.

        Parameters
        ----------
        word
            Head of a noun phrase; what is coordinated with it is not looked at.
        speakers
            Who is quoted: what "I" and "we" mean.
        """
        if word.lower in WE and word.pos == "PRON":
            return [Reading(r.actor, word, "speaker") for r in speakers or []]
        if word.i not in self._read:
            self._read[word.i] = []  # while it is being read, it means nothing to itself
            self._read[word.i] = self._phrase(word)
        return self._read[word.i]

    def owners(self, noun: Word, *, but: frozenset[str] = frozenset(), depth: int = 0) -> list[Reading]:
        """Return the actors whose act or possession a noun is: of "Seoul's decision", South Korea."""
        for word in owners(noun, but=but):
            found = [r for w in conjuncts(word) for r in self.read(w)]
            if not found and depth < OWNER_DEPTH and word.pos in {"NOUN", "PROPN"}:
                found = self.owners(word, depth=depth + 1)
            if found:
                return [Reading(r.actor, r.word, "owner") for r in found]
        return []

    # -------------------------------------------------------------------------------------------------- phrases

    def _phrase(self, word: Word) -> list[Reading]:
        if word.i in self.names.carriers:
            return []
        mention = self.names.at.get(word.i)
        if mention is not None:
            return self._named(word, mention)
        if word.pos == "PRON" or word.lower in HE | IT | THEY:
            return self._pronoun(word)
        if word.pos not in {"NOUN", "PROPN", "ADJ", "NUM"}:
            return []
        beside = [c for c in [*word.children, word.head] if c is not word and "appos" in (c.dep, word.dep)]
        for other in beside:
            named = self.names.at.get(other.i)
            if (
                (other.dep == "appos" or word.dep == "appos")
                and named is not None
                and named.entity.kind is Kind.OFFICIAL
            ):
                return [Reading(named.actor, other, "title")]
        return self._described(word)

    def _named(self, word: Word, mention: Mention) -> list[Reading]:
        if mention.form in {Form.CAPITAL, Form.PLACE} and word.dep == "pobj" and word.head.lower in LOCATIVE:
            return []
        return [Reading(mention.actor, word, "name")]

    def _described(self, word: Word) -> list[Reading]:
        lemma = word.lemma
        nations = self._nations(word)
        for section, reader in (
            ("state", self._of_state),
            ("person", self._of_post),
            ("group", self._of_group),
            ("body", self._of_body),
        ):
            if lemma in self.nouns[section] or word.lower in self.nouns[section]:
                found = reader(word, nations)
                if found:
                    return found
        return []

    def _nations(self, word: Word) -> list[Mention]:
        """Return the mentions that say whose people or forces a noun means: Russian, Russia's, of Russia."""
        found: list[Mention] = []
        for child in word.children:
            inner: list[Word] = []
            if child.dep in {"amod", "compound", "nmod", "poss"} and child.i < word.i:
                inner = conjuncts(child)
            elif child.dep == "prep" and child.lower in {"of", "from", "in"} and child.i > word.i:
                inner = [w for p in child.children if p.dep == "pobj" for w in conjuncts(p)]
            for w in inner:
                mention = self.names.at.get(w.i)
                if mention is not None and mention not in found:
                    found.append(mention)
        return found

    def _owner_readings(self, word: Word) -> list[Reading]:
        """Return who "his government" or "their troops" belongs to."""
        return [
            Reading(self._country_of(r.actor) or r.actor, word, "pronoun")
            for c in word.children
            if c.dep == "poss" and c.pos == "PRON"
            for r in self.read(c)
        ]

    def _country_of(self, actor: Actor) -> Actor | None:
        return None if actor.country is None else self.names.gazetteer.actors.get(f"country:{actor.country}")

    def _of_state(self, word: Word, nations: list[Mention]) -> list[Reading]:
        if nations:
            return [Reading(m.actor, word, "nation word") for m in nations]
        return self._owner_readings(word)

    def _of_post(self, word: Word, nations: list[Mention]) -> list[Reading]:
        plural = word.tag == "NNS"
        if not plural:
            holder = self._holder(word, nations)
            if holder is not None:
                return [Reading(holder.actor, word, "definite")]
        states = [m for m in nations if m.entity.kind is not Kind.OFFICIAL]
        return [Reading(m.actor, word, "nation word") for m in states]

    def _holder(self, word: Word, nations: list[Mention]) -> Mention | None:
        """Return the latest person before `word` who bears the title it names."""
        countries = {m.entity.country for m in nations}
        first = word.sentence - DEFINITE_REACH
        for person in reversed(self._persons):
            if person.first > word.i or self.words[person.first].sentence < first:
                continue
            role = (person.entity.role or "").lower().split()
            fits = word.lemma in role or (bool(countries) and word.lemma in LEADERS and bool(LEADERS & set(role)))
            if fits and (not countries or person.entity.country in countries):
                return person
        return None

    def _of_group(self, word: Word, nations: list[Mention]) -> list[Reading]:
        organisations = [m for m in nations if m.entity.kind is Kind.ORGANISATION]
        if organisations:  # Hezbollah fighters act as Hezbollah
            return [Reading(m.actor, word, "nation word") for m in organisations]
        country = nations[0].entity.country if nations else None
        first = word
        for child in word.children:
            if child.i < first.i and child.dep in {"amod", "compound", "nmod", "nummod"}:
                first = min(first, child.left_edge(), key=lambda w: w.i)
        words = [w for w in self.words[first.i : word.i + 1] if w.lower not in {"the", "a", "an"}]
        text = self.names.parse.document.text
        name = " ".join(text[words[0].start : word.end].split())
        own = slug(" ".join(w.text for w in words if w.i not in self.names.at) or name)
        place = "" if country is None else f"{country.lower()}/"
        scope = "" if country is not None else f"@{self.names.parse.document.id}"
        identity = f"group:{place}{own}{scope}"
        actor = self._groups.setdefault(identity, Actor(id=identity, name=name, kind=Kind.GROUP, country=country))
        return [Reading(actor, word, "group")]

    def _of_body(self, word: Word, nations: list[Mention]) -> list[Reading]:
        states = [m for m in nations if m.entity.kind is Kind.COUNTRY]
        if states:
            country = states[0].entity.country
            inner = [w for c in word.children if c.dep in {"amod", "compound"} for w in (c, word)]
            first = min((w.left_edge() for w in inner), key=lambda w: w.i, default=word)
            text = self.names.parse.document.text
            name = " ".join(text[first.start : word.end].split())
            for prefix in ("the ", "The ", "a ", "an "):
                name = name.removeprefix(prefix)
            place = "" if country is None else f"{country.lower()}/"
            rest = [w.text for w in self.words[first.i : word.i + 1] if w.i not in self.names.at and w.tag != "POS"]
            identity = f"organisation:{place}{slug(' '.join(rest) or name)}"
            actor = self._groups.setdefault(
                identity, Actor(id=identity, name=name, kind=Kind.ORGANISATION, country=country)
            )
            return [Reading(actor, word, "nation word")]
        first_sentence = word.sentence - DEFINITE_REACH
        for body in reversed(self._bodies):
            if body.last < word.i and self.words[body.first].sentence >= first_sentence:
                names = " ".join([body.entity.name, *body.entity.names]).lower()
                if word.lemma in names.split():
                    return [Reading(body.actor, word, "definite")]
        return []

    # ------------------------------------------------------------------------------------------------- pronouns

    def _pronoun(self, word: Word) -> list[Reading]:
        if word.lower in HE:
            mention = self._salient(word, self._persons)
        elif word.lower in IT:
            mention = self._salient(word, sorted([*self._states, *self._bodies], key=lambda m: m.first))
        elif word.lower in THEY:
            return self._plural(word)
        else:
            return []
        return [] if mention is None else [Reading(mention.actor, word, "pronoun")]

    def _salient(self, word: Word, mentions: list[Mention]) -> Mention | None:
        """Return the mention a pronoun takes up: the nearest subject before it, else the nearest at all."""
        for sentence in range(word.sentence, word.sentence - PRONOUN_REACH - 1, -1):
            here = [m for m in mentions if self.words[m.first].sentence == sentence and m.last < word.i]
            if not here:
                continue
            subjects = [m for m in here if self._is_subject(m)]
            if sentence == word.sentence:
                return subjects[-1] if subjects else here[-1]
            return subjects[0] if subjects else here[-1]
        return None

    def _is_subject(self, mention: Mention) -> bool:
        return any(w.dep in SUBJECTS for w in self.words[mention.first : mention.last + 1])

    def _plural(self, word: Word) -> list[Reading]:
        for sentence in range(word.sentence, max(-1, word.sentence - PRONOUN_REACH - 1), -1):
            begin, end = self.names.parse.sentences[sentence]
            subjects = [w for w in self.words[begin : min(end, word.i)] if w.dep in SUBJECTS]
            if sentence == word.sentence:
                subjects.reverse()
            for subject in subjects:
                together = conjuncts(subject)
                if subject.pos != "PRON" and (len(together) > 1 or subject.tag in {"NNS", "NNPS"}):
                    found = [r for w in together for r in self.read(w)]
                    if found:
                        return [Reading(r.actor, word, "pronoun") for r in found]
        return []
