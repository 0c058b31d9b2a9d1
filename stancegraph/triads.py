"""The triad census: how many triples of actors there are of each pattern of ties, with their signs or without."""

from __future__ import annotations

import itertools
from collections import Counter
from functools import cache
from math import comb
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from stancegraph.projection import TieArrays, layer_matrix, signed_ties
from stancegraph.triangles import iter_triangles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx
    from numpy.typing import NDArray

Pattern = tuple[str, ...]  # "P", "N" or "0" for each of PAIRS

PAIRS: Final = ("uv", "vu", "uw", "wu", "vw", "wv")
"""The order of the signs in a label."""

CODES: Final = 9
"""States of a pair: no tie, P or N one way (0, 1, 2) plus three times the other way."""


def triad_census(G: nx.Graph[Any] | TieArrays, *, directed: bool = True, signed: bool = True) -> dict[str, int]:
    """Return how many triples of actors there are of each type.

    Parameters
    ----------
    G
        Any networkx graph with signed edges, or its `tie_arrays`.
    directed
        Whether ties have a direction: 138 types, named as in ``"111U-0P00PN"``, first the type without signs in the
        notation of Holland and Leinhardt, then for u to v, v to u, u to w, w to u, v to w, w to v P, N or 0
        [1]_ [2]_. Otherwise ten, from ``"000"`` without a tie to ``"NNN"``.
    signed
        Without, signs are not looked at (nor needed), and all ties count: the 16 types ``"003"`` to ``"300"``, or the
        four ``"0"`` to ``"3"`` of how many pairs are tied.

    Returns
    -------
    dict
        Type -> count, all types in a fixed order; they add up to n (n - 1) (n - 2) / 6.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.

    Notes
    -----
    Signed, it is the census of `signed_projection`: neutral ties and pairs that are as friendly as hostile are no ties,
    so that it may differ from the census without signs by more than the signs. Undirected and symmetric ties go both
    ways.

    As Batagelj and Mrvar [3]_ it never looks at triples without ties. Pairs of ties at one actor are counted from the
    ties that each actor has of each kind, triangles one by one; the rest follows by subtraction. That takes
    O(n + m ** 1.5), mostly far less.

    References
    ----------
    .. [1] Holland & Leinhardt (1976), Sociological Methodology 7. doi:10.2307/270703
    .. [2] Schoch (2020), signnet: the labels are the ones of this package for R.
    .. [3] Batagelj & Mrvar (2001), Social Networks 23(3). doi:10.1016/S0378-8733(01)00035-1

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.DiGraph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1}), ("c", "d", {"sign": -1})])
    >>> {name: count for name, count in triad_census(G).items() if count}
    {'012-0000P0': 1, '012-0000N0': 1, '021C-0PN000': 1, '021C-0NN000': 1}
    >>> {name: count for name, count in triad_census(G, directed=False).items() if count}
    {'P00': 1, 'N00': 1, 'PN0': 1, 'NN0': 1}
    >>> {name: count for name, count in triad_census(G, signed=False).items() if count}
    {'012': 2, '021C': 2}
    """
    n, u, v, state = _signed_pairs(G, directed=directed) if signed else _unsigned_pairs(G, directed=directed)
    labels, label_of = _types()
    counts = [0] * len(labels)
    for code, count in _counted(n, u, v, state).items():
        counts[label_of[code]] += count
    full = dict(zip(labels, counts, strict=True))
    if directed and signed:
        return full
    names = _undirected_name if not directed else _unsigned_name
    order = UNDIRECTED if not directed else tuple(PLACES)
    found = dict.fromkeys(order, 0)
    for label, count in full.items():
        if (name := names(label)) in found:  # one-way ties are of no undirected type, and have no count
            found[name] += count
    if directed or signed:
        return found
    return {str(3 - empty): found["P" * (3 - empty) + "0" * empty] for empty in (3, 2, 1, 0)}


