"""Every case of fixtures/cases does what it is marked to do: known failures fail, all others are read rightly."""

import functools
import json

import pytest
from mark_cases import describe, marked, write_cases
from quality import FIXTURES, fits, found, read_cases, run, wanted

CASES = FIXTURES / "cases"
# The cases are read in so many lots, each in one go and by one of the processes that share the tests.
LOTS = 2


def lot_of(case):
    return len(case["text"]) % LOTS


def parameters(folder, prefix=""):
    return [
        pytest.param(
            prefix + name,
            case,
            id=f"{prefix}{name}: {case['label']}",
            marks=[
                pytest.mark.xdist_group(f"cases-{lot_of(case)}"),
                *([pytest.mark.xfail(reason="known failure")] if case["expect"] == "fail" else []),
            ],
        )
        for name, cases in read_cases(folder).items()
        for case in cases
    ]


OPEN = parameters(CASES)
HELD_OUT = parameters(CASES / "heldout", "heldout/")


@functools.cache
def results(lot):
    """The statements of every text of a lot."""
    texts = [case for p in (*OPEN, *HELD_OUT) if lot_of(case := p.values[1]) == lot]
    return {case["text"]: statements for case, statements in zip(texts, run(texts), strict=True)}


def statements_of(case):
    return results(lot_of(case))[case["text"]]


@pytest.mark.parametrize(("name", "case"), OPEN)
def test_case(name, case):
    statements = statements_of(case)
    if not fits(case, statements):
        want, got = wanted(case), set(found(case, statements))
        pytest.fail(
            f"{name}: {case['label']}: {case['text']}\n"
            f"missed {sorted(want - got, key=str)}, spurious {sorted(got - want, key=str)}"
            + (", other fields differ" if want == got else ""),
            pytrace=False,
        )


# Whoever writes rules sees test output: it must not give these texts away.
@pytest.mark.parametrize(("name", "case"), HELD_OUT)
def test_heldout_case(name, case):
    if not fits(case, statements_of(case)):
        pytest.fail(f"{name}: {case['label']}", pytrace=False)


SWEDEN = {
    "label": "passive",
    "text": "Sweden was condemned by Norway.",
    "statements": [{"source": "Norway", "stance": "condemns", "target": "Sweden"}],
    "origin": "synthetic",
    "expect": "fail",
}


def with_target(target, **fields):
    return SWEDEN | {"statements": [{"source": "Norway", "stance": "condemns", "target": target, **fields}]}


def test_a_case_fits_only_what_it_asks_for():
    [statements] = run([SWEDEN])
    assert fits(SWEDEN, statements)
    assert not fits(SWEDEN, [])
    assert not fits(with_target("Denmark"), statements)
    assert not fits(SWEDEN | {"statements": []}, statements)
    assert not fits(with_target("Sweden", factuality="alleged"), statements)
    assert not fits(with_target("Sweden", target_country="DNK"), statements)
    assert fits(with_target("Sweden", target_country="SWE", target_kind="country"), statements)


def test_direction_counts_unless_the_stance_holds_both_ways():
    turned = SWEDEN | {"statements": [{"source": "Sweden", "stance": "condemns", "target": "Norway"}]}
    assert not fits(turned, run([turned])[0])
    met = {"text": "Sweden met Norway.", "statements": [{"source": "Norway", "stance": "consults", "target": "Sweden"}]}
    assert fits(met, run([met])[0])


def test_marks_say_what_became_of_a_case():
    before = [SWEDEN, with_target("Denmark") | {"label": "wrong"}]
    after = marked(before)
    assert [case["expect"] for case in after] == ["pass", "fail"]
    assert describe("passives", before, after, labels=True).splitlines() == [
        "passives                 1/2 fail, 1 marks changed",
        "    now pass: passive",
    ]
    assert "passive\n" not in describe("heldout/passives", before, after, labels=False)


def test_marking_changes_nothing_but_the_mark(tmp_path):
    for path in [*CASES.glob("*.jsonl"), *CASES.glob("heldout/*.jsonl")]:
        cases = read_cases(path.parent)[path.stem]
        write_cases(cases, tmp_path / "written.jsonl")
        assert (tmp_path / "written.jsonl").read_bytes() == path.read_bytes(), path.stem
    out = tmp_path / "one.jsonl"
    write_cases(marked([SWEDEN]), out)
    assert list(json.loads(out.read_text(encoding="utf-8"))) == list(SWEDEN)
