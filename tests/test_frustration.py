"""Frustration: known answers, laws, brute force; correlation clustering by the same engine."""

from __future__ import annotations

import csv
import itertools
import json
import math
import time

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancegraph.clusters import signed_clusters
from stancegraph.errors import NotSignedError, UnknownNameError
from stancegraph.exact.clusters import exact_clusters
from stancegraph.exact.reducing import reduced, restored
from stancegraph.exact.sides import exact_sides
from stancegraph.exact.steps import cost_step
from stancegraph.exact.switching import searched
from stancegraph.frustration import Frustration, frustration_index, line_index
from stancegraph.projection import signed_ties

few = settings(max_examples=40)  # each is a proof or several

WEIGHTS = [1, 2, 5, 0.25, 0.1, math.pi]


@st.composite
def signed_graphs(draw, *, most=9, weights=WEIGHTS):
    n = draw(st.integers(1, most))
    G = nx.Graph()
    G.add_nodes_from(range(n))
    for u, v in itertools.combinations(range(n), 2):
        sign = draw(st.sampled_from([0, 1, -1, -1]))
        if sign:
            G.add_edge(u, v, sign=sign, weight=draw(st.sampled_from(weights)))
    return G


def cost(G, label, *, weighted=True):
    return sum(
        data["weight"] if weighted else 1
        for u, v, data in G.edges(data=True)
        if (data["sign"] > 0) != (label[u] == label[v])
    )


def least_sides(G, *, weighted=True):
    nodes = list(G)
    labels = itertools.product((0, 1), repeat=len(nodes) - 1)
    return min(cost(G, dict(zip(nodes, (0, *rest), strict=True)), weighted=weighted) for rest in labels)


def set_partitions(nodes, most=0):
    if not nodes:
        yield {}
        return
    for label in range(most + 1):
        for rest in set_partitions(nodes[1:], max(most, label + 1)):
            yield {nodes[0]: label, **rest}


def random_graph(n, m, *, share, seed, weights=(1,)):
    """A signed graph of which this share of signs is out of place."""
    rng = np.random.default_rng(seed)
    G = nx.gnm_random_graph(n, m, seed=seed)
    side = rng.integers(0, 2, n)
    for u, v, data in G.edges(data=True):
        data["sign"] = (1 if side[u] == side[v] else -1) * (-1 if rng.random() < share else 1)
        data["weight"] = float(rng.choice(weights))
    return G


# ---- known answers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("signs", "index"), [([1, 1, 1], 0), ([1, 1, -1], 1), ([1, -1, -1], 0), ([-1, -1, -1], 1)])
def test_triangles_of_heider(signs, index):
    G = nx.Graph()
    for (u, v), sign in zip([("a", "b"), ("b", "c"), ("a", "c")], signs, strict=True):
        G.add_edge(u, v, sign=sign)
    found = frustration_index(G)
    assert (found.index, found.is_proven, len(found.frustrated)) == (index, True, index)
    assert found.balance == pytest.approx(1 - index / 1.5)


