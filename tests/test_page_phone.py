"""What the page is on narrow screens and for fingers, and what of it must fit beside its panels on wider ones."""

from __future__ import annotations

import pytest
from browser import DESKTOP, NEXT_FRAME, PHONE

from stancegraph import to_multigraph

pytestmark = pytest.mark.browser

LONG_TITLE = "North Korean soldiers in Russia and what was said of them in October 2024"


def height_of(seen, selector):
    return seen.page.locator(selector).bounding_box()["height"]


def focused(seen):
    return seen.page.evaluate("document.activeElement.id")


# ---- the overview --------------------------------------------------------------------------------------------------


def test_overview_opens_as_a_sheet_and_closes_by_its_button(opened, korea):
    with opened(korea, size=PHONE) as seen:
        button = seen.page.locator("#overview-button")
        assert button.get_attribute("aria-expanded") == "false"
        button.click()
        assert button.get_attribute("aria-expanded") == "true"
        assert "Clusters" in seen.reading()
        assert focused(seen) == "overview-close"
        assert height_of(seen, "#net") > 150
        seen.page.get_by_role("button", name="Close the overview").click()
        assert seen.page.locator("#reading").is_hidden()
        assert button.get_attribute("aria-expanded") == "false"
        assert focused(seen) == "overview-button"


def test_escape_closes_what_is_selected_then_the_overview(opened, korea):
    with opened(korea, size=PHONE) as seen:
        button = seen.page.locator("#overview-button")
        button.click()
        seen.page.locator("#reading .members .name").first.click()
        assert seen.state()["selected"] is not None
        assert focused(seen) == "reading-title"
        assert button.get_attribute("aria-expanded") == "false"
        seen.page.keyboard.press("Escape")
        assert seen.state()["selected"] is None
        assert "Clusters" in seen.reading()
        seen.page.keyboard.press("Escape")
        assert seen.page.locator("#reading").is_hidden()
        assert focused(seen) == "overview-button"


def test_overview_takes_the_place_of_what_is_selected(opened, korea):
    with opened(korea, size=PHONE) as seen:
        seen.click("where", "country:PRK")
        assert seen.selected() == "North Korea"
        seen.page.locator("#overview-button").click()
        assert seen.state()["selected"] is None
        assert "Clusters" in seen.reading()


def test_beside_the_picture_the_overview_needs_no_button(opened, korea):
    with opened(korea, size=DESKTOP) as seen:
        assert seen.page.locator("#overview-button").is_hidden()
        assert seen.page.locator("#overview-close").is_hidden()
        assert "Clusters" in seen.reading()


# ---- the header ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [861, 880, 960, 1080, 1100, 1101, 1280])
def test_title_and_counts_keep_their_room(opened, korea, width):
    with opened(korea, size={"width": width, "height": 800}, title=LONG_TITLE) as seen:
        assert seen.page.locator(".heading").bounding_box()["width"] > 150
        assert height_of(seen, "#counts") < 30
        assert height_of(seen, ".top") < 125
        assert seen.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [360, 390])
def test_header_of_a_phone_is_low_and_search_shows_whole_names(opened, korea, width):
    with opened(korea, size={**PHONE, "width": width}, title=LONG_TITLE) as seen:
        assert height_of(seen, ".top") <= 155
        assert seen.page.evaluate("document.documentElement.scrollWidth") == width
        assert height_of(seen, "#counts") < 24
        seen.page.locator("#search").fill("kim")
        found = seen.page.locator("#suggestions").bounding_box()
        assert found["width"] >= 320
        assert found["x"] + found["width"] <= width
        assert seen.page.locator("#suggestions bdi").first.evaluate("it => it.scrollWidth <= it.clientWidth")


# ---- fingers -------------------------------------------------------------------------------------------------------


def test_a_tip_stays_in_the_picture(opened, korea):
    with opened(korea) as seen:
        stage = seen.page.locator(".stage").bounding_box()
        for actor in [node for node in korea if seen.page.evaluate(f"stancegraph.where('{node}')")]:
            point = seen.page.evaluate(f"stancegraph.where('{actor}')")
            seen.page.mouse.move(point["x"], point["y"])
            tip = seen.page.locator("#tip").bounding_box()
            assert tip["y"] >= stage["y"]
            assert tip["y"] + tip["height"] <= stage["y"] + stage["height"]
            assert tip["x"] + tip["width"] <= stage["x"] + stage["width"]
            assert tip["height"] < 60  # a line for the name, a line for what it is


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "finger"])
def test_only_what_can_hover_gets_a_tip(opened, korea, touch):
    with opened(korea) as seen:
        if touch:
            session = seen.page.context.new_cdp_session(seen.page)
            session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        point = seen.page.evaluate("stancegraph.where('country:PRK')")
        seen.page.mouse.move(point["x"], point["y"])
        seen.page.evaluate(NEXT_FRAME)
        assert seen.page.locator("#tip").is_visible() is not touch


