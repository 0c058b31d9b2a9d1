"""What changes over time: a measure from window to window, ties that turn, clusters that split and join."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stancegraph.cli.messages import counted, printable, say
from stancegraph.cli.options import AnyMeasuresOption, Filters, FormatOption, Input, LayerOption, Reading, any_measure
from stancegraph.cli.quotes import quoted
from stancegraph.cli.tables import Format, print_json, print_rich, print_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import networkx as nx

    from stancegraph.cli.tables import Row
    from stancegraph.dynamics import FollowedClusters, Moment, TieChange, Windows
    from stancegraph.models import Statement

_WINDOWS = "Windows"
ACTORS_SHOWN = 5
"""Columns of actors in a table, beside those of the window, that fit a terminal."""
CHANCE = 0.05
"""p-value above which turning points are said to be nothing to build on."""
SENTENCE_COLUMNS = (
    "window", "change", "u", "v", "side", "source", "stance", "target", "date", "quote", "outlet", "document", "id",
)  # fmt: skip


class KernelOption(StrEnum):
    """The kernels of `stancegraph.dynamics`; a test compares."""

    GAUSSIAN = "gaussian"
    EPANECHNIKOV = "epanechnikov"
    UNIFORM = "uniform"


class ChangeOption(StrEnum):
    """What may become of a tie; a test compares."""

    TURNED = "turned"
    NEW = "new"
    BROKEN = "broken"


@dataclass(frozen=True, kw_only=True)
class Windowing:
    """How time is cut."""

    window: Annotated[
        str,
        typer.Option(
            "--window",
            "-w",
            metavar="LENGTH",
            rich_help_panel=_WINDOWS,
            help="day, week, month, quarter, year, several as in '2 weeks', or a number of days.",
        ),
    ] = "month"
    step: Annotated[
        str | None,
        typer.Option(
            metavar="LENGTH",
            show_default="a window",
            rich_help_panel=_WINDOWS,
            help="How far one window begins after the other; less than a window makes them overlap.",
        ),
    ] = None
    kernel: Annotated[
        KernelOption | None,
        typer.Option(
            show_default="none",
            rich_help_panel=_WINDOWS,
            help="Statements count the less the farther they are from the middle of a window.",
        ),
    ] = None
    bandwidth: Annotated[
        float | None,
        typer.Option(metavar="DAYS", show_default="a window", rich_help_panel=_WINDOWS, help="Of the kernel, in days."),
    ] = None
    spread: Annotated[
        bool,
        typer.Option(
            "--spread",
            show_default="on the first",
            rich_help_panel=_WINDOWS,
            help="Count statements over several days on all of them, on each in part.",
        ),
    ] = False

    def __post_init__(self) -> None:
        """Refuse what would have no effect."""
        if self.bandwidth is not None and self.kernel is None:
            raise typer.BadParameter("--bandwidth goes with --kernel")

    def of(self, G: nx.MultiDiGraph[str], input_: str, filters: Filters, *, keep_actors: bool = False) -> Windows:
        """Return the windows of a graph; what is in none of them is said."""
        from stancegraph.cli.inputs import why_empty
        from stancegraph.dynamics import windowed
        from stancegraph.errors import StancegraphError

        try:
            found = windowed(
                G,
                window=self.window,
                step=self.step,
                kernel=None if self.kernel is None else self.kernel.value,
                bandwidth=self.bandwidth,
                since=None if filters.since is None else filters.since.date(),
                until=None if filters.until is None else filters.until.date(),
                spread=self.spread,
                keep_actors=keep_actors,
            )
        except StancegraphError:
            raise
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
        if found.undated:
            say(f"{counted(found.undated, 'statement')} without a day, in no window")
        if found.outside:
            say(f"{counted(found.outside, 'statement')} that began before --since, in no window")
        if found.astride and not self.spread:
            say(
                f"{counted(found.astride, 'statement')} over more than a window, counted on the first day; see --spread"
            )
        if not found:
            say(
                f"{input_}: no windows, since no statement has a day"
                if found.undated
                else why_empty(G, input_, filters)
            )
        return found


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
    form: FormatOption = Format.TABLE,
) -> None:
    """Follow a measure over time: one value for each window, or one for each window and actor."""
    from stancegraph.centrality import MEASURES
    from stancegraph.cli.inputs import load_graph
    from stancegraph.dynamics import over_time

    names = list(dict.fromkeys(any_measure(name) for name in measure))
    of_actors = [name for name in names if name in MEASURES]
    if of_actors and (len(names) > 1 or turning):
        raise typer.BadParameter(
            f"{of_actors[0]!r} has a value for each actor, expected it alone and without --turning"
        )
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
    if turning:
        for name, moments in values.items():
            headings[f"{name}_turning"] = "turns"
            for row, mark in zip(rows, _turning(name, moments, found), strict=True):
                row[f"{name}_turning"] = mark
    brief = [column for column in headings if column not in ("start", "end")]
    print_rows(rows, headings, form=form, brief=brief)


def _turning(name: str, moments: Sequence[Moment], windows: Windows) -> list[str | None]:
    """Return for each window whether the mean rises or falls with it, and say how sure it is that it does at all."""
    from stancegraph.dynamics import turning_points

    found = turning_points(moments)
    marks: list[str | None] = [None] * len(moments)
    for point in found.points:
        marks[point.index] = f"{'up' if point.after > point.before else 'down'} to {point.after:.4g}"
    how_sure = "" if found.p_value is None else f"; p = {found.p_value:.3g} for no change at all"
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
        rows: list[Row] = [
            {"window": moment.label, "statements": moment.statements, **{actor: each.get(actor) for actor in chosen}}
            for moment, each in zip(moments, scores, strict=True)
        ]
        headings = {actor: printable(str(G.nodes[actor].get("name", actor))) for actor in chosen}
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


def changes(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    windowing: Windowing,
    only: Annotated[
        list[ChangeOption] | None,
        typer.Option(metavar="|".join(ChangeOption), show_default="all", help="Only such changes; may be repeated."),
    ] = None,
    memory: Annotated[
        int, typer.Option(min=1, help="For how many windows a tie or cluster without statements is remembered.")
    ] = 1,
    min_weight: Annotated[
        float, typer.Option(min=0, help="The least weight of a tie; 2 leaves out what one statement shows.")
    ] = 0.0,
    undirected: Annotated[
        bool, typer.Option("--undirected", show_default="two ties", help="Take both directions of a pair for one tie.")
    ] = False,
    quotes: Annotated[
        bool, typer.Option("--quotes", show_default="names alone", help="Show the sentences too; in CSV one a row.")
    ] = False,
    clusters: Annotated[
        bool,
        typer.Option("--clusters", show_default="ties", help="Show instead which clusters split, join, come and go."),
    ] = False,
    seed: Annotated[int, typer.Option(help="Of the search for clusters.")] = 0,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show which ties are new, broken or turned from one window to the next, and the sentences that show it."""
    from stancegraph.cli.inputs import check_has_statements, load_graph
    from stancegraph.dynamics import followed_clusters, tie_changes

    G = load_graph(input_, reading, filters)
    if quotes:
        check_has_statements(G, input_)
    found = windowing.of(G, input_, filters)
    if clusters:
        _print_clusters(G, followed_clusters(found, memory=memory, seed=seed, present_only=True), form)
        return
    told = tie_changes(found, directed=not undirected, memory=memory, min_weight=min_weight)
    told = [change for change in told if only is None or change.change in {each.value for each in only}]
    known: Mapping[str, Statement] = G.graph.get("statements", {})
    if form is Format.JSON:
        print_json([_as_json(G, change, known if quotes else {}) for change in told])
    elif form is Format.CSV and quotes:
        rows = [row for change in told for row in _sentence_rows(G, change, known)]
        print_rows(rows, {name: name for name in SENTENCE_COLUMNS}, form=form)
    elif form is Format.TABLE and quotes:
        for change in told:
            print_rows([_row(G, change)], _CHANGE_COLUMNS, form=form, brief=_CHANGE_BRIEF)
            for id_ in (*change.statements_before, *change.statements_after):
                print_rich(quoted(known[id_]))
    else:
        print_rows([_row(G, change) for change in told], _CHANGE_COLUMNS, form=form, brief=_CHANGE_BRIEF)
    if found and not told:
        say(f"{input_}: no such changes between {counted(len(found), 'window')}")


