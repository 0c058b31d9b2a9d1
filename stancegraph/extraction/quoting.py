"""Who speaks in direct quotes, also in those that run over several sentences.

A quote is what stands between two quotation marks of one paragraph; one that is never closed ends with its paragraph.
Its speaker is the subject of a verb of saying beside it: in a sentence that the quote begins or ends in, else in the
sentence before, else whoever spoke the quote before it in the same paragraph or the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents
from stancegraph.extraction.grammar import REPORTS
from stancegraph.extraction.telling import tellers

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Parse, Word

OPENING: Final = frozenset({"“", "«", "„", "``"})
CLOSING: Final = frozenset({"”", "»", "''"})
STRAIGHT: Final = frozenset({'"'})

# Verbs that bring a quote in besides those of report: "he continued", "she called it".
SAYS: Final = REPORTS | {"continue", "ask", "tweet", "write", "quote", "call", "read", "tell", "demand", "urge", "deny"}

# A pause in a speech: a quote without a speaker goes on with the last one for so many sentences.
REACH: Final = 2


def speakers_by_word(parse: Parse) -> dict[int, Word]:
    """Return for every quoted word the verb of saying that brings its quote in, where there is one.

    A sentence it gets wrong: «Moscow called it "a lie". "We agree," the paper wrote.», where the second speaker is
    named behind a quote that the first one is thought to go on with, if the parser makes one sentence of both.
    """
    found: dict[int, Word] = {}
    last: Word | None = None
    spoken = 0
    quotes = _quotes(parse)
    inside = {i for first, end in quotes for i in range(first, end)}
    for first, end in quotes:
        verb = _introducing(parse, first, end, inside)
        if verb is None and last is not None and parse.words[first].sentence - spoken <= REACH:
            verb = last
        if verb is None:
            continue
        last, spoken = verb, max(parse.words[end - 1].sentence, verb.sentence)
        for i in range(first, end):
            if parse.words[i] is not verb:
                found[i] = verb
    return found


def _quotes(parse: Parse) -> list[tuple[int, int]]:
    """Return the half-open word ranges between quotation marks."""
    spans: list[tuple[int, int]] = []
    start: int | None = None
    paragraph = None
    for word in parse.words:
        if word.paragraph != paragraph:
            if start is not None and start < word.i:
                spans.append((start, word.i))
            start, paragraph = None, word.paragraph
        if start is None and (word.text in OPENING or word.text in STRAIGHT):
            start = word.i + 1
        elif start is not None and (word.text in CLOSING or word.text in STRAIGHT):
            if start < word.i:
                spans.append((start, word.i))
            start = None
    if start is not None and start < len(parse.words):
        spans.append((start, len(parse.words)))
    return spans


def _introducing(parse: Parse, first: int, end: int, quoted: set[int]) -> Word | None:
    words, sentences = parse.words, parse.sentences
    beside = {words[first].sentence, words[end - 1].sentence}
    if first > 1:
        beside.add(words[first - 2].sentence)
    candidates = [
        w
        for sentence in sorted(beside)
        for w in words[slice(*sentences[sentence])]
        if w.i not in quoted  # what another quote says that somebody says
        and w.lemma in SAYS
        and w.pos == "VERB"
        and any(not first <= a.i < end for a in tellers(w))
    ]
    leading = _leading_in(parse, first)
    if not candidates or (leading is not None and all(w.sentence != leading.sentence for w in candidates)):
        return leading
    own = {words[first].sentence, words[end - 1].sentence}  # "..." he said, though the sentence before says more
    return min(candidates, key=lambda w: (w.sentence not in own, min(abs(w.i - first), abs(w.i - end))))


def _leading_in(parse: Parse, first: int) -> Word | None:
    """Return the main verb of what leads to a quote by colon or comma: Rome defended it: "..."; spoke on, "..."."""
    words = parse.words
    if first < 2 or words[first - 2].text not in {":", ","}:
        return None
    begin, _ = parse.sentences[words[first - 2].sentence]
    before = [w for w in words[begin:first] if w.pos == "VERB" and agents(w)]
    tops = (w for w in before if w.head is w or not begin <= w.head.i < first)  # the parser may hang it on the quote
    return next(tops, None)
