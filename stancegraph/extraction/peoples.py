"""Peoples who are not their state where they live in another one or are told apart: Bosnian Serbs, ethnic Turks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stancegraph.extraction.grammar import COUNTING, ETHNIC, QUANTITIES
from stancegraph.extraction.noun_phrases import governed
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.collectives import Collectives
    from stancegraph.extraction.nations import Nations
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading
    from stancegraph.extraction.roster import Mention, Roster


def people_apart(word: Word, mention: Mention, nations: Nations, collectives: Collectives) -> Reading | None:
    """Return the group that words for a people name, none if they stand for its state.

    Bosnian Serbs are no Serbia, ethnic Turks in Sweden no Turkey: they are a people somewhere.
    """
    names = nations.names
    others = [m for m in nations.of(word) if m.entity is not mention.entity and m.first < word.i]
    elsewhere = _home_of_people(word, mention, names)
    ethnic = any(c.lower in ETHNIC for c in word.children)
    opening = names.parse.sentences[word.sentence][0]  # there the tagger takes adjectives for names
    described = [
        c
        for c in word.children
        if c.i < word.i and c.i not in names.at and (c.tag == "JJ" or (c.tag == "NNP" and c.i == opening))
    ]
    young = word.tag == "NNPS" and any(c.lower not in COUNTING | QUANTITIES for c in described) and not ethnic
    counted = any(c.dep == "nummod" for c in word.children) or word.head.head.lower in QUANTITIES
    if elsewhere is not None:  # the Hungarians of southern Slovakia
        home: str | None = elsewhere
    elif others or ethnic:
        home = others[0].entity.country if others else _other_home(mention, names)
    elif young or (counted and word.tag in {"NNS", "NNPS"}):  # young Algerians; deported 14,000 Haitians
        home = mention.entity.country
    else:
        return None
    return collectives.group(word, home)


def _other_home(people: Mention, names: Roster) -> str | None:
    """Return the only other country that the sentence of a people apart names: ethnic Turks marched in Sweden."""
    sentence = names.words[people.first].sentence
    here = (m for m in names.mentions if names.words[m.first].sentence == sentence)
    others = {m.entity.country for m in here} - {people.entity.country, None}
    return next(iter(others)) if len(others) == 1 else None


def _home_of_people(word: Word, people: Mention, names: Roster) -> str | None:
    """Return the other country that a people is said to live in, null if none: Serbs in Bosnia are no Serbia."""
    if word.tag != "NNPS":
        return None
    behind = [names.at.get(w.i) for p in word.children if p.i == word.i + 1 for w in governed(word, p.lower)]
    states = [m for m in behind if m is not None and m.form is Form.NAME and m.entity.kind is Kind.COUNTRY]
    near = any(c.lower in {"of", "in", "from"} and c.i == word.i + 1 for c in word.children)
    if not near or not states or states[0].entity is people.entity:
        return None
    return states[0].entity.country
