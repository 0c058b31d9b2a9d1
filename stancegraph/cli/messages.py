"""Words on standard error: notes, warnings and progress, never data."""

from __future__ import annotations

import sys
import threading
import unicodedata
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from stancegraph.errors import StancegraphWarning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME: Final = "stancegraph"
PATIENCE: Final = 1.0
"""Seconds of work before its progress is shown."""

# Direction marks can make a terminal show a name as another one.
_DIRECTIONS: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT: Final = {"\n": " ", "\t": " ", "\r": " ", "\u2028": " ", "\u2029": " "}


def printable(text: str) -> str:
    r"""Return `text` in one line, without what would steer a terminal.

    Examples
    --------
    >>> printable("two\nlines \x1b[31mred")
    'two lines [31mred'
    """
    return "".join(_KEPT.get(c, c) for c in text if c in _KEPT or not _steers(c))


def _steers(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} or character in _DIRECTIONS


def say(message: str) -> None:
    """Print one line on standard error."""
    from rich.console import Console
    from rich.text import Text

    # As a Text it is never read as markup, whatever names and paths are in it.
    Console(stderr=True, soft_wrap=True).print(Text(printable(f"{NAME}: {message}")))


@contextmanager
def warnings_said(*, debug: bool) -> Iterator[None]:
    """Say the package's own warnings as lines; those of its parts only with `debug`."""

    def show(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
        if issubclass(category, StancegraphWarning) or debug:
            say(f"warning: {message}")

    with warnings.catch_warnings():
        warnings.filterwarnings("always", category=StancegraphWarning)
        warnings.showwarning = show
        yield


@contextmanager
def progress(what: str, *, total: int) -> Iterator[Callable[[], None]]:
    """Show how far a piece of work is, if it takes longer than `PATIENCE` and somebody is looking.

    Yields a function to be called after each of the `total` steps.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Standard output is left alone: rich would print what goes there on the bar's side.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    task = bar.add_task(what, total=total)
    timer = threading.Timer(PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda: bar.advance(task)
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
