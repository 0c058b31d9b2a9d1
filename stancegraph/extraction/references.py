"""What a noun phrase means: names, "US officials", "the ambassador", "Sudanese rebels", "he", "it", "they".

`References.read` takes the head word of a phrase and returns the actors it stands for, each with the way it was
found and how sure that is. It never guesses an actor that the neighbouring sentences do not name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.ages import aged
from stancegraph.extraction.appositions import beside_name
from stancegraph.extraction.authors import Authors
from stancegraph.extraction.belonging import AT_SIDE
from stancegraph.extraction.collectives import Collectives, sections
from stancegraph.extraction.descriptions import Descriptions
from stancegraph.extraction.grammar import (
    ACT_NOUNS,
    CLAIM_NOUNS,
    CONDUCT,
    CROWDS,
    FORCES,
    HE,
    INSURGENTS,
    IT,
    LOCATIVE,
    QUANTITIES,
    SUFFERED,
    THEY,
    WE,
)
from stancegraph.extraction.listings import LISTED, is_gathering, listed
from stancegraph.extraction.nations import Nations
from stancegraph.extraction.noun_phrases import conjuncts, governed, owners
from stancegraph.extraction.outlets import is_quoted_agency
from stancegraph.extraction.outsiders import takes_side
from stancegraph.extraction.pairs import SIDES
from stancegraph.extraction.peoples import people_apart
from stancegraph.extraction.pronouns import Pronouns
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.regions import acting_region
from stancegraph.extraction.roster import HYPHENS
from stancegraph.extraction.sets import Sets
from stancegraph.extraction.sides import is_of_state
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster
    from stancegraph.models import Actor

# How many sentences back it may be told whose a thing is.
THING_REACH: Final = 4
# How many owners of owners, or clauses around a relative pronoun, are looked at.
OWNER_DEPTH: Final = 4
# What a state has, whichever of its bodies speaks of it.
LAND: Final = frozenset({"airspace", "border", "coast", "soil", "sovereignty", "territory", "waters"})
# Who is sent by whoever stands behind "from".
SENT_OUT: Final = frozenset({"contingent", "crew", "delegation", "mission", "team"})
# What a crowd has and a hearing has not: public anger, a public outcry.
FELT: Final = frozenset(
    {"anger", "backlash", "criticism", "demand", "discontent", "fury", "opposition", "outcry", "outrage", "pressure",
     "protest", "support", "unrest"}
)  # fmt: skip
# A city before these says where they were held or signed.
VENUED: Final = frozenset(
    {"accord", "agreement", "communique", "communiqué", "conference", "convention", "declaration", "negotiation",
     "pact", "process", "protocol", "round", "summit", "talk", "treaty"}
)  # fmt: skip


class References:
    """The noun phrases of one document, read on demand.

    Whoever stands before a noun owns it, even what others do to him: the "Iran sanctions" have Iran for their owner.
    """

    def __init__(self, names: Roster, quoted: Mapping[int, Word] | None = None) -> None:
        self.names = names
        self.quoted = quoted or {}
        self.words = names.words
        self.nouns = names.nouns
        self._read: dict[int, list[Reading]] = {}
        self._nations = Nations(names)
        self._authors = Authors(names, self.read, self.owners)
        self._pronouns = Pronouns(names, self._nations, self.quoted, self.read)
        self._sets = Sets(names, self._nations, self.read)
        self._collectives = Collectives(names, self._nations, self.read)
        self._descriptions = Descriptions(names, self._nations, self._collectives, self._pronouns, self.read)

    def read(self, word: Word, *, speakers: list[Reading] | None = None) -> list[Reading]:
        """Return the actors that the phrase headed by `word` stands for, none if it names or means no actor.

        Parameters
        ----------
        word
            Head of a noun phrase; what is coordinated with it is not looked at.
        speakers
            Who is quoted: what "I" and "we" mean.
        """
        if word.lower in WE and word.tag in {"PRP", "PRP$"}:
            return [Reading(r.actor, word, "speaker") for r in speakers or []]
        if word.i not in self._read:
            self._read[word.i] = []  # while it is being read, it means nothing to itself
            self._read[word.i] = self._phrase(word)
        return self._read[word.i]

    def owners(self, noun: Word, *, but: frozenset[str] = frozenset(), depth: int = 0) -> list[Reading]:
        """Return the actors whose act or possession a noun is: of "Seoul's decision", South Korea."""
        if noun.lemma in AT_SIDE and noun.tag == "NN":
            return []  # what is done to a French ally is not done to France
        suffering = noun.lemma in SUFFERED and noun.tag == "NN"  # her murder, but the junta's murders
        for owning in owners(noun, but=but | {"of"} if noun.lemma in SUFFERED else but):
            found: dict[str, Reading] = {}
            group = [w for w in owning if not (self.is_venue(w, noun) or self._is_side(w))]
            if any(w.i in self.names.at for w in group):  # a German government source: the government is Germany's
                group = [w for w in group if w.i in self.names.at or w.lemma in INSURGENTS or w.dep != "compound"]
            armed = [w for w in group if w.dep == "compound" and w.lemma in INSURGENTS and w.text.islower()]
            for word in armed or [w for both in group for w in (*self._hyphenated(both), both)]:
                readings = self.read(word) or (self._collectives.insurgents(word) if armed else [])
                if not readings and depth < OWNER_DEPTH and word.pos in {"NOUN", "PROPN"}:
                    readings = self.owners(word, depth=depth + 1)
                for reading in readings:
                    if not (suffering and word.dep == "poss" and reading.actor.kind in {Kind.OFFICIAL, Kind.GROUP}):
                        owner = self.landlord(noun, reading.actor)
                        found.setdefault(owner.id, Reading(owner, reading.word, "owner"))
            if found:
                return list(found.values())
        return self._owners_told(noun) if depth == 0 else []

    def landlord(self, noun: Word, owner: Actor) -> Actor:
        """Return whose land it is that a ministry or army speaks of as its own: the [state]'s airspace."""
        of_body = noun.lemma in LAND and owner.kind is Kind.ORGANISATION and is_of_state(owner)
        return (self.state_of(owner) if of_body else None) or owner

    def _owners_told(self, thing: Word) -> list[Reading]:
        """Return whose a thing is by what was said of it before: Oman seized two Greek trawlers; [the trawlers] had.

        A text it gets wrong: "A Greek ship sank. The ship that Oman had sent came late.", where there are two.
        """
        if thing.pos != "NOUN" or not self._is_told_of(thing):
            return []
        first = self.names.parse.first_word(thing.sentence - THING_REACH)
        for earlier in reversed(self.words[first : thing.left_edge().i]):
            if earlier.lemma == thing.lemma and earlier.pos == "NOUN":
                found = self.owners(earlier, depth=1)
                if found:
                    return [Reading(r.actor, thing, "definite") for r in found] if len(found) == 1 else []
        return []

    def _is_told_of(self, thing: Word) -> bool:
        """Tell whether it is "the" thing, and one that somebody may own."""
        if any(c.dep not in {"det", "nummod", "punct"} for c in thing.children):
            return False
        if not any(c.lower in {"the", "these", "those"} for c in thing.children):
            return False
        return not (thing.lemma in ACT_NOUNS | CLAIM_NOUNS | CONDUCT or self.nouns_of(thing))

    def _is_side(self, word: Word) -> bool:
        mention = self.names.at.get(word.i)
        return mention is not None and takes_side(mention, self.words)

    def is_venue(self, word: Word, noun: Word) -> bool:
        """Tell whether a city only says where it was met or signed: the [Geneva] talks, the [Minsk] accords."""
        mention = self.names.at.get(word.i)
        if word.dep not in {"compound", "nmod"} or noun.lemma not in VENUED or mention is None:
            return False
        shared = self.words[word.i - 1].text in HYPHENS or self.words[word.i + 1].text in HYPHENS  # Moscow-Kyiv talks
        return not shared and mention.form in {Form.CAPITAL, Form.PLACE}

    def _hyphenated(self, word: Word) -> list[Word]:
        """Return the nation that shares a hyphen with another, both owners: the [Serbian]-Bulgarian agreement."""
        at = self.names.at
        if word.i not in at or word.i < 2 or self.words[word.i - 1].text not in HYPHENS:
            return []
        return [c for c in word.children if c.i == word.i - 2 and c.i in at and at[c.i] is not at[word.i]]

    def nouns_of(self, noun: Word) -> list[str]:
        """Return the word lists that a common noun is on: "person", "group", "body", "state"."""
        return sections(noun, self.nouns)

    def makers(self, noun: Word, *, but: Word | None = None, verbs: frozenset[str] | None = None) -> list[Reading]:
        """Return who made a thing by the clause that hangs on it: a list that Chinese diplomats had handed over."""
        return self._authors.makers(noun, but=but, verbs=verbs)

    def behind(self, noun: Word) -> list[Reading]:
        """Return who acts by way of a thing, its owner: Israel's missiles hit; the Turkish statement called for."""
        return self._authors.behind(noun)

    def nations(self, noun: Word) -> list[Reading]:
        """Return the actors named before a noun or in its possessor: of "US-China talks", both."""
        mentions = self._nations.of(noun)
        at, near = self.names.at, self.names.at.get(noun.i - 1)
        paired = near is not None and near.first > 1 and len(mentions) < LISTED
        if paired and near is not None and self.words[near.first - 1].text in HYPHENS and near.first - 2 in at:
            mentions = [at[near.first - 2], near]  # wherever the parser hangs the halves of the Iran-Iraq war
        found = {id(m.entity): Reading(self.names.actors[m.entity], noun, "owner") for m in mentions}
        return list(found.values())

    def is_pair(self, word: Word) -> bool:
        """Tell whether it is "both sides" or "the two parties", whoever they are."""
        return self._pronouns.pairs.is_pair(word) and word.lemma in SIDES | {"both"}

    def other_owners(self, noun: Word, barred: set[str]) -> list[Reading]:
        """Return whose "their base" is if it is not that of those who attack it."""
        own = [c for c in noun.children if c.dep == "poss" and c.pos == "PRON"]
        return [Reading(r.actor, r.word, "owner") for c in own for r in self._pronouns.other_owners(c, barred)]

    def men_of(self, noun: Word) -> list[Reading]:
        """Return the soldiers of a state as a group, for what the state does to them: Ghana shot three [officers]."""
        if noun.tag != "NNS" or noun.lemma not in FORCES:
            return []
        return [self._collectives.group(noun, self._nations.country_of(noun))]

    def protesters(self, noun: Word) -> list[Reading]:
        """Return who takes part in protests that a text does not say whose they are: those it names elsewhere."""
        return self._collectives.protesters(noun)

    def state_of(self, actor: Actor) -> Actor | None:
        """Return the state that an actor belongs to, null if there is none."""
        return self._nations.state_of(actor)

    def home(self) -> Actor | None:
        """Return the state that most of the document's names belong to, null if there is none."""
        return self.names.gazetteer.actors.get(f"country:{self.names.home}")

    @staticmethod
    def antecedents(word: Word) -> list[Word]:
        """Return what a relative pronoun stands for: the noun its clause hangs on."""
        clause, steps = word.head, 0
        while clause.dep != "relcl" and clause.head is not clause and steps < OWNER_DEPTH:
            clause, steps = clause.head, steps + 1
        if clause.dep != "relcl":
            return []
        noun = clause.head
        suffering = governed(noun, "of") if noun.lemma in SUFFERED and word.tag == "WP" else []
        return suffering or conjuncts(noun)  # the arrest of ten men, [whom] he accuses

    def _phrase(self, word: Word) -> list[Reading]:
        if (
            word.i in self.names.carriers
            or is_quoted_agency(word)
            or (word.tag == "JJ" and word.lemma in CROWDS and not _feels(word))
        ):
            return []  # the public grilling is not the public's
        mention = self.names.at.get(word.i)
        if mention is not None:
            return self._named(word, mention)
        if word.tag in {"WDT", "WP", "WP$"}:
            return [Reading(r.actor, word, r.how) for w in self.antecedents(word) for r in self.read(w)]
        counted = governed(word, "of") if word.lower in QUANTITIES or word.pos == "NUM" or is_gathering(word) else []
        if counted:
            return self._counted(word, counted)
        if self._pronouns.pairs.is_pair(word):
            return self._pronouns.pairs.meant_by(word)
        found = self._sets.meant_by(word) or listed(word, self.names) or self._unnamed(word) or self._sent_by(word)
        return self._collectives.apart(word, found)

    def _sent_by(self, word: Word) -> list[Reading]:
        """Return whose people came: a [team] from the IAEA."""
        owned = any(c.i in self.names.at for c in word.children if c.i < word.i)  # the UN team from Geneva
        senders = governed(word, "from") if word.lemma in SENT_OUT and not owned else []
        return [Reading(r.actor, word, "nation word") for w in senders if w.i in self.names.at for r in self.read(w)]

    def _counted(self, word: Word, counted: list[Word]) -> list[Reading]:
        """Return whom a word of number or a gathering is of: one of the states, a team of European Union monitors."""
        beside = [c for c in word.children if c.dep == "appos"]  # one of these groups, the Syrian Democratic Forces
        found = [r for w in beside for r in self.read(w)] or [r for w in counted for r in self.read(w)]
        if not found and all(w.pos == "NUM" for w in counted):
            return self._unnamed(word)  # a crowd of about 2,000
        if found or not is_gathering(word):
            return found
        return [r for w in counted for r in self.nations(w)]

    def _named(self, word: Word, mention: Mention) -> list[Reading]:
        if mention.form in {Form.CAPITAL, Form.PLACE} and word.dep == "pobj" and word.head.lower in LOCATIVE:
            return []
        if mention.entity.kind is Kind.ORGANISATION and self._is_product(word, mention):
            return []
        region = acting_region(self.names, word, mention)
        if region is not None:
            return [Reading(region, word, "name")]
        apart = mention.form is Form.PEOPLE and word.i == mention.last
        group = people_apart(word, mention, self._nations, self._collectives) if apart else None
        return [Reading(self.names.actors[mention.entity], word, "name") if group is None else group]

    def _is_product(self, word: Word, mention: Mention) -> bool:
        """Tell whether "a" before a firm makes it one of its things: struck by a Volvo, a Boeing 737, a Volvo XC90.

        A phrase it gets wrong: "a G7 of lesser powers".
        """
        phrase = [word]
        type_of = word.head
        if (
            word.dep in {"compound", "nmod"}
            and type_of.i == mention.last + 1
            and any(c.isdigit() for c in type_of.text)
        ):
            phrase.append(type_of)
        return any(c.lower in {"a", "an"} for w in phrase for c in w.children)

    def _unnamed(self, word: Word) -> list[Reading]:
        """Read a pronoun or a description."""
        if word.pos == "PRON" or word.lower in HE | IT | THEY:
            return self._pronouns.meant_by(word)
        several = word.tag == "NNPS" or (word.text.endswith("s") and word.text in self.nouns["people"])
        told = word.lower.removesuffix("s") in CLAIM_NOUNS  # Reports yesterday said
        if several and word.text[0].isupper() and not told and not sections(word, self.nouns):
            return [self._collectives.group(word, self._nations.country_of(word))]
        if word.pos not in {"NOUN", "PROPN", "ADJ", "NUM"}:
            return []
        of_age = aged(word, self.names)
        if of_age is not None:
            return [Reading(self.names.actors[of_age.entity], word, "definite")]
        return beside_name(word, self.names) or self._descriptions.meant_by(word)


def _feels(adjective: Word) -> bool:
    """Tell whether it is a crowd that an adjective before a noun means: public anger, minority demands."""
    return adjective.dep != "amod" or adjective.head.lemma in FELT
