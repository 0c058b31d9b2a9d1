"""Texts come in with merges, corrections and lists of a user, and statements go out."""

import json
import re
import sys

import pytest
from commands import ANALYSES, SENTENCE, TEASES, line_of

from stancegraph.corrections import write_corrections
from stancegraph.models import Correction
from stancegraph.reading import read_documents, read_statements, write_statements


def test_text_comes_in_and_statements_go_out(run, tmp_path):
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    options = ["--date", "2024-10-21", "--outlet", "Daily Example", "--title", "Row", "--url", "http://x"]
    result = run("extract", "a.txt", "-o", "s.jsonl", "--documents", "d.jsonl", *options)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert result.stderr == "stancegraph: 1 statement in 1 document, written to s.jsonl\n"
    (statement,) = read_statements(tmp_path / "s.jsonl")
    assert (statement.source.name, statement.stance, statement.target.name) == ("Norway", "condemns", "Sweden")
    assert statement.document.outlet == "Daily Example"
    (document,) = read_documents(tmp_path / "d.jsonl")
    assert document.text == SENTENCE
    assert document.quote(statement.evidence.start, statement.evidence.end) == statement.evidence.quote
    assert run("extract", "d.jsonl").stdout.encode() == (tmp_path / "s.jsonl").read_bytes()


def test_nothing_found_is_said_and_no_error(run):
    result = run("extract", "-", given="It rained all day.")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no statements were found in 1 document" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["extract", ""], "an empty name of an input"),
        (["info", ""], "an empty name of an input"),
        (["extract", "a.txt", "-o", ""], "'': expected the name of a file"),
        (["extract", "a.txt", "--documents", ""], "'': expected the name of a file"),
        (["explore", "a.txt", "-o", ""], "'': expected the name of a file"),
        (["explore", "a.txt", "-o", "-"], "'-': expected the name of a file to write, not standard output"),
        (["graph", "a.txt", "-o", "-"], "'-': expected the name of a file to write, not standard output"),
    ],
)
def test_names_that_are_no_files_are_refused(run, tmp_path, arguments, reason):
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    assert line_of(run(*arguments)).startswith(reason)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a privilege there")
@pytest.mark.parametrize("arguments", [["loop.txt"], ["loop.txt", "-o", "s.jsonl"], ["a.txt", "-o", "loop.txt"]])
def test_links_to_themselves_are_refused(run, tmp_path, arguments):
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert line_of(run("extract", *arguments)).startswith("loop.txt: a link that leads to itself")


@pytest.mark.parametrize("command", ANALYSES)
def test_empty_statements_are_said_and_no_error(run, tmp_path, command):
    (tmp_path / "s.jsonl").touch()
    result = run(command, "s.jsonl")
    assert result.exit_code == 0, result.stderr
    assert re.search(r"no (statements|actors) were found", result.stderr)
    assert run(command, "s.jsonl", "--format", "json").exit_code == 0


def test_foreign_text_is_skipped_with_a_warning(run):
    german = "Die Bundesregierung hat den Botschafter einbestellt und gegen den Angriff auf den Hafen protestiert. " * 3
    result = run("extract", "-", given=german)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "warning: document 'standard-input'" in result.stderr
    assert "another language" in result.stderr
    assert result.stderr.splitlines()[-1].endswith("found in 1 document: 1 skipped as not in English")
    assert "no known stance" not in result.stderr


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            SENTENCE,
            "1 statement in 3 documents, 1 of them without any, 1 skipped as not in English, written to s.jsonl",
        ),
        (
            "It rained.",
            (
                "no statements were found in 3 documents: 1 skipped as not in English, and in the others no known "
                "stance stands between two actors, written to s.jsonl"
            ),
        ),
    ],
)
def test_foreign_texts_are_counted_apart(run, tmp_path, text, last):
    german = "Die Bundesregierung hat den Botschafter einbestellt und gegen den Angriff auf den Hafen protestiert. " * 3
    for name, content in {"a": text, "b": german, "c": "It snowed."}.items():
        (tmp_path / f"{name}.txt").write_text(content, encoding="utf-8")
    result = run("extract", "a.txt", "b.txt", "c.txt", "-o", "s.jsonl")
    assert result.stderr.splitlines()[-1] == f"stancegraph: {last}"


