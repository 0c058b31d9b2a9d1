"""What readers note of statements and take with them, in a real Chromium."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from browser import DESKTOP, PHONE, Opened

from stancegraph.corrections import read_corrections
from stancegraph.explorer import explore
from stancegraph.graph import to_multigraph
from stancegraph.models import Actor, DocumentRef, Evidence, FoundBy, Kind, Span, Statement

pytestmark = pytest.mark.browser

HOSTILE = [
    "</script><script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    '=HYPERLINK("https://example.org")',
    "javascript:window.ran=1",
    "{{7*7}} ${window.ran=1}",
    '"quoted" \\back\\ \u2028 \u202e turned \x07',
    "__proto__",
]
COPIED = """() => Object.defineProperty(navigator, "clipboard",
    { value: { writeText: async (text) => { window.copied = text; } } })"""
GO = "(to) => { history.replaceState(null, '', `#${to}`); dispatchEvent(new PopStateEvent('popstate')); }"


def spoken(quote: str, cue: str, *, start: int = 0) -> Evidence:
    at = start + quote.index(cue)
    return Evidence(
        start=start,
        end=start + len(quote),
        quote=quote,
        cue=Span(start=at, end=at + len(cue)),
        found_by=FoundBy(extractor="by-hand", version="1"),
    )


def test_tags_are_set_by_button_and_key_and_shown_wherever_the_statement_is(opened, korea):
    with opened(korea, title="tags everywhere") as seen:
        seen.click("where", "country:PRK")
        quote = seen.page.locator("article", has_text="denies").first
        quote.focus()
        seen.page.keyboard.press("d")
        assert quote.get_attribute("data-tagged") == "doubt"
        seen.page.keyboard.press("w")
        pressed = quote.locator("[data-tag][aria-pressed=true]")
        assert pressed.all_inner_texts() == ["✗\nWrong"] or "Wrong" in pressed.inner_text()
        seen.page.keyboard.press("w")
        assert pressed.count() == 0
        assert quote.get_attribute("data-tagged") is None
        quote.get_by_role("button", name="Keep").click()
        seen.page.keyboard.press("Escape")
        seen.click("where", "country:PRK")
        assert seen.page.locator("article[data-tagged=keep]").count() == 1
        # Typing in the search is no tag.
        seen.page.locator("#search").press("w")
        assert seen.page.locator("article[data-tagged=keep]").count() == 1


def test_notes_open_on_demand_are_kept_and_come_back(opened, korea):
    with opened(korea, title="notes kept") as seen:
        seen.click("whereTie", "country:PRK", "aids", "country:RUS")
        quote = seen.page.locator("article")
        assert quote.locator("textarea").is_hidden()
        quote.focus()
        seen.page.keyboard.press("n")
        seen.page.keyboard.type("Who saw kdwn?")
        seen.page.keyboard.press("Escape")
        assert quote.locator("textarea").is_hidden()
        assert quote.locator(".note-text").inner_text() == "Who saw kdwn?"
        assert quote.get_attribute("data-tagged") is None
        assert seen.selected().split()[0] == "North"  # Escape closed the note only
        quote.get_by_role("button", name="Note").click()
        assert quote.locator("textarea").input_value() == "Who saw kdwn?"
        quote.get_by_role("button", name="Note").click()
        assert quote.locator("textarea").is_hidden()
        seen.page.reload()
        seen.page.wait_for_selector("html[data-ready]", state="attached")
        assert seen.page.locator(".note-text").inner_text() == "Who saw kdwn?"
        seen.page.keyboard.press("Escape")
        assert "1 statement tagged or noted, kept in this browser." in seen.reading()


def test_notes_of_other_graphs_and_broken_stores_are_passed_over(opened, korea, troops):
    title = "shared title"
    with opened(korea, title=title) as seen:
        seen.click("whereTie", "country:PRK", "aids", "country:RUS")
        seen.page.locator("[data-tag=wrong]").click()
        place = seen.page.evaluate("Object.keys(localStorage).find((key) => key.includes('shared title'))")
        broken = '[[0, {"tag": "keep", "note": null}], [1, {"tag": "toString", "note": null}], [9e9, {"tag": "keep"}]]'
        seen.page.evaluate("([place, text]) => localStorage.setItem(place, text)", [place, broken])
        seen.page.reload()
        seen.page.wait_for_selector("html[data-ready]", state="attached")
        seen.page.keyboard.press("Escape")
        assert "1 statement tagged or noted" in seen.reading()
        seen.page.evaluate("(place) => localStorage.setItem(place, '[[1')", place)
        seen.page.reload()
        seen.page.wait_for_selector("html[data-ready]", state="attached")
        assert "tagged or noted" not in seen.reading()
    with opened(to_multigraph(troops), title=title) as seen:
        assert "tagged or noted" not in seen.reading()


def test_tags_filter_and_are_counted(opened, korea):
    with opened(korea, title="tags filter") as seen:
        facet = seen.page.locator("#my-tags")
        assert facet.is_hidden()
        seen.click("whereTie", "country:KOR", "condemns", "country:PRK")
        quotes = seen.page.locator("article")
        quotes.first.locator("[data-tag=wrong]").click()
        assert facet.is_visible()
        counts = [text.split("\n")[-1] for text in facet.locator("label").all_inner_texts()]
        assert counts == ["13", "0", "0", "1"]
        facet.get_by_label("Wrong").uncheck()
        assert seen.state()["statements"] == 13
        seen.settle()
        assert "no-tag=wrong" in seen.page.url
        seen.until("document.querySelectorAll('#reading article').length === 1")
        assert "1 more statement hidden by the filters." in seen.reading()
        # The other one follows it once it is tagged, and takes the tie with it.
        quotes.first.focus()
        seen.page.keyboard.press("w")
        assert seen.state()["selected"] is None
        assert seen.state()["statements"] == 12
        assert seen.page.evaluate("document.activeElement.id") == "reading"
        seen.page.locator("#reset").click()
        assert seen.state()["statements"] == 14


def test_tagging_while_only_the_untagged_show_goes_on_to_the_next(opened, make_statement):
    often = [make_statement("country:PRK", "accuses", "country:KOR", document=f"d{i}") for i in range(4)]
    with opened(to_multigraph(often), title="one after the other") as seen:
        seen.click("whereTie", "country:PRK", "accuses", "country:KOR")
        seen.page.locator("article").first.focus()
        seen.page.keyboard.press("k")
        for label in ("Keep", "Doubt", "Wrong"):
            seen.page.locator("#my-tags").get_by_label(label).uncheck()
        seen.until("document.querySelectorAll('#reading article').length === 3")
        seen.page.locator("article").first.focus()
        for left in (2, 1):
            seen.page.keyboard.press("k")
            seen.until(f"document.querySelectorAll('#reading article').length === {left}")
            seen.until("document.activeElement.matches('article')")


def awkward(make_statement) -> list[Statement]:
    """Statements whose ids are easily worked out otherwise than in Python."""
    quote = "😀 Łódź 🇰🇷 said “no” — and accuses\u2028 it."
    texts = ["Ærø “quoted” \\ / \x7f\u0080\u2028 😀", *HOSTILE]
    made = []
    for i, text in enumerate(texts):
        source, target = (
            Actor(id=f"group:{end}{text}", name=f"{text} {end}", kind=Kind.GROUP, aliases=(text,)) for end in "ab"
        )
        shown = f"{text} {quote}"
        made.append(
            make_statement(
                source,
                "accuses" if i else "accusés “é”",
                None if i == 1 else target,
                document=DocumentRef(id=f"{i} {text}", title=text, outlet=text, url=text),
                about=text,
                attributed_to=target,
                factuality="alleged",
                evidence=spoken(shown, "and accuses\u2028", start=7),
            )
        )
    return made


def export(seen: Opened, tmp_path):
    with seen.page.expect_download() as saved:
        seen.page.locator("#reading .export-notes").click()
    assert saved.value.suggested_filename == "notes.jsonl"
    path = tmp_path / "notes.jsonl"
    saved.value.save_as(path)
    return path


def tag_all(seen: Opened, statements: list[Statement], note: str) -> None:
    """Opens each statement by the name of its source, tags it and notes something."""
    for i, statement in enumerate(statements):
        tie = (
            ["tie", statement.source.id, "tie", statement.stance, "tie", statement.target.id]
            if statement.target
            else None
        )
        parts = tie or ["actor", statement.source.id]
        seen.page.evaluate(GO, urlencode(list(zip(parts[::2], parts[1::2], strict=True))))
        quote = seen.page.locator("article").first
        quote.locator(f"[data-tag={('keep', 'doubt', 'wrong')[i % 3]}]").click()
        if i % 2 == 0:
            quote.locator(".note-button").click()
            quote.locator("textarea").fill(note)
    seen.page.keyboard.press("Escape")
    seen.page.keyboard.press("Escape")


@pytest.mark.parametrize("given", [False, True], ids=["ids that follow", "ids that are given"])
def test_exported_notes_have_the_ids_of_python_and_come_back(opened, make_statement, tmp_path, given):
    statements = awkward(make_statement)
    if given:
        statements[0] = statements[0].model_copy(update={"id": "mine 😀", "anchor": "there"})
    note = 'Ærø </script><img src=x onerror=window.ran=1> =1+1 "q" \\ 😀\nsecond line'
    with opened(to_multigraph(statements), title=f"export {given}") as seen:
        tag_all(seen, statements, note)
        path = export(seen, tmp_path)
        lines = path.read_text(encoding="ascii").splitlines()
        rows = [json.loads(line) for line in lines]
        keys = "schema_version anchor statement tag note source stance target document quote"
        assert all(list(row) == keys.split() for row in rows)
        expected = {
            s.id: {
                "schema_version": 1,
                "anchor": s.anchor,
                "statement": s.id,
                "tag": ("keep", "doubt", "wrong")[i % 3],
                "note": note if i % 2 == 0 else None,
                "source": s.source.name,
                "stance": s.stance,
                "target": s.target.name if s.target else None,
                "document": s.document.id,
                "quote": s.evidence.quote,
            }
            for i, s in enumerate(statements)
        }
        assert {row["statement"]: row for row in rows} == expected
        assert lines == [json.dumps(row, separators=(",", ":")) for row in rows]
        assert {c.statement: c.tag.value for c in read_corrections(path)} == {k: v["tag"] for k, v in expected.items()}
        assert seen.page.evaluate("window.ran") is None
    broken = ["{", "[]", "null", '{"statement":1,"tag":"keep"}', '{"statement":"a","tag":"toString"}', '{"tag":"keep"}',
              '{"schema_version":2,"statement":"a","tag":"keep"}', '{"statement":"a"}']  # fmt: skip
    strange = ['{"statement":"elsewhere","tag":"keep","note":null}']
    path.write_text("\ufeff" + "\r\n".join([*lines, "", *broken, *strange]), encoding="utf-8")
    with opened(to_multigraph(statements), title=f"import {given}") as seen:
        seen.page.locator("#my-notes input[type=file]").set_input_files(path)
        told = (
            f"{len(lines)} notes matched, 1 note of statements that are not in this page, "
            f"{len(broken)} bad lines passed over."
        )
        seen.until(f"document.querySelector('#announce').textContent === {json.dumps(told)}")
        assert told in seen.reading()
        assert export(seen, tmp_path).read_text(encoding="ascii").splitlines() == lines


def test_an_imported_line_without_an_id_is_about_all_statements_at_its_anchor(opened, make_statement, tmp_path):
    two = [make_statement("country:KOR", "accuses", end) for end in ("country:PRK", "country:RUS")]
    assert two[0].anchor == two[1].anchor
    path = tmp_path / "by-hand.jsonl"
    path.write_text(json.dumps({"anchor": two[0].anchor, "tag": "wrong"}), encoding="utf-8")
    with opened(to_multigraph(two), title="by anchor") as seen:
        seen.page.locator("#my-notes input[type=file]").set_input_files(path)
        seen.until("document.querySelector('#announce').textContent === '1 note matched.'")
        assert "2 statements tagged or noted" in seen.reading()


def test_hostile_text_in_claims_notes_and_citations_is_text(opened, make_statement):
    statements = []
    for i, text in enumerate(HOSTILE):
        one, two, three = (Actor(id=f"group:{i}{end}{text}", name=f"{text} {end}", kind=Kind.GROUP) for end in "abc")
        paper = DocumentRef(id=f"{i}{text}", title=text, outlet=text, url=text)
        for n, (who, stance, whom, more) in enumerate(
            [
                (one, "accuses", two, {}),
                (two, "aids", three, {"factuality": "alleged", "attributed_to": one}),
                (two, "denies", one, {}),
            ]
        ):
            evidence = spoken(f"{text} says {stance} it", f"says {stance}", start=500 * n if n == 2 else 0)
            statements.append(make_statement(who, stance, whom, document=paper, about=text, evidence=evidence, **more))
    with opened(to_multigraph(statements), title="hostile reading") as seen:
        seen.page.evaluate(COPIED)
        for cut in seen.page.locator(".claims + .cut").all():
            cut.click()
        claims = seen.page.locator(".claims > li")
        assert claims.count() == len(HOSTILE)
        for fold in seen.page.locator(".claims .fold").all():
            fold.click()
        for i, quote in enumerate(seen.page.locator(".claims article:nth-of-type(1)").all()[: len(HOSTILE)]):
            quote.locator(".note-button").click()
            quote.locator("textarea").fill(HOSTILE[i % len(HOSTILE)])
            quote.locator(".cite-button").click()
            seen.until("window.copied")
            assert "\n" not in seen.page.evaluate("window.copied")
        seen.until("document.querySelectorAll('.note-text:not([hidden])').length > 5")
        assert seen.page.evaluate("window.ran") is None
        assert seen.page.locator("#page :is(img, iframe, script, base, link)").count() == 0
        assert seen.page.locator("#reading a").count() == 0


def test_tags_have_room_and_work_on_a_phone(opened, korea):
    with opened(korea, size=PHONE, title="phone") as seen:
        seen.click("where", "country:PRK")
        buttons = seen.page.locator("article").first.locator("button")
        assert all(button.bounding_box()["height"] >= 24 for button in buttons.all())
        buttons.first.click()
        assert seen.page.locator("article[data-tagged=keep]").count() == 1
        assert seen.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert seen.page.evaluate(
            "(() => { const r = document.querySelector('#reading'); return r.scrollWidth <= r.clientWidth; })()"
        )


def test_a_sandboxed_frame_says_that_notes_go_with_it(chromium, tmp_path, korea):
    host = tmp_path / "notebook.html"
    host.write_text(f'<!doctype html><meta charset="utf-8">{explore(korea)._repr_html_()}', encoding="utf-8")
    seen = Opened(chromium, DESKTOP, "light")
    try:
        seen.page.goto(host.as_uri())
        frame = seen.page.frame_locator("iframe")
        frame.locator("html[data-ready]").wait_for(state="attached")
        assert "kept until the page is closed" in frame.locator("#my-notes").inner_text()
        frame.locator("#reading .stance").first.click()
        frame.locator("[data-tag=keep]").first.click()
        frame.locator(".cite-button").first.click()
        frame.locator("#announce:text('Copied')").wait_for(state="attached")
        frame.locator(".close").click()
        assert "1 statement tagged or noted, kept until the page is closed." in frame.locator("#my-notes").inner_text()
        with seen.page.expect_download() as saved:
            frame.locator("#my-notes .export-notes").click()
        path = tmp_path / "notes.jsonl"
        saved.value.save_as(path)
        assert [c.tag.value for c in read_corrections(path)] == ["keep"]
        assert seen.requests == []
        assert seen.messages == []
    finally:
        seen.page.close()
