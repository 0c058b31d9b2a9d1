"""Claims: who asserts what of whom, who denies it, who looks into it, who cannot confirm it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from stancegraph.cli.messages import printable, say
from stancegraph.cli.options import Filters, FormatOption, Input, Reading
from stancegraph.cli.tables import Format, is_terminal, print_json, print_rich, print_rows
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Group
    from rich.text import Text

    from stancegraph.cli.tables import Row
    from stancegraph.contested import Claim, Voice
    from stancegraph.models import Actor, Doubt, Statement

CLAIM_COLUMNS = (
    "claim", "accused", "stance", "target", "words", "contested", "asserted_by", "denied_by", "investigated_by",
    "unconfirmed_by", "unconfirmed", "unattributed", "statements", "first", "last", "accused_id", "target_id", "ids",
)  # fmt: skip
SENTENCE_COLUMNS = (
    "claim", "accused", "words", "role", "actor", "stance", "target", "date", "quote", "trigger", "outlet", "title",
    "document", "id",
)  # fmt: skip
ROLES = {"assertions": "asserted", "denials": "denied", "inquiries": "checked"}
DOUBTED = "not confirmed"
VOICES = ("asserted_by", "denied_by", "investigated_by", "unconfirmed_by")


def claims(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    contested: Annotated[
        bool, typer.Option("--contested", show_default="all claims", help="Only what is both asserted and denied.")
    ] = False,
    quotes: Annotated[
        bool,
        typer.Option("--quotes", show_default="names and counts", help="Show the sentences too; in CSV one a row."),
    ] = False,
    top: Annotated[int, typer.Option(min=0, help="How many claims to show; 0 shows all.")] = 10,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show what is said of whom: who asserts it, who denies it, who checks or cannot confirm it, in how many sentences.

    Contested claims come first. What counts as one claim is decided by the deed, or else by words in common.
    """
    from stancegraph.cli.inputs import check_has_statements, country_names, load_graph
    from stancegraph.codebook import load_codebook
    from stancegraph.contested import group_claims

    G = load_graph(input_, reading, replace(filters, rollup=None))
    check_has_statements(G, input_)
    known = G.graph["statements"].values()
    rollup = None if filters.rollup is None else filters.rollup.value
    names = None if rollup is None else country_names(reading)
    book = load_codebook(*reading.codebook or ())
    found = group_claims(known, rollup=rollup, names=names, codebook=book)
    wanted = [claim for claim in found if claim.is_contested or not contested]
    shown = list(enumerate(wanted[: top or None], start=1))
    if form is Format.JSON:
        print_json([_as_json(number, claim, quotes=quotes) for number, claim in shown])
    elif form is Format.CSV and quotes:
        rows = [row for number, claim in shown for row in _sentence_rows(number, claim)]
        print_rows(rows, {name: name for name in SENTENCE_COLUMNS}, form=form)
    elif form is Format.CSV:
        print_rows([_row(*each) for each in shown], {name: name for name in CLAIM_COLUMNS}, form=form)
    else:
        for number, claim in shown:
            print_rich(_block(number, claim, quotes=quotes))
    if not wanted:
        say(f"{input_}: {_why_none(len(known), len(found), filters)}")
    elif len(shown) < len(wanted):
        say(f"{counted(len(wanted) - len(shown), 'more claim')} with --top 0")


def _why_none(statements: int, found: int, filters: Filters) -> str:
    if found:
        return f"no contested claims: none of the {counted(found, 'claim')} is both asserted and denied"
    if not statements:
        return "no statements were found" + (" that the options given leave" if filters.any_given else "")
    return f"no claims: none of the {counted(statements, 'statement')} accuses, denies or is alleged by somebody"


def _block(number: int, claim: Claim, *, quotes: bool) -> Group:
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    heading = Text(f"{number}  ")
    heading.append(_deed(claim) if claim.stance else f"{printable(claim.accused.name)} is accused", "bold")
    if claim.is_contested:
        heading.append(" (contested)")
    elif not claim.assertions:
        heading.append(" (only the denial is told)")
    facts = Table.grid(padding=(0, 2))
    facts.add_column(no_wrap=True)
    facts.add_column(overflow="fold")
    facts.add_row("in words", Text(printable(claim.words)))
    is_long = claim.first != claim.last
    for label, voices, unnamed in (
        ("asserted by", claim.asserted_by, claim.unattributed),
        ("denied by", claim.denied_by, 0),
        ("checked by", claim.investigated_by, 0),
        ("not confirmed by", claim.unconfirmed_by, claim.unconfirmed),
    ):
        more = [f"nobody named ({unnamed})"] if unnamed else []
        spoken = [*(_voice(voice, with_day=is_long) for voice in voices), *more]
        if spoken or label in {"asserted by", "denied by"}:
            facts.add_row(label, Text(printable(", ".join(spoken) or "nobody")))
    facts.add_row("seen in", Text(_extent(claim)))
    if quotes:
        for role, statements in _sentences(claim):
            for statement in statements:
                facts.add_row(role, _quote(statement))
        for doubt in claim.doubts:
            facts.add_row(DOUBTED, _quote(doubt))
    return Group(heading, Padding(facts, (0, 0, 1, 3)))


