"""Two networks side by side: two inputs, two outlets, before and after a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stancegraph.cli.messages import say
from stancegraph.cli.options import Filters, FormatOption, Input, LayerOption, MoreMeasuresOption, Reading, any_measure
from stancegraph.cli.quotes import quoted
from stancegraph.cli.tables import Format, print_json, print_rich, print_rows, print_text
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from stancegraph.cli.tables import Row
    from stancegraph.dynamics import Beside, Comparison, PairBeside
    from stancegraph.models import Statement

Sides = tuple["nx.MultiDiGraph[str]", "nx.MultiDiGraph[str]", str, str]


class SplitOption(StrEnum):
    """What one input may be split by."""

    OUTLET = "outlet"
    DATE = "date"


def compare(
    input_: Input,
    other: Annotated[
        str | None, typer.Argument(metavar="[OTHER]", show_default="with --split", help="Another input.")
    ] = None,
    *,
    reading: Reading,
    filters: Filters,
    split: Annotated[
        SplitOption | None,
        typer.Option(show_default="two inputs", help="Compare two parts of one input: two outlets, or two periods."),
    ] = None,
    at: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DAY|OUTLET",
            show_default="the two outlets, or halves, with most",
            help="With --split date the first day of the second part; with --split outlet one outlet, which the "
            "others are set against, or two.",
        ),
    ] = None,
    measure: MoreMeasuresOption = None,
    layer: Annotated[LayerOption, typer.Option(help="The ties to look at, for measures of actors.")] = LayerOption.ALL,
    undirected: Annotated[
        bool, typer.Option("--undirected", show_default="two ties", help="Take both directions of a pair for one tie.")
    ] = False,
    quotes: Annotated[
        bool,
        typer.Option("--quotes", show_default="names alone", help="Show the sentences of ties that differ in sign."),
    ] = False,
    resamples: Annotated[
        int,
        typer.Option(
            "--resamples",
            "-n",
            min=0,
            help="Resamples of documents for 95 % intervals of the differences; 0 gives none.",
        ),
    ] = 0,
    seed: Annotated[int, typer.Option(help="Of the search for clusters, and of the resamples.")] = 0,
    form: FormatOption = Format.TABLE,
) -> None:
    """Set two networks side by side: actors, ties, ties of another sign, measures, clusters."""
    from stancegraph.cli.inputs import load_graph
    from stancegraph.dynamics import compared
    from stancegraph.dynamics.comparing import SIDE_BY_SIDE

    if (other is None) == (split is None):
        raise typer.BadParameter("expected a second input, or --split of the one")
    if at and split is None:
        raise typer.BadParameter("--at goes with --split")
    G = load_graph(input_, reading, filters)
    if other is not None:
        A, B, a, b = G, load_graph(other, reading, filters), input_, other
    else:
        A, B, a, b = (_outlets if split is SplitOption.OUTLET else _periods)(G, input_, at or [])
    names = [any_measure(name) for name in measure or ()] or SIDE_BY_SIDE
    found = compared(A, B, measures=names, layer=layer.value, directed=not undirected, seed=seed)
    intervals = _intervals(A, B, names, layer=layer, resamples=resamples, seed=seed)
    shown = _names(A, B)
    pairs = [_pair_row(where, pair, shown) for where, pairs in _groups(found) for pair in pairs]
    if form is Format.CSV:
        print_rows(pairs, _PAIR_COLUMNS, form=form)
    elif form is Format.JSON:
        measures = [{**row.model_dump(mode="json"), **intervals(row)} for row in found.measures]
        ties = [_plain(row) for row in pairs]
        print_json({"a": a, "b": b, **_as_json(found, shown), "measures": measures, "ties": ties})
    else:
        headings = {"what": "", "a": a, "b": b, "difference": "b - a"}
        headings |= {"low": "95 % from", "high": "to"} if resamples else {}
        print_rows(_summary(found, shown, intervals), headings, form=form)
        turned = [row for row in pairs if row["where"] == "turned"]
        print_text("\n" if turned else "")
        print_rows(turned, {"u": "ties of another sign", "v": "toward", "a": a, "b": b}, form=form)
        if quotes:
            _print_quotes(A, B, found.turned)
    _say_what_is_missing(found, {a: A, b: B})


def _say_what_is_missing(found: Comparison, sides: Mapping[str, nx.MultiDiGraph[str]]) -> None:
    for name, side in sides.items():
        if not side.number_of_edges():
            say(f"{name}: no ties")
    if not found.turned and found.ties_both:
        say(f"no tie of another sign, of {counted(len(found.ties_both), 'tie')} in both")
    elif not found.turned:
        say("no pair has a sign in both, so that there is nothing whose sign could differ")


def _outlets(G: nx.MultiDiGraph[str], input_: str, given: Sequence[str]) -> Sides:
    from stancegraph.cli.inputs import check_has_statements
    from stancegraph.errors import UnknownNameError
    from stancegraph.graph import filtered

    check_has_statements(G, input_)
    counts = Counter(s.document.outlet for s in G.graph["statements"].values() if s.document.outlet is not None)
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    for name in given:
        if name not in counts:
            raise UnknownNameError(f"--at {name!r}: no such outlet, expected one of {', '.join(map(repr, ranked))}")
    if len(ranked) < 2 or len(given) > 2:
        raise typer.BadParameter(f"--split outlet: expected two outlets, {input_} has {len(ranked)}, --at {len(given)}")
    if len(given) == 1:
        rest = [name for name in ranked if name != given[0]]
        return filtered(G, outlets=given), filtered(G, outlets=rest), given[0], "the others"
    a, b = given or ranked[:2]
    return filtered(G, outlets=[a]), filtered(G, outlets=[b]), a, b


def _periods(G: nx.MultiDiGraph[str], input_: str, given: Sequence[str]) -> Sides:
    from stancegraph.cli.inputs import check_has_statements
    from stancegraph.graph import filtered

    check_has_statements(G, input_)
    days = sorted(s.date for s in G.graph["statements"].values() if s.date is not None)
    if not days or days[0] == days[-1]:
        raise typer.BadParameter(f"--split date: expected statements of two days or more in {input_}")
    try:
        (day,) = [dt.date.fromisoformat(text) for text in given] or [days[len(days) // 2]]
    except ValueError:
        raise typer.BadParameter(f"--at {' '.join(given)}: expected one day such as 2024-10-21") from None
    if day == days[0] and not given:
        day = next(each for each in days if each > day)
    statements = G.graph["statements"].values()
    if undated := sum(s.date is None for s in statements):
        say(f"{counted(undated, 'statement')} without a day, in neither period")
    if astride := sum(s.date is not None and s.date < day <= (s.date_end or s.date) for s in statements):
        say(f"{counted(astride, 'statement')} over days of both periods, in both")
    before = day - dt.timedelta(days=1)
    return filtered(G, until=before), filtered(G, since=day), f"until {before}", f"since {day}"


def _names(*graphs: nx.MultiDiGraph[str]) -> dict[str, str]:
    return {node: str(data.get("name", node)) for G in reversed(graphs) for node, data in G.nodes(data=True)}


def _groups(found: Comparison) -> tuple[tuple[str, Sequence[PairBeside]], ...]:
    return ("turned", found.turned), ("both", found.ties_both), ("only a", found.ties_a), ("only b", found.ties_b)


_PAIR_COLUMNS = {
    name: name
    for name in (
        "where", "u", "v", "a", "b", "weight_a", "weight_b", "u_id", "v_id", "statements_a", "statements_b",
    )
}  # fmt: skip


def _pair_row(where: str, pair: PairBeside, shown: Mapping[str, str]) -> dict[str, Any]:
    return {
        "where": where,
        "u": shown[pair.u],
        "v": shown[pair.v],
        "a": pair.a,
        "b": pair.b,
        "weight_a": pair.weight_a,
        "weight_b": pair.weight_b,
        "u_id": pair.u,
        "v_id": pair.v,
        "statements_a": pair.statements_a,
        "statements_b": pair.statements_b,
    }


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}


Intervals = Callable[["Beside"], dict[str, float | None]]


def _intervals(
    A: nx.MultiDiGraph[str],
    B: nx.MultiDiGraph[str],
    names: Sequence[str],
    *,
    layer: LayerOption,
    resamples: int,
    seed: int,
) -> Intervals:
    """Return what gives the ends of the interval of a difference, and say where there is none."""
    from stancegraph.uncertainty import Estimate, bootstrap_difference

    estimates: dict[tuple[str, Any], Estimate] = {}
    for name in names if resamples else ():
        found = bootstrap_difference(A, B, name, n=max(resamples, 2), layer=layer.value, seed=seed)
        values = {None: found.values} if isinstance(found.values, Estimate) else found.values
        estimates |= {(name, actor): each for actor, each in values.items()}
        if found.message and name == names[0]:
            say(found.message)

    def ends(row: Beside) -> dict[str, float | None]:
        estimate = estimates.get((row.measure, row.actor))
        return {"low": None, "high": None} if estimate is None else {"low": estimate.low, "high": estimate.high}

    return ends


def _summary(found: Comparison, shown: Mapping[str, str], intervals: Intervals) -> list[Row]:
    rows: list[Row] = [
        {
            "what": row.measure if row.actor is None else f"{row.measure} of {shown[row.actor]}",
            "a": row.a,
            "b": row.b,
            "difference": row.difference,
            **intervals(row),
        }
        for row in found.measures
    ]
    alone = {
        "actors only here": (found.actors_a, found.actors_b),
        "pairs with a sign only here": (found.ties_a, found.ties_b),
    }
    nothing = {"difference": None, "low": None, "high": None}
    rows += [{"what": what, "a": len(a), "b": len(b), **nothing} for what, (a, b) in alone.items()]
    for what, value in (
        ("actors in both", len(found.actors_both)),
        ("pairs with a sign in both", len(found.ties_both) + len(found.turned)),
        ("share of these with the same sign", found.same_sign),
        ("adjusted Rand index of the clusters", found.rand),
    ):
        rows.append({"what": what, "a": value, "b": value, **nothing})
    return rows


def _as_json(found: Comparison, shown: Mapping[str, str]) -> dict[str, Any]:
    named = {
        name: [{"id": actor, "name": shown[actor]} for actor in getattr(found, name)]
        for name in ("actors_a", "actors_b", "actors_both")
    }
    return {
        **named,
        "same_sign": found.same_sign,
        "rand": found.rand,
        "placed_both": found.placed_both,
    }


def _print_quotes(A: nx.MultiDiGraph[str], B: nx.MultiDiGraph[str], turned: Sequence[PairBeside]) -> None:
    known: dict[str, Statement] = {**B.graph.get("statements", {}), **A.graph.get("statements", {})}
    for pair in turned:
        for id_ in (*pair.statements_a, *pair.statements_b):
            if id_ in known:
                print_rich(quoted(known[id_]))
