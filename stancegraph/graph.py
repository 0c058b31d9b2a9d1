"""Statements to a multigraph and back; filters, roll-up to countries, signed and unsigned projections.

The multigraph is a plain `networkx.MultiDiGraph`: a node is an actor's id with the actor's fields, and there is one
edge for each (source, target, stance), with the stance as its key. Edge attributes:

========================================  ==================================================================
``stance, sign, symmetric``               str; -1, 0 or 1; bool (a symmetric tie is stored once, ends sorted)
``weight``                                statements that count: asserted and alleged, wire copies once
``asserted, alleged, planned, denied``    statements by factuality, wire copies once
``intensity, confidence``                 means over the statements that count; over all where none does
``first, last``                           `datetime.date` of the earliest and latest dated statement, or None
``outlets``                               sorted tuple of names
``statements``                            tuple of statement ids, wire copies included, by date and place
========================================  ==================================================================

Graph attributes: ``schema_version``; ``statements``, id -> `Statement`; ``untargeted``, ids of those without a target;
``rollup``, None or ``"country"``; ``members``, node -> ids of the actors merged in it; ``internal``, actor -> stance ->
edge attributes of what an actor did to itself, which is never an edge; ``counted``, the factualities in ``weight``.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from statistics import fmean
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import networkx as nx

from stancegraph.errors import ReadError
from stancegraph.models import SCHEMA_VERSION, Factuality, Statement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from stancegraph.models import Actor

Tie: TypeAlias = dict[str, Any]  # the attributes of one edge

COUNTED: Final = (Factuality.ASSERTED.value, Factuality.ALLEGED.value)
"""What `weight` counts unless a filter names other factualities: what is said to have taken place, by whomever."""


def to_multigraph(statements: Iterable[Statement]) -> nx.MultiDiGraph[str]:
    """Return the signed, typed, directed multigraph of the statements.

    Where documents differ on an actor's name, kind, country or role, the most frequent value wins, then the one of
    the latest date, then the alphabet; a value that is known always wins over None.

    Parameters
    ----------
    statements
        In any order, which makes no difference; the same record given twice counts once.

    Returns
    -------
    networkx.MultiDiGraph
        As the module's docstring says; nodes sorted by id, edges by source, target and stance.

    Raises
    ------
    ReadError
        If two different statements have one id, or a stance has two signs or is symmetric only in part.

    See Also
    --------
    from_multigraph : the statements of a graph.

    Examples
    --------
    >>> len(to_multigraph([]))
    0
    """
    known = _by_id(statements)
    _check_stances(known.values())
    mentions: defaultdict[str, list[tuple[Actor, dt.date | None]]] = defaultdict(list)
    ties: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in known.values():
        mentions[statement.source.id].append((statement.source, statement.date))
        if statement.target is not None:
            mentions[statement.target.id].append((statement.target, statement.date))
            ties[_ends(statement, statement.target)].append(statement)
    return _assembled(
        {actor: _agreed(found) for actor, found in mentions.items()},
        {place: _tie(found, known=known, counted=COUNTED) for place, found in ties.items()},
        statements=known,
        untargeted=tuple(id_ for id_, statement in known.items() if statement.target is None),
    )


def from_multigraph(G: nx.MultiDiGraph[str]) -> list[Statement]:
    """Return the statements that a multigraph was made of, by date, document and place.

    A rolled-up graph returns the statements of the single actors; a filtered one those that passed.

    Raises
    ------
    ReadError
        If the graph has ties whose statements it does not hold, as after reading GraphML, GEXF or CSV.
    """
    known: Mapping[str, Statement] = G.graph.get("statements", {})
    for u, v, stance, tie in G.edges(keys=True, data=True):
        if not tie.get("statements") or not all(id_ in known for id_ in tie["statements"]):
            raise ReadError(
                f"tie {u!r} {stance!r} {v!r}: the graph does not hold its statements, which only node-link .json and "
                "statements .jsonl do"
            )
    return sorted(known.values(), key=_reading_order)


def _by_id(statements: Iterable[Statement]) -> dict[str, Statement]:
    known: dict[str, Statement] = {}
    for statement in statements:
        if known.setdefault(statement.id, statement) != statement:
            raise ReadError(f"statement id {statement.id!r} stands for two different statements, expected one")
    return {statement.id: statement for statement in sorted(known.values(), key=_reading_order)}


def _reading_order(statement: Statement) -> tuple[dt.date, str, int, str]:
    return (statement.date or dt.date.max, statement.document.id, statement.evidence.start, statement.id)


def _check_stances(statements: Iterable[Statement]) -> None:
    seen: dict[str, tuple[int, bool]] = {}
    for statement in statements:
        kind = (statement.sign, statement.symmetric)
        if seen.setdefault(statement.stance, kind) != kind:
            sign, symmetric = seen[statement.stance]
            raise ReadError(
                f"statement {statement.id!r}: stance {statement.stance!r} has sign={kind[0]} symmetric={kind[1]}, "
                f"elsewhere sign={sign} symmetric={symmetric}; expected the statements of one codebook"
            )


def _ends(statement: Statement, target: Actor) -> tuple[str, str, str]:
    return _place(statement.source.id, target.id, statement.stance, symmetric=statement.symmetric)


def _place(u: str, v: str, stance: str, *, symmetric: bool) -> tuple[str, str, str]:
    return (v, u, stance) if symmetric and v < u else (u, v, stance)


def _agreed(mentions: Sequence[tuple[Actor, dt.date | None]]) -> dict[str, Any]:
    fields = {
        field: _prevailing([(getattr(actor, field), date) for actor, date in mentions])
        for field in ("name", "kind", "country", "role")
    }
    other = {alias for actor, _ in mentions for alias in (actor.name, *actor.aliases)} - {fields["name"]}
    return {**fields, "aliases": tuple(sorted(other))}


def _prevailing(values: Iterable[tuple[str | None, dt.date | None]]) -> str | None:
    count: Counter[str] = Counter()
    latest: dict[str, int] = {}
    for value, date in values:
        if value is not None:
            text = str(value)
            count[text] += 1
            latest[text] = max(latest.get(text, 0), 0 if date is None else date.toordinal())
    return min(count, key=lambda text: (-count[text], -latest[text], text), default=None)


def _tie(found: Iterable[Statement], *, known: Mapping[str, Statement], counted: Collection[str]) -> Tie:
    """Return the edge attributes that statements of one stance between one pair add up to."""
    ordered = sorted(found, key=_reading_order)
    once: dict[str, Statement] = {}
    for statement in ordered:
        original = _original(statement, known)
        if original not in once or statement.id == original:
            once[original] = statement
    each = list(once.values())
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


def _assembled(
    nodes: Mapping[str, Mapping[str, Any]],
    ties: Mapping[tuple[str, str, str], Tie],
    *,
    statements: Mapping[str, Statement],
    untargeted: Iterable[str],
    rollup: str | None = None,
    members: Mapping[str, Sequence[str]] | None = None,
    counted: Sequence[str] = COUNTED,
) -> nx.MultiDiGraph[str]:
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    G.add_nodes_from((actor, dict(nodes[actor])) for actor in sorted(nodes))
    internal: dict[str, dict[str, Tie]] = {}
    for (u, v, stance), tie in sorted(ties.items(), key=lambda item: item[0]):
        if u == v:
            internal.setdefault(u, {})[stance] = tie
        else:
            G.add_edge(u, v, key=stance, **tie)
    G.graph.update(
        schema_version=SCHEMA_VERSION,
        statements=dict(statements),
        untargeted=tuple(untargeted),
        rollup=rollup,
        members={node: tuple(members[node]) for node in sorted(members)} if members else {},
        internal=internal,
        counted=tuple(counted),
    )
    return G
