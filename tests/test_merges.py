"""Full names are one actor across documents, surnames are not, and a user's list of who is one is followed."""

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph import Document, extract, from_multigraph, to_multigraph
from stancegraph.errors import MergeWarning, ReadError, UnknownNameError
from stancegraph.merges import Merge, merged, read_merges, similar_actors

DOE, DOE_AT, SMITH = "official:usa/jane-doe", "official:doe@b", "official:gbr/john-smith"


@pytest.fixture
def table(tmp_path):
    def written(text):
        path = tmp_path / "same.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


@pytest.fixture
def case(make_statement, make_actor):
    doe = make_actor(DOE, name="Jane Doe", role="Secretary", aliases=("Doe",))
    alone = make_actor(DOE_AT, name="Doe", role="Mrs", aliases=("Ms Doe",))
    return [
        make_statement(doe, "accuses", "country:PRK", document="a", start=0),
        make_statement(alone, "condemns", "country:PRK", document="b", start=0),
        make_statement(SMITH, "condemns", alone, document="b", start=100),
        make_statement("country:PRK", "denies", "country:KOR", document="b", start=200, factuality="alleged",
                       attributed_to=alone),
        make_statement(alone, "supports", doe, document="b", start=300),
        make_statement("country:PRK", "protests", document="b", start=400),
    ]  # fmt: skip


def ends(statements):
    return [(s.source.id, s.target and s.target.id) for s in statements]


# --- what is one without a list


def sources(*texts):
    documents = [Document(id=f"doc-{n}", text=text) for n, text in enumerate(texts)]
    return [s.source.id for s in extract(documents)]


@pytest.mark.parametrize(
    "texts",
    [
        ("Mr Petr Novak condemned Russia.", "Mr Petr Novak accused Japan of lying."),
        ("Slovak President Petra Novak condemned Russia.", "Petra Novak, the Slovak foreign minister, met Iran."),
        ("Mrs Petra Nov\u00e1k condemned Russia.", "Mrs Petra Novak accused Japan of lying."),
        ("Vladimir Putin condemned Japan.", "Putin condemned Sweden."),  # known to the lists by his surname
    ],
)
def test_a_full_name_is_one_actor_in_all_documents(texts):
    assert len(set(sources(*texts))) == 1


def test_a_surname_stays_within_its_document():
    assert sources("Mr Smith condemned Russia.", "Mr Smith condemned Russia.") == [
        "official:smith@doc-0",
        "official:smith@doc-1",
    ]


def test_a_full_name_with_and_without_a_country_is_two_actors_until_merged():
    documents = [
        Document(id="a", text="Slovak President Vlasta Novak condemned Russia."),
        Document(id="b", text="Mrs Vlasta Novak accused Japan of lying."),
        Document(id="c", text="Vlasta Novak accused Japan of lying."),
    ]
    statements = extract(documents)
    assert [s.source.id for s in statements] == [
        "official:svk/vlasta-novak",
        "official:vlasta-novak",
        "organisation:vlasta-novak",  # the parser's mistake
    ]
    one = merged(statements, [(pair.keep.id, pair.merge.id) for pair in similar_actors(statements)])
    assert {s.source.id for s in one} == {"official:svk/vlasta-novak"}
    assert one[1].source.country == "SVK"


# --- merging


def test_source_target_and_attribution_become_the_actor_that_is_kept(case):
    with pytest.warns(MergeWarning, match="^1 statement left out, between actors that are now one$"):
        found = merged(case, [("Jane Doe", DOE_AT)])
    assert ends(found) == [
        (DOE, "country:PRK"), (DOE, "country:PRK"), (SMITH, DOE), ("country:PRK", "country:KOR"), ("country:PRK", None),
    ]  # fmt: skip
    assert found[3].attributed_to.id == DOE
    assert found[1].source.name == "Jane Doe"
    assert found[1].source.aliases == ("Doe", "Ms Doe")
    assert found[1].source.role == "Mrs"  # as that text has it
    assert found[1].source.country == "USA"


