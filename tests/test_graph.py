from __future__ import annotations

import datetime as dt

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.errors import NotSignedError, ReadError, UnknownNameError
from stancegraph.graph import (
    filtered,
    find_actor,
    from_multigraph,
    rolled_up,
    signed_projection,
    to_multigraph,
    unsigned_layer,
    with_homes,
)
from stancegraph.projection import signed_ties

KOR, PRK, RUS, UKR, USA = (f"country:{code}" for code in ("KOR", "PRK", "RUS", "UKR", "USA"))


def contents(G):
    return list(G.nodes(data=True)), list(G.edges(keys=True, data=True)), G.graph, list(G.graph["statements"])


def without_statements(G):
    H = G.copy()
    H.graph["statements"] = {}
    return H


# --- statements to graph and back -------------------------------------------------------------------------------------


def test_one_edge_for_each_source_target_and_stance(troops):
    G = to_multigraph(troops)
    tie = G.edges[KOR, PRK, "condemns"]
    assert (tie["weight"], tie["asserted"], tie["sign"], tie["symmetric"]) == (2, 2, -1, False)
    assert (tie["first"], tie["last"]) == (dt.date(2024, 10, 18), dt.date(2024, 10, 19))
    assert tie["outlets"] == ("Weekly Sample",)
    assert [G.graph["statements"][id_].evidence.start for id_ in tie["statements"]] == [0, 200]


def test_symmetric_ties_are_stored_once_with_sorted_ends(make_statement):
    G = to_multigraph([make_statement(USA, "agrees", KOR), make_statement(KOR, "agrees", USA, start=50)])
    assert [(u, v, tie["weight"]) for u, v, tie in G.edges(data=True)] == [(KOR, USA, 2)]


def test_planned_and_denied_statements_are_counted_but_weigh_nothing(troops):
    G = to_multigraph(troops)
    planned, denied, alleged = G.edges[KOR, UKR, "aids"], G.edges[PRK, KOR, "attacks"], G.edges[PRK, RUS, "aids"]
    assert (planned["weight"], planned["planned"]) == (0, 1)
    assert (denied["weight"], denied["denied"]) == (0, 1)
    assert (alleged["weight"], alleged["alleged"]) == (1, 1)


def test_wire_copies_count_once_also_where_the_original_is_missing(make_statement):
    original = make_statement(USA, "aids", UKR)
    copies = [make_statement(USA, "aids", UKR, document=name, copy_of=original.id) for name in ("b", "c")]
    for statements in ([original, *copies], copies):
        tie = to_multigraph(statements).edges[USA, UKR, "aids"]
        assert (tie["weight"], tie["asserted"], len(tie["statements"])) == (1, 1, len(statements))


def test_copies_of_copies_count_once_and_a_ring_of_copies_ends(make_statement):
    a = make_statement(USA, "aids", UKR, document="a")
    b = make_statement(USA, "aids", UKR, document="b", copy_of=a.id)
    c = make_statement(USA, "aids", UKR, document="c", copy_of=b.id)
    assert to_multigraph([a, b, c]).edges[USA, UKR, "aids"]["weight"] == 1
    ring = [a.model_copy(update={"copy_of": b.id}), b]
    assert to_multigraph(ring).edges[USA, UKR, "aids"]["weight"] == 2


def test_the_most_frequent_name_wins_then_the_latest_then_the_alphabet(make_actor, make_statement):
    def named(name, date, start, role=None):
        return make_statement(make_actor("official:kor/kim", name=name, role=role), "aids", UKR, date=date, start=start)

    late, early = named("Kim H.", "2024-02-01", 0), named("Kim", "2024-01-01", 50, role="envoy")
    G = to_multigraph([early, late])
    assert G.nodes["official:kor/kim"] == {
        "name": "Kim H.", "kind": "official", "country": "KOR", "role": "envoy", "aliases": ("Kim",)
    }  # fmt: skip
    more = to_multigraph([early, late, named("Kim", "2023-01-01", 100)])
    assert more.nodes["official:kor/kim"]["name"] == "Kim"
    undated = to_multigraph([named("B", None, 0), named("A", None, 50)])
    assert undated.nodes["official:kor/kim"]["name"] == "A"


