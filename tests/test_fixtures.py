"""The fixture files are what fixtures/README.md says they are."""

import json
import re
import string
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"
FOLDERS = [FIXTURES / "articles", FIXTURES / "unseen-articles"]
CASES = FIXTURES / "cases"

STANCES = {
    *("accuses", "condemns", "denies", "rejects", "demands", "urges", "summons", "threatens", "protests"),
    *("sanctions", "mobilises", "coerces", "attacks", "investigates", "consults", "supports", "agrees"),
    *("concedes", "cooperates", "aids", "retreats"),
}
SYMMETRIC = {"consults", "agrees", "cooperates"}
TARGET_MAY_BE_MISSING = {"denies", "rejects", "demands", "urges", "protests", "investigates"}
FACTUALITIES = {"asserted", "alleged", "planned", "denied"}
KINDS = {"country", "official", "organisation", "group"}
COUNTRY = re.compile(r"[A-Z]{3}")

ARTICLE_NAMES = sorted(path.stem for folder in FOLDERS for path in (folder / "docs").glob("*.txt"))
CASE_FILES = sorted(CASES.rglob("*.jsonl"))


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def article(name):
    folder = next(f for f in FOLDERS if (f / "docs" / f"{name}.txt").exists())
    text = (folder / "docs" / f"{name}.txt").read_bytes().decode("utf-8")
    return text, lines(folder / "gold" / f"{name}.jsonl")


def pair(statement):
    """Return what makes a statement the same as another in its sentence."""
    ends = [statement[side] and statement[side]["name"] for side in ("source", "target")]
    return (statement["stance"], *(sorted(ends) if statement["stance"] in SYMMETRIC else ends))


def of(path):
    return f"{path.parent.name}/{path.stem}"


def test_all_fixtures_are_there():
    assert [len(list((folder / "docs").iterdir())) for folder in FOLDERS] == [16, 10]
    assert "north-korean-troops" in ARTICLE_NAMES
    open_files = {path.stem for path in CASES.glob("*.jsonl")}
    heldout_files = {path.stem for path in (CASES / "heldout").glob("*.jsonl")}
    assert open_files == heldout_files
    assert "negatives" in open_files
    assert len(open_files) == 26


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_documents_metadata_and_texts_agree(folder):
    documents = lines(folder / "documents.jsonl")
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    names = sorted(path.stem for path in (folder / "docs").glob("*.txt"))
    assert [document["id"] for document in documents] == names == sorted(meta)
    for document in documents:
        text, _ = article(document["id"])
        assert document["text"] == text
        assert {key: document[key] for key in ("date", "title", "outlet", "url")} == meta[document["id"]]
        assert re.fullmatch(r"(19|20)\d\d-\d\d-\d\d", document["date"])
        assert document["title"]
        assert document["outlet"]


@pytest.mark.parametrize("name", ARTICLE_NAMES)
def test_article_has_the_length_of_a_news_report(name):
    text, _ = article(name)
    assert 330 <= len(text.split()) <= 700
    assert "\r" not in text
    assert text.endswith("\n")


@pytest.mark.parametrize("name", ARTICLE_NAMES)
def test_evidence_is_one_sentence_of_the_text(name):
    text, statements = article(name)
    spans = sorted({(s["start"], s["end"]) for s in statements})
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for start, end in spans:
        sentence = text[start:end]
        assert sentence == sentence.strip()
        assert "\n" not in sentence
        assert start == 0 or text[start - 1] in " \n"
        assert text[end] in " \n"
        assert sentence[0] in string.ascii_uppercase + '"'
        heading = text[end] == "\n" and (start == 0 or text[start - 1] == "\n")
        assert heading or sentence.rstrip('"')[-1] in ".!?"


@pytest.mark.parametrize("name", ARTICLE_NAMES)
def test_sentences_are_numbered_in_the_order_of_the_text(name):
    _, statements = article(name)
    numbers = {s["start"]: s["sentence"] for s in statements}
    assert all(numbers[s["start"]] == s["sentence"] for s in statements)
    in_order = [numbers[start] for start in sorted(numbers)]
    assert in_order == sorted(set(in_order))


@pytest.mark.parametrize("name", ARTICLE_NAMES)
def test_article_statements_follow_the_codebook(name):
    _, statements = article(name)
    assert len(statements) >= 20
    for s in statements:
        assert set(s) == {"start", "end", "sentence", "source", "stance", "target", "factuality", "attributed_to"}
        assert s["stance"] in STANCES
        assert s["factuality"] in FACTUALITIES
        assert s["target"] is not None or s["stance"] in TARGET_MAY_BE_MISSING
        assert s["target"] is None or s["source"]["name"] != s["target"]["name"]
        assert s["attributed_to"] is None or s["factuality"] == "alleged"
    repeats = Counter((s["start"], pair(s)) for s in statements)
    assert not [key for key, times in repeats.items() if times > 1]


