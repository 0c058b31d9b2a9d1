"""Pairs that no stance is between, by what they are: forces and their own land, a ministry and rebels it summons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import ONLOOKERS, PRIVATE, TRAVELLERS
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stancegraph.codebook import Stance
    from stancegraph.extraction.readings import Reading

    Ends = tuple[Sequence[Reading], Sequence[Reading | None]]

# Those who come for themselves, and of whom states speak all the same.
ADHERENTS: Final = frozenset({"fan", "pilgrim", "supporter"})
# Whoever writes, plays or looks on: what they say of a thing from a country is no stance toward the country.
OFF_STAGE: Final = (PRIVATE | TRAVELLERS | ONLOOKERS | {"passenger", "poet", "shopper"}) - ADHERENTS
GUESTS: Final = (TRAVELLERS | {"passenger"}) - ADHERENTS
# Whoever plays against a nation: Kenya's sprinter vowed to chase Jamaica.
ATHLETES: Final = frozenset(
    {"archer", "batsman", "bowler", "boxer", "cyclist", "diver", "gymnast", "hurdler", "marathoner", "midfielder",
     "rower", "runner", "skater", "skier", "sprinter", "striker", "swimmer", "weightlifter", "winger", "wrestler"}
)  # fmt: skip
# Whom a state gives advice, and the category of PLOVER for it.
PUBLICS: Final = frozenset(
    {"bather", "boater", "citizen", "citizenry", "commuter", "homeowner", "householder", "inhabitant", "motorist",
     "pedestrian", "populace", "population", "public", "resident", "swimmer"}
)  # fmt: skip
REQUEST: Final = "REQUEST"
# The code of CAMEO for formal protests, which go to a state or its envoy.
FORMAL_PROTEST: Final = "114"


def unfit(stance: Stance, ends: Ends, source: Reading, target: Reading | None) -> str | None:
    """Return why two cannot be the ends of a stance, in words for `explain`; None where nothing speaks against it.

    Parameters
    ----------
    ends
        All sources and all targets of the clause.

    Notes
    -----
    A sentence it gets wrong: "Libyan and Italian troops shelled the town of Sirte", where rebels are known to hold it,
    so that Italy attacks somebody.
    """
    if target is None:
        return None
    return next((why for why, is_unfit in _REASONS if is_unfit(stance, ends, source, target)), None)


def _is_on_own_soil(stance: Stance, ends: Ends, _source: Reading, target: Reading) -> bool:
    """Tell whether a country is hit by forces of its own and others': Syrian and Russian guns shelled Idlib."""
    hitting, hit = {s.actor.id for s in ends[0]}, {t.actor.id for t in ends[1] if t is not None}
    states = all(s.actor.kind is Kind.COUNTRY or s.word.lemma == "ally" for s in ends[0])
    on_soil = stance.is_on_soil or (stance.sign < 0 and not stance.is_speech and target.how == "owner")
    return on_soil and states and target.actor.id in hitting and not hitting <= hit  # nor each other


def _has_no_envoy(stance: Stance, _ends: Ends, source: Reading, target: Reading) -> bool:
    """Tell whether a protest through envoys would go to rebels, or to the state of whoever lodges it."""
    if FORMAL_PROTEST not in stance.cameo:
        return False
    speaks = source.actor.kind is not Kind.OFFICIAL  # his country may be a guess
    own = speaks and source.actor.country is not None and source.actor.country == target.actor.country
    return target.actor.kind is Kind.GROUP or (own and target.actor.kind is Kind.COUNTRY)


def _is_off_stage(stance: Stance, _ends: Ends, source: Reading, target: Reading) -> bool:
    """Tell whether somebody without a part in politics speaks of a thing: critics praised the opera from Peru."""
    if stance.aims_at_state or source.actor.kind is not Kind.GROUP or source.word.lemma not in OFF_STAGE:
        return False
    return target.how == "owner" and target.actor.kind is Kind.COUNTRY


def _is_at_play(_stance: Stance, _ends: Ends, source: Reading, target: Reading) -> bool:
    """Tell whether an athlete meets a nation, which is a team: the sprinter vowed to chase Jamaica to the line."""
    return source.actor.kind is Kind.GROUP and source.word.lemma in ATHLETES and target.how == "name"


def _is_hospitable(stance: Stance, _ends: Ends, _source: Reading, target: Reading) -> bool:
    """Tell whether guests are only received: the town welcomed the first tourists of the year."""
    travels = target.actor.kind is Kind.GROUP and target.word.lemma in GUESTS
    return stance.sign >= 0 and (stance.is_speech or stance.symmetric) and travels


def _is_own_public(stance: Stance, _ends: Ends, source: Reading, target: Reading) -> bool:
    """Tell whether a state or its official gives advice at home: the Ghanaian police appealed to the public."""
    if stance.plover != REQUEST or target.actor.kind is not Kind.GROUP or target.word.lemma not in PUBLICS:
        return False
    return source.actor.kind is not Kind.GROUP and target.actor.country in {source.actor.country, None}


_REASONS: Final[tuple[tuple[str, Callable[[Stance, Ends, Reading, Reading], bool]], ...]] = (
    ("forces of that country take part, so that it is not the country that is hit", _is_on_own_soil),
    ("it has no envoy who could be called in", _has_no_envoy),
    ("whoever says so has no part in politics, and speaks of a thing", _is_off_stage),
    ("they are guests who are received", _is_hospitable),
    ("it is advice to one's own people", _is_own_public),
    ("an athlete only plays against others", _is_at_play),
)
