from __future__ import annotations

import itertools
import json
import math
from functools import cache

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.errors import NotSignedError
from stancegraph.exporting import read_graph
from stancegraph.projection import signed_projection, tie_arrays, unsigned_layer
from stancegraph.triads import PAIRS, PLACES, UNDIRECTED, triad_census

IN_THE_FILES = ("uv", "uw", "vu", "vw", "wu", "wv")  # the order of signs in *.triads_bruteforce.json


@st.composite
def signed_digraphs(draw, max_nodes=7):
    G = nx.DiGraph()
    n = draw(st.integers(0, max_nodes))
    G.add_nodes_from(range(n))
    for u, v in itertools.permutations(range(n), 2):
        sign = draw(st.sampled_from([None, None, 1, -1]))
        if sign is not None:
            G.add_edge(u, v, sign=sign)
    return G


def random_network(n, m, seed=1):
    G = nx.gnm_random_graph(n, m, seed=seed, directed=True)
    for index, edge in enumerate(G.edges()):
        G.edges[edge]["sign"] = -1 if index % 3 == 0 else 1
    return G


@cache
def alike(signs, order=PAIRS):
    """The signs of a triad, u v w renamed in all six ways, the first of them in the alphabet."""
    at = dict(zip(order, signs, strict=True))
    named = [{"u": a, "v": b, "w": c} for a, b, c in itertools.permutations("uvw")]
    return min("".join(at[names[x] + names[y]] for x, y in PAIRS) for names in named)


def plain_census(P):
    """Count triples in a plain loop, under the name that `alike` gives them."""
    letter = {1: "P", -1: "N"}
    counts = {}
    for three in itertools.combinations(P, 3):
        node = dict(zip("uvw", three, strict=True))
        ends = [(node[x], node[y]) for x, y in PAIRS]
        name = alike(tuple(letter[P.edges[pair]["sign"]] if P.has_edge(*pair) else "0" for pair in ends))
        counts[name] = counts.get(name, 0) + 1
    return counts


def renamed(census):
    counts = {}
    for label, count in census.items():
        if count:
            name = alike(label.partition("-")[2])
            assert name not in counts, label
            counts[name] = count
    return counts


def test_every_pattern_of_signs_has_exactly_one_label():
    labels = list(triad_census(nx.DiGraph()))
    every = {alike(signs) for signs in itertools.product("0PN", repeat=6)}
    assert len(labels) == len(set(labels)) == len(every) == 138
    assert {alike(label.partition("-")[2]) for label in labels} == every


def test_labels_are_drawn_as_their_type_says():
    for name, tied in PLACES.items():
        G = nx.DiGraph()
        G.add_nodes_from("uvw")
        G.add_edges_from(pair for pair in tied)
        assert nx.triadic_census(G)[name] == 1, name


@pytest.mark.parametrize("name", ["rand_dir_n12_p30", "rand_dir_n40_p08", "tribes_mutual"])
def test_census_is_that_of_the_reference(reference, name):
    known = json.loads((reference / "results" / f"{name}.json").read_text(encoding="utf-8"))
    counted = json.loads((reference / "results" / f"{name}.triads_bruteforce.json").read_text(encoding="utf-8"))
    G = nx.MultiDiGraph()
    G.add_nodes_from(known["nodes"])
    G.add_edges_from(read_graph(reference / "networks" / f"{name}.csv").edges(data=True))
    found = triad_census(G)
    assert {label: count for label, count in found.items() if count} == known["triad_census_signed_nonzero"]
    assert (len(found), sum(found.values())) == (known["triad_types_total"], known["triad_sum"])
    assert triad_census(G, signed=False) == known["triad_census_unsigned"]
    by_hand = {
        alike(tuple("0PN"[sign] for sign in row["canonical_uv_uw_vu_vw_wu_wv"]), IN_THE_FILES): row["count"]
        for row in counted
    }
    assert renamed(found) == by_hand


@given(signed_digraphs())
def test_census_is_that_of_a_plain_loop(G):
    assert renamed(triad_census(G)) == plain_census(signed_projection(G, directed=True))
    U = signed_projection(G).to_directed()
    expected = dict.fromkeys(UNDIRECTED, 0)
    for name, count in plain_census(U).items():
        expected["".join(sorted(name[::2], key="PN0".index))] += count
    assert triad_census(G, directed=False) == expected


@given(signed_digraphs())
def test_census_without_signs_is_that_of_networkx(G):
    assert triad_census(G, signed=False) == nx.triadic_census(unsigned_layer(G))
    tied = nx.Graph(G)
    counts = dict.fromkeys("0123", 0)
    for three in itertools.combinations(G, 3):
        counts[str(tied.subgraph(three).number_of_edges())] += 1
    assert triad_census(G, directed=False, signed=False) == counts


def test_census_of_a_larger_network():
    G = random_network(50, 600)
    found = triad_census(G)
    assert sum(found.values()) == math.comb(50, 3)
    assert renamed(found) == plain_census(signed_projection(G, directed=True))


def test_dropping_signs_collapses_the_census():
    G = random_network(80, 900, seed=5)
    collapsed = dict.fromkeys(PLACES, 0)
    for label, count in triad_census(G).items():
        collapsed[label.partition("-")[0]] += count
    assert collapsed == triad_census(G, signed=False)


@given(signed_digraphs(), st.randoms(use_true_random=False))
def test_names_and_order_make_no_difference(G, random):
    names = list(G)
    random.shuffle(names)
    edges = list(G.edges(data=True))
    random.shuffle(edges)
    H = nx.MultiDiGraph()
    H.add_nodes_from(f"n{name}" for name in names)
    H.add_edges_from((f"n{u}", f"n{v}", data) for u, v, data in edges)
    assert triad_census(G) == triad_census(H) == triad_census(tie_arrays(H))


@pytest.mark.parametrize("options", [{}, {"directed": False}, {"signed": False}, {"directed": False, "signed": False}])
def test_degenerate_networks_have_a_census(options):
    for n in range(3):
        G = nx.MultiDiGraph()
        G.add_nodes_from(range(n))
        if n == 2:
            G.add_edges_from([(0, 1, {"sign": 1}), (0, 1, {"sign": -1}), (0, 0, {"sign": 1})])
        assert set(triad_census(G, **options).values()) == {0}
    three = nx.empty_graph(3)
    three.add_edge(0, 0, sign=-1)
    found = triad_census(three, **options)
    assert (next(iter(found.values())), sum(found.values())) == (1, 1)


def test_signs_are_needed_for_the_signed_census_only():
    G = nx.Graph([(1, 2), (2, 3)])
    assert triad_census(G, signed=False)["201"] == 1
    with pytest.raises(NotSignedError, match="edge 1 to 2"):
        triad_census(G)
    with pytest.raises(NotSignedError, match="weight=nan"):
        triad_census(nx.Graph([(1, 2, {"weight": math.nan})]), signed=False)


def test_undirected_ties_go_both_ways():
    G = nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1})])
    assert triad_census(G)["201-00NNPP"] == 1
    assert triad_census(G, directed=False)["PN0"] == 1
