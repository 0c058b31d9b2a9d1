"""The way from a sentence to its statements, or why there are none."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from stancegraph.cli.messages import printable, progress, say
from stancegraph.cli.options import Inputs, Reading
from stancegraph.cli.tables import is_terminal, print_json, print_rich
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from stancegraph.extraction.explanations import Attempt, Explanation, ParsedWord, Way
    from stancegraph.extraction.resolutions import Resolution
    from stancegraph.models import Document

SHOWN_ID = 12
"""Digits of an id that tables show, which --statement takes."""
DEEPEST = 15
"""Steps below the root that a tree shows; further ones are noise, and would leave no room for words."""
SIGNS = {-1: "hostile", 0: "neutral", 1: "friendly"}


class ExplanationFormat(StrEnum):
    """How explanations are printed: they are no rows, so there is no CSV."""

    TABLE = "table"
    JSON = "json"


def explain(
    inputs: Inputs,
    *,
    reading: Reading,
    statement: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            show_default="all sentences",
            help="The way to this statement; enough of its id that it is the only one will do.",
        ),
    ] = None,
    find: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS", show_default="all sentences", help="Every sentence that contains these words, in full."
        ),
    ] = None,
    sentence: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER", min=1, show_default="all sentences", help="The sentence of this number, in full."
        ),
    ] = None,
    form: Annotated[
        ExplanationFormat, typer.Option("--format", "-f", help="How to print it; JSON has everything in full.")
    ] = ExplanationFormat.TABLE,
) -> None:
    """Show how statements were found in sentences, or why none: parse, pattern, who is meant and why, date.

    Without --statement, --find or --sentence, each sentence has a few lines, with the ids that --statement takes.
    """
    from stancegraph.cli.inputs import read_texts
    from stancegraph.codebook import load_codebook
    from stancegraph.extraction.explaining import explain as explain_documents
    from stancegraph.gazetteer import load_gazetteer

    documents = read_texts(inputs, reading)
    with progress("reading sentences", total=len(documents)) as advance:
        found = explain_documents(
            _counted(documents, advance),
            statement=statement,
            find=find,
            sentence=sentence,
            codebook=load_codebook(*reading.codebook or ()),
            gazetteer=load_gazetteer(*reading.gazetteer or ()),
            model=reading.model,
        )
    if reading.merge:
        say("--merge: sentences are explained as they were read, before actors are merged")
    if reading.corrections:
        say("--corrections: sentences are explained as they were read, before statements are corrected")
    if reading.processes > 1:
        say("--processes: sentences are explained by one process only")
    chosen = any(wish is not None for wish in (statement, find, sentence))
    if form is ExplanationFormat.JSON:
        print_json([each.model_dump(mode="json") for each in found])
    else:
        for each in found:
            print_rich(_in_full(each) if chosen else _in_short(each))
    if not found:
        wish = (
            f"contains {find!r}" if find is not None else "was found" if sentence is None else f"is number {sentence}"
        )
        say(f"{', '.join(inputs)}: no sentence {wish}")
    elif not chosen and form is ExplanationFormat.TABLE:
        say(f"{counted(len(found), 'sentence')}; in full with --statement ID, --find WORDS or --sentence NUMBER")


def _counted(documents: Iterable[Document], advance: Callable[[], None]) -> Iterator[Document]:
    for document in documents:
        yield document
        advance()


# ---------------------------------------------------------------------------------------------------------- a sentence


def _heading(told: Explanation) -> Text:
    from rich.text import Text

    where = f"{told.document.id}, sentence {told.sentence} of {told.sentences}"
    return Text(printable(where), "dim")


def _sentence(told: Explanation) -> Text:
    """Return a sentence with the words marked that show a statement."""
    from rich.text import Text

    marks = ("", "") if is_terminal() else ("«", "»")
    text, at = Text(), told.start
    for start, end in sorted({(way.cue.start, way.cue.end) for way in told.statements}):
        if start < at:
            continue  # it lies in the one before
        text.append(printable(told.quote[at - told.start : start - told.start]))
        cue = printable(told.quote[start - told.start : end - told.start])
        text.append(f"{marks[0]}{cue}{marks[1]}", "bold underline")
        at = end
    return text.append(printable(told.quote[at - told.start :]))


def _in_short(told: Explanation) -> Group:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    facts = _grid()
    for way in told.statements:
        facts.add_row(way.id[:SHOWN_ID], Text(printable(f"{way.summary} ({way.factuality.value})"), "bold"))
    if not told.statements:
        facts.add_row("nothing", Text(printable(told.outcome)))
    return Group(_heading(told), _sentence(told), Padding(facts, (0, 0, 1, 2)))


def _in_full(told: Explanation) -> Group:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[object] = [_heading(told), _sentence(told), Text("")]
    facts = _grid()
    facts.add_row("parse", _tree(told.parse))
    if told.repairs:
        facts.add_row("mended", _lines(told.repairs))
    if not told.statements:
        facts.add_row("actors", _lines([_actor(a) for a in told.actors] or ["nobody is named or meant"]))
        facts.add_row("found", _lines(["nothing", *([] if told.attempts else [told.outcome])]))
    if told.attempts:
        facts.add_row("not found" if told.statements else "", _lines([_attempt(a) for a in told.attempts]))
    parts.append(Padding(facts, (0, 0, 1, 2)))
    for way in told.statements:
        parts += [Text(printable(f"{way.summary}  {way.id[:SHOWN_ID]}"), "bold"), Padding(_way(way), (0, 0, 1, 2))]
    return Group(*parts)  # type: ignore[arg-type]  # all are renderable


def _way(way: Way) -> Table:
    facts = _grid()
    frame, entry = way.frame, way.entry
    sort = {"verb": "a verb", "noun": "a noun", "report": "a report"}[frame.sort]
    sort += f" of '{frame.deed}'" if frame.deed is not None and frame.deed != frame.trigger else ""
    manner = [sort, *([frame.voice] if frame.voice is not None else []), "negated" if frame.negated else "not negated"]
    facts.add_row("frame", _lines([f"'{frame.trigger}': {', '.join(manner)}", *_ends(way)]))
    sign = f"{way.entry.sign:+d}".replace("+0", "0")
    lines = [f"{entry.stance} ({sign}, {SIGNS[entry.sign]}): {entry.meaning}"]
    if entry.as_read is not None:
        lines.append(f"by the pattern '{entry.as_read}' of {entry.origin}")
    facts.add_row("codebook", _lines([*lines, *([entry.derived] if entry.derived is not None else [])]))
    facts.add_row("source", _lines(_resolved(way.source)))
    facts.add_row("target", _lines([way.target_because or ""] if way.target is None else _resolved(way.target)))
    by = "" if way.attributed_to is None else f" by {way.attributed_to}"
    facts.add_row("happened", _lines([f"{way.factuality.value}{by}: {way.factuality_because}"]))
    if way.doubts:
        facts.add_row("not confirmed by", _lines(way.doubts))
    days = " to ".join(day.isoformat() for day in (way.date, way.date_end) if day is not None) or "not known"
    facts.add_row("date", _lines([f"{days}: {way.date_because}"]))
    facts.add_row("confidence", _lines([f"{way.confidence:g} = {way.confidence_because}"]))
    return facts


def _ends(way: Way) -> Iterator[str]:
    for label, words in (("done by", way.frame.done_by), ("done to", way.frame.done_to)):
        if words:
            yield f"{label} " + ", ".join(f"'{each}'" for each in words)
    if way.frame.said_by:
        yield f"said by {', '.join(way.frame.said_by)}"


def _resolved(end: Resolution) -> list[str]:
    role = "" if end.role is None else f", {end.role}"
    lines = [f"{end.name} ({end.kind.value}{role})", end.because]
    if end.country is not None and end.country_from is not None:
        lines.append(f"country {end.country}: from {end.country_from}")
    return lines


def _actor(actor: Resolution) -> str:
    return f"{actor.name}: {actor.because}"


def _attempt(attempt: Attempt) -> str:
    if attempt.as_read is None:
        return f"'{attempt.word}': {attempt.outcome}"
    others = f", of {attempt.others + 1} patterns" if attempt.others else ""
    return f"'{attempt.word}' ({attempt.stance} by '{attempt.as_read}'{others}): {attempt.outcome}"


# -------------------------------------------------------------------------------------------------------------- layout


def _grid() -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim" if is_terminal() else "")
    grid.add_column(overflow="fold")
    return grid


def _lines(lines: list[str] | tuple[str, ...]) -> Text:
    from rich.text import Text

    return Text("\n").join(Text(printable(line)) for line in lines)


def _tree(words: tuple[ParsedWord, ...]) -> Table:
    """Return the words under what they hang on, indented; marks are left out."""
    from rich.table import Table
    from rich.text import Text

    tree = Table.grid(padding=(0, 2))
    for _ in range(3):
        tree.add_column(no_wrap=True)
    for word in words:
        if word.hangs != "punctuation":
            tree.add_row(
                Text("  " * min(word.depth, DEEPEST) + printable(word.text)),
                Text(word.tag),
                Text(printable(word.hangs)),
            )
    return tree
