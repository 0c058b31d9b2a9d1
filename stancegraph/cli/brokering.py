"""Who stands between whom, who answers whom, and who plays which part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from stancegraph.cli.messages import say
from stancegraph.cli.options import Filters, FormatOption, Input, LayerOption, Reading
from stancegraph.cli.tables import Format, print_json, print_rows, print_text
from stancegraph.errors import UnknownNameError
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from stancegraph.cli.tables import Row

CLUSTER = "cluster"
"""The name of groups that are no attribute but the clusters of `signed_clusters`."""

_BROKERAGE = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison", "total")
_RECIPROCITY = {
    "ties": "ties in one direction",
    "answered": "of them answered by a tie in the other",
    "positive": "friendly ties",
    "positive_by_positive": "answered by a friendly tie",
    "positive_by_negative": "answered by a hostile tie",
    "negative": "hostile ties",
    "negative_by_negative": "answered by a hostile tie: tit for tat",
    "negative_by_positive": "answered by a friendly tie",
    "share": "share of ties that are answered",
    "in_kind": "share of answers that have the sign of what they answer",
}
_COUNTED = {
    "mediator": "hostile pairs it is on friendly terms with",
    "bridge": "share of shortest chains that pass through it",
    "target": "weight of hostile ties toward it",
    "accuser": "weight of its accusations; of its hostile ties, where no stances are known",
}
_EXCHANGE_COLUMNS = {
    "u": "began",
    "v": "answered",
    "sign": "sign",
    "answer": "answer",
    "first": "first",
    "answered": "answered on",
    "days": "days",
    "u_id": "id",
    "v_id": "id",
}
_EXCHANGE_BRIEF = ("u", "v", "sign", "answer", "first", "answered", "days")


def brokerage(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    groups: Annotated[
        str, typer.Option(metavar="ATTRIBUTE", help="What makes a group: country, kind, another attribute, or cluster.")
    ] = "country",
    layer: Annotated[
        LayerOption, typer.Option(help="The ties to look at: all, or one sign's alone.")
    ] = LayerOption.ALL,
    top: Annotated[int, typer.Option(min=0, help="How many actors to show; 0 shows all.")] = 10,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show who stands between actors without a tie of their own: within its group, for it, or between others.

    Counts are of pairs: coordinator (all three in one group), itinerant (the two in one group, the broker in another),
    representative (from its group to another), gatekeeper (from another to its own), liaison (three groups).
    """
    from stancegraph.brokerage import brokerage_roles
    from stancegraph.cli.inputs import load_graph, why_empty

    G = load_graph(input_, reading, filters)
    named: str | Mapping[Any, Any] = groups
    if groups == CLUSTER:
        from stancegraph.clusters import signed_clusters

        named = signed_clusters(G).membership()
    try:
        found = brokerage_roles(G, groups=named, layer=layer.value) if G.number_of_edges() and named else {}
    except UnknownNameError as error:
        raise UnknownNameError(f"{input_}: {error}; --groups {CLUSTER} needs none") from error
    brokers = sorted(
        ((actor, roles) for actor, roles in found.items() if roles.total), key=lambda each: (-each[1].total, each[0])
    )
    rows: list[Row] = [
        {
            "name": G.nodes[actor].get("name", actor),
            "group": str(G.nodes[actor].get(groups) if isinstance(named, str) else named[actor] + 1),
            **roles._asdict(),
            "id": actor,
        }
        for actor, roles in brokers[: top or None]
    ]
    columns = {"name": "actor", "group": groups, **{name: name for name in _BROKERAGE}, "id": "id"}
    print_rows(rows, columns, form=form, brief=list(columns)[:-1])
    if not G.number_of_edges():
        say(why_empty(G, input_, filters))
    elif not brokers:
        say(f"{input_}: no brokers, since no actor with a {groups} stands between two others without a tie")
    if left := len(G) - len(found):
        say(f"{counted(left, 'actor')} without a {groups} left out")


def reciprocity(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    symmetric: Annotated[
        bool,
        typer.Option(
            "--symmetric",
            show_default="left out",
            help="Count meetings and agreements as answered, which nobody began.",
        ),
    ] = False,
    top: Annotated[int, typer.Option(min=0, help="How many exchanges to show; 0 shows all.")] = 10,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show which ties are answered and with which sign, who began and how soon the answer came.

    Days are those of the first statement each way; with 0 days, or none, nobody is known to have begun. CSV has the
    exchanges.
    """
    from stancegraph.cli.inputs import load_graph, why_empty
    from stancegraph.reciprocity import tie_exchanges, tie_reciprocity

    G = load_graph(input_, reading, filters)
    found, exchanges = tie_reciprocity(G, symmetric=symmetric), tie_exchanges(G, symmetric=symmetric)
    values = {**found.model_dump(), "share": found.share, "in_kind": found.in_kind}
    rows = [
        {
            "u": _name(G, each.u),
            "v": _name(G, each.v),
            "sign": each.sign,
            "answer": each.answer,
            "first": None if each.began is None else each.began.isoformat(),
            "answered": None if each.answered is None else each.answered.isoformat(),
            "days": each.days,
            "u_id": each.u,
            "v_id": each.v,
        }
        for each in exchanges[: top or None]
    ]
    if form is Format.JSON:
        print_json({"reciprocity": values, "exchanges": rows})
    elif form is Format.CSV:
        print_rows(rows, _EXCHANGE_COLUMNS, form=form)
    elif found.ties:
        shown: list[Row] = [{"what": _RECIPROCITY[name], "value": value} for name, value in values.items()]
        print_rows(shown, {"what": "who answers whom", "value": "value"}, form=form)
        print_text("\n" if rows else "")
        print_rows(rows, _EXCHANGE_COLUMNS, form=form, brief=_EXCHANGE_BRIEF)
    if not G.number_of_edges():
        say(why_empty(G, input_, filters))
    elif not found.ties:
        say(f"{input_}: no ties that anybody could answer: all are neutral, or go both ways by themselves")
    elif not exchanges:
        say(f"no tie is answered, of {found.ties}")
    elif len(rows) < len(exchanges):
        say(f"{counted(len(exchanges) - len(rows), 'more exchange')} with --top 0")


def roles(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    top: Annotated[int, typer.Option(min=0, help="How many actors for each role; 0 shows all.")] = 3,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show who could mediate (on friendly terms with both of a hostile pair), bridges, is the target, accuses most."""
    from stancegraph.cli.inputs import load_graph, why_empty
    from stancegraph.roles import actor_roles

    G = load_graph(input_, reading, filters)
    rows: list[Row] = [
        {"role": role, "name": _name(G, actor), "score": score, "counted": _COUNTED[role], "id": actor}
        for role, found in actor_roles(G, top=top).items()
        for actor, score in found
    ]
    columns = {"role": "role", "name": "actor", "score": "score", "counted": "what is counted", "id": "id"}
    print_rows(rows, columns, form=form, brief=list(columns)[:-1])
    if not G.number_of_edges():
        say(why_empty(G, input_, filters))
    elif not rows:
        say(f"{input_}: nobody plays a role, since no tie is hostile and none leads through an actor")


def _name(G: nx.MultiDiGraph[str], actor: str) -> str:
    return str(G.nodes[actor].get("name", actor))
