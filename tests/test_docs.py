"""What the documents say is so: code runs and prints what stands below it, links lead somewhere, tables are current."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import stancegraph
from stancegraph.cli import COMMANDS, app
from stancegraph.exporting import FORMATS
from stancegraph.extraction.explaining import unread_examples
from stancegraph.models import Actor, Correction, Document, DocumentRef, Doubt, Evidence, Kind, Statement

REPOSITORY = Path(__file__).parent.parent
PAGES = sorted(
    path
    for path in (*REPOSITORY.glob("*.md"), *REPOSITORY.glob("*/*.md"))
    if not path.relative_to(REPOSITORY).parts[0].startswith(".")
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOML = [
    (page.name, block) for page in PAGES for kind, block in FENCE.findall(page.read_text("utf-8")) if kind == "toml"
]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"^ {4}(?:\.venv/bin/)?stancegraph ([^#\n]*)", re.MULTILINE)


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """Stand in a folder that has the fixtures, as a clone does, and may be written to."""
    shutil.copytree(REPOSITORY / "fixtures" / "articles", tmp_path / "fixtures" / "articles")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_readme_code_prints_what_stands_below_it(clone):
    blocks = FENCE.findall(README)
    (at,) = [index for index, (kind, _) in enumerate(blocks) if kind == "python"]
    code, (kind, below) = blocks[at][1], blocks[at + 1]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
    assert kind == "text"
    assert printed.getvalue() == below
    assert (clone / "page.html").is_file()
    assert len([line for line in code.splitlines() if line.strip()]) <= 8


@pytest.mark.usefixtures("clone")
def test_readme_commands_print_what_stands_below_them():
    ((_, session),) = [block for block in FENCE.findall(README) if block[0] == "console"]
    for shown in session.removeprefix("$ ").split("\n$ "):
        command, _, below = shown.partition("\n")
        name, *arguments = shlex.split(command)
        result = CliRunner().invoke(app, arguments)
        assert (name, result.exit_code) == ("stancegraph", 0)
        assert result.stdout.rstrip("\n") == below.rstrip("\n")


def test_readme_names_every_command():
    assert [name for name in COMMANDS if f"`{name}`" not in README] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_the_documents_exist_with_their_options(page):
    commands = get_command(app).commands
    for line in COMMAND.findall(page.read_text(encoding="utf-8")):
        words = line.split()
        if words[0].startswith("-"):
            continue
        known = {option for parameter in commands[words[0]].params for option in parameter.opts}
        assert {word for word in words if word.startswith("-") and word != "-"} <= known, line


@pytest.mark.parametrize("name", COMMANDS)
def test_command_and_each_of_its_options_have_help(name):
    command = get_command(app).commands[name]
    assert command.help
    assert command.epilog.startswith(f"Example: stancegraph {name} ")
    assert [parameter.name for parameter in command.params if not getattr(parameter, "help", None)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_links_within_the_project_lead_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, heading = target.partition("#")
        if re.match(r"[a-z]+:", path):
            assert path.startswith("https:"), target
            continue
        there = page.parent / path if path else page
        assert there.exists(), target
        if heading:
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", text).strip().lower().replace(" ", "-") for text in headings}, (
                target
            )


def test_generated_tables_are_current():
    path = REPOSITORY / "docs" / "make_generated.py"
    spec = importlib.util.spec_from_file_location("make_generated", path)
    make_generated = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_generated)
    pages = {page.name: page.read_text(encoding="utf-8") for page in path.parent.glob("*.md")}
    assert any("<!-- table: stances -->" in text for text in pages.values())
    assert {name for name, text in pages.items() if make_generated.with_tables(text) != text} == set()  # run the script
    runs = [name for name, text in pages.items() if re.search(r"^ {4}stancegraph .*\n\n```text$", text, re.MULTILINE)]
    assert "own-codebook.md" in runs
    assert {name for name in runs if make_generated.with_runs(pages[name]) != pages[name]} == set()


def test_own_codebook_quotes_its_files():
    page = (REPOSITORY / "docs" / "own-codebook.md").read_text(encoding="utf-8")
    files = {path.name: path.read_text(encoding="utf-8") for path in (REPOSITORY / "fixtures" / "codebooks").iterdir()}
    blocks = [block for kind, block in FENCE.findall(page) if kind == "toml"]
    assert set(blocks) <= set(files.values())
    assert len(blocks) == 3
    quoted = " ".join(re.sub(r"(?m)^> ?", "", page).split())
    assert [
        name for name, text in files.items() if name.endswith(".txt") and " ".join(text.split()) not in quoted
    ] == []
    assert [name for name in files if f"`{name}`" not in page and name not in page] == []


@pytest.mark.parametrize("path", sorted((REPOSITORY / "fixtures" / "codebooks").glob("*.toml")), ids=lambda p: p.name)
def test_examples_of_the_codebooks_show_their_stances(path):
    if path.read_text(encoding="utf-8").startswith("# a codebook\n"):
        assert unread_examples(stancegraph.load_codebook(path)) == {}
    else:
        assert stancegraph.load_gazetteer(path).actors.keys() > stancegraph.load_gazetteer().actors.keys()


def test_own_codebook_names_every_field_of_a_stance():
    page = (REPOSITORY / "docs" / "own-codebook.md").read_text(encoding="utf-8")
    assert [name for name in stancegraph.Stance.model_fields if name != "name" and f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    "record", [Document, Statement, Actor, Evidence, Doubt, DocumentRef, Correction], ids=lambda record: record.__name__
)
def test_field_tables_name_every_field_and_no_other(record):
    text = (REPOSITORY / "docs" / "files.md").read_text(encoding="utf-8")
    table = re.search(rf"^\| {record.__name__} \|.*?(?=^$)", text, re.MULTILINE | re.DOTALL)[0]
    named = {name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named == set(record.model_fields)


def test_file_formats_are_all_described():
    text = (REPOSITORY / "docs" / "files.md").read_text(encoding="utf-8")
    assert [ending for ending in FORMATS if f"| `{ending}` |" not in text] == []
    assert [kind.value for kind in Kind if f"`{kind.value}`" not in text] == []


def test_readme_says_how_many_stances_there_are():
    assert f"one of {len(stancegraph.load_codebook().stances)} [stances]" in README


@pytest.mark.parametrize(("page", "block"), TOML, ids=[page for page, _ in TOML])
def test_examples_of_users_files_work(page, block, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(block, encoding="utf-8")
    content = tomllib.loads(block)
    if block.startswith("# a gazetteer\n"):
        gazetteer = stancegraph.load_gazetteer(path)
        assert {entry["id"] for entry in content["organisation"]} <= gazetteer.actors.keys()
        return
    assert block.startswith("# a codebook\n")
    codebook = stancegraph.load_codebook(path)
    for name, table in content["stance"].items():
        assert name in codebook.stances
        if "example" in table:
            document = stancegraph.Document(id="example", text=table["example"])
            assert [s.stance for s in stancegraph.extract([document], codebook=codebook)] == [name]
