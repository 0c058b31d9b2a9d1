"""A sample stands for all statements, its sheet survives spreadsheets, and the estimate is what the books say."""

import csv
import io
import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.errors import ReadError, UnknownNameError
from stancegraph.judging import (
    COLUMNS,
    JUDGED,
    Judgement,
    draw_sample,
    judged_precision,
    read_sheet,
    sheet_text,
    wilson_interval,
    write_sheet,
)


@pytest.fixture
def many(make_statement):
    """60 accusations, 30 statements of support, 8 attacks and 2 denials."""
    counts = {"accuses": 60, "supports": 30, "attacks": 8, "denies": 2}
    return [
        make_statement("country:UKR", stance, "country:RUS", start=100 * n, document=stance)
        for stance, count in counts.items()
        for n in range(count)
    ]


@pytest.fixture
def sheet(many, tmp_path):
    """Write a sheet and fill it in: ``sheet({3: {"source_ok": "n"}})``; all else is right."""

    def fill(answers=None, *, default="y", size=20, encoding="utf-8-sig", **dialect):
        write_sheet(draw_sample(many, size=size), tmp_path / "sheet.csv")
        with (tmp_path / "sheet.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for number, row in enumerate(rows, start=2):
            row.update({f"{name}_ok": default for name in JUDGED})
            row.update((answers or {}).get(number, {}))
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, rows[0].keys(), **dialect)
        writer.writeheader()
        writer.writerows(rows)
        path = tmp_path / "filled.csv"
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    return fill


def judgements(**strata):
    """``judgements(aids=(40, 9, 10))``: of 40 statements ten are judged, nine right."""
    return [
        Judgement(stratum=name, stratum_size=size, source=n < right, stance=True, target=True, factuality=True)
        for name, (size, right, judged) in strata.items()
        for n in range(judged)
    ]


# --- drawing ----------------------------------------------------------------------------------------------------


def test_sample_is_in_proportion_with_a_few_of_each(many):
    # In proportion 12, 6, 1.6 and 0.4: the last two get 3 and all 2, and what is left is shared as 60 to 30.
    assert Counter(each.stratum for each in draw_sample(many, size=20)) == {
        "accuses": 10,
        "supports": 5,
        "attacks": 3,
        "denies": 2,
    }


def test_large_sample_is_in_proportion_rounded_by_remainders(many):
    # 30.6, 15.3, 4.08 and 1.02, of which the last is raised to 2; 49 as 60, 30 and 8: 30, 15 and 4.
    assert Counter(each.stratum for each in draw_sample(many, size=51)) == {
        "accuses": 30,
        "supports": 15,
        "attacks": 4,
        "denies": 2,
    }


def test_weights_add_up_to_the_number_of_statements(many):
    assert math.isclose(sum(each.weight for each in draw_sample(many, size=37)), len(many))


def test_sample_larger_than_all_is_all(many):
    drawn = draw_sample(many, size=1000)
    assert {each.statement.id for each in drawn} == {statement.id for statement in many}
    assert {each.weight for each in drawn} == {1.0}


def test_seed_changes_the_sample(many):
    first, second = ({each.statement.id for each in draw_sample(many, size=20, seed=seed)} for seed in (0, 1))
    assert first != second


def test_every_statement_of_a_stratum_is_as_likely(many):
    counts = Counter(s.statement.id for seed in range(400) for s in draw_sample(many, size=20, seed=seed))
    chances = [counts[s.id] / 400 for s in many if s.stance == "attacks"]
    expected = next(1 / s.weight for s in draw_sample(many, size=20) if s.stratum == "attacks")
    # Five standard errors of a share in 400 draws.
    assert all(abs(chance - expected) < 5 * math.sqrt(expected * (1 - expected) / 400) for chance in chances)


def test_strata_may_be_factualities_or_outlets(many, make_statement):
    other = make_statement("country:UKR", "aids", "country:RUS", outlet="Daily", factuality="alleged")
    assert {s.stratum for s in draw_sample([*many, other], by="factuality")} == {"asserted", "alleged"}
    assert {s.stratum for s in draw_sample([*many, other], by="outlet")} == {"Daily", "(nobody)"}
    with pytest.raises(UnknownNameError, match="strata by 'mood', expected one of 'stance', 'factuality', 'outlet'"):
        draw_sample(many, by="mood")


