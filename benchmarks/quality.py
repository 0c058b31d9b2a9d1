"""How well stances are found, on the cases and articles of ``fixtures/``: ``python benchmarks/quality.py``.

Each case file holds single constructions with all that must be found in them; ``negatives`` holds sentences in which
nothing must be. The files under ``heldout/`` are not looked at while rules are written. With ``--failures NAME`` it
lists what one file misses.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from stancegraph.extraction import iter_extractions
from stancegraph.models import Actor, Document, Statement

FIXTURES = Path(__file__).parent.parent / "fixtures"
SYMMETRIC = {"consults", "agrees", "cooperates"}

Found = tuple[str, str, str | None]


def read_cases(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the cases of every file in a folder, by file stem."""
    return {
        file.stem: [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        for file in sorted(folder.glob("*.jsonl"))
    }


def key(source: str, stance: str, target: str | None) -> Found:
    """Return what identifies a statement in a case: the ends in order of name where the stance holds both ways."""
    if stance in SYMMETRIC and target is not None and target < source:
        source, target = target, source
    return source, stance, target


def wanted(case: dict[str, Any]) -> set[Found]:
    """Return the statements that a case asks for."""
    return {key(s["source"], s["stance"], s["target"]) for s in case["statements"]}


def found(case: dict[str, Any], statements: list[Statement]) -> dict[Found, Statement]:
    """Return the statements that were found, in the same form, an actor by the name the case has for it."""
    asked = {name for s in case["statements"] for name in (s["source"], s["target"]) if name is not None}

    def name(actor: Actor) -> str:
        return next((n for n in (actor.name, *actor.aliases) if n in asked), actor.name)

    return {key(name(s.source), s.stance, None if s.target is None else name(s.target)): s for s in statements}


def fits(case: dict[str, Any], statements: list[Statement]) -> bool:
    """Tell whether a case yields what it asks for, no more and no less, with every field that it names."""
    by_key = found(case, statements)
    if wanted(case) != set(by_key):
        return False
    for asked in case["statements"]:
        got = by_key[key(asked["source"], asked["stance"], asked["target"])]
        said_by = None if got.attributed_to is None else got.attributed_to.name
        fields = {
            "factuality": got.factuality.value,
            "attributed_to": said_by,
            "source_kind": got.source.kind.value,
            "source_country": got.source.country,
            "source_role": got.source.role,
            "target_kind": None if got.target is None else got.target.kind.value,
            "target_country": None if got.target is None else got.target.country,
            "target_role": None if got.target is None else got.target.role,
        }
        if any(asked[name] != value for name, value in fields.items() if name in asked):
            return False
    return True


def run(cases: list[dict[str, Any]]) -> list[list[Statement]]:
    """Return the statements of each case."""
    documents = [Document(id=f"case-{n}", text=case["text"]) for n, case in enumerate(cases)]
    return [statements for _, statements in iter_extractions(documents)]


def table(folder: Path, failures: str | None) -> None:
    """Print precision, recall and F1 of every file in a folder."""
    total: Counter[str] = Counter()
    for name, cases in read_cases(folder).items():
        count: Counter[str] = Counter()
        for case, statements in zip(cases, run(cases), strict=True):
            want, got = wanted(case), set(found(case, statements))
            count.update(hit=len(want & got), wanted=len(want), got=len(got), fits=fits(case, statements), cases=1)
            count["spoilt"] += bool(got - want)
            if name == failures and not fits(case, statements):
                print(f"- {case['label']}: {case['text']}")
                print(f"    missed {sorted(want - got, key=str)}\n    spurious {sorted(got - want, key=str)}")
                if want == got:
                    print("    other fields differ:", *(s.model_dump_json(exclude={"evidence"}) for s in statements))
        print(row(name, count))
        if name != "negatives":
            total.update(count)
    print(row("all but negatives", total))


def row(name: str, n: Counter[str]) -> str:
    """Return one line of the table."""
    if not n["wanted"]:
        return f"{name:24} {n['spoilt']}/{n['cases']} texts with a false statement ({n['spoilt'] / n['cases']:.1%})"
    p = n["hit"] / n["got"] if n["got"] else 0.0
    r = n["hit"] / n["wanted"]
    f = 2 * p * r / (p + r) if p + r else 0.0
    return f"{name:24} P {p:.3f}  R {r:.3f}  F1 {f:.3f}   {n['fits']}/{n['cases']} cases wholly right"


def main() -> None:
    """Read the options and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", metavar="NAME", help="list what this file of the open part misses")
    parser.add_argument("--heldout", action="store_true", help="the held-out part as well")
    args = parser.parse_args()
    table(FIXTURES / "cases", args.failures)
    if args.heldout:
        print("\nheld out")
        table(FIXTURES / "cases" / "heldout", None)


if __name__ == "__main__":
    main()
