"""How far back what is told may be taken up: over sentences, of which a quote counts for none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stancegraph.extraction.parsing import Parse, Word

# A speech between two sentences of the text is no longer than this; past it, another "he" may have come.
SPEECH: Final = 8


def sentences_back(parse: Parse, quoted: Mapping[int, Word], word: Word, reach: int) -> Iterator[int]:
    """Yield the sentences in which whoever a word takes up may be named, its own first.

    What stands outside quotes looks past those before it: "Ann Moe spoke. 'We waited. They lied.' [She] left."

    A text it gets wrong: «Jan Orr left. "Pay. Now. All of it," a sign read. He laughed.», where a guard did.
    """
    left = reach
    first = max(0, word.sentence - reach - (0 if word.i in quoted else SPEECH))
    for sentence in range(word.sentence, first - 1, -1):
        if sentence != word.sentence:
            begin, end = parse.sentences[sentence]
            spoken = word.i not in quoted and all(w.i in quoted or w.pos == "PUNCT" for w in parse.words[begin:end])
            left -= not spoken
        if left < 0:
            return
        yield sentence
