"""Resamples of documents, and what they say of a measure or of its difference between two graphs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

import numpy as np
from pydantic import Field
from scipy import sparse

from stancegraph.errors import UnknownNameError
from stancegraph.measures import checked_measure, measured, name_of, needs_signs
from stancegraph.models import Record
from stancegraph.observations import observed
from stancegraph.uncertainty.intervals import Estimate, estimate

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
NETWORK: Final = None
"""Stands for the network among names of actors; no node of networkx is None."""


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
    value: `bias` tells. Shares and weights hardly have this fault; scores such as PageRank have it where one or two
    documents tell of an actor.

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
        name: estimate(
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
        name: estimate(
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
    by_unit = sparse.csr_array((seen.weight, (seen.tie, seen.unit)), shape=(len(seen.places), len(seen.units)))
    for batch in batches:
        for counts in batch:
            # One at a time: a matrix of many resamples and a million ties would fill the memory.
            yield seen.arrays(by_unit @ counts.astype(np.float64), signed=signed, keep_actors=True)


def _resampled_graphs(seen: Observations, batches: Iterable[NDArray[np.int64]]) -> Iterator[nx.Graph[Any]]:
    for batch in batches:
        for counts in batch:
            often = counts[seen.unit]
            rows = np.flatnonzero(often)
            yield seen.graph(rows, often[rows], keep_actors=True)


def too_few(seen: Observations) -> str | None:
    """Return why nothing can be resampled, None if it can."""
    if len(seen.units) >= FEWEST:
        return None
    if not seen.units:
        return "no interval: there is no statement that counts"
    return f"no interval: all statements come from one {seen.unit_name}, so that every resample is the same"


METHODS: Final = ("percentile", "bca")
"""The ways to make an interval."""
