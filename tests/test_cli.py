"""Each command prints data on standard output, words on standard error, and one line when something is wrong."""

import csv
import io
import json
import math
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from stancegraph import __version__, cli
from stancegraph.balance import BALANCES
from stancegraph.centrality import MEASURES
from stancegraph.cli import COMMANDS, PANELS, app, messages, tables
from stancegraph.cli.options import MEASURE_NAMES, FactualityOption, LayerOption, StratumOption
from stancegraph.corrections import write_corrections
from stancegraph.models import Actor, Correction, Document, DocumentRef, Factuality
from stancegraph.reading import read_documents, read_statements, write_documents, write_statements

SENTENCE = "Sweden was condemned by Norway."
HEAVY = {"spacy", "networkx", "pyvis", "trafilatura", "scipy", "numpy", "py3langid", "pandas", "pydantic", "rustworkx"}
ANALYSES = ["info", "actors", "centrality", "clusters", "frustration", "evidence", "claims"]

TEASES = """
[stance.teases]
sign = -1
meaning = "makes fun of"
example = "Norway teased Sweden."
verbs = ["tease TARGET"]
"""


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the command line in a folder of its own: ``run("info", path)``."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments, given=None):
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)

    return call


@pytest.fixture
def case(tmp_path, troops):
    path = tmp_path / "case.jsonl"
    write_statements(troops, path)
    return path


def process(*arguments, given=None, cwd=None):
    command = [sys.executable, "-m", "stancegraph", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, cwd=cwd, timeout=120, check=False)


