"""Against whom workers strike: the firm that a text names beside them, before the state that they live in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.readings import Reading
from stancegraph.extraction.sides import is_of_state
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.references import References
    from stancegraph.models import Actor

# Who works for a firm; of teachers, nurses and civil servants the employer is the state.
WORKERS: Final = frozenset(
    {"docker", "driver", "employee", "labourer", "longshoreman", "machinist", "mechanic", "miner", "picker", "pilot",
     "sailor", "seaman", "steelworker", "stevedore", "steward", "striker", "trucker", "union", "weaver", "worker"}
)  # fmt: skip
# Words by which a text calls a firm.
FIRMS: Final = frozenset(
    {"airline", "automaker", "bank", "brewer", "brewery", "builder", "carmaker", "carrier", "chain", "company",
     "conglomerate", "corporation", "employer", "factory", "firm", "giant", "group", "grower", "maker", "manufacturer",
     "mill", "mine", "miner", "multinational", "operator", "plant", "producer", "refinery", "retailer", "shipyard",
     "smelter", "steelmaker", "subsidiary", "supplier"}
)  # fmt: skip
# In the names of bodies that employ nobody who strikes against them.
NO_FIRMS: Final = frozenset(
    {"association", "church", "confederation", "congress", "federation", "front", "league", "movement", "organisation",
     "organization", "party", "syndicate", "union"}
)  # fmt: skip
# How many sentences before and behind a strike the firm may be named.
NEAR: Final = 1


def employer_of(strike: Finding, references: References) -> list[Reading]:
    """Return the only firm named in the sentence of a strike, else in those around it, if the text calls it one.

    A text it gets wrong: "Miners downed tools in Zambia. The plant belongs to the state. Shell, the oil company,
    regretted it."
    """
    source = strike.source.actor
    if source.kind is Kind.GROUP:
        works = source.name.lower().split()[-1].removesuffix("s") in WORKERS
    else:
        works = "union" in source.name.lower().split()
    if not works:
        return []
    words, here = references.words, strike.sentence
    if not any(w.lemma in FIRMS for w in words):
        return []
    for reach in range(NEAR + 1):
        firms: dict[str, Actor] = {}
        for mention in references.names.mentions_of(Kind.ORGANISATION):
            actor = references.names.actors[mention.entity]
            known = mention.entity.known is not None and actor.country is None  # of many states: the IMF
            if abs(words[mention.first].sentence - here) <= reach and _may_be_firm(actor) and not known:
                firms[actor.id] = actor
        if firms:
            return [Reading(a, strike.source.word, "implied") for a in firms.values()] if len(firms) == 1 else []
    return []


def _may_be_firm(actor: Actor) -> bool:
    """Tell whether a body is by its name no arm of a state and no association."""
    name = {w.lower().strip(".,") for w in actor.name.split()}
    return not (is_of_state(actor) or name & NO_FIRMS)
