"""Networks of debates in files, and the command discourse."""

from __future__ import annotations

import csv
import json
from functools import partial
from pathlib import Path

import pytest
from debates import DEBATE, signed_weights, table
from typer.testing import CliRunner

from stancegraph.cli import app, debate_options
from stancegraph.discourse import (
    nested_backbone,
    one_mode_network,
    polarised_coalitions,
    two_mode_network,
)
from stancegraph.discourse.counting import AGGREGATIONS, MODES, NORMALISATIONS
from stancegraph.discourse.networks import TWO_MODE_NORMALISATIONS
from stancegraph.discourse.positions import PERIODS
from stancegraph.exporting import FORMATS, read_graph, write_graph
from stancegraph.reading import write_statements


@pytest.mark.parametrize("ending", FORMATS)
def test_networks_are_written_and_read_back(tmp_path, ending):
    for name, G in (("one", one_mode_network(DEBATE)), ("two", two_mode_network(DEBATE))):
        path = tmp_path / f"{name}{ending}"
        write_graph(G, path)
        H = read_graph(path)
        assert signed_weights(H) == pytest.approx(signed_weights(G))
        if ending != ".csv":
            assert set(H) == set(G)
            assert H.nodes["A"]["positions"] == G.nodes["A"]["positions"]


@pytest.fixture
def discourse(run):
    return partial(run, "discourse")


@pytest.fixture
def debate_file(tmp_path):
    path = tmp_path / "debate.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["actor", "concept", "agreement", "document"])
        writer.writerows([p.actor, p.concept, p.agreement, p.document] for p in DEBATE)
    return path


def test_options_are_the_settings_of_the_functions():
    assert [each.value for each in debate_options.ModeOption] == [*MODES, "two-mode"]
    assert [each.value for each in debate_options.AggregationOption] == list(AGGREGATIONS)
    assert {each.value for each in debate_options.NormalisationOption} == {*NORMALISATIONS, *TWO_MODE_NORMALISATIONS}
    assert [each.value for each in debate_options.DuplicatesOption] == list(PERIODS)


def test_command_prints_the_ties(discourse, debate_file):
    result = discourse(debate_file, "--normalisation", "no", "--duplicates", "no", "--format", "csv", "--top", 2)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "u,v,sign,weight,congruence,conflict,u_id,v_id", "A,B,1,6,7,1,A,B", "B,C,-1,3,0,3,B,C",
    ]  # fmt: skip
    assert "12 positions of 4 actors on 5 concepts in 12 documents" in result.stderr
    assert "1 more tie with --top 0" in result.stderr


def test_command_prints_two_modes_coalitions_and_backbones(discourse, debate_file):
    rows = json.loads(discourse(debate_file, "--of", "two-mode", "-f", "json", "--duplicates", "no").stdout)
    assert rows[0] == {"u": "B", "v": "tax", "sign": 1, "weight": 3, "agree": 3, "disagree": 0, "neither": 0,
                       "u_id": "B", "v_id": "tax"}  # fmt: skip
    answer = json.loads(discourse(debate_file, "--show", "coalitions", "-f", "json").stdout)
    assert answer["fit"]["polarisation"] == polarised_coalitions(DEBATE).polarisation
    assert {row["coalition"] for row in answer["actors"] if row["id"] == "D"} == {None}
    steps = list(csv.DictReader(discourse(debate_file, "--show", "backbone", "-f", "csv").stdout.splitlines()))
    assert [step["concept"] for step in steps] == [step.concept for step in nested_backbone(DEBATE)]
    best = discourse(debate_file, "--show", "backbone", "--size", 1, "-f", "csv").stdout.splitlines()
    assert [line.split(",")[0] for line in best] == ["place", "backbone", *["redundant"] * 4]


def test_command_writes_what_other_commands_read(discourse, debate_file):
    result = discourse(debate_file, "-o", "net.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "4 nodes and 3 ties, written to net.json" in result.stderr
    clusters = CliRunner().invoke(app, ["clusters", "net.json", "--format", "csv"])
    assert clusters.exit_code == 0
    assert json.loads(Path("net.json").read_text("utf-8"))["graph"]["discourse"]["normalisation"] == "average"


def test_command_takes_statements(discourse, troops, tmp_path):
    write_statements(troops, tmp_path / "case.jsonl")
    result = discourse("case.jsonl", "--format", "csv")
    assert "Russia,Ukraine,-1,1,0,1,country:RUS,country:UKR" in result.stdout
    about = discourse("case.jsonl", "--about", "actors", "--of", "two-mode", "--rollup", "country", "--format", "csv")
    assert "South Korea,toward North Korea,-1,1," in about.stdout
    assert "no positions are left by the options given" in discourse("case.jsonl", "--since", "2030-01-01").stderr


def test_command_names_the_columns_of_a_table(discourse, tmp_path):
    table(tmp_path, "who,what\nA,x\nB,x\n", "other.csv")
    result = discourse("other.csv", "--columns", "actor=who,concept=what", "--format", "csv")
    assert result.stdout.splitlines()[1] == "A,B,1,1,1,0,A,B"


def test_command_shows_what_stands_behind_a_tie(discourse, troops, tmp_path):
    write_statements(troops, tmp_path / "case.jsonl")
    rows = json.loads(discourse("case.jsonl", "--between", "ukraine", "country:RUS", "--format", "json").stdout)
    assert [(row["actor"], row["agreement"], row["conflict"], row["quote"]) for row in rows] == [
        ("Ukraine", 1, 1.0, "One party accuses the other."), ("Russia", -1, 1.0, "One party denies the other."),
    ]  # fmt: skip
    assert rows[0]["id"] == troops[0].id
    assert "no such actor, expected one of" in discourse("case.jsonl", "--between", "Ukraine", "Atlantis").stderr


def test_command_says_if_two_speak_of_nothing_in_common(discourse, debate_file):
    result = discourse(debate_file, "--between", "A", "D")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "A and D speak of no concept that the other speaks of" in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--between", "A", "B", "-o", "x.json"], "exclude each other"),
        (["--columns", "speaker=who"], "expected pairs such as"),
        (["--scale", "5"], "expected two whole numbers"),
        (["--sign", "1"], "are for statements"),
        (["--by", "Type"], "are for a .dna file"),
        (["--show", "coalitions", "-o", "x.json"], "go with --show network"),
        (["--show", "backbone", "--size", "9"], "expected a backbone of 1 to 4"),
        (["--show", "backbone", "--size", "1", "--penalty", "1"], "exclude each other"),
    ],
)
def test_command_refuses_what_has_no_effect(discourse, debate_file, options, message):
    result = discourse(debate_file, *options)
    assert result.exit_code == 2
    assert message in " ".join(result.output.replace("│", " ").split())


def test_command_reads_a_database(discourse, dna_sample):
    result = discourse(dna_sample, "--show", "coalitions", "--format", "csv")
    refiners = "National Petrochemical & Refiners Association"
    assert f"1,{refiners},{refiners}" in result.stdout
    assert "40 positions of 7 actors on 6 concepts in 7 documents" in result.stderr
    assert len(result.stdout.splitlines()) == 1 + 7
