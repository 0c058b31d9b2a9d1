"""What the panel on the right tells, and what readers note of it, in a real Chromium."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import escape
from importlib.resources import files

import pytest
from browser import DESKTOP, NEXT_FRAME, PHONE, Opened

from stancegraph.corrections import read_corrections
from stancegraph.explorer import explore
from stancegraph.explorer.page import SCRIPTS
from stancegraph.graph import rolled_up, to_multigraph
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
NO_CLIPBOARD = """() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.addEventListener("copy", () => (window.copied = document.activeElement.value));
}"""


def until(seen: Opened, expression: str) -> None:
    """Wait some frames for what is true in the page; its policy forbids Playwright's own way of waiting."""
    for _ in range(200):
        if seen.page.evaluate(expression):
            return
        seen.page.evaluate(NEXT_FRAME)
    pytest.fail(f"never came true: {expression}")


def section(seen: Opened, title: str) -> str:
    """The text between a heading of the panel and the next."""
    parts = [title, *(seen.page.locator("#reading > :is(h2, h3)").all_inner_texts())]
    text = seen.reading()
    start = text.index(title)
    ends = [text.find(f"\n{part}\n", start + len(title)) for part in parts]
    return text[start : min((end for end in ends if end > 0), default=len(text))]


def spoken(quote: str, cue: str, *, start: int = 0) -> Evidence:
    at = start + quote.index(cue)
    return Evidence(
        start=start,
        end=start + len(quote),
        quote=quote,
        cue=Span(start=at, end=at + len(cue)),
        found_by=FoundBy(extractor="by-hand", version="1"),
    )


@pytest.fixture(scope="module")
def dispute(make_statement, make_actor):
    """Kyiv and a minister in Seoul say that North Korea aids Russia; North Korea and a man in Moscow deny it."""
    prk, kor, rus, ukr = (f"country:{code}" for code in ("PRK", "KOR", "RUS", "UKR"))
    minister = make_actor("official:kor/kim", name="Kim Yong-hyun", role="Minister")
    spokesman = make_actor("official:rus/peskov", name="Dmitry Peskov")
    alleged = {"factuality": "alleged"}
    return to_multigraph(
        [
            make_statement(ukr, "accuses", prk, document="a", date="2024-10-14"),
            make_statement(prk, "aids", rus, document="a", date="2024-10-14", attributed_to=make_actor(ukr), **alleged),
            make_statement(prk, "aids", rus, document="b", date="2024-10-18", attributed_to=minister, **alleged),
            make_statement(prk, "aids", rus, document="b", start=90, date="2024-10-18", attributed_to=minister,
                           **alleged),
            make_statement(prk, "aids", rus, document="b", start=300, date="2024-10-18", **alleged),
            make_statement(prk, "denies", minister, document="b", start=100, date="2024-10-19", outlet="Ledger"),
            make_statement(spokesman, "denies", ukr, document="a", start=90, date="2024-10-20", outlet="Times"),
            make_statement(kor, "condemns", prk, document="b", start=200, date="2024-10-20", outlet="Times"),
            make_statement(minister, "supports", kor, document="c"),
            make_statement(spokesman, "supports", rus, document="c", start=90),
        ]
    )  # fmt: skip


# ---- the overview -----------------------------------------------------------------------------------------------


def test_a_contested_claim_tells_who_asserts_and_who_denies(opened, dispute):
    with opened(dispute) as seen:
        claim = seen.page.locator(".claims > li")
        assert claim.count() == 1
        lines = claim.inner_text().split("\n")
        assert lines[0] == "Claim: North Korea aids Russia"
        assert "asserted by Kim Yong-hyun (2), Ukraine, somebody unnamed" in lines
        assert next(line for line in lines if line.startswith("denied by")).count("Peskov") == 1
        assert claim.locator("blockquote").count() == 0
        claim.get_by_role("button", name="Sentences of the claim: North Korea aids Russia").press("Enter")
        assert claim.locator("h3").all_inner_texts() == ["Asserted", "Denied"]
        assert claim.locator("article").count() == 7
        assert "Dmitry Peskov denies Ukraine" in claim.inner_text()
        claim.locator(".claim").get_by_role("button", name="Ukraine").click()
        assert seen.selected() == "Ukraine"