def test_sample_too_small_for_its_strata_is_refused(many):
    assert len(draw_sample(many, size=4)) == 4
    with pytest.raises(ReadError, match="a sample of 3 cannot hold one statement of each stance: there are 4"):
        draw_sample(many, size=3)
    with pytest.raises(ReadError, match="least=0"):
        draw_sample(many, least=0)


def test_nothing_is_drawn_of_nothing():
    assert draw_sample([]) == []


@given(st.data())
def test_every_stratum_is_drawn_and_order_makes_no_difference(statement_lists, data):
    statements = data.draw(statement_lists(max_size=30))
    strata = Counter(statement.stance for statement in statements)
    size = data.draw(st.integers(max(1, len(strata)), 40))
    sample = draw_sample(statements, size=size, seed=3)
    assert len(sample) == min(size, len(statements))
    assert {each.stratum for each in sample} == set(strata)
    assert all(each.stratum_size == strata[each.stratum] for each in sample)
    assert Counter(each.stratum for each in sample) == {each.stratum: each.drawn for each in sample}
    assert math.isclose(sum(each.weight for each in sample), len(statements), abs_tol=1e-9)
    assert draw_sample(data.draw(st.permutations(statements)), size=size, seed=3) == sample


# --- the sheet --------------------------------------------------------------------------------------------------


def test_sheet_marks_the_trigger_and_has_room_for_judgements(many):
    (row,) = csv.DictReader(io.StringIO(sheet_text(draw_sample(many[:1]))))
    assert list(row) == list(COLUMNS)
    assert row["quote"] == "One party «accuses» the other."
    assert (row["source"], row["stance"], row["target"]) == ("Ukraine", "accuses", "Russia")
    assert [row[f"{name}_ok"] for name in JUDGED] == [""] * 4
    assert (row["stratum"], row["stratum_size"], row["drawn"], row["weight"]) == ("accuses", "1", "1", "1.0")
    assert row["anchor"] == many[0].anchor


def test_nobody_is_said_to_be(make_statement):
    (row,) = csv.DictReader(io.StringIO(sheet_text(draw_sample([make_statement("country:UKR", "denies")]))))
    assert row["target"] == "(nobody)"


@given(st.data())
def test_cells_cannot_be_formulas_and_stay_in_their_row(statement_lists, data):
    statements = data.draw(statement_lists(max_size=8))
    by = data.draw(st.sampled_from(["stance", "outlet"]))
    sample = draw_sample(statements, by=by)
    rows = list(csv.reader(io.StringIO(sheet_text(sample), newline="")))
    assert len(rows) == len(sample) + 1
    for row in rows:
        assert len(row) == len(COLUMNS)
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in row)  # noqa: RUF001 - meant full-width
        assert not any("\n" in cell or "\x07" in cell for cell in row)


def test_judged_sheet_is_never_overwritten(many, tmp_path, sheet):
    path = tmp_path / "sheet.csv"
    write_sheet(draw_sample(many, size=10), path)
    write_sheet(draw_sample(many, size=20), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfquote,")
    filled = sheet({})
    with pytest.raises(ReadError, match="20 of its rows have been judged and would be lost"):
        write_sheet(draw_sample(many), filled)
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    write_sheet(draw_sample(many), tmp_path / "other.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("dialect", [{}, {"delimiter": ";"}, {"delimiter": "\t"}, {"quoting": csv.QUOTE_ALL}])
def test_sheet_is_read_however_a_spreadsheet_saves_it(sheet, encoding, dialect):
    rows = read_sheet(sheet({2: {"source_ok": "N"}, 3: {"target_ok": ""}}, encoding=encoding, **dialect))
    assert len(rows) == 20
    assert [row.source for row in rows] == [False] + [True] * 19
    assert [row.all for row in rows[:3]] == [False, None, True]


def test_empty_rows_and_a_line_about_the_separator_make_no_difference(sheet):
    path = sheet({5: {"source_ok": "?"}}, delimiter=";")
    path.write_text("sep=;\n" + path.read_text(encoding="utf-8-sig") + ";;;\n;;;\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"filled.csv row 6: source_ok='\?'"):
        read_sheet(path)


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [("y", True), (" YES ", True), ("1", True), ("True", True), ("n", False), ("No", False), ("0", False), ("", None)],
)
def test_yes_and_no_have_several_forms(sheet, answer, meaning):
    assert {row.stance for row in read_sheet(sheet(default=answer))} == {meaning}


def test_bad_answer_is_named_with_its_row_and_column(sheet):
    with pytest.raises(ReadError, match=r"filled.csv row 4: target_ok='maybe', expected y or n \(also yes"):
        read_sheet(sheet({4: {"target_ok": "maybe"}}))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty, expected a sheet"),
        ("stratum,stratum_size,source_ok,stance_ok,target_ok\n", "no column 'factuality_ok'"),
        ("stratum,stratum_size,source_ok,stance_ok,target_ok,factuality_ok\na,x,y,y,y,y\n", "row 2: stratum_size='x'"),
        (
            "stratum,stratum_size,source_ok,stance_ok,target_ok,factuality_ok\na,3,y,y,y,y\na,4,y,y,y,y\n",
            "row 3: stratum_size=4 of 'a', in row 2 it is 3",
        ),
    ],
)
def test_broken_sheet_says_where(tmp_path, text, reason):
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as error:
        read_sheet(tmp_path / "s.csv")
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


