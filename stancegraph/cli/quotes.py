"""The sentences behind an actor or a tie, with their trigger marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stancegraph.cli.messages import printable, say
from stancegraph.cli.options import Filters, FormatOption, Input, Reading
from stancegraph.cli.tables import Format, is_terminal, print_rich, print_rows

if TYPE_CHECKING:
    import networkx as nx
    from rich.text import Text

    from stancegraph.cli.tables import Row
    from stancegraph.models import Statement

COLUMNS = (
    "source", "stance", "target", "factuality", "attributed_to", "date", "date_end", "date_basis", "quote", "trigger",
    "outlet", "title", "url", "document", "start", "end", "sign", "confidence", "about", "extractor", "source_id",
    "target_id", "id",
)  # fmt: skip


def evidence(
    input_: Input,
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[SOURCE]", show_default="anybody", help="An actor, by any of its names. Alone: in either role."
        ),
    ] = None,
    target: Annotated[
        str | None, typer.Argument(metavar="[TARGET]", show_default="anybody", help="Toward whom, by any of its names.")
    ] = None,
    *,
    reading: Reading,
    filters: Filters,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show the sentences behind an actor or a tie, the words that trigger it marked, and where they stand."""
    from stancegraph.cli.inputs import check_has_statements, load_graph
    from stancegraph.graph import find_actor

    G = load_graph(input_, reading, filters)
    check_has_statements(G, input_)
    if not G.graph["statements"]:
        found: list[Statement] = []
        say(f"{input_}: no statements were found" + (" that the options given leave" if filters.any_given else ""))
    else:
        ends = [None if name is None else find_actor(G, name) for name in (source, target)]
        found = between(G, *ends)
        if not found:
            say(f"{input_}: no statement of {source!r}" + (f" toward {target!r}" if target else ""))
    if form is Format.TABLE:
        for statement in found:
            print_rich(quoted(statement))
    else:
        print_rows([quote_row(s) for s in found], {name: name for name in COLUMNS}, form=form)


def between(G: nx.MultiDiGraph[str], source: str | None, target: str | None) -> list[Statement]:
    """Return the statements of one node toward another; with one of them alone, those it has any part in."""
    members = G.graph.get("members") or {}
    sources, targets = (None if end is None else {end, *members.get(end, ())} for end in (source, target))

    def fits(statement: Statement) -> bool:
        ends = (statement.source.id, None if statement.target is None else statement.target.id)
        if sources is None or targets is None:
            return sources is None or not sources.isdisjoint(ends)
        reversed_too = statement.symmetric and ends[0] in targets and ends[1] in sources
        return (ends[0] in sources and ends[1] in targets) or reversed_too

    return [statement for statement in G.graph["statements"].values() if fits(statement)]


def quoted(statement: Statement) -> Text:
    """Return a statement as a person reads it: who toward whom, the sentence, its trigger marked, and where it is."""
    from rich.text import Text

    target = None if statement.target is None else printable(statement.target.name)
    lines = Text()
    lines.append(printable(statement.source.name), "bold")
    lines.append(f" {printable(statement.stance)}")
    if target is not None:
        lines.append(" ").append(target, "bold")
    lines.append(_circumstances(statement)).append("\n  ")
    before, cue, after = (printable(part) for part in statement.evidence.parts())
    marks = ("", "") if is_terminal() else ("«", "»")
    lines.append(before).append(f"{marks[0]}{cue}{marks[1]}", "bold underline").append(f"{after}\n")
    where = (statement.document.outlet, statement.document.title, statement.document.date, statement.document.id)
    lines.append("  " + printable(", ".join(str(part) for part in where if part is not None)) + "\n", "dim")
    return lines


def _circumstances(statement: Statement) -> str:
    parts = [statement.factuality.value]
    if statement.attributed_to is not None:
        parts.append(f"by {printable(statement.attributed_to.name)}")
    if statement.date is not None:
        days = (statement.date, statement.date_end)
        parts.append(" to ".join(day.isoformat() for day in days if day is not None))
    if statement.copy_of is not None:
        parts.append("copy of a wire report")
    return f" ({', '.join(parts)})"


def quote_row(statement: Statement) -> Row:
    """Return a statement as a row of `COLUMNS`."""
    document, target, by = statement.document, statement.target, statement.attributed_to
    return {
        "source": statement.source.name,
        "stance": statement.stance,
        "target": None if target is None else target.name,
        "factuality": statement.factuality.value,
        "attributed_to": None if by is None else by.name,
        "date": statement.date,
        "date_end": statement.date_end,
        "date_basis": None if statement.date_basis is None else statement.date_basis.value,
        "quote": statement.evidence.quote,
        "trigger": statement.evidence.parts()[1],
        "outlet": document.outlet,
        "title": document.title,
        "url": document.url,
        "document": document.id,
        "start": statement.evidence.start,
        "end": statement.evidence.end,
        "sign": statement.sign,
        "confidence": statement.confidence,
        "about": statement.about,
        "extractor": statement.evidence.found_by.extractor,
        "source_id": statement.source.id,
        "target_id": None if target is None else target.id,
        "id": statement.id,
    }
