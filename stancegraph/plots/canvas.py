"""What all figures have in common: size, colours, fonts, labels that are safe to draw, and files with the same bytes.

Names and titles come from texts that nobody has checked. They are never read as mathematics or as markup, stand in one
line, and are cut where they are too long.
"""

from __future__ import annotations

import io
import unicodedata
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stancegraph.errors import MissingExtraError, StancegraphWarning, UnknownNameError
from stancegraph.files import replacing

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# The colours of the explorer's page, whose blue and orange the colour-blind can tell apart.
FRIENDLY: Final = "#1c67b0"
HOSTILE: Final = "#c03e17"
NEUTRAL: Final = "#6a727d"
INK: Final = "#1c2128"
MUTED: Final = "#59616d"
LINE: Final = "#e3e3de"
CLUSTERS: Final = ("#2b8478", "#875497", "#a17510", "#b8527a", "#66792b", "#4d6f8f", "#8d6244", "#5b5fa8")
OF_SIGN: Final[Mapping[int, str]] = {1: FRIENDLY, 0: NEUTRAL, -1: HOSTILE}

PALEST: Final = 0.3
"""Share of colour in the palest tint: a single statement must stand out from the paper."""
DARK: Final = 0.6
"""Share of colour above which what is written on it is white; both ways the contrast is above 4.5."""

LONGEST_NAME: Final = 30  # characters, or names would take more room than what they name
DOTS_PER_INCH: Final = 150
TEXT_SIZE: Final = 9.0  # points
SMALL_SIZE: Final = 7.5

# Fonts with letters that matplotlib's own lacks; whichever of them is installed is asked for those.
FALLBACKS: Final = (
    "Noto Sans", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans CJK KR", "Noto Sans Arabic", "Noto Sans Hebrew",
    "Noto Sans Devanagari", "Noto Sans Thai", "Arial Unicode MS", "Microsoft YaHei", "Malgun Gothic", "Hiragino Sans",
)  # fmt: skip


def write_figure(figure: Figure, path: str | os.PathLike[str]) -> None:
    """Write a figure in the format that its ending names: .png, .svg or .pdf.

    The same figure gives the same bytes with the same version of matplotlib: no date, no random ids. Text in an SVG
    stays text, which can be searched and read aloud, and is shown in the fonts of whoever opens it.

    Raises
    ------
    UnknownNameError
        If the ending is another one.
    OSError
        If the folder is missing or may not be written to.
    """
    image = figure_bytes(figure, form=checked_ending(path))
    with replacing(path) as file:
        file.buffer.write(image)


def checked_ending(path: str | os.PathLike[str]) -> str:
    """Return the format that a path's ending names."""
    ending = Path(path).suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UnknownNameError(f"{path}: ending {ending!r}, expected one of {', '.join(FORMATS)}")
    return ending


