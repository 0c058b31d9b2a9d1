"""The commands dynamics, changes, compare and bootstrap: rows on standard output, words on standard error."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest

from stancegraph.cli.changing import ChangeOption
from stancegraph.cli.options import FIGURE_NAMES
from stancegraph.cli.resampling import MethodOption
from stancegraph.cli.window_options import KernelOption
from stancegraph.dynamics.changes import CHANGES
from stancegraph.dynamics.windows import KERNELS
from stancegraph.measures import NETWORK_MEASURES
from stancegraph.reading import write_statements
from stancegraph.uncertainty.resampling import METHODS

KOR, PRK, RUS, USA = (f"country:{code}" for code in ("KOR", "PRK", "RUS", "USA"))


@pytest.fixture
def case(tmp_path, make_statement):
    """Five months in which Seoul turns from Pyongyang's foe to its friend, by two outlets."""
    found = []
    for month in range(1, 6):
        day, document = f"2024-{month:02}-10", f"doc-{month}"
        outlet = "Post" if month % 2 else "Times"
        stance = "condemns" if month < 4 else "aids"
        found.append(make_statement(KOR, stance, PRK, document=document, date=day, outlet=outlet))
        found.append(make_statement(PRK, "aids", RUS, document=document, start=90, date=day, outlet=outlet))
        found.append(make_statement(USA, "supports", KOR, document=document, start=180, date=day, outlet=outlet))
    found.append(make_statement(USA, "condemns", RUS, document="doc-9", start=90, outlet="Post"))
    path = tmp_path / "case.jsonl"
    write_statements(found, path)
    return path


def rows(result):
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_options_are_those_of_the_package():
    assert list(FIGURE_NAMES) == list(NETWORK_MEASURES)
    assert [option.value for option in KernelOption] == list(KERNELS)
    assert [option.value for option in ChangeOption] == list(CHANGES)
    assert [option.value for option in MethodOption] == list(METHODS)


def test_dynamics_prints_a_value_for_each_window(run, case):
    result = run("dynamics", case, "--format", "csv", "-m", "hostile-share", "-m", "ties")
    found = rows(result)
    assert [(row["window"], row["statements"], row["ties"]) for row in found][:2] == [
        ("2024-01", "3", "3.0"),
        ("2024-02", "3", "3.0"),
    ]
    assert [float(row["hostile_share"]) for row in found] == [1 / 3, 1 / 3, 1 / 3, 0, 0]
    assert "1 statement without a day, in no window" in result.stderr
    as_json = json.loads(run("dynamics", case, "--format", "json").stdout)
    assert as_json[0] | {"hostile_share": 0} == {
        "window": "2024-01", "start": "2024-01-01", "end": "2024-01-31", "statements": 3, "hostile_share": 0,
    }  # fmt: skip


def test_dynamics_marks_turning_points_and_says_how_sure(run, case):
    result = run("dynamics", case, "--turning", "--format", "csv")
    assert [row["hostile_share_turning"] for row in rows(result)] == ["", "", "", "down to 0", ""]
    assert "hostile_share: 1 turning point; p = " in result.stderr
    rolling = run("dynamics", case, "--turning", "-w", "2 months", "--step", "month")
    assert "windows that overlap are alike" in rolling.stderr
    assert "too few values, or all are the same" in run("dynamics", case, "--turning", "-w", "year").stderr


def test_dynamics_of_actors_has_a_column_each_in_a_table_and_a_row_each_elsewhere(run, case):
    table = run("dynamics", case, "-m", "in_degree", "--actor", "Russia", "--actor", "North Korea").stdout.splitlines()
    assert table[0].split() == ["window", "statements", "Russia", "North", "Korea"]
    assert table[1].split() == ["2024-01", "3", "1", "1"]
    long = rows(run("dynamics", case, "-m", "in_degree", "-f", "csv"))
    assert len(long) == 5 * 4
    assert {row["actor"] for row in long if row["value"] == "1.0"} == {"South Korea", "North Korea", "Russia"}
    kept = rows(run("dynamics", case, "-m", "pagerank", "-w", "quarter", "--keep-actors", "-f", "csv"))
    assert len(kept) == 2 * 4


