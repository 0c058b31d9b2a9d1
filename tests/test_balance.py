from __future__ import annotations

import itertools
import json
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph import balance
from stancegraph.balance import (
    BALANCES,
    algebraic_conflict,
    node_balance,
    tie_balance,
    triangle_balance,
    triangle_counts,
    walk_balance,
)
from stancegraph.errors import NotSignedError
from stancegraph.exporting import read_graph
from stancegraph.projection import signed_projection, tie_arrays

BY_SIGNS = {"+++": (0, True), "++-": (1, False), "+--": (2, True), "---": (3, False)}


@st.composite
def signed_graphs(draw, directed=False, max_nodes=8):
    G = nx.DiGraph() if directed else nx.Graph()
    n = draw(st.integers(0, max_nodes))
    G.add_nodes_from(range(n))
    for u, v in itertools.permutations(range(n), 2):
        sign = draw(st.sampled_from([-1, 0, 1, None])) if directed or u < v else None
        if sign is not None:
            G.add_edge(u, v, sign=sign, weight=draw(st.integers(1, 3)))
    return G


def same(a, b, tolerance=1e-9):
    return math.isclose(a, b, rel_tol=tolerance, abs_tol=tolerance) or (math.isnan(a) and math.isnan(b))


def two_sides(n, seed):
    G = nx.gnm_random_graph(n, 4 * n, seed=seed)
    for u, v in G.edges():
        G.edges[u, v]["sign"] = 1 if u % 2 == v % 2 else -1
    return G


def noisy(n, m, seed=1):
    G = nx.gnm_random_graph(n, m, seed=seed)
    for index, edge in enumerate(G.edges()):
        G.edges[edge]["sign"] = -1 if index % 3 == 0 else 1
    return G


def switched(G, node):
    H = G.copy()
    for edge in H.edges(node):
        H.edges[edge]["sign"] *= -1
    return H


# --- known answers ----------------------------------------------------------------------------------------------------


