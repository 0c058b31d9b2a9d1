"""Inputs to texts: files, folders and standard input, their bytes and their encoding."""

from __future__ import annotations

import errno
import os
import re
import sys
import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, TextIO
from weakref import WeakKeyDictionary

from stancegraph.errors import ReadError, SkippedTextWarning

if TYPE_CHECKING:
    from collections.abc import Callable

STANDARD_INPUT: Final = "-"
_STANDARD_INPUT_NAME: Final = "standard input"

LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_DECLARED_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


def is_standard_input(path: str | Path) -> bool:
    """Return whether an input is `STANDARD_INPUT`, as text or as a path."""
    return str(path) == STANDARD_INPUT


def name_of(path: str | Path) -> str:
    """Return what messages call the input."""
    return _STANDARD_INPUT_NAME if is_standard_input(path) else str(path)


def is_link_to_itself(path: Path) -> bool:
    """Return whether a path is a symbolic link that leads back to itself, at once or over others."""
    if not path.is_symlink():
        return False
    try:
        # In this way it raises on every version of Python: RuntimeError up to 3.12, OSError afterwards.
        path.resolve(strict=True)
    except FileNotFoundError:
        return False
    except (OSError, RuntimeError) as error:
        return isinstance(error, RuntimeError) or error.errno == errno.ELOOP
    return False


def refuse_unusable(path: str | Path) -> None:
    """Refuse what stands for no file at all.

    Raises
    ------
    ReadError
        If the path is empty, or a link that leads to itself.
    """
    # An empty text would otherwise stand for the current folder.
    if path == "":
        raise ReadError("an empty name of an input, expected a file, a folder or - for standard input")
    if is_link_to_itself(Path(path)):
        raise ReadError(f"{path}: a link that leads to itself, expected a file or folder")


def files_in(folder: Path, *, reason_to_skip: Callable[[Path], str | None]) -> list[Path]:
    """Return the files in a folder and the folders in it, by their relative path.

    What is hidden, a link to a folder or out of this one, or has a `reason_to_skip` is left out and counted in a
    `SkippedTextWarning`.

    Raises
    ------
    ReadError
        If nothing is left, or a folder may not be read.
    """
    found: list[Path] = []
    skipped: Counter[str] = Counter()
    root = folder.resolve()
    try:
        # Links to folders could loop or lead outside; os.walk does not follow them, so they are only counted.
        for here, folders, names in os.walk(folder, onerror=_raise):
            skipped["links"] += sum(Path(here, name).is_symlink() for name in folders)
            skipped["hidden"] += sum(name.startswith(".") for name in folders)
            folders[:] = [name for name in folders if not name.startswith(".")]
            for path in (Path(here, name) for name in names):
                reason = _ground_to_skip(path, root) or reason_to_skip(path)
                if reason is None:
                    found.append(path)
                else:
                    skipped[reason] += 1
    except OSError as error:
        raise ReadError(f"{folder}: cannot be read: {error.strerror or error}") from error
    reasons = ", ".join(f"{count} {reason}" for reason, count in sorted((+skipped).items()))
    if not found:
        raise ReadError(f"{folder}: nothing to read in this folder" + (f" ({reasons})" if reasons else ""))
    if reasons:
        warnings.warn(f"{folder}: left out: {reasons}", SkippedTextWarning, stacklevel=2)
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _raise(error: OSError) -> NoReturn:
    raise error


def _ground_to_skip(path: Path, root: Path) -> str | None:
    if path.name.startswith("."):
        return "hidden"
    if path.is_symlink() and (is_link_to_itself(path) or not path.resolve().is_relative_to(root)):
        return "links"
    return None if path.is_file() else "not files"


_standard_input_kept: WeakKeyDictionary[TextIO, bytes] = WeakKeyDictionary()


def bytes_of(path: str | Path) -> bytes:
    """Return all bytes of a file or of standard input.

    Raises
    ------
    ReadError
        If there is none, or it may not be read.
    """
    refuse_unusable(path)
    try:
        return _standard_input() if is_standard_input(path) else Path(path).read_bytes()
    except FileNotFoundError:
        raise ReadError(f"{name_of(path)}: no such file or folder") from None
    except OSError as error:
        raise ReadError(f"{name_of(path)}: cannot be read: {error.strerror or error}") from error


def _standard_input() -> bytes:
    # It can be read only once, but is asked for twice: for what it holds, then for its content.
    if sys.stdin is None:
        raise ReadError(f"{_STANDARD_INPUT_NAME}: there is none")
    if sys.stdin not in _standard_input_kept:
        stream = getattr(sys.stdin, "buffer", None)
        data = sys.stdin.read().encode("utf-8", "surrogatepass") if stream is None else stream.read()
        _standard_input_kept[sys.stdin] = data
    return _standard_input_kept[sys.stdin]


def decoded(data: bytes, *, encoding: str, name: str) -> str:
    r"""Return the text of some bytes, without a byte order mark and otherwise unchanged.

    Raises
    ------
    ReadError
        If there are no bytes, or they are binary or in another encoding.

    Examples
    --------
    >>> decoded(b"\xef\xbb\xbfOne\r\ntwo", encoding="utf-8", name="note.txt")
    'One\r\ntwo'
    """
    if not data:
        raise ReadError(f"{name}: it is empty")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and not encoding.lower().startswith(("utf-16", "utf-32")):
        raise ReadError(f"{name}: UTF-16, not {encoding}; read it with --encoding utf-16")
    try:
        text = data.decode(encoding)
    except LookupError:
        raise ReadError(f"{name}: unknown encoding {encoding!r}") from None
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise _binary(name, data) from None
        line = data.count(b"\n", 0, error.start) + 1
        where = f"byte {data[error.start]:#04x} at offset {error.start}, line {line}"
        raise ReadError(f"{name}: not {encoding.upper()} ({where}); name its encoding with --encoding") from None
    except UnicodeError as error:
        raise ReadError(f"{name}: not {encoding.upper()} ({error})") from None
    if "\0" in text:
        raise _binary(name, data)
    if half := LONE_SURROGATE.search(text):
        raise ReadError(f"{name}: half a character ({half.group()!r}) at offset {half.start()}, expected text")
    return text.removeprefix("\ufeff")


def _binary(name: str, data: bytes) -> ReadError:
    return ReadError(f"{name}: a binary file (NUL byte at offset {data.find(0)}), expected text")


def page_encoding(data: bytes, *, encoding: str) -> str:
    """Return `encoding` if it fits the bytes of a web page, else the one that the page says it has."""
    try:
        data.decode(encoding)
    except (LookupError, UnicodeError):
        declared = _DECLARED_CHARSET.search(data[:4096])
        return declared.group(1).decode("ascii") if declared else encoding
    return encoding
