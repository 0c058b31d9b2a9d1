"""What a person tagged on the page is laid over the statements, and nothing of it is dropped in silence."""

import json
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from stancegraph import to_multigraph
from stancegraph.corrections import Effect, corrected, iter_corrections, read_corrections, write_corrections
from stancegraph.errors import MergeWarning, ReadError
from stancegraph.merges import merged
from stancegraph.models import Correction, Tag
from stancegraph.reading import read_statements
from stancegraph.schemas import schema_text

DOE, DOE_AT = "official:usa/jane-doe", "official:doe@b"
ELSEWHERE = "0" * 64


def tagged(about, tag, **fields):
    return Correction(**{"anchor": about.anchor, "statement": about.id, "tag": tag} | fields)


@pytest.fixture
def case(make_statement):
    """Two statements on one place, one on another, each half sure."""
    return [
        make_statement("country:UKR", "accuses", "country:PRK", document="a", confidence=0.5),
        make_statement("country:UKR", "accuses", "country:RUS", document="a", confidence=0.5),
        make_statement("country:KOR", "condemns", "country:PRK", document="b", confidence=0.5),
    ]


@pytest.fixture
def wire(make_statement):
    """A statement, its copy, the copy of that copy, and one apart."""
    first = make_statement("country:UKR", "accuses", "country:PRK", document="a", confidence=0.5)
    copy = make_statement("country:UKR", "accuses", "country:PRK", document="b", confidence=0.5, copy_of=first.id)
    again = make_statement("country:UKR", "accuses", "country:PRK", document="c", confidence=0.5, copy_of=copy.id)
    apart = make_statement("country:UKR", "accuses", "country:PRK", document="d", confidence=0.5)
    return [again, copy, first, apart]


# --- what a tag does


def test_what_is_wrong_is_left_out(case):
    assert corrected(case, [tagged(case[1], "wrong")]) == ([case[0], case[2]], Effect(wrong=1))


def test_what_is_kept_is_certain(case):
    left, effect = corrected(case, [tagged(case[1], "keep")])
    assert [s.confidence for s in left] == [0.5, 1.0, 0.5]
    assert [s.id for s in left] == [s.id for s in case]
    assert left[1] == case[1].model_copy(update={"confidence": 1.0})
    assert effect == Effect(confirmed=1)


def test_what_is_in_doubt_stays_as_it_is_unless_it_shall_not(case):
    doubt = [tagged(case[1], "doubt")]
    assert corrected(case, doubt) == (case, Effect(doubted=1))
    assert corrected(case, doubt, without_doubted=True) == ([case[0], case[2]], Effect(doubted=1))


def test_a_note_alone_changes_nothing_and_takes_no_tag_back(case):
    note = tagged(case[0], None, note="see page 3")
    assert corrected(case, [note]) == (case, Effect(notes=1))
    assert corrected(case, [tagged(case[0], "wrong"), note]) == (case[1:], Effect(wrong=1, notes=1))
    elsewhere = Correction(anchor=ELSEWHERE, note="of a text that is not here")
    assert corrected(case, [elsewhere]) == (case, Effect(notes=1))


def test_without_an_id_a_correction_is_about_all_on_its_anchor(case):
    assert case[0].anchor == case[1].anchor != case[2].anchor
    assert corrected(case, [Correction(anchor=case[0].anchor, tag="wrong")]) == (case[2:], Effect(wrong=2))
    left, effect = corrected(case, [Correction(anchor=case[0].anchor, tag="keep")])
    assert [s.confidence for s in left] == [1.0, 1.0, 0.5]
    assert effect == Effect(confirmed=2)


# --- copies


def test_copies_are_left_out_with_what_is_wrong(wire):
    again, copy, first, apart = wire
    assert corrected(wire, [tagged(first, "wrong")]) == ([apart], Effect(wrong=1, copies=2))
    assert corrected(wire, [tagged(copy, "wrong")]) == ([first, apart], Effect(wrong=1, copies=1))
    assert corrected(wire, [tagged(again, "wrong")]) == ([copy, first, apart], Effect(wrong=1))


def test_copies_are_left_out_with_what_is_in_doubt_if_that_is(wire):
    first, apart = wire[2:]
    assert corrected(wire, [tagged(first, "doubt")]) == (wire, Effect(doubted=1))
    found = corrected(wire, [tagged(first, "doubt")], without_doubted=True)
    assert found == ([apart], Effect(doubted=1, copies=2))