def _deed(claim: Claim) -> str:
    target = "" if claim.target is None else f" {claim.target.name}"
    return printable(f"{claim.accused.name} {claim.stance}{target}")


def _voice(voice: Voice, *, with_day: bool = False) -> str:
    if not voice.sentences:
        return f"{voice.actor.name} (as the denial has it)"
    day = f", first {voice.first}" if with_day and voice.first is not None else ""
    return f"{voice.actor.name} ({voice.sentences}{day})"


def _extent(claim: Claim) -> str:
    texts = counted(len({s.document.id for s in claim.statements}), "document")
    days = (
        "" if claim.first is None else f", {claim.first}" + ("" if claim.first == claim.last else f" to {claim.last}")
    )
    return f"{counted(len(claim.statements), 'statement')} in {texts}{days}"


def _sentences(claim: Claim) -> Iterator[tuple[str, Sequence[Statement]]]:
    """Yield roles with one statement for each sentence, which an accusation and its deed share."""
    for field, role in ROLES.items():
        once: dict[tuple[str, int], Statement] = {}
        for statement in getattr(claim, field):
            once.setdefault((statement.document.id, statement.evidence.start), statement)
        yield role, list(once.values())


def _quote(said: Statement | Doubt) -> Text:
    from rich.text import Text

    before, cue, after = (printable(part) for part in said.evidence.parts())
    marks = ("", "") if is_terminal() else ("«", "»")
    document = said.document
    where = (document.outlet, document.title, document.date, document.id)
    text = Text(before).append(f"{marks[0]}{cue}{marks[1]}", "bold underline").append(after)
    return text.append(f" [{printable(', '.join(str(part) for part in where if part is not None))}]", "dim")


def _as_json(number: int, claim: Claim, *, quotes: bool) -> dict[str, object]:
    plain = {name: value for name, value in _row(number, claim).items() if name != "contested"}
    voices = {name: [_voice_row(v) for v in getattr(claim, name)] for name in VOICES}
    return {
        **plain,
        "contested": claim.is_contested,
        **voices,
        "first": None if claim.first is None else claim.first.isoformat(),
        "last": None if claim.last is None else claim.last.isoformat(),
        **({"sentences": [_json_row(row) for row in _sentence_rows(number, claim)]} if quotes else {}),
    }


def _json_row(row: Row) -> dict[str, object]:
    left_out = {"claim", "accused", "words"}
    return {
        name: str(value) if name == "date" and value else value for name, value in row.items() if name not in left_out
    }


def _voice_row(voice: Voice) -> dict[str, object]:
    first = None if voice.first is None else voice.first.isoformat()
    return {"name": voice.actor.name, "id": voice.actor.id, "sentences": voice.sentences, "first": first}


def _row(number: int, claim: Claim) -> Row:
    statements = claim.statements
    return {
        "claim": number,
        "accused": claim.accused.name,
        "stance": claim.stance,
        "target": None if claim.target is None else claim.target.name,
        "words": claim.words,
        "contested": "yes" if claim.is_contested else "no",
        **{name: tuple(_voice(voice) for voice in getattr(claim, name)) for name in VOICES},
        "unconfirmed": claim.unconfirmed,
        "unattributed": claim.unattributed,
        "statements": len(statements),
        "first": claim.first,
        "last": claim.last,
        "accused_id": claim.accused.id,
        "target_id": None if claim.target is None else claim.target.id,
        "ids": tuple(statement.id for statement in statements),
    }


def _sentence_rows(number: int, claim: Claim) -> Iterator[Row]:
    for field, role in ROLES.items():
        for statement in getattr(claim, field):
            target = statement.target
            is_deed = field == "assertions" and statement.stance == claim.stance
            actor = statement.attributed_to if is_deed else statement.source
            taken = {
                "stance": statement.stance,
                "target": None if target is None else target.name,
                "date": statement.date,
                "id": statement.id,
            }
            yield {**_sentence_row(number, claim, role, actor, statement), **taken}
    for doubt in claim.doubts:
        yield _sentence_row(number, claim, DOUBTED, doubt.actor, doubt)


def _sentence_row(number: int, claim: Claim, role: str, actor: Actor | None, said: Statement | Doubt) -> Row:
    evidence, document = said.evidence, said.document
    return {
        "claim": number,
        "accused": claim.accused.name,
        "words": claim.words,
        "role": role,
        "actor": None if actor is None else actor.name,
        "stance": None,  # that somebody cannot confirm a claim is none
        "target": None,
        "date": document.date,
        "quote": evidence.quote,
        "trigger": evidence.parts()[1],
        "outlet": document.outlet,
        "title": document.title,
        "document": document.id,
        "id": None,
    }
