"""States called by what they are, from ``data/areas.toml``: the West African nation, the kingdom, the island."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import LANDS
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster

_TABLE: Final = tomllib.loads(files("stancegraph").joinpath("data/areas.toml").read_text(encoding="utf-8"))
AREAS: Final[Mapping[str, frozenset[str]]] = {name: frozenset(codes) for name, codes in _TABLE["areas"].items()}
FORMS: Final[Mapping[str, frozenset[str]]] = {name: frozenset(codes) for name, codes in _TABLE["forms"].items()}
CREEDS: Final[Mapping[str, frozenset[str]]] = {name: frozenset(codes) for name, codes in _TABLE["creeds"].items()}
# What one state may be called behind such a word, besides "the country" and its like.
REALMS: Final = LANDS | {"emirate", "monarchy", "neighbor", "neighbour", "power", "sheikdom", "sultanate"}

# With these, an earlier island is one that is no state: took an island off Chad, the island of Lesbos.
OTHERS: Final = frozenset({"a", "an", "another", "of"})

POINTING: Final = frozenset({"that", "the", "this"})


def states_in(area: str) -> frozenset[str] | None:
    """Return the states of a part of the world, None if the list does not have it.

    Examples
    --------
    >>> "TGO" in states_in("West African"), states_in("oil-rich")
    (True, None)
    """
    return AREAS.get(area.lower()) or CREEDS.get(area.lower())


def area_of(word: Word, words: list[Word]) -> frozenset[str] | None:
    """Return the states that may be meant by a noun for one, None if it does not say where: the [Gulf] emirate."""
    if word.tag != "NN" or word.lemma not in REALMS:
        return None
    before = [w.text for w in words[word.left_edge().i : word.i]]
    if any(w.lower() in {"non", "sub"} or w.lower().startswith("non-") for w in before):
        return None  # the non-Arab country
    phrases = (" ".join(before[first:last]) for first in range(len(before)) for last in range(len(before), first, -1))
    return next((states for phrase in phrases if (states := states_in(phrase)) is not None), None)


def forms_of(word: Word, words: list[Word]) -> list[frozenset[str]]:
    """Return the states that may be meant by a noun for what one is, likelier ones first: the [emirate].

    There are none if another thing may be meant. A text it gets wrong: "Oman sent ships round Cyprus. They left the
    island behind which they had met."
    """
    if word.tag != "NN" or not word.text.islower() or word.lemma not in FORMS:
        return []
    if any(c.lower in {"of", "where"} or c.dep in {"poss", "relcl"} for c in word.children):
        return []
    others = (w for w in words[: word.i] if w.lemma == word.lemma and w.pos in {"NOUN", "PROPN"})
    if any(w.tag != "NN" or any(c.lower in OTHERS for c in w.children) for w in others):
        return []
    return [FORMS[name] for name in (word.lemma, f"former {word.lemma}") if name in FORMS]


def named_in(area: frozenset[str], word: Word, names: Roster) -> Mention | None:
    """Return the last state of a part of the world that was named before a word with an article that points back."""
    if not any(c.lower in POINTING for c in word.children):
        return None  # an African country
    before = [m for m in names.mentions_of(Kind.COUNTRY) if m.last < word.i and m.entity.country in area]
    return before[-1] if before else None
