"""Debates as networks: small debates by hand for every definition, and laws."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import Counter

import networkx as nx
import pytest
from debates import DEBATE, POSITIONS, few, said, signed_weights, table
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.discourse import (
    Position,
    counting,
    one_mode_network,
    position_windows,
    positions_on_actors,
    positions_on_claims,
    positions_within,
    read_positions,
    regrouped,
    shared_concepts,
    two_mode_network,
    without_duplicates,
)
from stancegraph.discourse.counting import AGGREGATIONS, MODES, NORMALISATIONS
from stancegraph.discourse.positions import PERIODS
from stancegraph.errors import ReadError, UnknownNameError
from stancegraph.projection import signed_projection

# --- one-mode networks, by hand ---------------------------------------------------------------------------------------


def test_congruence_and_conflict_count_combinations():
    # A and B: tax + 2 times 3 times, cap - once times once: 7. Conflict: cap, A + and B -: 1.
    G = one_mode_network(DEBATE, normalisation="no", duplicates="no")
    assert list(G) == ["A", "B", "C", "D"]
    assert G.edges["A", "B"] == {"sign": 1, "weight": 6, "congruence": 7, "conflict": 1}
    # C says no to tax: against 2 of A, 3 of B.
    assert G.edges["A", "C"] == {"sign": -1, "weight": 2, "congruence": 0, "conflict": 2}
    assert G.edges["B", "C"] == {"sign": -1, "weight": 3, "congruence": 0, "conflict": 3}
    assert G.degree("D") == 0


@pytest.mark.parametrize(
    ("normalisation", "divisor"),
    [
        ("no", 1),
        ("average", (5 + 4) / 2),  # A has 5 positions, B has 4
        # Only A: cap + and sea +, 2; only B: nothing; both: tax + 2 times 3, cap - 1 times 1.
        ("jaccard", 2 + 0 + 7),
        ("cosine", 5 * 4),
        ("salton", math.sqrt((4 + 1 + 1 + 1) * (9 + 1))),
    ],
)
def test_normalisations_divide_by_what_the_manual_says(normalisation, divisor):
    edge = one_mode_network(DEBATE, normalisation=normalisation, duplicates="no").edges["A", "B"]
    assert edge["congruence"] == pytest.approx(7 / divisor, rel=1e-15)
    assert edge["conflict"] == pytest.approx(1 / divisor, rel=1e-15)
    assert edge["weight"] == pytest.approx(6 / divisor, rel=1e-15)


def test_each_aggregation_has_its_sign_and_its_ties():
    congruence = one_mode_network(DEBATE, aggregation="congruence", normalisation="no", duplicates="no")
    assert [(u, v, d["sign"], d["weight"]) for u, v, d in congruence.edges(data=True)] == [("A", "B", 1, 7)]
    conflict = one_mode_network(DEBATE, aggregation="conflict", normalisation="no", duplicates="no")
    assert {(u, v): d["sign"] * d["weight"] for u, v, d in conflict.edges(data=True)} == {
        ("A", "B"): -1, ("A", "C"): -2, ("B", "C"): -3,
    }  # fmt: skip
    # Of tax and cap A speaks twice each, B three times and once, C once of tax.
    ignore = one_mode_network(DEBATE, aggregation="ignore", normalisation="no", duplicates="no")
    assert {(u, v): (d["sign"], d["weight"]) for u, v, d in ignore.edges(data=True)} == {
        ("A", "B"): (0, 8), ("A", "C"): (0, 2), ("B", "C"): (0, 3),
    }  # fmt: skip


def test_network_of_concepts_is_by_common_actors():
    # tax and cap: A says yes to tax twice and to both sides of cap once, B yes thrice and no once.
    G = one_mode_network(DEBATE, of="concepts", normalisation="no", duplicates="no")
    assert G.edges["cap", "tax"] == {"sign": -1, "weight": 3, "congruence": 2, "conflict": 5}
    assert G.nodes["tax"] == {"name": "tax", "kind": "concept", "positions": 6}
    assert "fire" in G
    assert "fire" not in one_mode_network(DEBATE, of="concepts", isolates=False)


def test_even_ties_stay_with_sign_zero():
    even = said(("A", "x", 1), ("A", "y", 1), ("B", "x", 1), ("B", "y", -1))
    assert one_mode_network(even, normalisation="no").edges["A", "B"]["sign"] == 0
    assert signed_projection(one_mode_network(even)).number_of_edges() == 0


def test_scale_turns_distance_into_conflict():
    # The manual's example: -4 twice and +2 thrice on a scale from -5 to 5: 2 x 3 x (1 - 6/10) and 2 x 3 x 6/10.
    levels = said(*[("A", "x", -4)] * 2, *[("B", "x", 2)] * 3)
    edge = one_mode_network(levels, scale=(-5, 5), normalisation="no", duplicates="no").edges["A", "B"]
    assert (edge["congruence"], edge["conflict"]) == pytest.approx((2.4, 3.6))
    # Without a scale the levels that occur are all there are.
    observed = one_mode_network(levels, normalisation="no", duplicates="no").edges["A", "B"]
    assert (observed["congruence"], observed["conflict"]) == (0, 6)
    # Neither yes nor no is halfway.
    halfway = one_mode_network(said(("A", "x", 0), ("B", "x", 1)), normalisation="no").edges["A", "B"]
    assert (halfway["congruence"], halfway["conflict"]) == (0.5, 0.5)


@pytest.mark.parametrize("scale", [(1, -1), (0, 0), (0, 1), (-4, 4)])
def test_scale_that_does_not_hold_all_levels_is_refused(scale):
    with pytest.raises(ReadError, match="expected"):
        one_mode_network(said(("A", "x", -1), ("B", "x", 5)), scale=scale)


@pytest.mark.parametrize("positions", [[], said(("A", "x", 1)), said(("A", "x", 1), ("B", "y", 1))])
def test_debates_without_anything_in_common_have_no_ties(positions):
    for of, aggregation, normalisation in itertools.product(MODES, AGGREGATIONS, NORMALISATIONS):
        G = one_mode_network(positions, of=of, aggregation=aggregation, normalisation=normalisation)
        assert G.number_of_edges() == 0
        assert len(G) == len({p.actor for p in positions})
    assert two_mode_network(positions).number_of_edges() == len(positions)


def test_unknown_settings_are_named():
    for unknown in ({"of": "people"}, {"aggregation": "add"}, {"normalisation": "activity"}, {"duplicates": "hour"}):
        with pytest.raises(UnknownNameError, match=f"{next(iter(unknown.values()))!r}, expected one of"):
            one_mode_network(DEBATE, **unknown)
    for unknown in ({"aggregation": "conflict"}, {"normalisation": "average"}):
        with pytest.raises(UnknownNameError, match="expected one of"):
            two_mode_network(DEBATE, **unknown)


# --- two-mode networks ------------------------------------------------------------------------------------------------


def test_two_mode_network_counts_agreement_and_disagreement():
    G = two_mode_network(DEBATE, duplicates="no", attributes={"A": {"kind": "organisation", "Type": "NGO"}})
    assert list(G) == ["A", "B", "C", "D", "cap", "fire", "ice", "sea", "tax"]
    assert G.nodes["A"] == {"name": "A", "kind": "organisation", "Type": "NGO", "bipartite": 0, "positions": 5}
    assert G.nodes["tax"] == {"name": "tax", "kind": "concept", "bipartite": 1, "positions": 6}
    assert G.edges["A", "tax"] == {"sign": 1, "weight": 2, "agree": 2, "disagree": 0, "neither": 0}
    assert G.edges["A", "cap"] == {"sign": 0, "weight": 0, "agree": 1, "disagree": 1, "neither": 0}
    assert G.edges["C", "tax"]["sign"] == -1
    assert nx.bipartite.is_bipartite(G)


def test_two_mode_normalisations_divide_by_activity_and_prominence():
    assert two_mode_network(DEBATE, normalisation="activity", duplicates="no").edges["B", "tax"]["weight"] == 3 / 4
    assert two_mode_network(DEBATE, normalisation="prominence", duplicates="no").edges["B", "tax"]["weight"] == 3 / 6
    assert two_mode_network(DEBATE, aggregation="ignore", duplicates="no").edges["A", "cap"]["weight"] == 2


def test_two_mode_weights_levels_of_a_scale():
    G = two_mode_network(said(("A", "x", 5), ("A", "x", -2), ("A", "x", 0)))
    assert G.edges["A", "x"] == {"sign": 1, "weight": 3, "agree": 1, "disagree": 1, "neither": 1}


def test_actor_and_concept_of_one_name_are_refused():
    with pytest.raises(ReadError, match="'A' is an actor and a concept"):
        two_mode_network(said(("A", "x", 1), ("B", "A", 1)))


# --- duplicates, days, windows, groups --------------------------------------------------------------------------------


def test_duplicates_count_once_a_period():
    days = ["2023-12-31", "2024-01-01", "2024-01-01", "2024-01-07", "2024-01-08", "2025-01-08"]
    positions = [Position(document=f"d{n}", date=day, actor="A", concept="x") for n, day in enumerate(days)]
    positions += [positions[0], positions[0].model_copy(update={"agreement": -1})]
    counts = {per: len(without_duplicates(positions, per=per)) for per in PERIODS}
    # Sunday 31 December is in the week before Monday 1 January; January 2025 is not January 2024. Yes and no are two.
    assert counts == {"no": 8, "document": 7, "day": 6, "week": 5, "month": 4, "year": 4, "range": 2}
    assert len(without_duplicates(positions, per="range", agreement=False)) == 1


def test_undated_positions_count_once_a_document():
    positions = said(*[("A", "x", 1, "one")] * 2, ("A", "x", 1, "two"))
    assert [len(without_duplicates(positions, per=per)) for per in ("no", "day", "year", "range")] == [3, 2, 2, 1]


def test_positions_within_days_leave_out_the_undated():
    positions = [*DEBATE, *said(("A", "x", 1), day=dt.date(2024, 5, 1))]
    assert len(positions_within(positions)) == len(positions)
    assert len(positions_within(positions, since=dt.date(2024, 5, 1), until=dt.date(2024, 5, 1))) == 1
    assert positions_within(positions, until=dt.date(2024, 4, 30)) == []


@pytest.mark.parametrize(
    ("unit", "size", "step", "expected"),
    [
        ("day", 10, 10, ["01-31 02-09", "02-10 02-19", "02-20 02-29", "03-01 03-10", "03-11 03-20", "03-21 03-30",
                         "03-31 04-09"]),
        ("week", 5, 2, ["01-31 03-05", "02-14 03-19", "02-28 04-02"]),
        ("month", 1, 1, ["01-31 02-28", "02-29 03-30", "03-31 04-29"]),
        ("month", 3, 1, ["01-31 04-29"]),
        ("year", 1, 1, ["01-31 01-30"]),
    ],
)  # fmt: skip
def test_windows_move_by_units_until_the_last_day(unit, size, step, expected):
    positions = [
        Position(document="d", date=dt.date(2024, month, day), actor="A", concept="x")
        for month, day in ((3, 31), (1, 31), (2, 29))
    ]
    found = list(position_windows(positions, unit=unit, size=size, step=step))
    assert [f"{first:%m-%d} {last:%m-%d}" for first, last, _ in found] == expected
    for first, last, inside in found:
        assert inside == positions_within(sorted(positions, key=lambda p: p.date), since=first, until=last)


def test_windows_need_a_date_and_a_size():
    assert list(position_windows(DEBATE)) == []
    with pytest.raises(UnknownNameError, match="expected one of"):
        list(position_windows(DEBATE, unit="hour"))
    with pytest.raises(ValueError, match="expected 1 or more months"):
        list(position_windows(DEBATE, size=0))


def test_regrouped_actors_speak_as_their_group():
    grouped = regrouped(DEBATE, {"A": "left", "B": "left", "C": "right", "D": ""})
    assert Counter(p.actor for p in grouped) == {"left": 9, "right": 2}
    assert one_mode_network(grouped, normalisation="no", duplicates="no").edges["left", "right"]["conflict"] == 5


# --- tables -----------------------------------------------------------------------------------------------------------


def test_table_is_read_by_its_columns(tmp_path):
    path = table(tmp_path, "\ufeffday;speaker; claim ;stance\n2024-01-02;A;the  tax;Yes\n;B;the tax;against\n;;x;yes\n")
    found = read_positions(path, actor="speaker", concept="claim", agreement="stance", document=None, date="day")
    assert [(p.document, p.date, p.actor, p.concept, p.agreement) for p in found] == [
        ("row 2", dt.date(2024, 1, 2), "A", "the tax", 1),
        ("row 3", None, "B", "the tax", -1),
    ]


@pytest.mark.parametrize(
    ("cells", "zero_disagrees", "levels"),
    [
        (["1", "0"], None, [1, -1]),
        (["1", "0", "-1"], None, [1, 0, -1]),
        (["1", "0", "-1"], True, [1, -1, -1]),
        (["1", "0"], False, [1, 0]),
        (["5", "0", "neither"], None, [5, 0, 0]),
        (["1", "0", "neither"], None, [1, -1, 0]),
        (["+", "-", "2.0"], None, [1, -1, 2]),
    ],
)
def test_zero_is_no_where_only_zero_and_one_occur(tmp_path, cells, zero_disagrees, levels):
    path = table(tmp_path, "actor,concept,agreement\n" + "".join(f"A,x,{cell}\n" for cell in cells))
    found = read_positions(path, document=None, date=None, zero_disagrees=zero_disagrees)
    assert [position.agreement for position in found] == levels


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column 'actor', expected one of nothing"),
        ("actor,actor,concept\nA,B,x\n", "more than one column 'actor'"),
        ("actor,concept,agreement\nA,x,maybe\n", "line 2: agreement 'maybe', expected a whole number, yes or no"),
        ("actor,concept,agreement\nA,x,1.5\n", "line 2: agreement '1.5'"),
        ("actor,concept,agreement\nA,x,inf\n", "line 2: agreement 'inf'"),
        ("actor,concept,agreement\nA,x,\n", "line 2: agreement ''"),
        ('actor,concept,agreement\n"A,x,1\n', "expected CSV"),
    ],
)
def test_bad_tables_are_told_by_line(tmp_path, text, message):
    with pytest.raises(ReadError, match=message):
        read_positions(table(tmp_path, text), document=None, date=None)


def test_bad_dates_and_bytes_are_told(tmp_path):
    path = table(tmp_path, "actor,concept,date\nA,x,31.12.2024\n")
    with pytest.raises(ReadError, match=r"line 2: date '31\.12\.2024', expected a day"):
        read_positions(path, agreement=None, document=None)
    path.write_bytes(b"actor,concept\nZ\xfcrich,x\n")
    with pytest.raises(ReadError, match="byte 15 is 0xfc, expected UTF-8"):
        read_positions(path, agreement=None, document=None, date=None)


# --- statements -------------------------------------------------------------------------------------------------------


def test_claims_have_those_who_assert_and_those_who_deny(troops):
    debate = positions_on_claims(troops)
    deed = "claim:country:PRK aids country:RUS"
    on_deed = [(p.document, p.actor, p.agreement) for p in debate.positions if p.concept == deed]
    # The accusation and the alleged deed stand in one sentence, and count once.
    assert on_deed == [("a", "country:UKR", 1), ("a", "country:RUS", -1)]
    assert debate.attributes[deed]["name"] == "North Korea aids Russia"
    assert debate.attributes["country:UKR"] == {"name": "Ukraine", "kind": "country", "country": "UKR"}
    edge = one_mode_network(debate.positions).edges["country:RUS", "country:UKR"]
    assert (edge["sign"], edge["conflict"]) == (-1, 1)


def test_copies_count_once_and_the_unnamed_not_at_all(make_statement):
    first = make_statement("country:UKR", "accuses", "country:PRK", document="a", about="theft")
    copy = make_statement("country:UKR", "accuses", "country:PRK", document="b", about="theft", copy_of=first.id)
    reported = make_statement("country:PRK", "attacks", "country:KOR", document="c", factuality="alleged")
    assert [p.document for p in positions_on_claims([copy, reported, first]).positions] == ["a"]
    # Where the original is not among them, the copy stands for it.
    assert [p.document for p in positions_on_claims([copy]).positions] == ["b"]


def test_claims_are_rolled_up_by_country(make_statement, make_actor):
    minister = make_actor("official:ukr/kuleba", country="UKR")
    accused = make_statement(minister, "accuses", "country:PRK", about="sending troops")
    (position,) = positions_on_claims([accused], rollup="country", names={"UKR": "Ukraine"}).positions
    assert position.actor == "country:UKR"
    assert positions_on_claims([accused], rollup="country", names={"UKR": "Ukraine"}).attributes["country:UKR"] == {
        "name": "Ukraine", "kind": "country", "country": "UKR",
    }  # fmt: skip
    for function in (positions_on_claims, positions_on_actors):
        with pytest.raises(UnknownNameError, match="expected 'country'"):
            function([accused], rollup="continent")


def test_stances_are_positions_on_their_targets(troops):
    positions = positions_on_actors(troops).positions
    found = Counter((p.actor, p.concept, p.agreement) for p in positions)
    assert found["country:KOR", "toward:country:PRK", -1] == 2
    # A symmetric stance is one of both sides; planned, denied and neutral ones and those at nobody are none.
    assert found["country:USA", "toward:country:KOR", 1] == found["country:KOR", "toward:country:USA", 1] == 1
    assert found["country:KOR", "toward:country:UKR", 1] == 0
    assert not any(p.actor == "official:usa/jane-doe" for p in positions)
    G = two_mode_network(positions, attributes=positions_on_actors(troops).attributes)
    assert G.nodes["toward:country:RUS"]["name"] == "toward Russia"


@few
@given(data=st.data())
def test_positions_do_not_depend_on_the_order_of_statements(statement_lists, data):
    statements = data.draw(statement_lists(max_size=8))
    shuffled = data.draw(st.permutations(statements))
    for function in (positions_on_claims, positions_on_actors):
        one, other = function(statements), function(shuffled)
        assert without_duplicates(one.positions, per="no") == without_duplicates(other.positions, per="no")
        assert one.attributes == other.attributes
        assert len(set(one.attributes) & {p.concept for p in one.positions}) == len({p.concept for p in one.positions})


# --- laws -------------------------------------------------------------------------------------------------------------

NETWORKS = st.fixed_dictionaries({
    "of": st.sampled_from(list(MODES)),
    "normalisation": st.sampled_from(list(NORMALISATIONS)),
    "duplicates": st.sampled_from(list(PERIODS)),
})  # fmt: skip


@few
@given(positions=POSITIONS, options=NETWORKS)
def test_subtract_is_congruence_less_conflict(positions, options):
    networks = {
        aggregation: signed_weights(one_mode_network(positions, aggregation=aggregation, **options))
        for aggregation in ("subtract", "congruence", "conflict")
    }
    assert networks["subtract"].keys() == networks["congruence"].keys() | networks["conflict"].keys()
    for pair, value in networks["subtract"].items():
        # The conflict network has negative signs.
        both = networks["congruence"].get(pair, 0) + networks["conflict"].get(pair, 0)
        assert value == pytest.approx(both, abs=1e-12)


@few
@given(positions=POSITIONS, options=NETWORKS, data=st.data())
def test_order_and_names_make_no_difference(positions, options, data):
    shuffled = data.draw(st.permutations(positions))
    G = one_mode_network(positions, **options)
    H = one_mode_network(shuffled, **options)
    assert (list(G.nodes(data=True)), list(G.edges(data=True))) == (list(H.nodes(data=True)), list(H.edges(data=True)))
    other = dict(zip("ABCDEvwxyz", data.draw(st.permutations("abcdeVWXYZ")), strict=True))
    renamed = [
        p.model_copy(update={"actor": other[p.actor], "concept": other[p.concept], "document": p.document})
        for p in positions
    ]
    expected = {frozenset(other[n] for n in pair): value for pair, value in signed_weights(G).items()}
    assert signed_weights(one_mode_network(renamed, **options)) == pytest.approx(expected, abs=1e-12)


@few
@given(positions=POSITIONS, options=NETWORKS)
def test_normalised_weights_are_within_one_as_documented(positions, options):
    normalisation, per = options["normalisation"], options["duplicates"]
    for binary in (False, True):
        kept = [p for p in positions if p.agreement or not binary]
        for *_, data in one_mode_network(kept, **options).edges(data=True):
            within = max(data["congruence"], data["conflict"]) <= 1 + 1e-12
            assert within or normalisation != "cosine"
            if binary:
                assert within or normalisation != "salton"
                assert within or normalisation == "no" or per != "range"
                assert data["congruence"] <= 1 + 1e-12 or normalisation != "jaccard"


@few
@given(positions=POSITIONS, options=NETWORKS)
def test_large_debates_are_counted_alike(positions, options):
    ordinary = one_mode_network(positions, **options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "DENSE", -1)
        sparse = one_mode_network(positions, **options)
    assert list(ordinary) == list(sparse)
    assert signed_weights(sparse) == pytest.approx(signed_weights(ordinary), abs=1e-12)


@few
@given(positions=POSITIONS)
def test_longer_periods_leave_fewer_positions(positions):
    count = {per: len(without_duplicates(positions, per=per)) for per in PERIODS}
    for finer, coarser in [
        ("no", "document"), ("document", "range"), ("day", "week"), ("day", "month"), ("month", "year"),
        ("week", "range"), ("year", "range"), ("no", "day"),
    ]:  # fmt: skip
        assert count[finer] >= count[coarser], (finer, coarser)
    totals = {
        per: one_mode_network(positions, aggregation="ignore", normalisation="no", duplicates=per).size("weight")
        for per in PERIODS
    }
    assert totals["no"] >= totals["day"] >= totals["month"] >= totals["year"] >= totals["range"]


@few
@given(positions=POSITIONS)
def test_without_duplicates_twice_is_once(positions):
    for per in PERIODS:
        once = without_duplicates(positions, per=per)
        assert without_duplicates(once, per=per) == once


@few
@given(positions=POSITIONS, aggregation=st.sampled_from(["subtract", "ignore"]))
def test_two_mode_weights_add_up_to_the_positions(positions, aggregation):
    G = two_mode_network(positions, aggregation=aggregation)
    left = without_duplicates(positions, agreement=aggregation != "ignore")
    counts = [data["agree"] + data["disagree"] + data["neither"] for *_, data in G.edges(data=True)]
    assert sum(counts) == len(left)
    assert sum(n for node, n in G.nodes(data="positions") if node in "ABCDE") == len(left)
    for *_, data in G.edges(data=True):
        if aggregation == "subtract":
            assert data["sign"] * data["weight"] == data["agree"] - data["disagree"]


@few
@given(positions=POSITIONS, per=st.sampled_from(list(PERIODS)))
def test_shared_concepts_add_up_to_the_tie(positions, per):
    G = one_mode_network(positions, normalisation="no", duplicates=per)
    for one, other in itertools.combinations(G, 2):
        shared = shared_concepts(positions, one, other, duplicates=per)
        sums = sum(each.congruence for each in shared), sum(each.conflict for each in shared)
        tie = G.get_edge_data(one, other, {"congruence": 0, "conflict": 0})
        assert sums == pytest.approx((tie["congruence"], tie["conflict"]))
        for each in shared:
            assert {p.actor for p in each.one} | {p.actor for p in each.other} == {one, other}
            assert {p.concept for p in (*each.one, *each.other)} == {each.concept}


def test_shared_concepts_of_a_stranger_are_refused():
    with pytest.raises(UnknownNameError, match="no position of 'Z'"):
        shared_concepts(DEBATE, "A", "Z")
    assert shared_concepts(DEBATE, "A", "D") == ()
