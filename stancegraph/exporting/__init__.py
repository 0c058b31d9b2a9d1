"""Graphs to files and back, and to data frames.

==============  ==============================================================================================
``.json``       node-link JSON as networkx reads it, with the statements and their quotes: nothing is lost
``.graphml``    all nodes, ties and attributes, for Gephi, yEd, Cytoscape, R; without the statements
``.gexf``       the same, for Gephi: the stance is label and kind of an edge, so that parallel ties stay apart
``.csv``        one line a tie, for spreadsheets; actors without a tie, their roles and aliases are left out
==============  ==============================================================================================

What these formats cannot hold is written so that it can be restored: dates as ISO text, tuples as JSON text, None not
at all; characters that XML forbids as ``_x0007_``; texts that a spreadsheet would run as a formula behind an
apostrophe.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from stancegraph.errors import NotSignedError, ReadError
from stancegraph.exporting.frames import actors_frame, statements_frame, ties_frame
from stancegraph.exporting.markup import gexf_text, graph_of_gexf, graph_of_graphml, graphml_text
from stancegraph.exporting.nodelink import graph_of_node_link, node_link_text
from stancegraph.exporting.plain import adopted
from stancegraph.exporting.tables import graph_of_ties, ties_text
from stancegraph.files import replacing

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    import networkx as nx

__all__ = ["FORMATS", "actors_frame", "read_graph", "statements_frame", "ties_frame", "write_graph"]

MAX_BYTES: Final = 500_000_000
"""Largest file that is read: a million ties with a sentence each, or what 8 GB of memory hold once parsed."""

Writer: TypeAlias = "Callable[[nx.MultiDiGraph[str]], str]"
Reader: TypeAlias = "Callable[[str], nx.MultiDiGraph[str]]"


def write_graph(G: nx.Graph[Any], path: str | os.PathLike[str]) -> None:
    """Write a graph in the format that the ending of `path` names.

    The same graph gives the same bytes. The file appears only once all of it is written.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph with signed edges; an undirected one is written with
        every tie symmetric.
    path
        Ends in ``.json``, ``.graphml``, ``.gexf`` or ``.csv``. A .csv holds ties only: actors without any, and
        statements without a target, are not in it.

    Raises
    ------
    ReadError
        If the ending is none of these.
    NotSignedError
        If an edge has no sign or a weight that is negative or not a number.
    OSError
        If the file cannot be written.
    """
    write, _ = _format(Path(path))
    text = write(adopted(G))
    with replacing(path) as file:
        file.write(text)


def read_graph(path: str | os.PathLike[str]) -> nx.MultiDiGraph[str]:
    """Return the multigraph in a file.

    Files of `write_graph` give the graph that was written: node-link .json all of it, .graphml and .gexf all but
    the statements, .csv the ties and their ends. Other people's files are made fit: each edge needs a ``sign`` of -1,
    0 or 1 (in .csv: columns ``source``, ``target``, ``sign``); one without a ``stance`` is called ``negative``,
    ``neutral`` or ``positive`` after it and without a ``weight`` weighs 1. What else is missing is taken for asserted,
    of confidence 1 and intensity 0; undirected ties become symmetric, parallel ties of one stance are added up.

    Raises
    ------
    ReadError
        If the file is too large or is not what its ending says, if XML in it declares entities or a document type,
        or if a record is not what it must be.
    NotSignedError
        If an edge has no usable sign or weight.
    OSError
        If the file cannot be read.
    """
    file = Path(path)
    _, read = _format(file)
    size = file.stat().st_size
    if size > MAX_BYTES:
        raise ReadError(f"{file}: {size} bytes, expected at most {MAX_BYTES}")
    try:
        return read(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as err:
        raise ReadError(f"{file}: byte {err.start} is {err.object[err.start]:#04x}, expected UTF-8") from err
    except (ReadError, NotSignedError) as err:
        raise type(err)(f"{file}: {err}") from err


def _format(path: Path) -> tuple[Writer, Reader]:
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise ReadError(f"{path}: ending {path.suffix!r}, expected one of {', '.join(FORMATS)}") from None


FORMATS: Final[Mapping[str, tuple[Writer, Reader]]] = {
    ".json": (node_link_text, graph_of_node_link),
    ".graphml": (graphml_text, graph_of_graphml),
    ".gexf": (gexf_text, graph_of_gexf),
    ".csv": (ties_text, graph_of_ties),
}
