"""The actors named in one document, while it is being read: which words name whom."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.parsing import dateline
from stancegraph.extraction.told_places import told_places
from stancegraph.gazetteer import Form, slug, without_accents
from stancegraph.models import Actor, Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Parse, Word
    from stancegraph.gazetteer import Gazetteer

# Where the family name comes first, the first word of a full name is the one that stands alone later on.
FAMILY_FIRST: Final = frozenset({"CHN", "HKG", "HUN", "KHM", "KOR", "PRK", "SGP", "TWN", "VNM"})

# Where the given name does: Katrín, Thaksin, Abiy.
GIVEN_ALONE: Final = frozenset({"BTN", "ERI", "ETH", "IDN", "ISL", "LAO", "MMR", "MNG", "MYS", "THA", "TLS"})
# Where the last but one of several names is the father's and stands alone: Londoño for Álvaro Londoño Vélez.
FATHERS_FIRST: Final = frozenset(
    {"ARG", "BOL", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "ESP", "GTM", "HND", "MEX", "NIC", "PAN", "PER", "PRY",
     "SLV", "URY", "VEN"}
)  # fmt: skip
# The names of a long document are compared with each other many times.
CACHED_NAMES: Final = 4096
# Behind a surname they are no part of it: Robert Halloran Jr.
GENERATIONS: Final = frozenset({"ii", "iii", "iv", "jnr", "jr", "junior", "snr", "sr"})

# A country that at least this share of all names in a document belongs to is the one whose government, police and
# parliament go without saying.
HOME_SHARE: Final = 0.5
# A smaller share will do for one that is named so many times as often as the next.
SMALL_HOME_SHARE: Final = 0.33
HOME_LEAD: Final = 1.75
# Where a report was sent from is its country too, if it is named at least this share as often as the first one is.
FILED_SHARE: Final = 0.6
# Cities that reports on other countries are sent from.
CROSSROADS: Final = frozenset(
    {"Addis Ababa", "Beijing", "Berlin", "Brussels", "Davos", "Doha", "Dubai", "Geneva", "Lausanne", "London",
     "Luxembourg", "Moscow", "New York", "Paris", "Rome", "Strasbourg", "The Hague", "Tokyo", "United Nations",
     "Vienna", "Washington"}
)  # fmt: skip
# What joins two nations: the Iran\N{EN DASH}Iraq war.
HYPHENS: Final = frozenset({"-", "\N{EN DASH}"})
# Texts with fewer names of states are no articles.
FEW_NAMES: Final = 5

# A dateline as newspapers without an agency have it: New Delhi: The ministry; Nairobi, Kenya - Police said.
_PLACE_FIRST: Final = re.compile(r"\s*[A-Z][\w.'\u2019 ]{2,25}(?:, [A-Z][\w.' ]{2,25})?(?::|\s(?:-|\u2013|\u2014))\s")
_LEGAL_FORM: Final = re.compile(r"^(?:inc|ltd|corp|co|plc|gmbh|ag|sa)$")


@dataclass(slots=True, eq=False)
class Entity:
    """An actor while its document is being read.

    Attributes
    ----------
    known
        The actor of the gazetteer that it is, if it is one.
    names
        How often it is called what.
    is_surname_only
        True while no fuller name of a person has been seen: such an actor stays within its document.
    first
        Index of the word that names it first.
    own_name
        The name of a body without its nation, which the id has before the slash: Interior Ministry.
    country_by
        What its country is guessed by, for `explain`; null if the text or the gazetteer tells it.
    """

    kind: Kind
    name: str
    country: str | None = None
    role: str | None = None
    known: Actor | None = None
    names: Counter[str] = field(default_factory=Counter)
    is_surname_only: bool = False
    first: int = 0
    own_name: str | None = None
    country_by: str | None = None

    def family_name(self) -> str | None:
        """Return the folded name that may stand alone for a person named in full, else None."""
        if self.kind is not Kind.OFFICIAL:
            return None
        parts = _name_parts(self.name)
        if len(parts) < 2:
            return None
        return parts[0] if self.country in FAMILY_FIRST else without_article(parts[-1])

    def single_names(self) -> set[str]:
        """Return the folded names each of which may stand alone for a person."""
        parts = _name_parts(self.name)
        if self.kind is not Kind.OFFICIAL or not parts:
            return set()
        found = {self.family_name() or parts[0]}
        if self.country in GIVEN_ALONE:
            found.add(parts[0])
        if self.country == "VNM":
            found.add(parts[-1])
        if self.country in FATHERS_FIRST and len(parts) > 2:
            found.add(parts[-2])
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A stretch of words ``[first, last]`` that names an actor, and in which form."""

    first: int
    last: int
    form: Form
    entity: Entity


