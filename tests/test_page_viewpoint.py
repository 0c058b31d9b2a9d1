"""Where the camera stands is in the address, and names keep off what lies over the picture."""

from __future__ import annotations

import math

import pytest
from browser import DESKTOP, PHONE
from views import SIZES, fragment, large, reopen

from stancegraph.graph import to_multigraph

pytestmark = pytest.mark.browser


def camera(seen):
    return seen.state()["camera"]


def zoomed(seen, times=3):
    """Zooms in and waits until the address has it."""
    for _ in range(times):
        seen.page.locator("#zoom-in").click()
    seen.until("location.hash.includes('camera=')")


def middle(seen):
    box = seen.page.locator("#net").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(seen, across, down):
    # From where neither an actor nor a tie is, which would be dragged or chosen.
    box = seen.page.locator("#net").bounding_box()
    x, y = box["x"] + 12, box["y"] + 12
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x + across, y + down, steps=4)
    seen.page.mouse.up()


def offset_from_middle(seen, actor):
    """How far an actor is from the middle of the picture, in its height or width, whichever is shorter."""
    x, y = middle(seen)
    box = seen.page.locator("#net").bounding_box()
    at = seen.page.evaluate("(id) => stancegraph.where(id)", actor)
    return math.hypot(at["x"] - x, at["y"] - y) / min(box["width"], box["height"])


def test_the_whole_picture_needs_no_word_in_the_address(opened, korea):
    with opened(korea) as seen:
        assert "camera" not in fragment(seen)
        zoomed(seen)
        seen.page.locator("#zoom-fit").click()
        seen.until("!location.hash.includes('camera=')")


@SIZES
def test_a_link_opens_where_the_camera_stood(opened, korea, size):
    with opened(korea, size=size) as seen:
        zoomed(seen)
        drag(seen, 60, 40)
        before = fragment(seen)
        seen.until(f"location.hash !== '#{before}'")
        stood = camera(seen)
        reopen(seen, fragment(seen))
        again = camera(seen)
        assert again["scale"] == pytest.approx(stood["scale"], rel=0.01)
        assert math.hypot(again["x"] - stood["x"], again["y"] - stood["y"]) * stood["scale"] < 5


def test_a_link_from_a_desk_shows_the_same_actor_large_on_a_phone(opened, korea):
    with opened(korea) as seen:
        fitted = camera(seen)["scale"]
        seen.page.mouse.move(*seen.page.evaluate("Object.values(stancegraph.where('country:KOR'))"))
        for _ in range(6):
            seen.page.mouse.wheel(0, -300)
        seen.until("location.hash.includes('camera=')")
        link = fragment(seen)
        larger = camera(seen)["scale"] / fitted
        assert larger > 1.3
    with opened(korea, size=PHONE) as seen:
        fitted = camera(seen)["scale"]
        reopen(seen, link)
        assert camera(seen)["scale"] / fitted > 1 + (larger - 1) / 2
        assert offset_from_middle(seen, "country:KOR") < 0.5


def test_moving_the_camera_is_no_step_but_going_back_restores_it(opened, korea):
    with opened(korea) as seen:
        steps = seen.page.evaluate("history.length")
        zoomed(seen, 1)
        assert seen.page.evaluate("history.length") == steps
        stood = camera(seen)
        seen.click("where", "country:KOR")
        assert seen.page.evaluate("history.length") == steps + 1
        zoomed(seen, 2)
        seen.until("stancegraph.state().camera.scale > %r" % (1.3 * stood["scale"]))
        seen.page.wait_for_timeout(500)  # until it has settled
        nearer = camera(seen)
        seen.page.go_back()
        seen.until("stancegraph.state().selected === null")
        assert camera(seen)["scale"] == pytest.approx(stood["scale"], rel=0.01)
        seen.page.go_forward()
        seen.until("stancegraph.state().selected !== null")
        assert camera(seen)["scale"] == pytest.approx(nearer["scale"], rel=0.01)


def test_a_focus_and_another_level_let_the_camera_go(opened, korea):
    with opened(korea) as seen:
        zoomed(seen)
        seen.page.locator("#level-1").click()
        assert "camera" not in fragment(seen)
        seen.page.locator("#level-0").click()
        zoomed(seen, 1)
        seen.click("where", "country:KOR")
        seen.page.keyboard.press("1")
        seen.until("location.hash.includes('focus=')")
        assert "camera" not in fragment(seen)