def test_ids_follow_and_anchors_stay(case, make_statement):
    found = merged(case[:3], [(DOE, DOE_AT)])
    assert [s.anchor for s in found] == [s.anchor for s in case[:3]]
    assert found[0] is case[0]
    again = make_statement(DOE, "condemns", "country:PRK", document="b", start=0)
    assert found[1].id == again.id != case[1].id


def test_a_copy_follows_the_statement_it_is_a_copy_of(make_statement):
    first = make_statement(DOE_AT, "condemns", "country:PRK", document="b", start=0)
    copy = make_statement(SMITH, "condemns", "country:PRK", document="c", start=0, copy_of=first.id)
    last = make_statement(DOE, "condemns", "country:PRK", document="d", start=0)
    found = merged([copy, first, last], [(DOE, DOE_AT)])
    assert found[0].copy_of == found[1].id != first.id


def test_what_becomes_the_same_statement_is_counted_and_left_out(make_statement):
    twice = [make_statement(one, "condemns", "country:PRK", document="b", start=0) for one in (DOE, DOE_AT)]
    with pytest.warns(MergeWarning, match="^1 statement left out, the same as others now$"):
        assert merged(twice, [(DOE, DOE_AT)]) == twice[:1]


def test_what_an_actor_did_to_itself_before_is_kept(make_statement):
    within = make_statement(DOE_AT, "condemns", DOE_AT, document="b", start=0)
    other = make_statement(DOE, "condemns", "country:PRK", document="b", start=50)
    assert ends(merged([within, other], [(DOE, DOE_AT)])) == [(DOE, DOE), (DOE, "country:PRK")]


@pytest.mark.parametrize("pairs", ["AB BC", "BC AB", "AB AC", "AC BC AB", "AB AB AC"])
def test_merges_build_on_each_other_in_any_order(make_statement, pairs):
    ids = {name: f"organisation:{name.lower()}" for name in "ABC"}
    statements = [make_statement(one, "condemns", "country:PRK", start=n * 50) for n, one in enumerate(ids.values())]
    found = merged(statements, [(ids[keep], ids[merge]) for keep, merge in pairs.split()])
    assert {s.source.id for s in found} == {ids["A"]}


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([("A", "B"), ("B", "A")], "is a circle, expected an actor to keep"),
        ([("A", "B"), ("B", "C"), ("C", "A")], "'organisation:b' into 'organisation:a' into .* is a circle"),
        ([("A", "C"), ("B", "C")], "^same.csv line 3: 'organisation:c' shall become both .*, expected one of them$"),
    ],
)
def test_circles_and_two_ends_are_refused(make_statement, pairs, message):
    ids = {name: f"organisation:{name.lower()}" for name in "ABC"}
    statements = [make_statement(one, "condemns", "country:PRK", start=n * 50) for n, one in enumerate(ids.values())]
    merges = [Merge(ids[keep], ids[merge], f"same.csv line {n}") for n, (keep, merge) in enumerate(pairs, start=2)]
    with pytest.raises(ReadError, match=message) as caught:
        merged(statements, merges)
    assert "\n" not in str(caught.value)


# --- names


def test_a_name_that_fits_several_is_refused_with_their_ids(make_statement, make_actor):
    smiths = [make_actor(f"official:smith@{n}", name="Smith") for n in range(12)]
    statements = [make_statement(one, "condemns", "country:PRK", start=n * 50) for n, one in enumerate(smiths)]
    with pytest.raises(
        UnknownNameError, match=r"^x line 2: actor 'Smith' may be any of 'official:smith@0', .* and 4 more; "
    ):
        merged(statements, [Merge("official:smith@0", "Smith", "x line 2")])


def test_an_unknown_actor_to_keep_is_refused_with_names_that_look_alike(case):
    with pytest.raises(UnknownNameError, match=r"^no actor is called 'Jane Do'; near: 'Jane Doe'"):
        merged(case, [("Jane Do", DOE_AT)])


def test_nobody_to_merge_is_said_and_no_error(case):
    with pytest.warns(
        MergeWarning, match=r"^nothing to merge, no actor is called 'Ms Do'; near: 'Ms Doe'.* \(and 1 more"
    ):
        assert merged(case, [("Jane Doe", "Ms Do"), ("Nobody", "Nowhere")]) == case


