"""Asking the page: time, the matrix, ways and focus, who accuses whom; counts that follow; all of it in the address."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random

import pytest
from browser import DESKTOP, NEXT_FRAME, PHONE

from stancegraph.exporting import read_graph, write_graph
from stancegraph.graph import to_multigraph
from stancegraph.models import DocumentRef

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
MINUS, TIMES, TO = "\N{MINUS SIGN}", "\N{MULTIPLICATION SIGN}", "\N{EN DASH}"
NASTY = [
    "<img src=x onerror=window.ran=1>",
    "</script><script>window.ran=1</script>",
    '"><svg onload=window.ran=1>',
    "javascript:window.ran=1",
    "__proto__",
    "constructor",
    "null\x00byte \x07bell",
    "\u202egnp.exe\u202c evil",
    "${window.ran=1}",
    "W" * 300,
]


def reopen(seen, fragment):
    """The page anew at an address, as a link from elsewhere opens it."""
    url = seen.page.url.partition("#")[0]
    seen.page.goto("about:blank")
    seen.page.goto(f"{url}#{fragment}")
    seen.page.wait_for_selector("html[data-ready]", state="attached")


def fragment(seen):
    seen.settle()
    return seen.page.url.partition("#")[2]


def becomes(seen, expression, value):
    """Waits for it."""
    seen.until(f"({expression}) === {json.dumps(value)}")


def overflowing(seen, *places):
    return seen.page.evaluate(
        """(places) => places.filter((where) => {
            const box = document.querySelector(where);
            return box && box.scrollWidth > box.clientWidth + 1;
        })""",
        list(places),
    )


def counts(seen):
    """The number behind each filter, by its label."""
    seen.settle()
    return dict(
        seen.page.locator("#facets .option").evaluate_all(
            """(all) => all.map((one) => [
                one.querySelector(".label").textContent, Number(one.querySelector(".count").textContent)])"""
        )
    )


def shown_counts(seen):
    state = seen.state()
    return state["actors"], state["ties"], state["statements"]


def chain(make_statement, *names, **fields):
    return [
        make_statement(f"group:{a}", "supports", f"group:{b}", start=i * 50, **fields)
        for i, (a, b) in enumerate(itertools.pairwise(names))
    ]


def hostile(make_statement, make_actor):
    """Names, stances and outlets that would run if any of them were read as markup."""
    made = []
    for i, text in enumerate(NASTY):
        a, b = (make_actor(f"group:{end}{i}", name=f"{text} {end}", aliases=(f"{text} alias",)) for end in "ab")
        document = DocumentRef(id=f"{text}{i}", title=text, outlet=text, date=dt.date(2024, 1, 1 + i))
        made.append(make_statement(a, text, b, document=document, sign=-1, date=dt.date(2024, 1, 1 + i)))
        hub = make_actor("country:USA", name=text if i == 0 else "United States")
        made.append(make_statement(b, text, hub, document=document, start=90, sign=-1, date=dt.date(2024, 1, 1 + i)))
    return to_multigraph(made)


def large(make_statement, n, *, ties=3, days=700, near=None):
    """Actors of no news: `ties` statements each, over two years, toward the `near` next ones or anybody."""
    draw = random.Random(0)
    stances = ["accuses", "supports", "attacks", "urges", "aids", "consults"]
    first = dt.date(2022, 1, 1)
    return to_multigraph(
        make_statement(
            f"group:g{i}",
            draw.choice(stances),
            f"group:g{(i + draw.randrange(1, n if near is None else near + 1)) % n}",
            document=f"d{i}",
            start=k * 60,
            date=first + dt.timedelta(days=draw.randrange(days)),
        )
        for i in range(n)
        for k in range(ties)
    )


# ---- time -----------------------------------------------------------------------------------------------------------


def bars(seen):
    """The heights of the bars by sign and bin, relative to one another."""
    seen.settle()
    return seen.page.evaluate(
        """() => Object.fromEntries(["friendly", "hostile", "neutral"].map((sign) => [sign,
            [...document.querySelector(`#times .bars.${sign}`).getAttribute("d").matchAll(/v(-?[\\d.]+)/g)]
                .map((height) => Number(height[1]))]))"""
    )


def place(seen, share):
    box = seen.page.locator(".chart").bounding_box()
    return box["x"] + box["width"] * share, box["y"] + box["height"] / 2


def sweep(seen, start, end):
    seen.page.mouse.move(*place(seen, start))
    seen.page.mouse.down()
    seen.page.mouse.move(*place(seen, (start + end) / 2), steps=3)
    seen.page.mouse.move(*place(seen, end), steps=3)
    seen.page.mouse.up()


def period(seen):
    state = seen.state()
    return state["since"], state["until"]


def test_bars_show_statements_of_each_day_by_sign(opened, korea):
    with opened(korea) as seen:
        heights = bars(seen)
        assert len(heights["hostile"]) == 3  # 18, 21 and 22 October
        assert len(heights["friendly"]) == 1
        assert heights["hostile"][1] == pytest.approx(2 * heights["hostile"][0], rel=0.02)
        assert seen.page.locator("#period").inner_text() == f"18 {TO} 22 Oct 2024"
        assert "Most: 21 Oct 2024, 3." in seen.page.locator(".chart svg").get_attribute("aria-label")


def test_bars_follow_every_other_filter_but_not_their_own(opened, korea):
    with opened(korea) as seen:
        seen.page.get_by_role("checkbox", name="accuses").uncheck()
        heights = bars(seen)
        assert heights["hostile"] == pytest.approx([heights["hostile"][0]] * 3, rel=0.02)
        seen.page.get_by_role("checkbox", name="Friendly").uncheck()
        assert bars(seen)["friendly"] == []
        seen.page.locator("[data-end=since]").press("ArrowRight")
        assert len(bars(seen)["hostile"]) == 3


def test_no_histogram_where_fewer_than_two_days_are_known(opened, make_statement):
    with opened(to_multigraph([make_statement("country:UKR", "accuses", "country:PRK", date="2024-01-01")])) as seen:
        assert not seen.page.locator("#times").is_visible()


def test_a_statement_of_several_days_stands_in_each_bar_that_it_touches(opened, make_statement):
    G = to_multigraph(
        [
            make_statement("country:UKR", "accuses", "country:PRK", date="2024-01-01", date_end="2024-01-03"),
            make_statement("country:UKR", "accuses", "country:PRK", start=50, date="2024-01-05"),
        ]
    )
    with opened(G) as seen:
        assert len(bars(seen)["hostile"]) == 4
        seen.click("where", "country:UKR")
        chart = seen.page.locator(".timeline").get_by_role("img")
        assert chart.get_attribute("aria-label") == "Statements by day, 1 Jan 2024 to 5 Jan 2024: 2 hostile"
        assert chart.locator("title").count() == 4


def test_a_graph_without_statements_says_why_it_has_no_bars(opened, tmp_path, korea):
    write_graph(korea, tmp_path / "korea.graphml")
    with opened(read_graph(tmp_path / "korea.graphml")) as seen:
        assert bars(seen) == {"friendly": [], "neutral": [], "hostile": []}
        assert seen.page.locator("#undated").inner_text().startswith("No bars: the graph came without its statements")


@pytest.mark.parametrize(
    ("last", "unit"),
    [("2024-02-10", "day"), ("2024-10-01", "week"), ("2028-06-01", "month"), ("2060-01-01", "year"),
     ("2510-01-01", "decade")],
)  # fmt: skip
def test_unit_of_the_bars_follows_the_span(opened, make_statement, last, unit):
    days = ["2024-01-03", last]
    made = [make_statement("country:UKR", "accuses", "country:PRK", date=d, start=i * 50) for i, d in enumerate(days)]
    with opened(to_multigraph(made)) as seen:
        assert seen.page.locator(".chart svg").get_attribute("aria-label").startswith(f"Statements by {unit}.")
        assert len(bars(seen)["hostile"]) == 2
        seen.page.locator("[data-end=since]").press("ArrowRight")
        assert seen.state()["statements"] == 1


@SIZES
def test_a_period_is_swept_moved_and_cleared_with_the_pointer(opened, korea, size):
    with opened(korea, size=size) as seen:
        if size == PHONE:
            seen.page.locator("#filters-button").click()
        everything = shown_counts(seen)
        sweep(seen, 0.35, 0.05)  # the first two of five days
        assert period(seen) == ("2024-10-18", "2024-10-19")
        assert shown_counts(seen) == (2, 1, 1)
        seen.settle()
        assert seen.page.locator("#period").inner_text() == f"18 {TO} 19 Oct 2024"
        sweep(seen, 0.3, 0.7)  # taken inside: it moves
        assert period(seen) == ("2024-10-20", "2024-10-21")
        sweep(seen, 0.8, 0.95)  # its end
        assert period(seen) == ("2024-10-20", "2024-10-22")
        sweep(seen, 0.4, 0.65)  # its beginning
        assert period(seen) == ("2024-10-21", "2024-10-22")
        seen.page.mouse.click(*place(seen, 0.1))
        assert period(seen) == (None, None)
        assert shown_counts(seen) == everything


def test_a_whole_drag_is_one_step_of_the_history(opened, korea):
    with opened(korea) as seen:
        sweep(seen, 0.35, 0.05)
        sweep(seen, 0.9, 0.5)
        assert period(seen) == ("2024-10-20", "2024-10-22")
        seen.page.wait_for_timeout(1000)  # filters set at once are one step
        sweep(seen, 0.1, 0.15)
        seen.settle()
        seen.page.go_back()
        assert period(seen) == ("2024-10-20", "2024-10-22")
        seen.settle()
        assert seen.page.locator("[data-end=since]").get_attribute("aria-valuetext") == "20 Oct 2024"
        seen.page.go_forward()
        assert period(seen) == ("2024-10-18", "2024-10-18")


def test_a_period_is_chosen_by_keyboard(opened, korea):
    with opened(korea) as seen:
        since, until = (seen.page.locator(f"[data-end={end}]") for end in ("since", "until"))
        assert since.get_attribute("aria-valuetext") == "18 Oct 2024"
        since.press("ArrowRight")
        assert period(seen) == ("2024-10-19", None)
        assert since.get_attribute("aria-valuetext") == "19 Oct 2024"
        assert since.get_attribute("aria-valuenow") == "1"
        until.press("ArrowLeft")
        assert period(seen) == ("2024-10-19", "2024-10-21")
        until.press("PageDown")
        assert period(seen) == ("2024-10-19", "2024-10-19")  # one end never passes the other
        until.press("End")
        since.press("Home")
        assert period(seen) == (None, None)
        since.press("End")
        assert period(seen) == ("2024-10-22", None)
        since.press("Escape")
        assert period(seen) == (None, None)


def test_shift_moves_an_end_by_a_day_where_bars_are_longer(opened, make_statement):
    days = ["2023-01-03", "2024-01-03"]
    made = [make_statement("country:UKR", "accuses", "country:PRK", date=d, start=i * 50) for i, d in enumerate(days)]
    with opened(to_multigraph(made)) as seen:
        since = seen.page.locator("[data-end=since]")
        since.press("ArrowRight")
        assert period(seen)[0] == "2023-01-09"  # the second Monday
        since.press("Shift+ArrowRight")
        assert period(seen)[0] == "2023-01-10"
        since.press("ArrowLeft")
        assert period(seen)[0] == "2023-01-09"


def test_reset_and_the_button_clear_the_period_and_escape_keeps_the_selection(opened, korea):
    with opened(korea) as seen:
        for button in ("#reset", "#times-clear"):
            sweep(seen, 0.35, 0.05)
            assert period(seen)[0] is not None
            seen.page.locator(button).click()
            assert period(seen) == (None, None)
        seen.click("where", "country:PRK")
        seen.page.locator("[data-end=until]").press("ArrowLeft")
        seen.page.keyboard.press("Escape")
        assert period(seen) == (None, None)
        assert seen.selected() == "North Korea"


def test_what_has_no_day_is_said_to_be_left_out(opened, korea):
    with opened(korea) as seen:
        note = seen.page.get_by_text("the others are left out.")
        assert not note.is_visible()
        sweep(seen, 0.35, 0.05)
        assert note.is_visible()


def test_with_reduced_motion_a_press_is_a_step(opened, korea):
    with opened(korea) as seen:
        step = seen.page.get_by_role("button", name="One step on in time")
        step.click()
        assert period(seen) == (None, "2024-10-18")
        step.click()
        assert period(seen) == (None, "2024-10-21")  # nothing is said on the days between
        assert seen.page.locator("#announce").inner_text() == f"18 {TO} 21 Oct 2024: 5 actors, 4 ties"
        seen.page.wait_for_timeout(1200)
        assert period(seen) == (None, "2024-10-21")  # nothing moves by itself
        step.click()
        assert period(seen) == (None, None)


def test_a_brushed_period_steps_on_and_begins_again(opened, korea):
    with opened(korea) as seen:
        sweep(seen, 0.5, 0.7)
        step = seen.page.locator("#play")
        step.click()
        assert period(seen) == ("2024-10-21", "2024-10-22")
        step.click()
        assert period(seen) == ("2024-10-18", "2024-10-19")


def test_play_moves_through_time_and_can_be_paused(opened, korea):
    with opened(korea) as seen:
        seen.page.emulate_media(reduced_motion="no-preference")
        play = seen.page.locator("#play")
        seen.page.get_by_role("button", name="Play through time").wait_for()
        entries = seen.page.evaluate("history.length")
        play.click()
        becomes(seen, "stancegraph.state().until", "2024-10-21")
        assert play.get_attribute("aria-label") == "Pause"
        play.click()
        assert "actor" in seen.page.locator("#announce").inner_text()
        paused = period(seen)
        seen.page.wait_for_timeout(1200)
        assert period(seen) == paused
        assert f"until={paused[1]}" in fragment(seen)
        assert seen.page.evaluate("history.length") == entries + 1
        play.click()
        becomes(seen, "stancegraph.state().until", None)
        assert play.get_attribute("aria-label") == "Play through time"


def test_reset_and_escape_stop_playing(opened, korea):
    with opened(korea) as seen:
        seen.page.emulate_media(reduced_motion="no-preference")
        play = seen.page.get_by_role("button", name="Play through time")
        play.click()
        seen.page.locator("#reset").click()
        assert period(seen) == (None, None)
        play.click()
        seen.page.locator("#play").press("Escape")
        seen.page.wait_for_timeout(1200)
        assert period(seen) == (None, None)


# ---- counts ---------------------------------------------------------------------------------------------------------


def test_counts_follow_the_least_number_of_statements(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#thresholds input").first.fill("2")
        assert shown_counts(seen)[1] == 1
        after = counts(seen)
        assert (after["condemns"], after["accuses"], after["Northern Ledger"], after["Harbour Times"]) == (1, 0, 1, 0)
        assert len(bars(seen)["hostile"]) == 2 + 0


def test_counts_follow_time_and_the_other_filters(opened, korea):
    with opened(korea) as seen:
        sweep(seen, 0.65, 0.75)  # 21 October
        after = counts(seen)
        assert (after["accuses"], after["denies"], after["condemns"], after["cooperates"]) == (1, 1, 0, 1)
        assert (after["Harbour Times"], after["Northern Ledger"]) == (3, 0)
        assert after["Alleged"] == 0


def test_a_count_within_a_focus_says_what_its_filter_alone_hides(opened, make_statement):
    made = [
        make_statement("group:a", "accuses", "group:b", start=0),
        make_statement("group:b", "supports", "group:c", start=50),
    ]
    with opened(to_multigraph(made)) as seen:
        seen.click("where", "group:a")
        seen.page.locator(".focus [data-steps='2']").click()
        assert counts(seen)["supports"] == 1
        seen.page.get_by_role("checkbox", name="accuses").uncheck()
        assert shown_counts(seen)[1] == 0
        after = counts(seen)
        assert after["accuses"] == 1  # switched on again it would show
        assert after["supports"] == 1  # counts leave out the whole of their own filter, as everywhere
        assert after["Hostile"] == 0  # and follow the others


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2, 3))])
def test_a_count_is_what_switching_the_others_of_its_facet_off_would_leave(opened, make_statement, seed):
    """Against the page itself: of a facet only one value left on, as many ties are shown as its count said."""
    draw = random.Random(seed)
    actors = ["group:a", "group:b", "group:c", "country:UKR", "country:PRK", "official:usa/doe"]
    made = [
        make_statement(
            source,
            draw.choice(["accuses", "supports", "urges"]),
            target,
            document=f"d{i % 5}",
            start=i * 60,
            outlet=draw.choice(["One", "Two", None]),
            date=draw.choice([None, "2024-01-01", "2024-01-02", "2024-01-04"]),
            factuality=draw.choice(["asserted", "alleged", "planned"]),
        )
        for i, (source, target) in enumerate(draw.sample(actors, 2) for _ in range(60))
    ]
    with opened(to_multigraph(made)) as seen:
        facets = {
            "stance": ["accuses", "supports", "urges"],
            "factuality": ["Asserted", "Alleged", "Planned"],
            "outlet": ["One", "Two", "Not told"],
        }
        rows = seen.page.locator("#facets .option:not(.group)")
        switch = {value: rows.filter(has_text=value).locator("input") for values in facets.values() for value in values}
        # Some filters at once, so that counts have something to follow.
        sweep(seen, 0.1, 0.4)
        switch[draw.choice(facets["stance"])].uncheck()
        switch[draw.choice(facets["outlet"])].uncheck()
        before = counts(seen)
        for values in facets.values():
            was = {value: switch[value].is_checked() for value in values}
            for value in values:
                for each in values:
                    switch[each].set_checked(each == value)
                assert shown_counts(seen)[1] == before[value], value
            for value in values:
                switch[value].set_checked(was[value])


# ---- the matrix -----------------------------------------------------------------------------------------------------


def cell(seen, source, target):
    return seen.page.locator(f"#matrix td[aria-label^='{source} toward {target}:']")


def test_matrix_holds_each_pair_with_its_net_sign(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-matrix").click()
        assert seen.page.locator("#matrix tbody tr").count() == 9
        condemned = cell(seen, "South Korea", "North Korea")
        assert condemned.get_attribute("aria-label").endswith("condemns (hostile, 2)")
        assert condemned.inner_text() == MINUS
        assert condemned.locator(".cell.hostile.of-2").count() == 1
        assert cell(seen, "United States", "Ukraine").inner_text() == "+"
        assert cell(seen, "Residents", "North Korea").inner_text() == "·"
        assert (
            cell(seen, "North Korea", "South Korea").get_attribute("aria-label").endswith("toward South Korea: nothing")
        )
        # Symmetric ties stand both ways.
        assert cell(seen, "NATO", "South Korea").inner_text() == cell(seen, "South Korea", "NATO").inner_text() == "·"
        assert "aids (friendly, alleged, 1)" in cell(seen, "North Korea", "Russia").get_attribute("aria-label")
        assert cell(seen, "North Korea", "Russia").locator(".doubted").count() == 0  # one of two is asserted


def test_matrix_is_ordered_by_cluster_and_rank(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-matrix").click()
        data = seen.page.evaluate("stancegraph.data().levels[0].actors")
        of = {name: i for i, name in enumerate(data["name"])}
        rows = seen.page.locator("#matrix tbody th").all_inner_texts()
        columns = seen.page.locator("#matrix thead th").all_text_contents()
        assert rows == columns
        keys = [(data["cluster"][of[n]] if data["cluster"][of[n]] >= 0 else 99, -data["score"][of[n]]) for n in rows]
        assert keys == sorted(keys)
        borders = sum(a[0] != b[0] for a, b in itertools.pairwise(keys))
        assert seen.page.locator("#matrix tbody tr.edge").count() == borders
        assert seen.page.locator("#matrix thead th.edge").count() == borders


def test_matrix_names_the_pair_that_is_pointed_at(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-matrix").click()
        cell(seen, "North Korea", "Russia").hover()
        told = seen.page.locator("#pair").inner_text()
        assert "North Korea → Russia" in told
        assert "aids (alleged)" in told
        assert "cooperates" in told
        assert sorted(seen.page.locator("#matrix th.lit").all_text_contents()) == ["North Korea", "Russia"]


def test_clicking_a_cell_selects_its_tie_and_marks_row_and_column(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-matrix").click()
        cell(seen, "North Korea", "Russia").click()
        assert "North Korea" in seen.selected()
        assert "Russia" in seen.selected()
        assert "Also between them" in seen.reading()
        assert sorted(seen.page.locator("#matrix th.chosen").all_text_contents()) == ["North Korea", "Russia"]
        assert cell(seen, "North Korea", "Russia").evaluate("(td) => td.classList.contains('chosen')")
        seen.page.locator("#matrix tbody th", has_text="Ukraine").click()
        assert seen.selected() == "Ukraine"
        assert seen.page.locator("#matrix td.chosen").count() == 2 * 9 - 1
        seen.page.keyboard.press("Escape")
        assert seen.page.locator("#matrix .chosen").count() == 0


def test_strongest_tie_of_a_cell_is_read_first(opened, make_statement):
    made = [
        make_statement("country:UKR", stance, "country:PRK", start=i * 50)
        for i, stance in enumerate(["accuses", "condemns", "condemns", "supports"])
    ]
    with opened(to_multigraph(made)) as seen:
        seen.page.locator("#view-matrix").click()
        cell(seen, "Ukraine", "North Korea").click()
        assert "condemns" in seen.selected()
        others = seen.page.locator("#reading .ties").inner_text()
        assert "accuses" in others
        assert "supports" in others


def test_as_many_friendly_as_hostile_statements_are_marked_as_both(opened, make_statement):
    made = [
        make_statement("country:UKR", s, "country:PRK", start=i * 50) for i, s in enumerate(["accuses", "supports"])
    ]
    with opened(to_multigraph(made)) as seen:
        seen.page.locator("#view-matrix").click()
        assert cell(seen, "Ukraine", "North Korea").inner_text() == "±"


def test_matrix_is_walked_with_the_keys_of_a_grid(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-matrix").click()
        grid = seen.page.locator("#matrix table")
        assert grid.get_attribute("role") == "grid"
        assert grid.locator("[tabindex='0']").count() == 1
        where = "[document.activeElement.parentElement.rowIndex, document.activeElement.cellIndex]"
        for _ in range(60):
            seen.page.keyboard.press("Tab")
            if seen.page.evaluate("document.activeElement.closest('#matrix table') !== null"):
                break
        assert seen.page.evaluate(where) == [1, 1]
        for key, at in {
            "ArrowDown": [2, 1],
            "ArrowRight": [2, 2],
            "End": [2, 9],
            "PageDown": [9, 9],
            "Control+Home": [1, 1],
            "ArrowLeft": [1, 0],
            "ArrowUp": [0, 0],
        }.items():
            seen.page.keyboard.press(key)
            assert seen.page.evaluate(where) == at, key
        assert grid.locator("[tabindex='0']").count() == 1
        cell(seen, "South Korea", "North Korea").focus()
        assert f"condemns {TIMES}2" in seen.page.locator("#pair").inner_text()
        seen.page.keyboard.press("Enter")
        assert "condemns" in seen.selected()
        seen.page.keyboard.press("Home")
        seen.page.keyboard.press("Enter")
        assert seen.selected() == "South Korea"


def test_focus_in_the_matrix_outlasts_a_filter(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-matrix").click()
        cell(seen, "South Korea", "North Korea").focus()
        # As a script would: a click would move the focus to the box.
        seen.page.get_by_role("checkbox", name="accuses").evaluate(
            "(box) => { box.checked = false; box.dispatchEvent(new Event('change')); }"
        )
        assert seen.page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
            "South Korea toward North Korea"
        )


def test_matrix_follows_filters_level_and_focus(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-matrix").click()
        seen.page.get_by_role("checkbox", name="Hostile").uncheck()
        assert seen.page.locator("#matrix .hostile").count() == 0
        seen.page.locator("#reset").click()
        seen.page.locator("#level-1").click()
        assert cell(seen, "South Korea", "Russia").inner_text() == MINUS
        assert seen.page.locator("#matrix tbody th", has_text="Kim Hong-kyun").count() == 0
        seen.page.locator("#level-0").click()
        seen.page.locator("#matrix tbody th", has_text="Ukraine").click()
        seen.page.locator(".focus [data-steps='1']").click()
        assert seen.page.locator("#matrix tbody tr").count() == 3
        seen.page.locator("#focus-off").click()
        assert seen.page.locator("#matrix tbody tr").count() == 9
        for box in seen.page.locator("#facets .option.group input").all():
            box.uncheck()
        assert "No tie passes" in seen.page.locator("#matrix").inner_text()


def test_large_matrix_says_what_it_shows_and_shows_more(opened, make_statement):
    with opened(large(make_statement, 130)) as seen:
        seen.page.locator("#view-matrix").click()
        assert seen.page.locator("#matrix tbody tr").count() == 60
        assert "The 60 actors with the most statements, of 130." in seen.page.locator("#matrix").inner_text()
        seen.page.locator("#matrix-more").click()
        assert seen.page.locator("#matrix tbody tr").count() == 120
        seen.page.locator("#matrix-more").click()
        assert seen.page.locator("#matrix tbody tr").count() == 130
        assert "most statements" not in seen.page.locator("#matrix").inner_text()


@SIZES
def test_matrix_names_stay_in_sight_and_the_page_does_not_scroll(opened, make_statement, size):
    with opened(large(make_statement, 60), size=size) as seen:
        seen.page.locator("#view-matrix").click()
        seen.page.locator("#matrix .grid").evaluate("(box) => box.scrollTo(500, 700)")
        seen.page.evaluate(NEXT_FRAME)
        box = seen.page.locator("#matrix .grid").bounding_box()
        row = seen.page.locator("#matrix tbody th").nth(30).bounding_box()
        column = seen.page.locator("#matrix thead th").nth(25).bounding_box()
        assert row["x"] == pytest.approx(box["x"], abs=1)
        assert column["y"] == pytest.approx(box["y"], abs=1)
        one = seen.page.locator("#matrix tbody td").first.bounding_box()
        assert min(one["width"], one["height"]) >= 24
        assert overflowing(seen, "html", "#middle", ".matrix-bar") == []


# ---- ways and focus -------------------------------------------------------------------------------------------------


def way_to(seen, name):
    seen.page.get_by_label("Way to").fill(name)
    seen.page.get_by_label("Way to").press("Enter")


def stops(seen):
    return seen.page.locator("#reading > .way .stop").all_inner_texts()


@SIZES
def test_way_between_two_actors_is_found_by_name_or_alias(opened, korea, size):
    with opened(korea, size=size) as seen:
        seen.page.locator("#search").fill("ukraine")
        seen.page.locator("#search").press("Enter")
        way_to(seen, "zinovyev")  # an alias
        ids = seen.page.evaluate("stancegraph.data().levels[0].actors.id")
        assert seen.state()["selected"] == {
            "way": [ids.index("country:UKR"), ids.index("official:rus/georgy-zinoviev")]
        }
        assert stops(seen) == ["Ukraine", "Russia", "Georgy Zinoviev"]
        assert "2 steps" in seen.reading()
        assert seen.page.locator("#reading > .way .stance", has_text="attacks").count() == 1
        assert seen.page.locator("#reading > .way blockquote").count() >= 1
        assert seen.page.locator("#announce").inner_text() == "Selected: the way from Ukraine to Georgy Zinoviev"
        assert overflowing(seen, "html", "#reading") == []


def test_suggestions_for_a_way_work_as_those_of_the_search(opened, korea):
    with opened(korea) as seen:
        seen.click("where", "country:UKR")
        box = seen.page.get_by_label("Way to")
        box.fill("kor")
        names = seen.page.locator(".way-to [role=option]").all_inner_texts()
        assert {"South Korea", "North Korea"} <= set(names)
        assert box.get_attribute("aria-expanded") == "true"
        box.press("ArrowDown")
        assert box.get_attribute("aria-activedescendant") == seen.page.locator(
            ".way-to [aria-selected=true]"
        ).get_attribute("id")
        box.press("Escape")
        assert box.input_value() == ""
        assert seen.selected() == "Ukraine"
        box.fill("ukraine")
        assert seen.page.locator(".way-to [role=option]").all_inner_texts() == [
            "No actor of that name"
        ]  # not to itself
        box.fill("north")
        seen.page.locator(".way-to [role=option]").first.click()
        assert stops(seen)[-1] == "North Korea"


def test_ways_as_short_are_listed_and_open(opened, make_statement):
    made = [make_statement("group:a", "supports", f"group:m{i}", start=i * 50) for i in range(3)]
    made += [make_statement(f"group:m{i}", "accuses", "group:z", start=500 + i * 50) for i in range(3)]
    made += [make_statement("group:a", "supports", "group:m1", start=1000)]  # the way with the most statements
    with opened(to_multigraph(made)) as seen:
        seen.click("where", "group:a")
        way_to(seen, "z")
        assert stops(seen) == ["A", "M1", "Z"]
        others = seen.page.locator("#reading .other-way summary")
        assert others.all_inner_texts() == ["over M0", "over M2"]
        others.first.click()
        opened_way = seen.page.locator("#reading .other-way").first
        opened_way.locator(".stop").first.wait_for()  # its steps are built once it has told that it is open
        assert opened_way.locator(".stop").all_inner_texts() == ["A", "M0", "Z"]
        assert opened_way.locator(".stance.friendly, .stance.hostile").count() == 2
        fold = opened_way.locator(".fold").first
        fold.click()
        assert opened_way.locator("blockquote").first.is_visible()


def test_ways_without_number_are_counted_not_listed(opened, make_statement):
    made = []
    for step in range(8):  # 5 ** 7 ways
        for i in range(5 if step else 1):
            made += [
                make_statement(f"group:s{step}n{i}", "supports", f"group:s{step + 1}n{j}", start=len(made) + j * 50)
                for j in range(5 if step < 7 else 1)
            ]
    with opened(to_multigraph(made)) as seen:
        seen.click("where", "group:s0n0")
        way_to(seen, "s8n0")
        assert "8 steps" in seen.reading()
        assert f"{5**7 - 6:,} more ways" in seen.reading()
        assert seen.page.locator("#reading .other-way").count() == 5


def test_where_no_way_leads_that_is_said_with_a_way_out(opened, make_statement):
    made = chain(make_statement, "a", "b") + chain(make_statement, "b", "c", document="d2", outlet="Other")
    with opened(to_multigraph([*made, *chain(make_statement, "x", "y", document="d3")])) as seen:
        seen.click("where", "group:a")
        way_to(seen, "y")
        assert "No way leads" in seen.reading()
        assert seen.page.get_by_role("button", name="Reset the filters").count() == 0
        seen.click("where", "group:a")
        way_to(seen, "c")
        assert stops(seen) == ["A", "B", "C"]


def test_focus_buttons_keep_what_is_around_an_actor(opened, make_statement):
    with opened(to_multigraph(chain(make_statement, *"abcdefg"))) as seen:
        seen.click("where", "group:d")
        for steps, left in ((1, 3), (2, 5), (3, 7)):
            button = seen.page.locator(f".focus [data-steps='{steps}']")
            button.click()
            assert seen.state()["actors"] == left
            assert seen.page.locator(f".focus [data-steps='{steps}']").get_attribute("aria-pressed") == "true"
            assert seen.page.evaluate("document.activeElement.dataset.steps") == str(steps)
        seen.page.locator(".focus").get_by_role("button", name="Show everything").click()
        assert seen.state()["focus"] is None


def test_keys_focus_and_let_go(opened, make_statement):
    with opened(to_multigraph(chain(make_statement, *"abcdefg"))) as seen:
        seen.click("where", "group:d")
        frame = seen.page.locator(".vis-network")
        frame.press("1")
        assert seen.state()["actors"] == 3
        frame.press("3")
        assert seen.state()["actors"] == 7
        frame.press("2")
        assert seen.state()["actors"] == 5
        frame.press("f")
        assert (seen.state()["actors"], seen.selected()) == (7, "D")
        frame.press("1")
        frame.press("0")
        assert (seen.state()["actors"], seen.state()["focus"]) == (7, None)
        seen.page.get_by_label("Way to").press("1")  # typed, not meant
        assert seen.state()["focus"] is None


def test_camera_goes_along_with_a_focus(opened, make_statement):
    with opened(large(make_statement, 200)) as seen:
        data = seen.page.evaluate("stancegraph.data().levels[0].actors")
        best = max(zip(data["score"], data["id"], strict=True))[1]
        seen.click("where", best)
        near = "(id) => stancegraph.where(id)"
        seen.page.locator(".vis-network").press("1")
        net = seen.page.locator("#net").bounding_box()
        for id_ in data["id"]:
            point = seen.page.evaluate(near, id_)
            if point:
                assert net["x"] < point["x"] < net["x"] + net["width"]
                assert net["y"] < point["y"] < net["y"] + net["height"]


# ---- the table ------------------------------------------------------------------------------------------------------


def rows(seen):
    return [
        [text.strip() for text in row.locator("td").all_inner_texts()]
        for row in seen.page.locator("#table tbody tr").all()
    ]


def test_who_accuses_whom(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-table").click()
        assert seen.page.locator("#table caption").inner_text().startswith("12 ties of 9 actors, 13 statements.")
        choice = seen.page.get_by_label("Stance", exact=True)
        labels = choice.locator("option").all_inner_texts()
        assert labels[0] == "All stances"
        assert "accuses (1)" in labels
        assert "demands (1)" not in labels
        choice.select_option(label="accuses (1)")
        assert [row[:3:2] for row in rows(seen)] == [["Kim Hong-kyun", "Georgy Zinoviev"]]
        assert seen.page.locator("#table caption").inner_text().startswith("Who accuses whom: 1 tie of 2 actors")
        assert seen.page.evaluate("document.activeElement.id") == "table-stance"
        assert seen.state()["ties"] == 12  # it narrows the table, not the picture


def test_pairs_sum_up_ties_and_sort(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-table").click()
        seen.page.locator("#rows-pairs").click()
        assert seen.page.locator("#table thead th").all_inner_texts()[:6] == [
            "Source",
            "Target",
            "Friendly",
            "Hostile",
            "Neutral",
            "Net",
        ]
        found = {(row[0], row[1]): row[2:7] for row in rows(seen)}
        assert len(found) == 11
        hostile_ = seen.page.locator("#table tbody tr", has_text="South Korea").filter(
            has=seen.page.locator(".hostile")
        )
        assert f"{MINUS}2" in hostile_.first.inner_text()
        assert found["North Korea", "Russia"][3] == "+2"
        seen.page.locator("[data-column=hostile]").click()
        assert rows(seen)[0][:2] == ["South Korea", "North Korea"]
        assert "sort=-hostile" in fragment(seen)
        seen.page.locator("[data-column=net]").click()
        seen.page.locator("[data-column=net]").click()
        assert rows(seen)[0][:2] == ["South Korea", "North Korea"]
        seen.page.locator("#table tbody tr").first.locator(".stance.hostile").click()
        assert "condemns" in seen.selected()
        assert seen.page.locator("#table tr.selected").count() == 1
        seen.page.locator("#rows-ties").click()
        assert seen.page.locator("th[aria-sort=descending]").inner_text().startswith("Statements")


@SIZES
def test_table_bar_fits_the_screen(opened, korea, size):
    with opened(korea, size=size) as seen:
        seen.page.locator("#view-table").click()
        bar = seen.page.locator(".table-bar").bounding_box()
        assert bar["x"] >= 0
        assert bar["x"] + bar["width"] <= size["width"]
        assert overflowing(seen, "html", ".table-bar") == []


# ---- scope, level, address ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "size", [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone", marks=pytest.mark.slow)]
)
def test_backbone_is_said_and_left_in_every_view(opened, make_statement, size):
    with opened(large(make_statement, 2100, ties=1), size=size) as seen:
        for view, where in (("table", "#table caption"), ("matrix", ".matrix-bar"), ("picture", "#net")):
            seen.page.locator(f"#view-{view}").click()
            assert seen.state()["backbone"]
            assert seen.page.locator("#scope").inner_text().startswith("The 500 actors")
            scope = seen.page.locator("#scope").bounding_box()
            if view != "picture":
                assert scope["y"] + scope["height"] <= seen.page.locator(where).bounding_box()["y"] + 1
            seen.page.locator("#show-all").click()
            assert shown_counts(seen)[0] == 2100
            assert "all=1" in fragment(seen)
            seen.page.locator("#show-backbone").click()
            assert seen.state()["backbone"]


@pytest.mark.slow
def test_a_way_to_beyond_the_backbone_shows_all(opened, make_statement):
    with opened(large(make_statement, 2100, ties=2)) as seen:
        data = seen.page.evaluate("stancegraph.data().levels[0].actors")
        visible = seen.page.evaluate("(ids) => ids.map((id) => stancegraph.where(id) !== null)", data["id"])
        inside = next(name for name, here in zip(data["name"], visible, strict=True) if here)
        beyond = next(name for name, here in zip(data["name"], visible, strict=True) if not here)
        seen.page.locator("#search").fill(inside)
        seen.page.locator("#search").press("Enter")
        entries = seen.page.evaluate("history.length")
        way_to(seen, beyond)
        assert stops(seen)[-1] == beyond
        assert not seen.state()["backbone"]
        assert seen.page.evaluate("history.length") == entries + 1  # one choice, one step back
        seen.page.go_back()
        becomes(seen, "stancegraph.state().backbone", True)
        assert seen.selected() == inside


def test_level_keeps_view_time_and_focus_where_it_can(opened, korea):
    with opened(korea) as seen:
        seen.click("where", "country:KOR")
        seen.page.locator(".vis-network").press("1")
        for view in ("picture", "matrix", "table"):
            seen.page.locator(f"#view-{view}").click()
            seen.page.locator("#level-1").click()
            assert seen.state()["level"] == 1
            assert seen.page.locator("#scope").inner_text().startswith("Focus: South Korea")
            seen.page.locator("#level-0").click()
            state = seen.state()
            assert (state["level"], state["view"], state["focus"]["steps"]) == (0, view, 1)


ADDRESSES = [
    "view=matrix&since=2024-10-19&until=2024-10-21",
    "view=table&sort=-hostile&by=pairs",
    "view=table&stance=accuses",
    "view=table&sort=from&stance=condemns&by=pairs",
    "no-sign=-1&no-factuality=alleged&no-outlet=Harbour+Times&weight=1",
    "focus=country%3AKOR&steps=2&actor=country%3AKOR",
    "way=country%3AUKR&way=official%3Arus%2Fgeorgy-zinoviev",
    "level=country&view=matrix&actor=country%3ARUS",
    "view=matrix&tie=country%3AKOR&tie=condemns&tie=country%3APRK",
]


def everything(seen):
    seen.settle()
    texts = [
        seen.page.locator(f"#{part}").inner_text()
        for part in ("reading", "counts", "scope", "table", "matrix", "period")
    ]
    return {name: value for name, value in seen.state().items() if name != "labels"}, texts, counts(seen)


@pytest.mark.parametrize("address", ADDRESSES)
def test_state_is_the_same_from_its_address(opened, korea, address):
    with opened(korea) as seen:
        before = everything(seen)
        reopen(seen, address)
        first = everything(seen)
        assert first != before
        # Something else, then back.
        seen.page.locator("#view-picture").click()
        seen.page.locator("#reset").evaluate("(button) => button.click()")
        seen.page.keyboard.press("Escape")
        written = fragment(seen)
        reopen(seen, address)
        assert everything(seen) == first
        assert written != address
        # What the page writes for this state is the address that it came from.
        seen.page.locator("#theme").click()
        parts = [part for part in fragment(seen).split("&") if not part.startswith("theme=") and part != "weight=1"]
        assert sorted(parts) == sorted(part for part in address.split("&") if part != "weight=1")


def test_an_opened_address_makes_no_step_of_the_history(opened, korea):
    with opened(korea) as seen:
        reopen(seen, "actor=country:PRK")  # a browser would write it otherwise, country%3APRK
        seen.settle()
        assert seen.selected() == "North Korea"
        seen.page.go_back()
        assert seen.page.url == "about:blank"


def test_back_and_forward_walk_through_choices(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-table").click()
        seen.page.locator("#rows-pairs").click()
        seen.page.get_by_label("Stance", exact=True).select_option(label="condemns (1)")
        seen.page.locator("#view-matrix").click()
        cell(seen, "South Korea", "North Korea").click()
        assert "condemns" in seen.selected()
        seen.page.go_back()
        assert seen.state()["selected"] is None
        assert seen.page.locator("#matrix .chosen").count() == 0
        seen.page.go_back()
        assert seen.state()["view"] == "table"
        assert len(rows(seen)) == 1
        seen.page.go_back()
        assert len(rows(seen)) == 11
        seen.page.go_back()
        assert len(rows(seen)) == 12
        for _ in range(4):
            seen.page.go_forward()
        assert "condemns" in seen.selected()
        assert seen.state()["view"] == "matrix"


@pytest.mark.parametrize(
    "address",
    ["by=constructor", "by=__proto__&stance=toString", "since=2024-13-45", "until=x&since=9999-12-31",
     "sort=-__proto__",
     "way=a&way=b", "view=matrix&way=country%3AUKR&way=country%3AUKR", "focus=nobody&steps=9", "since=0000-00-00"],
)  # fmt: skip
def test_an_address_of_nonsense_opens_the_page(opened, korea, address):
    with opened(korea) as seen:
        reopen(seen, f"view=table&{address}")
        assert seen.page.locator("#table thead th").count() >= 5


# ---- hostile text, speed --------------------------------------------------------------------------------------------


@SIZES
def test_hostile_text_stays_text_in_every_view(opened, make_statement, make_actor, size):
    G = hostile(make_statement, make_actor)
    with opened(G, size=size) as seen:
        seen.page.locator("#view-matrix").click()
        assert seen.page.locator("#matrix tbody tr").count() == len(G)
        for one in seen.page.locator("#matrix tbody th").all()[:6]:
            one.hover()
        filled = seen.page.locator("#matrix td:has(.cell)")
        assert filled.count() == 2 * len(NASTY)
        filled.first.focus()
        assert seen.page.locator("#pair .told").count() == 1
        filled.first.press("Enter")
        seen.page.locator("#view-table").click()
        seen.page.locator("#rows-pairs").click()
        choice = seen.page.get_by_label("Stance", exact=True)
        assert choice.locator("option").count() == 1 + len(NASTY)
        for i in range(len(NASTY)):
            choice.select_option(index=1 + i)
            assert seen.page.locator("#table tbody tr").count() == 2
        reopen(seen, fragment(seen))
        assert seen.page.locator("#table tbody tr").count() == 2
        seen.page.keyboard.press("Escape")
        seen.page.locator("#view-picture").click()
        seen.page.locator("#search").fill("alias")
        seen.page.locator("#search").press("Enter")
        seen.page.get_by_label("Way to").fill("a3")
        way_to(seen, "javascript:window.ran=1 a")
        assert len(stops(seen)) >= 3
        assert seen.page.locator("#reading .way .fold").count() >= 2
        assert overflowing(seen, "html", "#reading") == []
        assert seen.page.evaluate("window.ran") is None
        assert seen.page.locator("#page :is(img, iframe, script, base, meta, link, math, style)").count() == 0