def test_names_in_headings_are_no_markup(run, tmp_path, make_statement, make_actor):
    odd = make_actor(KOR, name="[/b]\x1b[31m[red]Seoul")
    found = [
        make_statement(odd, "condemns", PRK, document=name, date=f"2024-01-0{day}", outlet=f"[/{name}]")
        for day, name in enumerate("xy", start=1)
    ]
    write_statements(found, tmp_path / "odd.jsonl")
    assert "[/b][31m[red]Seoul" in run("dynamics", "odd.jsonl", "-m", "out_degree").stdout
    assert "[/x]" in run("compare", "odd.jsonl", "--split", "outlet").stdout.splitlines()[0]


def test_dynamics_gives_intervals_of_each_window_if_asked(run, case):
    found = rows(run("dynamics", case, "-w", "quarter", "-n", "40", "--format", "csv"))
    # Each text of the first quarter has one hostile statement of three, each of the second has none.
    assert [float(row["hostile_share_low"]) for row in found] == pytest.approx([1 / 3, 0])
    assert [float(row["hostile_share_high"]) for row in found] == pytest.approx([1 / 3, 0])
    single = rows(run("dynamics", case, "-n", "40", "--format", "csv"))
    assert {row["hostile_share_low"] for row in single} == {""}  # one text a month


def test_dynamics_takes_kernels_and_filters(run, case):
    found = rows(run("dynamics", case, "-m", "statements", "--kernel", "uniform", "--bandwidth", "36", "-f", "csv"))
    # From the middle of April, the 15th and a half, it is 36 and a half days to 10 March.
    assert [float(row["statements"]) for row in found] == [6, 9, 9, 6, 6]
    assert len(rows(run("dynamics", case, "--since", "2024-02-01", "--until", "2024-03-31", "-f", "csv"))) == 2
    result = run("dynamics", case, "--confidence", "1", "--stance", "attacks")
    assert result.stdout == ""
    assert "no ties are left by the options given" in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-m", "fame"], "no measure 'fame'"),
        (["-m", "pagerank", "-m", "ties"], "has a value for each actor"),
        (["-m", "ties", "--layer", "hostile"], "go with a measure of actors"),
        (["-w", "fortnight"], "window 'fortnight', expected one of 'day'"),
        (["-w", "week", "--step", "month"], "the step is longer than the window"),
        (["--bandwidth", "3"], "--bandwidth goes with --kernel"),
        (["-n", "9", "--kernel", "uniform"], "--resamples draws whole documents"),
    ],
)
def test_bad_options_are_said_in_a_line(run, case, options, message):
    result = run("dynamics", case, *options)
    assert result.exit_code in (1, 2)
    assert result.stdout == ""
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_changes_tells_which_ties_turn_with_their_sentences(run, case):
    (row,) = rows(run("changes", case, "--format", "csv"))
    assert (row["window"], row["change"], row["u"], row["v"]) == ("2024-04", "turned", "South Korea", "North Korea")
    assert (row["before"], row["after"], row["since"]) == ("-1", "1", "2024-03")
    table = run("changes", case, "--quotes").stdout
    assert "South Korea condemns North Korea (asserted, 2024-03-10)" in table
    assert "One party «aids» the other." in table
    (found,) = json.loads(run("changes", case, "--quotes", "--format", "json").stdout)
    assert [each["side"] for each in found["sentences"]] == ["before", "after"]
    assert [row["side"] for row in rows(run("changes", case, "--quotes", "-f", "csv"))] == ["before", "after"]
    nothing = run("changes", case, "--only", "broken")
    assert nothing.stdout == ""
    assert "no such changes in 5 windows" in nothing.stderr


