"""The commands that count, rank, divide and quote say what they found, and why where they found nothing."""

import csv
import io
import math
import re
from pathlib import Path

import pytest
from commands import SENTENCE, line_of, rows_of

from stancegraph.balance import BALANCES
from stancegraph.centrality import MEASURES
from stancegraph.models import Document
from stancegraph.reading import write_documents, write_statements


def test_info_counts_what_is_there_and_what_is_missing(run, case, tmp_path):
    values = {(r["what"], r["name"]): r["value"] for r in rows_of(run("info", case, "--format", "json"))}
    assert values["documents", None] == 3
    assert values["statements", None] == 16
    assert values["statements", "without a target"] == 1
    assert values["stance", "condemns"] == 4
    assert values["factuality", "planned"] == 1
    assert (values["dates", "first"], values["dates", "last"]) == ("2024-10-14", "2024-11-02")
    assert values["kind", "country"] == 5
    write_documents([Document(id="a", text=SENTENCE), Document(id="b", text="It rained.")], tmp_path / "d.jsonl")
    values = {(r["what"], r["name"]): r["value"] for r in rows_of(run("info", "d.jsonl", "--format", "json"))}
    assert values["documents", None] == 2
    assert values["documents", "without statements"] == 1
    Path("ties.csv").write_text("source,target,sign\nA,B,1\n", encoding="utf-8")
    values = {(r["what"], r["name"]): r["value"] for r in rows_of(run("info", "ties.csv", "--format", "json"))}
    assert values["kind", "not told"] == 2


def test_actors_are_counted_with_their_first_mention(run, case):
    rows = {row["name"]: row for row in rows_of(run("actors", case, "--format", "json"))}
    assert rows["Ukraine"] | {"aliases": []} == {
        "name": "Ukraine",
        "kind": "country",
        "country": "UKR",
        "role": None,
        "aliases": [],
        "source": 2,
        "target": 6,
        "first": "2024-10-14",
        "first_document": "a",
        "id": "country:UKR",
    }
    assert rows["NATO"]["first"] is None
    assert rows["NATO"]["first_document"] == "c"


def test_rollup_merges_actors_into_their_country(run, case):
    names = [row["name"] for row in rows_of(run("actors", case, "--rollup", "country", "--format", "json"))]
    assert "Jane Doe" not in names
    assert {"United States", "NATO"} <= set(names)


def test_rollup_says_how_many_statements_became_internal(run, tmp_path, make_actor, make_statement):
    usa, envoy = make_actor("country:USA", country="USA"), make_actor("official:usa/doe", country="USA")
    found = [make_statement(envoy, "condemns", usa), make_statement(usa, "aids", envoy, start=50)]
    write_statements(found, tmp_path / "s.jsonl")
    result = run("actors", "s.jsonl", "--rollup", "country", "--format", "json")
    assert result.stderr == "stancegraph: --rollup country: 2 statements within one country, which are no ties\n"
    assert run("actors", "s.jsonl", "--format", "json").stderr == ""


def test_measures_are_listed_and_may_have_hyphens(run, case):
    shown = " ".join(re.sub(r"[│\n]", " ", run("centrality", "--help").stdout).split())
    assert all(re.search(rf"[ ]{name}[,;]", shown) for name in MEASURES)
    hyphens, underscores = (
        run("centrality", case, "--measure", name, "--format", "csv") for name in ("in-degree", "in_degree")
    )
    assert hyphens.exit_code == 0
    assert hyphens.stdout == underscores.stdout


def test_filters_narrow_what_counts(run, case):
    def stances(*options):
        return {row["stance"] for row in rows_of(run("evidence", case, *options, "--format", "json"))}

    assert stances("--stance", "attacks", "--stance", "aids") == {"attacks", "aids"}
    assert stances("--sign", "-1", "--sign", "0") == {"accuses", "denies", "condemns", "attacks", "consults"}
    assert stances("--factuality", "planned") == {"aids"}
    assert stances("--since", "2024-10-20", "--until", "2024-10-21") == {"supports", "cooperates", "aids"}
    result = run("centrality", case, "--since", "2030-01-01")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no ties are left by the options given" in result.stderr


def test_evidence_is_quoted_with_its_trigger_marked(run, case):
    result = run("evidence", case, "north korea", "Russia")
    assert result.stdout == (
        "North Korea aids Russia (alleged, by Ukraine, 2024-10-14)\n"
        "  One party «aids» the other.\n"
        "  Daily Example, Title of a, 2024-10-14, a\n\n"
    )


def test_evidence_of_one_actor_is_in_either_role(run, case):
    rows = rows_of(run("evidence", case, "NATO", "--format", "json"))
    assert {(row["source"], row["target"]) for row in rows} == {("NATO", "Ukraine")}
    assert len(rows_of(run("evidence", case, "the ukraine", "--format", "json"))) == 8
    assert len(rows_of(run("evidence", case, "--format", "json"))) == 16


def test_symmetric_ties_are_found_both_ways(run, case):
    there = rows_of(run("evidence", case, "United States", "South Korea", "--format", "json"))
    back = rows_of(run("evidence", case, "South Korea", "United States", "--format", "json"))
    assert there == back
    assert [row["stance"] for row in there] == ["cooperates"]


def test_tie_without_evidence_is_said(run, case):
    result = run("evidence", case, "NATO", "Russia")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no statement of 'NATO' toward 'Russia'" in result.stderr


@pytest.mark.parametrize("ending", ["csv", "graphml", "gexf"])
def test_ties_without_sentences_say_which_file_is_needed(run, case, ending):
    assert run("graph", case, "-o", f"ties.{ending}").exit_code == 0
    message = line_of(run("evidence", f"ties.{ending}"))
    assert "give the statements (.jsonl) or a node-link .json" in message


@pytest.mark.parametrize("ending", ["csv", "graphml", "gexf"])
def test_ties_without_sentences_are_drawn_and_the_lack_is_said(run, case, ending):
    assert run("graph", case, "-o", f"ties.{ending}").exit_code == 0
    result = run("explore", f"ties.{ending}", "-o", "page.html")
    assert result.exit_code == 0
    lack, written = result.stderr.splitlines()
    assert lack == (
        f"stancegraph: ties.{ending}: these ties are without their sentences, and so is the page; "
        "a node-link .json has them"
    )
    assert written == "stancegraph: 7 actors and 14 ties, written to page.html"


@pytest.mark.parametrize("ending", ["json", "csv", "graphml", "gexf"])
def test_graph_is_written_and_answers_questions(run, case, ending):
    result = run("graph", case, "-o", f"ties.{ending}")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"stancegraph: 7 actors and 14 ties, written to ties.{ending}\n"
    expected = run("centrality", case, "--format", "csv").stdout
    assert run("centrality", f"ties.{ending}", "--format", "csv").stdout == expected


def test_unknown_ending_of_a_graph_is_one_line(run, case):
    assert "ties.docx" in line_of(run("graph", case, "-o", "ties.docx"))


def test_centrality_shows_the_top_by_any_measure(run, case):
    from stancegraph.centrality import MEASURES

    for measure in MEASURES:
        rows = rows_of(run("centrality", case, "--measure", measure, "--top", "3", "--format", "json"))
        assert [row["rank"] for row in rows] == [1, 2, 3]
        scores = [-math.inf if row["score"] is None else row["score"] for row in rows]
        assert scores == sorted(scores, reverse=True)
    assert len(rows_of(run("centrality", case, "--top", "0", "--format", "json"))) == 7
    result = run("centrality", case, "--measure", "charm")
    assert result.exit_code == 2
    assert "pagerank" in result.stderr


def test_clusters_are_shown_with_the_ties_against_them(run, case, tmp_path, make_statement):
    found = rows_of(run("clusters", case, "--format", "json"))
    together = {}
    for row in found["actors"]:
        together.setdefault(row["number"], set()).add(row["name"])
    assert {"United States", "South Korea"} <= together[1] | together[2]
    assert found["fit"]["clusters"] == len(together) - (None in together)
    triangle = [("country:KOR", "supports", "country:USA"), ("country:USA", "supports", "country:UKR")]
    ties = [*triangle * 2, ("country:KOR", "condemns", "country:UKR")]
    write_statements([make_statement(*tie, start=n * 100) for n, tie in enumerate(ties)], tmp_path / "t.jsonl")
    (row,) = rows_of(run("clusters", "t.jsonl", "--against", "--format", "json"))
    assert (row["u"], row["v"], row["sign"], row["weight"]) == ("South Korea", "Ukraine", -1, 1)
    table = run("clusters", "t.jsonl").stdout
    assert re.search(r"^South Korea +Ukraine +-1 +1$", table, re.MULTILINE)
    assert re.search(r"^weight of the ties against +1$", table, re.MULTILINE)
    assert "fits" not in run("clusters", "t.jsonl", "--against").stdout