def test_what_a_folder_leaves_out_is_said(run, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "texts" / "b.pdf").touch()
    assert "warning: texts: left out: 1 ending in .pdf" in run("extract", "texts", "-o", "s.jsonl").stderr


def test_keep_going_skips_and_counts(run, tmp_path):
    lines = [json.dumps({"text": SENTENCE}), "{broken", json.dumps({"id": 3}), json.dumps({"text": SENTENCE})]
    (tmp_path / "d.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("extract", "d.jsonl", "missing.txt", "--keep-going", "-o", "s.jsonl")
    assert result.exit_code == 0
    assert [line.partition(": ")[2].split(": ")[0] for line in result.stderr.splitlines()] == [
        "skipped",
        "skipped",
        "skipped",
        "2 statements in 2 documents, written to s.jsonl",
        "3 bad items skipped",
    ]
    assert len(read_statements(tmp_path / "s.jsonl")) == 2


def test_keep_going_with_nothing_left_is_an_error(run):
    result = run("extract", "missing.txt", "--keep-going")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "stancegraph: missing.txt: nothing is left, all items were bad"


def test_keep_going_works_on_statements(run, tmp_path, case):
    (tmp_path / "s.jsonl").write_text(case.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    assert "line 17: broken JSON" in line_of(run("actors", "s.jsonl"))
    result = run("actors", "s.jsonl", "--keep-going", "--format", "json")
    assert json.loads(result.stdout) == json.loads(run("actors", case, "--format", "json").stdout)
    assert result.stderr.splitlines()[-1] == "stancegraph: 1 bad item skipped"


MERGES = "keep,merge,note\nNATO,official:usa/jane-doe,a test\nUnited States,South Korea,\n"


@pytest.fixture
def same(tmp_path):
    path = tmp_path / "same.csv"
    path.write_text(MERGES, encoding="utf-8")
    return path


def test_actors_are_merged_and_what_falls_away_is_said(run, case, same):
    result = run("actors", case, "--merge", same, "--format", "json")
    ids = {row["id"] for row in json.loads(result.stdout)}
    assert {"organisation:nato", "country:USA"} <= ids
    assert not {"official:usa/jane-doe", "country:KOR"} & ids
    assert result.stderr.splitlines() == ["stancegraph: warning: 1 statement left out, between actors that are now one"]


def test_merged_statements_are_written_for_every_later_step(run, case, same, tmp_path):
    result = run("actors", case, "--merge", same, "-o", "merged.jsonl")
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1] == "stancegraph: 15 statements, written to merged.jsonl"
    found = read_statements(tmp_path / "merged.jsonl")
    assert "country:KOR" not in {s.source.id for s in found}
    plain = run("actors", "merged.jsonl", "--format", "csv")
    assert plain.stdout == run("actors", case, "--merge", same, "--format", "csv").stdout


@pytest.mark.parametrize("command", ["info", "centrality", "clusters", "evidence"])
@pytest.mark.parametrize("stage", ["statements", "graph"])
def test_asking_commands_take_merges(run, case, same, command, stage):
    given = case
    if stage == "graph":
        given = "ties.json"
        assert run("graph", case, "-o", given).exit_code == 0
    merged, plain = (run(command, given, "--format", "json", *more) for more in (["--merge", same], []))
    assert merged.exit_code == plain.exit_code == 0
    assert merged.stdout != plain.stdout
    assert "between actors that are now one" in merged.stderr


def test_extract_merges_over_all_documents(run, tmp_path):
    (tmp_path / "a.txt").write_text("Jane Doe condemned Sweden.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Mrs Doe accused Norway of lying.", encoding="utf-8")
    (tmp_path / "same.csv").write_text("keep;merge\nJane Doe;official:doe@b\n", encoding="utf-8")
    assert run("extract", "a.txt", "b.txt", "--merge", "same.csv", "-o", "s.jsonl").exit_code == 0
    found = read_statements(tmp_path / "s.jsonl")
    assert [(s.document.id, s.source.id) for s in found] == [("a", "official:jane-doe"), ("b", "official:jane-doe")]


def test_similar_actors_are_a_file_of_merges(run, tmp_path):
    (tmp_path / "a.txt").write_text("The Slovak minister Jan Novak condemned Sweden.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Mr Jan Novak accused Norway of lying.", encoding="utf-8")
    assert run("extract", "a.txt", "b.txt", "-o", "s.jsonl").exit_code == 0
    shown = run("actors", "s.jsonl", "--similar", "--format", "csv").stdout
    assert shown.splitlines()[1].startswith("official:svk/jan-novak,official:jan-novak,same name,")
    (tmp_path / "same.csv").write_text(shown, encoding="utf-8")
    again = run("actors", "s.jsonl", "--merge", "same.csv", "--similar")
    assert (again.stdout, again.stderr) == ("", "stancegraph: s.jsonl: no two actors look like one\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("keep,merge\nNobody,NATO\n", "same.csv line 2: no actor is called 'Nobody'"),
        ("keep,merge\nNATO,Russia\nRussia,NATO\n", "is a circle, expected an actor to keep"),
        ("from,to\nNATO,Russia\n", "same.csv line 1: no column 'keep' in the header"),
    ],
)
def test_bad_merges_are_refused_in_one_line(run, case, same, text, message):
    same.write_text(text, encoding="utf-8")
    assert message in line_of(run("actors", case, "--merge", same))


