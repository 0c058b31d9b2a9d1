"""The command that tells how far a network is from two sides, and which ties keep it from that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stancegraph.cli.messages import say
from stancegraph.cli.options import Filters, FormatOption, Input, Reading
from stancegraph.cli.quotes import COLUMNS, between, quote_row, quoted
from stancegraph.cli.tables import Format, print_json, print_rich, print_rows, print_text

if TYPE_CHECKING:
    import networkx as nx

    from stancegraph.cli.tables import Row
    from stancegraph.frustration import FrustratedTie, Frustration
    from stancegraph.models import Statement

TIE_COLUMNS = {"u": "frustrated tie", "v": "and", "sign": "sign", "weight": "weight", "u_id": "id", "v_id": "id"}
TIE_BRIEF = ("u", "v", "sign", "weight")


def frustration(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    weighted: Annotated[
        bool, typer.Option("--weighted", show_default="each pair counts 1", help="Let ties count by their weight.")
    ] = False,
    quotes: Annotated[
        bool,
        typer.Option(
            "--quotes", show_default="the ties alone", help="Show the sentences behind each frustrated tie, too."
        ),
    ] = False,
    time_limit: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="For the proof; bounds are shown if it is not over by then.")
    ] = 60.0,
    seed: Annotated[int, typer.Option(help="Of the search; the same seed gives the same sides.")] = 0,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show how many ties keep the network from two sides of friends, each against the other, and which they are."""
    from stancegraph.cli.inputs import check_has_statements, load_graph, why_empty
    from stancegraph.frustration import frustration_index

    G = load_graph(input_, reading, filters)
    if quotes:
        check_has_statements(G, input_)
    found = frustration_index(G, weighted=weighted, time_limit=time_limit, seed=seed)
    if form is Format.JSON:
        print_json(_as_json(G, found, quotes=quotes))
    elif form is Format.CSV and quotes:
        columns = {name: name for name in ("u", "v", *COLUMNS)}
        rows = [
            {"u": _name(G, tie.u), "v": _name(G, tie.v), **quote_row(statement)}
            for tie in found.frustrated
            for statement in _statements(G, tie)
        ]
        print_rows(rows, columns, form=form)
    elif form is Format.CSV:
        print_rows([_tie_row(G, tie) for tie in found.frustrated], TIE_COLUMNS, form=form)
    elif found.ties:
        _print_table(G, found, quotes=quotes)
    _say_what_is_special(G, found, why_empty(G, input_, filters), input_)


def _say_what_is_special(G: nx.MultiDiGraph[str], found: Frustration, why: str, input_: str) -> None:
    if not G.number_of_edges():
        say(why)
    elif not found.ties:
        say(f"{input_}: nothing to divide, since no tie is friendly or hostile on balance")
    elif not found.frustrated:
        say("no tie is frustrated: the network is balanced")
    elif not found.is_proven:
        say("the time limit struck before a proof: fewer may do, though not fewer than the bound")


def _print_table(G: nx.MultiDiGraph[str], found: Frustration, *, quotes: bool) -> None:
    if quotes:
        for tie in found.frustrated:
            print_rows([_tie_row(G, tie)], TIE_COLUMNS, form=Format.TABLE, brief=TIE_BRIEF)
            for statement in _statements(G, tie):
                print_rich(quoted(statement))
    else:
        rows = [_tie_row(G, tie) for tie in found.frustrated]
        print_rows(rows, TIE_COLUMNS, form=Format.TABLE, brief=TIE_BRIEF)
    print_text("\n" if found.frustrated else "")
    sides: list[Row] = [
        {"side": number, "size": len(side), "actors": tuple(sorted(_name(G, actor) for actor in side))}
        for number, side in enumerate(found.sides, start=1)
        if side
    ]
    print_rows(sides, {"side": "side", "size": "size", "actors": "actors"}, form=Format.TABLE)
    print_text("\n")
    facts: list[Row] = [{"what": what, "value": value} for what, value in _facts(found).items()]
    print_rows(facts, {"what": "how far from balance", "value": "value"}, form=Format.TABLE)


def _facts(found: Frustration) -> dict[str, int | float | str | None]:
    ties = "weight of ties" if found.weighted else "ties"
    return {
        f"frustration index: {ties} against these two sides": found.index,
        "lower bound: no two sides have less against them": found.lower_bound,
        "proven to be the least": "yes" if found.is_proven else "no",
        f"{ties} in all": found.total,
        "balance, from 0 to 1": found.balance,
        "pairs left out, friendly as much as hostile": found.mixed,
        "actors left out, without a friendly or hostile tie": len(found.unplaced),
    }


def _as_json(G: nx.MultiDiGraph[str], found: Frustration, *, quotes: bool) -> dict[str, object]:
    ties: list[dict[str, object]] = [dict(_tie_row(G, tie)) for tie in found.frustrated]
    if quotes:
        for row, tie in zip(ties, found.frustrated, strict=True):
            row["statements"] = [_plain(quote_row(statement)) for statement in _statements(G, tie)]
    return {**found.model_dump(mode="json"), "frustrated": ties}


def _plain(row: Row) -> dict[str, object]:
    days = {"date", "date_end"}
    return {name: str(value) if name in days and value is not None else value for name, value in row.items()}


def _tie_row(G: nx.MultiDiGraph[str], tie: FrustratedTie) -> Row:
    return {
        "u": _name(G, tie.u),
        "v": _name(G, tie.v),
        "sign": tie.sign,
        "weight": tie.weight,
        "u_id": tie.u,
        "v_id": tie.v,
    }


def _statements(G: nx.MultiDiGraph[str], tie: FrustratedTie) -> list[Statement]:
    """Return what the tie is made of: statements between its ends, either way, that count and have its sign."""
    either_way = {
        statement.id: statement
        for ends in ((tie.u, tie.v), (tie.v, tie.u))
        for statement in between(G, *ends)
        if statement.sign == tie.sign and statement.factuality.value in G.graph["counted"]
    }
    return [statement for name, statement in G.graph["statements"].items() if name in either_way]


def _name(G: nx.MultiDiGraph[str], actor: str) -> str:
    return str(G.nodes[actor].get("name", actor))
