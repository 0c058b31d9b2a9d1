"""The report: its facts are the graph's, both forms hold the same ones, and no text can act in it."""

from __future__ import annotations

import hashlib
import re
import shlex
import sys
from dataclasses import fields
from html.parser import HTMLParser

import networkx as nx
import pytest
from browser import PHONE, Opened
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from stancegraph import (
    Report,
    UnknownNameError,
    filtered,
    rolled_up,
    summarise,
    to_multigraph,
    write_graph,
    write_statements,
)
from stancegraph.cli import app
from stancegraph.models import DocumentRef, Evidence, FoundBy, Span
from stancegraph.report import Provenance, hashed_files
from stancegraph.report.blocks import (
    Command,
    Heading,
    Items,
    Picture,
    Quotes,
    Table,
    Words,
    cell_text,
    circumstances,
    one_line,
    origin,
    said_of,
)
from stancegraph.report.markdown import escaped
from stancegraph.report.summary import SECTIONS

HOSTILE = (
    "<script>window.ran=1</script>",
    '"><img src=x onerror=window.ran=1>',
    "</style></svg><svg onload=window.ran=1>",
    "[click](javascript:window.ran=1)",
    "![x](https://evil.example/x.png)",
    "javascript:window.ran=1",
    "https://evil.example/ www.evil.example a@evil.example",
    "<https://evil.example>",
    "# heading",
    "- item\n+ item\n1. item",
    "> quote\n\n    code",
    "| a | b |\n|---|---|",
    "**bold** _it_ `code` ~~gone~~ $x$",
    "\\*escaped\\* &lt; &#42; &copy;",
    "=====\n-----\n***",
    "[ref]: https://evil.example\n[ref]",
    "\x07bell\u202eevil\u2028line",
    "```\nfence",
    ":-: -:",
    "{{ 7*7 }} {% raw %} {#",
)


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in {"style", "script", "svg"}:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside:
            self.words.append(data)

    def text(self) -> str:
        return one_line("".join(self.words))


