"""How sure a number is: intervals by resampling documents, what hangs on one outlet, how firm clusters are."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from stancegraph.cli.messages import say
from stancegraph.cli.options import AnyMeasureOption, Filters, FormatOption, Input, LayerOption, Reading, any_measure
from stancegraph.cli.tables import Format, print_rows
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from stancegraph.cli.tables import Row
    from stancegraph.uncertainty import Bootstrap, ClusterStability, Estimate, LeftOut


class MethodOption(StrEnum):
    """The methods of `stancegraph.uncertainty`; a test compares."""

    PERCENTILE = "percentile"
    BCA = "bca"


class WithoutOption(StrEnum):
    """What may be left out, one after the other."""

    OUTLET = "outlet"
    DOCUMENT = "document"


def bootstrap(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    measure: AnyMeasureOption = "hostile_share",
    layer: Annotated[LayerOption, typer.Option(help="The ties to look at, for measures of actors.")] = LayerOption.ALL,
    resamples: Annotated[
        int | None,
        typer.Option(
            "--resamples",
            "-n",
            min=2,
            show_default="1000, 200 with --clusters",
            help="How many times the documents are drawn.",
        ),
    ] = None,
    level: Annotated[float, typer.Option(min=0.01, max=0.999, help="Of the intervals.")] = 0.95,
    method: Annotated[
        MethodOption, typer.Option(help="Percentiles of the resamples, or these corrected for bias and skewness.")
    ] = MethodOption.PERCENTILE,
    seed: Annotated[int, typer.Option(help="Of the draws; the same seed gives the same intervals.")] = 0,
    without: Annotated[
        WithoutOption | None,
        typer.Option(show_default="resample", help="Show instead what the measure is without each outlet or document."),
    ] = None,
    clusters: Annotated[
        bool,
        typer.Option("--clusters", show_default="a measure", help="Show instead how sure each actor's cluster is."),
    ] = False,
    top: Annotated[int, typer.Option(min=0, help="How many actors or rows to show; 0 shows all.")] = 10,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show how far a measure would vary with other texts: its interval when the documents are drawn anew."""
    from stancegraph import uncertainty
    from stancegraph.cli.inputs import is_empty, load_graph, why_empty
    from stancegraph.uncertainty.resampling import RESAMPLES
    from stancegraph.uncertainty.stability import CLUSTERINGS

    if clusters and without is not None:
        raise typer.BadParameter("--clusters and --without: expected one of them")
    name = any_measure(measure)
    G = load_graph(input_, reading, filters)
    if clusters:
        found = uncertainty.cluster_stability(G, n=resamples or CLUSTERINGS, seed=seed)
        _print_clusters(G, found, top, form)
    elif without is not None:
        parts = uncertainty.left_out(G, name, by=without.value, layer=layer.value)
        _print_left_out(parts[: top or None], name, without, form)
    else:
        drawn = uncertainty.bootstrap(
            G, name, n=resamples or RESAMPLES, level=level, method=method.value, layer=layer.value, seed=seed
        )
        _print_estimates(G, drawn, top, form)
    if is_empty(G):
        say(why_empty(G, input_, filters))


_ESTIMATE = ("value", "low", "high", "error", "bias", "defined")


def _print_estimates(G: nx.MultiDiGraph[str], found: Bootstrap, top: int, form: Format) -> None:
    columns = {name: name for name in _ESTIMATE}
    columns |= {"low": f"{100 * found.level:.4g} % from", "high": "to", "error": "std. error", "defined": "answered"}
    if isinstance(found.values, dict):
        best = sorted(found.values.items(), key=lambda item: (item[1].value is None, -(item[1].value or 0.0), item[0]))
        rows: list[Row] = [
            {"rank": rank, "name": G.nodes[actor].get("name", actor), "id": actor, **_numbers(each)}
            for rank, (actor, each) in enumerate(best[: top or None], start=1)
        ]
        columns = {"rank": "", "name": "actor", **columns, "value": found.measure, "id": "id"}
        print_rows(rows, columns, form=form, brief=[column for column in columns if column != "id"])
        outside = sum(_is_outside(each) for each in found.values.values())
    else:
        print_rows([{"measure": found.measure, **_numbers(found.values)}], {"measure": "", **columns}, form=form)
        outside = int(_is_outside(found.values))
    say(found.message or f"{counted(found.n, 'resample')} of {_drawn_from(found)}")
    if outside:
        what = "the interval does" if outside == 1 else f"{outside} intervals do"
        say(f"{what} not hold the value: a third of the texts is missing from each resample, which the bias shows")


def _drawn_from(found: Bootstrap) -> str:
    if found.unit == "edge":
        return f"{counted(found.units, 'tie')}, since nothing tells which documents they come from"
    return counted(found.units, found.unit)


def _numbers(estimate: Estimate) -> Row:
    return {name: getattr(estimate, name) for name in _ESTIMATE}


def _is_outside(estimate: Estimate) -> bool:
    value, low, high = estimate.value, estimate.low, estimate.high
    return value is not None and low is not None and high is not None and not low <= value <= high


def _print_left_out(found: Sequence[LeftOut], measure: str, without: WithoutOption, form: Format) -> None:
    rows: list[Row] = [
        {
            "without": each.name or "(unknown)",
            "statements": each.statements,
            "value": None if isinstance(each.value, dict) else each.value,
            "difference": each.difference,
        }
        for each in found
    ]
    columns = {
        "without": f"without {without.value}",
        "statements": "statements",
        "value": measure,
        "difference": "change",
    }
    of_actors = any(isinstance(each.value, dict) for each in found)
    print_rows(rows, columns, form=form, brief=[name for name in columns if name != "value" or not of_actors])
    if len(found) == 1:
        say(f"nothing is left to compare: there is one {without.value} only, or none is known")
    if of_actors:
        say("the change is that of the actor whose score changes most")


def _print_clusters(G: nx.MultiDiGraph[str], found: ClusterStability, top: int, form: Format) -> None:
    rows: list[Row] = [
        {
            "cluster": each.cluster + 1,
            "name": G.nodes[each.actor].get("name", each.actor),
            "stability": each.stability,
            "present": each.present,
            "cluster_stability": found.clusters[each.cluster],
            "id": each.actor,
        }
        for each in found.placed[: top or None]
    ]
    columns = {
        "cluster": "cluster",
        "name": "actor",
        "stability": "with its own",
        "present": "with ties",
        "cluster_stability": "overlap",
        "id": "id",
    }
    print_rows(rows, columns, form=form, brief=list(columns)[:-1])
    say(found.message or f"shares of {counted(found.n, 'resample')}")