def test_a_file_of_merges_is_not_overwritten(run, case, same):
    assert "it stands for two things" in line_of(run("actors", case, "--merge", same, "-o", same))


# --- corrections


def correction_of(about, tag, **fields):
    return Correction(**{"anchor": about.anchor, "statement": about.id, "tag": tag} | fields)


@pytest.fixture
def tags(tmp_path, troops):
    """A file with one of each: wrong, kept, doubted, a note, a reading that has changed, a place that is not there."""
    path = tmp_path / "tags.jsonl"
    other = {"statement": "0" * 64, "quote": "One party supports the other."}
    write_corrections(
        [
            correction_of(troops[0], "wrong"),
            correction_of(troops[9], "keep"),
            correction_of(troops[9], "wrong"),
            correction_of(troops[10], "keep"),
            correction_of(troops[13], "doubt"),
            correction_of(troops[12], None, note="ask for the interview"),
            correction_of(troops[14], "wrong", **other),
            Correction(anchor="0" * 64, tag="keep"),
        ],
        path,
    )
    return path


SAID = """\
stancegraph: corrections: 2 statements left out as wrong, 1 confirmed, 1 doubted kept, \
1 on a reading that has changed, 1 not found, 1 overridden by later ones, 1 note without a tag
stancegraph: 1 correction is about a reading that has changed, and not applied: look again at tags.jsonl line 7 \
('One party supports the other.')
"""


@pytest.fixture
def right(tmp_path, troops):
    """What those tags leave."""
    left = [s for s in troops if s not in (troops[0], troops[9])]
    write_statements(
        [s.model_copy(update={"confidence": 1.0 if s == troops[10] else s.confidence}) for s in left],
        tmp_path / "right.jsonl",
    )
    return left


