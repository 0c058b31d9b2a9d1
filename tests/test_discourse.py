"""Debates as networks: values of DNA's sample by brute force and by hand, small debates for every definition, laws."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import json
import math
import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from stancegraph.cli import app, debate_options
from stancegraph.clusters import signed_clusters
from stancegraph.discourse import (
    Position,
    backbone_loss,
    counting,
    nested_backbone,
    one_mode_network,
    polarised_coalitions,
    position_windows,
    positions_on_actors,
    positions_on_claims,
    positions_within,
    read_dna,
    read_positions,
    regrouped,
    shared_concepts,
    sought_backbone,
    two_mode_network,
    without_duplicates,
)
from stancegraph.discourse import coalitions as coalitions_module
from stancegraph.discourse.counting import AGGREGATIONS, MODES, NORMALISATIONS
from stancegraph.discourse.networks import TWO_MODE_NORMALISATIONS
from stancegraph.discourse.positions import PERIODS
from stancegraph.errors import ReadError, UnknownNameError
from stancegraph.exporting import FORMATS, read_graph, write_graph
from stancegraph.projection import signed_projection
from stancegraph.reading import write_statements

EPA, SENATE, ALLIANCE = "Environmental Protection Agency", "Senate", "Alliance to Save Energy"
EEA, SIERRA = "Energy and Environmental Analysis, Inc.", "Sierra Club"
PIRG, NPRA = "U.S. Public Interest Research Group", "National Petrochemical & Refiners Association"
HURT, LAW = "CO2 legislation will not hurt the economy.", "There should be legislation to regulate emissions."
CO2 = "Emissions legislation should regulate CO2."


@pytest.fixture(scope="module")
def sample():
    """DNA's own sample database; the test skips where it is not beside the repository."""
    path = Path(__file__).resolve().parents[2] / "shared" / "reference" / "events" / "dna_sample.dna"
    if not path.is_file():
        pytest.skip("needs DNA's sample database beside the repository")
    return path


def said(*rows, day=None):
    """Positions of rows such as ``("A", "tax", 1)`` or ``("A", "tax", 1, "document")``, each else in its document."""
    return [
        Position(document=rest[0] if rest else f"d{n}", date=day, actor=actor, concept=concept, agreement=sign)
        for n, (actor, concept, sign, *rest) in enumerate(rows)
    ]


DEBATE = said(
    *[("A", "tax", 1)] * 2, ("A", "cap", 1), ("A", "cap", -1), ("A", "sea", 1),
    *[("B", "tax", 1)] * 3, ("B", "cap", -1), ("C", "tax", -1), ("C", "ice", 1), ("D", "fire", -1),
)  # fmt: skip


few = settings(max_examples=40)  # laws over debates of a few actors; more examples found no more


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


# --- DNA's sample -----------------------------------------------------------------------------------------------------


