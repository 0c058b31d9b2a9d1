"""Commands that make something: statements, graphs, pages; and that check and show what they are made by."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stancegraph.cli.messages import say
from stancegraph.cli.options import Filters, FormatOption, Input, Inputs, Reading
from stancegraph.cli.tables import Format, is_terminal, print_rows
from stancegraph.errors import CodebookError, ReadError
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stancegraph.codebook import Codebook
    from stancegraph.models import Statement


def extract(
    inputs: Inputs,
    *,
    reading: Reading,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="JSON Lines of statements; - is standard output.")
    ] = "-",
    documents: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            show_default="not written",
            help="Write the exact texts, into which the offsets of the statements count, as JSON Lines of documents.",
        ),
    ] = None,
) -> None:
    """Find statements in texts: who takes which stance toward whom, and the sentence that shows it."""
    from stancegraph.cli.inputs import extractions, read_texts
    from stancegraph.extraction.language import foreign_language
    from stancegraph.reading import write_documents, write_statements

    check_output(output, [*inputs, *reading.decisions])
    check_output(documents, [*inputs, *reading.decisions, output])
    read = read_texts(inputs, reading)
    if documents is not None:
        write_documents(read, documents)
    counts: list[int] = []
    foreign = 0

    def found() -> Iterator[Statement]:
        nonlocal foreign
        for document, statements in extractions(read, reading):
            counts.append(len(statements))
            foreign += not statements and foreign_language(document.text) is not None
            yield from statements

    # On a terminal the lines wait for the progress bar to be gone.
    write_statements(list(found()) if output == "-" and is_terminal() else found(), output)
    say(
        _summary(counts, foreign, decided=bool(reading.decisions)) + ("" if output == "-" else f", written to {output}")
    )


def _summary(counts: Sequence[int], foreign: int, *, decided: bool = False) -> str:
    """Return what was found, by the numbers of statements in all documents and how many are in other languages.

    `decided` is whether a person's decisions may have left statements out.
    """
    texts, found = counted(len(counts), "document"), sum(counts)
    skipped = f"{foreign} skipped as not in English" if foreign else ""
    if not found and foreign == len(counts) > 0:
        return f"no statements were found in {texts}: {skipped}"
    if not found and decided:
        return f"no statements are left in {texts}" + (f", {skipped}" if skipped else "")
    if not found:
        among = f"{skipped}, and in the others" if foreign else "in them"
        return f"no statements were found in {texts}: {among} no known stance stands between two actors"
    without = counts.count(0) - foreign
    parts = [f"{counted(found, 'statement')} in {texts}", f"{without} of them without any" if without else "", skipped]
    return ", ".join(part for part in parts if part)


def graph(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The format follows the ending: .json (node-link, with all statements), .graphml, .gexf, .csv (ties).",
        ),
    ],
) -> None:
    """Make the graph of actors and write it for other programs."""
    from stancegraph.cli.inputs import load_graph, why_empty
    from stancegraph.exporting import write_graph

    check_output(output, [input_, *reading.decisions], may_be_standard=False)
    G = load_graph(input_, reading, filters)
    write_graph(G, Path(output))
    if not G.number_of_edges():
        say(why_empty(G, input_, filters))
    say(f"{counted(G.number_of_nodes(), 'actor')} and {counted(G.number_of_edges(), 'tie')}, written to {output}")


def explore(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The page.")] = "page.html",
    open_: Annotated[bool, typer.Option("--open", show_default="only written", help="Open it in the browser.")] = False,
    heading: Annotated[
        str | None, typer.Option(show_default="the name of the input", help="What stands at the top of the page.")
    ] = None,
) -> None:
    """Make an interactive page of the graph: one file that needs no network."""
    from stancegraph.cli.inputs import country_names, has_statements, load_graph, why_empty
    from stancegraph.explorer import explore as make_page

    check_output(output, [input_, *reading.decisions], may_be_standard=False)
    G = load_graph(input_, reading, filters)
    if not G.number_of_edges():
        say(why_empty(G, input_, filters))
    if not has_statements(G):
        say(f"{input_}: these ties are without their sentences, and so is the page; a node-link .json has them")
    names = country_names(reading) if reading.gazetteer else None
    make_page(G, title=heading or Path(input_).stem, country_names=names).write(Path(output))
    say(f"{counted(G.number_of_nodes(), 'actor')} and {counted(G.number_of_edges(), 'tie')}, written to {output}")
    if open_:
        typer.launch(Path(output).resolve().as_uri())


def validate(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="Statements, documents or corrections as .jsonl, documents as .csv, a graph as .json.",
        ),
    ],
    encoding: Annotated[str, typer.Option(help="Of documents.")] = "utf-8",
) -> None:
    """Check a file of statements, documents or corrections line by line, and name what is wrong with each bad one."""
    from stancegraph.reading import Stage, read_documents, read_statements, stage_of

    problems: list[ReadError] = []
    stage = stage_of(file, encoding=encoding)
    match stage:
        case Stage.DOCUMENTS:
            count = len(read_documents(file, encoding=encoding, on_error=problems.append))
        case Stage.STATEMENTS:
            count = len(read_statements(file, on_error=problems.append))
        case Stage.CORRECTIONS:
            from stancegraph.corrections import read_corrections

            count = len(read_corrections(file, on_error=problems.append))
        case Stage.GRAPH:
            from stancegraph.exporting import read_graph

            count = read_graph(Path(file)).number_of_edges()
    for problem in problems:
        say(str(problem))
    noun = {Stage.GRAPH: "tie"}.get(stage, stage.value.removesuffix("s"))
    if problems:
        raise ReadError(f"{file}: {len(problems)} bad, {count} good {noun}s")
    say(f"{file}: {counted(count, noun)}, all as they must be" if count else f"{file}: it is empty, which is no error")


def codebook(
    codebook_files: Annotated[
        list[str] | None,
        typer.Option(
            "--codebook",
            metavar="FILE",
            show_default="the built-in one alone",
            help="TOML that adds to the stances or changes them; may be repeated.",
        ),
    ] = None,
    gazetteer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            show_default="the built-in one",
            help="TOML that adds actors, for --check; may be repeated.",
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check", show_default="show the stances", help="Read the example of each stance, and tell which fail."
        ),
    ] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show the stances: their sign, what they mean, and an example; or check that each example shows its stance."""
    from stancegraph.codebook import load_codebook

    book = load_codebook(*codebook_files or ())
    if check:
        _check_examples(book, gazetteer)
        return
    rows = [
        {
            "stance": stance.name,
            "sign": stance.sign,
            "intensity": stance.intensity,
            "symmetric": "both ways" if stance.symmetric else "",
            "plover": stance.plover,
            "cameo": stance.cameo,
            "meaning": stance.meaning,
            "example": stance.example,
            "target": stance.target,
            "patterns": (*stance.verbs, *stance.nouns, *stance.reported),
        }
        for stance in book.stances.values()
    ]
    columns = {
        name: name
        for name in (
            "stance", "sign", "intensity", "symmetric", "plover", "cameo", "meaning", "example", "target", "patterns",
        )
    }  # fmt: skip
    print_rows(rows, columns, form=form, brief=("stance", "sign", "symmetric", "meaning", "example"))


