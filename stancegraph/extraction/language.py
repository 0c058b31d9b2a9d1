"""Telling texts that are surely not English, before anything is read out of them.

py3langid (a BSD-licensed fork of Lui and Baldwin's langid.py) scores the text against 140 languages with a naive
Bayes model over byte sequences. Its model is a compressed NumPy archive inside the installed package, opened
with ``allow_pickle=False``: nothing is unpickled, nothing is fetched, and no user's file is ever loaded as one.

References
----------
.. [1] Lui & Baldwin (2012), langid.py: An Off-the-shelf Language Identification Tool, ACL System Demonstrations.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# The numbers below were set on fixtures/languages/paragraphs.jsonl: 25 paragraphs in as many languages, all to be
# caught, and 15 English ones crowded with foreign names, none to be refused. Each leaves room on both sides.

SAMPLE: Final = 10_000
"""Characters looked at: past that the verdict no longer changes, and time does."""

MIN_WORDS: Final = 20
"""Fewer words in Latin script are never refused: a headline of names looks like any language."""

MIN_OTHER_LETTERS: Final = 20
"""Letters of another script that make a sentence rather than a name; the shortest paragraph caught has 56."""

MAX_ENGLISH: Final = 0.01
"""Highest probability of English in a refused text: 0.000 in the foreign paragraphs, 0.030 in the least English one."""

MIN_BEST: Final = 0.5
"""Lowest probability of the best other language: 0.70 in the least sure foreign paragraph (Indonesian, near Malay)."""

MAX_FUNCTION_WORDS: Final = 0.05
"""Highest share of English function words in a refused text: 0 in all foreign paragraphs, median 0.14 in English."""

# Frequent in every English text and not words of other languages ("for" is Danish, "he" Finnish, "of" Dutch).
FUNCTION_WORDS: Final = frozenset(
    ["and", "from", "his", "its", "said", "that", "the", "their", "they", "this", "which", "who", "with", "would"]
)

# Scored as languages of their own by py3langid; the second column is what readers call them.
_FOLDED: Final = {"ary": "ar", "arz": "ar", "pcm": "en", "uzs": "uz", "wuu": "zh", "yue": "zh"}
_NO_LANGUAGE: Final = "zxx"


def foreign_language(text: str) -> str | None:
    """Return the language of a text that is surely not English, else None.

    It errs on the side of English: only a text that is mostly in another script, or that has at least
    `MIN_WORDS` words, next to no English function words and a clear best guess elsewhere, is called foreign.
    It may be called from several threads and processes at once.

    Parameters
    ----------
    text
        Any text, also an empty one. The first `SAMPLE` characters decide.

    Returns
    -------
    str or None
        An ISO 639-1 code, or the 639-3 code of a language without one.

    Notes
    -----
    Wrong by design: an English article whose second half is German counts as English, and a German headline
    ("Berlin verurteilt den Angriff") is too short to be refused.

    Examples
    --------
    >>> foreign_language("Sweden condemned Norway.") is None
    True
    >>> foreign_language("Министерство иностранных дел вызвало посла.")
    'ru'
    """
    sample = text[:SAMPLE]
    if _is_mostly_another_script(sample):
        ranked = [language for language, _ in _ranked(sample) if language not in {"en", _NO_LANGUAGE}]
        return ranked[0]
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", sample)]
    if len(words) < MIN_WORDS:
        return None
    if sum(word in FUNCTION_WORDS for word in words) > MAX_FUNCTION_WORDS * len(words):
        return None
    scores = dict(_ranked(sample))
    best = max(scores, key=scores.__getitem__)
    is_foreign = best != _NO_LANGUAGE and scores[best] >= MIN_BEST and scores["en"] <= MAX_ENGLISH
    return best if is_foreign else None


def _is_mostly_another_script(sample: str) -> bool:
    if sample.isascii():
        return False
    letters = [c for c in sample if c.isalpha()]
    other = sum(not _is_latin(c) for c in letters)
    return other >= MIN_OTHER_LETTERS and other > len(letters) / 2


def _is_latin(letter: str) -> bool:
    # The Latin blocks up to Extended-B, Extended Additional (Vietnamese) and the full-width forms.
    return letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" or "\uff21" <= letter <= "\uff5a"


def _ranked(sample: str) -> list[tuple[str, float]]:
    scores: dict[str, float] = {}
    for language, score in _identifier().rank(sample):
        name = _FOLDED.get(language, language)
        scores[name] = scores.get(name, 0.0) + score
    return sorted(scores.items(), key=lambda item: -item[1])


# Loading takes half a second, hence the cache and the late import. Two threads at the start may both load; the
# model is only read afterwards.
@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import LanguageIdentifier  # noqa: PLC0415 - not wanted before the first text

    return LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
