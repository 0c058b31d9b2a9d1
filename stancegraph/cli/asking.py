"""Commands that answer questions about what was found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from stancegraph.cli.making import check_output
from stancegraph.cli.messages import say
from stancegraph.cli.options import Filters, FormatOption, Input, LayerOption, MeasureOption, Reading
from stancegraph.cli.tables import Format, is_narrow, print_rows
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import networkx as nx

    from stancegraph.cli.tables import Row
    from stancegraph.models import Document, Statement

ALIASES_SHOWN = 3
"""More would push the rest off a table; JSON and CSV have all."""


def info(input_: Input, *, reading: Reading, form: FormatOption = Format.TABLE) -> None:
    """Show what an input holds: documents, statements by stance and factuality, actors by kind, dates, outlets."""
    from stancegraph.cli.inputs import load_graph, load_statements
    from stancegraph.graph import to_multigraph
    from stancegraph.reading import Stage, stage_of

    if stage_of(input_, encoding=reading.encoding) is Stage.GRAPH:
        G, documents = load_graph(input_, reading), None
    else:
        statements, documents = load_statements(input_, reading)
        G = to_multigraph(statements)
    rows = [*_about_documents(G, documents), *_about_statements(G), *_about_graph(G)]
    print_rows(rows, {name: name for name in ("what", "name", "value")}, form=form)
    if not G.graph.get("statements") and not G.number_of_edges():
        say(f"{input_}: no statements were found")


def _row(what: str, name: str | None, value: str | int | None) -> Row:
    return {"what": what, "name": name, "value": value}


def _about_documents(G: nx.MultiDiGraph[str], documents: Sequence[Document] | None) -> Iterator[Row]:
    statements = list(G.graph.get("statements", {}).values())
    with_some = {s.document.id: s.document for s in statements}
    known = with_some if documents is None else {d.id: d.reference() for d in documents}
    if not known and G.number_of_edges():
        return  # a graph that has lost its statements knows nothing of documents
    yield _row("documents", None, len(known))
    if documents is not None:
        yield _row("documents", "without statements", len(known.keys() - with_some.keys()))
    yield _row("documents", "without a date", sum(d.date is None for d in known.values()))
    outlets = Counter(d.outlet for d in known.values() if d.outlet is not None)
    yield _row("documents", "without an outlet", len(known) - outlets.total())
    yield from (_row("outlet", name, count) for name, count in _ranked(outlets))


def _about_statements(G: nx.MultiDiGraph[str]) -> Iterator[Row]:
    statements: list[Statement] = list(G.graph.get("statements", {}).values())
    if not statements and G.number_of_edges():
        return
    yield _row("statements", None, len(statements))
    yield _row("statements", "without a target", sum(s.target is None for s in statements))
    yield _row("statements", "without a date", sum(s.date is None for s in statements))
    days = sorted(s.date for s in statements if s.date is not None)
    if days:
        yield _row("dates", "first", days[0].isoformat())
        last = max(s.date_end or s.date for s in statements if s.date is not None)
        yield _row("dates", "last", last.isoformat())
    yield from (_row("stance", name, count) for name, count in _ranked(Counter(s.stance for s in statements)))
    factualities = Counter(s.factuality.value for s in statements)
    yield from (_row("factuality", name, count) for name, count in _ranked(factualities))


def _about_graph(G: nx.MultiDiGraph[str]) -> Iterator[Row]:
    yield _row("actors", None, G.number_of_nodes())
    kinds = Counter("not told" if kind is None else str(kind) for _, kind in G.nodes(data="kind"))
    yield from (_row("kind", name, count) for name, count in _ranked(kinds))
    countries = sum(country is not None for _, country in G.nodes(data="country"))
    yield _row("actors", "without a country", G.number_of_nodes() - countries)
    yield _row("ties", None, G.number_of_edges())
    signs: Counter[str] = Counter(str(data["sign"]) for _, _, data in G.edges(data=True))
    yield from (_row("sign", name, count) for name, count in _ranked(signs))


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def actors(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    similar: Annotated[
        bool,
        typer.Option(
            "--similar",
            show_default="all actors",
            help="Show pairs that may be one instead; as csv, what is left of them after a look is a file for --merge.",
        ),
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            show_default="the list is shown",
            help="Write the statements instead, their actors merged, as JSON Lines; - is standard output.",
        ),
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show the actors: kind, country, role, other names, how often they are source and target, first mention."""
    from stancegraph.cli.inputs import load_graph

    check_output(output, [input_, *reading.decisions])
    G = load_graph(input_, reading, filters)
    if output is not None:
        _write_statements(G, input_, output)
        return
    if similar:
        _print_similar(G, input_, form)
        return
    rows = sorted(_actor_rows(G, form), key=_by_mentions)
    columns = {
        "name": "actor",
        "kind": "kind",
        "country": "country",
        "role": "role",
        "aliases": "also called",
        "source": "source",
        "target": "target",
        "first": "first",
        "first_document": "first document",
        "id": "id",
    }
    left_out = {"id", "first_document", *(["aliases"] if is_narrow() else [])}
    brief = [column for column in columns if column not in left_out]
    print_rows(rows, columns, form=form, brief=brief)
    if rows and form is Format.TABLE and "aliases" in left_out:
        say("other names are left out here: ask in a wider window, or with --format json")
    if not rows:
        say(f"{input_}: no actors were found" + (" that the options given leave" if filters.any_given else ""))