@pytest.mark.parametrize("n", range(2, 11))
def test_complete_graph_of_foes(n):
    # Both sides have foes within: those of sides as equal as can be are fewest.
    G = nx.complete_graph(n)
    nx.set_edge_attributes(G, -1, "sign")
    found = frustration_index(G)
    assert found.is_proven
    assert found.index == math.comb(n // 2, 2) + math.comb(n - n // 2, 2)


def test_petersen_graph_of_foes():
    # The largest cut of the Petersen graph has 12 of its 15 edges.
    G = nx.petersen_graph()
    nx.set_edge_attributes(G, -1, "sign")
    assert frustration_index(G).index == 3


def test_weights_decide_which_ties_are_frustrated():
    G = nx.Graph()
    G.add_edge("a", "b", sign=-1, weight=5)
    G.add_edge("b", "c", sign=1, weight=2)
    G.add_edge("c", "a", sign=1, weight=3)
    found = frustration_index(G, weighted=True)
    assert (found.index, found.total, found.weighted) == (2, 10, True)
    assert [tuple(tie) for tie in found.frustrated] == [("b", "c", 1, 2.0)]
    assert found.balance == pytest.approx(1 - 2 / 5)
    assert frustration_index(G).index == 1


def test_ties_both_ways_are_one_and_may_cancel_out():
    G = nx.DiGraph()
    G.add_edge("a", "b", sign=1)
    G.add_edge("b", "a", sign=-1)
    G.add_edge("b", "c", sign=-1)
    G.add_edge("c", "b", sign=-1)
    G.add_edge("c", "c", sign=-1)
    found = frustration_index(G)
    assert (found.ties, found.mixed, found.self_loops, found.index) == (1, 1, 1, 0)
    assert found.unplaced == {"a"}
    assert found.sides == ({"b"}, {"c"})


def test_neutral_loops_and_neutral_ties_are_no_ties():
    G = nx.MultiDiGraph()
    G.add_edge("a", "a", sign=0)
    G.add_edge("a", "b", sign=0)
    found = frustration_index(G)
    assert (found.ties, found.self_loops, found.balance) == (0, 0, None)


@pytest.mark.parametrize("G", [nx.Graph(), nx.DiGraph(), nx.MultiDiGraph(), nx.empty_graph(1), nx.empty_graph(3)])
def test_graphs_without_ties_have_index_0_proven_and_no_balance(G):
    found = frustration_index(G)
    assert (found.index, found.lower_bound, found.is_proven, found.balance) == (0, 0, True, None)
    assert found.sides == (frozenset(), frozenset())
    assert found.unplaced == set(G)
    assert line_index(G, found.sides) == 0


def test_friends_are_on_one_side():
    G = nx.path_graph(4)
    nx.set_edge_attributes(G, 1, "sign")
    found = frustration_index(G)
    assert (found.index, found.balance, found.sides) == (0, 1, ({0, 1, 2, 3}, frozenset()))


def test_parts_add_up_and_the_larger_side_of_each_comes_first():
    G = nx.disjoint_union(nx.complete_graph(5), nx.star_graph(3))
    nx.set_edge_attributes(G, -1, "sign")
    found = frustration_index(G)
    assert found.index == 1 + 3
    assert len(found.sides[0]) == 3 + 3
    assert {6, 7, 8} <= found.sides[0]


@pytest.mark.parametrize("weight", [math.nan, math.inf, -1, "2"])
def test_weights_that_are_no_weights_are_refused(weight):
    G = nx.Graph([("a", "b", {"sign": 1, "weight": weight})])
    for ask in (lambda: frustration_index(G), lambda: line_index(G, [{"a"}, {"b"}])):
        with pytest.raises(NotSignedError, match="'a' to 'b'"):
            ask()


def test_unsigned_graphs_are_refused():
    with pytest.raises(NotSignedError):
        frustration_index(nx.path_graph(3))


def test_other_attributes_are_read_when_asked():
    G = nx.Graph([("a", "b", {"s": 1, "w": 2}), ("b", "c", {"s": -1, "w": 3}), ("a", "c", {"s": 1, "w": 4})])
    assert frustration_index(G, sign="s", weight="w", weighted=True).index == 2


# ---- laws ------------------------------------------------------------------------------------------------------


@few
@given(signed_graphs(), st.booleans())
def test_index_is_that_of_brute_force(G, weighted):
    found = frustration_index(G, weighted=weighted)
    assert found.is_proven
    assert found.lower_bound == found.index == pytest.approx(least_sides(G, weighted=weighted))
    assert line_index(G, found.sides, weighted=weighted) == pytest.approx(found.index)
    size = sum(tie.weight if weighted else 1 for tie in found.frustrated)
    assert size == pytest.approx(found.index)
    balanced = nx.Graph(G)
    balanced.remove_edges_from([(tie.u, tie.v) for tie in found.frustrated])
    assert frustration_index(balanced).index == 0


@few
@given(signed_graphs(weights=(1,)), st.sampled_from([1e9, 1e12]))
def test_heavy_ties_do_not_hide_what_light_ones_cost(G, heavy):
    if len(G) > 2:
        nx.add_cycle(G, [0, 1, 2], sign=-1, weight=heavy)
    found = frustration_index(G, weighted=True)
    assert found.is_proven
    assert found.index == least_sides(G, weighted=True)


@pytest.mark.parametrize("scale", [2.0**-60, 2.0**400])
def test_weights_of_any_size_are_proven_alike(scale):
    G, H = (random_graph(24, 90, share=0.4, seed=3, weights=(1.5, 2, 3.25)) for _ in range(2))
    for *_, data in H.edges(data=True):
        data["weight"] *= scale
    found = frustration_index(H, weighted=True)
    assert found.is_proven
    assert found.index == frustration_index(G, weighted=True).index * scale
    assert not frustration_index(H, weighted=True, time_limit=0.0).is_proven
    assert exact_clusters(signed_ties(H)).cost == exact_clusters(signed_ties(G)).cost * scale
    assert signed_clusters(H).modularity == pytest.approx(signed_clusters(G).modularity)


@few
@given(signed_graphs(), st.data())
def test_switching_keeps_frustration(G, data):
    switched = set(data.draw(st.sets(st.sampled_from(list(G)))))
    H = nx.Graph(G)
    for u, v in H.edges:
        if (u in switched) != (v in switched):
            H.edges[u, v]["sign"] *= -1
    assert frustration_index(H, weighted=True).index == pytest.approx(frustration_index(G, weighted=True).index)


@few
@given(signed_graphs(), st.randoms(use_true_random=False))
def test_order_changes_nothing_and_names_do_not_change_the_index(G, rng):
    found = frustration_index(G)
    nodes, edges = list(G), [(v, u, data) for u, v, data in G.edges(data=True)]
    rng.shuffle(nodes)
    rng.shuffle(edges)
    H = nx.Graph()
    H.add_nodes_from(nodes)
    H.add_edges_from(edges)
    assert frustration_index(H) == found
    renamed = frustration_index(nx.relabel_nodes(G, dict(zip(G, nodes, strict=True))))
    assert renamed.index == found.index
    assert renamed.is_proven


@few
@given(signed_graphs(most=8), st.data())
def test_tie_that_fits_a_best_division_never_raises_the_index(G, data):
    missing = list(nx.non_edges(G))
    if not missing:
        return
    found = frustration_index(G)
    u, v = data.draw(st.sampled_from(missing))
    same = any(u in side and v in side for side in found.sides)
    H = nx.Graph(G)
    H.add_edge(u, v, sign=1 if same or not found.unplaced.isdisjoint((u, v)) else -1, weight=1)
    assert frustration_index(H).index == found.index


@few
@given(signed_graphs(), st.data())
def test_no_division_is_below_the_bound(G, data):
    first = set(data.draw(st.sets(st.sampled_from(list(G)))))
    found = frustration_index(G, weighted=True)
    assert found.lower_bound <= found.index <= line_index(G, [first, set(G) - first], weighted=True) + 1e-9


@few
@given(signed_graphs(most=12), st.data())
def test_reductions_keep_the_cost_of_every_division_up_to_a_constant(G, data):
    network = [{v: each["sign"] * each["weight"] for v, each in G[u].items()} for u in G]
    votes = reduced(network)
    left = [u for u in G if network[u]]
    apart = set()
    for _ in range(4):
        side = [data.draw(st.sampled_from((-1, 1))) for _ in G]
        small = sum(abs(size) for u in left for v, size in network[u].items() if u < v and size * side[u] * side[v] < 0)
        restored(side, votes)
        apart.add(round(cost(G, side) - small, 9))
    assert len(apart) == 1


@few
@given(signed_graphs(most=7), st.booleans())
def test_clusters_are_those_of_brute_force(G, from_search):
    ties = signed_ties(G)
    start = np.arange(len(G)) % 2 if from_search else None
    found = exact_clusters(ties, start=start)
    assert found.is_proven
    assert found.cost == pytest.approx(min(cost(G, label) for label in set_partitions(list(G))))
    assert found.lower_bound == pytest.approx(found.cost)
    assert cost(G, found.labels) == pytest.approx(found.cost)


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from([(24, 60), (16, 70), (40, 60)]), st.sampled_from([(1,), (1, 2, 3.5)]))
def test_clusters_cost_no_more_than_sides(seed, size, weights):
    G = random_graph(*size, share=0.3, seed=seed, weights=weights)
    ties = signed_ties(G)
    sides, clusters = exact_sides(ties), exact_clusters(ties)
    assert sides.is_proven
    assert clusters.is_proven
    assert clusters.cost <= sides.cost
    assert cost(G, sides.labels) == pytest.approx(sides.cost)
    assert cost(G, clusters.labels) == pytest.approx(clusters.cost)


