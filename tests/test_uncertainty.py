"""Resamples of documents: intervals, their laws and their coverage; clusters of resamples; outlets left out."""

from __future__ import annotations

import math
import random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from stancegraph.centrality import actor_centrality
from stancegraph.errors import NotSignedError, UnknownNameError
from stancegraph.graph import filtered, rolled_up, to_multigraph
from stancegraph.measures import NETWORK_MEASURES, measured
from stancegraph.uncertainty import bootstrap, bootstrap_difference, cluster_stability, left_out

KOR, PRK, RUS, UKR, USA = (f"country:{code}" for code in ("KOR", "PRK", "RUS", "UKR", "USA"))


def reported(*edges):
    G = nx.MultiDiGraph()
    for u, v, sign, document in edges:
        G.add_edge(u, v, sign=sign, document=document)
    return G


@pytest.fixture
def texts():
    """Thirty texts with a few ties each, seeded."""
    rng = random.Random(2)
    return reported(
        *(
            (*rng.sample("abcdef", 2), rng.choice([-1, 1, 1]), f"text {number}")
            for number in range(30)
            for _ in range(rng.randint(1, 4))
        )
    )


# --- intervals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", [*NETWORK_MEASURES, "pagerank", "in_degree", "betweenness"])
def test_the_estimate_is_the_value_of_the_graph(troops, measure):
    G = to_multigraph(troops)
    found, value = bootstrap(G, measure, n=5).values, measured(G, measure)
    if isinstance(value, dict):
        assert {actor: each.value for actor, each in found.items()} == pytest.approx(value)
    else:
        assert found.value == pytest.approx(value)


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_the_interval_of_a_constant_is_the_constant(texts, method):
    found = bootstrap(texts, lambda G: 7, n=50, method=method)
    estimate = found.values
    assert (estimate.value, estimate.low, estimate.high, estimate.error, estimate.bias) == (7, 7, 7, 0, 0)
    assert estimate.defined == 1
    assert (found.units, found.unit, found.n, found.message) == (30, "document", 50, None)


def test_a_share_of_documents_is_binomial():
    # Each document has one statement, 30 of 100 hostile: the count in a resample is binomial with n = 100, p = 0.3,
    # whose standard deviation is 4.58 and whose 2.5th and 97.5th percentiles are 21 and 39.
    G = reported(*(("a", "b", -1 if number < 30 else 1, f"text {number}") for number in range(100)))
    found = bootstrap(G, "hostile_share", n=4000).values
    assert found.value == 0.3
    assert found.error == pytest.approx(0.0458, abs=0.002)
    assert found.low == pytest.approx(0.21, abs=0.011)
    assert found.high == pytest.approx(0.39, abs=0.011)
    assert found.bias == pytest.approx(0, abs=0.003)


def test_documents_are_drawn_and_not_statements():
    one_a_text = reported(*(("a", "b", sign, f"text {n}") for n in range(40) for sign in ([-1] if n % 2 else [1])))
    ten_a_text = reported(*(("a", "b", -1 if n % 2 else 1, f"text {n}") for n in range(4) for _ in range(10)))
    assert bootstrap(ten_a_text).values.error > 2 * bootstrap(one_a_text).values.error


def test_bca_is_that_of_scipy():
    rng = np.random.default_rng(8)
    sizes = rng.lognormal(sigma=1.2, size=40)
    G = nx.MultiDiGraph()
    for number, size in enumerate(sizes):
        G.add_edge("a", "b", sign=1, weight=float(size), document=f"text {number}")
    plain = bootstrap(G, "statements", n=5000).values
    moved = bootstrap(G, "statements", n=5000, method="bca").values
    known = stats.bootstrap((sizes,), np.sum, n_resamples=20_000, method="BCa", rng=rng).confidence_interval
    assert moved.low == pytest.approx(known.low, rel=0.02)
    assert moved.high == pytest.approx(known.high, rel=0.02)
    # Skewed to the right: both ends move up. Value and standard error are what they were.
    assert moved.low > plain.low
    assert moved.high > plain.high
    assert (moved.value, moved.error) == (plain.value, plain.error)


