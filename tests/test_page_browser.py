"""The page in a real Chromium that is cut off from every network: what a reader sees and can do."""

from __future__ import annotations

import random

import pytest
from browser import NEXT_FRAME, PHONE

from stancegraph.explorer.payload import payload
from stancegraph.explorer.texts import texts
from stancegraph.graph import to_multigraph

pytestmark = pytest.mark.browser


# ---- what the page was told --------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [5, 200, 3000])  # the last is gzipped, and from a hundred on columns are written shorter
def test_what_the_page_holds_is_what_it_was_told(opened, make_statement, n):
    G = to_multigraph(make_statement("country:UKR", "accuses", f"group:g{i}", document=f"d{i}") for i in range(n))
    with opened(G) as seen:
        seen.page.wait_for_function("stancegraph.data().texts")
        held = seen.page.evaluate("stancegraph.data()")
        told = payload(G, title=held["title"]) | {"texts": texts(G)}
        told["texts"]["claims"] = told["texts"]["claims"] or []
        assert held == told


# ---- filters and search ------------------------------------------------------------------------------------


def test_a_stance_switched_off_leaves_the_counts_and_the_picture(opened, korea):
    with opened(korea) as seen:
        before = seen.picture()
        seen.page.get_by_label("condemns", exact=False).uncheck()
        seen.settle()
        assert seen.page.locator("#counts").inner_text() == "9 actors · 11 ties · 12 statements"
        assert seen.page.evaluate("stancegraph.whereTie('country:KOR', 'condemns', 'country:PRK')") is None
        assert seen.picture() != before


@pytest.mark.parametrize(
    ("label", "left"),
    [("Hostile", (9, 8, 8)), ("Alleged", (9, 11, 13)), ("Officials", (7, 8, 10)), ("Groups", (8, 11, 13))],
)
def test_every_filter_reduces_the_counts_and_reset_restores_them(opened, korea, label, left):
    with opened(korea) as seen:
        seen.page.locator("#facets").get_by_label(label).uncheck()
        state = seen.state()
        assert (state["actors"], state["ties"], state["statements"]) == left
        seen.page.locator("#reset").click()
        assert seen.state()["ties"] == 12
        seen.settle()
        assert seen.page.locator("#reset").is_disabled()


def test_a_filter_is_drawn_at_once_and_the_numbers_follow(opened, korea):
    with opened(korea) as seen:
        drawn, ties, counts = seen.page.evaluate(
            """() => {
                const canvas = document.querySelector("#net canvas");
                const before = canvas.toDataURL();
                document.querySelector("#facets label.indented input").click();
                const { ties } = stancegraph.state();
                return [canvas.toDataURL() !== before, ties, document.getElementById("counts").textContent];
            }"""
        )
        assert drawn
        assert ties < 12
        assert "12 ties" in counts
        seen.settle()
        assert f"{ties} ties" in seen.page.locator("#counts").inner_text()


def test_a_filter_to_and_fro_leaves_the_picture_as_it_was(opened, korea):
    with opened(korea) as seen:
        before = seen.picture()
        for label in ("condemns", "Hostile", "Countries", "Alleged"):
            seen.page.locator("#facets").get_by_label(label, exact=False).first.uncheck()
            assert seen.picture() != before
            seen.page.locator("#facets").get_by_label(label, exact=False).first.check()
            assert seen.picture() == before


