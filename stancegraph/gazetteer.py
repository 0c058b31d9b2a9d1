"""Who the news writes of: states, organisations and known persons by every surface, and the words for the unnamed.

A *surface* is a string exactly as a text has it: "US" is a state, "us" is not. The lists themselves are
``data/countries.toml``, ``data/organisations.toml``, ``data/officials.toml`` and ``data/titles.toml``; users add files
of the same shape.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import reprlib
import tomllib
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn

from stancegraph.errors import GazetteerError
from stancegraph.models import Actor, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

# A user's file is untrusted. The largest built-in one has a tenth of these bytes, the longest list half of these
# strings. Lines are bounded since the time that TOML's dotted keys take grows with the square of their length.
MAX_BYTES: Final = 1_000_000
MAX_LINE: Final = 2_000
MAX_LIST: Final = 1_000
MAX_LENGTH: Final = 120


_CURLY: Final = "\N{RIGHT SINGLE QUOTATION MARK}"


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
    digest
        First 12 hex digits of the SHA-256 of all of the above.
    """

    actors: Mapping[str, Actor]
    entries: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, frozenset[str]]
    digest: str

    @cached_property
    def family_countries(self) -> Mapping[str, str]:
        """Family names of known officials -> their country, where all who bear the name have the same one."""
        found: dict[str, set[str | None]] = {}
        for actor in self.actors.values():
            if actor.kind is Kind.OFFICIAL and " " in actor.name:
                found.setdefault(actor.name.rsplit(" ", 1)[1], set()).add(actor.country)
        return {name: code for name, codes in found.items() if len(codes) == 1 and (code := next(iter(codes)))}

    @cached_property
    def first_words(self) -> frozenset[str]:
        """What the surfaces and carriers begin with, up to the first space, hyphen or apostrophe."""
        surfaces = [*self.entries, *self.nouns["carrier"]]
        return frozenset(re.split(r"[\s'\u2019-]", surface, maxsplit=1)[0] for surface in surfaces)


@dataclass
class _Draft:
    kind: Kind
    name: str
    where: str  # the file and entry that last touched it, for errors that show only at the end
    country: str | None = None
    role: str | None = None
    surfaces: set[tuple[Form, str]] = field(default_factory=set)  # as written, variants come last


@dataclass
class _Content:
    drafts: dict[str, _Draft] = field(default_factory=dict)
    nobody: set[str] = field(default_factory=set)
    nouns: dict[str, set[str]] = field(default_factory=dict)


def load_gazetteer(*paths: str | Path) -> Gazetteer:
    r"""Return the built-in lists, with users' files laid over them in the order given.

    A file is TOML and has any of the tables ``[[country]]`` (known by `code`), ``[[organisation]]`` and
    ``[[official]]`` (by `id`, which is made of country and name where absent), ``[nouns]`` (lists by section,
    and under ``[nouns.remove]`` what to take out) and, at its top, ``nobody = [...]``, surfaces that contain a
    name but mean no actor. Many officials are written shorter, name = further names, under the code of their
    country, ``[officials.RUS]``, or under ``[officials]`` where they have none: ``"Vladimir Putin" =
    ["Putin"]``. An entry whose id is known is changed: `name`, `country` and `role` take the place of the old
    ones, lists (`names`, `adjectives`, `people`, `acronyms`, `capitals`, `seats`, `places`) add to it, and
    `remove` takes surfaces away, with the variants that come of them.

    Variants are never written in a file: acronyms with and without dots, both apostrophes, spelling without
    accents, "&" for "and", "St." for "Saint", "al Qaeda" for "al-Qaeda", and a capital at the start of a sentence.

    Raises
    ------
    GazetteerError
        If a file cannot be read or something in it is not what it must be.

    Notes
    -----
    The lists know no context. "Georgia" is always the state in the Caucasus, also where a text means the one
    in the United States; a user who reads much of the latter removes it.

    Examples
    --------
    >>> gazetteer = load_gazetteer()
    >>> [(entry.form.value, entry.actor.id) for entry in gazetteer.entries["U.S."]]
    [('name', 'country:USA')]
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> mine = Path(folder.name) / "mine.toml"
    >>> _ = mine.write_text('[[country]]\ncode = "GEO"\nremove = ["Georgia"]\nnames = ["Sakartvelo"]\n')
    >>> gazetteer = load_gazetteer(mine)
    >>> "Georgia" in gazetteer.entries, gazetteer.entries["Sakartvelo"][0].actor.id
    (False, 'country:GEO')
    >>> folder.cleanup()
    """
    return _load(tuple(paths)) if paths else _built_in()


