from __future__ import annotations

import json
import random
from pathlib import Path

import networkx as nx
import pytest

from stancegraph.clusters import signed_clusters
from stancegraph.cores import stable_core
from stancegraph.errors import NotSignedError, UnknownNameError
from stancegraph.exporting import read_graph
from stancegraph.hierarchies import cluster_hierarchy

COUNCIL = Path(__file__).resolve().parents[1] / "fixtures" / "graphs" / "council.csv"


@pytest.fixture
def council():
    return read_graph(COUNCIL)


def shuffled(G, seed):
    rng = random.Random(seed)
    nodes, edges = list(G), list(G.edges(data=True))
    rng.shuffle(nodes)
    rng.shuffle(edges)
    H = nx.MultiDiGraph()
    H.add_nodes_from((node, G.nodes[node]) for node in nodes)
    H.add_edges_from(edges)
    return H


def random_signs(n, m, seed):
    rng = random.Random(seed)
    G = nx.gnm_random_graph(n, m, seed=seed)
    for u, v in G.edges():
        G.edges[u, v]["sign"] = rng.choice([-1, 1])
    return G


# --- core -------------------------------------------------------------------------------------------------------------


def test_who_may_stand_on_either_side_is_in_no_core(council):
    found = stable_core(council)
    # Gorse has a friend on either side; cedar may be left by ash, or go with gorse, for the same cost.
    assert found.cores == (frozenset({"ash", "birch"}), frozenset({"elm", "fir"}))
    assert found.names == ("Ash, Birch", "Elm, Fir")
    assert set(found.costs) == {2}
    assert len(found.costs) == found.runs == len(found.memberships)
    assert found.divisions > 1
    assert "holly" not in found.actors
    assert found.together("ash", "birch") == 1
    assert 0 < found.together("fir", "gorse") < 1
    assert found.together("elm", "hazel") == 0
    shares = found.shares()
    assert shares["ash"] == shares["fir"] == 1
    assert shares["hazel"] == 0
    assert shares["gorse"] == max(found.together("gorse", "fir"), found.together("gorse", "birch"))


def test_below_the_whole_share_each_two_of_a_core_are_together_as_often(council):
    for share in (0.3, 0.6, 0.9):
        found = stable_core(council, share=share)
        for core in found.cores:
            assert min(found.together(u, v) for u in core for v in core) >= share
    assert sum(map(len, stable_core(council, share=0.3).cores)) > sum(map(len, stable_core(council).cores))


def test_a_core_is_within_every_division_that_counts():
    G = random_signs(30, 90, 4)
    found = stable_core(G, runs=20, slack=0.1)
    assert found.costs == tuple(sorted(found.costs))
    assert found.costs[-1] <= 1.1 * found.costs[0]
    for parts in found.memberships:
        label = dict(zip(found.actors, parts, strict=True))
        assert all(len({label[actor] for actor in core}) == 1 for core in found.cores)
    assert set(found.shares()) == set(found.actors)


def test_the_same_seed_gives_the_same_core_in_any_order_of_nodes(council):
    first = stable_core(council, seed=3)
    assert first == stable_core(council, seed=3)
    second = stable_core(shuffled(council, 1), seed=3)
    assert first.cores == second.cores
    assert first.shares() == second.shares()
    assert json.loads(first.model_dump_json())["cores"] == [["ash", "birch"], ["elm", "fir"]]


def test_the_better_half_counts_where_no_two_searches_end_alike():
    G = random_signs(150, 1000, 1)
    found = stable_core(G, runs=6, slack=0, effort=2_000)
    assert 3 <= len(found.costs) < 6
    assert found.divisions > 1


def test_a_core_of_so_many_clusters(council):
    found = stable_core(council, k=2, runs=10)
    assert all(len(set(parts)) <= 2 for parts in found.memberships)
    assert set(found.costs) == {signed_clusters(council, k=2, method="exact").cost}


def test_without_signed_ties_there_is_no_core():
    G = nx.Graph([("a", "b", {"sign": 0})])
    found = stable_core(G, runs=2)
    assert (found.cores, found.actors, found.divisions, found.shares()) == ((), (), 0, {})
    with pytest.raises(UnknownNameError, match="actor 'a': no signed tie"):
        found.together("a", "b")
    with pytest.raises(NotSignedError):
        stable_core(nx.Graph([("a", "b")]))
    for options in ({"runs": 0}, {"share": 0}, {"share": 1.1}, {"slack": -1}):
        with pytest.raises(ValueError, match="expected"):
            stable_core(G, **options)


# --- hierarchy --------------------------------------------------------------------------------------------------------


def test_the_merges_of_the_council_worked_out_by_hand(council):
    found = cluster_hierarchy(
        council, partition={"ash": 1, "birch": 1, "cedar": 1, "elm": 2, "fir": 2, "gorse": 2, "hazel": 3}
    )
    assert found.leaves == (
        frozenset({"ash", "birch", "cedar"}),
        frozenset({"elm", "fir", "gorse"}),
        frozenset({"hazel"}),
    )
    assert found.cost == 2
    # Hazel has less against ash (1) than against elm (2); then 5 + 1 hostile ties and 2 of hazel's less one friendly.
    assert found.steps == ((0, 2, 2, 3), (1, 3, 1, 10))
    assert found.cut(3) == {"ash": 0, "birch": 0, "cedar": 0, "elm": 1, "fir": 1, "gorse": 1, "hazel": 2}
    assert found.cut(2)["hazel"] == found.cut(2)["ash"]
    assert set(found.cut(1).values()) == {0}
    for k in (0, 4):
        with pytest.raises(ValueError, match="from 1 to 3"):
            found.cut(k)


@pytest.mark.parametrize("alpha", [0.5, 0.3])
def test_each_step_is_the_cheapest_and_its_cost_that_of_the_cut(alpha):
    G = random_signs(25, 80, 6)
    found = cluster_hierarchy(G, alpha=alpha)

    def cost(label):
        return sum(
            2 * (alpha if d["sign"] < 0 else 1 - alpha)
            for u, v, d in G.edges(data=True)
            if (d["sign"] > 0) != (label[u] == label[v])
        )

    assert cost(found.cut(len(found.leaves))) == pytest.approx(found.cost)
    for step in found.steps:
        label = found.cut(step.k)
        assert len(set(label.values())) == step.k
        assert cost(label) == pytest.approx(step.cost)
        before = found.cut(step.k + 1)
        merged = [
            cost({node: a if part == b else part for node, part in before.items()})
            for a in range(step.k + 1)
            for b in range(a)
        ]
        assert step.cost == pytest.approx(min(merged))


def test_a_hierarchy_costs_no_less_than_the_best_of_so_many_clusters():
    G = random_signs(14, 40, 8)
    for step in cluster_hierarchy(G).steps:
        if step.k <= 3:
            assert step.cost >= signed_clusters(G, k=step.k, method="exact").lower_bound


def test_a_hierarchy_of_nothing_and_of_one():
    assert cluster_hierarchy(nx.Graph()).leaves == ()
    one = cluster_hierarchy(nx.Graph([("a", "b", {"sign": 1})]))
    assert (one.leaves, one.steps, one.cut(1)) == ((frozenset("ab"),), (), {"a": 0, "b": 0})
    assert json.loads(one.model_dump_json())["leaves"] == [["a", "b"]]


def test_a_hierarchy_does_not_depend_on_the_order_of_nodes(council):
    first, second = cluster_hierarchy(council), cluster_hierarchy(shuffled(council, 5))
    assert first == second
