"""Names in one document → actors: the gazetteer, persons with their titles, organisations with their acronyms.

Reading a document's names comes before any clause is looked at: a surname in the first line may find its full name
and title in the tenth. What a noun phrase without a name means (*the ambassador*, *it*) is the matter of
`stancegraph.extraction.references`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from stancegraph.extraction.grammar import HOUSES, ROYAL, TITLE_WORDS
from stancegraph.gazetteer import Form, slug, without_accents
from stancegraph.models import Actor, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stancegraph.extraction.parsing import Parse, Word
    from stancegraph.gazetteer import Entry, Gazetteer

# The longest surface of the gazetteer has nine words; longer ones are found by the parser's entities.
MAX_SURFACE_WORDS: Final = 9

# Two surnames of one document that differ in their spelling only: Zinoviev and Zinovyev score 88, Petrov and Pavlov
# 67, Kim and Kin 67 (and are too short to be compared at all).
SAME_SURNAME: Final = 84.0
COMPARED_LENGTH: Final = 5

# Where the family name comes first, the first word of a full name is the one that stands alone later on.
FAMILY_FIRST: Final = frozenset({"CHN", "HKG", "HUN", "KHM", "KOR", "PRK", "SGP", "TWN", "VNM"})

# How many words before a name may belong to its title: "South Korean First Vice Foreign Minister" has six.
MAX_TITLE_WORDS: Final = 9


_LEGAL_FORM = re.compile(r"^(?:Inc|Ltd|Corp|Co|plc|GmbH|AG|SA)\.?$")


@dataclass(slots=True, eq=False)
class Entity:
    """An actor while its document is being read; `names` counts how often it is called what."""

    kind: Kind
    name: str
    country: str | None = None
    role: str | None = None
    known: Actor | None = None
    names: Counter[str] = field(default_factory=Counter)
    surname_only: bool = False
    first: int = 0
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of words ``[first, last]`` that names an actor, and in which form."""

    first: int
    last: int
    form: Form
    entity: Entity

    @property
    def actor(self) -> Actor:
        """The actor as the whole document shows it; only there once all names are read."""
        actor = self.entity.actor
        assert actor is not None
        return actor


