"""Parses mended where a preposition has taken, or lost, what goes with the verb above or the clause below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import (
    ALLIES,
    CROWDS,
    EDGES,
    ENVOYS,
    FORCES,
    INSURGENTS,
    LEADERS,
    PROTESTERS,
    STATE_BODIES,
)
from stancegraph.extraction.regrafting import FINITE, NOMINAL, SUBJECTS, hang

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Behind these somebody is met with, fired at or pressed by, whatever he is doing then; "insist on", "accuse of" and
# "warn about" have a clause.
BEFORE_PEOPLE: Final = frozenset({"at", "by", "from", "into", "to", "toward", "towards", "with"})
# Who can be a side in talks or a clash: the king of Nepal and rebels, not an actress from Oslo and a singer.
SIDES: Final = ALLIES | CROWDS | ENVOYS | FORCES | INSURGENTS | LEADERS | PROTESTERS | STATE_BODIES | frozenset(
    {"activist", "delegation", "farmer", "member", "minister", "official", "representative", "student", "worker"}
)  # fmt: skip
# Behind these, some of those are named who did what stands in the passive.
EXAMPLES: Final = frozenset({"including", "notably", "especially", "particularly"})
# Before a place where somebody serves.
AT_PLACES: Final = frozenset({"at", "in", "to"})
# Verbs whose object is blamed or thanked for something, kept from it, or made to do it, by preposition.
CHARGES: Final = {
    "of": frozenset({"absolve", "accuse", "acquit", "convict", "suspect"}),
    "for": frozenset(
        {"applaud", "assail", "berate", "blame", "blast", "castigate", "censure", "chide", "commend", "condemn",
         "congratulate", "criticise", "criticize", "denounce", "fault", "lambast", "praise", "rebuke", "slam", "thank"}
    ),
    "from": frozenset({"ban", "bar", "block", "deter", "discourage", "forbid", "keep", "prevent", "prohibit", "stop"}),
    "into": frozenset({"bully", "coerce", "force", "pressure", "scare"}),
}  # fmt: skip
# What somebody feels, and before what it is felt about.
FEELINGS: Final = frozenset(
    {"alarm", "anger", "bewilderment", "concern", "disappointment", "dismay", "displeasure", "dissatisfaction", "fury",
     "gratitude", "indignation", "outrage", "protest", "regret", "resentment", "solidarity", "unease", "worry"}
)  # fmt: skip
ABOUT_FELT: Final = frozenset({"about", "against", "at", "for", "over", "regarding", "to", "toward", "towards", "with"})
# Verbs that go with no "with" of their own.
PUTS: Final = frozenset({"bring", "keep", "place", "put", "set", "station"})
# How things stand to a border.
ALONG: Final = frozenset({"across", "along", "around", "at", "close", "near", "on", "to", "toward", "towards"})
# Entities that are places.
PLACES: Final = frozenset({"FAC", "GPE", "LOC"})
# What joins those who do something to those they do it with.
TOGETHER: Final = frozenset({"jointly", "together"})


def mend_condition(word: Word) -> None:
    """Hang a condition on the verb, not on a particle before it: will not stand by if Chad [attacks]."""
    particle = word.head
    if word.dep not in {"pcomp", "pobj"} or particle.pos not in {"ADP", "ADV"} or particle.i + 1 != word.left_edge().i:
        return
    marks = [c for c in word.children if c.dep in {"mark", "advmod"} and c.lower in {"if", "unless", "when", "while"}]
    if marks and any(c.dep in {"nsubj", "nsubjpass"} for c in word.children) and particle.head.pos in {"VERB", "AUX"}:
        hang(word, particle.head, "advcl")


def mend_felt(word: Word) -> None:
    """Make whoever feels something its owner where it is said what it is about: the anger of the [Thais] at the raid.

    A sentence it gets wrong: "He voiced concern of a war over water", where "of" is an odd word for "about".
    """
    of = word.head
    if word.dep != "pobj" or of.lower != "of" or of.head.lemma not in FEELINGS or of.head.pos != "NOUN":
        return
    above = [of.head, *([of.head.head] if of.head.dep == "dobj" else [])]
    if any(c.dep == "prep" and c.i > word.i and c.lower in ABOUT_FELT for w in above for c in w.children):
        hang(word, of.head, "poss")


def mend_marked_subject(word: Word) -> None:
    """Give a clause the subject that "after" and the like have taken: after [generals] on Monday announced a coup."""
    mark, verb = word.head, word.head.head
    if word.dep != "pobj" or mark.dep != "mark" or verb.tag not in FINITE or not mark.i < word.i < verb.i:
        return
    if not any(c.dep in {*SUBJECTS, "expl"} for c in verb.children):
        hang(word, verb, "nsubjpass" if any(c.dep == "auxpass" for c in verb.children) else "nsubj")


def mend_met_people(word: Word) -> None:
    """Hang people, not what they do, on a preposition: police clashed with [miners] marching on the capital.

    A sentence it gets wrong: "He began by soldiers saluting", if anybody wrote so.
    """
    preposition = word.head
    if word.tag != "VBG" or word.dep != "pcomp" or preposition.lower not in BEFORE_PEOPLE:
        return
    people = next((c for c in word.children if c.dep == "nsubj" and c.i < word.i), None)
    if people is None or people.tag not in {"NN", "NNS", "NNPS"} or people.left_edge().i != preposition.i + 1:
        return
    verb = preposition.head
    aside = any(c.text == "," and c.i == preposition.i - 1 for c in verb.children)
    if verb.i > preposition.i or aside or any(c.dep in {"aux", "auxpass"} for c in word.children):
        return
    hang(people, preposition, "pobj")
    hang(word, people, "acl")


def mend_judged_object(word: Word) -> None:
    """Give a verb its object back that stands behind what it is called: rejected as "void" the [result].

    A sentence it gets wrong: "They condemned as cruel Roman's gods", if the cruel man is Roman.
    """
    preposition = word.head
    if word.dep == "appos" and preposition.dep == "pobj":  # as an insult the offer
        preposition = preposition.head
    elif word.dep != "pobj":
        return
    if preposition.lower != "as" or preposition.head.pos != "VERB":
        return
    verb = preposition.head
    if verb.i > preposition.i or any(c.dep in {"dobj", "nsubjpass"} for c in verb.children):
        return
    if word.dep == "appos":
        if not any(c.text == "," and c.i < word.i for c in word.head.children):
            hang(word, verb, "dobj")
        return
    opener = next((c for c in word.children if c.dep in {"det", "poss"} and c.i < word.i), None)
    if opener is None:
        return
    beside = [*preposition.children, *word.children, *opener.children]
    judged = [c for c in beside if c.pos in {"ADJ", "VERB"} and c.dep != "relcl" and preposition.i < c.i < opener.i]
    if not judged or (opener.dep == "poss" and opener.pos not in {"PROPN", "PRON"}):
        return
    for adjective in judged:
        hang(adjective, preposition, "amod")
    hang(word, verb, "dobj")


def mend_judging_agent(word: Word) -> None:
    """Hang "by" on the passive, not on how it was called: dismissed as "absurd" [by] Chad."""
    if word.lower != "by" or word.dep not in {"agent", "prep"}:
        return
    above = word.head
    while above.dep in {"amod", "conj", "pobj", "acomp", "advmod"} and above.head is not above and above.lower != "as":
        above = above.head
    verb = above.head
    if above.lower == "as" and above is not word.head and verb.tag == "VBN" and verb.i < above.i:
        hang(word, verb, "agent")


def mend_between_two(word: Word) -> None:
    """Make two of what stands between: talks between the king of Nepal and [rebels], no king of both.

    A sentence it gets wrong: "a quarrel between the friends of Peru and rebels", if they are friends of both.
    """
    if word.dep != "pobj" or word.head.lower != "between" or word.lemma not in SIDES:
        return
    if any(c.dep == "conj" for c in word.children):
        return
    for preposition in word.children:
        if preposition.dep != "prep" or preposition.i < word.i:
            continue
        for inner in preposition.children:
            if inner.dep != "pobj" or inner.pos not in NOMINAL:
                continue
            others = [c for c in inner.children if c.dep == "conj" and c.pos in NOMINAL]
            joined = [c for c in inner.children if c.dep == "cc" and c.lower == "and"]
            if len(others) == len(joined) == 1 and (word.tag in {"NN", "NNP"} or inner.pos != others[0].pos):
                hang(joined[0], word, "cc")
                hang(others[0], word, "conj")
            return


def mend_about(word: Word) -> None:
    """Read "regarding" and "concerning" as the preposition that they are: a complaint [regarding] Oman's tariffs."""
    if word.lower in {"concerning", "regarding"} and word.dep == "prep":
        word.lower = word.lemma = "about"
        word.pos, word.tag = "ADP", "IN"
    elif word.lower in {"excluding", "following", "including"} and word.dep == "prep":
        word.pos = "ADP"  # crimes including the killing of monks: nobody includes them


