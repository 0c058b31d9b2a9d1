"""Governments called by the one who leads them: the Fujimori administration, Kohl's cabinet, the Heath government."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import GOVERNING
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.offices import ADMINISTRATIONS, GOVERNMENTS
from stancegraph.extraction.roster import Entity
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Roster

# Where these are a head of state's, no prime minister of the same surname is meant.
PRESIDENTIAL: Final = frozenset({"administration", "administrations", "presidency"})
# What sort of government a nation may have before the word.
SORTS_OF_GOVERNMENT: Final = frozenset(
    {"central", "coalition", "federal", "imperial", "interim", "military", "national", "provisional", "republican",
     "revolutionary", "royal", "socialist", "transitional", "union"}
)  # fmt: skip
# Small words that open a surname: de Klerk, dos Santos.
OPENS_SURNAME: Final = frozenset({"al", "da", "de", "dos", "el", "van", "von"})
# The longest surname has so many words: Peña Nieto, López Obrador.
LONGEST_SURNAME: Final = 3
# Between a surname and its government may stand its party: the Trudeau Liberal government.
PARTY_TAGS: Final = frozenset({"JJ", "NNP"})


def add_governments(roster: Roster) -> None:
    """Note the surnames before "government" and the like, with the country that their bearer governs.

    Whoever the document names in full is meant before those whom the lists have. A sentence it gets wrong: "The Brown
    administration sued the federal government", where Brown governs California.
    """
    for word in roster.words:
        if word.lower in GOVERNING and word.pos in {"NOUN", "PROPN"}:
            if word.text == "Government":
                _add_national(roster, word)
            for last in _names_before(word, roster):
                _add(roster, word, last)
            for name in governed(word, "of"):
                mention = roster.at.get(name.i)
                if mention is not None and mention.entity.kind is Kind.OFFICIAL:
                    _settle(roster, word, mention.entity)


def _add_national(roster: Roster, government: Word) -> None:
    """Let a nation's government with a capital stand for the state: the Polish Government, the Omani Royal Government.

    One of two peoples, and what only begins so, have names of their own: Turkish Cypriot Government, Government House.
    """
    words, first = roster.words, government.i - 1
    while roster.is_alongside(first, government) and words[first].lower in SORTS_OF_GOVERNMENT:
        first -= 1
    nation = roster.at.get(first) if roster.is_alongside(first, government) else None
    if nation is None or nation.entity.kind is not Kind.COUNTRY or nation.form not in {Form.ADJECTIVE, Form.NAME}:
        return
    behind = words[government.i + 1] if roster.is_alongside(government.i + 1, government) else None
    named_so = behind is not None and behind.pos == "PROPN" and behind.text[0].isupper()
    if not named_so and roster.at.get(nation.first - 1) is None:
        roster.add(nation.first, government.i, Form.NAME, nation.entity)


def _settle(roster: Roster, government: Word, person: Entity) -> None:
    """Give somebody the country whose government is said to be his: the Republican administration of George Bush."""
    if person.country is None and person.known is None:
        name = person.name.rsplit(" ", 1)[-1]
        person.country = _ruled_by(government).get(name) or roster.gazetteer.family_countries.get(name)
        person.country_by = "who bears the surname"


def _ruled_by(government: Word) -> Mapping[str, str]:
    return {**GOVERNMENTS, **ADMINISTRATIONS} if government.lower in PRESIDENTIAL else GOVERNMENTS


def _names_before(word: Word, roster: Roster) -> list[int]:
    """Return where the names before a government may end: two of them in "the Heath and Callaghan governments"."""
    words, at = roster.words, word.i - 1
    if at > 0 and words[at].tag == "POS":
        at -= 1
    nation = roster.at.get(at)  # the Royal Thai government is no Ségolène Royal's
    is_party = nation is None or nation.entity.kind is not Kind.COUNTRY
    ends = [at, at - 1] if is_party and words[at].tag in PARTY_TAGS and words[at + 1].tag != "POS" else [at]
    if word.lower.endswith("s") and at >= 2 and words[at - 1].lower == "and":
        ends = [at, at - 2]
    return [i for i in ends if roster.is_alongside(i, word)]


def _add(roster: Roster, government: Word, last: int) -> None:
    """Note the longest surname that ends at word `last`, if it is that of somebody who governs."""
    table = _ruled_by(government)
    mention = roster.at.get(last)
    for first in range(max(0, last - LONGEST_SURNAME + 1), last + 1):
        name = roster.text(first, last)
        if not roster.is_alongside(first, government) or not _is_name(roster, first, last):
            continue
        of_person = mention is not None and mention.entity.kind is Kind.OFFICIAL
        in_full = mention is not None and mention.first < first and not mention.entity.is_surname_only
        if mention is not None and (in_full or not (of_person or name in table)):
            return  # Jimmy Carter, a state, a party
        country = table.get(name) or roster.gazetteer.family_countries.get(name)
        person = mention.entity if mention is not None and of_person else roster.called(name)
        if person is None and country is None:
            continue
        if person is None:
            person = Entity(Kind.OFFICIAL, name, is_surname_only=True, first=first)
            roster.persons.append(person)
        if person.country is None and person.known is None:
            person.country, person.country_by = country, "who bears the surname"
        if not of_person:
            roster.add(first, last, Form.NAME, person)
        return


def _is_name(roster: Roster, first: int, last: int) -> bool:
    """Tell whether words are written as a surname; what opens a sentence may be any word: Major government forces."""
    begin, end = roster.words[first], roster.words[last]
    if first == roster.parse.sentences[begin.sentence][0] and begin.pos != "PROPN":
        return False
    return end.text[:1].isupper() and (begin.text[:1].isupper() or begin.lower in OPENS_SURNAME)
