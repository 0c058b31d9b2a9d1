"""Texts come in unchanged, records go out and come back, and whatever is wrong is one line that says where."""

import codecs
import csv
import datetime as dt
import io
import json
import os
import sys
import warnings
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stancegraph.errors import ReadError, SkippedTextWarning
from stancegraph.models import Actor, Document, DocumentRef, Evidence, FoundBy, Span, Statement
from stancegraph.reading import Stage, read_documents, read_statements, stage_of, write_documents, write_statements
from stancegraph.schemas import RECORDS, schema_text

SENTENCE = "Sweden condemned Norway."
SECTIONS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

# Anything that UTF-8 can hold; the reader refuses NUL as the mark of a binary file.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)
MAYBE_TEXTS = st.none() | TEXTS
DATES = st.none() | st.dates()
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda children: st.lists(children, max_size=3) | st.dictionaries(TEXTS, children, max_size=3),
    max_leaves=5,
)
DOCUMENTS = st.builds(
    Document,
    id=TEXTS,
    text=TEXTS.filter(lambda text: not text.startswith("\ufeff")),
    date=DATES,
    title=MAYBE_TEXTS,
    outlet=MAYBE_TEXTS,
    url=MAYBE_TEXTS,
    extra=st.dictionaries(TEXTS.filter(lambda name: name not in Document.model_fields), JSON_VALUES, max_size=3),
)
ACTORS = st.builds(Actor, id=TEXTS, name=TEXTS, role=MAYBE_TEXTS, aliases=st.lists(TEXTS, max_size=3).map(tuple))


@st.composite
def statements(draw):
    quote, start = draw(TEXTS), draw(st.integers(0, 10**6))
    cue = draw(st.integers(0, len(quote) - 1))
    return Statement(
        document=DocumentRef(id=draw(TEXTS), title=draw(MAYBE_TEXTS), date=draw(DATES)),
        source=draw(ACTORS),
        target=draw(st.none() | ACTORS),
        stance=draw(TEXTS),
        sign=draw(st.sampled_from([-1, 0, 1])),
        intensity=draw(st.floats(-10, 10)),
        confidence=draw(st.floats(0, 1)),
        date=draw(DATES),
        about=draw(MAYBE_TEXTS),
        evidence=Evidence(
            start=start,
            end=start + len(quote),
            quote=quote,
            cue=Span(start=start + cue, end=start + cue + 1),
            found_by=FoundBy(extractor=draw(TEXTS), version="1"),
        ),
    )


def problem_of(read, *inputs, **options):
    with pytest.raises(ReadError) as caught:
        read(*inputs, **options)
    message = str(caught.value)
    assert "\n" not in message
    return message


def file_of(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def standard_input(monkeypatch):
    def give(content):
        stream = io.TextIOWrapper(io.BytesIO(content.encode() if isinstance(content, str) else content))
        monkeypatch.setattr(sys, "stdin", stream)

    return give


# --- texts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"One\r\ntwo\rthree\n", "One\r\ntwo\rthree\n"),
        (codecs.BOM_UTF8 + b" padded ", " padded "),
        ("Ω 🎈 e\u0301\u2028end".encode(), "Ω 🎈 e\u0301\u2028end"),
    ],
)
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_text_is_kept_exactly(tmp_path, content, text, ending):
    (document,) = read_documents(file_of(tmp_path, f"note.{ending}", content))
    assert document.text == text
    assert document.id == "note"


def test_markdown_is_read_as_it_is(tmp_path):
    text = "# Headline\n\n*Sweden* [condemned](http://x) Norway.\n"
    assert read_documents(file_of(tmp_path, "a.md", text))[0].text == text


def test_other_encodings_are_read_when_named(tmp_path):
    path = file_of(tmp_path, "a.txt", "Erdoğan, Brzeziński".encode("utf-16"))
    assert read_documents(path, encoding="utf-16")[0].text == "Erdoğan, Brzeziński"


def test_descriptions_hold_where_the_record_is_silent(tmp_path):
    path = file_of(tmp_path, "a.jsonl", '{"text": "One.", "outlet": "Own"}\n{"text": "Two.", "date": ""}\n')
    first, second = read_documents(path, date="2024-10-21", outlet="Given", url="http://x")
    assert (first.outlet, second.outlet) == ("Own", "Given")
    assert first.date == second.date == dt.date(2024, 10, 21)
    assert second.url == "http://x"


