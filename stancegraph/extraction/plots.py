"""Whose a plot is that somebody is punished over, or helped in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import HELPS

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Whoever is punished over one of these has made it, not whoever punishes him.
LINKS: Final = frozenset({"connection", "relation"})
PLOTS: Final = frozenset({"attempt", "bid", "conspiracy", "plan", "plot", "scheme"})


def plotted(noun: Word) -> Word | None:
    """Return the verb of what is done to somebody over a plot of his: expelled two envoys over a [plot] to kill him."""
    if noun.lemma not in PLOTS or noun.dep != "pobj":
        return None
    above = noun.head.head
    if above.lemma in LINKS and above.dep == "pobj" and above.head.head.pos == "VERB":
        return above.head.head  # in connection with a plot
    if above.pos != "VERB":
        return None
    linked = any(p.lemma in LINKS and p.i == noun.head.i - 1 for c in above.children for p in c.children)
    helped = noun.head.lower == "in" and above.lemma in HELPS  # aided them in a plot
    return above if linked or (noun.head.lower in {"about", "for", "in", "over", "with"} and not helped) else None