def test_what_is_drawn_after_a_filter_stands_where_actors_and_camera_are(opened, korea):
    """Paths are kept from frame to frame, but not beyond a drag, a zoom or another level."""
    box = "document.querySelector('#facets label.group input')"
    toggle = f"() => {{ {box}.click(); {box}.click(); return document.querySelector('#net canvas').toDataURL(); }}"
    fresh = "() => document.querySelector('#net canvas').toDataURL()"
    with opened(korea) as seen:
        pictures = [seen.page.evaluate(toggle)]

        def as_drawn():
            seen.page.mouse.move(2, 2)
            seen.settle()
            pictures.append(seen.page.evaluate(toggle))
            seen.page.locator("#theme").click()  # draws everything anew, twice
            seen.page.locator("#theme").click()
            seen.page.mouse.move(2, 2)
            seen.page.evaluate(NEXT_FRAME)
            assert seen.page.evaluate(fresh) == pictures[-1]

        place = seen.page.evaluate("stancegraph.where('country:PRK')")
        seen.page.mouse.move(place["x"], place["y"])
        seen.page.mouse.down()
        seen.page.mouse.move(place["x"] + 60, place["y"] + 30, steps=4)
        seen.page.mouse.up()
        as_drawn()
        seen.page.locator("#zoom-in").click()
        as_drawn()
        seen.page.locator("#level-1").click()
        as_drawn()
        assert len(set(pictures)) == 4


def test_a_cluster_can_be_switched_off(opened, korea):
    with opened(korea) as seen:
        before = seen.state()["actors"]
        seen.page.locator("#facets fieldset", has_text="Cluster").locator("input").first.uncheck()
        assert seen.state()["actors"] < before


def test_counts_of_a_filter_say_what_switching_it_on_would_show(opened, korea):
    with opened(korea) as seen:
        condemns = seen.page.locator("#facets label", has_text="condemns")
        condemns.locator("input").uncheck()
        seen.settle()
        assert condemns.locator(".count").inner_text() == "1"
        seen.page.locator("#facets label", has_text="Countries").locator("input").uncheck()
        seen.settle()
        assert condemns.locator(".count").inner_text() == "0"


def test_a_selection_that_is_filtered_away_is_let_go(opened, korea):
    with opened(korea) as seen:
        seen.click("whereTie", "country:KOR", "condemns", "country:PRK")
        seen.page.get_by_label("condemns", exact=False).uncheck()
        assert seen.state()["selected"] is None


def test_nothing_left_is_said(opened, korea):
    with opened(korea) as seen:
        for label in ("Countries", "Officials", "Organisations", "Groups"):
            seen.page.locator("#facets").get_by_label(label).uncheck()
        seen.settle()
        assert "No actor passes the filters" in seen.page.locator("#notice").inner_text()
        seen.page.locator("#reset").click()
        seen.settle()
        assert seen.page.locator("#notice").is_hidden()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zinovyev", "Georgy Zinoviev"),
        ("ZINO", "Georgy Zinoviev"),
        ("hong", "Kim Hong-kyun"),
        ("the north", "North Korea"),
    ],
)
def test_search_finds_by_name_and_alias(opened, korea, typed, found):
    with opened(korea) as seen:
        search = seen.page.locator("#search")
        search.fill(typed)
        assert search.get_attribute("aria-expanded") == "true"
        search.press("Enter")
        assert seen.selected() == found
        assert search.get_attribute("aria-expanded") == "false"


def test_suggestions_are_chosen_with_arrows_or_mouse(opened, korea):
    with opened(korea) as seen:
        search = seen.page.locator("#search")
        search.fill("korea")
        options = seen.page.get_by_role("option")
        assert options.count() == 2
        second = options.nth(1).inner_text().strip()
        search.press("ArrowDown")
        assert search.get_attribute("aria-activedescendant") == "suggestions-1"
        search.press("Enter")
        assert seen.selected() == second
        search.fill("ukr")
        options.first.click()
        assert seen.selected() == "Ukraine"