def test_changes_of_clusters_have_labels_that_stay(run, case):
    found = rows(run("changes", case, "--clusters", "--format", "csv"))
    assert [(row["window"], row["event"], row["cluster"]) for row in found[:4]] == [
        ("2024-01", "born", "1"),
        ("2024-01", "born", "2"),
        ("2024-02", "continues", "1"),
        ("2024-02", "continues", "2"),
    ]
    assert [(row["window"], row["event"], row["other"]) for row in found if row["event"] == "joins"] == [
        ("2024-04", "joins", "1")
    ]


def test_compare_sets_two_inputs_or_two_parts_of_one_side_by_side(run, case):
    found = rows(run("compare", case, "--split", "date", "--at", "2024-04-01", "--format", "csv"))
    assert [(row["u"], row["v"], row["a"], row["b"]) for row in found if row["where"] == "turned"] == [
        ("South Korea", "North Korea", "-1", "1")
    ]
    table = run("compare", case, "--split", "date", "--at", "2024-04-01", "--quotes").stdout
    assert table.splitlines()[0].split() == ["until", "2024-03-31", "since", "2024-04-01", "b", "-", "a"]
    assert "South Korea condemns North Korea (asserted, 2024-01-10)" in table
    same = run("compare", case, case, "--format", "json")
    as_json = json.loads(same.stdout)
    assert (as_json["same_sign"], as_json["rand"]) == (1, 1)
    assert {each["where"] for each in as_json["ties"]} == {"both"}
    assert "no tie of another sign, of 4 ties in both" in same.stderr
    halves = run("compare", case, "--split", "date").stdout.splitlines()[0]
    assert halves.split()[:4] == ["until", "2024-03-09", "since", "2024-03-10"]
    outlets = run("compare", case, "--split", "outlet").stdout.splitlines()[0]
    assert outlets.split() == ["Post", "Times", "b", "-", "a"]
    assert "the others" in run("compare", case, "--split", "outlet", "--at", "Times").stdout


def test_compare_says_what_is_in_neither_period_or_in_both(run, tmp_path, make_statement):
    found = [
        make_statement(KOR, "aids", PRK, date="2011-01-01", date_end=dt.date(2011, 12, 31)),
        make_statement(KOR, "aids", RUS, date="2011-06-02", start=100),
        make_statement(KOR, "aids", USA, start=200),
    ]
    write_statements(found, tmp_path / "long.jsonl")
    said = run("compare", "long.jsonl", "--split", "date", "--at", "2011-06-01").stderr
    assert "1 statement without a day, in neither period" in said
    assert "1 statement over days of both periods, in both" in said
    apart = run("compare", "long.jsonl", "--split", "date", "--at", "2011-01-02").stderr
    assert "no pair has a sign in both" not in apart
    write_statements(found[1:2], tmp_path / "one.jsonl")
    write_statements(found[2:], tmp_path / "other.jsonl")
    assert "no pair has a sign in both" in run("compare", "one.jsonl", "other.jsonl").stderr


def test_compare_gives_intervals_of_differences_if_asked(run, case):
    options = ("--split", "date", "--at", "2024-04-01", "-m", "hostile_share", "-n", "50")
    table = run("compare", case, *options).stdout.splitlines()
    assert table[0].endswith("to")
    (row,) = json.loads(run("compare", case, *options, "--format", "json").stdout)["measures"]
    # All three texts of the first part are alike, and both of the second.
    assert row["low"] == row["high"] == row["difference"] == pytest.approx(-1 / 3)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "expected a second input, or --split of the one"),
        (["case.jsonl", "--at", "2024-01-01"], "--at goes with --split"),
        (["--split", "outlet", "--at", "Echo"], "no such outlet, expected one of 'Post', 'Times'"),
        (["--split", "date", "--at", "spring"], "expected one day such as 2024-10-21"),
    ],
)
def test_what_cannot_be_compared_is_said(run, case, arguments, message):
    result = run("compare", case, *arguments)
    assert result.exit_code in (1, 2)
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_bootstrap_prints_intervals(run, case):
    (row,) = rows(run("bootstrap", case, "-n", "50", "--format", "csv"))
    assert row["measure"] == "hostile_share"
    assert float(row["low"]) < float(row["value"]) == 4 / 16 < float(row["high"])
    scores = run("bootstrap", case, "-m", "pagerank", "-n", "50", "--top", "2")
    assert len(scores.stdout.splitlines()) == 3
    assert "95 % from" in scores.stdout
    assert scores.stderr == "stancegraph: 50 resamples of 6 documents\n"
    assert run("bootstrap", case, "--seed", "1").stdout == run("bootstrap", case, "--seed", "1").stdout