@pytest.mark.parametrize("name", ARTICLE_NAMES)
def test_actors_are_named_in_the_text(name):
    text, statements = article(name)
    folded = text.casefold()
    actors = {}
    for s in statements:
        for actor in filter(None, (s["source"], s["target"])):
            assert set(actor) == {"name", "kind", "country", "aliases"}
            assert actors.setdefault(actor["name"], actor) == actor, "an actor is the same in the whole article"
    for actor in actors.values():
        assert actor["kind"] in KINDS
        assert actor["country"] is None or COUNTRY.fullmatch(actor["country"])
        assert actor["kind"] != "country" or actor["country"]
        assert actor["aliases"] == sorted(set(actor["aliases"]) - {actor["name"]})
        assert all(alias.casefold() in folded for alias in actor["aliases"])
        assert actor["aliases"] or actor["name"].casefold() in folded
    assert {s["attributed_to"] for s in statements} - {None} <= set(actors)


@pytest.mark.parametrize("name", ARTICLE_NAMES)
def test_whom_an_alleged_deed_is_attributed_to_accuses_somebody_in_that_sentence(name):
    _, statements = article(name)
    accusing = {(s["start"], s["source"]["name"]) for s in statements if s["stance"] in ("accuses", "condemns")}
    for s in statements:
        if s["attributed_to"]:
            assert (s["start"], s["attributed_to"]) in accusing


def test_articles_show_every_kind_of_actor_and_most_stances():
    every = [s for name in ARTICLE_NAMES for s in article(name)[1]]
    assert {s["source"]["kind"] for s in every} == KINDS
    assert len({s["stance"] for s in every}) == len(STANCES)
    assert {s["factuality"] for s in every} >= {"asserted", "alleged", "planned"}


@pytest.mark.parametrize("path", CASE_FILES, ids=of)
def test_case_is_well_formed(path):
    optional = {
        "factuality",
        "attributed_to",
        "about",
        *(f"{side}_{what}" for side in ("source", "target") for what in ("kind", "country", "role")),
    }
    for case in lines(path):
        assert set(case) == {"label", "text", "statements", "origin", "expect"}
        assert case["label"] == case["label"].strip() != ""
        assert case["text"] == case["text"].strip() != ""
        assert case["expect"] in ("pass", "fail")
        assert (case["origin"] == "negative") == (not case["statements"])
        assert case["origin"] in ("synthetic", "wild", "negative")
        for s in case["statements"]:
            assert {"source", "stance", "target"} <= set(s) <= {"source", "stance", "target"} | optional
            assert s["source"]
            assert s["stance"] in STANCES
            assert s["target"] or (s["target"] is None and s["stance"] in TARGET_MAY_BE_MISSING)
            assert s["source"] != s["target"]
            assert s.get("factuality", "asserted") in FACTUALITIES
            assert "attributed_to" not in s or s["factuality"] == "alleged"
            for side in ("source", "target"):
                assert s.get(f"{side}_kind", "group") in KINDS
                assert COUNTRY.fullmatch(s.get(f"{side}_country", "XKX"))
        pairs = Counter(
            (
                s["stance"],
                *(sorted((s["source"], s["target"])) if s["stance"] in SYMMETRIC else (s["source"], s["target"])),
            )
            for s in case["statements"]
        )
        assert max(pairs.values(), default=1) == 1, case["label"]


def test_no_label_and_no_text_comes_twice():
    cases = [case for path in CASE_FILES for case in lines(path)]
    for field in ("label", "text"):
        assert not [value for value, times in Counter(case[field] for case in cases).items() if times > 1]


def test_every_stance_has_six_open_and_three_unseen_cases():
    for path, least in ((CASES / "stances.jsonl", 6), (CASES / "heldout" / "stances.jsonl", 3)):
        by_label = Counter(case["label"].split(":")[0] for case in lines(path))
        assert set(by_label) == STANCES
        assert min(by_label.values()) >= least
        for case in lines(path):
            assert case["label"].split(":")[0] in {s["stance"] for s in case["statements"]}


def test_negatives_are_many_and_hold_no_statement():
    opened, unseen = lines(CASES / "negatives.jsonl"), lines(CASES / "heldout" / "negatives.jsonl")
    assert len(opened) >= 150
    assert len(unseen) >= 50
    assert all(case["origin"] == "negative" for case in opened + unseen)


def test_about_a_third_of_the_cases_is_held_out():
    opened = sum(len(lines(path)) for path in CASES.glob("*.jsonl"))
    unseen = sum(len(lines(path)) for path in (CASES / "heldout").glob("*.jsonl"))
    assert 0.25 <= unseen / (opened + unseen) <= 0.4
