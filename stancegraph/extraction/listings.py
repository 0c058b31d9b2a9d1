"""Whom a list beside a noun names, and nouns that say no more than that some came together: a team of inspectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.sets import NUMBERS

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Roster

# So many names beside a noun are a list of whom it means.
LISTED: Final = 2
# Where it may begin, and what stands between its names.
LIST_REACH: Final = 8
BETWEEN_LISTED: Final = frozenset({",", "and", "the"})
# With "a" before them and "of" and a plural behind, they say that some came together.
GATHERINGS: Final = frozenset(
    {"alliance", "band", "coalition", "column", "contingent", "delegation", "gang", "mob", "panel", "party", "squad",
     "team", "throng"}
)  # fmt: skip


def listed(word: Word, names: Roster) -> list[Reading]:
    """Return whom a list beside a noun names: the four guarantors, Oman, Chad, Mali and Togo."""
    if word.tag != "NNS" or not any(c.lower == "the" or c.dep == "nummod" for c in word.children):
        return []
    counts = [NUMBERS[c.lower] for c in word.children if c.dep == "nummod" and c.lower in NUMBERS]
    found: dict[str, Reading] = {}
    begin = next((i for i in range(word.i + 1, word.i + LIST_REACH) if _opens_list(i, names)), None)
    for w in names.words[begin:] if begin is not None else ():
        mention = names.at.get(w.i)
        if mention is not None:
            found[names.actors[mention.entity].id] = Reading(names.actors[mention.entity], w, "title")
        elif w.lower not in BETWEEN_LISTED:
            break
    if counts and counts[0] != len(found):
        return []
    kinds = {r.actor.kind for r in found.values()}
    if len(found) < LISTED or len(kinds) > 1:
        return []
    before = None if begin is None else names.at.get(begin - 2)
    if before is not None and before.entity.kind in kinds and not counts:
        return []  # the navies of Oman, Chad and Togo are Oman's too
    return [Reading(r.actor, r.word, "title") for r in found.values()]


def _opens_list(i: int, names: Roster) -> bool:
    """Tell whether a name stands at word `i` right behind a comma, and another one behind it."""
    words, at = names.words, names.at
    first = i + (words[i].lower == "the") if i < len(words) else i
    if first >= len(words) or first not in at or words[i - 1].text != ",":
        return False
    after = at[first].last + 1
    return after + 1 < len(words) and words[after].lower in {",", "and"} and bool({after + 1, after + 2} & at.keys())


def is_gathering(word: Word) -> bool:
    """Tell whether a noun says no more than that some came together: a mob of students, a team of UN inspectors."""
    if word.lower not in GATHERINGS or not any(c.lower in {"a", "an", "another"} for c in word.children):
        return False
    return any(w.tag in {"NNS", "NNPS"} for w in governed(word, "of"))
