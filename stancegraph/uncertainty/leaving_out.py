"""Outlets and documents left out: what a finding hangs on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import Field

from stancegraph.errors import UnknownNameError
from stancegraph.measures import checked_measure, measured, needs_signs
from stancegraph.models import Record
from stancegraph.observations import observed
from stancegraph.uncertainty.intervals import finite

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    from stancegraph.measures import Measure
    from stancegraph.observations import Observations
    from stancegraph.projection import Layer


class LeftOut(Record):
    """A measure without one outlet or document."""

    name: str | None = Field(description="what is left out; null for texts whose outlet is unknown")
    statements: float = Field(ge=0, description="weight that is left out with it")
    value: float | dict[Any, float] | None = Field(description="of what is left; null where there is no answer")
    difference: float | None = Field(description="from the value of everything; of actors the largest, up or down")


def left_out(
    G: nx.Graph[Any],
    measure: Measure = "hostile_share",
    *,
    by: Literal["outlet", "document"] = "outlet",
    layer: Layer = "all",
    document: str = "document",
) -> list[LeftOut]:
    """Return a measure without each outlet, or each document: what a finding hangs on.

    A measure that changes much when one outlet is left out is that outlet's picture. All actors stay in the graph.

    Parameters
    ----------
    G, measure, layer, document
        As `bootstrap` takes them; the outlet of an edge without statements is its attribute ``outlet``.
    by
        What is left out: ``"outlet"``, or ``"document"`` with whatever has wire copies of it.

    Returns
    -------
    list of LeftOut
        The largest difference first, then by name.

    Raises
    ------
    UnknownNameError
        If there is no such measure or layer, or `by` is anything else.
    NotSignedError
        As the measure does.

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.MultiDiGraph()
    >>> _ = G.add_edge("a", "b", sign=-1, outlet="Post"), G.add_edge("a", "b", sign=1, outlet="Times")
    >>> [(each.name, each.value, each.difference) for each in left_out(G, "hostile_share")]
    [('Post', 0.0, -0.5), ('Times', 1.0, 0.5)]
    """
    checked_measure(measure, layer=layer)
    if by not in ("outlet", "document"):
        raise UnknownNameError(f"by {by!r}, expected 'outlet' or 'document'")
    seen = observed(G, date=None, document=document)
    names = seen.outlets if by == "outlet" else [seen.units[unit] for unit in seen.unit.tolist()]
    whole = _part(seen, np.ones(len(names), dtype=np.bool_), measure, layer)
    found = []
    for name in sorted(set(names), key=lambda each: (each is None, each or "")):
        out = np.array([each == name for each in names], dtype=np.bool_)
        value = _part(seen, ~out, measure, layer)
        found.append(
            LeftOut(
                name=name,
                statements=float(seen.weight[out].sum()),
                value=value if isinstance(value, dict) else finite(value),
                difference=_difference(whole, value),
            )
        )
    return sorted(found, key=lambda each: -abs(each.difference or 0.0))


def _part(seen: Observations, kept: NDArray[np.bool_], measure: Measure, layer: Layer) -> float | dict[Any, float]:
    """Return a measure of the statements that are kept; actors for whom it has no answer are left out."""
    rows = np.flatnonzero(kept)
    if isinstance(measure, str):
        ties = seen.arrays(seen.summed(rows), signed=needs_signs(measure, layer=layer), keep_actors=True)
        value = measured(ties, measure, layer=layer)
    else:
        value = measured(seen.graph(rows, keep_actors=True), measure)
    return {actor: each for actor, each in value.items() if math.isfinite(each)} if isinstance(value, dict) else value


def _difference(whole: float | dict[Any, float], part: float | dict[Any, float]) -> float | None:
    if isinstance(whole, dict) and isinstance(part, dict):
        return max((part[actor] - whole[actor] for actor in whole if actor in part), key=abs, default=None)
    return None if isinstance(whole, dict) or isinstance(part, dict) else finite(part - whole)
