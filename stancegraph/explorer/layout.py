"""Where the actors stand in the picture: friends near, enemies apart, clusters together.

Force-directed after Fruchterman and Reingold [1]_, with signed ties: a friendly tie pulls, a hostile one hardly.
Repulsion between all pairs is exact for small graphs and read off a mesh for large ones: the actors are spread
over a grid, the grid is convolved with the force law by fast Fourier transform, and each actor reads the force at
its place, as in particle-mesh simulations [2]_. That costs the same for every iteration, whatever the graph.

References
----------
.. [1] Fruchterman & Reingold (1991), Software: Practice and Experience 21(11). doi:10.1002/spe.4380211102
.. [2] Hockney & Eastwood (1988), Computer Simulation Using Particles. doi:10.1201/9780367806934
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import fft, sparse
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.intp]

# Units are those of the picture: about a pixel when a dozen actors fill a laptop's screen.
SPACING: Final = 105.0  # rest length of a friendly tie of weight 1: a name of 14 letters fits between two actors
GAP: Final = 14.0  # left free between the outlines of two actors

# How hard a tie pulls, by its sign. At rest a tie of pull p is SPACING * p ** (-1/3) long, so enemies settle 2.5
# times as far apart as friends; with no pull at all a tie of accusations alone would drift out of the picture.
PULL: Final = {1: 1.0, 0: 0.4, -1: 0.05}

COHESION: Final = 0.08  # pull of a cluster's middle on its members, against 1 for a friend at rest length
GRAVITY: Final = 0.07  # pull of the middle of the picture: keeps what hangs by one hostile tie in view
APART: Final = 0.25  # repulsion of a whole cluster on members of others, against 1 for its members one by one

# Exact repulsion is quicker below this number of actors, the mesh above; the drawings are alike on both sides.
EXACT_UP_TO: Final = 200
ITERATIONS: Final = 260  # the drawing of 500 actors changes by less than a node's radius after it
LARGE_ITERATIONS: Final = 140


def signed_layout(
    ends: Integers, signs: Integers, weights: Floats, groups: Integers, radii: Floats, *, seed: int = 0
) -> Floats:
    """Positions of all actors, rounded to 0.1.

    Connected components are laid out each on its own and packed beside each other, the largest first, actors
    without ties last; nothing overlaps. The longer axis of each lies level.

    Parameters
    ----------
    ends : (m, 2) array
        Positions of the two actors of each tie; direction does not matter, loops are ignored.
    signs : (m,) array
        -1, 0 or 1.
    weights : (m,) array
        How much is behind a tie, at least 0; its logarithm counts.
    groups : (n,) array
        Number of the cluster of each actor.
    radii : (n,) array
        How large each actor is drawn.
    seed
        Of the random start; the same input and seed give the same positions.

    Returns
    -------
    (n, 2) array

    Examples
    --------
    >>> two = np.array([[0, 1]])
    >>> one, zero = np.ones(1), np.zeros(2, dtype=int)
    >>> friends = signed_layout(two, one.astype(int), one, zero, np.full(2, 10.0))
    >>> enemies = signed_layout(two, -one.astype(int), one, zero + [0, 1], np.full(2, 10.0))
    >>> bool(np.ptp(friends[:, 0]) < np.ptp(enemies[:, 0]))
    True
    """
    n = len(radii)
    if n == 0:
        return np.zeros((0, 2))
    ends = ends.reshape(-1, 2)
    tied = ends[:, 0] != ends[:, 1]
    ends = ends[tied]
    ends, pull = _pairs(ends, signs[tied], weights[tied])
    adjacency = sparse.coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    count, component = connected_components(adjacency, directed=False)

    placed: list[tuple[Integers, Floats]] = []
    order = np.argsort(component, kind="stable")
    members_of = np.split(order, np.cumsum(np.bincount(component, minlength=count))[:-1])
    ties_of = component[ends[:, 0]] if len(ends) else np.zeros(0, dtype=np.intp)
    local = np.empty(n, dtype=np.intp)
    for number, members in enumerate(members_of):
        if len(members) == 1:
            placed.append((members, np.zeros((1, 2))))
            continue
        local[members] = np.arange(len(members))
        inside = ties_of == number
        positions = _component(
            local[ends[inside]], pull[inside], groups[members], radii[members], np.random.default_rng(seed)
        )
        placed.append((members, positions))
    return np.round(_packed(placed, radii), 1) + 0.0  # + 0.0 turns -0.0 into 0.0


def _pairs(ends: Integers, signs: Integers, weights: Floats) -> tuple[Integers, Floats]:
    """Parallel ties as one pull: the mean of their signs' pulls, a little more the more is behind them."""
    if not len(ends):
        return ends, np.zeros(0)
    pairs, pair = np.unique(np.sort(ends, axis=1), axis=0, return_inverse=True)
    weights = np.maximum(weights, 0.5)  # planned and denied ties weigh nothing and still have a place
    total = np.bincount(pair, weights)
    pulls = np.vectorize(PULL.__getitem__, otypes=[float])(signs)
    return pairs, np.bincount(pair, weights * pulls) / total * (1 + np.log2(total + 0.5) / 4)


