"""People with a body's name before them who do not act for it: anti-NATO marchers, G8 protesters, Codelco miners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import PROTESTERS
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention

# Who is against a body whose name stands before, and who works for it without speaking for it.
AGAINST: Final = frozenset({"critic", "opponent", "victim"}) | PROTESTERS
HANDS: Final = frozenset(
    {"attendant", "clerk", "customer", "driver", "employee", "engineer", "mechanic", "miner", "passenger", "pilot",
     "shareholder", "steward", "striker", "technician", "union", "unionist", "worker"}
)  # fmt: skip


def takes_side(mention: Mention, words: list[Word]) -> bool:
    """Tell whether "anti-" or "pro-" stands before a name: neither sort of Taliban fighters need be the Taliban's."""
    if mention.first < 2 or words[mention.first - 1].text != "-":
        return False
    return words[mention.first - 2].lower in {"anti", "pro"}


def is_no_part(word: Word, body: Mention) -> bool:
    """Tell whether people are against a body right before them or only work for it, without acting for it.

    Companies and state firms have a country: Codelco miners strike, but UN workers are the UN's. A phrase it gets
    wrong: "Likud critics", who may be critics within it.
    """
    if body.entity.kind is not Kind.ORGANISATION or body.last != word.i - 1:
        return False
    return word.lemma in AGAINST or (word.lemma in HANDS and body.entity.country is not None)