TRIANGLE = [
    ("country:KOR", "supports", "country:USA"),
    ("country:USA", "supports", "country:UKR"),
    ("country:KOR", "condemns", "country:UKR"),
    ("country:UKR", "accuses", "country:KOR"),
]


@pytest.fixture
def triangle(tmp_path, make_statement):
    ties = [make_statement(*tie, start=number * 100) for number, tie in enumerate(TRIANGLE)]
    write_statements(ties, tmp_path / "t.jsonl")
    return "t.jsonl"


def test_balance_shows_the_ties_that_break_triangles_with_their_sentence(run, triangle):
    found = rows_of(run("balance", triangle, "--format", "json"))
    assert found["triangles"]["++-"] == 1
    assert list(found["balance"]) == list(BALANCES)
    assert found["balance"]["triangle"] == 0
    assert 0 < found["balance"]["walk"] < 1
    assert {(row["unbalanced"], row["balanced"]) for row in found["ties"]} == {(1, 0)}
    (foes,) = [row for row in found["ties"] if row["sign"] == -1]
    assert (foes["u"], foes["v"]) == ("South Korea", "Ukraine")
    assert foes["quote"]
    result = run("balance", triangle, "--top", "1")
    assert "2 more ties with --top 0" in result.stderr
    assert foes["quote"] in result.stdout
    assert run("balance", triangle, "--format", "csv").stdout.count("\n") == 4


def test_triads_are_counted_by_type(run, triangle):
    (row,) = rows_of(run("triads", triangle, "--format", "json"))
    assert (row["count"], row["share"]) == (1, 1.0)
    assert row["type"].startswith("120")
    assert [row["type"] for row in rows_of(run("triads", triangle, "--undirected", "--format", "json"))] == ["PPN"]
    unsigned = rows_of(run("triads", triangle, "--unsigned", "--all", "--format", "json"))
    assert (len(unsigned), sum(row["count"] for row in unsigned)) == (16, 1)


def test_reciprocity_shows_who_answered_whom(run, triangle):
    found = rows_of(run("reciprocity", triangle, "--format", "json"))
    assert found["reciprocity"]["ties"] == 4
    assert found["reciprocity"]["negative_by_negative"] == 2
    assert [(row["sign"], row["answer"]) for row in found["exchanges"]] == [(-1, -1)]
    assert re.search(r"^of them answered by a tie in the other +2$", run("reciprocity", triangle).stdout, re.MULTILINE)


def test_roles_name_the_mediator(run, triangle):
    rows = rows_of(run("roles", triangle, "--format", "json"))
    assert {row["role"]: row["name"] for row in rows if row["role"] in ("mediator", "accuser")} == {
        "mediator": "United States",
        "accuser": "Ukraine",
    }
    assert re.search(r"^mediator +United States +1 +hostile pairs", run("roles", triangle).stdout, re.MULTILINE)


def test_brokerage_by_country_or_cluster(run, case):
    rows = rows_of(run("brokerage", case, "--top", "0", "--format", "json"))
    assert rows == sorted(rows, key=lambda row: -row["total"])
    roles = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
    assert all(row["total"] == sum(row[role] for role in roles) > 0 for row in rows)
    assert run("brokerage", case, "--groups", "cluster", "--format", "json").exit_code == 0
    message = line_of(run("brokerage", case, "--groups", "colour"))
    assert "no actor has one" in message
    assert "--groups cluster" in line_of(run("brokerage", COUNCIL))
    assert "country" in message


@pytest.mark.parametrize("command", ["balance", "triads", "brokerage", "reciprocity", "roles"])
def test_analyses_of_nothing_say_why(run, case, command):
    result = run(command, case, "--since", "2030-01-01")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no ties are left by the options given" in result.stderr