def shown_markdown(text: str) -> str:
    """Return the text that a reader of the Markdown sees."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inline = [child for token in tokens for child in (token.children or [token])]
    return one_line(" ".join(each.content or " " for each in inline))


def facts(report: Report) -> list[str]:
    """Return everything that a report says, but for its figures."""
    found = [report.title]
    for section in report.sections:
        found.append(section.title)
        for block in section.blocks:
            match block:
                case Words(text) | Heading(text):
                    found.append(text)
                case Command(text):
                    found += text.split("\n")
                case Items(texts):
                    found += texts
                case Table(caption, columns, rows):
                    found += [caption, *columns, *(cell_text(cell) for row in rows for cell in row)]
                case Quotes(statements):
                    found += [f(s) for s in statements for f in (said_of, circumstances, origin)]
                case Picture():
                    pass
    return [fact for fact in found if fact]


def quoted(report: Report):
    """Return the statements whose sentences are in a report."""
    return [s for section in report.sections for b in section.blocks if isinstance(b, Quotes) for s in b.statements]


def told(report: Report, name: str):
    """Return the tables of a section by caption, and all its words."""
    (section,) = [each for each in report.sections if each.name == name]
    tables = {block.caption: block for block in section.blocks if isinstance(block, Table)}
    return tables, " ".join(facts(Report("", (section,))))


@pytest.fixture(scope="module")
def G(troops):  # noqa: N802 - a graph
    return to_multigraph(troops)


@pytest.fixture(scope="module")
def report(G):
    return summarise(G, title="Soldiers")


@pytest.fixture(scope="module")
def hostile(make_statement, make_actor):
    """A graph in which every text that comes from outside is hostile."""
    statements = []
    for number, text in enumerate(HOSTILE):
        other = HOSTILE[(number + 1) % len(HOSTILE)]
        source = make_actor(f"official:kor/n{number}", name=text, role=text)
        target = make_actor(f"official:prk/n{(number + 1) % len(HOSTILE)}", name=other, role=other)
        document = DocumentRef(id=text, title=text, outlet=text, url=text, date="2024-10-21")
        quote = f"before {text} after"
        evidence = Evidence(
            start=0,
            end=len(quote),
            quote=quote,
            cue=Span(start=7, end=7 + len(text)),
            found_by=FoundBy(extractor=text, version=text, model=text, codebook=text),
        )
        for stance, sign in (("accuses", -1), ("supports", 1), ("denies", -1)):
            statements.append(
                make_statement(source, stance, target, document=document, evidence=evidence, about=text, sign=sign,
                               date="2024-10-21" if number % 2 else "2023-01-02")
            )  # fmt: skip
    return summarise(
        to_multigraph(statements),
        title=HOSTILE[0],
        provenance=Provenance(command="; ".join(HOSTILE), inputs=()),
    )


# ------------------------------------------------------------------------------------------------------------ facts


def test_every_quote_is_that_of_a_statement_and_stands_in_both_forms(report, troops):
    known = {s.id: s for s in troops}
    found = quoted(report)
    assert len(found) > 10
    page, markdown = Page(report.html).text(), shown_markdown(report.markdown)
    for statement in found:
        assert known[statement.id] == statement
        assert one_line(statement.evidence.quote) in page
        before, cue, after = statement.evidence.parts()
        assert one_line(f"{before}«{cue}»{after}") in markdown


def test_both_forms_hold_the_same_facts(report):
    page, markdown = Page(report.html).text(), shown_markdown(report.markdown)
    for fact in facts(report):
        assert one_line(fact) in page
        assert one_line(fact) in markdown


def test_cues_are_marked(report):
    html = report.html
    assert html.count("<mark>") == len(quoted(report))
    assert all(f"<mark>{s.evidence.parts()[1]}</mark>" in html for s in quoted(report))


def test_numbers_are_those_of_the_graph(report, G, troops):
    (table, *_), words = told(report, "numbers")
    rows = dict(told(report, "numbers")[0][table].rows)
    assert rows["statements"] == len(troops)
    assert rows["documents"] == len({s.document.id for s in troops})
    assert rows["actors"] == len(G)
    assert rows["ties"] == G.number_of_edges()
    assert [rows[f"of these: {sign}"] for sign in ("friendly", "hostile")] == [
        sum(data["sign"] == sign for *_, data in G.edges(data=True)) for sign in (1, -1)
    ]
    assert "accuses" in words


def test_clusters_say_how_well_they_fit_and_who_is_in_them(report):
    tables, words = told(report, "clusters")
    (table,) = tables.values()
    assert len(table.rows) == 2  # Pyongyang and Moscow; Kyiv, Washington and Seoul
    assert "North Korea" in words
    assert "100 % of the weight of friendly and hostile ties fits the clusters." in words
    assert "No tie runs against them" in words


def test_ties_against_the_clusters_have_their_sentences(make_statement):
    G = to_multigraph(
        [
            make_statement("country:KOR", "supports", "country:USA", start=0),
            make_statement("country:USA", "supports", "country:UKR", start=100),
            make_statement("country:KOR", "accuses", "country:UKR", start=200),
        ]
    )
    made = summarise(G)
    tables, _ = told(made, "against")
    (table,) = tables.values()
    ((pair, how, weight),) = table.rows  # of the two friendly ties either may be against
    assert how in {f"friendly, between cluster 1 and {name} alone" for name in ("South Korea", "Ukraine")} | {
        f"friendly, between {name} alone and cluster 1" for name in ("South Korea", "Ukraine")
    }
    assert weight == 1
    (section,) = [each for each in made.sections if each.name == "against"]
    (quote,) = quoted(Report("", (section,)))
    assert {quote.source.name, quote.target.name} == set(pair.split(" and "))


def test_balance_is_the_frustration_index_with_the_sentences_of_each_tie(make_statement):
    """Three foes: one of the hostile ties is within a side, whatever the sides are."""
    enemies = [("KOR", "USA"), ("USA", "UKR"), ("KOR", "UKR")]
    G = to_multigraph(
        [make_statement(f"country:{u}", "accuses", f"country:{v}", start=100 * n) for n, (u, v) in enumerate(enemies)]
    )
    made = summarise(G)
    tables, words = told(made, "balance")
    rows = dict(tables["Frustration"].rows)
    assert rows["pairs against the two sides (frustration index)"] == rows["no division has less than"] == 1
    assert rows["balance: 1 less the index by half the pairs"] == pytest.approx(1 / 3)
    assert "The index is proven least" in words
    assert [row[1] for row in tables["Triangles of actors"].rows] == [0, 0, 0, 1]
    assert "0 % of the triangles are balanced, 100 % where three foes count" in words
    (section,) = [each for each in made.sections if each.name == "balance"]
    assert len(quoted(Report("", (section,)))) == 1


def test_a_proof_that_was_given_up_is_told(make_statement, monkeypatch):
    from stancegraph.report import balance

    G = to_multigraph([make_statement("country:KOR", "accuses", "country:USA")])
    found = balance.frustration_index(G).model_copy(update={"is_proven": False})
    monkeypatch.setattr(balance, "frustration_index", lambda *_, **__: found)
    assert "both may come out otherwise on another machine" in told(summarise(G), "balance")[1]


def test_contested_claims_name_who_asserts_and_who_denies(report):
    _, words = told(report, "contested")
    assert "1. North Korea aids Russia" in words
    assert "Asserted by: Ukraine" in words
    assert "Denied by: " in words


def test_changes_name_ties_that_turned_with_both_sentences(make_statement):
    G = to_multigraph(
        [
            make_statement("country:KOR", "supports", "country:USA", start=0, date="2024-01-02"),
            make_statement("country:KOR", "accuses", "country:USA", start=100, date="2024-06-02"),
        ]
    )
    _, words = told(summarise(G, window="month"), "changes")
    assert "South Korea and United States became enemies: 2024-01 to 2024-06." in words
    assert "South Korea supports United States" in words
    assert "South Korea accuses United States" in words


def test_the_new_part_splits_off_and_the_smaller_cluster_joins(make_statement):
    """Six friends, of whom two are friends of each other only for a month."""
    whole = [("KOR", "USA"), ("USA", "UKR"), ("UKR", "PRK"), ("PRK", "RUS"), ("RUS", "CHN")]
    apart = [whole[0], whole[1], whole[2], whole[4]]
    G = to_multigraph(
        [
            make_statement(f"country:{u}", "supports", f"country:{v}", start=100 * n, document=day, date=day)
            for day, pairs in (("2024-01-02", whole), ("2024-02-02", apart), ("2024-03-02", whole))
            for n, (u, v) in enumerate(pairs)
        ]
    )
    _, words = told(summarise(G, window="month"), "changes")
    assert "2024-02: the cluster around Chn, Russia splits off from that around South Korea, North Korea" in words
    assert "2024-03: the cluster around Chn, Russia joins that around South Korea, North Korea" in words


def test_days_are_told_of_those_statements_that_have_one(make_statement):
    dated = [make_statement("country:KOR", "supports", "country:USA", date="2024-01-02")]
    undated = [make_statement("country:KOR", "accuses", "country:PRK", start=100 * n) for n in (1, 2)]
    for statements, words in (
        (dated, "1 statement in 1 document on 2024-01-02, between"),
        (dated + undated, "3 statements in 1 document (1 of the statements has a day, on 2024-01-02), between"),
        (undated, "2 statements in 1 document, none with a day, between"),
    ):
        assert words in told(summarise(to_multigraph(statements)), "in-short")[1]


def test_a_cluster_of_one_document_has_no_stability(make_statement):
    G = to_multigraph(
        [
            make_statement("country:KOR", "supports", "country:USA", document="a"),
            make_statement("country:KOR", "supports", "country:USA", document="b"),
            make_statement("country:RUS", "supports", "country:PRK", document="a", start=100),
            make_statement("country:RUS", "accuses", "country:USA", document="c", start=100),
        ]
    )
    tables, _ = told(summarise(G), "intervals")
    assert {row[2]: row[3:] for row in tables["Stability of the clusters"].rows} == {
        "United States, South Korea": (2, "1.00"),
        "Russia, North Korea": (1, "no answer"),
    }


def test_stability_that_takes_too_long_is_left_to_the_command(G, monkeypatch):
    monkeypatch.setattr("stancegraph.report.changes.MOST_PAIRS", 1)
    tables, words = told(summarise(G), "intervals")
    assert "bootstrap --clusters" in words
    assert not [caption for caption in tables if "Stability" in caption]


def test_ties_of_planned_and_denied_statements_alone_make_nobody_central(make_statement):
    made = summarise(to_multigraph([make_statement("country:KOR", "attacks", "country:PRK", factuality="denied")]))
    assert "no statement between two actors is asserted or alleged" in told(made, "nothing")[1]
    assert {"central", "accusations", "clusters"}.isdisjoint(section.name for section in made.sections)
    assert "Most central" not in told(made, "in-short")[1]


def test_edges_with_days_of_their_own_have_a_course(make_statement):
    G = nx.DiGraph([("a", "b", {"sign": 1, "date": "2023-01-01"}), ("b", "c", {"sign": -1, "date": "2024-01-01"})])
    tables, _ = told(summarise(G), "changes")
    assert len(tables["Windows of time"].rows) == 13


def test_roll_up_and_filters_are_told(troops):
    G = rolled_up(filtered(to_multigraph(troops), factualities=["planned"]))
    tables, _ = told(summarise(G), "reproduce")
    rows = dict(tables["Options"].rows)
    assert rows["actors rolled up by"] == "country"
    assert rows["statements that count in weights"] == "planned"


def test_sections_have_names_of_their_own_and_no_section_lacks_words(report, hostile):
    for made in (report, hostile):
        names = [section.name for section in made.sections]
        assert len(set(names)) == len(names) > 5
        assert all(section.blocks for section in made.sections)
    assert len(set(SECTIONS)) == len(SECTIONS)


@given(data=st.data())
@settings(max_examples=5)
def test_any_statements_make_a_report_in_which_forms_agree(data, statement_lists):
    statements = data.draw(statement_lists(max_size=6))
    made = summarise(to_multigraph(statements))
    page, markdown = Page(made.html).text(), shown_markdown(made.markdown)
    for fact in facts(made):
        plain = _drawn(fact)
        assert plain in _drawn(page)
        assert plain in _drawn(markdown)


def _drawn(text: str) -> str:
    """Return text without what neither form shows: control characters, and how much space there is."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