def test_a_statement_without_target_is_kept_beside_the_ties(troops):
    G = to_multigraph(troops)
    (id_,) = G.graph["untargeted"]
    assert G.graph["statements"][id_].source.id == PRK


def test_what_an_actor_does_to_itself_is_no_edge(make_statement):
    G = to_multigraph([make_statement(KOR, "condemns", KOR)])
    assert G.number_of_edges() == 0
    assert G.graph["internal"][KOR]["condemns"]["weight"] == 1
    assert len(from_multigraph(G)) == 1


def test_two_different_statements_of_one_id_are_refused(make_statement):
    one = make_statement(USA, "aids", UKR)
    assert to_multigraph([one, one]).edges[USA, UKR, "aids"]["weight"] == 1
    with pytest.raises(ReadError, match="two different"):
        to_multigraph([one, one.model_copy(update={"confidence": 0.5})])


@pytest.mark.parametrize("change", [{"sign": -1}, {"symmetric": True}])
def test_a_stance_of_two_codebooks_is_refused(make_statement, change):
    with pytest.raises(ReadError, match="'aids'"):
        to_multigraph([make_statement(USA, "aids", UKR), make_statement(USA, "aids", KOR, **change)])


def test_a_graph_without_its_statements_says_so(troops):
    with pytest.raises(ReadError, match="statements"):
        from_multigraph(without_statements(to_multigraph(troops)))


@given(st.data())
def test_statements_to_graph_and_back_are_the_same(statement_lists, data):
    statements = data.draw(statement_lists())
    back = from_multigraph(to_multigraph(statements))
    assert len(back) == len(statements)
    assert set(back) == set(statements)


@given(st.data())
def test_order_of_input_makes_no_difference(statement_lists, data):
    statements = data.draw(statement_lists())
    shuffled = data.draw(st.permutations(statements))
    assert contents(to_multigraph(statements)) == contents(to_multigraph(shuffled))


# --- filters ----------------------------------------------------------------------------------------------------------


@given(st.data())
def test_filtering_the_graph_is_filtering_the_statements(statement_lists, data):
    statements = data.draw(statement_lists())
    since, until = dt.date(2024, 1, 3), dt.date(2024, 1, 6)
    left = filtered(to_multigraph(statements), signs=[-1, 0], since=since, until=until, min_confidence=0.25)
    passed = [
        s for s in statements if s.sign < 1 and s.date is not None and since <= s.date <= until and s.confidence >= 0.25
    ]
    direct = to_multigraph(passed)
    assert list(left.edges(keys=True, data=True)) == list(direct.edges(keys=True, data=True))
    assert list(left) == list(direct)
    assert left.graph == direct.graph


def test_no_filter_keeps_everything_and_the_argument_stays_as_it_was(troops):
    G, same = to_multigraph(troops), to_multigraph(troops)
    assert contents(filtered(G)) == contents(G)
    filtered(G, stances=["aids"], factualities=["planned"])
    rolled_up(G)
    signed_projection(G)
    unsigned_layer(G)
    assert contents(G) == contents(same)


def test_planned_ties_weigh_only_when_they_are_asked_for(troops):
    G = filtered(to_multigraph(troops), factualities=["planned", "denied"])
    assert {(u, v): tie["weight"] for u, v, tie in G.edges(data=True)} == {(KOR, UKR): 1, (PRK, KOR): 1}
    assert filtered(G, stances=["aids"]).edges[KOR, UKR, "aids"]["weight"] == 1