def test_a_link_with_a_focus_keeps_its_camera_when_filters_change(opened, korea):
    with opened(korea) as seen:
        reopen(seen, "focus=country:PRK&steps=1&camera=country:PRK&camera=0&camera=0&camera=2")
        stood = camera(seen)
        seen.page.get_by_role("checkbox", name="accuses").uncheck()
        assert camera(seen) == stood
        assert "camera=" in fragment(seen)


def test_a_camera_waits_until_the_picture_is_opened(opened, korea):
    with opened(korea) as seen:
        reopen(seen, "view=table&camera=country:PRK&camera=0&camera=0&camera=2")
        seen.page.locator("#view-picture").click()
        assert offset_from_middle(seen, "country:PRK") < 0.02
        assert "camera=country%3APRK" in fragment(seen)


@pytest.mark.parametrize(
    "words",
    [
        "camera=country:NOR&camera=0&camera=0&camera=2",  # not on this page
        "camera=country:PRK&camera=x&camera=0&camera=2",
        "camera=country:PRK&camera=0&camera=0&camera=-1",
        "camera=country:PRK&camera=0",
        "camera=country:PRK&camera=Infinity&camera=0&camera=1e999",
    ],
)
def test_a_camera_that_means_nothing_sees_the_whole(opened, korea, words):
    with opened(korea) as seen:
        whole = camera(seen)
        reopen(seen, words)
        assert camera(seen) == whole


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_name_lies_under_the_buttons_for_zooming(opened, make_statement, size):
    with opened(large(make_statement, 150), size=size) as seen:
        for _ in range(2):
            labels = seen.state()["labels"]
            assert labels
            picture = seen.page.locator("#net").bounding_box()
            buttons = seen.page.locator("#zoom").bounding_box()
            left, top = buttons["x"] - picture["x"], buttons["y"] - picture["y"]
            right, bottom = left + buttons["width"], top + buttons["height"]
            under = [
                label["text"]
                for label in labels
                if label["left"] < right and label["right"] > left and label["top"] < bottom and label["bottom"] > top
            ]
            assert under == []
            zoomed(seen, 2)


def test_on_a_phone_the_buttons_stand_beside_the_picture(opened, korea):
    with opened(korea, size=PHONE) as seen:
        picture = seen.page.locator("#net").bounding_box()
        buttons = seen.page.locator("#zoom").bounding_box()
        assert buttons["y"] >= picture["y"] + picture["height"]
        seen.click("where", "country:PRK")  # a panel takes their row
        seen.selected()
        picture = seen.page.locator("#net").bounding_box()
        buttons = seen.page.locator("#zoom").bounding_box()
        assert picture["y"] < buttons["y"] < picture["y"] + picture["height"]
        seen.page.locator("#zoom-in").click()


def test_all_of_the_backbone_are_seen(opened, make_statement):
    # Of those with the most statements one has its ties only with those who have few.
    crowd = [
        make_statement(f"group:g{i}", "accuses", f"group:g{(i + k) % 2100}", document=f"d{i}", start=k * 60)
        for i in range(2100)
        for k in (1, 2)
    ]
    lonely = [make_statement("group:lonely", "accuses", f"group:q{i}", document="q", start=i * 60) for i in range(30)]
    busy = [make_statement("group:g0", "attacks", "group:g1", document="busy", start=i * 60) for i in range(3)]
    with opened(to_multigraph([*crowd, *lonely, *busy])) as seen:
        assert "500 actors with the most statements" in seen.page.locator("#scope").inner_text()
        assert seen.state()["actors"] == 500
        assert seen.page.evaluate("stancegraph.where('group:lonely')") is None
        seen.page.locator("#show-all").press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "show-backbone"


SELECTIONS = pytest.mark.parametrize(
    "chosen",
    [
        "actor=country:KOR",
        "actor=country:PRK",
        "focus=country:UKR&steps=1&actor=country:UKR",
        "way=country:KOR&way=country:RUS",
    ],
)


def stood(seen):
    seen.settle()
    seen.page.wait_for_timeout(600)  # until it is noted
    return camera(seen)


def is_same(one, other):
    distance = math.hypot(one["x"] - other["x"], one["y"] - other["y"]) * one["scale"]
    return distance < 6 and one["scale"] == pytest.approx(other["scale"], rel=0.01)


