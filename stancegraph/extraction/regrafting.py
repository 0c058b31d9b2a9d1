"""How a word of a parse is hung elsewhere, and what mending goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Sorts of words that can be a subject or an object.
NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
# Tags of words that can be the verb of a clause.
FINITE: Final = frozenset({"VBZ", "VBD", "VBP", "MD"})
# How subjects of all sorts hang on their verb.
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def hang(word: Word, head: Word, dep: str) -> None:
    """Hang `word`, with all that hangs on it, on `head`; on itself it is the root."""
    if word.head is not word:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    if head is not word:
        head.children.append(word)
        head.children.sort(key=lambda w: w.i)


def is_above(word: Word, other: Word) -> bool:
    """Tell whether `other` hangs on `word`, directly or not."""
    while other.head is not other:
        other = other.head
        if other is word:
            return True
    return False
