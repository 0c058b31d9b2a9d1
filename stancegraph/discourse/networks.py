"""Networks of a debate: who speaks of what, and who agrees and disagrees with whom by it.

Both are networkx graphs with a ``sign`` and a ``weight`` on every tie, so that clusters, balance and centrality take
them as they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import networkx as nx
from pydantic import Field

from stancegraph.discourse.counting import AGGREGATIONS, check_known, counted, pairs
from stancegraph.discourse.positions import Position, without_duplicates
from stancegraph.errors import ReadError, UnknownNameError
from stancegraph.models import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from stancegraph.discourse.counting import Aggregation, Mode, Normalisation, Scale
    from stancegraph.discourse.positions import Period

    Attributes: TypeAlias = Mapping[str, Mapping[str, Any]]

TwoModeAggregation = Literal["subtract", "ignore"]
TwoModeNormalisation = Literal["no", "activity", "prominence"]


def two_mode_network(
    positions: Iterable[Position],
    *,
    aggregation: TwoModeAggregation = "subtract",
    normalisation: TwoModeNormalisation = "no",
    duplicates: Period = "document",
    attributes: Attributes | None = None,
) -> nx.Graph[str]:
    r"""Return the affiliation network of actors and the concepts that they speak of.

    With :math:`x_{ijk}` positions of actor i on concept j at the level k of agreement, a tie weighs [1]_

    * ``"subtract"``: :math:`\sum_k k\,x_{ijk}`, agreement less disagreement, with its sign;
    * ``"ignore"``: :math:`\sum_k x_{ijk}`, however the actor stands, without a sign.

    Parameters
    ----------
    positions
        In any order, which makes no difference.
    normalisation
        ``"activity"`` divides by all positions of the actor, :math:`\sum_{jk} x_{ijk}`: what share of his words goes
        there. ``"prominence"`` divides by all positions on the concept, :math:`\sum_{ik} x_{ijk}`.
    duplicates
        Within what the same position counts once, see `without_duplicates`.
    attributes
        Of actors and concepts, laid on their nodes.

    Returns
    -------
    networkx.Graph
        First the actors (``bipartite=0``), then the concepts (``bipartite=1``, ``kind="concept"``), each sorted;
        nodes have ``name`` and ``positions``, how many they take part in. Edges have ``sign``, ``weight``, and the
        counts ``agree``, ``disagree`` and ``neither``, of levels above, below and at 0. Who agrees as often as not
        has a tie of sign 0 and weight 0: it is there since he speaks of the concept.

    Raises
    ------
    UnknownNameError
        If there is no such aggregation, normalisation or period.
    ReadError
        If an actor and a concept bear the same name.

    Notes
    -----
    The combined network of DNA, with 1 for agreement, 2 for disagreement and 3 for both, is in the counts.

    References
    ----------
    .. [1] Leifeld, Gruber & Bossner (2018), Discourse Network Analyzer Manual, DNA 2.0 beta 20, chapter 2.
    .. [2] Janning, Leifeld, Malang & Schneider (2009), Diskursnetzwerkanalyse, in Politiknetzwerke, chapter 3.
       ISBN 978-3-531-16401-4

    Examples
    --------
    >>> from stancegraph.discourse import Position
    >>> said = [Position(document="a", actor="A", concept="tax"),
    ...         Position(document="b", actor="A", concept="tax"),
    ...         Position(document="b", actor="B", concept="tax", agreement=-1)]
    >>> list(two_mode_network(said).edges(data="weight")), two_mode_network(said).edges["B", "tax"]["sign"]
    ([('A', 'tax', 2), ('B', 'tax', 1)], -1)
    """
    check_known(aggregation, ("subtract", "ignore"), "aggregation")
    check_known(normalisation, TWO_MODE_NORMALISATIONS, "normalisation")
    found = without_duplicates(positions, per=duplicates, agreement=aggregation != "ignore")
    tally: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    of_actor, of_concept = Counter[str](), Counter[str]()
    for position in found:
        tally[position.actor, position.concept][position.agreement] += 1
        of_actor[position.actor] += 1
        of_concept[position.concept] += 1
    if shared := sorted(of_actor.keys() & of_concept.keys()):
        raise ReadError(f"{shared[0]!r} is an actor and a concept, expected two names for two nodes")
    G = _empty(network="two-mode", aggregation=aggregation, normalisation=normalisation, duplicates=duplicates)
    for side, counts in enumerate((of_actor, of_concept)):
        for node in sorted(counts):
            kind = {"kind": "concept"} if side else {}
            G.add_node(node, **{**_described(node, attributes, kind), "bipartite": side, "positions": counts[node]})
    for (actor, concept), levels in sorted(tally.items()):
        value = sum(levels.values()) if aggregation == "ignore" else sum(k * n for k, n in levels.items())
        divisor = TWO_MODE_NORMALISATIONS[normalisation](of_actor[actor], of_concept[concept])
        G.add_edge(
            actor,
            concept,
            sign=0 if aggregation == "ignore" else (value > 0) - (value < 0),
            weight=abs(value) if divisor == 1 else abs(value) / divisor,
            agree=sum(n for k, n in levels.items() if k > 0),
            disagree=sum(n for k, n in levels.items() if k < 0),
            neither=levels[0],
        )
    return G


def one_mode_network(
    positions: Iterable[Position],
    *,
    of: Mode = "actors",
    aggregation: Aggregation = "subtract",
    normalisation: Normalisation = "average",
    duplicates: Period = "document",
    scale: Scale | None = None,
    isolates: bool = True,
    attributes: Attributes | None = None,
) -> nx.Graph[str]:
    r"""Return who agrees and disagrees with whom, by what they say of the same concepts.

    With :math:`x_{ijk}` positions of actor i on concept j at the level k of agreement, and K the length of the scale,
    two actors are tied by [1]_

    * congruence :math:`c = \sum_j \sum_{k,k'} x_{ijk} x_{i'jk'} (1 - |k - k'| / K)`: on a yes or no, how often both
      say yes or both say no;
    * conflict :math:`f = \sum_j \sum_{k,k'} x_{ijk} x_{i'jk'} |k - k'| / K`: how often they say the opposite;
    * subtract :math:`c - f`, the signed network;
    * ignore :math:`\sum_j (\sum_k x_{ijk}) (\sum_k x_{i'jk})`: how often they speak of the same, however they stand.

    Who speaks more is tied more. The normalisations divide by, with :math:`n_i = \sum_{jk} x_{ijk}`,

    * ``"average"``: :math:`(n_i + n_{i'}) / 2`, the mean of what both have said;
    * ``"jaccard"``: :math:`\sum_{jk} x_{ijk}[x_{i'jk} = 0] + \sum_{jk} x_{i'jk}[x_{ijk} = 0] + \sum_{jk} x_{ijk}
      x_{i'jk}`, what only one has said and what both have;
    * ``"cosine"``: :math:`n_i n_{i'}`, as the manual defines it, which is not the cosine of an angle;
    * ``"salton"``: :math:`\sqrt{\sum_{jk} x_{ijk}^2 \sum_{jk} x_{i'jk}^2}`, the cosine of the two profiles, which DNA
      does not have.

    Parameters
    ----------
    positions
        In any order, which makes no difference.
    of
        ``"actors"``, or ``"concepts"``: those that the same actors speak of in the same way.
    aggregation
        What the ``weight`` is: ``"subtract"``, ``"congruence"``, ``"conflict"`` or ``"ignore"``.
    normalisation
        ``"no"`` or one of the four above. Networks of debates in which some say much more than others need one.
    duplicates
        Within what the same position counts once, see `without_duplicates`. ``"ignore"`` takes two for the same that
        differ in agreement only.
    scale
        Lowest and highest level of agreement there can be; by default -1 and 1, or, if positions go beyond, the
        lowest and the highest that occur.
    isolates
        Whether those stay who share no concept with anybody.
    attributes
        Of actors and concepts, laid on their nodes.

    Returns
    -------
    networkx.Graph
        Nodes are sorted and have ``name`` and ``positions``, how many they take part in. Edges have ``sign``,
        ``weight``, ``congruence`` and ``conflict``, all divided alike. ``"subtract"`` has a tie of sign 0 and weight
        0 where both are even; ties of ``"ignore"`` have sign 0.

    Raises
    ------
    UnknownNameError
        If there is no such mode, aggregation, normalisation or period.
    ReadError
        If a level is outside the scale.

    Notes
    -----
    Divided by ``"cosine"``, all weights are within 1. On a yes or no, so they are by ``"salton"``; so is congruence by
    ``"jaccard"``; and so are all weights by ``"average"`` and ``"jaccard"`` where each position counts once
    (duplicates ``"range"``): with repetitions they may be larger.

    Where the agreement is ignored, so it is in the divisor: DNA 3 still tells the levels apart in Jaccard's.

    References
    ----------
    .. [1] Leifeld, Gruber & Bossner (2018), Discourse Network Analyzer Manual, DNA 2.0 beta 20, chapter 2.
    .. [2] Leifeld (2017), Discourse network analysis: policy debates as dynamic networks, in The Oxford Handbook of
       Political Networks. doi:10.1093/oxfordhb/9780190228217.013.25
    .. [3] Leifeld & Haunss (2012), European Journal of Political Research 51(3). doi:10.1111/j.1475-6765.2011.02003.x

    Examples
    --------
    >>> from stancegraph.discourse import Position
    >>> said = [Position(document="a", actor=actor, concept=concept, agreement=sign)
    ...         for actor, concept, sign in (("A", "tax", 1), ("A", "cap", 1), ("B", "tax", 1), ("B", "cap", -1))]
    >>> one_mode_network(said, normalisation="no").edges["A", "B"]
    {'sign': 0, 'weight': 0, 'congruence': 1, 'conflict': 1}
    """
    counts = counted(positions, of=of, aggregation=aggregation, duplicates=duplicates, scale=scale)
    shared = pairs(counts, normalisation=normalisation)
    G = _empty(
        network=of,
        aggregation=aggregation,
        normalisation=normalisation,
        duplicates=duplicates,
        scale=list(counts.scale),
    )
    kind = {"kind": "concept"} if of == "concepts" else {}
    for node, number in zip(counts.rows, counts.sums(1).tolist(), strict=True):
        G.add_node(node, **{**_described(node, attributes, kind), "positions": round(number)})
    for u, v, congruence, conflict in zip(*(each.tolist() for each in shared), strict=True):
        value = AGGREGATIONS[aggregation](congruence, conflict)
        if value or aggregation == "subtract":
            G.add_edge(
                counts.rows[u],
                counts.rows[v],
                sign=_SIGNS.get(aggregation, (value > 0) - (value < 0)),
                weight=_plain(abs(value)),
                congruence=_plain(congruence),
                conflict=_plain(conflict),
            )
    if not isolates:
        G.remove_nodes_from(list(nx.isolates(G)))
    return G


class SharedConcept(Record):
    """What two actors have in common by what both say of one concept."""

    concept: str
    congruence: float = Field(ge=0, description="not normalised")
    conflict: float = Field(ge=0, description="not normalised")
    one: tuple[Position, ...] = Field(description="positions of the first actor, by date and document")
    other: tuple[Position, ...] = Field(description="positions of the second actor")


def shared_concepts(
    positions: Iterable[Position],
    one: str,
    other: str,
    *,
    duplicates: Period = "document",
    scale: Scale | None = None,
) -> tuple[SharedConcept, ...]:
    """Return what stands behind the tie of two actors: concept by concept, with the positions of both.

    Parameters
    ----------
    positions
        Of the whole debate; its levels are the scale where none is given.
    one, other
        Actors. The positions name the statements that they are from.
    duplicates, scale
        As in `one_mode_network`.

    Returns
    -------
    tuple of SharedConcept
        What weighs most first, then by name. Congruence and conflict add up to those of the tie without
        normalisation; with one, to those times its divisor.

    Raises
    ------
    UnknownNameError
        If one of the actors takes no position, or there is no such period.
    ReadError
        If a level is outside the scale.

    Examples
    --------
    >>> from stancegraph.discourse import Position
    >>> said = [Position(document="a", actor=actor, concept=concept, agreement=sign)
    ...         for actor, concept, sign in (("A", "tax", 1), ("A", "cap", 1), ("B", "tax", 1), ("B", "cap", -1))]
    >>> [(each.concept, each.congruence, each.conflict) for each in shared_concepts(said, "A", "B")]
    [('cap', 0.0, 1.0), ('tax', 1.0, 0.0)]
    """
    once = without_duplicates(positions, per=duplicates)
    said: dict[str, defaultdict[str, list[Position]]] = {one: defaultdict(list), other: defaultdict(list)}
    for position in once:
        if position.actor in said:
            said[position.actor][position.concept].append(position)
    for actor, spoken in said.items():
        if not spoken:
            raise UnknownNameError(f"no position of {actor!r}, expected an actor who takes one")
    low, high = counted(once, duplicates="no", scale=scale).scale
    found = []
    for concept in sorted(said[one].keys() & said[other].keys()):
        mine, theirs = said[one][concept], said[other][concept]
        apart = sum(abs(p.agreement - q.agreement) for p in mine for q in theirs)
        conflict = apart / (high - low) if apart else 0.0
        found.append(
            SharedConcept(
                concept=concept,
                congruence=len(mine) * len(theirs) - conflict,
                conflict=conflict,
                one=tuple(mine),
                other=tuple(theirs),
            )
        )
    return tuple(sorted(found, key=lambda each: (-len(each.one) * len(each.other), each.concept)))


def _empty(**settings: Any) -> nx.Graph[str]:
    """Return a graph that says how it was made, also once it is in a file."""
    G: nx.Graph[str] = nx.Graph()
    G.graph["discourse"] = settings
    return G


def _described(node: str, attributes: Attributes | None, kind: Mapping[str, Any]) -> dict[str, Any]:
    known = {} if attributes is None else attributes.get(node, {})
    return {"name": node, **kind, **known}


def _plain(value: float) -> float:
    return int(value) if value.is_integer() else value


_SIGNS: Final[Mapping[str, int]] = {"conflict": -1, "ignore": 0}
"""The sign of all ties in networks that have but one kind; else it is that of the weight."""

TWO_MODE_NORMALISATIONS: Final[Mapping[TwoModeNormalisation, Callable[[int, int], int]]] = {
    "no": lambda _actor, _concept: 1,
    "activity": lambda actor, _concept: actor,
    "prominence": lambda _actor, concept: concept,
}
"""What a tie is divided by, of the positions of its actor and on its concept."""
