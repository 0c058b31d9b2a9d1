"""Actors and words from TOML: the built-in lists and users' own of the same shape."""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from stancegraph.errors import GazetteerError
from stancegraph.gazetteer.drafts import SHORT, Content, Draft, fail, identity_of, printable
from stancegraph.gazetteer.entries import Form
from stancegraph.gazetteer.surfaces import as_key, variants, without_the
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

# A user's file is untrusted. The largest built-in one has a tenth of these bytes, the longest list half of these
# strings. Lines are bounded since the time that TOML's dotted keys take grows with the square of their length.
MAX_BYTES: Final = 1_000_000
MAX_LINE: Final = 2_000
MAX_LIST: Final = 1_000
MAX_LENGTH: Final = 120


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
        raise GazetteerError(f"{file}: {printable(str(error))}, expected a TOML file") from error


def lay_tables(content: Content, file: str, raw: bytes) -> None:
    """Lay the actors and words of a TOML file over what is there."""
    for key, value in _tables(file, raw).items():
        if key == "nobody":
            content.nobody |= set(_surfaces(f"{file}:", key, value))
        elif key == "nouns":
            _merge_nouns(content, file, value)
        elif key == "officials":
            _merge_officials(content, file, value)
        elif key not in KEYS:
            fail(f"{file}:", key, value, f"one of {', '.join((*KEYS, 'nobody', 'nouns', 'officials'))}")
        elif not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            fail(f"{file}:", key, value, f"[[{key}]] tables")
        else:
            for number, entry in enumerate(value, 1):
                _merge_entry(content, file, key, f"{file}: [[{key}]] number {number}:", entry)


def _merge_officials(content: Content, file: str, table: Any) -> None:
    if not isinstance(table, dict):
        fail(f"{file}:", "officials", table, "a table of names and of countries")
    for key, value in table.items():
        if not isinstance(value, dict):
            _merge_entry(content, file, "official", f"{file}: [officials]", {"name": key, "names": value})
            continue
        where = f"{file}: [officials.{printable(SHORT.repr(key))}]"
        for name, names in value.items():
            _merge_entry(content, file, "official", where, {"name": name, "country": key, "names": names})


def _merge_entry(content: Content, file: str, table: str, where: str, entry: dict[str, Any]) -> None:
    for key, value in entry.items():
        if key not in KEYS[table]:
            fail(where, key, value, f"one of {', '.join(KEYS[table])}")
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
        draft = Draft(Kind(table), name, where, country=_country_in(identity))
        if country not in {None, draft.country}:
            fail(where, "country", country, f"what the id says, {draft.country!r}")
        content.drafts[identity] = draft
    draft.where = where
    _apply(draft, entry, name, country)


def _apply(draft: Draft, entry: dict[str, Any], name: str | None, country: str | None) -> None:
    draft.country = country or draft.country
    if "role" in entry:
        draft.role = _text(draft.where, "role", entry["role"])
    if not isinstance(entry.get("former", False), bool):
        fail(draft.where, "former", entry["former"], "true or false")
    for surface in _surfaces(draft.where, "remove", entry.get("remove", [])):
        _remove(draft, surface)
    if name is not None:
        draft.name = name
        draft.surfaces.add((Form.NAME, without_the(name)))
    for key, form in FORMS.items():
        if key in entry:
            draft.surfaces |= {(form, surface) for surface in _surfaces(draft.where, key, entry[key])}


def _identity(where: str, table: str, entry: dict[str, Any], name: str | None, country: str | None) -> str:
    if table == "country":
        return f"country:{_code(where, 'code', entry.get('code'))}"
    if "id" not in entry:
        if name is None:
            raise GazetteerError(f"{where} has neither id nor name, expected at least one")
        return identity_of(table, name, country)
    identity = _text(where, "id", entry["id"])
    if not re.fullmatch(rf"{table}:(?:[a-z]{{3}}/)?[a-z0-9]+(?:-[a-z0-9]+)*", identity):
        fail(where, "id", identity, f"'{table}:some-name' or '{table}:usa/some-name'")
    return identity


def _country_in(identity: str) -> str | None:
    table, _, rest = identity.partition(":")
    code = rest if table == "country" else rest.partition("/")[0] if "/" in rest else None
    return None if code is None else code.upper()


def _remove(draft: Draft, surface: str) -> None:
    gone = {(form, written) for form, written in draft.surfaces if surface in variants(written)}
    if draft.keys.pop(as_key(surface), None) is None and not gone:
        known = sorted({written for _, written in draft.surfaces})
        near = difflib.get_close_matches(surface, known, cutoff=0.3) or known[:3]
        fail(draft.where, "remove", surface, f"a surface of this entry, such as {', '.join(map(repr, near))}")
    draft.surfaces -= gone


def _merge_nouns(content: Content, file: str, sections: Any) -> None:
    where = f"{file}: [nouns]"
    if not isinstance(sections, dict):
        fail(where, "nouns", sections, "a table of word lists")
    remove = sections.get("remove", {})
    if not isinstance(remove, dict):
        fail(where, "remove", remove, "a table of word lists")
    for key, value in (*sections.items(), *remove.items()):
        if key not in SECTIONS and value is not remove:
            fail(where, key, value, f"one of {', '.join(SECTIONS)}")
    for section in SECTIONS:
        words = _texts(where, section, sections.get(section, []))
        content.nouns[section] |= set(words)
        for word in _texts(f"{where} remove:", section, remove.get(section, [])):
            if word not in content.nouns[section]:
                fail(f"{where} remove:", section, word, "a word of that section")
            content.nouns[section].discard(word)


def _texts(where: str, key: str, value: Any) -> list[str]:
    if not isinstance(value, list):
        fail(where, key, value, "a list of strings")
    if len(value) > MAX_LIST:
        raise GazetteerError(f"{where} {key} has {len(value)} strings, expected at most {MAX_LIST}")
    return [_text(where, f"{key}[{n}]", item) for n, item in enumerate(value)]


def _surfaces(where: str, key: str, value: Any) -> list[str]:
    return [without_the(text) for text in _texts(where, key, value)]


def _text(where: str, key: str, value: Any) -> str:
    if not isinstance(value, str):
        fail(where, key, value, "a string")
    if not value or len(value) > MAX_LENGTH:
        fail(where, key, value, f"1 to {MAX_LENGTH} characters")
    if not value.isprintable():  # control, format and private characters, odd spaces
        fail(where, key, value, "no control or invisible characters")
    if not unicodedata.is_normalized("NFC", value):
        fail(where, key, value, "composed letters (Unicode NFC)")
    if " ".join(value.split()) != value:
        fail(where, key, value, "single spaces, none at the ends")
    return value


def _code(where: str, key: str, value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{3}", value):
        fail(where, key, value, "three capital letters such as 'KOR' (ISO 3166-1 alpha-3)")
    return value


def _check_ambiguous(where: str, entry: dict[str, Any]) -> None:
    for key in ("surface", "form", "reason"):
        _text(where, key, entry.get(key))
    if len(_surfaces(where, "actors", entry.get("actors"))) < 2:
        fail(where, "actors", entry["actors"], "two ids or more")


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