def test_order_of_the_statements_changes_no_letter(troops):
    one, other = (summarise(to_multigraph(each)) for each in (troops, troops[::-1]))
    assert one.markdown == other.markdown
    assert one.html == other.html


# ------------------------------------------------------------------------------------------------------------ empty


def test_nothing_is_reported_as_nothing():
    made = summarise(nx.MultiDiGraph())
    assert [section.name for section in made.sections] == ["nothing", "reading", "reproduce"]
    for text in (Page(made.html).text(), shown_markdown(made.markdown)):
        assert "No statements were found." in text
        assert "not in English" in text


def test_ties_of_actors_with_themselves_are_none():
    made = summarise(nx.DiGraph([("a", "a", {"sign": -1})]))
    assert "No tie between two different actors has a weight above 0." in told(made, "nothing")[1]
    assert "central" not in [section.name for section in made.sections]


def test_statements_without_ties_are_told_apart(make_statement):
    made = summarise(to_multigraph([make_statement("country:PRK", "denies")]))
    words = " ".join(facts(made))
    assert "There are no ties: the only statement is not about two different actors." in words
    assert "statements by stance" in words.lower()


def test_graphs_without_statements_are_reported_without_quotes():
    G = nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1})])
    made = summarise(G)
    assert quoted(made) == []
    assert "no sentences are known" in " ".join(facts(made))
    assert "clusters" in [section.name for section in made.sections]


