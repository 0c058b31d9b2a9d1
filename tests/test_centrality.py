from __future__ import annotations

import itertools
import json
import math
from fractions import Fraction

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancegraph.balance import tie_balance
from stancegraph.centrality import MEASURES, UNSIGNED_MEASURES, actor_centrality, ranked
from stancegraph.clusters import signed_clusters
from stancegraph.cores import stable_core
from stancegraph.errors import NotSignedError, UnknownNameError
from stancegraph.exporting import read_graph
from stancegraph.graph import to_multigraph, unsigned_layer
from stancegraph.hierarchies import cluster_hierarchy
from stancegraph.projection import layer_matrix, signed_projection, tie_arrays
from stancegraph.reciprocity import tie_exchanges, tie_reciprocity
from stancegraph.roles import actor_roles
from stancegraph.signed_centrality import pn_index, signed_eigenvector

KOR, PRK, RUS, UKR, USA = (f"country:{code}" for code in ("KOR", "PRK", "RUS", "UKR", "USA"))
RATIOS = [measure for measure in MEASURES if measure.endswith("_ratio")]
PN = [measure for measure in MEASURES if measure.startswith("pn")]
SIGNED = {*(measure for measure in MEASURES if measure.startswith("net_")), *PN, "signed_eigenvector"}


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
        same = math.isclose(found[node], value, rel_tol=tolerance, abs_tol=tolerance)
        assert same or (math.isnan(value) and math.isnan(found[node])), node


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


REFERENCE = {
    **{f"{sign}_{way}degree": f"degree_{way}{key}"
       for sign, key in (("positive", "pos"), ("negative", "neg"), ("net", "net")) for way in ("", "in_", "out_")},
    **{f"{way}degree_ratio": f"degree_{way}ratio" for way in ("", "in_", "out_")},
    "pn": "pn_index",
    "pn_in": "pn_index_in",
    "pn_out": "pn_index_out",
    "signed_eigenvector": "eigen_centrality_signed",
}  # fmt: skip