def _signed_pairs(
    G: nx.Graph[Any] | TieArrays, *, directed: bool
) -> tuple[int, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the number of nodes, the tied pairs, the lower node first, and the state of each."""
    ties = signed_ties(G, directed=directed)
    sign = np.where(ties.sign > 0, 1, 2)
    return _paired(len(ties.nodes), ties.u, ties.v, sign, directed=directed)


def _unsigned_pairs(
    G: nx.Graph[Any] | TieArrays, *, directed: bool
) -> tuple[int, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    A = layer_matrix(G)
    n = A.shape[0]
    u, v = np.repeat(np.arange(n), np.diff(A.indptr)), A.indices.astype(np.int64)
    return _paired(n, u, v, np.ones(len(u), dtype=np.int64), directed=directed)


def _paired(
    n: int, u: NDArray[np.int64], v: NDArray[np.int64], sign: NDArray[np.int64], *, directed: bool
) -> tuple[int, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    low, high = np.minimum(u, v), np.maximum(u, v)
    pairs, row = np.unique(low * max(n, 1) + high, return_inverse=True)
    state = np.zeros(len(pairs), dtype=np.int64)
    if directed:
        np.add.at(state, row, np.where(u < v, sign, 3 * sign))
    else:
        state[row] = 4 * sign  # as if both ways
    return n, pairs // max(n, 1), pairs % max(n, 1), state


def _counted(n: int, u: NDArray[np.int64], v: NDArray[np.int64], state: NDArray[np.int64]) -> Counter[int]:
    """Return code of the states of uv, uw and vw -> how many triples have it, whichever of them is called u."""
    turned = np.asarray([_turned(code) for code in range(CODES)])
    closed = np.zeros(CODES**3, dtype=np.int64)
    for found in iter_triangles(u, v, n):
        # A state is kept as seen from the lower node; a, b and c are in another order.
        ab, ac, bc = (
            np.where(u[rows] == tails, state[rows], turned[state[rows]])
            for rows, tails in ((found.ab, found.a), (found.ac, found.a), (found.bc, found.b))
        )
        closed += np.bincount((ab * CODES + ac) * CODES + bc, minlength=CODES**3)
    # How many ties of each state each node has, as seen from it.
    has = np.bincount(u * CODES + state, minlength=n * CODES) + np.bincount(
        v * CODES + turned[state], minlength=n * CODES
    )
    has = has.reshape(n, CODES)
    counts: Counter[int] = Counter()
    wedges: dict[tuple[int, int], int] = {}  # pairs of ties at one node, by their states as seen from it
    for i, j in itertools.combinations_with_replacement(range(1, CODES), 2):
        wedges[i, j] = int(has[:, i] @ (has[:, i] - 1)) // 2 if i == j else int(has[:, i] @ has[:, j])
    alone = Counter({code: int(count) * (n - 2) for code, count in enumerate(np.bincount(state)) if code})
    for code in np.flatnonzero(closed).tolist():
        count = int(closed[code])
        counts[code] += count
        uv, uw, vw = code // CODES**2, code // CODES % CODES, code % CODES
        for i, j in ((uv, uw), (_turned(uv), vw), (_turned(uw), _turned(vw))):
            wedges[min(i, j), max(i, j)] -= count
        for single in (uv, uw, vw):
            _take(alone, single, count)
    for (i, j), count in wedges.items():
        counts[(i * CODES + j) * CODES] += count
        _take(alone, i, count)
        _take(alone, j, count)
    for code, count in alone.items():
        counts[code * CODES**2] += count
    counts[0] += comb(n, 3) - counts.total()
    return counts


def _turned(code: int) -> int:
    """Return the state of a pair as seen from its other end."""
    return code // 3 + code % 3 * 3


def _take(alone: Counter[int], code: int, count: int) -> None:
    # A state and the one turned around are the same as long as nothing else is in the triple.
    alone[code if code in alone else _turned(code)] -= count


# --- names of the types -----------------------------------------------------------------------------------------------


@cache
def _types() -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the labels of the 138 types, and for each code of three states the position of its label."""
    labels: list[str] = []
    position: dict[Pattern, int] = {}
    for name, tied in PLACES.items():
        patterns = [
            tuple(signs[tied.index(pair)] if pair in tied else "0" for pair in PAIRS)
            for signs in itertools.product("PN", repeat=len(tied))
        ]
        for pattern in sorted(patterns, key=lambda pattern: (pattern.count("N"), [NEGATIVE_FIRST[x] for x in pattern])):
            alike = _alike(pattern)
            chosen = _representative([each for each in alike if _shape(each) == _shape(pattern)])
            if pattern == chosen:
                position.update(dict.fromkeys(alike, len(labels)))
                labels.append(f"{name}-{''.join(chosen)}")
    signs = "0PN"
    by_code = [
        position[signs[uv % 3], signs[uv // 3], signs[uw % 3], signs[uw // 3], signs[vw % 3], signs[vw // 3]]
        for uv, uw, vw in itertools.product(range(CODES), repeat=3)
    ]
    return tuple(labels), tuple(by_code)


def _alike(pattern: Pattern) -> set[Pattern]:
    """Return the pattern under all names of its three actors."""
    at = dict(zip(PAIRS, pattern, strict=True))
    return {
        tuple(at[names["uvw".index(pair[0])] + names["uvw".index(pair[1])]] for pair in PAIRS)
        for names in itertools.permutations("uvw")
    }


def _representative(patterns: Iterable[Pattern]) -> Pattern:
    """Return the pattern that a type is called by, of those with the ties in their places."""
    patterns = list(patterns)
    kept = [pattern for pattern in patterns if "".join(pattern) in KEPT]
    if kept:
        return kept[0]
    return min(patterns, key=lambda p: [NEGATIVE_FIRST[p[PAIRS.index(pair)]] for pair in SORTED_BY])


def _shape(pattern: Pattern) -> tuple[bool, ...]:
    return tuple(sign != "0" for sign in pattern)


def _unsigned_name(label: str) -> str:
    return label.partition("-")[0]


def _undirected_name(label: str) -> str:
    signs = label.partition("-")[2]
    both = [signs[at] if signs[at] == signs[at + 1] else "?" for at in (0, 2, 4)]
    return "".join(sorted(both, key="PN0?".index))


PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "003": (),
    "012": ("vw",),
    "102": ("vw", "wv"),
    "021D": ("uv", "uw"),
    "021U": ("vu", "wu"),
    "021C": ("vu", "uw"),
    "111D": ("uv", "vw", "wv"),
    "111U": ("vu", "vw", "wv"),
    "030T": ("vu", "wu", "vw"),
    "030C": ("uv", "wu", "vw"),
    "201": ("uw", "wu", "vw", "wv"),
    "120D": ("uv", "uw", "vw", "wv"),
    "120U": ("vu", "wu", "vw", "wv"),
    "120C": ("vu", "uw", "vw", "wv"),
    "210": ("uv", "vu", "uw", "vw", "wv"),
    "300": PAIRS,
}
"""The 16 types without signs: how many pairs are tied mutually, one way and not at all, then Down, Up, Cyclic or
Transitive; and which pairs are tied where one is drawn."""

# Of the signs that make the same type, the label has the first in this order.
SORTED_BY: Final = ("uv", "uw", "vu", "vw", "wu", "wv")
NEGATIVE_FIRST: Final[Mapping[str, int]] = {"0": 0, "N": 1, "P": 2}
KEPT: Final = frozenset({"P0N0NP", "PNNPPP", "PPNPNP", "PNNPPN"})
"""Labels of signnet that are not the first in that order, kept so that results can be laid side by side."""

UNDIRECTED: Final = ("000", "P00", "N00", "PP0", "PN0", "NN0", "PPP", "PPN", "PNN", "NNN")
"""The ten types without directions."""
