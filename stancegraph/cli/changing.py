"""What changes from one window to the next: ties that turn, clusters that split and join."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stancegraph.cli.messages import say
from stancegraph.cli.options import Filters, FormatOption, Input, Reading
from stancegraph.cli.quotes import quoted
from stancegraph.cli.tables import Format, print_json, print_rich, print_rows
from stancegraph.cli.window_options import Windowing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

    from stancegraph.cli.tables import Row
    from stancegraph.dynamics import FollowedClusters, TieChange
    from stancegraph.models import Statement

SENTENCE_COLUMNS = (
    "window", "change", "u", "v", "side", "source", "stance", "target", "date", "quote", "outlet", "document", "id",
)  # fmt: skip


class ChangeOption(StrEnum):
    """What may become of a tie; a test compares."""

    TURNED = "turned"
    NEW = "new"
    BROKEN = "broken"


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
        what = (
            "one window, and no other to compare with"
            if len(found) == 1
            else f"no such changes in {len(found)} windows"
        )
        say(f"{input_}: {what}")


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
    if found.windows and not rows:
        say("no clusters of two or more actors in any window")