def figure_bytes(figure: Figure, *, form: str) -> bytes:
    """Return a figure as a file of one of `FORMATS` holds it."""
    buffer = io.BytesIO()
    with drawing(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure.savefig(buffer, format=form, dpi=DOTS_PER_INCH, metadata=dict(FORMATS[form]))
    lacking = [each for each in caught if "missing from font" in str(each.message)]
    for each in caught:
        if each not in lacking:
            warnings.warn_explicit(each.message, each.category, each.filename, each.lineno)
    if lacking and form != "svg":
        message = "no installed font has some letters of these names; they are boxes here, and text in an .svg"
        warnings.warn(message, StancegraphWarning, stacklevel=2)
    return buffer.getvalue()


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with matplotlib's own defaults and ours, whatever the caller's settings; they are put back afterwards.

    Settings of matplotlib are global, so figures may be made in one thread at a time.
    """
    try:
        import matplotlib.style  # noqa: PLC0415 - an extra, and slow to load
        from matplotlib import font_manager  # noqa: PLC0415 - as above
    except ImportError as err:
        raise MissingExtraError("figures need matplotlib: pip install 'stancegraph[notebook]'") from err
    installed = set(font_manager.fontManager.get_font_names())
    family = ["DejaVu Sans", *(name for name in FALLBACKS if name in installed)]
    with matplotlib.style.context(["default", {**_SETTINGS, "font.family": family}]):
        yield


def new_figure(width: float, height: float, *, title: str | None, note: str = "") -> Figure:
    """Return a figure of that many inches with its title and, below it, a note; within `drawing` only."""
    from stancegraph.plots.shown import ShownFigure  # noqa: PLC0415 - loads matplotlib

    figure = ShownFigure(figsize=(width, height), layout="constrained", facecolor="white")
    if title:
        figure.suptitle(label(title, longest=int(width * 12)), x=0.01, ha="left", fontweight="bold")
    if note:
        figure.supxlabel(wrapped(note, width), x=0.01, ha="left", fontsize=SMALL_SIZE, color=MUTED)
    return figure


def legend(figure: Figure, note: str) -> None:
    """Put the legend below a figure, under a note."""
    figure.legend(
        loc="outside lower left",
        ncols=3,
        title=wrapped(note, figure.get_figwidth()),
        title_fontproperties={"size": SMALL_SIZE},
        alignment="left",
        handletextpad=0.3,
        columnspacing=1.2,
        borderaxespad=0.2,
    )


def empty_figure(reason: str, *, title: str | None) -> Figure:
    """Return a figure that says why there is nothing to see."""
    with drawing():
        figure = new_figure(6, 1.1, title=title)
        axes = figure.add_subplot()
        axes.set_axis_off()
        axes.text(0, 0.5, wrapped(reason, 6), transform=axes.transAxes, va="center", color=MUTED)
    return figure


def label(text: object, *, longest: int = LONGEST_NAME) -> str:
    r"""Return a name as it may be drawn: one line, without control characters, cut in the middle if it is too long.

    Examples
    --------
    >>> label("Ministry of\nForeign\x07 Affairs", longest=12)
    'Ministry…irs'
    """
    line = " ".join(str(text).split())
    plain = "".join(c for c in line if unicodedata.category(c) not in _UNDRAWN and (ord(c) & 0xFFFE) != 0xFFFE)
    if len(plain) <= longest:
        return plain
    # Names of posts and bodies often differ in their last words only.
    end = (longest - 1) // 3
    return plain[: longest - 1 - end].rstrip() + "…" + plain[len(plain) - end :].lstrip()


def number(value: float) -> str:
    """Return a weight as people write it.

    Examples
    --------
    >>> number(12345.0), number(2.5)
    ('12,345', '2.5')
    """
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3g}"


def wrapped(text: str, width: float) -> str:
    """Return words broken into lines that fit so many inches in small type."""
    import textwrap  # noqa: PLC0415 - here only

    return "\n".join(textwrap.wrap(text, int(width * 15)))


def tint(colour: str, share: float) -> tuple[float, float, float]:
    """Return a colour mixed with white, from `PALEST` at share 0 to itself at 1."""
    kept = PALEST + (1 - PALEST) * share
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return (1 - kept * (1 - red), 1 - kept * (1 - green), 1 - kept * (1 - blue))


def on_tint(share: float) -> str:
    """Return the colour of what is written on a tint."""
    return "white" if share > DARK else INK


def bare(axes: Axes) -> None:
    """Take the frame and the marks of an axis away, and leave its labels."""
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


# Control characters, lone surrogates, private use, and marks of direction, which can make a name look like another.
_UNDRAWN: Final = frozenset({"Cc", "Cs", "Co", "Cn", "Cf"})

_SETTINGS: Final[Mapping[str, Any]] = {
    "text.parse_math": False,
    "text.usetex": False,
    "font.size": TEXT_SIZE,
    "axes.titlesize": TEXT_SIZE,
    "axes.titlelocation": "left",
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.titlesize": 11,
    "legend.frameon": False,
    "legend.fontsize": SMALL_SIZE,
    "hatch.linewidth": 0.6,
    "date.converter": "concise",
    "svg.hashsalt": "stancegraph",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
}

FORMATS: Final[Mapping[str, Mapping[str, None]]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
"""The formats that figures are written in, with the metadata left out since they differ from one run to the next."""
