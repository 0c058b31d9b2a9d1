"""What is kept of words is what the pipeline's own components say of them."""

from __future__ import annotations

import pytest

from stancegraph.extraction import word_forms
from stancegraph.extraction.parsing import _forms_of, _read, load_model
from stancegraph.extraction.word_forms import WordForms

TEXTS = [
    "There is a war. There's  no end, and there were talks that he'd had.",
    "Let's meet, let them; they're gonna go, y'all gotta run, c'mon. It ain't, I ain't.",
    "There",
    "The men that fled have had what they had to have: MPs, F-16s, airmen. That hopes fade is what they fear.",
    "She got out when it got dark. It does what it did, as the US does.",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_forms_are_those_of_the_whole_pipeline(text):
    nlp = load_model()
    whole = [_read(token) for token in nlp(text)]
    forms = WordForms(nlp, _read, is_known=True)
    for _ in range(2):  # once judged, once kept
        assert forms.of(nlp(text, disable=forms.left_out)) == whole


def test_words_of_one_text_are_kept_for_others():
    nlp = load_model()
    forms = WordForms(nlp, _read, is_known=True)
    for text in (*TEXTS, *TEXTS):
        assert forms.of(nlp(text, disable=forms.left_out)) == [_read(token) for token in nlp(text)]


def test_forms_are_begun_anew_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(word_forms, "MAX_KNOWN", 3)
    test_words_of_one_text_are_kept_for_others()


def test_pairs_that_the_ruler_judges_are_known():
    """A new version of the model with other pairs must not be read as this one is."""
    patterns = [
        pattern
        for entry in load_model().get_pipe("attribute_ruler").patterns
        for pattern in entry["patterns"]
        if len(pattern) > 1
    ]
    firsts = [pattern[0].get("LOWER", pattern[0].get("DEP")) for pattern in patterns]
    named = {first for first in firsts if isinstance(first, str)}
    assert named == (word_forms.FIRST_OF_PAIR - {"y", "y'"}) | {word_forms.EXPLETIVE}
    assert [first["REGEX"] for first in firsts if not isinstance(first, str)] == ["^y'?$"]
    assert all(len(pattern) == 2 for pattern in patterns)


def test_of_another_pipeline_nothing_is_left_out():
    nlp = load_model()
    forms = WordForms(nlp, _read, is_known=False)
    assert not forms.left_out
    assert forms.of(nlp(TEXTS[0])) == [_read(token) for token in nlp(TEXTS[0])]


def test_extraction_keeps_forms_of_the_model_of_the_package():
    assert _forms_of(load_model()).left_out == list(word_forms.WORDWISE)
