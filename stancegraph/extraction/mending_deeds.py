"""Parses mended where what belongs to a deed in a noun phrase hangs on its verb, its victim or its doer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import ANNOUNCES, CRITICISES, JUDGES
from stancegraph.extraction.regrafting import SUBJECTS, hang

if TYPE_CHECKING:
    from stancegraph.codebook import PatternIndex
    from stancegraph.extraction.parsing import Word

# What is done to a deed, by verbs that themselves take no "against" or "into": debated its raid [into] Chad.
HANDLES: Final = ANNOUNCES | CRITICISES | JUDGES | frozenset(
    {"call", "continue", "debate", "end", "escalate", "explain", "extend", "halt", "intensify", "justify", "reaffirm",
     "reiterate", "renew", "repeat", "resume", "stop", "suspend", "watch"}
)  # fmt: skip
# Names of those who do deeds.
DOERS: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})
STATES: Final = frozenset({"GPE", "NORP"})
# Who a state is to another: its neighbour India.
BESIDE: Final = frozenset(
    {"adversary", "ally", "backer", "enemy", "foe", "friend", "neighbor", "neighbour", "opponent", "partner", "patron",
     "rival"}
)  # fmt: skip


def mend_deeds(words: list[Word], nouns: PatternIndex) -> None:
    """Mend what belongs to the deeds of a sentence, by the prepositions that the codebook's nouns for them take."""
    for word in words:
        if word.dep in {"acl", "agent", "prep"}:
            _mend_owned_deed(word, nouns)
            _mend_doer_behind(word, nouns)
            _mend_done_by(word, nouns)
        elif word.lemma in BESIDE:
            _mend_beside(word, words)
        elif word.dep in SUBJECTS and word.entity in STATES:
            _mend_parties(word, words)


def _takes(noun: Word, preposition: Word, nouns: PatternIndex) -> bool:
    """Tell whether a noun is for a deed with which the codebook has a preposition."""
    if noun.pos != "NOUN":
        return False
    patterns = nouns.get(noun.lemma, ())
    return any(e.is_preposition and preposition.lower in e.words for p in patterns for e in p.elements)


def _mend_owned_deed(word: Word, nouns: PatternIndex) -> None:
    """Hang on a deed against whom it is, not on what is done to it: defended its offensive [against] Greece.

    A sentence it gets wrong: "Oman defended Iran's operation against Chad's critics", if they criticise it.
    """
    verb = word.head
    if verb.pos != "VERB" or verb.lemma not in HANDLES or word.i < verb.i:
        return
    deed = next((c for c in verb.children if c.dep in {"dobj", "nsubjpass"} and c.right_edge().i == word.i - 1), None)
    if deed is None or not _takes(deed, word, nouns) or any(p.entity in {"DATE", "TIME"} for p in word.children):
        return
    if any(c.dep == "prep" and c.lower == word.lower for c in deed.children):
        return
    if verb.lemma in ANNOUNCES or any(c.dep == "poss" or c.entity in STATES for c in deed.children):
        hang(word, deed, "prep")


def _mend_doer_behind(word: Word, nouns: PatternIndex) -> None:
    """Hang on a deed by whom it is, not on whom it was done to: the invasion of Rwanda [by] Chad."""
    sufferer = word.head
    if word.lower != "by" or sufferer.dep != "pobj" or sufferer.i > word.i or sufferer.entity not in DOERS:
        return
    deed = sufferer.head.head
    if _takes(deed, sufferer.head, nouns) and any(c.dep == "pobj" and c.entity in DOERS for c in word.children):
        hang(word, deed, "prep")


def _mend_done_by(word: Word, nouns: PatternIndex) -> None:
    """Hang on a deed a participle that tells who did it: the warning to Chad [issued] by Mali."""
    sufferer = word.head
    if word.tag != "VBN" or sufferer.dep != "pobj" or sufferer.entity not in STATES:
        return
    deed = sufferer.head.head
    if _takes(deed, sufferer.head, nouns) and any(c.dep == "agent" for c in word.children):
        hang(word, deed, "acl")


def _mend_beside(word: Word, words: list[Word]) -> None:
    """Put a name where the words for whose side he is on have got: a raid into its [neighbour] India made headlines."""
    preposition, at = word.head, word.i + 1 - words[0].i
    if word.dep != "pobj" or preposition.dep != "prep" or at >= len(words):
        return
    name = words[at]
    while name.dep == "compound" and name.head.pos == "PROPN" and name.head.i > name.i:
        name = name.head
    owner = next((c for c in word.children if c.dep == "poss" and c.tag == "PRP$"), None)
    if owner is None or name.pos != "PROPN" or not name.entity:
        return
    deed = preposition.head
    if name.dep in SUBJECTS and deed.head is name:
        hang(deed, name.head, name.dep)
    elif name.dep != "appos" or name.head not in {word, deed}:
        return
    hang(name, preposition, "pobj")
    hang(word, name, "compound")
    hang(owner, name, "poss")


def _mend_parties(word: Word, words: list[Word]) -> None:
    """Join to the first of those between whom something is the ones that were taken for its subject.

    The talks among Iran, [Greece] and Oman began.
    """
    comma = word.i - 1 - words[0].i
    if comma < 1 or words[comma].text != "," or not any(c.dep == "conj" for c in word.children):
        return
    first = words[comma - 1]
    while first.dep == "conj":
        first = first.head
    between = first.head
    if first.dep != "pobj" or between.lower not in {"among", "between"} or first.entity not in STATES:
        return
    verb, dep, deed = word.head, word.dep, between.head
    if deed.head is word:
        hang(deed, verb, dep)
    if deed.head is verb:
        hang(word, first, "conj")
