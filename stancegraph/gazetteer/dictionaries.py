"""Actors of dictionaries under the lists that are there.

Such a dictionary is in capitals and without accents, tells neither capitals of states from their names nor persons
from bodies, and has been collected rather than checked. So it adds to the lists before it and never changes them: what
a surface means there it keeps, and an entry that has one of their names is taken for that actor.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz import fuzz

from stancegraph.errors import GazetteerError, SkippedEntryWarning
from stancegraph.gazetteer.drafts import Draft, identity_of
from stancegraph.gazetteer.entries import Form
from stancegraph.gazetteer.petrarch import BAD, COMMON, UNKNOWN, LeftOut, Record, holding, read_records
from stancegraph.gazetteer.surfaces import as_key, variants
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from stancegraph.gazetteer.drafts import Content

# As many as the matching of names looks at.
MAX_WORDS: Final = 13

# A name this short may be initials, and counts only in capitals: ETA, not Eta.
LONGEST_ACRONYM: Final = 4

# From this likeness on (rapidfuzz's ratio) an unknown name of a state is a spelling of a known one: AFGANISTAN scores
# 95 beside AFGHANISTAN, HELMAND less than 50. Below it is a town, which speaks for the state only where it acts.
SAME_NAME: Final = 84.0

# More words than this are no person's name.
MAX_PERSON_WORDS: Final = 6


def lay_dictionary(content: Content, file: str, raw: bytes) -> None:
    """Lay the actors of a dictionary under what is there.

    What cannot be used is left out, and one `SkippedEntryWarning` counts it: lines of another form, entries whose code
    is not known or missing, and common nouns (``MINISTER [~GOV]``, as agent dictionaries have them), since the
    package reads those from the text.

    Raises
    ------
    GazetteerError
        If the file is no text, or nothing in it is an entry of an actor dictionary.

    Notes
    -----
    A code of a state alone makes its entry a name of that state: the first name and what is spelled like a known one
    wherever they stand, the rest, which is mostly towns, where they act, as capitals do. A code with a role makes it
    a person, a body or a group:

    * a person has two to six words, none of which is a word for a body, and either a code bound to dates or a first
      word that is the given name of a known official; of armed and opposed actors (REB, SEP, OPP …) and of companies
      only the given name tells. Titles in front are taken off, and a surname alone is left out.
    * a group ends in a word for one: TAMIL_SEPARATISTS.
    * everything else is an organisation.

    It gets wrong ``SILVER_DUSK_ [GRCGOV >120506]``, a party with dates and without a word for a body, which it takes
    for a person, and ``XANANA_GUSMAO_ [TMPREB]``, a person without either sign, whom it takes for an organisation.

    An actor has one country. Of codes for several times the one that holds today counts: that without an end, else
    that without dates, else the last. So ``ERITREA_ [ETHERI <910424] [ERI >930427]`` is Eritrea, in texts of 1985 too.
    """
    left_out = LeftOut()
    records = list(read_records(file, raw, left_out))
    if not records and left_out.counts and not left_out.counts[COMMON]:
        raise GazetteerError(f"{file}: nothing in it is an entry, {left_out.first[BAD]}")
    _Layer(content, file, left_out).lay(records)
    if left_out.counts:
        warnings.warn(f"{file}: left out: {left_out}", SkippedEntryWarning, stacklevel=2)


# ------------------------------------------------------------------------------------------------------------- codes

# Codes of CAMEO, or of older dictionaries, for what has another code in ISO 3166.
STATES: Final = {
    "GZA": "PSE",
    "KOS": "XKX",
    "KSV": "XKX",
    "PAL": "PSE",
    "ROM": "ROU",
    "TMP": "TLS",
    "WSB": "PSE",
    "ZAR": "COD",
}

# What a code begins with where no state is named: CAMEO's international actors, roles and regions.
STATELESS: Final = frozenset({
    "AFR", "ASA", "BLK", "CAF", "CAS", "CAU", "CEU", "CFR", "CRB", "EAF", "EEU", "EIN", "EUR", "IGO", "IMG", "INT",
    "LAM", "MDT", "MEA", "MNC", "NAF", "NGM", "NGO", "NMR", "PGS", "SAF", "SAM", "SAS", "SCN", "SEA", "SSA", "UIS",
    "WAF", "WEU", "WST",
})  # fmt: skip
ROLES: Final = frozenset({
    "AGR", "BUS", "COP", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "GOV", "HLH", "HRI", "INS", "JUD", "LAB", "LEG",
    "MED", "MIL", "MOD", "OPP", "PTY", "RAD", "REB", "REF", "SEP", "SET", "SPY", "UAF", "UIG", "UIS", "UNS",
})  # fmt: skip

# Whose dictionaries date bodies like persons, so that dates tell nothing.
ARMED_OR_OPPOSED: Final = frozenset({
    "CRM", "INS", "OPP", "PTY", "RAD", "REB", "SEP", "UAF",
})  # fmt: skip


class _Meaning(NamedTuple):
    country: str | None
    roles: tuple[str, ...]


def _meaning(code: str, states: Collection[str]) -> _Meaning | None:
    """Return the state and roles in a code, or None if it is not known."""
    if not re.fullmatch(r"(?:[A-Z]{3})+", code):
        return None
    first, *rest = (code[i : i + 3] for i in range(0, len(code), 3))
    state = STATES.get(first, first)
    if state in states:
        return _Meaning(state, tuple(rest))
    return _Meaning(None, (first, *rest)) if first in STATELESS | ROLES else None


# ------------------------------------------------------------------------------------------------------------ laying

# Small in the middle of a name, as it is printed. How a text spells the name goes before this in the end.
_SMALL: Final = frozenset({
    "A", "AGAINST", "AL", "AN", "AND", "AT", "BIN", "BY", "DA", "DE", "DEL", "DEN", "DER", "DES", "DI", "DOS", "DU",
    "E", "EL", "FOR", "IBN", "IN", "LA", "LE", "OF", "ON", "THE", "TO", "UL", "VAN", "VON", "Y",
})  # fmt: skip
_CONNECTORS: Final = frozenset({
    "&", "A", "AGAINST", "AN", "AND", "AT", "BY", "FOR", "FROM", "IN", "OF", "ON", "THE", "TO", "WITH",
})  # fmt: skip
_TITLES: Final = frozenset({
    "ACTING", "DEPUTY", "FIRST", "FOREIGN", "FORMER", "PRIME", "SECRETARY GENERAL", "VICE",
})  # fmt: skip
_ACRONYM_BEHIND: Final = re.compile(r"\s*\(([^()]*)\)")


class _Layer:
    """Lays entries under what the lists before have."""

    def __init__(self, content: Content, file: str, left_out: LeftOut) -> None:
        self.content = content
        self.file = file
        self.left_out = left_out
        self.states = {draft.country or "" for draft in content.drafts.values() if draft.kind is Kind.COUNTRY}
        self.taken = _taken(content)
        self.state_names = _state_names(content)
        self.given_names = {
            as_key(draft.name.split()[0])
            for draft in content.drafts.values()
            if draft.kind is Kind.OFFICIAL and " " in draft.name
        }
        self.family_names = {
            as_key(draft.name.split()[-1]) for draft in content.drafts.values() if draft.kind is Kind.OFFICIAL
        }
        nouns = content.nouns
        self.posts = {as_key(word) for word in nouns["person"]}
        self.titles = self.posts | {as_key(word) for word in nouns["honorific"]} | _TITLES
        self.group_words = {as_key(word) for word in nouns["group"]}
        self.body_words = {as_key(word) for section in ("body", "state") for word in nouns[section]} | self.group_words
        self.capitals = {
            surface
            for draft in content.drafts.values()
            for form, surface in draft.surfaces
            if form in {Form.ACRONYM, Form.NAME} and surface.isupper()
        }

    def lay(self, records: list[Record]) -> None:
        for record in records:
            code = holding(record.codes)
            meaning = _meaning(code, self.states)
            if meaning is None:
                self.left_out.note(UNKNOWN, record.line, code)
            elif meaning.country is not None and not meaning.roles:
                self._lay_state(record, meaning.country)
            elif (name := self._person(record, meaning)) is not None:
                self._lay_person(record, meaning, name)
            else:
                self._lay_body(record, meaning)

    def _lay_state(self, record: Record, country: str) -> None:
        identity = f"country:{country}"
        known = self.state_names[country]
        for position, name in enumerate(_plain(name) for name in record.names):
            key = as_key(name)
            is_name = position == 0 or any(
                f" {one} " in f" {key} " or fuzz.ratio(one, key, score_cutoff=SAME_NAME) for one in known
            )
            if not is_name and key in self.family_names:
                continue  # Jackson is a town, and said what it did as a person
            is_short = len(key) < LONGEST_ACRONYM
            self._add(key, Form.ACRONYM if is_short else Form.NAME if is_name else Form.CAPITAL, identity)

    def _person(self, record: Record, meaning: _Meaning) -> str | None:
        """Return the name of the person that an entry is about, if it is about one."""
        is_dated = any(code.begin is not None or code.end is not None for code in record.codes)
        roles = set(meaning.roles)
        tells = is_dated and not roles & ARMED_OR_OPPOSED
        for name in record.names:
            words = self._without_titles(_plain(name))
            given = bool(words) and as_key(words[0]) in self.given_names and "MNC" not in roles
            if not 1 < len(words) <= MAX_PERSON_WORDS or not all(w[0].isalpha() for w in words):
                continue
            if any(self._is_in(w, self.body_words) or w.upper() in _CONNECTORS for w in words):
                continue
            if tells or given:
                return " ".join(words)
        words = self._without_titles(_plain(record.names[0]))
        if tells and len(words) == 1 and len(words[0]) > LONGEST_ACRONYM and not self._is_in(words[0], self.body_words):
            return words[0]
        return None

    def _without_titles(self, name: str) -> list[str]:
        words = name.split()
        # UN_SECRETARY-GENERAL_JANE_DOE: what is before a post belongs to it, if a whole name is behind.
        posts = [i for i, word in enumerate(words[:-2]) if self._is_in(word, self.posts)]
        words = words[posts[-1] + 1 :] if posts else words
        while words and self._is_in(words[0], self.titles):
            words.pop(0)
        return words

    @staticmethod
    def _is_in(word: str, words: Collection[str]) -> bool:
        key = as_key(word)
        return key in words or key.removesuffix("S") in words

    def _lay_person(self, record: Record, meaning: _Meaning, name: str) -> None:
        names = [" ".join(self._without_titles(_plain(each))) for each in record.names]
        is_whole = " " in name
        # A surname alone finds its owner in every text that has the whole name; elsewhere it may be anybody's.
        keys = [as_key(each) for each in (name, *names) if each and (" " in each or not is_whole)]
        self._lay_names(record, meaning, Kind.OFFICIAL, name, dict.fromkeys(keys, Form.NAME))

    def _lay_body(self, record: Record, meaning: _Meaning) -> None:
        surfaces: dict[str, Form] = {}
        for name in (_plain(name) for name in record.names):
            key = as_key(name)
            is_short = " " not in key and len(key) <= LONGEST_ACRONYM
            surfaces.setdefault(key, Form.ACRONYM if is_short else Form.NAME)
        for acronym in (_acronym(name) for name in record.names):
            if acronym is not None:
                surfaces.setdefault(acronym, Form.ACRONYM)
        name = _plain(record.names[0])
        words = name.split()
        kind = Kind.ORGANISATION
        if words and as_key(words[-1]).removesuffix("S") in self.group_words and as_key(words[-1]).endswith("S"):
            kind = Kind.GROUP
        elif words and self._is_in(words[-1], self.posts) and not self._home(surfaces, kind):
            self.left_out.note(COMMON, record.line, record.names[0])
            return
        self._lay_names(record, meaning, kind, name, surfaces)

    def _lay_names(self, record: Record, meaning: _Meaning, kind: Kind, name: str, surfaces: dict[str, Form]) -> None:
        if not any(self._is_free(key) for key in surfaces):
            return
        identity = self._home(surfaces, kind) or self._drafted(record, meaning, kind, name)
        for key, form in surfaces.items():
            self._add(key, form, identity)

    def _home(self, keys: Collection[str], kind: Kind) -> str | None:
        """Return the known actor of a kind that bears one of the names."""
        for key in keys:
            for identity in sorted(self.taken.get(key, ())):
                if self.content.drafts[identity].kind is kind and (kind is not Kind.OFFICIAL or " " in key):
                    return identity
        return None

    def _drafted(self, record: Record, meaning: _Meaning, kind: Kind, name: str) -> str:
        shown = _titled(name, self.capitals) or record.names[0]
        identity = identity_of(kind, shown, meaning.country)
        if identity not in self.content.drafts:
            where = f"{self.file}: line {record.line}:"
            self.content.drafts[identity] = Draft(kind, shown, where, country=meaning.country)
        return identity

    def _is_free(self, key: str) -> bool:
        is_name = len(key) > 1 and any(c.isalpha() for c in key) and len(key.split()) <= MAX_WORDS
        return is_name and key not in self.taken

    def _add(self, key: str, form: Form, identity: str) -> None:
        if self._is_free(key):
            self.taken[key] = {identity}
            self.content.drafts[identity].keys[key] = form


def _taken(content: Content) -> dict[str, set[str]]:
    """Return every surface as a key, and the actors that have it; common words have none."""
    taken: dict[str, set[str]] = {as_key(surface): set() for surface in content.nobody}
    for words in content.nouns.values():
        for word in words:
            taken.setdefault(as_key(word), set())
            taken.setdefault(as_key(f"{word}s"), set())
    for identity, draft in content.drafts.items():
        for _, surface in draft.surfaces:
            for variant in variants(surface):
                taken.setdefault(as_key(variant), set()).add(identity)
        for key in draft.keys:
            taken.setdefault(key, set()).add(identity)
    return taken


def _state_names(content: Content) -> dict[str, list[str]]:
    """Return the names, adjectives and peoples of each state as keys."""
    forms = {Form.NAME, Form.ADJECTIVE, Form.PEOPLE}
    return {
        draft.country: sorted(
            key for form, surface in draft.surfaces if form in forms and len(key := as_key(surface)) > LONGEST_ACRONYM
        )
        for draft in content.drafts.values()
        if draft.kind is Kind.COUNTRY and draft.country is not None
    }


def _plain(name: str) -> str:
    """Return a name in words, without what stands in brackets and without a leading article."""
    words = _ACRONYM_BEHIND.sub("", name.replace("_", " ")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0].upper() == "THE" else words)


def _acronym(name: str) -> str | None:
    """Return the initials in brackets: KURDISTAN_WORKERS'_PARTY_(PKK)_, but not NATIONAL_FRONT_(GREECE)_."""
    found = _ACRONYM_BEHIND.search(name.replace("_", " "))
    whole = _plain(name)
    if found is None or not whole or not re.fullmatch(r"[A-Z]{3,5}", found[1]):
        return None
    initials = {word[0] for word in whole.split()}
    return found[1] if found[1][-1] in initials or found[1][0] == whole[0] else None


def _titled(name: str, capitals: Collection[str]) -> str:
    """Return a name in capitals as it is printed; one that is not in capitals stays."""
    if not name.isupper():
        return name
    words = [
        word if word in capitals else word.lower() if i and word in _SMALL else _capitalised(word)
        for i, word in enumerate(name.split())
    ]
    return " ".join(words)


def _capitalised(word: str) -> str:
    return re.sub(r"[^\W\d_]+(?:'S\b)?", lambda part: part[0].capitalize(), word)
