"""Paragraphs are where the text has them, words lie where they say, and only the right model is taken."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph import Document
from stancegraph.errors import ModelError
from stancegraph.extraction import parsing
from stancegraph.extraction.parsing import LONGEST_MARKS, MAX_PIECE, describe_model, load_model, paragraphs, parse
from stancegraph.extraction.split_quotes import joined


def cut(text):
    return [text[a:b].strip() for a, b in paragraphs(text)]


def parsed(text):
    return parse(Document(id="a", text=text), load_model())


# ----------------------------------------------------------------------------------------------------- paragraphs

WRAPPED = """The envoy of the northern republic arrived on Monday with a
delegation of forty, which had waited for three weeks in the
harbour and now wanted to be received by the president or by
his brother.
"""


def test_a_blank_line_ends_a_paragraph():
    assert cut("One.\n\nTwo.\n \t\nThree.\n\n\n\nFour.") == ["One.", "Two.", "Three.", "Four."]


def test_lines_of_whole_sentences_are_paragraphs():
    assert cut("The first sentence.\nThe second sentence!\nThe third?") == [
        "The first sentence.",
        "The second sentence!",
        "The third?",
    ]


def test_a_heading_stands_alone():
    assert cut("Sanctions on Mali\nThe first sentence.\n\nThe second.")[0] == "Sanctions on Mali"


def test_a_heading_over_lines_stands_alone():
    long = "The envoy of the northern republic arrived on Monday with a delegation of forty."
    assert cut(f"Sanctions\n{long}\n{long}") == ["Sanctions", long, long]


def test_wrapped_lines_are_one_paragraph():
    assert cut(WRAPPED) == [WRAPPED.strip()]
    assert cut(f"{WRAPPED}\n{WRAPPED}") == [WRAPPED.strip()] * 2


def test_windows_line_ends_make_the_same_paragraphs():
    text = f"{WRAPPED}\nSecond.\n\nThird.\nFourth."
    there = cut(text.replace("\n", "\r\n"))
    assert [p.replace("\r\n", "\n") for p in there] == cut(text)
    assert len(there) == 4


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n\n", "\r\n \r\n", "\t\n\xa0\n"])
def test_no_text_has_no_paragraphs(text):
    assert paragraphs(text) == []
    nothing = parsed(text)
    assert (nothing.words, nothing.sentences, nothing.entities) == ([], [], [])


@pytest.mark.parametrize("text", ["Norway met Sweden and " * 5000, "a" * 100_000, "\u4e2d" * 100_000])
def test_endless_lines_are_cut_without_loss(text):
    spans = paragraphs(text)
    assert all(b - a <= MAX_PIECE for a, b in spans)
    assert "".join(text[a:b] for a, b in spans) == text
    assert len(spans) <= 2 * len(text) / MAX_PIECE + 1


def test_endless_lines_are_cut_between_words():
    text = "Norway met Sweden and " * 5000
    assert all(text[b - 1] == " " for _, b in paragraphs(text))


LINES = st.lists(st.sampled_from(["A heading", WRAPPED, "A sentence.", " ", "\t", "x" * 140, "\u2028", "\x0b", "\x85"]))
TEXTS = st.text() | st.text("ab .\n\r\t\x0c\u2029") | st.builds(str.join, st.sampled_from(["\n", "\r\n", "\r"]), LINES)


@given(TEXTS)
def test_paragraphs_lie_in_the_text_in_order_and_lose_nothing(text):
    spans = paragraphs(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[a:b].strip() for a, b in spans)
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text.split())


# ---------------------------------------------------------------------------------------------------------- words

HOSTILE = [
    "Norway\x00met\x07Sweden.",
    "Norway \u202emet\u202c Sweden.",
    "\ufeffNorway met Sweden \U0001f1f8\U0001f1ea\U0001f600.",
    "e\u0301 \u200b\u200b Norway\u00a0met Sweden\u2028Denmark met Iceland.",
    "Norway   met\n\n\n  Sweden . .. ... \n. ,",
    "<p>Norway &amp; Sweden</p><br/>\n<script>alert(1)</script>",
    '"Norway met "Sweden, \u201cDenmark \u2018met',
    "\u0627\u0644\u0642\u0627\u0647\u0631\u0629 Norway met Sweden.",
]


def check(parse, text):
    at = 0
    for i, word in enumerate(parse.words):
        assert word.i == i
        assert at <= word.start < word.end <= len(text)
        written = text[word.start : word.end]
        assert written == word.text or unicodedata.normalize("NFC", written) == unicodedata.normalize("NFC", word.text)
        assert not word.text.isspace()
        at = word.end
        assert (word.head is word) == (word not in word.head.children)
        assert word.left_edge().i <= i <= word.right_edge().i
        assert parse.words[word.head.i] is word.head
        assert word.head.sentence == word.sentence
    covered = [i for first, end in parse.sentences for i in range(first, end)]
    assert covered == list(range(len(parse.words)))
    for number, (first, end) in enumerate(parse.sentences):
        assert {w.sentence for w in parse.words[first:end]} == {number}
        assert len({w.paragraph for w in parse.words[first:end]}) == 1
        start, stop = parse.span(number)
        assert text[start:stop] == text[start:stop].strip() != ""
    for first, end, label in parse.entities:
        assert 0 <= first < end <= len(parse.words)
        assert label


@pytest.mark.parametrize("text", [*HOSTILE, WRAPPED, f"{WRAPPED}\n{WRAPPED}"])
def test_words_lie_where_they_say(text):
    result = parsed(text)
    check(result, text)
    for word in result.words:
        plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u200b-\u200f\ufeff]", " ", text)
        assert unicodedata.normalize("NFC", plain[word.start : word.end]) == word.text


@given(st.text(max_size=80) | st.text("ae\u0308\u0301\u0323 .K\u212b\u1100\u1161\u0958", max_size=40))
def test_any_text_is_parsed(text):
    check(parsed(text), text)


def test_sentences_and_entities_are_marked():
    result = parsed("Angela Merkel met Emmanuel Macron in Paris. She left on Monday.\n\nNothing more was said.")
    assert [end - first for first, end in result.sentences] == [8, 5, 5]
    assert [w.paragraph for w in result.words] == [0] * 13 + [1] * 5
    persons = [[w.text for w in result.words[a:b]] for a, b, label in result.entities if label == "PERSON"]
    assert persons == [["Angela", "Merkel"], ["Emmanuel", "Macron"]]


def test_a_parse_does_not_depend_on_what_was_parsed_before():
    text = "Angela Merkel met Emmanuel Macron in Paris.\n\nShe left on Monday."

    def shape(result):
        return [(w.text, w.lemma, w.tag, w.dep, w.head.i, w.entity, w.sentence) for w in result.words]

    first = shape(parsed(text))
    parsed("Colourless green ideas \U0001f600 sleep furiously. " * 50)
    assert shape(parsed(text)) == first


@pytest.mark.parametrize(
    "dateline",
    [
        "KIGALI - ",
        "KIGALI, Nov 2 (AGENCY) - ",
        "ADDIS ABABA, Ethiopia, Nov. 12 (AGENCY) \u2014 ",
        "GENEVA (AGENCY) -- ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline):
    text = f"{dateline}Sweden condemned Norway."
    result = parsed(text)
    check(result, text)
    assert [w.text for w in result.words] == ["Sweden", "condemned", "Norway", "."]


@pytest.mark.parametrize(
    "text", ["Sweden - the host - condemned Norway.", "SWEDEN CONDEMNS NORWAY", "US-Iran talks began."]
)
def test_no_dateline_is_seen_where_there_is_none(text):
    assert parsed(text).words[0].start == 0


# ---------------------------------------------------------------------------------------------------------- model


def test_an_unknown_model_is_named():
    with pytest.raises(ModelError, match=r"^model 'no_such_model' is not installed") as raised:
        load_model("no_such_model")
    assert len(str(raised.value).splitlines()) == 1


def test_a_folder_that_is_no_model_is_named(tmp_path):
    with pytest.raises(ModelError, match="is not installed or does not fit") as raised:
        load_model(str(tmp_path))
    assert str(tmp_path) in str(raised.value)


def test_a_model_without_a_parser_is_refused(tmp_path):
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="has no ner, parser, tagger: expected a full English pipeline"):
        load_model(str(tmp_path / "blank"))


def test_altered_weights_are_refused(monkeypatch):
    monkeypatch.setitem(parsing.MODEL_DIGESTS, "ner/model", "0" * 64)
    load_afresh = load_model.__wrapped__
    with pytest.raises(ModelError, match=r"ner/model has SHA-256 cd93e9ca9126….*expected 000000000000…"):
        load_afresh(None)


def test_the_model_is_loaded_once_and_describes_itself():
    assert load_model() is load_model()
    assert re.fullmatch(r"en_core_web_sm\w* 3\.8\.\d", describe_model(load_model()))
    assert set(load_model().pipe_names) <= parsing.COMPONENTS


# ---------------------------------------------------------------------------------------------------- runs of marks


@pytest.mark.parametrize("marks", ["(" * 3_000, "[" * 1_500 + "]" * 1_500, "_" * 3_000, "-=" * 1_500])
def test_long_runs_of_marks_are_no_words_and_move_nothing(marks):
    text = f"Sweden condemned Norway. {marks} Norway condemned Sweden.{marks}"
    parse = parsed(text)
    assert " ".join(word.text for word in parse.words) == "Sweden condemned Norway . Norway condemned Sweden ."
    assert all(text[word.start : word.end] == word.text for word in parse.words)


def test_short_runs_of_marks_are_read():
    assert [word.text for word in parsed("(" * LONGEST_MARKS).words] == ["("] * LONGEST_MARKS
    assert parsed("(" * (LONGEST_MARKS + 1)).words == []


# --------------------------------------------------------------------------------------------------- split quotes

SPLIT = [
    '"We condemn," Kenyan minister Amos Kiprono said, "this raid by Chad."',
    "“We will not,” said Mali, “accept this plan. It is bad.” He left.",
    '"We are tired", Mali said, "and Chad must leave."',
    '"Tu\u0308rkei," said Mali on Friday, "has lied to us 3.5 times."',
]


@pytest.mark.parametrize("text", SPLIT)
def test_words_of_a_split_quote_stand_where_the_text_has_them(text):
    found = parsed(text)
    letters = re.sub(r"\s", "", text)
    assert re.sub(r"\s", "", "".join(text[w.start : w.end] for w in found.words)) == letters
    assert [w.i for w in found.words] == list(range(len(found.words)))
    assert all(a.end <= b.start for a, b in pairwise(found.words))
    assert [w.sentence for w in found.words] == [
        n for n, (begin, end) in enumerate(found.sentences) for _ in range(begin, end)
    ]


def test_halves_of_a_split_quote_hang_together():
    found = parsed(SPLIT[0])
    raid = next(w for w in found.words if w.text == "raid")
    assert raid.dep == "dobj"
    assert raid.head.text == "condemn"


@pytest.mark.parametrize(
    "text",
    [
        '"We condemn this," he said. "This raid is bad."',
        '"It is a lie," he said, adding that "they" lied.',
        'He said, "it is late," and she added, "so it is."',
        'The "Rex", the owner said, beat the "Lion".',
    ],
)
def test_whole_quotes_are_not_joined(text):
    assert joined(text) is None
