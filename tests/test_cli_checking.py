"""Commands by which a person checks what was read: samples to judge, pages, bad lines, codebooks, explanations."""

import csv
import io
import json
import re

import pytest
from commands import SENTENCE, TEASES, line_of, rows_of

from stancegraph.cli import tables
from stancegraph.models import Document
from stancegraph.reading import read_statements, write_documents


def fill(path, answer):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row.update({column: answer(number, row) for column in row if column.endswith("_ok")})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def test_sample_is_drawn_judged_and_added_up(run, case, tmp_path):
    result = run("sample", case, "-n", "12", "-o", "sheet.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "stancegraph: 12 of 16 statements, from 8 by stance, written to sheet.csv\n" in result.stderr
    assert "then: stancegraph judged sheet.csv" in result.stderr
    fill(tmp_path / "sheet.csv", lambda number, row: "" if number == 0 else "n" if row["stance"] == "denies" else "y")
    result = run("judged", "sheet.csv")
    assert re.search(r"^all four +0\.\d\d +0\.\d\d to \d\.\d\d +11 +\d+$", result.stdout, re.MULTILINE)
    assert re.search(r"^denies +2 .*0\.00", result.stdout, re.MULTILINE)
    assert "1 of 12 rows not judged, and left out" in result.stderr
    rows = rows_of(run("judged", "sheet.csv", "-f", "json"))
    assert [row["judged_for"] for row in rows if row["stratum"] is None] == [
        "all",
        "source",
        "stance",
        "target",
        "factuality",
    ]
    assert run("judged", "sheet.csv", "-f", "csv").stdout.startswith("judged_for,stratum,statements,judged,right,")
    before = (tmp_path / "sheet.csv").read_bytes()
    assert "11 of its rows have been judged and would be lost" in line_of(run("sample", case, "-o", "sheet.csv"))
    assert (tmp_path / "sheet.csv").read_bytes() == before


def test_table_of_judgements_fits_a_narrow_terminal(run, case, tmp_path, monkeypatch):
    run("sample", case, "-o", "sheet.csv")
    fill(tmp_path / "sheet.csv", lambda *_: "y")
    monkeypatch.setattr(tables, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    result = run("judged", "sheet.csv")
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "by stratum" in result.stdout
    assert "95 % interval" in result.stdout
    assert "cooperates" in result.stdout
    assert "in a wider window" in result.stderr


def test_sample_goes_to_standard_output(run, case):
    rows = list(csv.DictReader(io.StringIO(run("sample", case, "-n", "9").stdout)))
    assert len(rows) == 9
    assert run("sample", case, "-n", "9").stdout == run("sample", "-", "-n", "9", given=case.read_bytes()).stdout
    assert run("sample", case, "-n", "9", "--seed", "1").stdout != run("sample", case, "-n", "9").stdout


def test_sheet_of_hostile_text_holds_no_formulas(run, hostile):
    for row in csv.reader(io.StringIO(run("sample", hostile).stdout)):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert not {"\x1b", "\x07", "\u202e"} & set(run("sample", hostile).stdout)


def test_what_cannot_be_judged_is_one_line(run, case, tmp_path):
    assert line_of(run("judged", "no.csv")) == "no.csv: No such file or directory"
    assert line_of(run("judged", case)).startswith(f"{case}: no column 'stratum', expected stratum, stratum_size, ")
    assert line_of(run("sample", case, "-n", "2")).startswith("a sample of 2 cannot hold one statement of each stance")
    run("sample", case, "-o", "sheet.csv")
    result = run("judged", "sheet.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "none of its 16 rows has been judged: fill in y or n" in result.stderr
    fill(tmp_path / "sheet.csv", lambda number, _: "perhaps" if number == 2 else "y")
    assert line_of(run("judged", "sheet.csv")).startswith("sheet.csv row 4: source_ok='perhaps', expected y or n")


def test_sample_of_nothing_is_said_to_be(run, tmp_path):
    (tmp_path / "s.jsonl").touch()
    result = run("sample", "s.jsonl", "-o", "sheet.csv")
    assert result.exit_code == 0
    assert "s.jsonl: no statements were found, so there is none to judge" in result.stderr
    assert "sheet.csv: it has no rows to judge" in run("judged", "sheet.csv").stderr


def test_page_is_written(run, case, tmp_path):
    result = run("explore", case)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "written to page.html" in result.stderr
    assert "One party" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_page_is_opened_when_asked(run, case, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("typer.launch", opened.append)
    assert run("explore", case, "-o", "p.html", "--open").exit_code == 0
    assert opened == [(tmp_path / "p.html").as_uri()]


def test_valid_files_are_said_to_be(run, case, tmp_path):
    result = run("validate", case)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.strip().endswith("case.jsonl: 16 statements, all as they must be")
    write_documents([Document(id="a", text=SENTENCE)], tmp_path / "d.jsonl")
    assert "1 document" in run("validate", "d.jsonl").stderr
    run("graph", case, "-o", "g.json")
    assert "14 ties" in run("validate", "g.json").stderr


def test_every_bad_line_is_named(run, case, tmp_path):
    lines = case.read_text(encoding="utf-8").splitlines()
    lines[2], lines[5] = "{", lines[5].replace('"sign":-1', '"sign":"-1"')
    (tmp_path / "s.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("validate", "s.jsonl")
    assert result.exit_code == 1
    first, second, last = result.stderr.splitlines()
    assert first.startswith("stancegraph: s.jsonl line 3: broken JSON")
    assert second.startswith("stancegraph: s.jsonl line 6: sign: ")
    assert last == "stancegraph: s.jsonl: 2 bad, 14 good statements"


def test_codebook_is_shown_and_may_be_extended(run, tmp_path):
    rows = rows_of(run("codebook", "--format", "json"))
    assert {"stance", "sign", "meaning", "example"} <= rows[0].keys()
    assert len(rows) == 21
    (tmp_path / "c.toml").write_text(TEASES, encoding="utf-8")
    assert "teases" in run("codebook", "--codebook", "c.toml").stdout
    [teases] = [r for r in rows_of(run("codebook", "--codebook", "c.toml", "-f", "json")) if r["stance"] == "teases"]
    assert (teases["patterns"], teases["target"]) == (["tease TARGET"], "required")


def test_codebook_check_tells_which_examples_do_not_show_their_stance(run, tmp_path):
    (tmp_path / "c.toml").write_text("standalone = true\n" + TEASES, encoding="utf-8")
    result = run("codebook", "--codebook", "c.toml", "--check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "stancegraph: 1 example, and each shows its stance\n"
    (tmp_path / "c.toml").write_text("standalone = true\n" + TEASES.replace('"tease ', '"teased '), encoding="utf-8")
    result = run("codebook", "--codebook", "c.toml", "--check")
    assert result.exit_code == 1
    first, second = result.stderr.splitlines()
    assert first == "stancegraph: teases: 'Norway teased Sweden.' does not show it, but: no word of the codebook in it"
    assert second == "stancegraph: examples that do not show their stance: 1 of 1"


TOLD = "Kyiv said on Monday that Pyongyang had sent troops to Moscow. It rained. Norway did not condemn Sweden."


def test_explain_tells_each_sentence_in_short(run):
    result = run("explain", "-", given=TOLD)
    assert result.exit_code == 0
    assert "standard-input, sentence 1 of 3" in result.stdout
    assert "Kyiv «said» on Monday that Pyongyang had «sent troops to» Moscow." in result.stdout
    assert re.search(r"^  [0-9a-f]{12}  North Korea aids Russia \(alleged\)$", result.stdout, re.MULTILINE)
    assert "  nothing  'condemn': it is negated" in result.stdout
    assert "3 sentences; in full with --statement ID" in result.stderr


def test_explain_shows_the_way_to_a_statement_whose_id_it_showed(run):
    short = run("explain", "-", "--date", "2024-10-24", given=TOLD).stdout
    wanted = re.search(r"([0-9a-f]{12})  North Korea aids Russia", short)[1]
    result = run("explain", "-", "--date", "2024-10-24", "--statement", wanted, given=TOLD)
    assert result.exit_code == 0
    for part in (
        "clause as object",
        f"North Korea aids Russia  {wanted}",
        "by the pattern 'send {troops} to TARGET !{edge}' of the built-in codebook",
        "'Pyongyang' is the capital of North Korea in the gazetteer",
        "alleged by Ukraine",
        "confidence",
    ):
        assert part in result.stdout
    assert "accuses" not in result.stdout


def test_explain_takes_an_id_from_a_file_of_statements(run, tmp_path):
    (tmp_path / "a.txt").write_text(TOLD, encoding="utf-8")
    run("extract", "a.txt", "-o", "s.jsonl")
    for statement in read_statements(tmp_path / "s.jsonl"):
        result = run("explain", "a.txt", "--statement", statement.id, "--format", "json")
        [sentence] = json.loads(result.stdout)
        assert [way["id"] for way in sentence["statements"]] == [statement.id]
        assert sentence["quote"] == statement.evidence.quote


def test_explain_finds_sentences_by_words_or_number(run):
    assert [
        s["sentence"] for s in json.loads(run("explain", "-", "--find", "it RAINED", "-f", "json", given=TOLD).stdout)
    ] == [2]
    result = run("explain", "-", "--sentence", "3", given=TOLD)
    assert re.search(r"'condemn' \(condemns by 'condemn TARGET'.*\): it is negated", result.stdout)
    assert "Norway: 'Norway' is a name of Norway in the gazetteer" in result.stdout


def test_explain_says_in_one_line_what_there_is_not(run):
    assert line_of(run("explain", "-", "--statement", "zz", given=TOLD)).startswith("statement 'zz': none of the 2")
    result = run("explain", "-", "--find", "snow", given=TOLD)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "stancegraph: -: no sentence contains 'snow'\n"
    assert "no sentence is number 9" in run("explain", "-", "--sentence", "9", given=TOLD).stderr


def test_explain_wants_texts_and_not_statements(run, case):
    assert "expected" in line_of(run("explain", case))


@pytest.mark.parametrize("options", [[], ["--sentence", "1"]])
def test_explain_never_reads_texts_as_markup(run, options):
    text = "[bold]Norway[/bold] condemned \x1b[31mSweden[link=x] and the [red]plan[/red] {0} %s.\n"
    result = run("explain", "-", *options, given=text)
    assert result.exit_code == 0
    assert "[bold]Norway[/bold]" in result.stdout
    assert "\x1b" not in result.stdout


def test_explain_uses_own_codebook(run, tmp_path):
    (tmp_path / "c.toml").write_text(TEASES, encoding="utf-8")
    text = "Norway teased Sweden."
    assert "no word of the codebook in it" in run("explain", "-", given=text).stdout
    result = run("explain", "-", "--codebook", "c.toml", "--sentence", "1", given=text)
    assert "teases (-1, hostile): makes fun of" in result.stdout
    assert "'tease TARGET' of the user's codebook" in result.stdout
