"""Each command prints data on standard output, words on standard error, and one line when something is wrong."""

import csv
import io
import json
import re
import subprocess
import sys

import pytest
from commands import ANALYSES, SENTENCE, line_of, process
from typer.main import get_command

from stancegraph import __version__, cli
from stancegraph.centrality import MEASURES
from stancegraph.cli import COMMANDS, PANELS, app, messages, tables
from stancegraph.cli.options import MEASURE_NAMES, FactualityOption, LayerOption, StratumOption
from stancegraph.models import Document, Factuality
from stancegraph.reading import write_documents, write_statements

HEAVY = {"spacy", "networkx", "pyvis", "trafilatura", "scipy", "numpy", "py3langid", "pandas", "pydantic", "rustworkx"}


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
