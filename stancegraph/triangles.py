"""The triangles of a network as arrays: what balance and the triad census count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

WEDGES_AT_ONCE: Final = 1_000_000  # pairs of ties of one node looked at side by side: some 50 MB


class Triangles(NamedTuple):
    """Some triangles, one for each position; `a` is their node of fewest ties, `c` that of most."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    c: NDArray[np.int64]
    ab: NDArray[np.int64]  # row of the tie between a and b
    ac: NDArray[np.int64]
    bc: NDArray[np.int64]


def iter_triangles(u: NDArray[np.int64], v: NDArray[np.int64], n: int) -> Iterator[Triangles]:
    """Yield all triangles of an undirected simple graph, each once, some at a time.

    Parameters
    ----------
    u, v
        ``(m,)``, the ends of each tie; no pair twice, in neither order.
    n
        How many nodes there are.

    Notes
    -----
    Each tie is taken from its end with fewer ties, so that a node has at most the root of 2m of them left; of the pairs
    that these make, O(m ** 1.5) in all, those are triangles whose third tie is there.
    """
    if not len(u):
        return
    place = degree_order(u, v, n)
    swapped = place[u] > place[v]
    low, high = np.where(swapped, v, u), np.where(swapped, u, v)
    order = np.lexsort((place[high], place[low]))
    keys = place[low][order] * n + place[high][order]
    tails = place[low][order]
    # For each tie, how many of the same tail come after it.
    later = np.searchsorted(tails, tails, side="right") - np.arange(len(tails)) - 1
    ends = np.cumsum(later)
    start = 0
    while start < len(tails):
        stop = max(start + 1, int(np.searchsorted(ends, (ends[start - 1] if start else 0) + WEDGES_AT_ONCE, "right")))
        counts = later[start:stop]
        one = np.repeat(np.arange(start, stop), counts)
        other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts, counts)
        first, second = order[one], order[other]
        wanted = place[high[first]] * n + place[high[second]]
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        closed = keys[at] == wanted
        ab, ac, bc = first[closed], second[closed], order[at[closed]]
        yield Triangles(a=low[ab], b=high[ab], c=high[ac], ab=ab, ac=ac, bc=bc)
        start = stop


def degree_order(u: NDArray[np.int64], v: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Return for each node how many come before it when those with fewer ties do."""
    degree = np.bincount(u, minlength=n) + np.bincount(v, minlength=n)
    place = np.empty(n, dtype=np.int64)
    place[np.argsort(degree, kind="stable")] = np.arange(n)
    return place
