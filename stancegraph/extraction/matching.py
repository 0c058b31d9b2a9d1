"""Patterns of the codebook laid beside a parse: which words fill their slots.

Matching looks at words only; which actors they are, and whether it happened at all, comes after.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from stancegraph.codebook import OWNING, PREPOSITIONS, Element, Pattern, Patterns, Slot
from stancegraph.extraction.anchoring import ASKING, BINDS, OR_ELSE, SPANS, find_word, governs_time
from stancegraph.extraction.clauses import MAX_DEPTH, SUBJECTS, agents, is_passive, patients, subjects
from stancegraph.extraction.grammar import EDGES, ENVOYS, HELD, MEASURES, OF_NATIONS, SUFFERED
from stancegraph.extraction.noun_phrases import conjuncts, governed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from stancegraph.codebook import PatternIndex
    from stancegraph.extraction.parsing import Word

# What a word has that begins no pattern.
NONE: Final = Patterns()
# How far below a word a pattern looks for what must not be there: that it [would face another famine].
ABSENT_DEPTH: Final = 3
# The forms of words come again and again, from one document to the next; what they may come from is the same in each.
CACHED_FORMS: Final = 4096
# How many of the words that a pattern may have in one place are named where none of them is there.
MAX_LISTED: Final = 4
INFINITIVES: Final = frozenset({"xcomp", "ccomp", "advcl", "acl"})
# What is done to somebody whom another wants, the second group with a particle: hand over, give up.
GIVES_UP: Final = frozenset({"deliver", "deport", "extradite", "free", "recall", "release", "return", "surrender"})
# Who asks somebody for these wants to do it himself: asked the court for leave to sue Oman.
ASKS: Final = frozenset({"ask", "beg", "petition", "request"})
LEAVE: Final = frozenset({"authorisation", "authorization", "chance", "leave", "mandate", "permission", "right"})
GIVES: Final = frozenset({"give", "hand", "turn"})
# What has its nation before it: the Oman border.
NATIONAL: Final = OF_NATIONS | EDGES | ENVOYS
# Said of two, of each toward the one that it is not.
OF_EACH: Final = frozenset({"both", "each"})


@dataclass(slots=True)
class Match:
    """A pattern that fits a clause or phrase, with the words in its slots.

    Attributes
    ----------
    head
        The word that the pattern begins with.
    cue
        The head and the other words that the pattern names, in its order.
    targets, sources
        Heads of the phrases in TARGET and SOURCE; null if the pattern has no such slot.
    nearest_only
        True if only the first target that is an actor counts, as in ``to ... TARGET``.
    is_between
        True if the targets stand behind "between" and are each other's.
    possessor
        Who stands before a noun where the pattern has "of" behind it: came to Syria's aid.
    anchors
        The words that the next word of the pattern may hang on, the likeliest last.
    """

    pattern: Pattern
    head: Word
    cue: list[Word]
    targets: list[Word] | None = None
    sources: list[Word] | None = None
    nearest_only: bool = False
    is_between: bool = False
    possessor: Word | None = None
    anchors: list[Word] = field(default_factory=list)

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions among the words of the pattern."""
        return frozenset(w.lower for w in self.cue if w.lower in PREPOSITIONS)

    @property
    def cue_indices(self) -> frozenset[int]:
        """Where the words of the pattern stand in the document."""
        return frozenset(w.i for w in self.cue)


def candidates(word: Word, index: PatternIndex) -> Patterns:
    """Return the patterns that may begin at `word`, those of most words first.

    The lemma decides; where it is not in the index, what the form may come from, since the tagger takes some
    participles for adjectives.
    """
    found = index.get(word.lemma)
    if found is not None:
        return found
    for stem in stems(word.lower):
        if stem in index:
            return index[stem]
    return NONE


def words_of(words: Iterable[Word]) -> frozenset[str]:
    """Return the lemmas and lower-case forms of words, against which patterns are sifted."""
    return frozenset(form for word in words for form in (word.lemma, word.lower))


def called(word: Word) -> frozenset[str]:
    """Return the forms of a word under which a list may have it."""
    return frozenset({word.lemma, word.lower, word.lower.removesuffix("s")})


def match_pattern(pattern: Pattern, head: Word, *, called: Callable[[Word], frozenset[str]] = called) -> Match | None:
    """Return how a pattern fits the clause or phrase of its head, or None if it does not.

    Parameters
    ----------
    called
        Returns the words that a subject goes by, among which the pattern must find one of its own.

    Examples
    --------
    See ``fixtures/cases``: each case is a sentence with what its patterns must find.
    """
    if not _suits_subject(pattern, head, called):
        return None
    return _filled(Match(pattern, head, [head], anchors=[head]), pattern.elements)


