from __future__ import annotations

import json
import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.centrality import MEASURES, actor_centrality, ranked
from stancegraph.errors import NotSignedError, UnknownNameError
from stancegraph.exporting import read_graph
from stancegraph.graph import to_multigraph, unsigned_layer

KOR, PRK, RUS, UKR, USA = (f"country:{code}" for code in ("KOR", "PRK", "RUS", "UKR", "USA"))
UNSIGNED = ("pagerank", "betweenness", "closeness", "eigenvector")


@st.composite
def signed_digraphs(draw, max_nodes=8):
    n = draw(st.integers(0, max_nodes))
    G = nx.MultiDiGraph()
    G.add_nodes_from(range(n))
    if n > 1:
        ends = st.integers(0, n - 1)
        for u, v, sign, weight in draw(
            st.lists(st.tuples(ends, ends, st.sampled_from([-1, 0, 1]), st.integers(0, 4)), max_size=20)
        ):
            G.add_edge(u, v, sign=sign, weight=weight)
    return G


def close(found, expected, tolerance=1e-12):
    assert list(found) == list(expected)
    for node, value in expected.items():
        assert math.isclose(found[node], value, rel_tol=tolerance, abs_tol=tolerance), node


# --- degrees ----------------------------------------------------------------------------------------------------------


def test_degrees_by_direction_and_sign_counted_by_hand(troops):
    G = to_multigraph(troops)

    def of(measure):
        return {actor: score for actor, score in actor_centrality(G, measure=measure).items() if score}

    # condemns PRK 2, condemns RUS 1, cooperates with USA 1 (both ways), consults with Jane Doe 1 (both ways)
    assert of("degree")[KOR] == 5
    assert of("out_degree")[KOR] == 5
    assert of("in_degree")[KOR] == 2
    assert of("positive_degree")[KOR] == of("positive_in_degree")[KOR] == of("positive_out_degree")[KOR] == 1
    assert of("negative_out_degree") == {KOR: 3, UKR: 2, RUS: 2, "organisation:nato": 1}
    assert of("negative_in_degree") == {PRK: 3, RUS: 2, UKR: 3}
    assert of("positive_in_degree")[UKR] == 2


def test_a_layer_narrows_degree_as_its_name_says(troops):
    G = to_multigraph(troops)
    for way in ("degree", "in_degree", "out_degree"):
        assert actor_centrality(G, measure=way, layer="hostile") == actor_centrality(G, measure=f"negative_{way}")
        assert actor_centrality(G, measure=way, layer="friendly") == actor_centrality(G, measure=f"positive_{way}")


