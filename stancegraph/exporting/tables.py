"""Ties as CSV: one line a tie, with what is needed of its ends."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from stancegraph.errors import ReadError
from stancegraph.exporting.plain import adopted, flat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ENDS: Final = ("name", "kind", "country")
COUNTS: Final = ("sign", "weight", "asserted", "alleged", "planned", "denied")
MEANS: Final = ("intensity", "confidence")
COLUMNS: Final = (
    "source",
    "target",
    *(f"{end}_{field}" for end in ("source", "target") for field in ENDS),
    "stance",
    "sign",
    "symmetric",
    *COUNTS[1:],
    *MEANS,
    "first",
    "last",
    "outlets",
    "statements",
)
# Excel, LibreOffice and Google Sheets take a cell for a formula that begins so, Japanese editions also the full-width
# forms; the apostrophe is in the list so that one that was there before is told from ours.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")  # noqa: RUF001 - meant full-width
LARGEST_CELL: Final = 50_000_000  # characters: the ids of the statements of a tie, 64 each


def ties_text(G: nx.MultiDiGraph[str]) -> str:
    """Return the ties as CSV text with a header."""
    rows = [",".join(COLUMNS)]
    for u, v, data in G.edges(data=True):
        row: dict[str, Any] = {"source": u, "target": v, **flat(data)}
        for end, node in (("source", u), ("target", v)):
            row.update((f"{end}_{field}", value) for field, value in flat(G.nodes[node]).items() if field in ENDS)
        rows.append(",".join(csv_cell(row.get(column, "")) for column in COLUMNS))
    return "\n".join(rows) + "\n"


def graph_of_ties(text: str) -> nx.MultiDiGraph[str]:
    """Return the multigraph of ties in CSV; other people's needs the columns source, target and sign."""
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes: dict[str, dict[str, Any]] = {}
    ties: list[tuple[str, str, dict[str, Any]]] = []
    for number, row in _rows(text):
        ends = (row.pop("source"), row.pop("target"))
        for end, node in zip(("source", "target"), ends, strict=True):
            if not node:
                raise ReadError(f"line {number}: no {end}, expected the id of an actor")
            fields = {field: row.pop(f"{end}_{field}", "") for field in ENDS}
            nodes.setdefault(node, {}).update((field, value) for field, value in fields.items() if value)
        ties.append((*ends, _typed(number, row)))
    G.add_nodes_from((node, nodes[node]) for node in sorted(nodes))
    G.add_edges_from(ties)
    return adopted(G)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    limit = csv.field_size_limit(LARGEST_CELL)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="", strict=True)
        missing = {"source", "target", "sign"}.difference(reader.fieldnames or ())
        if missing:
            raise ReadError(f"line 1: no column {min(missing)!r}, expected source, target and sign")
        for row in reader:
            row.pop("", None)  # cells beyond the last column, or under an empty name
            yield reader.line_num, {name: unguarded(cell) for name, cell in row.items()}
    except csv.Error as err:
        raise ReadError(f"line {reader.line_num}: {err}, expected CSV") from err
    finally:
        csv.field_size_limit(limit)


def _typed(number: int, row: Mapping[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {name: value for name, value in row.items() if value}
    for name in (*COUNTS, *MEANS):
        if name in data:
            try:
                value = float(data[name])
            except ValueError as err:
                raise ReadError(f"line {number}: {name}={data[name]!r:.60}, expected a number") from err
            data[name] = int(value) if name in COUNTS and value.is_integer() else value
    if "symmetric" in data:
        data["symmetric"] = data["symmetric"].lower() in ("true", "1", "yes")
    return data


def csv_cell(value: object) -> str:
    """Return a value as a cell of CSV that no spreadsheet runs as a formula."""
    text = f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else str(value)
    # Quoted by hand: which line ends csv.writer quotes depends on the version of Python.
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text


def unguarded(cell: str) -> str:
    """Return the text of a cell that `csv_cell` has guarded."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell
