"""What the panel on the right tells, in a real Chromium."""

from __future__ import annotations

import datetime as dt
import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from stancegraph.explorer import texts
from stancegraph.explorer.page import SCRIPTS
from stancegraph.graph import rolled_up, to_multigraph
from stancegraph.models import DocumentRef, Doubt

if TYPE_CHECKING:
    from browser import Opened

pytestmark = pytest.mark.browser

COPIED = """() => Object.defineProperty(navigator, "clipboard",
    { value: { writeText: async (text) => { window.copied = text; } } })"""
NO_CLIPBOARD = """() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.addEventListener("copy", () => (window.copied = document.activeElement.value));
}"""


def section(seen: Opened, title: str) -> str:
    """The text between a heading of the panel and the next."""
    parts = [title, *(seen.page.locator("#reading > :is(h2, h3)").all_inner_texts())]
    text = seen.reading()
    start = text.index(title)
    ends = [text.find(f"\n{part}\n", start + len(title)) for part in parts]
    return text[start : min((end for end in ends if end > 0), default=len(text))]


@pytest.fixture(scope="module")
def dispute(make_statement, make_actor):
    """Kyiv and a minister in Seoul say that North Korea aids Russia; North Korea and a man in Moscow deny it."""
    prk, kor, rus, ukr = (f"country:{code}" for code in ("PRK", "KOR", "RUS", "UKR"))
    minister = make_actor("official:kor/kim", name="Kim Yong-hyun", role="Minister")
    spokesman = make_actor("official:rus/peskov", name="Dmitry Peskov")
    alleged = {"factuality": "alleged"}
    report = make_statement(prk, "aids", rus, document="b", date="2024-10-18", attributed_to=minister, **alleged)
    words = "NATO could not confirm it."
    doubts = [
        {
            "document": report.document,
            "actor": actor,
            "evidence": {
                "start": start,
                "end": start + 26,
                "quote": words,
                "cue": {"start": start + 5, "end": start + 22},
                "found_by": report.evidence.found_by,
            },
        }
        for start, actor in (
            (400, make_actor("organisation:nato")),
            (500, None),
            (600, spokesman),
            (700, make_actor(rus)),
        )
    ]
    return to_multigraph(
        [
            make_statement(ukr, "accuses", prk, document="a", date="2024-10-14"),
            make_statement(prk, "aids", rus, document="a", date="2024-10-14", attributed_to=make_actor(ukr), **alleged),
            report.model_copy(update={"doubts": tuple(map(Doubt.model_validate, doubts))}),
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
        assert claim.locator("h3").all_inner_texts() == ["Asserted", "Denied", "Not confirmed"]
        assert claim.locator("article").count() == 11
        assert "Dmitry Peskov denies Ukraine" in claim.inner_text()
        claim.locator(".claim").get_by_role("button", name="Ukraine").click()
        assert seen.selected() == "Ukraine"


def test_a_contested_tie_says_so_wherever_it_is_named_and_who_denies_it(opened, dispute):
    prk, rus = "country:PRK", "country:RUS"
    with opened(dispute) as seen:
        point = seen.page.evaluate(f"stancegraph.whereTie('{prk}', 'aids', '{rus}')")
        seen.page.mouse.move(point["x"], point["y"])
        assert "aids (alleged, contested)" in seen.page.locator("#tip").inner_text()
        seen.click("whereTie", prk, "aids", rus)
        claim = seen.page.locator("#reading .claims > li")
        assert "denied by" in claim.inner_text()
        assert "Dmitry Peskov" in claim.inner_text()
        claim.get_by_role("button", name="Sentences of the claim").press("Enter")
        assert claim.locator("h3").all_inner_texts() == ["Asserted", "Denied", "Not confirmed"]
        seen.click("whereTie", "country:UKR", "accuses", prk)
        assert seen.page.locator("#reading .claims").count() == 0
        seen.page.locator("#view-table").click()
        told = seen.page.locator("#table tbody tr", has_text="aids").locator("td").nth(1)
        assert "alleged, contested" in told.inner_text()
        seen.page.locator("#view-matrix").click()
        cell = seen.page.get_by_label("North Korea toward Russia: aids (friendly, alleged, contested")
        cell.hover()
        assert "aids (alleged, contested)" in seen.page.locator("#pair").inner_text()


def test_a_claim_tells_who_cannot_confirm_it(opened, dispute):
    with opened(dispute) as seen:
        claim = seen.page.locator(".claims > li")
        assert "not confirmed by NATO, somebody unnamed, Dmitry Peskov, Russia" in claim.inner_text()
        claim.locator(".fold").click()
        assert claim.locator("h3").all_inner_texts() == ["Asserted", "Denied", "Not confirmed"]
        doubt = claim.locator("article").nth(-4)
        assert doubt.locator("mark").inner_text() == "could not confirm"
        assert "Title of b" in doubt.inner_text()
        seen.page.locator("#level-1").click()
        # Russia and its spokesman are one there.
        assert "not confirmed by NATO, somebody unnamed, Russia (2)" in seen.page.locator(".claims > li").inner_text()


def test_a_tie_stays_contested_where_its_denials_are_filtered_away(opened, dispute):
    with opened(dispute) as seen:
        seen.page.locator("#facets").get_by_label("denies").uncheck()
        seen.click("whereTie", "country:PRK", "aids", "country:RUS")
        assert "Who denies it is hidden by the filters." in seen.reading()
        assert seen.page.locator("#reading .claims").count() == 0


def test_a_country_leads_to_its_actors_and_they_lead_back(opened, korea):
    with opened(korea) as seen:
        seen.click("where", "country:KOR")
        own = seen.page.locator("#reading dl.facts div", has_text="Its actors")
        own.get_by_role("button", name="Kim Hong-kyun").click()
        assert seen.selected() == "Kim Hong-kyun"
        seen.page.locator("#reading dl.facts").get_by_role("button", name="South Korea").click()
        assert seen.selected() == "South Korea"
        seen.click("where", "country:PRK")
        assert "Its actors" not in seen.reading()


def test_claims_are_printed_with_their_sentences(opened, dispute):
    with opened(dispute) as seen:
        seen.page.emulate_media(media="print")
        seen.page.locator(".print-picture").wait_for()
        assert "Contested claims" in seen.reading()
        assert seen.page.locator(".claims blockquote:visible").count() > 3


def test_claims_that_are_not_looked_for_are_said_to_be_left_out(opened, dispute, monkeypatch):
    monkeypatch.setattr(texts, "CLAIMS_UP_TO", 3)
    with opened(dispute, title="Few") as seen:
        assert "Not looked for among 10 statements" in seen.reading()
        assert seen.page.locator(".claims").count() == 0


def test_claims_follow_the_filters(opened, dispute):
    with opened(dispute) as seen:
        claim = seen.page.locator(".claims > li")
        claim.locator(".fold").click()
        seen.page.locator("#facets").get_by_label("Ledger").uncheck()
        seen.until("!document.querySelector('.claims').textContent.includes('North Korea, ')")
        assert "denied by Dmitry Peskov" in claim.inner_text()
        # What was unfolded stays so, without the sentence that is filtered away.
        assert claim.locator("article").count() == 10
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
        claim.locator(".voices", has_text="denied by").get_by_role("button", name="Russia").click()
        assert seen.selected() == "Russia"


def test_claims_of_a_graph_that_came_merged_find_their_countries(opened, dispute):
    with opened(rolled_up(dispute)) as seen:
        claim = seen.page.locator(".claims > li")
        assert claim.locator(".voices", has_text="denied by").get_by_role("button", name="Russia").count() == 1


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
        assert len(seen.page.evaluate("stancegraph.data().levels[0].against")) == seen.page.locator(".why").count()
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
        seen.until("!document.querySelector('#reading').textContent.includes('condemns')")
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
        assert section(seen, "Enemies").split("\n")[1:] == ["1", "North Korea", "\u22122"]
        assert section(seen, "Friend and enemy alike").split("\n")[-1] == "±0"
        bar = seen.page.locator(".balance li", has_text="North Korea").get_by_role("img")
        assert bar.get_attribute("aria-label") == "1 friendly, 3 hostile"
        assert bar.locator("rect.hostile").bounding_box()["x"] < bar.locator("rect.friendly").bounding_box()["x"]
        seen.page.locator("#facets").get_by_label("supports").uncheck()
        seen.until("document.querySelector('#reading').textContent.includes('\u22123')")


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
        seen.until("document.querySelector('#announce').textContent === 'Copied'")
        (statement,) = (
            s for s in korea.graph["statements"].values() if s.stance == "aids" and s.factuality == "alleged"
        )
        assert seen.page.evaluate("window.copied") == (
            "“One party aids the other.” \u2013 Envoy called in, Harbour Times, 21 Oct 2024, https://example.org/1; "
            f"stancegraph: North Korea aids Russia (alleged by South Korea); statement {statement.id}"
        )
        assert seen.page.evaluate("document.activeElement.className") == "cite-button"


def test_no_two_scripts_give_one_name_to_two_things():
    # They are joined into one, where the second of two functions of a name would silently take the place of the first.
    folder = files("stancegraph.explorer") / "page" / "scripts"
    names = [
        name
        for script in SCRIPTS
        for name in re.findall(
            r"^(?:async )?(?:function|const|let|class) (\w+)",
            (folder / script).read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    ]
    assert sorted(names) == sorted(set(names))
