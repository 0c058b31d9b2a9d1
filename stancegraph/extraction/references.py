"""What a noun phrase means: names, "US officials", "the ambassador", "Sudanese rebels", "he", "it", "they".

`References.read` takes the head word of a phrase and returns the actors it stands for, each with the way it was
found and how sure that is. It never guesses an actor that the neighbouring sentences do not name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import SUBJECTS, agents, conjuncts, governed, owners, patients, subjects
from stancegraph.extraction.grammar import (
    ANY_BODY,
    APART,
    CIVILIANS,
    COLLECTIVES,
    COUNTING,
    CROWDS,
    ETHNIC,
    FEMALE_NAMES,
    FIGURES,
    FORCES,
    HE,
    HOME_BODIES,
    HOUSES,
    INSURGENT_NAMES,
    INSURGENTS,
    IT,
    LANDS,
    LEADERS,
    LAUNCHES,
    LEADING,
    LOCATIVE,
    MALE_NAMES,
    MESSAGES,
    NOT_PERSONS,
    OF_SOCIETY,
    PAIR,
    PROTESTERS,
    QUANTITIES,
    THEY,
    UNNAMED_BODIES,
    WE,
    WORLDWIDE,
)
from stancegraph.gazetteer import Form, slug
from stancegraph.models import Actor, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Entity, Mention, Roster

# Adjectives of regions whose states act as one.
REGIONS: Final = frozenset(
    {"African", "Arab", "Asian", "Balkan", "Baltic", "Caribbean", "European", "Gulf", "Muslim", "Nordic", "Western"}
)
# How sure a reading is against one by name, by the way it was found: the shares that benchmarks/sureness.py counted
# over fixtures/ on 23 November 2026, divided by that of names (0.92 of 908); "home" (2 findings) and "speaker" (4) are
# guesses beside them.
SURENESS: Final = {
    "name": 1.0,
    "nation word": 0.88,
    "title": 0.79,
    "owner": 0.86,
    "definite": 0.79,
    "group": 0.74,
    "pronoun": 0.9,
    "speaker": 0.8,
    "home": 0.6,
    "implied": 0.6,
}

# How many sentences back a pronoun or "the ambassador" may look.
PRONOUN_REACH: Final = 2
# Within a quote it is longer: all of it is about the same.
QUOTED_REACH: Final = 4
DEFINITE_REACH: Final = 12
# "The president" is the same all over a text.
LEADER_REACH: Final = 60
OWNER_DEPTH: Final = 4
# How many words back "the statement" may have been issued.
AUTHOR_REACH: Final = 150

NAMELESS: Final = frozenset({"individual", "man", "people", "person", "state", "woman"})
# Words of number that the tagger takes for adjectives or names at the start of a sentence, and what joins them.
NUMBERS: Final = frozenset(
    {"and", "between", "eight", "eighteen", "eighty", "eleven", "fifteen", "fifty", "five", "forty", "four", "fourteen",
     "hundred", "nine", "nineteen", "ninety", "seven", "seventeen", "seventy", "six", "sixteen", "sixty", "ten", "thirteen",
     "thirty", "thousand", "three", "twelve", "twenty", "two"}
)  # fmt: skip

# What one unnamed group is for, or of: a rights group said.
GROUPED: Final = frozenset({"activist", "advocacy", "aid", "guerrilla", "insurgent", "militant", "monitoring", "rebel", "relief", "rights"})
# Callings that are no office: an Iranian writer is not Iran.
PRIVATE: Final = frozenset(
    {"academic", "artist", "athlete", "blogger", "businessman", "dissident", "doctor", "engineer", "lawyer", "photographer",
     "priest", "professor", "reporter", "researcher", "scholar", "scientist", "writer"}
)  # fmt: skip

# Words that show a text to be about protests, where a "march" alone might be music.
PROTESTING: Final = frozenset({"demonstrate", "demonstration", "protest", "rally", "riot"})
SHE: Final = frozenset({"she", "her", "hers", "herself"})

# Nouns for persons by their endings, where a nation's word stands before them: Cambodian fishermen, Swedish
# journalists; and things that end alike.
PERSON_ENDINGS: Final = ("er", "or", "ist", "man", "men", "woman", "women", "girl", "boy", "ian", "ee")


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

    def __init__(self, names: Roster, quoted: Mapping[int, Word] | None = None) -> None:
        self.names = names
        self.quoted = quoted or {}
        self.words = names.parse.words
        self.nouns = names.gazetteer.nouns
        self._read: dict[int, list[Reading]] = {}
        self._groups: dict[str, Actor] = {}
        self._persons = [m for m in names.mentions if m.entity.kind is Kind.OFFICIAL]
        self._national = self._groups_of_nations()
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
        if word.lower in WE and word.tag in {"PRP", "PRP$"}:
            return [Reading(r.actor, word, "speaker") for r in speakers or []]
        if word.i not in self._read:
            self._read[word.i] = []  # while it is being read, it means nothing to itself
            self._read[word.i] = self._phrase(word)
        return self._read[word.i]

    def owners(self, noun: Word, *, but: frozenset[str] = frozenset(), depth: int = 0) -> list[Reading]:
        """Return the actors whose act or possession a noun is: of "Seoul's decision", South Korea."""
        for group in owners(noun, but=but):
            found: dict[str, Reading] = {}
            armed = [w for w in group if w.dep == "compound" and w.lemma in INSURGENTS and w.text.islower()]
            for word in armed or group:
                readings = self.read(word) or (self._of_insurgents(word) if armed else [])
                if not readings and depth < OWNER_DEPTH and word.pos in {"NOUN", "PROPN"}:
                    readings = self.owners(word, depth=depth + 1)
                for reading in readings:
                    found.setdefault(reading.actor.id, Reading(reading.actor, reading.word, "owner"))
            if found:
                return list(found.values())
        return []

    def makers(self, noun: Word, *, but: Word | None = None, verbs: frozenset[str] | None = None) -> list[Reading]:
        """Return who made a thing by the clause that hangs on it: a list that Chinese diplomats had handed over."""
        clauses = [
            c
            for c in noun.children
            if c.dep in {"relcl", "acl"}
            and c is not but
            and (_claims_responsibility(c) or (noun in patients(c) and (verbs is None or c.lemma in verbs)))
        ]
        return [Reading(r.actor, r.word, "owner") for c in clauses for w in agents(c) for r in self.read(w)]

    def behind(self, noun: Word) -> list[Reading]:
        """Return who acts by way of a thing, its owner: Israel's missiles hit; the Turkish statement called for."""
        if noun.pos not in {"NOUN", "PROPN"} or noun.lemma in self.nouns["group"] or noun.lemma in self.nouns["person"]:
            return []
        own = self.owners(noun, but=frozenset({"of"} if noun.lemma in MESSAGES else {"of", "from"}))
        if not own and noun.dep == "dobj" and noun.head.lemma in LAUNCHES:  # launched missiles targeting a base
            own = [Reading(r.actor, r.word, "owner") for w in agents(noun.head) for r in self.read(w)]
        if own or noun.lemma not in MESSAGES:
            return own or self.makers(noun)
        return self.makers(noun) or self._author(noun)

    def _author(self, message: Word) -> list[Reading]:
        """Return whose message it is: They released a statement which said ...; the sentence before has its author."""
        verb = message.head
        if message.dep in {"dobj", "pobj"}:
            while verb.pos not in {"VERB", "AUX"} and verb.head is not verb:
                verb = verb.head
            found = [r for w in agents(verb) if w is not message for r in self.read(w)]
            if found:
                return [Reading(r.actor, message, "owner") for r in found]
        for earlier in reversed(self.words[max(0, message.i - AUTHOR_REACH) : message.i]):
            if earlier.lemma in MESSAGES and earlier.pos == "NOUN" and earlier.dep in {"dobj", "pobj", "nsubjpass"}:
                found = self.owners(earlier, but=frozenset({"of", "from"})) or self.makers(earlier)
                found = found or [r for w in agents(earlier.head) for r in self.read(w)]
                if found:
                    return [Reading(r.actor, message, "implied") for r in found]
        definite = any(c.lower in {"the", "this", "that"} for c in message.children)
        if not definite or message.sentence == 0:
            return []
        begin, end = self.names.parse.sentences[message.sentence - 1]
        main = next((w for w in self.words[begin:end] if w.dep == "ROOT"), None)
        return (
            [] if main is None else [Reading(r.actor, message, "implied") for w in agents(main) for r in self.read(w)]
        )

    def nations(self, noun: Word) -> list[Reading]:
        """Return the actors named before a noun or in its possessor: of "US-China talks", both."""
        found = {id(m.entity): Reading(self.names.actors[m.entity], noun, "owner") for m in self._nations(noun)}
        return list(found.values())

    # -------------------------------------------------------------------------------------------------- phrases

    def _phrase(self, word: Word) -> list[Reading]:
        if word.i in self.names.carriers:
            return []
        mention = self.names.at.get(word.i)
        if mention is not None:
            return self._named(word, mention)
        if word.tag in {"WDT", "WP", "WP$"}:
            return [Reading(r.actor, word, r.how) for w in self.antecedents(word) for r in self.read(w)]
        counted = governed(word, "of") if word.lower in QUANTITIES or word.pos == "NUM" else []
        if counted:
            beside = [c for c in word.children if c.dep == "appos"]  # one of these groups, the Syrian Democratic Forces
            return [r for w in beside for r in self.read(w)] or [r for w in counted for r in self.read(w)]
        return self._pair(word) if self._is_pair(word) else self._unnamed(word)

    def _unnamed(self, word: Word) -> list[Reading]:
        """Read a pronoun or a description."""
        if word.pos == "PRON" or word.lower in HE | IT | THEY:
            return self._pronoun(word)
        several = word.tag == "NNPS" or (word.text.endswith("s") and word.text in self.nouns["people"])
        if several and word.text[0].isupper() and not self._sections(word):
            return [self._group_reading(word, self._home(word))]
        if word.pos not in {"NOUN", "PROPN", "ADJ", "NUM"}:
            return []
        return self._titled(word) or self._described(word)

    def _titled(self, word: Word) -> list[Reading]:
        """Read "the Russian ambassador, NAME" and "NAME, an Iranian-backed militia" as whom they name."""
        bearer = self.names.titles.get(word.i)
        if bearer is not None and bearer in self.names.actors:
            return [Reading(self.names.actors[bearer], word, "title")]
        beside = [c for c in word.children if c.dep == "appos"] + ([word.head] if word.dep == "appos" else [])
        for other in beside:
            mention = self.names.at.get(other.i)
            if mention is not None and mention.entity.kind in {Kind.OFFICIAL, Kind.ORGANISATION}:
                return [Reading(self.names.actors[mention.entity], other, "title")]
        return []

    @staticmethod
    def antecedents(word: Word) -> list[Word]:
        """Return what a relative pronoun stands for: the noun its clause hangs on."""
        clause, steps = word.head, 0
        while clause.dep != "relcl" and clause.head is not clause and steps < OWNER_DEPTH:
            clause, steps = clause.head, steps + 1
        return conjuncts(clause.head) if clause.dep == "relcl" else []

    def _home(self, word: Word) -> str | None:
        nations = self._nations(word)
        return nations[0].entity.country if nations else None

    def _is_pair(self, word: Word) -> bool:
        """Tell whether it is "the two", "both sides" or "the two countries"."""
        two = (word.lower in {"two", "both"} and word.dep != "nummod") or any(
            c.lower in {"two", "both"} for c in word.children if c.i < word.i
        )
        return two and bool({word.lower, word.lemma} & PAIR) and not self._nations(word)

    def _pair(self, word: Word) -> list[Reading]:
        """Return whom such a phrase means: the last two that were named together, or the last two who bear the post."""
        if word.lemma in self.nouns["person"]:
            bearers = [
                m for m in self._persons if m.last < word.i and word.lemma in (m.entity.role or "").lower().split()
            ]
            latest = list({id(m.entity): m for m in reversed(bearers)}.values())[:2]
            if len(latest) == 2:
                return [Reading(self.names.actors[m.entity], word, "pronoun") for m in latest]
        for sentence in range(word.sentence, max(-1, word.sentence - PRONOUN_REACH - 1), -1):
            begin, end = self.names.parse.sentences[sentence]
            for w in self.words[begin : min(end, word.i)]:
                if w.head is word.head and w.dep in SUBJECTS:
                    continue  # they urge both sides: they are not the sides
                together = conjuncts(w)
                if len(together) == 2 and w.dep != "conj":
                    found = [r for t in together if t.i in self.names.at for r in self.read(t)]
                    if len(found) == 2:
                        return [Reading(r.actor, word, "pronoun") for r in found]
            named = {id(m.entity): m for m in self.names.mentions if begin <= m.first and m.last < min(end, word.i)}
            if len(named) == 2:
                return [Reading(self.names.actors[m.entity], word, "pronoun") for m in named.values()]
        return []

    def _named(self, word: Word, mention: Mention) -> list[Reading]:
        if mention.form in {Form.CAPITAL, Form.PLACE} and word.dep == "pobj" and word.head.lower in LOCATIVE:
            return []
        if mention.form is Form.PEOPLE and word.i == mention.last:
            # Bosnian Serbs are no Serbia, ethnic Turks in Sweden no Turkey: they are a people somewhere.
            others = [m for m in self._nations(word) if m.entity is not mention.entity and m.first < word.i]
            ethnic = any(c.lower in ETHNIC for c in word.children)
            counted = any(c.dep == "nummod" for c in word.children) or word.head.head.lower in QUANTITIES
            if counted and word.tag in {"NNS", "NNPS"}:  # deported 14,000 Haitians: not Haiti
                return [self._group_reading(word, mention.entity.country)]
            if others or ethnic:
                return [self._group_reading(word, others[0].entity.country if others else None)]
        return [Reading(self.names.actors[mention.entity], word, "name")]

    def _described(self, word: Word) -> list[Reading]:
        """Read a common noun: what it is of the word lists first, then what its form says."""
        nations = self._nations(word)
        sections = self._sections(word)
        members = next((c for c in word.children if self._is_crowd_of(c)), None)
        if members is not None and word.tag == "NNS" and "body" in sections:
            return [self._group_reading(word, self._home(members))]
        if (sections or word.lemma in FIGURES) and self._is_of_crowd(word):
            return [self._group_reading(word, self._home(word))]
        if word.lemma in HOUSES:
            return self._of_state(word, nations)
        if word.tag == "NNS" and word.lemma in FORCES and any(m.entity.kind is Kind.COUNTRY for m in nations):
            return self._of_state(word, [m for m in nations if m.entity.kind is Kind.COUNTRY])
        holder = self._holder(word, nations) if "person" in sections and word.tag != "NNS" else None
        if holder is not None:
            return [Reading(self.names.actors[holder.entity], word, "definite")]
        readers = {
            "state": self._of_state,
            "group": self._of_group,
            "person": self._of_post,
            "body": self._of_body,
        }
        for section in sections:
            found = readers[section](word, nations)
            if found:
                return found
        return self._of_form(word, nations)

    def _sections(self, word: Word) -> list[str]:
        """Return the word lists that a noun is on; the tagger takes some at the start of a sentence for names."""
        forms = {word.lemma, word.lower, word.lower.removesuffix("s")}
        found = [section for section in ("state", "group", "person", "body") if forms & self.nouns[section]]
        several = word.lower.endswith("s") and word.lower not in self.nouns["group"]  # Rebels, taken for a name
        if "group" in found and word.tag in {"NN", "NNP"} and not several and not forms & CROWDS:
            found.remove("group")  # one refugee, one hostage
        return found

    def _is_of_crowd(self, word: Word) -> bool:
        """Tell whether it is "opposition lawmakers" or "rebel commanders"."""
        before = [c for c in word.children if c.dep in {"compound", "amod"} and c.i < word.i]
        crowds = [c for c in before if c.lemma in self.nouns["group"]]
        if any(self._is_crowd_before(c, word) for c in crowds):
            return True
        if word.tag != "NNS":
            return False
        if word.lemma in COLLECTIVES and any(c.text in REGIONS for c in before):
            return True  # West African leaders meeting in Lagos
        return any(c.lower in OF_SOCIETY for c in before)  # church leaders, mutinous soldiers

    def _is_crowd_before(self, crowd: Word, word: Word) -> bool:
        """Tell whether it is a crowd's: not anti-terrorist prosecutors, suspected rebels or fighter jets."""
        hyphenated = crowd.i > 1 and self.words[crowd.i - 1].text == "-"
        return not hyphenated and crowd.tag != "VBN" and f"{crowd.lemma} {word.lemma}" not in self.nouns["state"]

    def _is_crowd_of(self, owner: Word) -> bool:
        """Tell whether an owner is who makes a body up: [farmers'] groups, [miners'] unions."""
        return owner.dep == "poss" and owner.tag == "NNS" and owner.i not in self.names.at

    def _of_form(self, word: Word, nations: list[Mention]) -> list[Reading]:
        """Read "foreign powers", "Cambodian fishermen" and "the country"."""
        counted = word.head.head if word.dep == "pobj" and word.head.lower == "of" else word
        is_acting = word.tag == "NNS" and (
            word.dep == "nsubj" or word.head.dep == "agent" or (counted.lemma in QUANTITIES and counted.dep == "nsubj")
        )
        modified = any(c.dep in {"amod", "compound", "nummod"} for c in word.children)
        if word.tag == "NNS" and word.lemma in COLLECTIVES and modified:
            return [self._group_reading(word, self._home(word))]
        of_nation = any(m.entity.kind is Kind.COUNTRY for m in nations)
        of_people = word.tag == "NNS" and not nations and any(c.text in self.nouns["people"] for c in word.children if c.i < word.i)
        if of_people and (word.lemma == "family" or word.lemma.endswith(PERSON_ENDINGS)) and word.lemma not in NOT_PERSONS:
            return [self._group_reading(word, self._home(word))]  # Uighur men, Rohingya families
        if word.lemma == "group" and any(c.dep == "compound" and c.lower in GROUPED for c in word.children):
            return [self._group_reading(word, self._home(word))]  # a rights group
        if (of_nation or is_acting) and word.lemma.endswith(PERSON_ENDINGS) and word.lemma not in NOT_PERSONS:
            return self._of_group(word, nations)
        if word.lemma in LANDS and any(c.tag == "PRP$" for c in word.children):  # her country would help
            return self._owner_readings(word)
        if word.lemma in LANDS and any(c.lower == "the" for c in word.children):
            mention = self._salient(word, [m for m in self._states if m.form is Form.NAME])
            return [] if mention is None else [Reading(self.names.actors[mention.entity], word, "definite")]
        return []

    def _nations(self, word: Word) -> list[Mention]:
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

    def _owner_readings(self, word: Word, *, of_state: bool = True) -> list[Reading]:
        """Return who "his government" or "their troops" belongs to, the state of persons and bodies if `of_state`."""
        return [
            Reading((self.state_of(r.actor) if of_state else None) or r.actor, word, "pronoun")
            for c in word.children
            if c.dep == "poss" and c.pos == "PRON"
            for r in self.read(c)
        ]

    def state_of(self, actor: Actor) -> Actor | None:
        """Return the state that an actor belongs to, null if there is none."""
        return None if actor.country is None else self.names.gazetteer.actors.get(f"country:{actor.country}")

    def _of_state(self, word: Word, nations: list[Mention]) -> list[Reading]:
        peoples = [m for m in nations if m.first == m.last < word.i and self.words[m.first].text in self.nouns["people"]]
        if peoples and peoples == nations:
            return [self._group_reading(word, None)]  # Tigrayan forces
        if len(nations) == 2 and nations[0].last + 1 == nations[1].first and nations[1].last < word.i:
            return [self._group_reading(word, nations[0].entity.country)]  # Bosnian Serb forces
        if nations:
            actors = (self.names.actors[m.entity] for m in nations)  # the government of President X is the state's
            states = (self.state_of(a) or a if a.kind is Kind.OFFICIAL else a for a in actors)
            return [Reading(a, word, "nation word") for a in states]
        return self._owner_readings(word) or self._of_owners(word) or self._at_home(word)

    def _of_owners(self, word: Word) -> list[Reading]:
        """Read "envoys of the Philippine government and Muslim rebels" as those whose envoys they are."""
        return [
            Reading(r.actor, word, "nation word") for w in governed(word, "of", "for", "from") for r in self.read(w)
        ]

    def home(self) -> Actor | None:
        """Return the state that most of the document's names belong to, null if there is none."""
        return self.names.gazetteer.actors.get(f"country:{self.names.home}")

    def _at_home(self, word: Word) -> list[Reading]:
        """Return the state that "the government" or "the army" is of, where the text leaves no doubt."""
        definite = any(c.dep == "det" and c.lower == "the" for c in word.children)
        definite = definite or (word.dep == "compound" and word.lemma == "government")
        if word.tag == "NNS" and word.lemma in FORCES and not any(c.dep in {"amod", "compound"} for c in word.children):
            state = self._home_state(word)  # "soldiers" in a text about one country
            return [] if state is None else [Reading(state, word, "home")]
        if word.lemma in self.nouns["person"] or not definite:
            return []
        told = [s for c in word.head.children if c.dep == "ccomp" and word.dep == "nsubj" for s in subjects(c)]
        states = [r for w in told for r in self.read(w) if r.actor.kind is Kind.COUNTRY]
        if states:  # "Poland will send tanks, the government said"
            return [Reading(states[0].actor, word, "home")]
        before = [w for w in self._national.get(word.lemma, ()) if w.i < word.i]
        if before:  # "the embassy", after "the US embassy"
            return [Reading(r.actor, word, "definite") for r in self.read(before[-1])]
        state = self._home_state(word)
        return [] if state is None else [Reading(state, word, "home")]

    def _home_state(self, word: Word) -> Actor | None:
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

    def _of_post(self, word: Word, nations: list[Mention]) -> list[Reading]:
        if (word.tag == "NNS" and word.lemma in CIVILIANS) or (word.lemma in PRIVATE and nations):
            return [self._group_reading(word, self._home(word))]
        after = self.words[word.i + 1 : word.i + 3]
        named = self.names.at.get(after[-1].i) if after and after[0].text == "," else None
        if word.tag == "NNS" and named is not None and named.entity.kind is Kind.OFFICIAL:
            return []  # his Greek and Cypriot counterparts, NAME and NAME
        states = [m for m in nations if m.entity.kind is not Kind.OFFICIAL]
        found = [Reading(self.names.actors[m.entity], word, "nation word") for m in states]
        return found or (self._of_owners(word) if word.tag == "NNS" else [])  # the leaders of both countries

    def _holder(self, word: Word, nations: list[Mention]) -> Mention | None:
        """Return the latest person before `word` who bears the title it names."""
        countries = {m.entity.country for m in nations}
        first = word.sentence - (LEADER_REACH if word.lemma in LEADERS else DEFINITE_REACH)
        at_home = [p for p in self._persons if p.entity.country == self.names.home and self.names.home is not None]
        persons = self._persons if countries else [*(p for p in self._persons if p not in at_home), *at_home]
        for person in reversed(persons):
            if person.first > word.i or self.words[person.first].sentence < first:
                continue
            role = (person.entity.role or "").lower().split()
            fits = word.lemma in role or (bool(countries) and word.lemma in LEADERS and bool(LEADERS & set(role)))
            if fits and (not countries or person.entity.country in countries):
                return person
        return None

    def _of_group(self, word: Word, nations: list[Mention]) -> list[Reading]:
        organisations = [m for m in nations if m.entity.kind is Kind.ORGANISATION]
        if word.lemma in APART and governed(word, "of"):
            return [self._group_reading(word, nations[0].entity.country if nations else None, whole=True)]
        if organisations:  # Hezbollah fighters act as Hezbollah
            return [Reading(self.names.actors[m.entity], word, "nation word") for m in organisations]
        owned = (
            []
            if nations
            else [r for r in self._owner_readings(word, of_state=False) if r.actor.kind is Kind.ORGANISATION]
        )
        if owned and word.lemma in INSURGENTS:  # the FARC and its fighters
            return owned
        if not nations and not any(c.dep in {"amod", "nummod", "compound"} for c in word.children):
            armed = self._armed(word) if word.lemma in INSURGENTS and word.tag == "NNS" else None
            if armed is not None:
                return [Reading(self.names.actors[armed.entity], word, "definite")]
            kin = PROTESTERS if word.lemma in PROTESTERS else {word.lemma}
            before = sorted((w for k in kin for w in self._national.get(k, ()) if w.i < word.i), key=lambda w: w.i)
            if before:  # "the protesters", after "Serbian protesters"; "the marchers" too
                return [Reading(r.actor, word, "definite") for r in self.read(before[-1])]
        return [self._group_reading(word, nations[0].entity.country if nations else None)]

    def _of_insurgents(self, word: Word) -> list[Reading]:
        """Return the rebels whose camp or positions a noun means: rebel positions."""
        nations = self._nations(word.head)
        country = nations[0].entity.country if nations and nations[0].last < word.i else self.names.home
        name = f"{word.lemma}s" if word.lemma != "gunman" else "gunmen"
        before = [m for m in nations if m.last < word.i and m.form is not Form.NAME]
        text = self.names.parse.document.text
        called = " ".join([*(text[self.words[m.first].start : self.words[m.last].end] for m in before[:1]), name])
        place = "" if country is None else f"{country.lower()}/"
        scope = "" if country is not None else f"@{self.names.parse.document.id}"
        identity = f"group:{place}{slug(name)}{scope}"
        actor = self._groups.setdefault(identity, Actor(id=identity, name=called, kind=Kind.GROUP, country=country))
        return [Reading(actor, word, "group")]

    def protesters(self, noun: Word) -> list[Reading]:
        """Return who takes part in protests that a text does not say whose they are.

        Those are the protesters whom it names elsewhere, the nearest first; else, in a text about one country, its
        protesters.
        """
        named = sorted(
            (w for w in self.words if w.lemma in PROTESTERS), key=lambda w: (w.i > noun.i, abs(w.i - noun.i))
        )
        found = next((self.read(w) for w in named if self.read(w)), [])
        if found or self.names.home is None or not any(w.lemma in PROTESTING for w in self.words if w is not noun):
            return [Reading(r.actor, noun, "implied") for r in found]
        country = self.names.home
        identity = f"group:{country.lower()}/protesters"
        actor = Actor(id=identity, name="protesters", kind=Kind.GROUP, country=country)
        return [Reading(self._groups.setdefault(identity, actor), noun, "implied")]

    def _armed(self, word: Word) -> Mention | None:
        """Return the armed group that "the rebels" means: the last one named."""
        if not any(c.lower in {"the", "these", "those"} for c in word.children):
            return None
        for mention in reversed(self._bodies):
            near = mention.last < word.i and word.sentence - self.words[mention.first].sentence <= DEFINITE_REACH
            if near and {w.lower() for w in mention.entity.name.split()} & INSURGENT_NAMES:
                return mention
        return None

    def _groups_of_nations(self) -> dict[str, list[Word]]:
        """Return the phrases like "Serbian protesters", in the order of the text, by the lemma of their noun."""
        nouns = self.nouns["group"] | self.nouns["state"] | HOUSES
        found: dict[str, list[Word]] = {}
        for word in self.words:
            if word.lemma in nouns and word.i not in self.names.at:
                found.setdefault(word.lemma, []).append(word)
        return {
            lemma: national
            for lemma, words in found.items()
            if (national := [w for w in words if self._is_told_apart(w)])
        }

    def _is_told_apart(self, word: Word) -> bool:
        """Tell whether a group is named with its nation, or protesters with any word: young protesters."""
        if any(m.entity.kind is Kind.COUNTRY for m in self._nations(word)):
            return True
        return word.lemma in PROTESTERS and any(c.dep in {"amod", "compound"} for c in word.children)

    def _group_reading(self, word: Word, country: str | None, *, whole: bool = False) -> Reading:
        guessed = country is None and not self._is_worldwide(word)
        if guessed:
            country = self.names.home or self._nearby(word)
        first = word
        for child in word.children:
            backed = child.tag == "VBN" and child.lower not in LEADING and bool(child.children)
            modifies = child.dep in {"amod", "compound", "nmod", "nummod"} or self._is_crowd_of(child)
            if child.i < first.i and modifies and not backed:
                first = min(first, child.left_edge(), key=lambda w: w.i)
        words = [w for w in self.words[first.i : word.i + 1] if w.lower not in {"the", "a", "an"}]
        counted_only = len(words) == 2 and word.lemma in NAMELESS  # "36 people" says more than "people"
        words = _uncounted(words, numbers=not counted_only)  # some four Cambodian fishermen are Cambodian fishermen
        text = self.names.parse.document.text
        last = max((w.right_edge() for w in governed(word, "of")), key=lambda w: w.i, default=word) if whole else word
        name = " ".join(text[words[0].start : last.end].split())
        if whole:
            words = self.words[words[0].i : last.i + 1]
        own = slug(" ".join(w.text for w in words if w.i not in self.names.at) or name)
        place = "" if country is None or guessed else f"{country.lower()}/"
        scope = "" if place else f"@{self.names.parse.document.id}"
        identity = f"group:{place}{own}{scope}"
        actor = self._groups.setdefault(identity, Actor(id=identity, name=name, kind=Kind.GROUP, country=country))
        return Reading(actor, word, "group")

    def _nearby(self, word: Word) -> str | None:
        """Return the country named last before a group in its sentence or the one before, in a text without a home."""
        states = [m for m in self._states if not self.names.is_acted_on(m)]
        near = [m for m in states if m.last < word.i and word.sentence - self.words[m.first].sentence <= 1]
        near = near or [m for m in states if self.words[m.first].sentence == word.sentence]
        return near[-1].entity.country if near else None

    def _is_worldwide(self, word: Word) -> bool:
        """Tell whether a group is not that of one country: foreign powers, Western allies, the Kurds."""
        before = [w for c in word.children if c.i < word.i for w in (c, *c.children)]
        return (
            word.lemma in COLLECTIVES
            or word.lemma in WORLDWIDE
            or any(w.lower in WORLDWIDE for w in before)
            or (word.text[0].isupper() and not self._sections(word))
            or any(self.names.at.get(w.i) is not None for w in before)
        )

    def _of_body(self, word: Word, nations: list[Mention]) -> list[Reading]:
        states = [m for m in nations if m.entity.kind is Kind.COUNTRY]
        opens = word.i == self.names.parse.sentences[word.sentence][0]  # Police in Moscow
        if states and (word.text.islower() or opens) and word.lemma in UNNAMED_BODIES:  # a Cambodian court, Turkish police
            return [Reading(self.names.actors[m.entity], word, "nation word") for m in states]
        if states:
            country = states[0].entity.country
            inner = [w for c in word.children if c.dep in {"amod", "compound"} for w in (c, word)]
            first = min((w.left_edge() for w in inner), key=lambda w: w.i, default=word)
            if word.tag in {"NNS", "NNPS"}:  # five Iranian companies
                first = next((w for w in _uncounted(self.words[first.i : word.i + 1]) if w.pos != "DET"), word)
            text = self.names.parse.document.text
            name = " ".join(text[first.start : word.end].split())
            for prefix in ("the ", "The ", "a ", "A ", "an ", "An "):
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
                generic = word.lemma in ANY_BODY and any(c.lower == "the" for c in word.children)
                if word.lemma in names.split() or generic:
                    return [Reading(self.names.actors[body.entity], word, "definite")]
        return self._body_at_home(word)

    def _body_at_home(self, word: Word) -> list[Reading]:
        """Return "police", "parliament" and the like as those of the country the document is at home in."""
        if word.lemma not in HOME_BODIES:
            return []
        before = [c for c in word.children if c.dep in {"amod", "compound", "poss"} and c.i < word.i]
        if before:
            return self._local_body(word, before)
        state = self._home_state(word)
        if state is None or state.country is None:
            return [self._body_of_nowhere(word)]
        identity = f"organisation:{state.country.lower()}/{slug(word.lemma)}"
        actor = Actor(id=identity, name=word.text, kind=Kind.ORGANISATION, country=state.country)
        return [Reading(self._groups.setdefault(identity, actor), word, "home")]

    def _body_of_nowhere(self, word: Word) -> Reading:
        """Return "police" where nothing says whose: an actor of this document alone."""
        identity = f"organisation:{slug(word.lemma)}@{self.names.parse.document.id}"
        actor = Actor(id=identity, name=word.text, kind=Kind.ORGANISATION)
        return Reading(self._groups.setdefault(identity, actor), word, "home")

    def _local_body(self, word: Word, before: list[Word]) -> list[Reading]:
        """Return the police of a place that is no state: Northamptonshire police, riot police."""
        own = [w for w in before if w.pos == "PROPN"]
        country = self.names.home
        if country is None:
            nations = [m.entity.country for m in self.names.mentions if m.first < word.i and m.entity.country]
            country = nations[-1] if nations else None
        first = min(own, key=lambda w: w.i).left_edge() if own else word
        text = self.names.parse.document.text
        name = " ".join(text[first.start : word.end].split()).removeprefix("the ").removeprefix("The ")
        place = "" if country is None else f"{country.lower()}/"
        identity = f"organisation:{place}{slug(name)}"
        actor = Actor(id=identity, name=name, kind=Kind.ORGANISATION, country=country)
        return [Reading(self._groups.setdefault(identity, actor), word, "home")]

    # ------------------------------------------------------------------------------------------------- pronouns

    def _pronoun(self, word: Word) -> list[Reading]:
        chained = self._chained(word)
        if chained:
            return chained
        if word.lower in HE:
            mention = self._salient(word, self._persons)
        elif word.lower in IT:
            mention = self._salient(word, sorted([*self._states, *self._bodies], key=lambda m: m.first))
        elif word.lower in THEY:
            return self._plural(word)
        else:
            return []
        return [] if mention is None else [Reading(self.names.actors[mention.entity], word, "pronoun")]

    def _chained(self, word: Word) -> list[Reading]:
        """Return whom the same pronoun meant as subject of the sentence before: They concluded ... They called on ..."""
        kind = next((k for k in (HE, IT, THEY) if word.lower in k), None)
        if kind is None or word.sentence == 0 or word.dep not in SUBJECTS or self.quoted.get(word.i) is not None:
            return []
        begin, _ = self.names.parse.sentences[word.sentence]
        if any(m.first >= begin and m.last < word.i for m in self.names.mentions):
            return []
        first, end = self.names.parse.sentences[word.sentence - 1]
        same = [w for w in self.words[first:end] if w.lower in kind and w.dep in SUBJECTS and w.head.dep == "ROOT"]
        same = [w for w in same if self.quoted.get(w.i) is None]
        return [Reading(r.actor, word, "pronoun") for r in self.read(same[0])] if same else []

    def _salient(self, word: Word, mentions: list[Mention]) -> Mention | None:
        """Return the mention a pronoun takes up: the nearest subject before it, else the nearest at all.

        Inside a quote it is never who is quoted.
        """
        barred = self._quoting(word)
        if word.lower in HE and mentions is self._persons and word.dep not in SUBJECTS:
            described = self._described_before(word)
            if described is not None and described.entity not in barred:
                return described
        if word.lower in HE and not barred and mentions is self._persons:
            speaker = self._last_speaker(word)
            if speaker is not None:
                return speaker
        reach = QUOTED_REACH if word.i in self.quoted else PRONOUN_REACH
        for sentence in range(word.sentence, word.sentence - reach - 1, -1):
            here = [
                m
                for m in mentions
                if self.words[m.first].sentence == sentence
                and m.last < word.i
                and not self._is_rival(m, word)
                and m.entity not in barred
                and _may_be(m, word)
            ]
            if not here:
                continue
            verb = self.quoted.get(word.i)
            inside = [m for m in here if verb is not None and self.quoted.get(m.first) is verb]
            here = inside or here
            subjects = [m for m in here if self._is_own_subject(m)] or [m for m in here if self._is_subject(m)]
            if sentence == word.sentence:
                return subjects[-1] if subjects else here[-1]
            return subjects[0] if subjects else here[-1]
        return None

    def _described_before(self, word: Word) -> Mention | None:
        """Return the person whom a description in the same sentence means: hit back at the president, mocking [her]."""
        begin, _ = self.names.parse.sentences[word.sentence]
        for noun in reversed(self.words[begin : word.i]):
            if noun.i in self.names.at:
                return None  # a name is nearer
            if noun.pos != "NOUN" or noun.lemma not in self.nouns["person"] or noun.dep in {"compound", "appos"}:
                continue
            ids = {r.actor.id for r in self.read(noun) if r.how == "definite"}
            mention = next(
                (m for m in self._persons if m.last < word.i and self.names.actors[m.entity].id in ids), None
            )
            if mention is not None and _may_be(mention, word) and not self._is_rival(mention, word):
                return mention
        return None

    def _last_speaker(self, word: Word) -> Mention | None:
        """Return who spoke the quote that the sentence before ends with: what he says of himself follows as "he"."""
        begin, _ = self.names.parse.sentences[word.sentence]
        named = any(m.first >= begin and m.last < word.i for m in self._persons)
        verb = self.quoted.get(begin - 2) if not named and begin > 1 else None
        if verb is None:
            return None
        ids = {r.actor.id for w in agents(verb) for r in self.read(w)}
        return next(
            (m for m in reversed(self._persons) if m.last < word.i and self.names.actors[m.entity].id in ids), None
        )

    def _quoting(self, word: Word) -> set[Entity]:
        """Return who speaks the quote that a word stands in."""
        verb = self.quoted.get(word.i)
        if verb is None:
            return set()
        mentions = (self.names.at.get(w.i) for w in agents(verb))
        named = {m.entity for m in mentions if m is not None}
        if not named:
            ids = {r.actor.id for w in agents(verb) for r in self.read(w)}
            named = {e for e, actor in self.names.actors.items() if actor.id in ids}
        return named

    def _is_rival(self, mention: Mention, pronoun: Word) -> bool:
        """Tell whether a mention is the subject of the very verb whose object the pronoun is: X accused it."""
        if pronoun.lower.endswith("self"):
            return False
        verb = pronoun.head
        if (
            pronoun.dep in SUBJECTS
            and verb.dep in {"ccomp", "xcomp"}
            and any(c.lower == "to" and c.dep == "aux" for c in verb.children)
        ):
            verb = verb.head  # "asked him to leave": the parser makes him the subject of what he shall do
        elif pronoun.dep == "pobj":
            verb = verb.head
        elif pronoun.dep not in {"dobj", "dative"}:
            return False
        return verb.pos in {"VERB", "AUX"} and any(mention.first <= w.i <= mention.last for w in agents(verb))

    def _is_own_subject(self, mention: Mention) -> bool:
        return any(w.dep in SUBJECTS for w in self.words[mention.first : mention.last + 1])

    def _is_subject(self, mention: Mention) -> bool:
        words = self.words[mention.first : mention.last + 1]
        return any(
            w.dep in SUBJECTS
            or (w.dep == "poss" and w.head.dep in SUBJECTS)
            # the state of Kiribati, the government of Mali
            or (
                w.dep == "pobj"
                and w.head.lower == "of"
                and w.head.head.dep in SUBJECTS
                and self._is_state_noun(w.head.head)
            )
            for w in words
        )

    def _is_state_noun(self, word: Word) -> bool:
        return word.lemma in self.nouns["state"] or word.lemma in LANDS

    def _plural(self, word: Word) -> list[Reading]:
        """Return whom "they", "them" or "their" means: several that were named together, or a group.

        An object is never the subject of its own verb; subjects come before objects, but for an object in the same
        sentence what was acted on just before it comes first: arrested the residents but set [them] free.
        """
        for sentence in range(word.sentence, max(-1, word.sentence - PRONOUN_REACH - 1), -1):
            for noun in self._plural_candidates(word, sentence):
                found = [r for w in conjuncts(noun) for r in self.read(w)]
                if found:
                    return [Reading(r.actor, word, "pronoun") for r in found]
        # "The Taliban said that they": a body is several people, if nobody else is meant.
        begin, _ = self.names.parse.sentences[word.sentence]
        bodies = [w for w in self.words[begin : word.i] if w.dep in SUBJECTS and w.head is not word.head]
        found = [r for w in bodies[:1] for r in self.read(w) if r.actor.kind is Kind.ORGANISATION]
        return [Reading(r.actor, word, "pronoun") for r in found]

    def _plural_candidates(self, word: Word, sentence: int) -> list[Word]:
        begin, end = self.names.parse.sentences[sentence]
        before = [
            w
            for w in self.words[begin : min(end, word.i)]
            if w.pos in {"NOUN", "PROPN"}
            and w.dep not in {"compound", "amod", "conj"}
            and (w.tag in {"NNS", "NNPS"} or len(conjuncts(w)) > 1)
            and not self._governs(w, word)
        ]
        subjects = [w for w in before if w.dep in SUBJECTS]
        owners = [w for w in before if w.dep == "poss" and w.head.dep in SUBJECTS]
        rest = [w for w in before if w not in subjects and w not in owners]
        if sentence != word.sentence:
            return [*subjects, *owners, *reversed(rest)]
        if word.dep in {"dobj", "dative", "pobj"}:
            return [*reversed(rest), *reversed(subjects)]
        return [*reversed(subjects), *reversed(owners), *reversed(rest)]

    @staticmethod
    def _governs(noun: Word, pronoun: Word) -> bool:
        """Tell whether a noun is, or counts, the subject of the verb whose object the pronoun is."""
        if pronoun.dep not in {"dobj", "dative", "pobj"}:
            return False
        verb = pronoun.head
        while verb.pos == "ADP" and verb.head is not verb:
            verb = verb.head
        if verb.pos not in {"VERB", "AUX"}:
            return False
        own = {w.i for w in agents(verb)}
        return noun.i in own or any(w.i in own for w in (noun.head, noun.head.head))


def _uncounted(words: list[Word], *, numbers: bool = True) -> list[Word]:
    """Return the words of a phrase without what counts it: some eleven Tunisian journalists."""
    start = 0
    for word in words[:-1]:
        if word.lower not in COUNTING and not (numbers and (word.pos == "NUM" or word.lower in NUMBERS)):
            break
        start += 1
    return words[start:]


def _claims_responsibility(clause: Word) -> bool:
    """Tell whether a relative clause says who owns up to a deed: an attack for which the rebels claimed responsibility."""
    return clause.lemma in {"claim", "take", "accept"} and any(
        c.dep == "dobj" and c.lemma in {"responsibility", "credit"} for c in clause.children
    )


def _may_be(mention: Mention, pronoun: Word) -> bool:
    """Tell whether a first name lets "he" or "she" mean its bearer."""
    if mention.entity.kind is not Kind.OFFICIAL or pronoun.lower not in HE:
        return True
    first = mention.entity.name.split()[0].lower()
    return first not in (MALE_NAMES if pronoun.lower in SHE else FEMALE_NAMES)
