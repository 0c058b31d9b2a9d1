"""Windows, measures over time, turning points, changed ties, followed clusters, comparisons: known answers and laws."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancegraph.centrality import actor_centrality
from stancegraph.dynamics import (
    compared,
    followed_clusters,
    over_time,
    tie_changes,
    turning_points,
    windowed,
)
from stancegraph.errors import NotSignedError, ReadError, UnknownNameError
from stancegraph.exporting import read_graph, write_graph
from stancegraph.graph import filtered, from_multigraph, rolled_up, to_multigraph
from stancegraph.measures import NETWORK_MEASURES, measured
from stancegraph.projection import signed_projection

KOR, PRK, RUS, UKR, USA = (f"country:{code}" for code in ("KOR", "PRK", "RUS", "UKR", "USA"))


def labels(windows):
    return [window.label for window in windows]


def weights(windows):
    return [window.weight for window in windows]


def dated(*edges):
    G = nx.MultiDiGraph()
    for u, v, sign, day in edges:
        G.add_edge(u, v, sign=sign, date=day)
    return G


def as_edges(G):
    return {
        (u, v, key): {name: data[name] for name in ("sign", "symmetric", "stance", "weight")}
        for u, v, key, data in G.edges(keys=True, data=True)
    }


# --- windows ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("day", {"2024-10-14": 3, "2024-10-18": 2, "2024-10-19": 1, "2024-10-20": 2, "2024-11-02": 2}),
        ("week", {"2024-W42": 8, "2024-W44": 2}),
        ("month", {"2024-10": 8, "2024-11": 2}),
        ("quarter", {"2024-Q4": 10}),
        ("year", {"2024": 10}),
        (10, {"2024-10-14/2024-10-23": 8, "2024-10-24/2024-11-02": 2}),
        ("2 weeks", {"2024-10-14/2024-10-27": 8, "2024-10-28/2024-11-10": 2}),
    ],
)
def test_windows_of_a_case_counted_by_hand(troops, window, expected):
    # What is planned or denied counts nowhere, who denies toward nobody makes no tie, three ties have no day.
    found = windowed(to_multigraph(troops), window=window)
    assert {each.label: each.weight for each in found if each.weight} == expected
    assert found.undated == 3


def test_windows_follow_the_calendar_and_touch():
    G = dated(
        ("a", "b", 1, "2024-01-31"), ("a", "b", 1, dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)), ("a", "b", 1, None)
    )
    found = windowed(G, window="month")
    assert [(each.label, str(each.start), str(each.end), each.weight) for each in found] == [
        ("2024-01", "2024-01-01", "2024-01-31", 1),
        ("2024-02", "2024-02-01", "2024-02-29", 0),
        ("2024-03", "2024-03-01", "2024-03-31", 1),
    ]
    assert found.undated == 1
    assert labels(windowed(G, window="week"))[0] == "2024-W05"
    assert labels(windowed(G, window="quarter")) == ["2024-Q1"]
    assert labels(windowed(G, window="2 months")) == ["2024-01-01/2024-02-29", "2024-03-01/2024-04-30"]


def test_rolling_windows_begin_a_step_after_each_other():
    G = dated(("a", "b", 1, "2024-01-31"), ("a", "b", 1, "2024-02-10"), ("a", "b", -1, "2024-04-02"))
    found = windowed(G, window="month", step="week")
    assert (str(found[0].start), str(found[0].end)) == ("2024-01-29", "2024-02-28")
    assert (str(found[1].start), str(found[1].end)) == ("2024-02-05", "2024-03-04")
    assert weights(found)[:3] == [2, 1, 0]
    assert found[-1].end >= dt.date(2024, 4, 2) > found[-2].end
    assert found.overlapping
    assert not windowed(G, window="month").overlapping
    assert labels(windowed(G, window="quarter", step="month"))[:2] == ["2024-01-01/2024-03-31", "2024-02-01/2024-04-30"]


def test_since_and_until_say_where_windows_begin_and_end(troops):
    found = windowed(to_multigraph(troops), window=7, since=dt.date(2024, 10, 15), until=dt.date(2024, 10, 28))
    assert labels(found) == ["2024-10-15/2024-10-21", "2024-10-22/2024-10-28"]
    assert weights(found) == [5, 0]
    assert found.outside == 5


def test_a_wire_copy_counts_once_on_the_day_of_what_it_copies(make_statement):
    original = make_statement(KOR, "accuses", PRK, document="a", date="2024-10-07")
    copy = make_statement(KOR, "accuses", PRK, document="b", date="2024-10-15", copy_of=original.id)
    found = windowed(to_multigraph([copy, original]), window="week")
    assert weights(found) == [1]
    assert found[0].statements == (original.id, copy.id)


def test_a_statement_over_several_days_counts_on_the_first_or_on_all(make_statement):
    long = make_statement(
        KOR, "accuses", PRK, date="2024-10-30", date_end=dt.date(2024, 11, 2), document="a", date_basis="text"
    )
    G = to_multigraph([long])
    assert weights(windowed(G, window="month")) == [1]
    assert windowed(G, window="month", until=dt.date(2024, 11, 30)).astride == 1
    spread = windowed(G, window="month", spread=True)
    assert weights(spread) == [0.5, 0.5]
    assert spread[1].statements == (long.id,)
    assert spread[1].graph().edges[KOR, PRK, "accuses"]["weight"] == 0.5


def test_a_window_graph_is_what_filtering_leaves(troops):
    G = to_multigraph(troops)
    (window,) = [each for each in windowed(G, window="month") if each.label == "2024-10"]
    F = filtered(G, since=window.start, until=window.end)
    F.remove_edges_from([edge for edge in F.edges(keys=True) if not F.edges[edge]["weight"]])
    H = window.graph()
    assert as_edges(H) == as_edges(F)
    assert dict(H.nodes(data=True)) == {node: data for node, data in F.nodes(data=True) if F.degree(node)}
    assert {s.id for s in from_multigraph(H)} == set(window.statements)


def test_filters_and_roll_up_reach_the_windows(troops):
    G = to_multigraph(troops)
    assert sum(weights(windowed(filtered(G, factualities=["planned"])))) == 1
    assert sum(weights(windowed(filtered(G, min_confidence=1.0)))) == 10
    assert sum(weights(windowed(filtered(G, outlets=["Daily Example"])))) == 3
    rolled = windowed(rolled_up(G), window="year")[0].graph()
    assert set(rolled) == {KOR, PRK, RUS, UKR, USA}
    assert rolled.graph["members"].keys() == set(rolled)


def test_kernel_weights_are_those_of_the_formula():
    G = dated(("a", "b", 1, "2024-01-01"), ("a", "b", -1, "2024-01-06"))
    days = {"window": "day", "bandwidth": 4}
    x = np.arange(6) / 4
    assert weights(windowed(G, kernel="uniform", **days)) == [1, 2, 2, 2, 2, 1]
    assert weights(windowed(G, kernel="gaussian", **days)) == pytest.approx(
        (np.exp(-(x**2) / 2) + np.exp(-(x[::-1] ** 2) / 2)).tolist()
    )
    assert weights(windowed(G, kernel="epanechnikov", **days)) == pytest.approx(
        (np.maximum(1 - x**2, 0) + np.maximum(1 - x[::-1] ** 2, 0)).tolist()
    )


@pytest.mark.parametrize("kernel", ["gaussian", "epanechnikov", "uniform"])
def test_a_huge_bandwidth_gives_the_whole_graph(troops, kernel):
    G = to_multigraph([each for each in troops if each.date is not None])
    for window in windowed(G, window="week", kernel=kernel, bandwidth=1e7):
        for (u, v, key), data in as_edges(window.graph()).items():
            assert data["weight"] == pytest.approx(G.edges[u, v, key]["weight"], rel=1e-9)


@settings(max_examples=40)
@given(st.data(), st.sampled_from(["day", "week", "month", 3, "2 weeks"]))
def test_fixed_windows_part_the_statements_among_them(statement_lists, data, window):
    G = to_multigraph(data.draw(statement_lists(max_size=12)))
    found = windowed(G, window=window)
    told = [id_ for each in found for id_ in each.statements]
    assert len(told) == len(set(told))
    total = sum(weight for u, v, weight in G.edges(data="weight"))
    assert sum(weights(found)) + found.undated == total
    assert all(a.end + dt.timedelta(days=1) == b.start for a, b in itertools.pairwise(found))
    for each in found:
        assert sum(weight for *_, weight in each.graph().edges(data="weight")) == each.weight
    spread = windowed(G, window=window, spread=True)
    assert sum(weights(spread)) + found.undated == pytest.approx(total)


@settings(max_examples=40)
@given(st.data())
def test_a_step_of_a_window_makes_fixed_windows(statement_lists, data):
    G = to_multigraph(data.draw(statement_lists(max_size=8)))
    for window in ("week", "month", 3):
        one, other = windowed(G, window=window), windowed(G, window=window, step=window)
        assert [(a.label, a.statements, a.weight) for a in one] == [(b.label, b.statements, b.weight) for b in other]


@settings(max_examples=25)
@given(st.data(), st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing(statement_lists, data, rng):
    found = data.draw(statement_lists(max_size=8))
    shuffled = list(found)
    rng.shuffle(shuffled)
    for measure in ("hostile_share", "pagerank"):
        assert over_time(to_multigraph(found), measure, window=2) == over_time(
            to_multigraph(shuffled), measure, window=2
        )
    changes = [tie_changes(windowed(to_multigraph(each), window=2)) for each in (found, shuffled)]
    assert changes[0] == changes[1]


def test_fractions_that_cancel_out_turn_no_tie():
    G = dated(("a", "b", -1, "2024-01-01"))
    for weight, sign in ((0.1, 1), (0.2, 1), (0.3, -1)):
        G.add_edge("a", "b", sign=sign, weight=weight, date="2024-02-01")
    assert [each.change for each in tie_changes(windowed(G))] == ["broken"]


def test_anybodys_graph_needs_dates_that_are_dates():
    with pytest.raises(ReadError, match="edge 'a' to 'b': date='last week', expected a date"):
        windowed(dated(("a", "b", 1, "last week")))
    with pytest.raises(ReadError, match="date_end is before date"):
        windowed(nx.DiGraph([("a", "b", {"date": "2024-01-02", "date_end": "2024-01-01"})]))
    arrays = dated(("a", "b", 1, np.datetime64("2024-01-31T23")), ("b", "c", 1, np.datetime64("NaT")))
    assert labels(windowed(arrays, window="day")) == ["2024-01-31"]
    G = nx.Graph([("a", "b", {"sign": 1, "when": dt.date(2024, 1, 2), "weight": 2.5})])
    (window,) = windowed(G, date="when")
    assert window.weight == 2.5
    assert type(window.graph()) is nx.Graph
    assert list(window.graph().edges(data=True)) == [
        ("a", "b", {"sign": 1, "when": dt.date(2024, 1, 2), "weight": 2.5})
    ]


def test_graphs_that_have_lost_their_statements_are_refused_where_days_are_lost(troops, tmp_path):
    G = to_multigraph(troops)
    write_graph(G, tmp_path / "ties.graphml")
    H = read_graph(tmp_path / "ties.graphml")
    with pytest.raises(ReadError, match="the days of its statements are lost"):
        windowed(H)
    single = to_multigraph([each for each in troops if each.stance != "condemns"])
    write_graph(single, tmp_path / "single.graphml")
    assert weights(windowed(read_graph(tmp_path / "single.graphml"))) == weights(windowed(single))


def test_no_dates_make_no_windows():
    assert len(windowed(nx.MultiDiGraph())) == 0
    assert windowed(dated(("a", "b", 1, None))).undated == 1
    assert over_time(nx.DiGraph()) == []


@pytest.mark.parametrize("window", ["fortnight", "0 days", 0, -1, 1.5, True, ""])
def test_bad_windows_name_the_good_ones(window):
    with pytest.raises(UnknownNameError, match="expected one of 'day', 'week'"):
        windowed(nx.Graph(), window=window)


def test_bad_steps_kernels_and_bandwidths_are_refused():
    G = dated(("a", "b", 1, "2024-01-01"), ("a", "b", 1, "2024-06-01"))
    with pytest.raises(ValueError, match="step is longer than the window"):
        windowed(G, window="week", step="month")
    with pytest.raises(UnknownNameError, match="kernel 'box', expected one of 'gaussian'"):
        windowed(G, kernel="box")
    with pytest.raises(ValueError, match="bandwidth 0"):
        windowed(G, kernel="uniform", bandwidth=0)
    far = dated(("a", "b", 1, "0001-01-01"), ("a", "b", 1, "2024-06-01"))
    with pytest.raises(ValueError, match="more than 100,000 windows"):
        windowed(far, window="day")
    assert len(windowed(far, window="year")) == 2024


# --- measures over time -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keep_actors", [False, True])
@pytest.mark.parametrize("measure", [*NETWORK_MEASURES, "pagerank", "negative_in_degree", "betweenness", "eigenvector"])
def test_a_measure_over_time_is_that_of_the_graphs_of_the_windows(troops, measure, keep_actors):
    for options in ({"window": "week"}, {"window": "week", "kernel": "gaussian", "bandwidth": 5}):
        found = windowed(to_multigraph(troops), keep_actors=keep_actors, **options)
        for moment, window in zip(over_time(found, measure), found, strict=True):
            expected = measured(window.graph(), measure)
            if isinstance(expected, dict):
                assert moment.value == pytest.approx(expected)
                assert list(moment.value) == list(expected)
            else:
                assert moment.value == (None if math.isnan(expected) else pytest.approx(expected))


@settings(max_examples=40)
@given(
    st.sampled_from([nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph]),
    st.lists(
        st.tuples(
            st.integers(0, 4), st.integers(0, 4), st.sampled_from([-1, 0, 1]), st.integers(0, 3), st.integers(1, 9)
        ),
        max_size=12,
    ),
)
def test_windows_of_anybodys_graph_have_the_same_measures_as_arrays(kind, edges):
    G = kind()
    for u, v, sign, weight, day in edges:
        G.add_edge(u, v, sign=sign, weight=weight, date=dt.date(2024, 1, day))
    for window in windowed(G, window=4):
        H = window.graph()
        assert type(H) is kind
        for measure in ("ties", "statements", "hostile_share", "density", "reciprocity", "in_degree", "pagerank"):
            assert measured(window.arrays(), measure) == pytest.approx(measured(H, measure), nan_ok=True)


def test_hostile_share_over_time_counted_by_hand(troops):
    # 18 October: two condemnations against none; 20 October: support and cooperation; 2 November: two attacks
    found = over_time(to_multigraph(troops), "hostile_share", window="day")
    assert {str(each.start): each.value for each in found if each.value is not None} == {
        "2024-10-14": 2 / 3, "2024-10-18": 1, "2024-10-19": 1, "2024-10-20": 0, "2024-11-02": 1,
    }  # fmt: skip
    assert [each.value for each in over_time(to_multigraph(troops), len, window="month")] == [5, 2]


def test_keeping_actors_gives_all_of_them_a_score(troops):
    G = to_multigraph(troops)
    found = over_time(G, "pagerank", window="month", keep_actors=True)
    assert all(each.value.keys() == set(G) for each in found)
    assert all(sum(each.value.values()) == pytest.approx(1) for each in found)


def test_options_for_windows_that_are_made_are_refused(troops):
    with pytest.raises(TypeError, match="window: the windows are made already"):
        over_time(windowed(to_multigraph(troops)), window="week")
    with pytest.raises(UnknownNameError, match="measure 'fame'"):
        over_time(nx.Graph(), "fame")


# --- turning points ---------------------------------------------------------------------------------------------------


def cost_of(x, cuts):
    return sum(((piece - piece.mean()) ** 2).sum() for piece in np.split(x, cuts))


def best_cuts(x, penalty, shortest):
    """All ways to cut a short series, by brute force."""
    n = len(x)
    ways = (
        cuts
        for count in range(n // shortest)
        for cuts in itertools.combinations(range(1, n), count)
        if all(b - a >= shortest for a, b in itertools.pairwise((0, *cuts, n)))
    )
    return min(cost_of(x, list(cuts)) + penalty * len(cuts) for cuts in ways)


@given(
    st.lists(st.integers(-5, 5), min_size=4, max_size=9), st.sampled_from([0.5, 2, 6, 20]), st.sampled_from([1, 2, 3])
)
def test_the_partition_is_the_best_there_is(values, penalty, shortest):
    found = turning_points(values, penalty=penalty, shortest=shortest, permutations=0)
    if found.noise and len(values) >= 2 * shortest:
        x = np.array(values, dtype=float) / found.noise
        cuts = [point.index for point in found.points]
        assert cost_of(x, cuts) + penalty * len(cuts) == pytest.approx(best_cuts(x, penalty, shortest))


def test_a_step_is_found_where_it_is_and_noise_has_none():
    rng = np.random.default_rng(1)
    noise = rng.normal(0, 0.05, 60)
    step = noise + np.where(np.arange(60) < 25, 0.3, 0.6)
    found = turning_points(step.tolist())
    assert [point.index for point in found.points] == [25]
    assert found.points[0].before == pytest.approx(0.3, abs=0.05)
    assert found.points[0].after == pytest.approx(0.6, abs=0.05)
    assert found.p_value == 0.001
    assert found.noise == pytest.approx(0.05, rel=0.4)
    still = turning_points(noise.tolist())
    assert still.points == ()
    assert still.p_value > 0.05


def test_two_steps_are_two_points_with_the_means_of_their_pieces():
    found = turning_points([1, 2, 1, 2, 9, 8, 9, 8, 1, 2, 1, 2])
    assert [(point.index, point.before, point.after) for point in found.points] == [(4, 1.5, 8.5), (8, 8.5, 1.5)]


def test_windows_without_a_value_are_passed_over_and_counted():
    values = [0.1, None, 0.2, 0.1, 0.2, math.nan, 0.1, 0.8, 0.9, None, 0.8, 0.9]
    assert [point.index for point in turning_points(values).points] == [7]


@pytest.mark.parametrize("values", [[], [1.0], [1, 2, 3], [4.0] * 20, [None] * 10, [0.1 + 0.2, 0.3] * 5])
def test_too_few_or_equal_values_have_no_turning_points(values):
    found = turning_points(values)
    assert found.points == ()
    assert found.p_value is None


def test_mostly_zero_counts_still_have_noise():
    found = turning_points([0] * 20 + [5] * 20)
    assert [point.index for point in found.points] == [20]


def test_the_test_of_no_change_holds_its_level():
    rng = np.random.default_rng(3)
    p = [turning_points(rng.normal(size=20).tolist(), permutations=99).p_value for _ in range(200)]
    assert sum(each <= 0.1 for each in p) <= 32  # of 200 at 0.1 expect 20; above 32 with a chance of 0.3 %


def test_values_of_actors_have_no_turning_points_of_their_own(troops):
    with pytest.raises(ValueError, match="values of single actors"):
        turning_points(over_time(to_multigraph(troops), "pagerank"))
    with pytest.raises(ValueError, match="shortest 0"):
        turning_points([1.0], shortest=0)
    with pytest.raises(ValueError, match="penalty nan"):
        turning_points([1.0], penalty=math.nan)


# --- changed ties -----------------------------------------------------------------------------------------------------


def told(changes):
    return [(each.window, each.change, each.u, each.v, each.before, each.after) for each in changes]


WEEKS = [f"2024-01-{day:02}" for day in (1, 8, 15, 22, 29)]


def test_new_broken_and_turned_ties_by_hand():
    G = dated(
        ("a", "b", -1, WEEKS[0]), ("a", "b", 1, WEEKS[1]), ("b", "c", 1, WEEKS[1]), ("a", "b", 1, WEEKS[3])
    )  # fmt: skip
    assert told(tie_changes(windowed(G, window="week"))) == [
        ("2024-W02", "turned", "a", "b", -1, 1),
        ("2024-W02", "new", "b", "c", None, 1),
        ("2024-W03", "broken", "a", "b", 1, None),
        ("2024-W03", "broken", "b", "c", 1, None),
        ("2024-W04", "new", "a", "b", None, 1),
    ]


def test_memory_bridges_silence():
    G = dated(("a", "b", -1, WEEKS[0]), ("a", "b", 1, WEEKS[3]), ("b", "c", 1, WEEKS[0]), ("c", "d", 1, WEEKS[4]))
    found = tie_changes(windowed(G, window="week"), memory=3)
    assert told(found) == [
        ("2024-W04", "turned", "a", "b", -1, 1),
        ("2024-W04", "broken", "b", "c", 1, None),
        ("2024-W05", "new", "c", "d", None, 1),
    ]
    assert [each.since for each in found] == ["2024-W01", "2024-W01", None]


def test_changes_carry_the_statements_of_both_windows(make_statement):
    before = make_statement(KOR, "condemns", PRK, document="a", date="2024-01-01")
    neutral = make_statement(KOR, "urges", PRK, document="a", start=90, date="2024-01-01")
    after = [make_statement(KOR, "aids", PRK, document="b", start=90 * i, date="2024-01-08") for i in range(2)]
    (found,) = tie_changes(windowed(to_multigraph([before, neutral, *after]), window="week"))
    assert (found.change, found.weight_before, found.weight_after) == ("turned", 1, 2)
    assert found.statements_before == (before.id,)
    assert set(found.statements_after) == {each.id for each in after}


def test_symmetric_and_undirected_ties_change_once_or_both_ways(make_statement):
    found = [
        make_statement(KOR, "condemns", USA, document="a", date="2024-01-01"),
        make_statement(USA, "agrees", KOR, document="b", date="2024-01-08"),
    ]
    windows = windowed(to_multigraph(found), window="week")
    assert told(tie_changes(windows)) == [
        ("2024-W02", "turned", KOR, USA, -1, 1),
        ("2024-W02", "new", USA, KOR, None, 1),
    ]
    assert told(tie_changes(windows, directed=False)) == [("2024-W02", "turned", KOR, USA, -1, 1)]


def test_light_and_mixed_ties_are_none():
    G = dated(("a", "b", 1, WEEKS[0]), ("a", "b", 1, WEEKS[1]), ("a", "b", -1, WEEKS[1]), ("a", "c", 1, WEEKS[1]))
    assert told(tie_changes(windowed(G, window="week"))) == [
        ("2024-W02", "new", "a", "c", None, 1),
        ("2024-W02", "broken", "a", "b", 1, None),
    ]
    assert tie_changes(windowed(G, window="week"), min_weight=2) == []
    assert tie_changes(windowed(nx.MultiDiGraph())) == []
    with pytest.raises(ValueError, match="memory 0"):
        tie_changes(windowed(G), memory=0)
    with pytest.raises(NotSignedError):
        tie_changes(windowed(nx.DiGraph([("a", "b", {"date": WEEKS[0]})])))


@settings(max_examples=40)
@given(st.data())
def test_changes_are_those_between_the_projections_of_the_windows(statement_lists, data):
    windows = windowed(to_multigraph(data.draw(statement_lists(max_size=12))), window=2)
    found = {(each.window, each.u, each.v): (each.before, each.after) for each in tie_changes(windows)}
    signs = [
        {(u, v): sign for u, v, sign in signed_projection(window.graph(), directed=True).edges(data="sign")}
        for window in windows
    ]
    expected = {
        (label, *pair): (before.get(pair), after.get(pair))
        for label, (before, after) in zip(labels(windows)[1:], itertools.pairwise(signs), strict=False)
        for pair in before.keys() | after.keys()
        if before.get(pair) != after.get(pair)
    }
    assert found == expected


# --- clusters followed ------------------------------------------------------------------------------------------------


def happened(found):
    return [(each.window, each.event, each.cluster, each.other) for each in found.events]


def test_clusters_are_born_continue_and_die():
    found = followed_clusters([["abc"], ["abd", "xy"], ["xy"]])
    assert happened(found) == [
        (0, "born", 1, None),
        (1, "continues", 1, None),
        (1, "born", 2, None),
        (2, "continues", 2, None),
        (2, "dies", 1, None),
    ]
    assert found.members[1] == {1: frozenset("abd"), 2: frozenset("xy")}
    assert found.membership()[2] == {"x": 2, "y": 2}
    assert found.core == {1: ("a", "b", "c"), 2: ("x", "y")}


def test_a_split_keeps_the_label_on_the_larger_part_and_a_join_ends_the_smaller():
    found = followed_clusters([["abcde"], ["abc", "de"], ["abcde"]])
    assert found.members[1] == {1: frozenset("abc"), 2: frozenset("de")}
    assert happened(found)[1:] == [
        (1, "continues", 1, None),
        (1, "splits", 1, 2),
        (2, "continues", 1, None),
        (2, "joins", 2, 1),
    ]
    assert [each.overlap for each in found.events] == [None, 0.6, 0.4, 0.6, 0.4]


def test_memory_waits_for_a_cluster_that_is_not_seen():
    partitions = [["abc"], [], ["abc"]]
    assert happened(followed_clusters(partitions)) == [
        (0, "born", 1, None), (1, "dies", 1, None), (2, "born", 2, None)
    ]  # fmt: skip
    assert happened(followed_clusters(partitions, memory=2)) == [(0, "born", 1, None), (2, "continues", 1, None)]


def test_only_actors_that_are_present_may_be_compared():
    partitions = [["abcdefgh"], ["ab"]]
    assert [each.event for each in followed_clusters(partitions).events] == ["born", "dies", "born"]
    assert [each.event for each in followed_clusters(partitions, present_only=True).events] == ["born", "continues"]


def test_labels_follow_camps_over_the_windows_of_a_graph():
    rng = random.Random(4)
    camps = {name: name in "abcd" for name in "abcdwxyz"}
    edges = []
    for week in WEEKS:
        for u, v in itertools.permutations(camps, 2):
            if rng.random() < 0.6:
                edges.append((u, v, 1 if camps[u] == camps[v] else -1, week))
    found = followed_clusters(windowed(dated(*edges), window="week"))
    assert all(set(each.values()) == {frozenset("abcd"), frozenset("wxyz")} for each in found.members)
    assert {each.event for each in found.events[2:]} == {"continues"}
    assert found.windows == tuple(f"2024-W0{number}" for number in range(1, 6))
    assert found == followed_clusters(windowed(dated(*reversed(edges)), window="week"))
    assert '"1":["a","b","c","d"]' in found.model_dump_json()


def test_singletons_are_followed_only_if_asked():
    assert followed_clusters([["a"]]).events == ()
    assert happened(followed_clusters([["a"], ["a"]], smallest=1)) == [(0, "born", 1, None), (1, "continues", 1, None)]
    for options in ({"alike": 0}, {"alike": 1.5}, {"memory": 0}, {"smallest": 0}):
        with pytest.raises(ValueError, match="expected"):
            followed_clusters([], **options)


# --- side by side -----------------------------------------------------------------------------------------------------


def test_two_graphs_side_by_side_by_hand():
    A = nx.DiGraph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1, "weight": 2}), ("a", "d", {"sign": 0})])
    B = nx.DiGraph([("a", "b", {"sign": -1}), ("b", "c", {"sign": -1}), ("c", "e", {"sign": 1})])
    found = compared(A, B, measures=["ties", "hostile_share", "in_degree"])
    assert (found.actors_a, found.actors_b, found.actors_both) == (("d",), ("e",), ("a", "b", "c"))
    assert [(each.u, each.v) for each in found.ties_b] == [("c", "e")]
    assert found.ties_a == ()
    assert [(each.u, each.v, each.weight_a, each.weight_b) for each in found.ties_both] == [("b", "c", 2, 1)]
    assert [(each.u, each.v, each.a, each.b) for each in found.turned] == [("a", "b", 1, -1)]
    assert found.same_sign == 0.5
    rows = {(each.measure, each.actor): (each.a, each.b, each.difference) for each in found.measures}
    assert rows["ties", None] == (3, 3, 0)
    assert rows["hostile_share", None] == pytest.approx((2 / 3, 2 / 3, 0))
    assert rows["in_degree", "e"] == (None, 1, None)
    assert rows["in_degree", "b"] == (1, 1, 0)


def test_a_graph_is_like_itself_and_turning_the_sides_turns_the_differences(troops):
    G = to_multigraph(troops)
    same = compared(G, G)
    assert (same.ties_a, same.ties_b, same.turned) == ((), (), ())
    assert (same.same_sign, same.rand) == (1, 1)
    H = filtered(G, until=dt.date(2024, 10, 20))
    one, other = compared(G, H), compared(H, G)
    assert (one.actors_a, one.actors_b) == (other.actors_b, other.actors_a)
    assert len(one.ties_a) == len(other.ties_b) > 0
    assert one.rand == other.rand
    assert {(r.measure, r.a, r.b) for r in one.measures} == {(r.measure, r.b, r.a) for r in other.measures}


def test_ties_side_by_side_carry_their_statements(make_statement):
    a = make_statement(KOR, "condemns", PRK, document="a")
    b = make_statement(PRK, "agrees", KOR, document="b")
    found = compared(to_multigraph([a]), to_multigraph([b]), measures=[])
    assert [(each.u, each.v, each.statements_a, each.statements_b) for each in found.turned] == [
        (KOR, PRK, (a.id,), (b.id,))
    ]
    assert [(each.u, each.v, each.statements_b) for each in found.ties_b] == [(PRK, KOR, (b.id,))]
    undirected = compared(to_multigraph([a]), to_multigraph([b]), measures=[], directed=False)
    assert [(each.u, each.v) for each in undirected.turned] == [(KOR, PRK)]
    assert undirected.ties_b == ()


def test_comparing_nothing_has_an_answer():
    found = compared(nx.MultiDiGraph(), nx.Graph())
    assert found.same_sign is None
    assert found.rand is None
    assert {each.a for each in found.measures} == {0, None}
    with pytest.raises(UnknownNameError, match="measure 'fame'"):
        compared(nx.Graph(), nx.Graph(), measures=["fame"])


def test_scores_over_time_are_those_of_single_graphs(troops):
    (first, *_) = over_time(to_multigraph(troops), "pagerank", window="month")
    G = filtered(to_multigraph(troops), since=first.start, until=first.end)
    G.remove_edges_from([edge for edge in G.edges(keys=True) if not G.edges[edge]["weight"]])
    G.remove_nodes_from([node for node in list(G) if not G.degree(node)])
    assert first.value == pytest.approx(actor_centrality(G, measure="pagerank"))
