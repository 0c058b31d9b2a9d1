"""Headlines in title case: which words keep their capitals."""

import pytest

from stancegraph import Document, extract, load_gazetteer
from stancegraph.extraction.parsing import load_model
from stancegraph.extraction.title_case import Lowering, dictionary_of, is_title_case, names_within


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Iran Condemns Turkish Raid", True),
        ("Iran Slams Mali over Raid With Drones", True),
        ("Iran condemns Turkish raid", False),
        ("IRAN CONDEMNS TURKISH RAID", False),
        ("Iran Condemns Turkish Raid.", False),
        ("United Nations", False),
        ("", False),
    ],
)
def test_title_case_is_told_by_the_longer_words(line, expected):
    assert is_title_case(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Iran Condemns Turkish Raids on Border Villages", "Iran condemns Turkish raids on border villages"),
        ("United Nations Security Council Meets on Sudan", "United Nations Security Council meets on Sudan"),
        ("Peru Hails Trump Over Drug Deal", "Peru hails Trump over drug deal"),
        ("Peru Frees Karimi Aide in Lima", "Peru frees Karimi aide in Lima"),
    ],
)
def test_only_common_words_without_a_known_name_are_lowered(line, expected):
    assert Lowering(load_model(), load_gazetteer()).of(line, frozenset()) == expected


def test_a_word_that_the_text_has_in_capitals_keeps_its_own():
    names = names_within(["Peru Frees Strong Critic", "The court freed Anna Strong, who fell ill."])
    assert "Strong" in names
    assert Lowering(load_model(), load_gazetteer()).of("Peru Frees Strong Critic", names) == "Peru frees Strong critic"


def test_a_pipeline_without_a_dictionary_changes_nothing():
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    assert dictionary_of(nlp) == frozenset()
    assert Lowering(nlp, load_gazetteer()).of("Iran Condemns Turkish Raid", frozenset()) == "Iran Condemns Turkish Raid"


def test_the_quote_is_the_headline_as_it_stands():
    text = "Iran Condemns Turkish Raid on Village\n\nSnow fell in the hills."
    [statement] = extract([Document(id="a", text=text)])
    assert statement.evidence.quote == "Iran Condemns Turkish Raid on Village"
    assert (statement.source.name, statement.stance, statement.target.name) == ("Iran", "condemns", "Turkey")
