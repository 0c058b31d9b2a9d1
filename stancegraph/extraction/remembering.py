"""Answers about words that rules ask for again and again, each found once.

Whose act a verb is, or whether it is negated, is asked by every pattern and every rule that comes to it. The answers
are kept on the words themselves (`Word.answers`): they go when the parse of their document goes, and no other document
sees them. Nothing is kept of a parse that is still being mended, since its words may yet hang elsewhere: `mend` ends
with `settle`, and before that every question is answered anew.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stancegraph.extraction.parsing import Word


def settle(words: Iterable[Word]) -> None:
    """Let answers be kept on words that no longer change."""
    for word in words:
        word.answers = {}


def remembered(question: Callable[[Word], bool]) -> Callable[[Word], bool]:
    """Return a yes-or-no question about a word that is answered once."""

    @functools.wraps(question)
    def ask(word: Word) -> bool:
        if word.answers is None:
            return question(word)
        answer = word.answers.get(question)
        if answer is None:
            answer = word.answers[question] = question(word)
        return bool(answer)

    return ask


def remembered_words(question: Callable[[Word, int], list[Word]]) -> Callable[..., list[Word]]:
    """Return a question about a word, and the depth it is asked at, that is answered once with words.

    Each who asks gets a list of his own, to add to.
    """

    @functools.wraps(question)
    def ask(word: Word, depth: int = 0) -> list[Word]:
        if word.answers is None:
            return question(word, depth)
        answer = word.answers.get((question, depth))
        if answer is None:
            answer = word.answers[question, depth] = question(word, depth)
        return [*answer]

    return ask
