"""Names that a text itself says are places: "the town of Kalembe", "Kalembe, a village in the east", "Kalembe, 30 km".

The model takes many a town that no list knows for a person or a body, who would then be seized or shelled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# What an aside, or "of", may call a place that no list knows.
PLACES: Final = frozenset(
    {"airfield", "airport", "base", "camp", "city", "district", "hamlet", "island", "oasis", "outpost", "port",
     "province", "region", "settlement", "suburb", "town", "township", "village"}
)  # fmt: skip
# How far it lies from somewhere.
DISTANCES: Final = frozenset({"kilometer", "kilometre", "km", "kms", "mile"})
# How many words may stand between the comma behind a name and what says that it is a place: a small market town.
ASIDE_WORDS: Final = 4
# A longer run of capitals is no name of a town.
NAME_WORDS: Final = 4


def told_places(words: list[Word]) -> frozenset[str]:
    """Return the names that the text calls places, wherever else they stand in it.

    A text it gets wrong: "the town of Bismarck was proud. Bismarck, a Prussian, declared war."
    """
    names = (i for i, w in enumerate(words) if w.pos == "PROPN")
    found = (name for i in names for name in (_behind_of(words, i), _before_aside(words, i)))
    return frozenset(name for name in found if name)


def _behind_of(words: list[Word], i: int) -> str:
    """Return the name in "the village of NAME" that begins at word `i`."""
    if i < 2 or words[i - 1].lower != "of" or words[i - 2].lemma not in PLACES:
        return ""
    end = i + 1
    while end < min(len(words), i + NAME_WORDS) and (words[end].pos == "PROPN" or words[end].text == "-"):
        end += 1
    return _text(words[i:end])


def _before_aside(words: list[Word], i: int) -> str:
    """Return the name that ends at word `i` with an aside behind it that says what or where it is."""
    if i + 3 >= len(words) or words[i + 1].text != ",":
        return ""
    aside = []
    for word in words[i + 2 : i + 2 + ASIDE_WORDS]:
        if word.pos in {"VERB", "AUX", "ADP", "PUNCT", "PRON"}:
            break
        aside.append(word)
    if not aside or not (
        any(w.lemma in DISTANCES or w.lower in DISTANCES for w in aside)
        or (aside[0].lower in {"a", "an"} and aside[-1].lemma in PLACES)
    ):
        return ""
    begin = i
    while begin > 0 and i - begin < NAME_WORDS and (words[begin - 1].pos == "PROPN" or words[begin - 1].text == "-"):
        begin -= 1
    return _text(words[begin : i + 1])


def _text(words: list[Word]) -> str:
    return " ".join(w.text for w in words)