def test_signed_degrees_are_those_of_the_reference(reference):
    for path in sorted((reference / "results").glob("*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(known, dict) and not known.get("directed", True):
            U = nx.Graph(read_graph(reference / "networks" / f"{path.stem}.csv"))
            for measure, key in (("positive_degree", "degree_pos"), ("negative_degree", "degree_neg")):
                found = actor_centrality(U, measure=measure)
                assert [found.get(node, 0) for node in known["nodes"]] == known[key], path.stem


# --- measures for unsigned graphs -------------------------------------------------------------------------------------


@given(signed_digraphs())
@pytest.mark.parametrize("layer", ["all", "friendly", "hostile"])
def test_betweenness_closeness_and_pagerank_are_those_of_networkx(layer, G):
    D = unsigned_layer(G, layer=layer)
    close(actor_centrality(G, measure="betweenness", layer=layer), nx.betweenness_centrality(D))
    close(actor_centrality(G, measure="closeness", layer=layer), nx.closeness_centrality(D))
    if len(D):
        expected = nx.pagerank(D, tol=1e-15, max_iter=1000)
        close(actor_centrality(G, measure="pagerank", layer=layer), expected, 1e-10)


def test_betweenness_and_closeness_of_a_larger_graph_are_those_of_networkx():
    D = nx.gnm_random_graph(120, 500, seed=3, directed=True)
    nx.set_edge_attributes(D, 1, "sign")
    close(actor_centrality(D, measure="betweenness"), nx.betweenness_centrality(D))
    close(actor_centrality(D, measure="closeness"), nx.closeness_centrality(D))


@pytest.mark.parametrize("n", [30, 300])
def test_eigenvector_of_a_connected_graph_is_that_of_networkx(n):
    U = nx.connected_watts_strogatz_graph(n, 6, 0.4, seed=5)
    for index, (u, v) in enumerate(U.edges()):
        U.edges[u, v].update(sign=1, weight=1 + index % 3)
    close(actor_centrality(U, measure="eigenvector"), nx.eigenvector_centrality_numpy(U, weight="weight"), 1e-9)


def test_eigenvector_drops_directions_and_answers_for_a_dag():
    path = nx.DiGraph([("a", "b"), ("b", "c")])
    found = actor_centrality(path, measure="eigenvector")
    close(found, {"a": 0.5, "b": math.sqrt(0.5), "c": 0.5})


def test_eigenvector_of_several_components_goes_to_the_strongest():
    G = nx.Graph([("a", "b", {"weight": 2}), ("c", "d"), ("e", "f", {"weight": 2})])
    found = actor_centrality(G, measure="eigenvector")
    close(found, {"a": 0.5, "b": 0.5, "c": 0.0, "d": 0.0, "e": 0.5, "f": 0.5})


def test_pagerank_goes_to_the_supported_not_to_the_supporters():
    G = nx.DiGraph([("a", "b", {"sign": 1}), ("c", "b", {"sign": 1}), ("a", "c", {"sign": -1, "weight": 9})])
    found = actor_centrality(G, measure="pagerank", layer="friendly")
    assert max(found, key=found.__getitem__) == "b"
    assert found["a"] == found["c"]


@pytest.mark.parametrize("measure", list(MEASURES))
def test_degenerate_graphs_have_an_answer(measure):
    assert actor_centrality(nx.MultiDiGraph(), measure=measure) == {}
    alone = nx.MultiDiGraph()
    alone.add_node("a")
    expected = {"a": 1.0 if measure == "pagerank" else 0.0}
    assert actor_centrality(alone, measure=measure) == expected
    alone.add_edge("a", "a", sign=1)
    assert actor_centrality(alone, measure=measure) == expected
    silent = nx.MultiDiGraph()
    silent.add_edge("a", "b", sign=1, weight=0)
    expected = {"a": 0.5, "b": 0.5} if measure == "pagerank" else {"a": 0.0, "b": 0.0}
    assert actor_centrality(silent, measure=measure) == expected


# --- laws -------------------------------------------------------------------------------------------------------------


@given(signed_digraphs(), st.randoms(use_true_random=False))
@pytest.mark.parametrize("measure", list(MEASURES))
def test_names_and_order_of_actors_make_no_difference(measure, G, random):
    names = list(G)
    random.shuffle(names)
    H = nx.MultiDiGraph()
    H.add_nodes_from(f"n{name}" for name in names)
    edges = list(G.edges(data=True))
    random.shuffle(edges)
    H.add_edges_from((f"n{u}", f"n{v}", data) for u, v, data in edges)
    found = actor_centrality(H, measure=measure)
    expected = actor_centrality(G, measure=measure)
    assert list(found) == list(H)
    close({node: found[f"n{node}"] for node in expected}, expected, 1e-9)


@given(signed_digraphs())
@pytest.mark.parametrize("measure", list(MEASURES))
def test_scores_are_the_same_on_every_run_and_finite(measure, G):
    found = actor_centrality(G, measure=measure)
    assert found == actor_centrality(G, measure=measure)
    assert all(math.isfinite(score) and score >= 0 and type(score) is float for score in found.values())


@given(signed_digraphs())
def test_degrees_add_up(G):
    for prefix in ("", "positive_", "negative_"):
        total = sum(actor_centrality(G, measure=f"{prefix}degree").values())
        incoming = sum(actor_centrality(G, measure=f"{prefix}in_degree").values())
        outgoing = sum(actor_centrality(G, measure=f"{prefix}out_degree").values())
        assert total == incoming + outgoing
        assert incoming == outgoing


# --- errors and ranks -------------------------------------------------------------------------------------------------


def test_an_unknown_measure_or_layer_lists_the_known_ones():
    with pytest.raises(UnknownNameError, match="'pagerank', 'betweenness'"):
        actor_centrality(nx.Graph(), measure="pagernak")
    with pytest.raises(UnknownNameError, match="'friendly'"):
        actor_centrality(nx.Graph(), measure="degree", layer="nice")


@pytest.mark.parametrize("measure", [m for m in MEASURES if m not in ("degree", "in_degree", "out_degree")])
def test_signs_are_asked_for_where_they_are_needed(measure):
    G = nx.DiGraph([("a", "b")])
    with pytest.raises(NotSignedError, match="edge 'a' to 'b'"):
        actor_centrality(G, measure=measure, layer="hostile")


@pytest.mark.parametrize("measure", list(MEASURES))
def test_a_weight_that_is_no_number_is_refused(measure):
    G = nx.DiGraph([("a", "b", {"sign": 1 if "positive" in measure else -1, "weight": math.nan})])
    with pytest.raises(NotSignedError, match="weight=nan"):
        actor_centrality(G, measure=measure)


def test_equal_scores_are_ranked_by_id_also_when_they_differ_by_rounding():
    assert ranked({"b": 0.1 + 0.2, "a": 0.3, "c": 1.0}) == [("c", 1.0), ("a", 0.3), ("b", 0.1 + 0.2)]
    assert ranked({"b": 1.0, "a": 1.0}, top=1) == [("a", 1.0)]
    assert ranked({}) == []
