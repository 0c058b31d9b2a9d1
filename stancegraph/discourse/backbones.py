"""The backbone of a debate: the few concepts that alone make nearly the same network of actors."""

from __future__ import annotations

import math
import random
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np
from pydantic import Field

from stancegraph.discourse.counting import AGGREGATIONS, counted, pairs
from stancegraph.errors import UnknownNameError
from stancegraph.models import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray

    from stancegraph.discourse.counting import Aggregation, Counts, Normalisation, Scale
    from stancegraph.discourse.positions import Period, Position

EFFORT: Final = 2_000
"""Backbones that a search looks at; with up to ten concepts it looks at all there are."""

EVEN: Final = 1e-9
"""Losses that differ by less are even: they are sums of eigenvalues, which are right to about 1e-15."""


class BackboneStep(Record):
    """One concept taken from the backbone, and what is left then."""

    concept: str
    size: int = Field(ge=0, description="of the backbone without it")
    loss: float = Field(ge=0, le=2, description="between the whole network and that of the backbone that is left")
    redundant_loss: float = Field(ge=0, le=2, description="between the whole network and that of all concepts taken")
    positions: int = Field(ge=0, description="on the concepts that are left")


class Backbone(Record):
    """A division of the concepts into those that make the network and those that can be spared."""

    concepts: tuple[str, ...] = Field(description="the backbone, sorted")
    redundant: tuple[str, ...] = Field(description="all others, sorted")
    loss: float = Field(ge=0, le=2, description="between the whole network and that of the backbone")
    redundant_loss: float = Field(ge=0, le=2, description="between the whole network and that of the others")
    penalised_loss: float = Field(ge=0, le=2, description="what is least: the loss, less for a small backbone")
    exact: bool = Field(description="True if every backbone that could be was looked at")


def backbone_loss(
    positions: Iterable[Position],
    backbone: Collection[str],
    *,
    aggregation: Aggregation = "subtract",
    normalisation: Normalisation = "average",
    duplicates: Period = "document",
    scale: Scale | None = None,
) -> float:
    r"""Return how far the network of actors by some of the concepts is from the one by all of them.

    .. math:: \sum_i |\lambda_i - \mu_i|

    where :math:`\lambda` and :math:`\mu` are the eigenvalues of the Laplacian of the two networks, in order, each
    divided by its sum. Negative ties count as none [1]_.

    Parameters
    ----------
    backbone
        Concepts. Those that nobody in `positions` speaks of are refused.
    aggregation, normalisation, duplicates, scale
        Of the network, as in `one_mode_network`.

    Returns
    -------
    float
        From 0, the same spectrum, to 2; 1 if only one of the two networks has ties, 0 if neither has.

    Raises
    ------
    UnknownNameError
        If a concept, or one of the settings, is not known.
    ReadError
        If a level is outside the scale.

    Notes
    -----
    Two networks of one spectrum need not be the same, so a loss of 0 does not say that nothing is lost. Numbers of
    the R package may differ: as its source reads, DNA 3 compares the degrees of the actors, not the Laplacians.

    References
    ----------
    .. [1] Leifeld & Henrichsen, function dna_backbone in the R package rDNA 3.

    Examples
    --------
    >>> from stancegraph.discourse import Position
    >>> said = [Position(document="a", actor=actor, concept=concept, agreement=sign)
    ...         for concept, signs in {"tax": (1, 1, -1), "cap": (1, 1, -1), "sea": (1, 0, 0)}.items()
    ...         for actor, sign in zip("ABC", signs) if sign]
    >>> round(backbone_loss(said, ["tax"]), 9), round(backbone_loss(said, ["sea"]), 9)
    (0.0, 1.0)
    """
    spectra = _Spectra(positions, aggregation, normalisation, duplicates, scale)
    if unknown := sorted(set(backbone) - set(spectra.counts.columns)):
        raise UnknownNameError(f"no position on {unknown[0]!r}, expected concepts that somebody speaks of")
    at = {concept: index for index, concept in enumerate(spectra.counts.columns)}
    return spectra.loss(frozenset(at[concept] for concept in backbone))


