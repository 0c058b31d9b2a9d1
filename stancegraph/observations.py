"""What the weights of a graph were counted from, as arrays: one row for each statement that counts.

Windows over time and resamples of documents are other ways to count the same rows. A graph is made of some of them
without touching the statements again, which is what makes hundreds of windows and a thousand resamples possible.

A row of a multigraph of `to_multigraph` is a statement that counts in the weight of its tie, together with its wire
copies: the row has the day and the document of what was copied. A row of anybody's graph is an edge.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import networkx as nx
import numpy as np

from stancegraph.errors import ReadError
from stancegraph.projection import TieArrays, checked_sign, checked_weight, is_symmetric
from stancegraph.ties import COUNTED, reading_order, told_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from stancegraph.models import Statement

Place: TypeAlias = "tuple[Any, Any, Any]"  # both ends and, in a multigraph, the key of an edge

UNDATED: Final = 0  # the ordinal of no day: 0001-01-01 has 1

OF_THE_WHOLE: Final = frozenset(
    {"weight", "asserted", "alleged", "planned", "denied", "intensity", "confidence", "first", "last", "outlets"}
)
"""Attributes that are counts and means over all statements of a tie, and wrong for a part of them."""


@dataclass(frozen=True, eq=False)
class Observations:
    """The rows that the weights of `G` were counted from, by day and names of actors; rows without a day come first.

    No order of statements, nodes or edges changes the order of rows or units.
    """

    G: nx.Graph[Any]
    places: list[Place]  # of the ties, in the order of the edges of `G`; self-loops are none
    attributes: list[dict[str, Any]]  # of the ties, without those of the whole
    tie: NDArray[np.int64]  # (n,) position in `places`
    weight: NDArray[np.float64]  # (n,) above 0
    first: NDArray[np.int64]  # (n,) ordinal of the day, UNDATED without one
    last: NDArray[np.int64]  # (n,) of the last day, for what took several
    unit: NDArray[np.int64]  # (n,) which document it stands in: position in `units`
    units: list[str]  # ids; documents of which one copies the other are one
    unit_name: str  # "document", or "edge" where nothing tells of documents
    outlets: list[str | None]  # (n,)
    statements: list[tuple[str, ...]]  # (n,) ids, that of the statement which counts first, then its copies

    @cached_property
    def nodes(self) -> list[Any]:
        """All actors of `G` in their order."""
        return list(self.G)

    @cached_property
    def source(self) -> NDArray[np.int64]:
        """Positions of the sources of ties in the order of `G`."""
        return self._ends(0)

    @cached_property
    def target(self) -> NDArray[np.int64]:
        """Positions of the targets of ties."""
        return self._ends(1)

    def _ends(self, end: int) -> NDArray[np.int64]:
        at = {node: index for index, node in enumerate(self.nodes)}
        return np.fromiter((at[place[end]] for place in self.places), dtype=np.int64, count=len(self.places))

    @cached_property
    def sign(self) -> NDArray[np.int64]:
        """Signs of ties; `NotSignedError` if one has none that is usable."""
        signs = [checked_sign(u, v, data, "sign") for (u, v, _), data in zip(self.places, self.attributes, strict=True)]
        return np.array(signs, dtype=np.int64)

    @cached_property
    def symmetric(self) -> NDArray[np.bool_]:
        """Which ties count for both ends alike."""
        directed = self.G.is_directed()
        return np.array([is_symmetric(data, directed=directed) for data in self.attributes], dtype=np.bool_)

    @cached_property
    def row_name(self) -> str:
        """What a row is called: statement, or tie where nothing tells of statements."""
        return "tie" if self.statements and not any(self.statements) else "statement"

    @cached_property
    def whole(self) -> bool:
        """Whether all weights are integers, as counts are."""
        return bool((self.weight == np.floor(self.weight)).all())

    def summed(self, rows: NDArray[np.int64], factor: NDArray[Any] | None = None) -> NDArray[np.float64]:
        """Return the weights of all ties if only some rows count, each as often as its factor says."""
        weight = self.weight[rows] if factor is None else self.weight[rows] * factor
        return np.bincount(self.tie[rows], weights=weight, minlength=len(self.places)).astype(np.float64)

    def arrays(self, weights: NDArray[np.float64], *, signed: bool, keep_actors: bool = False) -> TieArrays:
        """Return the graph with such weights of ties as the arrays that measures take for one.

        Parameters
        ----------
        weights
            As `summed` returns them; ties of weight 0 are left out.
        signed
            Whether signs are needed.
        keep_actors
            Whether actors without a tie stay.
        """
        ties = np.flatnonzero(weights)
        u, v = self.source[ties], self.target[ties]
        left = np.arange(len(self.nodes)) if keep_actors else np.unique(np.concatenate((u, v)))
        return TieArrays(
            nodes=self.nodes if keep_actors else [self.nodes[at] for at in left.tolist()],
            u=np.searchsorted(left, u),
            v=np.searchsorted(left, v),
            sign=self.sign[ties] if signed else None,
            weight=weights[ties],
            symmetric=self.symmetric[ties],
        )

    def graph(
        self, rows: NDArray[np.int64], factor: NDArray[Any] | None = None, *, keep_actors: bool = False
    ) -> nx.Graph[Any]:
        """Return the graph in which only some rows count.

        Parameters
        ----------
        rows
            Positions of rows.
        factor
            How often each of them counts, above 0; once by default.
        keep_actors
            Whether actors without a tie stay.

        Returns
        -------
        networkx graph
            Of the kind of `G`, nodes and edges in its order. Edges have the weight of their rows, ``statements`` if
            there are any, and the attributes that hold for a part of a tie.
        """
        weights = self.summed(rows, factor)
        counts = self.whole and (factor is None or np.issubdtype(factor.dtype, np.integer))
        present = np.zeros(len(self.places), dtype=np.bool_)
        present[self.tie[rows]] = True
        ids: defaultdict[int, list[str]] = defaultdict(list)
        for row, tie in zip(rows.tolist(), self.tie[rows].tolist(), strict=True):
            if self.statements[row]:
                ids[tie].extend(self.statements[row])
        size = int if counts else float
        edges: list[tuple[Place, dict[str, Any]]] = []
        for tie in np.flatnonzero(present).tolist():
            data = {**self.attributes[tie], "weight": size(weights[tie])}
            if tie in ids:
                data["statements"] = tuple(ids[tie])
            edges.append((self.places[tie], data))
        left = {end for place, _ in edges for end in place[:2]}
        H = _empty_like(self.G)
        H.add_nodes_from((node, dict(data)) for node, data in self.G.nodes(data=True) if keep_actors or node in left)
        if isinstance(H, nx.MultiGraph):
            H.add_edges_from((*place, data) for place, data in edges)  # type: ignore[misc]  # the stubs forget keys
        else:
            H.add_edges_from((u, v, data) for (u, v, _), data in edges)
        H.graph.update(_narrowed(self.G.graph, H, ids.values()))
        return H


def observed(G: nx.Graph[Any], *, date: str | None = "date", document: str = "document") -> Observations:
    """Return what the weights of a graph were counted from.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, filtered or rolled up or not, or any networkx graph.
    date
        Edge attribute with the day of an edge that has no statements: a date or ISO text; the same name
        with ``_end`` is that of the last day. None if days are not needed.
    document
        Edge attribute with the text of an edge that has no statements, whatever it is; without it each edge stands for
        itself.

    Raises
    ------
    ReadError
        If an edge has a date that is none, or days are needed that only its statements had.
    NotSignedError
        If a weight is negative or not a number.
    """
    known: Mapping[str, Statement] = G.graph.get("statements", {})
    counted = frozenset(G.graph.get("counted", COUNTED))
    documents = _Copies()
    places: list[Place] = []
    attributes: list[dict[str, Any]] = []
    rows: list[tuple[int, int, int, float, str, str | None, tuple[str, ...]]] = []
    unit_name = "document"
    for place, data in _edges(G):
        tie = len(places)
        places.append(place)
        ids = data.get("statements", ())
        if ids and all(id_ in known for id_ in ids):
            attributes.append(
                {name: value for name, value in data.items() if name not in (*OF_THE_WHOLE, "statements")}
            )
            for group in told_once(sorted((known[id_] for id_ in ids), key=reading_order), known):
                told = group[0]
                for copy in group:
                    documents.join(told.document.id, copy.document.id)
                if told.factuality in counted:
                    first = UNDATED if told.date is None else told.date.toordinal()
                    last = first if told.date_end is None else told.date_end.toordinal()
                    texts = tuple(statement.id for statement in group)
                    rows.append((first, last, tie, 1, told.document.id, told.document.outlet, texts))
            continue
        attributes.append({name: value for name, value in data.items() if name not in ("weight", "statements")})
        weight = checked_weight(*place[:2], data, "weight")
        if weight > 0:
            first, last = (UNDATED, UNDATED) if date is None else _days(place, data, date)
            text, outlet = data.get(document), data.get("outlet")
            unit_name = "edge" if text is None else unit_name
            name = "" if text is None else str(text)
            rows.append((first, last, tie, weight, name, None if outlet is None else str(outlet), ()))
    names = [_ends(place, directed=G.is_directed()) for place in places]
    # The keys of parallel edges may follow from their order, so they come last.
    rows.sort(
        key=lambda row: (
            row[0], names[row[2]], row[4], str(attributes[row[2]].get("sign")), row[3], row[6], str(places[row[2]][2])
        )
    )  # fmt: skip
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) or [()] * 7
    texts_of = [documents.first(text) if text else f"edge {number}" for number, text in enumerate(columns[4])]
    units = list(dict.fromkeys(texts_of))
    at = {unit: index for index, unit in enumerate(units)}
    return Observations(
        G=G,
        places=places,
        attributes=attributes,
        first=np.array(columns[0], dtype=np.int64),
        last=np.array(columns[1], dtype=np.int64),
        tie=np.array(columns[2], dtype=np.int64),
        weight=np.array(columns[3], dtype=np.float64),
        unit=np.array([at[unit] for unit in texts_of], dtype=np.int64),
        units=units,
        unit_name=unit_name,
        outlets=list(columns[5]),
        statements=list(columns[6]),
    )


class _Copies:
    """Documents in groups: those of which one has a wire copy of what stands in the other are together."""

    def __init__(self) -> None:
        self._toward: dict[str, str] = {}

    def first(self, document: str) -> str:
        """Return the id that stands for the group of a document, the first in the alphabet."""
        while (toward := self._toward.get(document, document)) != document:
            document = toward
        return document

    def join(self, one: str, other: str) -> None:
        """Put two documents into one group."""
        lower, upper = sorted((self.first(one), self.first(other)))
        self._toward[upper] = lower


def _edges(G: nx.Graph[Any]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Yield the edges between two different actors."""
    if isinstance(G, nx.MultiGraph):
        yield from (((u, v, key), data) for u, v, key, data in G.edges(keys=True, data=True) if u != v)
    else:
        yield from (((u, v, None), data) for u, v, data in G.edges(data=True) if u != v)


