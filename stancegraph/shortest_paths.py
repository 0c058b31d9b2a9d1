"""Betweenness and closeness over lengths: the strength of a tie, turned over, is how far apart it leaves two actors.

All sources of a batch go side by side through numpy, whose loops are in C.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

BATCH_CELLS: Final = 400_000  # of sources times ties or nodes looked at side by side; what fits the cache of a core
SAME_LENGTH: Final = 1e-12
"""Relative; paths that differ by less are equally short. Three steps of 1/3 are as long as one of 1 then, which they
are not in floating point; lengths of strengths up to 10,000 that differ at all differ by more."""


def weighted_closeness(A: sparse.csr_array) -> NDArray[np.float64]:
    r"""Return how near each node is to those who reach it, over lengths of 1 / weight.

    With :math:`r` nodes that reach :math:`v` (without itself) at a sum of distances :math:`d`, it is
    :math:`\frac{r}{n - 1} \cdot \frac{r}{d}` (Wasserman & Faust 1994), as in networkx; 0 if nobody reaches it.

    Examples
    --------
    >>> weighted_closeness(sparse.csr_array([[0, 2.0], [0, 0]])).tolist()
    [0.0, 2.0]
    """
    n = A.shape[0]
    reached, total = np.zeros(n), np.zeros(n)
    for _, distance in _distances(A, n):
        there = np.isfinite(distance)
        reached += there.sum(axis=0)
        total += np.where(there, distance, 0.0).sum(axis=0)
    others = reached - 1
    return np.asarray(np.divide(others * others, (n - 1) * total, out=np.zeros(n), where=total > 0))


def weighted_betweenness(A: sparse.csr_array) -> NDArray[np.float64]:
    r"""Return the share of shortest paths that pass through each node, over lengths of 1 / weight, from 0 to 1.

    The sum over pairs :math:`s \neq v \neq t` of :math:`\sigma_{st}(v) / \sigma_{st}`, the share of the shortest paths
    from s to t that pass v, over the :math:`(n - 1)(n - 2)` pairs. It is computed as by Brandes [1]_: forwards
    along the ties that lie on shortest paths the numbers of paths, backwards what depends on each node; only that
    distances come from Dijkstra's algorithm and all sources of a batch take each step together.

    References
    ----------
    .. [1] Brandes (2001), Journal of Mathematical Sociology 25(2). doi:10.1080/0022250X.2001.9990249

    Examples
    --------
    >>> weighted_betweenness(sparse.csr_array([[0, 2.0, 0], [0, 0, 1], [0, 0, 0]])).tolist()
    [0.0, 0.5, 0.0]
    """
    n = A.shape[0]
    if n < 3:
        return np.zeros(n)
    tails = np.repeat(np.arange(n), np.diff(A.indptr))
    heads, lengths = A.indices.astype(np.int64), 1.0 / A.data
    through = np.zeros(n)
    for sources, distance in _distances(A, max(n, A.nnz)):
        b = len(sources)
        longer = distance[:, tails] + lengths
        there = distance[:, heads]
        with np.errstate(invalid="ignore"):  # infinity less infinity, where nobody gets
            used = (np.abs(longer - there) <= SAME_LENGTH * there) & np.isfinite(longer) & (there > distance[:, tails])
        row, tie = np.nonzero(used)
        starts = np.arange(b) * n + sources
        through += _dependencies(row * n + tails[tie], row * n + heads[tie], starts, b * n).reshape(b, n).sum(axis=0)
    return np.asarray(through / ((n - 1) * (n - 2)))


def _dependencies(
    tail: NDArray[np.int64], head: NDArray[np.int64], starts: NDArray[np.int64], size: int
) -> NDArray[np.float64]:
    """Return Brandes's dependency of each start on each node, given the ties on shortest paths; tails ascend.

    Nodes of different starts are different nodes here, and so the graph is one without cycles.
    """
    first = np.searchsorted(tail, np.arange(size + 1))
    waiting = np.bincount(head, minlength=size)  # ties into a node that no step has yet taken
    mark = np.zeros(size, dtype=np.int64)
    paths = np.zeros(size)
    paths[starts] = 1.0
    steps = []
    at = starts
    while len(at):
        # All ties out of the nodes whose own number of paths is known.
        counts = first[at + 1] - first[at]
        taken = np.repeat(first[at] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) + np.arange(counts.sum())
        if not len(taken):
            break
        steps.append(taken)
        to = head[taken]
        np.add.at(paths, to, paths[tail[taken]])
        np.subtract.at(waiting, to, 1)
        reached = to[waiting[to] == 0]
        # Each once, which marking is faster for than sorting.
        mark[reached] = np.arange(len(reached))
        at = reached[mark[reached] == np.arange(len(reached))]
    depends = np.zeros(size)
    for taken in reversed(steps):
        from_, to = tail[taken], head[taken]
        np.add.at(depends, from_, paths[from_] / paths[to] * (1.0 + depends[to]))
    depends[starts] = 0.0
    return depends


def _distances(A: sparse.csr_array, cells: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """Yield sources with their distances to all nodes, as many as may go side by side."""
    n = A.shape[0]
    lengths = sparse.csr_array((1.0 / A.data, A.indices, A.indptr), shape=A.shape)
    step = max(1, BATCH_CELLS // max(1, cells))
    for start in range(0, n, step):
        sources = np.arange(start, min(n, start + step))
        yield sources, dijkstra(lengths, indices=sources)
