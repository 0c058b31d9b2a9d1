"""Matches that show another stance than their pattern: who leaves a body refuses, a state protests in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import patients
from stancegraph.extraction.grammar import SENDS_AWAY
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.sides import is_of_state
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stancegraph.codebook import Stance
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading
    from stancegraph.models import Actor

# What one does to a place, and to a body that one was a member of.
LEAVES: Final = frozenset({"leave", "pull", "quit", "withdraw"})
# What crowds do to roads, offices and flags.
OBSTRUCTS: Final = frozenset(
    {"barricade", "besiege", "block", "blockade", "burn", "close", "cut", "encircle", "obstruct", "occupy", "picket",
     "ransack", "seal", "shut", "smash", "stone", "storm", "surround", "torch"}
)  # fmt: skip
# What people are sent away from.
TERRITORY: Final = frozenset(
    {"area", "base", "capital", "city", "country", "district", "island", "land", "province", "region", "soil",
     "territory", "town", "village", "zone"}
)  # fmt: skip
# Beside the verb: the particle and the preposition of "pulled out of".
MOST_WORDS: Final = 3


def protests_in_words(draft: Draft, match: Match, source: Reading) -> bool:
    """Tell whether it is a state or its minister who protests: in words, not in the streets."""
    if not draft.stance(match).aims_at_state or match.head.lemma != "protest" or len(match.cue) > 2:
        return False
    if source.actor.kind is Kind.COUNTRY:
        mention = draft.references.names.at.get(source.word.i)
        return mention is None or mention.form is not Form.PEOPLE
    is_purpose = any(c.lower == "to" and c.dep == "aux" for c in match.head.children)  # fasted to protest
    return is_of_state(source.actor) and not is_purpose


def in_words(draft: Draft, match: Match) -> Match:
    """Return the match as one of the stance that only disapproves."""
    stances = draft.codebook.stances.values()
    name = next((s.name for s in stances if s.is_claim and not s.reported_stances), match.pattern.stance)
    return replace(match, pattern=replace(match.pattern, stance=name))


def as_refusal(draft: Draft, match: Match, targets: Sequence[Reading | None]) -> Match:
    """Return the match of who leaves a body as one of refusing: Morocco pulled out of the Arab League."""
    if draft.stance(match).sign <= 0 or match.head.lemma not in LEAVES or len(match.cue) > MOST_WORDS:
        return match
    troops = draft.codebook.words.get("troops", ())
    if any(w.lemma in troops for w in match.cue) or any(t is None or not _may_be_left(t.actor) for t in targets):
        return match
    refusals = (s.name for s in draft.codebook.stances.values() if s.promise_keeps_name)
    return replace(match, pattern=replace(match.pattern, stance=next(refusals, match.pattern.stance)))


def _may_be_left(actor: Actor) -> bool:
    """Tell whether states are members of a body: one of no country."""
    return actor.kind is Kind.ORGANISATION and actor.country is None


def as_deportation(draft: Draft, match: Match, sources: Sequence[Reading], targets: Sequence[Reading | None]) -> Match:
    """Return the match of a state that sends away people who speak for no other state: expelled four reporters.

    A sentence it gets wrong: "Oman expelled Ali Said for spying", of an envoy of whom no post is told.
    """
    stance = draft.stance(match)
    sent = match.head.lemma in SENDS_AWAY or any(w.lemma in LEAVES for w in match.cue[1:])
    if stance.sign >= 0 or stance.is_legal_act or stance.is_speech or not sent:
        return match
    if not set(match.targets or ()) <= set(patients(match.head)):
        return match  # sent troops to confront the farmers
    if not targets or not all(t is not None and _is_private(draft, t.actor) for t in targets):
        return match
    if not all(is_of_state(s.actor) for s in sources) or _is_of_body(draft, match.head):
        return match
    legal = (s.name for s in draft.codebook.stances.values() if s.is_legal_act)
    return replace(match, pattern=replace(match.pattern, stance=next(legal, match.pattern.stance)))


def as_protest(draft: Draft, match: Match, sources: Sequence[Reading], targets: Sequence[Reading | None]) -> Match:
    """Return the match of a crowd that blocks or burns what is a state's or a firm's: farmers blocked the border.

    A sentence it gets wrong: "Villagers occupied the hill", who had come with guns to stay.
    """
    stance = draft.stance(match)
    if stance.sign >= 0 or stance.is_speech or stance.aims_at_state or match.head.lemma not in OBSTRUCTS:
        return match
    if not sources or not all(_is_unarmed(draft, s.actor) for s in sources):
        return match
    if any(t is None or t.actor.kind in {Kind.GROUP, Kind.OFFICIAL} for t in targets):
        return match
    protests = (s.name for s in draft.codebook.stances.values() if s.aims_at_state)
    return replace(match, pattern=replace(match.pattern, stance=next(protests, match.pattern.stance)))


def _is_unarmed(draft: Draft, actor: Actor) -> bool:
    """Tell whether an actor is a group of people who work, study or live somewhere, by the noun in its name."""
    if actor.kind is not Kind.GROUP:
        return False
    crowds = draft.codebook.words.get("crowd", frozenset()) - {"settler", "guard", "policeman", "tribesman"}
    words = [w for word in actor.name.lower().split() for w in (word, word.removesuffix("s"))]
    return any(w in crowds for w in words)


def _is_private(draft: Draft, actor: Actor) -> bool:
    """Tell whether an actor is people, or a person, and no envoys."""
    words = (actor.name if actor.kind is Kind.GROUP else actor.role or "").lower().split()
    envoys = draft.codebook.words.get("envoy", frozenset())
    told = actor.kind is Kind.GROUP or (actor.kind is Kind.OFFICIAL and bool(words))
    return told and not any(w in envoys or w.removesuffix("s") in envoys for w in words)


def _is_of_body(draft: Draft, verb: Word) -> bool:
    """Tell whether somebody is sent away from a body, not from a country: expelled him from parliament."""
    mentions = ((w, draft.references.names.at.get(w.i)) for w in governed(verb, "from"))
    return any(w.lemma not in TERRITORY and (m is None or m.entity.kind is not Kind.COUNTRY) for w, m in mentions)


def as_ultimatum(draft: Draft, match: Match) -> Stance | None:
    """Return the stance of threatening, where what is announced is bound to "unless": will strike unless they pay."""
    deed = draft.stance(match)
    if deed.is_speech or deed.symmetric or match.head.pos != "VERB":
        return None
    marks = (m for c in match.head.children if c.dep == "advcl" for m in c.children if m.dep == "mark")
    threats = (s for s in draft.codebook.stances.values() if s.announced)
    return next(threats, None) if any(m.lower == "unless" for m in marks) else None
