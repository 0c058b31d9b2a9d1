"""Values as they stand in the page: columns in place of objects, repeated values once, JSON that no text can end.

What is small stays JSON that a person can search with any editor. What is large is gzipped and put in base64, which
leaves a tenth of the numbers and a third of the sentences.
"""

from __future__ import annotations

import base64
import gzip
import json
import math
import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

PLAIN_UP_TO: Final = 100_000  # characters of JSON that stand in the page as they are

# What could end the script element or, in old browsers, a line of script.
UNSAFE: Final = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
REPEATED: Final = 100  # entries from which a column of one value is written as that value and how often it stands there
LEVEL: Final = 4  # of gzip; 6 takes twice as long for one in twenty
AT_ONCE: Final = 256  # records, with all that hangs on them half a megabyte

T = TypeVar("T")


class Interned:
    """Values in order of first sight; the position of each, -1 for None."""

    def __init__(self) -> None:
        self.positions: dict[Any, int] = {}

    def __call__(self, value: Any) -> int:
        """Return the position of a value, which is given one if it has none."""
        return -1 if value is None else self.positions.setdefault(value, len(self.positions))

    def values(self) -> list[Any]:
        """Return the values by position."""
        return list(self.positions)


def columns(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    """Return rows as columns, one list for each name."""
    listed = list(rows)
    if not listed:
        return {name: [] for name in names}
    return dict(zip(names, map(list, zip(*listed, strict=True)), strict=True))


def some_at_a_time(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield a few hundred of many records, so that what is asked of one is asked while it is near in memory."""
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))


def as_day(day: dt.date | str | None) -> str | None:
    """Return a day as ISO text; what a file without dates holds becomes None."""
    return None if day is None or day == "" else str(day)


def as_number(value: float | None) -> float | None:
    """Return six digits, enough to rank ten thousand actors; what is not finite becomes None."""
    return float(f"{value:.6g}") if value is not None and math.isfinite(value) else None


def utf16_length(text: str) -> int:
    """Return the length in the units that the browser's strings count in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def as_json(value: Any) -> str:
    r"""Return JSON that may stand inside a script element: ``<``, ``>``, ``&`` and line separators are escaped.

    Lone halves of surrogate pairs, which no UTF-8 file can hold, become the replacement character.

    Raises
    ------
    ValueError
        If a number is not finite.

    Examples
    --------
    >>> print(as_json({"quote": "</script>"}))
    {"quote":"\u003c/script\u003e"}
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":"))
    for character, escaped in UNSAFE.items():
        text = text.replace(character, escaped)
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def told_once(value: Any) -> Any:
    """Return what is packed with its columns of one value written once: a third of the numbers of many graphs.

    Columns stand in objects, and these in objects or in lists of them; other lists are left as they are.

    Examples
    --------
    >>> told_once({"sign": [1, -1], "denied": [0] * 1000})
    {'sign': [1, -1], 'denied': {'all': 0, 'times': 1000}}
    """
    if isinstance(value, dict):
        return {name: told_once(each) for name, each in value.items()}
    if not isinstance(value, list) or not value:
        return value
    first = value[0]
    if isinstance(first, dict):
        return list(map(told_once, value))
    if len(value) < REPEATED or isinstance(first, list) or value.count(first) < len(value):
        return value
    return {"all": first, "times": len(value)}


def told_in_full(value: Any) -> Any:
    """Return what `told_once` was given."""
    if isinstance(value, dict):
        if value.keys() == {"all", "times"}:
            return [value["all"]] * value["times"]
        return {name: told_in_full(each) for name, each in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return list(map(told_in_full, value))
    return value


def packed(value: Any) -> str:
    """Return `value` as JSON or, if that is large, gzipped and in base64; the same text for the same value.

    Raises
    ------
    ValueError
        If a number is not finite.
    """
    text = as_json(told_once(value))
    if len(text) <= PLAIN_UP_TO:
        return text
    return base64.b64encode(gzip.compress(text.encode(), LEVEL, mtime=0)).decode()


def is_plain(text: str) -> bool:
    """Return whether what was packed is JSON as it stands."""
    return text.startswith("{")  # base64 has no brace


def unpacked(text: str) -> Any:
    """Return what was packed, as the page's own script reads it.

    Examples
    --------
    >>> unpacked(packed({"quote": "</script>"}))
    {'quote': '</script>'}
    """
    return told_in_full(json.loads(text if is_plain(text) else gzip.decompress(base64.b64decode(text))))
