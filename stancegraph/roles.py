"""Who plays which part: the actor that most are hostile to, that accuses most, that stands between foes, that links."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from stancegraph.centrality import actor_centrality, ranked
from stancegraph.projection import checked_weight, signed_ties, tie_arrays
from stancegraph.ties import NAMES_OF_SIGNS
from stancegraph.triangles import iter_triangles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import networkx as nx

    from stancegraph.projection import TieArrays

ACCUSING: Final = "accuses"  # the stance of the built-in codebook


def actor_roles(G: nx.Graph[Any], *, top: int = 1) -> dict[str, list[tuple[Any, float]]]:
    """Return for each role the actors that play it most, with how much.

    ============  =================================================================================================
    ``mediator``  pairs that are hostile to each other and both on friendly terms with the actor, on balance
    ``bridge``    betweenness, from 0 to 1: shortest chains of ties that pass through it
    ``target``    weight of hostile ties toward it
    ``accuser``   weight of its ties of the stance `ACCUSING` if the graph has stances, else of its hostile ties
    ============  =================================================================================================

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph with signed edges.
    top
        How many actors for each role; 0 for all.

    Returns
    -------
    dict
        Role -> actors with their scores, highest first, equals by name; only actors with a score above 0.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.

    Notes
    -----
    A mediator is who *could* mediate: that it does, only the sentences behind its ties tell.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("a", "b", {"sign": -1}), ("c", "a", {"sign": 1}), ("c", "b", {"sign": 1})])
    >>> actor_roles(G)
    {'mediator': [('c', 1.0)], 'bridge': [], 'target': [('b', 1.0)], 'accuser': [('a', 1.0)]}
    """
    ties = tie_arrays(G)
    scores = {role: of(G, ties) for role, of in ROLES.items()}
    return {
        role: ranked({actor: score for actor, score in found.items() if score > 0}, top=top or None)
        for role, found in scores.items()
    }


def _mediators(_: nx.Graph[Any], ties: TieArrays) -> dict[Any, float]:
    signed = signed_ties(ties)
    between = np.zeros(len(signed.nodes))
    for found in iter_triangles(signed.u, signed.v, len(signed.nodes)):
        friendly = [signed.sign[rows] > 0 for rows in (found.ab, found.ac, found.bc)]
        for node, first, second, foes in ((found.a, 0, 1, 2), (found.b, 0, 2, 1), (found.c, 1, 2, 0)):
            np.add.at(between, node[friendly[first] & friendly[second] & ~friendly[foes]], 1)
    return dict(zip(signed.nodes, between.tolist(), strict=True))


def _accusers(G: nx.Graph[Any], ties: TieArrays) -> dict[Any, float]:
    if {data.get("stance") for *_, data in G.edges(data=True)} <= {None, *NAMES_OF_SIGNS.values()}:
        return actor_centrality(ties, measure="negative_out_degree")
    scores: defaultdict[Any, float] = defaultdict(float)
    for u, v, data in G.edges(data=True):
        if data.get("stance") == ACCUSING and u != v:
            scores[u] += checked_weight(u, v, data, "weight")
    return dict(scores)


ROLES: Final[Mapping[str, Callable[[nx.Graph[Any], TieArrays], dict[Any, float]]]] = {
    "mediator": _mediators,
    "bridge": lambda _, ties: actor_centrality(ties, measure="betweenness"),
    "target": lambda _, ties: actor_centrality(ties, measure="negative_in_degree"),
    "accuser": _accusers,
}
"""The roles by name, in the order in which they are listed."""
