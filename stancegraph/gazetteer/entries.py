"""The lists as they are asked: what a surface may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from stancegraph.gazetteer.surfaces import without_accents
from stancegraph.models import Actor, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping


# Where the first word of a surface may end for the parser.
_FIRST_WORD_ENDS: Final = (r"[\s'\u2019-]", r"[\s-]")
# Two letters are as often initials.
SHORTEST_GIVEN: Final = 3
# What begins the names of bodies and places too, and words that a headline has in capitals.
NO_GIVEN: Final = frozenset(
    {"abu", "alpha", "ante", "badr", "ban", "crown", "grant", "les", "mahdi", "moon", "nur", "park", "ram", "rob",
     "san", "saw", "shah", "sin", "song", "sri", "than", "the", "win"}
)  # fmt: skip


class Form(StrEnum):
    """How a surface stands for its actor."""

    NAME = "name"
    """A name or usual abbreviation: North Korea, DPRK, Hezbollah."""
    ADJECTIVE = "adjective"
    """Before a noun it says whose that is: Russian (forces)."""
    PEOPLE = "people"
    """One or several of its people: Briton, Britons, the French."""
    ACRONYM = "acronym"
    """The initials of an organisation: NATO, IAEA."""
    CAPITAL = "capital"
    """The city it is governed from, its metonym where it acts: Seoul denied."""
    SEAT = "seat"
    """A building or quarter that speaks and acts as it: Kremlin, White House."""
    PLACE = "place"
    """A region or city inside it: locates an event, never acts for it."""


class Entry(NamedTuple):
    """One thing that a surface may mean."""

    form: Form
    actor: Actor


@dataclass(frozen=True)
class Gazetteer:
    """All known actors and word lists.

    Attributes
    ----------
    actors
        By id. An actor's aliases are all its surfaces but its places and its name, sorted.
    entries
        Surface, exactly as written and without a leading "the", -> what it may mean, in the order of `Form`,
        then by actor id. An empty tuple marks a surface that only contains a known one and means no actor
        ("Latin America"): whoever looks for the longest match shall stop there.
    nouns
        Section of ``titles.toml`` -> its words.
    dictionary
        Name in capitals, as `stancegraph.gazetteer.surfaces.as_key` has it -> what it means where `entries` has nothing
        as long: from dictionaries that do not tell how a name is written.
    digest
        First 12 hex digits of the SHA-256 of all of the above.
    """

    actors: Mapping[str, Actor]
    entries: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, frozenset[str]]
    digest: str
    dictionary: Mapping[str, Entry] = field(default_factory=dict)

    @cached_property
    def family_countries(self) -> Mapping[str, str]:
        """Family names of known officials -> their country, where all who bear the name have the same one."""
        found: dict[str, set[str | None]] = {}
        for actor in self.actors.values():
            if actor.kind is Kind.OFFICIAL and " " in actor.name:
                found.setdefault(actor.name.rsplit(" ", 1)[1], set()).add(actor.country)
        return {name: code for name, codes in found.items() if len(codes) == 1 and (code := next(iter(codes)))}

    @cached_property
    def given_names(self) -> frozenset[str]:
        """First words of the names of known officials, in lower case and without accents, that mean nothing else."""
        names = (a.name.split() for a in self.actors.values() if a.kind is Kind.OFFICIAL)
        given = {words[0] for words in names if len(words) > 1 and words[0] not in self.entries}
        folded = {without_accents(name).lower() for name in given if len(name) >= SHORTEST_GIVEN}
        return frozenset(folded - NO_GIVEN - self.nouns["person"] - self.nouns["honorific"] - self.nouns["body"])

    @cached_property
    def dictionary_starts(self) -> Mapping[str, int]:
        """First words of the names in `dictionary` -> how many words the longest of these has."""
        starts: dict[str, int] = {}
        for key in self.dictionary:
            words = key.split(" ")
            starts[words[0]] = max(len(words), starts.get(words[0], 0))
        return starts

    @cached_property
    def first_words(self) -> Mapping[str, int]:
        """What the surfaces and carriers begin with, up to a space, or a hyphen or apostrophe before it.

        The parser parts "O'Neil's" at one apostrophe and "Kata'ib" at none. With how many characters the longest of
        those that begin so has, white space left out.
        """
        longest: dict[str, int] = {}
        for surface in [*self.entries, *self.nouns["carrier"]]:
            size = sum(map(len, surface.split()))
            for ends in _FIRST_WORD_ENDS:
                first = re.split(ends, surface, maxsplit=1)[0]
                longest[first] = max(longest.get(first, 0), size)
        return longest
