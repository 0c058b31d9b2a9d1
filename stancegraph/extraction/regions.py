"""Regions with a government of their own, where they act: Texas sued; the Bavarian government; Quebec's premier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import GOVERNING, REGIONS
from stancegraph.gazetteer import Form, slug
from stancegraph.models import Actor, Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster

# How whoever acts hangs on its verb.
ACTS: Final = frozenset({"agent", "nsubj"})
# Who leads a region, and what it is called.
REGIONAL: Final = frozenset({"authority", "governor", "minister", "official", "premier", "province", "state"})
# What regions are called before a noun.
ADJECTIVES: Final = {
    "Bavarian": "Bavaria",
    "Californian": "California",
    "Québec": "Quebec",
    "Scottish": "Scotland",
    "Texan": "Texas",
    "Welsh": "Wales",
}


def acting_region(names: Roster, word: Word, mention: Mention) -> Actor | None:
    """Return the region that does something, None if a name is that of no such region or it only says where.

    Only who acts is taken for a government: of "Russia bombed Chechnya" the target is land. A sentence it gets wrong:
    "Scotland lost to Oman", where the region is a team.
    """
    first = word
    while first.dep == "conj" and first.head is not first:
        first = first.head
    acts = first.dep in ACTS or (first.dep == "pobj" and first.head.dep == "agent")
    return region(names, mention) if acts and word.i == mention.last else None


def region(names: Roster, mention: Mention) -> Actor | None:
    """Return the region that a name means, an organisation of its country, None if it has no government of its own."""
    written = names.text(mention.first, mention.last)
    called, country = ADJECTIVES.get(written, written), mention.entity.country
    if mention.form not in {Form.ADJECTIVE, Form.PLACE} or called not in REGIONS or country is None:
        return None
    identity = f"organisation:{country.lower()}/{slug(called)}"
    return Actor(id=identity, name=called, kind=Kind.ORGANISATION, country=country)


def is_of_people(names: Roster, word: Word, nations: list[Mention]) -> bool:
    """Tell whether a government is that of a people without a state: the Catalan government."""
    if word.lemma not in GOVERNING or any(m.last < word.i for m in nations):
        return False
    return any(c.dep in {"amod", "compound"} and c.text in names.nouns["people"] for c in word.children)
