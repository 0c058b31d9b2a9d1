"""At whom a stance is aimed that names nobody: whoever has just done something to its source, or is blamed by it.

"Turkey shelled Kessab, and Syria demanded an apology": who shelled it; "Chad expelled a Dutch envoy. The Hague cut off
aid.": who expelled him; "Oslo recalled its envoy to Chad. Bonn threatened to withhold loans.": where that envoy was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.datewords import MONTHS, WEEKDAYS
from stancegraph.extraction.grammar import ENVOYS
from stancegraph.extraction.grounds import ANSWERS_TO
from stancegraph.extraction.matching import is_infinitive
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.sides import is_below_state, is_same_side
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.codebook import Codebook, Stance
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading
    from stancegraph.models import Actor

# What is asked of whoever did a wrong, and of nobody else.
AMENDS: Final = frozenset(
    {"apology", "clarification", "compensation", "damages", "explanation", "freedom", "handover", "liberation",
     "redress", "release", "reparation", "repatriation", "restitution", "retraction", "return", "reversal"}
)  # fmt: skip
# By these a wrong is undone: demanded that they be [freed].
UNDOES: Final = frozenset(
    {"apologise", "apologize", "cancel", "compensate", "explain", "free", "lift", "release", "repatriate", "repay",
     "rescind", "restore", "retract", "return", "reverse", "revoke", "scrap"}
)  # fmt: skip
# With these police meet those who march.
RIOT_GEAR: Final = frozenset(
    {"baton", "bullet", "cannon", "gas", "grenade", "pellet", "round", "spray", "teargas", "truncheon"}
)  # fmt: skip
# Who or what may have been taken from those who ask for it back.
TAKEN: Final = frozenset(
    {"aircraft", "airman", "boat", "body", "captive", "citizen", "crew", "detainee", "diplomat", "fisherman", "hostage",
     "journalist", "man", "national", "people", "plane", "prisoner", "remains", "sailor", "ship", "soldier", "tanker",
     "trawler", "vessel", "woman"}
)  # fmt: skip
# What two states have with each other and nobody else, so that it need not be said with whom.
BETWEEN_STATES: Final = ENVOYS | {"consulate", "diplomat", "embassy", "link", "relation", "representation", "tie"}
# Behind these stands what a measure is about when it answers nobody: restrictions on drones, funding for schools.
MATTERS: Final = frozenset({"about", "against", "at", "for", "from", "in", "into", "of", "on", "over", "to", "with"})
SPANS: Final = frozenset({"day", "fortnight", "hour", "month", "morning", "night", "week", "weekend", "year"})
# What is done in order to do one of these is an answer.
ANSWERING: Final = frozenset({"express", "protest", "punish", "respond", "retaliate", "show", "signal"})
# Behind these stands what anger is about.
TOPICAL: Final = frozenset({"about", "after", "against", "at", "because", "by", "for", "over", "that", "with"})
# How many sentences back it may stand.
BLOW_REACH: Final = 1


def wrongdoers(asking: Finding, before: list[Finding], later: list[Finding], codebook: Codebook) -> list[Reading]:
    """Return of whom redress is asked where nobody is named: who has just hurt the one who asks, or whom he blames.

    Where there are two of these it may be of either, so of neither.

    A text it gets wrong: "A Dutch ship rammed Chad's ferry. Chad's unions demanded compensation.", of their own state.
    """
    if not _asks_redress(asking):
        return []
    near = [f for f in before if f.sentence >= asking.sentence - BLOW_REACH]
    near += [f for f in later if f.sentence == asking.sentence]
    blamed = [
        f.target
        for f in near
        if f.target is not None
        and is_same_side(f.source.actor, asking.source.actor)
        and codebook.stances[f.stance].is_claim
        and codebook.stances[f.stance].sign < 0
    ]
    return _sole(blamed, asking) or _sole(
        [f.source for f in near if is_blow(codebook.stances[f.stance]) and _is_hurt(f, asking.source.actor)], asking
    )


def _asks_redress(asking: Finding) -> bool:
    """Tell whether something is asked that only undoes a wrong: demanded an apology, or that the crew be freed."""
    verb = asking.cue[0]
    asked = [*asking.cue, *(c for w in asking.cue for c in w.children if c.dep in {"dobj", "pobj"})]
    asked += [g for w in asking.cue for c in w.children if c.dep == "prep" for g in c.children if g.dep == "pobj"]
    amends = [w for w in asked if w.lemma in AMENDS]
    if amends:
        named = any(c.lower == "from" for w in asked for c in w.children)  # compensation from an insurer
        given_back = [w for noun in amends for w in governed(noun, "of")]
        return not named and all(w.lemma in TAKEN or any(c.dep == "poss" for c in w.children) for w in given_back)
    clauses = [c for c in verb.children if c.dep == "ccomp"]
    return any(c.lemma in UNDOES and any(s.dep == "nsubjpass" for s in c.children) for c in clauses)


def is_blow(stance: Stance) -> bool:
    """Tell whether a stance is taken by doing somebody harm, so that he may ask for redress, or answer it."""
    return stance.sign < 0 and not (stance.is_speech or stance.symmetric or stance.aims_at_state)


def _is_hurt(blow: Finding, asking: Actor) -> bool:
    """Tell whether somebody has struck at an actor's side, or a state at another one's people."""
    target = blow.target
    if target is None or is_same_side(blow.source.actor, asking):
        return False
    if is_same_side(target.actor, asking):
        return True
    return _is_abroad(blow.source.actor, asking) and target.actor.country == asking.country


def _is_abroad(doer: Actor, state: Actor) -> bool:
    of_state = state.kind in {Kind.COUNTRY, Kind.OFFICIAL, Kind.ORGANISATION} and state.country is not None
    return of_state and doer.country != state.country


def _sole(ends: list[Reading], finding: Finding) -> list[Reading]:
    """Return the one actor that several ends are, none if they are several or of the same side as the source."""
    found = {e.actor.id: e for e in ends}
    own = any(is_same_side(e.actor, finding.source.actor) for e in ends)
    return list(found.values()) if len(found) == 1 and not own else []


def outraged_at(outcry: Finding, before: list[Finding], codebook: Codebook) -> list[Reading]:
    """Return at whom anger is voiced of which only the words are told: who did the one deed of force just before.

    A text it gets wrong: "Chad raided a bank. Oman voiced its dismay.", at what the day before had brought.
    """
    if not codebook.stances[outcry.stance].is_claim or _has_topic(outcry):
        return []
    near = [f for f in before if f.sentence >= outcry.sentence - BLOW_REACH and is_blow(codebook.stances[f.stance])]
    return _sole([f.source for f in near if f.target is not None], outcry)


def _has_topic(outcry: Finding) -> bool:
    """Tell whether anger has an object of its own, that is nobody's: voiced anger [at] the delay."""
    return any(c.lower in TOPICAL for w in outcry.cue for c in w.children)