def mend_together(word: Word) -> None:
    """Hang "together" on the verb whose doers are together: built the dam [together] with Togo.

    A sentence it gets wrong: "He lost the ring together with the box."
    """
    preposition = word.head
    if word.lower not in TOGETHER or preposition.lower != "with" or word.i != preposition.i - 1:
        return
    if preposition.dep == "prep" and preposition.head.pos == "VERB":
        hang(word, preposition.head, "advmod")


def mend_neighbouring(word: Word) -> None:
    """Make a word before a name of "neighbouring": accused [neighbouring] Chad of arming rebels."""
    if word.lower not in {"neighboring", "neighbouring"} or word.dep not in {"ccomp", "pcomp", "xcomp"}:
        return
    name = next((c for c in word.children if c.dep in {"dobj", "nsubj"} and c.left_edge().i == word.i + 1), None)
    if name is None:
        return
    above, dep = word.head, "pobj" if word.dep == "pcomp" else "dobj"
    for child in [c for c in word.children if c is not name]:
        hang(child, above, child.dep)
    hang(name, above, dep)
    hang(word, name, "amod")
    word.pos, word.tag = "ADJ", "JJ"


def mend_charge(word: Word) -> None:
    """Hang on a verb what its object is blamed for or kept from: accused the rebels [of] killing monks.

    A sentence it gets wrong: "Oman barred ships from leaking ports", if the ports leak.
    """
    verb = word.head.head
    if word.dep != "prep" or verb.lemma not in CHARGES.get(word.lower, ()):
        return
    if word.head.dep not in {"dobj", "nsubjpass"}:
        return
    if word.i < word.head.i or any(c.lower == word.lower and c.dep == "prep" for c in verb.children):
        return
    matter = next((c for c in word.children if c.dep in {"pcomp", "pobj"}), None)
    if matter is not None and matter.tag == "VBG" and matter.left_edge().lower not in {"a", "an", "the"}:
        hang(word, verb, "prep")