def nested_backbone(
    positions: Iterable[Position],
    *,
    aggregation: Aggregation = "subtract",
    normalisation: Normalisation = "average",
    duplicates: Period = "document",
    scale: Scale | None = None,
) -> tuple[BackboneStep, ...]:
    """Return all concepts in the order in which they can best be spared, one after the other.

    From all concepts the one is taken whose loss is least, then from those that are left, until none is. Each backbone
    is within the one before, so a backbone of n concepts are the last n; a search for that size alone may find a
    better one.

    Parameters
    ----------
    positions
        In any order, which makes no difference.
    aggregation, normalisation, duplicates, scale
        Of the network of actors, as in `one_mode_network`.

    Returns
    -------
    tuple of BackboneStep
        One a concept. Of those whose loss is even the one goes first that fewest positions are on, then by name. Where
        DNA takes all of them at once, here each has its step.

    Raises
    ------
    UnknownNameError
        If one of the settings is not known.
    ReadError
        If a level is outside the scale.

    Notes
    -----
    Half the square of the number of concepts networks are made and taken apart, each in the cube of the number of
    actors. `backbone_loss` has the definition and its source.

    Examples
    --------
    >>> from stancegraph.discourse import Position
    >>> said = [Position(document="a", actor=actor, concept=concept, agreement=sign)
    ...         for concept, signs in {"tax": (1, 1, -1), "cap": (1, 1, -1), "sea": (1, 0, 0)}.items()
    ...         for actor, sign in zip("ABC", signs) if sign]
    >>> [(step.concept, round(step.loss, 3)) for step in nested_backbone(said)]
    [('sea', 0.0), ('cap', 0.0), ('tax', 1.0)]
    """
    spectra = _Spectra(positions, aggregation, normalisation, duplicates, scale)
    left = frozenset(range(len(spectra.counts.columns)))
    taken: frozenset[int] = frozenset()
    steps = []
    for concept in spectra.nested_order():
        left, taken = left - {concept}, taken | {concept}
        steps.append(
            BackboneStep(
                concept=spectra.counts.columns[concept],
                size=len(left),
                loss=spectra.loss(left),
                redundant_loss=spectra.loss(taken),
                positions=sum(spectra.size[each] for each in left),
            )
        )
    return tuple(steps)


def sought_backbone(
    positions: Iterable[Position],
    *,
    size: int | None = None,
    penalty: float = 3.5,
    aggregation: Aggregation = "subtract",
    normalisation: Normalisation = "average",
    duplicates: Period = "document",
    scale: Scale | None = None,
    seed: int = 0,
    effort: int = EFFORT,
) -> Backbone:
    r"""Return the backbone with the least loss that a search finds: of one size, or small for a penalty.

    Without `size`, what is least is the loss times :math:`\exp(-p (m - b) / m)`, of b from m concepts at the penalty
    p: the higher it is, the smaller the backbone. At least one concept is in the backbone and at least one is not.

    Parameters
    ----------
    positions
        In any order, which makes no difference.
    size
        Number of concepts in the backbone; with it there is no penalty.
    penalty
        0 or more. The default is that of rDNA.
    aggregation, normalisation, duplicates, scale
        Of the network of actors, as in `one_mode_network`.
    seed
        Of the search: the same positions and seed give the same backbone.
    effort
        How many backbones are looked at. Where there are no more than that, all are, and the answer is `exact`.

    Returns
    -------
    Backbone
        Never worse than the nested one of its size. Of several that are even, the smallest, then the one that most
        positions are on, then by name.

    Raises
    ------
    UnknownNameError
        If one of the settings is not known.
    ReadError
        If a level is outside the scale.
    ValueError
        If there are fewer than two concepts, if `size` is not from 1 to one less than their number, or `penalty` is
        below 0.

    Notes
    -----
    The search is simulated annealing with the moves and the cooling of rDNA, a concept added, taken or exchanged, but
    it begins with the nested backbone and ends with the best it has seen.

    Examples
    --------
    >>> from stancegraph.discourse import Position
    >>> said = [Position(document="a", actor=actor, concept=concept, agreement=sign)
    ...         for concept, signs in {"tax": (1, 1, -1), "cap": (1, 1, -1), "sea": (1, 0, 0)}.items()
    ...         for actor, sign in zip("ABC", signs) if sign]
    >>> found = sought_backbone(said, size=1)
    >>> found.concepts, round(found.loss, 9), found.exact
    (('cap',), 0.0, True)
    """
    spectra = _Spectra(positions, aggregation, normalisation, duplicates, scale)
    number = len(spectra.counts.columns)
    if number < 2:
        raise ValueError(f"positions on {number} concepts, expected at least two, one of which can be spared")
    if size is not None and not 1 <= size < number:
        raise ValueError(f"size={size!r}, expected a backbone of 1 to {number - 1} of the {number} concepts")
    if not penalty >= 0:
        raise ValueError(f"penalty={penalty!r}, expected 0 or more")
    search = _Search(spectra, size, 0.0 if size is not None else penalty)
    exact = (math.comb(number, size) if size is not None else 2**number - 2) <= effort
    best = search.everywhere() if exact else search.annealed(random.Random(seed), effort)  # noqa: S311 - no secret
    others = frozenset(range(number)) - best
    return Backbone(
        concepts=tuple(sorted(spectra.counts.columns[each] for each in best)),
        redundant=tuple(sorted(spectra.counts.columns[each] for each in others)),
        loss=spectra.loss(best),
        redundant_loss=spectra.loss(others),
        penalised_loss=search.penalised(best),
        exact=exact,
    )