@pytest.mark.parametrize("command", [*ANALYSES, "sample"])
@pytest.mark.parametrize("given", ["case.jsonl", "case.json"])
@pytest.mark.usefixtures("case", "tags", "right")
def test_every_command_takes_corrections_and_says_what_they_did(run, command, given):
    if given == "case.json":
        assert run("graph", "case.jsonl", "-o", given).exit_code == 0
    more = ["-n", "30"] if command == "sample" else ["--format", "json"]
    result = run(command, given, "--corrections", "tags.jsonl", *more)
    expected = run(command, "right.jsonl", *more)
    assert (result.exit_code, result.stdout) == (0, expected.stdout)
    assert result.stderr == SAID + expected.stderr


def test_corrected_statements_are_written_for_every_later_step(run, case, tags, right):
    result = run("actors", case, "--corrections", tags, "-o", "corrected.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == "stancegraph: 14 statements, written to corrected.jsonl"
    found, expected = (run("actors", f"{name}.jsonl", "-o", "-") for name in ("corrected", "right"))
    assert found.stdout == expected.stdout
    assert len(found.stdout.splitlines()) == len(right)
    again = run("info", "corrected.jsonl", "--corrections", tags)
    assert "1 statement confirmed, 1 doubted kept, " in again.stderr


@pytest.mark.parametrize("form", ["page.html", "ties.json"])
def test_page_and_graph_are_of_corrected_statements(run, case, tags, form, tmp_path):
    command = "explore" if form == "page.html" else "graph"
    result = run(command, case, "--corrections", tags, "--without-doubted", "-o", form)
    assert result.exit_code == 0
    assert "2 statements left out as wrong, 1 confirmed, 1 doubted left out, " in result.stderr
    assert "official:usa/jane-doe" not in (tmp_path / form).read_text(encoding="utf-8")


def test_extract_corrects_over_all_documents_and_after_merging(run, tmp_path):
    (tmp_path / "a.txt").write_text("Jane Doe condemned Sweden.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Mrs Doe accused Norway of lying.", encoding="utf-8")
    (tmp_path / "same.csv").write_text("keep;merge\nJane Doe;official:doe@b\n", encoding="utf-8")
    extraction = ("extract", "a.txt", "b.txt", "--merge", "same.csv")
    assert run(*extraction, "-o", "s.jsonl").exit_code == 0
    first, second = read_statements(tmp_path / "s.jsonl")
    write_corrections([correction_of(second, "wrong"), correction_of(first, "keep")], tmp_path / "c.jsonl")
    result = run(*extraction, "--corrections", "c.jsonl")
    (line,) = result.stdout.splitlines()
    assert json.loads(line) | {"confidence": 0} == json.loads(first.model_dump_json()) | {"confidence": 0}
    assert json.loads(line)["confidence"] == 1
    assert result.stderr.splitlines() == [
        "stancegraph: corrections: 1 statement left out as wrong, 1 confirmed",
        "stancegraph: 1 statement in 2 documents, 1 of them without any",
    ]
    unmerged = run("extract", "a.txt", "b.txt", "--corrections", "c.jsonl")
    assert len(unmerged.stdout.splitlines()) == 2
    assert "1 statement confirmed, 1 on a reading that has changed" in unmerged.stderr


def test_nothing_left_by_corrections_is_said_and_no_error(run, tmp_path):
    run("extract", "-", "-o", "s.jsonl", given=SENTENCE)
    (statement,) = read_statements(tmp_path / "s.jsonl")
    write_corrections([correction_of(statement, "wrong")], tmp_path / "c.jsonl")
    result = run("extract", "-", "--corrections", "c.jsonl", given=SENTENCE)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == "stancegraph: no statements are left in 1 document"
    result = run("centrality", "s.jsonl", "--corrections", "c.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")


def test_several_files_are_taken_in_the_order_given(run, case, troops, tmp_path):
    for name, tag in (("one", "keep"), ("two", "wrong")):
        write_corrections([correction_of(s, tag) for s in troops[:3]], tmp_path / f"{name}.jsonl")
    words = {
        order: run("info", case, "--corrections", f"{order[0]}.jsonl", "--corrections", f"{order[1]}.jsonl").stderr
        for order in (("one", "two"), ("two", "one"))
    }
    assert words["one", "two"] == (
        "stancegraph: corrections: 3 statements left out as wrong, 3 overridden by later ones\n"
    )
    assert words["two", "one"] == "stancegraph: corrections: 3 statements confirmed, 3 overridden by later ones\n"


def test_many_changed_readings_are_counted_and_the_first_is_named(run, case, troops, tmp_path):
    elsewhere = {"statement": "0" * 64, "quote": "\x1b[31m" + "word " * 500}
    write_corrections([correction_of(s, "keep", **elsewhere) for s in troops[3:6]], tmp_path / "c.jsonl")
    first, second = run("info", case, "--corrections", "c.jsonl").stderr.splitlines()
    assert first == "stancegraph: corrections: no statement has a tag, 3 on a reading that has changed"
    assert second.startswith("stancegraph: 3 corrections are about a reading that has changed, and not applied: ")
    assert "look again, first at c.jsonl line 1 (" in second
    assert len(second) < 250
    assert "\x1b" not in second


def test_copies_left_out_with_their_original_are_said(run, make_statement, tmp_path):
    first = make_statement("country:UKR", "accuses", "country:PRK", document="a")
    copy = make_statement("country:UKR", "accuses", "country:PRK", document="b", copy_of=first.id)
    write_statements([first, copy], tmp_path / "s.jsonl")
    write_corrections([correction_of(first, "wrong")], tmp_path / "c.jsonl")
    said = run("info", "s.jsonl", "--corrections", "c.jsonl").stderr.splitlines()[0]
    assert said == "stancegraph: corrections: 1 statement left out as wrong, 1 left out as a copy"


@pytest.mark.parametrize("ending", ["csv", "graphml", "gexf"])
def test_ties_without_sentences_cannot_be_corrected(run, case, tags, ending):
    assert run("graph", case, "-o", f"ties.{ending}").exit_code == 0
    message = line_of(run("centrality", f"ties.{ending}", "--corrections", tags))
    assert "give the statements (.jsonl) or a node-link .json" in message


@pytest.mark.parametrize("option", [["--rollup", "country"], ["--factuality", "planned"]])
@pytest.mark.parametrize("decisions", [["--corrections", "tags.jsonl"], ["--merge", "one.csv"]])
@pytest.mark.usefixtures("tags")
def test_a_corrected_or_merged_graph_counts_and_is_rolled_up_as_before(run, case, tmp_path, option, decisions):
    (tmp_path / "one.csv").write_text("keep,merge\nUkraine,South Korea\nUkraine,NATO\n", encoding="utf-8")
    assert run("graph", case, *option, "-o", "ties.json").exit_code == 0
    assert run("graph", "ties.json", *decisions, "-o", "later.csv").exit_code == 0
    assert run("graph", case, *decisions, *option, "-o", "at-once.csv").exit_code == 0
    assert (tmp_path / "later.csv").read_bytes() == (tmp_path / "at-once.csv").read_bytes()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"anchor": "x", "tag": "maybe"}\n', "line 1: tag: input should be 'keep', 'doubt' or 'wrong', got 'maybe'"),
        ("\n{\n", "line 2: broken JSON"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_bad_corrections_are_refused_in_one_line_before_any_work(run, case, tags, text, message):
    tags.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert message in line_of(run("info", case, "--corrections", tags))
    assert message in line_of(run("extract", "-", "--corrections", tags, given=SENTENCE))


def test_missing_corrections_are_refused_even_to_keep_going(run, case):
    assert line_of(run("info", case, "--corrections", "c.jsonl", "--keep-going")) == "c.jsonl: no such file or folder"


def test_bad_corrections_can_be_skipped_but_not_all(run, case, tags):
    lines = tags.read_text(encoding="utf-8").splitlines()
    tags.write_text("\n".join(["{", *lines]), encoding="utf-8")
    first, *_, last = run("info", case, "--corrections", tags, "--keep-going").stderr.splitlines()
    assert first.startswith("stancegraph: skipped: ")
    assert "tags.jsonl line 1: broken JSON" in first
    assert last == "stancegraph: 1 bad item skipped"
    tags.write_text("{\n[]\n", encoding="utf-8")
    result = run("info", case, "--corrections", tags, "--keep-going")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].endswith("tags.jsonl: nothing is left, all corrections were bad")