def test_wrong_number_of_labels_is_refused():
    with pytest.raises(ValueError, match="expected one for each of the 3 nodes"):
        exact_clusters(signed_ties(nx.Graph([(0, 1, {"sign": 1}), (1, 2, {"sign": 1})])), start=np.zeros(2))


@pytest.mark.parametrize(
    ("weights", "step"), [([1, 2, 3], 1), ([4, 6], 2), ([0.5, 2], 0.5), ([0.1, 0.3], 0.1), ([math.e, 1], 0), ([], 0)]
)
def test_steps_of_costs(weights, step):
    assert cost_step(np.array(weights, dtype=np.float64)) == pytest.approx(step)


# ---- time, records, checks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [0.0, 0.5])
def test_time_limit_is_kept_and_leaves_honest_bounds(limit):
    G = random_graph(300, 1200, share=0.5, seed=1)
    begin = time.monotonic()
    found = frustration_index(G, time_limit=limit)
    assert time.monotonic() - begin < limit + 10
    assert not found.is_proven
    assert 0 <= found.lower_bound < found.index == line_index(G, found.sides)
    clusters = exact_clusters(signed_ties(G), time_limit=limit)
    assert 0 <= clusters.lower_bound <= clusters.cost <= found.index + 1200


def test_a_time_limit_ends_the_search_for_sides_too():
    G = random_graph(300, 1200, share=0.5, seed=1)
    nbrs = [[(v, float(data["sign"])) for v, data in G[u].items()] for u in G]
    none, short, long = (
        searched(nbrs, [1] * 300, seed=0, effort=200_000, deadline=0.0, least=least) for least in (0, 20_000, 200_000)
    )
    assert none == searched(nbrs, [1] * 300, seed=0, effort=0)
    assert cost(G, long, weighted=False) < cost(G, short, weighted=False) < cost(G, none, weighted=False)
    assert long == searched(nbrs, [1] * 300, seed=0, effort=200_000)


