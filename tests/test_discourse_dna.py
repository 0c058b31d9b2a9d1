"""What DNA's own sample gives, by brute force, and its databases."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import sqlite3
from collections import Counter
from contextlib import closing

import numpy as np
import pytest

from stancegraph.clusters import signed_clusters
from stancegraph.discourse import (
    nested_backbone,
    one_mode_network,
    polarised_coalitions,
    read_dna,
    sought_backbone,
    two_mode_network,
    without_duplicates,
)
from stancegraph.discourse.counting import AGGREGATIONS, MODES, NORMALISATIONS
from stancegraph.discourse.networks import TWO_MODE_NORMALISATIONS
from stancegraph.discourse.positions import PERIODS
from stancegraph.errors import ReadError, UnknownNameError

EPA, SENATE, ALLIANCE = "Environmental Protection Agency", "Senate", "Alliance to Save Energy"
EEA, SIERRA = "Energy and Environmental Analysis, Inc.", "Sierra Club"
PIRG, NPRA = "U.S. Public Interest Research Group", "National Petrochemical & Refiners Association"
HURT, LAW = "CO2 legislation will not hurt the economy.", "There should be legislation to regulate emissions."
CO2 = "Emissions legislation should regulate CO2."


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
def test_sample_equals_plain_loops_over_its_tables(dna_sample, actor, of, per):
    positions = read_dna(dna_sample, actor=actor).positions
    rows = raw_rows(dna_sample, actor)
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
def test_sample_in_two_modes_equals_plain_loops(dna_sample, per):
    positions = read_dna(dna_sample).positions
    counts = raw_counts(raw_rows(dna_sample), per, "subtract")
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


def test_sample_has_the_figures_that_rdna_tests_for(dna_sample):
    # tests/testthat/test-network.R of rDNA 3: 7 organisations, 6 concepts, 40 statements, 22 ties in two modes; one
    # mode, agreement ignored: 21 ties, both directions summing to 276, the agency 10 with the alliance and 2 with EEA.
    positions = read_dna(dna_sample).positions
    two = two_mode_network(positions, aggregation="ignore", duplicates="no")
    sides = Counter(side for _, side in two.nodes(data="bipartite"))
    assert (sides[0], sides[1], two.number_of_edges(), two.size(weight="weight")) == (7, 6, 22, 40)
    one = one_mode_network(positions, aggregation="ignore", normalisation="no", duplicates="no")
    assert (len(one), one.number_of_edges(), 2 * one.size(weight="weight")) == (7, 21, 276)
    assert (one.edges[EPA, ALLIANCE]["weight"], one.edges[EPA, EEA]["weight"]) == (10, 2)
    # test-backbone.R: 23 statements are left of the 40, each once a document.
    assert len(without_duplicates(positions)) == 23


def test_sample_by_hand_with_repetitions(dna_sample):
    # The agency: 10 times for a law, once that it hurts (that is -1 on "will not hurt"). The Senate: twice for a law,
    # twice that it hurts, once against regulating CO2. Congruence 10 x 2 + 1 x 2, no conflict.
    positions = read_dna(dna_sample).positions
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


def test_sample_by_hand_once_a_document(dna_sample):
    # EEA: that it hurts, and both sides of regulating CO2: 3. The Sierra Club: for a law, for CO2, that it does not
    # hurt, and twice that the climate changes: 5. They agree on CO2 once, and disagree on CO2 and on hurting.
    positions = read_dna(dna_sample).positions
    two = two_mode_network(positions)
    assert [two.edges[EEA, CO2][k] for k in ("agree", "disagree", "sign", "weight")] == [1, 1, 0, 0]
    for normalisation, divisor in {"no": 1, "average": 4, "jaccard": 2 + 4 + 1, "cosine": 15}.items():
        edge = one_mode_network(positions, normalisation=normalisation).edges[EEA, SIERRA]
        assert (edge["congruence"], edge["conflict"]) == pytest.approx((1 / divisor, 2 / divisor))
        assert (edge["sign"], edge["weight"]) == (-1, pytest.approx(1 / divisor))


def test_sample_by_kind_of_organisation_counts_once_a_period(dna_sample):
    # Twice on one day: both documents of the government on 2 February (2 positions alike), two of NGOs on 16 February
    # (4 alike). The third of NGOs is of 10 February, in the week before (3 alike). Business says in January and in
    # February that it hurts.
    positions = read_dna(dna_sample, by="Type").positions
    counts = {per: len(without_duplicates(positions, per=per)) for per in PERIODS}
    assert counts == {"no": 40, "document": 23, "day": 17, "week": 17, "month": 14, "year": 13, "range": 13}
    assert sorted(one_mode_network(positions)) == ["Business", "Government", "NGO"]
    assert one_mode_network(positions).edges["Business", "NGO"]["sign"] == -1


def test_sample_has_the_two_coalitions_of_the_manual(dna_sample):
    # The tutorial of the manual (1.28, step 6) sees two coalitions: those for regulation, and the others.
    debate = read_dna(dna_sample)
    found = polarised_coalitions(debate.positions)
    assert set(found.coalitions) == {frozenset({ALLIANCE, SIERRA, PIRG}), frozenset({EPA, SENATE, EEA, NPRA})}
    assert (found.exact, found.parts, found.unplaced) == (True, 1, frozenset())
    assert set(signed_clusters(one_mode_network(debate.positions)).clusters) == set(found.coalitions)


def test_sample_backbone_is_of_the_size_that_rdna_finds(dna_sample):
    # tests/testthat/test-backbone.R: three of six concepts at the penalty of 3.5; without a penalty one is redundant.
    positions = read_dna(dna_sample).positions
    found = sought_backbone(positions, penalty=3.5)
    assert (len(found.concepts), len(found.redundant), found.exact) == (3, 3, True)
    assert len(sought_backbone(positions, penalty=0).redundant) == 1
    assert [step.positions for step in nested_backbone(positions)] == [22, 19, 17, 11, 6, 0]


def test_sample_attributes_are_on_the_nodes(dna_sample):
    debate = read_dna(dna_sample)
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
