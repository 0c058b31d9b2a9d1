"""The last sections of a report: how it should be read, and how somebody else makes it again."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING, Final

from stancegraph import __version__
from stancegraph.report.blocks import Command, Heading, Items, Section, Table, Words
from stancegraph.report.provenance import readers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stancegraph.report.blocks import Block, Cell
    from stancegraph.report.case import Case


def limits(_case: Case) -> Section:
    """Return how the report should be read, and how to check it."""
    return Section(
        "reading",
        "How to read this",
        (
            Items(LIMITS),
            Heading("Check it by hand"),
            Words(
                "How many statements are right depends on the texts. A random sample that a person judges tells for "
                "these, with intervals; the file is the statements that this report was made of:"
            ),
            Command("stancegraph sample statements.jsonl -n 100 -o sheet.csv\nstancegraph judged sheet.csv"),
            Words(
                "A sample of what was found tells nothing of what was missed. For that, read some of the texts, or ask "
                "why nothing was found in a sentence:"
            ),
            Command("stancegraph explain article.txt --find 'words of the sentence'"),
        ),
    )


def reproduce(case: Case) -> Section | None:
    """Return what is needed to make the same report again."""
    given = case.provenance
    blocks: list[Block] = [
        Words(
            "The same input, version and options give the same report, to the letter, unless the proof of the "
            "frustration index runs out of time; it bears no date of its making. "
            "Figures are the same with the same matplotlib."
        )
    ]
    if given.command is not None:
        blocks.append(Command(given.command))
    blocks.append(Table("Versions", ("program", "version"), tuple(_versions())))
    options: list[tuple[Cell, ...]] = [
        ("seed of whatever is searched or drawn", str(case.seed)),
        ("statements that count in weights", ", ".join(case.counted)),
        ("actors rolled up by", str(case.G.graph.get("rollup") or "nothing: single actors")),
    ]
    blocks.append(Table("Options", ("option", "value"), tuple(options)))
    if given.inputs:
        files = tuple(
            (each.name + (f" ({each.files} files)" if each.files > 1 else ""), each.size, each.sha256)
            for each in given.inputs
        )
        blocks.append(Table("Input", ("file", "bytes", "SHA-256"), files))
    found = readers(case.statements.values())
    if found:
        rows = tuple((by, model, codebook, names, count) for by, model, codebook, names, count in found)
        columns = ("found by", "model", "codebook", "lists of names", "statements")
        blocks.append(Table("What read the texts, with the digests of its word lists", columns, rows))
    return Section("reproduce", "How to make it again", tuple(blocks))


def _versions() -> Iterator[tuple[Cell, ...]]:
    yield "stancegraph", __version__
    yield "Python", platform.python_version()
    for package in PACKAGES:
        try:
            yield package, metadata.version(package)
        except metadata.PackageNotFoundError:
            yield package, "not installed"


PACKAGES: Final = ("networkx", "numpy", "scipy", "highspy", "spacy", "matplotlib")
"""What results or figures may hang on, beside the texts and the program itself."""

LIMITS: Final = (
    "A program has coded the statements, and some are wrong. Check each about a named person before you publish it.",
    (
        "It finds what stands in sentences, in stances that its codebook has words for. What follows from a whole "
        "text, from irony or from what everybody knows is missing; so are texts in other languages than English. In "
        "articles not looked at while it was written, it misses about every second statement."
    ),
    "Asserted means that the text says so, alleged that somebody in it does. Neither means that it is true.",
    (
        "Weights count sentences, so that what is printed often weighs much. They follow what outlets chose to report, "
        "and which outlets are in the input."
    ),
    "Wire copies count once. Planned and denied statements count nowhere unless the options say so.",
    "A statement whose sentence names no day bears that of publication.",
    "Officials who share a name may be one actor, and one official with two names two.",
    "Clusters and rankings follow from these statements only. One tie read wrongly may move an actor who has few.",
    (
        "Of the sentences for a finding, those are quoted of which the program is surest, the earliest first. Words "
        "that show the stance are marked. All others are a command away: stancegraph evidence."
    ),
)
"""What whoever reads a report must know; true of every input."""
