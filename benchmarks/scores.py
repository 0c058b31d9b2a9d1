"""The score table of the README: ``python benchmarks/scores.py``.

Every row is a set of texts with hand-coded statements, with precision, recall and F1 and the 95 % interval of F1. The
interval is a percentile bootstrap (Efron 1979, doi:10.1214/aos/1176344552) that draws cases, or whole articles, with
replacement: statements of one article stand or fall together. ``--gold FOLDER`` adds a row for articles elsewhere, in
the layout of ``fixtures/articles``.
"""

from __future__ import annotations

import argparse
import json
import random
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from articles import in_sentences
from quality import FIXTURES, found, read_cases, run, wanted

from stancegraph import SkippedTextWarning, iter_extractions, read_documents

DRAWS = 2000
SEED = 20


def count_articles(folder: Path) -> list[Counter[str]]:
    """Return a count for each article of a folder: statements right, found and coded."""
    counts = []
    for document, statements in iter_extractions(read_documents(folder / "docs")):
        lines = (folder / "gold" / f"{document.id}.jsonl").read_text(encoding="utf-8").splitlines()
        counts.append(in_sentences(statements, [json.loads(line) for line in lines]))
    return counts


def count_cases(folder: Path) -> tuple[list[Counter[str]], list[bool]]:
    """Return a count for each case that holds a statement, and for each that holds none whether one was found."""
    counts, false = [], []
    for cases in read_cases(folder).values():
        for case, statements in zip(cases, run(cases), strict=True):
            want, got = wanted(case), set(found(case, statements))
            if want:
                counts.append(Counter(right=len(want & got), found=len(got), coded=len(want)))
            else:
                false.append(bool(got))
    return counts, false


def measures(counts: list[Counter[str]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of counts together; 0 where nothing was found or coded."""
    right, got, coded = (sum(count[name] for count in counts) for name in ("right", "found", "coded"))
    precision, recall = right / got if got else 0.0, right / coded if coded else 0.0
    return precision, recall, 2 * right / (got + coded) if got + coded else 0.0


def interval(counts: list[Counter[str]]) -> tuple[float, float]:
    """Return the 95 % interval of F1, by drawing the texts anew."""
    rng = random.Random(SEED)
    draws = sorted(measures(rng.choices(counts, k=len(counts)))[2] for _ in range(DRAWS))
    return draws[round(0.025 * DRAWS)], draws[round(0.975 * DRAWS) - 1]


def row(name: str, counts: list[Counter[str]]) -> str:
    """Return one line of the table."""
    precision, recall, f1 = measures(counts)
    low, high = interval(counts)
    coded = sum(count["coded"] for count in counts)
    cells = (name, f"{coded:,}", f"{precision:.2f}", f"{recall:.2f}", f"{f1:.2f} ({low:.2f} to {high:.2f})")
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Read all texts and print the table."""
    parser = argparse.ArgumentParser(description="The score table of the README.")
    parser.add_argument("--gold", type=Path, metavar="FOLDER", help="a row for the articles of this folder too")
    args = parser.parse_args()
    warnings.simplefilter("ignore", SkippedTextWarning)

    print("| texts | statements | precision | recall | F1 (95 % interval) |")
    print("|---|---|---|---|---|")
    negatives = {}
    for name, folder in (("unseen", FIXTURES / "cases" / "heldout"), ("seen", FIXTURES / "cases")):
        counts, negatives[name] = count_cases(folder)
        print(row(f"{len(counts)} {name} sentences", counts), flush=True)
    folders = [("unseen", FIXTURES / "unseen-articles"), ("seen", FIXTURES / "articles")]
    if args.gold is not None:
        folders.append((args.gold.name, args.gold))
    for name, folder in folders:
        counts = count_articles(folder)
        print(row(f"{len(counts)} {name} articles", counts), flush=True)
    print()
    for name, false in negatives.items():
        share = sum(false) / len(false)
        print(f"Of {len(false)} {name} sentences without a statement, {sum(false)} yield one ({share:.1%}).")
    print(f"Measured on {datetime.now(UTC):%Y-%m-%d}.")


if __name__ == "__main__":
    main()