def test_claims_follow_the_filters(opened, dispute):
    with opened(dispute) as seen:
        claim = seen.page.locator(".claims > li")
        claim.locator(".fold").click()
        seen.page.locator("#facets").get_by_label("Ledger").uncheck()
        until(seen, "!document.querySelector('.claims').textContent.includes('North Korea, ')")
        assert "denied by Dmitry Peskov" in claim.inner_text()
        # What was unfolded stays so, without the sentence that is filtered away.
        assert claim.locator("article").count() == 6
        for label in ("Hostile", "Alleged"):
            seen.page.locator("#facets").get_by_label(label).uncheck()
        seen.page.wait_for_selector(".claims", state="detached")
        seen.page.locator("#reset").click()
        seen.page.wait_for_selector(".claims")


def test_claims_speak_of_countries_on_their_level(opened, dispute):
    with opened(dispute) as seen:
        seen.page.locator("#level-1").click()
        claim = seen.page.locator(".claims > li", has_text="asserted by South Korea")
        assert "asserted by South Korea (2), Ukraine" in claim.inner_text()
        assert "denied by North Korea, Russia" in claim.inner_text()
        claim.locator(".fold").click()
        assert "Dmitry Peskov denies Ukraine" in claim.inner_text()
        claim.locator(".voices").get_by_role("button", name="Russia").click()
        assert seen.selected() == "Russia"


def test_claims_of_a_graph_that_came_merged_find_their_countries(opened, dispute):
    with opened(rolled_up(dispute)) as seen:
        claim = seen.page.locator(".claims > li")
        assert claim.locator(".voices").get_by_role("button", name="Russia").count() == 1


@pytest.fixture(scope="module")
def unbalanced(make_statement):
    """Two camps of three with a friendship between them and a quarrel within one."""
    camps = [[f"group:{camp}{i}" for i in range(3)] for camp in "ab"]
    statements, at = [], iter(range(0, 10_000, 50))
    for camp in camps:
        for i, j in ((0, 1), (1, 2), (0, 2)):
            statements += [make_statement(camp[i], "aids", camp[j], start=next(at)) for _ in range(3)]
    statements += [make_statement(a, "attacks", b, start=next(at)) for a in camps[0] for b in camps[1]]
    statements += [make_statement("group:a0", "supports", "group:b0", start=next(at)) for _ in range(2)]
    statements += [make_statement("group:a0", "accuses", "group:a1", start=next(at)) for _ in range(4)]
    return to_multigraph(statements)


def test_ties_that_break_the_balance_say_why_and_open(opened, unbalanced):
    with opened(unbalanced) as seen:
        text = section(seen, "Ties that break the balance")
        pairs = seen.page.evaluate("stancegraph.data().levels[0].against")
        assert pairs
        why = seen.page.locator(".why").all_inner_texts()
        assert any(line.startswith(("friendly between the clusters", "hostile within the cluster")) for line in why)
        assert "enemies in different ones" in text
        row = seen.page.locator(".ties li:has(.why)").first
        reason = row.locator(".why").inner_text()
        row.locator(".stance").click()
        assert f"Breaks the balance: {reason}." in seen.reading()


def test_lists_that_are_cut_say_so_and_unfold(opened, make_statement):
    statements = [
        make_statement("country:PRK", "aids", f"group:g{i}", start=50 * i, factuality="alleged") for i in range(30)
    ]
    with opened(to_multigraph(statements)) as seen:
        rows = seen.page.locator("#reading h2:text('Alleged') ~ .ties").first.locator("li")
        assert rows.count() == 6
        seen.page.locator("#reading h2:text('Alleged') ~ .cut").first.click()
        assert rows.count() == 30
        # The focus goes on to the first of the new rows.
        assert seen.page.evaluate("document.activeElement.closest('li') !== null")
        members = seen.page.locator(".camp .members")
        before = members.locator(".name").count()
        seen.page.locator(".camp .cut").first.click()
        assert members.locator(".name").count() > before == 12


