"""How an actor was found, in words: which name, title, pronoun or description stands for it, and why it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.findings import SURE_CLAIMANT
from stancegraph.gazetteer import Form
from stancegraph.models import Country, Kind, NonEmpty, Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading
    from stancegraph.extraction.references import References
    from stancegraph.extraction.roster import Entity, Mention
    from stancegraph.models import Actor

# Longer phrases are cut: they have half the sentence hanging on them.
MAX_PHRASE: Final = 80
# Words before a noun that belong to how it calls somebody.
BEFORE_NOUN: Final = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "neg", "quantmod"})
# A reading of a reading of a reading: no sentence says more.
MAX_STEPS: Final = 3


class Resolution(Record):
    """One actor that words stand for, and how it was found.

    Attributes
    ----------
    words
        The phrase in the text.
    sentence
        Number of the sentence that it stands in, from 1.
    how
        The sort of reading, a key of `stancegraph.extraction.readings.SURENESS`.
    sureness
        Of that sort, from 0 to 1.
    because
        The same in a sentence.
    country_from
        What the country is taken from; null for states, and where there is none.
    """

    id: NonEmpty
    name: NonEmpty
    kind: Kind
    country: Country | None = None
    role: str | None = None
    words: str
    sentence: int
    how: NonEmpty
    sureness: float
    because: str
    country_from: str | None = None


class Resolutions:
    """Says of the readings of one document how they were found."""

    def __init__(self, references: References) -> None:
        self.references = references
        self.names = references.names
        self._entities: dict[str, Entity] = {actor.id: entity for entity, actor in self.names.actors.items()}

    def of(self, reading: Reading, *, answered: Word | None = None) -> Resolution:
        """Return how one reading was found.

        Parameters
        ----------
        answered
            The word where an implied target is named, in another place than the stance toward it.
        """
        actor = reading.actor
        because = self.because(reading)
        sureness = reading.sureness
        if answered is not None:
            because = (
                f"not named with it, but implied: it is what sentence {answered.sentence + 1} tells of; there {because}"
            )
            sureness *= SURE_CLAIMANT
        return Resolution(
            id=actor.id,
            name=actor.name,
            kind=actor.kind,
            country=actor.country,
            role=actor.role,
            words=self.phrase(reading.word),
            sentence=reading.word.sentence + 1,
            how=reading.how,
            sureness=round(sureness, 3),
            because=because,
            country_from=self.country_from(actor, reading.word),
        )

    def phrase(self, word: Word) -> str:
        """Return the name that a word is part of, or the word with what stands before it and calls it."""
        mention = self.names.at.get(word.i)
        if mention is not None:
            return _cut(self.names.text(mention.first, mention.last))
        first = word
        for child in word.children:
            if child.i < first.i and child.dep in BEFORE_NOUN:
                first = min(first, child.left_edge(), key=lambda w: w.i)
        return _cut(self.names.text(first.i, word.i))

    def because(self, reading: Reading, steps: int = 0) -> str:
        """Return in words how a reading was found."""
        word, actor = reading.word, reading.actor
        if steps >= MAX_STEPS:
            return f"'{self.phrase(word)}' is {actor.name}"
        if word.tag in {"WDT", "WP", "WP$"}:
            return self._relative(reading, steps)
        if reading.how in _WAYS:
            last = self._last(actor, word) if reading.how in _TAKING_UP else ""
            whose = actor.country or "none is near"
            name = actor.name if actor.kind is Kind.COUNTRY or reading.how != "home" else whose
            way = "beside" if reading.how == "title" and word.i in self.names.at else reading.how
            return _WAYS[way].format(words=self.phrase(word), name=name, last=last)
        tell = {"name": self._by_name, "owner": self._by_owner, "definite": self._by_description}[reading.how]
        return tell(reading, steps)

    def country_from(self, actor: Actor, word: Word) -> str | None:
        """Return what the country of an actor is taken from."""
        entity = self._entities.get(actor.id)
        if actor.country is None or actor.kind is Kind.COUNTRY:
            return None
        if entity is None:
            nations = self.references.nations(word)
            own = any(r.actor.country == actor.country for r in nations)
            return "the words that name it" if own else "most names in the text, a guess"
        if entity.known is not None and entity.known.country == actor.country:
            return "the gazetteer"
        if entity.country_by is not None:
            return f"{entity.country_by}, a guess"
        return "the words beside the name"

    # ------------------------------------------------------------------------------------------------------ ways

    def _by_name(self, reading: Reading, _: int) -> str:
        word, actor = reading.word, reading.actor
        mention = self.names.at.get(word.i)
        if mention is None:
            return f"'{self.phrase(word)}' names {actor.name}"
        surface, entity = self.names.text(mention.first, mention.last), mention.entity
        role = f", with the title '{entity.role}'" if entity.role is not None and entity.kind is Kind.OFFICIAL else ""
        if entity.known is not None:
            form = _FORMS[mention.form].format(actor.name)
            return f"'{surface}' is {form} in the gazetteer{role}"
        what = "a person" if entity.kind is Kind.OFFICIAL else "a body"
        if entity.is_surname_only:
            return f"'{surface}' names {what} not named in full{role}: an actor of this document only"
        if surface == entity.name:
            return f"'{surface}' is the full name of {what} in the text{role}"
        if mention.form is Form.ACRONYM:
            return f"'{surface}' is what the text abbreviates {entity.name} to"
        return f"'{surface}' is short for {entity.name}{self._named_first(entity)}{role}"

    def _by_owner(self, reading: Reading, steps: int) -> str:
        word, actor = reading.word, reading.actor
        found = [r for r in self.references.read(word) if r.actor.id == actor.id and r.how != "owner"]
        if found:
            return f"it acts through, or owns, what is spoken of; {self.because(found[0], steps + 1)}"
        mention = self.names.at.get(word.i)
        if mention is not None:
            return f"what is spoken of is in its hands or on its soil; {self._by_name(reading, steps)}"
        return f"what '{self.phrase(word)}' stands with belongs to {actor.name}"

    def _by_description(self, reading: Reading, _: int) -> str:
        word, actor = reading.word, reading.actor
        if any(r.actor.id == actor.id for r in self.references.read(word)):
            return f"'{self.phrase(word)}' takes up {actor.name}{self._last(actor, word)}"
        return f"'{self.phrase(word)}' is what {actor.name} did last before{self._last(actor, word)}"

    def _relative(self, reading: Reading, steps: int) -> str:
        word = reading.word
        for noun in self.references.antecedents(word):
            for found in self.references.read(noun):
                if found.actor.id == reading.actor.id:
                    return f"'{word.text}' stands for '{self.phrase(noun)}'; {self.because(found, steps + 1)}"
        return f"'{word.text}' stands for {reading.actor.name}"

    def _last(self, actor: Actor, word: Word) -> str:
        """Return where an actor was last named or meant before a word."""
        before = [m for m in self.names.mentions if m.last < word.i and self.names.actors[m.entity].id == actor.id]
        found = self.names.words[before[-1].last] if before else self._last_read(actor, word)
        if found is None:
            return ""
        nearness = "earlier in the sentence" if found.sentence == word.sentence else f"in sentence {found.sentence + 1}"
        return f", last '{self.phrase(found)}' {nearness}"

    def _last_read(self, actor: Actor, word: Word) -> Word | None:
        before = (w for w in reversed(self.names.words[: word.i]) if w.pos in {"NOUN", "PROPN", "ADJ"})
        return next((w for w in before if any(r.actor.id == actor.id for r in self.references.read(w))), None)

    def _named_first(self, entity: Entity) -> str:
        full: Mention | None = next(
            (m for m in self.names.mentions if m.entity is entity and self.names.text(m.first, m.last) == entity.name),
            None,
        )
        return "" if full is None else f", as in sentence {self.names.words[full.first].sentence + 1}"


def _cut(text: str) -> str:
    return text if len(text) <= MAX_PHRASE else f"{text[: MAX_PHRASE - 1]}…"


# What a surface is of its actor, by its form.
_FORMS: Final[Mapping[Form, str]] = {
    Form.NAME: "a name of {}",
    Form.ADJECTIVE: "the adjective of {}",
    Form.PEOPLE: "the people of {}",
    Form.ACRONYM: "an abbreviation of {}",
    Form.CAPITAL: "the capital of {}",
    Form.SEAT: "a seat of power of {}",
    Form.PLACE: "a place in {}",
}

# How a reading was found, by its sort; the sorts that need a closer look have functions.
_WAYS: Final[Mapping[str, str]] = {
    "nation word": "'{words}' stands for {name}, whose people or body it is, having no name",
    "title": "'{words}' is a title or description beside the name {name}",
    "beside": "the name '{words}' stands beside a title or description",
    "group": "'{words}' is a group without a name",
    "pronoun": "'{words}' takes up {name}{last}",
    "speaker": "'{words}' in a quote is {name}, who is quoted{last}",
    "home": "whose '{words}' is goes unsaid, and is taken to be of the country of most names in the text, or else "
    "of the one named last: {name}",
    "implied": "not named at '{words}': {name} is implied by what the text tells nearby",
}
_TAKING_UP: Final = frozenset({"pronoun", "speaker"})
