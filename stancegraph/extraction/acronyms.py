"""Bodies by their initials: National Intelligence Service (NIS), and the same without brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.bodies import INNER_WORDS, owner_country
from stancegraph.extraction.roster import Entity
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster

# Initials of two letters are as often those of a person, a state or a party elsewhere.
SHORTEST_INITIALS: Final = 3
LONGEST_INITIALS: Final = 6


def add_acronyms(roster: Roster) -> None:
    """Note definitions of the form National Intelligence Service (NIS), then every use of the short form."""
    words = roster.words
    defined: dict[str, Entity] = {}
    for i in range(1, len(words) - 2):
        if words[i].text != "(" or words[i + 2].text != ")":
            continue
        short = words[i + 1].text
        if not short.isupper() or len(short) < 2:
            continue
        whole = _spelled_out(roster, i, short) or roster.at.get(i - 1)
        if whole is not None and whole.entity.kind is Kind.ORGANISATION:
            defined[short] = whole.entity
    for word in words if defined or roster.known_bodies or roster.bodies else ():
        entity = defined.get(word.text) or _by_initials(roster, word)
        now = roster.at.get(word.i)
        if entity is not None and (now is None or (now.entity is not entity and now.first == now.last)):
            roster.add(word.i, word.i, Form.ACRONYM, entity)


def _by_initials(roster: Roster, word: Word) -> Entity | None:
    """Return the only body named in full before that has such initials: the National Union of Miners, then the NUM.

    A text it gets wrong: "The Lima Trade Council met. It heard of the LTC plague.", of an illness.
    """
    if (
        not SHORTEST_INITIALS <= len(word.text) <= LONGEST_INITIALS
        or not word.text.isupper()
        or not word.text.isalpha()
    ):
        return None
    now = roster.at.get(word.i)
    if now is not None and (now.entity.known is not None or now.entity.name != word.text):
        return None
    found = [b for b in [*roster.known_bodies, *roster.bodies] if b.first < word.i and _initials(b.name) == word.text]
    return found[0] if len(found) == 1 else None


def _initials(name: str) -> str:
    return "".join(w[0] for part in name.split() for w in part.split("-") if w[:1].isupper())


def _spelled_out(roster: Roster, bracket: int, short: str) -> Mention | None:
    """Return a new mention of the capitalised words before a bracket whose initials are in it."""
    words = roster.words
    initials, i = "", bracket - 1
    while len(initials) < len(short) and roster.is_alongside(i, words[bracket]):
        if words[i].text[0].isupper():
            initials = words[i].text[0] + initials
        elif words[i].lower not in INNER_WORDS:
            return None
        i -= 1
    if initials != short or not roster.is_free(i + 1, bracket):
        return None
    entity = Entity(Kind.ORGANISATION, roster.text(i + 1, bracket - 1), owner_country(roster, i + 1), first=i + 1)
    roster.bodies.append(entity)
    return roster.add(i + 1, bracket - 1, Form.NAME, entity)
