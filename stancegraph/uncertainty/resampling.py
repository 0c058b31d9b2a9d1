"""Resamples of documents, and what they say of a measure; documents and outlets left out."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

import numpy as np
from pydantic import Field
from scipy import sparse

from stancegraph.errors import UnknownNameError
from stancegraph.measures import checked_measure, measured, name_of, needs_signs
from stancegraph.models import Record
from stancegraph.observations import observed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx
    from numpy.typing import NDArray

    from stancegraph.measures import Measure
    from stancegraph.observations import Observations
    from stancegraph.projection import Layer, TieArrays

Method = Literal["percentile", "bca"]
Floats: TypeAlias = "NDArray[np.float64]"

RESAMPLES: Final = 1000  # so that 25 of them lie beyond each end of an interval at 95 %
FEWEST: Final = 2  # documents; of one every resample is the same
AT_ONCE: Final = 100  # resamples in one matrix: with 20,000 documents it has 16 MB
NORMAL: Final = NormalDist()
NETWORK: Final = None
"""Stands for the network among names of actors; no node of networkx is None."""


class Estimate(Record):
    """A number with what other texts might have made of it."""

    value: float | None = Field(description="of the graph itself; null where the measure has no answer")
    low: float | None = Field(description="lower end of the interval; null where none can be given")
    high: float | None
    error: float | None = Field(ge=0, description="standard error: standard deviation of the resamples")
    bias: float | None = Field(description="mean of the resamples minus the value")
    defined: float = Field(ge=0, le=1, description="share of the resamples in which the measure has an answer")


class Bootstrap(Record):
    """A measure with its intervals."""

    measure: str
    values: Estimate | dict[Any, Estimate] = Field(description="of the network, or actor -> estimate")
    n: int = Field(ge=0, description="resamples drawn")
    level: float = Field(gt=0, lt=1)
    method: Method
    units: int = Field(ge=0, description="what was drawn from; texts with wire copies of each other are one")
    unit: str = Field(description="document, or edge where nothing tells of documents")
    message: str | None = Field(description="why there is no interval; null if there is one")


class LeftOut(Record):
    """A measure without one outlet or document."""

    name: str | None = Field(description="what is left out; null for texts whose outlet is unknown")
    statements: float = Field(ge=0, description="weight that is left out with it")
    value: float | dict[Any, float] | None = Field(description="of what is left; null where there is no answer")
    difference: float | None = Field(description="from the value of everything; of actors the largest, up or down")


def bootstrap(
    G: nx.Graph[Any],
    measure: Measure = "hostile_share",
    *,
    n: int = RESAMPLES,
    level: float = 0.95,
    method: Method = "percentile",
    layer: Layer = "all",
    seed: int = 0,
    document: str = "document",
) -> Bootstrap:
    """Return a measure with the interval in which it lies, as far as the choice of texts goes.

    From the N documents N are drawn with replacement, n times [1]_; each time the statements of a document count as
    often as it is drawn, and the measure is computed anew. Documents are drawn and not statements, because those of one
    text hang together; texts of which one has wire copies of the other are drawn as one, for the same reason. All
    actors stay in the graph: who is in none of the texts drawn has no ties.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, filtered and rolled up as wished, or any networkx graph.
    measure, layer
        A name or a function of a graph, as `measured` takes them.
    n
        How many resamples.
    level
        Of the interval, between 0 and 1.
    method
        ``"percentile"``: the interval has all but (1 - level) / 2 of the resamples at each end. ``"bca"``: the ends are
        moved for bias and skewness, by what leaving out each document does [2]_; it takes one computation more for
        each document, and has no interval where every resample is on one side of the value.
    seed
        Of the draws.
    document
        Edge attribute that says where an edge without statements comes from; without it each edge is drawn for itself.

    Returns
    -------
    Bootstrap
        With one document, or none, there are no intervals, and `message` says so.

    Raises
    ------
    UnknownNameError
        If there is no such measure, layer or method.
    NotSignedError
        As the measure does.
    ValueError
        If `n` is below 2 or `level` not between 0 and 1.

    Notes
    -----
    An interval says how the number would vary with other texts like these. It knows nothing of statements that are
    read wrongly, nor of what no text tells. With fewer than about ten documents it is too short, and where few
    documents tell of an actor it is hardly worth its name. It takes documents for independent: where outlets follow
    each other it is too short as well.

    Nothing new comes up in a resample, while a third of the documents is missing from each. Counts of what is different
    (actors, ties, density, clusters) are therefore too small in nearly all of them, and their interval lies below the
    value: `bias` tells. Shares, weights and scores hardly have this fault.

    What needs sums only is computed for many resamples at once; whatever needs a graph takes the time of n graphs.

    References
    ----------
    .. [1] Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapters 6, 8 and 13. doi:10.1201/9780429246593
    .. [2] Efron (1987), Journal of the American Statistical Association 82(397). doi:10.1080/01621459.1987.10478410

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> for number in range(20):
    ...     _ = G.add_edge("a", "b", sign=-1 if number < 15 else 1, document=f"text {number}")
    >>> found = bootstrap(G, "hostile_share").values
    >>> found.value, found.low, found.high
    (0.75, 0.55, 0.9)
    """
    _check(measure, layer, n, level)
    if method not in METHODS:
        raise UnknownNameError(f"method {method!r}, expected one of {', '.join(map(repr, METHODS))}")
    seen = observed(G, date=None, document=document)
    units = len(seen.units)
    own = _values(seen, measure, layer, [np.ones((1, units), dtype=np.int64)])
    message = too_few(seen)
    drawn = without = None
    if message is None:
        drawn = _values(seen, measure, layer, draws(units, n, seed))
        without = _values(seen, measure, layer, _each_left_out(units)) if method == "bca" else None
    estimates = {
        name: _estimate(
            float(own.column(name)[0]),
            None if drawn is None else drawn.column(name),
            without=None if without is None else without.column(name),
            level=level,
        )
        for name in dict.fromkeys((*own.names, *(drawn.names if drawn else ())))
    }
    return Bootstrap(
        measure=name_of(measure),
        values=estimates if own.names != [NETWORK] else estimates[NETWORK],
        n=n if message is None else 0,
        level=level,
        method=method,
        units=units,
        unit=seen.unit_name,
        message=message,
    )


def bootstrap_difference(
    A: nx.Graph[Any],
    B: nx.Graph[Any],
    measure: Measure = "hostile_share",
    *,
    n: int = RESAMPLES,
    level: float = 0.95,
    layer: Layer = "all",
    seed: int = 0,
    document: str = "document",
) -> Bootstrap:
    """Return by how much a measure is higher in `B` than in `A`, with the interval of the difference.

    The documents of both are resampled as in `bootstrap`, apart from each other; an interval without 0 says that the
    texts at hand tell the two apart.

    Parameters
    ----------
    A, B
        Two periods, two outlets, any two graphs.
    measure, n, level, layer, seed, document
        As `bootstrap` takes them.

    Returns
    -------
    Bootstrap
        Values are differences, of actors None where one is in one of the graphs only; `units` are those of both graphs.

    Raises
    ------
    UnknownNameError, NotSignedError, ValueError
        As `bootstrap` does.

    Notes
    -----
    The documents of the two are taken for different ones. Where one text has statements in both graphs, as when its
    sentences name days of two periods, the interval is wider or narrower than it should be. Of twenty measures
    compared at 95 % one differs by chance.

    Examples
    --------
    >>> import networkx as nx
    >>> A, B = nx.MultiDiGraph(), nx.MultiDiGraph()
    >>> for number in range(40):
    ...     _ = A.add_edge("a", "b", sign=-1 if number < 30 else 1, document=f"text {number}")
    ...     _ = B.add_edge("a", "b", sign=-1 if number < 10 else 1, document=f"other {number}")
    >>> found = bootstrap_difference(A, B, "hostile_share").values
    >>> found.value, found.high < 0
    (-0.5, True)
    """
    _check(measure, layer, n, level)
    sides = [observed(G, date=None, document=document) for G in (A, B)]
    message = next((each for each in map(too_few, sides) if each is not None), None)
    own = [_values(seen, measure, layer, [np.ones((1, len(seen.units)), dtype=np.int64)]) for seen in sides]
    drawn = [
        _values(seen, measure, layer, draws(len(seen.units), n, (seed, side)))
        for side, seen in enumerate(sides)
        if message is None
    ]
    estimates = {
        name: _estimate(
            float(own[1].column(name)[0] - own[0].column(name)[0]),
            drawn[1].column(name) - drawn[0].column(name) if drawn else None,
            without=None,
            level=level,
        )
        for name in dict.fromkeys(name for table in (*own, *drawn) for name in table.names)
    }
    of_network = list(estimates) == [NETWORK]
    return Bootstrap(
        measure=name_of(measure),
        values=estimates[NETWORK] if of_network else estimates,
        n=n if message is None else 0,
        level=level,
        method="percentile",
        units=sum(len(seen.units) for seen in sides),
        unit=sides[0].unit_name,
        message=message,
    )


def _check(measure: Measure, layer: Layer, n: int, level: float) -> None:
    checked_measure(measure, layer=layer)
    if n < 2 or not 0 < level < 1:
        raise ValueError(f"n {n!r} and level {level!r}, expected 2 or more resamples and a level between 0 and 1")


def left_out(
    G: nx.Graph[Any],
    measure: Measure = "hostile_share",
    *,
    by: Literal["outlet", "document"] = "outlet",
    layer: Layer = "all",
    document: str = "document",
) -> list[LeftOut]:
    """Return a measure without each outlet, or each document: what a finding hangs on.

    A measure that changes much when one outlet is left out is that outlet's picture. All actors stay in the graph.

    Parameters
    ----------
    G, measure, layer, document
        As `bootstrap` takes them; the outlet of an edge without statements is its attribute ``outlet``.
    by
        What is left out: ``"outlet"``, or ``"document"`` with whatever has wire copies of it.

    Returns
    -------
    list of LeftOut
        The largest difference first, then by name.

    Raises
    ------
    UnknownNameError
        If there is no such measure or layer, or `by` is anything else.
    NotSignedError
        As the measure does.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> _ = G.add_edge("a", "b", sign=-1, outlet="Post"), G.add_edge("a", "b", sign=1, outlet="Times")
    >>> [(each.name, each.value, each.difference) for each in left_out(G, "hostile_share")]
    [('Post', 0.0, -0.5), ('Times', 1.0, 0.5)]
    """
    checked_measure(measure, layer=layer)
    if by not in ("outlet", "document"):
        raise UnknownNameError(f"by {by!r}, expected 'outlet' or 'document'")
    seen = observed(G, date=None, document=document)
    names = seen.outlets if by == "outlet" else [seen.units[unit] for unit in seen.unit.tolist()]
    whole = _part(seen, np.ones(len(names), dtype=np.bool_), measure, layer)
    found = []
    for name in sorted(set(names), key=lambda each: (each is None, each or "")):
        out = np.array([each == name for each in names], dtype=np.bool_)
        value = _part(seen, ~out, measure, layer)
        found.append(
            LeftOut(
                name=name,
                statements=float(seen.weight[out].sum()),
                value=_finite(value) if not isinstance(value, dict) else value,
                difference=_difference(whole, value),
            )
        )
    return sorted(found, key=lambda each: -abs(each.difference or 0.0))


def _part(seen: Observations, kept: NDArray[np.bool_], measure: Measure, layer: Layer) -> float | dict[Any, float]:
    """Return a measure of the statements that are kept."""
    rows = np.flatnonzero(kept)
    if not isinstance(measure, str):
        return measured(seen.graph(rows, keep_actors=True), measure)
    ties = seen.arrays(seen.summed(rows), signed=needs_signs(measure, layer=layer), keep_actors=True)
    return measured(ties, measure, layer=layer)


def _difference(whole: float | dict[Any, float], part: float | dict[Any, float]) -> float | None:
    if isinstance(whole, dict) and isinstance(part, dict):
        return max((part[actor] - whole[actor] for actor in whole if actor in part), key=abs, default=None)
    return None if isinstance(whole, dict) or isinstance(part, dict) else _finite(part - whole)


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


# --- values of many resamples -----------------------------------------------------------------------------------------


class _Table(NamedTuple):
    names: list[Any]  # of the columns: actors, or only NETWORK
    table: Floats  # (resamples, columns)

    def column(self, name: Any) -> Floats:
        """Return the values of an actor, or of the network; nan where there are none."""
        return self.table[:, self.names.index(name)] if name in self.names else np.full(len(self.table), np.nan)


def draws(units: int, n: int, seed: int | tuple[int, int]) -> Iterator[NDArray[np.int64]]:
    """Yield how often each unit is drawn, a few resamples at once."""
    rng = np.random.default_rng(seed)
    for start in range(0, n, AT_ONCE):
        yield rng.multinomial(units, np.full(units, 1 / units), size=min(AT_ONCE, n - start))


def _each_left_out(units: int) -> Iterator[NDArray[np.int64]]:
    for start in range(0, units, AT_ONCE):
        rows = np.arange(start, min(start + AT_ONCE, units))
        counts = np.ones((len(rows), units), dtype=np.int64)
        counts[np.arange(len(rows)), rows] = 0
        yield counts


def _values(seen: Observations, measure: Measure, layer: Layer, batches: Iterable[NDArray[np.int64]]) -> _Table:
    """Return a measure for resamples, given how often each unit counts in each of them."""
    if isinstance(measure, str):
        signed = needs_signs(measure, layer=layer)
        found = [measured(ties, measure, layer=layer) for ties in resampled(seen, batches, signed=signed)]
    else:
        found = [measured(resample, measure) for resample in _resampled_graphs(seen, batches)]
    rows = [value if isinstance(value, dict) else {NETWORK: value} for value in found]
    names = list(dict.fromkeys(name for row in rows for name in row))
    return _Table(names, np.array([[row.get(name, math.nan) for name in names] for row in rows], dtype=np.float64))


def resampled(seen: Observations, batches: Iterable[NDArray[np.int64]], *, signed: bool) -> Iterator[TieArrays]:
    """Yield the ties of resamples, given how often each unit counts in each of them; all actors stay."""
    by_unit = sparse.csr_array((seen.weight, (seen.unit, seen.tie)), shape=(len(seen.units), len(seen.places)))
    for counts in batches:
        for weights in np.asarray(counts @ by_unit, dtype=np.float64):
            yield seen.arrays(weights, signed=signed, keep_actors=True)


def _resampled_graphs(seen: Observations, batches: Iterable[NDArray[np.int64]]) -> Iterator[nx.Graph[Any]]:
    for batch in batches:
        for counts in batch:
            often = counts[seen.unit]
            rows = np.flatnonzero(often)
            yield seen.graph(rows, often[rows], keep_actors=True)


# --- intervals --------------------------------------------------------------------------------------------------------


def _estimate(own: float, drawn: Floats | None, *, without: Floats | None, level: float) -> Estimate:
    values = np.empty(0) if drawn is None else drawn[np.isfinite(drawn)]
    low, high = _interval(own, values, without, level) if len(values) >= 2 else (None, None)
    return Estimate(
        value=_finite(own),
        low=low,
        high=high,
        error=float(values.std(ddof=1)) if len(values) >= 2 else None,
        bias=float(values.mean()) - own if len(values) >= 2 and math.isfinite(own) else None,
        defined=0.0 if drawn is None else len(values) / len(drawn),
    )


def _interval(own: float, values: Floats, without: Floats | None, level: float) -> tuple[float | None, float | None]:
    tail = (1 - level) / 2
    ends = (tail, 1 - tail) if without is None else _corrected(own, values, without, tail)
    if ends is None:
        return None, None
    low, high = np.quantile(values, ends).tolist()
    return low, high


def _corrected(own: float, values: Floats, without: Floats, tail: float) -> tuple[float, float] | None:
    """Return the shares of resamples below the ends of the interval, corrected for bias and acceleration.

    ``Φ(z0 + (z0 + z) / (1 - a (z0 + z)))`` for z at both tails, with ``z0 = Φ⁻¹(share of resamples below the value)``,
    those that equal it by half, and ``a = Σ d³ / 6 (Σ d²)^1.5``, where d is the mean of the values without one document
    minus each of them.
    """
    if np.ptp(values) == 0:
        return tail, 1 - tail
    below = ((values < own).sum() + (values == own).sum() / 2) / len(values)
    left = without[np.isfinite(without)]
    if not 0 < below < 1 or not len(left) or not math.isfinite(own):
        return None
    apart = left.mean() - left
    spread = float((apart**2).sum() ** 1.5)
    skew = float((apart**3).sum()) / (6 * spread) if spread else 0.0
    bias = NORMAL.inv_cdf(below)
    ends = []
    for z in (NORMAL.inv_cdf(tail), NORMAL.inv_cdf(1 - tail)):
        shrunk = 1 - skew * (bias + z)
        if shrunk <= 0:
            return None
        ends.append(NORMAL.cdf(bias + (bias + z) / shrunk))
    return ends[0], ends[1]


def too_few(seen: Observations) -> str | None:
    """Return why nothing can be resampled, None if it can."""
    if len(seen.units) >= FEWEST:
        return None
    if not seen.units:
        return "no interval: there is no statement that counts"
    return f"no interval: all statements come from one {seen.unit_name}, so that every resample is the same"


METHODS: Final = ("percentile", "bca")
"""The ways to make an interval."""
