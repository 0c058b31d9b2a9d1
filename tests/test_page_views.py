"""Asking the page: ways and focus, scope and level; all of it in the address, and no text in it runs."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from browser import DESKTOP, PHONE
from views import (
    SIZES,
    becomes,
    cell,
    everything,
    fragment,
    large,
    overflowing,
    reopen,
    rows,
    shown_counts,
    stops,
    way_to,
)

from stancegraph.graph import to_multigraph
from stancegraph.models import DocumentRef

pytestmark = pytest.mark.browser

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


# ---- ways and focus -------------------------------------------------------------------------------------------------


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


def test_view_and_level_are_announced_but_not_those_the_page_opens_with(opened, korea):
    told = "document.querySelector('#announce').textContent"
    with opened(korea) as seen:
        reopen(seen, "view=matrix")
        assert seen.page.evaluate(told) == ""
        seen.page.locator("#view-table").click()
        actors, ties = seen.state()["actors"], seen.state()["ties"]
        becomes(seen, told, f"View: table, {actors} actors and {ties} ties")
        seen.page.locator("#level-1").click()
        becomes(seen, told, "Level: countries")
        seen.page.go_back()
        becomes(seen, told, "Level: actors")
        seen.page.locator("#view-picture").click()
        seen.page.locator("#view-table").click()
        becomes(seen, told, f"View: table, {actors} actors and {ties} ties")


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
