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
# Single marks, which are apostrophes too: they count where a space stands before and a point or comma inside.
SINGLE_OPENING: Final = frozenset({"'", "`", "\N{LEFT SINGLE QUOTATION MARK}"})
SINGLE_CLOSING: Final = frozenset({"'", "\N{RIGHT SINGLE QUOTATION MARK}"})
INSIDE: Final = frozenset({",", ".", "!", "?", "…"})
# These end a quote and the parser's sentence, though whoever says it is told behind: "They lied!" the minister said.
EXCLAIMS: Final = frozenset({"!", "?"})

# Verbs that bring a quote in besides those of report: "he continued", "she called it".
SAYS: Final = REPORTS | {"continue", "ask", "tweet", "write", "quote", "call", "read", "tell", "demand", "urge", "deny"}

# In a sentence that leads to a quote, whoever does these speaks it; in other sentences they say nothing.
LEADS_IN: Final = frozenset(
    {"address", "applaud", "appeal", "defend", "dismiss", "hail", "hit", "lash", "plead", "pledge", "praise", "promise",
     "react", "reject", "speak", "thank", "threaten", "welcome"}
)  # fmt: skip

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
        verb = verb or _leading_up(parse, first, end, LEADS_IN)
        if verb is None and last is not None and parse.words[first].sentence - spoken <= REACH:
            verb = last
        verb = verb or _leading_up(parse, first, end)
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
    within = {i for first, end in spans for i in range(first, end)}
    return sorted([*spans, *(s for s in _single_quotes(parse) if s[0] not in within)])


def _single_quotes(parse: Parse) -> list[tuple[int, int]]:
    """Return the half-open word ranges between single marks; one that is never closed is an apostrophe."""
    spans: list[tuple[int, int]] = []
    start = paragraph = None
    words = parse.words
    for word, before in zip(words, [None, *words], strict=False):
        if word.paragraph != paragraph:
            start, paragraph = None, word.paragraph
        is_apart = before is None or before.paragraph != paragraph or before.end < word.start
        if start is None and is_apart and word.text in SINGLE_OPENING:
            start = word.i + 1
        elif start is not None and before is not None and before.text in INSIDE and word.text in SINGLE_CLOSING:
            spans.append((start, word.i))
            start = None
    return spans


def _introducing(parse: Parse, first: int, end: int, quoted: set[int]) -> Word | None:
    words, sentences = parse.words, parse.sentences
    beside = {words[first].sentence, words[end - 1].sentence}
    if first > 1:
        beside.add(words[first - 2].sentence)
    behind = _saying_behind(parse, end)
    if behind is not None:
        return behind
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


def _saying_behind(parse: Parse, end: int) -> Word | None:
    """Return the verb of a short sentence behind a quote that only tells who says it: "They lied!" the mayor [said]."""
    words = parse.words
    if end + 1 >= len(words) or words[end - 1].text not in EXCLAIMS:
        return None
    next_one = words[end + 1]
    begin, stop = parse.sentences[next_one.sentence]
    if next_one.paragraph != words[end].paragraph or begin not in {end, end + 1} or next_one.text in OPENING | STRAIGHT:
        return None
    verb = next((w for w in words[begin:stop] if w.dep == "ROOT"), None)
    if verb is None or verb.lemma not in SAYS | {"ask", "cry", "exclaim", "shout"} or not tellers(verb):
        return None
    says_more = any(c.dep in {"ccomp", "dobj", "xcomp"} and c.tag not in {"NNS", "NNP"} for c in verb.children)
    return None if says_more and verb.lemma != "ask" else verb


def _leading_up(parse: Parse, first: int, end: int, verbs: frozenset[str] | None = None) -> Word | None:
    """Return the main verb of the sentence before a quote that stands alone: Moe [shrugged]. "They lied," and no more.

    Without `verbs` its subject must be a person by name or pronoun, who does something else.

    A text it gets wrong: «Ann Moe met her sister. "They lied."», where the sister may have said it.
    """
    words = parse.words
    begin = parse.sentences[words[first].sentence][0]
    number = words[first].sentence - 1
    alone = begin >= first - 1 and parse.sentences[words[end - 1].sentence][1] in {end, end + 1}
    if not alone or number < 0 or words[first].paragraph - words[parse.sentences[number][0]].paragraph > 1:
        return None
    before = words[slice(*parse.sentences[number])]
    verb = next((w for w in before if w.dep == "ROOT" and w.pos in {"AUX", "VERB"}), None)
    if verb is None or before[-1].text != "." or any(w.text in OPENING | CLOSING | STRAIGHT for w in before):
        return None
    if verbs is not None:
        return verb if verb.lemma in verbs and agents(verb) else None
    subject = next((c for c in verb.children if c.dep == "nsubj" and c.i < verb.i), None)
    is_person = subject is not None and (subject.entity == "PERSON" or subject.lower in {"he", "she"})
    return verb if is_person and words[first].paragraph == words[before[0].i].paragraph else None


def _leading_in(parse: Parse, first: int) -> Word | None:
    """Return the main verb of what leads to a quote by colon or comma: Rome defended it: "..."; spoke on, "..."."""
    words = parse.words
    if first < 2 or words[first - 2].text not in {":", ","}:
        return None
    begin, _ = parse.sentences[words[first - 2].sentence]
    before = [w for w in words[begin:first] if w.pos == "VERB" and agents(w)]
    tops = (w for w in before if w.head is w or not begin <= w.head.i < first)  # the parser may hang it on the quote
    return next(tops, None)
