"""Write the generated parts of the documents anew: ``python docs/make_generated.py``.

These are the tables of ``docs/`` and what the Python of the README prints; tests fail where they are not current.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stancegraph import load_codebook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DOCS: Final = Path(__file__).parent
MINUS: Final = "\N{MINUS SIGN}"
DASH: Final = "\N{EN DASH}"
SIGNS: Final = {-1: MINUS, 0: "0", 1: "+"}


def stances() -> str:
    """Return the stances of the built-in codebook as a Markdown table."""
    lines = [
        "| stance | sign | | intensity | PLOVER | CAMEO | the source … | example |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for stance in load_codebook().stances.values():
        notes = ["both ways"] * stance.symmetric + ["target optional"] * (stance.target == "optional")
        cells = (
            f"`{stance.name}`",
            SIGNS[stance.sign],
            ", ".join(notes),
            f"{stance.intensity:g}".replace("-", MINUS),
            stance.plover or DASH,
            ", ".join(stance.cameo) or DASH,
            stance.meaning,
            stance.example,
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def with_tables(text: str) -> str:
    """Return the text of a page with every table between ``<!-- table: NAME -->`` and ``<!-- end -->`` made anew."""
    return re.sub(
        r"(?s)(<!-- table: (\w+) -->\n).*?(<!-- end -->)",
        lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n\n{found[3]}",
        text,
    )


def with_output(text: str) -> str:
    """Return the text of the README with what its Python prints made anew."""
    code = text.partition("```python\n")[2].partition("```")[0]
    printed = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DOCS.parent / "fixtures" / "articles", Path(folder) / "fixtures" / "articles")
        with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
            exec(compile(code, "README.md", "exec"), {"__name__": "readme"})  # noqa: S102 -- our own, from our README
    before, fence, rest = text.partition("```text\n")
    return f"{before}{fence}{printed.getvalue()}```{rest.partition('```')[2]}"


def with_runs(text: str) -> str:
    """Return the text of a page with what its commands print made anew, where a block of text stands below one."""
    from typer.testing import CliRunner  # noqa: PLC0415 -- the pages without commands need none of it

    from stancegraph.cli import app  # noqa: PLC0415 -- the same

    def run(found: re.Match[str]) -> str:
        printed = CliRunner().invoke(app, shlex.split(found[2])).output
        return f"{found[1]}\n\n```text\n{printed.strip()}\n```"

    with tempfile.TemporaryDirectory() as folder:
        here = shutil.copytree(DOCS.parent / "fixtures" / "codebooks", Path(folder) / "codebooks")
        with contextlib.chdir(here):
            return re.sub(r"(?ms)^( {4}stancegraph ([^\n]*))\n\n```text\n.*?```$", run, text)


def main() -> None:
    """Write the pages of which something has changed."""
    for page in (DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))):
        before = page.read_text(encoding="utf-8")
        after = with_output(before) if page.name == "README.md" else with_runs(with_tables(before))
        if after != before:
            page.write_text(after, encoding="utf-8", newline="\n")
            print(f"{page.name}: written anew")


TABLES: Final[Mapping[str, Callable[[], str]]] = {"stances": stances}


if __name__ == "__main__":
    main()
