"""Orders in somebody's words → what he wants of those he says it to: "Leave the island," Oman told Iran.

Headlines leave the quotation marks out: Leave the island, Oman tells Iran; Oman tells Iran: leave the island.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.codebook import Pattern
from stancegraph.extraction.clauses import agents, patients, subjects
from stancegraph.extraction.grammar import INSURGENTS, PROTESTERS
from stancegraph.extraction.matching import Match
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.recording import add
from stancegraph.extraction.retelling import Scene
from stancegraph.extraction.sides import is_same_side
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.codebook import Stance
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading

# Verbs whose object is told: told Oman; and those behind which "to" or "at" names him: shouted at the police.
TELLS: Final = frozenset({"order", "remind", "tell", "warn"})
SAYS_TO: Final = frozenset({"call", "cry", "say", "scream", "shout", "yell"})
# Nobody is asked for anything by these: "Believe me", "Look at Mali", "Don't worry".
IDLE: Final = frozenset(
    {"assume", "be", "believe", "consider", "enjoy", "excuse", "fear", "forget", "guess", "hear", "imagine", "know",
     "listen", "look", "mark", "mind", "note", "rejoice", "relax", "remember", "rest", "say", "see", "suppose", "tell",
     "thank", "think", "trust", "wait", "watch", "welcome", "wish", "worry"}
)  # fmt: skip
# "Keep going" and "Stay strong" cheer; only with one of these somebody is kept off: "Stay out of our waters".
STAYS: Final = frozenset({"keep", "remain", "stand", "stay"})
OFF: Final = frozenset({"away", "back", "clear", "down", "off", "out"})
# What is asked for in these words is to do both good; the rest is ordered.
MILD: Final = frozenset(
    {
        "come",
        "contact",
        "forgive",
        "give",
        "help",
        "join",
        "let",
        "meet",
        "share",
        "sit",
        "spare",
        "talk",
        "visit",
        "work",
        "write",
    }
)
POLITE: Final = frozenset({"kindly", "please"})
# Whose goods are asked back is not asked mildly: "Give us back the islands".
BACK: Final = frozenset({"back", "up"})
# A speaker's own public, where it is not told of which country they are.
PUBLIC: Final = frozenset(
    {"audience", "congregation", "crowd", "fan", "follower", "journalist", "rally", "reporter", "supporter", "voter"}
)
# Those who are at odds with their state, and whom its leaders do not cheer on.
AT_ODDS: Final = INSURGENTS | PROTESTERS | {"opposition", "striker", "union"}


def read_order(draft: Draft, word: Word) -> None:
    """Read an imperative in a quote as a demand on those it is said to, or an appeal to them if it is mild.

    A quote it gets wrong: "Go and win," the president told Peru, where Peru is the team that he sees off.
    """
    verb = draft.references.quoted.get(word.i) or _teller(word)
    if verb is None or not _is_imperative(word, verb):
        return
    stance = _stance(draft, word)
    if stance is None:
        return
    told = patients(verb) if verb.lemma in TELLS else []
    told = told or (governed(verb, "to", "at") if verb.lemma in SAYS_TO else [])
    if not told:
        return
    match = Match(Pattern(stance.name, word.lower, frozenset(), (), target_first=False, negated=False), word, [word])
    scene = draft.scene(match, "report")
    speakers = scene.speakers or draft.actors(agents(verb), [])
    listening = [t for t in draft.actors(told, speakers) if not _is_cheered(t, speakers)]
    if not speakers or not listening:
        draft.note(
            word, match.pattern, "who is told, or who tells him, is nobody that is known or of his own side", told
        )
        return
    add(draft, match, speakers, listening, Scene.plain("report"))


def _teller(word: Word) -> Word | None:
    """Return the verb before or behind an order without quotation marks: Pay up, Oman [tells] Iran.

    A headline it gets wrong: "Back home Oman tells Iran", where no order stands before the verb.
    """
    verb = word.head
    if word.tag != "VB" or verb.lemma not in TELLS or word.dep not in {"advcl", "ccomp", "parataxis", "xcomp"}:
        return None
    if word.i > verb.i:
        return verb if any(verb.i < c.i < word.i and c.lower == ":" for c in verb.children) else None
    return None if any(c.i < word.i and c.dep != "punct" for c in verb.children) else verb


def _is_imperative(word: Word, verb: Word) -> bool:
    """Tell whether a quote opens with this verb as an order: a bare form without subject, other than an idle one."""
    if word.tag not in {"VB", "VBP"} or word.lemma in IDLE or not (word.head is verb or word.head is word):
        return False
    if any(c.dep in {"aux", "auxpass", "mark"} and c.lower != "do" for c in word.children):
        return False
    if word.lemma in STAYS and not any(c.lower in OFF for c in word.children):
        return False
    return not [w for w in subjects(word) if w.head is word]


def _stance(draft: Draft, word: Word) -> Stance | None:
    """Return the stance of an order, or the milder one that is told together with it."""
    stances = draft.codebook.stances.values()
    order = next(iter(draft.codebook.obliging), None)
    if order is None:
        return None
    below = {c.lower for c in word.children}
    mild = bool(below & POLITE) or (word.lemma in MILD and not below & BACK) or _is_coming_back(word)
    asked = (s for s in stances if order.name in s.joins and s is not order)
    return next(asked, order) if mild else order


def _is_coming_back(word: Word) -> bool:
    """Tell whether those told shall come back themselves, not give something back."""
    return word.lemma in {"come", "return"} and not any(c.dep == "dobj" for c in word.children)


def _is_cheered(told: Reading, speakers: list[Reading]) -> bool:
    """Tell whether they are the speaker's own people, whom he cheers on."""
    state, kind = told.actor.country, told.actor.kind
    if state is None:
        return kind is Kind.GROUP and told.actor.name.split()[-1].lower().removesuffix("s") in PUBLIC
    forms = {form for w in told.actor.name.lower().split() for form in (w, w.removesuffix("s"))}
    opposed = kind is Kind.GROUP and not forms.isdisjoint(AT_ODDS)  # union leaders, told to stop the strikes
    own = kind in {Kind.GROUP, Kind.COUNTRY} and not opposed and any(s.actor.country == state for s in speakers)
    return own or any(is_same_side(told.actor, s.actor) for s in speakers)