# ----------------------------------------------------------------------------------------------------- untrusted text


def test_hostile_text_is_text_in_the_page(hostile):
    page = Page(hostile.html)
    tags = {tag for tag, _ in page.tags}
    assert tags & {"script", "iframe", "img", "object", "embed", "form", "input", "base", "link"} == set()
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        for name in ("href", "src", "xlink:href"):
            value = attributes.get(name) or "#"
            assert value.startswith(("#", "data:image/png;base64,", "https://evil.example")), value
    text = page.text()
    for each in HOSTILE:
        assert one_line(each.replace("\x07", "").replace("\u202e", "")) in text.replace("\x07", "").replace(
            "\u202e", ""
        )


def test_links_are_http_only(hostile, make_statement):
    assert [
        attributes["href"]
        for tag, attributes in Page(hostile.html).tags
        if tag == "a" and not attributes["href"].startswith("#")
    ] == []
    ref = DocumentRef(id="a", url='https://example.org/a_(b)?c="d"&e=<f>#g')
    made = summarise(to_multigraph([make_statement("country:KOR", "accuses", "country:PRK", document=ref)]))
    links = {attributes["href"] for tag, attributes in Page(made.html).tags if tag == "a"}
    assert {each for each in links if not each.startswith("#")} == {ref.url}
    found = [
        t
        for token in MarkdownIt("commonmark").parse(made.markdown)
        for t in token.children or ()
        if t.type == "link_open"
    ]
    assert {token.attrs["href"] for token in found} == {"https://example.org/a_(b)?c=%22d%22&e=%3Cf%3E#g"}


