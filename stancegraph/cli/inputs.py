"""Any input to documents, statements or a graph: the steps that are missing are made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from stancegraph.cli.messages import progress, say
from stancegraph.errors import ReadError, UnknownNameError
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    import networkx as nx

    from stancegraph.cli.options import Filters, Reading
    from stancegraph.corrections import Effect
    from stancegraph.models import Document, Statement


def read_texts(inputs: Sequence[str], reading: Reading) -> list[Document]:
    """Return the documents of all inputs."""
    from stancegraph.reading import read_documents

    _tell_keyboard(inputs)
    documents = read_documents(
        *inputs,
        encoding=reading.encoding,
        date=_day(reading.date),
        outlet=reading.outlet,
        title=reading.title,
        url=reading.url,
        on_error=_on_error(reading),
    )
    _check_something_is_left(documents, inputs, reading)
    return documents


def extractions(documents: Sequence[Document], reading: Reading) -> Iterator[tuple[Document, list[Statement]]]:
    """Yield documents with their statements, showing how far it is."""
    from stancegraph.codebook import load_codebook
    from stancegraph.extraction import iter_extractions
    from stancegraph.gazetteer import load_gazetteer

    found = iter_extractions(
        documents,
        codebook=load_codebook(*reading.codebook or ()),
        gazetteer=load_gazetteer(*reading.gazetteer or ()),
        model=reading.model,
        processes=reading.processes,
    )
    decide = _decisions(reading)
    with progress("finding statements", total=len(documents)) as advance:
        waiting = []
        for pair in found:
            if reading.decisions:
                waiting.append(pair)  # names and copies are looked up in the statements of all documents
            else:
                yield pair
            advance()
    if not reading.decisions:
        return
    left: dict[str, list[Statement]] = {document.id: [] for document, _ in waiting}
    for statement in decide([statement for _, statements in waiting for statement in statements]):
        left[statement.document.id].append(statement)
    yield from ((document, left[document.id]) for document, _ in waiting)


def _decisions(reading: Reading) -> Callable[[list[Statement]], list[Statement]]:
    """Return what applies the merges and corrections of a user; bad files of them are refused before any work."""
    if not reading.decisions:
        return lambda statements: statements
    from stancegraph.corrections import corrected, iter_corrections
    from stancegraph.merges import merged, read_merges

    merges = [merge for path in reading.merge or () for merge in read_merges(path)]
    bad = len(reading.skipped)
    placed = [
        pair for path in reading.corrections or () for pair in iter_corrections(path, on_error=_on_error(reading))
    ]
    if len(reading.skipped) > bad and not placed:
        raise ReadError(f"{', '.join(reading.corrections or ())}: nothing is left, all corrections were bad")

    def decide(statements: list[Statement]) -> list[Statement]:
        # What the page shows, and readers tag, is merged already.
        statements = merged(statements, merges)
        if not reading.corrections:
            return statements
        corrections = [correction for _, correction in placed]
        left, effect = corrected(statements, corrections, without_doubted=reading.without_doubted)
        say(f"corrections: {_effect(effect, reading)}")
        if effect.changed:
            again = effect.changed[0]
            where = next(where for where, correction in placed if correction is again)
            say(_changed(len(effect.changed), where, again.quote))
        return left

    return decide


def _effect(effect: Effect, reading: Reading) -> str:
    """Return what corrections did, in one line."""
    done: list[str] = []
    for count, what in (
        (effect.wrong, "left out as wrong"),
        (effect.copies, f"left out as {'a copy' if effect.copies == 1 else 'copies'}"),
        (effect.confirmed, "confirmed"),
        (effect.doubted, f"doubted {'left out' if reading.without_doubted else 'kept'}"),
    ):
        if count:
            done.append(f"{count if done else counted(count, 'statement')} {what}")
    if not done:
        done = ["no statement has a tag"]
    if effect.changed:
        done.append(f"{len(effect.changed)} on a reading that has changed")
    if effect.missing:
        done.append(f"{len(effect.missing)} not found")
    if effect.overridden:
        done.append(f"{effect.overridden} overridden by later ones")
    if effect.notes:
        done.append(f"{counted(effect.notes, 'note')} without a tag")
    return ", ".join(done)


def _changed(count: int, where: str, quote: str | None) -> str:
    """Return the line on corrections whose statement is no longer read as it was."""
    from stancegraph.reading.records import brief

    about = "is about a reading that has changed" if count == 1 else "are about a reading that has changed"
    again = "look again" if count == 1 else "look again, first"
    shown = "" if quote is None else f" ({brief(quote)})"
    return f"{counted(count, 'correction')} {about}, and not applied: {again} at {where}{shown}"


def load_statements(given: str, reading: Reading) -> tuple[list[Statement], list[Document] | None]:
    """Return the statements of an input, and its documents where it has their texts."""
    from stancegraph.reading import Stage, read_statements, stage_of
    from stancegraph.reading.sources import name_of

    _tell_keyboard([given])
    match stage_of(given, encoding=reading.encoding):
        case Stage.DOCUMENTS:
            documents = read_texts([given], reading)
            return [s for _, statements in extractions(documents, reading) for s in statements], documents
        case Stage.STATEMENTS:
            decide = _decisions(reading)
            statements = read_statements(given, on_error=_on_error(reading))
            _check_something_is_left(statements, [given], reading)
            return decide(statements), None
        case Stage.GRAPH:
            decide = _decisions(reading)
            return decide(_statements_of(_read_graph(given), given)), None
        case Stage.CORRECTIONS:
            raise ReadError(
                f"{name_of(given)}: corrections, expected what they are about; give them with --corrections beside that"
            )


def load_graph(given: str, reading: Reading, filters: Filters | None = None) -> nx.MultiDiGraph[str]:
    """Return the graph of an input, narrowed and rolled up as asked."""
    from stancegraph.graph import to_multigraph
    from stancegraph.reading import Stage, stage_of

    _tell_keyboard([given])
    if stage_of(given, encoding=reading.encoding) is not Stage.GRAPH:
        G = to_multigraph(load_statements(given, reading)[0])
    else:
        decide = _decisions(reading)
        G = _read_graph(given)
        if reading.decisions:
            G = _made_anew(G, decide(_statements_of(G, given)), reading)
    return G if filters is None else _narrowed(G, reading, filters)


def _made_anew(G: nx.MultiDiGraph[str], statements: list[Statement], reading: Reading) -> nx.MultiDiGraph[str]:
    """Return the graph of other statements, that counts and is rolled up as a graph that was read."""
    from stancegraph.graph import COUNTED, filtered, rolled_up, to_multigraph

    new = to_multigraph(statements)
    counted = G.graph.get("counted", COUNTED)
    if set(counted) != set(COUNTED):
        new = filtered(new, factualities=counted)
    rollup = G.graph.get("rollup")
    return new if rollup is None else rolled_up(new, by=rollup, names=country_names(reading))


def has_statements(G: nx.MultiDiGraph[str]) -> bool:
    """Return whether a graph has the sentences of its ties: as GraphML, GEXF and CSV it loses them."""
    return bool(G.graph.get("statements")) or not G.number_of_edges()


def check_has_statements(G: nx.MultiDiGraph[str], given: str) -> None:
    """Refuse a graph whose ties have lost their sentences."""
    if not has_statements(G):
        raise ReadError(
            f"{given}: these ties are without their sentences; give the statements (.jsonl) or a node-link .json"
        )


def is_empty(G: nx.MultiDiGraph[str]) -> bool:
    """Return whether a graph has no tie that counts."""
    return not any(weight for u, v, weight in G.edges(data="weight", default=1) if u != v)


def why_empty(G: nx.MultiDiGraph[str], given: str, filters: Filters | None = None) -> str:
    """Return why a graph has no ties, or none that counts."""
    count = len(G.graph.get("statements", ()))
    if count and G.number_of_edges():
        return f"{given}: no tie counts, since all statements are planned or denied; see --factuality"
    if filters is not None and filters.any_given:
        return f"{given}: no ties are left by the options given"
    if count == 0:
        return f"{given}: no statements were found"
    none = "the only statement is not" if count == 1 else f"none of the {count} statements is"
    return f"{given}: no ties, since {none} about two different actors"


def _narrowed(G: nx.MultiDiGraph[str], reading: Reading, filters: Filters) -> nx.MultiDiGraph[str]:
    from stancegraph.graph import filtered, rolled_up

    if filters.stance:
        _check_stances(G, reading, filters.stance)
    if filters.any_given:
        G = filtered(
            G,
            stances=filters.stance or None,
            signs=[int(sign) for sign in filters.sign] if filters.sign else None,
            factualities=[name.value for name in filters.factuality] if filters.factuality else None,
            since=_day(filters.since),
            until=_day(filters.until),
            min_confidence=filters.min_confidence,
        )
    if filters.rollup is None:
        return G
    merged = rolled_up(G, by=filters.rollup.value, names=country_names(reading))
    if within := _internal(merged) - _internal(G):
        say(f"--rollup {filters.rollup.value}: {counted(within, 'statement')} within one country, which are no ties")
    return merged


def country_names(reading: Reading) -> dict[str, str]:
    """Return country code -> name."""
    from stancegraph.gazetteer import load_gazetteer

    known = load_gazetteer(*reading.gazetteer or ()).actors.values()
    return {actor.country: actor.name for actor in known if actor.kind == "country" and actor.country is not None}


def _internal(G: nx.MultiDiGraph[str]) -> int:
    """Return how many statements stand between an actor and itself."""
    ties = [tie for by_stance in G.graph.get("internal", {}).values() for tie in by_stance.values()]
    # Where the statements are lost their counts are not.
    counts = ("asserted", "alleged", "planned", "denied")
    return sum(len(tie.get("statements", ())) or sum(int(tie.get(name, 0)) for name in counts) for tie in ties)


def _check_stances(G: nx.MultiDiGraph[str], reading: Reading, wanted: Sequence[str]) -> None:
    from stancegraph.codebook import load_codebook

    known = {*load_codebook(*reading.codebook or ()).stances, *(str(key) for _, _, key in G.edges(keys=True))}
    for name in wanted:
        if name not in known:
            raise UnknownNameError(f"--stance {name!r}: no such stance, expected one of {', '.join(sorted(known))}")


def _statements_of(G: nx.MultiDiGraph[str], given: str) -> list[Statement]:
    from stancegraph.graph import from_multigraph

    check_has_statements(G, given)
    return from_multigraph(G)


def _read_graph(given: str) -> nx.MultiDiGraph[Any]:
    from stancegraph.exporting import read_graph
    from stancegraph.reading.sources import is_standard_input

    if is_standard_input(given):
        raise ReadError("standard input: a graph is read from a file only, expected text, documents or statements")
    return read_graph(Path(given))


def _tell_keyboard(inputs: Sequence[str]) -> None:
    import sys

    if "-" in inputs and sys.stdin is not None and sys.stdin.isatty():
        say("reading from the keyboard; end with Ctrl-D (on Windows Ctrl-Z and Enter)")


def _on_error(reading: Reading) -> Callable[[ReadError], None] | None:
    return reading.skip if reading.keep_going else None


def _check_something_is_left(items: Sequence[object], inputs: Sequence[str], reading: Reading) -> None:
    if reading.skipped and not items:
        raise ReadError(f"{', '.join(inputs)}: nothing is left, all items were bad")


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