def test_very_long_lists_unfold_in_steps(opened, make_statement):
    ties = [make_statement("country:PRK", "aids", f"group:g{i}", start=50 * i) for i in range(500)]
    with opened(to_multigraph(ties)) as seen:
        rows, button = seen.page.locator(".ranking li"), seen.page.locator(".ranking + .cut")
        assert button.inner_text() == "Show 200 more of 501"
        for count in (208, 408, 501):
            button.click()
            assert rows.count() == count
        assert button.count() == 0


def test_the_measure_of_centrality_can_be_chosen_and_stands_in_the_address(opened, korea):
    with opened(korea) as seen:

        def choose(measure: str) -> list[str]:
            seen.page.locator("#measure").press("Enter")
            seen.page.get_by_role("button", name=measure).press("Enter")
            assert seen.page.evaluate("document.activeElement.id") == "measure"
            assert seen.page.locator("#measure").inner_text() == f"by {measure}"
            return seen.page.locator(".ranking li").first.inner_text().split("\n")

        assert choose("Hostile ties to others")[-1] == "1"
        assert "measure=hostile_out" in seen.page.url
        assert choose("Statements made") == ["South Korea", "3"]
        seen.page.reload()
        seen.page.wait_for_selector("html[data-ready]", state="attached")
        assert seen.page.locator("#measure").inner_text() == "by Statements made"


# ---- an actor ---------------------------------------------------------------------------------------------------


def test_ranks_of_an_actor_by_every_measure(opened, korea):
    with opened(korea) as seen:
        seen.click("where", "country:KOR")
        assert re.search(r"\d+(st|nd|rd|th) of 9 by PageRank", seen.reading())
        seen.page.get_by_text("All ranks").click()
        rows = dict(text.split("\t", 1) for text in seen.page.locator(".ranks tr").all_inner_texts())
        assert set(rows) >= {"PageRank", "Betweenness", "Statements received", "Hostile ties from others"}
        assert rows["Statements made"] == "3\t1st of 9"
        assert rows["Statements received"] == "3\t2nd of 9"
        assert rows["Hostile ties from others"] == "0\tnone"
        seen.page.locator("#facets").get_by_label("Hostile").uncheck()
        until(seen, "!document.querySelector('#reading').textContent.includes('condemns')")
        # Ranks are over all ties.
        assert "Statements made3" in seen.page.locator(".ranks").evaluate("(ranks) => ranks.textContent")


def test_friends_and_enemies_by_what_is_shown(opened, make_statement):
    kor, prk, usa, chn = (f"country:{code}" for code in ("KOR", "PRK", "USA", "CHN"))
    statements = [make_statement(kor, "condemns", prk, start=50 * i) for i in range(3)]
    statements += [make_statement(prk, "supports", kor, start=200), make_statement(usa, "aids", kor, start=300)]
    statements += [make_statement(kor, "supports", chn, start=400), make_statement(chn, "attacks", kor, start=500)]
    with opened(to_multigraph(statements)) as seen:
        seen.click("where", kor)
        assert section(seen, "Friends").split("\n")[1:] == ["1", "United States", "+1"]
        assert section(seen, "Enemies").split("\n")[1:] == ["1", "North Korea", "−2"]
        assert section(seen, "Friend and enemy alike").split("\n")[-1] == "±0"
        bar = seen.page.locator(".balance li", has_text="North Korea").get_by_role("img")
        assert bar.get_attribute("aria-label") == "1 friendly, 3 hostile"
        assert bar.locator("rect.hostile").bounding_box()["x"] < bar.locator("rect.friendly").bounding_box()["x"]
        seen.page.locator("#facets").get_by_label("supports").uncheck()
        until(seen, "document.querySelector('#reading').textContent.includes('−3')")


