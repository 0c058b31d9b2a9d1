"""What the analyses of change find, as the plain data that the figures of time take.

The commands `plot` and `report` draw with these; in a notebook, `series_figure` and `flow_figure` take anybody's data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from stancegraph.dynamics import turning_points
from stancegraph.observations import UNDATED, observed
from stancegraph.plots.flows import flow_figure
from stancegraph.plots.series import series_figure
from stancegraph.uncertainty import Estimate, bootstrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx
    from matplotlib.figure import Figure

    from stancegraph.dynamics import FollowedClusters, Moment, Windows
    from stancegraph.measures import Measure

MOST_WINDOWS: Final = 24  # that a reader can take in; the shortest windows that are no more are taken
LENGTHS: Final[Mapping[str, int]] = {
    "week": 7, "month": 30, "quarter": 91, "year": 365, "5 years": 1826, "10 years": 3652,
}  # fmt: skip
"""Windows to choose from, with their days."""

SURE: Final = 0.05  # p-value up to which turning points are marked
RESAMPLES: Final = 200  # for the interval of a window; its ends are drawn, not printed to three digits


class Followed(NamedTuple):
    """A measure that is followed over time, and what it is called."""

    measure: Measure
    name: str


def fitting_window(G: nx.Graph[Any]) -> str:
    """Return the length of time that cuts what counts in a graph into as many windows as can be read."""
    seen = observed(G)
    days = seen.first[seen.first != UNDATED]
    length = int(days.max() - days.min()) + 1 if len(days) else 0
    return next((name for name, one in LENGTHS.items() if length <= MOST_WINDOWS * one), [*LENGTHS][-1])


def measures_figure(
    moments: Mapping[str, Sequence[Moment]],
    *,
    intervals: Mapping[str, Sequence[Estimate]] | None = None,
    seed: int = 0,
    title: str | None = "Over time",
) -> Figure:
    """Return the figure of measures, by what they are called, with those turning points that are more than chance."""
    turns: dict[Any, str] = {}
    series = {}
    for name, values in moments.items():
        found = turning_points(values, seed=seed)
        if found.p_value is not None and found.p_value <= SURE:
            for point in found.points:
                day = values[point.index].start
                turns[day] = f"{turns[day]}, {name}" if day in turns else name
        bands = (intervals or {}).get(name, [])
        series[name] = [
            (each.start, each.value, *((bands[at].low, bands[at].high) if bands else ()))
            for at, each in enumerate(values)
        ]
    limits = (0.0, 1.0) if series.keys() <= {each.name for each in FOLLOWED.values()} else None
    marks = turns if len(moments) > 1 else list(turns)
    return series_figure(series, turning_points=marks, limits=limits, title=title)


def window_intervals(windows: Windows, measure: Measure, *, seed: int = 0) -> list[Estimate]:
    """Return for each window the interval of a measure, by resampling its documents."""
    found = []
    for window in windows:
        values = bootstrap(window.graph(), measure, n=RESAMPLES, seed=seed).values
        if not isinstance(values, Estimate):
            values = Estimate(value=None, low=None, high=None, error=None, bias=None, defined=0)
        found.append(values)
    return found


def followed_figure(
    followed: FollowedClusters, G: nx.Graph[Any], *, title: str | None = "Clusters over time"
) -> Figure:
    """Return the figure of clusters that were followed, named by the actors who are in them most often."""
    names = {
        label: ", ".join(str(G.nodes[actor].get("name", actor)) for actor in core[:2])
        for label, core in followed.core.items()
    }
    joins = {(event.window, event.other, "join") for event in followed.events if event.event == "joins"}
    splits = {(event.window - 1, event.cluster, "split") for event in followed.events if event.event == "splits"}
    events = sorted(joins | splits, key=str)
    return flow_figure(
        zip(followed.windows, followed.membership(), strict=True), names=names, events=events, title=title
    )


FOLLOWED: Final[Mapping[str, Followed]] = {
    "hostile_share": Followed("hostile_share", "hostile share of the weight"),
    "frustration_balance": Followed("frustration_balance", "balance, by the frustration index"),
    "cluster_fit": Followed("cluster_fit", "share of the weight that fits the clusters"),
}
"""Measures that are followed where none is asked for; all are shares."""

BESIDES: Final[Mapping[str, Followed]] = {
    "triangle_balance": Followed("triangle_balance", "share of balanced triangles"),
}
"""Further measures of windows, which need triangles and so have no answer where news is thin."""
