"""Orders to one's own men, who do what their master wants done: the king ordered his army to shell the camps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents
from stancegraph.extraction.grammar import ARMED, FORCES
from stancegraph.extraction.sides import is_same_side

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word

# Verbs of ordering and asking, which those who are below somebody obey.
ORDERS: Final = frozenset({"ask", "call", "command", "direct", "instruct", "order", "tell", "urge"})
# Who obeys.
MEN: Final = (
    ARMED
    | FORCES
    | {"army", "artillery", "cadre", "commander", "fleet", "follower", "garrison", "general", "man", "navy", "police"}
)


def own_men(draft: Draft, order: Word) -> list[Word]:
    """Return those who are told to do something by whom they obey: his army; Russian troops, by Moscow.

    A sentence it gets wrong: "Oman told its police to go", where the police are a band that is called so.
    """
    if order.lemma not in ORDERS:
        return []
    told = [c for c in order.children if c.dep in {"dobj", "nsubjpass"}]
    told += [s for c in order.children if c.dep in {"ccomp", "xcomp"} for s in c.children if s.dep == "nsubj"]
    men = [w for w in told if w.lemma in MEN]
    if any(c.tag == "PRP$" for w in men for c in w.children):
        return men
    masters = draft.actors(agents(order), []) if men else []
    obeying = [r for w in men for r in draft.references.read(w)]
    return men if any(is_same_side(m.actor, r.actor) for m in masters for r in obeying) else []


def is_to_own_men(draft: Draft, match: Match) -> bool:
    """Tell whether a demand or request is an order to one's own men, which is no stance: told his men to go home."""
    return draft.stance(match).is_speech and bool(own_men(draft, match.head))