def test_copies_are_not_confirmed_with_what_is_kept(wire):
    left, effect = corrected(wire, [tagged(wire[2], "keep")])
    assert [s.confidence for s in left] == [0.5, 0.5, 1.0, 0.5]
    assert effect == Effect(confirmed=1)


def test_a_copy_with_a_tag_of_its_own_goes_by_that_and_so_do_copies_of_it(wire):
    again, copy, first, apart = wire
    left, effect = corrected(wire, [tagged(first, "wrong"), tagged(copy, "keep")])
    assert [s.id for s in left] == [again.id, copy.id, apart.id]
    assert effect == Effect(wrong=1, confirmed=1)
    G = to_multigraph(left)  # a copy of what is not there is no fault, and the three are two
    assert G.edges["country:UKR", "country:PRK", "accuses"]["weight"] == 2


def test_copies_of_each_other_end(make_statement):
    one = make_statement("country:UKR", "accuses", "country:PRK", document="a")
    other = make_statement("country:UKR", "accuses", "country:PRK", document="b", copy_of=one.id)
    one = one.model_copy(update={"copy_of": other.id})
    assert corrected([one, other], [Correction(anchor=ELSEWHERE)]) == ([one, other], Effect(notes=1))
    assert corrected([one, other], [tagged(one, "wrong")]) == ([], Effect(wrong=1, copies=1))


# --- what cannot be applied


def test_a_reading_that_has_changed_is_reported_and_left_alone(case):
    before = tagged(case[0], "wrong", statement=ELSEWHERE, quote="The sentence.")
    assert corrected(case, [before]) == (case, Effect(changed=(before,)))


def test_a_place_that_is_not_there_is_reported(case):
    gone = [Correction(anchor=ELSEWHERE, tag="wrong"), Correction(anchor=ELSEWHERE, statement=ELSEWHERE, tag="keep")]
    assert corrected(case, gone) == (case, Effect(missing=tuple(gone)))


def test_what_cannot_be_applied_is_reported_once_as_last_said(case):
    before = [tagged(case[0], tag, statement=ELSEWHERE) for tag in ("wrong", "doubt", "keep")]
    assert corrected(case, before) == (case, Effect(changed=(before[-1],)))


# --- several on one statement


@pytest.mark.parametrize(
    ("tags", "effect"),
    [
        ("wrong keep", Effect(confirmed=1, overridden=1)),
        ("keep wrong", Effect(wrong=1, overridden=1)),
        ("keep keep wrong", Effect(wrong=1, overridden=2)),
        ("wrong keep wrong", Effect(wrong=1, overridden=1)),
        ("doubt keep wrong", Effect(wrong=1, overridden=2)),
        ("wrong wrong", Effect(wrong=1)),  # an export that holds what an earlier one does
    ],
)
def test_the_last_tag_of_a_statement_holds(case, tags, effect):
    assert corrected(case, [tagged(case[2], tag) for tag in tags.split()])[1] == effect


def test_a_tag_of_one_statement_and_one_of_its_place_are_as_strong(case):
    one, place = tagged(case[0], "keep"), Correction(anchor=case[0].anchor, tag="wrong")
    assert corrected(case, [one, place]) == (case[2:], Effect(wrong=2, overridden=1))
    left, effect = corrected(case, [place, one])
    assert [s.id for s in left] == [case[0].id, case[2].id]
    assert effect == Effect(wrong=1, confirmed=1, overridden=1)


# --- with merges


@pytest.fixture
def does(make_statement):
    """Two names of one actor, in two documents."""
    return [
        make_statement(DOE, "accuses", "country:PRK", document="a", confidence=0.5),
        make_statement(DOE_AT, "accuses", "country:PRK", document="b", confidence=0.5),
    ]


SAME = [(DOE, DOE_AT)]


def test_tags_of_merged_statements_are_applied_after_merging(does):
    tags = [tagged(each, "keep") for each in merged(does, SAME)]
    left, effect = corrected(merged(does, SAME), tags)
    assert [(s.source.id, s.confidence) for s in left] == [(DOE, 1.0), (DOE, 1.0)]
    assert effect == Effect(confirmed=2)
    # The other way round, the statement that only merging makes is not there yet.
    assert corrected(does, tags)[1] == Effect(confirmed=1, changed=(tags[1],))