def slug(name: str) -> str:
    """Return a name in the shape ids have: lower case, latin letters and digits, joined by hyphens.

    A name without any latin letter or digit becomes the first 12 hex digits of its SHA-256.

    Examples
    --------
    >>> slug("Côte d'Ivoire's Ministry of Defence")
    'cote-divoires-ministry-of-defence'
    """
    folded = re.sub(rf"[.'{_CURLY}]", "", without_accents(name)).lower()
    return "-".join(re.findall(r"[a-z0-9]+", folded)) or hashlib.sha256(name.encode()).hexdigest()[:12]


def without_accents(text: str) -> str:
    """Return `text` with every accented latin letter as its plain one.

    Examples
    --------
    >>> without_accents("São Tomé, Łódź, Tromsø")
    'Sao Tome, Lodz, Tromso'
    """
    if text.isascii():
        return text
    letters = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", letters).translate(_UNDECOMPOSED)


# Latin letters whose stroke or ligature Unicode does not decompose.
_UNDECOMPOSED: Final = str.maketrans("øØłŁđĐ\N{LATIN SMALL LETTER DOTLESS I}", "oOlLdDi") | str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae"}
)


@cache
def _built_in() -> Gazetteer:
    return _load(())


def _load(paths: tuple[str | Path, ...]) -> Gazetteer:
    content = _Content(nouns={section: set() for section in SECTIONS})
    data = files("stancegraph") / "data"
    for name in BUILT_IN:
        _merge(content, f"data/{name}", (data / name).read_bytes())
    for path in paths:
        _merge(content, _printable(str(path)), _bytes_of(Path(path)))
    return _finished(content)


def _bytes_of(path: Path) -> bytes:
    where = _printable(str(path))
    try:
        if not path.is_file():  # a pipe or a device might never end
            raise GazetteerError(f"{where}: not a file, expected a TOML file")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        raise GazetteerError(f"{where}: cannot be read ({_printable(str(error))}), expected a TOML file") from error
    if len(raw) > MAX_BYTES:
        raise GazetteerError(f"{where}: more than {MAX_BYTES} bytes, expected at most that")
    return raw


def _tables(file: str, raw: bytes) -> dict[str, Any]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{file}: byte {error.start} is not UTF-8, expected a TOML file") from error
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            raise GazetteerError(f"{file}: line {number} has {len(line)} characters, expected at most {MAX_LINE}")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise GazetteerError(f"{file}: {_printable(str(error))}, expected a TOML file") from error


def _merge(content: _Content, file: str, raw: bytes) -> None:
    for key, value in _tables(file, raw).items():
        if key == "nobody":
            content.nobody |= set(_surfaces(f"{file}:", key, value))
        elif key == "nouns":
            _merge_nouns(content, file, value)
        elif key == "officials":
            _merge_officials(content, file, value)
        elif key not in KEYS:
            _fail(f"{file}:", key, value, f"one of {', '.join((*KEYS, 'nobody', 'nouns', 'officials'))}")
        elif not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            _fail(f"{file}:", key, value, f"[[{key}]] tables")
        else:
            for number, entry in enumerate(value, 1):
                _merge_entry(content, file, key, f"{file}: [[{key}]] number {number}:", entry)


def _merge_officials(content: _Content, file: str, table: Any) -> None:
    if not isinstance(table, dict):
        _fail(f"{file}:", "officials", table, "a table of names and of countries")
    for key, value in table.items():
        if not isinstance(value, dict):
            _merge_entry(content, file, "official", f"{file}: [officials]", {"name": key, "names": value})
            continue
        where = f"{file}: [officials.{_printable(_SHORT.repr(key))}]"
        for name, names in value.items():
            _merge_entry(content, file, "official", where, {"name": name, "country": key, "names": names})


def _merge_entry(content: _Content, file: str, table: str, where: str, entry: dict[str, Any]) -> None:
    for key, value in entry.items():
        if key not in KEYS[table]:
            _fail(where, key, value, f"one of {', '.join(KEYS[table])}")
    if table == "ambiguous":
        _check_ambiguous(where, entry)
        return
    name = _text(where, "name", entry["name"]) if "name" in entry else None
    country = _code(where, "country", entry["country"]) if "country" in entry else None
    identity = _identity(where, table, entry, name, country)
    where = f"{file}: [[{table}]] {identity!r}:"
    draft = content.drafts.get(identity)
    if draft is None:
        if name is None:
            raise GazetteerError(f"{where} has no name, expected one, since no earlier entry has this id")
        draft = _Draft(Kind(table), name, where, country=_country_in(identity))
        if country not in {None, draft.country}:
            _fail(where, "country", country, f"what the id says, {draft.country!r}")
        content.drafts[identity] = draft
    draft.where = where
    _apply(draft, entry, name, country)