def test_bootstrap_says_when_there_is_no_interval_or_a_wrong_one(run, tmp_path, make_statement):
    write_statements([make_statement(KOR, "aids", PRK)], tmp_path / "one.jsonl")
    result = run("bootstrap", "one.jsonl", "--format", "json")
    assert json.loads(result.stdout)[0]["low"] is None
    assert "no interval: all statements come from one document" in result.stderr
    many = [make_statement(KOR, "aids", f"group:g{n}", document=f"d{n}") for n in range(20)]
    write_statements(many, tmp_path / "many.jsonl")
    assert "the interval does not hold the value" in run("bootstrap", "many.jsonl", "-m", "ties").stderr


@pytest.mark.parametrize(
    ("name", "ties", "message"),
    [
        ("ties.csv", "source,target,sign\nA,B,-1\n", "no tie has a day; ties in a .csv have theirs in a column date"),
        ("odd.csv", "source,target,sign,date\nA,B,-1,soon\n", "odd.csv: edge 'A' to 'B': date='soon', expected a date"),
    ],
)
def test_ties_without_days_are_told_what_is_missing(run, tmp_path, name, ties, message):
    (tmp_path / name).write_text(ties)
    for command in (("dynamics",), ("changes",), ("changes", "--clusters")):
        result = run(*command, name)
        assert result.stderr.count("\n") == 1
        assert message in result.stderr


def test_what_is_only_denied_or_planned_is_not_said_to_be_about_nobody(run, tmp_path, make_statement):
    write_statements([make_statement(KOR, "aids", PRK, factuality="denied", date="2024-01-01")], tmp_path / "no.jsonl")
    for command in (("dynamics",), ("bootstrap",), ("bootstrap", "--without", "outlet"), ("bootstrap", "--clusters")):
        assert "no tie counts, since all statements are planned or denied" in run(*command, "no.jsonl").stderr
    assert run("dynamics", "no.jsonl", "--factuality", "denied").stdout


def test_bootstrap_says_what_it_draws_and_when_there_is_but_one_outlet(run, tmp_path):
    (tmp_path / "ties.csv").write_text("source,target,sign\nA,B,-1\nB,C,1\n")
    assert "2 ties, since nothing tells which documents they come from" in run("bootstrap", "ties.csv").stderr
    assert "one outlet only, or none is known" in run("bootstrap", "ties.csv", "--without", "outlet").stderr


def test_bootstrap_without_outlets_and_of_clusters(run, case):
    found = {row["without"]: row for row in rows(run("bootstrap", case, "--without", "outlet", "-f", "csv"))}
    assert float(found["Post"]["value"]) == 1 / 6
    assert float(found["Times"]["value"]) == 3 / 10
    scores = run("bootstrap", case, "--without", "document", "-m", "pagerank")
    assert "the change is that of the actor whose score changes most" in scores.stderr
    clusters = rows(run("bootstrap", case, "--clusters", "-n", "20", "-f", "csv"))
    assert {row["name"] for row in clusters} == {"South Korea", "North Korea", "Russia", "United States"}
    assert all(0 <= float(row["stability"]) <= 1 for row in clusters)
    assert run("bootstrap", case, "--clusters", "--without", "outlet").exit_code == 2