class _Spectra:
    """The spectrum of the network by all concepts, and how far those by some of them are from it."""

    def __init__(
        self,
        positions: Iterable[Position],
        aggregation: Aggregation,
        normalisation: Normalisation,
        duplicates: Period,
        scale: Scale | None,
    ) -> None:
        self.counts = counted(positions, aggregation=aggregation, duplicates=duplicates, scale=scale)
        self.size = [round(each) for each in self.counts.sums(0).tolist()]
        self._weights = AGGREGATIONS[aggregation]
        self._normalisation: Normalisation = normalisation
        self._full = self._spectrum(self.counts)
        self._losses: dict[frozenset[int], float] = {}

    def loss(self, concepts: frozenset[int]) -> float:
        if concepts not in self._losses:
            spectrum = self._spectrum(self.counts.narrowed(sorted(concepts)))
            self._losses[concepts] = float(min(np.abs(self._full - spectrum).sum(), 2.0))
        return self._losses[concepts]

    def _spectrum(self, counts: Counts) -> NDArray[np.float64]:
        n = len(counts.rows)
        if not counts.columns:
            return np.zeros(n)
        u, v, congruence, conflict = pairs(counts, normalisation=self._normalisation)
        laplacian = np.zeros((n, n))
        laplacian[u, v] = laplacian[v, u] = -np.maximum(self._weights(congruence, conflict), 0)
        laplacian[np.diag_indices(n)] = -laplacian.sum(axis=1)
        total = float(np.trace(laplacian))  # of the eigenvalues as well
        return np.asarray(np.linalg.eigvalsh(laplacian) / total, dtype=np.float64) if total > 0 else np.zeros(n)

    def nested_order(self) -> list[int]:
        left = frozenset(range(len(self.counts.columns)))
        order: list[int] = []
        while left:
            least = min(self.loss(left - {each}) for each in left)
            even = [each for each in left if self.loss(left - {each}) <= least + EVEN]
            order.append(min(even, key=lambda each: (self.size[each], self.counts.columns[each])))
            left -= {order[-1]}
        return order


class _Search:
    """Backbones, of one size or any, ranked by their penalised loss."""

    def __init__(self, spectra: _Spectra, size: int | None, penalty: float) -> None:
        self._spectra = spectra
        self._size = size
        self._penalty = penalty
        self._all = range(len(spectra.counts.columns))

    def penalised(self, backbone: frozenset[int]) -> float:
        spared = (len(self._all) - len(backbone)) / len(self._all)
        return self._spectra.loss(backbone) * math.exp(-self._penalty * spared)

    def _best(self, backbones: Iterable[frozenset[int]]) -> frozenset[int]:
        known = list(backbones)
        least = min(map(self.penalised, known))
        return min((each for each in known if self.penalised(each) <= least + EVEN), key=self._preference)

    def _preference(self, backbone: frozenset[int]) -> tuple[int, int, list[str]]:
        columns = self._spectra.counts.columns
        spoken = sum(self._spectra.size[each] for each in backbone)
        return len(backbone), -spoken, sorted(columns[each] for each in backbone)

    def everywhere(self) -> frozenset[int]:
        sizes = range(1, len(self._all)) if self._size is None else (self._size,)
        return self._best(frozenset(each) for size in sizes for each in combinations(self._all, size))

    def annealed(self, rng: random.Random, effort: int) -> frozenset[int]:
        order = self._spectra.nested_order()
        starts = [frozenset(order[taken:]) for taken in range(1, len(order))]
        seen = {each: None for each in starts if self._size in (None, len(each))}
        current = self._best(seen)
        for step in range(effort):
            # From nearly 1 to nearly 0 along a logistic curve, as in rDNA.
            temperature = 1 - 1 / (1 + math.exp(5 - 12 * (step + 1) / effort))
            candidate = self._moved(current, rng)
            seen[candidate] = None
            worse = self.penalised(candidate) - self.penalised(current)
            if worse < 0 or rng.random() < math.exp(-worse) * temperature:
                current = candidate
        return self._best(seen)

    def _moved(self, backbone: frozenset[int], rng: random.Random) -> frozenset[int]:
        """Return a backbone that differs by a concept added, taken or exchanged."""
        inside, outside = sorted(backbone), sorted(set(self._all) - backbone)
        moves = ["swap"]
        if self._size is None:
            moves += ["add"] * (len(outside) > 1) + ["take"] * (len(inside) > 1)
        move = rng.choice(moves)
        taken = set() if move == "add" else {rng.choice(inside)}
        added = set() if move == "take" else {rng.choice(outside)}
        return (backbone - taken) | added
