"""What was found in a document, before and after it becomes statements.

Denials get the ones who made the claim; what was found twice in a sentence is kept once; spans and ids are filled in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from stancegraph.models import Evidence, Factuality, Kind, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stancegraph.codebook import Codebook
    from stancegraph.extraction.dating import Dates
    from stancegraph.extraction.parsing import Parse, Word
    from stancegraph.extraction.references import Reading
    from stancegraph.models import Actor, FoundBy

# A cue longer than this is no longer a trigger but half the sentence: then its first word alone is marked.
MAX_CUE: Final = 60

# How sure a finding is, by the sort of pattern: the shares that benchmarks/sureness.py counted over fixtures/ on
# 23 November 2026, of 580, 39 and 18 findings. The rules were written on these texts, so they flatter; 18 are too few.
SURE: Final = {"verb": 0.87, "noun": 0.9, "report": 0.78}

# A guess: the fixtures have too few denials whose addressee stands in another sentence to count by.
SURE_CLAIMANT: Final = 0.75

SPEAKS_FOR_A_STATE: Final = frozenset({Kind.COUNTRY, Kind.OFFICIAL, Kind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Finding:
    """One stance of one actor toward another, with the words that show it.

    Attributes
    ----------
    cue
        The words of the trigger, the main one first.
    origin
        The sort of pattern: a key of `SURE`.
    is_claimed
        False if the target of a denial was looked for in what stands before.
    points_back
        True if its object is something told before: "the claims".
    """

    source: Reading
    stance: str
    target: Reading | None
    factuality: Factuality
    attributed_to: Actor | None
    cue: tuple[Word, ...]
    origin: str
    about: str | None
    is_claimed: bool = True
    points_back: bool = False

    @property
    def sureness(self) -> float:
        """From 0 to 1: that of the sort of pattern and of both readings together."""
        both = self.source.sureness * (1.0 if self.target is None else self.target.sureness)
        return SURE[self.origin] * both * (1.0 if self.is_claimed else SURE_CLAIMANT)

    @property
    def sentence(self) -> int:
        """Index of the sentence in the parse."""
        return self.cue[0].sentence


def is_same_side(one: Actor, other: Actor) -> bool:
    """Tell whether two actors are one, or speak for the same country."""
    if one.id == other.id:
        return True
    return one.country is not None and one.country == other.country and {one.kind, other.kind} <= SPEAKS_FOR_A_STATE


def is_own_act(source: Reading, target: Reading) -> bool:
    """Tell whether a tie would lead from an actor to itself, or to its own country by way of a possession."""
    if source.actor.id == target.actor.id:
        return True
    return target.how == "owner" and target.actor.kind is Kind.COUNTRY and source.actor.country == target.actor.country


def with_claimants(findings: Iterable[Finding], codebook: Codebook) -> list[Finding]:
    """Return the findings with each denial aimed at those who made the claim.

    These are the ones who last accused the denier or his side before it, in the same sentence or earlier; if nobody
    has and "the claims" are denied, who last accused anybody. A denial that names its addressee, or that no such claim
    precedes, stays as it is.
    """
    ordered = sorted(findings, key=lambda f: (f.sentence, f.cue[0].i))
    claims: list[Finding] = []
    result: list[Finding] = []
    for finding in ordered:
        stance = codebook.stances[finding.stance]
        if stance.is_claim and finding.target is not None:
            claims.append(finding)
        claimants = _claimants(finding, claims) if stance.answers_claims and finding.target is None else []
        if claimants:
            result.extend(replace(finding, target=claimant, is_claimed=False) for claimant in claimants)
        else:
            result.append(finding)
    return result


def _claimants(denial: Finding, claims: list[Finding]) -> list[Reading]:
    denier = denial.source.actor
    others = [c for c in claims if not is_same_side(c.source.actor, denier)]
    against = [c for c in others if c.target is not None and is_same_side(c.target.actor, denier)]
    if not against and denial.points_back:
        against = others
    latest = [c for c in against if c.sentence == against[-1].sentence]
    return list({c.source.actor.id: c.source for c in latest}.values())


def without_repeats(findings: Iterable[Finding], codebook: Codebook) -> list[Finding]:
    """Return each source, stance and target once a sentence, the surest one, in the order of the text.

    Where a clause has a target for a stance of a source, the same stance without one adds nothing and goes.
    """
    kept: dict[tuple[int, str, str, str], Finding] = {}
    for finding in findings:
        one, other = finding.source.actor.id, "" if finding.target is None else finding.target.actor.id
        if codebook.stances[finding.stance].symmetric and other < one:
            one, other = other, one
        key = (finding.sentence, one, finding.stance, other)
        if key not in kept or kept[key].sureness < finding.sureness:
            kept[key] = finding
    aimed = {(f.sentence, f.source.actor.id, f.stance) for f in kept.values() if f.target is not None}
    chosen = [
        f for f in kept.values() if f.target is not None or (f.sentence, f.source.actor.id, f.stance) not in aimed
    ]
    return sorted(chosen, key=_order)


def _order(finding: Finding) -> tuple[int, int, str, str, str]:
    target = "" if finding.target is None else finding.target.actor.id
    return finding.cue[0].start, finding.cue[-1].end, finding.stance, finding.source.actor.id, target


def to_statement(finding: Finding, parse: Parse, codebook: Codebook, found_by: FoundBy, *, dates: Dates) -> Statement:
    """Return a finding as the record that leaves the extraction."""
    document, stance = parse.document, codebook.stances[finding.stance]
    dated = dates.of(finding.cue, planned=finding.factuality is Factuality.PLANNED)
    start, end = parse.span(finding.sentence)
    evidence = Evidence(
        start=start, end=end, quote=document.quote(start, end), cue=_cue_span(finding.cue), found_by=found_by
    )
    return Statement.model_validate(
        {
            "document": document.reference(),
            "source": finding.source.actor,
            "stance": finding.stance,
            "target": None if finding.target is None else finding.target.actor,
            "sign": stance.sign,
            "intensity": stance.intensity,
            "symmetric": stance.symmetric,
            "factuality": finding.factuality,
            "attributed_to": finding.attributed_to,
            "about": finding.about,
            "date": dated.date,
            "date_end": dated.date_end,
            "date_basis": dated.basis,
            "confidence": round(finding.sureness, 3),
            "evidence": evidence,
        }
    )


def _cue_span(cue: tuple[Word, ...]) -> Span:
    same = [w for w in cue if w.sentence == cue[0].sentence]
    start, end = min(w.start for w in same), max(w.end for w in same)
    if end - start > MAX_CUE:
        start, end = cue[0].start, cue[0].end
    return Span(start=start, end=end)