def match_predicate(pattern: Pattern, adjective: Word) -> Match | None:
    """Return how a pattern of "be" fits an adjective that stands without it: Oman, [furious] at Chad, walked out."""
    first, *others = pattern.elements or (None,)
    if first is None or first.slot is not Slot.WORD or pattern.target_first:
        return None
    if first.words.isdisjoint((adjective.lemma, adjective.lower)):
        return None
    return _filled(Match(pattern, adjective, [adjective], anchors=[adjective]), others)


def _filled(match: Match, elements: Iterable[Element]) -> Match | None:
    """Return a match with all its slots filled, or None if one cannot be."""
    pattern, head = match.pattern, match.head
    for element in elements:
        if not _FILLERS[element.slot](match, element):
            return None
    if pattern.target_first:
        # "Vilnius was angered by Minsk": in the passive it is the agent who angers.
        match.targets = agents(head) if is_passive(head) else subjects(head)
    elif match.targets is not None and is_passive(head) and any(w in match.cue for w in patients(head)):
        # "The motion was rejected by Oslo": it is Oslo who rejects, though the motion may be one "by TARGET".
        match.targets = [w for w in match.targets if w not in agents(head)]
    if match.targets is not None:
        match.targets = [w for w in match.targets if w not in match.cue and _may_be_target(w, pattern)]
        if not match.targets:
            return None
    return match


def misfit(pattern: Pattern, head: Word) -> tuple[str, int]:
    """Return what a pattern lacks that does not fit at `head`, and how many of its elements are there."""
    if not _suits_subject(pattern, head, called):
        needs = "is" if pattern.not_subject else "is not"
        return f"its subject {needs} {_listed(pattern.not_subject or pattern.subject)}", 0
    match = Match(pattern, head, [head], anchors=[head])
    for number, element in enumerate(pattern.elements):
        if not _FILLERS[element.slot](match, element):
            return _LACKS.get(element.slot, "").format(_listed(element.words)), number
    if match.targets:
        return f"its target is {_listed(pattern.not_target)}, or a time", len(pattern.elements)
    return "its subject, which would be the target, is missing", len(pattern.elements)


def _may_be_target(word: Word, pattern: Pattern) -> bool:
    excluded = word.lemma in pattern.not_target and word.pos != "PROPN"  # no coast, but Ivory Coast
    return word.entity not in {"DATE", "TIME"} and not excluded


def _suits_subject(pattern: Pattern, head: Word, called: Callable[[Word], frozenset[str]]) -> bool:
    """Tell whether the subject is one that a pattern asks for, and none that it excludes."""
    if not pattern.subject and not pattern.not_subject:
        return True
    acting = [*subjects(head), *agents(head)] if is_passive(head) else subjects(head)  # was questioned by detectives
    acting += [c for w in acting if w.lemma in MEASURES for c in governed(w, "of")]
    forms = frozenset[str]().union(*(called(w) for w in acting))
    return forms.isdisjoint(pattern.not_subject) and (not pattern.subject or not forms.isdisjoint(pattern.subject))


def _listed(words: frozenset[str]) -> str:
    some = sorted(words)
    shown = ", ".join(f"'{word}'" for word in some[:MAX_LISTED])
    return f"{shown} or {len(some) - MAX_LISTED} more" if len(some) > MAX_LISTED else shown


def _fill_word(match: Match, element: Element) -> bool:
    found = None if _has_owner(match, element) else _word_named(match, element)
    if found is not None:
        anchor, word = found
        if word.head is not anchor and word.head.head.lemma in MEASURES:
            match.anchors.append(word.head.head)  # what hangs on "thousands" hangs on the soldiers
        match.anchors.append(word.head if element.words == OR_ELSE else word)
        match.cue.append(word)
        return True
    targets = match.targets or []
    for clause in match.head.children if targets and "use" in element.words else ():  # let Oman use
        is_infinitive = clause.dep == "ccomp" and clause.tag == "VB" and clause.lemma == "use"
        if is_infinitive and any(w in targets for w in subjects(clause)):
            match.anchors.append(clause)
            match.cue.append(clause)
            return True
    if element.words & OWNING:  # "the aid of TARGET" may be TARGET's aid
        noun = match.anchors[-1]
        fits = noun is not match.head or noun.lemma in SUFFERED  # her murder, but not her attack
        match.possessor = next((c for c in noun.children if c.dep == "poss" and noun.pos == "NOUN" and fits), None)
        if match.possessor is None and noun is not match.head and noun.pos == "NOUN":
            match.possessor = _nation_before(noun, NATIONAL | HELD if "of" in element.words else NATIONAL)
        return match.possessor is not None
    return False


