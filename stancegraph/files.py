"""Writing files so that a reader never sees half of one."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[IO[str]]:
    r"""Open a text file that takes the place of `path` only once all of it is written.

    The text is UTF-8 with ``\n`` line ends on every system. It is written beside `path` and renamed; if the
    block raises, `path` is as it was before.

    Parameters
    ----------
    path
        Where the file shall be. Its folder must exist.

    Raises
    ------
    OSError
        If the folder is missing or may not be written to.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = tempfile.TemporaryDirectory()
    >>> with replacing(pathlib.Path(folder.name) / "note.txt") as file:
    ...     _ = file.write("kept")
    >>> (pathlib.Path(folder.name) / "note.txt").read_text()
    'kept'
    >>> folder.cleanup()
    """
    target = Path(path)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            yield file
        # mkstemp makes files for the owner alone; a result is an ordinary file.
        Path(name).chmod(_ordinary_mode())
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _ordinary_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