def test_states_are_friends_of_their_own_officials_on_a_copy(troops):
    G = to_multigraph(troops)
    H = with_homes(G, weight=0.25)
    added = [(u, v, data["sign"], data["weight"]) for u, v, key, data in H.edges(keys=True, data=True) if key == "home"]
    assert added == [("official:usa/jane-doe", USA, 1, 0.25)]
    assert H.number_of_edges() == G.number_of_edges() + 1
    assert not G.has_edge("official:usa/jane-doe", USA)


@pytest.mark.parametrize(
    ("role", "home"),
    [
        ("NATO Secretary General", ["organisation:nato"]),
        ("envoy of the African Union", ["organisation:african-union"]),
        ("envoy of the AU to the alliance", ["organisation:african-union"]),
        ("go-between of NATO and the African Union", []),
        ("senator", []),  # the letters of no name
        (None, []),
    ],
)
def test_officials_of_no_state_stand_with_the_one_body_that_their_role_names(make_actor, make_statement, role, home):
    envoy = make_actor("official:anna-berg", name="Anna Berg", role=role)
    nato = make_actor("organisation:nato", name="NATO", aliases=("the alliance",))
    union = make_actor("organisation:african-union", name="African Union", aliases=("AU",))
    G = to_multigraph([make_statement(envoy, "urges", nato), make_statement(nato, "consults", union, start=90)])
    H = with_homes(G)
    assert [v for _, v, key in H.out_edges("official:anna-berg", keys=True) if key == "home"] == home


def test_kinds_ask_both_ends_also_of_a_rolled_up_graph(troops):
    G = to_multigraph(troops)
    assert all(node.startswith("country:") for node in filtered(G, kinds=["country"]))
    assert "official:usa/jane-doe" in filtered(G, kinds=["country", "official"])
    rolled = filtered(rolled_up(G), kinds=["country"])
    assert rolled.has_edge(KOR, USA, "consults")
    assert rolled.graph["members"][USA] == (USA, "official:usa/jane-doe")


def test_actors_keep_their_names_when_ties_are_filtered(make_actor, make_statement):
    short, full = (make_actor("official:kor/kim", name=name) for name in ("Kim", "Kim Hong-kyun"))
    G = to_multigraph(
        [make_statement(full, "aids", UKR, start=i * 50) for i in range(2)] + [make_statement(short, "attacks", UKR)]
    )
    assert filtered(G, stances="attacks").nodes["official:kor/kim"]["name"] == "Kim Hong-kyun"


def test_outlets_and_days_select_single_statements_of_a_tie(make_statement):
    def aid(date, outlet, start):
        return make_statement(USA, "aids", UKR, date=date, outlet=outlet, document=f"{outlet}-{date}", start=start)

    G = to_multigraph([aid("2024-01-01", "X", 0), aid("2024-01-05", "Y", 50), aid(None, None, 100)])
    assert filtered(G, outlets="X").edges[USA, UKR, "aids"]["weight"] == 1
    assert filtered(G, since=dt.date(2024, 1, 2)).edges[USA, UKR, "aids"]["outlets"] == ("Y",)
    assert filtered(G, until=dt.date(2024, 1, 5)).edges[USA, UKR, "aids"]["weight"] == 2
    assert len(filtered(G, since=dt.date(2025, 1, 1))) == 0


def test_a_statement_over_several_days_passes_if_one_is_within(make_statement):
    G = to_multigraph([make_statement(USA, "aids", UKR, date="2024-01-01", date_end=dt.date(2024, 1, 9))])
    assert filtered(G, since=dt.date(2024, 1, 9)).number_of_edges() == 1


@pytest.mark.parametrize("wrong", [{"kinds": ["county"]}, {"factualities": "maybe"}, {"signs": [2]}])
def test_unknown_kinds_factualities_and_signs_list_the_known_ones(troops, wrong):
    with pytest.raises(UnknownNameError, match="expected one of"):
        filtered(to_multigraph(troops), **wrong)