@pytest.mark.parametrize("command", ["balance", "brokerage", "reciprocity", "roles"])
def test_analyses_without_an_answer_say_so(run, tmp_path, make_statement, command):
    write_statements([make_statement("country:KOR", "consults", "country:USA")], tmp_path / "s.jsonl")
    result = run(command, "s.jsonl", "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 1
    assert "s.jsonl: no" in result.stderr


COUNCIL = str(Path(__file__).resolve().parents[1] / "fixtures" / "graphs" / "council.csv")


def test_clusters_of_a_given_number_are_made_and_proven(run):
    found = rows_of(run("clusters", COUNCIL, "--number", "2", "--exact", "--format", "json"))
    assert (found["fit"]["clusters"], found["fit"]["cost"], found["fit"]["lower_bound"]) == (2, 3, 3)
    assert found["fit"]["gap"] == 0
    found = rows_of(run("clusters", COUNCIL, "-k", "4", "--exactly", "--alpha", "0.4", "--format", "json"))
    assert found["fit"]["clusters"] == 4


def test_officials_stand_with_their_state_if_asked(run, case):
    for options, with_her_state in (((), False), (("--homes",), True)):
        found = rows_of(run("clusters", case, "--format", "json", *options))["actors"]
        number = {row["id"]: row["number"] for row in found}
        assert number["country:USA"] is not None
        assert (number["official:usa/jane-doe"] == number["country:USA"]) == with_her_state


def test_the_core_of_the_clusters_is_shown_with_who_is_in_none(run):
    result = run("clusters", COUNCIL, "--core", "20")
    assert re.search(r"^ +1 +2 +Ash, Birch$", result.stdout, re.MULTILINE)
    assert re.search(r"^Gorse +0\.\d+$", result.stdout, re.MULTILINE)
    assert "20 of 20 searches count" in result.stderr
    rows = rows_of(run("clusters", COUNCIL, "--core", "5", "--format", "json"))
    assert {row["id"] for row in rows if row["number"] == 2} == {"elm", "fir"}
    assert {row["id"]: row["share"] for row in rows}["hazel"] == 0


def test_the_hierarchy_of_the_clusters_is_shown(run):
    result = run("clusters", COUNCIL, "--hierarchy", "--format", "json")
    assert [row["clusters"] for row in rows_of(result)] == [2, 1]
    assert [row["becomes"] for row in rows_of(result)] == [4, 5]
    assert rows_of(result)[-1]["cost"] == 10
    assert "begins with 3 clusters" in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--core", "5", "--hierarchy"], "expected one of them"),
        (["--exactly"], "without --number"),
        (["--exactly", "--number", "99"], "only 7 actors"),
        (["--exact", "--core", "5"], "without --core"),
        (["--hierarchy", "--number", "2"], "without --number"),
    ],
)
def test_options_of_clusters_that_do_not_go_together_are_refused(run, options, message):
    result = run("clusters", COUNCIL, *options)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_partitions_are_compared_as_clusters_prints_them(run, tmp_path):
    for name, options in (("any.csv", ()), ("two.csv", ("--number", "2"))):
        (tmp_path / name).write_text(run("clusters", COUNCIL, *options, "--format", "csv").stdout, encoding="utf-8")
    rows = {row["what"]: row["value"] for row in rows_of(run("partitions", "any.csv", "two.csv", "--format", "json"))}
    assert rows["actors in both"] == 7  # without holly, who is in no part
    assert (rows["parts of the first"], rows["parts of the second"]) == (3, 2)
    assert 0 < rows["adjusted Rand index"] < 1
    same = {row["what"]: row["value"] for row in rows_of(run("partitions", "any.csv", "any.csv", "--format", "json"))}
    assert (same["adjusted Rand index"], same["variation of information, in bits"]) == (1, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,part\na,1\n", "no column 'id'"),
        ("id,part\na,1\n", "no column 'number'"),
        ("id,number\na,1\na,2\n", "'a' in part '2' and in '1'"),
    ],
)
def test_what_is_no_partition_is_refused(run, tmp_path, text, message):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    result = run("partitions", "a.csv", "a.csv")
    assert result.exit_code == 1
    assert message in result.stderr


