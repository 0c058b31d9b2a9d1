"""CPU time of extraction beside that of the parser alone: ``python benchmarks/cpu.py [FOLDER]``.

Without a folder it measures the articles of ``fixtures/``, then its single sentences, each a document. The same texts
are read in one run with the same spaCy model: once by bare ``nlp.pipe`` over the whole texts with the components that
rules need, once by `extract`, which parses and then finds statements. The figure to look at is the ratio: it hardly
depends on the machine. What `extract` keeps of words (`extraction.word_forms`) it has from the reading before; of texts
that are quite new it takes a twentieth more.
"""

from __future__ import annotations

import argparse
import statistics
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from quality import FIXTURES, read_cases

from stancegraph import Document, SkippedTextWarning, extract, read_documents
from stancegraph.extraction.parsing import describe_model, load_model

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = FIXTURES / "articles" / "docs"
CASES = FIXTURES / "cases"
REPEATS = 5


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU time that a piece of work takes in this process, all its threads together."""
    before = time.process_time()
    work()
    return time.process_time() - before


def sentences() -> list[Document]:
    """Return the texts of the open cases, each as a document."""
    cases = (case for of_file in read_cases(CASES).values() for case in of_file)
    return [Document(id=f"case-{number}", text=case["text"]) for number, case in enumerate(cases)]


def measure(documents: list[Document], repeats: int) -> None:
    """Measure in turns, and print medians and ratio."""
    texts = [document.text for document in documents]
    nlp = load_model()

    def bare() -> int:
        return sum(len(doc) for doc in nlp.pipe(texts))

    tokens = bare()
    extract(documents)  # both once unmeasured: models, lists and the parser's vocabulary are loaded
    # In turns, so that whatever else the machine does falls on both.
    pairs = [(cpu_seconds(bare), cpu_seconds(lambda: extract(documents))) for _ in range(repeats)]
    ratios = [whole / parser for parser, whole in pairs]

    print(f"{len(texts):,} texts, {tokens:,} tokens, {describe_model(nlp)}, median of {repeats}")
    print(f"nlp.pipe  {statistics.median(parser for parser, _ in pairs):7.3f} s CPU")
    print(f"extract   {statistics.median(whole for _, whole in pairs):7.3f} s CPU")
    print(f"ratio     {statistics.median(ratios):7.2f}    (from {min(ratios):.2f} to {max(ratios):.2f})")


def main() -> None:
    """Read the options, and measure."""
    arguments = argparse.ArgumentParser(description="CPU time of extraction beside that of the parser alone.")
    arguments.add_argument(
        "folder", nargs="?", type=Path, help="of texts; the articles and sentences of fixtures/ if not given"
    )
    arguments.add_argument(
        "--repeats", type=int, default=REPEATS, help="measurements of each, of which the median counts"
    )
    given = arguments.parse_args()
    warnings.simplefilter("ignore", SkippedTextWarning)
    measure(read_documents(given.folder or TEXTS), given.repeats)
    if given.folder is None:
        measure(sentences(), given.repeats)


if __name__ == "__main__":
    main()
