"""Whether a post that a noun phrase names is the one that somebody has: no foreign minister is the prime minister."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.offices import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from stancegraph.extraction.parsing import Word

# The same post in other words, and which words these are.
HEAD_OF_GOVERNMENT: Final = frozenset({"minister", "pm", "premier", "prime"})
# Posts of which a state has several, told apart by what stands before them.
OF_SEVERAL: Final = frozenset({"minister", "prince", "princess", "secretary"})
# Who is one of these, with or without "crown", is so for life, and is called by it.
RANKS: Final = frozenset({"emir", "emperor", "empress", "king", "prince", "princess", "queen", "sultan"})
# Adjectives that do so; nouns do so anyway: the [defence] minister.
BRANCHES: Final = frozenset({"cultural", "economic", "external", "foreign", "internal", "interior", "prime"})
# Who has one of these before his post does not have the post itself.
BELOW: Final = frozenset({"assistant", "deputy", "shadow", "undersecretary", "vice"})
# Who had a post has it no more, where one at a time has it.
PAST: Final = frozenset({"ex", "former", "late", "onetime"})
OF_ONE: Final = frozenset({"chancellor", "king", "minister", "pm", "premier", "president", "queen"})
# American and British spellings of branches.
SPELLINGS: Final = {"defense": "defence", "labor": "labour"}


def bears(role: str, word: Word, *, of_kind: bool = False) -> bool:
    """Tell whether somebody with a role has the post that a noun names with what stands before it.

    If `of_kind`, a wider word will do as well: the king is the monarch, the foreign minister the top diplomat.

    A text it gets wrong: "Finance Minister Ann Moe resigned. The economy minister had been ill.", of one ministry.
    """
    held = [SPELLINGS.get(w, w) for w in role.lower().replace("-", " ").split()]
    if is_head_of_government(set(held)):
        held += HEAD_OF_GOVERNMENT
    if word.lemma not in held and not (of_kind and is_of_kind(held, word)):
        return False
    before = [c for c in word.children if c.i < word.i and c.dep in {"amod", "compound", "nmod"}]
    said = {SPELLINGS.get(c.lower, c.lower) for c in before}
    if (BELOW & set(held)) - said or (BELOW & said) - set(held):
        return False
    if word.lemma in OF_ONE and PAST & set(held) and not PAST & said:
        return False
    branch = {c.lower for c in before if c.lower in BRANCHES or c.tag == "NN"} if word.lemma in OF_SEVERAL else set()
    return {SPELLINGS.get(b, b) for b in branch} <= set(held)


def is_of_kind(held: Collection[str], word: Word) -> bool:
    """Tell whether a noun is a wider word for a post, or another one for the same."""
    if word.lemma == "diplomat" and any(c.lower in {"chief", "top"} for c in word.children):
        return "foreign" in held and bool({"minister", "secretary"} & set(held))
    return bool(KINDS.get(word.lemma, frozenset()) & set(held))


def is_head_of_government(held: set[str]) -> bool:
    """Tell whether the words of a role are those of a prime minister."""
    return bool(held & {"pm", "premier"}) or held >= {"prime", "minister"}
