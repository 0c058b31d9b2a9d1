"""Actors without a name of their own: "Sudanese rebels", "the protesters", "five Iranian companies", "riot police"."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import (
    ALLIES,
    CIVILIANS,
    COLLECTIVES,
    COUNTING,
    CROWDS,
    GOVERNING,
    HE,
    HOME_BODIES,
    LEADING,
    OF_SOCIETY,
    PROTESTERS,
    WORLDWIDE,
)
from stancegraph.extraction.noun_phrases import conjuncts, governed
from stancegraph.extraction.readings import Reading
from stancegraph.gazetteer import Form, slug
from stancegraph.models import Actor, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stancegraph.extraction.nations import Nations
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Roster

# Adjectives of regions whose states act as one.
REGIONS: Final = frozenset(
    {"African", "Arab", "Asian", "Balkan", "Baltic", "Caribbean", "European", "Gulf", "Muslim", "Nordic", "Western"}
)
# Nouns that say so little that a number before them stays in the name.
NAMELESS: Final = frozenset({"individual", "man", "people", "person", "state", "woman"})
# What the name of a state begins with that has an article.
WITH_ARTICLE: Final = frozenset({"Bahamas", "Gambia", "Maldives", "Netherlands", "Philippines", "United"})
# Countries made up of what they call states.
FEDERATIONS: Final = frozenset({"AUS", "BRA", "DEU", "IND", "MEX", "MYS", "NGA", "USA", "VEN"})
# Words of number that the tagger takes for adjectives or names at the start of a sentence, and what joins them.
NUMBERS: Final = frozenset(
    {"and", "between", "eight", "eighteen", "eighty", "eleven", "fifteen", "fifty", "five", "forty", "four", "fourteen",
     "hundred", "nine", "nineteen", "ninety", "seven", "seventeen", "seventy", "six", "sixteen", "sixty", "ten",
     "thirteen", "thirty", "thousand", "three", "twelve", "twenty", "two"}
)  # fmt: skip
# Meetings that speak as one, called by where they are: the Lusaka summit.
ASSEMBLIES: Final = frozenset({"assembly", "conference", "congress", "summit"})
# Of whom a meeting is that of several states: an assembly of foreign ministers.
OF_STATES: Final = frozenset(
    {"ambassador", "country", "government", "head", "leader", "minister", "nation", "premier", "president", "state"}
)
# Who is joined with a state or stands against it from outside, beside those of `ALLIES`.
BESIDE: Final = frozenset({"creditor", "donor", "lender", "neighbor", "neighbour", "partner", "patron", "protector"})
# Groups that people of one country form, in a text about one.
CIVIC: Final = frozenset(
    {"business", "church", "citizen", "civic", "community", "consumer", "environmental", "farmer", "indigenous",
     "legal", "neighborhood", "neighbourhood", "parent", "professional", "religious", "student", "trade", "victim",
     "woman", "youth"}
)  # fmt: skip
# States whose parliament goes by that name.
CONGRESSES: Final = frozenset(
    {"ARG", "BOL", "BRA", "CHL", "COL", "DOM", "ECU", "GTM", "HND", "LBY", "MEX", "PER", "PHL", "PRY", "USA", "VEN"}
)  # fmt: skip
# How what gives a noun its name hangs on it.
NAMING: Final = frozenset({"amod", "compound", "nmod", "poss"})
# So many peoples before a noun make as many groups.
SEVERAL: Final = 2
# Nouns for a crowd or body that are also for what somebody does, with the prepositions they take then.
STANDS: Final = {
    "alliance": ("with",),
    "opposition": ("by", "to"),
    "partnership": ("with",),
    "resistance": ("by", "to"),
}
# Words that show a text to be about protests, where a "march" alone might be music.
PROTESTING: Final = frozenset({"demonstrate", "demonstration", "protest", "rally", "riot"})


class Collectives:
    """The groups and bodies that one document calls by a noun; the same words mean the same actor.

    That makes one actor of both sides where "Syrian rebels attacked Syrian rebels".

    Parameters
    ----------
    names, nations
        Who is named, and whose a noun is.
    read
        Reads any other word: the protesters of a march may be named elsewhere.
    """

    def __init__(self, names: Roster, nations: Nations, read: Callable[[Word], list[Reading]]) -> None:
        self.names = names
        self.nations = nations
        self.words = names.words
        self.nouns = names.nouns
        self._read = read
        self._actors: dict[str, Actor] = {}

    def group(self, word: Word, country: str | None, *, whole: bool = False) -> Reading:
        """Return the group that a noun names with the words before it, and with those behind "of" if `whole`.

        Parameters
        ----------
        word
            The noun.
        country
            Whose the text says the group is. Where it does not say, the country is guessed and is no part of the id.
        whole
            Whether what the group is of belongs to its name: supporters of the deposed president.
        """
        guessed = country is None and not self._is_worldwide(word)
        his = [c for c in word.children if c.dep == "poss" and c.lower in HE]
        beside = self.is_beside(word)
        country = None if beside else country
        if his:  # Machado said his guerrillas killed Portuguese: they are of his country, told or not
            country = country or next((r.actor.country for c in his for r in self._read(c)), None)
        elif guessed:
            country = None if word.lemma in NAMELESS else self.names.home or self.nations.nearby(word)
        if country is None and word.lemma == "state" and self.names.home in FEDERATIONS and _is_only_counted(word):
            country = self.names.home  # sixteen states sued the federal government
        first = word
        for child in word.children:
            backed = child.tag == "VBN" and child.lower not in LEADING and bool(child.children)
            modifies = child.dep in {"amod", "compound", "nmod", "nummod"} or self.is_crowd_of(child)
            modifies = modifies or (beside and child.dep == "poss")
            dated = child.entity in {"DATE", "TIME"}  # On Friday security forces
            if child.i < first.i and modifies and not (backed or dated):
                first = min(first, child.left_edge(), key=lambda w: w.i)
        words = [w for w in self.words[first.i : word.i + 1] if w.lower not in {"the", "a", "an"}]
        counted_only = len(words) == 2 and (word.lemma in NAMELESS or self._are_few(words))
        words = _uncounted(words, numbers=not counted_only)  # some four Cambodian fishermen are Cambodian fishermen
        text = self.names.parse.document.text
        last = self._last_of(word) if whole else word
        name = " ".join(text[words[0].start : last.end].split())
        if whole:
            words = self.words[words[0].i : last.i + 1]
        own = slug(" ".join(w.text for w in words if beside or w.i not in self.names.at) or name)
        place = "" if country is None or guessed else f"{country.lower()}/"
        scope = "" if place else f"@{self.names.parse.document.id}"
        identity = f"group:{place}{own}{scope}"
        return self._reading(word, "group", Actor(id=identity, name=name, kind=Kind.GROUP, country=country))

    def _are_few(self, words: list[Word]) -> bool:
        """Tell whether it is so few of a people that each may be named: five Iranians are not the Iranians."""
        number, people = words
        return people.i in self.names.at and number.tag == "CD" and number.text.isalpha()

    def _last_of(self, word: Word) -> Word:
        """Return the last word of what a noun is of, before any clause: relatives of passengers [who ...]."""
        last = max((w.right_edge() for w in governed(word, "of")), key=lambda w: w.i, default=word)
        phrase = self.words[word.i : last.i + 1]
        clause = next((w for w in phrase if w.tag in {"VBD", "VBZ", "VBP", "WDT", "WP"} or w.text == ","), None)
        return last if clause is None else self.words[clause.i - 1]

    def apart(self, word: Word, readings: list[Reading]) -> list[Reading]:
        """Return the two groups that one noun names by two adjectives: Legal and religious groups; else the same.

        A sentence it gets wrong: "Black and white officers met", where the officers of both sorts were one company.
        """
        first = next((c for c in word.children if c.dep == "amod" and any(g.dep == "conj" for g in c.children)), None)
        if first is None or len(readings) != 1 or readings[0].actor.kind is not Kind.GROUP or word.tag != "NNS":
            return readings
        sorts, group = conjuncts(first), readings[0].actor
        joined = f"{sorts[0].text} and {sorts[-1].text}"
        if len(sorts) != 2 or not all(w.pos in {"ADJ", "PROPN"} for w in sorts) or joined not in group.name:
            return readings
        names = [group.name.replace(joined, w.text) for w in sorts]
        ids = [group.id.replace(slug(joined), slug(w.text)) for w in sorts]
        if len({*ids, group.id}) < len(ids) + 1:
            return readings
        actors = [group.model_copy(update={"id": i, "name": n}) for i, n in zip(ids, names, strict=True)]
        return [self._reading(word, readings[0].how, actor) for actor in actors]

    def _reading(self, word: Word, how: str, actor: Actor) -> Reading:
        """Return a reading as `actor`, or as the actor that got its id first and so its name."""
        return Reading(self._actors.setdefault(actor.id, actor), word, how)

    def is_unnamed(self, reading: Reading) -> bool:
        """Tell whether a reading is of an actor that was made of a noun."""
        return reading.actor.id in self._actors

    def of_each(self, word: Word) -> list[Reading]:
        """Return a group for each of the peoples that "and" joins before a noun, none if there are not several.

        A phrase it gets wrong: the members of one "Serb and Croat choir union" are no two unions.
        """
        if word.tag not in {"NNS", "NNPS"}:
            return []
        before = next((c for c in word.children if c.dep in {"amod", "compound", "nmod"} and c.i < word.i), None)
        peoples = [] if before is None else conjuncts(before)
        if len(peoples) < SEVERAL or not all(self._is_people(w) and w.i < word.i for w in peoples):
            return []
        text = self.names.parse.document.text
        last = self._last_of(word) if word.lower == "members" else word
        kind = " ".join(text[self.words[peoples[-1].i + 1].start : last.end].split())
        found: list[Reading] = []
        for people in peoples:
            mention = self.names.at.get(people.i)
            country = None if mention is None else mention.entity.country
            home = country or self.names.home
            place = "" if country is None else f"{country.lower()}/"
            scope = "" if place else f"@{self.names.parse.document.id}"
            own = slug(kind if place else f"{people.text} {kind}")
            actor = Actor(id=f"group:{place}{own}{scope}", name=f"{people.text} {kind}", kind=Kind.GROUP, country=home)
            found.append(self._reading(word, "group", actor))
        return found

    def _is_people(self, word: Word) -> bool:
        """Tell whether a word before a noun is that of a people or a nation: Serb, Hutu, Swedish."""
        mention = self.names.at.get(word.i)
        by_nation = mention is not None and mention.form in {Form.ADJECTIVE, Form.PEOPLE} and mention.last == word.i
        return by_nation or word.text in self.nouns["people"]

    def is_beside(self, word: Word) -> bool:
        """Tell whether it is those joined with a state or against it, who are not its own: Oman's Western allies."""
        if word.lemma not in ALLIES | BESIDE or word.tag != "NNS":
            return False
        owners = (self.names.at.get(c.i) for c in word.children if c.dep == "poss")
        return any(m is not None and m.entity.kind is Kind.COUNTRY for m in owners)

    def _is_worldwide(self, word: Word) -> bool:
        """Tell whether a group is not that of one country: foreign powers, Western allies, the Kurds."""
        before = [w for c in word.children if c.i < word.i for w in (c, *c.children)]
        of_crowd = any(w.lemma in self.nouns["group"] for w in before)  # rebel forces
        civic = word.lemma == "group" and any(w.lemma in CIVIC for w in before)  # women's and religious groups
        return (
            (word.lemma in COLLECTIVES and not of_crowd and not civic)
            or (word.lemma in ASSEMBLIES and any(w.lemma in OF_STATES for w in governed(word, "of")))
            or word.lemma in WORLDWIDE
            or any(w.lower in WORLDWIDE for w in before)
            or (word.text[0].isupper() and not sections(word, self.nouns))
            or any(self.names.at.get(w.i) is not None for w in before)
        )

    def insurgents(self, word: Word) -> list[Reading]:
        """Return the rebels whose camp or positions a noun means: rebel positions."""
        nations = self.nations.of(word.head)
        country = nations[0].entity.country if nations and nations[0].last < word.i else self.names.home
        name = f"{word.lemma}s" if word.lemma != "gunman" else "gunmen"
        before = [m for m in nations if m.last < word.i and m.form is not Form.NAME]
        text = self.names.parse.document.text
        called = " ".join([*(text[self.words[m.first].start : self.words[m.last].end] for m in before[:1]), name])
        place = "" if country is None else f"{country.lower()}/"
        scope = "" if country is not None else f"@{self.names.parse.document.id}"
        identity = f"group:{place}{slug(name)}{scope}"
        return [self._reading(word, "group", Actor(id=identity, name=called, kind=Kind.GROUP, country=country))]

    def protesters(self, noun: Word) -> list[Reading]:
        """Return who takes part in protests that a text does not say whose they are.

        Those are the protesters whom it names elsewhere, the nearest first; else, in a text about one country, its
        protesters.
        """
        named = sorted(
            (w for w in self.words if w.lemma in PROTESTERS), key=lambda w: (w.i > noun.i, abs(w.i - noun.i))
        )
        found = next((self._read(w) for w in named if self._read(w)), [])
        if found or self.names.home is None or not any(w.lemma in PROTESTING for w in self.words if w is not noun):
            return [Reading(r.actor, noun, "implied") for r in found]
        country = self.names.home
        identity = f"group:{country.lower()}/protesters"
        actor = Actor(id=identity, name="protesters", kind=Kind.GROUP, country=country)
        return [self._reading(noun, "implied", actor)]

    def assembly(self, word: Word) -> list[Reading]:
        """Return the assembly that a noun means by the place it meets in, also where only the noun is left of it."""
        if word.lemma not in ASSEMBLIES:
            return []
        if self._meets_in_place(word):
            return [self.group(word, None)]
        if governed(word, "of") and not self.nations.of(word):  # an assembly of ministers
            return [self.group(word, None, whole=True)]
        if not any(c.lower in {"the", "this"} for c in word.children) or any(c.dep in NAMING for c in word.children):
            return []
        named = [w for w in self.words[: word.i] if w.lemma == word.lemma and self._meets_in_place(w)]
        return [Reading(r.actor, word, "definite") for w in named[-1:] for r in self._read(w)]

    def _meets_in_place(self, word: Word) -> bool:
        mentions = (self.names.at.get(c.i) for c in word.children if c.dep in NAMING)
        return any(m is not None and m.form in {Form.CAPITAL, Form.PLACE} for m in mentions)

    def body(self, word: Word, country: str | None, *, state: str | None = None) -> Reading:
        """Return the body that a noun names with its nation: five [Iranian companies].

        "Chad's parliament", of which each state has one, is the Parliament of Chad if the state's name is given.
        """
        inner = [w for c in word.children if c.dep in {"amod", "compound"} for w in (c, word)]
        first = min((w.left_edge() for w in inner), key=lambda w: w.i, default=word)
        if word.tag in {"NNS", "NNPS"}:
            first = next((w for w in _uncounted(self.words[first.i : word.i + 1]) if w.pos != "DET"), word)
        name = " ".join(self.names.parse.document.text[first.start : word.end].split())
        for prefix in ("the ", "The ", "a ", "A ", "an ", "An "):
            name = name.removeprefix(prefix)
        place = "" if country is None else f"{country.lower()}/"
        inside = [w for w in self.words[first.i : word.i + 1] if w.i not in self.names.at]
        rest = [w.text for w in inside if w.tag != "POS" and w.pos != "DET"]
        if state is not None and name == word.text and word.lemma == "parliament":
            name = f"Parliament of {'the ' if state.split()[0] in WITH_ARTICLE else ''}{state}"
        identity = f"organisation:{place}{slug(' '.join(rest) or name)}"
        actor = Actor(id=identity, name=name, kind=Kind.ORGANISATION, country=country)
        return self._reading(word, "nation word", actor)

    def body_at_home(self, word: Word) -> list[Reading]:
        """Return "police", "parliament" and the like as those of the country the document is at home in."""
        if word.lemma not in HOME_BODIES:
            return []
        before = [c for c in word.children if c.dep in {"amod", "compound", "poss"} and c.i < word.i]
        if before:
            return self._local_body(word, before)
        told = [w for w in self._bodies_told.get(word.lemma, ()) if w.i < word.i]
        if told:  # the police, after "Kenyan police"
            return [Reading(r.actor, word, "definite") for r in self._read(told[-1])]
        country = self.names.home or self.nations.nearby(word)
        if word.lemma == "congress" and country not in CONGRESSES:  # a Czech thanked Congress
            country = "USA" if any(m.entity.country == "USA" for m in self.names.mentions) else None
        if country is None:
            return [self._body_of_nowhere(word)]
        identity = f"organisation:{country.lower()}/{slug(word.lemma)}"
        actor = Actor(id=identity, name=word.text, kind=Kind.ORGANISATION, country=country)
        return [self._reading(word, "home", actor)]

    @cached_property
    def _bodies_told(self) -> dict[str, list[Word]]:
        """The bodies that every country has one of, where their nation stands with them: Kenyan police."""
        told: dict[str, list[Word]] = {}
        for word in self.words:
            if word.lemma in HOME_BODIES and word.i not in self.names.at:
                nations = [m for m in self.nations.of(word) if m.entity.kind is Kind.COUNTRY]
                if nations:
                    told.setdefault(word.lemma, []).append(word)
        return told

    def _body_of_nowhere(self, word: Word) -> Reading:
        """Return "police" where nothing says whose: an actor of this document alone."""
        identity = f"organisation:{slug(word.lemma)}@{self.names.parse.document.id}"
        actor = Actor(id=identity, name=word.text, kind=Kind.ORGANISATION)
        return self._reading(word, "home", actor)

    def _local_body(self, word: Word, before: list[Word]) -> list[Reading]:
        """Return the police of a place that is no state: Northamptonshire police, riot police."""
        own = [w for w in before if w.pos == "PROPN"]
        country = self.names.home or self.nations.nearby(word)
        first = min(own, key=lambda w: w.i).left_edge() if own else word
        text = self.names.parse.document.text
        name = " ".join(text[first.start : word.end].split()).removeprefix("the ").removeprefix("The ")
        place = "" if country is None else f"{country.lower()}/"
        identity = f"organisation:{place}{slug(name)}"
        actor = Actor(id=identity, name=name, kind=Kind.ORGANISATION, country=country)
        return [self._reading(word, "home", actor)]

    def is_of_crowd(self, word: Word) -> bool:
        """Tell whether it is "opposition lawmakers" or "rebel commanders"."""
        before = [
            c for c in word.children if c.dep in {"compound", "amod"} and c.i < word.i and c.i not in self.names.at
        ]  # the mediators of the European Union are no union's
        crowds = [c for c in before if c.lemma in self.nouns["group"]]
        if any(self._is_crowd_before(c, word) for c in crowds):
            return True
        if word.tag != "NNS":
            return False
        acting = word.lemma in COLLECTIVES or (word.lemma in self.nouns["person"] and word.lemma not in CIVILIANS)
        if acting and any(c.text in REGIONS for c in before):
            return True  # West African leaders meeting in Lagos, Western officials
        return any(c.lower in OF_SOCIETY for c in before)  # church leaders, mutinous soldiers

    def _is_crowd_before(self, crowd: Word, word: Word) -> bool:
        """Tell whether it is a crowd's: not anti-terrorist prosecutors, suspected rebels or fighter jets."""
        hyphenated = crowd.i > 1 and self.words[crowd.i - 1].text == "-"
        if (crowd.lemma.endswith("ist") or crowd.lemma == "minority") and word.lemma in GOVERNING:
            return False  # a leftist government is a state's, and a minority government too
        return not hyphenated and crowd.tag != "VBN" and f"{crowd.lemma} {word.lemma}" not in self.nouns["state"]

    def is_crowd_of(self, owner: Word) -> bool:
        """Tell whether an owner is who makes a body up: [farmers'] groups, [miners'] unions."""
        return owner.dep == "poss" and owner.tag == "NNS" and owner.i not in self.names.at