def test_timeline_counts_statements_by_sign_and_period(opened, make_statement):
    days = ["2024-10-01", "2024-10-01", "2024-10-03"]
    kor, prk = "country:KOR", "country:PRK"
    statements = [make_statement(kor, "condemns", prk, start=50 * i, date=day) for i, day in enumerate(days)]
    statements.append(make_statement(prk, "supports", kor, start=300, date="2024-10-03"))
    statements.append(make_statement(prk, "urges", kor, start=400))
    with opened(to_multigraph(statements)) as seen:
        seen.click("where", kor)
        chart = seen.page.locator(".timeline").get_by_role("img")
        assert chart.get_attribute("aria-label") == "Statements by day, 1 Oct 2024 to 3 Oct 2024: 3 hostile, 1 friendly"
        assert chart.locator("title").all_text_contents() == [
            "1 Oct 2024: 2 hostile",
            "3 Oct 2024: 1 hostile, 1 friendly",
        ]
        assert "1 statement without a date." in seen.reading()
        seen.page.locator("#reading .stance", has_text="condemns").click()
        assert "3 hostile" in chart.get_attribute("aria-label")


@pytest.mark.parametrize(
    ("last", "unit", "name"),
    [("2024-11-20", "week", "week of 7 Oct 2024"), ("2026-01-01", "month", "Oct 2024"), ("2040-01-01", "year", "2024"),
     ("2095-01-01", "decade", "2020s")],
)  # fmt: skip
def test_timeline_takes_longer_periods_for_longer_times(opened, make_statement, last, unit, name):
    dates = ("2024-10-09", last)
    with opened(
        to_multigraph(
            [
                make_statement("country:KOR", "aids", "country:PRK", start=50 * i, date=day)
                for i, day in enumerate(dates)
            ]
        )
    ) as seen:
        seen.click("where", "country:KOR")
        chart = seen.page.locator(".timeline").get_by_role("img")
        assert chart.get_attribute("aria-label").startswith(f"Statements by {unit}")
        assert chart.locator("title").first.text_content() == f"{name}: 1 friendly"


# ---- a tie ------------------------------------------------------------------------------------------------------


def test_a_statement_tells_dates_confidence_and_copies(opened, make_statement, make_actor):
    kor, prk = "country:KOR", "country:PRK"
    paper = DocumentRef(id="p", title="On the border", outlet="Post", date=dt.date(2024, 10, 24))
    first = make_statement(kor, "accuses", prk, document=paper, date="2024-10-18", date_basis="text", confidence=0.62,
                           about="balloons")  # fmt: skip
    copy = make_statement(kor, "accuses", prk, document="q", date="2024-10-25", outlet="Echo", copy_of=first.id)
    told = make_statement(
        kor, "accuses", prk, document="r", factuality="planned", attributed_to=make_actor("country:USA")
    )
    with opened(to_multigraph([first, copy, told])) as seen:
        seen.click("whereTie", kor, "accuses", prk)
        quotes = {q.locator("footer").inner_text(): q.inner_text() for q in seen.page.locator("article").all()}
        one = next(text for footer, text in quotes.items() if "On the border" in footer)
        assert "18 Oct 2024, as the text tells · published 24 Oct 2024" in one
        assert "confidence 0.62" in one
        assert "also in 1 wire copy" in one
        assert "About: balloons" in one
        two = next(text for footer, text in quotes.items() if "Echo" in footer)
        assert "wire copy of the text in Post" in two
        assert "published 25 Oct 2024" in two
        assert "confidence" not in two
        assert any("planned by United States" in text for text in quotes.values())
        title = seen.page.locator(".chip", has_text="confidence").get_attribute("title")
        assert "not how true" in title


def test_a_tie_of_very_many_statements_opens_on_some(opened, make_statement):
    often = [make_statement("country:PRK", "accuses", "country:KOR", start=50 * i) for i in range(90)]
    with opened(to_multigraph(often)) as seen:
        seen.click("whereTie", "country:PRK", "accuses", "country:KOR")
        assert seen.page.locator("article").count() == 50
        seen.page.get_by_role("button", name="Show all 90").click()
        assert seen.page.locator("article").count() == 90
        assert seen.page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize("clipboard", [COPIED, NO_CLIPBOARD], ids=["clipboard", "without"])