_CHANGE_COLUMNS = {
    "window": "window",
    "change": "change",
    "u": "source",
    "v": "target",
    "before": "before",
    "after": "after",
    "since": "last seen",
    "weight_before": "weight before",
    "weight_after": "weight after",
    "u_id": "id",
    "v_id": "id",
    "statements_before": "statements before",
    "statements_after": "statements after",
}
_CHANGE_BRIEF = ("window", "change", "u", "v", "before", "after", "since")


def _name(G: nx.MultiDiGraph[str], actor: str) -> str:
    return str(G.nodes[actor].get("name", actor))


def _row(G: nx.MultiDiGraph[str], change: TieChange) -> dict[str, Any]:
    return {
        **{name: getattr(change, name) for name in _CHANGE_COLUMNS if not name.endswith("_id")},
        "u": _name(G, change.u),
        "v": _name(G, change.v),
        "u_id": change.u,
        "v_id": change.v,
    }


def _as_json(G: nx.MultiDiGraph[str], change: TieChange, known: Mapping[str, Statement]) -> dict[str, Any]:
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in _row(G, change).items()}
    if known:
        plain["sentences"] = [
            {
                name: str(value) if name == "date" and value else value
                for name, value in row.items()
                if name in _SENTENCE
            }
            for row in _sentence_rows(G, change, known)
        ]
    return plain


