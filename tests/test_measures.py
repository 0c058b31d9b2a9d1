"""Measures by name: their values by hand, on graphs and on arrays alike."""

from __future__ import annotations

import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.balance import algebraic_conflict, triangle_balance, walk_balance
from stancegraph.centrality import MEASURES, actor_centrality
from stancegraph.clusters import signed_clusters
from stancegraph.errors import NotSignedError, UnknownNameError
from stancegraph.graph import to_multigraph
from stancegraph.measures import NETWORK_MEASURES, UNSIGNED_FIGURES, measured
from stancegraph.projection import tie_arrays


@pytest.fixture
def triad():
    """Three actors and a bystander: a and b are friends both ways, both against c."""
    G = nx.MultiDiGraph()
    G.add_edge("a", "b", key="aids", sign=1, weight=2)
    G.add_edge("a", "b", key="urges", sign=0, weight=1)
    G.add_edge("b", "a", key="aids", sign=1, weight=1)
    G.add_edge("b", "c", key="attacks", sign=-1, weight=3)
    G.add_edge("a", "c", key="plans", sign=-1, weight=0)
    G.add_node("d")
    return G


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("actors", 3), ("ties", 4), ("statements", 7), ("friendly_statements", 3), ("hostile_statements", 3),
        ("hostile_share", 0.5), ("density", 3 / 12), ("reciprocity", 2 / 3), ("clusters", 2), ("cluster_fit", 1),
        ("cluster_cost", 0),
    ],
)  # fmt: skip
def test_figures_counted_by_hand(triad, measure, value):
    assert measured(triad, measure) == pytest.approx(value)
    assert measured(tie_arrays(triad), measure) == pytest.approx(value)


@pytest.mark.parametrize("figure", [triangle_balance, walk_balance, algebraic_conflict])
def test_balance_is_that_of_the_module(troops, figure):
    G = to_multigraph(troops)
    assert measured(G, figure.__name__) == pytest.approx(figure(G), nan_ok=True)


def test_modularity_is_that_of_the_clusters(troops):
    G = to_multigraph(troops)
    assert measured(G, "modularity") == pytest.approx(signed_clusters(G).modularity)


@pytest.mark.parametrize("measure", list(MEASURES))
def test_measures_of_actors_are_those_of_actor_centrality(troops, measure):
    G = to_multigraph(troops)
    assert str(measured(G, measure, layer="all")) == str(actor_centrality(G, measure=measure))


COUNTS = {
    "actors", "ties", "statements", "friendly_statements", "hostile_statements", "frustration", "clusters",
    "cluster_cost",
}  # fmt: skip


@pytest.mark.parametrize("measure", list(NETWORK_MEASURES))
def test_degenerate_graphs_have_an_answer(measure):
    lonely = nx.Graph()
    lonely.add_node("a")
    expected = 0 if measure in COUNTS else math.nan
    assert measured(nx.MultiDiGraph(), measure) == pytest.approx(expected, nan_ok=True)
    # An actor alone has one closed walk, of length 0, and that is balanced.
    alone = 1 if measure == "walk_balance" else expected
    assert measured(lonely, measure) == pytest.approx(alone, nan_ok=True)


@pytest.mark.parametrize("measure", list(NETWORK_MEASURES))
def test_signs_are_asked_for_only_where_they_are_needed(measure):
    G = nx.DiGraph([("a", "b")])
    if measure in UNSIGNED_FIGURES:
        assert measured(G, measure) >= 0
    else:
        with pytest.raises(NotSignedError, match="edge 'a' to 'b'"):
            measured(G, measure)


def test_undirected_ties_lead_both_ways():
    G = nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1})])
    assert math.isnan(measured(G, "reciprocity"))  # nobody has answered anybody
    assert measured(G, "density") == pytest.approx(4 / 6)


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from([-1, 0, 1]), st.integers(0, 3)), max_size=15
    ),
    st.permutations(range(6)),
)
def test_names_and_order_change_no_figure(edges, names):
    G, H = nx.MultiDiGraph(), nx.MultiDiGraph()
    for u, v, sign, weight in edges:
        G.add_edge(u, v, sign=sign, weight=weight)
    for u, v, sign, weight in reversed(edges):
        H.add_edge(names[u], names[v], sign=sign, weight=weight)
    for measure in ("actors", "ties", "statements", "hostile_share", "density", "reciprocity", "cluster_cost"):
        assert measured(G, measure) == pytest.approx(measured(H, measure), nan_ok=True)


def test_a_function_of_a_graph_is_a_measure(triad):
    assert measured(triad, nx.number_of_nodes) == 4
    assert math.isnan(measured(triad, lambda G: None))
    assert measured(triad, lambda G: {"a": 1, "b": None}) == pytest.approx({"a": 1.0, "b": math.nan}, nan_ok=True)
    with pytest.raises(TypeError, match="returned 'many', expected a number"):
        measured(triad, lambda G: "many")
    with pytest.raises(TypeError, match="expected a graph and not its arrays"):
        measured(tie_arrays(triad), nx.number_of_nodes)


def test_unknown_measures_list_the_known_ones_and_figures_have_no_layers(triad):
    with pytest.raises(UnknownNameError, match=r"'hostile_share'.*'pagerank'.*or a function of a graph"):
        measured(triad, "hostility")
    with pytest.raises(UnknownNameError, match="'density' is a figure of the whole network"):
        measured(triad, "density", layer="friendly")