def test_attributes_stand_in_for_statements_where_they_can(troops):
    G = to_multigraph(troops)
    H = without_statements(G)
    for wanted in (
        {"stances": ["aids", "attacks"]},
        {"signs": [1]},
        {"kinds": ["country"]},
        {"factualities": ["planned"]},
        {"since": dt.date(2024, 10, 20)},
        {"outlets": ["Daily Example"]},
        {"min_confidence": 0.5},
    ):
        assert list(filtered(H, **wanted).edges(keys=True, data=True)) == list(
            filtered(G, **wanted).edges(keys=True, data=True)
        )


def test_what_attributes_cannot_tell_asks_for_the_statements(make_statement):
    both = [
        make_statement(
            USA, "aids", UKR, document=f"d{day}", date=f"2024-01-0{day}", outlet=f"O {day}", confidence=day / 4
        )
        for day in (1, 3)
    ]
    H = without_statements(to_multigraph(both))
    for wanted in ({"since": dt.date(2024, 1, 2)}, {"outlets": "O 1"}, {"min_confidence": 0.5}):
        with pytest.raises(ReadError, match="needs its statements"):
            filtered(H, **wanted)


# --- roll-up ----------------------------------------------------------------------------------------------------------


def test_officials_act_for_their_country_and_inner_quarrels_are_kept_apart(make_statement):
    kim, choe = "official:kor/kim", "official:prk/choe"
    statements = [
        make_statement(kim, "condemns", PRK),
        make_statement(KOR, "condemns", choe, start=50),
        make_statement(kim, "condemns", KOR, start=100),
        make_statement("organisation:nato", "supports", kim, start=150),
    ]
    G = rolled_up(to_multigraph(statements))
    assert {(u, v): tie["weight"] for u, v, tie in G.edges(data=True)} == {(KOR, PRK): 2, ("organisation:nato", KOR): 1}
    assert G.graph["rollup"] == "country"
    assert G.graph["members"][KOR] == (KOR, kim)
    assert G.graph["internal"][KOR]["condemns"]["weight"] == 1
    assert G.nodes[KOR]["name"] == "South Korea"
    assert set(from_multigraph(G)) == set(statements)


def test_a_country_known_by_its_officials_only_is_named_by_the_mapping_or_its_code(make_statement):
    G = to_multigraph([make_statement("official:kor/kim", "condemns", "official:prk/choe")])
    names = nx.get_node_attributes(rolled_up(G, names={"KOR": "South Korea"}), "name")
    assert names == {KOR: "South Korea", PRK: "PRK"}


@given(st.data())
def test_rolling_up_twice_is_rolling_up_once(statement_lists, data):
    once = rolled_up(to_multigraph(data.draw(statement_lists())))
    assert contents(rolled_up(once)) == contents(once)


@given(st.data())
def test_roll_up_keeps_every_statement_in_one_place(statement_lists, data):
    G = rolled_up(to_multigraph(data.draw(statement_lists())))
    inner = [tie for ties in G.graph["internal"].values() for tie in ties.values()]
    placed = [id_ for tie in [*(tie for *_, tie in G.edges(data=True)), *inner] for id_ in tie["statements"]]
    assert sorted([*placed, *G.graph["untargeted"]]) == sorted(G.graph["statements"])


@given(st.data())
def test_roll_up_without_statements_adds_the_attributes(statement_lists, data):
    statements = [s for s in data.draw(statement_lists()) if s.copy_of is None]
    G = to_multigraph(statements)
    exact, added = rolled_up(G), rolled_up(without_statements(G))
    assert list(exact.edges(keys=True)) == list(added.edges(keys=True))
    for u, v, stance, tie in exact.edges(keys=True, data=True):
        for name in ("weight", "asserted", "planned", "first", "last", "outlets", "sign"):
            assert added.edges[u, v, stance][name] == tie[name]
        assert set(added.edges[u, v, stance]["statements"]) == set(tie["statements"])


