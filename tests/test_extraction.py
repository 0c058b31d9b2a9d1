"""Documents in, statements out: the records are sound, the same every time, and no text is too odd."""

import datetime as dt
import json
import random
import re
import subprocess
import sys
import unicodedata
import warnings
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import stancegraph
from stancegraph import Document, Statement, extract, iter_extractions, load_codebook, read_documents
from stancegraph.errors import ModelError, SkippedTextWarning
from stancegraph.extraction import LOT
from stancegraph.extraction.language import foreign_language
from stancegraph.gazetteer import load_gazetteer

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "fixtures" / "articles"
CODEBOOK = load_codebook()
GERMAN = (
    "Die Regierung in Berlin verurteilte am Montag den Angriff auf das Krankenhaus und forderte eine sofortige "
    "Untersuchung durch die Vereinten Nationen, wie ein Sprecher des Ministeriums am Abend sagte."
)


@pytest.fixture(scope="module")
def documents():
    return read_documents(ARTICLES / "documents.jsonl")


@pytest.fixture(scope="module")
def statements(documents):
    return extract(documents)


def written(statements):
    return [s.model_dump_json() for s in statements]


def check(document, statements):
    """Raise unless each statement is sound in itself and lies in the text."""
    text = document.text
    for s in statements:
        evidence, stance = s.evidence, CODEBOOK.stances[s.stance]
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert evidence.quote == text[evidence.start : evidence.end]
        assert evidence.start <= evidence.cue.start < evidence.cue.end <= evidence.end
        assert text[evidence.cue.start : evidence.cue.end].strip()
        assert (s.sign, s.symmetric, s.intensity) == (stance.sign, stance.symmetric, stance.intensity)
        assert s.target is not None or stance.target == "optional"
        assert s.target is None or s.target.id != s.source.id
        assert s.factuality == "alleged" or s.attributed_to is None
        assert s.attributed_to is None or s.attributed_to.id != s.source.id
        assert 0 < s.confidence <= 1
        assert s.document == document.reference()
        assert s.about is None or 0 < len(s.about) <= 300
    assert len({s.id for s in statements}) == len(statements)
    assert [s.evidence.start for s in statements] == sorted(s.evidence.start for s in statements)
    place = Counter(
        (s.evidence.start, s.stance, *(sorted(ends) if s.symmetric else ends))
        for s in statements
        for ends in [(s.source.id, "" if s.target is None else s.target.id)]
    )
    assert set(place.values()) <= {1}, "once a sentence"


def read(text):
    """Return what is found in any text, checked; what is skipped as foreign is skipped loudly elsewhere."""
    document = Document(id="a", text=text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkippedTextWarning)
        found = extract([document])
    check(document, found)
    return found


# -------------------------------------------------------------------------------------------------------- records


def test_statements_of_whole_articles_are_sound(documents, statements):
    by_document = {d.id: [s for s in statements if s.document.id == d.id] for d in documents}
    for document in documents:
        check(document, by_document[document.id])
        assert by_document[document.id]
    assert [s for found in by_document.values() for s in found] == statements
    assert len({s.id for s in statements}) == len(statements)


def test_statements_outlive_json(statements):
    assert [Statement.model_validate_json(line) for line in written(statements)] == statements


def test_one_actor_has_one_record_in_a_document(documents, statements):
    for document in documents:
        here = [s for s in statements if s.document.id == document.id]
        ends = [a for s in here for a in (s.source, s.target, s.attributed_to) if a is not None]
        records = {a.id: set() for a in ends}
        for actor in ends:
            records[actor.id].add(actor)
        assert [i for i, found in records.items() if len(found) > 1] == []


def test_ids_tell_what_they_are_of(statements):
    for s in statements:
        for actor in (s.source, s.target):
            if actor is None:
                continue
            kind, _, rest = actor.id.partition(":")
            assert kind == actor.kind
            if kind == "country":
                assert rest == actor.country
            elif actor.country is not None and "/" in rest:
                assert rest.startswith(f"{actor.country.lower()}/")
            scoped = rest.partition("@")[2]
            assert scoped in {"", s.document.id}


def test_the_cue_is_part_of_the_sentence_and_no_more():
    text = "It rained. On Monday Norway launched an attack on Sweden. It snowed."
    [statement] = read(text)
    assert statement.evidence.quote == "On Monday Norway launched an attack on Sweden."
    assert statement.evidence.parts()[1] in {"attack on", "launched an attack on"}


