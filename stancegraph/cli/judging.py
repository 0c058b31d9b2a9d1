"""A sample for a person to judge, and what the judgements say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from stancegraph.cli.messages import say
from stancegraph.cli.options import FormatOption, Input, Reading, StratumOption
from stancegraph.cli.tables import Format, is_narrow, print_rows, print_text
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stancegraph.cli.tables import Row
    from stancegraph.judging import Judgement, Precision


def sample(
    input_: Input,
    *,
    reading: Reading,
    size: Annotated[int, typer.Option("--size", "-n", min=1, help="How many statements to draw.")] = 100,
    by: Annotated[
        StratumOption, typer.Option("--by", help="Draw in proportion to how many there are of each, a few at least.")
    ] = StratumOption.STANCE,
    seed: Annotated[int, typer.Option(help="The same seed gives the same sample.")] = 0,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="CSV for a spreadsheet; - is standard output.")
    ] = "-",
) -> None:
    """Draw a random sample of statements for a person to judge in a spreadsheet: y or n for each part."""
    from stancegraph.cli.inputs import load_statements
    from stancegraph.cli.making import check_output
    from stancegraph.judging import draw_sample, sheet_text, write_sheet

    check_output(output, [input_, *reading.decisions])
    statements, _ = load_statements(input_, reading)
    drawn = draw_sample(statements, size=size, by=by.value, seed=seed)
    if output == "-":
        print_text(sheet_text(drawn))
    else:
        write_sheet(drawn, output)
    if not statements:
        say(f"{input_}: no statements were found, so there is none to judge")
    where = "" if output == "-" else f", written to {output}"
    strata = len({each.stratum for each in drawn})
    say(f"{len(drawn)} of {counted(len(statements), 'statement')}, from {strata} by {by.value}{where}")
    if drawn and output != "-":
        say(f"fill in y or n in the columns that end in _ok, then: stancegraph judged {output}")


def judged(
    sheet: Annotated[str, typer.Argument(metavar="SHEET", help="What `sample` has written, filled in, as .csv.")],
    form: FormatOption = Format.TABLE,
) -> None:
    """Show how many statements are right, by a judged sample: in all and by stance, with 95 % intervals."""
    from stancegraph.judging import JUDGED, judged_precision, read_sheet

    judgements = read_sheet(sheet)
    found = judged_precision(judgements)
    if form is not Format.TABLE:
        print_rows([_row(each) for each in found], {name: name for name in _COLUMNS}, form=form)
    elif any(each.judged for each in found):
        print_rows(_overall(found), _OVERALL, form=form)
        print_text("\n")
        brief = list(_BY_STRATUM)[: -len(JUDGED)] if is_narrow() else list(_BY_STRATUM)
        print_rows(_by_stratum(found), _BY_STRATUM, form=form, brief=brief)
        if is_narrow():
            say("each part by stratum is left out here: ask in a wider window, or with --format csv")
    for line in _left_open(sheet, judgements, found):
        say(line)


_COLUMNS = ("judged_for", "stratum", "statements", "judged", "right", "precision", "low", "high")
_OVERALL = {
    "what": "right in",
    "precision": "precision",
    "interval": "95 % interval",
    "judged": "judged",
    "right": "right",
}
_BY_STRATUM = {
    "stratum": "by stratum",
    "statements": "of",
    "judged": "judged",
    "all": "all right",
    "interval": "95 % interval",
    "source": "source",
    "stance": "stance",
    "target": "target",
    "factuality": "factuality",
}
_NAMES = {"all": "all four", **{name: name for name in ("source", "stance", "target", "factuality")}}


def _row(each: Precision) -> Row:
    return {
        "judged_for": each.judged_for,
        "stratum": each.stratum,
        "statements": each.statements,
        "judged": each.judged,
        "right": each.right,
        "precision": each.precision,
        "low": each.low,
        "high": each.high,
    }


def _overall(found: Sequence[Precision]) -> list[Row]:
    return [
        {
            "what": _NAMES[each.judged_for],
            "precision": _share(each.precision),
            "interval": _interval(each),
            "judged": each.judged,
            "right": each.right,
        }
        for each in found
        if each.stratum is None
    ]


def _by_stratum(found: Sequence[Precision]) -> list[Row]:
    rows: dict[str, dict[str, str | int | None]] = {}
    for each in found:
        if each.stratum is not None:
            row = rows.setdefault(each.stratum, {"stratum": each.stratum, "statements": each.statements})
            row[each.judged_for] = _share(each.precision)
            row["judged"] = max(each.judged, int(row.get("judged") or 0))
            if each.judged_for == "all":
                row["interval"] = _interval(each)
    return list(rows.values())


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _interval(each: Precision) -> str:
    return f"{_share(each.low)} to {_share(each.high)}" if each.judged else ""


def _left_open(sheet: str, judgements: Sequence[Judgement], found: Sequence[Precision]) -> list[str]:
    """Return what the numbers do not cover, a line each."""
    from stancegraph.judging import JUDGED

    given = Counter(sum(getattr(each, name) is not None for name in JUDGED) for each in judgements)
    lines = []
    if not judgements:
        return [f"{sheet}: it has no rows to judge"]
    if given[0] == len(judgements):
        return [f"{sheet}: none of its {counted(len(judgements), 'row')} has been judged: fill in y or n"]
    if given[0]:
        lines.append(f"{given[0]} of {counted(len(judgements), 'row')} not judged, and left out")
    if partly := sum(given[number] for number in range(1, len(JUDGED))):
        lines.append(f"{counted(partly, 'row')} judged in part: wrong if anything is, else not counted as all right")
    missing = [each.judged_for for each in found if each.stratum is None and not each.judged]
    if columns := [f"{name}_ok" for name in missing if name != "all"]:
        lines.append(f"nothing in {', '.join(columns)}, so there is no precision for all four")
    unseen = [each for each in found if each.stratum is not None and each.judged_for == "all" and not each.judged]
    if unseen and not missing:
        names = ", ".join(str(each.stratum) for each in unseen)
        count = sum(each.statements for each in unseen)
        lines.append(f"nothing judged of {names}: the estimate leaves their {counted(count, 'statement')} out")
    return lines
