"""What became of the patterns that were tried: for `explain`.

Outcomes that a single place notes stand where they are noted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stancegraph.codebook import Pattern
    from stancegraph.extraction.parsing import Word

MISFIT: Final = "does not fit"
MISREAD: Final = "its words mean something else here"
NEGATED: Final = "it is negated"
NOT_NEGATED: Final = "it counts only if it is negated"
UNREAL: Final = "it is not said to be so"
OWN_ACT: Final = "its source and its target are one and the same, or one owns the other"
INTERVIEW: Final = "one of the two is a journalist, who only asks for the news"
IMPERSONAL_SUBJECT: Final = "its subject has no will, as prices and storms have none"
NO_DOER: Final = "nobody is named who does it"
NO_SOURCE: Final = "its source is nobody that is known"
NO_TARGET: Final = "its target is nobody that is known"
NO_OBJECT: Final = "it has no target"
OWN_SIDE: Final = "it is said of the speaker's own side, or by a verb that shows it already"
TOLD_NOWHERE: Final = "and nothing else in the text tells of the same deed in full"
UNREPORTED: Final = "it counts only in what somebody is quoted or reported as saying"


@dataclass(frozen=True, slots=True)
class Note:
    """What became of one pattern at one word, and the words that it turned on."""

    word: Word
    pattern: Pattern
    outcome: str
    words: tuple[Word, ...] = ()