def _apply(draft: _Draft, entry: dict[str, Any], name: str | None, country: str | None) -> None:
    draft.country = country or draft.country
    if "role" in entry:
        draft.role = _text(draft.where, "role", entry["role"])
    if not isinstance(entry.get("former", False), bool):
        _fail(draft.where, "former", entry["former"], "true or false")
    for surface in _surfaces(draft.where, "remove", entry.get("remove", [])):
        _remove(draft, surface)
    if name is not None:
        draft.name = name
        draft.surfaces.add((Form.NAME, _without_the(name)))
    for key, form in FORMS.items():
        if key in entry:
            draft.surfaces |= {(form, surface) for surface in _surfaces(draft.where, key, entry[key])}


def _identity(where: str, table: str, entry: dict[str, Any], name: str | None, country: str | None) -> str:
    if table == "country":
        return f"country:{_code(where, 'code', entry.get('code'))}"
    if "id" not in entry:
        if name is None:
            raise GazetteerError(f"{where} has neither id nor name, expected at least one")
        return f"{table}:{'' if country is None else country.lower() + '/'}{slug(name)}"
    identity = _text(where, "id", entry["id"])
    if not re.fullmatch(rf"{table}:(?:[a-z]{{3}}/)?[a-z0-9]+(?:-[a-z0-9]+)*", identity):
        _fail(where, "id", identity, f"'{table}:some-name' or '{table}:usa/some-name'")
    return identity


def _country_in(identity: str) -> str | None:
    table, _, rest = identity.partition(":")
    code = rest if table == "country" else rest.partition("/")[0] if "/" in rest else None
    return None if code is None else code.upper()


def _remove(draft: _Draft, surface: str) -> None:
    gone = {(form, written) for form, written in draft.surfaces if surface in _variants(written)}
    if not gone:
        known = sorted({written for _, written in draft.surfaces})
        near = difflib.get_close_matches(surface, known, cutoff=0.3) or known[:3]
        _fail(draft.where, "remove", surface, f"a surface of this entry, such as {', '.join(map(repr, near))}")
    draft.surfaces -= gone


def _merge_nouns(content: _Content, file: str, sections: Any) -> None:
    where = f"{file}: [nouns]"
    if not isinstance(sections, dict):
        _fail(where, "nouns", sections, "a table of word lists")
    remove = sections.get("remove", {})
    if not isinstance(remove, dict):
        _fail(where, "remove", remove, "a table of word lists")
    for key, value in (*sections.items(), *remove.items()):
        if key not in SECTIONS and value is not remove:
            _fail(where, key, value, f"one of {', '.join(SECTIONS)}")
    for section in SECTIONS:
        words = _texts(where, section, sections.get(section, []))
        content.nouns[section] |= set(words)
        for word in _texts(f"{where} remove:", section, remove.get(section, [])):
            if word not in content.nouns[section]:
                _fail(f"{where} remove:", section, word, "a word of that section")
            content.nouns[section].discard(word)


def _finished(content: _Content) -> Gazetteer:
    meanings: dict[str, set[tuple[Form, str]]] = {
        variant: set() for surface in content.nobody for variant in _variants(surface)
    }
    actors = {}
    for identity, draft in sorted(content.drafts.items()):
        if draft.country is not None and f"country:{draft.country}" not in content.drafts:
            _fail(draft.where, "country", draft.country, "the code of a [[country]], built-in or of your own")
        aliases = set()
        for form, written in draft.surfaces:
            for surface in _variants(written):
                meanings.setdefault(surface, set()).add((form, identity))
                if form is not Form.PLACE:
                    aliases.add(surface)
        actors[identity] = Actor(
            id=identity,
            name=draft.name,
            kind=draft.kind,
            country=draft.country,
            role=draft.role,
            aliases=tuple(sorted(aliases - {draft.name})),
        )
    order = {form: place for place, form in enumerate(Form)}
    ranked = {
        surface: sorted(found, key=lambda meaning: (order[meaning[0]], meaning[1]))
        for surface, found in sorted(meanings.items())
    }
    nouns = {
        section: frozenset(variant for word in words for variant in _variants(word))
        for section, words in content.nouns.items()
    }
    everything = [
        [[one.id, one.name, one.country, one.role, one.aliases] for one in actors.values()],
        ranked,
        {section: sorted(words) for section, words in nouns.items()},
    ]
    return Gazetteer(
        actors=actors,
        entries={
            surface: tuple(Entry(form, actors[identity]) for form, identity in found)
            for surface, found in ranked.items()
        },
        nouns=nouns,
        digest=hashlib.sha256(json.dumps(everything, sort_keys=True).encode()).hexdigest()[:12],
    )