def test_page_gives_text_title_day_and_outlet(tmp_path):
    rest = [f"Paragraph {n} tells what else the two governments have said of each other since." for n in range(9)]
    page = f"""<html><head><title>Row over troops</title><meta property="og:site_name" content="Daily Example">
      <meta property="article:published_time" content="2024-10-21T10:00:00Z"></head>
      <body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
      <article><p>Sweden condemned &lt;b&gt;Norway&lt;/b&gt; on Monday.</p><script>steal()</script>
      {"".join(f"<p>{line}</p>" for line in rest)}</article><footer>All rights reserved</footer></body></html>"""
    (document,) = read_documents(file_of(tmp_path, "page.html", page))
    assert document.text == "\n".join(["Sweden condemned <b>Norway</b> on Monday.", *rest])
    assert (document.title, document.outlet) == ("Row over troops", "Daily Example")
    assert document.date == dt.date(2024, 10, 21)


def test_page_may_name_its_own_encoding(tmp_path):
    page = "<html><head><meta charset='iso-8859-1'></head><body><p>The café condemned Norway.</p></body></html>"
    (document,) = read_documents(file_of(tmp_path, "page.htm", page.encode("latin-1")))
    assert document.text == "The café condemned Norway."


def test_day_in_a_page_s_text_is_not_its_day_of_publication(tmp_path):
    page = "<html><body><p>On 3 March 2022 Sweden condemned Norway.</p></body></html>"
    assert read_documents(file_of(tmp_path, "page.html", page))[0].date is None


# --- folders ----------------------------------------------------------------------------------------------------


def test_folder_is_read_in_the_order_of_relative_paths(tmp_path):
    for name in ["b.txt", "a/z.txt", "a.md", "B.txt", "a/c/d.TXT"]:
        file_of(tmp_path, name, SENTENCE)
    assert [d.id for d in read_documents(tmp_path)] == ["B", "a", "a/c/d", "a/z", "b"]