def test_balance_is_that_of_the_reference(reference):
    compared = 0
    for path in sorted((reference / "results").glob("*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(known, list) or known["directed"]:
            continue
        G = nx.Graph()
        G.add_nodes_from(known["nodes"])
        G.add_edges_from(read_graph(reference / "networks" / f"{path.stem}.csv").edges(data=True))
        ties = tie_arrays(G)
        assert triangle_counts(ties) == known["triangles"]
        assert same(triangle_balance(ties), known["balance_triangles"])
        assert same(walk_balance(ties), known["balance_walk"])
        assert same(algebraic_conflict(ties), known["laplacian_signed_lambda_min"])
        compared += 1
    assert compared > 20


@pytest.mark.parametrize(("kind", "hostile", "fits"), [(kind, *known) for kind, known in BY_SIGNS.items()])
def test_one_triangle_by_hand(kind, hostile, fits):
    G = nx.cycle_graph(3)
    for index, edge in enumerate(G.edges()):
        G.edges[edge]["sign"] = -1 if index < hostile else 1
    assert {name for name, count in triangle_counts(G).items() if count} == {kind}
    assert triangle_balance(G) == fits
    assert triangle_balance(G, weak=True) == (hostile != 1)
    assert set(node_balance(G).values()) == {float(fits)}
    assert [(tie.balanced, tie.unbalanced) for tie in tie_balance(G)] == [(int(fits), int(not fits))] * 3


def test_weighted_balance_counts_products_of_weights():
    G = nx.Graph()
    nx.add_cycle(G, "abc", sign=1, weight=2)
    nx.add_cycle(G, "cde", sign=-1, weight=1)
    assert same(triangle_balance(G, weighted=True), 8 / 9)
    assert triangle_balance(G) == 0.5


def test_walk_balance_of_a_triangle_of_foes_by_hand():
    # The eigenvalues of -(J - I) are 1, 1, -2, those of J - I are -1, -1, 2.
    G = nx.cycle_graph(3)
    nx.set_edge_attributes(G, -1, "sign")
    assert same(walk_balance(G), (2 * math.e + math.exp(-2)) / (2 / math.e + math.exp(2)), 1e-14)


def test_conflict_of_a_negative_cycle_by_hand():
    # A cycle of n with one hostile tie has the least eigenvalue 2 - 2 cos(pi / n) (Kunegis et al. 2010).
    for n in (3, 4, 9):
        G = nx.cycle_graph(n)
        nx.set_edge_attributes(G, 1, "sign")
        G.edges[0, 1]["sign"] = -1
        assert same(algebraic_conflict(G), 2 - 2 * math.cos(math.pi / n))


def test_directed_balance_asks_all_transitive_triples_of_a_triad():
    def of(*ties):
        return nx.DiGraph([(u, v, {"sign": sign}) for (u, v), sign in ties])

    chain = of(("ab", 1), ("bc", -1), ("ac", -1))
    assert triangle_balance(chain, directed=True) == 1
    assert triangle_counts(chain, directed=True) == {"+++": 0, "++-": 0, "+--": 1, "---": 0}
    assert math.isnan(
        triangle_balance(of(("ab", 1), ("bc", 1), ("ca", 1)), directed=True)
    )  # a circle is not transitive
    # 120U: both see c, and each other with different signs, so that one of the two triples is broken.
    quarrel = of(("ab", 1), ("ba", -1), ("ac", 1), ("bc", 1))
    assert triangle_balance(quarrel, directed=True) == 0
    assert triangle_counts(quarrel, directed=True) == {"+++": 1, "++-": 1, "+--": 0, "---": 0}
    foes = of(("ab", -1), ("bc", -1), ("ac", -1))
    assert triangle_balance(foes, directed=True) == 0
    assert triangle_balance(foes, directed=True, weak=True) == 1


# --- brute force and laws ---------------------------------------------------------------------------------------------


def plain_triangles(P):
    for three in itertools.combinations(P, 3):
        pairs = list(itertools.combinations(three, 2))
        if all(P.has_edge(*pair) for pair in pairs):
            yield three, pairs, math.prod(P.edges[pair]["sign"] for pair in pairs) > 0


@given(signed_graphs())
def test_triangles_are_those_of_a_plain_loop(G):
    P = signed_projection(G)
    triangles = list(plain_triangles(P))
    assert sum(triangle_counts(G).values()) == len(triangles)
    expected = sum(good for *_, good in triangles) / len(triangles) if triangles else math.nan
    assert same(triangle_balance(G), expected)
    for node, share in node_balance(G).items():
        own = [good for three, _, good in triangles if node in three]
        assert same(share, sum(own) / len(own) if own else math.nan)
    found = {frozenset((tie.u, tie.v)): tie for tie in tie_balance(G)}
    assert set(found) == {frozenset(edge) for edge in P.edges()}
    for pair, tie in found.items():
        own = [good for three, _, good in triangles if pair <= set(three)]
        assert (tie.balanced, tie.unbalanced) == (sum(own), len(own) - sum(own))
        assert tie.sign == P.edges[tuple(pair)]["sign"]


@given(signed_graphs(directed=True, max_nodes=6))
def test_transitive_triples_are_those_of_a_plain_loop(G):
    P = signed_projection(G, directed=True)
    counts = dict.fromkeys(BY_SIGNS, 0)
    for u, v, w in itertools.permutations(P, 3):
        if P.has_edge(u, v) and P.has_edge(v, w) and P.has_edge(u, w):
            hostile = sum(P.edges[tie]["sign"] < 0 for tie in ((u, v), (v, w), (u, w)))
            counts[list(BY_SIGNS)[hostile]] += 1
    assert triangle_counts(G, directed=True) == counts


@given(signed_graphs(), st.integers(0, 7))
def test_switching_an_actor_keeps_balance(G, node):
    if node in G:
        H = switched(G, node)
        assert same(triangle_balance(G), triangle_balance(H))
        assert same(triangle_balance(G, weighted=True), triangle_balance(H, weighted=True))
        assert same(walk_balance(G), walk_balance(H))
        assert same(algebraic_conflict(G), algebraic_conflict(H))
        assert all(same(share, node_balance(H)[actor]) for actor, share in node_balance(G).items())


@given(signed_graphs(directed=True), st.randoms(use_true_random=False))
@pytest.mark.parametrize("measure", list(BALANCES))
def test_names_and_order_make_no_difference(measure, G, random):
    names = list(G)
    random.shuffle(names)
    edges = list(G.edges(data=True))
    random.shuffle(edges)
    H = nx.MultiDiGraph()
    H.add_nodes_from(f"n{name}" for name in names)
    H.add_edges_from((f"n{u}", f"n{v}", data) for u, v, data in edges)
    assert same(BALANCES[measure](G), BALANCES[measure](H))


@pytest.mark.parametrize("n", [20, 60])
def test_two_sides_are_balanced(n):
    G = two_sides(n, seed=n)
    assert triangle_balance(G) == 1
    assert same(walk_balance(G), 1)
    assert algebraic_conflict(G) < 1e-9
    # One tie more against the sides, and no measure says so any longer.
    u, v = next((u, v) for u, v in itertools.combinations(G, 2) if G.has_edge(u, v) and set(G[u]) & set(G[v]))
    G.edges[u, v]["sign"] *= -1
    assert triangle_balance(G) < 1
    assert walk_balance(G) < 1
    assert algebraic_conflict(G) > 1e-6
    worst = tie_balance(G)[0]
    assert {worst.u, worst.v} == {u, v}
    assert worst.balanced == 0


# --- large graphs -----------------------------------------------------------------------------------------------------


def test_batches_of_triangles_are_all_triangles(monkeypatch):
    G = noisy(60, 600)
    expected = triangle_counts(G)
    for size in (1, 100):
        monkeypatch.setattr("stancegraph.triangles.WEDGES_AT_ONCE", size)
        assert triangle_counts(G) == expected


def test_the_estimate_of_walk_balance_is_near_and_the_same_each_time(monkeypatch):
    G = noisy(200, 800)
    exact = walk_balance(G)
    monkeypatch.setattr(balance, "DENSE_UP_TO", 10)
    estimate = walk_balance(G)
    assert math.isclose(estimate, exact, rel_tol=0.05)
    assert estimate == walk_balance(G, seed=0) != walk_balance(G, seed=1)
    assert same(walk_balance(two_sides(100, 3)), 1, 0.02)


def test_conflict_of_a_larger_graph_is_that_of_the_dense_matrix(monkeypatch):
    G = noisy(300, 1500)
    exact = algebraic_conflict(G)
    monkeypatch.setattr(balance, "DENSE_UP_TO", 10)
    assert same(algebraic_conflict(G), exact, 1e-7)


def exponential_trace(A):
    """The trace of e to the matrix by its series, to 60 terms."""
    total, power = float(len(A)), np.eye(len(A))
    for k in range(1, 60):
        power = power @ A / k
        total += np.trace(power)
    return total


@given(signed_graphs(directed=True), st.booleans(), st.booleans())
def test_walk_balance_is_that_of_the_series(G, directed, weighted):
    P = signed_projection(G, directed=directed)
    A = nx.to_numpy_array(P, weight="weight" if weighted else None)
    signs = np.sign(nx.to_numpy_array(P, weight="sign"))
    A = A / max(A.max(initial=0), 1) if weighted else A
    H = nx.DiGraph() if directed else nx.Graph()
    H.add_nodes_from(range(len(A)))
    H.add_edges_from((u, v, {"sign": signs[u, v], "weight": A[u, v]}) for u, v in zip(*np.nonzero(A), strict=True))
    expected = exponential_trace(A * signs) / exponential_trace(A) if len(A) else math.nan
    assert same(walk_balance(H, directed=directed, weighted=weighted), expected, 1e-9)


def test_directed_walks_of_a_ring_of_three_by_hand():
    # The only closed walks go round, 3 k steps long: of each start (-1)**k / (3 k)! against 1 / (3 k)!
    ring = nx.DiGraph([(1, 2, {"sign": 1}), (2, 3, {"sign": 1}), (3, 1, {"sign": -1})])
    signed, unsigned = (sum(sign**k / math.factorial(3 * k) for k in range(12)) for sign in (-1, 1))
    assert same(walk_balance(ring, directed=True), signed / unsigned, 1e-12)
    ring.remove_edge(3, 1)
    assert walk_balance(ring, directed=True) == 1


def test_directed_walks_have_no_answer_among_very_many(monkeypatch):
    monkeypatch.setattr(balance, "DENSE_UP_TO", 3)
    ring = nx.DiGraph([(u, (u + 1) % 5, {"sign": -1}) for u in range(5)])
    assert math.isnan(walk_balance(ring, directed=True))
    assert same(walk_balance(nx.DiGraph([(u, u + 1, {"sign": -1}) for u in range(5)]), directed=True), 1)


def test_many_walks_do_not_overflow():
    G = nx.complete_graph(720)  # e to the 719 is no number
    nx.set_edge_attributes(G, 1, "sign")
    assert same(walk_balance(G), 1)


# --- degenerate graphs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", list(BALANCES))
def test_degenerate_graphs_have_an_answer(measure):
    of = BALANCES[measure]
    assert math.isnan(of(nx.Graph()))
    alone = nx.Graph()
    alone.add_node("a")
    one = 1.0 if measure.startswith("walk") else math.nan  # an actor by itself has one closed walk, of no step
    assert same(of(alone), one)
    alone.add_edge("a", "a", sign=-1)
    assert same(of(alone), one)
    neutral = nx.Graph([("a", "b", {"sign": 0}), ("b", "c", {"sign": 1, "weight": 0})])
    assert same(of(neutral), one)
    pair = nx.MultiDiGraph([("a", "b", {"sign": 1}), ("a", "b", {"sign": -1}), ("b", "a", {"sign": -1})])
    assert same(of(pair), 0.0 if measure == "algebraic_conflict" else one, 1e-9)
    apart = nx.Graph()
    nx.add_cycle(apart, "abc", sign=1)
    nx.add_cycle(apart, "def", sign=-1)
    friends, foes = (math.exp(4 * sign) + 2 * math.exp(-2 * sign) for sign in (1, -1))  # both ways, so of weight 2
    assert same(of(apart.to_directed()), {
        "triangle": 0.5, "triangle_weak": 1.0, "triangle_weighted": 0.5, "triangle_directed": 0.5,
        "walk": walk_balance(apart), "walk_weighted": (friends + foes) / (2 * friends),
        "walk_directed": walk_balance(apart), "algebraic_conflict": 0.0,
    }[measure])  # fmt: skip


def test_no_triangles_are_nothing_by_actor_and_tie():
    path = nx.path_graph(3)
    nx.set_edge_attributes(path, 1, "sign")
    assert triangle_counts(path) == dict.fromkeys(BY_SIGNS, 0)
    assert all(map(math.isnan, node_balance(path).values()))
    assert [(tie.balanced, tie.unbalanced) for tie in tie_balance(path)] == [(0, 0), (0, 0)]
    assert node_balance(nx.Graph()) == {}
    assert tie_balance(nx.Graph()) == []


@pytest.mark.parametrize("of", [*BALANCES.values(), triangle_counts, node_balance, tie_balance])
def test_signs_and_weights_must_be_usable(of):
    with pytest.raises(NotSignedError, match="edge 1 to 2: sign=None"):
        of(nx.Graph([(1, 2)]))
    with pytest.raises(NotSignedError, match="weight=nan"):
        of(nx.Graph([(1, 2, {"sign": 1, "weight": math.nan})]))


def test_directed_balance_has_no_weights():
    with pytest.raises(ValueError, match="only one of them"):
        triangle_balance(nx.DiGraph(), directed=True, weighted=True)