def test_signed_measures_are_those_of_the_reference(reference):
    compared = set()
    for path in sorted((reference / "results").glob("*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(known, list):
            continue
        G = read_graph(reference / "networks" / f"{path.stem}.csv")
        H = nx.DiGraph() if known["directed"] else nx.Graph()
        H.add_nodes_from(known["nodes"])
        H.add_edges_from((u, v, {"sign": data["sign"]}) for u, v, data in G.edges(data=True))
        ties = tie_arrays(H)
        for measure, key in REFERENCE.items():
            if key in known:
                found = actor_centrality(ties, measure=measure)
                values = [math.nan if value in (None, "NaN", "NA") else value for value in known[key]]
                if measure == "signed_eigenvector" and sum(values) < 0:
                    values = [-value for value in values]  # whose sign is that of whatever library found it
                close(found, dict(zip(known["nodes"], values, strict=True)), 1e-9)
                compared.add(measure)
    assert compared == set(REFERENCE)


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


@st.composite
def weighted_digraphs(draw):
    """Ties with weights of which 1 / weight is exact, so that networkx sees which paths are equally long."""
    G = draw(signed_digraphs())
    H = nx.DiGraph()
    H.add_nodes_from(G)
    for u, v in G.edges():
        if u != v:
            weight = draw(st.sampled_from([1, 2, 4]))
            H.add_edge(u, v, weight=weight, length=1 / weight)
    return H


@given(weighted_digraphs())
def test_weighted_betweenness_and_closeness_are_those_of_networkx_with_lengths(D):
    close(actor_centrality(D, measure="weighted_betweenness"), nx.betweenness_centrality(D, weight="length"))
    close(actor_centrality(D, measure="weighted_closeness"), nx.closeness_centrality(D, distance="length"))


def test_weighted_betweenness_in_batches_is_that_at_once(monkeypatch):
    D = nx.gnm_random_graph(60, 300, seed=2, directed=True)
    for index, (u, v) in enumerate(D.edges()):
        D.edges[u, v].update(weight=2 ** (index % 3), length=2.0 ** -(index % 3))
    expected = nx.betweenness_centrality(D, weight="length")
    for cells in (1, 1000, 10**9):
        monkeypatch.setattr("stancegraph.shortest_paths.BATCH_CELLS", cells)
        close(actor_centrality(D, measure="weighted_betweenness"), expected)


def test_ways_that_are_equally_long_share_also_when_thirds_do_not_add_up():
    D = nx.DiGraph()
    for way, weights in {"ab": (3, 3, 3), "cd": (3, 1.5)}.items():
        nodes = ["s", *way[: len(weights) - 1], "t"]
        for u, v, weight in zip(nodes, nodes[1:], weights, strict=False):
            D.add_edge(u, v, weight=weight)
    found = actor_centrality(D, measure="weighted_betweenness")
    # From s to t both ways have the length 1, a and b on one, c on the other; a is between s and b, b between a and t.
    pairs = (len(D) - 1) * (len(D) - 2)
    close(found, {"s": 0.0, "a": 1.5 / pairs, "b": 1.5 / pairs, "t": 0.0, "c": 0.5 / pairs})


@pytest.mark.parametrize("n", [40, 400])
def test_hubs_and_authorities_are_those_of_networkx(n):
    D = nx.gnm_random_graph(n, 6 * n, seed=4, directed=True)
    for index, (u, v) in enumerate(D.edges()):
        D.edges[u, v].update(sign=1, weight=1 + index % 3)
    hubs, authorities = nx.hits(D, tol=1e-14, max_iter=10_000)
    for measure, expected in (("hub", hubs), ("authority", authorities)):
        size = math.hypot(*expected.values())
        close(actor_centrality(D, measure=measure), {node: score / size for node, score in expected.items()}, 1e-7)


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
    nothing = math.nan if measure in RATIOS else 1.0 if measure in PN else 0.0
    assert actor_centrality(nx.MultiDiGraph(), measure=measure) == {}
    alone = nx.MultiDiGraph()
    alone.add_node("a")
    expected = {"a": 1.0 if measure == "pagerank" else nothing}
    close(actor_centrality(alone, measure=measure), expected)
    alone.add_edge("a", "a", sign=1)
    close(actor_centrality(alone, measure=measure), expected)
    silent = nx.MultiDiGraph()
    silent.add_edge("a", "b", sign=1, weight=0)
    close(actor_centrality(silent, measure=measure), dict.fromkeys("ab", 0.5 if measure == "pagerank" else nothing))


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
    close(found, actor_centrality(G, measure=measure), 0)
    assert all(type(score) is float for score in found.values())
    assert all(math.isfinite(score) for score in found.values()) or measure in {*RATIOS, "signed_eigenvector"}
    assert all(score >= 0 or math.isnan(score) for score in found.values()) or measure in SIGNED


@given(signed_digraphs())
def test_degrees_add_up(G):
    for prefix in ("", "positive_", "negative_"):
        total = sum(actor_centrality(G, measure=f"{prefix}degree").values())
        incoming = sum(actor_centrality(G, measure=f"{prefix}in_degree").values())
        outgoing = sum(actor_centrality(G, measure=f"{prefix}out_degree").values())
        assert total == incoming + outgoing
        assert incoming == outgoing


@given(signed_digraphs())
@pytest.mark.parametrize("measure", list(MEASURES))
def test_a_graph_that_was_read_once_has_the_same_scores(measure, G):
    ties = tie_arrays(G)
    for layer in ("all", "friendly", "hostile"):
        close(
            actor_centrality(ties, measure=measure, layer=layer), actor_centrality(G, measure=measure, layer=layer), 0
        )


@given(signed_digraphs())
@pytest.mark.parametrize("layer", ["all", "friendly", "hostile"])
def test_the_matrix_of_a_layer_is_that_of_its_graph(layer, G):
    A = layer_matrix(G, layer=layer)
    D = unsigned_layer(G, layer=layer)
    at = {node: index for index, node in enumerate(G)}
    assert dict(A.todok()) == {(at[u], at[v]): weight for u, v, weight in D.edges(data="weight")}


@given(signed_digraphs())
def test_pn_index_is_its_formula(G):
    P = signed_projection(G, directed=True)
    n = len(P)
    if n > 2 and any(data["sign"] > 0 for *_, data in P.edges(data=True)):
        M = np.zeros((n, n))
        for u, v, sign in P.edges(data="sign"):
            M[u, v] = 1 if sign > 0 else -2
        ones, c = np.ones(n), 1 / (2 * (n - 1))
        inside = np.linalg.solve(np.eye(n) - c * c * M.T @ M, (np.eye(n) + c * M.T) @ ones)
        outside = np.linalg.solve(np.eye(n) - c * c * M @ M.T, (np.eye(n) + c * M) @ ones)
        close(pn_index(G, way="in"), dict(enumerate(inside)), 1e-9)
        close(pn_index(G, way="out"), dict(enumerate(outside)), 1e-9)


@pytest.mark.parametrize("n", [2, 3, 5])
def test_pn_index_among_foes_only_is_a_half(n):
    for G in (nx.complete_graph(n), nx.complete_graph(n, nx.DiGraph)):
        nx.set_edge_attributes(G, -1, "sign")
        for way in ("both", "in", "out"):
            close(pn_index(G, way=way), dict.fromkeys(G, 0.5), 1e-9)


def test_pn_index_of_a_larger_graph_is_that_of_the_dense_solution(monkeypatch):
    G = nx.gnm_random_graph(300, 3000, seed=6, directed=True)
    for index, edge in enumerate(G.edges()):
        G.edges[edge]["sign"] = 1 if index % 3 else -1
    for way in ("both", "in", "out"):
        monkeypatch.setattr("stancegraph.signed_centrality.DENSE_UP_TO", 1000)
        dense = pn_index(G, way=way)
        monkeypatch.setattr("stancegraph.signed_centrality.DENSE_UP_TO", 1)
        close(pn_index(G, way=way), dense, 1e-9)


def test_signed_eigenvector_tells_two_sides_apart():
    G = nx.Graph()
    for u, v in itertools.combinations("abcde", 2):
        G.add_edge(u, v, sign=1 if (u in "abc") == (v in "abc") else -1)
    close(signed_eigenvector(G), {"a": 1.0, "b": 1.0, "c": 1.0, "d": -1.0, "e": -1.0}, 1e-9)


def test_signed_eigenvector_where_none_stands_out():
    def on(edges):
        return signed_eigenvector(nx.Graph([(u, v, {"sign": sign}) for u, v, sign in edges]))

    close(on([("b", "a", -1)]), {"b": -1.0, "a": 1.0})  # mirror images: the first by name is positive
    close(on([("a", "b", -1), ("c", "d", -1)]), dict.fromkeys("abcd", math.nan))
    close(on([("a", "b", 1), ("c", "d", -1)]), {"a": 1.0, "b": 1.0, "c": 0.0, "d": 0.0})
    close(on([("a", "b", -1), ("b", "c", -1), ("c", "a", -1)]), dict.fromkeys("abc", 1.0))  # the eigenvalue is -2


@pytest.mark.parametrize("n", [150, 260])
def test_signed_eigenvector_is_one(n):
    G = nx.gnm_random_graph(n, 8 * n, seed=3)
    for index, edge in enumerate(G.edges()):
        G.edges[edge].update(sign=1 if index % 4 else -1, weight=1 + index % 2)
    A = nx.to_numpy_array(nx.Graph([(u, v, {"w": d["sign"] * d["weight"]}) for u, v, d in G.edges(data=True)]),
                          nodelist=list(G), weight="w")  # fmt: skip
    values, vectors = np.linalg.eigh(A)
    vector = vectors[:, np.abs(values).argmax()]
    vector /= np.abs(vector).max() * np.sign(vector.sum())
    close(signed_eigenvector(G), dict(zip(G, vector, strict=True)), 1e-8)


# --- errors and ranks -------------------------------------------------------------------------------------------------


def test_the_signed_eigenvector_of_a_long_chain_is_found():
    G = nx.path_graph(2500)
    nx.set_edge_attributes(G, 1, "sign")
    nx.set_edge_attributes(G, {(u, u + 1): -1 for u in range(0, 2499, 7)}, "sign")
    found = np.array(list(signed_eigenvector(G).values()))
    chain = np.sin(np.arange(1, 2501) * math.pi / 2501)  # the eigenvector of a chain of friends
    np.testing.assert_allclose(np.abs(found), chain / chain.max(), atol=1e-6)


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
@pytest.mark.parametrize("weight", [math.nan, -1, math.inf, "2", None, [1], 10**400])
def test_a_weight_that_is_no_number_is_refused(measure, weight):
    G = nx.DiGraph([("a", "b", {"sign": 1, "weight": 2}), ("b", "c", {"sign": 1, "weight": weight})])
    with pytest.raises(NotSignedError, match="edge 'b' to 'c': weight="):
        actor_centrality(G, measure=measure)


@pytest.mark.parametrize("sign", [2, 0.5, math.nan, "1", None, [1], True, False, np.False_, np.array([1, -1]), 1j])
def test_a_sign_that_is_none_is_refused(sign):
    G = nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": sign})])
    with pytest.raises(NotSignedError, match="edge 'b' to 'c': sign="):
        tie_arrays(G)


def test_numbers_of_any_kind_are_weights_and_signs():
    G = nx.Graph(
        [("a", "b", {"sign": np.int8(1), "weight": Fraction(1, 2)}), ("b", "c", {"sign": -1.0, "weight": 10**30})]
    )
    ties = tie_arrays(G)
    assert ties.sign.tolist() == [1, -1]
    assert ties.weight.tolist() == [0.5, 1e30]


@pytest.mark.parametrize("measure", ["out_degree", "pagerank", "pn_in"])
def test_undirected_ties_go_both_ways_whatever_is_left_of_directed_ones(measure):
    D = nx.MultiDiGraph([("a", "b", {"sign": 1, "symmetric": False}), ("c", "b", {"sign": -1, "symmetric": False})])
    plain = nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1})])
    assert actor_centrality(D.to_undirected(), measure=measure) == actor_centrality(plain, measure=measure)
    assert signed_projection(D.to_undirected(), directed=True).number_of_edges() == 4
    assert unsigned_layer(D.to_undirected()).number_of_edges() == 4
    assert tie_reciprocity(D.to_undirected(), symmetric=True).answered == 4


