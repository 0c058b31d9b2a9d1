"""A report as one HTML page: no script, nothing from outside, all text escaped."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from stancegraph.errors import MissingExtraError
from stancegraph.plots.canvas import figure_bytes
from stancegraph.report.blocks import address, cell_text, circumstances, origin, said_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stancegraph.report.blocks import Picture, Section


def as_html(title: str, sections: Iterable[Section]) -> str:
    """Return the report as a page."""
    style = (files("stancegraph.report") / "page" / "report.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=PackageLoader("stancegraph.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        address=address,
        cell_text=cell_text,
        circumstances=circumstances,
        kind_of=lambda block: type(block).__name__,
        origin=origin,
        said_of=said_of,
        sign_of=lambda statement: _SIGNS[statement.sign],
        svg=_svg,
    )
    return environment.get_template("report.html").render(
        title=title,
        sections=list(sections),
        policy=POLICY,
        style=Markup(style),  # noqa: S704 -- a file of the package
    )


def _svg(picture: Picture, number: int) -> Markup | None:
    """Return a figure for the page, None where matplotlib is missing."""
    try:
        text = figure_bytes(picture.draw(), form="svg").decode()
    except MissingExtraError:
        return None
    svg = text[text.index("<svg") :]
    # matplotlib escapes text and attributes, so that what looks like a tag is one. Ids must differ between figures.
    inside = _TAG.sub(lambda tag: _ID.sub(rf"\g<1>figure-{number}-", _UNUSED_ID.sub("", tag[0])), svg)
    root = f'<svg role="img" aria-label="{escape(picture.words)}" viewBox="'
    return Markup(_ROOT.sub(lambda _: root, inside, count=1))  # noqa: S704 -- drawn by us, its text escaped, see above


POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""Nothing runs and nothing is loaded; matplotlib's figures carry their style in attributes, and large ones a raster."""

_TAG: Final = re.compile(r"<[^<>]*>")
_UNUSED_ID: Final = re.compile(r'\sid="[A-Za-z0-9.]+_\d+"')
_ID: Final = re.compile(r'(\bid="|url\(#|href="#)')
_ROOT: Final = re.compile(r'<svg\b[^>]*?viewBox="')
_SIGNS: Final = {1: "friendly", 0: "neutral", -1: "hostile"}