def test_bca_has_no_interval_where_all_resamples_are_on_one_side():
    G = reported(*(("a", f"b{number}", 1, f"text {number}") for number in range(30)))
    found = bootstrap(G, "ties", n=50, method="bca").values
    assert (found.value, found.low, found.high) == (30, None, None)
    assert found.error > 0


def test_counts_of_different_things_are_too_small_and_bias_tells(texts):
    found = bootstrap(texts, "ties", n=200).values
    assert found.bias < 0
    assert found.high < found.value


@settings(max_examples=25)
@given(st.data())
def test_named_measures_of_resamples_are_those_of_their_graphs(statement_lists, data):
    G = to_multigraph(data.draw(statement_lists(max_size=10)))
    for measure in ("hostile_share", "density", "reciprocity", "negative_in_degree"):
        by_name = bootstrap(G, measure, n=6, seed=3)
        by_graph = bootstrap(G, lambda H, measure=measure: measured(H, measure), n=6, seed=3)
        if isinstance(by_name.values, dict):
            assert by_name.values == by_graph.values
        else:
            assert by_name.values.model_dump() == pytest.approx(by_graph.values.model_dump())


@settings(max_examples=25)
@given(st.data(), st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_whatever_the_order(statement_lists, data, rng):
    statements = data.draw(statement_lists(max_size=10))
    shuffled = list(statements)
    rng.shuffle(shuffled)
    one, other = (bootstrap(to_multigraph(each), n=8, seed=5) for each in (statements, shuffled))
    assert one == other


def test_the_order_of_edges_and_keys_changes_nothing_and_seeds_do(texts):
    edges = list(texts.edges(data=True))
    turned = nx.MultiDiGraph()
    turned.add_edges_from(reversed(edges))
    assert bootstrap(texts, n=100).values == bootstrap(turned, n=100).values
    assert bootstrap(texts, n=100).values != bootstrap(texts, n=100, seed=1).values
    assert bootstrap(texts, n=250).values == bootstrap(texts, n=250).values


def test_one_document_has_no_interval_and_says_why(make_statement):
    G = to_multigraph([make_statement(KOR, "accuses", PRK), make_statement(PRK, "denies", KOR, start=90)])
    found = bootstrap(G, "hostile_share")
    assert (found.values.value, found.values.low, found.values.high, found.values.error) == (1, None, None, None)
    assert found.message == "no interval: all statements come from one document, so that every resample is the same"
    assert found.n == 0
    empty = bootstrap(nx.MultiDiGraph(), "hostile_share")
    assert empty.message == "no interval: there is no statement that counts"
    assert empty.values.value is None
    assert bootstrap(nx.MultiDiGraph(), "pagerank").values == {}


def test_wire_copies_are_drawn_with_what_they_copy(make_statement):
    original = make_statement(KOR, "accuses", PRK, document="a")
    copy = make_statement(KOR, "accuses", PRK, document="b", copy_of=original.id)
    other = make_statement(USA, "supports", KOR, document="b", start=90)
    apart = make_statement(USA, "supports", KOR, document="c")
    found = bootstrap(to_multigraph([original, copy, other, apart]), "statements")
    assert found.units == 2
    assert found.values.value == 3


def test_edges_without_documents_are_drawn_for_themselves():
    G = nx.MultiDiGraph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1}), ("c", "a", {"sign": -1})])
    found = bootstrap(G, n=20)
    assert (found.units, found.unit) == (3, "edge")


def test_filters_and_roll_up_reach_the_resamples(troops):
    G = to_multigraph(troops)
    assert bootstrap(G, "statements", n=5).values.value == 13
    assert bootstrap(filtered(G, factualities=["planned"]), "statements", n=5).values.value == 1
    assert bootstrap(filtered(G, outlets=["Daily Example"]), "statements", n=5).units == 1
    assert bootstrap(rolled_up(G), "pagerank", n=5).values.keys() == set(rolled_up(G))


