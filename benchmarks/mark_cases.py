"""Write into every case of ``fixtures/cases`` whether it is read rightly today: ``python benchmarks/mark_cases.py``.

The tests want each case to do what its ``expect`` says, "fail" included, so that nothing is mended or broken unseen.
After a change of rules this writes what has become of the cases. Only that field changes. Of the held-out part it
prints numbers alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from quality import FIXTURES, fits, read_cases, run

from stancegraph.files import replacing

if TYPE_CHECKING:
    from pathlib import Path


def marked(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the cases with the `expect` that fits what is found in them now."""
    return [
        {**case, "expect": "pass" if fits(case, statements) else "fail"}
        for case, statements in zip(cases, run(cases), strict=True)
    ]


def write_cases(cases: list[dict[str, Any]], path: Path) -> None:
    """Write cases one a line, in the form of those that are there."""
    with replacing(path) as out:
        out.writelines(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)


def describe(name: str, before: list[dict[str, Any]], after: list[dict[str, Any]], *, labels: bool) -> str:
    """Return what has changed in a file: how many cases, and which."""
    changed = [new for old, new in zip(before, after, strict=True) if old["expect"] != new["expect"]]
    failing = sum(case["expect"] == "fail" for case in after)
    lines = [f"{name:24} {failing}/{len(after)} fail, {len(changed)} marks changed"]
    if labels:
        lines += [f"    now {case['expect']}: {case['label']}" for case in changed]
    return "\n".join(lines)


def main() -> None:
    """Mark the cases of both parts and tell what has changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a mark is out of date")
    args = parser.parse_args()
    is_current = True
    for folder in (FIXTURES / "cases", FIXTURES / "cases" / "heldout"):
        is_heldout = folder.name == "heldout"
        for name, before in read_cases(folder).items():
            after = marked(before)
            is_current &= before == after
            if not args.check:
                write_cases(after, folder / f"{name}.jsonl")
            print(describe(f"heldout/{name}" if is_heldout else name, before, after, labels=not is_heldout))
    if args.check and not is_current:
        sys.exit(1)


if __name__ == "__main__":
    main()
