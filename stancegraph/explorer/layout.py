"""Where the actors stand in the picture: friends near, enemies apart, clusters together.

Force-directed, with signed ties: a friendly tie pulls, a hostile one hardly. As in ForceAtlas2 [1]_ ties pull in
proportion to their length, not to its square as in [2]_, and actors of many ties push harder: that draws communities
apart, where the older law fills a disc evenly. Steps are bounded and shrink as in [2]_.
Repulsion between all pairs is exact for small graphs and read off a mesh for large ones: the actors are spread
over a grid, the grid is convolved with the force law by fast Fourier transform, and each actor reads the force at
its place, as in particle-mesh simulations [3]_. That costs the same for every iteration, whatever the graph.
``benchmarks/README.md`` compares the drawings with those of other layouts.

References
----------
.. [1] Jacomy, Venturini, Heymann & Bastian (2014), PLoS ONE 9(6). doi:10.1371/journal.pone.0098679
.. [2] Fruchterman & Reingold (1991), Software: Practice and Experience 21(11). doi:10.1002/spe.4380211102
.. [3] Hockney & Eastwood (1988), Computer Simulation Using Particles. doi:10.1201/9780367806934
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

# How hard a tie pulls, by its sign. At rest a tie of pull p alone is SPACING * p ** (-1/2) long, so enemies settle 3.5
# times as far apart as friends; with no pull at all a tie of accusations alone would drift out of the picture.
PULL: Final = {1: 1.0, 0: 0.5, -1: 0.08}

COHESION: Final = 0.16  # pull of a cluster's middle on its members, against 1 for a friend
GRAVITY: Final = 0.3  # pull of the middle of the picture: keeps what hangs by one hostile tie in view
APART: Final = 0.25  # repulsion of a whole cluster on members of others, against 1 for its members one by one

ROOM: Final = 1.5  # area for each actor, in squares of SPACING
MOST: Final = 98  # per cent of the actors along each axis that must fit into it; the rest may stand out

# Exact repulsion is quicker below this number of actors, the mesh above; the drawings are alike on both sides.
EXACT_UP_TO: Final = 200
ITERATIONS: Final = 260  # the drawing of 500 actors changes by less than a node's radius after it
LARGE_ITERATIONS: Final = 100  # with more, no measure of benchmarks/README.md gains a hundredth


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
    known: dict[tuple[bytes, ...], Floats] = {}  # most components are pairs, and most pairs are alike
    for number, members in enumerate(members_of):
        if len(members) == 1:
            placed.append((members, np.zeros((1, 2))))
            continue
        local[members] = np.arange(len(members))
        inside = ties_of == number
        among, pulls = local[ends[inside]], pull[inside]
        _, group = np.unique(groups[members], return_inverse=True)
        key = (among.tobytes(), pulls.tobytes(), group.tobytes())
        if key not in known:
            known[key] = _relaxed(among, pulls, group, np.random.default_rng(seed))
        placed.append((members, _level(_spread(known[key].copy(), radii[members]), group)))
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


def _relaxed(ends: Integers, pull: Floats, group: Integers, rng: np.random.Generator) -> Floats:
    """Where the actors of a component come to rest; some may still overlap."""
    n = len(group)
    size = np.bincount(group)
    # Members start scattered round their cluster's place, the clusters spread evenly over a disc (sunflower).
    turn = np.arange(len(size)) * np.pi * (3 - np.sqrt(5))
    away = SPACING * np.sqrt(n) * np.sqrt((np.arange(len(size)) + 0.5) / len(size))
    centre = away * np.stack([np.cos(turn), np.sin(turn)])
    # Two rows, one for each axis: numpy is several times faster along them than across.
    X = centre[:, group] + rng.normal(scale=SPACING * np.sqrt(size[group]) / 3, size=(2, n))

    degree = np.bincount(ends.ravel(), minlength=n)
    mass = np.sqrt((degree + 1) / (degree + 1).mean())
    ties = sparse.coo_array((pull, (ends[:, 0], ends[:, 1])), shape=(n, n)).tocsr()
    ties = ties + ties.T
    # Times the positions it gives what the ties pull: towards each neighbour, by the length of the tie.
    pulling = (ties - sparse.diags_array(ties.sum(axis=1))).tocsr()
    repulsion = _exact_repulsion if n <= EXACT_UP_TO else _MeshRepulsion(n)
    iterations = ITERATIONS if n <= EXACT_UP_TO else LARGE_ITERATIONS
    cohesion = np.where(size[group] > 1, COHESION, 0.0)
    for step in range(iterations):
        force = repulsion(X, mass)
        force += (pulling @ X.T).T
        middle = np.stack([np.bincount(group, row) for row in X]) / size
        force += cohesion * (middle[:, group] - X)
        force += _between_clusters(middle, size)[:, group]
        force -= GRAVITY * (X - X.mean(axis=1, keepdims=True))
        length = np.hypot(*force) + 1e-9
        longest = SPACING * (np.sqrt(n) / 4 + 1) * (1 - step / iterations) ** 2 + 0.5
        X += force * (np.minimum(length, longest) / length)
    return _drawn_in(np.ascontiguousarray(X.T))


def _drawn_in(X: Floats) -> Floats:
    """Shrink a drawing in which actors stand further apart than their names need: they would be drawn as dots.

    Pull and repulsion balance at a distance that grows with the number of actors, the shapes do not grow with it.
    """
    wide, high = np.percentile(X, MOST, axis=0) - np.percentile(X, 100 - MOST, axis=0)
    room = SPACING * np.sqrt(ROOM * len(X))
    return np.asarray(X * min(1.0, room / max(float(np.sqrt(wide * high)), 1.0)))


def _exact_repulsion(X: Floats, mass: Floats) -> Floats:
    share = SPACING**2 / _squares(X, least=SPACING**2 / 400)  # closer than a 20th of the spacing counts as that
    share *= mass[:, None]
    share *= mass[None, :]
    return np.asarray(X * share.sum(axis=1) - X @ share)


def _squares(X: Floats, *, least: float) -> Floats:
    """Squares of the distances between all pairs, infinite from a point to itself."""
    square = (X**2).sum(axis=0)
    distance = square[:, None] + square[None, :] - 2 * (X.T @ X)
    np.maximum(distance, least, out=distance)
    np.fill_diagonal(distance, np.inf)
    return np.asarray(distance)


class _MeshRepulsion:
    """Repulsion read off a grid; keeps the transformed force law, which is the same for every iteration."""

    def __init__(self, n: int) -> None:
        # At most an actor a cell when they are spread evenly; the Fourier transform likes powers of two.
        self.cells = 64 if n < 4_000 else 128
        offset = fft.fftfreq(2 * self.cells, d=1 / (2 * self.cells))  # 0, 1, ... and the negative ones
        apart = np.stack(np.meshgrid(offset, offset, indexing="ij"))
        # Single precision is plenty for a force, and twice as fast.
        self.law = fft.rfft2((apart / ((apart**2).sum(axis=0) + 0.4)).astype(np.float32))

    def __call__(self, X: Floats, mass: Floats) -> Floats:
        width = 2 * self.cells
        low = X.min(axis=1, keepdims=True)
        cell = max(float(np.ptp(X, axis=1).max()), 1.0) / (self.cells - 1.001)
        at = (X - low) / cell
        corner = at.astype(np.intp)
        right, below = at - corner
        left, above = 1 - right, 1 - below
        first = corner[0] * width + corner[1]
        corners = np.stack([first, first + 1, first + width, first + width + 1])
        parts = np.stack([left * above, left * below, right * above, right * below])
        load = np.bincount(corners.ravel(), (parts * mass).ravel(), width * width)
        spread = fft.rfft2(load.reshape(width, width).astype(np.float32))
        field = fft.irfft2(spread * self.law, s=(width, width)).reshape(2, -1)
        force = np.stack([np.einsum("ij,ij->j", parts, row[corners]) for row in field])
        return force * (mass * (SPACING**2 / cell))


def _between_clusters(middle: Floats, size: NDArray[np.intp]) -> Floats:
    """Push on the members of each cluster from the middles of the others."""
    push = np.zeros_like(middle)
    large = np.flatnonzero(size > 1)
    if len(large) < 2:
        return push
    among = middle[:, large]
    share = size[large] / _squares(among, least=SPACING**2 / 4)
    push[:, large] = among * share.sum(axis=1) - among @ share.T
    return push * (SPACING**2 * APART)


def _spread(X: Floats, radii: Floats) -> Floats:
    """Move actors apart until none overlaps another (almost: a few dozen rounds)."""
    reach = 2 * float(radii.max()) + GAP
    for _ in range(60):
        pairs = cKDTree(X).query_pairs(reach, output_type="ndarray")
        if not len(pairs):
            break
        a, b = pairs[:, 0], pairs[:, 1]
        apart = X[b] - X[a]
        distance = np.hypot(apart[:, 0], apart[:, 1])
        lacking = radii[a] + radii[b] + GAP - distance
        near = lacking > 0.05
        if not near.any():
            break
        rows = np.flatnonzero(near)
        rows = rows[np.argsort(a[rows] * len(X) + b[rows])]  # the tree's order is its own affair
        a, b, apart, distance, lacking = a[rows], b[rows], apart[rows], distance[rows], lacking[rows]
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
