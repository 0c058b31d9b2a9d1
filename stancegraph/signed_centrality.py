"""Centrality that knows foes from friends: the PN index and the signed eigenvector.

Both are computed on the signed projection, in which a pair has one sign or none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import LinearOperator, cg

from stancegraph.projection import TieArrays, by_name, signed_ties
from stancegraph.spectral import principal_vector

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

HOSTILE_TWICE: Final = 2.0
"""How much more a hostile tie takes than a friendly one gives (Everett & Borgatti 2014): it also keeps the series
convergent, with the factor 1 / (2 (n - 1)), whatever the graph."""
DENSE_UP_TO: Final = 500  # rows; below it a dense solution is faster than the iteration
PRECISION: Final = 1e-14  # relative, of the iteration for larger graphs


def pn_index(G: nx.Graph[Any] | TieArrays, *, way: Literal["both", "in", "out"] = "both") -> dict[Any, float]:
    r"""Return the PN index: friends raise an actor the more, the fewer foes and the more friends they have themselves.

    With P and N the matrices of friendly and hostile ties, without weights, :math:`M = P - 2N` and n actors, it is

    .. math::

        \left(I - \tfrac{1}{2(n-1)} M\right)^{-1} \mathbf{1}, \qquad
        \left(I - \tfrac{1}{4(n-1)^2} M^T M\right)^{-1} \left(I + \tfrac{1}{2(n-1)} M^T\right) \mathbf{1}

    the first for both ways, the second for those who are looked at (``"in"``), and with M in the place of its
    transpose and the other way around for those who look (``"out"``) [1]_.

    Parameters
    ----------
    G
        Any networkx graph with signed edges, or its `tie_arrays`. Weights decide only the sign of a pair.
    way
        ``"both"`` drops directions. Undirected and symmetric ties count both ways.

    Returns
    -------
    dict
        Actor -> index, in the order of the nodes: 1 without ties, around it according to friends and foes, and
        mostly between 0 and 2. Empty for an empty graph; 1 for a graph of one.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.

    Notes
    -----
    Two actors with a hostile tie, and actors who are all hostile to each other, have no inverse; of the solutions the
    shortest is returned, 0.5 for all whom it concerns, which is the limit of what is near.

    References
    ----------
    .. [1] Everett & Borgatti (2014), Social Networks 38. doi:10.1016/j.socnet.2014.03.005

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1})])
    >>> {actor: round(index, 4) for actor, index in pn_index(G).items()}
    {'a': 1.2727, 'b': 1.0909, 'c': 0.4545}
    """
    ties = signed_ties(G, directed=way != "both")
    n = len(ties.nodes)
    if n < 2:
        return dict.fromkeys(ties.nodes, 1.0)
    values = np.where(ties.sign > 0, 1.0, -HOSTILE_TWICE) / (2 * (n - 1))
    M = sparse.csr_array((values, (ties.u, ties.v)), shape=(n, n))
    if way == "both":
        index = _solved((M + M.T).tocsr(), pairs=n * (n - 1) // 2)
    else:
        # The second formula, with the index of the other way not yet put in: in = 1 + M' out and out = 1 + M in.
        both = _solved(sparse.block_array([[None, M.T], [M, None]], format="csr"), pairs=n * (n - 1))
        index = both[:n] if way == "in" else both[n:]
    return dict(zip(ties.nodes, index.tolist(), strict=True))


def _solved(M: sparse.csr_array, *, pairs: int) -> NDArray[np.float64]:
    """Return the shortest x of x - M x = 1; M is symmetric and has no eigenvalue above 1."""
    size = M.shape[0]
    # Only two actors, or hostility between all of them, can have 1 itself as eigenvalue and leave x open.
    certain = pairs > 2 and (M.nnz < 2 * pairs or bool((M.data > 0).any()))
    if certain and size <= DENSE_UP_TO:
        return np.asarray(np.linalg.solve(np.eye(size) - M.toarray(), np.ones(size)))
    step = LinearOperator((size, size), matvec=lambda x: x - M @ x, dtype=np.float64)
    found, _ = cg(step, np.ones(size), rtol=PRECISION)
    return np.asarray(found)


def signed_eigenvector(G: nx.Graph[Any] | TieArrays) -> dict[Any, float]:
    r"""Return the eigenvector of the signed matrix: who is with whom in the conflict that shapes the network most.

    Actors on the same side of it have the same sign; the size says how far into their side they are [1]_ [2]_. It is
    the eigenvector of the eigenvalue :math:`\lambda` with the largest :math:`|\lambda|` of the symmetric matrix of sign
    times weight, with directions dropped.

    Returns
    -------
    dict
        Actor -> score from -1 to 1, in the order of the nodes. The largest size is 1, and the side with the larger sum
        is the positive one. 0 outside the component that leads and where there are no signed ties. NaN for all if
        several eigenvectors share the eigenvalue and none stands out.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.

    Notes
    -----
    If :math:`\lambda` and :math:`-\lambda` are both there, the positive one is taken. Where the two sides have the same
    sum, which of them is positive is decided by the order of the nodes, sorted by name. Where :math:`\lambda` is
    negative, which only a network with more hostility than friendship has, the sides are those who are hostile to the
    same, and scores do not tell friends from foes.

    References
    ----------
    .. [1] Bonacich & Lloyd (2004), Social Networks 26(4). doi:10.1016/j.socnet.2004.08.007
    .. [2] Everett & Borgatti (2014), Social Networks 38. doi:10.1016/j.socnet.2014.03.005

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1}), ("a", "c", {"sign": -1})])
    >>> {actor: round(score, 4) for actor, score in signed_eigenvector(G).items()}
    {'a': 1.0, 'b': 1.0, 'c': -1.0}
    """
    ties = signed_ties(G)
    n = len(ties.nodes)
    order = np.asarray(sorted(range(n), key=lambda index: by_name(ties.nodes[index])), dtype=np.int64)
    place = np.empty(n, dtype=np.int64)
    place[order] = np.arange(n)
    values = ties.sign * ties.weight
    half = sparse.csr_array((values, (place[ties.u], place[ties.v])), shape=(n, n))
    vector = principal_vector((half + half.T).tocsr(), by_size=True)[place]
    size = np.abs(vector).max(initial=0.0)
    return dict(zip(ties.nodes, (vector / size if size > 0 else vector).tolist(), strict=True))
