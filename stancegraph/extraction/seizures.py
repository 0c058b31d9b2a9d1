"""Coups, of which a text seldom says whose they are: whoever condemns one speaks against those who now rule there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.readings import Reading
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word

# How power is seized.
SEIZURES: Final = frozenset({"coup", "putsch", "takeover"})
# Behind these stands where.
WHERE: Final = ("in", "of", "on")
# How deep below the word the country may stand: the takeover of the government of the island state of Samoa.
DEPTH: Final = 4


def where_seized(draft: Draft, noun: Word) -> list[Reading]:
    """Return the state in which power was seized, by this word or the nearest such one before it.

    A text it gets wrong: "Mali condemned the coup", of a coup next door that a headline alone has told of.
    """
    told = [w for w in draft.parse.words[: noun.i + 1] if w.lemma in SEIZURES]
    for word in reversed(told):
        found = _state_below(draft, word)
        if found:
            return [Reading(r.actor, noun, "definite") for r in found]
    return []


def _state_below(draft: Draft, word: Word) -> list[Reading]:
    """Return the state that stands before or behind a word, at any depth of prepositions."""
    level = [word]
    for _ in range(DEPTH):
        places = [p for w in level for p in governed(w, *WHERE)]
        beside = [c for w in level for c in w.children if c.dep in {"amod", "compound", "poss"}]
        read = [r for w in (*places, *beside) for r in draft.actors_in(w) or draft.references.nations(w)]
        states = [r for r in read if r.actor.kind is Kind.COUNTRY]
        if states:
            return states[:1]
        level = places
    return []
