"""Eigenvectors of symmetric sparse matrices, each component by itself, the same in every run and for every order."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import ArpackNoConvergence, eigsh

if TYPE_CHECKING:
    from numpy.typing import NDArray

DENSE_UP_TO: Final = 200  # nodes; below it numpy's full decomposition is faster than ARPACK and needs no start
BASIS: Final = 40  # vectors that ARPACK keeps; with its own 20 least eigenvalues of Laplacians take ten times as long
RESTARTS: Final = 200  # of ARPACK; random networks of 50,000 actors take some twenty, long chains thousands
SAME_EIGENVALUE: Final = 1e-9  # relative; above the error of ARPACK, below the gap between integer-weighted components
NO_PART: Final = 1e-9  # of a uniform start in an eigenspace; rounding leaves some 1e-15


def principal_vector(A: sparse.csr_array, *, by_size: bool = False) -> NDArray[np.float64]:
    """Return what a uniform start has in the eigenspace of the largest eigenvalue, with length 1.

    It does not depend on the order of rows, also where several components or vectors share the eigenvalue: each gets
    what the projection of a vector of ones leaves in it.

    Parameters
    ----------
    A
        Symmetric.
    by_size
        Whether the largest eigenvalue is that of the largest absolute value; of two with opposite signs it is the
        positive one. Otherwise it is the largest one, of a matrix without negative entries.

    Returns
    -------
    numpy.ndarray
        ``(n,)``; zeros if `A` has no entries, and NaN if a uniform start has no part in the eigenspace although that
        has several dimensions, so that no vector stands out. With one dimension and no part, the sign is so that
        the first of the largest entries is positive.

    Examples
    --------
    >>> principal_vector(sparse.csr_array([[0, 2.0, 0], [2, 0, 0], [0, 0, 0]])).round(4).tolist()
    [0.7071, 0.7071, 0.0]
    """
    vector = np.zeros(A.shape[0])
    if A.nnz == 0:
        return vector
    found = [(*_leading(A[members][:, members], by_size=by_size), members) for members in components(A)]
    if by_size:
        top = max(abs(value) for value, _, _ in found)
        # Where two components lead with opposite signs, the friendly one is taken.
        above = max(value for value, _, _ in found if abs(value) >= top * (1 - SAME_EIGENVALUE))
    else:
        above = max(value for value, _, _ in found)
    leading = [(space, members) for value, space, members in found if _same(value, above)]
    for space, members in leading:
        # Rows sum in one order whatever the members' order is, up to rounding.
        vector[members] = space @ space.sum(axis=0)
    size = np.linalg.norm(vector)
    if size > NO_PART:
        return np.asarray(vector / size)
    if len(leading) > 1 or leading[0][0].shape[1] > 1:
        return np.full(A.shape[0], np.nan)
    space, members = leading[0]
    sizes = np.abs(space[:, 0])
    first = int(np.flatnonzero(sizes >= sizes.max() * (1 - SAME_EIGENVALUE))[0])
    vector[members] = space[:, 0] * np.sign(space[first, 0])
    return vector


def components(A: sparse.csr_array, *, strong: bool = False) -> list[NDArray[np.intp]]:
    """Return the nodes of each connected component of more than one node, with directions if `strong`."""
    _, label = sparse.csgraph.connected_components(A, directed=strong, connection="strong" if strong else "weak")
    order = np.argsort(label, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    return [members for members in parts if len(members) > 1]


def extreme(
    A: sparse.csr_array, *, k: int, which: str, bounds: tuple[float, ...], start: NDArray[np.float64] | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return eigenvalues at the end, or ends, of the spectrum, with their eigenvectors.

    Where they are so near to each other that ARPACK finds none, as those of long chains are, they are looked for from
    the bounds that no eigenvalue is beyond; that takes a factorisation, which is quick for just such networks.
    """
    start = np.ones(A.shape[0]) if start is None else start
    try:
        values, vectors = eigsh(A, k=k, which=which, v0=start, ncv=min(A.shape[0], BASIS), maxiter=RESTARTS)
    except ArpackNoConvergence:
        outside = 1e-7 * max(map(abs, bounds), default=0.0) or 1e-7  # at an eigenvalue itself there is no factorisation
        found = [eigsh(A, k=k, sigma=bound + math.copysign(outside, bound), v0=start) for bound in bounds]
        values, vectors = (np.concatenate(each, axis=-1) for each in zip(*found, strict=True))
    return values, vectors


def _same(value: float, other: float) -> bool:
    return abs(value - other) <= SAME_EIGENVALUE * abs(other)


def _leading(A: sparse.csr_array, *, by_size: bool) -> tuple[float, NDArray[np.float64]]:
    """Return the leading eigenvalue of a connected component and a basis of its space, of which ARPACK finds one."""
    if A.shape[0] <= DENSE_UP_TO:
        values, vectors = np.linalg.eigh(A.toarray())
    else:
        bound = float(abs(A).sum(axis=0).max())
        values, vectors = extreme(
            A, k=2 if by_size else 1, which="LM" if by_size else "LA", bounds=(bound, -bound)[: 1 + by_size]
        )
    if not by_size:
        return float(values[-1]), np.abs(vectors[:, -1:])  # of a connected component, by Perron and Frobenius
    top = np.abs(values).max()
    value = max(value for value in values.tolist() if abs(value) >= top * (1 - SAME_EIGENVALUE))
    return value, vectors[:, [_same(each, value) for each in values.tolist()]]