def _ends(place: Place, *, directed: bool) -> list[str]:
    """Return what orders ties, whatever the order of the edges, and of their ends where they have no direction."""
    ends = [str(end) for end in place[:2]]
    return ends if directed else sorted(ends)


def _days(place: Place, data: Mapping[str, Any], date: str) -> tuple[int, int]:
    """Return the first and last day of an edge that has no statements."""
    if date in data or f"{date}_end" in data:
        first = _ordinal(place, data.get(date), date)
        last = _ordinal(place, data.get(f"{date}_end"), f"{date}_end")
        if UNDATED < last < first:
            raise ReadError(f"edge {place[0]!r} to {place[1]!r}: {date}_end is before {date}")
        return first, last if UNDATED not in (first, last) else first
    # What an export leaves of the days of its statements.
    first, last = _ordinal(place, data.get("first"), "first"), _ordinal(place, data.get("last"), "last")
    if first != last:
        raise ReadError(
            f"tie {place[0]!r} {place[2]!r} {place[1]!r}: the days of its statements are lost, which only node-link "
            ".json and statements .jsonl hold"
        )
    return first, last


def _ordinal(place: Place, value: object, name: str) -> int:
    if value is None or value == "" or value != value:  # noqa: PLR0124 - NaN and NaT, which stand for no day
        return UNDATED
    try:
        if isinstance(value, str):
            value = dt.datetime.fromisoformat(value)
        if isinstance(value, np.datetime64):
            value = value.astype("datetime64[D]").item()  # a date, but a number where no date reaches
        if isinstance(value, dt.date):
            return value.toordinal()  # a moment has that of its day
    except ValueError:
        pass
    raise ReadError(f"edge {place[0]!r} to {place[1]!r}: {name}={value!r}, expected a date such as '2024-10-21'")


def _empty_like(G: nx.Graph[Any]) -> nx.Graph[Any]:
    kinds: dict[tuple[bool, bool], type[nx.Graph[Any]]] = {
        (False, False): nx.Graph,
        (False, True): nx.DiGraph,
        (True, False): nx.MultiGraph,
        (True, True): nx.MultiDiGraph,
    }
    return kinds[G.is_multigraph(), G.is_directed()]()


def _narrowed(graph: Mapping[str, Any], H: nx.Graph[Any], ids: Iterable[Iterable[str]]) -> dict[str, Any]:
    """Return the attributes of a graph as they are for a part of its statements."""
    left = dict(graph)
    if "statements" in graph:
        known: Mapping[str, Statement] = graph["statements"]
        left["statements"] = {id_: known[id_] for each in ids for id_ in each if id_ in known}
    if "untargeted" in graph:
        left["untargeted"] = ()
    if "internal" in graph:
        left["internal"] = {}
    if "members" in graph:
        left["members"] = {node: of for node, of in graph["members"].items() if node in H}
    return left