# --- the estimate -----------------------------------------------------------------------------------------------


# Newcombe (1998), Statistics in Medicine 17(8), 857-872, table I, method 3: score without continuity correction.
@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_interval_is_that_of_the_literature(right, judged, low, high):
    assert wilson_interval(right, judged) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500), st.data())
def test_wilson_interval_holds_the_share_and_is_symmetric(judged, data):
    right = data.draw(st.integers(0, judged))
    low, high = wilson_interval(right, judged)
    assert 0 <= low <= right / judged <= high <= 1
    assert wilson_interval(judged - right, judged) == pytest.approx((1 - high, 1 - low))


def test_large_strata_weigh_more():
    # 90 of 100 statements are in a stratum with 1 of 2 right, 10 in one with 2 of 2: 0.9 · 0.5 + 0.1 · 1.
    every, *_ = judged_precision(judgements(large=(90, 1, 2), small=(10, 2, 2)))
    assert (every.right, every.judged, every.statements) == (3, 4, 100)
    assert every.precision == pytest.approx(0.55)
    # 1 / (0.81 / 2 + 0.01 / 2) effective judgements.
    assert (every.low, every.high) == pytest.approx(wilson_interval(0.55 / 0.41, 1 / 0.41))


def test_one_stratum_has_wilsons_interval():
    every, *rest = judged_precision(judgements(aids=(40, 9, 10)))
    stratum = next(each for each in rest if each.stratum == "aids" and each.judged_for == "all")
    assert (every.low, every.high) == pytest.approx((0.59585, 0.98212), abs=1e-5)
    assert (stratum.low, stratum.high) == pytest.approx((every.low, every.high))


def test_parts_are_judged_apart():
    found = {each.judged_for: each for each in judged_precision(judgements(aids=(40, 7, 10))) if each.stratum is None}
    assert list(found) == ["all", *JUDGED]
    assert {name: each.right for name, each in found.items()} == {"all": 7, "source": 7} | dict.fromkeys(JUDGED[1:], 10)


def test_stratum_without_judgements_is_left_out_of_the_whole():
    rows = [*judgements(aids=(40, 9, 10)), Judgement(stratum="urges", stratum_size=60)]
    every, *rest = judged_precision(rows)
    assert (every.statements, every.judged) == (40, 10)
    assert {each.precision for each in rest if each.stratum == "urges"} == {None}


def test_column_that_nobody_filled_in_leaves_all_open():
    rows = [Judgement(stratum="aids", stratum_size=9, source=True, stance=False, target=True) for _ in range(3)]
    found = {each.judged_for: each for each in judged_precision(rows) if each.stratum is None}
    assert found["all"].precision is None
    assert found["factuality"].precision is None
    assert found["stance"].precision == 0


def test_no_rows_have_no_precision():
    assert {each.precision for each in judged_precision([])} == {None}


def test_interval_holds_the_truth_nineteen_times_in_twenty():
    random = np.random.default_rng(0)
    sizes = {f"s{n}": size for n, size in enumerate([220, 150, 120, 110, 90, 70, 40, 10])}
    truth = {name: random.uniform(0.7, 1.0) for name in sizes}
    whole = sum(sizes[name] * truth[name] for name in sizes) / sum(sizes.values())
    held = 0
    for _ in range(300):
        rows = judgements(**{n: (sizes[n], random.binomial(7, truth[n]), 7) for n in sizes})
        every = judged_precision(rows)[0]
        held += every.low <= whole <= every.high
    # 285 are expected; below 274 or above 296 would be three standard errors off.
    assert held >= 274
