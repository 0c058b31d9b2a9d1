"""Parses mended where objects, receivers and what else belongs to a verb hang on something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import BLAMES, CLAIM_NOUNS, DEEDS, EFFORTS, ENVOYS, MEASURES, QUANTITIES, SERIES
from stancegraph.extraction.regrafting import hang

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Spans of time and counts of times: said so two days ago, struck four times.
TIMES: Final = frozenset({"day", "fortnight", "hour", "minute", "month", "night", "time", "week", "weekend", "year"})
# Units that a change or a way is measured in: moved ten miles.
LENGTHS: Final = frozenset(
    {"cent", "dollar", "euro", "foot", "kilometer", "kilometre", "km", "meter", "metre", "mile", "percent", "point",
     "yard"}
)  # fmt: skip
# Verbs that have a deed behind "of" besides those of blame: convicted dozens of looting.
CONVICTS: Final = frozenset({"acquit", "clear", "convict", "warn"})
# Verbs with two objects.
GIVES: Final = frozenset(
    {"allow", "award", "deny", "donate", "give", "grant", "guarantee", "lend", "offer", "promise", "refuse", "sell",
     "send", "supply"}
)  # fmt: skip
# Where a noun stands that a clause is about.
ROLES: Final = frozenset({"conj", "dobj", "nsubj", "nsubjpass", "pobj"})
# What is said of an effort, not done for what it is for.
SAID_OF_EFFORTS: Final = frozenset(
    {"alarm", "anger", "attack", "blast", "concern", "condemn", "criticise", "criticize", "decry", "denounce",
     "deplore", "oppose", "protest", "reject", "resist", "slam", "support", "welcome"}
)  # fmt: skip
# What nobody but the second of two objects is: the access that somebody is granted.
GIVEN: Final = frozenset(
    {"access", "admission", "aid", "amnesty", "asylum", "autonomy", "cash", "citizenship", "clearance", "credit",
     "entry", "immunity", "independence", "money", "passage", "permission", "recognition", "refuge", "sanctuary",
     "shelter", "support", "transit"}
)  # fmt: skip
# What can be counted and is given as those are; of one it does not show who gets it: the [work] permit.
GIVEN_BY_NUMBER: Final = frozenset({"licence", "license", "loan", "passport", "pardon", "permit", "visa"})
# What such a gift is for, or of, rather than who gets it.
USES: Final = frozenset(
    {"bank", "border", "consulate", "emergency", "entry", "exit", "export", "food", "import", "internet", "landing",
     "market", "press", "residence", "state", "tax", "tourist", "trade", "transit", "visa", "water", "work"}
)  # fmt: skip
# Verbs whose participle before people tells of them, not of what is done to them.
WITHOUT_OBJECT: Final = frozenset(
    {"advance", "die", "emerge", "flee", "mourn", "protest", "retreat", "return", "riot", "rule", "starve", "strike",
     "suffer", "survive", "visit", "war"}
)  # fmt: skip
# Those who are called in, with no reason given.
SENT: Final = ENVOYS | {"representative"}
# Those of the prepositions behind a span of time that go with a verb more often than with the span.
BEHIND_TIMES: Final = frozenset({"against", "amid", "at", "between", "despite", "from", "in", "on", "to", "with"})


# What the police do to what the parser takes for a measure behind it: stopped a march.
HINDERS: Final = frozenset({"ban", "block", "break", "disperse", "halt", "prevent", "stop"})
HINDERED: Final = frozenset({"demonstration", "march", "meeting", "procession", "protest", "rally", "strike"})


def mend_counted_object(word: Word) -> None:
    """Make an object of a counted noun taken for a measure: jailed 11 [dissidents]."""
    verb = word.head
    if word.dep == "npadvmod" and word.tag == "NN" and word.lemma in HINDERED and verb.lemma in HINDERS:
        word.dep = "dobj"  # stopped a [march]
        return
    if word.dep != "npadvmod" or word.tag != "NNS" or verb.pos != "VERB" or word.lemma in TIMES | MEASURES | LENGTHS:
        return
    counted = any(c.dep == "nummod" for c in word.children) and word.left_edge().i == verb.i + 1
    if counted and not any(c.dep in {"dobj", "auxpass"} for c in verb.children):
        word.dep = "dobj"


def mend_shifted_object(word: Word) -> None:
    """Hang on its verb the object that comes late: rejected as baseless a [claim] by Oman."""
    preposition = word.head
    if word.dep != "pobj" or preposition.lower != "as" or preposition.head.pos != "VERB":
        return
    article = next((c for c in word.children if c.tag in {"DT", "PRP$"} or c.dep == "poss"), None)
    if article is None or any(c.dep == "dobj" for c in preposition.head.children):
        return
    both = [*preposition.children, *word.children]
    said = next((c for c in both if c.pos == "ADJ" and c.i == preposition.i + 1 and c.i < article.left_edge().i), None)
    if said is not None:
        if said.head is word:
            hang(said, preposition, "pobj")
        said.dep = "pobj"
        hang(word, preposition.head, "dobj")


def mend_receiver(word: Word) -> None:
    """Give a verb of giving its receiver, whose name was hung on the gift: granted the [Red Cross] access.

    Of a state and things that can be counted it is done only with nothing before the name: sent [Kyiv] tanks. A
    sentence it gets wrong: "The firm sells Cuba cigars", where they may be Cuban.
    """
    verb = word.head
    if word.dep != "dobj" or verb.lemma not in GIVES or word.pos != "NOUN" or _has_common_receiver(word):
        return
    names = [c for c in word.children if c.dep in {"compound", "nmod"} and c.pos == "PROPN" and c.i < word.i]
    number = next((c for c in word.children if c.dep == "nummod" and c.i == word.i - 1), None)
    if names and number is not None and names[-1].i == number.left_edge().i - 1:  # gave the [Red Cross] two trucks
        for child in [c for c in word.children if c.i < word.i and c not in {names[-1], number}]:
            hang(child, names[-1], child.dep)
        hang(names[-1], verb, "dative")
        return
    first = word.left_edge()
    if first in names and first.i == verb.i + 1 and first.entity == "GPE" and _is_described(word, first):
        hang(first, verb, "dative")  # granted [Morocco] political asylum
        return
    if not names or names[-1].i != word.i - 1:
        return
    is_state = (
        names[-1].entity == "GPE" and word.left_edge() is names[-1].left_edge() and word.left_edge().i == verb.i + 1
    )
    if not is_state and (word.lemma not in GIVEN or word.tag != "NN"):
        return
    for child in [c for c in word.children if c.i < word.i and c is not names[-1]]:
        hang(child, names[-1], child.dep)
    hang(names[-1], verb, "dative")


def mend_apposed_gift(gift: Word) -> None:
    """Hang on its verb a gift that was taken for another word for who gets it: denied [Bolivia] a corridor."""
    receiver, verb = gift.head, gift.head.head
    if gift.dep != "appos" or receiver.dep != "dobj" or receiver.pos != "PROPN" or verb.lemma not in GIVES:
        return
    first = gift.left_edge()
    if first.tag == "DT" and first.lower in {"a", "an"} and first.i == receiver.i + 1 and receiver.i == verb.i + 1:
        receiver.dep = "dative"
        hang(gift, verb, "dobj")


def _has_common_receiver(gift: Word) -> bool:
    """Part from a gift the people who get it: denied Turkish [diplomats] entry, granted the [rebels] an amnesty."""
    verb = gift.head
    before = (c for c in gift.children if c.dep in {"compound", "nmod"} and c.i < gift.i)
    people = next((c for c in before if c.pos == "NOUN"), None)
    if people is None or people.lemma in USES or gift.left_edge().i != verb.i + 1:
        return False
    is_many = people.tag == "NNS"
    is_one = any(c.tag == "DT" and c.i < people.i for c in (*gift.children, *people.children))
    if gift.lemma not in (GIVEN | GIVEN_BY_NUMBER if is_many else GIVEN) or not (is_many or is_one):
        return False
    for child in [c for c in gift.children if c.i < people.i]:
        hang(child, people, child.dep)
    hang(people, verb, "dative")
    return True


def _is_described(gift: Word, name: Word) -> bool:
    """Tell whether nothing but words that describe the gift stand between it and a name: [political] asylum."""
    between = [c for c in gift.children if name.i < c.i < gift.i]
    if len(between) != gift.i - name.i - 1 or not between or any(c.children for c in (name, *between)):
        return False
    return between[0].tag in {"JJ", "VBG", "VBN"} or (
        gift.lemma in GIVEN | {"relief"} and all(c.tag == "NN" for c in between)
    )


def mend_giving_to(word: Word) -> None:
    """Hang on a verb of giving the receiver behind a price: donated boats worth two million kroner [to] Mali."""
    if word.lower != "to" or word.dep not in {"prep", "dative"} or word.head.pos not in {"NOUN", "ADJ", "NUM", "PROPN"}:
        return
    verb, priced = word.head, False
    while verb.pos != "VERB" and verb.head is not verb:
        priced = priced or verb.lower in {"worth", "worth of"} or any(c.lower == "worth" for c in verb.children)
        verb = verb.head
    if priced and verb.lemma in GIVES and not any(c.lower == "to" and c.dep != "aux" for c in verb.children):
        hang(word, verb, "prep")


def mend_hostage(word: Word) -> None:
    """Make an object of whom somebody took hostage, not a word before "hostage": took the [minister] hostage."""
    verb = word.head
    if word.lower not in {"captive", "hostage", "prisoner"} or word.dep != "dobj" or verb.lemma not in {"hold", "take"}:
        return
    taken = next((c for c in word.children if c.dep in {"compound", "nmod"} and c.i == word.i - 1), None)
    if taken is None:
        return
    for child in [c for c in word.children if c.i < word.i and c is not taken]:
        hang(child, taken, child.dep)
    hang(taken, verb, "dobj")
    word.dep = "oprd"


def mend_shot_dead(word: Word) -> None:
    """Hang on the verb, not on the victims, how a shot ended: shot [dead] three monks."""
    verb = word.head.head
    shot = word.lower == "dead" and word.dep == "amod" and verb.lemma in {"gun", "shoot"}
    if shot and word.head.dep == "dobj" and word.i == verb.i + 1:
        hang(word, verb, "advmod")


def mend_left_killed(word: Word) -> None:
    """Hang on the verb, not on the victims, how a deed left them: a raid that left six people [killed].

    A sentence it gets wrong: "She left three sons killed by then on the list", where it says which sons.
    """
    people, verb = word.head, word.head.head
    if word.tag == "VBN" and word.lemma in {"injure", "kill", "wound"} and verb.lemma == "leave":
        behind = people.dep in {"dobj", "nsubj"} and verb.i < people.i < word.i
        if behind and not any(c.dep in {"agent", "aux", "auxpass"} for c in word.children):
            if people.dep == "nsubj":
                hang(people, verb, "dobj")
            hang(word, verb, "oprd")


def mend_calling_in(word: Word) -> None:
    """Make a particle of the "in" with which envoys are called: called [in] the ambassador."""
    if word.lower != "in" or word.dep != "prep" or word.head.lemma not in {"call", "haul"} or word.i != word.head.i + 1:
        return
    envoys = [c for c in word.children if c.dep == "pobj"]
    to_explain = [p for w in (word.head, *envoys) for c in w.children if c.lower == "for" for p in c.children]
    if not any(p.lower in {"explanation", "interrogation", "questioning"} for p in to_explain):
        envoys = [
            c for c in envoys if c.lemma in SENT or any(b.lemma in SENT for b in c.children if b.dep == "compound")
        ]
    if envoys:
        word.dep = "prt"
        hang(envoys[0], word.head, "dobj")


def mend_going_people(word: Word) -> None:
    """Make an attribute of the participle of a verb without object: gave seed to [returning] farmers.

    So is any behind a number of people: seized dozens of [demonstrating] welders.

    A sentence it gets wrong: "Guards were jailed for striking prisoners", where the prisoners are struck.
    """
    preposition = word.head
    if word.dep != "pcomp" or word.tag != "VBG" or word.i != preposition.i + 1:
        return
    if word.lemma not in WITHOUT_OBJECT and not _counts_people(preposition):
        return
    nouns = [c for c in word.children if c.dep == "dobj" and c.tag in {"NNS", "NNPS"}]
    if len(nouns) != 1 or any(
        w.i in range(word.i + 1, nouns[0].i) and w.tag not in {"JJ", "NNP"} for w in nouns[0].children
    ):
        return
    noun = nouns[0]
    hang(noun, preposition, "pobj")
    for child in [c for c in word.children if c.i > noun.i]:
        hang(child, noun, child.dep)
    hang(word, noun, "amod")
    word.pos = "ADJ"


def _counts_people(preposition: Word) -> bool:
    """Tell whether what is behind "of" is counted, not what somebody is blamed for: accused dozens of looting shops."""
    number = preposition.head
    counted = preposition.lower == "of" and number.tag == "NNS" and number.lower in QUANTITIES
    return counted and not (number.dep in {"dobj", "nsubjpass"} and number.head.lemma in BLAMES | CONVICTS)


def mend_bearer(word: Word) -> None:
    """Hang a person on his post, not on the country in it: the foreign minister of Mali, [Abdou Keita]."""
    place = word.head
    if word.dep != "appos" or word.entity != "PERSON" or place.entity not in {"GPE", "ORG", "NORP"}:
        return
    if place.dep == "pobj" and place.head.dep == "prep" and place.head.head.pos == "NOUN":
        hang(word, place.head.head, "appos")


def mend_behind_time(word: Word) -> None:
    """Hang on the verb what the parser hangs on a span of time before it: conferred for four hours [with] the king."""
    span = word.head
    if word.dep != "prep" or word.lower not in BEHIND_TIMES:
        return
    if span.pos != "NOUN" or span.lemma not in TIMES or span.i > word.i or word.i - span.i > 1:
        return
    verb = span.head.head if span.dep == "pobj" else span.head
    if verb.pos == "VERB" and span.dep in {"pobj", "npadvmod", "dobj"}:
        hang(word, verb, "prep")


def mend_named_object(word: Word) -> None:
    """Make an object of a name right behind its verb that was taken for a measure: Bonn scolds [Bratislava]."""
    verb = word.head
    if word.dep != "npadvmod" or word.pos != "PROPN" or word.entity in {"DATE", "TIME", "MONEY", "QUANTITY", "PERCENT"}:
        return
    if verb.pos == "VERB" and word.left_edge().i == verb.i + 1 and not any(c.dep == "dobj" for c in verb.children):
        word.dep = "dobj"


def mend_second_object(word: Word) -> None:
    """Take for an aside what was taken for a second object: accused Minsk of lying, a [charge] that Minsk denies."""
    verb = word.head
    if word.dep != "dobj" or word.lemma not in CLAIM_NOUNS | DEEDS or verb.pos != "VERB":
        return
    before = [c for c in verb.children if c.dep == "dobj" and c.i < word.i]
    first = word.left_edge().i
    comma = any(w.text == "," and w.i == first - 1 for w in _subtree(verb))
    if before and comma and any(c.dep == "relcl" for c in word.children):
        word.dep = "npadvmod"


def _subtree(word: Word) -> list[Word]:
    """Return a word and all that hangs on it."""
    found = [word]
    for above in found:
        found.extend(above.children)
    return found


def mend_desisting(word: Word) -> None:
    """Make one order of "issued a cease and desist [order] to the network"; the parser has the network desist from it.

    Wrong for "told them to cease and desist orders of guns", which nobody writes.
    """
    if word.lower != "desist" or word.dep != "conj":
        return
    verb = word.head
    cease = next((c for c in verb.children if c.lower == "cease" and c.i == word.i - 2 and c.dep == "dobj"), None)
    order = next((c for c in word.children if c.dep == "dobj" and c.i == word.i + 1), None)
    if cease is None or order is None:
        return
    for child in [c for c in word.children if c.i > order.i]:
        hang(child, verb, child.dep)
    hang(order, verb, "dobj")
    hang(cease, order, "compound")
    hang(word, cease, "conj")


def mend_likely(word: Word) -> None:
    """Make a noun with an owner what something is, not what it is likely to do: the blast was likely Oman's [doing].

    A sentence it gets wrong: "Rain is likely Oman's rivers rising", which nobody writes.
    """
    likely = word.head
    verb = likely.head
    if word.pos != "NOUN" or likely.lower != "likely" or likely.dep != "acomp" or verb.lemma != "be":
        return
    if word.dep == "xcomp" and any(c.dep == "poss" for c in word.children):
        hang(word, verb, "attr")
        hang(likely, verb, "advmod")


def mend_latest(word: Word) -> None:
    """Put the deeds of a series in the place of the last of them: condemned the [latest] in a series of raids."""
    if word.lower not in {"first", "last", "latest", "newest", "second", "third"} or word.dep not in ROLES:
        return
    for preposition in (c for c in word.children if c.lower == "in"):
        for series in (c for c in preposition.children if c.lemma in SERIES):
            deed = next((d for c in series.children if c.lower == "of" for d in c.children if d.dep == "pobj"), None)
            if deed is not None:
                verb, dep = word.head, word.dep
                hang(deed, verb, dep)
                hang(word, deed, "amod")
                return


def mend_shifted_purpose(word: Word) -> None:
    """Hang on an effort what it is for, where a place stands between: condemned moves in Peru to [bar] foreigners."""
    verb = word.head
    if word.dep != "advcl" or word.tag != "VB" or not any(c.lower == "to" and c.dep == "aux" for c in word.children):
        return
    efforts = [*verb.children, *(w for c in verb.children if c.dep in {"agent", "prep"} for w in c.children)]
    effort = next((c for c in efforts if c.dep in {"dobj", "pobj"} and verb.i < c.i < word.i), None)
    if effort is None or effort.lemma not in EFFORTS or verb.lemma not in SAID_OF_EFFORTS:
        return
    last = max((c for c in effort.children if c.dep == "prep"), key=lambda c: c.i, default=None)
    if last is not None and word.left_edge().i == last.right_edge().i + 1:
        hang(word, effort, "acl")