@settings(max_examples=8)
@given(st.permutations([1, "1", (1, 2), "(1, 2)", 2.5, "2.5"]))
def test_nodes_that_read_alike_are_told_apart_by_their_type(nodes):
    G = nx.DiGraph()
    G.add_nodes_from(nodes)
    G.add_edges_from(itertools.permutations(nodes, 2), sign=-1, first="2024-10-01")
    known = nx.DiGraph()
    known.add_nodes_from([1, "1", (1, 2), "(1, 2)", 2.5, "2.5"])
    known.add_edges_from(itertools.permutations(list(known), 2), sign=-1, first="2024-10-01")
    for of in (tie_balance, actor_roles, tie_exchanges, signed_clusters, cluster_hierarchy):
        assert of(G) == of(known)
    assert stable_core(G).cores == stable_core(known).cores
    assert signed_clusters(G, k=2).model_dump_json() == signed_clusters(known, k=2).model_dump_json()


def test_ties_read_without_signs_have_no_signed_measure():
    ties = tie_arrays(nx.DiGraph([("a", "b")]), signed=False)
    for measure in UNSIGNED_MEASURES:
        assert set(actor_centrality(ties, measure=measure)) == {"a", "b"}
    with pytest.raises(NotSignedError, match="signed=False"):
        actor_centrality(ties, measure="pn")


def test_equal_scores_are_ranked_by_id_also_when_they_differ_by_rounding():
    assert ranked({"b": 0.1 + 0.2, "a": 0.3, "c": 1.0}) == [("c", 1.0), ("a", 0.3), ("b", 0.1 + 0.2)]
    assert ranked({"b": 1.0, "a": 1.0}, top=1) == [("a", 1.0)]
    assert ranked({}) == []
    assert [actor for actor, _ in ranked({"a": math.nan, "b": -1.0, "c": 2.0})] == ["c", "b", "a"]