def _active(text: str) -> list[str]:
    """Return what of a Markdown text is more than words, as a renderer with all extensions sees it."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    every = [child for token in tokens for child in (token, *(token.children or ()))]
    words = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak"}
    return [token.type for token in every if token.type not in words]


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_is_nothing_but_words(text):
    assert _active(escaped(text)) == []
    assert _active(f"> {escaped(text)}") == ["blockquote_open", "blockquote_close"]
    assert not re.search(r"(?<!\\)(https?:|www\.|\$)", escaped(text))


@given(st.text(alphabet="\\`*_{}[]()<>#+-.!|~&$:=\"' \n\tab1w/@", max_size=30))
@settings(max_examples=300)
def test_escaping_leaves_words_alone_and_makes_nothing_else(text):
    assert _active(escaped(text)) == []
    tokens = MarkdownIt("commonmark").parse(escaped(text))
    assert "".join(child.content for token in tokens for child in token.children or ()) == one_line(text)


def test_hostile_text_makes_no_markup_in_the_whole_report(hostile, report):
    active = {"link_open", "image", "html_block", "html_inline", "fence", "hr", "s_open"}
    assert active & set(_active(hostile.markdown)) == set()
    rows = [line for line in hostile.markdown.splitlines() if line.startswith("|")]
    assert rows
    for line in rows:
        assert "\n" not in line
    markdown = shown_markdown(hostile.markdown)
    for each in HOSTILE:
        assert _drawn(each) in _drawn(markdown)


@pytest.mark.browser
@pytest.mark.parametrize(("size", "scheme"), [({"width": 1100, "height": 900}, "dark"), (PHONE, "light")])
def test_page_is_silent_asks_for_nothing_and_is_accessible(  # noqa: PLR0917 - fixtures
    hostile, report, chromium, tmp_path, size, scheme
):
    from axe_playwright_python.sync_playwright import Axe

    for number, made in enumerate((hostile, report)):
        made.write(tmp_path / f"{number}.html")
        seen = Opened(chromium, size, scheme)
        try:
            seen.page.goto((tmp_path / f"{number}.html").as_uri())
            assert seen.page.evaluate("window.ran") is None
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
            violations = Axe().run(seen.page).response["violations"]
            assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations] == []
            assert seen.requests == []
            assert seen.messages == []
        finally:
            seen.page.close()


# ------------------------------------------------------------------------------------------------ figures, files, again


def test_figures_are_drawn_in_the_page_with_ids_of_their_own(report):
    page = Page(report.html)
    drawn = [attributes for tag, attributes in page.tags if tag == "svg"]
    pictures = [block for section in report.sections for block in section.blocks if isinstance(block, Picture)]
    assert [each["aria-label"] for each in drawn] == [picture.words for picture in pictures] != []
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    for picture in pictures:
        assert f"stancegraph plot {picture.kind}" in report.markdown


def test_without_matplotlib_the_page_says_so(report, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.style", None)
    page = Page(Report(report.title, report.sections).html)  # not drawn before
    assert "svg" not in {tag for tag, _ in page.tags}
    assert "A figure belongs here. It needs matplotlib: pip install 'stancegraph[notebook]'." in page.text()


def test_report_is_written_in_the_form_of_its_ending(report, tmp_path):
    report.write(tmp_path / "r.html")
    report.write(tmp_path / "r.md")
    assert (tmp_path / "r.html").read_text("utf-8") == report.html
    assert (tmp_path / "r.md").read_text("utf-8") == report.markdown
    with pytest.raises(UnknownNameError, match=r"ending '.doc', expected one of .html, .htm, .md"):
        report.write(tmp_path / "r.doc")
    assert 'sandbox=""' in report._repr_html_()


def test_files_are_hashed_to_the_byte(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"one\r\n")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_bytes(b"two")
    found = hashed_files([tmp_path / "a.txt", tmp_path / "in", "-", tmp_path / "a.txt"])
    assert [(each.size, each.sha256) for each in found] == [
        (5, hashlib.sha256(b"one\r\n").hexdigest()),
        (3, hashlib.sha256(b"two").hexdigest()),
    ]


def test_many_files_have_one_digest(tmp_path):
    for number in range(101):
        (tmp_path / f"{number:03}.txt").write_text(str(number), encoding="utf-8")
    (one,) = hashed_files([tmp_path])
    lines = [f"{hashlib.sha256(str(n).encode()).hexdigest()}  {n:03}.txt\n" for n in range(101)]
    assert (one.files, one.sha256) == (101, hashlib.sha256("".join(lines).encode()).hexdigest())


@pytest.mark.parametrize("ending", ["html", "md"])
def test_the_command_in_a_report_makes_the_same_report(troops, tmp_path, monkeypatch, ending):
    monkeypatch.chdir(tmp_path)
    write_statements(troops, "my troops.jsonl")
    options = ["--since", "2024-10-15", "--factuality", "asserted", "--factuality", "planned", "--seed", "3",
               "--window", "week", "--heading", "It's; $mine", "--sign=-1", "-o", f"r.{ending}"]  # fmt: skip
    done = CliRunner().invoke(app, ["report", "my troops.jsonl", *options])
    assert done.exit_code == 0, done.stderr
    first = (tmp_path / f"r.{ending}").read_bytes()
    shown = Page(first.decode()).text() if ending == "html" else shown_markdown(first.decode())
    (command,) = re.findall(r"stancegraph report .*?'my troops.jsonl'", shown)
    words = shlex.split(command)
    assert words[:2] == ["stancegraph", "report"]
    (tmp_path / f"r.{ending}").unlink()
    again = CliRunner().invoke(app, words[1:])
    assert again.exit_code == 0, again.stderr
    assert (tmp_path / f"r.{ending}").read_bytes() == first
    assert hashlib.sha256((tmp_path / "my troops.jsonl").read_bytes()).hexdigest() in shown


def test_report_of_nothing_says_so_and_is_written(tmp_path):
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    done = CliRunner().invoke(app, ["report", str(tmp_path / "none.jsonl"), "-o", str(tmp_path / "r.html")])
    assert done.exit_code == 0, done.stderr
    assert "no statements were found" in done.stderr
    assert "Nothing was found" in (tmp_path / "r.html").read_text("utf-8")


def test_report_refuses_what_has_lost_its_sentences_and_other_endings(G, tmp_path):
    write_graph(G, tmp_path / "g.csv")
    lost = CliRunner().invoke(app, ["report", str(tmp_path / "g.csv"), "-o", str(tmp_path / "r.html")])
    assert lost.exit_code == 1
    assert "without their sentences" in lost.stderr
    other = CliRunner().invoke(app, ["report", str(tmp_path / "g.csv"), "-o", str(tmp_path / "r.pdf")])
    assert "expected one of .html, .htm, .md" in other.stderr
    assert not list(tmp_path.glob("r.*"))


def test_every_sort_of_block_is_written():
    blocks = {Words("w"), Items(("i",)), Heading("h"), Command("c"), Table("t", ("a",), ((1,),)), Quotes(())}
    assert all(fields(each) for each in blocks)
