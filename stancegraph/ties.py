"""What one tie is: the statements of one stance between two actors added up, narrowed by filters, merged with others.

`graph.py` says which attributes an edge has; how each is computed is here.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from stancegraph.errors import ReadError
from stancegraph.models import Factuality, Statement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Tie: TypeAlias = dict[str, Any]  # the attributes of one edge
T = TypeVar("T", str, int)

COUNTED: Final = (Factuality.ASSERTED.value, Factuality.ALLEGED.value)
"""What `weight` counts unless a filter names other factualities: what is said to have taken place, by whomever."""

NAMES_OF_SIGNS: Final = {-1: "negative", 0: "neutral", 1: "positive"}
"""What stands for a stance where a graph has none."""


def reading_order(statement: Statement) -> tuple[dt.date, str, int, str]:
    """Return the key that sorts statements by date, document and place; those without a date come last."""
    return (statement.date or dt.date.max, statement.document.id, statement.evidence.start, statement.id)


def summed(found: Iterable[Statement], *, known: Mapping[str, Statement], counted: Collection[str]) -> Tie:
    """Return the edge attributes that statements of one stance between one pair add up to."""
    ordered = sorted(found, key=reading_order)
    each = [copies[0] for copies in told_once(ordered, known)]
    telling = [statement for statement in each if statement.factuality in counted] or each
    tally = Counter(statement.factuality for statement in each)
    starts = [statement.date for statement in ordered if statement.date is not None]
    ends = [statement.date_end or statement.date for statement in ordered if statement.date is not None]
    return {
        "stance": ordered[0].stance,
        "sign": ordered[0].sign,
        "symmetric": ordered[0].symmetric,
        "weight": sum(tally[Factuality(name)] for name in counted),
        **{factuality.value: tally[factuality] for factuality in Factuality},
        "intensity": fmean(statement.intensity for statement in telling),
        "confidence": fmean(statement.confidence for statement in telling),
        "first": min(starts, default=None),
        "last": max((day for day in ends if day is not None), default=None),
        "outlets": tuple(sorted({s.document.outlet for s in ordered if s.document.outlet is not None})),
        "statements": tuple(statement.id for statement in ordered),
    }


def told_once(ordered: Iterable[Statement], known: Mapping[str, Statement]) -> list[list[Statement]]:
    """Return statements in groups of wire copies of each other; the first of a group is the one that counts."""
    groups: dict[str, list[Statement]] = {}
    for statement in ordered:
        original = _original(statement, known)
        group = groups.setdefault(original, [])
        group.insert(0 if statement.id == original else len(group), statement)
    return list(groups.values())


def _original(statement: Statement, known: Mapping[str, Statement]) -> str:
    """Return the id of what a wire copy copies in the end, also where that statement itself is not at hand."""
    seen = {statement.id}
    at = statement
    while at.copy_of is not None:
        if at.copy_of in seen:
            return statement.id  # a ring of copies has no original: each stands for itself
        if at.copy_of not in known:
            return at.copy_of
        at = known[at.copy_of]
        seen.add(at.id)
    return at.id


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The filters of `filtered`; None lets everything pass."""

    stances: frozenset[str] | None
    signs: frozenset[int] | None
    kinds: frozenset[str] | None
    factualities: frozenset[str] | None
    outlets: frozenset[str] | None
    since: dt.date | None
    until: dt.date | None
    min_confidence: float

    def passes(self, statement: Statement) -> bool:
        """Return whether a statement passes all filters but that of kinds, which is asked of nodes."""
        return (
            _admits(statement.stance, self.stances)
            and _admits(statement.sign, self.signs)
            and _admits(statement.factuality.value, self.factualities)
            and _admits(statement.document.outlet, self.outlets)
            and self.overlaps(statement.date, statement.date_end or statement.date)
            and statement.confidence >= self.min_confidence
        )

    def overlaps(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Return whether a stretch of days has one that is wanted."""
        if first is None or last is None:
            return self.since is None and self.until is None
        return (self.since is None or last >= self.since) and (self.until is None or first <= self.until)

    def covers(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Return whether all of a stretch of days that overlaps is wanted."""
        if first is None or last is None:
            return True
        return (self.since is None or first >= self.since) and (self.until is None or last <= self.until)


def _admits(value: T | None, wanted: frozenset[T] | None) -> bool:
    return wanted is None or value in wanted


def _found(tie: Tie, known: Mapping[str, Statement]) -> list[Statement] | None:
    ids = tie.get("statements", ())
    return [known[id_] for id_ in ids] if ids and all(id_ in known for id_ in ids) else None


def narrowed(
    place: tuple[str, str, str],
    tie: Tie,
    *,
    wanted: Wanted,
    known: Mapping[str, Statement],
    counted: Collection[str],
) -> Tie | None:
    """Return what is left of a tie when its statements are filtered, None if nothing is.

    Without the statements the attributes must tell; `graph.filtered` says how far they do.
    """
    found = _found(tie, known)
    if found is not None:
        left = [statement for statement in found if wanted.passes(statement)]
        return summed(left, known=known, counted=counted) if left else None
    first, last = tie.get("first"), tie.get("last")
    outlets = set(tie.get("outlets", ()))
    tally = {name: tie.get(name, 0) for name in Factuality if _admits(name.value, wanted.factualities)}
    if (
        not _admits(tie.get("stance", place[2]), wanted.stances)
        or not _admits(tie.get("sign"), wanted.signs)
        or not (wanted.factualities is None or any(tally.values()))
        or (wanted.outlets is not None and outlets.isdisjoint(wanted.outlets))
        or not wanted.overlaps(first, last)
    ):
        return None
    several = sum(tie.get(name, 0) for name in Factuality) > 1 or len(tie.get("statements", ())) > 1
    confidence = tie.get("confidence", 1.0)
    for what, unclear in (
        ("dates", not wanted.covers(first, last)),
        ("outlets", wanted.outlets is not None and not outlets <= wanted.outlets),
        ("confidence", wanted.min_confidence > 0 and several and confidence < 1),
    ):
        if unclear:
            raise ReadError(
                f"tie {place[0]!r} {place[2]!r} {place[1]!r}: filtering its {what} needs its statements, which only "
                "node-link .json and statements .jsonl hold"
            )
    if confidence < wanted.min_confidence:
        return None
    if wanted.factualities is None:
        return dict(tie)
    return {**tie, "weight": sum(tally.values()), **{name.value: tally.get(name, 0) for name in Factuality}}


def merged(ties: Sequence[Tie], *, known: Mapping[str, Statement], counted: Collection[str]) -> Tie:
    """Return one tie in the place of several of one stance, computed anew where their statements are at hand."""
    if len(ties) == 1:
        return dict(ties[0])
    found = [_found(tie, known) for tie in ties]
    if None not in found:
        return summed([s for each in found if each is not None for s in each], known=known, counted=counted)
    sizes = [max(1, tie.get("weight", 1)) for tie in ties]  # a tie of planned statements has weight 0 and a mean too
    days = [day for tie in ties for day in (tie.get("first"), tie.get("last")) if day is not None]
    return {
        **ties[0],
        **{name: sum(tie.get(name, 0) for tie in ties) for name in ("weight", *(each.value for each in Factuality))},
        **{
            name: fmean([tie.get(name, 0.0) for tie in ties], weights=sizes)
            for name in ("intensity", "confidence")
            if name in ties[0]
        },
        "first": min(days, default=None),
        "last": max(days, default=None),
        "outlets": tuple(sorted({outlet for tie in ties for outlet in tie.get("outlets", ())})),
        "statements": tuple(sorted({id_ for tie in ties for id_ in tie.get("statements", ())})),
    }