def test_only_countries_can_be_rolled_up_to(troops):
    with pytest.raises(UnknownNameError, match="country"):
        rolled_up(to_multigraph(troops), by="continent")


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["country:USA", "United States", "the united  STATES", "Únited Statés", "usa"],
)
def test_an_actor_is_found_by_id_name_and_code(troops, name):
    assert find_actor(to_multigraph(troops), name) == USA


def test_a_name_goes_before_an_alias_and_ambiguous_names_list_the_candidates(make_actor, make_statement):
    kim, lee = (
        make_actor(f"official:kor/{name}", name=name.title(), aliases=("Minister", "Envoy")) for name in ("kim", "lee")
    )
    envoy = make_actor("official:prk/envoy", name="Envoy")
    G = to_multigraph([make_statement(kim, "aids", lee), make_statement(kim, "aids", envoy, start=50)])
    assert find_actor(G, "envoy") == "official:prk/envoy"
    with pytest.raises(UnknownNameError, match="'official:kor/kim', 'official:kor/lee'"):
        find_actor(G, "minister")


def test_a_surname_that_several_officials_have_lists_them(make_actor, make_statement):
    un = make_actor("official:prk/kim-jong-un", name="Kim Jong Un")
    envoy = make_actor("official:usa/kim", name="Sung Y. Kim", aliases=("Kim", "Georgy Zinovyev"))
    lone = make_actor("official:kor/kim", name="Kim")
    for other, several in ((envoy, [un, envoy]), (lone, [lone, un])):
        G = to_multigraph([make_statement(un, "condemns", other)])
        with pytest.raises(UnknownNameError, match=", ".join(sorted(repr(actor.id) for actor in several))):
            find_actor(G, "Kim")
    assert find_actor(to_multigraph([make_statement(un, "condemns", envoy)]), "zinovyev") == envoy.id


def test_a_country_goes_before_officials_of_its_name(make_actor, make_statement):
    country = make_actor("country:JOR", name="Jordan")
    official = make_actor("official:usa/jordan", name="Jim Jordan", aliases=("Jordan",))
    assert find_actor(to_multigraph([make_statement(official, "condemns", country)]), "Jordan") == "country:JOR"


def test_an_unknown_name_suggests_near_ones(troops):
    with pytest.raises(UnknownNameError, match="near: 'Ukraine'"):
        find_actor(to_multigraph(troops), "Ukrane")
    with pytest.raises(UnknownNameError, match=r"^no actor is called 'zzzz'$"):
        find_actor(to_multigraph(troops), "zzzz")
    with pytest.raises(UnknownNameError):
        find_actor(to_multigraph([]), "")


# --- projections ------------------------------------------------------------------------------------------------------


def test_the_projection_sums_sign_times_weight_and_lists_mixed_pairs(troops):
    P = signed_projection(to_multigraph(troops))
    assert P.edges[KOR, PRK] == {"sign": -1, "weight": 2, "positive": 0, "negative": 2}
    assert P.edges[RUS, UKR]["negative"] == 3
    assert P.graph["mixed"] == ((UKR, "organisation:nato", 1, 1),)
    assert not P.has_edge(KOR, UKR)  # only planned
    assert not P.has_edge(KOR, "official:usa/jane-doe")  # only neutral
    assert set(P) == set(to_multigraph(troops))
    assert P.nodes[KOR]["name"] == "South Korea"


def test_symmetric_ties_are_projected_both_ways(troops):
    D = signed_projection(to_multigraph(troops), directed=True)
    assert D.has_edge(USA, KOR)
    assert D.has_edge(KOR, USA)
    assert D.edges[RUS, UKR]["negative"] == 2
    assert D.edges[UKR, RUS]["negative"] == 1
    assert ("organisation:nato", UKR, 1, 1) in D.graph["mixed"]


def test_projecting_a_projection_changes_nothing(troops):
    P = signed_projection(to_multigraph(troops))
    again = signed_projection(P)
    assert {(u, v): (d["sign"], d["weight"]) for u, v, d in P.edges(data=True)} == {
        (u, v): (d["sign"], d["weight"]) for u, v, d in again.edges(data=True)
    }


