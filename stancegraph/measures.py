"""Measures of a graph by name: what can be followed over time, compared between graphs and resampled.

A measure takes a networkx graph and returns a number, which is a figure of the whole network, or a number for each
actor. Every measure of `actor_centrality` is one of an actor; the figures of the network are below. Whoever needs
another gives a function of their own instead of a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from stancegraph.centrality import MEASURES, actor_centrality
from stancegraph.clusters import signed_clusters
from stancegraph.errors import UnknownNameError
from stancegraph.projection import checked_sign, checked_weight, unsigned_layer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import networkx as nx

    from stancegraph.projection import Layer

Value: TypeAlias = "float | dict[Any, float]"
Figure: TypeAlias = "Callable[[nx.Graph[Any]], float]"
Measure: TypeAlias = "str | Callable[[nx.Graph[Any]], float | Mapping[Any, float] | None]"

NAN: Final = float("nan")


def measured(G: nx.Graph[Any], measure: Measure, *, layer: Layer = "all") -> Value:
    """Return the value of a measure: a number, or actor -> number.

    ========================  ===================================================================================
    ``actors``                actors with a tie to another; ties of weight 0 count nowhere, here and below
    ``ties``                  edges: in a multigraph of `to_multigraph` one for each source, target and stance
    ``statements``            weight of all ties; ``friendly_statements`` and ``hostile_statements`` of one sign
    ``hostile_share``         weight of hostile ties, of that of friendly and hostile ones
    ``density``               pairs (u, v) with a tie from u to v, of all n (n - 1); symmetric ties lead both ways
    ``reciprocity``           pairs (u, v) with a tie from u to v that have one from v to u as well, of those with a tie
    ``clusters``              number of clusters that `signed_clusters` finds, single actors included
    ``cluster_fit``           share of the weight of ties that fits them
    ``cluster_cost``          weight of the ties that run against them
    ``modularity``            their signed modularity
    ========================  ===================================================================================

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph; signs are needed for what speaks of friends and foes.
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
        if measure in MEASURES:
            return actor_centrality(G, measure=measure, layer=layer)
        return float(NETWORK_MEASURES[measure](G))
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


def name_of(measure: Measure) -> str:
    """Return what to call a measure in a table."""
    return measure if isinstance(measure, str) else str(getattr(measure, "__name__", measure))


def _number(measure: Measure, value: object) -> float:
    if value is None:
        return NAN
    if isinstance(value, Real):
        return float(value)
    raise TypeError(f"measure {name_of(measure)!r} returned {value!r}, expected a number, actor -> number, or None")


def _weights(G: nx.Graph[Any], *, signed: bool) -> Iterator[tuple[int, float]]:
    """Yield sign and weight of each tie between two actors that has a weight; without need of signs they are 0."""
    for u, v, data in G.edges(data=True):
        weight = checked_weight(u, v, data, "weight")
        sign = checked_sign(u, v, data, "sign") if signed else 0
        if u != v and weight > 0:
            yield sign, weight


def _actors(G: nx.Graph[Any]) -> float:
    return sum(degree > 0 for _, degree in unsigned_layer(G).degree())


def _ties(G: nx.Graph[Any]) -> float:
    return sum(1 for _ in _weights(G, signed=False))


def _statements(G: nx.Graph[Any]) -> float:
    return sum(weight for _, weight in _weights(G, signed=False))


def _friendly_statements(G: nx.Graph[Any]) -> float:
    return sum(weight for sign, weight in _weights(G, signed=True) if sign > 0)


def _hostile_statements(G: nx.Graph[Any]) -> float:
    return sum(weight for sign, weight in _weights(G, signed=True) if sign < 0)


def _hostile_share(G: nx.Graph[Any]) -> float:
    hostile, friendly = _hostile_statements(G), _friendly_statements(G)
    return hostile / (hostile + friendly) if hostile + friendly else NAN


def _density(G: nx.Graph[Any]) -> float:
    n = len(G)
    return unsigned_layer(G).number_of_edges() / (n * (n - 1)) if n > 1 else NAN


def _reciprocity(G: nx.Graph[Any]) -> float:
    D = unsigned_layer(G)
    pairs = D.number_of_edges()
    return sum(D.has_edge(v, u) for u, v in D.edges()) / pairs if pairs else NAN


def _clusters(G: nx.Graph[Any]) -> float:
    return len(signed_clusters(G).clusters)


def _cluster_fit(G: nx.Graph[Any]) -> float:
    fit = signed_clusters(G).fit
    return NAN if fit is None else fit


def _cluster_cost(G: nx.Graph[Any]) -> float:
    return signed_clusters(G).cost


def _modularity(G: nx.Graph[Any]) -> float:
    modularity = signed_clusters(G).modularity
    return NAN if modularity is None else modularity


NETWORK_MEASURES: Final[Mapping[str, Figure]] = {
    "actors": _actors,
    "ties": _ties,
    "statements": _statements,
    "friendly_statements": _friendly_statements,
    "hostile_statements": _hostile_statements,
    "hostile_share": _hostile_share,
    "density": _density,
    "reciprocity": _reciprocity,
    "clusters": _clusters,
    "cluster_fit": _cluster_fit,
    "cluster_cost": _cluster_cost,
    "modularity": _modularity,
}
"""The figures of a network by name; another is one line, a function from a graph to a number, ``nan`` for none."""
