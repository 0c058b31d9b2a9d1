"""Measures of many resamples at once, from the weights of their ties: what needs sums only and no graph.

Each takes the observations and a matrix of weights, one row for each resample and one column for each tie, and returns
what the measure of that name in `measures` and `centrality` returns for the graphs of the rows; a test compares them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np
from scipy import sparse

from stancegraph.projection import LAYERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from stancegraph.observations import Observations
    from stancegraph.projection import Layer

Floats: TypeAlias = "NDArray[np.float64]"
Tally: TypeAlias = "Callable[[Observations, Floats, Layer], Floats]"
Way = Literal["both", "in", "out"]


def _actors(seen: Observations, weights: Floats, _: Layer) -> Floats:
    return _count(_summed(weights, _ends(seen, "both")) > 0)


def _ties(_: Observations, weights: Floats, __: Layer) -> Floats:
    return _count(weights > 0)


def _statements(_: Observations, weights: Floats, __: Layer) -> Floats:
    return _summed(weights, np.ones(weights.shape[1]))


def _of_sign(sign: int) -> Tally:
    def statements(seen: Observations, weights: Floats, _: Layer) -> Floats:
        return _summed(weights, seen.sign == sign)

    return statements


def _hostile_share(seen: Observations, weights: Floats, layer: Layer) -> Floats:
    hostile, friendly = _of_sign(-1)(seen, weights, layer), _of_sign(1)(seen, weights, layer)
    return _share(hostile, hostile + friendly)


def _density(seen: Observations, weights: Floats, _: Layer) -> Floats:
    n = len(seen.G)
    incidence, _back = _pairs(seen)
    return _share(_count(_summed(weights, incidence) > 0), np.full(len(weights), float(n * (n - 1))))


def _reciprocity(seen: Observations, weights: Floats, _: Layer) -> Floats:
    incidence, back = _pairs(seen)
    tied = _summed(weights, incidence) > 0
    answered = tied & tied[:, back] & (back >= 0)
    return _share(_count(answered), _count(tied))


def _degree(way: Way, sign: Layer | None = None) -> Tally:
    def degree(seen: Observations, weights: Floats, layer: Layer) -> Floats:
        wanted = LAYERS[sign or layer]
        ends = _ends(seen, way)
        if wanted is not None:
            ends = sparse.diags_array((seen.sign == wanted).astype(np.float64)) @ ends
        return _summed(weights, ends)

    return degree


def _ends(seen: Observations, way: Way) -> Any:
    """Return the (ties, actors) matrix of which actors a tie counts for."""
    ties = np.arange(len(seen.places))
    both = ties[seen.symmetric]
    parts = {
        "both": ((ties, seen.source), (ties, seen.target)),
        "in": ((ties, seen.target), (both, seen.source[both])),
        "out": ((ties, seen.source), (both, seen.target[both])),
    }[way]
    rows, columns = (np.concatenate(each) for each in zip(*parts, strict=True))
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(ties), len(seen.G)))


def _pairs(seen: Observations) -> tuple[Any, NDArray[np.int64]]:
    """Return the (ties, pairs) matrix of the pairs (u, v) that ties lead along, and for each where (v, u) is, or -1."""
    n = max(len(seen.G), 1)
    ties = np.arange(len(seen.places))
    both = ties[seen.symmetric]
    rows = np.concatenate((ties, both))
    ends = np.concatenate((seen.source * n + seen.target, seen.target[both] * n + seen.source[both]))
    pairs, columns = np.unique(ends, return_inverse=True)
    turned = pairs % n * n + pairs // n
    at = np.minimum(np.searchsorted(pairs, turned), max(len(pairs) - 1, 0))
    back = np.where(pairs[at] == turned, at, -1) if len(pairs) else np.empty(0, dtype=np.int64)
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(ties), len(pairs))), back


def _summed(weights: Floats, incidence: Any) -> Floats:
    return np.asarray(weights @ incidence, dtype=np.float64)


def _count(found: NDArray[np.bool_]) -> Floats:
    return np.asarray(found.sum(axis=1), dtype=np.float64)


def _share(part: Floats, whole: Floats) -> Floats:
    share: Floats = np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return share


TALLIES: Final[Mapping[str, Tally]] = {
    "actors": _actors,
    "ties": _ties,
    "statements": _statements,
    "friendly_statements": _of_sign(1),
    "hostile_statements": _of_sign(-1),
    "hostile_share": _hostile_share,
    "density": _density,
    "reciprocity": _reciprocity,
    "degree": _degree("both"),
    "in_degree": _degree("in"),
    "out_degree": _degree("out"),
    "positive_degree": _degree("both", "friendly"),
    "positive_in_degree": _degree("in", "friendly"),
    "positive_out_degree": _degree("out", "friendly"),
    "negative_degree": _degree("both", "hostile"),
    "negative_in_degree": _degree("in", "hostile"),
    "negative_out_degree": _degree("out", "hostile"),
}
"""The measures that need no graph: a number for each resample, or for each resample and actor."""