def test_layers_collapse_parallel_ties_and_hold_no_signs(troops):
    G = to_multigraph(troops)
    assert unsigned_layer(G, layer="hostile").edges[RUS, UKR]["weight"] == 2
    assert unsigned_layer(G, layer="hostile").has_edge(UKR, RUS)
    friendly = unsigned_layer(G, layer="friendly")
    assert friendly.has_edge(USA, KOR)
    assert friendly.has_edge(KOR, USA)
    assert not friendly.has_edge(KOR, UKR)
    everything = unsigned_layer(G)
    assert everything.has_edge(KOR, "official:usa/jane-doe")
    assert set(everything) == set(G)
    assert all(set(data) == {"weight"} and data["weight"] > 0 for *_, data in everything.edges(data=True))


def test_anybodys_graph_can_be_projected():
    G = nx.Graph([(1, 2, {"sign": -1}), (2, 2, {"sign": -1}), (2, 3, {"sign": 1, "weight": 0.5})])
    assert list(signed_projection(G).edges(data="weight")) == [(1, 2, 1), (2, 3, 0.5)]
    assert sorted(unsigned_layer(G, layer="friendly").edges) == [(2, 3), (3, 2)]
    assert unsigned_layer(nx.Graph([(1, 2)])).number_of_edges() == 2  # signs are needed for two layers only


@pytest.mark.parametrize(
    "edge",
    [{}, {"sign": 2}, {"sign": "1"}, {"sign": float("nan")}, {"sign": 1, "weight": float("nan")},
     {"sign": 1, "weight": -1}, {"sign": 1, "weight": "3"}, {"sign": 1, "weight": float("inf")}],
)  # fmt: skip
def test_an_edge_without_usable_sign_or_weight_is_named(edge):
    with pytest.raises(NotSignedError, match="edge 'a' to 'b'"):
        signed_projection(nx.DiGraph([("a", "b", edge)]))


@pytest.mark.parametrize("directed", [True, False])
def test_fractions_that_cancel_out_leave_no_sign(directed):
    G = nx.MultiDiGraph()
    for weight, sign in ((0.1, 1), (0.2, 1), (0.3, -1)):
        G.add_edge("a", "b", sign=sign, weight=weight)
    P = signed_projection(G, directed=directed)
    assert (P.number_of_edges(), len(P.graph["mixed"])) == (0, 1)
    assert (len(signed_ties(G, directed=directed).sign), signed_ties(G, directed=directed).mixed) == (0, 1)


def test_an_unknown_layer_lists_the_known_ones():
    with pytest.raises(UnknownNameError, match="'all', 'friendly', 'hostile'"):
        unsigned_layer(nx.Graph(), layer="neutral")


def test_empty_graphs_stay_empty():
    G = to_multigraph([])
    for H in (filtered(G, signs=[1]), rolled_up(G), signed_projection(G), unsigned_layer(G)):
        assert len(H) == 0
    assert from_multigraph(G) == []


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from([-1, 0, 1]), st.integers(0, 3), st.booleans()),
        max_size=25,
    ),
    st.booleans(),
)
def test_the_projection_as_arrays_is_the_projection(ties, directed):
    G = nx.MultiDiGraph()
    G.add_nodes_from(range(6))
    for u, v, sign, weight, symmetric in ties:
        G.add_edge(u, v, sign=sign, weight=weight, symmetric=symmetric)
    P, arrays = signed_projection(G, directed=directed), signed_ties(G, directed=directed)
    names = ("sign", "weight", "positive", "negative")
    expected = sorted((u, v, *(data[name] for name in names)) for u, v, data in P.edges(data=True))
    assert list(zip(arrays.u, arrays.v, *(getattr(arrays, name) for name in names), strict=True)) == expected
    assert arrays.mixed == len(P.graph["mixed"])
