"""Deeds named after those they were done to: Orlov's arrest, her murder, the expulsion of Pardo.

Whoever speaks against Orlov's arrest speaks against those who arrested him, and whoever demands his release asks it of
them: the document has told before who they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stancegraph.extraction.grammar import SUFFERED
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.readings import Reading
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.references import References


def sufferers(references: References, noun: Word) -> list[Reading]:
    """Return whom a noun says that something was done to, by its possessor or by "of" behind it.

    A state that stands before it has done it rather: Iran's execution of two Kurds, Iran's executions.
    """
    if noun.lemma not in SUFFERED:
        return []
    behind = [r for w in governed(noun, "of") for r in references.read(w)]
    before = [r for c in noun.children if c.dep == "poss" for r in references.read(c)]
    return behind or [r for r in before if noun.tag == "NN" and r.actor.kind in {Kind.OFFICIAL, Kind.GROUP}]


def inflicters(draft: Draft, noun: Word) -> list[Reading]:
    """Return who did to somebody what a noun says that he suffered, by what was told before.

    A text it gets wrong: "Chad jailed Ali Saleh. Mali seized him a year on. Saleh's first arrest angered Togo.", where
    the last one is taken.
    """
    return inflicted(draft, noun, sufferers(draft.references, noun))


def inflicted(draft: Draft, word: Word, victims: list[Reading]) -> list[Reading]:
    """Return who did the last harm to one of these that is told before a word."""
    for finding in reversed(draft.findings):
        stance = draft.codebook.stances[finding.stance]
        if (
            finding.cue[0].i < word.i
            and not finding.is_background
            and stance.sign < 0
            and not stance.is_speech
            and _befell(finding, victims)
        ):
            return [Reading(finding.source.actor, word, "implied")]
    return []


def _befell(finding: Finding, victims: list[Reading]) -> bool:
    """Tell whether something was done to one of these, or to the state whose envoy or agent he is."""
    if finding.target is None:
        return False
    hit = finding.target.actor
    return any(
        hit.id == v.actor.id
        or (hit.kind is Kind.COUNTRY and v.actor.kind is Kind.OFFICIAL and hit.country == v.actor.country)
        for v in victims
    )


def is_named(victims: list[Reading]) -> bool:
    """Tell whether those who suffered something have names, so that only what was done to them is meant."""
    return bool(victims) and all(v.actor.kind is not Kind.GROUP for v in victims)
