"""Deeds that somebody owns up to while others lay them at another door: told as facts, they are one account of two.

"The rebels claimed the attack. Rome blamed Tripoli for it.": neither is said to have done it by the text itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.moods import Standing
from stancegraph.extraction.sides import is_same_side
from stancegraph.models import Factuality

if TYPE_CHECKING:
    from stancegraph.codebook import Codebook
    from stancegraph.extraction.findings import Finding

# Words of owning up: claimed responsibility for, took credit for.
OWNS_UP: Final = frozenset({"claim", "credit", "responsibility"})
CONFLICT: Final = "its doer says so, and others say that somebody else did it"


def with_conflicts(findings: list[Finding], codebook: Codebook) -> list[Finding]:
    """Return the findings with each deed alleged that only its doer owns up to, and others blame on somebody else.

    Notes
    -----
    Two deeds of one sort against one side are taken for the same. A text it gets wrong: "The rebels claimed Monday's
    attack on Mali. Mali said that Niger had attacked it a year before."
    """
    blamed = [f for f in findings if f.attributed_to is not None and f.target is not None]
    own = [f for f in findings if not _is_owned_up(f) and f.attributed_to is None and f.source.how != "implied"]
    return [
        _alleged(f)
        if any(_is_other_account(b, f, codebook) for b in blamed) and not any(_is_same_deed(t, f) for t in own)
        else f
        for f in findings
    ]


def _is_other_account(blame: Finding, owned: Finding, codebook: Codebook) -> bool:
    """Tell whether a deed that somebody owns up to is said by others to be another one's."""
    if owned.stance != blame.stance or owned.factuality is not Factuality.ASSERTED or owned.target is None:
        return False
    stance = codebook.stances[owned.stance]
    if stance.is_speech or stance.symmetric or stance.sign > 0 or not _is_owned_up(owned):
        return False
    other_doer = not is_same_side(owned.source.actor, blame.source.actor)
    return other_doer and blame.target is not None and is_same_side(owned.target.actor, blame.target.actor)


def _is_same_deed(told: Finding, owned: Finding) -> bool:
    """Tell whether the text has the same deed in its own voice too: then there is no doubt of it."""
    ends = (told.source.actor.id, told.stance, told.target and told.target.actor.id)
    return ends == (owned.source.actor.id, owned.stance, owned.target and owned.target.actor.id)


def _is_owned_up(finding: Finding) -> bool:
    """Tell whether it is the doer's own side that a text has a deed from: claimed it, or said that it had done it."""
    if any(w.lemma in OWNS_UP for w in finding.cue) or _is_claimed(finding):
        return True
    return finding.attributed_to is None and finding.state is not None and bool(finding.state.reports)


def _is_claimed(finding: Finding) -> bool:
    head = finding.cue[0]
    above = head.head.head if head.dep == "pobj" else head.head
    return head.pos == "NOUN" and above is not head and above.lemma in OWNS_UP


def _alleged(finding: Finding) -> Finding:
    state = Standing() if finding.state is None else replace(finding.state)
    state.factuality, state.because = Factuality.ALLEGED, CONFLICT
    return replace(finding, factuality=Factuality.ALLEGED, state=state)
