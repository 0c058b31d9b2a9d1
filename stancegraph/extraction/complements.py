"""Whether what stands below a word was done: was quick to condemn it, is wary of condemning it, almost condemned it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import PLAN_NOUNS, PLANS, UNREAL_NOUNS
from stancegraph.extraction.regrafting import NOMINAL

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word


class Outcome(Enum):
    """What the words above an infinitive or a gerund say of it."""

    DONE = auto()
    PLANNED = auto()
    OPEN = auto()
    """Neither that it was done nor that it will be."""


# Adjectives whose infinitive was done: was quick to condemn it. Of all others it is open: is free to, too weak to.
DONE_ADJECTIVES: Final = frozenset(
    {"alone", "bold", "brave", "busy", "content", "correct", "delighted", "first", "foolish", "glad", "happy",
     "honored", "honoured", "last", "lucky", "mad", "only", "pleased", "privileged", "proud", "quick", "right",
     "second", "sorry", "swift", "wise", "wrong"}
)  # fmt: skip
# Of these, what is to come.
PLANNED_ADJECTIVES: Final = frozenset({"about", "due", "intent", "set"})
# Verbs and adjectives before prepositions behind which a gerund was done. Behind these prepositions it is open
# elsewhere: refrained from condemning it, but profited from selling it; held off on sending them, but kept on.
DONE_BEHIND: Final = {
    "about": frozenset({"boast", "brag", "regret"}),
    "against": frozenset[str](),
    "at": frozenset({"excel", "persist", "succeed"}),
    "from": frozenset(
        {"arise", "benefit", "come", "derive", "earn", "emerge", "fresh", "gain", "profit", "recover", "result",
         "return", "stem", "suffer"}
    ),
    "of": frozenset(
        {"ashamed", "approve", "boast", "brag", "disapprove", "guilty", "proud", "sick", "tire", "tired", "weary"}
    ),
    "on": frozenset({"carry", "concentrate", "embark", "focus", "go", "insist", "keep", "persist", "spend", "waste"}),
    "to": frozenset(
        {"accustomed", "admit", "amount", "confess", "contribute", "get", "resort", "return", "revert", "stoop",
         "switch", "take", "tantamount", "turn"}
    ),
    "toward": frozenset[str](),
    "towards": frozenset[str](),
}  # fmt: skip
# Behind these and a preposition that says nothing itself, a gerund is open: succeeded in entering, but believes in it.
OPEN_BEHIND: Final = {
    "for": frozenset(
        {"appeal", "argue", "ask", "beg", "brace", "call", "campaign", "clamor", "clamour", "hope", "lobby", "long",
         "petition", "plead", "press", "push", "wait", "wish", "yearn"}
    ),
    "in": frozenset({"believe", "delay", "fail", "hesitate", "interested"}),
    "with": frozenset({"flirt", "threaten", "toy"}),
}  # fmt: skip
# Verbs with a particle, whose gerund is not done: gave up shelling the town.
GIVEN_UP: Final = frozenset({("give", "up"), ("put", "off"), ("rule", "out"), ("hold", "back"), ("hold", "off")})
# Directly before a verb these say that it is not, or not quite, so.
NOT_QUITE: Final = frozenset({"almost", "barely", "hardly", "nearly", "scarcely"})
# With these a verb is a guess.
PERHAPS: Final = frozenset({"conceivably", "maybe", "perhaps", "possibly"})
# What is called one of these is not said to be so.
POSSIBLY: Final = frozenset(
    {"conceivable", "debatable", "doubtful", "impossible", "improbable", "possible", "uncertain", "unclear", "unlikely"}
)
# What it is one of these that somebody does, he is asked to: it is essential that Oman sign.
NEEDED: Final = frozenset(
    {"advisable", "crucial", "desirable", "essential", "imperative", "important", "indispensable", "mandatory",
     "necessary", "paramount", "preferable", "urgent", "vital"}
)  # fmt: skip
# Tags of verbs that tell what is or was so.
INDICATIVE: Final = frozenset({"VBD", "VBZ"})
# An auxiliary before its subject makes a condition: had Oman signed, were Oman to sign, should Oman sign.
INVERTED: Final = frozenset({"had", "should", "were"})


def behind_preposition(gerund: Word, preposition: Word) -> Outcome:
    """Return what is said of a gerund that a preposition governs; what comes before its verb was done: on leaving."""
    governor = preposition.head
    if governor.i > preposition.i or gerund.tag != "VBG":
        return Outcome.DONE
    if governor.pos in NOMINAL:
        return _behind_noun(governor, preposition)
    if preposition.lower in DONE_BEHIND and governor.lemma not in DONE_BEHIND[preposition.lower]:
        return Outcome.PLANNED if governor.lemma in PLANS | PLANNED_ADJECTIVES else Outcome.OPEN
    return Outcome.OPEN if governor.lemma in OPEN_BEHIND.get(preposition.lower, ()) else Outcome.DONE


def _behind_noun(noun: Word, preposition: Word) -> Outcome:
    """Return what is said of a gerund behind a noun: the risk of sending them, plans for sending them."""
    if preposition.lower not in {"for", "of"}:
        return Outcome.DONE
    return Outcome.PLANNED if noun.lemma in PLAN_NOUNS else Outcome.OPEN if noun.lemma in UNREAL_NOUNS else Outcome.DONE


def behind_adjective(adjective: Word) -> Outcome:
    """Return what is said of an infinitive that hangs on an adjective."""
    if adjective.lemma in PLANS | PLANNED_ADJECTIVES:
        return Outcome.PLANNED
    too = any(c.lower in {"too", "enough"} and c.dep == "advmod" for c in adjective.children)
    return Outcome.DONE if adjective.lemma in DONE_ADJECTIVES and not too else Outcome.OPEN


def is_given_up(verb: Word) -> bool:
    """Tell whether a verb and its particle say that what is below them was not done: gave up, held off."""
    return any((verb.lemma, c.lower) in GIVEN_UP for c in verb.children if c.dep in {"advmod", "prt"})


def unreal(verb: Word) -> str:
    """Return why a verb is not said to be so by the words right around it, empty if nothing is against it."""
    if _is_not_quite(verb):
        return "not quite, or hardly, so"
    if _is_guessed(verb):
        return "only guessed at"
    if _is_wanted(verb):
        return "only what is wanted"
    return "what was not done, but something else" if _stands_for_another(verb) else ""


def _is_wanted(gerund: Word) -> bool:
    """Tell whether a gerund is only on a list of what somebody wants: the demands include [dissolving] parliament."""
    verb = gerund.head
    if gerund.tag != "VBG" or verb.lemma not in {"be", "comprise", "include"} or verb is gerund:
        return False
    return any(c.dep in {"nsubj", "nsubjpass"} and c.lemma in UNREAL_NOUNS for c in verb.children)


def _is_guessed(verb: Word) -> bool:
    """Tell whether a verb is only guessed at: perhaps they shelled it; in case they shell it."""
    in_case = any(
        c.lower == "in" and any(p.lower == "case" and not p.children for p in c.children) for c in verb.children
    )
    return in_case or any(c.dep == "advmod" and c.lower in PERHAPS for c in verb.children)


def is_conceivable(clause: Word) -> bool:
    """Tell whether a clause is only called possible or unlikely: it is possible that they [shelled] it."""
    return any(c.dep == "acomp" and c.lower in POSSIBLY for c in clause.head.children) or clause.head.lower in POSSIBLY


def is_needed(clause: Word) -> bool:
    """Tell whether a clause is only called needful: it is vital that they [leave]; not vital that they [have left]."""
    needed = any(c.dep == "acomp" and c.lower in NEEDED for c in clause.head.children) or clause.head.lower in NEEDED
    return needed and not is_indicative(clause)


def is_indicative(verb: Word) -> bool:
    """Tell whether a verb is in a form that tells what is or was so: that Oman signs, not that Oman [sign]."""
    return any(w.tag in INDICATIVE for w in (verb, *(c for c in verb.children if c.dep in {"aux", "auxpass"})))


def _is_not_quite(verb: Word) -> bool:
    """Tell whether an adverb directly before a verb takes it back: Oman [almost] attacked; it had better attack."""
    before = [c for c in verb.children if c.dep == "advmod" and c.i < verb.i]
    if any(c.lower == "better" for c in before):
        return any(c.dep == "aux" and c.lower in {"had", "'d", "\u2019d"} for c in verb.children)
    return any(c.lower in NOT_QUITE and c.i == verb.i - 1 for c in before)


def is_inverted(verb: Word) -> bool:
    """Tell whether a clause is a condition by its order alone: had Oman signed, Chad would have followed."""
    subject = next((c for c in verb.children if c.dep in {"nsubj", "nsubjpass"}), None)
    first = verb if verb.lower in INVERTED else next((c for c in verb.children if c.dep in {"aux", "auxpass"}), None)
    if verb.dep != "advcl" or subject is None or first is None or first.lower not in INVERTED:
        return False
    return first.i < subject.left_edge().i


def _stands_for_another(verb: Word) -> bool:
    """Tell whether a verb is what somebody did not do but something else: left [rather than] sign; rather than sign."""
    marks = [c for c in verb.children if c.dep in {"advmod", "mark", "cc"} and c.i < verb.i]
    if verb.dep == "conj":
        marks += [c for c in verb.head.children if c.dep == "cc" and c.i < verb.i]
    return any(c.lower == "than" for c in marks)


def is_obliged(infinitive: Word, verb: Word) -> bool:
    """Tell whether an infinitive says what somebody must do: Oman has to [leave]; not what he had to do, and did."""
    with_to = any(c.dep == "aux" and c.lower == "to" for c in infinitive.children)
    has_object = any(c.dep == "dobj" for c in verb.children)
    return verb.lemma == "have" and verb.tag in {"VB", "VBP", "VBZ"} and with_to and not has_object