def is_measure(deed: Finding) -> bool:
    """Tell whether words say themselves what a deed is about, so that it answers nobody: halted trade [in ivory].

    A sentence it gets wrong: "Chad shelled Mali. Mali cut aid of all sorts.", where the sorts are of no matter.
    """
    if deed.match is None or deed.match.targets or any(w.lemma in BETWEEN_STATES for w in deed.cue):
        return False
    below = [c for w in deed.cue for c in w.children if c not in deed.cue]
    matters = [c for c in below if c.dep == "prep" and c.lower in MATTERS and not _is_when_or_why(c)]
    aims = [c for c in below if c.dep in {"advcl", "xcomp", "acl"} and is_infinitive(c) and c.lemma not in ANSWERING]
    return bool(matters or aims)


def _is_when_or_why(preposition: Word) -> bool:
    """Tell whether it leads to a time or to what is answered: on Monday, in response, for two weeks."""
    nouns = [c for c in preposition.children if c.dep == "pobj"]
    return any(w.lemma in ANSWERS_TO | SPANS or w.lower in WEEKDAYS or w.lower in MONTHS for w in nouns)


def is_about(told: Finding, deed: Finding) -> bool:
    """Tell whether a deed is what a stance is about, so that it answers nothing: condemned a decision to [cut] aid."""
    head, word = told.cue[0], deed.cue[0]
    if told.sentence != deed.sentence:
        return False
    while word.head is not word:
        word = word.head
        if word is head:
            return True
    return False


def joined(finding: Finding, result: list[Finding], stance: Stance) -> list[Reading]:
    """Return at whom others have struck just before, where one more does so and names nobody.

    A text it gets wrong: "Canada withdrew its envoy from Delhi. Tokyo recalled the one in Lima.", where "one" is no
    envoy that is known.
    """
    near = [f for f in result if f.sentence >= finding.sentence - BLOW_REACH and f.target is not None]
    against = [f for f in near if f.stance in stance.joins]
    if any(is_same_side(f.source.actor, finding.source.actor) for f in near):
        return []  # his own matter: he may go on about that
    last = [f for f in against if f.sentence == against[-1].sentence]
    return _sole([f.target for f in last if f.target is not None], finding)


def marched_upon(force: Finding, before: list[Finding], codebook: Codebook) -> list[Reading]:
    """Return against whom a state's police use what they use against crowds: those who have just marched there.

    A text it gets wrong: "Students marched in Lima. At a match in Cusco, police used tear gas.", against fans.
    """
    if not any(w.lemma in RIOT_GEAR for w in force.cue) or any(governed(w, "for") for w in force.cue):
        return []  # used gas for heating
    marching = [
        f
        for f in before
        if codebook.stances[f.stance].aims_at_state
        and f.sentence >= force.sentence - BLOW_REACH
        and is_below_state(f.source.actor)
        and f.source.actor.country in {force.source.actor.country, None}
    ]
    return [f.source for f in marching if f.cue == marching[-1].cue]
