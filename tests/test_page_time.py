"""Asking the page about time, and counts that follow every filter."""

from __future__ import annotations

import functools
import random

import pytest
from browser import PHONE
from views import (
    SIZES,
    TO,
    bars,
    becomes,
    counts,
    fragment,
    place,
    reopen,
    shown_counts,
    sweep,
)

from stancegraph.exporting import read_graph, write_graph
from stancegraph.graph import to_multigraph

pytestmark = pytest.mark.browser


# ---- time -----------------------------------------------------------------------------------------------------------


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
    [("2024-02-10", "day"), ("2024-10-01", "week"), ("2028-06-01", "month"), ("2036-01-01", "quarter"),
     ("2060-01-01", "year"), ("2124-01-01", "half-decade"), ("2510-01-01", "decade")],
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


def bar_words(seen):
    seen.settle()
    return seen.page.locator(".chart svg").get_attribute("aria-label")


@pytest.fixture(scope="module")
def century(make_statement):
    """One accusation on the first of each month over a hundred years, and one of two years in the last of them."""
    days = [f"{year}-{month:02}-01" for year in range(1920, 2020) for month in range(1, 13)]
    accuse = functools.partial(make_statement, "country:UKR", "accuses", "country:PRK")
    return to_multigraph(
        [accuse(date=day, start=i * 50) for i, day in enumerate(days)]
        + [accuse(date="2018-03-01", date_end="2019-02-01", document="later")]
    )


def test_a_period_is_looked_at_closer_and_left_again(opened, century):
    with opened(century) as seen:
        everything = shown_counts(seen)
        closer, all_days = seen.page.locator("#times-closer"), seen.page.locator("#times-clear")
        assert bar_words(seen).startswith("Statements by half-decade.")
        assert closer.is_disabled()
        since, until = seen.page.locator("[data-end=since]"), seen.page.locator("[data-end=until]")
        since.press("End")  # the last half-decade: 2015 to 2019
        assert period(seen)[0] == "2015-01-01"
        closer.click()
        assert bar_words(seen).startswith(f"Statements by month. Most: 1 {TO} 31 Mar 2018, 2.")
        assert bars(seen)["hostile"] == pytest.approx(
            [bars(seen)["hostile"][0]] * 38 + [2 * bars(seen)["hostile"][0]] * 12 + [bars(seen)["hostile"][0]] * 10,
            rel=0.02,
        )
        assert closer.is_disabled()  # until a part of it is chosen
        until.press("ArrowLeft")
        assert period(seen) == ("2015-01-01", "2019-11-30")
        seen.page.keyboard.press("Escape")
        assert period(seen) == ("2015-01-01", "2019-12-31")  # the whole of the bars again
        since.press("ArrowRight")
        for _ in range(5):
            until.press("PageDown")
        assert period(seen) == ("2015-02-01", "2015-10-31")
        closer.click()
        assert bar_words(seen).startswith("Statements by week.")
        address = fragment(seen)
        told = shown_counts(seen)
        reopen(seen, address)
        assert (bar_words(seen)[:20], shown_counts(seen), period(seen)) == (
            "Statements by week. ",
            told,
            ("2015-02-01", "2015-10-31"),
        )
        all_days.click()
        assert bar_words(seen).startswith("Statements by half-decade.")
        assert shown_counts(seen) == everything
        assert fragment(seen) == ""


def test_the_buttons_of_time_give_the_focus_on_when_they_go(opened, century):
    focused = "document.activeElement.id || document.activeElement.dataset.end"
    with opened(century) as seen:
        seen.page.locator("[data-end=since]").press("End")
        seen.page.locator("#times-closer").press("Enter")
        seen.settle()
        assert seen.page.evaluate(focused) == "times-clear"
        seen.page.keyboard.press("Escape")  # all days again, from within
        assert period(seen) == (None, None)
        seen.page.locator("[data-end=since]").press("End")
        seen.settle()
        seen.page.locator("#times-clear").press("Enter")
        seen.settle()
        assert seen.page.evaluate(focused) == "since"


def test_play_runs_through_the_bars_that_are_looked_at(opened, century):
    with opened(century) as seen:
        seen.page.locator("[data-end=since]").press("End")
        seen.page.locator("#times-closer").click()
        seen.page.locator("#play").click()  # with reduced motion a step
        assert period(seen) == ("2015-01-01", "2015-01-31")
        seen.page.locator("#play").click()
        assert period(seen) == ("2015-01-01", "2015-02-28")
        seen.page.locator("#reset").click()
        assert bar_words(seen).startswith("Statements by half-decade.")


@pytest.mark.parametrize("words", ["bars=2015-01-01", "bars=x&bars=y", "bars=2016-01-01&bars=2015-01-01"])
def test_bars_of_an_address_that_means_nothing_are_of_all_days(opened, century, words):
    with opened(century) as seen:
        reopen(seen, words)
        assert bar_words(seen).startswith("Statements by half-decade.")


def test_each_filter_says_what_it_counts(opened, korea):
    with opened(korea) as seen:
        told = {
            legend.evaluate("(legend) => legend.firstChild.textContent"): legend.locator(".unit").text_content()
            for legend in seen.page.locator("#facets legend").all()
        }
        assert told == {
            "Stance": "ties",
            "Factuality": "ties",
            "Kind of actor": "actors",
            "Outlet": "ties",
            "Cluster": "actors",
            "My tags": "statements",
        }
        assert seen.page.locator("#times h3").inner_text().split() == ["Time", "statements"]
        stances = seen.page.locator("#facets fieldset").first.locator(".indented .count").all_inner_texts()
        assert sum(map(int, stances)) == seen.state()["ties"]


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