_SENTENCE = frozenset(SENTENCE_COLUMNS) - {"window", "change", "u", "v"}


def _sentence_rows(G: nx.MultiDiGraph[str], change: TieChange, known: Mapping[str, Statement]) -> Iterator[Row]:
    for side, ids in (("before", change.statements_before), ("after", change.statements_after)):
        for id_ in ids:
            statement = known[id_]
            yield {
                "window": change.window,
                "change": change.change,
                "u": _name(G, change.u),
                "v": _name(G, change.v),
                "side": side,
                "source": statement.source.name,
                "stance": statement.stance,
                "target": None if statement.target is None else statement.target.name,
                "date": statement.date,
                "quote": statement.evidence.quote,
                "outlet": statement.document.outlet,
                "document": statement.document.id,
                "id": id_,
            }


def _print_clusters(G: nx.MultiDiGraph[str], found: FollowedClusters, form: Format) -> None:
    def named(label: int | None) -> str | None:
        return None if label is None else ", ".join(_name(G, actor) for actor in found.core[label])

    rows: list[Row] = [
        {
            "window": found.windows[event.window],
            "event": event.event,
            "cluster": event.cluster,
            "actors": named(event.cluster),
            "other": event.other,
            "other_actors": named(event.other),
            "overlap": event.overlap,
            "members": tuple(sorted(_name(G, a) for a in found.members[event.window].get(event.cluster, ()))),
        }
        for event in found.events
    ]
    columns = {
        "window": "window",
        "event": "event",
        "cluster": "cluster",
        "actors": "mostly",
        "other": "other",
        "other_actors": "mostly",
        "overlap": "overlap",
        "members": "members",
    }
    print_rows(rows, columns, form=form, brief=list(columns)[:-1])
    if not rows:
        say("no clusters of two or more actors in any window")
