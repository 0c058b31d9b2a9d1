"""Sentences with their speaker in the middle, put so that the parser can read them.

Of «"We condemn," the minister said, "this raid by Chad."» the small model makes two halves that do not belong together.
Where the speaker stands last, as in «"We condemn this raid by Chad," the minister said.», it seldom errs. So it is
given the sentence in that order, and the words go back to their places afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAYS: Final = (
    "add|added|adds|announced|argued|asked|continued|declared|explained|insisted|noted|replied|said|says|told|warned|"
    "went on|wrote"
)
_SPLIT: Final = re.compile(
    rf"""(?P<close>,["\u201d]|["\u201d],)\s     # the first half ends
    (?P<middle>
        (?!and\s|but\s|then\s)               # another sentence
        (?:[^\s",;:.()\u201c\u201d]+(?:,\s|\s)){{0,9}}  # who says it
        (?:{_SAYS})                           # or here
        (?:(?:,\s|\s)[^\s",;:()\u201c\u201d]+){{0,9}}?
    ),\s(?P<open>["\u201c])
    # the second half goes on, in a small letter
    (?P<second>[a-z](?:[^".!?\u201c\u201d]|(?<=[A-Z])\.|(?<=\b(?:Dr|Mr|Ms|St))\.|(?<=\bMrs)\.|\.(?=\d))*)
    (?P<end>[.!?]["\u201d]|[.!?](?=\s))
    """,
    re.VERBOSE,
)
# A second half that begins with one of these keeps the comma before it.
_JOINING: Final = re.compile(
    r"(?:although|and|as|because|but|if|nor|or|so|though|unless|until|when|where|which|while|who|yet)\b"
)
# A longer half is no half: a mark was forgotten.
LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Joined:
    """A paragraph in the order in which the parser reads it.

    Attributes
    ----------
    text
        With each speaker behind the quote that he stands within.
    origins
        Where each character, and the end of the text, comes from.
    dropped
        Where the marks are that the joined text does without.
    """

    text: str
    origins: Sequence[int]
    dropped: tuple[int, ...]


def joined(text: str) -> Joined | None:
    """Return a paragraph with its split quotes joined, None if it has none.

    >>> found = joined('"We condemn," he said, "this raid."')
    >>> found.text
    '"We condemn this raid ," he said ."'
    """
    splits = [m for m in _SPLIT.finditer(text) if _is_within_quote(text, m)]
    if not splits:
        return None
    pieces: list[tuple[int, int]] = []
    dropped: list[int] = []
    at = 0
    for split in splits:
        close = split.start("close")
        second, end = split.span("second"), split.start("end")
        comma = split.end("middle")
        if _JOINING.match(text, second[0]):
            pieces += [(at, close), (comma, comma + 1), second]
        else:
            pieces += [(at, close), second]
            dropped.append(comma)
        pieces += [(close, split.end("close")), split.span("middle")]
        dropped.append(split.start("open"))
        at = end
    pieces.append((at, len(text)))
    characters: list[str] = []
    origins: list[int] = []
    for begin, stop in pieces:
        characters += [*text[begin:stop], " "]
        origins += range(begin, stop + 1)
    return Joined("".join(characters[:-1]), origins, tuple(dropped))


def _is_within_quote(text: str, split: re.Match[str]) -> bool:
    """Tell whether a quote is open where its first half ends, and no longer than one is."""
    before = text[max(0, split.start() - LONGEST) : split.start()]
    marks = [c for c in before if c in '"\u201c\u201d']
    return bool(marks) and (marks[-1] == "\u201c" or (marks[-1] == '"' and text[: split.start()].count('"') % 2 == 1))
