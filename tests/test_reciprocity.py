from __future__ import annotations

import datetime as dt
import itertools
import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.errors import NotSignedError
from stancegraph.graph import to_multigraph
from stancegraph.projection import signed_projection, tie_arrays
from stancegraph.reciprocity import Exchange, tie_exchanges, tie_reciprocity

DAYS = [None, *(dt.date(2024, 10, day) for day in (1, 2, 9))]


@st.composite
def dated_digraphs(draw, max_nodes=6):
    G = nx.DiGraph()
    n = draw(st.integers(0, max_nodes))
    G.add_nodes_from(range(n))
    for u, v in itertools.permutations(range(n), 2):
        sign = draw(st.sampled_from([None, -1, 0, 1]))
        if sign is not None:
            G.add_edge(u, v, sign=sign, first=draw(st.sampled_from(DAYS)))
    return G


@given(dated_digraphs())
def test_answers_are_those_of_a_plain_loop(G):
    P = signed_projection(G, directed=True)
    found = tie_reciprocity(G)
    assert found.ties == P.number_of_edges() == found.positive + found.negative
    pairs = [(P.edges[u, v]["sign"], P.edges[v, u]["sign"]) for u, v in P.edges() if P.has_edge(v, u)]
    assert found.answered == len(pairs)
    assert found.positive_by_positive == pairs.count((1, 1))
    assert found.positive_by_negative == found.negative_by_positive == pairs.count((1, -1))
    assert found.negative_by_negative == pairs.count((-1, -1))
    if P.number_of_edges():
        assert math.isclose(found.share, nx.overall_reciprocity(P))
    assert found.in_kind == (sum(a == b for a, b in pairs) / len(pairs) if pairs else None)


@given(dated_digraphs())
def test_each_pair_that_answers_is_one_exchange_begun_by_the_earlier(G):
    found = tie_exchanges(G)
    assert 2 * len(found) == tie_reciprocity(G).answered
    assert len({frozenset((each.u, each.v)) for each in found}) == len(found)
    for each in found:
        assert (each.sign, each.answer) == (G.edges[each.u, each.v]["sign"], G.edges[each.v, each.u]["sign"])
        assert (each.began, each.answered) == (G.edges[each.u, each.v]["first"], G.edges[each.v, each.u]["first"])
        if each.began is None or each.answered is None:
            assert each.days is None
            assert each.u < each.v
        else:
            assert each.days == (each.answered - each.began).days >= 0
    days = [math.inf if each.days is None else each.days for each in found]
    assert days == sorted(days)


@given(dated_digraphs(), st.randoms(use_true_random=False))
def test_names_and_order_make_no_difference(G, random):
    names, edges = list(G), list(G.edges(data=True))
    random.shuffle(names)
    random.shuffle(edges)
    H = nx.MultiDiGraph()
    H.add_nodes_from(f"n{name}" for name in names)
    H.add_edges_from((f"n{u}", f"n{v}", data) for u, v, data in edges)
    assert tie_reciprocity(G) == tie_reciprocity(H) == tie_reciprocity(tie_arrays(H))
    assert [each._replace(u=f"n{each.u}", v=f"n{each.v}") for each in tie_exchanges(G)] == tie_exchanges(H)


def test_days_are_the_first_ones_of_either_way():
    G = nx.MultiDiGraph()
    G.add_edge("a", "b", "accuses", sign=-1, first="2024-10-05")
    G.add_edge("a", "b", "attacks", sign=-1, first=dt.date(2024, 10, 2))
    G.add_edge("a", "b", "consults", sign=0, first=dt.date(2024, 9, 1))
    G.add_edge("b", "a", "condemns", sign=-1, first=dt.datetime(2024, 10, 3, 12, tzinfo=dt.UTC))
    (found,) = tie_exchanges(G)
    assert found == Exchange("a", "b", -1, -1, dt.date(2024, 10, 2), dt.date(2024, 10, 3), 1)


def test_ties_that_go_both_ways_by_themselves_are_no_answers():
    G = nx.MultiDiGraph()
    G.add_edge("a", "b", sign=1, symmetric=True)
    G.add_edge("b", "a", sign=-1)
    assert (tie_reciprocity(G).ties, tie_reciprocity(G).answered) == (1, 0)
    both = tie_reciprocity(nx.Graph([("a", "b", {"sign": 1})]), symmetric=True)
    assert (both.ties, both.answered, both.in_kind) == (2, 2, 1.0)
    assert len(tie_exchanges(nx.Graph([("a", "b", {"sign": 1})]), symmetric=True)) == 1


def test_exchanges_of_statements(troops):
    found = tie_exchanges(to_multigraph(troops))
    assert {(each.u, each.v) for each in found} <= {(u, v) for u, v, _ in to_multigraph(troops).edges(keys=True)}
    assert all(each.began is not None for each in found)


def test_degenerate_graphs_have_an_answer():
    for G in (nx.DiGraph(), nx.DiGraph([("a", "a", {"sign": 1})]), nx.Graph([("a", "b", {"sign": 1})])):
        found = tie_reciprocity(G)
        assert (found.ties, found.answered, found.share, found.in_kind) == (0, 0, None, None)
        assert tie_exchanges(G) == []
    odd = nx.DiGraph([("a", "b", {"sign": 1, "first": "soon"}), ("b", "a", {"sign": 1, "first": 7})])
    assert [each.days for each in tie_exchanges(odd)] == [None]


@pytest.mark.parametrize("of", [tie_reciprocity, tie_exchanges])
def test_signs_and_weights_must_be_usable(of):
    with pytest.raises(NotSignedError, match="edge 1 to 2: sign=None"):
        of(nx.DiGraph([(1, 2)]))
    with pytest.raises(NotSignedError, match="weight=nan"):
        of(nx.DiGraph([(1, 2, {"sign": 1, "weight": math.nan})]))
