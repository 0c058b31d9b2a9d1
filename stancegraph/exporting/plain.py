"""Attributes that every format can hold, and back; anybody's signed graph as a multigraph of ours."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from typing import Any, Final

import networkx as nx

from stancegraph.errors import ReadError
from stancegraph.graph import COUNTED
from stancegraph.models import SCHEMA_VERSION, Factuality
from stancegraph.projection import checked_sign, checked_weight, is_symmetric
from stancegraph.ties import NAMES_OF_SIGNS, Tie, merged

DATES: Final = ("first", "last")
TUPLES: Final = ("aliases", "outlets", "statements")


def plain(value: Any) -> Any:  # noqa: PLR0911 - one return for each type is the plainest
    """Return a value as JSON has it: dates as ISO text, tuples as lists, what is no number as None, else text."""
    if value is None or isinstance(value, bool | str):
        return value if type(value) in (bool, str, type(None)) else str(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(each) for each in value), key=str)
    if isinstance(value, Iterable):
        return [plain(each) for each in value]
    return str(value)


def flat(data: Mapping[str, Any]) -> dict[str, bool | int | float | str]:
    """Return attributes as text, numbers and truth values only: collections as JSON text, without what is None."""
    items = ((str(name), plain(value)) for name, value in data.items())
    return {
        name: dumped(value) if isinstance(value, list | dict) else value for name, value in items if value is not None
    }


def dumped(value: Any) -> str:
    """Return compact JSON text, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def loaded(text: str, what: str) -> Any:
    """Return the value of JSON text; `what` it is begins the message if it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as err:
        raise ReadError(f"{what}: {err}, expected JSON") from err


def adopted(G: nx.Graph[Any]) -> nx.MultiDiGraph[str]:
    """Return a multigraph with the attributes that `graph.to_multigraph` gives, restored or supplied."""
    H: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in G.nodes(data=True):
        if str(node) in H:
            raise ReadError(f"node {str(node)!r} comes twice, expected ids that differ as text")
        H.add_node(str(node), **_actor(str(node), data))
    ties: defaultdict[tuple[str, str, str], list[Tie]] = defaultdict(list)
    for u, v, data in G.edges(data=True):
        tie = _tie(str(u), str(v), data, directed=G.is_directed())
        ties[str(u), str(v), tie["stance"]].append(tie)
    internal = {
        str(actor): {str(stance): _tie(str(actor), str(actor), tie, directed=True) for stance, tie in each.items()}
        for actor, each in _mapping(G.graph, "internal").items()
    }
    for (u, v, stance), group in ties.items():
        tie = merged(group, known={}, counted=COUNTED)
        if u == v:
            internal.setdefault(u, {})[stance] = tie
        else:
            H.add_edge(u, v, key=stance, **tie)
    H.graph.update(
        {str(name): value for name, value in G.graph.items() if name not in ("node_default", "edge_default", "mode")},
        schema_version=SCHEMA_VERSION,
        statements=_mapping(G.graph, "statements"),
        untargeted=_texts("untargeted", G.graph.get("untargeted", ())),
        rollup=G.graph.get("rollup"),
        members={str(node): _texts("members", of) for node, of in _mapping(G.graph, "members").items()},
        internal=internal,
        counted=_texts("counted", G.graph.get("counted", COUNTED)),
    )
    return H


def _mapping(data: Mapping[str, Any], name: str) -> dict[Any, Any]:
    value = data.get(name, {})
    if not isinstance(value, Mapping):
        raise ReadError(f"{name}={value!r:.60}, expected an object")
    return dict(value)


def _actor(node: str, data: Mapping[str, Any]) -> dict[str, Any]:
    known = {str(name): value for name, value in data.items()}
    name = known.get("name") or known.pop("label", None) or node
    return {
        **known,
        "name": str(name),
        **{field: None if known.get(field) is None else str(known[field]) for field in ("kind", "country", "role")},
        "aliases": _texts("aliases", known.get("aliases", ())),
    }


def _tie(u: str, v: str, data: Mapping[str, Any], *, directed: bool) -> Tie:
    known = {str(name): value for name, value in data.items()}
    sign = checked_sign(u, v, known, "sign")
    weight = checked_weight(u, v, known, "weight")
    weight = int(weight) if weight == int(weight) else weight
    tie = {
        **known,
        "stance": str(known.get("stance") or NAMES_OF_SIGNS[sign]),
        "sign": sign,
        "symmetric": is_symmetric(known, directed=directed),
        "weight": weight,
        **{name.value: known.get(name.value, 0) for name in Factuality},
        "intensity": known.get("intensity", 0.0),
        "confidence": known.get("confidence", 1.0),
        **{name: _date(name, known.get(name)) for name in DATES},
        **{name: _texts(name, known.get(name, ())) for name in ("outlets", "statements")},
    }
    if not any(name.value in known for name in Factuality):
        tie["asserted"] = weight  # a tie that somebody drew, so that filters by factuality keep it
    for name in ("intensity", "confidence", *(each.value for each in Factuality)):
        if not isinstance(tie[name], Real):
            raise ReadError(f"edge {u!r} to {v!r}: {name}={tie[name]!r:.60}, expected a number")
    return tie


def _date(name: str, value: Any) -> dt.date | None:
    if value is None or value == "" or isinstance(value, dt.date):
        return value or None
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as err:
        raise ReadError(f"{name}={value!r:.60}, expected a date as 2024-10-18") from err


def _texts(name: str, value: Any) -> tuple[str, ...]:
    items = loaded(value, name) if isinstance(value, str) and value.startswith("[") else value
    if isinstance(items, str):
        items = (items,) if items else ()
    if not isinstance(items, list | tuple):
        raise ReadError(f"{name}={value!r:.60}, expected a list of texts")
    return tuple(map(str, items))
