"""Foreign texts are caught, English ones full of foreign names are not."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from stancegraph.extraction.language import MIN_WORDS, foreign_language

PARAGRAPHS = [
    json.loads(line)
    for line in Path(__file__)
    .parent.parent.joinpath("fixtures/languages/paragraphs.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
FOREIGN = [p for p in PARAGRAPHS if p["language"] != "en"]
ENGLISH = [p for p in PARAGRAPHS if p["language"] == "en"]


def test_there_are_enough_paragraphs_to_set_thresholds_on():
    assert len({p["language"] for p in FOREIGN}) >= 12
    assert len(ENGLISH) >= 12


@pytest.mark.parametrize("paragraph", FOREIGN, ids=lambda p: p["language"])
def test_foreign_paragraph_is_named(paragraph):
    assert foreign_language(paragraph["text"]) == paragraph["language"]


@pytest.mark.parametrize("paragraph", ENGLISH, ids=lambda p: p["text"][:30])
def test_english_with_foreign_names_passes(paragraph):
    assert foreign_language(paragraph["text"]) is None


@pytest.mark.parametrize("paragraph", ENGLISH, ids=lambda p: p["text"][:30])
def test_single_english_sentences_pass(paragraph):
    assert [s for s in paragraph["text"].split(". ") if foreign_language(s)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "12 345",
        "Berlin verurteilt den Angriff",
        "Россия",
        "Putin (Путин) met Xi (习近平) in Beijing (北京).",
        "!" * 100,
        "1 2 3 " * 50,
    ],
)
def test_too_little_to_tell_passes(text):
    assert foreign_language(text) is None


@pytest.mark.parametrize("paragraph", FOREIGN[:15], ids=lambda p: p["language"])
def test_short_texts_in_latin_script_are_never_refused(paragraph):
    assert foreign_language(" ".join(paragraph["text"].split()[: MIN_WORDS - 5])) is None


def test_one_sentence_in_another_script_is_caught():
    assert foreign_language("Сеул выразил протест послу России.") == "ru"


def test_capitals_do_not_hide_a_language():
    german = next(p["text"] for p in FOREIGN if p["language"] == "de")
    assert foreign_language(german.upper()) == "de"


def test_english_article_with_a_foreign_paragraph_passes():
    english = " ".join(p["text"] for p in ENGLISH)
    assert foreign_language(english + " " + FOREIGN[1]["text"]) is None


def test_long_text_takes_no_longer_than_its_sample():
    assert foreign_language(FOREIGN[0]["text"] * 2000) == "de"


def test_threads_agree():
    texts = [p["text"] for p in PARAGRAPHS] * 3
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(foreign_language, texts)) == [foreign_language(text) for text in texts]


def test_detector_is_loaded_only_when_asked():
    code = (
        "import sys, stancegraph.extraction.language as m\n"
        "assert 'py3langid' not in sys.modules\n"
        "assert m.foreign_language('Too short.') is None\n"
        "assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_gold_texts_pass():
    folder = Path(__file__).parent.parent.parent / "shared" / "gold"
    if not folder.is_dir():
        pytest.skip("the gold texts are not beside the repository")
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("docs/*.txt"))]
    texts += [r["text"] for r in json.loads((folder / "sentences.json").read_text(encoding="utf-8"))]
    assert [text for text in texts if foreign_language(text)] == []