def test_a_statement_is_copied_as_a_citation(opened, korea, clipboard):
    with opened(korea) as seen:
        seen.page.evaluate(clipboard)
        seen.click("whereTie", "country:PRK", "aids", "country:RUS")
        seen.page.get_by_role("button", name="Copy as citation").press("Enter")
        until(seen, "document.querySelector('#announce').textContent === 'Copied'")
        (statement,) = (
            s for s in korea.graph["statements"].values() if s.stance == "aids" and s.factuality == "alleged"
        )
        assert seen.page.evaluate("window.copied") == (
            "“One party aids the other.” – Envoy called in, Harbour Times, 21 Oct 2024, https://example.org/1; "
            f"stancegraph: North Korea aids Russia (alleged by South Korea); statement {statement.id}"
        )
        assert seen.page.evaluate("document.activeElement.className") == "cite-button"


# ---- tags and notes ---------------------------------------------------------------------------------------------


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
        seen.page.evaluate(
            "(place) => localStorage.setItem(place, JSON.stringify([[0, {tag: 'keep', note: null}], [1, {tag: 'toString', note: null}],"
            " [9e9, {tag: 'keep', note: null}], [2, {tag: null, note: {}}]]))",
            place,
        )
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
        assert "no-tag=wrong" in seen.page.url
        until(seen, "document.querySelectorAll('#reading article').length === 1")
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
        until(seen, "document.querySelectorAll('#reading article').length === 3")
        seen.page.locator("article").first.focus()
        for left in (2, 1):
            seen.page.keyboard.press("k")
            until(seen, f"document.querySelectorAll('#reading article').length === {left}")
            until(seen, "document.activeElement.matches('article')")


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
        seen.page.evaluate(
            "(pairs) => { const p = new URLSearchParams(); for (let i = 0; i < pairs.length; i += 2) p.append(pairs[i], pairs[i + 1]);"
            " history.replaceState(null, '', '#' + p); dispatchEvent(new PopStateEvent('popstate')); }",
            parts,
        )
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
    broken = ["{", "[]", "null", '{"statement": 1, "tag": "keep"}', '{"statement": "a", "tag": "toString"}', '{"tag":"keep"}',
              '{"schema_version":2,"statement":"a","tag":"keep"}', '{"statement":"a"}']  # fmt: skip
    strange = ['{"statement":"elsewhere","tag":"keep","note":null}']
    path.write_text("\ufeff" + "\r\n".join([*lines, "", *broken, *strange]), encoding="utf-8")
    with opened(to_multigraph(statements), title=f"import {given}") as seen:
        seen.page.locator("#my-notes input[type=file]").set_input_files(path)
        told = f"{len(lines)} notes matched, 1 note of statements that are not in this page, {len(broken)} bad lines passed over."
        until(seen, f"document.querySelector('#announce').textContent === {json.dumps(told)}")
        assert told in seen.reading()
        assert export(seen, tmp_path).read_text(encoding="ascii").splitlines() == lines


def test_an_imported_line_without_an_id_is_about_all_statements_at_its_anchor(opened, make_statement, tmp_path):
    two = [make_statement("country:KOR", "accuses", end) for end in ("country:PRK", "country:RUS")]
    assert two[0].anchor == two[1].anchor
    path = tmp_path / "by-hand.jsonl"
    path.write_text(json.dumps({"anchor": two[0].anchor, "tag": "wrong"}), encoding="utf-8")
    with opened(to_multigraph(two), title="by anchor") as seen:
        seen.page.locator("#my-notes input[type=file]").set_input_files(path)
        until(seen, "document.querySelector('#announce').textContent === '1 note matched.'")
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
            until(seen, "window.copied")
            assert "\n" not in seen.page.evaluate("window.copied")
        until(seen, "document.querySelectorAll('.note-text:not([hidden])').length > 5")
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
    host.write_text(f"<!doctype html><title>{escape('cell')}</title>{explore(korea)._repr_html_()}", encoding="utf-8")
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


def test_no_two_scripts_give_one_name_to_two_things():
    # They are joined into one, where the second of two functions of a name would silently take the place of the first.
    folder = files("stancegraph.explorer") / "page" / "scripts"
    names = [
        name
        for script in SCRIPTS
        for name in re.findall(
            r"^(?:async )?(?:function|const|let|class) (\w+)", (folder / script).read_text(encoding="utf-8"), re.M
        )
    ]
    assert sorted(names) == sorted(set(names))