def test_search_says_when_nobody_has_that_name(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#search").fill("Atlantis")
        assert seen.page.get_by_role("listbox").inner_text() == "No actor of that name"


# ---- keyboard, table, themes, phone ------------------------------------------------------------------------


def test_arrow_keys_walk_the_neighbours_and_escape_clears(opened, korea):
    with opened(korea) as seen:
        seen.page.locator(".vis-network").focus()
        seen.page.keyboard.press("ArrowRight")
        first = seen.selected()
        visited = {first}
        for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
            seen.page.keyboard.press(key)
            visited.add(seen.selected())
        assert len(visited) > 1
        assert seen.page.locator("#announce").inner_text().startswith("Selected: ")
        seen.page.keyboard.press("Escape")
        assert seen.state()["selected"] is None


def test_shift_and_arrow_keys_reach_whom_no_tie_leads_to(opened, korea):
    with opened(korea) as seen:
        seen.page.locator(".vis-network").focus()
        seen.page.keyboard.press("ArrowRight")
        # Keys are pressed in the page: to and fro between browser and test takes longer than all of them.
        reached = seen.page.evaluate(
            """(presses) => {
                const frame = document.querySelector(".vis-network");
                return presses.map(([key, shiftKey]) => {
                    frame.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, cancelable: true }));
                    return stancegraph.state().selected.actor;
                });
            }""",
            [(random.Random(i).choice(["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"]), True) for i in range(80)],
        )
        assert len(set(reached)) == len(korea)


def test_every_control_can_be_reached_by_tab_and_shows_the_focus(opened, korea):
    with opened(korea) as seen:
        reached = set()
        for _ in range(120):
            seen.page.keyboard.press("Tab")
            reached.add(
                seen.page.evaluate(
                    """() => {
                        const at = document.activeElement;
                        if (at === document.body) return "body";
                        const marked = getComputedStyle(at).outlineStyle !== "none";
                        return (marked ? "" : "unmarked ") + (at.id || at.className || at.tagName);
                    }"""
                )
            )
        controls = "search view-picture view-table theme zoom-in zoom-out zoom-fit vis-network SUMMARY INPUT name"
        assert set(controls.split()) <= reached
        assert not [name for name in reached if name.startswith("unmarked")]


def test_table_shows_the_ties_of_the_picture_and_sorts(opened, korea):
    with opened(korea) as seen:
        seen.page.get_by_role("button", name="Table").click()
        body = seen.page.locator("#table tbody tr")
        assert body.count() == seen.state()["ties"]
        assert "condemns" in body.first.inner_text()  # the most statements first
        seen.page.get_by_role("columnheader", name="Source").get_by_role("button").click()
        names = [text.split("\t")[0] for text in body.all_inner_texts()]
        assert names == sorted(names)
        assert seen.page.get_by_role("columnheader", name="Source").get_attribute("aria-sort") == "ascending"
        seen.page.locator("#facets").get_by_label("Hostile").uncheck()
        assert body.count() == seen.state()["ties"] == 8
        seen.page.locator("#table .stance").first.click()
        assert seen.page.locator("#reading blockquote").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_theme_follows_the_system_and_can_be_switched(opened, korea, scheme):
    with opened(korea, scheme=scheme) as seen:
        assert seen.state()["theme"] == scheme
        before = seen.picture()
        seen.page.locator("#theme").click()
        assert seen.state()["theme"] != scheme
        assert seen.picture() != before
        assert seen.state()["theme"] in {"light", "dark"}


def test_phone_has_room_for_the_picture_and_opens_panels_on_demand(opened, korea):
    with opened(korea, size=PHONE) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert seen.page.locator("#net").bounding_box()["height"] > 400
        assert seen.page.locator("#filters").is_hidden()
        assert seen.page.locator("#reading").is_hidden()
        seen.page.get_by_role("button", name="Filters").click()
        seen.page.locator("#facets").get_by_label("Hostile").uncheck()
        seen.page.get_by_role("button", name="Done").click()
        assert seen.page.locator("#filters").is_hidden()
        seen.click("where", "country:PRK")
        assert seen.selected() == "North Korea"
        assert seen.page.locator("#net").bounding_box()["height"] > 150
        seen.page.get_by_role("button", name="Close what is selected").click()
        assert seen.page.locator("#reading").is_hidden()


def test_picture_keeps_its_size_after_it_is_drawn(opened, korea):
    with opened(korea) as seen:
        sizes = set()
        for _ in range(4):
            sizes.add(tuple(seen.page.locator("#net").bounding_box().values()))
            seen.page.evaluate(NEXT_FRAME)
        assert len(sizes) == 1
