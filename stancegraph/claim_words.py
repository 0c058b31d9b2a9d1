"""The words of claims that tell one from another: without endings, small words and those for the claim itself."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

SHORTEST_STEM: Final = 4  # "sending" must remain "send", and "being" may not become "be"
_ENDINGS: Final = ("ing", "ion", "ment", "ed", "es", "s", "e")
STOP_WORDS: Final = frozenset(
    {
        # Articles, pronouns, prepositions, conjunctions, auxiliaries: they stand in every claim.
        "a", "about", "after", "again", "against", "all", "also", "an", "and", "any", "are", "as", "at", "be",
        "because", "been", "before", "being", "but", "by", "can", "could", "did", "do", "does", "doing",
        "during", "each", "for", "from", "further", "had", "has", "have", "having", "he", "her", "him", "his",
        "how", "if", "in", "into", "is", "it", "its", "itself", "may", "might", "more", "most", "must", "no",
        "nor", "not", "of", "off", "on", "once", "only", "or", "other", "our", "out", "over", "own", "same",
        "she", "should", "so", "some", "such", "than", "that", "the", "their", "them", "themselves", "then",
        "there", "these", "they", "this", "those", "through", "to", "too", "toward", "towards", "under",
        "until", "up", "upon", "very", "was", "we", "were", "what", "when", "where", "which", "while", "who",
        "whom", "whose", "why", "will", "with", "would", "you", "your",
        # Words for the claim itself, and for doing as such.
        "accusation", "accusations", "accuse", "accused", "act", "action", "actions", "allegation",
        "allegations", "alleged", "allegedly", "assertion", "assertions", "behavior", "behaviour", "charge",
        "charges", "claim", "claims", "comment", "comments", "conduct", "report", "reported", "reportedly",
        "reports", "statement", "statements", "story", "suggestion", "suggestions",
        # Numbers, which one day's accusation has otherwise than the next one's.
        "dozen", "dozens", "five", "four", "hundred", "hundreds", "million", "millions", "number", "one",
        "several", "six", "ten", "thousand", "thousands", "three", "two",
    }
)  # fmt: skip
_CONJUNCTION: Final = re.compile(r"^(?:that|to)\s+(?=\S)", re.IGNORECASE)
_REMARK: Final = re.compile(
    r",\s+(?:which|who|(?:an?|the)\s+(?:charge|claim|accusation|allegation|assertion))\b.*$", re.IGNORECASE
)
_TOKEN: Final = re.compile(r"[^\W\d_]+")


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents, possessives and an opening article."""
    plain = text
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    # A possessive is the name it belongs to.
    found = _TOKEN.findall(re.sub(r"[\u2019']s\b", " ", plain.casefold()))
    return tuple(found[1:] if found[:1] == ["the"] else found)


def stem(word: str) -> str:
    """Return a word without its endings; coarse, since it only has to treat two words alike if they are one.

    It is wrong in "troops" and "trooped", which become one.

    Examples
    --------
    >>> stem("violates") == stem("violating") == stem("violations")
    True
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return stem(word.removesuffix(ending))
    return word


def shortened(about: str) -> str:
    """Return the words of a claim without the conjunction before and the remark on the claim after it.

    It is wrong in "of sending the general, who leads the army": the general is what is left.
    """
    text = " ".join(about.split())
    return _REMARK.sub("", _CONJUNCTION.sub("", text)) or text