def test_dates_are_those_of_publication():
    text = "Norway condemned Sweden."
    [dated] = extract([Document(id="a", text=text, date=dt.date(2024, 10, 18))])
    assert (dated.date, dated.date_end, dated.date_basis) == (dt.date(2024, 10, 18), None, "publication")
    [undated] = extract([Document(id="a", text=text)])
    assert (undated.date, undated.date_basis) == (None, None)


def test_statements_say_what_found_them(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[stance.condemns]\nverbs = ["tut at TARGET"]', encoding="utf-8")
    own = load_codebook(path)
    [statement] = extract([Document(id="a", text="Norway condemned Sweden.")])
    [other] = extract([Document(id="a", text="Norway condemned Sweden.")], codebook=own)
    found_by = statement.evidence.found_by
    assert found_by.extractor == "stancegraph rules"
    assert found_by.version == stancegraph.__version__
    assert re.fullmatch(r"en_core_web_sm\w* 3\.8\.\d", found_by.model)
    assert found_by.codebook == CODEBOOK.digest
    assert found_by.gazetteer == load_gazetteer().digest
    assert other.evidence.found_by.codebook == own.digest != CODEBOOK.digest
    assert other.id == statement.id


@pytest.mark.parametrize(
    "text",
    [
        "Türkiye condemned São Tomé.",
        "José Müller, the Swiss foreign minister, condemned Türkiye.",
        "Recep Tayyip Erdoğan met Łukasz Müller in Córdoba.",
    ],
)
def test_decomposed_letters_are_read_as_composed_ones(text):
    def read(form):
        document = Document(id="a", text=unicodedata.normalize(form, text))
        [statement] = extract([document])
        evidence = statement.evidence
        assert evidence.quote == document.text[evidence.start : evidence.end] == document.text
        cue = unicodedata.normalize("NFC", document.text[evidence.cue.start : evidence.cue.end])
        return statement.source, statement.stance, statement.target, cue

    assert read("NFD") == read("NFC")


def test_a_gazetteer_of_ones_own_is_used(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[[organisation]]\nid = "organisation:nor/skogkatt"\nname = "Skogkatt"\n', encoding="utf-8")
    document = Document(id="a", text="Skogkatt condemned Sweden.")
    own = load_gazetteer(path)
    [statement] = extract([document], gazetteer=own)
    assert statement.evidence.found_by.gazetteer == own.digest != load_gazetteer().digest
    assert (statement.source.id, statement.source.country) == ("organisation:nor/skogkatt", "NOR")


# ------------------------------------------------------------------------------------------------------------ order


def test_the_same_in_every_order_of_documents(documents, statements):
    shuffled = list(documents)
    random.Random(1).shuffle(shuffled)
    assert shuffled != documents
    again = extract(shuffled)
    assert sorted(written(again)) == sorted(written(statements))
    assert list(dict.fromkeys(s.document.id for s in again)) == [d.id for d in shuffled]


def test_the_same_for_any_number_of_processes(documents, statements):
    assert written(extract(documents, processes=2)) == written(statements)


def test_a_script_without_a_guard_is_told_what_to_do(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from stancegraph import Document, StancegraphError\nfrom stancegraph.extraction import extract\n"
        "try:\n    extract([Document(id='a', text='Sweden condemned Norway.')], processes=2)\n"
        "except StancegraphError as error:\n    print(error)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.startswith("processes=2: one of them ended before its work was done; in a script")
    assert done.stdout.count("\n") == 1


def test_processes_use_the_codebook_they_are_given(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[stance.condemns]\nverbs = ["tut at TARGET"]', encoding="utf-8")
    pair = [Document(id=i, text="Norway tutted at Sweden.") for i in "ab"]
    pair.insert(1, Document(id="german", text=GERMAN))
    with pytest.warns(SkippedTextWarning, match="'german'"):
        found = list(iter_extractions(pair, codebook=load_codebook(path), processes=2))
    assert [d.id for d, _ in found] == ["a", "german", "b"]
    assert [len(s) for _, s in found] == [1, 0, 1]


def test_no_more_documents_are_asked_for_than_are_parsed_together():
    text = "Norway condemned Sweden. " * 20
    asked = []

    def endless():
        for number in range(1_000_000):
            asked.append(number)
            yield Document(id=str(number), text=text)

    stream = iter_extractions(endless())
    document, statements = next(stream)
    assert (document.id, len(statements)) == ("0", 20)
    assert len(asked) == -(-LOT // len(text))
    for _ in asked[:-1]:
        next(stream)
    assert len(asked) == -(-LOT // len(text))


def test_a_text_reads_alike_alone_and_in_company(documents):
    texts = [line for document in documents[:4] for line in document.text.splitlines() if line.strip()]
    short = [Document(id=str(number), text=text) for number, text in enumerate(texts)]
    assert len(short) > 20
    assert list(iter_extractions(short)) == [read for document in short for read in iter_extractions([document])]


# ---------------------------------------------------------------------------------------------- nothing to be found


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\n", "\u200b\ufeff", ".", "\x00", "It rained."])
def test_no_text_yields_nothing(text):
    assert extract([Document(id="a", text=text)]) == []


def test_no_documents_yield_nothing():
    assert extract([]) == []
    assert extract([], processes=2) == []


@pytest.mark.parametrize("given", ["A text.", ["A text."], Document(id="a", text="A text."), [None]])
def test_what_is_no_list_of_documents_is_told(given):
    with pytest.raises(TypeError, match=r"documents: got (str|Document|NoneType) .*, expected a list of documents"):
        extract(given)


def test_a_foreign_text_is_skipped_with_a_warning():
    with pytest.warns(SkippedTextWarning, match=r"document 'a': .*'de'.*expected English: skipped") as caught:
        found = list(iter_extractions([Document(id="a", text=GERMAN), Document(id="b", text="Norway met Sweden.")]))
    assert [(d.id, len(s)) for d, s in found] == [("a", 0), ("b", 1)]
    assert len(caught) == 1


def test_an_unknown_model_is_an_error_of_ours():
    with pytest.raises(ModelError, match="no_such_model"):
        extract([Document(id="a", text="Norway met Sweden.")], model="no_such_model")


# -------------------------------------------------------------------------------------------------------- odd texts

NASTY = {
    "control characters": "Norway\x00 condemned\x07 Sweden\x1b[31m.\x0c",
    "right to left": "\u202eNorway condemned Sweden\u202c. \u0627\u0644\u0642\u0627\u0647\u0631\u0629 condemned Oslo.",
    "emoji": "\U0001f1f3\U0001f1f4 Norway condemned Sweden \U0001f468\u200d\U0001f469\u200d\U0001f467.",
    "byte order mark": "\ufeffNorway condemned Sweden.",
    "zero width": "Nor\u200bway con\u200cdemned Swe\u2060den. Norway condemned Sweden.",
    "combining": "Norway con\u0301demned Swe\u0308den. e\u0301\u0301\u0301\u0301 Norway condemned Sweden.",
    "unclosed quotes": '"Norway said "Sweden said \u201cChad said \u00abMali said Norway condemned Sweden.',
    "closing quotes alone": '\u201d\u201d Norway condemned Sweden." \u00bb said Chad',
    "nested quotes": "\u201c" * 200 + "Norway condemned Sweden" + "\u201d" * 100 + ", Chad said.",
    "HTML remains": "<p>Norway &amp; Chad condemned <b>Sweden</b>.</p><script>alert('Mali met Chad')</script><!--",
    "markup in names": "<script>alert(1)</script> Ministry condemned Sweden. Norway condemned '; DROP TABLE x; --.",
    "formulas": "=cmd|' /C calc'!A0 condemned Sweden. +Norway condemned @Sweden.",
    "no spaces": "NorwaycondemnedSwedenandDenmarkattackedChad" * 50,
    "brackets": "(((((Norway [[[ condemned {{{ Sweden" * 20,
    "only punctuation": "...,,,;;;!!!???---" * 100,
    "capitals": "NORWAY CONDEMNED SWEDEN AND ATTACKED DENMARK " * 20,
    "line breaks everywhere": "Norway condemned Sweden and then it attacked Denmark .\n".replace(" ", "\n") * 5,
    "windows": "Norway condemned Sweden.\r\n\r\nDenmark attacked\r\nChad.\r",
    "separators": "Norway condemned Sweden.\u2028Denmark attacked Chad.\u2029Mali met Togo.\x85Chad met Oman.",
    "titles without end": "President " * 300 + "Novak condemned Sweden.",
    "possessors without end": "Norway's " * 300 + "army condemned Sweden.",
    "conjuncts without end": "Norway and " * 200 + "Sweden condemned Denmark.",
    "appositions without end": "Norway, the kingdom, " * 100 + "condemned Sweden.",
    "reports without end": "Norway said that Sweden said that " * 100 + "Denmark attacked Chad.",
    "relatives without end": "Norway, which condemned Sweden, which attacked " * 60 + "Chad.",
    "negations without end": "Norway did not not not not " * 50 + "condemn Sweden.",
    "acronyms": "A B C D (ABCD) condemned Sweden (SWE) ((NATO)) () (X) and (EU (UN)).",
    "numbers": "1 2,000 3.5 % \u20ac4bn Norway 5 condemned 6 Sweden 7." * 20,
    "each other": "each other accused each other of each other. Norway and each other met one another.",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_no_text_is_too_odd(text):
    read(text)


@pytest.mark.parametrize(
    "name", ["control characters", "emoji", "byte order mark", "zero width", "combining", "windows", "separators"]
)
def test_the_sentences_in_odd_texts_are_found_all_the_same(name):
    assert ("Norway", "condemns", "Sweden") in {
        (s.source.name, s.stance, s.target and s.target.name) for s in read(NASTY[name])
    }


@pytest.mark.xfail(reason="the one before the name is")
def test_an_emoji_is_no_actor():
    [statement] = read(
        "\U0001f1f3\U0001f1f4 Norway condemned \U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 Sweden."
    )
    assert statement.target.name == "Sweden"


@pytest.mark.parametrize(
    ("text", "at"), [("Norway\ud800 condemned Sweden.", 6), ("Norway condemned Sweden \udfff and left.", 24)]
)
def test_half_characters_are_refused_where_they_stand(text, at):
    with pytest.raises(ValidationError, match=f"character {at} is a lone surrogate"):
        Document(id="a", text=text)


def test_five_thousand_words_without_a_full_stop():
    text = "Norway condemned Sweden and Denmark attacked Chad while " * 625
    assert len(text.split()) == 5000
    assert read(text)


@pytest.mark.slow
def test_a_hundred_thousand_words_without_a_full_stop():
    assert read("Norway condemned Sweden and Denmark attacked Chad while " * 12_500)


PIECES = st.sampled_from(
    [
        *("Norway", "Sweden", "the Kremlin", "NATO", "US", "Kim Jong Un", "Slovak President Petra Novak", "Reuters"),
        *("condemned", "attacked", "said that", "accused", "of", "sending troops to", "met", "denied", "will", "not"),
        *("the claims", "the attack", "each other", "both", "it", "they", "who", "which", "to", "by", "and", "or"),
        *(",", ".", "?", '"', "\u201c", "\u201d", "(", ")", "'s", "-", "\n", "\n\n", "\r\n", "\x00", "\u202e", "<b>"),
        *("\U0001f600", "e\u0301", "\u200b", "\u2028", "US-backed", "rebels", "Sudanese", "talks between", "if", ":"),
    ]
)
COMPOSED = st.builds(str.join, st.sampled_from([" ", " ", " ", ""]), st.lists(PIECES, max_size=40))


@settings(max_examples=60)
@given(st.text(max_size=200) | COMPOSED)
def test_any_text_yields_sound_statements_or_none(text):
    read(text)


@pytest.mark.slow
@settings(max_examples=1500)
@given(st.text() | COMPOSED | st.lists(COMPOSED, max_size=12).map("\n\n".join))
def test_many_texts_yield_sound_statements_or_none(text):
    read(text)


@settings(max_examples=40)
@given(COMPOSED)
def test_reading_twice_gives_the_same(text):
    assert written(read(text)) == written(read(text))


@settings(max_examples=30)
@given(COMPOSED, st.integers(1, 50))
def test_space_around_a_text_moves_its_statements_only(text, width):
    def shape(found, shift):
        return [(s.source.id, s.stance, s.factuality, s.evidence.start - shift, s.evidence.quote) for s in found]

    moved = "\n" * width + "\n" + text
    if foreign_language(moved) is None and foreign_language(text) is None:
        assert shape(read(moved), width + 1) == shape(read(text), 0)


# ----------------------------------------------------------------------------------------------------------- scores

# 0.05 below what it was when the last rule was written; raise it with the figure.
LEAST_F1 = 0.60


def test_articles_are_read_well_enough(documents, statements):
    from articles import in_sentences

    count = Counter()
    for document in documents:
        lines = (ARTICLES / "gold" / f"{document.id}.jsonl").read_text(encoding="utf-8").splitlines()
        found = [s for s in statements if s.document.id == document.id]
        count.update(in_sentences(found, [json.loads(line) for line in lines]))
    assert 2 * count["right"] / (count["found"] + count["coded"]) > LEAST_F1


def test_another_scorer_says_the_same():
    scorer = ROOT.parent / "shared" / "tools" / "score.py"
    if not scorer.is_file():
        pytest.skip("needs the scorer beside the repository")
    command = f'"{sys.executable}" -m stancegraph extract {{corpus}} -o {{out}}'
    done = subprocess.run(
        [sys.executable, str(scorer), "articles", str(ARTICLES), "--run", command],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    [f1] = re.findall(r"^actor +\S stance .* F1 (\S+)$", done.stdout, re.MULTILINE)
    assert float(f1) > LEAST_F1
