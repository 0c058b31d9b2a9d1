"""Statements, ties and actors as pandas data frames, for notebooks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from stancegraph.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import ModuleType

    import networkx as nx
    import pandas as pd

    from stancegraph.models import Actor, Statement

ACTOR_FIELDS: Final = ("id", "name", "kind", "country")


def statements_frame(statements: Iterable[Statement]) -> pd.DataFrame:
    """Return one row a statement, in the order given, indexed by id.

    Dates are ``datetime64``, stance, factuality and kinds categories, what is missing is NA.

    Raises
    ------
    MissingExtraError
        If pandas is not installed.
    """
    return _frame([_statement_row(statement) for statement in statements], _STATEMENT_COLUMNS, index="id")


def ties_frame(G: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """Return one row a tie in the order of the graph, with names, kinds and countries of its ends.

    Raises
    ------
    MissingExtraError
        If pandas is not installed.
    """
    rows = []
    for u, v, data in G.edges(data=True):
        ends = {
            f"{end}_{field}": G.nodes[node].get(field)
            for end, node in (("source", u), ("target", v))
            for field in ACTOR_FIELDS[1:]
        }
        rows.append({"source": u, "target": v, **ends, **data})
    return _frame(rows, _TIE_COLUMNS)


def actors_frame(G: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """Return one row an actor in the order of the graph, indexed by id.

    ``ties_out`` and ``ties_in`` are the weights of the ties from and to it, symmetric ones in both; ``first`` is the
    day of the earliest.

    Raises
    ------
    MissingExtraError
        If pandas is not installed.
    """
    weights: defaultdict[tuple[str, str], float] = defaultdict(int)
    days: defaultdict[str, list[Any]] = defaultdict(list)
    for u, v, data in G.edges(data=True):
        for actor, way in ((u, "out"), (v, "in"), *(((v, "out"), (u, "in")) if data["symmetric"] else ())):
            weights[actor, way] += data["weight"]
        for actor in (u, v):
            days[actor] += [] if data["first"] is None else [data["first"]]
    rows = [
        {
            "id": actor,
            **data,
            "ties_out": weights[actor, "out"],
            "ties_in": weights[actor, "in"],
            "first": min(days[actor], default=None),
        }
        for actor, data in G.nodes(data=True)
    ]
    return _frame(rows, _ACTOR_COLUMNS, index="id")


def _statement_row(statement: Statement) -> dict[str, Any]:
    document, evidence = statement.document, statement.evidence
    return {
        "id": statement.id,
        **_of("source", statement.source),
        "stance": statement.stance,
        **_of("target", statement.target),
        "sign": statement.sign,
        "intensity": statement.intensity,
        "factuality": statement.factuality.value,
        "attributed_to": None if statement.attributed_to is None else statement.attributed_to.id,
        "about": statement.about,
        "date": statement.date,
        "date_end": statement.date_end,
        "date_basis": None if statement.date_basis is None else statement.date_basis.value,
        "confidence": statement.confidence,
        "copy_of": statement.copy_of,
        "unconfirmed": len(statement.doubts),
        "quote": evidence.quote,
        "cue": evidence.parts()[1],
        "start": evidence.start,
        "end": evidence.end,
        "document": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.date,
    }


def _of(end: str, actor: Actor | None) -> dict[str, Any]:
    return {
        end if field == "id" else f"{end}_{field}": None if actor is None else getattr(actor, field)
        for field in ACTOR_FIELDS
    }


def _frame(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], *, index: str | None = None) -> pd.DataFrame:
    pandas = _pandas()
    more = sorted({name for row in rows for name in row} - set(columns))  # attributes that somebody has added
    frame: pd.DataFrame = pandas.DataFrame(
        {
            name: pandas.Series([row.get(name) for row in rows], dtype=columns.get(name, "object"))
            for name in (*columns, *more)
        }
    )
    return frame if index is None else frame.set_index(index)


def _pandas() -> ModuleType:
    try:
        import pandas as pd  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as err:
        raise MissingExtraError("data frames need pandas: pip install 'stancegraph[notebook]'") from err
    return pd


# Seconds, since nanoseconds end in 2262 and begin in 1677.
_DAY: Final = "datetime64[s]"
_ENDS: Final = {
    f"{end}{field}": "category" if field in ("_kind", "_country") else "string"
    for end in ("source", "target")
    for field in ("", "_name", "_kind", "_country")
}
_STATEMENT_COLUMNS: Final[Mapping[str, str]] = {
    "id": "string",
    "stance": "category",
    **_ENDS,
    "sign": "int8",
    "intensity": "float64",
    "factuality": "category",
    "attributed_to": "string",
    "about": "string",
    "date": _DAY,
    "date_end": _DAY,
    "date_basis": "category",
    "confidence": "float64",
    "copy_of": "string",
    "unconfirmed": "int64",
    "quote": "string",
    "cue": "string",
    "start": "int64",
    "end": "int64",
    "document": "string",
    "title": "string",
    "outlet": "string",
    "url": "string",
    "published": _DAY,
}
_TIE_COLUMNS: Final[Mapping[str, str]] = {
    "stance": "category",
    **_ENDS,
    "sign": "int8",
    "symmetric": "bool",
    "weight": "float64",
    "asserted": "float64",
    "alleged": "float64",
    "planned": "float64",
    "denied": "float64",
    "intensity": "float64",
    "confidence": "float64",
    "first": _DAY,
    "last": _DAY,
    "outlets": "object",
    "statements": "object",
}
_ACTOR_COLUMNS: Final[Mapping[str, str]] = {
    "id": "string",
    "name": "string",
    "kind": "category",
    "country": "category",
    "role": "string",
    "aliases": "object",
    "ties_out": "float64",
    "ties_in": "float64",
    "first": _DAY,
}