def test_partitions_without_a_common_actor_say_so(run, tmp_path):
    (tmp_path / "a.csv").write_text("id,number\na,1\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("id,number\nb,1\n", encoding="utf-8")
    result = run("partitions", "a.csv", "b.csv")
    assert result.exit_code == 0
    assert "no actor in common" in result.stderr


def test_frustrated_ties_are_shown_with_their_sentences(run, tmp_path, make_statement):
    triangle = [("country:KOR", "supports", "country:USA"), ("country:USA", "supports", "country:UKR")]
    ties = [*triangle * 2, ("country:KOR", "condemns", "country:UKR"), ("country:UKR", "supports", "country:RUS")]
    write_statements([make_statement(*tie, start=n * 100) for n, tie in enumerate(ties)], tmp_path / "t.jsonl")
    found = rows_of(run("frustration", "t.jsonl", "--weighted", "--quotes", "--format", "json"))
    assert (found["index"], found["lower_bound"], found["is_proven"], found["total"]) == (1, 1, True, 6)
    (tie,) = found["frustrated"]
    assert (tie["u"], tie["v"], tie["sign"]) == ("South Korea", "Ukraine", -1)
    (sentence,) = tie["statements"]
    assert (sentence["source"], sentence["stance"], sentence["target"]) == ("South Korea", "condemns", "Ukraine")
    table = run("frustration", "t.jsonl", "--weighted").stdout
    assert re.search(r"^South Korea +Ukraine +-1 +1$", table, re.MULTILINE)
    assert re.search(r"^frustration index: weight of ties against these two sides +1$", table, re.MULTILINE)
    assert sentence["trigger"] not in table
    assert f"«{sentence['trigger']}»" in run("frustration", "t.jsonl", "--weighted", "--quotes").stdout
    (row,) = csv.DictReader(io.StringIO(run("frustration", "t.jsonl", "--weighted", "--quotes", "-f", "csv").stdout))
    assert row["quote"] == sentence["quote"]
    assert run("frustration", "t.jsonl", "--weighted", "-f", "csv").stdout.count("\n") == 2


def test_balanced_network_says_so(run, tmp_path, make_statement):
    write_statements([make_statement("country:KOR", "condemns", "country:PRK")], tmp_path / "s.jsonl")
    result = run("frustration", "s.jsonl")
    assert "balanced" in result.stderr
    assert "South Korea" in result.stdout


def test_neutral_ties_make_no_clusters(run, tmp_path, make_statement):
    write_statements([make_statement("country:KOR", "consults", "country:USA")], tmp_path / "s.jsonl")
    result = run("clusters", "s.jsonl", "--format", "csv")
    assert result.exit_code == 0
    assert "no clusters" in result.stderr
    assert result.stdout.count("\n") == 3


def test_claims_show_who_asserts_and_who_denies(run, case):
    assert run("claims", case, "--contested").stdout == (
        "1  North Korea aids Russia (contested)\n"
        "   in words     One party accuses the other.\n"
        "   asserted by  Ukraine (1)\n"
        "   denied by    Russia (1)\n"
        "   seen in      3 statements in 1 document, 2024-10-14\n\n"
    )


def test_claims_are_quoted_with_the_trigger_marked(run, case):
    result = run("claims", case, "--top", "1", "--quotes")
    assert "asserted     One party «accuses» the other. [Daily Example, Title of a, 2024-10-14, a]" in result.stdout
    assert "denied       One party «denies» the other. [" in result.stdout
    assert re.search(r"stancegraph: \d+ more claims with --top 0\n$", result.stderr)
    rows = list(csv.DictReader(io.StringIO(run("claims", case, "--top", "1", "--quotes", "-f", "csv").stdout)))
    assert [(row["role"], row["actor"], row["trigger"]) for row in rows] == [
        ("asserted", "Ukraine", "accuses"),
        ("asserted", "Ukraine", "aids"),
        ("denied", "Russia", "denies"),
    ]
    (claim,) = rows_of(run("claims", case, "--top", "1", "--quotes", "-f", "json"))
    assert [voice["name"] for voice in claim["denied_by"]] == ["Russia"]
    assert [sentence["role"] for sentence in claim["sentences"]] == ["asserted", "asserted", "denied"]
    assert set(claim["ids"]) == {sentence["id"] for sentence in claim["sentences"]}


def test_claims_of_a_country_are_merged(run, case, tmp_path, make_statement):
    envoy = make_statement("official:kor/kim", "accuses", "country:PRK", about="sending troops")
    write_statements([envoy], tmp_path / "s.jsonl")
    result = run("claims", "s.jsonl", "--rollup", "country")
    assert "asserted by  South Korea (1)" in result.stdout
    assert result.stderr == ""


def test_no_claims_are_said_to_be_and_why(run, tmp_path, make_statement):
    write_statements([make_statement("country:KOR", "aids", "country:USA")], tmp_path / "s.jsonl")
    result = run("claims", "s.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no claims: none of the 1 statement accuses, denies or is alleged" in result.stderr
    write_statements([make_statement("country:KOR", "accuses", "country:USA")], tmp_path / "s.jsonl")
    assert "none of the 1 claim is both asserted and denied" in run("claims", "s.jsonl", "--contested").stderr
    assert run("claims", "s.jsonl", "--contested", "-f", "json").stdout == "[]\n"