class Roster:
    """Which words of a document name whom.

    Attributes
    ----------
    at
        Word index -> the mention it is part of; no two overlap.
    carriers
        Indices of words that name a news outlet: quoted as a carrier it is no actor.
    titles
        Word index -> the person whose title in front of the name it is part of: Ambassador to Berlin NAME.
    persons, bodies, known_bodies
        In the order they were found; the last are those of the gazetteer.
    """

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self.parse = parse
        self.words: list[Word] = parse.words
        self.gazetteer = gazetteer
        self.nouns = gazetteer.nouns
        self.at: dict[int, Mention] = {}
        self.carriers: set[int] = set()
        self.titles: dict[int, Entity] = {}
        self.persons: list[Entity] = []
        self.bodies: list[Entity] = []
        self.known_bodies: list[Entity] = []
        self._known: dict[str, Entity] = {}

    def text(self, first: int, last: int) -> str:
        """Return words ``[first, last]`` as the document has them, white space made single and letters composed."""
        text = " ".join(self.parse.document.text[self.words[first].start : self.words[last].end].split())
        return text if text.isascii() else unicodedata.normalize("NFC", text)

    def is_free(self, begin: int, end: int) -> bool:
        """Tell whether no word of ``[begin, end)`` names anybody yet, nor they a place by what the text says."""
        if self._places and " ".join(w.text for w in self.words[begin:end]) in self._places:
            return False
        return not any(i in self.at or i in self.carriers for i in range(begin, end))

    @cached_property
    def _places(self) -> frozenset[str]:
        return told_places(self.words)

    @cached_property
    def countries_written(self) -> frozenset[str | None]:
        """The countries that single words of the document name, also while its names are still being read."""
        entries = (e for w in self.words for e in self.gazetteer.entries.get(w.text, ()))
        return frozenset(e.actor.country for e in entries if e.actor.kind is Kind.COUNTRY)

    def is_alongside(self, i: int, word: Word) -> bool:
        """Tell whether there is a word `i`, in the same sentence as `word`."""
        return 0 <= i < len(self.words) and self.words[i].sentence == word.sentence

    def add(self, first: int, last: int, form: Form, entity: Entity) -> Mention:
        """Note that words ``[first, last]`` name `entity`, in place of what any of them named before."""
        for i in range(first, last + 1):
            former = self.at.pop(i, None)
            if former is not None:
                for j in range(former.first, former.last + 1):
                    self.at.pop(j, None)
        mention = Mention(first, last, form, entity)
        entity.names[self.text(first, last)] += 1
        for i in range(first, last + 1):
            self.at[i] = mention
        return mention

    def stretch(self, mention: Mention, last: int) -> None:
        """Note that a mention goes on to a word `last` that is no part of the name: the UNITA [movement]."""
        whole = Mention(mention.first, last, mention.form, mention.entity)
        for i in range(mention.first, last + 1):
            self.at[i] = whole

    def known(self, actor: Actor, first: int) -> Entity:
        """Return the entity of an actor of the gazetteer."""
        entity = self._known.get(actor.id)
        if entity is None:
            entity = Entity(actor.kind, actor.name, actor.country, actor.role, known=actor, first=first)
            self._known[actor.id] = entity
            if actor.kind is Kind.OFFICIAL:
                self.persons.append(entity)
            elif actor.kind is Kind.ORGANISATION:
                self.known_bodies.append(entity)
        return entity

    def by_family_name(self, i: int) -> Entity | None:
        """Return the person whose family name, or other name that may stand alone, word `i` is."""
        return self.called(self.words[i].text)

    def called(self, name: str) -> Entity | None:
        """Return the person whom a single name means, a family name before others."""
        folded = without_article(fold(name))
        family = next((p for p in self.persons if p.family_name() == folded), None)
        return family or next((p for p in self.persons if folded in p.single_names()), None)

    def mentions_now(self) -> list[Mention]:
        """Return the mentions noted so far, in no order."""
        return list({id(m): m for m in self.at.values()}.values())

    @cached_property
    def mentions(self) -> list[Mention]:
        """All mentions in the order of the text; to be asked for once all names are read."""
        return sorted({id(m): m for m in self.at.values()}.values(), key=lambda m: m.first)

    def mentions_of(self, kind: Kind) -> list[Mention]:
        """Return the mentions of actors of one kind in the order of the text; to be asked for when all are read."""
        return [m for m in self.mentions if m.entity.kind is kind]

    @cached_property
    def home(self) -> str | None:
        """The country that at least `HOME_SHARE` of all names belong to: whose police and whose protesters it is.

        In a text of few names those that are only acted on do not count: of "Mr Novak condemned Russia" nobody is
        Russian. To be asked for once all names are read.
        """
        mentions = [m for m in self.mentions if m.entity.country is not None]
        if len(mentions) < FEW_NAMES:
            mentions = [m for m in mentions if not self.is_acted_on(m)]
        named = Counter(m.entity.country for m in mentions if m.entity.country is not None)
        if not named:
            return self.filed_from
        (country, count), *others = sorted(named.items(), key=lambda item: (-item[1], item[0]))
        place = self.filed_from
        if place is not None and named[place] >= FILED_SHARE * count:
            return place
        leads = count >= HOME_LEAD * others[0][1] if others else True
        if count >= (SMALL_HOME_SHARE if leads else HOME_SHARE) * named.total():
            return country
        if place is not None:
            return None
        first = next((m for m in self.mentions if m.entity.country is not None), None)
        if first is None or named.total() < FEW_NAMES or (others and others[0][1] == count):
            return None
        sentence = self.words[first.first].sentence
        here = {m.entity.country for m in self.mentions if self.words[m.first].sentence <= sentence}
        return country if here - {None} == {country} else None

    @cached_property
    def filed_from(self) -> str | None:
        """The country of the city that a report was sent from by its dateline, if no others meet or rule there."""
        text = self.parse.document.text
        opening = text[: dateline(text)] or (place[0] if (place := _PLACE_FIRST.match(text)) is not None else "")
        city, _, rest = opening.strip(" :").partition(",")
        names = [
            city.split("(")[0].strip(" -\u2013\u2014").title(),
            rest.split(",")[0].split("(")[0].strip(" -\u2013\u2014"),
        ]
        if names[0] in CROSSROADS:
            return None
        places = (e for name in names for e in self.gazetteer.entries.get(name, ()) if e.actor.kind is Kind.COUNTRY)
        return next((e.actor.country for e in places), None)

    def is_acted_on(self, mention: Mention) -> bool:
        """Tell whether a name is the object of a verb, with or without a preposition."""
        words = self.words[mention.first : mention.last + 1]
        head = next((w for w in words if not mention.first <= w.head.i <= mention.last), words[-1])
        governor = head.head.head if head.dep == "pobj" else head.head
        place = head.dep == "pobj" and head.head.lower in {"in", "of", "near", "across"}
        return head.dep in {"dobj", "dative", "pobj", "nsubjpass", "conj"} and governor.pos == "VERB" and not place

    @cached_property
    def actors(self) -> dict[Entity, Actor]:
        """The record of every entity; to be asked for once all names are read."""
        return {m.entity: _actor(m.entity, self.parse.document.id) for m in self.mentions}