def test_a_measure_without_an_answer_says_in_how_many_resamples():
    G = reported(("a", "b", 1, "x"), ("a", "b", 0, "y"), ("a", "b", 0, "z"))
    found = bootstrap(G, "hostile_share", n=900).values
    # no resample of three has x with the chance (2/3)³
    assert found.defined == pytest.approx(1 - (2 / 3) ** 3, abs=0.05)
    assert (found.low, found.high) == (0, 0)


def test_scores_of_actors_have_intervals_of_their_own(texts):
    found = bootstrap(texts, "pagerank", n=200).values
    scores = actor_centrality(texts, measure="pagerank")
    assert list(found) == list(scores)
    assert all(each.low < scores[actor] < each.high for actor, each in found.items())


def test_the_error_of_a_difference_is_that_of_two_graphs_on_their_own():
    # Shares of 100 and of 50 documents: 0.3 and 0.6; the variance is 0.3 * 0.7 / 100 + 0.6 * 0.4 / 50.
    A = reported(*(("a", "b", -1 if number < 30 else 1, f"text {number}") for number in range(100)))
    B = reported(*(("a", "b", -1 if number < 30 else 1, f"text {number}") for number in range(50)))
    found = bootstrap_difference(A, B, "hostile_share", n=4000)
    assert found.values.value == pytest.approx(0.3)
    assert found.values.error == pytest.approx(math.sqrt(0.0021 + 0.0048), rel=0.05)
    assert 0 < found.values.low < 0.3 < found.values.high
    assert found.units == 150


def test_a_graph_does_not_differ_from_itself(texts):
    network = bootstrap_difference(texts, texts, "hostile_share", n=200).values
    assert network.value == 0
    assert network.low < 0 < network.high
    scores = bootstrap_difference(texts, texts, "pagerank", n=200).values
    assert scores.keys() == set(texts)
    assert all(each.low < 0 < each.high for each in scores.values())


def test_a_difference_needs_two_documents_and_the_actor_on_both_sides(texts):
    one = reported(("a", "z", 1, "x"))
    found = bootstrap_difference(texts, one, "in_degree")
    assert found.message.endswith("come from one document, so that every resample is the same")
    assert found.values["z"].value is None
    assert found.values["a"].value < 0
    assert found.values["a"].low is None
    with pytest.raises(ValueError, match="expected 2 or more resamples"):
        bootstrap_difference(texts, texts, n=0)


def test_bad_options_are_refused(texts):
    with pytest.raises(UnknownNameError, match="method 'basic', expected one of 'percentile', 'bca'"):
        bootstrap(texts, method="basic")
    with pytest.raises(UnknownNameError, match="measure 'fame'"):
        bootstrap(texts, "fame")
    for options in ({"n": 1}, {"level": 1}, {"level": 0}, {"level": math.nan}):
        with pytest.raises(ValueError, match="expected 2 or more resamples and a level"):
            bootstrap(texts, **options)
    with pytest.raises(NotSignedError):
        bootstrap(nx.DiGraph([("a", "b"), ("b", "c")]))


@pytest.mark.slow
@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_intervals_cover_what_they_should(method):
    """Of 95 % intervals for a share, drawn from a known process of 60 documents, about 93 to 97 % hold the truth."""
    rng = np.random.default_rng(11)
    runs, held = 300, 0
    for run in range(runs):
        edges = []
        for document in range(60):
            leaning = rng.beta(2, 4)  # mean 1/3: documents differ, so that statements of one are alike
            edges += [
                ("a", "b", -1 if rng.random() < leaning else 1, f"text {document}") for _ in range(1 + rng.poisson(4))
            ]
        found = bootstrap(reported(*edges), n=500, seed=run, method=method).values
        held += found.low <= 1 / 3 <= found.high
    # The standard error of a coverage of 0.94 in 300 runs is 0.014.
    assert 0.90 <= held / runs <= 0.98


# --- clusters ---------------------------------------------------------------------------------------------------------


def camps(wavering):
    """Two camps of three in twenty texts, and an actor whom some texts put with either."""
    edges = []
    for number in range(20):
        text = f"text {number}"
        edges += [("a", "b", 1, text), ("b", "c", 1, text), ("x", "y", 1, text), ("y", "z", 1, text)]
        edges += [("a", "x", -1, text), ("c", "z", -1, text)]
        edges.append(("w", "a" if number in wavering else "x", 1, text))
    return reported(*edges)


