"""Writing files so that a reader never sees half of one."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    r"""Open a text file that takes the place of `path` only once all of it is written.

    The text is UTF-8 with ``\n`` line ends on every system. It is written beside `path` and renamed; if the
    block raises, `path` is as it was before. A file that is there already passes its permissions on, and a symbolic
    link stays: what it points to is replaced. What is there and no regular file, such as a device, a named pipe or
    ``/dev/stdout``, cannot be replaced: the text goes straight into it, and what was written before an error stays.

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
    given = Path(path)
    if given.parent in _STREAMS or (given.exists() and not (given.is_file() or given.is_dir())):
        # Appended, because /dev/stdout may be a file to which others have written before.
        with given.open("a", encoding="utf-8", newline="\n") as file:
            yield file
        return
    target = given.resolve()
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            yield file
        # mkstemp makes files for the owner alone; a result is an ordinary file.
        Path(name).chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else _ordinary_mode())
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


# Behind these names are the open files of the process itself.
_STREAMS: Final = (Path("/dev"), Path("/dev/fd"), Path("/proc/self/fd"))


def _ordinary_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
