"""Persons called by their age: Ann Moe, 62, then "the 62-year-old"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Entity, Mention, Roster

# Before a number behind a name: Ann Moe, aged 62; Ann Moe, who is 62.
LINKS: Final = frozenset({",", "(", "age", "aged", "is", "was", "who"})
# How many words behind a name its bearer's age may be told.
AGE_REACH: Final = 4


def aged(word: Word, names: Roster) -> Mention | None:
    """Return the only person named before whose age a phrase says: the 62-year-[old].

    A text it gets wrong: "Ann Moe, 62, met a farmer. The 62-year-old had lost his land."
    """
    age = _age_in(word, names.words)
    if age is None:
        return None
    told: dict[Entity, Mention] = {
        m.entity: m for m in names.mentions_of(Kind.OFFICIAL) if m.last < word.i and age in _ages_of(m, names.words)
    }
    return next(iter(told.values())) if len(told) == 1 else None


def _age_in(word: Word, words: list[Word]) -> str | None:
    """Return the number in "the 62-year-old", None if it is no such phrase."""
    if word.lower != "old" or word.i < 5:
        return None
    before = [w.lower for w in words[word.i - 5 : word.i]]
    return before[1] if [before[0], *before[2:]] == ["the", "-", "year", "-"] else None


def _ages_of(mention: Mention, words: list[Word]) -> set[str]:
    """Return the numbers that stand as an age right behind a name or before it: the 62-year-old Ann Moe."""
    found: set[str] = set()
    for word in words[mention.last + 1 : mention.last + 1 + AGE_REACH]:
        if word.pos == "NUM":
            found.add(word.lower)
            break
        if word.lower not in LINKS:
            break
    before = words[max(0, mention.first - 5) : mention.first]
    numbers = [w.lower for w, unit in zip(before, before[2:], strict=False) if w.pos == "NUM" and unit.lower == "year"]
    return found | set(numbers)
