"""How alike two partitions of the same actors are: of two searches, two periods, a search and what experts say.

A partition is a mapping of actors to whatever stands for their parts, as `Clustering.membership` returns. Only actors
that are in both count.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def adjusted_rand_index(A: Mapping[Any, Any], B: Mapping[Any, Any]) -> float:
    r"""Return the share of pairs on which two partitions agree, adjusted for chance [1]_.

    With n actors, of which :math:`n_{ij}` are in part i of A and j of B, and :math:`s = \sum_{ij} \binom{n_{ij}}{2}`,
    :math:`a = \sum_i \binom{n_{i\cdot}}{2}`, :math:`b = \sum_j \binom{n_{\cdot j}}{2}`,

    .. math:: \frac{s - ab / \binom{n}{2}}{(a + b) / 2 - ab / \binom{n}{2}}

    Returns
    -------
    float
        1 if the partitions are the same, about 0 if one is as good as random to the other, below 0 if they agree less
        than that. 1 also where both have a single part, or only parts of one; ``nan`` if no actor is in both.

    References
    ----------
    .. [1] Hubert & Arabie (1985), Journal of Classification 2. doi:10.1007/BF01908075

    Examples
    --------
    >>> adjusted_rand_index({"a": 1, "b": 1, "c": 2, "d": 2}, {"a": "x", "b": "x", "c": "x", "d": "y"})
    0.0
    """
    cells, rows, columns = _counts(A, B)
    n = cells.total()
    if n == 0:
        return math.nan
    same, in_a, in_b = (sum(math.comb(size, 2) for size in each.values()) for each in (cells, rows, columns))
    expected = in_a * in_b / math.comb(n, 2) if n > 1 else 0.0
    most = (in_a + in_b) / 2
    return 1.0 if most == expected else (same - expected) / (most - expected)


def normalized_mutual_information(A: Mapping[Any, Any], B: Mapping[Any, Any]) -> float:
    r"""Return how much of two partitions each tells about the other.

    With the entropies H of the shares of actors in the parts and the mutual information I,

    .. math:: \frac{2 I(A, B)}{H(A) + H(B)}

    which is that of Danon et al. [1]_. It grows with the number of parts, also for random ones [2]_: beside many small
    parts read `adjusted_rand_index`.

    Returns
    -------
    float
        From 0 to 1: 1 if the partitions are the same, 0 if neither tells anything about the other, and so if just one
        of them has a single part; ``nan`` if no actor is in both.

    References
    ----------
    .. [1] Danon, Díaz-Guilera, Duch & Arenas (2005), Journal of Statistical Mechanics P09008.
       doi:10.1088/1742-5468/2005/09/P09008
    .. [2] Vinh, Epps & Bailey (2010), Journal of Machine Learning Research 11, 2837-2854.

    Examples
    --------
    >>> normalized_mutual_information({"a": 1, "b": 1, "c": 2, "d": 2}, {"a": "x", "b": "x", "c": "y", "d": "y"})
    1.0
    """
    joint, a, b = map(_entropy, _counts(A, B))
    if math.isnan(joint):
        return math.nan
    # Rounding may leave a little less than nothing.
    return 1.0 if a + b == 0 else min(max(2 * (a + b - joint) / (a + b), 0.0), 1.0)


def variation_of_information(A: Mapping[Any, Any], B: Mapping[Any, Any]) -> float:
    r"""Return what two partitions do not tell about each other, a distance between them [1]_.

    .. math:: H(A) + H(B) - 2 I(A, B)

    Returns
    -------
    float
        In bits, from 0 if the partitions are the same to :math:`\log_2 n`; ``nan`` if no actor is in both.

    References
    ----------
    .. [1] Meilă (2007), Journal of Multivariate Analysis 98(5). doi:10.1016/j.jmva.2006.11.013

    Examples
    --------
    >>> variation_of_information({"a": 1, "b": 1, "c": 2, "d": 2}, {"a": "x", "b": "x", "c": "x", "d": "x"})
    1.0
    """
    joint, a, b = map(_entropy, _counts(A, B))
    return max(2 * joint - a - b, 0.0)


def _counts(A: Mapping[Any, Any], B: Mapping[Any, Any]) -> tuple[Counter[Any], Counter[Any], Counter[Any]]:
    """Return how many actors are in each pair of parts, in each part of `A` and of `B`."""
    pairs = [(part, B[actor]) for actor, part in A.items() if actor in B]
    return Counter(pairs), Counter(part for part, _ in pairs), Counter(part for _, part in pairs)


def _entropy(counts: Counter[Any]) -> float:
    n = counts.total()
    return _summed(-size / n * math.log2(size / n) for size in counts.values()) if n else math.nan


def _summed(terms: Iterable[float]) -> float:
    # Exact, so that the order of the actors changes nothing; and no minus before a zero.
    return abs(math.fsum(terms))