# Every rule of `_variants` but that for accents needs one of these, or a small letter at the start. Most surfaces have
# none, and looking once spares them a dozen searches.
_VARIES: Final = re.compile(r"[^\w -]|^(?:[A-Z]{2,4}$|U[NS] |[AaEe][Ll]-|Saint\b)| and ")


def _variants(surface: str) -> set[str]:
    if not surface[0].islower() and not _VARIES.search(surface):
        return {surface, without_accents(surface)}
    found = {surface}
    if re.fullmatch(r"[A-Z]{2,4}", surface):  # longer ones are never dotted in print
        found.add(".".join(surface) + ".")
    elif re.fullmatch(r"(?:[A-Z]\.){2,}", surface):
        found.add(surface.replace(".", ""))
    found |= {re.sub(r"^(U)([NS]) ", r"\1.\2. ", s) for s in found}  # U.S. Navy
    if surface[0].islower() and surface != surface.lower():  # al-Shabaab, not rebel or dpa
        found.add(surface[0].upper() + surface[1:])
    found |= {re.sub(r"^(al|el)-", r"\1 ", s, flags=re.IGNORECASE) for s in found}
    for short in ("St.", "St"):
        found |= {re.sub(r"^Saint\b", short, s) for s in found}
    found |= {s.replace(" and ", " & ") for s in found}
    found |= {without_accents(s) for s in found}
    return found | {s.replace("'", _CURLY) for s in found} | {s.replace(_CURLY, "'") for s in found}


def _texts(where: str, key: str, value: Any) -> list[str]:
    if not isinstance(value, list):
        _fail(where, key, value, "a list of strings")
    if len(value) > MAX_LIST:
        raise GazetteerError(f"{where} {key} has {len(value)} strings, expected at most {MAX_LIST}")
    return [_text(where, f"{key}[{n}]", item) for n, item in enumerate(value)]


def _surfaces(where: str, key: str, value: Any) -> list[str]:
    return [_without_the(text) for text in _texts(where, key, value)]


def _without_the(surface: str) -> str:
    return surface[4:] if surface.startswith(("The ", "the ")) else surface


def _text(where: str, key: str, value: Any) -> str:
    if not isinstance(value, str):
        _fail(where, key, value, "a string")
    if not value or len(value) > MAX_LENGTH:
        _fail(where, key, value, f"1 to {MAX_LENGTH} characters")
    if not value.isprintable():  # control, format and private characters, odd spaces
        _fail(where, key, value, "no control or invisible characters")
    if not unicodedata.is_normalized("NFC", value):
        _fail(where, key, value, "composed letters (Unicode NFC)")
    if " ".join(value.split()) != value:
        _fail(where, key, value, "single spaces, none at the ends")
    return value


def _code(where: str, key: str, value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{3}", value):
        _fail(where, key, value, "three capital letters such as 'KOR' (ISO 3166-1 alpha-3)")
    return value


def _check_ambiguous(where: str, entry: dict[str, Any]) -> None:
    for key in ("surface", "form", "reason"):
        _text(where, key, entry.get(key))
    if len(_surfaces(where, "actors", entry.get("actors"))) < 2:
        _fail(where, "actors", entry["actors"], "two ids or more")


def _fail(where: str, key: str, came: Any, wanted: str) -> NoReturn:
    raise GazetteerError(f"{where} {_printable(key)}={_SHORT.repr(came)}, expected {wanted}")


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


_SHORT: Final = reprlib.Repr()
_SHORT.maxstring = 80

BUILT_IN: Final = ("countries.toml", "organisations.toml", "officials.toml", "titles.toml")

FORMS: Final[Mapping[str, Form]] = {
    "names": Form.NAME,
    "adjectives": Form.ADJECTIVE,
    "people": Form.PEOPLE,
    "acronyms": Form.ACRONYM,
    "capitals": Form.CAPITAL,
    "seats": Form.SEAT,
    "places": Form.PLACE,
}

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "country": (
        "code", "name", "former", "names", "adjectives", "people", "capitals", "seats", "places", "remove",
    ),
    "organisation": ("id", "name", "country", "names", "acronyms", "adjectives", "seats", "remove"),
    "official": ("id", "name", "country", "role", "names", "remove"),
    # Two actors that share a surface in the same form, and why neither gives way: for whoever edits the lists.
    "ambiguous": ("surface", "form", "actors", "reason"),
}  # fmt: skip

SECTIONS: Final = ("body", "carrier", "group", "honorific", "people", "person", "speaker", "state")
