"""The notebooks run from top to bottom, and are stored without what they print."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

REPOSITORY = Path(__file__).parent.parent
SHOWN = {"page", "statements[0]", "clustering", "report"}  # what a cell ends with, and a notebook shows as a page
NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))


@pytest.fixture
def folder(tmp_path):
    """Make a copy, since notebooks write files beside themselves."""
    shutil.copytree(REPOSITORY / "fixtures" / "articles", tmp_path / "fixtures" / "articles")
    return tmp_path / "notebooks"


def test_there_are_three():
    assert [path.stem for path in NOTEBOOKS] == ["figures-and-report", "questions-to-a-network", "text-to-graph"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_stored_without_output(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        assert cell.metadata == {}
        assert cell.cell_type != "code" or (cell.outputs, cell.execution_count) == ([], None)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path, folder, monkeypatch):
    folder.mkdir()
    # Settings of whoever runs the tests must not matter. jupyter_client finds the kernel of this Python by itself.
    monkeypatch.setenv("IPYTHONDIR", str(folder / "ipython"))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(folder / "jupyter"))
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, kernel_name="python3", timeout=300, resources={"metadata": {"path": str(folder)}})
    client.execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert outputs
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    assert any((folder / "out").iterdir())
    shown = {cell.source.splitlines()[-1]: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}
    for last_line in SHOWN & shown.keys():
        assert any("text/html" in output.get("data", {}) for output in shown[last_line])
    for last_line, printed in shown.items():
        if re.match(r"(?!write)\w+_figure\(", last_line):
            assert any("image/png" in output.get("data", {}) for output in printed), last_line