def test_a_tap_presses_nothing_in_the_panel_that_rises_under_the_finger(opened, korea):
    with opened(korea, size=PHONE) as seen:
        session = seen.page.context.new_cdp_session(seen.page)
        session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        point = seen.page.evaluate("stancegraph.where('country:PRK')")
        assert point["y"] > PHONE["height"] / 2  # where the panel will be
        session.send("Input.synthesizeTapGesture", point)
        assert seen.selected() == "North Korea"
        seen.settle()
        assert seen.page.evaluate("document.activeElement.className") == "vis-network"
        assert seen.state()["focus"] is None


# ---- low and turned screens ----------------------------------------------------------------------------------------

SIDEWAYS = {"width": PHONE["height"], "height": PHONE["width"]}


def extent(seen):
    """How far the actors reach in the window: across and down."""
    return seen.page.evaluate(
        """() => {
            const places = stancegraph.data().levels[0].actors.id.map(stancegraph.where);
            const [xs, ys] = ["x", "y"].map((axis) => places.map((place) => place[axis]));
            return [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
        }"""
    )


@pytest.mark.parametrize("reading", [False, True], ids=["picture", "panel open"])
def test_a_phone_that_is_turned_turns_its_picture(opened, korea, reading):
    with opened(korea, size=PHONE) as seen:
        before = seen.page.evaluate("stancegraph.where('country:PRK')")
        assert extent(seen)[0] < extent(seen)[1]
        if reading:
            seen.click("where", "country:PRK")
            seen.settle()
        seen.page.set_viewport_size(SIDEWAYS)
        seen.until("document.querySelector('#net canvas').clientHeight < 330")
        seen.page.evaluate(NEXT_FRAME)
        assert extent(seen)[0] > extent(seen)[1]
        panel = seen.page.locator("#reading").bounding_box()
        if reading:
            assert panel["height"] > 280  # beside the picture: below it nothing would be left for either
            assert height_of(seen, "#net") > 280
        seen.page.set_viewport_size(PHONE)
        if reading:
            seen.page.locator("#reading .close").click()
        seen.until("document.querySelector('#net canvas').clientHeight > 600")
        seen.page.evaluate(NEXT_FRAME)
        assert seen.page.evaluate("stancegraph.where('country:PRK')") == pytest.approx(before, abs=20)


def test_a_low_picture_is_used_up(opened, korea):
    with opened(korea, size=SIDEWAYS) as seen:
        assert not seen.page.locator("#legend-body").is_visible()
        assert extent(seen)[1] > 0.5 * height_of(seen, "#net")


def test_a_page_magnified_four_times_is_scrolled(opened, korea):
    with opened(korea, size={"width": 320, "height": 256}) as seen:
        seen.page.locator("#overview-button").click()
        assert height_of(seen, "#net") >= 190
        assert height_of(seen, "#reading") > 400
        assert seen.page.evaluate("document.documentElement.scrollWidth") == 320
        seen.page.locator("#overview-close").click()
        seen.page.locator("#view-table").click()
        assert height_of(seen, "#table") >= 190


# ---- the table -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lengthy(make_statement, make_actor):
    """Names of several words and of one that has no end, over years."""
    senders = [
        make_actor("group:committee", name="Joint Committee for the Peaceful Settlement of Border Disputes"),
        make_actor("group:endless", name="Donaudampfschifffahrtsgesellschaft" * 4),
    ]
    return to_multigraph(
        [
            make_statement(sender, stance, "country:PRK", start=10 * i, date=f"20{10 + i}-0{i + 1}-11", factuality=kind)
            for sender in senders
            for i, (stance, kind) in enumerate([("accuses", "asserted"), ("aids", "alleged"), ("condemns", "planned")])
        ]
    )


@pytest.mark.parametrize("by", ["ties", "pairs"])
def test_table_fits_between_the_panels(opened, lengthy, by):
    with opened(lengthy, size=DESKTOP) as seen:
        seen.page.locator("#view-table").click()
        seen.page.locator(f"#rows-{by}").click()
        assert seen.page.locator("#table").evaluate("it => it.scrollWidth <= it.clientWidth")
        assert seen.page.locator(".sideways").is_hidden()
        cut = "cells => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent)"
        assert seen.page.locator("#table td, #table th").evaluate_all(cut) == []
        assert max(seen.page.locator("#table td .name").evaluate_all("them => them.map((it) => it.offsetHeight)")) < 50


