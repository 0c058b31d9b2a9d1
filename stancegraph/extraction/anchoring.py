"""Where the next word of a pattern hangs: on a verb, its object, its condition, or astray on what stands between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.codebook import OWNING, PREPOSITIONS
from stancegraph.extraction.clauses import patients, subjects
from stancegraph.extraction.grammar import LEADERS, MEASURES, QUANTITIES
from stancegraph.extraction.noun_phrases import conjuncts, governed

if TYPE_CHECKING:
    from stancegraph.codebook import Element
    from stancegraph.extraction.parsing import Word

NOT_AN_OBJECT: Final = frozenset({"nsubj", "conj", "punct", "cc", "det", "mark", "csubj"})
# The "to" of an infinitive and the "that" of a clause are no prepositions.
NOT_A_PREPOSITION: Final = frozenset({"aux", "mark", "nsubj", "dobj"})
# Words of direction, and prepositions that go on from them.
BEFORE_ANOTHER: Final = frozenset({"across", "down", "out", "over", "up"})
GOES_ON: Final = frozenset({"against", "into", "to", "toward", "towards"})
# What aid is counted in.
SUMS: Final = frozenset({"billion", "dollar", "euro", "franc", "mark", "million", "pound", "rouble", "ruble", "yen"})
# What a deed may be counted in: began ten days of war games.
SPANS: Final = frozenset({"day", "hour", "month", "week", "weekend", "year"})
# What is told of a part is told of the whole: most of their rifles, half the tanks.
PARTS: Final = frozenset({"bulk", "half", "majority", "most", "part", "quarter", "rest", "share", "some", "third"})
# Behind these and "of" stands what is counted.
COUNTED_BY: Final = MEASURES | SPANS | PARTS
# Words for warships, and what stands before their names.
CRAFT: Final = frozenset(
    {"battleship", "carrier", "corvette", "cruiser", "cutter", "destroyer", "frigate", "gunboat", "minesweeper", "ship",
     "submarine", "warship"}
)  # fmt: skip
CRAFT_MARKS: Final = frozenset({"HMAS", "HMCS", "HMS", "INS", "USS"})
# These hang where the parser hangs them: soldiers of Chad; a clash of colours between them.
AT_HOME: Final = OWNING | {"among", "between"}
# What is itself with somebody: talks on the dispute with Oman are not with Oman.
RELATIONS: Final = frozenset(
    {"accord", "agreement", "alliance", "border", "conflict", "contact", "cooperation", "deal", "dispute", "frontier",
     "link", "negotiation", "pact", "partnership", "peace", "relation", "relationship", "talk", "tension", "tie",
     "treaty", "truce", "war"}
)  # fmt: skip
# What somebody bears for something: put the blame for [the riots] on Oman.
BURDENS: Final = frozenset({"blame", "fault", "guilt", "liability", "onus", "responsibility"})
# Names of those who do deeds.
NAMED: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})
# At the end of a pattern this asks for a clause: disputes [that] it hid the fault.
THAT: Final = frozenset({"that"})
# With these a clause asks.
ASKING: Final = frozenset({"if", "whether"})
# What is so has not been given, or is no longer: aid cut to Oman, loans denied to it.
WITHHOLDS: Final = frozenset(
    {"block", "cancel", "cut", "deny", "freeze", "halt", "refuse", "stop", "suspend", "withdraw", "withhold"}
)
# Conjunctions whose clause tells what happened at the time, not what somebody does.
OCCASIONS: Final = frozenset({"after", "as", "because", "lest", "once", "since", "when", "while"})
# In a pattern these stand for the word that begins a condition, and TARGET behind them for its subject.
BINDS: Final = frozenset({"if", "unless"})
# What is told of the alternative hangs where this does: told Oman to leave [or] face war.
OR_ELSE: Final = frozenset({"or"})


def find_word(element: Element, anchor: Word, taken: list[Word]) -> Word | None:
    """Return the word among those that hang on `anchor` which `element` names, but none that is taken."""
    free = [c for c in anchor.children if c not in taken]
    if element.words <= BINDS or element.words == THAT:
        return _condition(anchor, element.words) if element.words <= BINDS else _that(free)
    if element.words == OR_ELSE:
        above = [anchor, *(c for c in free if c.dep in {"advcl", "ccomp", "xcomp"})]
        return next((c for w in above for c in w.children if c.dep == "cc" and c.lower == "or"), None)
    if taken[-1].lower in OR_ELSE and taken[-1].head is anchor:
        return _alternative(element, anchor)
    if element.is_particle:
        particles = (c for c in free if c.lower in element.words and c.dep in {"prt", "advmod", "prep"})
        return next((c for c in particles if not any(p.dep == "pobj" for p in c.children)), None)
    if element.is_preposition:
        free = [*free, *_prepositions_astray(anchor, free), *_second_prepositions(free)]
        found = _preposition(element, anchor, free, taken) or _preposition_below(element, anchor, taken)
        if found is not None or element.words <= PREPOSITIONS:
            return found
    return _object(element, anchor, free, taken)


def _that(free: list[Word]) -> Word | None:
    """Return the word that begins the clause below a verb: disputes [that] it hid the fault."""
    marks = (m for c in free if c.dep == "ccomp" for m in c.children if m.dep == "mark")
    return next((m for m in marks if m.lower in THAT), None)


def _alternative(element: Element, verb: Word) -> Word | None:
    """Return the verb behind "or", or what stands with it: told Oman to leave or [face] war, or it [would] be hit."""
    clauses = [verb, *(c for c in verb.children if c.dep in {"ccomp", "xcomp"})]
    asked = any(c.dep == "aux" and c.lower == "to" for clause in clauses for c in clause.children)
    others = [c for c in verb.children if c.dep == "conj"] if asked else []
    words = [w for c in others for w in (c, *(a for a in c.children if a.dep == "aux"))]
    return next((w for w in words if w.lemma in element.words or w.lower in element.words), None)


def _prepositions_astray(anchor: Word, free: list[Word]) -> list[Word]:
    """Return what hangs on a participle or clause of a word but may be the word's: a treaty signed [between]."""
    inner = [c for p in free if p.dep in {"relcl", "acl", "advcl", "ccomp", "xcomp"} for c in p.children]
    time = [c for c in inner if c.dep == "mark" and c.lower == "for"]  # time for Mali to leave
    bare = [p for p in free if p.dep == "acl" and p.tag == "VBN" and not any(c.dep == "mark" for c in p.children)]
    bare = [p for p in bare if p.lemma not in WITHHOLDS]
    telling = [*bare, *filter(_is_done_in, free)] if anchor.pos == "NOUN" else []
    return time + [c for p in telling for c in p.children]