def test_doubt_without_corrections_is_bad_usage(run, case):
    result = run("info", case, "--without-doubted")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--without-doubted goes with --corrections" in result.stderr


@pytest.mark.parametrize("command", ["actors", "explore", "sample", "extract"])
@pytest.mark.parametrize("option", ["--corrections", "--merge"])
def test_a_file_of_decisions_is_not_overwritten(run, case, tags, command, option):
    before = tags.read_bytes()
    assert "it stands for two things" in line_of(run(command, case, option, tags, "-o", tags))
    assert tags.read_bytes() == before


@pytest.mark.parametrize("command", ["info", "actors", "sample"])
def test_corrections_given_as_an_input_are_named_as_such(run, tags, command):
    assert "tags.jsonl: corrections, expected what they are about; " in line_of(run(command, tags))
    assert "tags.jsonl line 1: a correction, expected a document; " in line_of(run("extract", tags))


def test_corrections_beside_the_articles_are_left_out_and_said(run, tags, tmp_path):
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    result = run("extract", ".")
    assert len(result.stdout.splitlines()) == 1
    assert "of statements, corrections or ties" in result.stderr


def test_corrections_are_validated(run, tags):
    assert run("validate", tags).stderr.strip().endswith("tags.jsonl: 8 corrections, all as they must be")
    tags.write_text(tags.read_text(encoding="utf-8").replace('"tag":"doubt"', '"tag":"?"'), encoding="utf-8")
    result = run("validate", tags)
    first, last = result.stderr.splitlines()
    assert result.exit_code == 1
    assert "tags.jsonl line 5: tag: input should be 'keep', 'doubt' or 'wrong', got '?'" in first
    assert last.endswith("tags.jsonl: 1 bad, 7 good corrections")


