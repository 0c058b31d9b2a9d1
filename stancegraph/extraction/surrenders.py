"""Who gives way to his state where no other is named: rebels who lay down their arms, strikers who go back to work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import INSURGENT_NAMES, INSURGENTS
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.sides import is_below_state
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.matching import Match

# What rebels do toward the state that they have fought, if nobody else is told.
YIELDS: Final = frozenset(
    {"abandon", "announce", "call", "cease", "declare", "demobilise", "demobilize", "disarm", "end", "give", "hand",
     "lay", "observe", "put", "surrender", "suspend", "turn"}
)  # fmt: skip
# With these, crowds and unions do so too.
STRIKES: Final = frozenset({"boycott", "stoppage", "strike", "walkout"})


def yielding(draft: Draft, match: Match, sources: list[Reading]) -> tuple[list[Reading], list[Reading]] | None:
    """Return who gives way and the states that they give way to, or None where nobody does.

    A sentence it gets wrong: "Dockers in Antwerp ended a strike against their employers", where it is not Belgium's.
    """
    if match.head.lemma not in YIELDS:
        return None
    on_strike = any(w.lemma in STRIKES for w in match.cue)
    fighters = [s for s in sources if _are_fighters(s) or (on_strike and is_below_state(s.actor))]
    states = (draft.references.state_of(s.actor) for s in fighters)
    targets = [Reading(a, s.word, "implied") for s, a in zip(fighters, states, strict=True) if a is not None]
    return (fighters, targets) if targets else None


def _are_fighters(reading: Reading) -> bool:
    """Tell whether somebody fights a state: rebels, the Front for the Liberation of Oman."""
    if reading.actor.kind is Kind.GROUP or reading.word.lemma in INSURGENTS:
        return reading.word.lemma in INSURGENTS
    words = set(reading.actor.name.lower().split())
    return reading.actor.kind is Kind.ORGANISATION and bool(words & INSURGENT_NAMES)