def test_stance_tells_sign_and_factuality_and_sorts_by_sign(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-table").click()
        heads = [text.split()[0] for text in seen.page.locator("#table thead th").all_inner_texts()]
        assert heads == ["Source", "Stance", "Target", "Statements", "Dates"]
        seen.page.locator("[data-column=stance]").click()
        cells = seen.page.locator("#table tbody td:nth-child(2)").all_text_contents()
        signs = [cell.rsplit(", ", 1)[1] for cell in cells]
        assert signs == sorted(signs, key=["hostile", "friendly", "neutral"].index)
        assert len(set(signs)) > 1
        assert any("alleged" in cell for cell in cells)


@pytest.mark.parametrize("column", ["sign", "factuality"])
def test_an_address_that_sorts_by_a_column_of_old_sorts_by_count(opened, korea, column):
    with opened(korea) as seen:
        seen.page.goto(seen.page.url + f"#view=table&sort={column}")
        seen.page.reload()
        seen.page.wait_for_selector("html[data-ready]", state="attached")
        assert seen.page.locator("th[aria-sort=descending]").inner_text().startswith("Statements")


def test_table_of_a_phone_is_swiped_beside_its_first_column(opened, korea):
    with opened(korea, size=PHONE) as seen:
        seen.page.locator("#view-table").click()
        assert seen.page.locator(".sideways").is_visible()
        first, last = (seen.page.locator(f"#table tbody tr:first-child td:{end}-child") for end in ("first", "last"))
        before = first.bounding_box()["x"]
        assert last.bounding_box()["x"] > PHONE["width"]
        seen.page.locator("#table").evaluate("it => it.scrollLeft = 1e4")
        assert first.bounding_box()["x"] == before
        box = last.bounding_box()
        assert box["x"] + box["width"] <= PHONE["width"]
        assert seen.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


# ---- time, matrix, sliders -----------------------------------------------------------------------------------------


def test_it_is_said_how_many_statements_have_a_day(opened, make_statement):
    dates = ["2020-01-01", "2020-01-03", None, None, None]
    G = to_multigraph(
        [make_statement("country:USA", "aids", "country:UKR", start=50 * i, date=date) for i, date in enumerate(dates)]
    )
    with opened(G) as seen:
        assert seen.page.locator("#undated").inner_text() == "2 of 5 statements have a day."
        seen.page.locator("[data-end=since]").press("ArrowRight")
        seen.settle()
        assert "left out" in seen.page.locator("#undated").inner_text()


def test_nothing_is_said_where_all_have_a_day_and_steps_pass_over_empty_bars(opened, make_statement):
    dates = ["2020-01-01", "2020-01-09", "2020-01-20"]
    G = to_multigraph(
        [make_statement("country:USA", "aids", "country:UKR", start=50 * i, date=date) for i, date in enumerate(dates)]
    )
    with opened(G) as seen:
        assert seen.page.locator("#undated").is_hidden()
        step, ends = seen.page.locator("#play"), []
        for _ in range(3):
            step.click()
            ends.append(seen.state()["until"])
        assert ends == ["2020-01-01", "2020-01-09", None]


def test_a_brushed_day_jumps_to_the_next_with_statements(opened, make_statement):
    dates = ["2020-01-01", "2020-01-09", "2020-01-20"]
    G = to_multigraph(
        [make_statement("country:USA", "aids", "country:UKR", start=50 * i, date=date) for i, date in enumerate(dates)]
    )
    with opened(G) as seen:
        seen.page.goto(seen.page.url + "#since=2020-01-09&until=2020-01-09")
        seen.page.reload()
        seen.page.wait_for_selector("html[data-ready]", state="attached")
        seen.until("document.querySelector('.bars').getAttribute('d') !== null")
        for day in ("2020-01-20", "2020-01-01", "2020-01-09"):
            seen.page.locator("#play").click()
            at = seen.state()
            assert (at["since"] or "2020-01-01", at["until"] or "2020-01-20") == (day, day)


def test_marks_of_the_matrix_stand_upright_and_empty_cells_have_a_name(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-matrix").click()
        turned = """it => {
            const matrix = (node) => new DOMMatrix(getComputedStyle(node).transform);
            return matrix(it.parentElement).multiply(matrix(it)).a;
        }"""
        assert seen.page.locator("#matrix thead th .shape").first.evaluate(turned) == pytest.approx(1)
        cells = seen.page.locator("#matrix tbody td")
        names = cells.evaluate_all("them => them.map((it) => it.getAttribute('aria-label') ?? '')")
        assert any(name.endswith("toward Russia: nothing") for name in names)
        assert all(" toward " in name for name in names)


def test_sliders_stand_off_and_say_what_they_count(opened, korea):
    with opened(korea) as seen:
        assert seen.page.get_by_role("slider", name="A tie has at least so many statements").is_visible()
        above = seen.page.locator("#facets").bounding_box()
        gap = seen.page.locator("#thresholds .slider").first.bounding_box()["y"] - above["y"] - above["height"]
        assert gap >= 16


def test_on_paper_the_title_is_whole_and_the_overview_without_its_head(opened, korea):
    with opened(korea, size=PHONE, title=LONG_TITLE * 3) as seen:
        seen.page.locator("#overview-button").click()
        seen.page.emulate_media(media="print")
        assert "Clusters" in seen.reading()
        assert seen.page.locator(".sheet-head").is_hidden()
        assert seen.page.locator("#legend").is_visible()
        assert seen.page.locator("#title").evaluate("it => it.scrollHeight <= it.clientHeight")
