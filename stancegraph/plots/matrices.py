"""Figures of who stands how toward whom: the adjacency matrix by cluster, and the heat map of one stance."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from stancegraph.centrality import actor_centrality, ranked
from stancegraph.clusters import signed_clusters
from stancegraph.errors import UnknownNameError
from stancegraph.plots import canvas
from stancegraph.projection import checked_sign, checked_weight, is_symmetric, signed_projection
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import networkx as nx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEGIBLE: Final = 60
"""Actors up to which a matrix names each one: at twelve points a cell, that is a figure as large as a page."""
CELL: Final = 0.19  # inches, of a cell that is labelled
WIDE: Final = 7.0  # inches, of a matrix whose cells are not
SMALLEST_BOX: Final = 200  # of the side, in a border that can be told from a line
DIAMOND: Final = 0.7  # of the area of a square, and it looks as large
SMALLEST_DOT: Final = 2.0  # points; finer than that a tie would not be seen
SMALLEST_NAMED: Final = 0.03  # of the actors, in a cluster whose name finds room beside a matrix without cells
DIGITS: Final = 3  # characters that fit a cell


def matrix_figure(
    G: nx.Graph[Any],
    *,
    clusters: Sequence[Iterable[Any]] | None = None,
    names: Sequence[str] | None = None,
    top: int | None = None,
    seed: int = 0,
    title: str | None = "Who stands with whom",
) -> Figure:
    """Return the signed adjacency matrix, sources in rows, targets in columns, ordered by cluster.

    A cell is blue where the ties from one actor to another are friendly on balance, orange where they are hostile,
    grey where both weigh the same; the darker, the more. Up to `LEGIBLE` actors it also holds the sign and the weight,
    and actors are named; beyond that, clusters are. Lines border the clusters. In a balanced network of friends and
    foes everything on the diagonal is blue and everything off it orange.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph with signed edges; undirected ties are drawn both ways.
        Actors without a friendly or hostile tie are left out, and the figure says how many.
    clusters
        Disjoint groups of actors; by default those of `signed_clusters`. Actors in none of them come last.
    names
        One for each of `clusters`; by default their most central actors.
    top
        Draw only so many actors, those with the most weight of ties; by default all. The clusters are those of all.
    seed
        Of the search for clusters.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    NotSignedError
        As `signed_projection` does.
    MissingExtraError
        If matplotlib is not installed.

    Notes
    -----
    Within a cluster the actors with the most weight come first. The figure grows with the number of ties, not with the
    square of the number of actors; beyond some 5,000 actors dots cover each other.
    """
    P = signed_projection(G, directed=True)
    mixed: Sequence[tuple[Any, Any, float, float]] = P.graph["mixed"]
    tied = {actor for u, v, *_ in (*P.edges(), *mixed) for actor in (u, v)}
    if not tied:
        return canvas.empty_figure("No tie is friendly or hostile, so there is no matrix to draw.", title=title)
    if clusters is None:
        found = signed_clusters(G, seed=seed)
        clusters, names = found.clusters, found.names
    strength = {actor: score for actor, score in actor_centrality(G, measure="degree").items() if actor in tied}
    kept = dict(ranked(strength, top=top))
    blocks = _blocks(G, clusters, names, kept)
    order = [actor for _, members in blocks for actor in members]
    at = {actor: index for index, actor in enumerate(order)}
    cells = [(at[u], at[v], data["sign"] * data["weight"]) for u, v, data in P.edges(kept, data=True) if v in kept]
    cells += [(at[u], at[v], 0.0) for u, v, *_ in mixed if u in kept and v in kept]
    cells.sort()
    notes = ["Rows act, columns are acted upon; lines border the clusters."]
    notes += [f"The {len(order)} actors with the most weight of {len(tied)}."] if len(order) < len(tied) else []
    notes += [f"Left out: {len(G) - len(tied)} without a friendly or hostile tie."] if len(tied) < len(G) else []
    if not cells:
        return canvas.empty_figure("No tie is friendly or hostile between these actors.", title=title)
    with canvas.drawing():
        if len(order) <= LEGIBLE:
            labels = [canvas.label(G.nodes[actor].get("name", actor)) for actor in order]
            return _legible(cells, blocks, labels, title=title, note=" ".join(notes))
        least = max(2, math.ceil(SMALLEST_NAMED * len(order)))
        unnamed = sum(len(members) < least for _, members in blocks)
        notes += [f"{counted(unnamed, 'cluster')} of fewer than {least} bear no name."] if unnamed else []
        return _dotted(cells, blocks, least, title=title, note=" ".join(notes))


Block = tuple[str, list[Any]]  # a cluster's name, and its members in their order


def _blocks(
    G: nx.Graph[Any], clusters: Sequence[Iterable[Any]], names: Sequence[str] | None, strength: Mapping[Any, float]
) -> list[Block]:
    """Return the clusters with those of their members who are drawn, the strongest first."""
    drawn = [sorted(strength.keys() & set(each), key=lambda actor: (-strength[actor], str(actor))) for each in clusters]
    if names is None:
        names = [", ".join(str(G.nodes[actor].get("name", actor)) for actor in members[:2]) for members in drawn]
    placed = {actor for members in drawn for actor in members}
    rest = [actor for actor, _ in ranked(strength) if actor not in placed]
    return [(name, members) for name, members in (*zip(names, drawn, strict=True), ("in no cluster", rest)) if members]


def _legible(
    cells: Sequence[tuple[int, int, float]],
    blocks: Sequence[Block],
    labels: Sequence[str],
    *,
    title: str | None,
    note: str,
) -> Figure:
    n = len(labels)
    margin = 0.075 * max(map(len, labels))  # inches for the longest name
    side = max(CELL * n, 1.2)
    figure = canvas.new_figure(max(side + margin + 0.4, 4.6), side + margin + 1.1, title=title)
    axes = figure.add_subplot(aspect="equal")
    share = _shares(cells)
    axes.bar(
        [v for _, v, _ in cells],
        1,
        width=1,
        bottom=[u - 0.5 for u, _, _ in cells],
        color=[canvas.tint(canvas.OF_SIGN[_sign(weight)], share(weight)) for _, _, weight in cells],
    )
    for u, v, weight in cells:
        colour = canvas.on_tint(share(weight))
        axes.text(v, u, _signed(weight), ha="center", va="center_baseline", fontsize=6, color=colour)
    axes.set_xticks(range(n), labels, rotation=90, fontsize=canvas.SMALL_SIZE, parse_math=False)
    axes.set_yticks(range(n), labels, fontsize=canvas.SMALL_SIZE, parse_math=False)
    axes.set_xticks([i - 0.5 for i in range(n + 1)], minor=True)
    axes.set_yticks([i - 0.5 for i in range(n + 1)], minor=True)
    axes.grid(which="minor", color=canvas.LINE, linewidth=0.4)
    _framed(axes, blocks, n)
    _explained(figure, axes, cells, note=note, markers=dict.fromkeys(_SHAPES, "s"))
    return figure


def _dotted(
    cells: Sequence[tuple[int, int, float]], blocks: Sequence[Block], least: int, *, title: str | None, note: str
) -> Figure:
    n = sum(len(members) for _, members in blocks)
    figure = canvas.new_figure(WIDE + 2.6, WIDE + 1.1, title=title)
    axes = figure.add_subplot(aspect="equal")
    share = _shares(cells)
    dot = max(SMALLEST_DOT, 72 * (WIDE - 0.5) / n)
    # Where a dot is large enough to have a shape, the shape tells the sign too; the heaviest lie on top.
    for sign, marker in _SHAPES.items():
        same = sorted((abs(weight), u, v) for u, v, weight in cells if _sign(weight) == sign)
        if same:
            axes.scatter(
                [v for _, _, v in same],
                [u for _, u, _ in same],
                s=dot**2 * (DIAMOND if marker == "D" else 1),
                c=[canvas.tint(canvas.OF_SIGN[sign], share(weight)) for weight, _, _ in same],
                marker=marker,
                linewidths=0,
                rasterized=True,
            )
    places, start = [], 0
    for name, members in blocks:
        if len(members) >= least:
            text = canvas.label(name, longest=canvas.LONGEST_NAME - 6)
            places.append((start + (len(members) - 1) / 2, f"{text} ({len(members)})"))
        start += len(members)
    labels = [text for _, text in places]
    axes.set_yticks([at for at, _ in places], labels, fontsize=canvas.SMALL_SIZE, parse_math=False)
    axes.set_xticks([])
    _framed(axes, blocks, n)
    _explained(figure, axes, cells, note=note, markers=_SHAPES)
    return figure


def _framed(axes: Axes, blocks: Sequence[Block], n: int) -> None:
    """Draw the borders of the clusters: a line between two of them, a box around each on the diagonal."""
    axes.set_xlim(-0.5, n - 0.5)
    axes.set_ylim(n - 0.5, -0.5)
    axes.xaxis.tick_top()
    axes.tick_params(which="both", length=0)
    start = -0.5
    for _, members in blocks:
        end = start + len(members)
        if len(members) > max(1, n // SMALLEST_BOX):
            if n <= LEGIBLE:
                axes.axhline(end, color=canvas.MUTED, linewidth=0.7)
                axes.axvline(end, color=canvas.MUTED, linewidth=0.7)
            corners = [start, end, end, start, start], [start, start, end, end, start]
            axes.plot(*corners, color=canvas.INK, linewidth=1.2, clip_on=False)
        start = end


def _explained(
    figure: Figure, axes: Axes, cells: Sequence[tuple[int, int, float]], *, note: str, markers: Mapping[int, str]
) -> None:
    """Add a legend of the signs that occur, with the weights from palest to darkest."""
    for sign, mark in ((1, "+"), (-1, "\u2212"), (0, "\u00b7")):
        weights = [abs(weight) for _, _, weight in cells if _sign(weight) == sign]
        if weights:
            low, high = min(weights), max(weights)
            extent = (
                f", weight {canvas.number(low)}" + (f" to {canvas.number(high)}" if high > low else "") if sign else ""
            )
            axes.scatter(
                [], [], color=canvas.OF_SIGN[sign], marker=markers[sign], label=f"{mark} {_MEANINGS[sign]}{extent}"
            )
    canvas.legend(figure, note)


def _shares(cells: Iterable[tuple[int, int, float]]) -> Callable[[float], float]:
    """Return what turns a weight into a share of colour; by logarithm, since a few ties outweigh all others."""
    most = math.log1p(max(abs(weight) for _, _, weight in cells))
    return lambda weight: math.log1p(abs(weight)) / most if most else 1.0


def _sign(weight: float) -> int:
    return (weight > 0) - (weight < 0)


def _signed(weight: float) -> str:
    """Return a weight with its sign, or the sign alone where the number finds no room."""
    mark = {1: "+", -1: "\u2212", 0: "\u00b7"}[_sign(weight)]
    number = f"{abs(weight):g}" if weight else ""
    return mark + number if len(mark + number) <= DIGITS else mark


_SHAPES: Final[Mapping[int, str]] = {1: "s", -1: "D", 0: "o"}
_MEANINGS: Final[Mapping[int, str]] = {1: "friendly", -1: "hostile", 0: "as much friendly as hostile"}


# --- who accuses whom -------------------------------------------------------------------------------------------------

TOP: Final = 20  # rows and columns of a heat map that still fit a page with their counts


def heatmap_figure(
    G: nx.Graph[Any],
    *,
    stance: str | None = None,
    sign: int = -1,
    top: int = TOP,
    title: str | None = None,
) -> Figure:
    """Return the heat map of who takes a stance toward whom: sources in rows, targets in columns.

    Each cell holds the weight of the ties, which is their number of statements; the bars are the totals of rows and
    columns. Sources and targets with the largest totals come first; those beyond `top` are added up in "others", so
    that all totals are those of the whole graph.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph with signed edges; symmetric and undirected ties count
        both ways.
    stance
        A stance, for edges that have one; by default all ties of one sign.
    sign
        -1 for hostile ties, 1 for friendly, 0 for neutral ones; looked at where no stance is given.
    top
        How many sources and targets are shown by name, at least 1.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownNameError
        If no edge of the graph has that stance, or there is no such sign.
    NotSignedError
        If an edge has no usable sign or weight.
    MissingExtraError
        If matplotlib is not installed.
    """
    if sign not in canvas.OF_SIGN:
        raise UnknownNameError(f"sign {sign!r}, expected one of -1, 0, 1")
    cells, colour = _counts(G, stance, sign)
    what = f"stance {stance!r}" if stance is not None else f"{_KINDS[sign]} ties"
    if title is None:
        title = f"Who {stance} whom" if stance is not None else f"Who is {_KINDS[sign]} toward whom"
    if not cells:
        return canvas.empty_figure(f"There are no {what}, so there is nothing to count.", title=title)
    rows, columns = (_leading_of(G, cells, end, top) for end in (0, 1))
    counts: defaultdict[tuple[int, int], float] = defaultdict(float)
    for (u, v), weight in cells.items():
        counts[rows.at.get(u, len(rows.at)), columns.at.get(v, len(columns.at))] += weight
    with canvas.drawing():
        note = f"Total {canvas.number(sum(cells.values()))}. Rows act, columns are acted upon; bars are totals."
        return _heat(dict(sorted(counts.items())), rows, columns, colour, title=title, note=note)


class _Axis(NamedTuple):
    """The rows or the columns of a heat map: places of the actors shown, labels and totals of all."""

    at: dict[Any, int]
    labels: list[str]
    totals: list[float]


def _counts(G: nx.Graph[Any], stance: str | None, sign: int) -> tuple[dict[tuple[Any, Any], float], str]:
    """Return weights by source and target, and the colour of their sign."""
    cells: defaultdict[tuple[Any, Any], float] = defaultdict(float)
    known = set()
    for u, v, data in G.edges(data=True):
        own = checked_sign(u, v, data, "sign")
        known.add(data.get("stance"))
        if u == v or (own != sign if stance is None else data.get("stance") != stance):
            continue
        sign = own
        weight = checked_weight(u, v, data, "weight")
        for pair in ((u, v), (v, u))[: 1 + is_symmetric(data, directed=G.is_directed())]:
            cells[pair] += weight
    if stance is not None and stance not in known and known:
        among = (
            ", ".join(sorted(str(each) for each in known if each is not None)) or "none, for its edges name no stance"
        )
        raise UnknownNameError(f"stance {stance!r}: the graph has {among}")
    return {pair: weight for pair, weight in cells.items() if weight > 0}, canvas.OF_SIGN[sign]


def _leading_of(G: nx.Graph[Any], cells: Mapping[tuple[Any, Any], float], end: int, top: int) -> _Axis:
    totals: defaultdict[Any, float] = defaultdict(float)
    for pair, weight in cells.items():
        totals[pair[end]] += weight
    order = ranked(totals)
    kept, others = order[: max(top, 1)], order[max(top, 1) :]
    labels = [canvas.label(G.nodes[actor].get("name", actor)) for actor, _ in kept]
    sums = [total for _, total in kept]
    if others:
        labels.append(f"{len(others)} others")
        sums.append(sum(total for _, total in others))
    return _Axis({actor: place for place, (actor, _) in enumerate(kept)}, labels, sums)


def _heat(
    counts: Mapping[tuple[int, int], float], rows: _Axis, columns: _Axis, colour: str, *, title: str | None, note: str
) -> Figure:
    height, width = len(rows.labels), len(columns.labels)
    names = [0.075 * max(map(len, axis.labels)) for axis in (rows, columns)]
    figure = canvas.new_figure(
        max(HEAT_CELL * width + names[0] + 1.5, 4), HEAT_CELL * height + names[1] + 1.9, title=title, note=note
    )
    grid = figure.add_gridspec(
        2, 2, width_ratios=[HEAT_CELL * width, 1], height_ratios=[0.8, HEAT_CELL * height], wspace=0.02, hspace=0.02
    )
    axes = figure.add_subplot(grid[1, 0])
    # What is added up in "others" would drown the rest, so it has numbers without colour.
    named = {(u, v): weight for (u, v), weight in counts.items() if u < len(rows.at) and v < len(columns.at)}
    most = max(named.values(), default=1.0)
    share = {place: math.sqrt(weight / most) for place, weight in named.items()}
    axes.bar(
        [v for _, v in named],
        1,
        width=1,
        bottom=[u - 0.5 for u, _ in named],
        color=[canvas.tint(colour, share[place]) for place in named],
        edgecolor="white",
        linewidth=0.8,
    )
    for (u, v), weight in counts.items():
        on = canvas.on_tint(share[u, v]) if (u, v) in named else canvas.MUTED
        axes.text(v, u, canvas.number(weight), ha="center", va="center_baseline", fontsize=canvas.SMALL_SIZE, color=on)
    axes.set_xticks(range(width), columns.labels, rotation=90, fontsize=canvas.SMALL_SIZE, parse_math=False)
    axes.set_yticks(range(height), rows.labels, fontsize=canvas.SMALL_SIZE, parse_math=False)
    axes.set_xlim(-0.5, width - 0.5)
    axes.set_ylim(height - 0.5, -0.5)
    axes.tick_params(length=0)
    for axis, rule in ((rows, axes.axhline), (columns, axes.axvline)):
        if len(axis.labels) > len(axis.at):
            rule(len(axis.at) - 0.5, color=canvas.MUTED, linewidth=0.7)
    above = figure.add_subplot(grid[0, 0], sharex=axes)
    above.bar(range(len(columns.at)), columns.totals[: len(columns.at)], width=0.7, color=canvas.NEUTRAL)
    beside = figure.add_subplot(grid[1, 1], sharey=axes)
    beside.barh(range(len(rows.at)), rows.totals[: len(rows.at)], height=0.7, color=canvas.NEUTRAL)
    for place, total in enumerate(columns.totals):
        end, on = (total, canvas.INK) if place < len(columns.at) else (0, canvas.MUTED)
        above.annotate(canvas.number(total), (place, end), (0, 2), **_TOTAL, ha="center", color=on)
    for place, total in enumerate(rows.totals):
        end, on = (total, canvas.INK) if place < len(rows.at) else (0, canvas.MUTED)
        beside.annotate(canvas.number(total), (end, place), (2, 0), **_TOTAL, va="center", color=on)
    above.set_ylim(0, 1.25 * columns.totals[0])
    beside.set_xlim(0, 1.25 * rows.totals[0])
    for margin in (above, beside):
        margin.tick_params(length=0, labelbottom=False, labelleft=False)
        margin.set_frame_on(False)
    return figure


HEAT_CELL: Final = 0.3  # inches, for a count of three digits
_TOTAL: Final[Mapping[str, Any]] = {"textcoords": "offset points", "fontsize": 6.5}
_KINDS: Final[Mapping[int, str]] = {-1: "hostile", 0: "neutral", 1: "friendly"}
