"""Whose side an actor is on: who speaks for which state, and which tie would lead from somebody to himself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import CIVIL_BODIES, OPPOSING_ROLES, SPOKESMEN, STATE_BODIES
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.readings import Reading
    from stancegraph.models import Actor

SPEAKS_FOR_A_STATE: Final = frozenset({Kind.COUNTRY, Kind.OFFICIAL, Kind.ORGANISATION})
# Beside "army", "forces" or "government", these are in the names of those who fight the state or govern a part of it.
REBELLIOUS: Final = frozenset(
    {"autonomous", "democratic", "free", "independence", "liberation", "popular", "provincial", "regional",
     "republican", "resistance", "salvation"}
)  # fmt: skip
# Whose governors are their state's.
BANKS: Final = frozenset({"bank", "bundesbank", "central", "reserve"})
# Before "leader", or behind it, these are no movement's name.
OF_STATES: Final = frozenset(
    {"cabinet", "communist", "congress", "government", "house", "leader", "majority", "military", "minority",
     "national", "paramount", "parliamentary", "party", "politburo", "revolutionary", "senate", "soviet", "state",
     "supreme"}
)  # fmt: skip
# Words in the names of what is part of a state, but does not act for it.
ORGANS: Final = frozenset(
    {"assembly", "chamber", "commission", "council", "court", "duma", "house", "parliament", "senate"}
)


def is_same_side(one: Actor, other: Actor) -> bool:
    """Tell whether two actors are one, or speak for the same state: the country itself, its officials and bodies.

    Of two officials one must speak for the other, as a spokesman does: a senator may well accuse his president. A pair
    it gets wrong: a minister and the president whom he has just turned against, while one of them is only "Kyiv".
    """
    if one.id == other.id:
        return True
    if one.country is None or one.country != other.country or not {one.kind, other.kind} <= SPEAKS_FOR_A_STATE:
        return False
    if one.kind is other.kind is Kind.OFFICIAL:
        return any(_role_words(actor) & SPOKESMEN for actor in (one, other))
    official, body = sorted((one, other), key=lambda actor: actor.kind is not Kind.OFFICIAL)
    named = {form for w in body.name.lower().split() for form in (w, w.removesuffix("s"))}
    if body.kind is Kind.ORGANISATION and _role_words(official) & named:
        return True  # the Houthi spokesman and the Houthis
    return is_of_state(one) and is_of_state(other)


def is_of_state(actor: Actor) -> bool:
    """Tell whether somebody acts for his state: the state itself, its ministry, its minister."""
    if actor.kind is Kind.COUNTRY:
        return True
    if actor.kind is Kind.ORGANISATION:
        words = {w.lower() for w in actor.name.split()}
        return bool(words & STATE_BODIES) and not words & REBELLIOUS  # the Lord's Resistance Army is no army of Uganda
    roles = _role_words(actor)
    return bool(roles) and not _is_apart(actor) and not _leads_movement(actor.role or "")


def _is_apart(actor: Actor) -> bool:
    """Tell whether somebody may act against his own state by his role: a senator, a union's head, a governor."""
    roles = _role_words(actor)
    return bool(roles & (OPPOSING_ROLES | CIVIL_BODIES)) or ("governor" in roles and not roles & BANKS)


def _leads_movement(role: str) -> bool:
    """Tell whether a role is to lead a movement or party by name: Renamo leader, leader of the Awami League.

    One it gets wrong: "Labour leader", of a premier who is still in office.
    """
    words = role.replace("-", " ").split()
    named = [w for w in words if w[0].isupper() and w.lower() not in OF_STATES]
    return any(w.lower() == "leader" for w in words) and bool(named)


def is_body_apart(actor: Actor) -> bool:
    """Tell whether an actor is a body of one country that does not act for its state: a union, a party."""
    if actor.kind is not Kind.ORGANISATION or actor.country is None or is_of_state(actor):
        return False
    return not {w.lower() for w in actor.name.split()} & ORGANS


def _role_words(actor: Actor) -> set[str]:
    return set((actor.role or "").lower().replace("-", " ").split())


def is_own_act(source: Reading, target: Reading) -> bool:
    """Tell whether a tie would lead from an actor to itself, to its state or to a thing of its own."""
    if source.actor.id == target.actor.id:
        return True
    sure = source.actor.kind is Kind.COUNTRY or "/" in source.actor.id  # a guessed country is not in it
    if target.actor.kind is Kind.COUNTRY and sure and is_same_side(source.actor, target.actor):
        return True
    is_body = source.actor.kind is Kind.ORGANISATION
    outside = source.actor.kind is Kind.GROUP or (is_body and not is_of_state(source.actor))
    if outside or _is_apart(source.actor):
        return False  # the rebels and the cities of the state that they fight; farmers and Ottawa's handling of a row
    return target.how == "owner" and target.actor.kind is Kind.COUNTRY and source.actor.country == target.actor.country


def is_below_state(actor: Actor) -> bool:
    """Tell whether somebody who protests protests at his state if at nobody else: a group, a union, a party."""
    return actor.kind is Kind.GROUP or is_body_apart(actor)