@SIZES
@SELECTIONS
def test_a_link_with_a_selection_opens_where_the_camera_stood(opened, korea, size, chosen):
    with opened(korea, size=size) as seen:
        reopen(seen, chosen)
        zoomed(seen, 2)
        drag(seen, 90, 60)
        before = stood(seen)
        link = fragment(seen)
        reopen(seen, link)
        assert is_same(before, stood(seen))
        assert fragment(seen) == link


@SIZES
@pytest.mark.parametrize("view", ["table", "matrix"])
def test_going_back_to_the_picture_finds_the_camera(opened, korea, size, view):
    with opened(korea, size=size) as seen:
        reopen(seen, "actor=country:UKR")
        zoomed(seen, 3)
        before = stood(seen)
        seen.page.locator(f"#view-{view}").click()
        seen.page.go_back()
        seen.until("stancegraph.state().view === 'picture'")
        assert is_same(before, stood(seen))
        seen.page.locator("#level-1").click()  # and the address is written as before
        seen.until("location.hash.includes('level=')")


def test_going_back_between_selections_keeps_the_camera_of_each(opened, korea):
    with opened(korea) as seen:
        seen.page.emulate_media(reduced_motion="no-preference")
        reopen(seen, "actor=country:UKR")
        zoomed(seen, 3)
        first, address = stood(seen), fragment(seen)
        seen.page.fill("#search", "Zinoviev")
        seen.page.keyboard.press("Enter")
        second = stood(seen)
        seen.page.go_back()
        seen.until("location.hash.includes('actor=country%3AUKR')")
        assert is_same(first, stood(seen))
        assert fragment(seen) == address
        seen.page.go_forward()
        seen.until("!location.hash.includes('actor=country%3AUKR')")
        assert is_same(second, stood(seen))


@SELECTIONS
def test_another_size_leaves_the_camera_of_the_reader(opened, korea, chosen):
    with opened(korea) as seen:
        reopen(seen, chosen)
        zoomed(seen, 2)
        before, address = stood(seen), fragment(seen)
        seen.page.locator("#legend summary").click()
        after = stood(seen)
        assert math.hypot(before["x"] - after["x"], before["y"] - after["y"]) * after["scale"] < 6
        assert fragment(seen) == address
        seen.page.set_viewport_size({"width": 900, "height": 1200})  # a tablet that is turned
        stood(seen)
        assert fragment(seen) == address


def test_zooming_has_ends(opened, korea):
    with opened(korea) as seen:
        whole = camera(seen)["scale"]
        frame = seen.page.locator(".vis-network")
        for _ in range(30):
            frame.press("+")
        assert whole < camera(seen)["scale"] <= 10
        for _ in range(60):
            frame.press("-")
        assert whole / 8 < camera(seen)["scale"] < whole
        reopen(seen, "camera=country:PRK&camera=0&camera=0&camera=100000")
        assert camera(seen)["scale"] <= 10


def test_a_dragged_actor_does_not_move_the_camera_of_a_link(opened, korea):
    with opened(korea) as seen:
        zoomed(seen, 1)
        at = seen.page.evaluate("stancegraph.where('country:KOR')")
        seen.page.mouse.move(at["x"], at["y"])
        seen.page.mouse.down()
        seen.page.mouse.move(at["x"] + 60, at["y"] + 200, steps=4)
        seen.page.mouse.up()
        zoomed(seen, 1)
        before = stood(seen)
        reopen(seen, fragment(seen))
        assert is_same(before, stood(seen))


def test_a_link_that_is_copied_at_once_has_the_camera(opened, korea):
    with opened(korea) as seen:
        seen.page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
        seen.page.locator("#zoom-in").click()
        seen.page.locator("#save").click()
        seen.page.get_by_role("menuitem", name="Copy link").click()
        seen.until("window.copied !== undefined")
        assert "camera=" in seen.page.evaluate("window.copied")


def test_no_panel_of_a_phone_leaves_what_is_selected_under_the_buttons(opened, korea):
    with opened(korea, size={"width": 320, "height": 640}) as seen:
        for actor in ("country:RUS", "country:PRK", "country:KOR", "country:UKR"):
            reopen(seen, f"actor={actor}")
            stood(seen)
            at = seen.page.evaluate("(id) => stancegraph.where(id)", actor)
            buttons = seen.page.locator("#zoom").bounding_box()
            beside = at["x"] + 8 < buttons["x"] or at["y"] + 8 < buttons["y"]
            assert beside, (actor, at, buttons)