def test_what_a_folder_leaves_out_is_counted(tmp_path, troops):
    for name in ["a.txt", ".hidden.txt", ".git/b.txt", "c.pdf", "d.PDF", "e"]:
        file_of(tmp_path, name, SENTENCE)
    write_statements(troops, tmp_path / "statements.jsonl")
    file_of(tmp_path, "ties.csv", "source,target,stance\na,b,c\n")
    with pytest.warns(SkippedTextWarning) as caught:
        assert [d.id for d in read_documents(tmp_path)] == ["a"]
    assert str(caught[0].message) == (
        f"{tmp_path}: left out: 2 ending in .pdf, 1 ending in nothing, 2 hidden, 2 of statements, corrections or ties"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a privilege there")
def test_links_neither_loop_nor_lead_outside(tmp_path):
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    file_of(inside, "a.txt", SENTENCE)
    file_of(outside, "secret.txt", SENTENCE)
    (inside / "loop").symlink_to(inside)
    (inside / "out").symlink_to(outside)
    (inside / "out.txt").symlink_to(outside / "secret.txt")
    (inside / "broken.txt").symlink_to(inside / "nowhere.txt")
    (inside / "same.txt").symlink_to(inside / "a.txt")
    with pytest.warns(SkippedTextWarning, match="3 links, 1 not files"):
        assert [d.id for d in read_documents(inside)] == ["a", "same"]


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a privilege there")
def test_links_to_themselves_are_links_in_a_folder_and_refused_alone(tmp_path):
    file_of(tmp_path, "a.txt", SENTENCE)
    (tmp_path / "one.txt").symlink_to(tmp_path / "two.txt")
    (tmp_path / "two.txt").symlink_to(tmp_path / "one.txt")
    with pytest.warns(SkippedTextWarning, match="left out: 2 links$"):
        assert [d.id for d in read_documents(tmp_path)] == ["a"]
    for read in (read_documents, read_statements, stage_of):
        assert "one.txt: a link that leads to itself" in problem_of(read, tmp_path / "one.txt")


@pytest.mark.parametrize("read", [read_documents, read_statements, stage_of])
def test_empty_name_is_not_the_current_folder(tmp_path, monkeypatch, read):
    file_of(tmp_path, "a.txt", SENTENCE)
    monkeypatch.chdir(tmp_path)
    assert problem_of(read, "").startswith("an empty name of an input")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
def test_file_name_that_is_no_text_can_be_written(tmp_path):
    Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt")).write_text(SENTENCE)
    documents = read_documents(tmp_path)
    write_documents(documents, tmp_path / "out.jsonl")
    assert documents[0].id == "caf\ufffd"


@pytest.mark.parametrize("names", [[], [".hidden.txt"], ["a.pdf"]])
def test_folder_without_texts_is_an_error(tmp_path, names):
    for name in names:
        file_of(tmp_path, name, SENTENCE)
    assert problem_of(read_documents, tmp_path).startswith(f"{tmp_path}: nothing to read in this folder")


# --- records ----------------------------------------------------------------------------------------------------


def test_unknown_fields_are_kept_in_extra(tmp_path):
    path = file_of(tmp_path, "a.jsonl", '{"text": "One.", "author": "A. B.", "extra": {"section": 3}}\n')
    assert read_documents(path)[0].extra == {"section": 3, "author": "A. B."}


def test_ids_are_given_or_made_of_file_and_line(tmp_path):
    path = file_of(tmp_path, "a.jsonl", '{"text": "One.", "id": 7}\n\n{"text": "Two.", "id": ""}\r\n')
    assert [d.id for d in read_documents(path)] == ["7", "a#3"]


def test_line_separators_within_strings_do_not_end_a_line(tmp_path):
    path = file_of(tmp_path, "a.jsonl", '{"text": "One\u2028two\u2029three\u0085four."}\n')
    assert read_documents(path)[0].text == "One\u2028two\u2029three\u0085four."


def test_of_a_repeated_key_the_last_counts(tmp_path):
    assert read_documents(file_of(tmp_path, "a.jsonl", '{"text": "One.", "text": "Two."}'))[0].text == "Two."


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_table_is_read_with_its_delimiter(tmp_path, delimiter):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerows([["ID", " Text ", "date", "author"], ["x", 'a, b; c\r\n\t"d"', "2024-10-21", "A. B."]])
    path = file_of(tmp_path, "a.csv", codecs.BOM_UTF8 + buffer.getvalue().encode())
    (document,) = read_documents(path)
    assert (document.id, document.text) == ("x", 'a, b; c\r\n\t"d"')
    assert (document.date, document.extra) == (dt.date(2024, 10, 21), {"author": "A. B."})


def test_long_cells_are_read_and_the_limit_is_set_back(tmp_path):
    limit, text = csv.field_size_limit(), "Sweden condemned Norway. " * 10_000
    (document,) = read_documents(file_of(tmp_path, "a.csv", f"text\n{text}\n"))
    assert document.text == text
    assert csv.field_size_limit() == limit


@SECTIONS
@given(rows=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4, unique_by=lambda row: row[0]))
def test_tables_round_trip(tmp_path, rows):
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([["id", "text"], *rows])
    path = file_of(tmp_path, "a.csv", buffer.getvalue())
    assert [(d.id, d.text) for d in read_documents(path)] == rows


@SECTIONS
@given(documents=st.lists(DOCUMENTS, min_size=1, max_size=4, unique_by=lambda d: d.id))
def test_documents_round_trip(tmp_path, documents):
    path = tmp_path / "documents.jsonl"
    write_documents(documents, path)
    assert read_documents(path) == documents
    assert path.read_bytes().count(b"\n") == len(documents)


@SECTIONS
@given(found=st.lists(statements(), max_size=4, unique_by=lambda s: s.id))
def test_statements_round_trip(tmp_path, found):
    path = tmp_path / "statements.jsonl"
    write_statements(found, path)
    assert read_statements(path) == found
    first = path.read_bytes()
    write_statements(read_statements(path), path)
    assert path.read_bytes() == first


def test_lines_are_compact_and_in_the_order_of_fields(tmp_path):
    path = tmp_path / "d.jsonl"
    write_documents([Document(id="ä", text="One.")], path)
    assert path.read_text(encoding="utf-8") == (
        '{"schema_version":1,"id":"ä","text":"One.","date":null,"title":null,"outlet":null,"url":null,"extra":{}}\n'
    )


