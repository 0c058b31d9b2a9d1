"""How sure it is who stands together: clusters of resamples of documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from pydantic import Field

from stancegraph.clusters import signed_clusters
from stancegraph.measures import projected
from stancegraph.models import Record
from stancegraph.observations import observed
from stancegraph.uncertainty.resampling import draws, resampled, too_few

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    from stancegraph.clusters import Clustering

NOWHERE: Final = -1  # the label of who is in no cluster, for lack of signed ties
CLUSTERINGS: Final = 200  # resamples; a share of one half has a standard error of 0.035 then
SHORT_EFFORT: Final = 20_000
"""Neighbours looked at for each resample. With 200 actors and 2,000 ties 10,000 found the same cost as a million, with
150 and 300 they missed it by a seventh; what the search misses counts as unsure, which errs on the safe side."""


class Placed(Record):
    """An actor in its cluster, and how sure that is."""

    actor: Any
    cluster: int = Field(ge=0, description="position in the clusters of the whole graph")
    stability: float | None = Field(ge=0, le=1, description="share of the resamples in which it is with its own")
    present: float = Field(ge=0, le=1, description="share of the resamples in which it has signed ties")


@dataclass(frozen=True, eq=False)
class ClusterStability:
    """The clusters of a graph and how often resamples agree with them."""

    clustering: Clustering
    placed: tuple[Placed, ...]  # by cluster, the surest first
    clusters: tuple[float | None, ...]  # for each cluster the mean Jaccard overlap with the most alike of a resample
    actors: tuple[Any, ...]  # in the order of rows and columns of `together`
    together: NDArray[
        np.float64
    ]  # share of the resamples with both in which two actors are in one cluster, nan if none
    n: int
    message: str | None  # why nothing can be said


def cluster_stability(
    G: nx.Graph[Any],
    *,
    n: int = CLUSTERINGS,
    seed: int = 0,
    effort: int = SHORT_EFFORT,
    document: str = "document",
) -> ClusterStability:
    """Return the clusters of a graph with how sure each membership is.

    Documents are resampled as in `bootstrap`, and the clusters of each resample are set beside those of the graph. An
    actor is *with its own* in a resample if no cluster holds more of the other actors of its cluster than the one it is
    in; who is alone in a cluster is with its own where it is alone. A cluster is as stable as its overlap with the one
    most alike, on average [1]_.

    Parameters
    ----------
    G
        As `signed_clusters` takes it.
    n
        How many resamples.
    seed
        Of the draws and of the searches.
    effort
        Of the searches in resamples; that in the graph itself takes its usual time.
    document
        As in `bootstrap`.

    Returns
    -------
    ClusterStability
        With one document, or none, shares are None and `message` says why.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign.
    ValueError
        If `n` is below 1.

    Notes
    -----
    Above 0.75 an overlap is usually taken for a cluster that is there, below 0.5 for one that dissolves [1]_. Resamples
    that lack an actor's ties say nothing of it: look at `present` too. Actors whom no document tells apart are together
    in every resample, whoever they are with.

    References
    ----------
    .. [1] Hennig (2007), Computational Statistics & Data Analysis 52(1). doi:10.1016/j.csda.2006.11.025

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiGraph()
    >>> for text in ("x", "y", "z"):
    ...     _ = G.add_edge("a", "b", sign=1, document=text), G.add_edge("b", "c", sign=-1, document=text)
    >>> [(each.actor, each.stability) for each in cluster_stability(G, n=20).placed]
    [('a', 1.0), ('b', 1.0), ('c', 1.0)]
    """
    if n < 1:
        raise ValueError(f"n {n!r}, expected 1 or more resamples")
    seen = observed(G, date=None, document=document)
    found = signed_clusters(G, seed=seed)
    actors = [actor for cluster in found.clusters for actor in sorted(cluster, key=str)]
    own = np.array([found.membership()[actor] for actor in actors], dtype=np.int64)
    message = too_few(seen)
    labels = np.full((0 if message else n, len(actors)), NOWHERE, dtype=np.int64)
    if message is None:
        resamples = resampled(seen, draws(len(seen.units), n, seed), signed=True)
        for row, ties in zip(labels, resamples, strict=True):
            drawn = signed_clusters(projected(ties), seed=seed, effort=effort).membership()
            row[:] = [drawn.get(actor, NOWHERE) for actor in actors]
    with_own, asked = _with_own(labels, own)
    placed = [
        Placed(actor=actor, cluster=int(own[at]), stability=_share(with_own[:, at], asked[:, at]), present=present)
        for at, (actor, present) in enumerate(zip(actors, _shares(labels >= 0), strict=True))
    ]
    return ClusterStability(
        clustering=found,
        placed=tuple(sorted(placed, key=lambda each: (each.cluster, -(each.stability or 0.0), str(each.actor)))),
        clusters=tuple(_overlap(labels, own == cluster) for cluster in range(len(found.clusters))),
        actors=tuple(actors),
        together=_together(labels),
        n=len(labels),
        message=message,
    )


def _with_own(labels: NDArray[np.int64], own: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return for each resample and actor whether it is with its own, and whether that can be asked."""
    with_own, asked = np.zeros(labels.shape, dtype=np.bool_), np.zeros(labels.shape, dtype=np.bool_)
    for cluster in range(int(own.max(initial=-1)) + 1):
        members = np.flatnonzero(own == cluster)
        for number, row in enumerate(labels):
            placed = members[row[members] >= 0]
            if len(members) == 1:
                asked[number, placed] = True
                with_own[number, placed] = [(row == row[at]).sum() == 1 for at in placed]
            elif len(placed) > 1:
                asked[number, placed] = True
                counts = np.bincount(row[placed])
                for at in placed:
                    others = counts.copy()
                    others[row[at]] -= 1
                    with_own[number, at] = others[row[at]] == others.max()
    return with_own, asked


def _overlap(labels: NDArray[np.int64], is_member: NDArray[np.bool_]) -> float | None:
    """Return the mean over resamples of the overlap of a cluster with the most alike, among actors who are in both."""
    best = []
    for row in labels:
        members = row[is_member & (row >= 0)]
        if len(members):
            common, sizes = np.bincount(members), np.bincount(row[row >= 0])[: members.max() + 1]
            best.append(float((common / (sizes + len(members) - common)).max()))
    return float(np.mean(best)) if best else None


def _together(labels: NDArray[np.int64]) -> NDArray[np.float64]:
    n = labels.shape[1]
    same, both = np.zeros((n, n)), np.zeros((n, n))
    for row in labels:
        placed = row >= 0
        pairs = placed[:, None] & placed[None, :]
        both += pairs
        same += pairs & (row[:, None] == row[None, :])
    share: NDArray[np.float64] = np.divide(same, both, out=np.full((n, n), np.nan), where=both > 0)
    return share


def _share(part: NDArray[np.bool_], whole: NDArray[np.bool_]) -> float | None:
    return float(part.sum() / whole.sum()) if whole.any() else None


def _shares(found: NDArray[np.bool_]) -> list[float]:
    return [float(share) for share in found.mean(axis=0)] if len(found) else [0.0] * found.shape[1]
