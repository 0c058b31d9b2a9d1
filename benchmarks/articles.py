"""How well the statements of whole articles are found: ``python benchmarks/articles.py [FOLDER]``.

The folder holds ``docs/*.txt`` and hand-coded ``gold/*.jsonl``, as ``fixtures/articles`` does. A statement is right if
the hand-coded one has the same source, stance and target, in either direction where the stance holds both ways:

    in the sentence   and both come from the same sentence; each counts once
    in the article    whatever sentence they come from; each triple counts once an article
"""

from __future__ import annotations

import argparse
import json
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

from stancegraph import Actor, SkippedTextWarning, Statement, iter_extractions, load_codebook, read_documents

ARTICLES = Path(__file__).parent.parent / "fixtures" / "articles"
SYMMETRIC = {stance.name for stance in load_codebook().stances.values() if stance.symmetric}


def is_same(actor: Actor | None, coded: dict[str, Any] | None) -> bool:
    """Tell whether an actor is the hand-coded one: by name or any other name that the text gives it."""
    if actor is None or coded is None:
        return actor is None and coded is None
    if actor.kind == coded["kind"] == "country":
        return actor.country == coded["country"]
    return actor.name.casefold() in {name.casefold() for name in (coded["name"], *coded.get("aliases", ()))}


def is_right(statement: Statement, coded: dict[str, Any]) -> bool:
    """Tell whether source, stance and target are the hand-coded ones."""
    ways = [(coded["source"], coded["target"])]
    if statement.stance in SYMMETRIC:
        ways.append((coded["target"], coded["source"]))
    return statement.stance == coded["stance"] and any(
        is_same(statement.source, source) and is_same(statement.target, target) for source, target in ways
    )


def is_in_sentence(statement: Statement, coded: dict[str, Any]) -> bool:
    """Tell whether the words that show a statement stand in the hand-coded sentence."""
    return bool(coded["start"] <= statement.evidence.cue.start < coded["end"])


def in_sentences(statements: list[Statement], gold: list[dict[str, Any]]) -> Counter[str]:
    """Count by sentence; of those that are right, how many have the right factuality too."""
    left = list(gold)
    count = Counter(found=len(statements), coded=len(gold))
    for statement in statements:
        match = next((g for g in left if is_in_sentence(statement, g) and is_right(statement, g)), None)
        if match is not None:
            left.remove(match)
            count.update(right=1, factual=int(statement.factuality == match["factuality"]))
    return count


def in_article(statements: list[Statement], gold: list[dict[str, Any]]) -> Counter[str]:
    """Count by article, every triple once."""
    found = {(s.source.id, s.stance, s.target and s.target.id): s for s in statements}
    coded = {json.dumps([g["source"]["name"], g["stance"], g["target"] and g["target"]["name"]]): g for g in gold}
    hits = [g for g in coded.values() if any(is_right(s, g) for s in found.values())]
    right = [s for s in found.values() if any(is_right(s, g) for g in coded.values())]
    return Counter(found=len(found), coded=len(coded), right=len(right), hit=len(hits))


def line(name: str, n: Counter[str]) -> str:
    """Return one line of the table."""
    p = n["right"] / n["found"] if n["found"] else 0.0
    r = n.get("hit", n["right"]) / n["coded"] if n["coded"] else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return f"{name:24} P {p:.3f}  R {r:.3f}  F1 {f:.3f}   {n['coded']} coded, {n['found']} found"


def main() -> None:
    """Read the articles, and print a line for each and the sums."""
    arguments = argparse.ArgumentParser(description="Precision and recall of extraction on hand-coded articles.")
    arguments.add_argument("folder", nargs="?", type=Path, default=ARTICLES, help="with docs/ and gold/")
    folder = arguments.parse_args().folder
    warnings.simplefilter("ignore", SkippedTextWarning)

    sentences: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    print("in the sentence")
    for document, statements in iter_extractions(read_documents(folder / "docs")):
        file = folder / "gold" / f"{document.id}.jsonl"
        gold = [json.loads(text) for text in file.read_text(encoding="utf-8").splitlines()]
        count = in_sentences(statements, gold)
        sentences.update(count)
        articles.update(in_article(statements, gold))
        print(line(document.id, count))
    print(line("all", sentences))
    print(f"{'their factuality':24} right for {sentences['factual']} of {sentences['right']}")
    print("\nin the article")
    print(line("all", articles))


if __name__ == "__main__":
    main()
