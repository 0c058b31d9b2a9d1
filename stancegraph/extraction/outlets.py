"""Newspapers, stations and news agencies, which only pass on what others say: quoted, they are no actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Roster

# What bears these names carries news, and is no actor when it is quoted.
MEDIA: Final = frozenset({"broadcaster", "daily", "magazine", "newspaper", "tabloid", "weekly"})
# How names of newspapers and stations end, and what goes before an agency that is one of news.
OUTLETS: Final = frozenset(
    {"Chronicle", "Gazette", "Herald", "Journal", "News", "Newspaper", "Post", "Radio", "Star", "TV", "Telegraph",
     "Television", "Times", "Tribune", "Weekly"}
)  # fmt: skip
AIRED: Final = frozenset({"radio", "television", "tv"})
TELLING: Final = frozenset({"news", "press"})
PASSES_ON: Final = frozenset({"add", "announce", "cite", "print", "quote", "report", "reveal", "say", "write"})


def note_outlets(roster: Roster) -> None:
    """Note names of those who only pass on what others say: the [Suna] news agency; the [Tehran Times] reported."""
    words = roster.words
    for word in words:
        is_name = word.pos == "PROPN" and (word.text in OUTLETS or (word.text == "Agency" and is_news_agency(word)))
        if not (_is_quoted(word) if is_name else _is_medium(word)):
            continue
        first = word.i
        while first > 0 and roster.is_alongside(first - 1, word) and words[first - 1].lower in TELLING | AIRED:
            first -= 1
        while first > 0 and roster.is_alongside(first - 1, word) and words[first - 1].pos == "PROPN":
            if first - 1 in roster.at and not (is_name and words[first - 1].head is word):
                break
            first -= 1
        roster.carriers.update(range(first, word.i + is_name))


def is_quoted_agency(word: Word) -> bool:
    """Tell whether a news agency without a name is quoted: the official news agency said."""
    return is_news_agency(word) and _is_quoted(word)


def is_news_agency(word: Word) -> bool:
    """Tell whether an agency is one of news, which passes on what others say: the official news agency, NAME."""
    return word.lower in {"agencies", "agency"} and any(c.lower in TELLING for c in word.children)


def _is_medium(word: Word) -> bool:
    """Tell whether a common noun is one for those who carry news: the newspaper; the B92 television station said."""
    is_aired = word.lower in {"channel", "network", "station"} and any(c.lower in AIRED for c in word.children)
    is_one = word.pos == "NOUN" and (word.lower in MEDIA or is_news_agency(word) or is_aired)
    return is_one and word.text.islower() and _is_quoted(word)


def _is_quoted(name: Word) -> bool:
    """Tell whether what somebody says follows on a name: the Daily News reported; according to the Daily News."""
    if name.dep == "nsubj":
        return name.head.lemma in PASSES_ON
    return name.dep == "pobj" and (name.head.lower == "by" or name.head.head.lower == "according")
