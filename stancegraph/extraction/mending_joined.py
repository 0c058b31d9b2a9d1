"""Parses mended where it is cut wrong what "and" joins: Mali and FLA rebels; between Abe and Ito, who left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.callings import is_person_by_ending
from stancegraph.extraction.grammar import ENVOYS, INSURGENTS, LEADERS, REPORTS
from stancegraph.extraction.noun_phrases import conjuncts
from stancegraph.extraction.regrafting import FINITE, hang

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# What is done to events and bodies, and to no place.
OF_EVENTS: Final = frozenset(
    {"adopt", "approve", "attend", "back", "boycott", "join", "launch", "organise", "organize", "ratify", "sign",
     "sponsor"}
)  # fmt: skip
PLACES: Final = frozenset({"FAC", "GPE", "LOC"})
# How a noun hangs that names before it may be of.
OF_NOUNS: Final = frozenset({"compound", "nmod"})
# What two are at odds in, so that what is told of one of them behind it is not told of both.
QUARRELS: Final = frozenset(
    {"animosity", "argument", "battle", "clash", "conflict", "confrontation", "contest", "difference", "dispute",
     "duel", "feud", "fight", "friction", "quarrel", "rift", "rivalry", "row", "showdown", "spat", "split", "standoff",
     "struggle", "tension", "tussle", "wrangle"}
)  # fmt: skip
# Who comes for others.
VOICES: Final = ENVOYS | LEADERS | {"delegate", "member", "negotiator", "official", "representative", "spokesman"}
# How a body stands behind whoever serves it.
SERVED: Final = frozenset({"at", "for", "of", "to"})
NAMES: Final = frozenset({"NNP", "NNPS"})
# Auxiliaries and verbs that one alone goes with.
OF_ONE: Final = frozenset({"VBZ"})


def mend_joined_state(word: Word) -> None:
    """Join a state to rebels with a name, whose part the parser makes it: [Mali] and FLA rebels signed a truce.

    A sentence it gets wrong: "Kurdistan and PKK rebels met", if the first were a body of rebels too.
    """
    rebels = word.head
    if word.dep not in OF_NOUNS or word.tag != "NNP" or word.entity != "GPE" or rebels.i < word.i:
        return
    if rebels.head is rebels:
        return
    joined = [c for c in word.children if c.dep == "conj"]
    between = [c for c in word.children if c.dep not in {"cc", "conj", "det"}]
    if rebels.tag != "NNS" or rebels.lemma not in INSURGENTS or len(joined) != 1 or between:
        return
    name = joined[0]
    if name.i + 1 != rebels.i or name.tag != "NNP" or name.entity == "GPE":
        return  # Mali and Niger rebels
    moved = [c for c in rebels.children if c.i < word.i]
    hang(word, rebels.head, rebels.dep)
    hang(name, rebels, "compound")
    hang(rebels, word, "conj")
    for child in moved:
        hang(child, word, child.dep)


def mend_joined_saying(word: Word) -> None:
    """Join what somebody says to what he said before, not to what he told then: saying it lied and [warning] of war."""
    told = word.head
    if (
        word.dep != "conj"
        or word.tag != "VBG"
        or word.lemma not in REPORTS
        or any(c.dep == "aux" for c in word.children)
    ):
        return
    saying = told.head
    if told.dep == "ccomp" and told.tag in FINITE | {"VBN"} and saying.tag == "VBG" and saying.lemma in REPORTS:
        hang(word, saying, "conj")


def mend_joined_to_predicate(word: Word) -> None:
    """Join a finite verb to the verb before it, not to what that calls something: found it fair and [called] it wise.

    A sentence it gets wrong: "He found it broken and was sad", if it were the thing that was sad.
    """
    called = word.head
    verb = called.head
    if word.dep != "conj" or word.pos != "VERB" or called.dep != "oprd" or called.pos not in {"ADJ", "VERB"}:
        return
    if verb.pos != "VERB" or verb.tag not in FINITE or any(c.dep in {"nsubj", "nsubjpass"} for c in word.children):
        return
    has_object = any(c.dep in {"dobj", "oprd"} and c.i > word.i for c in word.children)
    if word.tag == "VBN" and has_object and verb.tag == "VBD":
        word.tag = "VBD"  # found it justified and called it wise: nobody was called
    if word.tag != verb.tag:
        return
    between = [c for c in called.children if c.dep == "cc" and called.i < c.i < word.i]
    for joint in between:
        hang(joint, verb, "cc")
    hang(word, verb, "conj")


def mend_joined_voices(word: Word) -> None:
    """Join those who speak for another to those who spoke before: envoys of the miners and [officials] of Oman met.

    A sentence it gets wrong: "leaders of unions and officials of the port met", if they lead the officials too.
    """
    served = word.head
    if word.dep != "conj" or word.tag != "NNS" or word.lemma not in VOICES or served.dep != "pobj":
        return
    first = served.head.head
    if served.head.lower != "of" or first.tag != "NNS" or first.lemma not in VOICES:
        return
    of = next((c for w in (word, served) for c in w.children if c.lower == "of" and c.i == word.i + 1), None)
    if of is None:
        return
    hang(of, word, "prep")
    for joint in [c for c in served.children if c.dep == "cc"]:
        hang(joint, first, "cc")
    hang(word, first, "conj")


def mend_last_relative(word: Word) -> None:
    """Hang what is told of the last of two persons on him: rows between Abe and [Ito, who left]; Abe and Ito, who has.

    A sentence it gets wrong: "talks between Abe and Ito, who signed a pact", where both did.
    """
    first = word.head
    if word.dep != "relcl" or first.tag != "NNP" or first.entity != "PERSON":
        return
    last = conjuncts(first)[-1]
    if last is first or last.i > word.i or last.tag != "NNP":
        return
    subjects = [c for c in word.children if c.lower == "who" and c.dep == "nsubj"]
    verbs = [word, *(c for c in word.children if c.dep == "aux")]
    alone = any(v.tag in OF_ONE or v.lower == "was" for v in verbs)
    apart = first.dep == "pobj" and first.head.lower == "between" and first.head.head.lemma in QUARRELS
    if subjects and subjects[0].i > last.i and (alone or apart):
        hang(word, last, "relcl")


def mend_which_behind_place(word: Word) -> None:
    """Hang what is told of an event on it, not on a place before it: a [force] to patrol the Gulf, which Oman joined.

    A sentence it gets wrong: "Oman held talks in a city which was led by Chad", if the city is no name.
    """
    place = word.head
    if word.dep != "relcl" or word.lemma not in OF_EVENTS or place.entity not in PLACES:
        return
    if not any(c.lower in {"that", "which"} and c.i > place.i for c in word.children):
        return
    event = place
    while event.head is not event and not (event.dep == "dobj" and event.entity not in PLACES):
        event = event.head
    if event.dep == "dobj" and event.i < place.i:
        hang(word, event, "relcl")


def mend_who_behind_body(word: Word) -> None:
    """Hang what "who" tells on the person who serves a body, not on the body: an [envoy] for the Office of X who left.

    A sentence it gets wrong: "He wrote a letter to the Council of Elders who ruled", where the elders did.
    """
    if word.dep != "relcl" or not any(c.lower == "who" and c.dep == "nsubj" for c in word.children):
        return
    top = word.head
    while top.tag in NAMES and top.dep == "pobj" and top.head.head.tag in NAMES and top.head.lower in SERVED:
        top = top.head.head
    served = top.tag in NAMES and top.dep == "pobj" and top.head.lower in SERVED and top.entity != "PERSON"
    if not served:
        return
    if top.lower in LEADERS or is_person_by_ending(top):
        hang(word, top, "relcl")  # an aide to the President of Chad who left
        return
    servant = top.head.head
    if servant.tag == "NN" and servant.text.islower() and servant.i < top.i:
        hang(word, servant, "relcl")