def mend_who_there(word: Word) -> None:
    """Hang a clause with "who" on the people, not on the place where they are: troops in Chad [who] shelled it.

    A sentence it gets wrong: "The king met troops of Mali who guard him", if the parser had hung it on the king.
    """
    place = word.head
    if word.dep != "relcl" or place.dep != "pobj" or place.entity not in {"GPE", "LOC", "NORP"} or place.tag != "NNP":
        return
    if not any(c.lower == "who" and c.dep in SUBJECTS for c in word.children):
        return
    people = place.head.head
    while people.pos == "VERB" and people.dep == "acl":  # based in Chad
        people = people.head
    if people.pos == "NOUN" and people.i < place.i:
        hang(word, people, "relcl")


def mend_examples_by(word: Word) -> None:
    """Make an agent of the passive of whom "including by" brings in: was condemned widely, including [by] Oman."""
    opening = word.head
    if word.lower != "by" or opening.lower not in EXAMPLES or opening.i > word.i:
        return
    verb = opening.head if opening.head.pos == "VERB" else opening.head.head
    if verb.tag != "VBN" or verb.i > opening.i or not any(c.dep == "auxpass" for c in verb.children):
        return
    if not any(c.dep == "agent" or c.lower == "by" for c in verb.children):
        hang(word, verb, "agent")


def mend_posted(word: Word) -> None:
    """Take a place and who serves there apart: the Oman ambassador in Cairo [NAME NAME] was called in."""
    preposition = word.head
    if word.dep != "pobj" or word.entity != "PERSON" or preposition.lower not in AT_PLACES:
        return
    post = preposition.head
    if post.lemma not in ENVOYS | LEADERS or post.i > preposition.i:
        return
    place = [c for c in word.children if c.dep == "compound" and c.entity in PLACES]
    if not place or place[0].i != preposition.i + 1 or place[-1].i - place[0].i != len(place) - 1:
        return
    last = place[-1]
    hang(last, preposition, "pobj")
    for part in place[:-1]:
        hang(part, last, "compound")
    hang(word, post, "appos")


def mend_edge(word: Word) -> None:
    """Hang on a border, right before it, whose it is: put on alert along the frontier [with] Oman.

    A sentence it gets wrong: "He put men on the border with Oman", if that is who helped him.
    """
    if word.lower != "with" or word.head.lemma not in PUTS:
        return
    if not any(c.dep == "pobj" and c.entity == "GPE" for c in word.children):
        return
    before = [c.right_edge() for c in word.head.children if c.i < word.i]
    border = before[-1] if before else None
    if border is not None and border.i == word.i - 1 and border.lemma in EDGES:
        hang(word, border, "prep")


def mend_along_edge(word: Word) -> None:
    """Hang on the verb where things are massed, not on the last of them: men and a lot of tanks [along] its border."""
    if word.lower not in ALONG or not any(c.dep == "pobj" and c.lemma in EDGES for c in word.children):
        return
    verb = word.head
    while verb.dep in {"conj", "dobj", "pobj", "prep"} and verb.pos in {"ADP", "NOUN", "PROPN"}:
        verb = verb.head
    if verb.pos == "VERB" and verb is not word.head and word.head.dep != "dobj":
        hang(word, verb, "prep")
