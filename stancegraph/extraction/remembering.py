"""Answers about words that rules ask for again and again, each found once.

Whose act a verb is, or whether it is negated, is asked by every pattern and every rule that comes to it. The answers
are kept in one place for each document, to which all its words lead (`Word.answers`): they go when its parse goes, and
no other document sees them. Nothing is kept of a parse that is still being mended, since its words may yet hang
elsewhere: `mend` ends with `settle`, and before that every question is answered anew.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stancegraph.extraction.parsing import Word


@dataclass(slots=True, eq=False, repr=False)
class Answers:
    """What has been asked of the words of one document: name of the question, index of the word (, depth) -> answer."""

    told: dict[tuple[str, int], bool] = field(default_factory=dict)
    words: dict[tuple[str, int, int], list[Word]] = field(default_factory=dict)


def settle(words: Iterable[Word]) -> None:
    """Let answers be kept of words that no longer change."""
    answers = Answers()
    for word in words:
        word.answers = answers


def remembered(question: Callable[[Word], bool]) -> Callable[[Word], bool]:
    """Return a yes-or-no question about a word that is answered once."""
    name = question.__name__

    @functools.wraps(question)
    def ask(word: Word) -> bool:
        if word.answers is None:
            return question(word)
        told, key = word.answers.told, (name, word.i)
        if key not in told:
            told[key] = question(word)
        return told[key]

    return ask


def remembered_words(question: Callable[[Word, int], list[Word]]) -> Callable[..., list[Word]]:
    """Return a question about a word, and the depth it is asked at, that is answered once with words.

    Each who asks gets a list of his own, to add to.
    """
    name = question.__name__

    @functools.wraps(question)
    def ask(word: Word, depth: int = 0) -> list[Word]:
        if word.answers is None:
            return question(word, depth)
        found, key = word.answers.words, (name, word.i, depth)
        if key not in found:
            found[key] = question(word, depth)
        return found[key].copy()

    return ask