def _component(ends: Integers, pull: Floats, groups: Integers, radii: Floats, rng: np.random.Generator) -> Floats:
    n = len(radii)
    names, group = np.unique(groups, return_inverse=True)
    size = np.bincount(group)
    # Members start scattered round their cluster's place, the clusters spread evenly over a disc (sunflower).
    turn = np.arange(len(names)) * np.pi * (3 - np.sqrt(5))
    away = SPACING * np.sqrt(n) * np.sqrt((np.arange(len(names)) + 0.5) / len(names))
    centre = away[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
    X = centre[group] + rng.normal(scale=SPACING * np.sqrt(size[group])[:, None] / 3, size=(n, 2))

    mass = radii / radii.mean()
    repulsion = _exact_repulsion if n <= EXACT_UP_TO else _MeshRepulsion(n)
    iterations = ITERATIONS if n <= EXACT_UP_TO else LARGE_ITERATIONS
    several = size[group] > 1
    s, t = ends[:, 0], ends[:, 1]
    for step in range(iterations):
        force = repulsion(X, mass)
        between = X[t] - X[s]
        between *= (pull * np.hypot(between[:, 0], between[:, 1]) / SPACING)[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(s, between[:, axis], n) - np.bincount(t, between[:, axis], n)
        middle = np.column_stack([np.bincount(group, X[:, axis]) for axis in (0, 1)]) / size[:, None]
        force += (several * COHESION)[:, None] * (middle[group] - X)
        force += _between_clusters(middle, size)[group]
        force -= GRAVITY * (X - X.mean(axis=0))
        length = np.hypot(force[:, 0], force[:, 1]) + 1e-9
        longest = SPACING * (np.sqrt(n) / 4 + 1) * (1 - step / iterations) ** 2 + 0.5
        X += force * (np.minimum(length, longest) / length)[:, None]
    return _level(_spread(X, radii), group)


def _exact_repulsion(X: Floats, mass: Floats) -> Floats:
    square = np.einsum("ij,ij->i", X, X)
    distance = square[:, None] + square[None, :] - 2 * (X @ X.T)
    np.maximum(distance, SPACING**2 / 400, out=distance)  # closer than a 20th of the spacing counts as that
    share = np.divide(SPACING**2, distance, out=distance)
    np.fill_diagonal(share, 0)
    share *= mass[:, None]
    share *= mass[None, :]
    return np.asarray(X * share.sum(axis=1)[:, None] - share @ X)


class _MeshRepulsion:
    """Repulsion read off a grid; keeps the transformed force law, which is the same for every iteration."""

    def __init__(self, n: int) -> None:
        # About two actors a cell when they are spread evenly; the Fourier transform likes powers of two.
        self.cells = 64 if n < 4_000 else 128
        offset = fft.fftfreq(2 * self.cells, d=1 / (2 * self.cells))  # 0, 1, ... and the negative ones
        dx, dy = np.meshgrid(offset, offset, indexing="ij")
        softened = dx**2 + dy**2 + 0.4
        self.law = [fft.rfft2(d / softened) for d in (dx, dy)]

    def __call__(self, X: Floats, mass: Floats) -> Floats:
        low = X.min(axis=0)
        cell = max(float(np.ptp(X, axis=0).max()), 1.0) / (self.cells - 1.001)
        at = (X - low) / cell
        corner = np.floor(at).astype(np.intp)
        inner = at - corner
        width = 2 * self.cells
        load = np.zeros(width * width)
        corners = []
        for i in (0, 1):
            for j in (0, 1):
                place = (corner[:, 0] + i) * width + corner[:, 1] + j
                part = np.abs(1 - i - inner[:, 0]) * np.abs(1 - j - inner[:, 1])
                corners.append((place, part))
                load += np.bincount(place, part * mass, width * width)
        spread = fft.rfft2(load.reshape(width, width))
        force = np.zeros_like(X)
        for axis in (0, 1):
            field = fft.irfft2(spread * self.law[axis], s=(width, width)).ravel()
            for place, part in corners:
                force[:, axis] += field[place] * part
        return force * mass[:, None] * (SPACING**2 / cell)


def _between_clusters(middle: Floats, size: NDArray[np.intp]) -> Floats:
    """Push on the members of each cluster from the middles of the others."""
    push = np.zeros_like(middle)
    large = np.flatnonzero(size > 1)
    if len(large) < 2:
        return push
    apart = middle[large][:, None, :] - middle[large][None, :, :]
    square = np.maximum((apart**2).sum(axis=2), SPACING**2 / 4)
    push[large] = (apart * (size[large][None, :] / square)[:, :, None]).sum(axis=1) * SPACING**2 * APART
    return push


def _spread(X: Floats, radii: Floats) -> Floats:
    """Move actors apart until none overlaps another (almost: a few dozen rounds)."""
    reach = 2 * float(radii.max()) + GAP
    for _ in range(60):
        pairs = cKDTree(X).query_pairs(reach, output_type="ndarray")
        if not len(pairs):
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]  # the tree's order is its own affair
        a, b = pairs[:, 0], pairs[:, 1]
        apart = X[b] - X[a]
        distance = np.hypot(apart[:, 0], apart[:, 1])
        lacking = radii[a] + radii[b] + GAP - distance
        near = lacking > 0.05
        if not near.any():
            break
        a, b, apart, distance, lacking = a[near], b[near], apart[near], distance[near], lacking[near]
        apart[distance < 1e-6] = (1.0, 0.0)
        push = apart * (lacking / np.maximum(distance, 1.0) / 2)[:, None]
        for axis in (0, 1):
            X[:, axis] += np.bincount(b, push[:, axis], len(X)) - np.bincount(a, push[:, axis], len(X))
    return X


def _level(X: Floats, group: Integers) -> Floats:
    """Turn the longer axis level, the first cluster to the left, the first actor to the upper half."""
    X = X - X.mean(axis=0)
    _, axes = np.linalg.eigh(X.T @ X)
    X = X @ axes[:, ::-1]
    X[:, 0] *= -1 if X[group == 0, 0].mean() > 0 else 1
    X[:, 1] *= -1 if X[0, 1] > 0 else 1
    return X


def _packed(placed: list[tuple[Integers, Floats]], radii: Floats) -> Floats:
    """Put the components in rows, largest first, each row no wider than the largest component or a square."""

    def room(members: Integers) -> float:
        return float(radii[members].max()) + SPACING / 2

    placed = sorted(placed, key=lambda item: (-len(item[0]), int(item[0][0])))
    boxes = [np.ptp(positions, axis=0) + 2 * room(members) for members, positions in placed]
    width = max(float(boxes[0][0]), 1.3 * float(np.sqrt(sum(box[0] * box[1] for box in boxes))))
    result = np.zeros((len(radii), 2))
    x = y = row = 0.0
    for (members, positions), box in zip(placed, boxes, strict=True):
        if x > 0 and x + box[0] > width:
            x, y, row = 0.0, y + row, 0.0
        result[members] = positions - positions.min(axis=0) + (x, y) + room(members)
        x, row = x + float(box[0]), max(row, float(box[1]))
    middle: Floats = (result.min(axis=0) + result.max(axis=0)) / 2
    return result - middle
