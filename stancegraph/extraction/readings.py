"""What a word stands for: an actor, the way it was found, and how sure that way is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.models import Actor

# How sure a reading is against one by name, by the way it was found: the shares that benchmarks/sureness.py counted
# over fixtures/ on 25 November 2026, divided by that of names (0.93 of 2,051); of "speaker" (16) and "implied" (18)
# there are few.
SURENESS: Final = {
    "name": 1.0,
    "nation word": 0.94,
    "title": 0.9,
    "owner": 0.84,
    "definite": 0.74,
    "group": 0.69,
    "pronoun": 0.71,
    "speaker": 0.48,
    "home": 0.52,
    "implied": 0.48,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One actor that a word stands for; `how` is a key of `SURENESS`."""

    actor: Actor
    word: Word
    how: str

    @property
    def sureness(self) -> float:
        """From 0 to 1."""
        return SURENESS[self.how]
