"""Coalitions of a debate, and how far they are apart: agreement within them, disagreement between them."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Final

import numpy as np
from pydantic import Field
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from stancegraph.discourse.counting import counted, pairs
from stancegraph.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from stancegraph.discourse.counting import Normalisation, Pairs, Scale
    from stancegraph.discourse.positions import Period, Position

ALL_DIVISIONS: Final = 60_000
"""Divisions of a part up to which all are looked at: two coalitions of up to 16 actors, three of up to 11."""

EVEN: Final = 1e-12
"""Shares of the whole that differ by less are even: they are sums of at most millions of parts."""

STARTS: Final = 30
"""Random divisions from which the search starts beside the one in which all are together."""


class Coalitions(Record):
    """Coalitions of actors, and how well they tell who agrees and who disagrees."""

    coalitions: tuple[frozenset[str], ...] = Field(description="largest first")
    parts: int = Field(ge=0, description="of the debate that share no concept, each with coalitions of its own")
    unplaced: frozenset[str] = Field(description="actors who speak of nothing that another speaks of")
    polarisation: float | None = Field(description="congruence_within + conflict_between - 1, from 0 to 1")
    congruence_within: float | None = Field(description="share of all congruence that is within coalitions")
    conflict_between: float | None = Field(description="share of all conflict that is between coalitions")
    explained: float | None = Field(description="share of congruence within and conflict between, of both together")
    exact: bool = Field(description="True if no division can be better")


def polarised_coalitions(
    positions: Iterable[Position],
    *,
    coalitions: int = 2,
    normalisation: Normalisation = "average",
    duplicates: Period = "document",
    scale: Scale | None = None,
    seed: int = 0,
) -> Coalitions:
    r"""Return the division into coalitions that sets agreement and disagreement apart best, and how far it does.

    For congruence c and conflict f of pairs of actors, and a division into coalitions,

    .. math:: P = \frac{\sum_{same} c}{\sum c} + \frac{\sum_{different} f}{\sum f} - 1

    which is half the difference of the E-I indices [1]_ of conflict and of congruence. The division of which P is
    largest is returned [2]_. P is 1 if all agreement is within coalitions and all disagreement between them, and 0 if
    no division tells more than that all are together.

    Parameters
    ----------
    positions
        In any order, which makes no difference.
    coalitions
        How many there may be, 2 or more, in each part of the debate that hangs together.
    normalisation, duplicates, scale
        Of the networks of congruence and conflict, as in `one_mode_network`.
    seed
        Of the search, for debates with too many divisions to look at all (`ALL_DIVISIONS`).

    Returns
    -------
    Coalitions
        Without conflict nobody is divided: one coalition a part, polarisation 0 and no `conflict_between`. Without
        congruence nothing holds a coalition together: there is none, and no value. `explained` weighs congruence and
        conflict by their amounts, as the frustration of the subtract network does, and so is high where nearly all
        agree.

    Raises
    ------
    UnknownNameError
        If there is no such normalisation or period.
    ReadError
        If a level is outside the scale.
    ValueError
        If `coalitions` is below 2.

    Notes
    -----
    Where two parts of a debate share no concept, nothing tells which of their coalitions stand together: they are
    apart, and there are more than `coalitions` of them. The search moves single actors to where P gains most, from
    several divisions, and keeps the best; it is a heuristic, so P may be larger than what is found where `exact` is
    False.

    Memory grows with the square of the number of actors, time with that and `STARTS`.

    rDNA's dna_polarization looks for coalitions of equal size and compares with what is expected of them; its score
    is another one.

    References
    ----------
    .. [1] Krackhardt & Stern (1988), Social Psychology Quarterly 51(2). doi:10.2307/2786835
    .. [2] Leifeld (2014), Computational Social Networks 1, 7. doi:10.1186/s40649-014-0007-y

    Examples
    --------
    >>> from stancegraph.discourse import Position
    >>> said = [Position(document="a", actor=actor, concept=concept, agreement=sign)
    ...         for actor, signs in {"A": (1, 1), "B": (1, 1), "C": (-1, -1), "D": (-1, -1)}.items()
    ...         for concept, sign in zip(("tax", "cap"), signs)]
    >>> found = polarised_coalitions(said)
    >>> [sorted(each) for each in found.coalitions], found.polarisation
    ([['A', 'B'], ['C', 'D']], 1.0)
    """
    if coalitions < 2:
        raise ValueError(f"coalitions={coalitions!r}, expected 2 or more")
    counts = counted(positions, duplicates=duplicates, scale=scale)
    ties = pairs(counts, normalisation=normalisation)
    congruence, conflict = math.fsum(ties.congruence), math.fsum(ties.conflict)
    tied = sorted({*ties.u.tolist(), *ties.v.tolist()})
    unplaced = frozenset(counts.rows) - {counts.rows[node] for node in tied}
    if not congruence:
        return Coalitions(
            coalitions=(),
            parts=0,
            unplaced=frozenset(counts.rows),
            polarisation=None,
            congruence_within=None,
            conflict_between=None,
            explained=None,
            exact=True,
        )
    order = _canonical_order(ties, tied, counts.rows)
    place = np.zeros(len(counts.rows), dtype=np.int64)
    place[order] = np.arange(len(order))
    u, v = place[ties.u], place[ties.v]
    gain = np.zeros((len(order), len(order)))
    gain[u, v] = gain[v, u] = ties.congruence / congruence - (ties.conflict / conflict if conflict else 0)
    parts, part = connected_components(coo_array((np.ones(len(u)), (u, v)), shape=gain.shape), directed=False)
    labels, exact = np.zeros(len(order), dtype=np.int64), True
    for number in range(parts if conflict else 0):
        # What is not linked has no say in each other's coalitions.
        nodes = np.flatnonzero(part == number)
        labels[nodes], is_exact = _divided(gain[np.ix_(nodes, nodes)], coalitions, seed)
        exact = exact and is_exact
    same = labels[u] == labels[v]
    within, between = math.fsum(ties.congruence[same]), math.fsum(ties.conflict[~same])
    members: dict[tuple[int, int], set[str]] = {}
    for node, key in zip(order, zip(part.tolist(), labels.tolist(), strict=True), strict=True):
        members.setdefault(key, set()).add(counts.rows[node])
    return Coalitions(
        coalitions=tuple(frozenset(each) for each in sorted(members.values(), key=lambda m: (-len(m), min(m)))),
        parts=int(parts),
        unplaced=unplaced,
        polarisation=within / congruence + between / conflict - 1 if conflict else 0.0,
        congruence_within=within / congruence,
        conflict_between=between / conflict if conflict else None,
        explained=(within + between) / (congruence + conflict),
        exact=exact,
    )


def _canonical_order(ties: Pairs, nodes: Sequence[int], names: Sequence[str]) -> list[int]:
    """Return nodes in an order that follows from their ties, and from names only among those whose ties are alike."""
    profile: dict[int, list[tuple[float, float]]] = {node: [] for node in nodes}
    for u, v, congruence, conflict in zip(*(each.tolist() for each in ties), strict=True):
        profile[u].append((congruence, conflict))
        profile[v].append((congruence, conflict))
    return sorted(nodes, key=lambda node: (sorted(profile[node], reverse=True), names[node]), reverse=True)


def _divided(gain: NDArray[np.float64], number: int, seed: int) -> tuple[NDArray[np.int64], bool]:
    """Return labels of the best division found, and whether there can be no better one."""
    if number ** (len(gain) - 1) <= ALL_DIVISIONS:
        return _everywhere(gain, number), True
    labels = _searched(gain, number, seed)
    return labels, bool(_value(gain, labels) >= np.maximum(gain, 0).sum() / 2 - EVEN)


def _value(gain: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    return float((gain * (labels[:, None] == labels[None, :])).sum() / 2)


def _everywhere(gain: NDArray[np.float64], number: int) -> NDArray[np.int64]:
    """Return the best of all divisions; that the first node is in the first coalition leaves none out."""
    n = len(gain)
    divisions = np.arange(number ** (n - 1))
    labels = np.stack([np.zeros_like(divisions), *(divisions // number**k % number for k in range(n - 1))], axis=1)
    value = np.zeros(len(divisions))
    for label in range(number):
        inside = (labels == label).astype(np.float64)
        value += ((inside @ gain) * inside).sum(axis=1)
    # The first of those that are even up to rounding.
    best: NDArray[np.int64] = labels[int(np.argmax(value >= value.max() - EVEN))]
    return best


def _searched(gain: NDArray[np.float64], number: int, seed: int) -> NDArray[np.int64]:
    rng = random.Random(seed)  # noqa: S311 - no secret
    n = len(gain)
    best = np.zeros(n, dtype=np.int64)
    starts = [best, *(np.array([rng.randrange(number) for _ in range(n)]) for _ in range(STARTS))]
    least = -math.inf
    for start in starts:
        labels = _settled(gain, start, number)
        if (value := _value(gain, labels)) > least + EVEN:
            best, least = labels, value
    return best


def _settled(gain: NDArray[np.float64], start: NDArray[np.int64], number: int) -> NDArray[np.int64]:
    """Return a division from which no single move of an actor gains."""
    labels = start.copy()
    pull = np.stack([gain[:, labels == label].sum(axis=1) for label in range(number)], axis=1)
    while True:
        change = pull - pull[np.arange(len(labels)), labels][:, None]
        node, label = divmod(int(np.argmax(change)), number)
        if change[node, label] <= EVEN:
            return labels
        pull[:, labels[node]] -= gain[:, node]
        pull[:, label] += gain[:, node]
        labels[node] = label
