"""Asking the page: the matrix ordered by cluster, and who accuses whom as a table."""

from __future__ import annotations

import itertools

import pytest
from browser import NEXT_FRAME
from views import (
    MINUS,
    SIZES,
    TIMES,
    cell,
    fragment,
    large,
    overflowing,
    rows,
)

from stancegraph.graph import to_multigraph

pytestmark = pytest.mark.browser


# ---- the matrix -----------------------------------------------------------------------------------------------------


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


# ---- the table ------------------------------------------------------------------------------------------------------


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