def test_failed_writing_leaves_the_old_file(tmp_path, troops):
    path = file_of(tmp_path, "s.jsonl", "old")

    def failing():
        yield troops[0]
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        write_statements(failing(), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_statements_are_written_to_standard_output(capfdbinary, troops):
    write_statements(troops[:1], "-")
    assert json.loads(capfdbinary.readouterr().out)["stance"] == "accuses"


# --- standard input ---------------------------------------------------------------------------------------------


def test_standard_input_is_plain_text_or_json_lines(standard_input):
    standard_input(SENTENCE)
    assert [(d.id, d.text) for d in read_documents("-")] == [("standard-input", SENTENCE)]
    standard_input(b'\xef\xbb\xbf\n{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n')
    assert [d.id for d in read_documents("-")] == ["a", "b"]


def test_standard_input_may_be_asked_for_its_stage_first(standard_input, troops, tmp_path):
    write_statements(troops, tmp_path / "s.jsonl")
    standard_input((tmp_path / "s.jsonl").read_bytes())
    assert stage_of("-") is Stage.STATEMENTS
    assert read_statements("-") == troops
    standard_input("{curly} brackets begin this text")
    assert stage_of("-") is Stage.DOCUMENTS
    assert len(read_documents(Path("-"))) == 1


def test_broken_line_does_not_turn_records_into_prose(standard_input):
    standard_input('{"text": "One."}\n{"text": \n')
    assert problem_of(read_documents, "-") == "standard input line 2: broken JSON at column 10: Expecting value"


def test_empty_standard_input_is_named(standard_input):
    standard_input("")
    assert problem_of(read_documents, "-") == "standard input: it is empty"


# --- what is wrong ----------------------------------------------------------------------------------------------

WRONG_FILES = [
    ("a.txt", b"", "it is empty"),
    ("a.txt", b" \n\t", "the text is blank"),
    ("a.txt", b"PK\x03\x04\x00\x00", "a binary file (NUL byte at offset 4), expected text"),
    ("a.txt", b"\x89PNG\r\n\x1a\n\x00", "a binary file (NUL byte at offset 8), expected text"),
    ("a.txt", b"caf\n\xe9 au lait",
     "not UTF-8 (byte 0xe9 at offset 4, line 2); name its encoding with --encoding"),
    ("a.txt", "text".encode("utf-16"), "UTF-16, not utf-8; read it with --encoding utf-16"),
    ("a.pdf", b"text", "unknown ending '.pdf', expected one of .txt, .md, .html, .htm, .jsonl, .csv"),
    ("a.html", b"<html><body></body></html>", "no main text found in the page"),
    ("a.html", b"<div>" * 20_000, "no main text found in the page"),
    ("a.csv", b"id,body\n1,x\n", "line 1: no column 'text' in the header, which is ['id', 'body']"),
    ("a.csv", b"text,text\nx,y\n", "line 1: column 'text' is there twice"),
    ("a.csv", b"text\n", "line 1: a header, but no records"),
    ("a.csv", b"id,text\n1,x,y\n", "line 2: 3 cells, but the header has 2"),
    ("a.csv", b'id,text\n1,"a\nb"\n2\n', "line 4: 1 cells, but the header has 2"),
    ("a.csv", b'id,text\n1,ok\n2,"never closed\n', "line 3: broken CSV: unexpected end of data"),
    ("a.csv", b"id,text,date\n1,x,21/10/2024\n",
     "line 2: date: expected an ISO day such as 2024-10-21, got '21/10/2024'"),
    ("a.csv", b"id,text\n1,\n", "line 2: the text is blank"),
]  # fmt: skip

WRONG_LINES = [
    ('{"text": "x"', "broken JSON at column 13: Expecting ',' delimiter"),
    ("[1]", "expected a JSON object, got [1]"),
    ('"text"', "expected a JSON object, got 'text'"),
    ("{}", "no text; the record has no fields"),
    ('{"id": "a"}', "no text; the record has ['id']"),
    ('{"text": null}', "no text; the record has ['text']"),
    ('{"text": " \\n"}', "the text is blank"),
    ('{"text": 5}', "text: input should be a valid string, got 5"),
    ('{"text": ["x"]}', "text: input should be a valid string"),
    ('{"text": "x", "id": 1.5}', "id: input should be a valid string, got 1.5"),
    ('{"text": "x", "date": 1729500000}', "date: expected an ISO day such as 2024-10-21, got 1729500000"),
    ('{"text": "x", "date": "2024-13-01"}', "date: expected an ISO day such as 2024-10-21, got '2024-13-01'"),
    ('{"text": "x", "n": NaN}', "NaN is not a JSON number"),
    ('{"text": "x", "n": -Infinity}', "-Infinity is not a JSON number"),
    ('{"text": "x", "n": 1e999}', "'1e999' is too large for a number"),
    ('{"text": "x", "schema_version": 2}', "schema_version: input should be 1, got 2"),
    ('{"text": "\\ud800"}', "a string contains half a character ('\\ud800')"),
    ('{"text": "x", "extra": {"deep": "\\udfff"}}', "a string contains half a character ('\\udfff')"),
    ('{"text": "x", "n": ' + "[" * 300 + "]" * 300 + "}", "nested too deeply"),
    ('{"text": "x", "n": ' + "[" * 101 + "], [" + "]" * 101 + "}", "nested too deeply"),
    ("[" * 100_000, "nested too deeply"),
    ('{"stance": "accuses", "evidence": {}}', "a statement, expected a document"),
]


@pytest.mark.parametrize(("name", "content", "reason"), WRONG_FILES)
def test_wrong_file_is_one_line_with_the_reason(tmp_path, name, content, reason):
    path = file_of(tmp_path, name, content)
    separator = " " if reason.startswith("line ") else ": "
    assert problem_of(read_documents, path) == f"{path}{separator}{reason}"


@pytest.mark.parametrize(("line", "reason"), WRONG_LINES, ids=[reason for _, reason in WRONG_LINES])
def test_wrong_line_is_one_line_with_the_reason(tmp_path, line, reason):
    path = file_of(tmp_path, "a.jsonl", f'{{"text": "good"}}\n\n{line}\n{{"text": "good"}}\n')
    assert problem_of(read_documents, path) == f"{path} line 3: {reason}"
    errors = []
    assert [d.id for d in read_documents(path, on_error=errors.append)] == ["a#1", "a#4"]
    assert [str(error) for error in errors] == [f"{path} line 3: {reason}"]


def test_half_a_character_in_another_encoding_is_refused(tmp_path):
    path = file_of(tmp_path, "a.txt", b"x \\ud800")
    assert "half a character" in problem_of(read_documents, path, encoding="unicode_escape")


def test_missing_file_and_unknown_encoding_are_named(tmp_path):
    assert problem_of(read_documents, tmp_path / "no.txt") == f"{tmp_path / 'no.txt'}: no such file or folder"
    assert problem_of(stage_of, tmp_path / "no.pdf") == f"{tmp_path / 'no.pdf'}: no such file or folder"
    path = file_of(tmp_path, "a.txt", SENTENCE)
    assert problem_of(read_documents, path, encoding="klingon") == f"{path}: unknown encoding 'klingon'"
    assert problem_of(read_documents, path, date="soon").startswith("date: expected an ISO day")


def test_two_documents_with_one_id_are_refused_with_both_places(tmp_path):
    path = file_of(tmp_path, "a.jsonl", '{"id": "x", "text": "One."}\n{"id": "x", "text": "Two."}\n')
    assert problem_of(read_documents, path) == f"{path} line 2: document id 'x' is already taken by {path} line 1"
    note, page = file_of(tmp_path, "n/a.txt", SENTENCE), file_of(tmp_path, "n/a.md", SENTENCE)
    assert problem_of(read_documents, tmp_path / "n") == f"{note}: document id 'a' is already taken by {page}"
    errors = []
    assert [d.text for d in read_documents(path, on_error=errors.append)] == ["One."]
    assert len(errors) == 1


def test_bad_items_are_handed_over_and_good_ones_kept(tmp_path):
    good, bad = file_of(tmp_path, "good.txt", SENTENCE), file_of(tmp_path, "bad.txt", b"\x00")
    errors = []
    documents = read_documents(bad, tmp_path / "missing", good, on_error=errors.append)
    assert [d.id for d in documents] == ["good"]
    assert [str(error).split(":")[0] for error in errors] == [str(bad), str(tmp_path / "missing")]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs files that cannot be read")
def test_forbidden_file_is_named(tmp_path):
    path = file_of(tmp_path, "a.txt", SENTENCE)
    path.chmod(0)
    assert problem_of(read_documents, path) == f"{path}: cannot be read: Permission denied"


@SECTIONS
@given(content=st.binary(max_size=200), name=st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.csv"]))
def test_any_bytes_are_read_or_refused(tmp_path, content, name):
    path = file_of(tmp_path, name, content)
    errors = []
    documents = read_documents(path, on_error=errors.append)
    assert documents or errors
    write_documents(documents, tmp_path / "out.jsonl")
    read_statements(path, on_error=errors.append)
    stage_of(path)


def changed(statement, **fields):
    return json.dumps(json.loads(statement.model_dump_json()) | fields)


def test_wrong_statement_is_one_line_with_field_and_reason(tmp_path, troops):
    evidence = json.loads(troops[0].model_dump_json())["evidence"]
    cases = {
        '{"stance": ': "broken JSON at column 12: Expecting value",
        changed(troops[0], sign=2): "sign: input should be -1, 0 or 1, got 2",
        changed(troops[0], date=0): "date: expected an ISO day such as 2024-10-21, got 0",
        changed(
            troops[0], document={"id": "a", "date": 5}
        ): "document.date: expected an ISO day such as 2024-10-21, got 5",
        changed(troops[0], mood="bad"): "mood: extra inputs are not permitted, got 'bad'",
        changed(troops[0], evidence=evidence | {"end": "far"}): (
            "evidence.end: input should be a valid integer, unable to parse string as an integer, got 'far'"
        ),
        changed(
            troops[0], evidence=evidence | {"end": 3}
        ): "evidence: quote has 28 characters, expected the 3 of its span",
        '{"id": "x", "text": "One."}': "a document, expected a statement",
        troops[1].model_dump_json(): f"statement id '{troops[1].id}' is already on line 1",
    }
    for line, reason in cases.items():
        path = file_of(tmp_path, "s.jsonl", f"{troops[1].model_dump_json()}\n{line}\n")
        assert problem_of(read_statements, path) == f"{path} line 2: {reason}"
        errors = []
        assert read_statements(path, on_error=errors.append) == [troops[1]]
        assert len(errors) == 1


def test_missing_fields_are_counted(tmp_path):
    path = file_of(tmp_path, "s.jsonl", '{"stance": "accuses"}\n')
    assert problem_of(read_statements, path) == f"{path} line 1: id: field required (and 6 more)"


def test_wrong_file_of_statements_is_named(tmp_path):
    path = file_of(tmp_path, "s.jsonl", b"\x00")
    assert problem_of(read_statements, path).startswith(f"{path}: a binary file")
    assert problem_of(read_statements, tmp_path / "no.jsonl").startswith(f"{tmp_path / 'no.jsonl'}: no such file")
    assert read_statements(file_of(tmp_path, "empty.jsonl", b"")) == []


# --- stages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "stage"),
    [
        ("a.txt", SENTENCE, Stage.DOCUMENTS),
        ("a.HTML", "<p>", Stage.DOCUMENTS),
        ("a.json", "{}", Stage.GRAPH),
        ("a.graphml", "", Stage.GRAPH),
        ("a.gexf", "", Stage.GRAPH),
        ("a.csv", "id,text\n1,x\n", Stage.DOCUMENTS),
        ("a.csv", '"source";"target"\n1;2\n', Stage.GRAPH),
        ("a.csv", "source,target,text\n1,2,x\n", Stage.DOCUMENTS),
        ("a.jsonl", '{"text": "x"}', Stage.DOCUMENTS),
        ("a.jsonl", '{broken\n{"stance": "a", "evidence": {}}', Stage.STATEMENTS),
        ("a.jsonl", '{"nodes": [], "edges": []}', Stage.GRAPH),
        ("a.jsonl", '{"anchor": "x", "tag": "keep", "stance": "accuses"}', Stage.CORRECTIONS),
        ("a.jsonl", '{"anchor": "x", "stance": "accuses", "evidence": {}}', Stage.STATEMENTS),
        ("a.jsonl", '{"anchor": "x", "text": "x"}', Stage.DOCUMENTS),
        ("a.jsonl", "", Stage.STATEMENTS),
        ("a.jsonl", "[broken", Stage.DOCUMENTS),
    ],
)
def test_stage_follows_ending_and_first_record(tmp_path, name, content, stage):
    assert stage_of(file_of(tmp_path, name, content)) is stage


def test_unknown_ending_lists_the_known(tmp_path):
    path = file_of(tmp_path, "a.docx", SENTENCE)
    message = problem_of(stage_of, path)
    assert message.startswith(f"{path}: unknown ending '.docx', expected one of .txt, .md")
    assert ".graphml" in message


# --- schemas ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RECORDS)
def test_published_schema_is_what_the_records_say(name):
    published = resources.files("stancegraph") / "data" / "schemas" / f"{name}.json"
    assert published.read_text(encoding="utf-8") == schema_text(name), "run python -m stancegraph.schemas"


def test_what_is_written_fits_the_published_schema(troops):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(schema_text("statement"))
    for statement in troops:
        jsonschema.validate(json.loads(statement.model_dump_json()), schema)
    record = json.loads(troops[0].model_dump_json()) | {"sign": 3}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, schema)


def test_nothing_is_warned_of_when_nothing_is_left_out(tmp_path):
    file_of(tmp_path, "a.txt", SENTENCE)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(read_documents(tmp_path)) == 1
