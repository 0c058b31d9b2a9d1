from __future__ import annotations

import itertools
import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.partitions import (
    adjusted_rand_index,
    normalized_mutual_information,
    variation_of_information,
)

MEASURES = (adjusted_rand_index, normalized_mutual_information, variation_of_information)


def labelled(*parts):
    return {actor: number for number, part in enumerate(parts) for actor in part}


@st.composite
def pairs_of_partitions(draw):
    n = draw(st.integers(1, 9))
    return tuple({at: draw(st.integers(0, 3)) for at in range(n)} for _ in range(2))


# --- known answers ----------------------------------------------------------------------------------------------------


def test_values_worked_out_by_hand():
    A, B = labelled("abc", "def"), labelled("ab", "cd", "ef")
    # Pairs: 6 within A, 3 within B, 2 within both, of 15: (2 - 6 * 3 / 15) / ((6 + 3) / 2 - 6 * 3 / 15).
    assert adjusted_rand_index(A, B) == pytest.approx(0.8 / 3.3)
    # H(A) = 1 bit, H(B) = log2 3; cells of 2, 1, 1, 2 of six: H = 2/3 log2 3 + 1/3 log2 6 = log2 3 + 1/3.
    joint = math.log2(3) + 1 / 3
    information = 1 + math.log2(3) - joint
    assert information == pytest.approx(2 / 3)
    assert normalized_mutual_information(A, B) == pytest.approx(2 * information / (1 + math.log2(3)))
    assert variation_of_information(A, B) == pytest.approx(1 + math.log2(3) - 2 * information)


def test_the_contingency_table_of_hubert_and_arabie():
    # An example with sums that can be checked: rows 1 1 0 / 1 2 1 / 0 0 4, n = 10.
    table = [[1, 1, 0], [1, 2, 1], [0, 0, 4]]
    cells = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    A, B = ({at: cell[side] for at, cell in enumerate(cells)} for side in (0, 1))
    # Within both 1 + 6 = 7, within A 1 + 6 + 6 = 13, within B 1 + 3 + 10 = 14, of 45.
    assert adjusted_rand_index(A, B) == pytest.approx((7 - 13 * 14 / 45) / ((13 + 14) / 2 - 13 * 14 / 45))


def test_partitions_that_tell_nothing():
    one, alone, halves = labelled("abcd"), labelled(*"abcd"), labelled("ab", "cd")
    for same in (one, alone, halves):
        assert [measure(same, same) for measure in MEASURES] == [1, 1, 0]
    assert [measure(one, alone) for measure in MEASURES] == [0, 0, 2]
    assert [measure(one, halves) for measure in MEASURES] == [0, 0, 1]
    assert [measure({"a": 1}, {"a": 2}) for measure in MEASURES] == [1, 1, 0]
    assert all(math.isnan(measure({}, {})) for measure in MEASURES)
    assert all(math.isnan(measure({"a": 1}, {"b": 1})) for measure in MEASURES)


def test_only_actors_in_both_count():
    A, B = labelled("ab", "cdx"), labelled("ab", "cdy")
    assert [measure(A, B) for measure in MEASURES] == [1, 1, 0]


# --- laws -------------------------------------------------------------------------------------------------------------


@given(pairs_of_partitions())
def test_neither_order_nor_names_matter(pair):
    A, B = pair
    for measure in MEASURES:
        value = measure(A, B)
        assert measure(B, A) == pytest.approx(value)
        assert measure({actor: f"part {A[actor]}" for actor in reversed(A)}, B) == value


@given(pairs_of_partitions())
def test_the_rand_index_is_that_of_the_pairs(pair):
    A, B = pair
    table = Counter((A[u] == A[v], B[u] == B[v]) for u, v in itertools.combinations(A, 2))
    both, only_a, only_b, neither = (table[key] for key in ((True, True), (True, False), (False, True), (False, False)))
    # In the form for two by two tables, which is Cohen's kappa of the pairs.
    below = (both + only_a) * (only_a + neither) + (both + only_b) * (only_b + neither)
    expected = 2 * (both * neither - only_a * only_b) / below if below else 1
    assert adjusted_rand_index(A, B) == pytest.approx(expected)


@given(pairs_of_partitions(), st.data())
def test_variation_of_information_is_a_distance(pair, data):
    A, B = pair
    C = {actor: data.draw(st.integers(0, 3)) for actor in A}
    direct = variation_of_information(A, B)
    assert 0 <= direct <= math.log2(len(A)) + 1e-12
    assert direct <= variation_of_information(A, C) + variation_of_information(C, B) + 1e-12
    same = len({*A.values()}) == len({*B.values()}) == len({*zip(A.values(), B.values(), strict=True)})
    assert (direct < 1e-12) == same
    assert (normalized_mutual_information(A, B) > 1 - 1e-12) == same
    assert 0 <= normalized_mutual_information(A, B) <= 1
