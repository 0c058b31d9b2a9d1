from __future__ import annotations

import itertools
import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.brokerage import Brokerage, brokerage_roles
from stancegraph.errors import NotSignedError, UnknownNameError
from stancegraph.exporting import read_graph
from stancegraph.projection import unsigned_layer
from stancegraph.roles import actor_roles


@st.composite
def grouped_digraphs(draw, max_nodes=7):
    G = nx.MultiDiGraph()
    n = draw(st.integers(1, max_nodes))
    for node in range(n):
        G.add_node(node, side=draw(st.sampled_from(["a", "b", "c", None])) if node else "a")
    for u, v in itertools.product(range(n), repeat=2):
        if draw(st.booleans()):
            G.add_edge(u, v, sign=draw(st.sampled_from([-1, 1])))
    return G


def plain_brokerage(D, group):
    counts = {node: dict.fromkeys(Brokerage._fields, 0) for node in group}
    for i, j, k in itertools.permutations(group, 3):
        if D.has_edge(i, j) and D.has_edge(j, k) and not D.has_edge(i, k):
            a, b, c = group[i], group[j], group[k]
            if a == b == c:
                role = "coordinator"
            elif a == c:
                role = "itinerant"
            elif a == b:
                role = "representative"
            else:
                role = "gatekeeper" if b == c else "liaison"
            counts[j][role] += 1
            counts[j]["total"] += 1
    return {node: Brokerage(**row) for node, row in counts.items()}


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("aaa", "coordinator"),
        ("aba", "itinerant"),
        ("aab", "representative"),
        ("abb", "gatekeeper"),
        ("abc", "liaison"),
    ],
)
def test_each_role_by_hand(groups, role):
    G = nx.DiGraph([("i", "j"), ("j", "k")])
    found = brokerage_roles(G, groups=dict(zip("ijk", groups, strict=True)))
    assert found["j"] == Brokerage(**{**dict.fromkeys(Brokerage._fields, 0), role: 1, "total": 1})
    assert found["i"].total == found["k"].total == 0
    G.add_edge("i", "k")  # a tie of their own, and nobody brokers
    assert brokerage_roles(G, groups=dict(zip("ijk", groups, strict=True)))["j"].total == 0


@given(grouped_digraphs())
@pytest.mark.parametrize("layer", ["all", "friendly", "hostile"])
def test_brokerage_is_that_of_a_plain_loop(layer, G):
    group = {node: side for node, side in G.nodes(data="side") if side is not None}
    expected = plain_brokerage(unsigned_layer(G, layer=layer), group)
    assert brokerage_roles(G, groups="side", layer=layer) == expected
    assert brokerage_roles(G, groups=group, layer=layer) == expected


@given(grouped_digraphs(), st.randoms(use_true_random=False))
def test_names_and_order_make_no_difference(G, random):
    nodes, edges = list(G.nodes(data=True)), list(G.edges(data=True))
    random.shuffle(nodes)
    random.shuffle(edges)
    H = nx.MultiDiGraph()
    H.add_nodes_from((f"n{node}", data) for node, data in nodes)
    H.add_edges_from((f"n{u}", f"n{v}", data) for u, v, data in edges)
    found = brokerage_roles(H, groups="side")
    assert {f"n{node}": row for node, row in brokerage_roles(G, groups="side").items()} == found


def test_degenerate_graphs_have_an_answer():
    assert brokerage_roles(nx.DiGraph()) == {}
    alone = nx.DiGraph()
    alone.add_node("a", country="NOR")
    alone.add_edge("a", "a")
    assert brokerage_roles(alone) == {"a": Brokerage(0, 0, 0, 0, 0, 0)}


def test_groups_that_nobody_has_are_refused():
    G = nx.DiGraph([("a", "b")])
    nx.set_node_attributes(G, "x", "side")
    with pytest.raises(UnknownNameError, match=r"groups 'sied': no actor has one, .* side"):
        brokerage_roles(G, groups="sied")
    with pytest.raises(UnknownNameError, match="groups mapping"):
        brokerage_roles(G, groups={})
    with pytest.raises(NotSignedError, match="edge 'a' to 'b'"):
        brokerage_roles(G, groups="side", layer="hostile")
    G.edges["a", "b"]["weight"] = math.nan
    with pytest.raises(NotSignedError, match="weight=nan"):
        brokerage_roles(G, groups="side")


# --- roles ------------------------------------------------------------------------------------------------------------


def test_roles_by_hand():
    G = nx.MultiDiGraph()
    for u, v, sign, weight in [
        ("a", "b", -1, 3),
        ("b", "a", -1, 1),
        ("m", "a", 1, 1),
        ("b", "m", 1, 2),
        ("c", "a", -1, 1),
    ]:
        G.add_edge(u, v, sign=sign, weight=weight)
    found = actor_roles(G)
    assert found["mediator"] == [("m", 1.0)]
    assert found["target"] == [("b", 3.0)]
    assert found["accuser"] == [("a", 3.0)]
    assert [actor for actor, _ in actor_roles(G, top=0)["target"]] == ["b", "a"]


def test_accusers_are_those_who_accuse_where_stances_are_known():
    G = nx.MultiDiGraph()
    G.add_edge("a", "b", sign=-1, weight=9, stance="attacks")
    G.add_edge("b", "a", sign=-1, weight=2, stance="accuses")
    assert actor_roles(G)["accuser"] == [("b", 2.0)]


def test_accusers_of_a_file_without_stances_are_hostile(tmp_path):
    (tmp_path / "ties.csv").write_text("source,target,sign\na,b,-1\nb,c,1\n", encoding="utf-8")
    assert actor_roles(read_graph(tmp_path / "ties.csv"))["accuser"] == [("a", 1.0)]


def test_nobody_plays_a_role_in_a_graph_without_ties():
    assert actor_roles(nx.DiGraph()) == {"mediator": [], "bridge": [], "target": [], "accuser": []}
    friends = nx.Graph([("a", "b", {"sign": 1})])
    assert not any(actor_roles(friends).values())
