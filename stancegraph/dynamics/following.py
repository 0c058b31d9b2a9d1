"""Clusters followed from window to window: which one continues, splits, joins another, is born or dies."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from pydantic import Field, field_serializer

from stancegraph.clusters import Clustering, signed_clusters
from stancegraph.dynamics.windows import Windows
from stancegraph.measures import projected
from stancegraph.models import Record
from stancegraph.solutions import EFFORT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Event = Literal["born", "continues", "splits", "joins", "dies"]

ALIKE: Final = 0.3
"""Overlap from which two clusters are the same: halves of a cluster have 0.5 with the whole and thirds 0.33, so that a
split into three is seen as one; a quarter is a cluster of its own."""
SMALLEST: Final = 2  # actors; those who are alone have nothing that could be followed
CORE: Final = 3  # actors that name a cluster: those who are in it most often


class ClusterEvent(Record):
    """What a cluster does in a window."""

    window: int = Field(ge=0, description="position of the window")
    event: Event
    cluster: int = Field(description="its label")
    other: int | None = Field(description="where it splits: label of the new part; where it joins: of what it joins")
    overlap: float | None = Field(ge=0, le=1, description="Jaccard overlap with what it was before")


class FollowedClusters(Record):
    """Clusters with labels that stay over time."""

    windows: tuple[str, ...] = Field(description="labels of the windows")
    members: tuple[dict[int, frozenset[Any]], ...] = Field(description="for each window, label -> actors")
    events: tuple[ClusterEvent, ...] = Field(description="in the order of time")
    core: dict[int, tuple[Any, ...]] = Field(description="label -> the actors that are in it most often")

    def membership(self) -> list[dict[Any, int]]:
        """Return, for each window, actor -> label; actors who are in no cluster that is followed are not in it."""
        return [{actor: label for label, actors in clusters.items() for actor in actors} for clusters in self.members]

    # Sets have no order of their own, and the same clusters must be written the same.
    @field_serializer("members", when_used="json")
    def _lists(self, members: tuple[dict[int, frozenset[Any]], ...]) -> list[dict[int, list[Any]]]:
        return [{label: sorted(actors, key=str) for label, actors in each.items()} for each in members]


class _Match(NamedTuple):
    overlap: float
    label: int
    cluster: int  # position in the window


def followed_clusters(
    windows: Windows | Sequence[Clustering] | Sequence[Iterable[Collection[Any]]],
    *,
    alike: float = ALIKE,
    memory: int = 1,
    smallest: int = SMALLEST,
    present_only: bool = False,
    seed: int = 0,
    effort: int | None = None,
) -> FollowedClusters:
    """Return the clusters of all windows under labels that stay the same.

    Clusters of a window are matched with those before by their Jaccard overlap: common actors, of those in either
    [1]_. The pairs with the largest overlap come first, and each label goes on with one cluster. A cluster that matches
    a label which goes on elsewhere has *split* from it; a label whose matches go on under other labels has *joined* the
    one with the largest overlap; a cluster without a match is *born*; a label without a match for `memory` windows
    *dies*.

    Parameters
    ----------
    windows
        Of `windowed`, whose clusters are searched for by `signed_clusters`; or clusterings, or partitions, in the
        order of time, for whoever has found them otherwise.
    alike
        The least overlap of a match, above 0.
    memory
        For how many windows a cluster that is not seen is waited for.
    smallest
        The fewest actors of a cluster that is followed.
    present_only
        Whether only actors are compared who are in a cluster both times. In windows with little news most actors are
        missing, and a cluster of which only two members appear is another one otherwise.
    seed, effort
        Of `signed_clusters`.

    Returns
    -------
    FollowedClusters
        Labels count from 1 in the order of appearance, larger clusters first. A cluster that splits keeps its label on
        the part with the larger overlap.

    Raises
    ------
    ValueError
        If `alike` is not above 0 and up to 1, or `memory` or `smallest` below 1.
    NotSignedError
        As `signed_clusters` does.

    Notes
    -----
    Clusters of adjoining windows are found apart from each other. Where a network has several divisions that fit as
    well, the search may come upon another one, and the change is none of the actors'. Where it matters, ask
    `cluster_stability` how sure a membership is.

    References
    ----------
    .. [1] Greene, Doyle & Cunningham (2010), Tracking the evolution of communities in dynamic social networks, ASONAM,
       176-183. doi:10.1109/ASONAM.2010.17

    Examples
    --------
    >>> found = followed_clusters([[{"a", "b", "c", "d"}], [{"a", "b"}, {"c", "d"}], [{"a", "b", "c", "d"}]])
    >>> [(event.window, event.event, event.cluster, event.other) for event in found.events if event.window]
    [(1, 'continues', 1, None), (1, 'splits', 1, 2), (2, 'continues', 1, None), (2, 'joins', 2, 1)]
    """
    if not 0 < alike <= 1:
        raise ValueError(f"alike {alike!r}, expected an overlap above 0, up to 1")
    if memory < 1 or smallest < 1:
        raise ValueError(f"memory {memory!r} and smallest {smallest!r}, expected 1 or more")
    labels, partitions = _partitions(windows, seed=seed, effort=effort)
    stories = _Stories(alike=alike, memory=memory, present_only=present_only)
    for partition in partitions:
        clusters = [frozenset(cluster) for cluster in partition]
        clusters = [cluster for cluster in clusters if len(cluster) >= smallest]
        stories.go_on(sorted(clusters, key=lambda cluster: (-len(cluster), sorted(map(str, cluster)))))
    return FollowedClusters(
        windows=labels,
        members=tuple(stories.members),
        events=tuple(sorted(stories.events, key=_order)),
        core=_cores(stories.members),
    )


class _Stories:
    """What the labels have stood for so far, window by window."""

    def __init__(self, *, alike: float, memory: int, present_only: bool) -> None:
        self.alike = alike
        self.memory = memory
        self.present_only = present_only
        self.fronts: dict[int, tuple[int, frozenset[Any]]] = {}  # label -> the window it was last seen in, with whom
        self.members: list[dict[int, frozenset[Any]]] = []
        self.events: list[ClusterEvent] = []
        self.fresh = 1

    def go_on(self, clusters: Sequence[frozenset[Any]]) -> None:
        """Take in the clusters of the next window."""
        before = {label: seen for label, (_, seen) in self.fronts.items()}
        matches = _matches(before, clusters, self.alike, present_only=self.present_only)
        labels = self._continued(matches)
        for position in range(len(clusters)):
            if position not in labels:
                labels[position] = self._new([match for match in matches if match.cluster == position])
        going_on = set(labels.values())
        for label in sorted(self.fronts.keys() - going_on):
            self._ended(label, [match for match in matches if match.label == label], labels)
        self.members.append(
            {labels[position]: clusters[position] for position in sorted(labels, key=labels.__getitem__)}
        )
        at = len(self.members) - 1
        self.fronts.update({label: (at, actors) for label, actors in self.members[-1].items()})

    def _continued(self, matches: Iterable[_Match]) -> dict[int, int]:
        """Return cluster -> label for the clusters that go on; the largest overlap has the first choice."""
        labels: dict[int, int] = {}
        used: set[int] = set()
        for match in matches:
            if match.cluster not in labels and match.label not in used:
                labels[match.cluster] = match.label
                used.add(match.label)
                self._tell("continues", match.label, overlap=match.overlap)
        return labels

    def _new(self, matches: Sequence[_Match]) -> int:
        """Return the label of a cluster that does not go on with one; its matches go on elsewhere."""
        label = self.fresh
        self.fresh += 1
        if matches:
            self._tell("splits", matches[0].label, other=label, overlap=matches[0].overlap)
        else:
            self._tell("born", label)
        return label

    def _ended(self, label: int, matches: Sequence[_Match], labels: Mapping[int, int]) -> None:
        """Take leave of a label that does not go on, unless it may still come back."""
        if matches:
            self._tell("joins", label, other=labels[matches[0].cluster], overlap=matches[0].overlap)
        elif len(self.members) - self.fronts[label][0] >= self.memory:
            self._tell("dies", label)
        else:
            return
        del self.fronts[label]

    def _tell(self, event: Event, cluster: int, *, other: int | None = None, overlap: float | None = None) -> None:
        at = len(self.members)
        self.events.append(ClusterEvent(window=at, event=event, cluster=cluster, other=other, overlap=overlap))


def _partitions(
    windows: Windows | Sequence[Clustering] | Sequence[Iterable[Collection[Any]]], *, seed: int, effort: int | None
) -> tuple[tuple[str, ...], list[Iterable[Collection[Any]]]]:
    if isinstance(windows, Windows):
        effort = EFFORT if effort is None else effort
        found = [signed_clusters(projected(window.arrays()), seed=seed, effort=effort).clusters for window in windows]
        return tuple(window.label for window in windows), list(found)
    plain = [each.clusters if isinstance(each, Clustering) else each for each in windows]
    return tuple(str(number) for number in range(len(plain))), plain


def _matches(
    fronts: Mapping[int, frozenset[Any]], clusters: Sequence[frozenset[Any]], alike: float, *, present_only: bool
) -> list[_Match]:
    """Return the pairs of a label and a cluster that overlap enough, the largest overlap first."""
    home = {actor: position for position, cluster in enumerate(clusters) for actor in cluster}
    before = {actor for seen in fronts.values() for actor in seen}
    found = []
    for label, seen in fronts.items():
        for position, common in Counter(home[actor] for actor in seen if actor in home).items():
            sizes = [
                len(seen & home.keys()) if present_only else len(seen),
                len(clusters[position] & before) if present_only else len(clusters[position]),
            ]
            overlap = common / (sum(sizes) - common)
            if overlap >= alike:
                found.append(_Match(overlap, label, position))
    return sorted(found, key=lambda match: (-match.overlap, match.label, match.cluster))


def _order(event: ClusterEvent) -> tuple[int, int, int, int]:
    return (event.window, EVENTS.index(event.event), event.cluster, event.other or 0)


def _cores(members: Sequence[Mapping[int, frozenset[Any]]]) -> dict[int, tuple[Any, ...]]:
    often: defaultdict[int, Counter[Any]] = defaultdict(Counter)
    for clusters in members:
        for label, actors in clusters.items():
            often[label].update(actors)
    return {
        label: tuple(sorted(counts, key=lambda actor: (-counts[actor], str(actor)))[:CORE])
        for label, counts in sorted(often.items())
    }


EVENTS: Final[tuple[Event, ...]] = ("continues", "splits", "joins", "dies", "born")
"""What may happen to a cluster, in the order in which it is told for one window."""
