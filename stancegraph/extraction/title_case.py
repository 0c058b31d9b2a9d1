"""Headlines In Title Case, read as they would stand in a text: the tagger takes every capital for a name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from spacy.language import Language
    from spacy.lookups import Lookups

    from stancegraph.gazetteer import Gazetteer

_WORD: Final = re.compile(r"[A-Za-z]+")
# Shorter words are small in title case, too, and so are these.
LONG: Final = 4
SMALL: Final = frozenset({"amid", "from", "into", "onto", "over", "than", "that", "upon", "with"})
# A line of fewer words may be a name, a longer one is no headline.
WORDS: Final = range(4, 26)
# A name has no more words.
LONGEST_NAME: Final = 6
# Endings of the forms that are in no dictionary, and what stands in their place there.
ENDINGS: Final = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
# Family names of heads of state that are verbs as well, and stand in headlines as names.
RULERS: Final = frozenset({"Bush", "Ford", "Trump"})


def is_title_case(line: str) -> bool:
    """Tell whether a line is a headline in which all words but the short ones have capitals.

    >>> is_title_case("Iran Condemns Turkish Raid"), is_title_case("Iran condemns Turkish raid")
    (True, False)
    """
    words = _WORD.findall(line)
    if len(words) not in WORDS or line.rstrip().endswith((".", ",", ";")) or line.isupper():
        return False
    long = [w for w in words if len(w) >= LONG and w not in SMALL]
    return len(long) > 1 and all(w[0].isupper() for w in long)


@cache
def dictionary_of(nlp: Language) -> frozenset[str]:
    """Return the base forms and irregular ones that a pipeline's lemmatizer knows, none if it has no dictionary."""
    lemmatizer = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    tables: Lookups | None = getattr(lemmatizer, "lookups", None)
    if tables is None:
        return frozenset()
    present = [name for name in ("lemma_index", "lemma_exc") if name in tables]
    return frozenset(word for name in present for words in tables.get_table(name).values() for word in words)


class Lowering:
    """Makes small letters of the capitals of a headline that no name has.

    Parameters
    ----------
    nlp
        A pipeline whose lemmatizer has a dictionary; without one nothing is changed.
    gazetteer
        Names that keep their capitals.
    """

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self.nlp = nlp
        self.gazetteer = gazetteer

    def of(self, line: str, names: Container[str]) -> str:
        """Return a headline with as many letters, small ones where a word is common and no name is known that has it.

        Parameters
        ----------
        names
            Words that the document has in capitals within a sentence.

        Notes
        -----
        A headline it gets wrong: "Mali Frees Strong Critic of President", in a text on a minister called Strong.
        """
        spans = [m.span() for m in _WORD.finditer(line)]
        kept = self._named(line, spans)
        letters = list(line)
        for number, (begin, end) in enumerate(spans):
            word = line[begin:end]
            if number and number not in kept and word.istitle() and word not in names and self._is_common(word):
                letters[begin] = word[0].lower()
        return "".join(letters)

    def _named(self, line: str, spans: list[tuple[int, int]]) -> set[int]:
        """Return which words are part of names that the gazetteer has, by number; the longest name counts."""
        kept: set[int] = set()
        for number, (begin, _) in enumerate(spans):
            for last in range(min(number + LONGEST_NAME, len(spans)) - 1, number - 1, -1):
                if line[begin : spans[last][1]] in self.gazetteer.entries:
                    kept.update(range(number, last + 1))
                    break
        return kept

    def _is_common(self, word: str) -> bool:
        if word in RULERS:
            return False
        lower, dictionary = word.lower(), dictionary_of(self.nlp)
        stems = (lower[: -len(e)] + r for e, r in ENDINGS if lower.endswith(e) and len(lower) > len(e) + 1)
        return lower in dictionary or any(stem in dictionary for stem in stems)


def names_within(paragraphs: Iterable[str]) -> frozenset[str]:
    """Return the words that stand in capitals within the sentences of running text."""
    found: set[str] = set()
    for text in paragraphs:
        if not is_title_case(text):
            found.update(m[1] for m in re.finditer(r"(?<=[a-z,] )([A-Z][a-z]+)", text))
    return frozenset(found)
