"""Whom help is for that is sent to nobody by name: the land that an earthquake, flood or storm has just struck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import patients
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.sides import is_same_side
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word

DISASTERS: Final = frozenset(
    {"avalanche", "cholera", "cyclone", "disaster", "drought", "earthquake", "ebola", "epidemic", "eruption", "famine",
     "flood", "flooding", "hurricane", "landslide", "mudslide", "quake", "tornado", "tremor", "tsunami", "typhoon",
     "wildfire"}
)  # fmt: skip
SUFFERERS: Final = frozenset({"area", "family", "homeless", "people", "region", "survivor", "victim"})
# What is sent or promised then.
RELIEF: Final = frozenset(
    {"aid", "aircraft", "assistance", "blanket", "doctor", "firefighter", "food", "help", "helicopter", "medic",
     "medicine", "plane", "relief", "rescuer", "ship", "support", "team", "tent", "water"}
)  # fmt: skip
# How many sentences back it may have struck.
STRUCK_REACH: Final = 1


def stricken(draft: Draft, match: Match, sources: list[Reading]) -> list[Reading]:
    """Return the one land that a disaster struck in the same sentence or the one before, if it is not the helper's own.

    A text it gets wrong: "A flood hit Peru. Chile, which has a war in the south, sent help.", to its own men.
    """
    if not any(w.lemma in RELIEF for w in match.cue) or _is_for_others(match):
        return []
    sentence = match.head.sentence
    begin, end = draft.parse.first_word(sentence - STRUCK_REACH), draft.parse.sentences[sentence][1]
    struck = [r for w in draft.parse.words[begin:end] if w.lemma in DISASTERS for r in _struck(draft, w)]
    found = {r.actor.id: Reading(r.actor, r.word, "implied") for r in struck if r.actor.kind is Kind.COUNTRY}
    own = any(is_same_side(r.actor, s.actor) for r in struck for s in sources)
    return list(found.values()) if len(found) == 1 and not own else []


def _is_for_others(match: Match) -> bool:
    """Tell whether words say whom or what it is for: offered support [for] schools, but not for survivors."""
    ends = [w for word in match.cue for w in governed(word, "for", "to", "into")]
    return any(w.lemma not in SUFFERERS for w in ends)


def _struck(draft: Draft, disaster: Word) -> list[Reading]:
    """Return the lands that a clause or phrase says were struck: a quake shook [Tonga]; floods in [Tonga]."""
    verb = disaster.head if disaster.dep in {"nsubj", "pobj"} else disaster
    verb = verb.head if verb.dep in {"prep", "agent"} else verb
    places = [*governed(disaster, "in", "off", "across"), *governed(verb, "in", "off", "across")]
    places += patients(verb) if verb.pos == "VERB" else []
    found = [r for w in places for r in draft.actors_in(w)]
    return found or draft.references.nations(disaster)