def head_word(name: str) -> str:
    """Return the noun that a name is built on: Observatory of the Syrian Observatory for Human Rights."""
    words = name.split()
    end = next((n for n, word in enumerate(words) if n and word in {"against", "for", "of", "on", "to"}), len(words))
    return words[end - 1] if end > 1 else ""


def fold(name: str) -> str:
    """Return a name in lower case and without accents, apostrophes straight."""
    return without_accents(name).lower().replace("\u2019", "'")


def without_article(name: str) -> str:
    """Return an Arabic family name without its article: al-Muhandis is also called Muhandis."""
    return name[3:] if name.startswith(("al-", "el-")) and name[3:4] not in {"", "\n"} else name


def name_parts(name: str) -> list[str]:
    """Return the folded words of a name, without initials' full stops, legal forms and generations."""
    return list(_name_parts(name))


@lru_cache(maxsize=CACHED_NAMES)
def _name_parts(name: str) -> tuple[str, ...]:
    parts = [part for part in re.split(r"[\s.,]+", fold(name)) if part and not _LEGAL_FORM.match(part)]
    while len(parts) > 2 and parts[-1] in GENERATIONS:
        parts.pop()
    return tuple(parts)


def _actor(entity: Entity, document: str) -> Actor:
    if entity.known is not None:
        return _known_actor(entity, entity.known)
    name = slug(entity.own_name or entity.name)
    if entity.is_surname_only:
        identity = f"{entity.kind}:{name}@{document}"
    elif entity.country is None or entity.country_by is not None:  # a guess must not part an actor from himself
        identity = f"{entity.kind}:{name}"
    else:
        identity = f"{entity.kind}:{entity.country.lower()}/{name}"
    return Actor(
        id=identity,
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        role=entity.role,
        aliases=tuple(sorted(set(entity.names) - {entity.name})),
    )


# Titles that stand in names of the gazetteer and are no part of a full one: Crown Prince NAME, but King Hussein.
BEFORE_NAMES: Final = frozenset(
    {"archbishop", "ayatollah", "baroness", "bishop", "cardinal", "crown", "emir", "grand", "imam", "king", "lady",
     "lord", "marshal", "mullah", "prince", "princess", "queen", "sayyid", "sheikh", "sheikha", "sir", "sultan"}
)  # fmt: skip


def _untitled(name: str, known: Actor) -> str:
    """Return the name of a person without the titles before it, if two words are left of it."""
    words = name.split()
    while known.kind is Kind.OFFICIAL and name != known.name and len(words) > 2 and words[0].lower() in BEFORE_NAMES:
        words.pop(0)
    return " ".join(words)


def _known_actor(entity: Entity, known: Actor) -> Actor:
    """Return an actor of the gazetteer as this document calls it: by the fullest of the names it uses."""
    if known.kind is Kind.COUNTRY:
        return known
    used = [name for name in entity.names if name[0].isupper()] or [known.name]
    name = _untitled(max(used, key=lambda n: (n == known.name, len(n), n)), known)
    aliases = {*known.aliases, known.name, *entity.names} - {name}
    role = entity.role if known.kind is Kind.OFFICIAL and entity.role is not None else known.role
    country = known.country or entity.country
    return known.model_copy(update={"name": name, "aliases": tuple(sorted(aliases)), "role": role, "country": country})
