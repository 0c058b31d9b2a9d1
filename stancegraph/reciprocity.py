"""Reciprocity: which ties are answered, in kind or not, who began and how soon the answer came."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from pydantic import Field

from stancegraph.models import Record
from stancegraph.projection import TieArrays, by_name, is_symmetric, signed_ties, tie_arrays

if TYPE_CHECKING:
    import networkx as nx

    from stancegraph.projection import SignedTies


class Reciprocity(Record):
    """How many directed ties are answered, and with which sign; a pair tied both ways is two answered ties."""

    ties: int = Field(ge=0, description="pairs in one direction that have a sign")
    answered: int = Field(ge=0, description="of them, with a tie in the other direction")
    positive: int = Field(ge=0, description="friendly ties")
    positive_by_positive: int = Field(ge=0, description="friendly ties that are answered by a friendly one")
    positive_by_negative: int = Field(ge=0, description="friendly ties that are answered by a hostile one")
    negative: int = Field(ge=0, description="hostile ties")
    negative_by_negative: int = Field(ge=0, description="hostile ties that are answered by a hostile one: tit for tat")
    negative_by_positive: int = Field(ge=0, description="hostile ties that are answered by a friendly one")

    @property
    def share(self) -> float | None:
        """Share of ties that are answered; None without ties."""
        return self.answered / self.ties if self.ties else None

    @property
    def in_kind(self) -> float | None:
        """Share of answered ties that are answered with their own sign; None if none is answered."""
        same = self.positive_by_positive + self.negative_by_negative
        return same / self.answered if self.answered else None


class Exchange(NamedTuple):
    """Two actors with a tie each way: `u` began if the dates tell, else the two are in the order of their names."""

    u: Any
    v: Any
    sign: int  # of the tie from u to v
    answer: int  # of the tie from v to u
    began: dt.date | None  # first day of the tie from u to v
    answered: dt.date | None
    days: int | None  # from the one to the other; 0 leaves open who began, None where a date is missing


def tie_reciprocity(G: nx.Graph[Any] | TieArrays, *, symmetric: bool = False) -> Reciprocity:
    """Return how many ties are answered, by sign.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph with signed edges, or its `tie_arrays`; its directed
        signed projection counts, in which a pair has one sign or none for each way.
    symmetric
        Whether ties that go both ways by themselves (meetings, agreements, undirected edges) count as answered; else
        they are left out, since nobody has answered anybody.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.

    Notes
    -----
    The share of answered ties is the reciprocity of Wasserman & Faust [1]_ and of networkx; in sparse networks chance
    alone makes it about the density.

    References
    ----------
    .. [1] Wasserman & Faust (1994), Social Network Analysis, chapter 13. doi:10.1017/CBO9780511815478

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("a", "b", {"sign": -1}), ("b", "a", {"sign": -1}), ("c", "a", {"sign": 1})])
    >>> found = tie_reciprocity(G)
    >>> found.answered, found.negative_by_negative, round(found.share, 4), found.in_kind
    (2, 2, 0.6667, 1.0)
    """
    ties = _one_way(G, symmetric=symmetric)
    there, back = _answered(ties)
    sign, answer = ties.sign[there], ties.sign[back]

    def both(first: int, second: int) -> int:
        return int(((sign == first) & (answer == second)).sum())

    return Reciprocity(
        ties=len(ties.sign),
        answered=len(there),
        positive=int((ties.sign > 0).sum()),
        positive_by_positive=both(1, 1),
        positive_by_negative=both(1, -1),
        negative=int((ties.sign < 0).sum()),
        negative_by_negative=both(-1, -1),
        negative_by_positive=both(-1, 1),
    )


def tie_exchanges(G: nx.Graph[Any], *, symmetric: bool = False) -> list[Exchange]:
    """Return the pairs that are tied both ways, who of them began and how many days the answer took.

    The day of a tie is the least `first` (a date, or one in ISO form) of its edges that have a sign and a weight.
    That is the first statement found, not the first there ever was: an answer to something before it looks like a
    beginning.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, or any networkx graph with signed edges; dates may be missing.
    symmetric
        As for `tie_reciprocity`.

    Returns
    -------
    list of Exchange
        Quickest answers first, those without dates last, of equals by name.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph()
    >>> G.add_edge("b", "a", sign=-1, first="2024-10-01")
    >>> G.add_edge("a", "b", sign=-1, first="2024-10-04")
    >>> [(tie.u, tie.v, tie.days) for tie in tie_exchanges(G)]
    [('b', 'a', 3)]
    """
    ties = _one_way(G, symmetric=symmetric)
    first = _first_days(G, symmetric=symmetric)
    found = []
    for there, back in zip(*(rows.tolist() for rows in _answered(ties)), strict=True):
        u, v = ties.nodes[ties.u[there]], ties.nodes[ties.v[there]]
        began, answered = first.get((u, v)), first.get((v, u))
        days = None if began is None or answered is None else (answered - began).days
        # Each pair comes twice, and is taken as seen from who began, or from the first by name.
        if days > 0 if days else (by_name(u), ties.u[there]) < (by_name(v), ties.v[there]):
            found.append(Exchange(u, v, int(ties.sign[there]), int(ties.sign[back]), began, answered, days))
    return sorted(found, key=lambda each: (each.days is None, each.days or 0, by_name(each.u), by_name(each.v)))


def _one_way(G: nx.Graph[Any] | TieArrays, *, symmetric: bool) -> SignedTies:
    ties = G if isinstance(G, TieArrays) else tie_arrays(G)
    if not symmetric:
        kept = ~ties.symmetric
        ties = ties._replace(
            u=ties.u[kept],
            v=ties.v[kept],
            sign=None if ties.sign is None else ties.sign[kept],
            weight=ties.weight[kept],
            symmetric=ties.symmetric[kept],
        )
    return signed_ties(ties, directed=True)


def _answered(ties: SignedTies) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the rows of ties that are answered, and the rows of their answers."""
    n = max(len(ties.nodes), 1)
    keys = ties.u * n + ties.v  # ascending
    wanted = ties.v * n + ties.u
    at = np.searchsorted(keys, wanted)
    there = np.flatnonzero(np.isin(wanted, keys))
    return there, at[there]


def _first_days(G: nx.Graph[Any], *, symmetric: bool) -> dict[tuple[Any, Any], dt.date]:
    days: dict[tuple[Any, Any], dt.date] = {}
    for u, v, data in G.edges(data=True):
        both = is_symmetric(data, directed=G.is_directed())
        day = _day(data.get("first"))
        if day is None or not data["sign"] or data.get("weight", 1) == 0 or (both and not symmetric):
            continue
        for pair in ((u, v), (v, u)) if both else ((u, v),):
            days[pair] = min(day, days.get(pair, day))
    return days


def _day(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None  # somebody else's attribute of the same name