def test_tags_from_before_a_merge_are_for_looking_again_where_actors_were_merged(does):
    tags = [tagged(each, "wrong") for each in does]
    assert corrected(merged(does, SAME), tags) == (merged(does, SAME)[1:], Effect(wrong=1, changed=(tags[1],)))
    assert merged(corrected(does, tags)[0], []) == []


@pytest.mark.parametrize("tag", Tag)
def test_tags_of_a_place_are_the_same_before_and_after_merging(does, tag):
    tags = [Correction(anchor=does[1].anchor, tag=tag)]
    after, effect = corrected(merged(does, SAME), tags, without_doubted=True)
    before, same = corrected(does, tags, without_doubted=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MergeWarning)  # where it is left out, there is nobody to merge
        assert after == merged(before, SAME)
    assert effect == same


# --- laws


@st.composite
def _corrections(draw, statements, tags=tuple(Tag)):
    """Corrections of some of the statements, of their places and of what is not there."""
    places = [(s.anchor, s.id) for s in statements] + [(s.anchor, None) for s in statements]
    places += [(s.anchor, ELSEWHERE) for s in statements] + [(ELSEWHERE, None), (ELSEWHERE, ELSEWHERE)]
    chosen = draw(st.lists(st.tuples(st.sampled_from(places), st.sampled_from([None, *tags])), max_size=8))
    return [Correction(anchor=anchor, statement=id_, tag=tag) for (anchor, id_), tag in chosen]


@given(data=st.data())
def test_no_corrections_change_nothing(statement_lists, data):
    statements = data.draw(statement_lists())
    assert corrected(statements, []) == (statements, Effect())
    assert corrected(statements, [], without_doubted=True) == (statements, Effect())


@given(data=st.data())
def test_correcting_twice_changes_nothing_more(statement_lists, data):
    statements = data.draw(statement_lists())
    corrections, without = data.draw(_corrections(statements)), data.draw(st.booleans())
    once, _ = corrected(statements, corrections, without_doubted=without)
    assert corrected(once, corrections, without_doubted=without)[0] == once


@given(data=st.data())
def test_the_order_of_unrelated_corrections_does_not_matter(statement_lists, data):
    statements = data.draw(statement_lists())  # each has a place of its own
    by_place = {each.anchor: each for each in data.draw(_corrections(statements))}
    corrections = list(by_place.values())
    left, effect = corrected(statements, corrections)
    again, other = corrected(statements, data.draw(st.permutations(corrections)))
    assert again == left
    in_order = {name: sorted(getattr(other, name), key=corrections.index) for name in ("changed", "missing")}
    assert Effect(**(dict(other) | in_order)) == effect
    assert effect.overridden == 0


@given(data=st.data())
def test_everything_is_accounted_for(statement_lists, data):
    statements = data.draw(statement_lists())
    corrections, without = data.draw(_corrections(statements)), data.draw(st.booleans())
    left, effect = corrected(statements, corrections, without_doubted=without)
    assert len(left) == len(statements) - effect.wrong - effect.copies - (effect.doubted if without else 0)
    assert {s.id for s in left} <= {s.id for s in statements}
    assert [s.id for s in left] == [s.id for s in statements if s.id in {each.id for each in left}]
    assert sum(a.confidence != b.confidence for a in left for b in statements if a.id == b.id) <= effect.confirmed
    assert effect.notes == sum(each.tag is None for each in corrections)


# --- files


TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
CORRECTIONS = st.lists(
    st.builds(
        Correction,
        anchor=st.sampled_from([ELSEWHERE, "1" * 64]),
        statement=st.none() | st.just(ELSEWHERE),
        tag=st.none() | st.sampled_from(Tag),
        **dict.fromkeys(("note", "source", "stance", "target", "document", "quote"), TEXTS),
    )
)


@given(corrections=CORRECTIONS)
def test_what_is_written_is_read_again(tmp_path_factory, corrections):
    path = tmp_path_factory.mktemp("corrections") / "c.jsonl"
    write_corrections(corrections, path)
    assert read_corrections(path) == corrections