def raw_rows(path, actor="organization"):
    """Rows (document, day, actor, concept, agreement 0 or 1) straight from the tables."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        variables = dict(database.execute("SELECT Variable, ID FROM VARIABLES WHERE StatementTypeId = 1"))
        entities = dict(database.execute("SELECT ID, Value FROM ENTITIES"))
        documents = dict(database.execute("SELECT ID, Date FROM DOCUMENTS"))
        texts = {
            (s, v): entities[e]
            for s, v, e in database.execute("SELECT StatementId, VariableId, Entity FROM DATASHORTTEXT")
        }
        truths = dict(database.execute("SELECT StatementId, Value FROM DATABOOLEAN"))
        listed = list(database.execute("SELECT ID, DocumentId FROM STATEMENTS WHERE StatementTypeId = 1"))
    return [
        (d, dt.datetime.fromtimestamp(documents[d], tz=dt.UTC).date(), texts[s, variables[actor]],
         texts[s, variables["concept"]], truths[s])
        for s, d in listed
    ]  # fmt: skip


def raw_key(row, per):
    document, day, *_ = row
    year, week, _ = day.isocalendar()
    return {"document": document, "day": day, "week": (year, week), "month": (day.year, day.month),
            "year": day.year, "range": 0}[per]  # fmt: skip


def raw_counts(rows, per, aggregation):
    """The array X of the manual as a dictionary (actor, concept, level) -> count, after duplicates are left out."""
    seen, counts = set(), Counter()
    for row in rows:
        level = 0 if aggregation == "ignore" else row[4]
        if per != "no":
            key = (row[2], row[3], level, raw_key(row, per))
            if key in seen:
                continue
            seen.add(key)
        counts[row[2], row[3], level] += 1
    return counts


def raw_weights(counts, normalisation):
    """Congruence and conflict of each pair by the sums of the manual, written as plain loops."""
    names, concepts = sorted({k[0] for k in counts}), sorted({k[1] for k in counts})
    found = {}
    for i, j in itertools.combinations(names, 2):
        congruence = conflict = only_i = only_j = both = n_i = n_j = square_i = square_j = 0
        for concept in concepts:
            for k in (0, 1):
                x, y, other = counts[i, concept, k], counts[j, concept, k], counts[j, concept, 1 - k]
                congruence += x * y
                conflict += x * other
                only_i += x if y == 0 else 0
                only_j += y if x == 0 else 0
                both += x * y
                n_i, n_j = n_i + x, n_j + y
                square_i, square_j = square_i + x * x, square_j + y * y
        divisor = {"no": 1, "average": (n_i + n_j) / 2, "jaccard": only_i + only_j + both, "cosine": n_i * n_j,
                   "salton": math.sqrt(square_i) * math.sqrt(square_j)}[normalisation]  # fmt: skip
        if congruence or conflict:
            found[i, j] = congruence / divisor, conflict / divisor
    return found


@pytest.mark.parametrize("per", PERIODS)
@pytest.mark.parametrize("of", MODES)
@pytest.mark.parametrize("actor", ["organization", "person"])
def test_sample_equals_plain_loops_over_its_tables(sample, actor, of, per):
    positions = read_dna(sample, actor=actor).positions
    rows = raw_rows(sample, actor)
    for aggregation, normalisation in itertools.product(AGGREGATIONS, NORMALISATIONS):
        counts = raw_counts(rows, per, aggregation)
        if of == "concepts":
            counts = Counter({(c, a, k): n for (a, c, k), n in counts.items()})
        expected = raw_weights(counts, normalisation)
        G = one_mode_network(positions, of=of, aggregation=aggregation, normalisation=normalisation, duplicates=per)
        assert list(G) == sorted({key[0] for key in counts})
        values = {pair: AGGREGATIONS[aggregation](*both) for pair, both in expected.items()}
        wanted = {pair for pair, value in values.items() if value or aggregation == "subtract"}
        assert {tuple(sorted(edge)) for edge in G.edges} == wanted
        for u, v, data in G.edges(data=True):
            assert (data["congruence"], data["conflict"]) == pytest.approx(expected[u, v], abs=1e-12)
            sign = {"ignore": 0, "conflict": -1}.get(aggregation, np.sign(round(values[u, v], 12)))
            assert (data["sign"], data["weight"]) == (sign, pytest.approx(abs(values[u, v]), abs=1e-12))


@pytest.mark.parametrize("per", PERIODS)
def test_sample_in_two_modes_equals_plain_loops(sample, per):
    positions = read_dna(sample).positions
    counts = raw_counts(raw_rows(sample), per, "subtract")
    total = Counter()
    for (actor, concept, _), n in counts.items():
        total[actor] += n
        total[concept] += n
    for normalisation in TWO_MODE_NORMALISATIONS:
        G = two_mode_network(positions, normalisation=normalisation, duplicates=per)
        assert {frozenset(edge) for edge in G.edges} == {frozenset(key[:2]) for key in counts}
        for actor, concept, data in G.edges(data=True):
            yes, no = counts[actor, concept, 1], counts[actor, concept, 0]
            assert (data["agree"], data["disagree"]) == (yes, no)
            divisor = {"no": 1, "activity": total[actor], "prominence": total[concept]}[normalisation]
            assert data["sign"] * data["weight"] == pytest.approx((yes - no) / divisor)


def test_sample_has_the_figures_that_rdna_tests_for(sample):
    # tests/testthat/test-network.R of rDNA 3: 7 organisations, 6 concepts, 40 statements, 22 ties in two modes; one
    # mode, agreement ignored: 21 ties, both directions summing to 276, the agency 10 with the alliance and 2 with EEA.
    positions = read_dna(sample).positions
    two = two_mode_network(positions, aggregation="ignore", duplicates="no")
    sides = Counter(side for _, side in two.nodes(data="bipartite"))
    assert (sides[0], sides[1], two.number_of_edges(), two.size(weight="weight")) == (7, 6, 22, 40)
    one = one_mode_network(positions, aggregation="ignore", normalisation="no", duplicates="no")
    assert (len(one), one.number_of_edges(), 2 * one.size(weight="weight")) == (7, 21, 276)
    assert (one.edges[EPA, ALLIANCE]["weight"], one.edges[EPA, EEA]["weight"]) == (10, 2)
    # test-backbone.R: 23 statements are left of the 40, each once a document.
    assert len(without_duplicates(positions)) == 23


def test_sample_by_hand_with_repetitions(sample):
    # The agency: 10 times for a law, once that it hurts (that is -1 on "will not hurt"). The Senate: twice for a law,
    # twice that it hurts, once against regulating CO2. Congruence 10 x 2 + 1 x 2, no conflict.
    positions = read_dna(sample).positions
    two = two_mode_network(positions, duplicates="no")
    assert [two.edges[EPA, LAW][k] for k in ("agree", "disagree", "sign", "weight")] == [10, 0, 1, 10]
    assert [two.edges[SENATE, HURT][k] for k in ("agree", "disagree", "sign", "weight")] == [0, 2, -1, 2]
    weights = {
        n: one_mode_network(positions, aggregation="congruence", normalisation=n, duplicates="no").edges[EPA, SENATE][
            "weight"
        ]
        for n in NORMALISATIONS
    }
    assert weights == pytest.approx({
        "no": 22,
        "average": 22 / ((11 + 5) / 2),
        "jaccard": 22 / (0 + 1 + 22),  # the Senate alone speaks of CO2, once
        "cosine": 22 / (11 * 5),
        "salton": 22 / math.sqrt((100 + 1) * (4 + 4 + 1)),
    })  # fmt: skip


def test_sample_by_hand_once_a_document(sample):
    # EEA: that it hurts, and both sides of regulating CO2: 3. The Sierra Club: for a law, for CO2, that it does not
    # hurt, and twice that the climate changes: 5. They agree on CO2 once, and disagree on CO2 and on hurting.
    positions = read_dna(sample).positions
    two = two_mode_network(positions)
    assert [two.edges[EEA, CO2][k] for k in ("agree", "disagree", "sign", "weight")] == [1, 1, 0, 0]
    for normalisation, divisor in {"no": 1, "average": 4, "jaccard": 2 + 4 + 1, "cosine": 15}.items():
        edge = one_mode_network(positions, normalisation=normalisation).edges[EEA, SIERRA]
        assert (edge["congruence"], edge["conflict"]) == pytest.approx((1 / divisor, 2 / divisor))
        assert (edge["sign"], edge["weight"]) == (-1, pytest.approx(1 / divisor))


def test_sample_by_kind_of_organisation_counts_once_a_period(sample):
    # Twice on one day: both documents of the government on 2 February (2 positions alike), two of NGOs on 16 February
    # (4 alike). The third of NGOs is of 10 February, in the week before (3 alike). Business says in January and in
    # February that it hurts.
    positions = read_dna(sample, by="Type").positions
    counts = {per: len(without_duplicates(positions, per=per)) for per in PERIODS}
    assert counts == {"no": 40, "document": 23, "day": 17, "week": 17, "month": 14, "year": 13, "range": 13}
    assert sorted(one_mode_network(positions)) == ["Business", "Government", "NGO"]
    assert one_mode_network(positions).edges["Business", "NGO"]["sign"] == -1


def test_sample_has_the_two_coalitions_of_the_manual(sample):
    # The tutorial of the manual (1.28, step 6) sees two coalitions: those for regulation, and the others.
    debate = read_dna(sample)
    found = polarised_coalitions(debate.positions)
    assert set(found.coalitions) == {frozenset({ALLIANCE, SIERRA, PIRG}), frozenset({EPA, SENATE, EEA, NPRA})}
    assert (found.exact, found.parts, found.unplaced) == (True, 1, frozenset())
    assert set(signed_clusters(one_mode_network(debate.positions)).clusters) == set(found.coalitions)


def test_sample_backbone_is_of_the_size_that_rdna_finds(sample):
    # tests/testthat/test-backbone.R: three of six concepts at the penalty of 3.5; without a penalty one is redundant.
    positions = read_dna(sample).positions
    found = sought_backbone(positions, penalty=3.5)
    assert (len(found.concepts), len(found.redundant), found.exact) == (3, 3, True)
    assert len(sought_backbone(positions, penalty=0).redundant) == 1
    assert [step.positions for step in nested_backbone(positions)] == [22, 19, 17, 11, 6, 0]


def test_sample_attributes_are_on_the_nodes(sample):
    debate = read_dna(sample)
    assert one_mode_network(debate.positions, attributes=debate.attributes).nodes[SIERRA]["Type"] == "NGO"
    assert {p.date for p in debate.positions if p.document == "1"} == {dt.date(2005, 1, 26)}


# --- databases of DNA -------------------------------------------------------------------------------------------------


@pytest.fixture
def database(tmp_path):
    """A small database with an integer variable, a parent, and names that would be bad in a query."""
    path = tmp_path / "small.dna"
    with closing(sqlite3.connect(path)) as made:
        made.executescript("""
            CREATE TABLE DOCUMENTS(ID, Text, Date); CREATE TABLE STATEMENTTYPES(ID, Label);
            CREATE TABLE VARIABLES(ID, Variable, DataType, StatementTypeId);
            CREATE TABLE STATEMENTS(ID, StatementTypeId, DocumentId, Start, Stop);
            CREATE TABLE DATABOOLEAN(StatementId, VariableId, Value);
            CREATE TABLE DATAINTEGER(StatementId, VariableId, Value);
            CREATE TABLE DATASHORTTEXT(StatementId, VariableId, Entity);
            CREATE TABLE ENTITIES(ID, VariableId, Value, ChildOf);
            CREATE TABLE ATTRIBUTEVARIABLES(ID, VariableId, AttributeVariable);
            CREATE TABLE ATTRIBUTEVALUES(EntityId, AttributeVariableId, AttributeValue);
            INSERT INTO DOCUMENTS VALUES (1, '🌍 no tax.', -86400), (2, 'Tax it!', 86399);
            INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement'), (2, 'x''; DROP TABLE DOCUMENTS; --');
            INSERT INTO VARIABLES VALUES (1, 'organization', 'short text', 1), (2, 'concept', 'short text', 1),
                (3, 'agreement', 'boolean', 1), (4, 'strength', 'integer', 1);
            INSERT INTO ENTITIES VALUES (1, 1, 'Ministry', 3), (2, 1, '', NULL), (3, 1, 'Government', NULL),
                (4, 2, 'tax', NULL), (5, 1, 'Ring', 6), (6, 1, 'Rung', 5);
            INSERT INTO STATEMENTS VALUES (1, 1, 1, 3, 9), (2, 1, 2, 0, 3), (3, 1, 2, 0, 7), (4, 2, 2, 0, 1),
                (5, 1, 2, 9, 12), (6, 1, 2, 0, 1);
            INSERT INTO DATASHORTTEXT VALUES (1, 1, 1), (1, 2, 4), (2, 1, 2), (2, 2, 4), (3, 1, 3), (3, 2, 4),
                (5, 1, 5), (5, 2, 4), (6, 1, 3);
            INSERT INTO DATABOOLEAN VALUES (1, 3, 0), (2, 3, 1), (3, 3, 1), (5, 3, 1), (6, 3, 1);
            INSERT INTO DATAINTEGER VALUES (1, 4, -3), (3, 4, 5);
            INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 1, 'Type');
            INSERT INTO ATTRIBUTEVALUES VALUES (1, 1, 'State'), (3, 1, '');
        """)
        made.commit()
    return path


def test_statements_without_an_actor_or_a_concept_are_left_out(database):
    positions = read_dna(database).positions
    assert [(p.document, str(p.date), p.actor, p.agreement) for p in positions] == [
        ("1", "1969-12-31", "Ministry", -1), ("2", "1970-01-01", "Government", 1), ("2", "1970-01-01", "Ring", 1),
    ]  # fmt: skip


def test_quotes_are_the_words_that_are_marked(database):
    # DNA counts in units of UTF-16, of which the globe has two; what is marked beyond the end is nothing.
    assert [p.quote for p in read_dna(database).positions] == ["no tax", "Tax it!", None]


def test_integer_variables_keep_their_levels_and_none_agrees(database):
    assert [p.agreement for p in read_dna(database, agreement="strength").positions] == [-3, 5]
    assert {p.agreement for p in read_dna(database, agreement=None).positions} == {1}


def test_parents_stand_for_their_children_and_rings_for_themselves(database):
    assert [p.actor for p in read_dna(database, parents=True).positions] == ["Government", "Government", "Ring"]


def test_attributes_take_the_place_of_actors(database):
    assert [p.actor for p in read_dna(database, by="Type").positions] == ["State"]
    assert read_dna(database).attributes == {"Ministry": {"Type": "State"}}


def test_names_of_a_database_are_never_part_of_a_query(database):
    label = "x'; DROP TABLE DOCUMENTS; --"
    with pytest.raises(UnknownNameError, match="variable 'organization', expected one of"):
        read_dna(database, statement_type=label)
    before = database.read_bytes()
    with pytest.raises(UnknownNameError, match="expected one of 'agreement', 'concept'"):
        read_dna(database, actor="1; DROP TABLE DOCUMENTS")
    assert (database.read_bytes(), sorted(path.name for path in database.parent.iterdir())) == (before, ["small.dna"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"statement_type": "Story"}, "statement type 'Story', expected one of"),
        ({"actor": "agreement"}, "variable 'agreement' is boolean, expected short text"),
        ({"agreement": "concept"}, "variable 'concept' is short text, expected boolean or integer"),
        ({"by": "Colour"}, "attribute 'Colour', expected one of 'Type'"),
    ],
)
def test_unknown_names_in_a_database_are_told_with_the_known_ones(database, options, message):
    with pytest.raises(UnknownNameError, match=message):
        read_dna(database, **options)


def test_other_files_are_no_database(tmp_path, database):
    text = tmp_path / "text.dna"
    text.write_text("SQLite, but not really", encoding="utf-8")
    with pytest.raises(ReadError, match="not a database of SQLite"):
        read_dna(text)
    broken = tmp_path / "broken.dna"
    broken.write_bytes(database.read_bytes()[:1000])
    with pytest.raises(ReadError, match="expected a database of DNA 3"):
        read_dna(broken)
    with closing(sqlite3.connect(tmp_path / "other.dna")) as other:
        other.execute("CREATE TABLE DOCUMENTS(ID)")
    with pytest.raises(ReadError, match="no column Date in a table DOCUMENTS"):
        read_dna(tmp_path / "other.dna")
    with pytest.raises(FileNotFoundError):
        read_dna(tmp_path / "none.dna")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE DOCUMENTS SET Date = 'yesterday'",
        "UPDATE DOCUMENTS SET Date = 9223372036854775807",
        "UPDATE DATABOOLEAN SET StatementId = 'one'",
        "UPDATE DATASHORTTEXT SET Entity = x'00ff'",
    ],
)
def test_cells_of_another_type_are_refused_in_one_line(database, change):
    with closing(sqlite3.connect(database)) as opened:
        opened.execute(change)
        opened.commit()
    with pytest.raises(ReadError, match=f"^{database}: [^\n]*expected[^\n]*$"):
        read_dna(database)


# --- tables -----------------------------------------------------------------------------------------------------------


def table(tmp_path, text, name="table.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


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

POSITIONS = st.lists(
    st.builds(
        Position,
        document=st.sampled_from("123"),
        date=st.none() | st.dates(dt.date(2023, 12, 25), dt.date(2024, 2, 5)),
        actor=st.sampled_from("ABCDE"),
        concept=st.sampled_from("vwxyz"),
        agreement=st.sampled_from([-1, 1, 1, 0]),
    ),
    max_size=25,
)
NETWORKS = st.fixed_dictionaries({
    "of": st.sampled_from(list(MODES)),
    "normalisation": st.sampled_from(list(NORMALISATIONS)),
    "duplicates": st.sampled_from(list(PERIODS)),
})  # fmt: skip


def signed_weights(G):
    return {frozenset((u, v)): data["sign"] * data["weight"] for u, v, data in G.edges(data=True)}


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


# --- backbones --------------------------------------------------------------------------------------------------------


def loss_by_networkx(positions, backbone, **settings):
    """The loss by its definition, from the networks themselves."""

    def spectrum(kept):
        G = one_mode_network([p for p in kept_once if p.concept in kept], duplicates="no", **settings)
        G.add_nodes_from({p.actor for p in kept_once})
        hostile = [(u, v) for u, v, sign in G.edges(data="sign") if sign < 0]
        G.remove_edges_from(hostile)
        values = np.sort(nx.laplacian_spectrum(G, weight="weight")) if len(G) else np.zeros(0)
        return values / values.sum() if values.sum() > 1e-12 else values * 0

    kept_once = without_duplicates(positions)
    return np.abs(spectrum({p.concept for p in kept_once}) - spectrum(set(backbone))).sum()


@few
@given(positions=POSITIONS, data=st.data())
def test_loss_is_the_distance_of_two_spectra(positions, data):
    concepts = sorted({p.concept for p in positions})
    backbone = data.draw(st.sets(st.sampled_from(concepts))) if concepts else set()
    loss = backbone_loss(positions, backbone)
    assert loss == pytest.approx(loss_by_networkx(positions, backbone, normalisation="average"), abs=1e-9)
    assert 0 <= loss <= 2
    assert backbone_loss(positions, concepts) == 0


@few
@given(positions=POSITIONS)
def test_nested_backbone_takes_the_concept_that_costs_least(positions):
    steps = nested_backbone(positions)
    left = sorted({p.concept for p in positions})
    assert sorted(step.concept for step in steps) == left
    for step in steps:
        losses = {each: backbone_loss(positions, [c for c in left if c != each]) for each in left}
        assert step.loss == losses[step.concept] == pytest.approx(min(losses.values()), abs=1e-8)
        left.remove(step.concept)
        assert step.size == len(left)
        assert step.redundant_loss == backbone_loss(positions, {s.concept for s in steps} - set(left))


@few
@given(positions=POSITIONS, penalty=st.sampled_from([0.0, 1.0, 3.5, 12.0]))
def test_sought_backbone_is_the_best_of_all(positions, penalty):
    concepts = sorted({p.concept for p in positions})
    if len(concepts) < 2:
        with pytest.raises(ValueError, match="expected at least two"):
            sought_backbone(positions)
        return
    found = sought_backbone(positions, penalty=penalty)
    assert sorted((*found.concepts, *found.redundant)) == concepts
    every = [b for n in range(1, len(concepts)) for b in itertools.combinations(concepts, n)]
    least = min(
        backbone_loss(positions, b) * math.exp(-penalty * (len(concepts) - len(b)) / len(concepts)) for b in every
    )
    assert found.exact
    assert found.penalised_loss == pytest.approx(least, abs=1e-8)


def large_debate(actors=24, concepts=14, noise=0.15):
    rng = random.Random(1)
    camps = [rng.choice((-1, 1)) for _ in range(actors)]
    return [
        Position(document=f"d{rng.randrange(40)}", actor=f"a{i:02}", concept=f"c{j:02}",
                 agreement=camp if rng.random() >= noise else -camp)
        for i, camp in enumerate(camps) for j in rng.sample(range(concepts), 5)
    ]  # fmt: skip


def test_annealing_is_never_worse_than_nesting_and_repeats_itself():
    positions = large_debate()
    nested = {step.size: step.loss for step in nested_backbone(positions)}
    for size in (4, 7):
        found = sought_backbone(positions, size=size, effort=200)
        assert not found.exact
        assert len(found.concepts) == size
        assert found.loss <= nested[size] + 1e-9
        assert found == sought_backbone(positions[::-1], size=size, effort=200)
    penalised = sought_backbone(positions, penalty=2, effort=200)
    assert penalised.penalised_loss <= min(
        loss * math.exp(-2 * (14 - size) / 14) for size, loss in nested.items() if 0 < size < 14
    )
    assert sought_backbone(positions, size=2).exact  # 91 of them


def test_annealing_finds_the_best_where_it_is_known():
    positions = large_debate(actors=10, concepts=9)
    exact = sought_backbone(positions, size=4)
    assert exact.exact
    annealed = sought_backbone(positions, size=4, effort=125)  # one less than there are
    assert not annealed.exact
    assert annealed.loss == pytest.approx(exact.loss, abs=0.02)


@pytest.mark.parametrize(
    ("options", "message"),
    [({"size": 0}, "size=0"), ({"size": 5}, "size=5"), ({"penalty": -1}, "penalty=-1"), ({"penalty": math.nan}, "nan")],
)
def test_backbones_that_cannot_be_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        sought_backbone(DEBATE, **options)


def test_backbone_of_unknown_concepts_is_refused():
    with pytest.raises(UnknownNameError, match="no position on 'war'"):
        backbone_loss(DEBATE, ["tax", "war"])
    assert nested_backbone([]) == ()


# --- coalitions -------------------------------------------------------------------------------------------------------


def polarisation_of(G, division):
    """The formula, over pairs of a network of congruence and conflict."""
    total = {"congruence": 0.0, "conflict": 0.0}
    right = {"congruence": 0.0, "conflict": 0.0}
    for u, v, data in G.edges(data=True):
        for what, is_right in (("congruence", division[u] == division[v]), ("conflict", division[u] != division[v])):
            total[what] += data[what]
            right[what] += data[what] * is_right
    return right["congruence"] / total["congruence"] + right["conflict"] / total["conflict"] - 1


def test_polarisation_by_hand():
    # A and B agree on x (1), C and D on y (1); A and C disagree on z (1); B and D agree on w (1).
    positions = said(("A", "x", 1), ("B", "x", 1), ("C", "y", 1), ("D", "y", 1), ("A", "z", 1), ("C", "z", -1),
                     ("B", "w", 1), ("D", "w", 1))  # fmt: skip
    found = polarised_coalitions(positions, normalisation="no")
    # One of the three ties of congruence is cut, the one of conflict too: 2/3 + 1/1 - 1.
    assert found.polarisation == pytest.approx(2 / 3)
    assert (found.congruence_within, found.conflict_between, found.explained) == pytest.approx((2 / 3, 1, 3 / 4))


def test_nobody_is_divided_without_conflict_and_none_hold_together_without_congruence():
    agreed = polarised_coalitions(said(("A", "x", 1), ("B", "x", 1), ("C", "y", 1)))
    assert (agreed.coalitions, agreed.unplaced, agreed.polarisation) == (({"A", "B"},), {"C"}, 0)
    assert agreed.conflict_between is None
    for positions in ([], said(("A", "x", 1), ("B", "x", -1))):
        nothing = polarised_coalitions(positions)
        assert (nothing.coalitions, nothing.parts) == ((), 0)
        assert nothing.polarisation is None
    with pytest.raises(ValueError, match="coalitions=1, expected 2 or more"):
        polarised_coalitions(DEBATE, coalitions=1)


def test_parts_of_a_debate_have_their_own_coalitions():
    halves = [
        (f"{actor}{half}", f"{concept}{half}", sign)
        for half in "12"
        for actor, sign in (("A", 1), ("B", 1), ("C", -1))
        for concept in "xy"
    ]
    found = polarised_coalitions(said(*halves))
    assert found.parts == 2
    assert found.coalitions == ({"A1", "B1"}, {"A2", "B2"}, {"C1"}, {"C2"})
    assert found.polarisation == 1


@few
@given(positions=POSITIONS, number=st.sampled_from([2, 3]))
def test_coalitions_are_the_best_of_all_divisions(positions, number):
    found = polarised_coalitions(positions, coalitions=number)
    members = [actor for coalition in found.coalitions for actor in coalition]
    assert sorted([*members, *found.unplaced]) == sorted({p.actor for p in positions})
    if not found.polarisation:
        assert found.polarisation in (None, 0)
        return
    G = one_mode_network(positions)
    every = (
        polarisation_of(G, dict(zip(members, labels, strict=True)))
        for labels in itertools.product(range(number), repeat=len(members))
    )
    assert found.exact
    assert found.polarisation == pytest.approx(max(every), abs=1e-9)
    division = {actor: n for n, coalition in enumerate(found.coalitions) for actor in coalition}
    assert found.polarisation == pytest.approx(polarisation_of(G, division), abs=1e-9)
    ei = {"within": 1 - 2 * found.congruence_within, "between": 2 * found.conflict_between - 1}
    assert found.polarisation == pytest.approx((ei["between"] - ei["within"]) / 2)


def test_search_finds_the_camps_of_a_large_debate(monkeypatch):
    clear = polarised_coalitions(large_debate(noise=0))
    rng = random.Random(1)
    camps = {f"a{n:02}": rng.choice((-1, 1)) for n in range(24)}
    assert set(clear.coalitions) == {frozenset(a for a, camp in camps.items() if camp == sign) for sign in (-1, 1)}
    assert (clear.polarisation, clear.exact) == (1, True)  # more than all there is, nobody can find
    noisy = polarised_coalitions(large_debate())
    assert noisy == polarised_coalitions(large_debate()[::-1])
    assert not noisy.exact
    assert polarisation_of(one_mode_network(large_debate()), camps) <= noisy.polarisation < 1
    # On a small debate the search and the look at all divisions come to the same.
    small = large_debate(actors=12)
    exact = polarised_coalitions(small)
    monkeypatch.setattr(coalitions_module, "ALL_DIVISIONS", 1)
    searched = polarised_coalitions(small)
    assert (exact.exact, searched.polarisation) == (True, pytest.approx(exact.polarisation))


# --- files and the command --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", FORMATS)
def test_networks_are_written_and_read_back(tmp_path, ending):
    for name, G in (("one", one_mode_network(DEBATE)), ("two", two_mode_network(DEBATE))):
        path = tmp_path / f"{name}{ending}"
        write_graph(G, path)
        H = read_graph(path)
        assert signed_weights(H) == pytest.approx(signed_weights(G))
        if ending != ".csv":
            assert set(H) == set(G)
            assert H.nodes["A"]["positions"] == G.nodes["A"]["positions"]


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        return CliRunner().invoke(app, ["discourse", *map(str, arguments)])

    return call


@pytest.fixture
def debate_file(tmp_path):
    path = tmp_path / "debate.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["actor", "concept", "agreement", "document"])
        writer.writerows([p.actor, p.concept, p.agreement, p.document] for p in DEBATE)
    return path


def test_options_are_the_settings_of_the_functions():
    assert [each.value for each in debate_options.ModeOption] == [*MODES, "two-mode"]
    assert [each.value for each in debate_options.AggregationOption] == list(AGGREGATIONS)
    assert {each.value for each in debate_options.NormalisationOption} == {*NORMALISATIONS, *TWO_MODE_NORMALISATIONS}
    assert [each.value for each in debate_options.DuplicatesOption] == list(PERIODS)


def test_command_prints_the_ties(run, debate_file):
    result = run(debate_file, "--normalisation", "no", "--duplicates", "no", "--format", "csv", "--top", 2)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "u,v,sign,weight,congruence,conflict,u_id,v_id", "A,B,1,6,7,1,A,B", "B,C,-1,3,0,3,B,C",
    ]  # fmt: skip
    assert "12 positions of 4 actors on 5 concepts in 12 documents" in result.stderr
    assert "1 more tie with --top 0" in result.stderr


def test_command_prints_two_modes_coalitions_and_backbones(run, debate_file):
    rows = json.loads(run(debate_file, "--of", "two-mode", "-f", "json", "--duplicates", "no").stdout)
    assert rows[0] == {"u": "B", "v": "tax", "sign": 1, "weight": 3, "agree": 3, "disagree": 0, "neither": 0,
                       "u_id": "B", "v_id": "tax"}  # fmt: skip
    answer = json.loads(run(debate_file, "--show", "coalitions", "-f", "json").stdout)
    assert answer["fit"]["polarisation"] == polarised_coalitions(DEBATE).polarisation
    assert {row["coalition"] for row in answer["actors"] if row["id"] == "D"} == {None}
    steps = list(csv.DictReader(run(debate_file, "--show", "backbone", "-f", "csv").stdout.splitlines()))
    assert [step["concept"] for step in steps] == [step.concept for step in nested_backbone(DEBATE)]
    best = run(debate_file, "--show", "backbone", "--size", 1, "-f", "csv").stdout.splitlines()
    assert [line.split(",")[0] for line in best] == ["place", "backbone", *["redundant"] * 4]


def test_command_writes_what_other_commands_read(run, debate_file):
    result = run(debate_file, "-o", "net.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "4 nodes and 3 ties, written to net.json" in result.stderr
    clusters = CliRunner().invoke(app, ["clusters", "net.json", "--format", "csv"])
    assert clusters.exit_code == 0
    assert json.loads(Path("net.json").read_text("utf-8"))["graph"]["discourse"]["normalisation"] == "average"


def test_command_takes_statements(run, troops, tmp_path):
    write_statements(troops, tmp_path / "case.jsonl")
    result = run("case.jsonl", "--format", "csv")
    assert "Russia,Ukraine,-1,1,0,1,country:RUS,country:UKR" in result.stdout
    about = run("case.jsonl", "--about", "actors", "--of", "two-mode", "--rollup", "country", "--format", "csv")
    assert "South Korea,toward North Korea,-1,1," in about.stdout
    assert "no positions are left by the options given" in run("case.jsonl", "--since", "2030-01-01").stderr


def test_command_names_the_columns_of_a_table(run, tmp_path):
    table(tmp_path, "who,what\nA,x\nB,x\n", "other.csv")
    result = run("other.csv", "--columns", "actor=who,concept=what", "--format", "csv")
    assert result.stdout.splitlines()[1] == "A,B,1,1,1,0,A,B"


def test_command_shows_what_stands_behind_a_tie(run, troops, tmp_path):
    write_statements(troops, tmp_path / "case.jsonl")
    rows = json.loads(run("case.jsonl", "--between", "ukraine", "country:RUS", "--format", "json").stdout)
    assert [(row["actor"], row["agreement"], row["conflict"], row["quote"]) for row in rows] == [
        ("Ukraine", 1, 1.0, "One party accuses the other."), ("Russia", -1, 1.0, "One party denies the other."),
    ]  # fmt: skip
    assert rows[0]["id"] == troops[0].id
    assert "no such actor, expected one of" in run("case.jsonl", "--between", "Ukraine", "Atlantis").stderr


def test_command_says_if_two_speak_of_nothing_in_common(run, debate_file):
    result = run(debate_file, "--between", "A", "D")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "A and D speak of no concept that the other speaks of" in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--between", "A", "B", "-o", "x.json"], "exclude each other"),
        (["--columns", "speaker=who"], "expected pairs such as"),
        (["--scale", "5"], "expected two whole numbers"),
        (["--sign", "1"], "are for statements"),
        (["--by", "Type"], "are for a .dna file"),
        (["--show", "coalitions", "-o", "x.json"], "go with --show network"),
        (["--show", "backbone", "--size", "9"], "expected a backbone of 1 to 4"),
        (["--show", "backbone", "--size", "1", "--penalty", "1"], "exclude each other"),
    ],
)
def test_command_refuses_what_has_no_effect(run, debate_file, options, message):
    result = run(debate_file, *options)
    assert result.exit_code == 2
    assert message in " ".join(result.output.replace("│", " ").split())


def test_command_reads_a_database(run, sample):
    result = run(sample, "--show", "coalitions", "--format", "csv")
    assert f"1,{NPRA},{NPRA}" in result.stdout
    assert "40 positions of 7 actors on 6 concepts in 7 documents" in result.stderr
    assert len(result.stdout.splitlines()) == 1 + 7
