"""The page in a real Chromium that is cut off from every network: what a reader sees and can do."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import networkx as nx
import pytest
from browser import DESKTOP, NEXT_FRAME, PHONE, Opened

from stancegraph import extract, read_documents
from stancegraph.explorer import explore
from stancegraph.graph import rolled_up, to_multigraph
from stancegraph.models import Actor, DocumentRef, Evidence, FoundBy, Kind, Span, Statement

pytestmark = pytest.mark.browser

# Each stands in every field of a statement that comes from text. Those that could run would set window.ran.
HOSTILE = [
    "<script>window.ran=1</script>",
    "</script><script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    '"><img src=x onerror=window.ran=1>',
    "'><svg onload=window.ran=1>",
    "<svg/onload=window.ran=1>",
    "</title><script>window.ran=1</script>",
    "</style><script>window.ran=1</script>",
    "<!--<script>window.ran=1</script>-->",
    "]]><script>window.ran=1</script>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<a href=javascript:window.ran=1>link</a>",
    "javascript:window.ran=1",
    "JaVaScRiPt:window.ran=1",
    "java\tscript:window.ran=1",
    "data:text/html,<script>opener.ran=1</script>",
    "vbscript:window.ran=1",
    "<body onload=window.ran=1>",
    "<details open ontoggle=window.ran=1>",
    "<input autofocus onfocus=window.ran=1>",
    "<math><mtext><style><img src=x onerror=window.ran=1></style></mtext></math>",
    "<base href='https://example.org/'>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "{{7*7}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "${window.ran=1}",
    "`${window.ran=1}`",
    "');window.ran=1;//",
    "\\u003cscript\\u003ewindow.ran=1\\u003c/script\\u003e",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "href",
    "__proto__",
    "constructor",
    '=HYPERLINK("https://example.org")',
    "null\x00byte \x07bell \x1b[31mred",
    "\u202egnp.exe\u202c evil",
    "\u2028\u2029 line ends",
    "Zal\u0338\u0335\u0334go",
    "😀" * 40,
    "W" * 300,
    "=1+1",
    "+1+1",
    "-2+3",
    '@SUM(1+1)*cmd|"/c calc"!A0',
    '=cmd|"/c calc"!A1',
    '\t=WEBSERVICE("https://example.org")',
    "\r=1+1",
    "\n=IMPORTXML(1)",
    "\uff1d1+1",
    '"=1+1',
    '=HYPERLINK("https://example.org?x="&A1,"open")',
    '","=1+1',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "&b; &#x1F600; &#0; &amp;lt;",
    "<![CDATA[<script>window.ran=1</script>]]>",
    "<svg><use xlink:href='data:image/svg+xml,x#y'/></svg>",
    "<svg><animate onbegin=window.ran=1 attributeName=x dur=1s></svg>",
    "<svg><foreignObject><iframe src=javascript:parent.ran=1></iframe></foreignObject></svg>",
    "<math href=javascript:window.ran=1>x</math>",
    "<style>*{background:url(https://example.org/x)}</style>",
    "</text><script>window.ran=1</script><text>",
    "red;background:url(https://example.org/x)",
    "@import 'https://example.org/x.css';",
    "<object data=javascript:window.ran=1></object>",
    "<embed src=https://example.org/x>",
    "<form action=https://example.org><button autofocus>x</button></form>",
    "<video><source onerror=window.ran=1></video>",
    "<xss onpointerenter=window.ran=1 style=position:fixed;inset:0>",
    '" onfocus=window.ran=1 autofocus x="',
    "onerror=window.ran=1;throw 1",
    "setTimeout`window.ran\\x3d1`",
    "toString",
    "hasOwnProperty",
    "\u2066\u202eltr\u2069",
    "\ufeff\u200b\u200dzero width",
    "\ufffe\uffff",
    "_x0041_ _x000D_",
    "%3Cscript%3Ewindow.ran=1%3C/script%3E",
    "#actor=x&no-sign=1",
    "../../../etc/passwd",
    "CON",
    "<noscript><p title='</noscript><img src=x onerror=window.ran=1>'>",
    "<template><script>window.ran=1</script></template>",
    "<select><option></select><img src=x onerror=window.ran=1>",
    "%s%n%x {0.__class__} #{7*7} <%= 7*7 %>",
]  # fmt: skip


# ---- the picture -------------------------------------------------------------------------------------------


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
        without = {name for _, name in article.nodes(data="name")} - {label["text"] for label in labels}
        assert len(without) <= 1  # on the smallest screens one of the least central finds no room
        assert overlapping(labels) == []
        texts = {label["text"] for label in labels}
        if size != PHONE:
            assert {"South Korea, Ukraine", "North Korea, Russia"} <= texts
        if size == LAPTOP:  # on a narrower picture the contested tie is too short to carry its label
            assert "aids (alleged, contested)" in texts
        if size == PHONE:
            seen.page.locator("#overview-button").click()
        camps = seen.page.locator("#reading .camp").all_inner_texts()
        assert [next(i for i, camp in enumerate(camps) if name in camp) for name in ("Healey", "Peskov")] == [0, 1]
        claim = seen.page.locator("#reading .claims > li").inner_text()
        assert "North Korea aids Russia" in claim
        assert "South Korea" in next(line for line in claim.split("\n") if line.startswith("asserted by"))
        denial = claim[claim.index("denied by") :]
        assert "North Korea" in denial
        assert "Dmitry Peskov" in denial


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


# ---- what could go wrong -----------------------------------------------------------------------------------


def hostile_graph() -> nx.MultiDiGraph:
    """Every field that comes from text holds a payload, each payload one statement between two actors."""
    statements = []
    for i, payload in enumerate(HOSTILE):
        quote = f"Before {payload} after"
        source, target = (
            Actor(
                id=f"group:{part}{i}{payload}",
                name=f"{payload} {part}{i}",
                kind=Kind.GROUP,
                role=payload,
                aliases=(f"{payload}{part}",),
            )
            for part in ("a", "b")
        )
        statements.append(
            Statement(
                document=DocumentRef(id=f"{i}{payload}", title=payload, outlet=payload, url=payload),
                source=source,
                stance=f"{payload}s",
                target=None if i % 5 == 4 else target,
                sign=(-1, 0, 1)[i % 3],
                intensity=0,
                factuality="alleged",
                attributed_to=target,
                about=payload,
                evidence=Evidence(
                    start=0,
                    end=len(quote),
                    quote=quote,
                    cue=Span(start=7, end=7 + len(payload)),
                    found_by=FoundBy(extractor="by-hand", version="1"),
                ),
            )
        )
    return to_multigraph(statements)


def as_shown(text: str) -> str:
    """What the page makes of a quote: control characters become visible."""
    return "".join("\ufffd" if (ord(c) < 32 and c not in "\t\n\r") or 127 <= ord(c) < 160 else c for c in text)


# Looks for an actor, opens it or its first tie, and tells what is read there; in one go, there are dozens.
READ_ONE = """([text, tie]) => {
    const input = document.getElementById("search");
    const reading = document.getElementById("reading");
    input.value = text;
    input.dispatchEvent(new Event("input"));
    const options = document.querySelectorAll("#suggestions [role=option][data-actor]").length;
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    if (tie) reading.querySelector(".stance").click();
    return {
        options,
        quote: reading.querySelector("blockquote").textContent,
        mark: reading.querySelector("mark").textContent,
        links: reading.querySelectorAll("a").length,
    };
}"""


def test_hostile_text_is_shown_as_text_and_never_runs(opened):
    with opened(hostile_graph(), title=HOSTILE[0]) as seen:
        assert seen.page.locator("h1").inner_text() == HOSTILE[0]
        shown = set()
        for i, payload in enumerate(HOSTILE):
            found = seen.page.evaluate(READ_ONE, [f"{payload} a{i}", i % 5 != 4])
            assert found["options"] >= 1
            assert found["mark"] == as_shown(payload)
            assert found["links"] == 0
            shown.add(found["quote"])
        assert shown == {as_shown(f"Before {payload} after") for payload in HOSTILE}
        seen.page.get_by_role("button", name="Table").click()
        assert seen.page.locator("#table tbody tr").count() == seen.state()["ties"]
        assert seen.page.evaluate("window.ran") is None
        assert seen.page.locator("#page :is(img, iframe, script, base, meta, link, math, style, body)").count() == 0
        assert "49" not in seen.page.locator("#facets").inner_text().split()
        assert seen.page.url.partition("#")[0].endswith("page.html")


@pytest.mark.parametrize(
    "url",
    ["javascript:window.ran=1", " javascript:window.ran=1", "data:text/html,x", "file:///etc/passwd", "//example.org", "ftp://example.org/",
     "blob:https://example.org/1", "x", "https://"],
)  # fmt: skip
def test_only_web_addresses_become_links(opened, make_statement, url):
    document = DocumentRef(id="d", title="The title", url=url)
    G = to_multigraph([make_statement("country:UKR", "accuses", "country:PRK", document=document)])
    with opened(G) as seen:
        seen.click("whereTie", "country:UKR", "accuses", "country:PRK")
        assert "The title" in seen.reading()
        assert seen.page.locator("#reading a").count() == 0


def test_policy_stops_what_would_slip_through(opened, korea):
    with opened(korea) as seen:
        # As if a string had been parsed as markup somewhere after all.
        seen.page.evaluate(
            """() => document.body.insertAdjacentHTML("beforeend",
                "<img src=https://example.org/x.png><img src=x onerror='window.ran=1'>")"""
        )
        seen.page.evaluate(NEXT_FRAME)
        assert seen.page.evaluate("window.ran") is None
        assert seen.requests == []
        assert any("Content Security Policy" in message for message in seen.messages)
        seen.messages.clear()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", ["W" * 500, "very long name " * 33 + "indeed"], ids=["one word", "words"])
def test_a_very_long_name_stays_in_its_line(opened, make_statement, make_actor, name, size):
    long = make_actor("group:long", name=name)
    camp = [long, make_actor("country:PRK"), make_actor("country:RUS")]
    statements = [make_statement(a, "aids", b, start=i) for i, (a, b) in enumerate(itertools.permutations(camp, 2))]
    statements.append(make_statement("country:USA", "condemns", long, factuality="alleged", start=9))
    with opened(to_multigraph(statements), size=size) as seen:
        one_line = 30
        names = seen.page.locator("#page :is(.name, .camp h3 bdi, .option bdi)", has_text=name[:400])
        heights = "(all) => all.map((one) => one.getBoundingClientRect().height)"
        assert names.count() >= 4
        assert max(names.evaluate_all(heights)) <= one_line

        def overflowing() -> list[str]:
            return seen.page.evaluate(
                """() => ["html", "#reading", "#filters", "#reading .ties"].filter((where) => {
                    const box = document.querySelector(where);
                    return box && box.scrollWidth > box.clientWidth;
                })"""
            )

        assert overflowing() == []
        seen.click("where", "country:PRK")
        assert overflowing() == []
        assert seen.page.locator("#reading .facts bdi").bounding_box()["height"] <= one_line
        row = seen.page.locator("#reading .ties").get_by_role("button", name=name, exact=True).first
        assert row.bounding_box()["height"] <= one_line
        row.click()
        assert seen.selected() == name
        assert overflowing() == []
        net = seen.page.locator("#net").bounding_box()
        labels = seen.state()["labels"]
        assert any(label["text"].endswith("…") for label in labels)
        assert all(label["right"] - label["left"] < net["width"] for label in labels)


def test_keys_can_skip_to_what_is_shown(opened, korea):
    with opened(korea) as seen:
        for view, stop in (("picture", "vis-network"), ("matrix", ""), ("table", "table")):
            seen.page.locator(f"#view-{view}").click()
            skip = seen.page.locator("#skip")
            skip.focus()
            assert skip.bounding_box()["width"] > 100
            assert skip.inner_text() == f"Skip to the {view}"
            skip.press("Enter")
            assert skip.bounding_box()["width"] == 1
            assert seen.page.evaluate(f"document.getElementById('{view}').contains(document.activeElement)")
            assert stop in seen.page.evaluate("document.activeElement.className")


def test_clusters_are_named_in_the_legend_too(opened, korea):
    with opened(korea) as seen:
        assert "Colour: cluster, hollow: none" in seen.page.locator("#legend-body").inner_text()
        named = seen.page.locator("#legend .cluster").all_inner_texts()
        assert named == seen.page.evaluate("stancegraph.data().levels[0].clusters")


def test_table_says_what_the_header_counts_and_it_has_not(opened, korea):
    with opened(korea) as seen:
        seen.page.locator("#view-table").click()
        assert "9 actors · 12 ties · 14 statements" in seen.page.locator("#counts").inner_text()
        assert "Not in it: 1 statement without a target." in seen.page.locator("caption").inner_text()


def test_an_empty_graph_says_so(opened):
    with opened(nx.MultiDiGraph()) as seen:
        assert seen.page.locator("#notice").inner_text().startswith("No actors")
        assert seen.page.locator("#counts").inner_text() == "0 actors · 0 ties · 0 statements"


def test_a_single_actor_says_so_and_keeps_its_statement(opened, make_statement):
    with opened(to_multigraph([make_statement("country:PRK", "denies")])) as seen:
        assert "A single actor" in seen.page.locator("#notice").inner_text()
        seen.click("where", "country:PRK")
        assert seen.page.locator("#reading blockquote").inner_text() == "One party denies the other."


def test_a_graph_without_statements_draws_and_says_which_file_has_them(opened, korea):
    G = korea.copy()
    G.graph.update(statements={}, untargeted=())
    with opened(G) as seen:
        assert seen.state()["ties"] == 12
        assert "statements (.jsonl)" in seen.reading()
        seen.click("whereTie", "country:KOR", "condemns", "country:PRK")
        assert "node-link .json" in seen.reading()


def test_a_bare_networkx_graph_draws(opened):
    G = nx.MultiDiGraph()
    G.add_edge("a", "b", key="likes", sign=1)
    G.add_edge("b", "b", key="doubts", sign=-1)
    with opened(G) as seen:
        assert seen.state()["ties"] == 2
        seen.click("whereTie", "b", "doubts", "b")
        assert "doubts" in seen.selected()


def test_merged_actors_show_who_it_was(opened, korea):
    with opened(rolled_up(korea)) as seen:
        seen.click("whereTie", "country:KOR", "accuses", "country:RUS")
        assert "Kim Hong-kyun accuses Georgy Zinoviev" in seen.reading()


def test_more_actors_than_hubs_are_drawn_and_can_be_clicked(opened, make_statement):
    pairs = ((i, i // 7) for i in range(1, 320))  # a tree, of which the clusters are soon found
    statements = [make_statement(f"group:g{i}", "supports", f"group:g{j}", start=i * 50) for i, j in pairs]
    G = to_multigraph(statements)
    with opened(G) as seen:
        assert seen.state()["actors"] == len(G) > 300
        data = seen.page.evaluate("stancegraph.data().levels[0].actors")
        least = min(zip(data["score"], data["id"], data["name"], strict=True))
        seen.click("where", least[1])
        assert seen.selected() == least[2]


def test_notebook_frame_runs_in_its_sandbox(chromium, tmp_path, korea):
    host = tmp_path / "notebook.html"
    host.write_text(f'<!doctype html><meta charset="windows-1252">{explore(korea)._repr_html_()}', encoding="utf-8")
    seen = Opened(chromium, DESKTOP, "light")
    try:
        seen.page.goto(host.as_uri())
        frame = seen.page.frame_locator("iframe")
        frame.locator("html[data-ready]").wait_for(state="attached")
        assert frame.locator("#counts").inner_text() == "9 actors · 12 ties · 14 statements"
        assert seen.requests == []
        assert seen.messages == []
    finally:
        seen.page.close()


def test_a_frame_that_is_hidden_at_first_is_drawn_once_it_shows(chromium, tmp_path, korea):
    host = tmp_path / "notebook.html"
    cell = explore(korea)._repr_html_()
    host.write_text(f'<!doctype html><meta charset="utf-8"><div style="display:none">{cell}</div>', encoding="utf-8")
    seen = Opened(chromium, DESKTOP, "light")
    try:
        seen.page.goto(host.as_uri())
        seen.page.evaluate("document.querySelector('iframe').loading = 'eager'")
        frame = seen.page.frame_locator("iframe")
        frame.locator("#counts").wait_for(state="attached")
        seen.page.evaluate("document.querySelector('div').style.display = ''")
        frame.locator("html[data-ready]").wait_for(state="attached")
        assert seen.messages == []
    finally:
        seen.page.close()
