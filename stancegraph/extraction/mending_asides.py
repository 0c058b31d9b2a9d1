"""Parses mended where an aside, a free relative or a cleft keeps a clause from its subject or its object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import REPORTS
from stancegraph.extraction.regrafting import NOMINAL, SUBJECTS, hang, is_above

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Verbs that only give a thing its name: condemned what it called a Swedish plot.
NAMES: Final = frozenset({"brand", "call", "consider", "deem", "describe", "dub", "label", "regard", "see", "term"})

# What a deed of force does to people, and such deeds.
HARMS: Final = frozenset({"claim", "hurt", "injure", "kill", "leave", "maim", "wound"})
RAIDS: Final = frozenset(
    {"ambush", "assault", "attack", "blast", "bombardment", "bombing", "explosion", "incursion", "offensive", "raid",
     "shelling", "shooting", "strike"}
)  # fmt: skip


def mend_headless(word: Word) -> None:
    """Make the verb of a sentence of what was taken for a participle behind an aside: an envoy, who had fled, [blamed].

    A sentence it gets wrong: "A house, which he loved, painted white.", where nobody paints.
    """
    noun = word.head
    if (
        word.dep not in {"acl", "appos"}
        or word.tag not in {"VBD", "VBN"}
        or noun.dep != "ROOT"
        or noun.pos not in NOMINAL
    ):
        return
    asides = [c for c in noun.children if noun.i < c.i < word.i and c.dep in {"relcl", "acl", "appos", "prep"}]
    closed = any(
        c.text == "," and c.i == word.i - 1 for c in [*noun.children, *(g for a in asides for g in a.children)]
    )
    told = any(c.dep in {"dobj", "ccomp", "xcomp"} for c in word.children) and not any(
        c.lower == "by" for c in word.children
    )
    if not (asides and closed and told):
        return
    hang(word, word, "ROOT")
    word.tag, word.pos = "VBD", "VERB"
    hang(noun, word, "nsubj")


def mend_so_called(word: Word) -> None:
    """Hang a thing where what it is called stands: condemned what it called [Sweden's policy]."""
    if word.dep not in {"ccomp", "csubj", "dobj", "pcomp", "pobj"} or word.pos != "VERB":
        return
    if word.lemma not in NAMES | REPORTS or not _is_free_relative(word):
        return
    thing = _named_thing(word)
    if thing is None or word.head.i > word.i:
        return
    above, preposition = word.head, word.head.pos == "ADP"
    hang(thing, above, "pobj" if preposition else "dobj")
    hang(word, thing, "relcl")


def _is_free_relative(verb: Word) -> bool:
    below = [*verb.children, *(g for c in verb.children if c.dep in {"ccomp", "xcomp"} for g in c.children)]
    return any(c.lower == "what" and c.i < verb.i for c in below)


def _named_thing(verb: Word) -> Word | None:
    """Return the noun that a verb of naming ends with: called [a plot], described as [a plot], said was [a plot]."""
    for child in verb.children:
        if child.i < verb.i or child.lower == "what":
            continue
        if child.dep in {"oprd", "dobj", "attr"} and child.pos in NOMINAL and verb.lemma in NAMES:
            return child
        if child.dep == "prep" and child.lower == "as":
            return next((c for c in child.children if c.dep == "pobj"), None)
        if child.dep in {"ccomp", "xcomp"} and child.lemma == "be":
            return next((c for c in child.children if c.dep == "attr" and c.i > child.i), None)
        if child.dep in {"ccomp", "xcomp"} and child.pos in {"NOUN", "PROPN"} and verb.lemma in NAMES:
            return child
    return None


def mend_parenthesis(word: Word) -> None:
    """Put a clause below the report inside it: Sweden, Norway [says], has broken every promise."""
    verb = word.head
    if word.dep not in {"parataxis", "ccomp"} or word.lemma not in REPORTS or verb.pos not in {"VERB", "AUX"}:
        return
    if word.i > verb.i or not any(c.dep in SUBJECTS and c.i < word.i for c in word.children):
        return
    if any(c.dep in {"ccomp", "xcomp", "dobj", "mark"} for c in word.children):
        return
    subject = next((c for c in verb.children if c.dep in SUBJECTS and c.i < word.left_edge().i), None)
    if subject is None:
        return
    above, dep, root = verb.head, verb.dep, verb.head is verb
    word.head.children.remove(word)
    word.head, word.dep = word, "ROOT"
    if not root:
        hang(word, above, dep)
    hang(verb, word, "ccomp")


def mend_acronym(word: Word) -> None:
    """Make a name of initials that the tagger takes for a verb or adjective: the bloc [ECOWAS] on Friday banned it."""
    body = word.head
    if not word.text.isupper() or len(word.text) < 3 or word.pos not in {"ADJ", "VERB"} or word.i != body.i + 1:
        return
    if word.dep not in {"acl", "amod", "relcl"} or body.pos != "NOUN":
        return
    for child in list(word.children):
        above = body.head if body.head.pos == "VERB" else body
        hang(child, above, child.dep)
    word.pos, word.tag = "PROPN", "NNP"
    hang(word, body, "appos")


def mend_cleft(word: Word) -> None:
    """Give a clause the subject that a cleft has taken out: said it [was] Sweden that broke the treaty."""
    if word.lemma != "be" or not any(c.lower == "it" and c.dep == "nsubj" for c in word.children):
        return
    said = next((c for c in word.children if c.dep == "attr" and c.pos == "PROPN" and c.i > word.i), None)
    if said is None:
        return
    clauses = [
        c for c in [*word.children, *said.children] if c.dep in {"ccomp", "relcl", "advcl", "acl"} and c.i > said.i
    ]
    clause = next((c for c in clauses if c.pos in {"VERB", "AUX"}), None)
    if clause is None or any(c.dep == "neg" for c in word.children):
        return
    opening = next((c for c in clause.children if c.lower in {"that", "who", "which"} and c.i < clause.i), None)
    own = [c for c in clause.children if c.dep in {"nsubj", "nsubjpass"} and c is not opening]
    if opening is None or own or is_above(clause, word):
        return
    above, dep, root = word.head, word.dep, word.head is word
    passive = any(c.dep == "auxpass" for c in clause.children)
    hang(clause, clause, "ROOT")
    if root:
        hang(word, clause, "dep")
    else:
        above.children.remove(word)
        word.head = word
        hang(clause, above, dep)
        hang(word, clause, "dep")
    hang(said, clause, "nsubjpass" if passive else "nsubj")
    opening.dep = "mark"


def mend_harming_relative(word: Word) -> None:
    """Hang those whom a deed harmed on the deed, not on the place of it: an attack on the ferry [that killed nine].

    A sentence it gets wrong: "a raid on the mill that maimed so many hands", where it is the mill.
    """
    place = word.head
    preposition = place.head
    if word.dep != "relcl" or word.lemma not in HARMS or place.dep != "pobj" or preposition.dep != "prep":
        return
    deed = preposition.head
    if deed.pos != "NOUN" or deed.lemma not in RAIDS or preposition.lower not in {"against", "at", "in", "near", "on"}:
        return
    told = [c for c in word.children if c.lower in {"that", "which"} and c.dep == "nsubj"]
    aside = any(c.text == "," and c.i == told[0].i - 1 for c in place.children) if told else True
    if not aside and place.tag not in {"NNS", "NNPS"}:
        hang(word, deed, "relcl")