def test_merging_twice_changes_nothing_more(case):
    with pytest.warns(MergeWarning):
        once = merged(case, [("Jane Doe", "Ms Doe")])
    assert merged(once, [("Jane Doe", "Ms Doe")]) == once  # by now an alias of the one that is kept


# --- laws


@given(data=st.data())
def test_any_merges_give_sound_statements_or_one_line(statement_lists, data):
    statements = data.draw(statement_lists())
    ids = sorted({a.id for s in statements for a in (s.source, s.target) if a is not None} | {"nobody"})
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=4))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MergeWarning)
        try:
            found = merged(statements, pairs)
        except (ReadError, UnknownNameError) as error:
            said = str(error)
            found = statements
        else:
            said = ""
        assert len(said.splitlines()) <= 1
        assert len(found) <= len(statements)
        assert {s.anchor for s in found} <= {s.anchor for s in statements}
        assert len({s.id for s in found}) == len(found)
        if not said:
            gone = {merge for keep, merge in pairs if keep != merge and {keep, merge} <= set(ids) - {"nobody"}}
            assert not gone & {a.id for s in found for a in (s.source, s.target, s.attributed_to) if a is not None}
            assert sorted(from_multigraph(to_multigraph(found)), key=lambda s: s.id) == sorted(
                found, key=lambda s: s.id
            )


# --- files


def test_a_table_is_read_with_its_lines(table):
    path = table("\ufeffKeep;note;Merge\nA;;official:a@x\n\n;;\nB;why;C\n")
    assert read_merges(path) == [Merge("A", "official:a@x", f"{path} line 2"), Merge("B", "C", f"{path} line 5")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one,two\nA,B\n", "same.csv line 1: no column 'keep' in the header"),
        ("keep,two\nA,B\n", "same.csv line 2: no column 'merge' in the header, which is"),
        ("keep,merge\nA\n", "same.csv line 2: 1 cells, but the header has 2"),
        (b"keep,merge\nA,\xff\n", "not UTF-8"),
        ("", "it is empty"),
    ],
)
def test_another_file_is_refused_in_one_line(table, text, message):
    with pytest.raises(ReadError, match=message) as caught:
        read_merges(table(text))
    assert "\n" not in str(caught.value)


# --- who may be one


def test_pairs_that_may_be_one_are_shown_with_the_better_known_to_keep(make_statement, make_actor):
    people = {
        "official:ukr/volodymyr-zelenskyy": "Volodymyr Zelenskyy",
        "official:ukr/volodymyr-zelensky": "Volodymyr Zelensky",
        "official:john-smith": "John Smith",
        SMITH: "John Smith",
        "official:smith@a": "Smith",
        "official:rus/ivan-smirnov": "Ivan Smirnov",
        "official:bgr/ivan-smirnov": "Ivan Smirnov",
        "official:doe@a": "Doe",
        "organisation:rus/volodymyr-zelensky": "Volodymyr Zelensky",
    }
    statements = [
        make_statement(make_actor(id_, name=name), "condemns", "country:PRK", document="a", start=n * 50)
        for n, (id_, name) in enumerate(people.items())
    ]
    statements.append(make_statement("official:ukr/volodymyr-zelenskyy", "supports", "country:KOR", start=900))
    assert [(pair.keep.id, pair.merge.id, pair.reason) for pair in similar_actors(statements)] == [
        (SMITH, "official:john-smith", "same name"),
        ("official:ukr/volodymyr-zelenskyy", "official:ukr/volodymyr-zelensky", "spelled alike"),
    ]


def test_a_surname_that_one_actor_has_is_shown(make_statement, make_actor):
    statements = [
        make_statement(make_actor(DOE, name="Jane Doe"), "condemns", "country:PRK", document="a", start=0),
        make_statement(make_actor(DOE_AT, name="Doe", country=None), "condemns", "country:PRK", document="b", start=0),
    ]
    assert [(p.keep.id, p.merge.id) for p in similar_actors(statements)] == [(DOE, DOE_AT)]
