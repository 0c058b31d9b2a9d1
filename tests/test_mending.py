"""Known faults of the parser are mended, each by its shape, and a parse stays a tree whatever is mended."""

import json
from pathlib import Path

import pytest

from stancegraph import Document, load_codebook
from stancegraph.extraction.mending import mend
from stancegraph.extraction.parsing import load_model, parse

CASES = Path(__file__).parent.parent / "fixtures" / "cases"
VERBS = load_codebook().verbs


def mended(text):
    repairs = []
    whole = parse(Document(id="a", text=text), load_model())
    mend(whole, VERBS, repairs)
    return whole, repairs


@pytest.mark.parametrize(
    ("text", "word", "before", "after"),
    [
        ("Iran admits downing a Ukrainian jet.", "admits", ("aux", "downing"), ("ROOT", "admits")),
        ("Norway urged Sweden to think again and spoke with Denmark.", "spoke", ("conj", "think"), ("conj", "urged")),
        ("The minister spoke for two hours with the king.", "with", ("prep", "hours"), ("prep", "spoke")),
        (
            "The minister complained to a crowd of supporters that Norway had betrayed Sweden.",
            "betrayed",
            ("relcl", "crowd"),
            ("ccomp", "complained"),
        ),
        ("Sweden called in the ambassador of Iran.", "ambassador", ("pobj", "in"), ("dobj", "called")),
        (
            "The army defeated the rebels in the north and Turkey threatened Syria.",
            "Turkey",
            ("conj", "north"),
            ("nsubj", "threatened"),
        ),
        ("Turkey summons Swedish envoy", "Turkey", ("compound", "summons"), ("nsubj", "summons")),
    ],
)
def test_a_word_is_hung_where_it_belongs(text, word, before, after):
    _, repairs = mended(text)
    repair = next(r for r in repairs if r.word.text == word)
    assert (repair.dep, repair.head.text) == before
    assert (repair.word.dep, repair.word.head.text) == after


def test_a_noun_of_a_headline_becomes_its_verb():
    parsed, _ = mended("Turkey summons Swedish envoy")
    assert (parsed.words[1].lemma, parsed.words[1].pos, parsed.words[1].tag) == ("summon", "VERB", "VBZ")


@pytest.mark.parametrize(
    "text",
    [
        "Norway has been encouraging Sweden to leave.",
        "Norway urged Sweden to withdraw and to apologise.",
        "The minister told a crowd in Lagos that Ghana had attacked Togo.",
        "Lebanon talks stall",
        "Turkey summons: a history of the Swedish envoy.",
    ],
)
def test_what_is_right_stays(text):
    assert mended(text)[1] == []


def test_every_parse_stays_a_tree():
    texts = [
        json.loads(line)["text"]
        for file in sorted(CASES.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()[::4]
    ]
    parsed, repairs = mended("\n\n".join(texts))
    assert repairs
    for word in parsed.words:
        seen = {word.i}
        top = word
        while top.head is not top:
            top = top.head
            assert top.i not in seen, word.text
            seen.add(top.i)
        assert word.head is word or sum(c is word for c in word.head.children) == 1
        assert all(c.head is word for c in word.children)
        assert [c.i for c in word.children] == sorted(c.i for c in word.children)