def _second_prepositions(free: list[Word]) -> list[Word]:
    """Return prepositions that go on from a word of direction: moved guns up [to] the line, came out [against]."""
    firsts = [c for c in free if c.lower in BEFORE_ANOTHER and c.dep in {"advmod", "prep", "prt"}]
    return [p for c in firsts for p in c.children if p.dep == "prep" and p.i == c.i + 1 and p.lower in GOES_ON]


def _is_done_in(clause: Word) -> bool:
    """Tell whether a relative clause tells who does what it hangs on: the raid that Chad [launched] into Mali."""
    if clause.dep != "relcl" or not any(c.dep == "nsubj" and c.tag not in {"WDT", "WP"} for c in clause.children):
        return False
    return not any(c.dep == "dobj" and c.lower not in {"that", "which"} for c in clause.children)


def _preposition(element: Element, anchor: Word, free: list[Word], taken: list[Word]) -> Word | None:
    fitting = [
        c
        for c in free
        if c.lower in element.words
        and (c.dep not in NOT_A_PREPOSITION or (c.dep == "mark" and c.lower == "for"))
        and not (c.lower == "of" and (anchor.entity == "MONEY" or anchor.lemma in SUMS))  # 90 million dollars of aid
        and not any(d.dep == "npadvmod" for d in c.children)  # appeared a year before the British edition
    ]
    # Behind the head before in front of it: "At noon they shot at ..."; marched on Friday on the palace
    # and behind what the pattern has had already: blocked a post [at Menen] in protest at a tax
    last = taken[-1].i if taken[-1].pos == "NOUN" and taken[-1].dep == "pobj" else anchor.i
    return min(fitting, key=lambda c: (governs_time(c), c.i < anchor.i, c.i < last, c.i), default=None)


