"""Parses mended where a whole sentence hangs on a noun, its verb taken for a participle, or a name stands by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.regrafting import FINITE, NOMINAL, hang, is_above

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Verbs that need no object to be the verb of a sentence: farmers on tractors [converged] on Vilnius.
INTRANSITIVE: Final = frozenset(
    {"clash", "converge", "demonstrate", "gather", "march", "parade", "protest", "rally", "riot", "strike", "walk"}
)
# How a noun hangs that stands before another as its word.
BEFORE_NOUN: Final = frozenset({"amod", "compound", "nmod"})
# How clauses hang that have finite verbs without being the sentence.
SUBORDINATE: Final = frozenset({"acl", "advcl", "ccomp", "pcomp", "relcl"})
# How a noun hangs behind which a name may stand in commas.
BEHIND: Final = frozenset({"attr", "dative", "dobj", "nsubj", "nsubjpass", "pobj"})
# A shorter sentence without a verb is a headline or a caption.
MIN_WORDS: Final = 10


def mend_verbless(words: list[Word]) -> None:
    """Make the verb of a sentence of what was taken for a participle in it: soldiers on lorries [seized] the station.

    A sentence it gets wrong: "Ten farmers in the hills of the north of Peru, ruined men and women all.", where "ruined"
    is what it was taken for.
    """
    if len(words) < MIN_WORDS or words[-1].text not in {".", '"', "”"}:
        return
    noun = next((w for w in words if w.head is w), words[0])
    if noun.pos not in NOMINAL or any(_is_main(w) for w in words):
        return
    verb = next((w for w in words if w.i > noun.i and _may_be_verb(w)), None)
    if verb is None:
        return
    thing = _thing_behind(verb)
    behind = [c for c in noun.children if c.i > verb.i and not is_above(c, verb)]
    hang(verb, verb, "ROOT")
    verb.tag, verb.pos = "VBD", "VERB"
    hang(noun, verb, "nsubj")
    if thing is not None:
        hang(thing, verb, "dobj")
    for child in behind:
        if child is not thing:
            hang(child, verb, child.dep)


def mend_people_root(words: list[Word]) -> None:
    """Make the verb of a sentence of what was taken for a word between a people and a noun: The Dutch [ceded] Aruba.

    A sentence it gets wrong: "The French occupied zone in the south.", which has no verb.
    """
    noun = next((w for w in words if w.head is w), words[0])
    if words[-1].text != "." or noun.pos not in NOMINAL or any(_is_main(w) for w in words):
        return
    before = [c for c in noun.children if c.i < noun.i and c.dep == "amod"]
    if len(before) != len(("people", "verb")):
        return
    people, verb = before
    is_people = people.entity == "NORP" and people.tag in {"JJ", "NNP", "NNPS"} and words[0].i < people.i
    article = next((w for w in words if w.i == people.i - 1 and w.lower == "the"), None)
    if not is_people or article is None or verb.tag not in {"VBD", "VBN"} or verb.i != people.i + 1:
        return
    others = [
        c for c in noun.children if c.dep in {"advmod", "npadvmod", "punct"} or (c.dep == "prep" and c.i < verb.i)
    ]
    hang(verb, verb, "ROOT")
    verb.tag, verb.pos = "VBD", "VERB"
    hang(noun, verb, "dobj")
    hang(people, verb, "nsubj")
    hang(article, people, "det")
    for other in others:
        hang(other, verb, other.dep)


def _is_main(word: Word) -> bool:
    """Tell whether a word is a finite verb that no clause within the sentence holds."""
    if word.tag not in FINITE or word.dep in {"acl", "amod"}:
        return False
    while word.head is not word:
        if word.dep in SUBORDINATE:
            return False
        word = word.head
    return True


def _may_be_verb(word: Word) -> bool:
    if word.tag not in {"VBD", "VBN"} or any(c.dep in {"aux", "auxpass", "agent", "mark"} for c in word.children):
        return False
    if word.dep == "acl":
        told = word.lemma in INTRANSITIVE or any(c.dep in {"ccomp", "dobj", "xcomp"} for c in word.children)
        return told and not any(c.tag in {"WDT", "WP"} for c in word.children)
    thing = _thing_behind(word)
    return thing is not None and thing.dep in {"appos", "conj", "dobj", "npadvmod"}


def _thing_behind(word: Word) -> Word | None:
    """Return the noun phrase that a participle opens: [erected] barricades."""
    if word.dep not in BEFORE_NOUN:
        return None
    thing = word.head
    while thing.dep in BEFORE_NOUN and thing.i < thing.head.i:
        thing = thing.head
    return thing if thing.pos in NOMINAL and thing.left_edge() is word and word.i < thing.i else None


def mend_participle_root(words: list[Word]) -> None:
    """Make the main verb of what a participle in commas has taken: jets, [fearing] a raid by Chad, bombed it.

    A sentence it gets wrong: "He, knowing the king of Chad, the old one, had left, wept.", of whose leaving he knew.
    """
    participle = next((w for w in words if w.head is w), None)
    if participle is None or participle.tag != "VBG" or any(c.dep in {"aux", "auxpass"} for c in participle.children):
        return
    subject = next((c for c in participle.children if c.dep == "nsubj" and c.i < participle.i), None)
    verb = next((c for c in participle.children if c.dep == "ccomp" and c.tag in FINITE), None)
    if subject is None or verb is None or any(c.dep in {"dobj", "mark"} for c in participle.children):
        return
    thing = next((c for c in verb.children if c.dep == "nsubj" and c.left_edge().i == participle.i + 1), None)
    if thing is None:
        return
    first, last = words[0].i, thing.right_edge()
    closed = last.text == "," or words[last.i + 1 - first].text == ","
    if words[participle.i - 1 - first].text != "," or not closed:
        return
    behind = [c for c in participle.children if c.i > verb.i or c.dep == "punct"]
    hang(verb, verb, "ROOT")
    hang(subject, verb, "nsubj")
    hang(thing, participle, "dobj")
    hang(participle, verb, "advcl")
    for child in behind:
        hang(child, verb, child.dep)


def mend_meeting(words: list[Word]) -> None:
    """Make people who act of those whose meeting the parser takes for all: EU ministers [meeting] in Riga banned it.

    A sentence it gets wrong: "Ministers meeting rooms in Oman were closed.", of rooms.
    """
    for noun in words:
        if noun.lower != "meeting" or noun.tag != "NN" or any(c.dep == "det" for c in noun.children):
            continue
        people = next((c for c in noun.children if c.i == noun.i - 1 and c.tag == "NNS" and c.dep == "compound"), None)
        if people is None or not any(c.dep == "prep" and c.i == noun.i + 1 for c in noun.children):
            continue
        if noun.head is noun:
            verb = None if any(map(_is_main, words)) else _verb_behind(noun, words)
            if verb is None:
                continue
            behind = [c for c in noun.children if c.i > verb.i]
            hang(noun, verb, "nsubj")
            for child in behind:
                hang(child, verb, child.dep)
        if noun.dep not in {"nsubj", "nsubjpass"}:
            continue
        hang(people, noun.head, noun.dep)
        for child in [c for c in noun.children if c.i < people.i]:
            hang(child, people, child.dep)
        hang(noun, people, "acl")
        noun.tag, noun.pos, noun.lemma = "VBG", "VERB", "meet"


def _verb_behind(noun: Word, words: list[Word]) -> Word | None:
    """Make the root of what the parser takes for a word before a thing, and return it: on Monday [banned] sugar."""
    verb = next((w for w in words if w.i > noun.i and w.tag == "VBD" and w.dep in BEFORE_NOUN), None)
    if verb is None:
        return None
    thing = verb.head
    hang(verb, verb, "ROOT")
    verb.pos = "VERB"
    hang(thing, verb, "dobj")
    return verb


def mend_should(words: list[Word]) -> None:
    """Make a condition of what "should" opens behind the main clause: will leave [should] Oman strike."""
    verb = next((w for w in words if w.head is w), None)
    if verb is None or verb.tag != "VB" or words[-1].text == "?":
        return
    should = next((c for c in verb.children if c.lower == "should" and c.dep == "aux"), None)
    main = next((c for c in verb.children if c.dep == "ccomp" and c.tag in FINITE | {"VBN"} and c.i < verb.i), None)
    if should is None or main is None:
        return
    subject = next((c for c in verb.children if c.dep in {"nsubj", "nsubjpass"}), None)
    if subject is None or not main.i < should.i < subject.i or main.right_edge().i > should.i:
        return
    if main.tag == "VBN" and not any(c.dep in {"aux", "auxpass"} for c in main.children):
        return
    before = [c for c in verb.children if c.i < should.i and c is not main]
    end = [c for c in verb.children if c.dep == "punct" and c.i == words[-1].i]
    hang(main, main, "ROOT")
    hang(verb, main, "advcl")
    for child in [*before, *end]:
        hang(child, main, child.dep)


def mend_set_off_name(word: Word) -> None:
    """Hang a name in commas on the noun before it that it names: expelled the envoy, [Jan Brandt], on Monday.

    A sentence it gets wrong: "He met the envoy, Jan Brandt, and the consul", a list of three.
    """
    if word.dep not in {"npadvmod", "dep"} or word.pos != "PROPN" or word.entity not in {"", "PERSON"}:
        return
    if not any(c.dep == "compound" for c in word.children):
        return
    verb = word.head
    if verb.i > word.i:
        return
    first = word.left_edge()
    before = [c for c in verb.children if c.i < first.i]
    if not before or before[-1].text != ",":
        return
    noun = _ending_at(before[:-1], before[-1].i - 1)
    if noun is not None:
        hang(word, noun, "appos")


def _ending_at(words: list[Word], last: int) -> Word | None:
    """Return the uppermost object that ends with word `last`: the object itself, or one of a clause below."""
    for word in reversed(words):
        if word.right_edge().i != last:
            continue
        if word.dep in BEHIND and word.pos in NOMINAL and word.entity != "PERSON":
            return word
        return _ending_at(word.children, last)
    return None