def _has_owner(match: Match, element: Element) -> bool:
    """Tell whether what is looked into has its owner before it by name: an inquiry into Oman's [deal] with Chad."""
    noun = match.anchors[-1]
    if noun is match.head or noun.pos != "NOUN" or not element.words & OWNING or noun.head.lower != "into":
        return False
    return any(c.dep == "poss" and c.pos == "PROPN" for c in noun.children)


def _word_named(match: Match, element: Element) -> tuple[Word, Word] | None:
    """Return the word that an element names, behind the anchor it hangs on; a time only for want of anything else.

    An inquiry was begun on Thursday [into] the fire: "on" would do as well, but governs a day.
    """
    found = ((a, find_word(element, a, match.cue)) for a in reversed(match.anchors))
    fitting = ((a, w) for a, w in found if w is not None and not _is_asked_of_another(w, match))
    first = next(fitting, None)
    if first is None or not governs_time(first[1]):
        return first
    return next(((a, w) for a, w in fitting if not governs_time(w)), first)


def _nation_before(noun: Word, things: frozenset[str]) -> Word | None:
    """Return the nation or body before one of `things`, whose it is as if with "of": a [UN] plan, the [Oman] border."""
    if noun.lemma not in things:
        return None  # released Pakistani fishermen: they are not Pakistan's
    before = [c for c in noun.children if c.dep in {"amod", "compound", "nmod"} and c.i < noun.i]
    named = [c for c in before if c.text[0].isupper() and c.entity in {"GPE", "NORP", "ORG"}]
    return named[0] if named else None


def _is_asked_of_another(word: Word, match: Match) -> bool:
    """Tell whether a word is what an object that the pattern has not come to shall do: urged the rebels to [return]."""
    if word.pos != "VERB" or word.head is not match.head or match.targets is not None or not is_infinitive(word):
        return False
    return any(c.dep in {"dobj", "dative"} and c not in match.cue for c in match.head.children)


def _fill_target(match: Match, _: Element) -> bool:
    words = _governed_or_object(match)
    if not words:
        return False
    match.targets = words
    # What follows may hang on the object: "gave the trawlers back to"; an Oman-designated terror group.
    described = match.head.head if match.head.dep == "amod" and not _has_preposition(match.pattern) else None
    match.anchors[0:0] = [w for w in words if (w.head is match.head and w.dep == "dobj") or w is described]
    return True


def _has_preposition(pattern: Pattern) -> bool:
    return any(e.slot is Slot.WORD and e.is_preposition for e in pattern.elements)


def _fill_source(match: Match, _: Element) -> bool:
    match.sources = _governed_or_object(match)
    return bool(match.sources)


def _governed_or_object(match: Match) -> list[Word]:
    """Return what the preposition before the slot governs, or without one the object of the head."""
    head, latest = match.head, match.anchors[-1]
    if match.possessor is not None:
        return conjuncts(match.possessor)
    clause = _clause_begun(latest)
    if clause is not None:
        return clause
    is_preposition = latest.lower in PREPOSITIONS or (latest.pos == "ADP" and latest.dep in {"prep", "agent", "dative"})
    if latest is not head and is_preposition and latest.dep not in {"prt", "advmod"}:  # shot down TARGET
        match.is_between = match.is_between or latest.lower in {"between", "among"}
        latest = _shared_with(latest) or latest
        return [
            w
            for p in latest.children
            # not in "with Rome acting as host", nor in "banned airlines from landing"
            if p.dep == "pobj"
            or (p.dep == "pcomp" and latest.lower != "from" and not (latest.lower == "with" and _has_subject(p)))
            for w in conjuncts(p)
        ]
    if head.pos in {"NOUN", "PROPN"} and latest is head:
        return []
    if latest.dep == "prt" and latest.head.pos == "VERB" and latest.head is not head:  # sent troops to take on TARGET
        latest = latest.head
    if latest.pos == "VERB" and latest is not head:  # sent troops to help TARGET
        return patients(latest)
    return [w for w in patients(head) if w not in match.cue]


def _shared_with(preposition: Word) -> Word | None:
    """Return the preposition with whose object one without an object goes: anger with and opposition [to] the plan."""
    noun = preposition.head
    if any(c.dep in {"pcomp", "pobj"} for c in preposition.children) or noun.pos != "NOUN":
        return None
    if not any(c.dep == "cc" and c.i == preposition.i + 1 for c in [*noun.children, *preposition.children]):
        return None
    others = [c for c in noun.children if c.dep == "conj" and c.pos == "NOUN" and c.i > preposition.i]
    return next((p for c in others for p in c.children if p.dep == "prep" and p.i > c.i), None)


