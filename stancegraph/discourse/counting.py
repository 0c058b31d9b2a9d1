"""Counts of positions as matrices, and what pairs of actors (or concepts) have in common by them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import numpy as np
from scipy.sparse import csr_array, issparse, triu

from stancegraph.discourse.positions import without_duplicates
from stancegraph.errors import ReadError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from stancegraph.discourse.positions import Period, Position

Mode = Literal["actors", "concepts"]
Aggregation = Literal["subtract", "congruence", "conflict", "ignore"]
Normalisation = Literal["no", "average", "jaccard", "cosine", "salton"]
Scale = tuple[int, int]

DENSE: Final = 4_000_000
"""Entries of a matrix of pairs, 32 MB, up to which it is an ordinary array, and many times faster than a sparse one."""


class Counts(NamedTuple):
    """How often each row took a position on each column: the array X of the manual, one matrix for each level."""

    rows: list[str]  # sorted
    columns: list[str]  # sorted
    levels: list[int]  # of agreement that occur, ascending
    by_level: list[Any]  # (rows, columns); ordinary arrays, of large debates sparse ones
    scale: Scale  # lowest and highest level there can be

    @property
    def total(self) -> Any:
        """Counts of all levels together."""
        return sum(self.by_level[1:], start=self.by_level[0])

    def sums(self, axis: Literal[0, 1]) -> NDArray[np.float64]:
        """Return how many positions there are on each column (0) or of each row (1)."""
        return np.asarray(self.total.sum(axis=axis), dtype=np.float64).ravel()

    def narrowed(self, columns: Sequence[int]) -> Counts:
        """Return the counts of some columns only; all rows stay."""
        names = [self.columns[column] for column in columns]
        return self._replace(columns=names, by_level=[X[:, list(columns)] for X in self.by_level])


class Pairs(NamedTuple):
    """What pairs have in common that took a position on the same thing; the lower position comes first."""

    u: NDArray[np.int64]
    v: NDArray[np.int64]
    congruence: NDArray[np.float64]
    conflict: NDArray[np.float64]


def counted(
    positions: Iterable[Position],
    *,
    of: Mode = "actors",
    aggregation: Aggregation = "subtract",
    duplicates: Period = "document",
    scale: Scale | None = None,
) -> Counts:
    """Return the counts of positions, with a row for each of those that the network is of.

    Where the aggregation ignores the agreement, all of it is at level 0.
    """
    check_known(of, MODES, "a network of")
    check_known(aggregation, AGGREGATIONS, "aggregation")
    row, column = MODES[of]
    ignored = aggregation == "ignore"
    once = without_duplicates(positions, per=duplicates, agreement=not ignored)
    tally = Counter((getattr(p, row), getattr(p, column), 0 if ignored else p.agreement) for p in once)
    rows, columns = sorted({key[0] for key in tally}), sorted({key[1] for key in tally})
    levels = sorted({key[2] for key in tally})
    place = {name: index for index, name in enumerate(rows)}, {name: index for index, name in enumerate(columns)}
    found: dict[int, list[tuple[int, int, int]]] = {level: [] for level in levels}
    for (actor, concept, level), count in sorted(tally.items()):
        found[level].append((place[0][actor], place[1][concept], count))
    shape = (len(rows), len(columns))
    by_level: list[Any] = [
        csr_array(([float(c) for *_, c in each], ([i for i, *_ in each], [j for _, j, _ in each])), shape=shape)
        for each in found.values()
    ]
    by_level = by_level or [csr_array(shape)]
    if len(rows) * max(shape) <= DENSE:
        by_level = [X.toarray() for X in by_level]
    return Counts(rows, columns, levels, by_level, _checked_scale(levels, None if ignored else scale))


def check_known(value: str, known: Iterable[str], what: str) -> None:
    """Refuse a setting that is not one of those known."""
    if value not in known:
        raise UnknownNameError(f"{what} {value!r}, expected one of {', '.join(map(repr, known))}")


def _checked_scale(levels: Sequence[int], scale: Scale | None) -> Scale:
    low, high = min(levels, default=0), max(levels, default=0)
    if scale is None:
        return (-1, 1) if -1 <= low <= high <= 1 else (low, high)
    if not scale[0] < scale[1]:
        raise ReadError(f"scale from {scale[0]} to {scale[1]}, expected the lowest level before the highest")
    if low < scale[0] or high > scale[1]:
        level = low if low < scale[0] else high
        raise ReadError(f"agreement {level}, expected a level from {scale[0]} to {scale[1]}")
    return scale[0], scale[1]


def pairs(counts: Counts, *, normalisation: Normalisation = "no") -> Pairs:
    """Return how much pairs of rows agree and disagree, divided as the normalisation has it.

    Every combination of a position of one with a position of the other on the same column is a unit; the distance of
    their levels, as a share of the scale, is conflict, and the rest of the unit is congruence.
    """
    check_known(normalisation, NORMALISATIONS, "normalisation")
    total = counts.total
    joint_of_all = total @ total.T
    if issparse(joint_of_all):
        entries = triu(joint_of_all, k=1, format="coo")
        u, v = (each[np.lexsort((entries.col, entries.row))].astype(np.int64) for each in (entries.row, entries.col))
    else:
        u, v = np.nonzero(np.triu(joint_of_all, k=1))
    joint = _values(joint_of_all, u, v)
    span = counts.scale[1] - counts.scale[0]
    conflict = np.zeros(len(u))
    for k, X in zip(counts.levels, counts.by_level, strict=False):
        for m, Y in zip(counts.levels, counts.by_level, strict=False):
            if k != m:
                conflict += _values(X @ Y.T, u, v) * abs(k - m) / span
    divisor = NORMALISATIONS[normalisation](counts, u, v)
    return Pairs(u, v, (joint - conflict) / divisor, conflict / divisor)


def _values(matrix: Any, u: NDArray[np.int64], v: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the entries of a matrix at some places."""
    if not issparse(matrix):
        return np.asarray(matrix[u, v], dtype=np.float64)
    # Not by indexing: what a sparse array returns then differs with the number of places.
    n = matrix.shape[1]
    entries = matrix.tocoo()
    at = entries.row.astype(np.int64) * n + entries.col
    order = np.argsort(at)
    found = np.searchsorted(at[order], u * n + v)
    values, places = np.append(entries.data[order], 0.0), np.append(at[order], -1)
    return np.where(places[found] == u * n + v, values[found], 0.0)