def _check_examples(book: Codebook, gazetteer: Sequence[str] | None) -> None:
    from stancegraph.extraction.explaining import unread_examples
    from stancegraph.gazetteer import load_gazetteer

    unread = unread_examples(book, gazetteer=load_gazetteer(*gazetteer or ()))
    for stance, instead in unread.items():
        say(f"{stance}: {book.stances[stance].example!r} does not show it, but: {instead}")
    if unread:
        raise CodebookError(f"examples that do not show their stance: {len(unread)} of {len(book.stances)}")
    say(f"{counted(len(book.stances), 'example')}, and each shows its stance")


def check_output(path: str | None, inputs: Sequence[str], *, may_be_standard: bool = True) -> None:
    """Refuse before any work what could not be written, or would destroy what is read."""
    from stancegraph.reading.sources import is_link_to_itself

    if path is None or (path == "-" and may_be_standard):
        return
    if path in {"", "-"}:
        raise ReadError(f"{path!r}: expected the name of a file to write" + (", not standard output" if path else ""))
    target = Path(path)
    if is_link_to_itself(target):
        raise ReadError(f"{path}: a link that leads to itself, expected the name of a file to write")
    if target.is_dir():
        raise ReadError(f"{path}: a folder, expected the name of a file to write")
    if target.exists() and not target.is_file():
        return  # a device or a pipe, whose folder need not be writable
    folder = target.resolve().parent
    if not folder.is_dir():
        raise ReadError(f"{path}: there is no folder {str(target.parent)!r} to write it to")
    if not os.access(folder, os.W_OK):
        raise ReadError(f"{path}: the folder {str(target.parent)!r} may not be written to")
    others = [Path(given) for given in inputs if given != "-"]
    if any(not is_link_to_itself(other) and target.resolve() == other.resolve() for other in others):
        raise ReadError(f"{path}: it stands for two things, and one would overwrite the other")
