"""The lists while files are laid over each other, and the gazetteer that comes of them."""

from __future__ import annotations

import hashlib
import json
import reprlib
from dataclasses import dataclass, field, replace
from typing import Any, Final, NoReturn

from stancegraph.errors import GazetteerError
from stancegraph.gazetteer.entries import Entry, Form, Gazetteer
from stancegraph.gazetteer.surfaces import slug, variants
from stancegraph.models import Actor, Kind


@dataclass
class Draft:
    """An actor of whom more files may still tell."""

    kind: Kind
    name: str
    where: str  # the file and entry that last touched it, for errors that show only at the end
    country: str | None = None
    role: str | None = None
    surfaces: set[tuple[Form, str]] = field(default_factory=set)  # as written, variants come last
    keys: dict[str, Form] = field(default_factory=dict)  # from dictionaries, as `as_key` has them


@dataclass
class Content:
    """What the files laid so far hold."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    nobody: set[str] = field(default_factory=set)
    nouns: dict[str, set[str]] = field(default_factory=dict)

    def copied(self) -> Content:
        """Return the same content, over which files can be laid without changing this."""
        return Content(
            drafts={
                identity: replace(draft, surfaces=set(draft.surfaces), keys=dict(draft.keys))
                for identity, draft in self.drafts.items()
            },
            nobody=set(self.nobody),
            nouns={section: set(words) for section, words in self.nouns.items()},
        )


def identity_of(kind: str, name: str, country: str | None) -> str:
    """Return the id of an actor by its name and country."""
    return f"{kind}:{'' if country is None else country.lower() + '/'}{slug(name)}"


def finished(content: Content) -> Gazetteer:
    """Return the gazetteer that drafts come to: every variant of every surface, and what it may mean."""
    meanings: dict[str, set[tuple[Form, str]]] = {
        variant: set() for surface in content.nobody for variant in variants(surface)
    }
    actors = {}
    for identity, draft in sorted(content.drafts.items()):
        if draft.country is not None and f"country:{draft.country}" not in content.drafts:
            fail(draft.where, "country", draft.country, "the code of a [[country]], built-in or of your own")
        aliases = set()
        for form, written in draft.surfaces:
            for surface in variants(written):
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
        section: frozenset(variant for word in words for variant in variants(word))
        for section, words in content.nouns.items()
    }
    dictionary = {key: (form, one) for one, draft in sorted(content.drafts.items()) for key, form in draft.keys.items()}
    everything = [
        [[one.id, one.name, one.country, one.role, one.aliases] for one in actors.values()],
        ranked,
        {section: sorted(words) for section, words in nouns.items()},
        dictionary,
    ]
    return Gazetteer(
        actors=actors,
        entries={
            surface: tuple(Entry(form, actors[identity]) for form, identity in found)
            for surface, found in ranked.items()
        },
        nouns=nouns,
        dictionary={key: Entry(form, actors[identity]) for key, (form, identity) in dictionary.items()},
        digest=hashlib.sha256(json.dumps(everything, sort_keys=True).encode()).hexdigest()[:12],
    )


def fail(where: str, key: str, came: Any, wanted: str) -> NoReturn:
    """Refuse a value: where it stands, under which key, what it is, what was wanted."""
    raise GazetteerError(f"{where} {printable(key)}={SHORT.repr(came)}, expected {wanted}")


def printable(text: str) -> str:
    """Return `text` with escapes for what would not show."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


SHORT: Final = reprlib.Repr()
SHORT.maxstring = 80
