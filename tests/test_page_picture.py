"""The picture in a real Chromium: what is drawn, named, clicked and read."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from browser import DESKTOP, PHONE

from stancegraph import extract, read_documents
from stancegraph.graph import to_multigraph

pytestmark = pytest.mark.browser


def test_actors_ties_and_statements_are_counted(opened, korea):
    with opened(korea, title="Troops") as seen:
        state = seen.state()
        assert (state["actors"], state["ties"], state["statements"]) == (9, 12, 14)
        assert seen.page.locator("#counts").inner_text() == "9 actors · 12 ties · 14 statements"
        assert seen.page.title() == "Troops"


def test_signs_and_clusters_are_painted(opened, korea):
    with opened(korea) as seen:
        pixels = seen.pixels()
        variables = seen.page.evaluate(
            """() => ["cluster-0", "cluster-1", "canvas"].map((name) => {
                const hex = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
                return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(" ");
            })"""
        )
        assert all(pixels.get(colour, 0) > 100 for colour in variables)
        # Ties are thin and translucent: look for anything clearly blue and clearly red-orange.
        colours = [tuple(map(int, colour.split())) for colour in pixels]
        assert any(b > r + 80 for r, _, b in colours)
        assert any(r > b + 80 for r, _, b in colours)


def overlapping(labels):
    return [
        (a["text"], b["text"])
        for a, b in itertools.combinations(labels, 2)
        if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]
    ]


def test_names_in_the_picture_never_overlap(opened, korea):
    with opened(korea) as seen:
        labels = seen.state()["labels"]
        assert {"South Korea", "North Korea", "Russia", "condemns"} <= {label["text"] for label in labels}
        assert overlapping(labels) == []


@pytest.fixture(scope="module")
def article():
    """What is read from the article of `make demo`."""
    path = Path(__file__).parents[1] / "fixtures" / "articles" / "docs" / "north-korean-troops.txt"
    return to_multigraph(extract(read_documents(path, date="2024-10-24", outlet="The Harbour Dispatch")))


LAPTOP = {"width": 1366, "height": 768}


@pytest.mark.parametrize("size", [DESKTOP, LAPTOP, PHONE], ids=["desktop", "laptop", "phone"])
def test_the_article_of_the_demo_reads_at_first_sight(opened, article, size):
    with opened(article, size=size) as seen:
        labels = seen.state()["labels"]
        written = tuple(label["text"].removesuffix("…") for label in labels)  # long names are cut
        without = {name for _, name in article.nodes(data="name") if not name.startswith(written)}
        assert len(without) <= (2 if size == PHONE else 1)  # of the least central; on small screens they find no room
        assert overlapping(labels) == []
        texts = {label["text"] for label in labels}
        assert "aids (alleged, contested)" in texts
        assert {"South Korea, Ukraine", "North Korea, Russia"} <= texts
        if size == PHONE:
            seen.page.locator("#overview-button").click()
        camps = seen.page.locator("#reading .camp").all_inner_texts()
        assert [next(i for i, camp in enumerate(camps) if name in camp) for name in ("Healey", "Peskov")] == [0, 1]
        claim = seen.page.locator("#reading .claims > li").inner_text()
        assert "North Korea aids Russia" in claim
        assert "South Korea" in next(line for line in claim.split("\n") if line.startswith("asserted by"))
        denial = claim[claim.index("denied by") :]
        assert all(name in denial for name in ("North Korea", "Russia", "Dmitry Peskov"))


def test_clicking_an_actor_shows_its_ties_and_fades_the_rest(opened, korea):
    with opened(korea) as seen:
        before = seen.picture()
        seen.click("where", "country:PRK")
        assert seen.selected() == "North Korea"
        text = seen.reading()
        for words in ("Takes a stance toward", "Others toward it", "Without a named target", "South Korea", "alleged"):
            assert words in text
        assert seen.picture() != before


def test_clicking_an_actor_shows_the_sentences_behind_its_ties(opened, korea):
    with opened(korea) as seen:
        seen.click("where", "official:kor/kim-hong-kyun")
        row = seen.page.locator("#reading .ties li", has_text="accuses")
        assert row.locator("blockquote").inner_text() == "One party accuses the other."
        assert row.locator("mark").inner_text() == "accuses"
        assert row.locator("footer b").inner_text() == "Harbour Times"
        assert row.locator("time").inner_text() == "21 Oct 2024"
        assert row.get_by_role("link").get_attribute("href") == "https://example.org/1"
        seen.click("where", "country:RUS")
        assert "alleged by South Korea" in seen.page.locator("#reading .ties li", has_text="aids").inner_text()


def test_further_sentences_of_an_actor_unfold_by_keyboard(opened, make_statement):
    targets = [f"group:g{i}" for i in range(600)]
    ties = [make_statement("country:PRK", "condemns", target, start=50 * i) for i, target in enumerate(targets)]
    often = [make_statement("country:PRK", "accuses", "country:KOR", document="often", start=50 * i) for i in range(9)]
    with opened(to_multigraph(ties + often)) as seen:
        panel = seen.page.locator("#reading")
        seen.click("where", "country:PRK")
        assert seen.page.locator("#reading .ties li").count() == 601
        # The nine of the tie with the most do not push all others off the screen, and are all there on its own.
        assert panel.locator("blockquote").count() == 6
        fold = panel.get_by_role("button", name="Sentences: North Korea condemns G7", exact=True)
        assert fold.get_attribute("aria-expanded") == "false"
        sentences = panel.locator(f"#{fold.get_attribute('aria-controls')}")
        assert sentences.locator("blockquote").count() == 0
        fold.press("Enter")
        assert fold.get_attribute("aria-expanded") == "true"
        assert sentences.locator("mark").inner_text() == "condemns"
        fold.press("Space")
        assert sentences.is_hidden()
        assert panel.locator("blockquote:visible").count() == 6
        panel.get_by_role("button", name="3 more statements of this tie").click()
        assert seen.selected().split() == ["North", "Korea", "accuses", "→", "South", "Korea"]
        assert panel.locator("blockquote").count() == 9


def test_clicking_a_tie_shows_its_sentences_with_the_trigger_marked(opened, korea):
    with opened(korea) as seen:
        seen.click("whereTie", "country:KOR", "condemns", "country:PRK")
        assert seen.selected().split() == ["South", "Korea", "condemns", "→", "North", "Korea"]
        quotes = seen.page.locator("#reading blockquote")
        assert quotes.all_inner_texts() == ["One party condemns the other."] * 2
        assert seen.page.locator("#reading mark").all_inner_texts() == ["condemns"] * 2
        text = seen.reading()
        for words in ("Northern Ledger", "18 Oct 2024", "22 Oct 2024", "Title of b"):
            assert words in text


def test_parallel_ties_can_be_told_apart(opened, korea):
    with opened(korea) as seen:
        ends = ("country:PRK", "country:RUS")
        aids, cooperates = (
            seen.page.evaluate("(names) => stancegraph.whereTie(...names)", [ends[0], stance, ends[1]])
            for stance in ("aids", "cooperates")
        )
        assert abs(aids["x"] - cooperates["x"]) + abs(aids["y"] - cooperates["y"]) > 10
        seen.click("whereTie", ends[0], "aids", ends[1])
        assert "aids" in seen.selected()
        assert "alleged by South Korea" in seen.reading()
        seen.click("whereTie", ends[0], "cooperates", ends[1])
        assert "cooperates" in seen.selected()


def test_clicking_names_walks_on(opened, korea):
    with opened(korea) as seen:
        seen.click("where", "country:PRK")
        seen.page.locator("#reading").get_by_role("button", name="North Korea toward Russia: aids").click()
        link = seen.page.locator("#reading a")
        assert link.get_attribute("href") == "https://example.org/1"
        assert link.get_attribute("rel") == "noopener noreferrer"
        seen.page.locator("#reading-title button", has_text="Russia").click()
        assert seen.selected() == "Russia"


def test_clicking_the_ground_clears_the_selection(opened, korea):
    with opened(korea) as seen:
        seen.click("where", "country:PRK")
        net = seen.page.locator("#net").bounding_box()
        seen.page.mouse.click(net["x"] + 4, net["y"] + 4)
        assert seen.state()["selected"] is None


def test_pointing_at_an_actor_tells_its_name(opened, korea):
    with opened(korea) as seen:
        point = seen.page.evaluate("stancegraph.where('official:rus/georgy-zinoviev')")
        seen.page.mouse.move(point["x"], point["y"])
        assert "Georgy Zinoviev" in seen.page.locator("#tip").inner_text()
        assert "ambassador" in seen.page.locator("#tip").inner_text()


def test_an_actor_can_be_dragged(opened, korea):
    with opened(korea) as seen:
        before = seen.page.evaluate("stancegraph.where('country:UKR')")
        seen.page.mouse.move(before["x"], before["y"])
        seen.page.mouse.down()
        seen.page.mouse.move(before["x"] + 40, before["y"] + 30, steps=5)
        seen.page.mouse.up()
        after = seen.page.evaluate("stancegraph.where('country:UKR')")
        assert after["x"] == pytest.approx(before["x"] + 40, abs=3)
        assert after["y"] == pytest.approx(before["y"] + 30, abs=3)


def test_zoom_buttons_and_show_everything(opened, korea):
    with opened(korea) as seen:

        def apart() -> float:
            a, b = (seen.page.evaluate(f"stancegraph.where('country:{code}')") for code in ("KOR", "PRK"))
            return abs(a["x"] - b["x"]) + abs(a["y"] - b["y"])

        first = apart()
        seen.page.locator("#zoom-in").click()
        assert apart() > first * 1.2
        seen.page.locator("#zoom-fit").click()
        assert apart() == pytest.approx(first, rel=0.05)
