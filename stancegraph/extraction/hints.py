"""What a side says that it may do to others: a threat, though nothing is said to be so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stancegraph.extraction.grammar import POSSIBLE
from stancegraph.extraction.retelling import Scene
from stancegraph.extraction.sides import is_same_side
from stancegraph.extraction.sources import sources_of
from stancegraph.extraction.standing import standing

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.matching import Match


def as_hint(draft: Draft, match: Match, scene: Scene) -> tuple[Match, Scene] | None:
    """Return a hostile deed that its doers say they may do, as a threat: Lima hinted that it [might] close the port.

    Others who say that somebody may do it only guess. A sentence it gets wrong: "Norway said that it may have to close
    the port, and it could arrest nobody there", if the parser loses the "nobody".
    """
    deed = draft.stance(match)
    may = [c for c in match.head.children if c.dep == "aux" and c.lower in POSSIBLE]
    done = any(c.dep == "aux" and c.lower == "have" for c in match.head.children)  # it may have closed it
    if deed.is_speech or deed.symmetric or deed.sign >= 0 or not may or done or not scene.speakers:
        return None
    threat = next((s for s in draft.codebook.stances.values() if s.announced), None)
    state = standing(match.head, ignoring=match.cue_indices | {c.i for c in may})
    if threat is None or state.factuality is None:
        return None
    sources = sources_of(draft, match, scene.speakers)
    own = all(any(is_same_side(s.actor, r.actor) for s in scene.speakers) for r in sources)
    if not sources or not own:
        return None
    return replace(match, pattern=replace(match.pattern, stance=threat.name)), Scene(
        Scene.plain("verb").state, scene.speakers, scene.origin
    )
