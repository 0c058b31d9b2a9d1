"""Whose deed it was that has just been told, where only his part is named: alleged Omani involvement, Oman's work.

That is said to be wrong of him, and is an accusation; the deed it is about stands in the sentences before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.codebook import Pattern
from stancegraph.extraction.clauses import agents, is_negated, subjects
from stancegraph.extraction.grammar import CLAIM_NOUNS, IT
from stancegraph.extraction.matching import Match
from stancegraph.extraction.moods import SUPPOSES
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.parts import whose_work
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.recording import add
from stancegraph.extraction.retelling import is_of_craft
from stancegraph.extraction.sides import is_same_side
from stancegraph.extraction.topics import is_pointing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word

# How many sentences back the deed may stand; what befell a ship or plane may stand anywhere before.
TOLD_REACH: Final = 2
# Goldstein's value above which forces are moved and not used.
FORCE: Final = -8.0
INVOLVEMENT: Final = frozenset({"complicity", "involvement"})
POINTERS: Final = IT | {"this", "that"}
# What happens to ships and planes.
OF_CRAFT: Final = frozenset({"crash", "loss", "shipwreck", "sinking"})
# Words for a deed that do not say that it was one, or by which nothing but force can be meant.
EVENTS: Final = frozenset({"blast", "explosion", "fire", "incident", "outrage", "tragedy"}) | OF_CRAFT


def read_culprits(draft: Draft, word: Word) -> bool:
    """Read of whom somebody says that he did, or had a part in, what has just been told; tell whether anybody does.

    A text it gets wrong: "Rebels shelled Gao. The road is bad. It is Mali's fault, the mayor said."
    """
    culprits, what = (_involved(draft, word), None) if word.lemma in INVOLVEMENT else _doing(word)
    if not culprits or (what is None and word.pos != "NOUN"):
        return False
    told = next(_deeds_before(draft, word, what), None)
    if told is None:
        return False
    stance, suffering = told
    match = Match(Pattern(stance, word.lemma, frozenset(), (), target_first=False, negated=False), word, [word])
    scene = draft.scene(match, "noun")
    if scene.state.factuality is None or not scene.state.reports or not scene.speakers:
        return False
    accused = draft.actors(culprits, scene.speakers)
    if any(is_same_side(a.actor, s.actor) for a in accused for s in [*suffering, *scene.speakers]):
        return False
    targets = [Reading(s.actor, word, "implied") for s in suffering]
    return add(draft, match, accused, targets, scene, accuses=False)


def _involved(draft: Draft, noun: Word) -> list[Word]:
    """Return whose involvement is alleged, in what is not said: alleged [Omani] involvement, evidence of it."""
    if is_negated(noun) or governed(noun, "in") or not _is_supposed(noun):
        return []
    owned = {r.word.i for r in draft.references.owners(noun)}
    return [w for c in noun.children for w in (c, *c.children) if w.i in owned]


def _is_supposed(noun: Word) -> bool:
    """Tell whether somebody alleges or suspects what a noun names, or has evidence of it."""
    if noun.dep == "pobj" and noun.head.lower == "of":
        grounds = noun.head.head
        return grounds.lemma in CLAIM_NOUNS and not is_negated(grounds) and not is_negated(grounds.head)
    return noun.dep == "dobj" and noun.head.lemma in SUPPOSES and not is_negated(noun.head)


def _doing(verb: Word) -> tuple[list[Word], Word | None]:
    """Return whose doing a clause calls something, and the word for that: [it] was Oman's fault; he is behind [it]."""
    if verb.lemma != "be" or is_negated(verb) or _goes_on(verb):
        return [], None
    behind = [w for w in governed(verb, "behind") if _takes_up(w)]
    if behind:
        return agents(verb), behind[0]
    what = [w for w in subjects(verb) if _takes_up(w)]
    return (whose_work(verb), what[0]) if what else ([], None)


def _goes_on(verb: Word) -> bool:
    """Tell whether "it" stands for what follows: it was France's work that saved them; it is his work to feed them."""
    below = [verb, *(c for c in verb.children if c.dep in {"attr", "nsubj"})]
    return any(c.dep in {"acl", "advcl", "ccomp", "relcl", "xcomp"} and c.i > verb.i for w in below for c in w.children)


def _takes_up(word: Word) -> bool:
    return word.lower in POINTERS or (word.lemma in EVENTS and is_pointing(word))


def _deeds_before(draft: Draft, word: Word, what: Word | None) -> Iterator[tuple[str, list[Reading]]]:
    """Yield the deeds of force told before a word, with those who suffered them, the last one first."""
    of_craft = what is not None and what.lemma in OF_CRAFT
    told = [(f.cue[0], f.stance, [f.target], is_of_craft(f.cue, [f.target])) for f in draft.findings if f.target]
    told += [(h.match.head, h.stance, h.targets, is_of_craft(h.match.cue, h.targets)) for h in draft.half_told]
    for cue, stance, suffering, on_craft in sorted(told, key=lambda t: -t[0].i):
        near = on_craft if of_craft else word.sentence - cue.sentence <= TOLD_REACH
        force = draft.codebook.stances[stance]
        if cue.i < word.i and near and suffering and force.is_on_soil and force.intensity < FORCE:
            yield stance, [s for s in suffering if s is not None]
