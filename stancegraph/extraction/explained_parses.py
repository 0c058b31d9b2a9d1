"""A parse, and what was mended in it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.explanations import ParsedWord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stancegraph.extraction.mending import Repair
    from stancegraph.extraction.parsing import Word


def parsed(words: list[Word]) -> Iterator[ParsedWord]:
    """Yield the words as a tree: each root, then what hangs on it, in the order of the text."""
    waiting = [(w, 0) for w in reversed(words) if w.head is w or w.head.sentence != w.sentence]
    while waiting:
        word, depth = waiting.pop()
        yield ParsedWord(
            text=word.text,
            lemma=word.lemma,
            tag=word.tag,
            hangs=_HANGS.get(word.dep, word.dep) or "unknown",
            on=None if word.head is word else word.head.text,
            depth=depth,
            start=word.start,
            end=word.end,
        )
        waiting += [(c, depth + 1) for c in reversed(word.children)]


def repaired(repair: Repair) -> str:
    """Return in words what was mended about a word."""
    word = repair.word
    parts = [f"{repair.tag} made {word.tag}"] if repair.tag != word.tag else []
    if (repair.dep, repair.head) != (word.dep, word.head):
        parts.append(f"{_hung(repair.dep, repair.head, word)} made {_hung(word.dep, word.head, word)}")
    return f"'{word.text}': {', '.join(parts)}"


def _hung(dep: str, head: Word, word: Word) -> str:
    return _HANGS.get(dep, dep) if head is word else f"{_HANGS.get(dep, dep)} of '{head.text}'"


# How a word hangs on another, by the label of the parser.
_HANGS: Final[Mapping[str, str]] = {
    "ROOT": "root",
    "acl": "clause about it",
    "acomp": "complement",
    "advcl": "adverbial clause",
    "advmod": "adverb",
    "agent": "by-phrase",
    "amod": "adjective",
    "appos": "apposition",
    "attr": "predicate",
    "aux": "auxiliary",
    "auxpass": "passive auxiliary",
    "case": "possessive mark",
    "cc": "conjunction",
    "ccomp": "clause as object",
    "compound": "compound",
    "conj": "coordinated",
    "csubj": "clause as subject",
    "csubjpass": "clause as subject of a passive",
    "dative": "indirect object",
    "dep": "unclear",
    "det": "article",
    "dobj": "object",
    "expl": "expletive",
    "intj": "interjection",
    "mark": "marker of a clause",
    "neg": "negation",
    "nmod": "modifier",
    "npadvmod": "noun as adverb",
    "nsubj": "subject",
    "nsubjpass": "subject of a passive",
    "nummod": "number",
    "oprd": "object predicate",
    "parataxis": "clause beside it",
    "pcomp": "clause in a preposition",
    "pobj": "in the preposition",
    "poss": "owner",
    "preconj": "conjunction before",
    "predet": "before the article",
    "prep": "preposition",
    "prt": "particle",
    "punct": "punctuation",
    "quantmod": "modifier of a number",
    "relcl": "relative clause",
    "xcomp": "infinitive or participle",
}
