"""Commands that draw figures and write reports: files for a reader, made of the same analyses as the other commands."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from stancegraph.cli.making import check_output
from stancegraph.cli.messages import NAME, say
from stancegraph.cli.options import Filters, Input, Reading
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import networkx as nx
    from matplotlib.figure import Figure

    from stancegraph.dynamics import Windows


class FigureOption(StrEnum):
    """The figures by name."""

    MATRIX = "matrix"
    HEATMAP = "heatmap"
    SERIES = "series"
    FLOW = "flow"


WindowOption = Annotated[
    str | None,
    typer.Option(
        "--window",
        "-w",
        metavar="LENGTH",
        show_default="the shortest of which there are at most 24",
        help="Of time: day, week, month, quarter, year, several of them as in '2 weeks'.",
    ),
]
HeadingOption = Annotated[str | None, typer.Option(show_default="what it shows", help="What stands at the top.")]
SeedOption = Annotated[int, typer.Option(help="Of what is searched or drawn; the same seed gives the same file.")]


def plot(
    kind: Annotated[
        FigureOption,
        typer.Argument(
            metavar="KIND",
            help="matrix: who stands with whom, by cluster; heatmap: who is hostile toward whom, or takes a --stance; "
            "series: measures over time; flow: clusters over time.",
        ),
    ],
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The format follows the ending: .png, .svg, .pdf.")
    ],
    top: Annotated[
        int | None,
        typer.Option(min=1, show_default="all; heatmap: 20", help="How many actors, those with most weight."),
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            "--measure",
            "-m",
            metavar="NAME",
            show_default="hostile_share, frustration_balance, cluster_fit",
            help="Of the network, for series, as of the command dynamics.",
        ),
    ] = None,
    window: WindowOption = None,
    intervals: Annotated[
        bool,
        typer.Option(
            "--intervals", show_default="values alone", help="For series: 95 % intervals by resampling texts."
        ),
    ] = False,
    seed: SeedOption = 0,
    heading: HeadingOption = None,
) -> None:
    """Draw a figure: the signed matrix by cluster, who accuses whom, measures or clusters over time."""
    from stancegraph.cli.inputs import is_empty, load_graph, why_empty
    from stancegraph.plots.canvas import checked_ending, write_figure

    check_output(output, [input_, *reading.decisions], may_be_standard=False)
    checked_ending(output)
    G = load_graph(input_, reading, filters)
    since, until = (None if day is None else day.date() for day in (filters.since, filters.until))
    asked = _Asked(
        top=top,
        measures=tuple(measure or ()),
        window=window,
        since=since,
        until=until,
        intervals=intervals,
        seed=seed,
        title=heading,
    )
    write_figure(FIGURES[kind](G, asked), Path(output))
    if is_empty(G):
        say(why_empty(G, input_, filters))
    say(f"{kind} of {counted(G.number_of_nodes(), 'actor')}, written to {output}")


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What the options ask of a figure."""

    top: int | None
    measures: tuple[str, ...]
    window: str | None
    since: date | None
    until: date | None
    intervals: bool
    seed: int
    title: str | None

    def titled(self, default: str) -> str:
        return default if self.title is None else self.title


def _matrix(G: nx.MultiDiGraph[str], asked: _Asked) -> Figure:
    from stancegraph.plots import matrix_figure

    return matrix_figure(G, top=asked.top, seed=asked.seed, title=asked.titled("Who stands with whom"))


def _heatmap(G: nx.MultiDiGraph[str], asked: _Asked) -> Figure:
    from stancegraph.plots import heatmap_figure
    from stancegraph.plots.matrices import TOP

    # What the filters leave may be of one stance or of one sign only, which is what is meant then.
    stances, signs = ({data[name] for *_, data in G.edges(data=True)} for name in ("stance", "sign"))
    stance = stances.pop() if len(stances) == 1 else None
    sign = signs.pop() if len(signs) == 1 else -1
    return heatmap_figure(G, stance=stance, sign=sign, top=asked.top or TOP, title=asked.title)


