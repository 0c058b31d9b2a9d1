"""Who only asks and passes on: whoever speaks to a journalist meets nobody by that. The prince spoke to X of PBS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import JOURNALISTS
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster
    from stancegraph.models import Actor

# What people do with whoever interviews them.
INTERVIEWED: Final = frozenset(
    {"appear", "chat", "interview", "sit", "speak", "talk", "tell", "conversation", "discussion"}
)
# What joins a name to the medium that somebody works for.
OF_MEDIUM: Final = frozenset({"at", "for", "from", "of", "with"})


def is_interview(names: Roster, head: Word, ends: tuple[Actor, Actor]) -> bool:
    """Tell whether two only speak to each other because one of them asks for the news.

    A sentence it gets wrong: "Jan Berg, the editor, spoke to the rebels to free a colleague", no interview.
    """
    return head.lemma in INTERVIEWED and any(_is_journalist(names, actor) for actor in ends)


def _is_journalist(names: Roster, actor: Actor) -> bool:
    if set((actor.role or "").lower().split()) & JOURNALISTS:
        return True
    own = (m for m in names.mentions if m.entity.kind is not Kind.COUNTRY and names.actors[m.entity].id == actor.id)
    return any(_is_of_medium(names, m) for m in own)


def _is_of_medium(names: Roster, name: Mention) -> bool:
    """Tell whether a medium or such a post stands beside a name: X of PBS; the BBC's X; presenter X; X, an editor."""
    words = names.words
    behind, before = name.last + 1, name.first - 1
    if behind + 1 < len(words) and words[behind].lower in OF_MEDIUM:
        first = behind + 1 + (words[behind + 1].lower == "the")
        if first in names.carriers:
            return True
    if any(c.dep == "appos" and c.lemma in JOURNALISTS for c in words[name.last].children):
        return True
    if before < 1:
        return False
    return words[before].lower in JOURNALISTS or (words[before].tag == "POS" and before - 1 in names.carriers)
