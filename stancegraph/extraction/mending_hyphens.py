"""Nouns of two words that the tokenizer takes apart at their hyphen: a sit-in, the walk-outs, a cease-fire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.regrafting import hang

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Written with a hyphen, as word lists have them: a sit-in, a break-in. Behind the others they are one word: a walkout.
HYPHENATED: Final = frozenset({"in"})
PARTICLES: Final = frozenset({"back", "down", "in", "off", "out", "over", "up"})

# Compounds that American papers write with a hyphen, as word lists have them.
COMPOUNDS: Final = {
    "air-raid": "air-raid", "air-strike": "airstrike", "cease-fire": "ceasefire", "counter-attack": "counterattack",
    "counter-offensive": "counteroffensive", "cyber-attack": "cyberattack", "fire-fight": "firefight",
    "gun-battle": "gunbattle", "gun-boat": "gunboat", "gun-fight": "gunfight", "hunger-strike": "hunger-strike",
    "non-acceptance": "non-acceptance", "non-recognition": "non-recognition", "war-game": "wargame",
    "war-plane": "warplane", "war-ship": "warship",
    "witch-hunt": "witch-hunt",
}  # fmt: skip
# What is not done, by a "non" before it.
NEGATED: Final = frozenset({"acceptance", "recognition"})
SECOND: Final = frozenset(compound.partition("-")[2] for compound in COMPOUNDS)


def mend_hyphen(word: Word) -> None:
    """Make one noun of two words and the hyphen between them, in place of the second: began a sit-[in].

    Wrong for "the five-in-one vaccine", where it is no noun; the tagger mostly says so.
    """
    particle = word.lower.removesuffix("s")
    if word.tag not in {"NN", "NNS"} or (particle not in PARTICLES and particle not in SECOND):
        return
    if particle in NEGATED:
        _take_non(word)
    verb = next((c for c in word.children if c.dep in {"amod", "compound", "nmod"} and c.i == word.i - 2), None)
    hyphen = next((c for c in word.children if c.i == word.i - 1 and c.text == "-"), None)
    if verb is None or hyphen is None or not verb.text.isalpha():
        return
    if particle not in PARTICLES:
        joined = COMPOUNDS.get(f"{verb.lower}-{particle}")
        if joined is not None:
            word.start, word.lemma, word.lower = verb.start, joined, joined + word.lower.removeprefix(particle)
        return
    joint = "-" if particle in HYPHENATED else ""
    word.start = verb.start
    word.lemma = f"{verb.lower}{joint}{particle}"
    word.lower = f"{verb.lower}{joint}{word.lower}"


def _take_non(word: Word) -> None:
    """Hang on a noun a "non" that the parser hangs beside it, with all its own: Chad's [non]-recognition of Mali."""
    non = next((c for c in word.head.children if c.i == word.i - 2 and c.lower == "non"), None)
    hyphen = next((c for c in (*word.head.children, *word.children) if c.i == word.i - 1 and c.text == "-"), None)
    if non is None or hyphen is None or word.head is word:
        return
    for child in list(non.children):
        hang(child, word, child.dep)
    hang(non, word, "compound")
    hang(hyphen, word, "punct")
