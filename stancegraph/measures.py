"""Measures of a graph by name: what can be followed over time, compared between graphs and resampled.

A measure takes a networkx graph and returns a number, which is a figure of the whole network, or a number for each
actor. Every measure of `actor_centrality` is one of an actor; the figures of the network are below. Whoever needs
another gives a function of their own instead of a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import networkx as nx
import numpy as np

from stancegraph.balance import algebraic_conflict, triangle_balance, walk_balance
from stancegraph.centrality import MEASURES, UNSIGNED_MEASURES, actor_centrality
from stancegraph.clusters import Clustering, signed_clusters
from stancegraph.errors import UnknownNameError
from stancegraph.frustration import Frustration, frustration_index
from stancegraph.projection import TieArrays, layer_matrix, signed_ties, signs_of, tie_arrays
from stancegraph.reciprocity import tie_reciprocity

if TYPE_CHECKING:
    from collections.abc import Callable

    from stancegraph.projection import Layer

Value: TypeAlias = "float | dict[Any, float]"
Figure: TypeAlias = "Callable[[TieArrays], float]"
Measure: TypeAlias = "str | Callable[[nx.Graph[Any]], float | Mapping[Any, float] | None]"

NAN: Final = float("nan")
PROOF_SECONDS: Final = 2.0  # for a frustration index; of hundreds of ties that are near balance it takes less


def measured(G: nx.Graph[Any] | TieArrays, measure: Measure, *, layer: Layer = "all") -> Value:
    """Return the value of a measure: a number, or actor -> number.

    ========================  ===================================================================================
    ``actors``                actors with a tie to another; ties of weight 0 count nowhere, here and below
    ``ties``                  edges: in a multigraph of `to_multigraph` one for each source, target and stance
    ``statements``            weight of all ties; ``friendly_statements`` and ``hostile_statements`` of one sign
    ``hostile_share``         weight of hostile ties, of that of friendly and hostile ones
    ``density``               pairs (u, v) with a tie from u to v, of all n (n - 1); symmetric ties lead both ways
    ``reciprocity``           share of signed ties that are answered, of `tie_reciprocity`
    ``triangle_balance``      as in `balance`, as are ``walk_balance`` and ``algebraic_conflict``
    ``frustration``           frustration index; ``nan`` where it is not proven in two seconds
    ``frustration_balance``   1 - L / (m / 2), with L the frustration index and m the pairs that have a sign
    ``clusters``              number of clusters that `signed_clusters` finds, single actors included
    ``cluster_fit``           share of the weight of ties that fits them
    ``cluster_cost``          weight of the ties that run against them
    ``modularity``            their signed modularity
    ========================  ===================================================================================

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph; signs are needed for what speaks of friends and foes.
        What `tie_arrays` makes of a graph will do for measures that have a name.
    measure
        A name of the table (`NETWORK_MEASURES`), one of `MEASURES`, or a function of a graph that returns a number, a
        mapping from actors to numbers, or None where it has no answer.
    layer
        Of the ties, for the measures of `actor_centrality`.

    Returns
    -------
    float or dict
        ``nan`` where a figure has no answer: shares without ties, density with fewer than two actors.

    Raises
    ------
    UnknownNameError
        If there is no such measure or layer, or a layer is given to a measure that has none.
    NotSignedError
        As the measure does.
    TypeError
        If a function returns anything else.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("a", "b", {"sign": -1, "weight": 3}), ("b", "c", {"sign": 1})])
    >>> measured(G, "hostile_share")
    0.75
    >>> measured(G, "in_degree")
    {'a': 0.0, 'b': 3.0, 'c': 1.0}
    >>> measured(G, lambda G: G.number_of_edges())
    2.0
    """
    if isinstance(measure, str):
        checked_measure(measure, layer=layer)
        ties = G if isinstance(G, TieArrays) else tie_arrays(G, signed=needs_signs(measure, layer=layer))
        if measure in MEASURES:
            return actor_centrality(ties, measure=measure, layer=layer)
        return float(NETWORK_MEASURES[measure](ties))
    if isinstance(G, TieArrays):
        raise TypeError(f"measure {name_of(measure)!r} is a function of a graph, expected a graph and not its arrays")
    found = measure(G)
    if found is None:
        return NAN
    if isinstance(found, Mapping):
        return {actor: _number(measure, value) for actor, value in found.items()}
    return _number(measure, found)


def checked_measure(measure: Measure, *, layer: Layer = "all") -> None:
    """Refuse the name of a measure that does not exist, or a layer for one that has none."""
    if not isinstance(measure, str) or measure in MEASURES:
        return
    if measure not in NETWORK_MEASURES:
        known = ", ".join(map(repr, (*NETWORK_MEASURES, *MEASURES)))
        raise UnknownNameError(f"measure {measure!r}, expected one of {known}, or a function of a graph")
    if layer != "all":
        raise UnknownNameError(f"layer {layer!r}: {measure!r} is a figure of the whole network, expected layer 'all'")


def needs_signs(measure: str, *, layer: Layer = "all") -> bool:
    """Return whether a measure with a name looks at the signs of ties."""
    return layer != "all" or not (measure in UNSIGNED_MEASURES or measure in UNSIGNED_FIGURES)


def name_of(measure: Measure) -> str:
    """Return what to call a measure in a table."""
    return measure if isinstance(measure, str) else str(getattr(measure, "__name__", measure))


def _number(measure: Measure, value: object) -> float:
    if value is None:
        return NAN
    if isinstance(value, Real):
        return float(value)
    raise TypeError(f"measure {name_of(measure)!r} returned {value!r}, expected a number, actor -> number, or None")


def _actors(ties: TieArrays) -> float:
    return len(np.unique(np.concatenate((ties.u, ties.v))))


def _ties(ties: TieArrays) -> float:
    return len(ties.u)


def _statements(ties: TieArrays) -> float:
    return float(ties.weight.sum())


def _of_sign(sign: int) -> Figure:
    return lambda ties: float(ties.weight[signs_of(ties) == sign].sum())


def _hostile_share(ties: TieArrays) -> float:
    hostile, friendly = _of_sign(-1)(ties), _of_sign(1)(ties)
    return hostile / (hostile + friendly) if hostile + friendly else NAN


def _density(ties: TieArrays) -> float:
    n = len(ties.nodes)
    return layer_matrix(ties).nnz / (n * (n - 1)) if n > 1 else NAN


def _clustering(ties: TieArrays) -> Clustering:
    return signed_clusters(projected(ties))


def _frustration(ties: TieArrays) -> Frustration:
    found = frustration_index(projected(ties), time_limit=PROOF_SECONDS)
    return found if found.is_proven else found.model_copy(update={"index": NAN, "balance": None})


def projected(ties: TieArrays) -> nx.Graph[Any]:
    """Return the undirected signed projection of ties as a graph, for what takes graphs."""
    pairs = signed_ties(ties)
    P: nx.Graph[Any] = nx.Graph()
    P.add_nodes_from(pairs.nodes)
    for u, v, sign, weight in zip(
        *(each.tolist() for each in (pairs.u, pairs.v, pairs.sign, pairs.weight)), strict=True
    ):
        P.add_edge(pairs.nodes[u], pairs.nodes[v], sign=sign, weight=weight)
    return P


def _number_or_nan(value: float | None) -> float:
    return NAN if value is None else value


NETWORK_MEASURES: Final[Mapping[str, Figure]] = {
    "actors": _actors,
    "ties": _ties,
    "statements": _statements,
    "friendly_statements": _of_sign(1),
    "hostile_statements": _of_sign(-1),
    "hostile_share": _hostile_share,
    "density": _density,
    "reciprocity": lambda ties: _number_or_nan(tie_reciprocity(ties).share),
    "triangle_balance": triangle_balance,
    "walk_balance": walk_balance,
    "algebraic_conflict": algebraic_conflict,
    "frustration": lambda ties: _frustration(ties).index,
    "frustration_balance": lambda ties: _number_or_nan(_frustration(ties).balance),
    "clusters": lambda ties: len(_clustering(ties).clusters),
    "cluster_fit": lambda ties: _number_or_nan(_clustering(ties).fit),
    "cluster_cost": lambda ties: _clustering(ties).cost,
    "modularity": lambda ties: _number_or_nan(_clustering(ties).modularity),
}
"""The figures of a network by name. Another is one line: a function from the arrays of ties to a number."""

UNSIGNED_FIGURES: Final = frozenset({"actors", "ties", "statements", "density"})
"""Those that need no signs."""