def _preposition_below(element: Element, anchor: Word, taken: list[Word]) -> Word | None:
    """Return a preposition that the parser hangs on what stands between, or on what is counted: tons of rice [to]."""
    found = _hung_too_low(element, anchor)
    if found is None and "against" in element.words:
        found = _against_below(anchor, taken)
    if found is None and anchor.pos == "VERB" and taken[-1].lemma in BURDENS:  # the parser hangs "for" on the verb
        found = next((c for o in governed(anchor, "for") for c in o.children if c.lower in element.words), None)
    if found is None and (anchor.lemma in QUANTITIES or anchor.lemma in MEASURES):
        return next((c for o in governed(anchor, "of") for c in o.children if c.lower in element.words), None)
    return found


def _object(element: Element, anchor: Word, free: list[Word], taken: list[Word]) -> Word | None:
    children = free
    if anchor.pos in {"VERB", "AUX"}:
        children = [*children, *patients(anchor)]  # "the sanctions that Paris imposed": they hang elsewhere
    for child in children:
        if child.head is anchor and _is_no_object(child, anchor):
            continue
        for word in (child, *_counted(child), *_joined(child), *_titles(child)):
            if word not in taken and (word.lower in element.words or word.lemma in element.words):
                return word
        if child.pos == "PROPN" and child not in taken and _is_craft_named(child, element):
            return child
    return None


def _hung_too_low(element: Element, anchor: Word) -> Word | None:
    """Return the preposition that the parser hangs on the end of a phrase: sent troops and [guns against] the rebels.

    A sentence it gets wrong: "Mali sent troops and a letter to Chad", where the troops go elsewhere.
    """
    if anchor.pos != "NOUN":
        return None
    tails = [c for c in anchor.children if c.dep == "conj"]
    tails += [w for w in governed(anchor, "of")[-1:] if w.pos == "NOUN" or w.entity == "GPE"]
    tails += _doers_behind(anchor)
    tails += [w for w in governed(anchor, "for")[-1:] if anchor.lemma in BURDENS]
    fitting = (c for t in tails for c in t.children if c.dep in {"prep", "acl"} and c.lower in element.words - AT_HOME)
    found = next((c for c in fitting if not governs_time(c)), None)
    if found is None and "with" in element.words:
        found = next((c for w in _matters_behind(anchor) for c in w.children if c.lower == "with"), None)
    return found


def _doers_behind(noun: Word) -> list[Word]:
    """Return who did a deed, on whom the parser hangs what is told of the deed: the raid by [Chad] on Mali.

    So it does on several of a nation: a march by Chadian [farmers] against Mali.

    A sentence it gets wrong: "An attack by Chad on drugs", where it hangs on the attack and is a figure of speech.
    """
    doers = governed(noun, "by", "from")[-1:]
    return [w for w in doers if w.entity in NAMED or w.lemma in LEADERS or _are_of_nation(w)]


def _are_of_nation(word: Word) -> bool:
    return word.tag == "NNS" and any(c.entity in NAMED and c.dep in {"amod", "compound"} for c in word.children)


def _matters_behind(noun: Word) -> list[Word]:
    """Return on what, or where, something is with somebody: talks on [trade] with Oman.

    A sentence it gets wrong: "Chad and Mali held talks on trade with Oman", if it is they who trade with Oman.
    """
    return [w for w in governed(noun, "about", "at", "in", "on", "over")[-1:] if w.lemma not in RELATIONS]


