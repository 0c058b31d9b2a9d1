"""A hierarchy of clusters: which two become one at the least cost, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from pydantic import Field, field_serializer

from stancegraph.clusters import labels_of, leaders_of, signed_clusters
from stancegraph.models import Record
from stancegraph.projection import by_name, signed_ties
from stancegraph.solutions import EVEN, checked_alpha, weighed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    from numpy.typing import NDArray

    from stancegraph.projection import SignedTies

SHRINK: Final = 0.7  # share of clusters left at which the matrix is written anew: it is looked through at each step


class Merge(NamedTuple):
    """Two clusters become one. Clusters are numbered as in scipy: first the leaves, then one for each step."""

    first: int
    second: int
    k: int  # clusters that are left
    cost: float  # the line index with them


class Hierarchy(Record):
    """Clusters, and how they become one: a dendrogram."""

    leaves: tuple[frozenset[Any], ...] = Field(description="the clusters it begins with, largest first")
    names: tuple[str, ...] = Field(description="for each leaf its most central actors")
    cost: float = Field(ge=0, description="the line index of the leaves")
    steps: tuple[Merge, ...] = Field(description="one for each leaf but one")
    alpha: float = Field(ge=0, le=1, description="weight of hostile ties within in the cost")

    def cut(self, k: int) -> dict[Any, int]:
        """Return actor -> number of its cluster where `k` are left, largest first.

        Raises
        ------
        ValueError
            If `k` is not from 1 to the number of leaves.
        """
        if not 1 <= k <= len(self.leaves):
            raise ValueError(f"k={k!r}, expected from 1 to {len(self.leaves)}, the number of leaves")
        left = dict(enumerate(self.leaves))
        for at, step in enumerate(self.steps[: len(self.leaves) - k], start=len(self.leaves)):
            left[at] = left.pop(step.first) | left.pop(step.second)
        in_order = sorted(left.values(), key=lambda cluster: (-len(cluster), min(map(by_name, cluster))))
        return {actor: number for number, cluster in enumerate(in_order) for actor in cluster}

    @field_serializer("leaves", when_used="json")
    def _lists(self, leaves: tuple[frozenset[Any], ...]) -> list[list[Any]]:
        return [sorted(leaf, key=by_name) for leaf in leaves]


def cluster_hierarchy(
    G: nx.Graph[Any], *, partition: Mapping[Any, Any] | None = None, alpha: float = EVEN, seed: int = 0
) -> Hierarchy:
    """Return how clusters become one, at each step the two that cost least to be one.

    The cost is that of `signed_clusters`. To make two clusters one adds the weight of hostile ties between them and
    takes away that of friendly ones.

    Parameters
    ----------
    G
        Any networkx graph with signed edges.
    partition
        Actor -> its part, the clusters to begin with; by default those of `signed_clusters`.
    alpha
        From 0 to 1, the weight of hostile ties within clusters against that of friendly ties between them.
    seed
        Of `signed_clusters`.

    Returns
    -------
    Hierarchy
        Without signed ties it has no leaves, and no steps with fewer than two.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.
    UnknownNameError
        If an actor who has a signed tie is in no part.

    Notes
    -----
    Each step is the best for itself, so that `signed_clusters` with the same number of clusters may cost less. Where
    several pairs cost the same, small clusters become one first; those that no tie links do so at no cost, which makes
    them a cluster of those who have nothing against each other. With c clusters it takes up to c³ steps, a few seconds
    with a thousand.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.Graph()
    >>> G.add_edge("a", "b", sign=-1, weight=3), G.add_edge("b", "c", sign=-1), G.add_edge("a", "c", sign=-1, weight=2)
    (None, None, None)
    >>> found = cluster_hierarchy(G)
    >>> [(step.k, step.cost) for step in found.steps]
    [(2, 1.0), (1, 6.0)]
    >>> sorted(found.cut(2).items())
    [('a', 1), ('b', 0), ('c', 0)]
    """
    ties = signed_ties(G)
    checked_alpha(alpha)
    if partition is None:
        partition = signed_clusters(G, alpha=alpha, seed=seed).membership()
    label = labels_of(ties, partition)
    parts: dict[int, list[int]] = {}
    for at, part in enumerate(label.tolist()):
        if part >= 0:
            parts.setdefault(part, []).append(at)
    in_order = sorted(parts, key=lambda part: (-len(parts[part]), min(by_name(ties.nodes[at]) for at in parts[part])))
    position = np.full(len(in_order) + 1, -1, dtype=np.int64)  # the last is that of the unplaced
    position[in_order] = np.arange(len(in_order))
    label = position[label]
    cost, increase = _costs(ties, label, len(in_order), alpha)
    return Hierarchy(
        leaves=tuple(frozenset(ties.nodes[at] for at in parts[part]) for part in in_order),
        names=leaders_of(G, ties, label, range(len(in_order))),
        cost=cost,
        steps=tuple(_steps(increase, cost)),
        alpha=alpha,
    )


def _costs(ties: SignedTies, label: NDArray[np.int64], n: int, alpha: float) -> tuple[float, NDArray[np.float64]]:
    """Return the cost of the clusters, and for each two of them what it costs more if they are one."""
    signed = weighed(ties, alpha)
    u, v = label[ties.u], label[ties.v]
    cost = float(np.abs(signed)[(signed > 0) == (u != v)].sum())
    between = np.bincount(u * n + v, -signed, n * n).astype(np.float64).reshape(n, n)
    return cost, between + between.T


def _steps(increase: NDArray[np.float64], cost: float) -> list[Merge]:
    """Return the merges; of equal ones that of the clusters that come last, which are the small ones."""
    leaves = len(increase)
    increase = increase[::-1, ::-1].copy()
    np.fill_diagonal(increase, np.inf)
    name = list(range(leaves - 1, -1, -1))
    steps = []
    for step in range(leaves - 1):
        i, j = sorted(divmod(int(increase.argmin()), len(increase)))
        cost += float(increase[i, j])
        first, second = sorted((name[i], name[j]))
        steps.append(Merge(first, second, leaves - step - 1, max(cost, 0.0)))
        # What is one now takes the place of the larger.
        increase[j] += increase[i]
        increase[:, j] = increase[j]
        increase[j, j] = np.inf
        increase[i] = increase[:, i] = np.inf
        name[j], name[i] = leaves + step, -1
        if leaves - step - 1 < SHRINK * len(increase):
            kept = [at for at, each in enumerate(name) if each >= 0]
            increase, name = increase[np.ix_(kept, kept)], [name[at] for at in kept]
    return steps
