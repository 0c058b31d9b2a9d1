"""What a word stands for: an actor, the way it was found, and how sure that way is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.models import Actor

# How sure a reading is against one by name, by the way it was found: the shares that benchmarks/sureness.py counted
# over fixtures/ on 23 November 2026, divided by that of names (0.92 of 908); "home" (2 findings) and "speaker" (4) are
# guesses beside them.
SURENESS: Final = {
    "name": 1.0,
    "nation word": 0.88,
    "title": 0.79,
    "owner": 0.86,
    "definite": 0.79,
    "group": 0.74,
    "pronoun": 0.9,
    "speaker": 0.8,
    "home": 0.6,
    "implied": 0.6,
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
