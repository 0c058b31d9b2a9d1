"""A measure over time, for the network or for its actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from stancegraph.cli.messages import say
from stancegraph.cli.options import AnyMeasuresOption, Filters, FormatOption, Input, LayerOption, Reading, any_measure
from stancegraph.cli.tables import Format, print_rows
from stancegraph.cli.window_options import Windowing
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from stancegraph.cli.tables import Row
    from stancegraph.dynamics import Moment, Windows

ACTORS_SHOWN = 5
"""Columns of actors in a table, beside those of the window, that fit a terminal."""
CHANCE = 0.05
"""p-value above which turning points are said to be nothing to build on."""


def dynamics(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    windowing: Windowing,
    measure: AnyMeasuresOption = ["hostile_share"],  # noqa: B006 - typer copies it
    layer: Annotated[LayerOption, typer.Option(help="The ties to look at, for measures of actors.")] = LayerOption.ALL,
    actor: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            show_default=f"the {ACTORS_SHOWN} highest in a table, else all",
            help="Whose values to show, of a measure of actors; may be repeated.",
        ),
    ] = None,
    keep_actors: Annotated[
        bool,
        typer.Option(
            "--keep-actors",
            show_default="those of the window",
            help="Have all actors in every window, without ties too.",
        ),
    ] = False,
    turning: Annotated[
        bool,
        typer.Option("--turning", show_default="values alone", help="Mark windows from which on the mean is another."),
    ] = False,
    resamples: Annotated[
        int,
        typer.Option(
            "--resamples",
            "-n",
            min=0,
            help="Resamples of the documents of each window for 95 % intervals; 0 gives none.",
        ),
    ] = 0,
    seed: Annotated[int, typer.Option(help="Of the resamples.")] = 0,
    form: FormatOption = Format.TABLE,
) -> None:
    """Follow a measure over time: one value for each window, or one for each window and actor."""
    from stancegraph.centrality import MEASURES
    from stancegraph.cli.inputs import load_graph
    from stancegraph.dynamics import over_time

    names = list(dict.fromkeys(any_measure(name) for name in measure))
    of_actors = [name for name in names if name in MEASURES]
    if of_actors and (len(names) > 1 or turning or resamples):
        raise typer.BadParameter(
            f"{of_actors[0]!r} has a value for each actor, expected it alone, without -n or --turning"
        )
    if resamples and (windowing.kernel is not None or windowing.spread):
        raise typer.BadParameter("--resamples draws whole documents, expected no --kernel and no --spread")
    if not of_actors and (actor or layer is not LayerOption.ALL):
        raise typer.BadParameter(f"--actor and --layer go with a measure of actors, and {names[0]!r} is of the network")
    G = load_graph(input_, reading, filters)
    found = windowing.of(G, input_, filters, keep_actors=keep_actors)
    values = {name: over_time(found, name, layer=layer.value) for name in names}
    if of_actors:
        _print_actors(G, values[names[0]], actor or [], form)
        return
    rows: list[dict[str, Any]] = [
        {"window": window.label, "start": window.start, "end": window.end, "statements": window.weight}
        | {name: moments[at].value for name, moments in values.items()}
        for at, window in enumerate(found)
    ]
    headings = {"window": "window", "start": "from", "end": "to", "statements": "statements", **{n: n for n in names}}
    if resamples:
        _add_intervals(rows, headings, found, names, resamples=resamples, seed=seed)
    if turning:
        _add_turning(rows, headings, found, values)
    brief = [column for column in headings if column not in ("start", "end")]
    print_rows(rows, headings, form=form, brief=brief)


def _add_intervals(
    rows: Sequence[dict[str, Any]],
    headings: dict[str, str],
    windows: Windows,
    names: Sequence[str],
    *,
    resamples: int,
    seed: int,
) -> None:
    """Add the ends of the intervals of figures to the rows of their windows."""
    from stancegraph.uncertainty import Estimate, bootstrap

    for name in names:
        headings |= {f"{name}_low": "95 % from", f"{name}_high": "to"}
        for row, window in zip(rows, windows, strict=True):
            found = bootstrap(window.graph(), name, n=max(resamples, 2), seed=seed).values
            low, high = (found.low, found.high) if isinstance(found, Estimate) else (None, None)
            row.update({f"{name}_low": low, f"{name}_high": high})


def _add_turning(
    rows: Sequence[dict[str, Any]], headings: dict[str, str], windows: Windows, values: Mapping[str, Sequence[Moment]]
) -> None:
    """Mark the windows with which a mean rises or falls."""
    for name, moments in values.items():
        headings[f"{name}_turning"] = "turns"
        for row, mark in zip(rows, _turning(name, moments, windows), strict=True):
            row[f"{name}_turning"] = mark


def _turning(name: str, moments: Sequence[Moment], windows: Windows) -> list[str | None]:
    """Return for each window whether the mean rises or falls with it, and say how sure it is that it does at all."""
    from stancegraph.dynamics import turning_points

    found = turning_points(moments)
    marks: list[str | None] = [None] * len(moments)
    for point in found.points:
        marks[point.index] = f"{'up' if point.after > point.before else 'down'} to {point.after:.4g}"
    unknown = "; there are too few values, or all are the same"
    how_sure = unknown if found.p_value is None else f"; p = {found.p_value:.3g} for no change at all"
    if found.points and found.p_value is not None and found.p_value > CHANCE:
        how_sure += ", so that it may be chance"
    say(f"{name}: {counted(len(found.points), 'turning point')}{how_sure}")
    if windows.overlapping and moments:
        say("windows that overlap are alike: turning points and p are not to be trusted")
    return marks


def _print_actors(G: nx.MultiDiGraph[str], moments: Sequence[Moment], wanted: Sequence[str], form: Format) -> None:
    from stancegraph.graph import find_actor

    scores: list[Mapping[str, float]] = [moment.value if isinstance(moment.value, dict) else {} for moment in moments]
    chosen = [find_actor(G, name) for name in wanted]
    if not chosen:
        sums = {actor: sum(each.get(actor, 0.0) for each in scores) for actor in G}
        chosen = sorted((a for a in G if any(a in each for each in scores)), key=lambda a: (-sums[a], a))
    if form is Format.TABLE:
        chosen = chosen[: None if wanted else ACTORS_SHOWN]
        rows: list[dict[str, Any]] = [
            {"window": moment.label, "statements": moment.statements}
            | {f"of {actor}": each.get(actor) for actor in chosen}
            for moment, each in zip(moments, scores, strict=True)
        ]
        headings = {f"of {actor}": str(G.nodes[actor].get("name", actor)) for actor in chosen}
        print_rows(rows, {"window": "window", "statements": "statements", **headings}, form=form)
        return
    long: list[Row] = [
        {
            "window": moment.label,
            "start": moment.start,
            "end": moment.end,
            "statements": moment.statements,
            "actor": G.nodes[actor].get("name", actor),
            "id": actor,
            "value": each[actor],
        }
        for moment, each in zip(moments, scores, strict=True)
        for actor in chosen
        if actor in each
    ]
    columns = ("window", "start", "end", "statements", "actor", "id", "value")
    print_rows(long, {name: name for name in columns}, form=form)