def _clause_begun(word: Word) -> list[Word] | None:
    """Return who acts in the clause that a word begins, if it begins one: for [Mali] to leave; unless [Mali] pays."""
    if word.dep == "mark" and word.lower == "for":
        return subjects(word.head)
    if word.head.dep == "advcl" and (word.lower in BINDS or word.lower == "should"):
        return agents(word.head)
    return None


def _has_subject(clause: Word) -> bool:
    return any(c.dep in SUBJECTS for c in clause.children)


def _fill_clause_subject(match: Match, _: Element) -> bool:
    clause = _complement(match, _is_that_clause)
    if clause is None:
        return False
    match.anchors.append(clause)
    match.targets = (agents(clause) if is_passive(clause) else []) or subjects(clause)
    return bool(match.targets)


def _fill_reached(match: Match, _: Element) -> bool:
    if match.head.lemma in ASKS and _asks_another(match):
        return False
    own = [
        a for a in match.anchors if a is not match.head and is_infinitive(a) and _reached(a)
    ]  # promised to work with
    clause = own[-1] if own else _complement(match, is_infinitive)
    if clause is None:
        return False
    match.targets, match.nearest_only = _reached(clause), True
    return bool(match.targets)


def _asks_another(match: Match) -> bool:
    """Tell whether others are asked to do it, not for leave to do it: asked a theatre to drop the Russian opera.

    A sentence it gets wrong: "asked a favour, to visit Oman", of who asks for himself.
    """
    asked = [c for c in match.head.children if c.dep in {"dative", "dobj"} and c not in match.cue]
    asked += [s for c in match.head.children if is_infinitive(c) for s in c.children if s.dep in SUBJECTS]
    return any(c.pos in {"NOUN", "PROPN"} and c.lemma not in LEAVE for c in asked)


def _fill_infinitive(match: Match, _: Element) -> bool:
    words = [w for w in match.cue if w is match.head or w.pos in {"ADJ", "NOUN"}]  # eager, or a need, for Oman to leave
    if any(is_infinitive(c) for w in words for c in w.children):
        return True
    spans = [w for w in match.cue[1:] if w.lemma in SPANS]  # gave it two weeks to comply
    return any(c.dep == "aux" and c.lower == "to" for w in spans for clause in w.children for c in clause.children)


def _fill_something(match: Match, _: Element) -> bool:
    objects = [c for c in match.head.children if c.dep in {"dobj", "nsubjpass"}]
    match.anchors[0:0] = objects
    return bool(objects) or bool(patients(match.head))


def _fill_absent(match: Match, element: Element) -> bool:
    """Look below the word before for what must not be there."""
    before = [match.anchors[-1], *(match.targets or () if element.words <= PREPOSITIONS else ())]  # Oman of gales
    return not any(_is_or_has(c, element.words) for w in before for c in w.children if c not in match.cue)


def _is_or_has(word: Word, words: frozenset[str], depth: int = 0) -> bool:
    """Tell whether one of `words` stands in a phrase: warned of [heavy rain and gales]."""
    if word.lemma in words or word.lower in words:
        return True
    reach = 0 if words <= PREPOSITIONS else ABSENT_DEPTH
    return depth < reach and any(_is_or_has(c, words, depth + 1) for c in word.children)


def _fill_no_object(match: Match, _: Element) -> bool:
    objects = [c for c in match.head.children if c.dep in {"dobj", "dative"} and c.lower != "to" and c not in match.cue]
    return len(objects) <= any(c in (match.targets or ()) for c in objects)


def _complement(match: Match, fits: Callable[[Word], bool]) -> Word | None:
    """Return the clause that completes the match, rather one behind its word than one before."""
    found = (c for a in reversed(match.anchors) for c in sorted(a.children, key=lambda c: c.i < a.i) if fits(c))
    return next(found, None)


def is_infinitive(clause: Word) -> bool:
    """Tell whether a word heads an infinitive that completes or follows another."""
    return clause.dep in INFINITIVES and any(c.dep == "aux" and c.lower == "to" for c in clause.children)


def is_reciprocal(word: Word) -> bool:
    """Tell whether it is "each other" or "one another", or the other one of two: each side blamed [the other]."""
    first = {"other": "each", "another": "one", "one": "another"}.get(word.lower)
    if first is not None and any(c.lower == first for c in word.children):
        return True
    return word.lower == "other" and any(c.lower == "the" for c in word.children) and _is_of_each(word)


