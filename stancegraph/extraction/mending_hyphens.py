"""Nouns of a verb and a particle that the tokenizer takes apart at their hyphen: a sit-in, the walk-outs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Written with a hyphen, as word lists have them: a sit-in, a break-in. Behind the others they are one word: a walkout.
HYPHENATED: Final = frozenset({"in"})
PARTICLES: Final = frozenset({"back", "down", "in", "off", "out", "over", "up"})


def mend_hyphen(word: Word) -> None:
    """Make one noun of verb, hyphen and particle, in place of the particle: began a sit-[in].

    Wrong for "the five-in-one vaccine", where it is no noun; the tagger mostly says so.
    """
    particle = word.lower.removesuffix("s")
    if word.tag not in {"NN", "NNS"} or particle not in PARTICLES:
        return
    verb = next((c for c in word.children if c.dep in {"amod", "compound", "nmod"} and c.i == word.i - 2), None)
    hyphen = next((c for c in word.children if c.i == word.i - 1 and c.text == "-"), None)
    if verb is None or hyphen is None or not verb.text.isalpha():
        return
    joint = "-" if particle in HYPHENATED else ""
    word.start = verb.start
    word.lemma = f"{verb.lower}{joint}{particle}"
    word.lower = f"{verb.lower}{joint}{word.lower}"
