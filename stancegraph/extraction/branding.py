"""What somebody calls another's conduct in passing: after Turkey's [illegal] drilling, the minister said, they met.

The clause around it may say anything; whoever speaks of "India's irresponsible behaviour" has condemned it by that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stancegraph.codebook import Pattern
from stancegraph.extraction.grammar import CONDUCT, SUFFERED, VERDICTS
from stancegraph.extraction.matching import Match
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.recording import take_toward
from stancegraph.extraction.sides import is_same_side
from stancegraph.extraction.taking_up import doers_before

if TYPE_CHECKING:
    from stancegraph.codebook import Judging
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading
    from stancegraph.extraction.retelling import Scene


def read_branded(draft: Draft, hits: list[Word]) -> None:
    """Read words that judge where they stand before a word for what somebody does, in somebody's speech.

    A sentence it gets wrong: "She praised Oman's brave action against Chad's brutal attacks", of which it adds Chad
    though her speech was on Oman alone.
    """
    for word in hits:
        noun = _conduct(word)
        entry = None if noun is None else _entry(draft, word)
        if noun is None or entry is None or any(c.lower in {"any", "no"} for c in noun.children):
            continue
        match = Match(
            Pattern(entry.stance, word.lemma, frozenset(), (), target_first=True, negated=False), noun, [word]
        )
        scene = draft.scene(match, "report")
        doers = [d for d in _doers(draft, noun) if not _is_told(draft, noun, d, scene)]
        said = noun.i in draft.references.quoted or any(r.lower == "according" for r in scene.state.reports)
        if doers and scene.speakers and scene.state.reports and said:
            take_toward(draft, doers, match, scene)


def _conduct(word: Word) -> Word | None:
    """Return the word for conduct that an adjective stands before: provocative and [illegal] behaviour."""
    while word.dep == "conj" and word.head.pos == "ADJ":
        word = word.head
    noun = word.head
    return noun if word.dep == "amod" and word.pos == "ADJ" and noun.lemma in CONDUCT and word.i < noun.i else None


def _entry(draft: Draft, word: Word) -> Judging | None:
    """Return what a word says of anybody by itself, the graver of two kinds; null if it says so only beside others."""
    plain = [e for e in draft.codebook.judging.get(word.lemma, ()) if not (e.beside or e.is_weak or e.is_lack)]
    ill = [e for e in plain if draft.codebook.stances[e.stance].sign < 0]
    return min(ill, key=lambda e: draft.codebook.stances[e.stance].intensity) if ill else None


def _doers(draft: Draft, noun: Word) -> list[Reading]:
    """Return whose the conduct is: its possessor or adjective, or who stands behind "by" or, of conduct, "of"."""
    found = draft.actors(governed(noun, "by"), []) or draft.references.owners(noun)
    return found or (doers_before(draft, noun, noun) if noun.lemma in VERDICTS or noun.lemma in SUFFERED else [])


def _is_told(draft: Draft, noun: Word, doer: Reading, scene: Scene) -> bool:
    """Tell whether the sentence shows a hostile stance of the speaker toward the doer already."""
    return any(
        f.sentence == noun.sentence
        and f.target is not None
        and is_same_side(f.target.actor, doer.actor)
        and draft.codebook.stances[f.stance].sign < 0
        and any(is_same_side(f.source.actor, s.actor) for s in scene.speakers)
        for f in draft.findings
    )
