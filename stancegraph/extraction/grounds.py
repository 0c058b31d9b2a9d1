"""Whose a deed is that somebody is punished, blamed or thanked for: the union sanctioned Chad over [its] raid on Mali.

A pronoun takes up the subject of its clause, but a reason for what one does to others mostly lies in what they did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import MAX_DEPTH
from stancegraph.extraction.grammar import HE, IT
from stancegraph.extraction.readings import Reading
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.parsing import Word

# Behind these stands the reason why somebody is punished or thanked.
GROUNDS: Final = frozenset({"after", "because", "following", "for", "over"})
# "In" these is in answer to a deed.
ANSWERS_TO: Final = frozenset(
    {"protest", "reaction", "reprisal", "reply", "response", "retaliation", "retribution", "revenge"}
)
# Who does this speaks of his own deed.
SORRY: Final = frozenset({"apologise", "apologize"})


def doers_answering(draft: Draft, deed: Word) -> list[Reading]:
    """Return who did what "its" deed is the reason for, if by what was found he is the one who answers for it.

    A sentence it gets wrong: "Chad punished the minister over its defeat by Mali", where it is Chad's own.
    """
    pronoun = next((c for c in deed.children if c.dep == "poss" and c.tag == "PRP$"), None)
    ground = _ground(deed)
    if pronoun is None or ground is None:
        return []
    above = _above(ground)
    for finding in reversed(draft.findings):
        if finding.sentence != deed.sentence:
            break
        target = finding.target
        if target is None or target.word.i > deed.i or not _gives_reason(draft, finding, ground, above):
            continue
        if _agrees(pronoun, target):
            return [Reading(target.actor, deed, "pronoun")]
    return []


def _ground(deed: Word) -> Word | None:
    """Return the preposition that makes a deed the reason for what its clause tells: over its raid, because [of]."""
    preposition = deed.head
    if deed.dep not in {"pcomp", "pobj"}:
        return None
    above = preposition.head
    if preposition.lower in GROUNDS and above.lemma not in ANSWERS_TO:
        return preposition
    return (
        above.head if above.lemma in ANSWERS_TO and above.dep == "pobj" and above.head.lower in {"as", "in"} else None
    )


def _above(word: Word) -> list[Word]:
    """Return the words that a word hangs on, up to its verb and those joined to that."""
    found: list[Word] = []
    while word.head is not word and len(found) < MAX_DEPTH:
        word = word.head
        found.append(word)
        if word.pos == "VERB" and word.dep not in {"conj", "xcomp"}:
            break
    return found


def _gives_reason(draft: Draft, finding: Finding, ground: Word, above: list[Word]) -> bool:
    """Tell whether a stance is one for which a deed behind a preposition may be the reason."""
    stance, head = draft.codebook.stances[finding.stance], finding.cue[0]
    if head not in above or head.lemma in SORRY:
        return False
    if ground.head.pos not in {"VERB", "AUX"} and ground.head not in (
        *finding.cue,
        finding.target and finding.target.word,
    ):
        return False  # rejected a call for its withdrawal
    if ground.lower in {"after", "following"} and not (stance.is_speech or stance.is_legal_act):
        return stance.sign < 0 and not stance.is_on_soil
    return stance.sign < 0 or (stance.sign > 0 and stance.is_speech and ground.lower == "for")


def _agrees(pronoun: Word, target: Reading) -> bool:
    """Tell whether a pronoun may be for an actor by its kind."""
    if pronoun.lower in HE:
        return target.actor.kind is Kind.OFFICIAL
    return pronoun.lower not in IT or target.actor.kind is not Kind.OFFICIAL
