"""Whose a place without a name is that was hit: of those who tell it, where they are the other side of the fighting.

"Oman said that Yemeni guns had shelled populated areas": Omani ones, by those who complain of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import FORCES, SITES
from stancegraph.extraction.places import HELD_PLACES
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.sides import is_same_side
from stancegraph.extraction.told_places import PLACES
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word
    from stancegraph.models import Actor

# What is shelled, raided or fired on by those beyond a border.
GROUNDS: Final = (
    SITES
    | HELD_PLACES
    | PLACES
    | {"area", "building", "checkpoint", "farm", "frontline", "home", "house", "infrastructure", "line", "neighborhood",
       "neighbourhood", "residence", "road", "territory"}
)  # fmt: skip
FRONTS: Final = frozenset({"frontline", "infrastructure", "line", "territory"})
# In the names of ministries of war.
DEFENCE: Final = frozenset({"defence", "defense"})


def ground_of_speakers(draft: Draft, match: Match, sources: list[Reading], speakers: list[Reading]) -> list[Reading]:
    """Return the state of those who say that somebody hit a village or post, if they and he fight each other.

    They do where the text tells of force or blame between the two states, or names no third one, or where it is an
    army or its ministry that says so.

    A text it gets wrong: "Oman and Yemen quarrel over fish. Yemen said that Omani guns had shelled villages", where
    they are those of rebels in Oman.
    """
    hit = match.targets or ()
    if not hit or not sources or not speakers or not all(w.lemma in GROUNDS and w.pos == "NOUN" for w in hit):
        return []
    if any(_is_told_before(w) for w in hit):
        return []
    told = [_state_of(draft, s.actor) for s in speakers]
    doing = [_state_of(draft, s.actor) for s in sources]
    own, other = told[-1], doing[0]
    if own is None or other is None or own.id == other.id or any(a is None or a.id != own.id for a in told):
        return []
    fighting = any(s.word.lemma in FORCES or DEFENCE & set(s.actor.name.lower().split()) for s in speakers)
    return [Reading(own, hit[0], "implied")] if fighting or _are_at_odds(draft, own, other) else []


def _is_told_before(word: Word) -> bool:
    """Tell whether it is a place that the text has told of: the town, but not the front line."""
    return word.tag == "NN" and word.lemma not in FRONTS and any(c.lower == "the" for c in word.children)


def _state_of(draft: Draft, actor: Actor) -> Actor | None:
    return actor if actor.kind is Kind.COUNTRY else draft.references.state_of(actor)


def _are_at_odds(draft: Draft, one: Actor, other: Actor) -> bool:
    """Tell whether a text tells of force or blame between two states before, or names no third one."""
    named = {m.entity.country for m in draft.references.names.mentions if m.entity.country is not None}
    if named <= {one.country, other.country}:
        return True
    stances = draft.codebook.stances
    hostile = [f for f in draft.findings if stances[f.stance].is_on_soil or stances[f.stance].is_claim]
    return any(
        f.target is not None
        and stances[f.stance].sign < 0
        and (
            (is_same_side(f.source.actor, one) and is_same_side(f.target.actor, other))
            or (is_same_side(f.source.actor, other) and is_same_side(f.target.actor, one))
        )
        for f in hostile
    )