def line_of(result, code=1):
    """The one line that a failed command leaves."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, lines
    return lines[0].removeprefix("stancegraph: ")


# --- help -------------------------------------------------------------------------------------------------------


def test_help_lists_every_command(run):
    result = run("--help")
    assert result.exit_code == 0
    for name in COMMANDS:
        assert re.search(rf"^│ {name} ", result.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Example: stancegraph {name}" in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help_and_shows_its_default(name):
    for parameter in get_command(app).commands[name].params:
        assert parameter.help, parameter.name
        if parameter.param_type_name == "option" and not parameter.required:
            assert parameter.show_default, parameter.name
            assert (parameter.default not in (None, []) and parameter.default is not False) or isinstance(
                parameter.show_default, str
            ), parameter.name


def test_help_loads_nothing_heavy_and_answers_at_once():
    code = (
        "import sys, time\nfrom stancegraph.cli import main\nsys.argv = ['stancegraph', '--help']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert end.code == 0\n"
        "print(sorted(m for m in sys.modules if '.' not in m), file=sys.stderr)\n"
        "print(time.process_time(), file=sys.stderr)"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True) for _ in range(3)]
    modules, _ = runs[0].stderr.splitlines()
    assert "typer" in modules
    assert HEAVY.isdisjoint(re.findall(r"'(\w+)'", modules))
    assert min(float(done.stderr.splitlines()[1]) for done in runs) < 0.5


def test_version_is_shown(run):
    assert run("--version").stdout == f"stancegraph {__version__}\n"


def test_no_arguments_show_the_help():
    result = process()
    shown = (result.stdout + result.stderr).decode()
    assert [name for name in (*PANELS, *COMMANDS) if name not in shown] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["nonsense"],
        ["info", "x.jsonl", "--format", "xml"],
        ["centrality", "x.jsonl", "--since", "yesterday"],
        ["centrality", "x.jsonl", "--sign", "2"],
        ["evidence", "x.jsonl", "--factuality", "[bold]sure[/bold]"],
        ["graph", "x.jsonl"],
        ["extract", "x.txt", "--processes", "0"],
        ["claims", "x.jsonl", "--top", "-1"],
        ["sample", "x.jsonl", "-n", "0"],
        ["sample", "x.jsonl", "--by", "mood"],
        ["judged"],
    ],
)
def test_bad_usage_ends_with_2(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage" in result.stderr


def test_choices_are_those_of_the_package():
    from stancegraph.judging import STRATA
    from stancegraph.projection import LAYERS

    assert [option.value for option in FactualityOption] == [factuality.value for factuality in Factuality]
    assert [option.value for option in LayerOption] == list(LAYERS)
    assert list(MEASURE_NAMES) == list(MEASURES)
    assert [option.value for option in StratumOption] == list(STRATA)


def test_stances_and_measures_are_completed():
    from stancegraph.cli.options import _measure_names, _stance_names

    assert _stance_names("ac") == ["accuses"]
    assert "pagerank" in _measure_names("page")


# --- what is wrong ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty.txt: it is empty"),
        ("image.txt", b"\x89PNG\x00", "image.txt: a binary file (NUL byte at offset 4), expected text"),
        (
            "latin.txt",
            b"caf\xe9",
            "latin.txt: not UTF-8 (byte 0xe9 at offset 3, line 1); name its encoding with --encoding",
        ),
        ("a.jsonl", b'{"text": "x"}\n{"text"\n', "a.jsonl line 2: broken JSON at column 8: Expecting ':' delimiter"),
        ("a.jsonl", b'{"text": "x"}\n{"id": "y"}\n', "a.jsonl line 2: no text; the record has ['id']"),
        (
            "a.jsonl",
            b'{"id": "x", "text": "x"}\n{"id": "x", "text": "y"}\n',
            "a.jsonl line 2: document id 'x' is already taken by a.jsonl line 1",
        ),
        ("a.pdf", b"x", "a.pdf: unknown ending '.pdf', expected one of .txt, .md, .html, .htm, .jsonl, .csv"),
    ],
)
def test_bad_document_is_one_line(run, tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    assert line_of(run("extract", name)) == reason


def test_missing_file_is_one_line(run):
    for command in ["extract", *ANALYSES, "validate"]:
        assert line_of(run(command, "no.txt")) == "no.txt: no such file or folder"


@pytest.mark.parametrize("command", ANALYSES)
def test_bad_statement_is_one_line(run, tmp_path, case, command):
    broken = case.read_text(encoding="utf-8").replace('"sign":-1', '"sign":-7', 1)
    (tmp_path / "s.jsonl").write_text(broken, encoding="utf-8")
    assert line_of(run(command, "s.jsonl")).startswith("s.jsonl line 1: sign: input should be -1, 0 or 1, got -7")


def test_folder_without_texts_is_one_line(run, tmp_path):
    (tmp_path / "nothing").mkdir()
    assert line_of(run("extract", "nothing")) == "nothing: nothing to read in this folder"


def test_unknown_names_are_one_line_with_near_ones(run, case):
    assert line_of(run("evidence", case, "Russa")).startswith("no actor is called 'Russa'; near: 'Russia'")
    message = line_of(run("centrality", case, "--stance", "[b]loves"))
    assert message.startswith("--stance '[b]loves': no such stance, expected one of accuses, ")


def test_outputs_that_cannot_be_are_refused_before_any_work(run, tmp_path, case):
    before = case.read_bytes()
    message = line_of(run("extract", "no.txt", "-o", "nowhere/s.jsonl"))
    assert message == "nowhere/s.jsonl: there is no folder 'nowhere' to write it to"
    assert "a folder, expected the name of a file" in line_of(run("graph", case, "-o", tmp_path))
    assert "stands for two things" in line_of(run("extract", "case.jsonl", "-o", case))
    assert "stands for two things" in line_of(run("extract", "a.txt", "-o", "s.jsonl", "--documents", "s.jsonl"))
    assert case.read_bytes() == before


def test_graph_on_standard_input_is_refused(run):
    assert line_of(run("info", "-", given='{"nodes": [], "edges": []}')).startswith(
        "standard input: a graph is read from"
    )


def test_bad_codebook_is_one_line(run, tmp_path):
    (tmp_path / "mine.toml").write_text("[stance.loves]\nsign = 2\n", encoding="utf-8")
    assert line_of(run("codebook", "--codebook", "mine.toml")).startswith("mine.toml: ")
    assert line_of(run("codebook", "--codebook", "no.toml")) == "no.toml: No such file or directory"


def test_bug_is_one_line_and_its_traceback_is_for_debug(run, case, monkeypatch):
    def broken(*_, **__):
        raise KeyError("inner")

    monkeypatch.setattr("stancegraph.reading.read_statements", broken)
    message = line_of(run("info", case))
    assert message.startswith("this is a bug in stancegraph: KeyError: 'inner'; run it again with --debug")
    debugged = run("info", case, "--debug")
    assert debugged.exit_code == 1
    assert "Traceback" in debugged.stderr
    assert debugged.stderr.splitlines()[-1] == "stancegraph: this is a bug in stancegraph: KeyError: 'inner'"


def test_interruption_ends_with_130(run, case, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("stancegraph.reading.read_statements", interrupted)
    assert line_of(run("info", case), code=130) == "interrupted"


# --- extract ----------------------------------------------------------------------------------------------------


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


# --- formats ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ANALYSES)
def test_json_and_csv_can_be_parsed_and_words_go_elsewhere(run, case, command):
    as_json = run(command, case, "--format", "json")
    assert json.loads(as_json.stdout)
    as_csv = run(command, case, "--format", "csv")
    rows = list(csv.reader(io.StringIO(as_csv.stdout)))
    assert len(rows) > 1 or command == "frustration"  # whose rows are frustrated ties, and the case is balanced
    assert {len(row) for row in rows} == {len(rows[0])}
    table = run(command, case)
    assert table.stdout.strip()
    assert "\x1b" not in table.stdout


@pytest.mark.parametrize("command", ANALYSES)
def test_every_stage_gives_the_same_answer(run, tmp_path, case, command):
    assert run("graph", case, "-o", "graph.json").exit_code == 0
    from_statements = run(command, case, "--format", "csv")
    from_graph = run(command, "graph.json", "--format", "csv")
    piped = run(command, "-", "--format", "csv", given=case.read_bytes())
    assert from_statements.stdout == from_graph.stdout == piped.stdout


def test_piped_tables_cut_no_names(run, tmp_path, make_statement, make_actor):
    name = "International Commission for the Very Careful Study of Extraordinarily Long Names " * 3
    actor = make_actor("organisation:long", name=name.strip())
    write_statements([make_statement(actor, "condemns", "country:RUS")], tmp_path / "s.jsonl")
    assert name.strip() in run("actors", "s.jsonl").stdout
    assert name.strip() in run("evidence", "s.jsonl").stdout


HOSTILE = "=cmd|'/C calc'!A1 [bold red]x[/] \x1b]0;owned\x07\x1b[31m\u202e\nline"


@pytest.fixture
def hostile(tmp_path, make_statement):
    actor = Actor(id="group:x", name=HOSTILE, kind="group", role="[/]", aliases=("+1", "[link=http://x]"))
    document = DocumentRef(id="[d]\x1b", title="@SUM(A1)", outlet=HOSTILE)
    path = tmp_path / "hostile.jsonl"
    write_statements([make_statement(actor, "condemns", "country:RUS", document=document)], path)
    return path


@pytest.mark.parametrize("command", ANALYSES)
@pytest.mark.parametrize("terminal", [False, True])
def test_names_neither_act_as_markup_nor_steer_the_terminal(run, hostile, command, terminal, monkeypatch):
    monkeypatch.setattr(tables, "is_terminal", lambda: terminal)
    monkeypatch.setenv("COLUMNS", "300")
    result = run(command, hostile)
    assert result.exit_code == 0, result.stderr
    assert "[bold red]x[/]" in result.stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(result.stdout)


@pytest.mark.parametrize("command", ANALYSES)
def test_cells_cannot_be_formulas(run, hostile, command):
    for row in csv.reader(io.StringIO(run(command, hostile, "--format", "csv").stdout)):
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r"))
            assert not cell.startswith("-") or re.fullmatch(r"-\d+(\.\d+)?(e-?\d+)?", cell)


def test_numbers_stay_numbers_in_csv():
    rows = [{"a": -1, "b": -0.5, "c": "-1", "d": None, "e": ("=x", "y")}]
    assert tables.as_csv(rows, list("abcde")) == "a,b,c,d,e\n-1,-0.5,'-1,,'=x; y\n"


def test_hostile_names_in_messages_stay_one_line(run):
    assert line_of(run("info", "no\n[bold]file[/]\x1b[31m.txt")) == "no [bold]file[/][31m.txt: no such file or folder"


# --- the commands -----------------------------------------------------------------------------------------------


def rows_of(result):
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


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


# --- as real processes ------------------------------------------------------------------------------------------


def test_commands_can_be_piped(tmp_path):
    extracted = process("extract", "-", given=SENTENCE.encode())
    assert extracted.returncode == 0
    ranked = process("centrality", "-", "--format", "json", given=extracted.stdout)
    assert {row["name"] for row in json.loads(ranked.stdout)} == {"Norway", "Sweden"}
    assert ranked.stderr == b""


def test_output_does_not_depend_on_the_number_of_processes(tmp_path):
    write_documents(
        [Document(id=str(n), text=f"{SENTENCE} Kyiv accused Minsk.") for n in range(6)], tmp_path / "d.jsonl"
    )
    one, two = (process("extract", "d.jsonl", "--processes", n, cwd=tmp_path) for n in (1, 2))
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout
    assert one.stdout.count(b"\n") == 12


def test_reader_that_stops_is_one_line(tmp_path, make_statement):
    many = [make_statement("country:UKR", "accuses", "country:RUS", document=f"{n}") for n in range(6000)]
    write_statements(many, tmp_path / "s.jsonl")
    command = [sys.executable, "-m", "stancegraph", "evidence", str(tmp_path / "s.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.readline()
        running.stdout.close()
        words = running.stderr.read()
        assert running.wait(timeout=60) == 1
    assert words.decode().splitlines() == ["stancegraph: whoever was reading the output has stopped"]


def test_full_disk_is_one_line(run, monkeypatch, case):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("stancegraph.cli.tables.print_text", full)
    assert line_of(run("info", case, "--format", "json")) == "No space left on device"


def test_names_are_printed_whatever_the_locale(tmp_path, make_statement, make_actor):
    actor = make_actor("group:x", name="Erdoğan 金")
    write_statements([make_statement(actor, "condemns", "country:RUS")], tmp_path / "s.jsonl")
    command = [sys.executable, "-m", "stancegraph", "actors", "s.jsonl"]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment, check=True)
    assert "Erdoğan 金" in done.stdout.decode()


# --- parts ------------------------------------------------------------------------------------------------------


def test_progress_is_silent_unless_somebody_looks(capsys):
    with messages.progress("working", total=2) as advance:
        advance()
    assert capsys.readouterr() == ("", "")


def test_progress_is_shown_on_a_terminal_after_a_while(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(messages, "PATIENCE", 0.0)
    shown = messages.threading.Event()
    started = messages.threading.Timer

    def timer(patience, start):
        return started(patience, lambda: (start(), shown.set()))

    monkeypatch.setattr(messages.threading, "Timer", timer)
    with messages.progress("finding statements", total=2) as advance:
        assert shown.wait(10)
        advance()
    assert "finding statements" in terminal.getvalue()


def test_app_is_what_the_entry_point_runs():
    assert cli.main.__module__ == "stancegraph.cli"


# --- explain ----------------------------------------------------------------------------------------------------


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
        "by the pattern 'send {troops} to TARGET' of the built-in codebook",
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
