"""The tables that tell states by the part of the world they lie in, and bodies by their sort."""

import tomllib
from importlib.resources import files

import pytest

from stancegraph.extraction.areas import AREAS, CREEDS, FORMS, states_in
from stancegraph.extraction.sorts import SORTS
from stancegraph.gazetteer import load_gazetteer

DATA = files("stancegraph").joinpath("data")


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def test_every_state_of_an_area_is_in_the_gazetteer(gazetteer):
    known = {actor.country for actor in gazetteer.actors.values()}
    tables = (*AREAS.values(), *FORMS.values(), *CREEDS.values())
    assert {code for codes in tables for code in codes} <= known


def test_every_body_of_a_sort_is_in_the_gazetteer(gazetteer):
    assert {identity for identities in SORTS.values() for identity in identities} <= set(gazetteer.actors)


def test_no_body_is_of_two_sorts():
    assert not SORTS["armed"] & SORTS["charity"]


@pytest.mark.parametrize("name", ["areas.toml", "sorts.toml"])
def test_the_lists_are_sorted_and_name_nobody_twice(name):
    table = tomllib.loads(DATA.joinpath(name).read_text(encoding="utf-8"))
    lists = [e for part in table.values() for e in (part.values() if isinstance(part, dict) else [part])]
    assert all(entries == sorted(set(entries)) for entries in lists)


@pytest.mark.parametrize(
    ("area", "inside", "outside"),
    [("West African", "TGO", "KEN"), ("Gulf", "QAT", "IRN"), ("persian gulf", "IRN", "EGY"), ("Nordic", "FIN", "EST")],
)
def test_a_state_lies_where_the_press_puts_it(area, inside, outside):
    assert inside in states_in(area)
    assert outside not in states_in(area)
