"""A report as Markdown, in which no name and no quote can become markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from stancegraph.report.blocks import (
    Command,
    Heading,
    Items,
    Picture,
    Quotes,
    Table,
    Words,
    address,
    cell_text,
    circumstances,
    one_line,
    origin,
    said_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stancegraph.models import Statement
    from stancegraph.report.blocks import Block, Cell, Section


def as_markdown(title: str, sections: Iterable[Section]) -> str:
    """Return the report as CommonMark with tables."""
    parts = [f"# {escaped(title)}"]
    for section in sections:
        parts.append(f"## {escaped(section.title)}")
        parts += [written for block in section.blocks if (written := _written(block))]
    return "\n\n".join(parts) + "\n"


def _written(block: Block) -> str:  # noqa: PLR0911 - one for each sort of block
    match block:
        case Words(text):
            return escaped(text)
        case Items(texts):
            return "\n".join(f"* {escaped(text)}" for text in texts)
        case Heading(text):
            return f"### {escaped(text)}"
        case Command(text):
            return "\n".join(f"    {line}" for line in text.split("\n"))
        case Table():
            return _table(block)
        case Quotes(statements):
            return "\n\n".join(map(_quote, statements))
        case Picture(kind):
            return f"A figure belongs here: it is in the report as .html, and `stancegraph plot {kind}` draws it."
    assert_never(block)


def _table(table: Table) -> str:
    lines = [
        f"*{escaped(table.caption)}*",
        "",
        _row(table.columns),
        "|" + "|".join("---:" if table.is_numeric(at) else "---" for at in range(len(table.columns))) + "|",
        *map(_row, table.rows),
    ]
    return "\n".join(lines)


def _row(cells: Iterable[Cell]) -> str:
    return "| " + " | ".join(escaped(cell_text(cell)) for cell in cells) + " |"


def _quote(statement: Statement) -> str:
    before, cue, after = map(_spaced, statement.evidence.parts())
    quote = one_line(f"{before}«{cue}»{after}")
    where = escaped(origin(statement))
    url = address(statement)
    # In angle brackets an address ends only where it must; what could end it earlier is encoded.
    link = "" if url is None else f" <{_encoded(url)}>"
    head = f"**{escaped(said_of(statement))}** · {escaped(circumstances(statement))}"
    return f"{head}\n\n> {escaped(quote)}\n>\n> — {where}{link}"


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _encoded(url: str) -> str:
    return "".join(c if c in _IN_ADDRESS else "".join(f"%{byte:02X}" for byte in c.encode()) for c in url)


def escaped(text: str) -> str:
    r"""Return text that Markdown shows as it is: no emphasis, link, image, heading, list, table, HTML or mathematics.

    Examples
    --------
    >>> print(escaped("- [x](javascript:y) <b>1*2</b> www.example.org"))
    \- \[x\](javascript:y) \<b\>1\*2\</b\> www\.example.org
    """
    line = one_line("".join(c if c.isprintable() or c.isspace() else "" for c in text))
    line = _ACTIVE.sub(r"\\\g<0>", line)
    # Bare addresses become links in GitHub's Markdown, on a colon or after www.
    line = _ADDRESS.sub(r"\g<1>\\\g<2>", line)
    return _AT_START.sub(r"\g<1>\\\g<2>", line)


_ACTIVE: Final = re.compile(r"[\\`*_\[\]<>&|~$]")
_ADDRESS: Final = re.compile(r"(?i)(\bhttps?|\bftp|\bwww|\bmailto|\bxmpp)([:.])")
_AT_START: Final = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[#+\-=:]))(.)")
_IN_ADDRESS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%")