def test_same_seed_same_division():
    G = random_graph(60, 200, share=0.2, seed=3)
    assert frustration_index(G, seed=5) == frustration_index(G, seed=5)


def test_planted_division_is_found_and_proven():
    G = random_graph(200, 800, share=0.08, seed=2)
    found = frustration_index(G)
    assert found.is_proven
    assert found.index <= 800 * 0.12


def test_json_is_the_same_in_every_run():
    G = random_graph(20, 60, share=0.2, seed=4)
    found = frustration_index(nx.relabel_nodes(G, str))
    text = found.model_dump_json()
    assert json.loads(text)["sides"] == [sorted(side) for side in found.sides]
    assert Frustration.model_validate_json(text) == found


@pytest.mark.parametrize(
    ("sides", "error", "message"),
    [
        ([{"a"}], ValueError, "1 sides, expected two"),
        ([{"a"}, set()], UnknownNameError, "node 'b' is on no side"),
        ([{"a", "b"}, {"b"}], UnknownNameError, "node 'b' is on both sides"),
    ],
)
def test_divisions_that_are_none_are_refused(sides, error, message):
    with pytest.raises(error, match=message):
        line_index(nx.Graph([("a", "b", {"sign": 1})]), sides)


# ---- reference networks ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_reference_networks_have_the_proven_values(reference):
    names = [path.stem for path in (reference / "results").glob("*.json")]
    checked = 0
    for name in sorted(names):
        known = json.loads((reference / "results" / f"{name}.json").read_text())
        if "frustration_index_exact" not in known:
            continue
        G = nx.Graph()
        with (reference / "networks" / f"{name}.csv").open(newline="") as file:
            G.add_edges_from((row["source"], row["target"], {"sign": int(row["sign"])}) for row in csv.DictReader(file))
        found = frustration_index(G)
        assert (found.is_proven, found.index) == (True, known["frustration_index_exact"])
        assert found.balance == pytest.approx(known["frustration_normalised_exact"])
        clusters = exact_clusters(signed_ties(G))
        assert (clusters.is_proven, clusters.cost) == (True, known["correlation_clustering_exact"])
        checked += 1
    assert checked == 27