def _against_below(anchor: Word, taken: list[Word]) -> Word | None:
    """Return an "against" that the parser hangs on what stands between: rallied in the rain [against] Oman.

    So does it behind who called a strike: a strike called by the union [against] the bill.
    """
    if anchor.pos == "VERB":
        above = [p for p in anchor.children if p.dep == "prep"]
    else:
        above = [a for c in anchor.children if c.dep == "acl" for a in c.children if a.dep == "agent"]
    nouns = [o for p in above for o in p.children if o.dep == "pobj"]
    nouns += [o for n in nouns for p in n.children if p.lower == "of" for o in p.children if o.dep == "pobj"]
    return next((c for n in nouns for c in n.children if c.lower == "against" and c not in taken), None)


def _condition(verb: Word, binding: frozenset[str]) -> Word | None:
    """Return the word that begins the condition a verb is bound to: will strike [unless] Oman pays.

    "Should Oman refuse" is a condition with "if".
    """
    for clause in verb.children:
        if clause.dep != "advcl":
            continue
        first = next((c for c in clause.children if c.dep in {"mark", "aux", "advmod"}), None)
        if first is not None and (first.lower in binding or (first.lower == "should" and "if" in binding)):
            opens = first.i < min((w.i for w in subjects(clause)), default=0)
            return first if first.lower in binding or opens else None
    return None


def governs_time(preposition: Word) -> bool:
    """Tell whether what a preposition governs is a day or another time: on Monday."""
    governs = [c for c in preposition.children if c.dep == "pobj"]
    return bool(governs) and all(c.entity in {"DATE", "TIME"} for c in governs)


def _is_no_object(child: Word, anchor: Word) -> bool:
    if child.dep == "advcl" and any(c.dep in {"mark", "advmod"} and c.lower in OCCASIONS for c in child.children):
        return True  # sent troops after they had bombed a camp
    if child.dep == "ccomp":
        # a clause is no object, a bare adjective may be, or infinitive: called it bad, let them go
        expected = anchor.lemma == "expect"  # expected them to pay
        begun = any(c.dep in {"aux", "auxpass", "mark"} and not (expected and c.lower == "to") for c in child.children)
        return child.pos in {"VERB", "AUX"} and (child.tag not in {"VB", "VBP"} or begun)
    if child.dep == "npadvmod" and child.i < anchor.i and anchor.pos != "NOUN":  # early this month gave it a year
        return True
    if child.dep == "mark":  # established whether
        return child.lower not in ASKING
    if child.dep == "relcl":  # nothing to do with
        return not any(c.dep == "aux" and c.lower == "to" for c in child.children)
    return child.dep in NOT_AN_OBJECT and not (child.dep == "conj" and anchor.pos == "NOUN")


def _counted(word: Word) -> list[Word]:
    """Return the soldiers of "thousands of soldiers"."""
    if word.lemma in COUNTED_BY or word.tag == "CD":
        return governed(word, "of")[:1]
    return governed(word, "in")[:1] if word.entity == "MONEY" else []  # froze 50 million dollars in aid


def _is_craft_named(name: Word, element: Element) -> bool:
    """Tell whether a name is that of a ship that the pattern asks for: sent the [destroyer] Cole, HMS Trent."""
    if not element.words & CRAFT:
        return False
    before = [c for c in name.children if c.dep in {"compound", "nmod"} and c.i < name.i]
    return any(c.lemma in CRAFT if c.pos == "NOUN" else c.text in CRAFT_MARKS for c in before)


def _titles(word: Word) -> list[Word]:
    """Return the envoy's title in front of a name: recalled [Ambassador] Kesoema, but banned [airline] Sahel Air."""
    if word.pos != "PROPN" or word.dep not in {"dobj", "nsubjpass"}:
        return []
    return [c for c in word.children if c.dep == "compound" and c.i < word.i and c.text[0].isupper()]


def _joined(word: Word) -> list[Word]:
    return conjuncts(word)[1:] if word.dep in {"dobj", "nsubjpass", "pobj", "attr"} else []
