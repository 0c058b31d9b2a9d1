"""What ``confidence`` is worth: ``python benchmarks/calibration.py [FOLDER ...]``.

Statements of hand-coded articles are put into bins by their confidence. In each bin the mean confidence should be the
share that is right: source, stance, target and sentence. Below stand the expected calibration error, the mean of the
distances between the two, weighted by the size of the bins (Naeini, Cooper and Hauskrecht 2015,
doi:10.1609/aaai.v29i1.9602), and the Brier score, the mean square of confidence minus 1 or 0 (Brier 1950,
doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2), beside that of giving every statement the share of all.
"""

from __future__ import annotations

import argparse
import json
import warnings
from itertools import pairwise
from pathlib import Path
from typing import Final

from articles import is_in_sentence, is_right
from quality import FIXTURES

from stancegraph import SkippedTextWarning, iter_extractions, read_documents

# Between these bounds lie about as many statements each.
BOUNDS: Final = (0.0, 0.45, 0.57, 0.64, 0.8, 1.0)

Judged = tuple[float, bool]


def judged(folder: Path) -> list[Judged]:
    """Return the confidence of each statement in the articles of a folder, and whether it is right."""
    found: list[Judged] = []
    for document, statements in iter_extractions(read_documents(folder / "docs")):
        left = [
            json.loads(line)
            for line in (folder / "gold" / f"{document.id}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        for statement in statements:
            match = next((g for g in left if is_in_sentence(statement, g) and is_right(statement, g)), None)
            if match is not None:
                left.remove(match)
            found.append((statement.confidence, match is not None))
    return found


def mean(numbers: list[float]) -> float:
    """Return the mean; nan of nothing."""
    return sum(numbers) / len(numbers) if numbers else float("nan")


def brier(statements: list[Judged], *, said: float | None = None) -> float:
    """Return the Brier score of the confidences, or of saying the same number for all."""
    return mean([((confidence if said is None else said) - right) ** 2 for confidence, right in statements])


def main() -> None:
    """Read the articles and print a table for each folder."""
    arguments = argparse.ArgumentParser(description="How often statements of some confidence are right.")
    defaults = [FIXTURES / "articles", FIXTURES / "unseen-articles"]
    arguments.add_argument("folders", nargs="*", type=Path, default=defaults, help="each with docs/ and gold/")
    warnings.simplefilter("ignore", SkippedTextWarning)
    for folder in arguments.parse_args().folders:
        statements = judged(folder)
        print(f"{folder.name}, {len(statements)} statements\n  confidence    mean  right    n")
        error = 0.0
        for low, high in pairwise(BOUNDS):
            inside = [s for s in statements if low <= s[0] < high or s[0] == high == BOUNDS[-1]]
            said, right = mean([c for c, _ in inside]), mean([float(r) for _, r in inside])
            error += abs(said - right) * len(inside) / len(statements) if inside else 0.0
            print(f"  {low:.2f} to {high:.2f}  {said:.2f}   {right:.2f}  {len(inside):3}")
        share = mean([float(right) for _, right in statements])
        print(
            f"  expected calibration error {error:.3f}, Brier score {brier(statements):.3f} "
            f"(all {share:.2f}: {brier(statements, said=share):.3f})\n"
        )


if __name__ == "__main__":
    main()