def test_firm_camps_are_stable_and_a_waverer_is_not():
    found = cluster_stability(camps(wavering=range(11)), n=60)
    stability = {each.actor: each.stability for each in found.placed}
    assert all(stability[actor] == 1 for actor in "abcxyz")
    assert 0.4 < stability["w"] < 0.9
    at = {actor: place for place, actor in enumerate(found.actors)}
    assert found.together[at["a"], at["b"]] == 1
    assert found.together[at["a"], at["x"]] == 0
    assert found.together[at["w"], at["a"]] + found.together[at["w"], at["x"]] == pytest.approx(1, abs=0.1)
    assert np.array_equal(found.together, found.together.T)
    assert all(0.75 < share <= 1 for share in found.clusters)
    assert found.clustering.clusters[0] == frozenset("abcw")
    firm = cluster_stability(camps(wavering=range(20)), n=60)
    assert {each.stability for each in firm.placed} == {1.0}
    assert firm.clusters == (1, 1)


def test_who_is_in_few_texts_is_present_in_few_resamples():
    G = camps(wavering=range(20))
    G.add_edge("q", "a", sign=-1, document="text 3")
    found = {each.actor: each for each in cluster_stability(G, n=200).placed}
    assert found["q"].present == pytest.approx(1 - math.exp(-1), abs=0.1)
    assert found["q"].stability == 1  # alone in a cluster of its own, whenever it is there
    assert found["a"].present == 1


def test_stability_is_the_same_in_every_run_and_needs_two_documents(make_statement):
    G = camps(wavering=range(11))
    one, other = cluster_stability(G, n=20), cluster_stability(G, n=20)
    assert one.placed == other.placed
    assert np.array_equal(one.together, other.together)
    single = cluster_stability(to_multigraph([make_statement(KOR, "aids", PRK)]))
    assert single.message.startswith("no interval: all statements come from one document")
    assert [each.stability for each in single.placed] == [None, None]
    assert single.clusters == (None,)
    nothing = cluster_stability(nx.MultiDiGraph())
    assert (nothing.placed, nothing.clusters, nothing.together.shape) == ((), (), (0, 0))
    with pytest.raises(ValueError, match="n 0"):
        cluster_stability(G, n=0)


# --- left out ---------------------------------------------------------------------------------------------------------


def test_what_an_outlet_tells_is_what_is_missing_without_it(troops):
    G = to_multigraph(troops)
    found = {each.name: each for each in left_out(G, "statements")}
    assert found.keys() == {"Daily Example", "Weekly Sample", None}
    assert found["Daily Example"].difference == -3
    assert found["Weekly Sample"].statements == 5
    assert all(each.value == 13 - each.statements for each in found.values())
    shares = left_out(G, "hostile_share")
    assert [abs(each.difference) for each in shares] == sorted((abs(each.difference) for each in shares), reverse=True)


def test_documents_may_be_left_out_one_by_one_and_scores_too(troops):
    G = to_multigraph(troops)
    found = left_out(G, "in_degree", by="document")
    assert {each.name for each in found} == {"a", "b", "c"}
    (without_c,) = [each for each in found if each.name == "c"]
    kept = filtered(to_multigraph([each for each in troops if each.document.id != "c"]))
    assert {actor: score for actor, score in without_c.value.items() if score} == {
        actor: score for actor, score in actor_centrality(kept, measure="in_degree").items() if score
    }
    assert left_out(G, lambda H: H.number_of_nodes())[0].difference == 0
    patchy = left_out(G, lambda H: {"a": math.nan if H.number_of_edges() < 10 else 1, "b": H.number_of_edges()})
    assert all(each.value.keys() <= {"a", "b"} and each.difference < 0 for each in patchy)
    with pytest.raises(UnknownNameError, match="expected 'outlet' or 'document'"):
        left_out(G, by="author")
    assert left_out(nx.MultiDiGraph()) == []