def _one(_: Counts, u: NDArray[np.int64], __: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.ones(len(u))


def _average(counts: Counts, u: NDArray[np.int64], v: NDArray[np.int64]) -> NDArray[np.float64]:
    sums = counts.sums(1)
    return (sums[u] + sums[v]) / 2


def _jaccard(counts: Counts, u: NDArray[np.int64], v: NDArray[np.int64]) -> NDArray[np.float64]:
    sums = counts.sums(1)
    alone = sums[u] + sums[v]
    both = np.zeros(len(u))
    for X in counts.by_level:
        used = (X > 0).astype(np.float64)
        alone -= _values(X @ used.T, u, v) + _values(used @ X.T, u, v)
        both += _values(X @ X.T, u, v)
    return alone + both


def _cosine(counts: Counts, u: NDArray[np.int64], v: NDArray[np.int64]) -> NDArray[np.float64]:
    sums = counts.sums(1)
    return sums[u] * sums[v]


def _salton(counts: Counts, u: NDArray[np.int64], v: NDArray[np.int64]) -> NDArray[np.float64]:
    squares = np.asarray(sum((X * X).sum(axis=1) for X in counts.by_level), dtype=np.float64).ravel()
    return np.sqrt(squares[u] * squares[v])


MODES: Final[Mapping[Mode, tuple[str, str]]] = {"actors": ("actor", "concept"), "concepts": ("concept", "actor")}
"""Whom a network is of: the field of a position that is a row, and the one that is a column."""

AGGREGATIONS: Final[Mapping[Aggregation, Callable[[Any, Any], Any]]] = {
    "subtract": lambda congruence, conflict: congruence - conflict,
    "congruence": lambda congruence, _: congruence,
    "conflict": lambda _, conflict: conflict,
    "ignore": lambda congruence, conflict: congruence + conflict,
}
"""What a tie weighs, by its congruence and conflict."""

NORMALISATIONS: Final[
    Mapping[Normalisation, Callable[[Counts, NDArray[np.int64], NDArray[np.int64]], NDArray[np.float64]]]
] = {"no": _one, "average": _average, "jaccard": _jaccard, "cosine": _cosine, "salton": _salton}
"""What the weights of pairs are divided by."""
