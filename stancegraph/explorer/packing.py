"""Values as they stand in the page: columns in place of objects, repeated values once, JSON that no text can end.

Packed means gzipped and in base64: a tenth of the size for the numbers and a third for the sentences, and without any
character that could mean something to the page around it.
"""

from __future__ import annotations

import base64
import gzip
import json
import math
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
LEVEL: Final = 6  # of gzip; 9 takes three times as long for one in a hundred


class Interned:
    """Values in order of first sight; the position of each, -1 for None."""

    def __init__(self) -> None:
        self.positions: dict[Any, int] = {}

    def __call__(self, value: Any) -> int:
        return -1 if value is None else self.positions.setdefault(value, len(self.positions))

    def values(self) -> list[Any]:
        return list(self.positions)


def columns(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    """Return rows as columns, one list for each name."""
    listed = list(rows)
    if not listed:
        return {name: [] for name in names}
    return dict(zip(names, map(list, zip(*listed, strict=True)), strict=True))


def as_day(day: dt.date | str | None) -> str | None:
    """Return a day as ISO text; what a file without dates holds becomes None."""
    return None if day is None or day == "" else str(day)


def as_number(value: float | None) -> float | None:
    """Return six digits: more than is shown, and enough to rank ten thousand actors. What is not finite becomes None."""
    return float(f"{value:.6g}") if value is not None and math.isfinite(value) else None


def utf16_length(text: str) -> int:
    """Return the length in the units that the browser's strings count in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def as_json(value: Any) -> str:
    r"""Return compact JSON. Lone halves of surrogate pairs, which no UTF-8 file can hold, become U+FFFD.

    Raises
    ------
    ValueError
        If a number is not finite.

    Examples
    --------
    >>> as_json({"quote": "a\ud83d"})
    '{"quote":"a\ufffd"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _LONE_SURROGATE.sub("\ufffd", text)


def packed(value: Any) -> str:
    """Return `value` as JSON, gzipped and in base64; the same bytes for the same value.

    Raises
    ------
    ValueError
        If a number is not finite.
    """
    return base64.b64encode(gzip.compress(as_json(value).encode(), LEVEL, mtime=0)).decode()


def unpacked(text: str) -> Any:
    """Return what was packed, as the page's own script reads it.

    Examples
    --------
    >>> unpacked(packed({"quote": "</script>"}))
    {'quote': '</script>'}
    """
    return json.loads(gzip.decompress(base64.b64decode(text)))