def _write_statements(G: nx.MultiDiGraph[str], input_: str, output: str) -> None:
    from stancegraph.cli.inputs import check_has_statements
    from stancegraph.graph import from_multigraph
    from stancegraph.reading import write_statements

    check_has_statements(G, input_)
    statements = from_multigraph(G)
    write_statements(statements, output)
    say(counted(len(statements), "statement") + ("" if output == "-" else f", written to {output}"))


def _print_similar(G: nx.MultiDiGraph[str], input_: str, form: Format) -> None:
    from stancegraph.cli.inputs import check_has_statements
    from stancegraph.graph import from_multigraph
    from stancegraph.merges import similar_actors

    check_has_statements(G, input_)
    rows: list[Row] = [
        {
            "keep": pair.keep.id,
            "merge": pair.merge.id,
            "reason": pair.reason,
            "keep_name": pair.keep.name,
            "merge_name": pair.merge.name,
        }
        for pair in similar_actors(from_multigraph(G))
    ]
    columns = {"keep": "keep", "merge": "merge", "reason": "since", "keep_name": "name", "merge_name": "name"}
    print_rows(rows, columns, form=form, brief=("keep", "merge", "reason"))
    if not rows:
        say(f"{input_}: no two actors look like one")


def _by_mentions(row: Row) -> tuple[int, str, str]:
    source, target = row["source"], row["target"]
    count = (source if isinstance(source, int) else 0) + (target if isinstance(target, int) else 0)
    return (-count, str(row["name"]), str(row["id"]))


def _actor_rows(G: nx.MultiDiGraph[str], form: Format) -> Iterator[Row]:
    home = _homes(G)
    statements: list[Statement] = list(G.graph.get("statements", {}).values())
    sources = Counter(home.get(s.source.id) for s in statements)
    targets = Counter(home.get(s.target.id) for s in statements if s.target is not None)
    first: dict[str | None, Statement] = {}
    for statement in reversed(statements):  # they are in the order of days
        for actor in (statement.target, statement.source):
            if actor is not None:
                first[home.get(actor.id)] = statement
    if not statements:
        for u, v, data in G.edges(data=True):
            count = sum(data.get(name, 0) for name in ("asserted", "alleged", "planned", "denied"))
            sources[u] += count
            targets[v] += count
    for node, data in G.nodes(data=True):
        known = first.get(node)
        aliases = tuple(data.get("aliases", ()))
        if form is Format.TABLE and len(aliases) > ALIASES_SHOWN:
            aliases = (*aliases[:ALIASES_SHOWN], f"and {len(aliases) - ALIASES_SHOWN} more")
        yield {
            "id": node,
            "name": data.get("name", node),
            "kind": data.get("kind"),
            "country": data.get("country"),
            "role": data.get("role"),
            "aliases": aliases,
            "source": sources[node],
            "target": targets[node],
            "first": None if known is None else known.date,
            "first_document": None if known is None else known.document.id,
        }


def _homes(G: nx.MultiDiGraph[str]) -> dict[str, str]:
    members: dict[str, Iterable[str]] = G.graph.get("members") or {node: (node,) for node in G}
    return {actor: node for node, merged in members.items() for actor in merged}


def centrality(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    measure: MeasureOption = "pagerank",
    layer: Annotated[
        LayerOption, typer.Option(help="The ties to look at: all, or one sign's alone.")
    ] = LayerOption.ALL,
    top: Annotated[int, typer.Option(min=0, help="How many actors to show; 0 shows all.")] = 10,
    form: FormatOption = Format.TABLE,
) -> None:
    """Rank the actors by how central they are."""
    from stancegraph.centrality import MEASURES, actor_centrality, ranked
    from stancegraph.cli.inputs import load_graph, why_empty

    measure = measure.replace("-", "_")
    if measure not in MEASURES:
        raise typer.BadParameter(f"no measure {measure!r}, expected one of {', '.join(MEASURES)}")
    G = load_graph(input_, reading, filters)
    best = ranked(actor_centrality(G, measure=measure, layer=layer.value), top=top or None)
    rows = [{"rank": rank, **named(G, actor), "score": score} for rank, (actor, score) in enumerate(best, start=1)]
    columns = {"rank": "", "name": "actor", "kind": "kind", "country": "country", "score": measure, "id": "id"}
    print_rows(rows, columns, form=form, brief=list(columns)[:-1])
    if not G.number_of_edges():
        say(why_empty(G, input_, filters))


def named(G: nx.MultiDiGraph[str], actor: str) -> Row:
    """Return what rows tell of an actor."""
    data = G.nodes[actor]
    return {"name": data.get("name", actor), "kind": data.get("kind"), "country": data.get("country"), "id": actor}
