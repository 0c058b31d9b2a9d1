"""The known persons are listed soundly, and users may list theirs in the same short form."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from importlib.resources import files

import pytest

from stancegraph.errors import GazetteerError
from stancegraph.gazetteer import Form, load_gazetteer, slug, without_accents
from stancegraph.gazetteer.surfaces import variants
from stancegraph.models import Kind

RAW = (files("stancegraph") / "data" / "officials.toml").read_text(encoding="utf-8")
DATA = tomllib.loads(RAW)
# Country (None for who has none) -> name -> further names.
PERSONS = {None: {name: names for name, names in DATA["officials"].items() if isinstance(names, list)}} | {
    code: table for code, table in DATA["officials"].items() if isinstance(table, dict)
}
ALL = [(code, name, names) for code, table in PERSONS.items() for name, names in table.items()]

# Words and names that mean something else too often to stand for one person.
MISLEADING = frozenset({
    "Abbas", "Abe", "Ali", "Assad", "Banks", "Barak", "Begin", "Blair", "Brown", "Bush", "Cameron", "Carter",
    "Castro", "Chavez", "Clinton", "Cook", "Day", "Fox", "Gandhi", "Gates", "Grace", "Grant", "Gray", "Hague",
    "Hammond", "Haley", "Hill", "Howard", "Hu", "Hunt", "Hurd", "Hussein", "Ivan", "Johnson", "Jordan", "Kan",
    "Keating", "Kennedy", "Key", "Khan", "Kim", "King", "Li", "Long", "Major", "Marcos", "March", "Mark",
    "May", "Moon", "North", "Park", "Patel", "Paul", "Pence", "Perry", "Powell", "Price", "Prince", "Queen",
    "Reid", "Rice", "Rich", "Ross", "Sharif", "Sharon", "Short", "Singh", "Snow", "Straw", "Taylor", "Truss",
    "Trudeau", "Wen", "White", "Will", "Wolf", "Wood", "Xi", "Young",
})  # fmt: skip

# Relatives of the person whose surname stands alone, or namesakes far less in the news, each by a name of their own.
SURNAME_SHARED = frozenset({
    "Ahmed Wali Karzai", "Aisha Gaddafi", "Bilal Erdoğan", "Bilawal Bhutto Zardari",
    "Brigitte Macron", "Carlos Bolsonaro", "Danielle Mitterrand", "Denis Thatcher", "Donald Trump Jr.",
    "Eduardo Bolsonaro", "Elena Ceaușescu", "Emine Erdoğan", "Eric Trump", "Flávio Bolsonaro", "Francisco Guterres",
    "Gamal Mubarak", "Gennady Gerasimov", "Grace Mugabe", "Hannibal Gaddafi", "Hassan Khomeini", "Hunter Biden",
    "Ichiro Hatoyama",
    "Ivanka Trump", "Jill Biden", "Khamis Gaddafi", "Lara Trump", "Ludovic Orban", "M.K. Stalin", "Mark Thatcher",
    "Melania Trump", "Michelle Obama", "Mojtaba Khamenei", "Mutassim Gaddafi", "Nancy Reagan", "Raisa Gorbachev",
    "Saadi Gaddafi", "Saif al-Islam Gaddafi", "Sara Duterte", "Sara Netanyahu", "Simone Gbagbo", "Suha Arafat",
    "Suzanne Mubarak", "Winnie Mandela", "Yair Netanyahu", "Yonatan Netanyahu", "Yulia Skripal",
})  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.fixture
def load(tmp_path):
    def _load(text):
        path = tmp_path / "mine.toml"
        path.write_text(text, "utf-8")
        return load_gazetteer(path)

    return _load


def surfaces(name, names):
    return {variant for surface in (name, *names) for variant in variants(surface)}


# --------------------------------------------------------------------------------------------------------------- data


def test_countries_are_sorted_and_persons_within_them_by_id():
    codes = re.findall(r"^\[officials\.(.*)\]$", RAW, flags=re.MULTILINE)
    assert codes == sorted(set(codes))
    for code, table in PERSONS.items():
        ids = [slug(name) for name in table]
        assert ids == sorted(set(ids)), code


def test_every_country_has_its_name_above(gazetteer):
    headed = dict(re.findall(r"^# (.*)\n\[officials\.(.*)\]$", RAW, flags=re.MULTILINE))
    assert headed == {gazetteer.actors[f"country:{code}"].name: code for code in PERSONS if code is not None}


def test_further_names_are_sorted_and_none_comes_of_another():
    for code, name, names in ALL:
        assert names == sorted(set(names)), (code, name)
        for surface in (name, *names):
            assert not variants(surface) & ({name, *names} - {surface}), (code, surface)


def test_no_surface_belongs_to_two_persons():
    owners = defaultdict(set)
    for code, name, names in ALL:
        for surface in surfaces(name, names):
            owners[surface].add((code, name))
    assert {surface: found for surface, found in owners.items() if len(found) > 1} == {}


def test_no_surface_means_anything_but_its_person(gazetteer):
    for code, name, names in ALL:
        identity = f"official:{'' if code is None else code.lower() + '/'}{slug(name)}"
        for surface in surfaces(name, names):
            assert [(one.form, one.actor.id) for one in gazetteer.entries[surface]] == [(Form.NAME, identity)], surface
            assert surface not in gazetteer.nouns["carrier"] | gazetteer.nouns["people"], surface


def test_no_single_word_is_an_everyday_word_or_a_family(gazetteer):
    words = {word for section in gazetteer.nouns.values() for word in section}
    for _, name, names in ALL:
        for surface in surfaces(name, names):
            if " " not in surface:
                assert surface not in MISLEADING, name
                assert surface.lower() not in words, name
                assert len(surface) > 3 or surface == "MBS", name


def test_a_surname_alone_is_borne_by_nobody_else_in_the_list_but_those_declared():
    owners = {surface: name for _, name, names in ALL for surface in surfaces(name, names) if " " not in surface}
    shared = set()
    for _, name, _ in ALL:
        surname = without_accents(name.removesuffix(" Jr.").rpartition(" ")[2])
        if owners.get(surname, name) != name:
            shared.add(name)
    assert shared == SURNAME_SHARED


def test_nobody_contains_a_known_name(gazetteer):
    assert DATA["nobody"] == sorted(set(DATA["nobody"]))
    known = {surface for surface, found in gazetteer.entries.items() if found}
    for surface in DATA["nobody"]:
        words = surface.split()
        assert known & {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}, surface


@pytest.mark.parametrize(
    ("surface", "actor"),
    [
        ("Putin", "official:rus/vladimir-putin"),
        ("President Putin", None),
        ("Obama", "official:usa/barack-obama"),
        ("Zelenskiy", "official:ukr/volodymyr-zelensky"),
        ("Erdogan", "official:tur/recep-tayyip-erdogan"),
        ("Recep Tayyip Erdogan", "official:tur/recep-tayyip-erdogan"),
        ("Moammar Gadhafi", "official:lby/muammar-gaddafi"),
        ("Kim Jong Un", "official:prk/kim-jong-un"),
        ("Bashar Assad", "official:syr/bashar-al-assad"),
        ("George W. Bush", "official:usa/george-w-bush"),
        ("George Bush", None),
        ("Lula", "official:bra/luiz-inacio-lula-da-silva"),
        ("Suharto", "official:idn/suharto"),
        ("Pope Francis", "official:vat/pope-francis"),
        ("Kofi Annan", "official:kofi-annan"),
        ("Jens Stoltenberg", "official:jens-stoltenberg"),
        ("Ivanka Trump", "official:usa/ivanka-trump"),
        ("Donald Trump Jr.", "official:usa/donald-trump-jr"),
        ("Gorbachev", "official:sun/mikhail-gorbachev"),
        ("Assad", None),
        ("Clinton", None),
    ],
)
def test_a_name_means_its_person(gazetteer, surface, actor):
    assert [entry.actor.id for entry in gazetteer.entries.get(surface, ())] == ([] if actor is None else [actor])


def test_persons_have_the_country_they_stand_under_and_no_role(gazetteer):
    officials = [actor for actor in gazetteer.actors.values() if actor.kind is Kind.OFFICIAL]
    assert len(officials) == len(ALL)
    assert {actor.role for actor in officials} == {None}
    assert gazetteer.actors["official:kofi-annan"].country is None
    assert gazetteer.actors["official:deu/angela-merkel"].country == "DEU"


# -------------------------------------------------------------------------------------------------------- users' files


def test_the_short_form_means_the_same_as_the_long_one(load):
    short = load('[officials]\n"A. Person" = ["Ay"]\n[officials.FRA]\n"B. Person" = ["Bee"]')
    long = load(
        '[[official]]\nname = "A. Person"\nnames = ["Ay"]\n'
        '[[official]]\nname = "B. Person"\ncountry = "FRA"\nnames = ["Bee"]'
    )
    assert short == long
    assert short.actors["official:fra/b-person"].aliases == ("Bee",)
    assert short.actors["official:a-person"].country is None


def test_the_short_form_adds_names_to_a_known_person(load):
    mine = load('[officials.RUS]\n"Vladimir Putin" = ["VVP"]')
    assert {"Putin", "VVP"} <= set(mine.actors["official:rus/vladimir-putin"].aliases)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("officials = 1", "officials=1, expected a table"),
        ("[[officials]]", "officials=.*expected a table"),
        ('[officials]\n"A" = 1', r"'official:a': names=1, expected a list"),
        ('[officials.FRA]\n"A" = "Ay"', r"'official:fra/a': names='Ay', expected a list"),
        ('[officials.fra]\n"A" = []', r"\[officials.'fra'\] country='fra', expected three capital letters"),
        ('[officials.QQQ]\n"A" = []', "country='QQQ', expected the code"),
        ('[officials.FRA]\n"" = []', "name='', expected 1 to"),
        ('[officials.FRA]\n"a\\u0007" = []', "expected no control"),
    ],
)
def test_a_bad_short_form_is_refused_in_one_line(load, text, message):
    with pytest.raises(GazetteerError, match=message) as caught:
        load(text)
    assert str(caught.value).isprintable()
