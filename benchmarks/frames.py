"""Every frame of ``fixtures/frames`` with every deed: ``python benchmarks/frames.py``.

A frame is a way of saying something, without what is said: "Iran stopped short of {doing}.", "the {adjective} leader".
Single sentences find rare faults; a frame that fails with every verb is a fault of the rules. This prints those that
fail, with what was found; ``--mark`` writes into every frame whether it is read rightly with all of its fillings, which
the tests hold it to.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from quality import FIXTURES

from stancegraph import Document, extract
from stancegraph.files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from stancegraph import Statement

FRAMES: Final = FIXTURES / "frames"
FILES: Final = ("clauses", "names", "answers", "headlines", "neutral")
NOTHING: Final = "nothing"

# What Iran does to Turkey in the frames of clauses, in the forms that they ask for.
DEEDS: Final = (
    {
        "stance": "condemns",
        "do": "condemn Turkey",
        "does": "condemns Turkey",
        "did": "condemned Turkey",
        "done": "condemned Turkey",
        "doing": "condemning Turkey",
    },
    {
        "stance": "sanctions",
        "do": "impose sanctions on Turkey",
        "does": "imposes sanctions on Turkey",
        "did": "imposed sanctions on Turkey",
        "done": "imposed sanctions on Turkey",
        "doing": "imposing sanctions on Turkey",
    },
)
# What those of a name do, and what is done to them; the other one is the country beside it. Persons are invented.
ACTS: Final = (
    ("accuses", "{one} accused {other} of breaking the truce."),
    ("consults", "{one} held talks with {other} on Friday."),
    ("condemns", "{other} was criticised by {one} for the raid."),
)
SIDES: Final = (
    {"country": "Turkey", "code": "TUR", "adjective": "Turkish", "people": "Turks", "capital": "Ankara",
     "person": "Kemal Aydin"},
    {"country": "Kenya", "code": "KEN", "adjective": "Kenyan", "people": "Kenyans", "capital": "Nairobi",
     "person": "Peter Kamau"},
    {"country": "Poland", "code": "POL", "adjective": "Polish", "people": "Poles", "capital": "Warsaw",
     "person": "Marek Nowicki"},
    {"country": "Chile", "code": "CHL", "adjective": "Chilean", "people": "Chileans", "capital": "Santiago",
     "person": "Pablo Rojas"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """A frame with words in it: the text, and which tie must be found in it how (`wants` are factualities).

    Without a stance, any tie at all is looked for.
    """

    text: str
    source: str
    stance: str
    target: str
    wants: frozenset[str]

    def found(self, statements: Iterable[Statement]) -> set[str]:
        """Return how the tie is found: the factualities of it, "nothing" alone if it is not there."""
        if not self.stance:
            return {str(s.factuality) for s in statements} or {NOTHING}
        ends = {self.source, self.target}
        both_ways = {"consults", "agrees", "cooperates"}
        return {
            str(s.factuality)
            for s in statements
            if s.stance == self.stance and s.target is not None
            if (s.source.country, s.target.country) == (self.source, self.target)
            or (s.stance in both_ways and {s.source.country, s.target.country} == ends)
        } or {NOTHING}


def fill(frame: dict[str, Any]) -> list[Filled]:
    """Return a frame with everything that may stand in it."""
    if "name" in frame:
        return _named(frame["name"])
    if "neutral" in frame:
        return [
            Filled(frame["neutral"].format(**side, other=other), "", "", "", frozenset({NOTHING}))
            for side, other in zip(SIDES[:2], SIDES[2:], strict=True)
        ]
    if "text" in frame:  # an answer to what was said just before, or a headline, as it stands
        return [
            Filled(frame["text"], frame["source"], frame["stance"], frame["target"], frozenset({"asserted", "planned"}))
        ]
    wants = frozenset(frame["wants"])
    return [Filled(frame["frame"].format(**deed), "IRN", deed["stance"], "TUR", wants) for deed in DEEDS]


def _named(name: str) -> list[Filled]:
    filled = []
    for i, (stance, act) in enumerate(ACTS):
        side, other = SIDES[i % len(SIDES)], SIDES[(i + 1) % len(SIDES)]
        words = name.format(**side)
        for one, two in ((words, other["country"]), (other["country"], words)):
            text = act.format(one=one, other=two).replace(",.", ".")
            ends = (side["code"], other["code"]) if one is words else (other["code"], side["code"])
            filled.append(Filled(text[0].upper() + text[1:], ends[0], stance, ends[1], frozenset({"asserted"})))
    return filled


def read_frames(name: str) -> list[dict[str, Any]]:
    """Return the frames of a file, one of `FILES`."""
    lines = (FRAMES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def misread(frames: list[dict[str, Any]]) -> list[list[tuple[Filled, set[str]]]]:
    """Return for every frame what of it is read wrongly, with how it is found."""
    filled = [fill(frame) for frame in frames]
    texts = [f.text for of_frame in filled for f in of_frame]
    statements: dict[str, list[Statement]] = {str(i): [] for i in range(len(texts))}
    for s in extract([Document(id=str(i), text=text) for i, text in enumerate(texts)]):
        statements[s.document.id].append(s)
    read = iter(statements.values())
    pairs = [[(f, f.found(next(read))) for f in of_frame] for of_frame in filled]
    return [[(f, found) for f, found in of_frame if not found <= f.wants] for of_frame in pairs]


def write_frames(frames: list[dict[str, Any]], path: Path) -> None:
    """Write frames one a line."""
    with replacing(path) as out:
        out.writelines(json.dumps(frame, ensure_ascii=False) + "\n" for frame in frames)


def main() -> None:
    """Print what is read wrongly, and mark it if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mark", action="store_true", help="write into every frame whether it is read rightly")
    args = parser.parse_args()
    for name in FILES:
        frames = read_frames(name)
        wrong = misread(frames)
        failing = sum(bool(w) for w in wrong)
        total, missed = sum(len(fill(f)) for f in frames), sum(map(len, wrong))
        print(f"{name}: {len(frames) - failing} of {len(frames)} frames right, {total - missed} of {total} sentences")
        for of_frame in wrong:
            for filled, found in of_frame:
                print(f"    {'/'.join(sorted(found)):10} wanted {'/'.join(sorted(filled.wants)):20} {filled.text}")
        if args.mark:
            marked = [{**f, "expect": "fail" if w else "pass"} for f, w in zip(frames, wrong, strict=True)]
            write_frames(marked, FRAMES / f"{name}.jsonl")


if __name__ == "__main__":
    main()
