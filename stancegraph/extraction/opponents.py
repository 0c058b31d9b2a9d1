"""Against whom forces are moved, where the words that move them do not say.

"Japan scrambled jets after Chinese planes neared the islets": who provoked it; "sent gunboats to keep Danish trawlers
away": whom it shall stop; "called up reservists in a warning to Mali": whom it answers or is meant for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.anchoring import OCCASIONS
from stancegraph.extraction.clauses import agents
from stancegraph.extraction.grammar import ALARMS, CHECKS, EDGES, GESTURES, PROVOKES, SHIELDS
from stancegraph.extraction.grounds import ANSWERS_TO
from stancegraph.extraction.matching import is_infinitive
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.sides import is_own_act
from stancegraph.extraction.unfit import PUBLICS

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading

# Prepositions behind which the occasion stands as a noun.
AFTER: Final = frozenset({"after", "amid", "before", "following", "over", "since"})
# Participles whose object is the occasion: citing threats by Oman.
CITING: Final = frozenset({"allege", "blame", "cite", "fear", "invoke", "protest"})
# Prepositions that say whom a gesture is meant for, or whom a fear is of.
TOWARD: Final = frozenset({"against", "at", "by", "from", "in", "of", "on", "over", "to", "toward", "towards", "with"})
# How far below a word the other side is looked for: to keep [the trawlers of Iceland] out.
DEPTH: Final = 4
# Clauses within a phrase tell of something else.
INNER_CLAUSES: Final = frozenset({"relcl", "advcl", "ccomp", "appos"})


def opponents(draft: Draft, match: Match, sources: list[Reading]) -> list[Reading]:
    """Return against whom forces are moved: whom they shall stop, whom they answer, or who gave the occasion.

    A sentence it gets wrong: "Oman put its army on alert as Iranian pilgrims crossed the border", where the pilgrims
    are in nobody's way.
    """
    words = around(match)
    for find in (_checked, _addressed, _provoking):
        found = [r for r in find(draft, words) if not any(is_own_act(s, r) for s in sources)]
        if found:
            return found
    return []


def repaid(draft: Draft, match: Match) -> list[Reading]:
    """Return whose deed it answers to do something to what is nobody's: hit two ships in reprisal for a [Greek] raid.

    A sentence it gets wrong: "Chad shelled two camps in revenge for raids on Niger", where Niger suffered them.
    """
    words = [*around(match), *(match.targets or ())]
    answers = [w for word in words for w in governed(word, "in") if w.lemma in ANSWERS_TO]
    deeds = [w for answer in answers for w in governed(answer, "for", "to")]
    found = [r for deed in deeds for r in draft.actors(agents(deed), []) or draft.references.owners(deed)]
    return [r for r in found if r.word.lemma not in PUBLICS]  # the public outcry


def around(match: Match) -> list[Word]:
    """Return the words on which what surrounds a deed may hang: its verb, what it is coordinated with, its nouns."""
    nouns = (w for w in match.cue if w is not match.head and w.pos in {"NOUN", "PROPN"})
    return [*_verbs(match.head), *nouns]


def _verbs(head: Word) -> list[Word]:
    """Return a verb with those it is coordinated with, since the parser hangs what is said of all on one of them."""
    if head.pos not in {"VERB", "AUX"}:
        return [head]
    above = [head.head] if head.dep == "conj" and head.head.pos == "VERB" else []
    return [head, *above, *(c for w in (head, *above) for c in w.children if c.dep == "conj" and c is not head)]


def _checked(draft: Draft, words: list[Word]) -> list[Reading]:
    """Return whom forces shall stop or frighten: to deter [Iran], but to defend Oman against [Iran]."""
    for clause in (c for w in words for c in w.children if is_infinitive(c)):
        if clause.lemma in SHIELDS:
            found = [r for w in governed(clause, "against", "from") for r in within(draft, w)]
            found = found or [
                r
                for c in clause.children
                if c.dep == "dobj"
                for w in governed(c, "against", "from", *(("of", "with") if c.lemma in EDGES else ()))
                for r in within(draft, w)
            ]
        elif clause.lemma in CHECKS:
            found = [r for c in clause.children if c.dep in {"dobj", "prep"} for r in within(draft, c)]
        else:
            continue
        if found:
            return found
    return []


def _addressed(draft: Draft, words: list[Word]) -> list[Reading]:
    """Return whom forces answer, or whom a gesture with them is meant for: in response to [Greek] drilling."""
    for clause in (c for w in words for c in w.children if c.dep == "advcl" and c.lemma in CITING and c.tag == "VBG"):
        found = [r for c in clause.children if c.dep in {"dobj", "prep"} for r in within(draft, c)]
        if found:
            return found
    for preposition in _prepositions(words):
        for noun in (c for c in preposition.children if c.dep in {"pobj", "dobj"}):
            if preposition.lower in {"in", "as", "for", "with"} and noun.lemma in GESTURES:
                found = [r for c in noun.children if c.lower in TOWARD for r in within(draft, c)]
                found = found or [r for c in _right_behind(noun) for r in within(draft, c)]
                found = found or [r for c in noun.children if c.dep == "acl" for r in _doing(draft, c)]
            elif (
                (preposition.lower in AFTER or preposition.head.lower == "ahead")
                and (noun.lemma in ALARMS or _is_hostile(draft, noun))
            ) or preposition.lower == "against":
                found = within(draft, noun)
            else:
                continue
            if found:
                return found
    return []


def _prepositions(words: list[Word]) -> list[Word]:
    """Return the prepositions on words, of "ahead of the march" the one that governs it."""
    own = [c for w in words for c in w.children if c.dep == "prep" or c.lower in {"ahead", "following"}]
    return [p for c in own for p in (c.children if c.lower == "ahead" else (c,))]


def _right_behind(noun: Word) -> list[Word]:
    """Return what the parser hangs on the verb, though it stands right behind a noun: as a signal [to] Oman."""
    verb = noun.head.head
    return [c for c in verb.children if c.i == noun.i + 1 and c.dep == "prep" and c.lower in TOWARD]


def _provoking(draft: Draft, words: list[Word]) -> list[Reading]:
    """Return who did what forces are moved for: after Chinese planes [neared] the islets."""
    for clause in (c for w in words for c in w.children if c.dep == "advcl" and c.lemma in PROVOKES):
        if any(c.lower in OCCASIONS and c.dep in {"mark", "advmod", "prep"} for c in clause.children):
            found = _doing(draft, clause)
            if found:
                return found
    return []


def _doing(draft: Draft, clause: Word) -> list[Reading]:
    return draft.actors(agents(clause), []) if clause.lemma in PROVOKES else []


def _is_hostile(draft: Draft, noun: Word) -> bool:
    """Tell whether a noun is one for force against somebody: after a raid."""
    stances = (draft.codebook.stances[p.stance] for p in draft.codebook.nouns.get(noun.lemma, ()))
    return any(s.sign < 0 and s.is_on_soil for s in stances)


def within(draft: Draft, word: Word, depth: int = 0) -> list[Reading]:
    """Return the actors in a phrase, the nearest first, but not those of a clause in it."""
    own = draft.actors_in(word) if word.pos in {"NOUN", "PROPN", "ADJ"} else []
    if own or depth == DEPTH:
        return own
    below = [c for c in word.children if c.dep not in INNER_CLAUSES]
    return [r for c in below for r in within(draft, c, depth + 1)]
