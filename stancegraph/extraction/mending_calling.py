"""Parses mended where somebody calls something something: which word is the object, and which what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import DEEDS, SUFFERED, VERDICTS
from stancegraph.extraction.regrafting import NOMINAL, SUBJECTS, hang

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Verbs with an object and what it is called, or found to be.
CALLS: Final = frozenset(
    {"brand", "call", "consider", "declare", "deem", "dub", "find", "judge", "label", "pronounce", "term", "think"}
)
# What somebody is declared, or sent, when he is no longer wanted, with the verbs that are said of it.
SENDS_OFF: Final = {
    "packing": frozenset({"send"}),
    "persona": frozenset({"declare", "make", "proclaim", "pronounce"}),
    "personae": frozenset({"declare", "make", "proclaim", "pronounce"}),
}
# What sums up a clause before others call it something: in a move that Oslo called a mistake.
SUMS_UP: Final = DEEDS | SUFFERED | VERDICTS | {"attack", "gesture", "offer", "remark", "strike"}


def mend_called(word: Word) -> None:
    """Give a verb of calling its object and what that is called, by each of the ways that the parser mixes them up.

    Called Orlov's [arrest] a disgrace; found the [strike] justified; called the [answer] swift.

    A sentence it gets wrong: "They found the soldiers armed with spears", where they came upon them.
    """
    verb = word.head
    if verb.lemma not in CALLS or verb.pos != "VERB" or word.i < verb.i or verb is word:
        return
    if any(c.dep in {"dobj", "oprd"} and c is not word for c in verb.children):
        return
    if word.dep in {"dobj", "oprd"} and word.pos in {"NOUN", "PROPN"}:
        called = next((c for c in word.children if c.dep == "appos" and _is_indefinite(c)), None)
        if called is not None and called.left_edge().i == _last_before(word, called) + 1:
            hang(called, verb, "oprd")
            word.dep = "dobj"
    elif word.dep == "oprd" and word.pos == "ADJ":
        thing = next((c for c in word.children if c.dep in {"compound", "nsubj"} and c.i == word.i - 1), None)
        if thing is not None and thing.pos == "NOUN" and thing.children:
            hang(thing, verb, "dobj")
    elif word.dep == "ccomp" and word.tag in {"JJ", "VBN", "VBD"} and _is_bare(word):
        thing = next(c for c in word.children if c.dep in SUBJECTS)
        if thing.pos in NOMINAL and verb.i < thing.i < word.i and thing.dep != "expl":
            hang(thing, verb, "dobj")
            word.dep = "oprd"


def mend_sent_off(word: Word) -> None:
    """Give two set phrases their object: declared the consul [persona] non grata; sent the envoys [packing].

    A sentence it gets wrong: "The firm sent machines packing at great speed."
    """
    verb = word.head
    if verb.lemma not in SENDS_OFF.get(word.lower, ()) or word.i < verb.i or verb is word:
        return
    if word.lower == "packing" and any(c.dep == "dobj" for c in word.children):
        return  # sent them packing their bags
    if word.lower != "packing" and not any(w.lower == "non" for c in word.children for w in (c, *c.children)):
        return
    named = (c for c in word.children if c.dep in SUBJECTS | {"compound", "nmod"} and c.pos in NOMINAL)
    thing = max((c for c in named if verb.i < c.i < word.i), key=lambda c: c.i, default=None)
    if thing is None or any(c.dep == "dobj" and c is not word for c in verb.children):
        return
    for child in [c for c in word.children if c.i < thing.i and c.dep in {"amod", "compound", "det", "nummod", "poss"}]:
        hang(child, thing, child.dep)
    hang(thing, verb, "dobj")
    word.dep = "oprd"


def mend_called_aside(word: Word) -> None:
    """Make what somebody is called of an aside to an aside: called Ann Moe, Chad's premier, a [liar].

    A sentence it gets wrong: "He called Ann Moe, his aunt, a nurse", whom he rang up.
    """
    if word.dep != "appos" or not _is_indefinite(word) or word.head.dep != "appos":
        return
    verb = word.head.head.head
    objects = [c for c in verb.children if c.dep in {"dobj", "oprd"}]
    if verb.lemma in CALLS and verb.pos == "VERB" and objects == [word.head.head] and objects[0].dep == "dobj":
        hang(word, verb, "oprd")


def mend_called_behind(word: Word) -> None:
    """Hang a clause of calling on what it calls something: jailed six, in a [move] Oslo called a mistake.

    A sentence it gets wrong: "In a move Oslo called a strike", where it was unions that struck.
    """
    if word.lemma not in CALLS or word.pos != "VERB" or word.dep not in {"acl", "advcl", "relcl"}:
        return
    objects = [c for c in word.children if c.dep == "dobj" and c.i > word.i]
    if len(objects) != 1 or not _is_indefinite(objects[0]) or any(c.dep == "oprd" for c in word.children):
        return
    above = word.head
    if word.dep == "advcl":  # the parser takes "in a move" for how he called it
        framing = next((c for c in word.children if c.dep == "prep" and c.lower == "in" and c.i < word.i), None)
        nouns = [] if framing is None else [c for c in framing.children if c.dep == "pobj"]
        subject = next((c for c in word.children if c.dep == "nsubj"), None)
        if framing is None or not nouns or subject is None or nouns[0].i + 1 < subject.left_edge().i - 1:
            return
        if nouns[0].lemma not in SUMS_UP or not _is_indefinite(nouns[0]) or framing.i < above.i:
            return
        hang(framing, above, "prep")
        hang(word, nouns[0], "relcl")
    elif above.lemma not in SUMS_UP or any(c.dep in SUBJECTS and c.tag in {"WDT", "WP"} for c in word.children):
        return
    objects[0].dep, word.dep = "oprd", "relcl"
    for child in word.children:
        if child.dep == "mark" and child.lower == "that":
            child.dep, child.tag, child.pos = "dobj", "WDT", "PRON"


def _is_indefinite(noun: Word) -> bool:
    return any(c.lower in {"a", "an", "another"} for c in noun.children)


def _is_bare(clause: Word) -> bool:
    """Tell whether a clause has a subject and nothing that makes it finite: the strike justified."""
    deps = {c.dep for c in clause.children}
    return bool(deps & SUBJECTS) and not deps & {"aux", "auxpass", "mark", "dobj", "advcl"}


def _last_before(word: Word, called: Word) -> int:
    """Return the last word of a phrase before what hangs on it: [Orlov's arrest by Oman] a disgrace."""
    last = word.i
    for child in word.children:
        if last < child.i < called.i and child.dep != "punct":
            last = child.right_edge().i
    return last
