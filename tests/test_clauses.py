"""Who did what to whom in one clause, and how the clause stands; by sentences that were parsed by eye."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph import Document
from stancegraph.extraction.clauses import agents, is_negated, is_passive, patients, subjects
from stancegraph.extraction.noun_phrases import conjuncts, governed, owners
from stancegraph.extraction.parsing import load_model, parse
from stancegraph.extraction.standing import standing


def words(text):
    return parse(Document(id="a", text=text), load_model()).words


def word(text, form):
    """Return the last word of a text that has this form."""
    return [w for w in words(text) if w.text == form][-1]


def texts(found):
    return [w.text for w in found]


# ---------------------------------------------------------------------------------------------------- who and whom


@pytest.mark.parametrize(
    ("text", "verb", "who", "whom"),
    [
        # voice
        ("Norway condemned Sweden.", "condemned", "Norway", "Sweden"),
        ("Sweden was condemned by Norway.", "condemned", "Norway", "Sweden"),
        ("Sweden has been condemned.", "condemned", "", "Sweden"),
        ("The minister condemned by Norway resigned.", "condemned", "Norway", "minister"),
        ("US-backed rebels attacked Chad.", "backed", "US", "rebels"),
        # coordination
        ("Norway and Sweden condemned Russia and Belarus.", "condemned", "Norway Sweden", "Russia Belarus"),
        ("Norway condemned Sweden and praised Denmark.", "praised", "Norway", "Denmark"),
        ("Norway condemned and sanctioned Belarus.", "condemned", "Norway", "Belarus"),
        ("Sweden was condemned and sanctioned by Norway.", "condemned", "Norway", "Sweden"),
        ("Sweden was condemned and sanctioned by Norway.", "sanctioned", "Norway", "Sweden"),
        # control
        ("Norway wants to condemn Russia.", "condemn", "Norway", "Russia"),
        ("Norway urged Sweden to condemn Russia.", "condemn", "Sweden", "Russia"),
        ("Norway urged Sweden to condemn Russia.", "urged", "Norway", "Sweden"),
        ("Norway promised Sweden to condemn Russia.", "condemn", "Norway", "Russia"),
        ("Sweden was urged to condemn Russia.", "condemn", "Sweden", "Russia"),
        ("Norway met Sweden to condemn Russia.", "condemn", "Norway", "Russia"),
        ("Norway left the talks, condemning Russia.", "condemning", "Norway", "Russia"),
        ("Norway apologised for attacking Sweden.", "attacking", "Norway", "Sweden"),
        ("Norway accused Sweden of attacking Denmark.", "attacking", "Sweden", "Denmark"),
        ("Norway's decision to attack Sweden failed.", "attack", "Norway", "Sweden"),
        ("Norway was ready to attack Sweden.", "attack", "Norway", "Sweden"),
        # relative clauses
        ("Norway, which condemned Sweden, praised Denmark.", "condemned", "Norway", "Sweden"),
        ("The minister who condemned Sweden resigned.", "condemned", "minister", "Sweden"),
        ("Sweden, which Norway condemned, praised Denmark.", "condemned", "Norway", "Sweden"),
        ("Norway, which condemned Sweden, praised Denmark.", "praised", "Norway", "Denmark"),
    ],
)
def test_who_acts_and_who_is_acted_on(text, verb, who, whom):
    head = word(text, verb)
    assert texts(agents(head)) == who.split()
    assert texts(patients(head)) == whom.split()


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("Norway condemned Sweden.", "condemned", False),
        ("Norway has condemned Sweden.", "condemned", False),
        ("Sweden was condemned.", "condemned", True),
        ("Sweden was condemned and sanctioned.", "sanctioned", True),
        ("The minister condemned by Norway resigned.", "condemned", True),
        ("Condemned by Norway, Sweden left.", "Condemned", True),
        ("Norway was condemning Sweden.", "condemning", False),
    ],
)
def test_voice(text, verb, passive):
    assert is_passive(word(text, verb)) is passive


def test_the_grammatical_subject_of_a_passive_is_who_is_acted_on():
    head = word("Sweden was condemned by Norway.", "condemned")
    assert texts(subjects(head)) == ["Sweden"]


def test_what_is_coordinated_comes_in_the_order_of_the_text():
    text = "Norway, Sweden, Denmark and Finland met."
    assert texts(conjuncts(word(text, "Norway"))) == ["Norway", "Sweden", "Denmark", "Finland"]
    assert texts(conjuncts(word(text, "Finland"))) == ["Finland"]


@pytest.mark.parametrize(
    ("phrase", "groups"),
    [
        ("Norway's attack on Sweden", [["Norway"]]),
        ("the attack by Norway on Sweden", [["Norway"]]),
        ("the Norwegian attack on Sweden", [["Norwegian"]]),
        ("the attack of Norway and Denmark", [["Norway", "Denmark"]]),
        ("Norway's attack by Denmark", [["Denmark"], ["Norway"]]),
        ("the attack on Sweden", []),
    ],
)
def test_whose_an_act_is(phrase, groups):
    assert [texts(group) for group in owners(word(f"On Monday {phrase} failed.", "attack"))] == groups


def test_prepositions_that_name_the_victim_name_no_owner():
    noun = word("The killing of Sweden failed.", "killing")
    assert [texts(group) for group in owners(noun)] == [["Sweden"]]
    assert owners(noun, but=frozenset({"of"})) == []


def test_what_a_preposition_governs_comes_with_its_conjuncts():
    text = "The talks between Norway and Sweden in Oslo failed."
    assert texts(governed(word(text, "talks"), "between")) == ["Norway", "Sweden"]
    assert texts(governed(word(text, "talks"), "with")) == []


# -------------------------------------------------------------------------------------------------------- negation


@pytest.mark.parametrize(
    ("text", "verb", "negated"),
    [
        ("Norway did not condemn Sweden.", "condemn", True),
        ("Norway didn't condemn Sweden.", "condemn", True),
        ("Norway never condemned Sweden.", "condemned", True),
        ("Nobody condemned Sweden.", "condemned", True),
        ("No country condemned Sweden.", "condemned", True),
        ("None of them condemned Sweden.", "condemned", True),
        ("Neither Norway nor Denmark condemned Sweden.", "condemned", True),
        ("Norway has no quarrel.", "has", True),
        ("Sweden was not condemned by Norway.", "condemned", True),
        ("Norway condemned Sweden.", "condemned", False),
        ("Norway not only condemned Sweden but left.", "condemned", False),
        ("Norway did not say that Sweden condemned Denmark.", "condemned", False),
        ("Norway condemned Sweden and did not condemn Denmark.", "condemned", False),
        ("Norway condemned Sweden and did not praise Denmark.", "praise", True),
    ],
)
def test_negation_in_the_own_clause(text, verb, negated):
    assert is_negated(word(text, verb)) is negated


# -------------------------------------------------------------------------------------------------------- standing


@pytest.mark.parametrize(
    ("text", "verb", "factuality"),
    [
        ("Norway attacked Sweden.", "attacked", "asserted"),
        ("Norway's attack on Sweden failed.", "attack", "asserted"),
        ("Norway, having attacked Sweden, left.", "attacked", "asserted"),
        # yet to come
        ("Norway will attack Sweden.", "attack", "planned"),
        ("Norway plans to attack Sweden.", "attack", "planned"),
        ("Norway is expected to attack Sweden.", "attack", "planned"),
        ("Norway is going to attack Sweden.", "attack", "planned"),
        ("Norway would attack Sweden if it attacked Denmark.", "attack", "planned"),
        ("Norway announced an attack on Sweden.", "attack", "planned"),
        # hearsay
        ("Norway appears to have attacked Sweden.", "attacked", "alleged"),
        ("Norway is said to have attacked Sweden.", "attacked", "alleged"),
        ("Norway reportedly attacked Sweden.", "attacked", "alleged"),
        ("Norway's alleged attack on Sweden failed.", "attack", "alleged"),
        ("It was said that Norway attacked Sweden.", "attacked", "alleged"),
        # nothing that the text says to be so
        ("Norway would attack Sweden if it attacked Denmark.", "attacked", None),
        ("Unless Norway attacked Sweden, Denmark slept.", "attacked", None),
        ("Norway may attack Sweden.", "attack", None),
        ("Norway should attack Sweden.", "attack", None),
        ("Norway refused to attack Sweden.", "attack", None),
        ("Norway tried to attack Sweden.", "attack", None),
        ("Norway had yet to attack Sweden.", "attack", None),
        ("Norway condemned Sweden without attacking Denmark.", "attacking", None),
        ("Denmark did not say that Norway attacked Sweden.", "attacked", None),
        ("Denmark denied that Norway attacked Sweden.", "attacked", None),
        ("Denmark doubts whether Norway attacked Sweden.", "attacked", None),
        ("Denmark asked Norway to attack Sweden.", "attack", None),
        ("Norway denied the attack.", "attack", None),
    ],
)
def test_how_a_clause_stands(text, verb, factuality):
    state = standing(word(text, verb))
    assert state.factuality == factuality
    assert bool(state.why) is (factuality is None), "what is not said to be so has a reason"
    assert state.promise is None


@pytest.mark.parametrize(
    ("text", "reporters", "reports"),
    [
        ("Denmark said that Norway attacked Sweden.", "Denmark", "said"),
        ("Denmark said Norway attacked Sweden.", "Denmark", "said"),
        ("Norway attacked Sweden, Denmark said.", "Denmark", "said"),
        ("Denmark and Iceland said Norway attacked Sweden.", "Denmark Iceland", "said"),
        ("According to Denmark, Norway attacked Sweden.", "Denmark", "According"),
        ("Norway attacked Sweden, according to Denmark.", "Denmark", "according"),
        ("Denmark accused Norway of having attacked Sweden.", "Denmark", "accused"),
        ("Norway was accused by Denmark of having attacked Sweden.", "Denmark", "accused"),
        ("Denmark said Iceland believed Norway had attacked Sweden.", "Iceland Denmark", "believed said"),
        ("Denmark's claim that Norway attacked Sweden is false.", "Denmark", "claim"),
        ("Norway attacked Sweden.", "", ""),
    ],
)
def test_who_reports_a_deed_innermost_first(text, reporters, reports):
    state = standing(word(text, "attacked"))
    assert texts(state.reporters) == reporters.split()
    assert texts(state.reports) == reports.split()
    assert state.factuality is not None


@pytest.mark.parametrize("verb", ["promised", "threatened", "vowed", "offered", "pledged"])
def test_what_is_promised_is_not_said_to_be_so_but_kept(verb):
    state = standing(word(f"Norway {verb} to attack Sweden.", "attack"))
    assert state.factuality is None
    assert state.promise.text == verb


def test_auxiliaries_of_the_pattern_do_not_put_it_off():
    text = "Norway will not attend the talks."
    attend = word(text, "attend")
    assert standing(attend).factuality == "planned"
    assert standing(attend, ignoring=frozenset({word(text, "will").i})).factuality == "asserted"


def test_the_first_reason_is_kept():
    state = standing(word("Norway may try to attack Sweden.", "attack"))
    assert state.factuality is None
    assert state.why == "only try"


# ------------------------------------------------------------------------------------------------------------ laws

PIECES = [
    "Norway",
    "and",
    "who",
    "that",
    "said",
    "was",
    "condemned",
    "by",
    "to",
    "attack",
    "not",
    "if",
    ",",
    "of",
    "it",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_parse_is_too_odd(pieces):
    for w in words(" ".join(pieces)):
        assert all(x in conjuncts(x) for x in [w, *agents(w), *patients(w), *subjects(w)])
        assert all(owners(w))
        assert isinstance(is_negated(w), bool)
        state = standing(w)
        assert (state.factuality is None) == bool(state.why)


def test_deep_nesting_ends():
    text = "Norway said that " * 60 + "Sweden attacked Chad."
    for w in words(text):
        agents(w), patients(w), standing(w)
    assert 0 < len(standing(word(text, "attacked")).reporters) < 60
