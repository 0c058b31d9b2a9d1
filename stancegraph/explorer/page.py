"""A graph as one self-contained page in which every tie opens its sentences.

pyvis is the host of the template and the source of vis-network, which gives the picture its camera. Its own
template, menus, titles and writers are left alone: they load scripts from the network and let text become markup.
"""

from __future__ import annotations

import base64
import gc
import hashlib
import json
import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from stancegraph.errors import ReadError
from stancegraph.explorer.packing import is_plain, packed
from stancegraph.explorer.payload import payload
from stancegraph.explorer.texts import texts
from stancegraph.files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

    import networkx as nx

TITLE: Final = "Who takes which stance toward whom"
FRAME_HEIGHT: Final = 720  # pixels in a notebook: three panels side by side need no scrolling
LARGE: Final = 5_000_000  # characters; a notebook holds them once more in its output, and saves them with it

VIS: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
# In the order in which they build on each other. They become one script, since scripts without a bundler and
# without modules (which a file:// page may not load) share names in no tidier way.
SCRIPTS: Final = ("dom.js", "unpack.js", "graph.js", "state.js", "filters.js", "address.js", "shapes.js", "picture.js",
                  "labels.js", "panning.js", "gliding.js", "camera.js", "viewpoint.js", "sha256.js", "notes.js",
                  "tagging.js", "sentences.js", "bars.js", "standings.js", "reading.js", "claims.js", "overview.js",
                  "actorpanel.js", "tiepanel.js", "ways.js", "controls.js", "announcing.js", "search.js",
                  "timeline.js", "matrix.js", "table.js", "words.js", "vector.js", "paper.js", "sheets.js", "gexf.js",
                  "saving.js", "printing.js", "main.js")  # fmt: skip

STYLES: Final = ("frame.css", "reading.css", "views.css", "saving.css", "printing.css")


@dataclass(frozen=True)
class Page:
    """A finished page; in a notebook it shows itself."""

    html: str
    height: int = FRAME_HEIGHT

    def write(self, path: str | PathLike[str]) -> None:
        """Write the page as UTF-8; whoever opens `path` meanwhile sees the old file or the new one.

        Raises
        ------
        OSError
            If the folder is missing or may not be written to.
        """
        with replacing(path) as file:
            file.write(self.html)

    def __repr__(self) -> str:
        large = ", large for a notebook" if len(self.html) > LARGE else ""
        return f"<Page of {len(self.html) / 1000:,.0f} kB{large}; .write(path) keeps it>"

    def _repr_html_(self) -> str:
        # In ASCII, as the scripts are: a host that does not say that it is UTF-8 may be read in another encoding.
        srcdoc = _in_references(self.html)
        # Sandboxed without allow-same-origin: the page cannot reach the notebook around it.
        return (
            f'<iframe srcdoc="{srcdoc}" sandbox="allow-scripts allow-downloads" '
            f'title="stancegraph explorer" style="width:100%;height:{self.height:d}px;border:0" '
            'loading="lazy"></iframe>'
        )


