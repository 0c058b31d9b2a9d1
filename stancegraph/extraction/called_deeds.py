"""Deeds told by what somebody calls another deed: Oman called the raid by Iran an [attack] on its sovereignty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stancegraph.extraction.clauses import SUBJECTS, agents, is_negated
from stancegraph.extraction.labels import CALLS, CALLS_AS
from stancegraph.extraction.moods import Standing
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.retelling import Scene
from stancegraph.extraction.taking_up import doers_before
from stancegraph.models import Factuality

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading


def doers_called(draft: Draft, match: Match, scene: Scene) -> tuple[list[Reading], Scene] | None:
    """Return whose a deed is that names what another deed is, and its scene: as those who call it so say.

    A sentence it gets wrong: "Oman called Iran's tariff an attack on its farmers", where nothing but prices is meant.
    """
    deed, stance = match.head, draft.stance(match)
    if stance.is_speech or stance.symmetric:
        return None
    verb, thing = _called(deed)
    if verb is None or thing is None or is_negated(verb):
        return None
    own = _whose(draft, thing, verb)
    if not own or verb.lemma == "be":
        return (own, scene) if own else None
    callers = draft.actors(agents(verb), scene.speakers)
    return (own, Scene(Standing(Factuality.ALLEGED, agents(verb), [verb]), callers, "noun")) if callers else None


def is_label(noun: Word) -> bool:
    """Tell whether a noun is what another deed is called: described the raid as an [assault] on Oman."""
    verb, thing = _called(noun)
    return verb is not None and thing is not None and verb.lemma != "be"


def _called(deed: Word) -> tuple[Word | None, Word | None]:
    """Return the verb that says what something is, and that thing: called the [raid] an attack; the raid was one."""
    if deed.dep == "attr" and deed.head.lemma == "be":
        return deed.head, next((c for c in deed.head.children if c.dep in SUBJECTS), None)
    if deed.dep in {"dobj", "oprd"} and deed.head.lemma in CALLS:
        return deed.head, next((c for c in deed.head.children if c.dep == "dobj" and c.i < deed.i), None)
    above = deed.head.head
    if deed.dep != "pobj" or deed.head.lower != "as":
        return None, None
    if above.pos == "NOUN" and above.dep == "dobj" and above.head.lemma in CALLS_AS:  # wherever the parser hangs "as"
        return above.head, above
    thing = next((c for c in above.children if c.dep == "dobj"), None)
    return (above, thing) if above.lemma in CALLS_AS else (None, None)


def _whose(draft: Draft, thing: Word, verb: Word) -> list[Reading]:
    """Return whose deed a thing is: its owner's, or whoever did it before; of "it", what the clause before is about."""
    things = [thing]
    if thing.lower in {"it", "them", "this"} and verb.dep in {"advcl", "conj"}:
        things = [c for c in verb.head.children if c.dep == "dobj"] + governed(verb.head, "against", "at", "of", "over")
    acts = [w for w in things if w.pos == "NOUN" and w.lemma in draft.codebook.nouns]
    return (draft.references.owners(acts[0]) or doers_before(draft, acts[0], verb)) if acts else []