def test_the_lines_are_those_that_the_page_exports(tmp_path, case):
    line = (
        '{"schema_version":1,"anchor":"ANCHOR","statement":"ID","tag":"wrong","note":"a \u201cnote\u201d",'
        '"source":"Ukraine","stance":"accuses","target":"North Korea","document":"a","quote":"The sentence."}\n'
    )
    line = line.replace("ANCHOR", case[0].anchor).replace("ID", case[0].id)
    path = tmp_path / "c.jsonl"
    path.write_text(line, encoding="utf-8")
    (correction,) = read_corrections(path)
    assert (correction.statement, correction.tag, correction.note) == (case[0].id, Tag.WRONG, "a \u201cnote\u201d")
    write_corrections([correction], path)
    assert path.read_text(encoding="utf-8") == line


def test_lines_are_numbered_and_blank_ones_passed_over(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_bytes(b'\xef\xbb\xbf\r\n{"anchor": "x"}\r\n\r\n{"anchor": "y"}\r\n')
    found = [(where, each.anchor) for where, each in iter_corrections(path)]
    assert found == [(f"{path} line 2", "x"), (f"{path} line 4", "y")]


def test_an_empty_file_holds_none(tmp_path):
    (tmp_path / "c.jsonl").write_bytes(b"")
    assert read_corrections(tmp_path / "c.jsonl") == []


BAD = [
    ('{"anchor": "x", "tag": "maybe"}', "tag: input should be 'keep', 'doubt' or 'wrong', got 'maybe'"),
    ('{"anchor": "x", "tags": "keep"}', "tags: extra inputs are not permitted, got 'keep'"),
    ('{"tag": "keep"}', "anchor: field required"),
    ('{"anchor": "", "tag": "keep"}', "anchor: string should have at least 1 character, got ''"),
    ('{"anchor": null, "tag": "keep"}', "anchor: input should be a valid string, got None"),
    ('{"anchor": "x", "statement": ["a"]}', "statement: input should be a valid string"),
    ('{"anchor": "x", "note": 7}', "note: input should be a valid string, got 7"),
    ('{"anchor": "x", "schema_version": 2}', "schema_version: input should be 1, got 2"),
    ('{"anchor": "x", "stance": "accuses", "evidence": {}}', "a statement, expected a correction, as "),
    ('["x"]', "expected a JSON object, got ['x']"),
    ('{"anchor": "x"', "broken JSON at column "),
    ('{"anchor": "\\ud800"}', "a string contains half a character"),
    ('{"anchor": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
    ('{"anchor": ' + '{"a":' * 150 + "1" + "}" * 150 + "}", "nested too deeply"),
    ('{"anchor": ' + "9" * 10_000 + "}", "Exceeds the limit"),
    ('{"anchor": "x", "note": NaN}', "NaN is not a JSON number"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "message"), BAD, ids=range(len(BAD)))
def test_a_bad_line_is_named_and_can_be_skipped(tmp_path, line, message):
    path = tmp_path / "c.jsonl"
    path.write_text('{"anchor": "a"}\n' + line + '\n{"anchor": "b"}\n', encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_corrections(path)
    assert str(caught.value).startswith(f"{path} line 2: {message}")
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 300 + len(str(path))
    problems = []
    assert [each.anchor for each in read_corrections(path, on_error=problems.append)] == ["a", "b"]
    assert [str(problem) for problem in problems] == [str(caught.value)]


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "no such file"), (b"\xff{}", "not UTF-8"), (b"\0", "a binary file"), (b"\xff\xfe{\0}\0", "UTF-16")],
)
def test_a_file_that_cannot_be_read_is_refused_even_when_lines_are_skipped(tmp_path, content, message):
    path = tmp_path / "c.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReadError, match=message):
        read_corrections(path, on_error=lambda error: pytest.fail(str(error)))


def test_corrections_given_as_statements_are_named_as_such(tmp_path, case):
    path = tmp_path / "c.jsonl"
    write_corrections([tagged(case[0], "keep")], path)
    with pytest.raises(ReadError, match=r"line 1: a correction, expected a statement; .* --corrections$"):
        read_statements(path)


def test_a_correction_is_frozen_and_goes_into_sets(case):
    correction = tagged(case[0], "keep")
    assert {correction, tagged(case[0], "keep")} == {correction}
    with pytest.raises(ValidationError):
        correction.tag = None


def test_the_schema_asks_for_the_anchor_alone_and_refuses_other_fields(case):
    schema = json.loads(schema_text("correction"))
    assert schema["required"] == ["anchor"]
    assert schema["additionalProperties"] is False
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(json.loads(tagged(case[0], "keep").model_dump_json()), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"anchor": "x", "tag": "maybe"}, schema)