def test_explain_says_that_it_does_not_correct(run, tags):
    result = run("explain", "-", "--corrections", tags, given=SENTENCE)
    assert result.exit_code == 0
    assert "--corrections: sentences are explained as they were read" in result.stderr


def test_an_actor_dictionary_is_used_and_what_is_left_out_of_it_said(run, tmp_path):
    (tmp_path / "a.txt").write_text("The Harbour League condemned Sweden.", encoding="utf-8")
    (tmp_path / "own.actors.txt").write_text("HARBOUR_LEAGUE_ [NORLAB]\nMINISTER_ [~GOV]\n", encoding="utf-8")
    result = run("actors", "a.txt", "--gazetteer", "own.actors.txt", "--format", "json")
    assert "organisation:nor/harbour-league" in {row["id"] for row in json.loads(result.stdout)}
    assert result.stderr == (
        "stancegraph: warning: own.actors.txt: left out: 1 common noun (first line 2: 'MINISTER_')\n"
    )


def test_own_codebook_and_gazetteer_are_used(run, tmp_path):
    (tmp_path / "c.toml").write_text(TEASES, encoding="utf-8")
    (tmp_path / "g.toml").write_text(
        '[[organisation]]\nname = "Moomin Guard"\nnames = ["Moomin Guard"]\n', encoding="utf-8"
    )
    options = ["--codebook", "c.toml", "--gazetteer", "g.toml", "--format", "json"]
    result = run("evidence", "-", *options, given="Moomin Guard teased Sweden.")
    assert result.exit_code == 0, result.stderr
    (row,) = json.loads(result.stdout)
    assert (row["source"], row["stance"], row["target"]) == ("Moomin Guard", "teases", "Sweden")
