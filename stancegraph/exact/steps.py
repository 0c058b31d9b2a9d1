"""By how much the costs of two divisions can differ at the least."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from stancegraph.exact.cycles import Floats

SCALES: Final = (1, 2, 4, 5, 10, 100, 1000)  # weights in these fractions: counts, halves, decimals


def cost_step(weight: Floats) -> float:
    """Return the greatest step that all weights are multiples of, 0 if there is none to speak of.

    Examples
    --------
    >>> cost_step(np.array([2.0, 6.0])), cost_step(np.array([0.25, 1.0])), cost_step(np.array([math.pi]))
    (2.0, 0.25, 0.0)
    """
    for scale in SCALES:
        scaled = weight * scale
        whole = np.rint(scaled)
        if len(weight) and whole.max() < 2**53 and bool(np.all(np.abs(scaled - whole) <= 1e-9 * whole)):
            return math.gcd(*whole.astype(np.int64).tolist()) / scale
    return 0.0
