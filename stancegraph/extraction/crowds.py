"""Whom a text only counts: "More than 70 people were arrested", of those who marched a sentence before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.readings import Reading
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from stancegraph.codebook import Codebook, Stance
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.retelling import HalfTold
    from stancegraph.models import Actor

# How many sentences back the crowd may stand of which some were seized or hurt.
CROWD_REACH: Final = 2
# These say of nobody who he is.
ANYBODY: Final = frozenset({"other", "people", "person"})
NUMBERS: Final = frozenset({"dozen", "dozens", "hundreds", "many", "scores", "several", "thousands"})
# What may hang on such a noun and only counts: some 70, at least 70, many other.
COUNTS: Final = frozenset({"advmod", "amod", "det", "nummod", "punct", "quantmod"})


def with_known_crowds(findings: Sequence[Finding], codebook: Codebook) -> list[Finding]:
    """Return the findings, with those at the hands of whom people were seized or hurt aimed at the crowd they are of.

    Who is arrested is of those who protest in the same sentence or the two before it, else of those whom the same side
    drove away or shot at there; who is hurt is of the latter.

    Notes
    -----
    A text it gets wrong: "Miners marched in Sofia. In Varna, 12 people were arrested for theft."
    """
    known: list[Finding] = []
    for finding in findings:
        target = finding.target
        crowd = None
        if target is not None and target.actor.kind is Kind.GROUP and _is_counted(target.word, ANYBODY):
            others = [f for f in findings if f.cue[0].i != finding.cue[0].i]
            crowd = _crowd(finding.source, finding.cue[0], finding.stance, others, codebook)
        known.append(
            finding if crowd is None or target is None else replace(finding, target=_meant(crowd, target.word))
        )
    return known


def counted_in(half: HalfTold, findings: Sequence[Finding], codebook: Codebook) -> list[Reading]:
    """Return of which crowd those are of whom a half-told deed has nothing but a number: A dozen were arrested."""
    words = half.match.targets or []
    if not half.sources or half.targets or len(words) != 1:
        return []
    if not (words[0].tag == "CD" or words[0].lemma in NUMBERS) or not _is_counted(words[0], {words[0].lemma}):
        return []
    crowd = _crowd(half.sources[0], half.match.head, half.stance, findings, codebook)
    return [] if crowd is None else [_meant(crowd, words[0])]


def _meant(crowd: Actor, word: Word) -> Reading:
    return Reading(crowd, word, "implied")


def _crowd(source: Reading, cue: Word, stance: str, findings: Sequence[Finding], codebook: Codebook) -> Actor | None:
    """Return the crowd nearest before that a side seizes or hurts some of."""
    if not _is_force(codebook.stances[stance]):
        return None
    near = [f for f in findings if cue.sentence - CROWD_REACH <= f.sentence <= cue.sentence]
    sides: list[Reading] = []
    if codebook.stances[stance].is_legal_act:
        sides = [f.source for f in near if codebook.stances[f.stance].aims_at_state]
    if not sides:
        same = [f for f in near if f.source.actor.id == source.actor.id and _is_force(codebook.stances[f.stance])]
        sides = [f.target for f in same if f.target is not None and f.target.word.lemma not in ANYBODY]
    homes = {None, source.actor.country}  # who marches in another country is hardly arrested in this one
    crowds = [
        r.actor
        for r in sides
        if r.actor.kind is Kind.GROUP and (source.actor.country is None or r.actor.country in homes)
    ]
    return crowds[-1] if crowds else None


def _is_force(stance: Stance) -> bool:
    return stance.sign < 0 and not (stance.is_speech or stance.symmetric or stance.aims_at_state)


def _is_counted(word: Word, lemmas: Collection[str]) -> bool:
    """Tell whether a word says of nobody more than how many they are."""
    return word.lemma in lemmas and all(c.dep in COUNTS for c in word.children)
