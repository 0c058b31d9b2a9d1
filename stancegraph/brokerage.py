"""Brokerage: who stands between actors that have no tie, within a group, between groups, or for one of them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy import sparse

from stancegraph.errors import UnknownNameError
from stancegraph.projection import Layer, layer_matrix
from stancegraph.triangles import iter_triangles

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx
    from numpy.typing import NDArray


class Brokerage(NamedTuple):
    """How many pairs an actor brokers, by the groups of the three; `total` is their sum."""

    coordinator: int  # all three in one group
    itinerant: int  # the two in one group, the broker in another; also called consultant
    representative: int  # the broker passes on from its own group to another
    gatekeeper: int  # the broker passes on from another group to its own
    liaison: int  # three groups
    total: int


def brokerage_roles(
    G: nx.Graph[Any], *, groups: str | Mapping[Any, Hashable] = "country", layer: Layer = "all"
) -> dict[Any, Brokerage]:
    """Return for each actor how often it brokers in each of the five roles of Gould and Fernandez.

    A broker j stands between i and k if there is a tie from i to j and one from j to k, and none from i to k [1]_.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph; parallel ties count once, symmetric and undirected ones
        both ways, weights only as 0 or more.
    groups
        A node attribute, or actor -> group, as `Clustering.membership` returns. Actors without a group, or with None,
        are left out: they neither broker nor are brokered for.
    layer
        ``"all"``, ``"friendly"`` or ``"hostile"`` ties.

    Returns
    -------
    dict
        Actor -> `Brokerage`, for those with a group, in the order of the nodes.

    Raises
    ------
    UnknownNameError
        If there is no such layer, or no actor has a group: the attribute may be misspelt.
    NotSignedError
        If an edge has no usable sign where the layer needs one, or a weight that is negative or not a number.

    Notes
    -----
    Each role is a plain count of pairs, not weighted by how many other brokers they have. Large groups and many ties
    make high counts by themselves, so compare roles of one actor, or actors of like size. It takes O(m ** 1.5), mostly
    far less: pairs are counted by group, and those that have a tie of their own are subtracted triangle by triangle.

    References
    ----------
    .. [1] Gould & Fernandez (1989), Sociological Methodology 19. doi:10.2307/270949

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("minister", "envoy"), ("envoy", "rebel")])
    >>> brokerage_roles(G, groups={"minister": "state", "envoy": "state", "rebel": "rebels"})["envoy"]
    Brokerage(coordinator=0, itinerant=0, representative=1, gatekeeper=0, liaison=0, total=1)
    """
    named: Mapping[Any, Any] = groups if isinstance(groups, Mapping) else dict(G.nodes(data=groups))
    inside = [at for at, node in enumerate(G) if named.get(node) is not None]
    if not inside and len(G):
        # Those that somebody has; tuples, such as other names of an actor, are no groups.
        known = sorted(
            {
                str(name)
                for _, data in G.nodes(data=True)
                for name, value in data.items()
                if value is not None and not isinstance(value, tuple)
            }
        )
        what, here = "mapping" if isinstance(groups, Mapping) else repr(groups), ", ".join(known) or "none"
        raise UnknownNameError(f"groups {what}: no actor has one, expected a node attribute (here {here}) or a mapping")
    nodes = list(G)
    A = layer_matrix(G, layer=layer)[inside][:, inside].tocsr() if inside else sparse.csr_array((0, 0))
    numbers: dict[Any, int] = {}
    group = np.asarray([numbers.setdefault(named[nodes[at]], len(numbers)) for at in inside], dtype=np.int64)
    counts = _open_pairs(A, group, len(numbers))
    return {
        nodes[at]: Brokerage(row[0], row[1], row[2], row[3], row[4], sum(row))
        for at, row in zip(inside, counts.tolist(), strict=True)
    }


def _open_pairs(A: sparse.csr_array, group: NDArray[np.int64], several: int) -> NDArray[np.int64]:
    """Return ``(n, 5)``, the pairs that each node brokers in each role, in the order of `Brokerage`."""
    n = A.shape[0]
    if n == 0:
        return np.zeros((0, len(Brokerage._fields) - 1), dtype=np.int64)
    tied = sparse.csr_array((np.ones(A.nnz, dtype=np.int64), A.indices, A.indptr), shape=A.shape)
    of_group = sparse.csr_array((np.ones(n, dtype=np.int64), (np.arange(n), group)), shape=(n, several))
    into, out = (tied.T @ of_group).tocsr(), (tied @ of_group).tocsr()  # ties of each node from and to each group
    own_in, own_out = (np.asarray(each[np.arange(n), group]).ravel() for each in (into.tocsr(), out.tocsr()))
    all_in, all_out = (np.asarray(each.sum(axis=1)).ravel() for each in (into, out))
    same = np.asarray(into.multiply(out).sum(axis=1)).ravel()
    counts = np.stack(
        [
            own_in * own_out,
            same - own_in * own_out,
            own_in * (all_out - own_out),
            (all_in - own_in) * own_out,
            (all_in - own_in) * (all_out - own_out) - (same - own_in * own_out),
        ],
        axis=1,
    )
    # Not from an actor to itself: ties answered by their target.
    tails = np.repeat(np.arange(n), np.diff(tied.indptr))
    heads = tied.indices.astype(np.int64)
    keys = tails * n + heads
    answered = np.isin(heads * n + tails, keys)
    np.subtract.at(counts, (tails[answered], np.where(group[heads] == group[tails], 0, 1)[answered]), 1)
    # Nor where the two have a tie of their own.
    low, high = np.minimum(tails, heads), np.maximum(tails, heads)
    pairs = np.unique(low * n + high)
    u, v = pairs // n, pairs % n
    forth, back = np.isin(pairs, keys), np.isin(v * n + u, keys)
    for found in iter_triangles(u, v, n):
        rows = {frozenset(ends): row for ends, row in zip(("ab", "ac", "bc"), found[3:], strict=True)}
        at = dict(zip("abc", found[:3], strict=True))
        leads = {
            (x, y): np.where(u[rows[frozenset((x, y))]] == at[x], forth[rows[frozenset((x, y))]],
                             back[rows[frozenset((x, y))]])
            for x, y in itertools.permutations("abc", 2)
        }  # fmt: skip
        for i, j, k in itertools.permutations("abc"):
            closed = leads[i, j] & leads[j, k] & leads[i, k]
            broker = at[j][closed]
            role = _role(group[at[i][closed]], group[broker], group[at[k][closed]])
            np.subtract.at(counts, (broker, role), 1)
    return counts


def _role(i: NDArray[np.int64], j: NDArray[np.int64], k: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return positions in `Brokerage` for brokers j between i and k, given their groups."""
    return np.select([(i == j) & (j == k), i == k, i == j, j == k], [0, 1, 2, 3], default=4)