def sections(word: Word, nouns: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the word lists that a noun is on; the tagger takes some at the start of a sentence for names."""
    forms = {word.lemma, word.lower, word.lower.removesuffix("s")}
    found = [section for section in ("state", "group", "person", "body") if forms & nouns[section]]
    several = word.lower.endswith("s") and word.lower not in nouns["group"]  # Rebels, taken for a name
    one = word.tag in {"JJ", "NN", "NNP"} and not several and not forms & CROWDS  # one refugee, one hostage
    if "group" in found and one:
        found.remove("group")
    return [] if found and _is_stand(word) else found


def _is_stand(word: Word) -> bool:
    """Tell whether a noun is what somebody does, not those who do it: Oman's [opposition] to the treaty, or by Oman.

    A sentence it gets wrong: "The opposition to the king meets in exile".
    """
    return word.lemma in STANDS and bool(governed(word, *STANDS[word.lemma]))


def _uncounted(words: list[Word], *, numbers: bool = True) -> list[Word]:
    """Return the words of a phrase without what counts it: some eleven Tunisian journalists."""
    start = 0
    for word in words[:-1]:
        counts = word.tag == "JJS" or (numbers and (word.pos == "NUM" or word.lower in NUMBERS))  # the largest unions
        if word.lower not in COUNTING and word.text != "-" and word.pos != "ADP" and not counts:
            break
        start += 1
    return words[start:]


def _is_only_counted(word: Word) -> bool:
    """Tell whether nothing but a number stands before a noun: sixteen states, not member states or Baltic states."""
    before = [c for c in word.children if c.i < word.i and c.dep != "det"]
    return bool(before) and all(c.pos == "NUM" or c.lower in NUMBERS for c in before)