def _series(G: nx.MultiDiGraph[str], asked: _Asked) -> Figure:
    from stancegraph.dynamics import over_time
    from stancegraph.measures import NETWORK_MEASURES
    from stancegraph.plots.overtime import (
        BESIDES,
        FOLLOWED,
        Followed,
        measures_figure,
        window_intervals,
    )

    chosen = {name.replace("-", "_"): name for name in asked.measures}
    known = {**{name: Followed(name, name.replace("_", " ")) for name in NETWORK_MEASURES}, **FOLLOWED, **BESIDES}
    for name, given in chosen.items():
        if name not in known:
            raise typer.BadParameter(f"no measure {given!r}, expected one of {', '.join(known)}")
    wanted = [known[name] for name in chosen or FOLLOWED]
    windows = _windows(G, asked)
    moments = {name: over_time(windows, measure) for measure, name in wanted}
    bands = (
        {name: window_intervals(windows, measure, seed=asked.seed) for measure, name in wanted}
        if asked.intervals
        else None
    )
    return measures_figure(moments, intervals=bands, seed=asked.seed, title=asked.titled("Over time"))


def _windows(G: nx.MultiDiGraph[str], asked: _Asked) -> Windows:
    """Return the windows of a figure over time; what is in none of them is said."""
    from stancegraph.dynamics import windowed
    from stancegraph.plots.overtime import fitting_window

    found = windowed(G, window=asked.window or fitting_window(G), since=asked.since, until=asked.until)
    if found.undated:
        say(f"{counted(found.undated, found.observations.row_name)} without a day, in no window")
    return found


def _flow(G: nx.MultiDiGraph[str], asked: _Asked) -> Figure:
    from stancegraph.dynamics import followed_clusters
    from stancegraph.plots.overtime import followed_figure

    windows = _windows(G, asked)
    followed = followed_clusters(windows, seed=asked.seed)
    return followed_figure(followed, G, title=asked.titled("Clusters over time"))


FIGURES: Final[Mapping[FigureOption, Callable[[nx.MultiDiGraph[str], _Asked], Figure]]] = {
    FigureOption.MATRIX: _matrix,
    FigureOption.HEATMAP: _heatmap,
    FigureOption.SERIES: _series,
    FigureOption.FLOW: _flow,
}
"""The figures by name."""


def report(
    context: typer.Context,
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The form follows the ending: .html or .md.")
    ] = "report.html",
    window: WindowOption = None,
    seed: SeedOption = 0,
    heading: Annotated[
        str | None, typer.Option(show_default="the name of the input", help="What stands at the top of the report.")
    ] = None,
) -> None:
    """Write a report: numbers, clusters, central actors, contested claims, changes, each with its sentences."""
    from stancegraph.cli.inputs import check_has_statements, country_names, is_empty, load_graph, why_empty
    from stancegraph.codebook import load_codebook
    from stancegraph.report import Provenance, hashed_files, summarise
    from stancegraph.report.summary import checked_form

    check_output(output, [input_, *reading.decisions], may_be_standard=False)
    checked_form(output)
    files = [input_, *(reading.codebook or ()), *(reading.gazetteer or ()), *reading.decisions]
    G = load_graph(input_, reading, filters)
    check_has_statements(G, input_)
    if is_empty(G):
        say(why_empty(G, input_, filters))
    made = summarise(
        G,
        title=heading or Path(input_).stem,
        seed=seed,
        window=window,
        provenance=Provenance(command=shlex.join(_typed(context)), inputs=hashed_files(files)),
        codebook=load_codebook(*reading.codebook or ()),
        country_names=None if filters.rollup is None else country_names(reading),
    )
    made.write(Path(output))
    say(f"{counted(len(made.sections), 'section')} on {counted(len(G), 'actor')}, written to {output}")


def _typed(context: typer.Context) -> Iterator[str]:
    """Yield the words of a command that does what this one does: options that are not as by default, then arguments."""
    yield from (NAME, str(context.info_name))
    arguments: list[str] = []
    for parameter in context.command.params:
        value = context.params.get(str(parameter.name))
        if parameter.param_type_name == "argument":
            arguments += [_written(each) for each in (value if isinstance(value, list | tuple) else [value])]
        elif value not in (None, False, (), [], parameter.default):
            option = max(parameter.opts, key=len)
            for each in value if isinstance(value, list | tuple) else [value]:
                yield option
                if each is not True:
                    yield _written(each)
    if any(each.startswith("-") and each != "-" for each in arguments):
        yield "--"
    yield from arguments


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value.value if isinstance(value, Enum) else value)