def explore(
    G: nx.MultiDiGraph[str],
    *,
    title: str | None = None,
    country_names: Mapping[str, str] | None = None,
    height: int = FRAME_HEIGHT,
) -> Page:
    """Return the interactive page of a graph.

    The page is one file that opens without a network: it asks for nothing outside itself, and its content security
    policy forbids that it could. Text from articles reaches it as data and is shown as text. The same graph gives
    the same bytes, in whatever order it was built.

    Parameters
    ----------
    G
        A multigraph as made by `stancegraph.graph.to_multigraph`, filtered or rolled up or not. Read from GraphML,
        GEXF or CSV it is drawn without sentences, and the page says which file holds them.
    title
        Shown above the filters and in the browser's tab.
    country_names
        Country code -> name, for the view of countries that are not themselves among the actors; by default those of
        the built-in gazetteer.
    height
        Pixels that the page takes in a notebook; as a file it fills the window.

    Returns
    -------
    Page
        With `html`, `write(path)` and, in notebooks, itself shown.

    Raises
    ------
    ReadError
        If the installed pyvis lacks its copy of vis-network.

    Examples
    --------
    >>> import networkx as nx
    >>> page = explore(nx.MultiDiGraph(), title="Nothing yet")
    >>> "<title>Nothing yet</title>" in page.html
    True
    """
    title = TITLE if title is None else title
    script, style, policy = _fixed(VIS)
    with _uncollected():
        graph, sentences = packed(payload(G, title=title, country_names=country_names)), packed(texts(G))
    host = Network(directed=True)
    host.templateEnv = Environment(
        loader=PackageLoader("stancegraph.explorer", "page"), autoescape=True, undefined=StrictUndefined
    )
    host.path = "explorer.html"
    host.templateEnv.globals.update(
        title=Markup(_in_references(title)),  # noqa: S704 -- escaped there
        policy=policy,
        # Ours and vis-network's, not from articles; what is from articles is escaped by `packed`.
        script=Markup(script),  # noqa: S704 -- files of the packages, see above
        style=Markup(style),  # noqa: S704 -- as above
        graph=Markup(graph),  # noqa: S704 -- as above
        # They stand behind the script, which draws the picture without them; small ones it waits for.
        texts=Markup(sentences),  # noqa: S704 -- as above
        size_of_texts="small" if is_plain(sentences) else "large",
    )
    return Page(host.generate_html(), height)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the garbage collector back: it would look through all statements of a large graph, twice and in vain.

    That is a fifth of the time with 10,000 actors.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@cache
def _fixed(name: str) -> tuple[str, str, str]:
    """Return what is the same in every page: script, style, and the policy that admits only these."""
    # vis-network and ours in one element: after a script that runs for long a browser turns to other work first.
    script = _in_ascii(f"{_vis_network(name)}\n{_script()}")
    style = "\n".join(_resource(f"styles/{sheet}") for sheet in STYLES)
    return script, style, _policy(script, style)


def _policy(script: str, style: str) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_source_hash(script)}",
            f"style-src {_source_hash(style)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _source_hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _vis_network(name: str) -> str:
    resource = files("pyvis") / name
    if not resource.is_file():
        raise ReadError(f"{resource}: missing, expected the vis-network that comes with pyvis 0.3.2")
    lines = resource.read_text(encoding="utf-8").split("\n")
    # The source map is not in the page, and a browser's developer tools would ask for it.
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL="))


def _script() -> str:
    parts = "\n".join(_without_comments(_resource(f"scripts/{name}")) for name in SCRIPTS)
    # An arrow function would be parsed twice: V8 expects only a `function` in brackets to be called at once.
    return f'(function () {{\n"use strict";\n{parts}}})();'


def _in_ascii(script: str) -> str:
    r"""Return a script in which \uXXXX stands for other letters; in strings and expressions, where they are, it may.

    A browser then keeps it in one byte a letter, and reads it alike whatever encoding the page around it is taken for.
    """
    return re.sub(r"[^\x00-\x7f]", lambda letter: json.dumps(letter[0])[1:-1], script)


def _in_references(text: str) -> str:
    """Return a text as markup in ASCII.

    One letter beyond it, and a browser reads the whole of a large page into two bytes a letter, which takes it twice
    the time.
    """
    return escape(text).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _without_comments(script: str) -> str:
    """Return a script without indentation and lines of comment, which are a third of it.

    Told by how lines begin, so no text that runs over several lines may hold such a line: a test looks.
    """
    kept, inside = [], False
    for line in map(str.strip, script.split("\n")):
        inside = inside or line.startswith("/*")
        if not inside and line and not line.startswith("//"):
            kept.append(line)
        inside = inside and not line.endswith("*/")
    return "\n".join(kept) + "\n"


def _resource(name: str) -> str:
    # Text mode turns CRLF into LF, as a browser does before it hashes a script.
    return (files("stancegraph.explorer") / "page" / name).read_text(encoding="utf-8")
