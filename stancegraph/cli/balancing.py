"""Balance and triads: how far the network is from two sides, which ties are against it, and its patterns of three."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated

import typer

from stancegraph.cli.messages import say
from stancegraph.cli.options import Filters, FormatOption, Input, Reading
from stancegraph.cli.tables import Format, print_json, print_rows, print_text
from stancegraph.wording import counted

if TYPE_CHECKING:
    import networkx as nx

    from stancegraph.balance import TieBalance
    from stancegraph.cli.tables import Row
    from stancegraph.models import Statement

_VALUE_COLUMNS = {"what": "how balanced it is", "value": "value"}
_MEASURES = {
    "triangle": "share of triangles that are balanced",
    "triangle_weak": "the same, three foes being balanced too",
    "triangle_weighted": "the same, each triangle with the weights of its ties multiplied",
    "triangle_directed": "share of transitive triads that are balanced",
    "walk": "walk balance, from 0 to 1",
    "walk_weighted": "the same, each walk with the weights of its ties multiplied",
    "walk_directed": "the same, along the directions of ties, at most 1",
    "algebraic_conflict": "algebraic conflict, 0 where a part is balanced",
}
_TIE_COLUMNS = {
    "u": "tie that breaks triangles",
    "v": "and",
    "sign": "sign",
    "unbalanced": "breaks",
    "balanced": "fits",
    "quote": "first sentence",
    "statement": "statement",
    "u_id": "id",
    "v_id": "id",
}
_TIE_BRIEF = ("u", "v", "sign", "unbalanced", "balanced", "quote")


def balance(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    weak: Annotated[
        bool,
        typer.Option("--weak", show_default="two sides only", help="Take three foes for balanced too, in the ties."),
    ] = False,
    top: Annotated[int, typer.Option(min=0, help="How many ties that break triangles to show; 0 shows all.")] = 10,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show how balanced the network is, and the ties that break most triangles with the sentence that each begins with.

    A triangle is broken if it has one or three hostile ties. The shares are of what there is: compare them with those
    of other weeks or networks, not with 1. CSV has the ties.
    """
    from stancegraph.balance import BALANCES, tie_balance, triangle_counts
    from stancegraph.cli.inputs import load_graph, why_empty
    from stancegraph.projection import tie_arrays

    G = load_graph(input_, reading, filters)
    ties = tie_arrays(G)
    triangles = triangle_counts(ties)
    values = {name: measure(ties) for name, measure in BALANCES.items()}
    breaking = [tie for tie in tie_balance(ties, weak=weak) if tie.unbalanced]
    rows = [_tie_row(G, tie) for tie in breaking[: top or None]]
    if form is Format.JSON:
        print_json(
            {
                "triangles": triangles,
                "balance": {name: _no_nan(value) for name, value in values.items()},
                "ties": rows,
            }
        )
    elif form is Format.CSV:
        print_rows(rows, _TIE_COLUMNS, form=form)
    elif G.number_of_edges():
        shown: list[Row] = [{"what": f"{kind} triangles", "value": count} for kind, count in triangles.items()]
        shown += [{"what": _MEASURES[name], "value": _no_nan(value)} for name, value in values.items()]
        print_rows(shown, _VALUE_COLUMNS, form=form)
        print_text("\n" if rows else "")
        print_rows(rows, _TIE_COLUMNS, form=form, brief=_TIE_BRIEF)
    if not G.number_of_edges():
        say(why_empty(G, input_, filters))
    elif math.isnan(values["triangle"]):
        say(f"{input_}: no triangles, since no three actors have friendly or hostile ties with each other")
    elif not breaking:
        say("no tie breaks a triangle")
    elif len(rows) < len(breaking):
        say(f"{counted(len(breaking) - len(rows), 'more tie')} with --top 0")


def _no_nan(value: float) -> float | None:
    return None if math.isnan(value) else value


def _tie_row(G: nx.MultiDiGraph[str], tie: TieBalance) -> Row:
    said = _first_statement(G, tie)
    return {
        "u": G.nodes[tie.u].get("name", tie.u),
        "v": G.nodes[tie.v].get("name", tie.v),
        "sign": tie.sign,
        "unbalanced": tie.unbalanced,
        "balanced": tie.balanced,
        "quote": None if said is None else said.evidence.quote,
        "statement": None if said is None else said.id,
        "u_id": tie.u,
        "v_id": tie.v,
    }


def _first_statement(G: nx.MultiDiGraph[str], tie: TieBalance) -> Statement | None:
    """Return the first statement between two actors that has the sign of their tie, None where they are lost."""
    from stancegraph.ties import reading_order

    known = G.graph.get("statements", {})
    found = [
        known[id_]
        for pair in ((tie.u, tie.v), (tie.v, tie.u))
        for data in (G.get_edge_data(*pair) or {}).values()
        if data.get("sign") == tie.sign
        for id_ in data.get("statements", ())
        if id_ in known
    ]
    return min(found, key=reading_order, default=None)


def triads(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    undirected: Annotated[
        bool, typer.Option("--undirected", show_default="directed", help="Drop directions: 10 types in place of 138.")
    ] = False,
    unsigned: Annotated[
        bool, typer.Option("--unsigned", show_default="signed", help="Drop signs, and count neutral ties: 16 types.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", show_default="those there are", help="Show the types that do not occur, too.")
    ] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Count the triples of actors by their pattern of ties: the triad census.

    A type such as 111U-0P00PN has the pattern without signs, then whether u to v, v to u, u to w, w to u, v to w and w
    to v is friendly (P), hostile (N) or no tie (0).
    """
    from stancegraph.cli.inputs import load_graph, why_empty
    from stancegraph.triads import triad_census

    G = load_graph(input_, reading, filters)
    census = triad_census(G, directed=not undirected, signed=not unsigned)
    total = sum(census.values())
    rows: list[Row] = [
        {"type": name, "count": count, "share": count / total if total else None}
        for name, count in census.items()
        if count or every
    ]
    print_rows(rows, {"type": "type", "count": "triads", "share": "share"}, form=form)
    if not G.number_of_edges():
        say(why_empty(G, input_, filters))
    elif not total:
        say(f"{input_}: no triads, since there are fewer than three actors")
