"""Intervals from the values of resamples: percentiles, plain or corrected for bias and skewness."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from pydantic import Field

from stancegraph.models import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"

NORMAL: Final = NormalDist()


class Estimate(Record):
    """A number with what other texts might have made of it."""

    value: float | None = Field(description="of the graph itself; null where the measure has no answer")
    low: float | None = Field(description="lower end of the interval; null where none can be given")
    high: float | None
    error: float | None = Field(ge=0, description="standard error: standard deviation of the resamples")
    bias: float | None = Field(description="mean of the resamples minus the value")
    defined: float = Field(ge=0, le=1, description="share of the resamples in which the measure has an answer")


def estimate(own: float, drawn: Floats | None, *, without: Floats | None, level: float) -> Estimate:
    """Return a value with its interval, given those of resamples and, for BCa, those without one document each."""
    values = np.empty(0) if drawn is None else drawn[np.isfinite(drawn)]
    low, high = _interval(own, values, without, level) if len(values) >= 2 else (None, None)
    return Estimate(
        value=finite(own),
        low=low,
        high=high,
        error=float(values.std(ddof=1)) if len(values) >= 2 else None,
        bias=float(values.mean()) - own if len(values) >= 2 and math.isfinite(own) else None,
        defined=0.0 if drawn is None else len(values) / len(drawn),
    )


def _interval(own: float, values: Floats, without: Floats | None, level: float) -> tuple[float | None, float | None]:
    tail = (1 - level) / 2
    ends = (tail, 1 - tail) if without is None else _corrected(own, values, without, tail)
    if ends is None:
        return None, None
    low, high = np.quantile(values, ends).tolist()
    return low, high


def _corrected(own: float, values: Floats, without: Floats, tail: float) -> tuple[float, float] | None:
    """Return the shares of resamples below the ends of the interval, corrected for bias and acceleration.

    ``Φ(z0 + (z0 + z) / (1 - a (z0 + z)))`` for z at both tails, with ``z0 = Φ⁻¹(share of resamples below the value)``,
    those that equal it by half, and ``a = Σ d³ / 6 (Σ d²)^1.5``, where d is the mean of the values without one document
    minus each of them.
    """
    if np.ptp(values) == 0:
        return tail, 1 - tail
    below = ((values < own).sum() + (values == own).sum() / 2) / len(values)
    left = without[np.isfinite(without)]
    if not 0 < below < 1 or not len(left) or not math.isfinite(own):
        return None
    apart = left.mean() - left
    spread = float((apart**2).sum() ** 1.5)
    skew = float((apart**3).sum()) / (6 * spread) if spread else 0.0
    bias = NORMAL.inv_cdf(below)
    ends = []
    for z in (NORMAL.inv_cdf(tail), NORMAL.inv_cdf(1 - tail)):
        shrunk = 1 - skew * (bias + z)
        if shrunk <= 0:
            return None
        ends.append(NORMAL.cdf(bias + (bias + z) / shrunk))
    return ends[0], ends[1]


def finite(value: float) -> float | None:
    """Return a number, or None for one that is none."""
    return float(value) if math.isfinite(value) else None