class Names:
    """All names of one document.

    Attributes
    ----------
    mentions
        In the order of the text, none overlapping another.
    at
        Word index -> the mention it is part of.
    carriers
        Indices of words that name a news outlet: quoted as a carrier it is no actor.

    Notes
    -----
    A sentence it gets wrong: in "Jordan said the talks with Pippen had failed" the player is taken for the state.
    """

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self.parse = parse
        self.gazetteer = gazetteer
        self.at: dict[int, Mention] = {}
        self.carriers: set[int] = set()
        self._persons: list[Entity] = []
        self._bodies: dict[str, Entity] = {}
        self._known: dict[str, Entity] = {}
        self._read_gazetteer()
        persons = self._person_ranges()
        for begin, end in persons:
            if end - begin > 1 and self._is_free(begin, end):
                self._person(begin, end)
        self._read_bodies()
        for begin, end in persons:
            if end - begin == 1 and self._is_free(begin, end) and self._leading_word(self._text(begin, begin)) is None:
                self._person(begin, end)
        self._read_bare_surnames()
        self._read_acronyms()
        self.mentions = sorted({id(m): m for m in self.at.values()}.values(), key=lambda m: m.first)
        self._finish()

    # ------------------------------------------------------------------------------------------------- reading

    def _read_gazetteer(self) -> None:
        words, entries, text = self.parse.words, self.gazetteer.entries, self.parse.document.text
        carriers = self.gazetteer.nouns["carrier"]
        inside = {i: (a, b, label) for a, b, label in self.parse.entities for i in range(a, b)}
        i = 0
        while i < len(words):
            found = None
            if words[i].text[0].isupper() or (words[i].text[0].islower() and words[i].lower in {"al", "el"}):
                found = self._longest(i, entries, carriers, text)
            if found is None:
                i += 1
                continue
            last, surface = found
            meanings = entries.get(surface, ())
            if surface in carriers:
                self.carriers.update(range(i, last + 1))
            elif meanings and not self._is_part_of_person(i, last, inside.get(i)):
                self._mention(i, last, meanings[0].form, self._entity_of(meanings))
            i = last + 1

    def _longest(self, i: int, entries: Iterable[str], carriers: frozenset[str], text: str) -> tuple[int, str] | None:
        words = self.parse.words
        end = min(len(words), i + MAX_SURFACE_WORDS, self.parse.sentences[words[i].sentence][1])
        for j in range(end - 1, i - 1, -1):
            surface = text[words[i].start : words[j].end]
            if (j > i and "\n" in surface) or "  " in surface:
                surface = " ".join(surface.split())
            if surface in entries or surface in carriers:
                return j, surface
            if j == i and surface.endswith("'s") is False and surface.isupper() and len(surface) > 4:
                # A shouted headline: KOREA, RUSSIA.
                if surface.title() in entries:
                    return j, surface.title()
        return None

    def _is_part_of_person(self, first: int, last: int, entity: tuple[int, int, str] | None) -> bool:
        """Tell whether a surface is a word of a longer personal name: Michael Jordan, Paris Hilton."""
        if entity is None or entity[2] != "PERSON":
            return False
        begin, end = self._trimmed_person(entity[0], entity[1])
        words = self.parse.words
        if not (begin <= first and last < end and end - begin > last - first + 1):
            return False
        rest = [w for w in words[begin:end] if not first <= w.i <= last]
        # "Russian Vladimir Putin" is a nation and a name; "Michael Jordan" is a name.
        leading = first == begin
        return not leading and all(w.text[0].isupper() for w in rest)

    def _entity_of(self, meanings: tuple[Entry, ...]) -> Entity:
        actor = meanings[0].actor
        entity = self._known.get(actor.id)
        if entity is None:
            entity = Entity(actor.kind, actor.name, actor.country, actor.role, known=actor)
            self._known[actor.id] = entity
            if actor.kind is Kind.OFFICIAL:
                self._persons.append(entity)
        return entity

    def _read_bodies(self) -> None:
        """Read organisations that the gazetteer does not have: what the parser marks, and runs of capitals."""
        ranges = [(a, b) for a, b, label in self.parse.entities if label == "ORG"]
        ranges += list(self._capital_runs())
        for begin, end in ranges:
            first, last = self._trimmed_body(begin, end)
            if first is None or last is None:
                continue
            inner = [self.at[i] for i in range(first, last + 1) if i in self.at]
            if any(m.first < first or m.last > last for m in inner) or any(
                i in self.carriers for i in range(first, last + 1)
            ):
                continue
            if inner and (inner[0].first, inner[-1].last) == (first, last) and len(set(map(id, inner))) == 1:
                continue  # the gazetteer knows it
            if any(m.entity.kind is not Kind.COUNTRY for m in inner):
                continue  # "UN Security Council" and the like are in the gazetteer as they are
            if (first == last and self._surname(first) is not None) or not self._looks_like_body(first, last, inner):
                continue
            country = inner[0].entity.country if inner else self._owner_country(first)
            name = self._text(first, last)
            whole = self._leading_word(name) if first == last else None
            if whole is not None:
                self._mention(first, last, Form.NAME, whole)
                continue
            key = slug(name) + (country or "")
            entity = self._bodies.get(key)
            if entity is None:
                entity = self._bodies[key] = Entity(Kind.ORGANISATION, name, country)
            for m in inner:
                for i in range(m.first, m.last + 1):
                    self.at.pop(i, None)
            self._mention(first, last, Form.NAME, entity)

    def _leading_word(self, word: str) -> Entity | None:
        """Return the body of two words or more whose name begins with `word`: Mahan for Mahan Air."""
        if len(word) < COMPARED_LENGTH:
            return None
        for entity in reversed(self._bodies.values()):
            if entity.name.startswith(f"{word} "):
                return entity
        return None

    def _capital_runs(self) -> Iterator[tuple[int, int]]:
        """Yield runs of capitalised words that end in a word for a body: Ministry of Water, Federal Court."""
        words, bodies = self.parse.words, self.gazetteer.nouns["body"]
        for word in words:
            if word.lower not in bodies or not word.text[0].isupper():
                continue
            first = last = word.i
            while first > 0 and self._joins(words[first - 1]) and words[first - 1].sentence == word.sentence:
                first -= 1
            while last + 2 < len(words) and words[last + 1].lower in {"of", "for"}:
                step = last + 2
                if words[step].lower == "the":
                    step += 1
                if step >= len(words) or not words[step].text[0].isupper() or words[step].sentence != word.sentence:
                    break
                last = step
                while last + 1 < len(words) and self._joins(words[last + 1]):
                    last += 1
            if last > first:
                yield first, last + 1

    @staticmethod
    def _joins(word: Word) -> bool:
        return word.text[0].isupper() and word.pos in {"PROPN", "ADJ", "NOUN"} and word.lower != "the"

    def _trimmed_body(self, begin: int, end: int) -> tuple[int | None, int | None]:
        """Cut the article, a possessor and a trailing possessive off: [the UK's] Home Office ['s]."""
        words = self.parse.words
        for i in range(end - 1, begin, -1):
            if words[i].tag == "POS" and i < end - 1 and i - 1 in self.at:
                begin = i + 1
                break
        for i in range(end - 2, begin - 1, -1):  # Iranian airline [Mahan Air]
            if words[i].text.islower() and words[i].lower not in {"of", "the", "for", "and", "to"}:
                begin = i + 1
                break
        while begin < end and words[begin].lower in {"the", "a", "an"}:
            begin += 1
        while end > begin and (words[end - 1].tag == "POS" or not words[end - 1].text[0].isalnum()):
            end -= 1
        return (begin, end - 1) if begin < end else (None, None)

    def _looks_like_body(self, first: int, last: int, inner: list[Mention]) -> bool:
        words, nouns = self.parse.words, self.gazetteer.nouns
        if first == last and words[first].dep in {"amod", "compound"} and words[first].head.lemma in nouns["group"]:
            return False  # Tigrayan rebels, Kashmiri students: a people, no body
        named = [w for w in words[first : last + 1] if w.i not in self.at]
        if not named or not all(
            w.text[0].isupper() or w.lower in {"of", "the", "for", "and", "to", "&", "-"} for w in named
        ):
            return False
        if (
            any(w.lower in nouns["person"] for w in named)
            or words[last].lower in HOUSES | nouns["state"] - nouns["body"]
        ):
            return False
        if inner:  # with a nation's name there must be a word for a body: Iraqi Security Forces, Bank of Japan
            return any(w.lower in nouns["body"] or w.lemma in nouns["body"] for w in named)
        return len(words[first].text) > 1

    def _owner_country(self, first: int) -> str | None:
        """Return the country of whoever stands before a body: South Korea's [National Intelligence Service]."""
        words = self.parse.words
        i = first - 1
        while i >= 0 and (words[i].tag == "POS" or (words[i].text.islower() and words[i].pos in {"NOUN", "ADJ"})):
            i -= 1
        mention = self.at.get(i)
        if mention is not None and words[i].sentence == words[first].sentence:
            return mention.entity.country
        return None

    def _person_ranges(self) -> list[tuple[int, int]]:
        ranges = [self._trimmed_person(a, b) for a, b, label in self.parse.entities if label == "PERSON"]
        ranges += list(self._titled_runs())
        return sorted({(a, b) for a, b in ranges if a < b and self._is_free(a, b)})

    def _is_free(self, begin: int, end: int) -> bool:
        return not any(i in self.at or i in self.carriers for i in range(begin, end))

    def _trimmed_person(self, begin: int, end: int) -> tuple[int, int]:
        """Cut titles and a possessive off what the parser took for a personal name."""
        words, nouns = self.parse.words, self.gazetteer.nouns
        while begin < end and (
            words[begin].lower.rstrip(".") in nouns["honorific"]
            or words[begin].lower in nouns["person"]
            or words[begin].lower in TITLE_WORDS
            or (
                words[begin].i in self.at
                and end - begin > 1
                and self.at[words[begin].i].form in {Form.ADJECTIVE, Form.ACRONYM, Form.SEAT}
            )
            or not words[begin].text[0].isalnum()
        ):
            begin += 1
        while end > begin and (words[end - 1].tag == "POS" or not words[end - 1].text[-1].isalnum()):
            end -= 1
        if begin < end and not words[begin].text[0].isupper() and end - begin == 1:
            return begin, begin
        # The parser cuts names at their hyphens: Kim Hong- | kyun.
        while (
            begin < end < len(words)
            and words[end].start == words[end - 1].end
            and "-" in {words[end].text, words[end - 1].text}
        ):
            end += 1
        return begin, end

    def _titled_runs(self) -> Iterator[tuple[int, int]]:
        """Yield runs of capitals behind a title that the parser took for no person: ambassador Zinovyev."""
        words, nouns = self.parse.words, self.gazetteer.nouns
        for word in words[:-1]:
            is_title = word.lower in nouns["person"] or word.lower.rstrip(".") in nouns["honorific"]
            following = words[word.i + 1]
            if not is_title or following.sentence != word.sentence or following.pos != "PROPN":
                continue
            last = word.i
            while last + 1 < len(words) and self._continues_name(words[last + 1], word):
                last += 1
            if last > word.i:
                yield word.i + 1, last + 1

    def _continues_name(self, word: Word, title: Word) -> bool:
        return (
            word.sentence == title.sentence
            and ((word.pos == "PROPN" and word.text[0].isupper()) or (word.text == "-" and self._hyphenates(word.i)))
            and word.i not in self.at
            and word.lower not in self.gazetteer.nouns["body"]
            and word.lower not in self.gazetteer.nouns["person"]
        )

    def _hyphenates(self, i: int) -> bool:
        words = self.parse.words
        return 0 < i < len(words) - 1 and words[i - 1].end == words[i].start and words[i].end == words[i + 1].start

    def _person(self, begin: int, end: int) -> None:
        words = self.parse.words
        if (
            end - begin == 1
            and begin > 0
            and words[begin - 1].text in ROYAL
            and words[begin - 1].sentence == words[begin].sentence
        ):
            begin -= 1  # who reigns is called so: King Hussein
        name = self._text(begin, end - 1)
        if not any(c.isalpha() for c in name) or (name.isupper() and len(name) <= 3):
            return
        role, country = self._title(begin, end - 1)
        entity = self._find_person(name, country, begin)
        if entity is None:
            entity = Entity(Kind.OFFICIAL, name, surname_only=end - begin == 1, first=begin)
            self._persons.append(entity)
        if entity.role is None:
            entity.role = role
        if entity.country is None:
            entity.country = country
        if len(name.split()) > len(entity.name.split()):
            entity.name, entity.surname_only = name, False
        self._mention(begin, end - 1, Form.NAME, entity)

    def _find_person(self, name: str, country: str | None, position: int) -> Entity | None:
        """Return the person of this document whom `name` means.

        The very name comes before a surname, that before another spelling; of several who bear a surname, the one
        named last before `position`.
        """
        parts = _name_parts(name)
        fitting = [e for e in self._persons if country is None or e.country in {None, country}]
        before = [e for e in fitting if e.first <= position]
        ordered = sorted(before, key=lambda e: -e.first) + sorted(
            (e for e in fitting if e.first > position), key=lambda e: e.first
        )
        for fits in (
            lambda known, _: parts == known,
            lambda known, home: _is_short_for(parts, known, home) or _is_short_for(known, parts, home),
            lambda known, _: _same_spelling(parts, known),
        ):
            for entity in ordered:
                if fits(_name_parts(entity.name), entity.country or country):
                    return entity
        return None

    def _read_bare_surnames(self) -> None:
        """Read surnames that the parser took for nothing, a body or a place, once their owners are known."""
        for word in self.parse.words:
            if word.i in self.at or word.i in self.carriers or word.pos != "PROPN":
                continue
            entity = self._surname(word.i) or self._leading_word(word.text)
            before = self.parse.words[word.i - 1] if word.i else None
            after = self.parse.words[word.i + 1] if word.i + 1 < len(self.parse.words) else None
            if entity is None or (after is not None and after.pos == "PROPN" and after.i not in self.at):
                continue
            if (
                before is not None
                and before.pos == "PROPN"
                and before.i not in self.at
                and before.sentence == word.sentence
            ) and before.lower not in self.gazetteer.nouns["person"]:
                continue
            self._mention(word.i, word.i, Form.NAME, entity)

    def _surname(self, i: int) -> Entity | None:
        """Return the person who has been named in full and whose surname word `i` is."""
        text = _fold(self.parse.words[i].text)
        for entity in self._persons:
            parts = _name_parts(entity.name)
            if len(parts) > 1 and text == (parts[0] if entity.country in FAMILY_FIRST else parts[-1]):
                return entity
        return None

    # -------------------------------------------------------------------------------------------------- titles

    def _title(self, first: int, last: int) -> tuple[str | None, str | None]:
        """Return role and country of the person named in ``[first, last]``, from what stands around the name."""
        role, country = self._title_before(first)
        if role is None:
            behind, country_behind = self._title_beside(first, last)
            role, country = behind, country or country_behind
        words = self.parse.words
        if country is None and last + 2 < len(words) and words[last + 1].lower == "of":  # Colonel Adeyinka of Nigeria
            step = last + 3 if words[last + 2].lower == "the" and last + 3 < len(words) else last + 2
            home = self.at.get(step)
            if home is not None and words[step].sentence == words[last].sentence:
                country = home.entity.country
        return role, country

    def _title_before(self, first: int) -> tuple[str | None, str | None]:
        words, nouns = self.parse.words, self.gazetteer.nouns
        begin = first
        while begin > 0 and first - begin < MAX_TITLE_WORDS and self._belongs_to_title(words[begin - 1], words[first]):
            begin -= 1
        stretch = words[begin:first]
        posts = [w.i for w in stretch if w.lower in nouns["person"]]
        country, start = None, begin
        for word in stretch:
            mention = self.at.get(word.i)
            if mention is not None and (
                not posts or mention.first < posts[-1] or words[mention.first - 1].lower == "of"
            ):
                country = mention.entity.country or country
                if mention.entity.kind is Kind.COUNTRY and mention.last + 1 <= (posts[-1] if posts else first):
                    start = mention.last + 1
        if not posts:
            return None, country
        while start < first and (words[start].tag == "POS" or not words[start].text[0].isalnum()):
            start += 1
        own = next((i for i in posts if i >= start), None)
        if own is None or words[first - 1].lower in {"of", "for", "and"}:
            return None, country
        role = self._text(start, first - 1)
        return role, country

    def _belongs_to_title(self, word: Word, name: Word) -> bool:
        if word.sentence != name.sentence:
            return False
        if word.i in self.at:
            return self.at[word.i].entity.kind is not Kind.OFFICIAL
        lower = word.lower
        return (
            lower in self.gazetteer.nouns["person"]
            or lower in TITLE_WORDS
            or word.tag == "POS"
            or (lower in {"of", "for", "to", "-", "and"} and self._leads_to_title(word, name))
            or (
                word.pos in {"NOUN", "PROPN", "ADJ"}
                and word.i not in self.carriers
                and self._leads_to_title(word, name)
            )
        )

    def _leads_to_title(self, word: Word, name: Word) -> bool:
        """Tell whether a post stands next to `word` on its way to the name, so that both make one title."""
        between = self.parse.words[word.i : name.i]
        return any(w.lower in self.gazetteer.nouns["person"] for w in between) or word.pos == "PROPN"

    def _title_beside(self, first: int, last: int) -> tuple[str | None, str | None]:
        """Read an apposition: the Russian ambassador, NAME; NAME, head of the agency."""
        words, nouns = self.parse.words, self.gazetteer.nouns
        head = next((w for w in reversed(words[first : last + 1]) if not first <= w.head.i <= last), words[last])
        candidates = [w for w in head.children if w.dep == "appos"]
        if head.dep == "appos":
            candidates.append(head.head)
        for noun in candidates:
            if noun.lower not in nouns["person"] and noun.lemma not in nouns["person"]:
                continue
            parts = [
                w for w in noun.children if w.dep in {"amod", "compound", "poss", "nmod", "prep"} and w.lower != "to"
            ]
            country = None
            for part in parts:
                for i in range(part.left_edge().i, part.right_edge().i + 1):
                    mention = self.at.get(i)
                    if mention is not None and country is None:
                        country = mention.entity.country
            begin = noun.i
            while begin > 0 and words[begin - 1].head is noun and words[begin - 1].dep in {"amod", "compound"}:
                if words[begin - 1].i in self.at and self.at[words[begin - 1].i].entity.kind is Kind.COUNTRY:
                    break
                begin -= 1
            end = noun.i
            of = [w for w in noun.children if w.dep == "prep" and w.lower == "of"]
            if (
                of
                and of[0].i > noun.i
                and of[0].right_edge().i - noun.i <= MAX_TITLE_WORDS
                and of[0].right_edge().i < first + 99
            ):
                end = of[0].right_edge().i if not first <= of[0].right_edge().i <= last else noun.i
            return self._text(begin, end), country
        return None, None

    # ------------------------------------------------------------------------------------------------ acronyms

    def _read_acronyms(self) -> None:
        """Read definitions of the form National Intelligence Service (NIS), then every use of the short form."""
        words = self.parse.words
        defined: dict[str, Entity] = {}
        for i in range(1, len(words) - 2):
            short = words[i + 1]
            if words[i].text != "(" or words[i + 2].text != ")" or not short.text.isupper() or len(short.text) < 2:
                continue
            before = self.at.get(i - 1)
            if before is None:
                before = self._spelled_out(i, short.text)
            if before is None or before.entity.kind in {Kind.COUNTRY, Kind.OFFICIAL}:
                continue
            defined[short.text] = before.entity
        for word in words:
            entity = defined.get(word.text)
            if (entity is not None and self.at.get(word.i) is None) or (
                entity is not None and self.at[word.i].entity is not entity and self.at[word.i].entity.known is None
            ):
                self._mention(word.i, word.i, Form.ACRONYM, entity)

    def _spelled_out(self, bracket: int, short: str) -> Mention | None:
        """Return a new mention of the capitalised words before a bracket whose initials are in it."""
        words = self.parse.words
        initials, i = "", bracket - 1
        while i >= 0 and len(initials) < len(short) and words[i].sentence == words[bracket].sentence:
            if words[i].text[0].isupper():
                initials = words[i].text[0] + initials
            elif words[i].lower not in {"of", "the", "for", "and", "on", "to"}:
                return None
            i -= 1
        if initials != short or not self._is_free(i + 1, bracket):
            return None
        name = self._text(i + 1, bracket - 1)
        entity = Entity(Kind.ORGANISATION, name, self._owner_country(i + 1))
        self._mention(i + 1, bracket - 1, Form.NAME, entity)
        return self.at[bracket - 1]

    # ------------------------------------------------------------------------------------------------- finishing

    def _mention(self, first: int, last: int, form: Form, entity: Entity) -> None:
        mention = Mention(first, last, form, entity)
        entity.names[self._text(first, last)] += 1
        for i in range(first, last + 1):
            self.at[i] = mention

    def _text(self, first: int, last: int) -> str:
        words = self.parse.words
        return " ".join(self.parse.document.text[words[first].start : words[last].end].split())

    def _finish(self) -> None:
        for mention in self.mentions:
            entity = mention.entity
            if entity.actor is None:
                entity.actor = self._actor(entity)

    def _known_actor(self, entity: Entity, known: Actor) -> Actor:
        """Return an actor of the gazetteer as this document calls it: by the fullest of the names it uses."""
        if known.kind is Kind.COUNTRY:
            return known
        used = [name for name in entity.names if name[0].isupper()] or [known.name]
        name = max(used, key=lambda n: (n == known.name, len(n), n))
        aliases = {*known.aliases, known.name, *entity.names} - {name}
        role = entity.role if known.kind is Kind.OFFICIAL and entity.role is not None else known.role
        return known.model_copy(update={"name": name, "aliases": tuple(sorted(aliases)), "role": role})

    def _actor(self, entity: Entity) -> Actor:
        if entity.known is not None:
            return self._known_actor(entity, entity.known)
        country = None if entity.country is None else entity.country.lower()
        name = slug(entity.name)
        if entity.surname_only:
            identity = f"{entity.kind}:{name}@{self.parse.document.id}"
        elif country is None:
            identity = f"{entity.kind}:{name}"
        else:
            identity = f"{entity.kind}:{country}/{name}"
        return Actor(
            id=identity,
            name=entity.name,
            kind=entity.kind,
            country=entity.country,
            role=entity.role,
            aliases=tuple(sorted(set(entity.names) - {entity.name})),
        )


def _fold(name: str) -> str:
    return without_accents(name).lower().replace("’", "'")


def _name_parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s.]+", _fold(name)) if part and not _LEGAL_FORM.match(part)]


def _is_short_for(short: list[str], full: list[str], country: str | None) -> bool:
    """Tell whether a shorter name is the surname, or the given name and surname, of a longer one."""
    if not short or len(short) >= len(full):
        return False
    if len(short) == 1:
        return short[0] == full[-1] or (country in FAMILY_FIRST and short[0] == full[0])
    return short[-1] == full[-1] and short[0] == full[0]


def _same_spelling(a: list[str], b: list[str]) -> bool:
    """Tell whether two names differ in the spelling of the surname only; given names must not disagree."""
    if not a or not b or min(len(a[-1]), len(b[-1])) < COMPARED_LENGTH or a[-1][0] != b[-1][0]:
        return False
    if fuzz.ratio(a[-1], b[-1]) < SAME_SURNAME:
        return False
    return len(a) == 1 or len(b) == 1 or fuzz.ratio(" ".join(a[:-1]), " ".join(b[:-1])) >= SAME_SURNAME