def _is_of_each(word: Word) -> bool:
    """Tell whether the verb that a word belongs to has "each" or "both" for its subject."""
    verb, steps = word.head, 0
    while verb.pos not in {"VERB", "AUX"} and verb.head is not verb and steps < MAX_DEPTH:
        verb, steps = verb.head, steps + 1
    return any(w.lower in OF_EACH or any(c.lower in OF_EACH for c in w.children) for w in agents(verb))


def _is_that_clause(clause: Word) -> bool:
    if clause.dep not in {"ccomp", "acl", "relcl", "pcomp"} or not any(c.dep in SUBJECTS for c in clause.children):
        return False
    if clause.dep == "pcomp":  # looked at whether Oman had, not with Rome acting as host
        return any(c.dep == "mark" and c.lower in ASKING for c in clause.children)
    if clause.dep == "ccomp":
        return not any(c.dep == "aux" and c.lower == "to" for c in clause.children)
    return any(c.dep == "mark" and c.lower == "that" for c in clause.children) or _is_wanted(clause)


def _is_wanted(clause: Word) -> bool:
    """Tell whether a seeming relative clause says by its base form what is asked: a demand that Oman leave."""
    if clause.dep != "relcl" or clause.tag not in {"VB", "VBP"} or any(c.dep == "aux" for c in clause.children):
        return False
    acting = subjects(clause)
    opens = any(c.lower == "that" and c.i == clause.head.i + 1 for c in clause.children)
    return opens and any(w.tag in {"NN", "NNP"} and len(conjuncts(w)) == 1 for w in acting)


def _reached(clause: Word) -> list[Word]:
    """Return the words an infinitive acts on, its objects before what its prepositions govern.

    Whoever will not hand a man over refuses those who want him, not the man.
    """
    words = [] if _is_giving_up(clause) else list(patients(clause))
    for child in clause.children:
        if child.dep in {"prep", "dative"} and child.lower not in {"about", "on", "over", "regarding"}:
            words += [w for p in child.children if p.dep == "pobj" for w in conjuncts(p)]
        elif child.dep == "dobj":
            words += [w for c in child.children if c.dep == "prep" for p in c.children for w in conjuncts(p)]
    return words


def _is_giving_up(clause: Word) -> bool:
    given = clause.lemma in GIVES and any(c.dep == "prt" for c in clause.children)
    return given or clause.lemma in GIVES_UP


@lru_cache(maxsize=CACHED_FORMS)
def stems(form: str) -> tuple[str, ...]:
    """Return the verbs that an inflected form may come from."""
    found: list[str] = []
    for ending, replacements in _ENDINGS.items():
        if not form.endswith(ending) or len(form) <= len(ending) + 2:
            continue
        stem = form[: -len(ending)]
        found.extend(stem + replacement for replacement in replacements)
        if len(stem) > 3 and stem[-1] == stem[-2]:
            found.append(stem[:-1])
    return tuple(found)


# What the endings of English verb forms stand for; "-ied" before "-ed", "-ies" before "-es" before "-s".
_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "ied": ("y",),
    "ed": ("", "e"),
    "ies": ("y",),
    "es": ("", "e"),
    "s": ("",),
    "ing": ("", "e"),
}

_FILLERS: Final[Mapping[Slot, Callable[[Match, Element], bool]]] = {
    Slot.WORD: _fill_word,
    Slot.TARGET: _fill_target,
    Slot.SOURCE: _fill_source,
    Slot.CLAUSE_SUBJECT: _fill_clause_subject,
    Slot.REACHED: _fill_reached,
    Slot.INFINITIVE: _fill_infinitive,
    Slot.SOMETHING: _fill_something,
    Slot.ABSENT: _fill_absent,
    Slot.NO_OBJECT: _fill_no_object,
}

# What is missing where a slot cannot be filled, for `explain`.
_LACKS: Final[Mapping[Slot, str]] = {
    Slot.WORD: "no {} hangs on it",
    Slot.TARGET: "nothing stands where its target would",
    Slot.SOURCE: "nothing stands where its source would",
    Slot.CLAUSE_SUBJECT: "no clause with 'that' and a subject follows",
    Slot.REACHED: "no infinitive follows that acts on anything",
    Slot.INFINITIVE: "no infinitive follows",
    Slot.SOMETHING: "it has no object",
    Slot.ABSENT: "with {} it means something else",
    Slot.NO_OBJECT: "it has another object",
}
