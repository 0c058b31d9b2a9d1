"""Which actors are together whatever the search: the part of the clusters that is worth telling."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from pydantic import Field, field_serializer
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist

from stancegraph.clusters import leaders_of
from stancegraph.errors import UnknownNameError
from stancegraph.models import Record
from stancegraph.projection import by_name, signed_ties
from stancegraph.solutions import EVEN, problem_of, searched, weighed

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

RUNS: Final = 50  # a pair that one division in twenty separates is then taken for stable in 8 % of all cases
SLACK: Final = 0.01  # of the least cost found: a run that ends above it tells of the search, not of the network
EFFORT: Final = 100_000  # neighbours looked at in a run; most networks from news are at their least cost by then


class StableCore(Record):
    """The actors who are together in the best divisions, whichever of them is found."""

    cores: tuple[frozenset[Any], ...] = Field(description="of two actors or more, disjoint, largest first")
    names: tuple[str, ...] = Field(description="for each core its most central actors")
    share: float = Field(gt=0, le=1, description="of the runs that count in which each two of a core are together")
    runs: int = Field(ge=1, description="searches made")
    costs: tuple[float, ...] = Field(
        description="of the divisions that count: near the least, or the better half, ascending"
    )
    divisions: int = Field(ge=0, description="different ones among them")
    actors: tuple[Any, ...] = Field(description="those with signed ties")
    memberships: tuple[tuple[int, ...], ...] = Field(description="for each run that counts the part of each actor")

    def together(self, u: Any, v: Any) -> float:
        """Return the share of the runs that count in which two actors are together.

        Raises
        ------
        UnknownNameError
            If one of them has no signed tie.
        """
        for actor in (u, v):
            if actor not in self.actors:
                raise UnknownNameError(f"actor {actor!r}: no signed tie, expected one of those in actors")
        a, b = self.actors.index(u), self.actors.index(v)
        return sum(parts[a] == parts[b] for parts in self.memberships) / len(self.memberships)

    def shares(self) -> dict[Any, float]:
        """Return actor -> the mean share of runs in which it is with the others of its core.

        For who is in no core, the same with the core that it is most often with; 0 if there is none.
        """
        parts = np.array(self.memberships).reshape(len(self.memberships), len(self.actors))
        at = {actor: index for index, actor in enumerate(self.actors)}
        best: defaultdict[Any, float] = defaultdict(float)
        inside = {actor for core in self.cores for actor in core}
        for core in self.cores:
            members = [at[actor] for actor in core]
            with_core = np.array([(parts == parts[:, [member]]).mean(axis=0) for member in members])
            mean = with_core.mean(axis=0)
            for actor, index in at.items():
                if actor in core:
                    best[actor] = float((with_core[:, index].sum() - 1) / (len(members) - 1))
                elif actor not in inside:
                    best[actor] = max(best[actor], float(mean[index]))
        return {actor: best[actor] for actor in self.actors}

    @field_serializer("cores", when_used="json")
    def _lists(self, cores: tuple[frozenset[Any], ...]) -> list[list[Any]]:
        return [sorted(core, key=by_name) for core in cores]


def stable_core(
    G: nx.Graph[Any],
    *,
    runs: int = RUNS,
    share: float = 1.0,
    slack: float = SLACK,
    k: int | None = None,
    alpha: float = EVEN,
    seed: int = 0,
    effort: int = EFFORT,
) -> StableCore:
    """Return the actors who are together in a share of the best divisions that repeated searches find.

    A network mostly has many divisions that cost the same, and a search returns any one of them. Who is together in all
    of them is so because of the ties; who is not, by chance [1]_.

    Parameters
    ----------
    G
        Any networkx graph with signed edges.
    runs
        How many searches, each with the actors in another order.
    share
        Above 0, at most 1: of the runs that count, in which each two members of a core must be together.
    slack
        Runs count that cost at most this share more than the best of them, and in any case the better half: on large
        networks hardly two searches end at the same cost, and one division alone would be all core.
    k, alpha
        As in `signed_clusters`.
    seed
        Of the searches.
    effort
        How long each search is, in neighbours looked at.

    Returns
    -------
    StableCore
        With a share of 1 a core is a class: those who are together in every run. Below, cores are made by complete
        linkage, so that no two members are together less often. Without signed ties there are none.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.
    ValueError
        If `runs` is below 1, `share` is not above 0 and at most 1, `slack` is negative, or as in `signed_clusters`.

    Notes
    -----
    What the searches do not find does not count: on large networks they reach no optimum, and cores are those of good
    divisions. Cores say nothing about whether the ties are right.

    References
    ----------
    .. [1] Lancichinetti & Fortunato (2012), Scientific Reports 2, 336. doi:10.1038/srep00336

    Examples
    --------
    >>> import networkx as nx
    >>> G = nx.Graph([("a", "b", {"sign": 1, "weight": 2}), ("x", "y", {"sign": 1, "weight": 2})])
    >>> G.add_edges_from([("a", "x", {"sign": -1}), ("a", "q", {"sign": 1}), ("x", "q", {"sign": 1})])
    >>> found = stable_core(G)
    >>> [sorted(core) for core in found.cores], found.divisions
    ([['a', 'b'], ['x', 'y']], 2)
    >>> 0 < found.together("a", "q") < 1
    True
    """
    _check(runs, share, slack)
    ties = signed_ties(G)
    order = random.Random(seed)  # noqa: S311 - no secret
    signed = weighed(ties, alpha)
    found = []
    for _ in range(runs):
        problem = problem_of(ties, k=k, alpha=alpha, shuffled=order)
        label = problem.labels(searched(problem, seed=order.getrandbits(32), effort=effort))
        cost = float(np.abs(signed)[(signed > 0) == (label[ties.u] != label[ties.v])].sum())
        found.append((cost, label))
    costs = sorted(cost for cost, _ in found)
    most = max((1 + slack) * costs[0], costs[(len(costs) - 1) // 2])
    counting = sorted((each for each in found if each[0] <= most + 1e-9 * most), key=lambda each: each[0])
    placed = np.flatnonzero(found[0][1] >= 0)
    parts = np.array([_numbered(label[placed]) for _, label in counting])
    core = np.full(len(ties.nodes), -1, dtype=np.int64)
    core[placed] = _cores(parts, share)
    members: defaultdict[int, list[Any]] = defaultdict(list)
    for at in placed.tolist():
        members[int(core[at])].append(ties.nodes[at])
    several = {number: each for number, each in members.items() if len(each) > 1}
    in_order = sorted(several, key=lambda number: (-len(several[number]), min(map(by_name, several[number]))))
    return StableCore(
        cores=tuple(frozenset(several[number]) for number in in_order),
        names=leaders_of(G, ties, core, in_order),
        share=share,
        runs=runs,
        costs=tuple(cost for cost, _ in counting),
        divisions=len(np.unique(parts, axis=0)) if len(placed) else 0,
        actors=tuple(ties.nodes[at] for at in placed.tolist()),
        memberships=tuple(tuple(row) for row in parts.tolist()),
    )


def _check(runs: int, share: float, slack: float) -> None:
    if runs < 1:
        raise ValueError(f"runs={runs!r}, expected 1 or more")
    if not 0 < share <= 1:
        raise ValueError(f"share={share!r}, expected a number above 0 and at most 1")
    if not slack >= 0:
        raise ValueError(f"slack={slack!r}, expected 0 or more")


def _numbered(label: NDArray[np.int64]) -> list[int]:
    """Return labels numbered as they appear, so that equal divisions are written the same."""
    number: dict[int, int] = {}
    return [number.setdefault(each, len(number)) for each in label.tolist()]


def _cores(parts: NDArray[np.int64], share: float) -> NDArray[np.int64]:
    """Return for each actor the number of its core, from its parts in the runs."""
    if not parts.size:
        return np.zeros(parts.shape[1], dtype=np.int64)
    classes, class_ = np.unique(parts, axis=1, return_inverse=True)
    if share == 1 or classes.shape[1] == 1:
        return np.asarray(class_, dtype=np.int64)
    apart = pdist(classes.T, metric="hamming")
    # Half a run below the share, lest rounding decide.
    core = fcluster(linkage(apart, method="complete"), 1 - share + 0.5 / len(parts), criterion="distance")
    return np.asarray(core[class_], dtype=np.int64)
