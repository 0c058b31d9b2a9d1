"""How often each way of finding a statement is right: ``python benchmarks/sureness.py``.

Over the open cases and the articles of ``fixtures/``, it counts the findings by the sort of pattern and by how source
and target were read, and of each sort the share that is right. The constants ``SURE`` of
``stancegraph.extraction.findings`` and ``SURENESS`` of ``stancegraph.extraction.readings`` are set on these shares.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from quality import FIXTURES, key, read_cases, wanted

from stancegraph import load_codebook, load_gazetteer
from stancegraph.extraction.mending import mend
from stancegraph.extraction.naming import read_names
from stancegraph.extraction.parsing import load_model, parse
from stancegraph.extraction.quoting import speakers_by_word
from stancegraph.extraction.references import References
from stancegraph.extraction.stances import StanceReader
from stancegraph.models import Document, FoundBy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quality import Found

    from stancegraph.extraction.findings import Finding
    from stancegraph.models import Actor


def findings(text: str) -> list[Finding]:
    """Return what is found in a text and becomes statements."""
    codebook = load_codebook()
    parsed = parse(Document(id="text", text=text), load_model())
    mend(parsed, codebook)
    references = References(read_names(parsed, load_gazetteer()), speakers_by_word(parsed))
    reader = StanceReader(parsed, references, codebook, FoundBy(extractor="benchmark", version="0"))
    reader.statements()
    return reader.kept


def texts() -> Iterable[tuple[str, set[Found]]]:
    """Yield each text with the statements that are right in it."""
    for cases in read_cases(FIXTURES / "cases").values():
        for case in cases:
            yield case["text"], wanted(case)
    for file in sorted((FIXTURES / "articles" / "docs").glob("*.txt")):
        lines = (FIXTURES / "articles" / "gold" / f"{file.stem}.jsonl").read_text(encoding="utf-8").splitlines()
        coded = [json.loads(line) for line in lines]
        target = [None if s["target"] is None else s["target"]["name"] for s in coded]
        yield (
            file.read_text(encoding="utf-8"),
            {key(s["source"]["name"], s["stance"], t) for s, t in zip(coded, target, strict=True)},
        )


def main() -> None:
    """Count and print."""
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for text, right in texts():
        names = {name for source, _, target in right for name in (source, target)}
        for f in findings(text):
            ends = [None if r is None else _name(r.actor, names) for r in (f.source, f.target)]
            is_right = key(ends[0] or "", f.stance, ends[1]) in right
            counts[f"pattern: {f.origin}"][is_right] += 1
            for reading in (f.source, f.target):
                if reading is not None:
                    counts[f"actor: {reading.how}"][is_right] += 1
    for sort, count in sorted(counts.items()):
        print(f"{sort:24} {count[True] / count.total():.2f} of {count.total()}")


def _name(actor: Actor, names: set[str | None]) -> str:
    called = [actor.name, *actor.aliases]
    return next((n for n in called if n in names), called[0])


if __name__ == "__main__":
    main()
