"""Backbones of debates and polarised coalitions."""

from __future__ import annotations

import itertools
import math
import random

import networkx as nx
import numpy as np
import pytest
from debates import DEBATE, POSITIONS, few, large_debate, said
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.discourse import (
    backbone_loss,
    nested_backbone,
    one_mode_network,
    polarised_coalitions,
    sought_backbone,
    without_duplicates,
)
from stancegraph.discourse import coalitions as coalitions_module
from stancegraph.errors import UnknownNameError

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
