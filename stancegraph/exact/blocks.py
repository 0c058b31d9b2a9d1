"""The parts that costs add up over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import rustworkx as rx
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from stancegraph.exact.cycles import Ints


def blocks(u: Ints, v: Ints) -> list[Ints]:
    """Return the positions of the ties of each 2-connected part, smallest part first; bridges are in none."""
    graph: rx.PyGraph[None, int] = rx.PyGraph(multigraph=False)
    nodes, ends = np.unique(np.concatenate([u, v]), return_inverse=True)
    graph.add_nodes_from([None] * len(nodes))
    pairs = list(zip(ends[: len(u)].tolist(), ends[len(u) :].tolist(), strict=True))
    graph.add_edges_from([(a, b, at) for at, (a, b) in enumerate(pairs)])
    number: Any = rx.biconnected_components(graph)
    parts: dict[int, list[int]] = {}
    for at, (a, b) in enumerate(pairs):
        parts.setdefault(number[a, b] if (a, b) in number else number[b, a], []).append(at)
    found = [np.array(part) for part in parts.values() if len(part) > 1]
    return sorted(found, key=lambda part: (len(part), part[0]))


def components(n: int, u: Ints, v: Ints) -> Ints:
    """Return the number of the component of each of `n` nodes."""
    graph = csr_matrix((np.ones(len(u), dtype=np.int8), (u, v)), shape=(n, n))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)
