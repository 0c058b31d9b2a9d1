"""The figure of clusters over time: bars of members, and bands for those who go from one to another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from stancegraph.plots import canvas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    Membership = Mapping[Any, Any]

BAR: Final = 0.14  # of the distance between two windows
GAP: Final = 0.03  # of the height, all gaps of a window together being at most a third of it
CURVE: Final = 24  # points of the edge of a band
TALL: Final = 4.6  # inches
COLUMN: Final = 1.1  # inches between two windows
WIDEST: Final = 11.0  # inches; many windows stand closer
MOVED: Final = 2
"""Actors who must come from each of two clusters for a join, and go to each for a split: one who changes sides is no
split."""
LEAST_SIZE: Final = 2  # members, in some window, that a cluster needs for a colour of its own
MOST_DRAWN: Final = 20  # clusters that can be told apart, and find room in the legend
LETTERS: Final = 11  # of a window's label to the inch
NUMBERED: Final = 0.035  # of the height, below which a bar has no room for its number


def flow_figure(
    memberships: Iterable[tuple[Any, Membership]],
    *,
    names: Mapping[Any, str] | None = None,
    events: Iterable[tuple[int, Any, str]] | None = None,
    title: str | None = "Clusters over time",
) -> Figure:
    """Return the clusters of each window as bars, and between them bands as wide as the actors that go that way.

    A band between bars of one colour is a cluster that stays together. ``>`` on a bar marks a join, ``<`` a split.
    Actors who were not in the window before, or are not in the next, are in no band.

    Parameters
    ----------
    memberships
        ``(date or label, actor -> cluster)`` for each window, in their order. Clusters are followed by their labels:
        what has the same label in two windows is the same cluster, so they must be matched before.
    names
        Cluster -> what to call it, at its first bar; by default its label. Clusters that never have two members are
        drawn together in grey as "alone", with all but the `MOST_DRAWN` largest ones.
    events
        ``(position of the window, cluster, "join" or "split")``, as `followed_clusters` finds them; by default a join
        is where at least `MOVED` actors each come from two clusters or more, and a split where as many go to two.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.

    Notes
    -----
    Clusters stand in the order of their mean size, the largest at the bottom, and members within a bar so that bands
    cross as little as that order allows.
    """
    windows = [(str(when), dict(members)) for when, members in memberships]
    sizes = [Counter(members.values()) for _, members in windows]
    if not any(sizes):
        reason = "No window has clusters." if windows else "There are no windows: no statement has a day."
        return canvas.empty_figure(reason, title=title)
    largest: Counter[Any] = Counter()
    total: Counter[Any] = Counter()
    for size in sizes:
        total.update(size)
        largest |= size
    several = sorted((c for c in total if largest[c] >= LEAST_SIZE), key=lambda c: (-total[c], str(c)))
    order = several[:MOST_DRAWN]
    at = {cluster: index for index, cluster in enumerate(order)}
    columns = [{actor: at.get(c, len(order)) for actor, c in members.items()} for _, members in windows]
    smaller = len(several) - len(order)
    rest = f"alone, or in one of {smaller:,} smaller" if smaller else "alone"
    called = [canvas.label((names or {}).get(cluster, cluster)) for cluster in order]
    with canvas.drawing():
        told = None if events is None else [(when, at[c], what) for when, c, what in events if c in at]
        return _drawn([label for label, _ in windows], columns, [*called, rest], told, title=title)


class _Bar(NamedTuple):
    """Where a cluster stands in a window, in actors from the bottom."""

    bottom: float
    size: int


class _Band(NamedTuple):
    """Some actors on their way from a cluster of one window to one of the next, and where the band begins and ends."""

    source: int
    target: int
    left: float
    right: float
    size: int


def _drawn(
    labels: Sequence[str],
    columns: Sequence[Mapping[Any, int]],
    called: Sequence[str],
    events: Sequence[_Event] | None,
    *,
    title: str | None,
) -> Figure:
    names = 0.085 * max(map(len, called), default=5)
    step = min(COLUMN, WIDEST / len(columns))
    note = "Bars are clusters, as tall as they have members; bands are the actors who go from one to the next."
    figure = canvas.new_figure(max(step * len(columns) + names + 1.2, 5), TALL, title=title, note=note)
    axes = figure.add_subplot()
    alone, height = len(called) - 1, max(map(len, columns))
    bars = [_bars(column, height) for column in columns]
    bands = [_bands(*each) for each in zip(columns[:-1], columns[1:], bars[:-1], bars[1:], strict=True)]
    for at, between in enumerate(bands):
        for band in between:
            _draw_band(axes, at, band, _colour(band.source, alone))
    for cluster in range(alone + 1):
        ats = [at for at, column in enumerate(bars) if cluster in column]
        sizes = [bars[at][cluster].size for at in ats]
        if not ats:
            continue
        hatch = HATCHES[min(cluster // len(canvas.CLUSTERS), len(HATCHES) - 1)] if cluster < alone else ""
        axes.bar(
            ats,
            sizes,
            width=BAR,
            bottom=[bars[at][cluster].bottom for at in ats],
            color=_colour(cluster, alone),
            hatch=hatch,
            edgecolor="white",
            linewidth=0,
            zorder=3,
            label=called[cluster] if cluster == alone else f"{cluster + 1}  {called[cluster]}",
        )
        for at, size in zip(ats, sizes, strict=True):
            if cluster < alone and size >= NUMBERED * height:
                middle = bars[at][cluster].bottom + size / 2
                plate = {"boxstyle": "square,pad=0.15", "facecolor": _colour(cluster, alone), "linewidth": 0}
                axes.text(at, middle, str(cluster + 1), bbox=plate if hatch else None, **_NUMBER)
    _draw_events(axes, _found_events(bands, alone) if events is None else events, bars)
    for at, column in enumerate(columns):
        top = max((bar.bottom + bar.size for bar in bars[at].values()), default=0)
        axes.annotate(str(len(column)), (at, top), (0, 3), **_TOTAL)
    axes.set_xlim(-0.4, len(columns) - 0.6)
    axes.set_yticks([])
    every = -(-len(labels) * max(map(len, labels)) // int(step * len(labels) * LETTERS) or 1)
    shown = range(0, len(labels), max(every, 1))
    axes.set_xticks(shown, [canvas.label(labels[at]) for at in shown], parse_math=False)
    canvas.bare(axes)
    entries = sorted(zip(*axes.get_legend_handles_labels(), strict=True), key=lambda entry: entry[1] in EVENTS)
    figure.legend(*zip(*entries, strict=True), loc="outside right upper", handlelength=1.2)
    return figure


def _bars(column: Mapping[Any, int], height: int) -> dict[int, _Bar]:
    sizes = Counter(column.values())
    gap = min(GAP * height, height / 3 / max(len(sizes), 1))
    bars, bottom = {}, 0.0
    for cluster in sorted(sizes):
        bars[cluster] = _Bar(bottom, sizes[cluster])
        bottom += sizes[cluster] + gap
    return bars


def _bands(
    left: Mapping[Any, int], right: Mapping[Any, int], before: Mapping[int, _Bar], after: Mapping[int, _Bar]
) -> list[_Band]:
    sizes = Counter((cluster, right[actor]) for actor, cluster in left.items() if actor in right)
    starts = {cluster: bar.bottom for cluster, bar in before.items()}
    ends = {cluster: bar.bottom for cluster, bar in after.items()}
    bands = []
    for (source, target), size in sorted(sizes.items()):
        bands.append(_Band(source, target, starts[source], ends[target], size))
        starts[source] += size
        ends[target] += size
    return bands


def _draw_band(axes: Axes, at: int, band: _Band, colour: str) -> None:
    x = np.linspace(0, 1, CURVE)
    rise = x * x * (3 - 2 * x)  # level at both ends
    low = band.left + (band.right - band.left) * rise
    share = 0.35 if band.source == band.target else 0.15
    across = at + BAR / 2 + x * (1 - BAR)
    axes.fill_between(across, low, low + band.size, color=canvas.tint(colour, share), alpha=0.8, linewidth=0, zorder=1)


_Event = tuple[int, int, str]  # the window, the cluster, and what happens to it


def _found_events(bands: Sequence[Sequence[_Band]], alone: int) -> list[_Event]:
    events: list[_Event] = []
    for at, between in enumerate(bands):
        parties = [band for band in between if band.size >= MOVED and alone not in (band.source, band.target)]
        for cluster, count in Counter(band.target for band in parties).items():
            events += [(at + 1, cluster, "join")] if count > 1 else []
        for cluster, count in Counter(band.source for band in parties).items():
            events += [(at, cluster, "split")] if count > 1 else []
    return events


def _draw_events(axes: Axes, events: Sequence[_Event], bars: Sequence[Mapping[int, _Bar]]) -> None:
    for what, (marker, side) in EVENTS.items():
        places = sorted((at + side, _upper(bars[at][c])) for at, c, kind in events if kind == what and c in bars[at])
        if places:
            x, y = zip(*places, strict=True)
            axes.scatter(x, y, marker=marker, s=42, color="white", edgecolors=canvas.INK, zorder=5, label=what)


def _upper(bar: _Bar) -> float:
    return bar.bottom + 0.75 * bar.size  # clear of the number in the middle


def _colour(cluster: int, alone: int) -> str:
    return canvas.LINE if cluster == alone else canvas.CLUSTERS[cluster % len(canvas.CLUSTERS)]


HATCHES: Final = ("", "////", "----", "xxxx")
"""On the bars of clusters beyond the eight colours; dots would make an SVG a hundred times as large."""
EVENTS: Final[Mapping[str, tuple[str, float]]] = {"join": (">", -BAR / 2), "split": ("<", BAR / 2)}
"""What happens to clusters: the mark, and how far from the middle of the bar it stands."""
_NUMBER: Final[Mapping[str, Any]] = {
    "color": "white", "fontsize": 6.5, "fontweight": "bold", "ha": "center", "va": "center", "zorder": 4,
}  # fmt: skip
_TOTAL: Final[Mapping[str, Any]] = {
    "textcoords": "offset points", "fontsize": 6.5, "ha": "center", "color": canvas.MUTED,
}  # fmt: skip
