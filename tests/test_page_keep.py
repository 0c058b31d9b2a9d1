"""What can be kept of the page in a real Chromium: link, pictures, tables, graph, print; and who can read it."""

from __future__ import annotations

import base64
import csv
import io
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import DESKTOP, NEXT_FRAME, PHONE, Opened
from test_page_safety import HOSTILE, hostile_graph

from stancegraph.explorer import explore
from stancegraph.exporting import read_graph
from stancegraph.exporting.tables import COLUMNS, FORMULA_STARTS
from stancegraph.graph import to_multigraph

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

NOT_TOLD = {"statements", "intensity"}  # attributes of a tie that the page does not know
SVG = "{http://www.w3.org/2000/svg}"


def kept(seen: Opened, label: str, folder: Path, *, frame: Any = None) -> Path:
    """Save through the menu; return the file."""
    where = frame or seen.page
    where.locator("#save").click()
    with seen.page.expect_download() as download:
        where.get_by_role("menuitem", name=label).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def words(path: Path) -> list[str]:
    """All that is written in an SVG."""
    return [element.text or "" for element in ET.parse(path).getroot().iter(f"{SVG}text")]


# ---- the menu ----------------------------------------------------------------------------------------------


def test_menu_is_walked_with_arrows_and_gives_the_focus_back(opened, korea):
    with opened(korea) as seen:
        button = seen.page.get_by_role("button", name="Save")
        menu = seen.page.locator("#save-menu")
        focused = seen.page.locator("#save-menu :focus span")
        assert menu.is_hidden()
        assert menu.locator("*").count() == 0
        button.press("ArrowDown")
        assert button.get_attribute("aria-expanded") == "true"
        assert focused.inner_text() == "Copy link"
        seen.page.keyboard.press("ArrowDown")
        assert focused.inner_text() == "Picture as PNG"
        for _ in range(2):
            seen.page.keyboard.press("ArrowUp")
        assert focused.inner_text() == seen.page.get_by_role("menuitem").last.locator("span").inner_text()
        seen.page.keyboard.press("Home")
        seen.page.keyboard.press("g")
        assert focused.inner_text() == "Graph as GEXF"
        seen.click("where", "country:PRK")  # a click elsewhere closes it
        assert menu.is_hidden()
        button.press("Enter")
        seen.page.keyboard.press("Escape")
        assert menu.is_hidden()
        assert button.evaluate("(button) => button === document.activeElement")
        assert seen.state()["selected"] is not None  # Escape closed the menu only


def test_menu_fits_the_phone(opened, korea):
    with opened(korea, size=PHONE) as seen:
        seen.page.get_by_role("button", name="Save").click()
        box = seen.page.locator("#save-menu").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        assert box["y"] + box["height"] <= PHONE["height"]
        assert all(item["height"] >= 44 for item in map(_box, seen.page.get_by_role("menuitem").all()))
        assert seen.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def _box(item: Any) -> dict[str, float]:
    return item.bounding_box()


def test_copied_link_opens_the_same_state(opened, korea, chromium):
    with opened(korea) as seen:
        chromium.grant_permissions(["clipboard-read", "clipboard-write"])
        seen.page.locator("#facets").get_by_label("Hostile").uncheck()
        seen.click("where", "country:PRK")
        seen.page.locator("#save").click()
        seen.page.get_by_role("menuitem", name="Copy link").click()
        seen.page.locator("#saved:visible").wait_for()
        assert seen.page.locator("#saved").inner_text() == "Link copied"
        link = seen.page.evaluate("navigator.clipboard.readText()")
        assert link.startswith("file:")
        before = seen.state()
        seen.page.goto("about:blank")
        seen.page.goto(link)
        seen.page.wait_for_selector("html[data-ready]", state="attached")
        after = seen.state()
        assert after["selected"] == before["selected"]
        assert after["ties"] == before["ties"] == 8


def test_link_is_copied_without_the_right_to_the_clipboard(opened, korea):
    with opened(korea) as seen:
        seen.page.evaluate("() => { navigator.clipboard.writeText = async () => { throw new Error('no'); }; }")
        seen.page.locator("#save").click()
        seen.page.get_by_role("menuitem", name="Copy link").click()
        seen.page.locator("#saved:visible").wait_for()
        assert seen.page.locator("#saved").inner_text() == "Link copied"
        assert seen.page.locator("#save").evaluate("(button) => button === document.activeElement")


def test_files_are_named_after_the_title(opened, korea, tmp_path):
    with opened(korea, title="../Truppen: Ä/한국\\ <b> *?") as seen:
        assert kept(seen, "Ties as CSV", tmp_path).name == "Truppen-Ä-한국-b-ties.csv"
    with opened(korea, title="con") as seen:
        assert kept(seen, "Picture as SVG", tmp_path).name == "stancegraph.svg"


# ---- pictures ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "size", [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone", marks=pytest.mark.slow)]
)
def test_png_is_large_and_has_the_colours_of_the_theme(opened, korea, tmp_path, size):
    with opened(korea, size=size, scheme="dark") as seen:
        path = kept(seen, "Picture as PNG", tmp_path)
        data = path.read_bytes()
        assert data.startswith(b"\x89PNG")
        width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
        net = seen.page.locator("#net").bounding_box()
        assert width >= max(1600, 2 * net["width"])
        assert height / width > net["height"] / net["width"]  # title and legend besides
        corner, colours = seen.page.evaluate(
            """async (bytes) => {
                const data64 = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
                const bitmap = await createImageBitmap(new Blob([data64], { type: "image/png" }));
                const ctx = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
                ctx.drawImage(bitmap, 0, 0);
                const { data } = ctx.getImageData(0, 0, bitmap.width, bitmap.height);
                const seen = new Set();
                for (let i = 0; i < data.length; i += 4) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
                return [[...data.slice(0, 3)], [...seen]];
            }""",
            base64.b64encode(data).decode(),
        )
        assert corner == [0x14, 0x17, 0x1B]  # --canvas of the dark theme
        rgb = [tuple(colour.to_bytes(3)) for colour in colours]
        assert any(b > r + 80 for r, _, b in rgb)
        assert any(r > b + 80 for r, _, b in rgb)


def test_svg_holds_names_signs_counts_filters_and_legend(opened, korea, tmp_path):
    with opened(korea, title="Troops") as seen:
        seen.page.locator("#facets").get_by_label("Neutral").uncheck()
        seen.settle()  # the filter has reached the address
        seen.page.evaluate("location.hash = location.hash + '&since=2024-10-01'")
        seen.until("stancegraph.state().since === '2024-10-01'")
        before = seen.state()["labels"]
        path = kept(seen, "Picture as SVG", tmp_path)
        assert seen.state()["labels"] == before
        seen.settle()
        counts = seen.page.locator("#counts").inner_text()
        root = ET.parse(path).getroot()
        text = words(path)
        assert root.find(f"{SVG}title").text == "Troops"
        assert f"{counts}; without: Neutral; since 2024-10-01" in text
        assert {"Troops", "Hostile", "Friendly", "Countries"} <= set(text)
        assert {label["text"] for label in before} <= set(text)
        dashes = {path.get("stroke-dasharray") for path in root.iter(f"{SVG}path")}
        assert len(dashes) > 2
        assert not [element for element in root.iter() if element.tag in (f"{SVG}script", f"{SVG}foreignObject")]


def test_svg_names_do_not_overlap_and_it_opens_alone(opened, korea, tmp_path):
    with opened(korea, scheme="dark") as seen:
        path = kept(seen, "Picture as SVG", tmp_path)
        seen.page.goto(path.as_uri())
        boxes = seen.page.evaluate(
            """() => [...document.querySelectorAll("svg svg text")].map((text) => {
                const { x, y, width, height } = text.getBoundingClientRect();
                return [x, y + height * 0.2, x + width, y + height * 0.8, text.textContent];
            })"""
        )
        assert len(boxes) > 5
        for i, a in enumerate(boxes):
            for b in boxes[:i]:
                assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (a, b)


def test_pictures_are_made_from_the_table_too(opened, korea, tmp_path):
    with opened(korea) as seen:
        seen.page.locator("#view-table").click()
        path = kept(seen, "Picture as SVG", tmp_path)
        assert {"South Korea", "North Korea", "Russia", "Ukraine"} <= set(words(path))


# ---- tables and graph --------------------------------------------------------------------------------------


def test_csv_has_the_ties_shown_and_is_read_back(opened, korea, tmp_path):
    with opened(korea) as seen:
        seen.page.locator("#facets").get_by_label("Alleged").uncheck()
        path = kept(seen, "Ties as CSV", tmp_path)
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        listed = rows(path)
        assert len(listed) == seen.state()["ties"] == 11
        assert list(listed[0]) == [*(name for name in COLUMNS if name not in NOT_TOLD), "statements_shown"]
        condemned = next(row for row in listed if row["stance"] == "condemns")
        assert (condemned["source"], condemned["target_name"]) == ("country:KOR", "North Korea")
        assert (condemned["sign"], condemned["asserted"], condemned["first"], condemned["last"]) == (
            "-1", "2", "2024-10-18", "2024-10-22")  # fmt: skip
        edge = read_graph(path).edges["country:KOR", "country:PRK", "condemns"]
        for name in ("sign", "weight", "asserted", "alleged", "planned", "denied", "confidence", "first",
                     "last", "outlets", "symmetric"):  # fmt: skip
            assert edge[name] == korea.edges["country:KOR", "country:PRK", "condemns"][name]


def test_csv_counts_follow_the_filters(opened, korea, tmp_path):
    with opened(korea) as seen:
        seen.page.evaluate("location.hash = '#since=2024-10-20'")
        seen.until("stancegraph.state().since === '2024-10-20'")
        listed = rows(kept(seen, "Ties as CSV", tmp_path))
        condemned = next(row for row in listed if row["stance"] == "condemns" and row["source"] == "country:KOR")
        assert (condemned["weight"], condemned["first"]) == ("1", "2024-10-22")


def test_csv_of_statements_has_what_is_counted(opened, korea, tmp_path):
    with opened(korea) as seen:
        listed = rows(kept(seen, "Statements as CSV", tmp_path))
        assert len(listed) == seen.state()["statements"]
        aid = next(row for row in listed if row["stance"] == "aids" and row["factuality"] == "alleged")
        assert aid["attributed_to"] == "country:KOR"
        assert aid["quote"] == "One party aids the other."
        assert (aid["document"], aid["outlet"], aid["url"]) == ("harbour", "Harbour Times", "https://example.org/1")


def test_gexf_is_read_by_networkx_and_by_the_package(opened, korea, tmp_path):
    with opened(korea, title="Troops & <co>") as seen:
        seen.page.locator("#facets").get_by_label("Groups").uncheck()
        path = kept(seen, "Graph as GEXF", tmp_path)
        state = seen.state()
        G = nx.read_gexf(path)
        assert (G.number_of_nodes(), G.number_of_edges()) == (state["actors"], state["ties"])
        assert G.nodes["country:PRK"]["viz"]["color"].keys() >= {"r", "g", "b"}
        assert G.nodes["country:PRK"]["score"] > 0
        assert {data["label"] for *_, data in G.edges("country:KOR", data=True)} >= {"condemns"}
        H = read_graph(path)
        assert H.graph["title"] == "Troops & <co>"
        for u, v, stance in H.edges(keys=True):
            for name in set(korea.edges[u, v, stance]) - NOT_TOLD:
                assert H.edges[u, v, stance][name] == korea.edges[u, v, stance][name], (u, v, stance, name)
        for actor in H:
            for name in set(korea.nodes[actor]):
                assert H.nodes[actor][name] == korea.nodes[actor][name], (actor, name)


def test_a_graph_without_statements_is_kept_too(opened, tmp_path):
    G = nx.MultiDiGraph()
    G.add_edge("a", "b", key="likes", sign=1, weight=3)
    with opened(G) as seen:
        seen.page.locator("#save").click()
        assert seen.page.get_by_role("menuitem", name="Statements").get_attribute("aria-disabled") == "true"
        seen.page.keyboard.press("Escape")
        assert read_graph(kept(seen, "Ties as CSV", tmp_path)).edges["a", "b", "likes"]["weight"] == 3
        assert read_graph(kept(seen, "Graph as GEXF", tmp_path)).edges["a", "b", "likes"]["weight"] == 3


def test_thousands_of_ties_make_a_small_svg(opened, tmp_path):
    G = nx.gnm_random_graph(2500, 7500, seed=1, directed=True)
    G = nx.MultiDiGraph((f"n{u}", f"n{v}", "aids", {"sign": 1 if (u + v) % 3 else -1}) for u, v in G.edges)
    with opened(G) as seen:
        seen.page.evaluate("stancegraph.showAll()")
        path = kept(seen, "Picture as SVG", tmp_path)
        assert path.stat().st_size < 2_000_000
        assert sum(1 for _ in ET.parse(path).getroot().iter()) < 5_000  # ties of one look are one path


# ---- hostile texts -----------------------------------------------------------------------------------------


def xml_text(text: str) -> str:
    return re.sub("[^\t\n\r\x20-\x7e\xa0-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def test_hostile_texts_are_harmless_in_every_export(opened, tmp_path):
    assert len(HOSTILE) >= 60
    with opened(hostile_graph(), title=HOSTILE[1]) as seen:
        for label in ("Ties as CSV", "Statements as CSV"):
            path = kept(seen, label, tmp_path)
            listed = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
            assert len({len(row) for row in listed}) == 1
            for row in listed[1:]:
                for value in row:
                    assert not value.startswith(FORMULA_STARTS[:-1]) or value in ("-1", "-0")
        stances = {row["stance"].removeprefix("'") for row in rows(path)}
        assert {f"{payload}s" for payload in HOSTILE if not payload.startswith("'")} <= stances
        gexf = kept(seen, "Graph as GEXF", tmp_path)
        G = read_graph(gexf)
        names = {data["name"] for _, data in G.nodes(data=True)}
        assert {f"{payload} a{i}" for i, payload in enumerate(HOSTILE)} <= names
        svg = kept(seen, "Picture as SVG", tmp_path)
        assert any("<" in text for text in words(svg))
        assert ET.parse(svg).getroot().find(f"{SVG}title").text == xml_text(HOSTILE[1])
        kept(seen, "Picture as PNG", tmp_path)
        seen.page.goto(svg.as_uri())
        seen.page.evaluate(NEXT_FRAME)
        assert seen.page.evaluate("window.ran") is None
        assert seen.page.locator(":is(script, iframe, a, image, use, style, foreignObject)").count() == 0


# ---- accessibility -----------------------------------------------------------------------------------------


def show(seen: Opened, part: str, size: dict[str, int]) -> None:
    """Bring a part of the page to the front, after the one before it in `PARTS`."""
    if seen.state()["selected"] and part not in ("tie", "countries"):
        seen.page.keyboard.press("Escape")
    if part == "actor":
        seen.click("where", "country:PRK")
    elif part == "tie":
        seen.click("whereTie", "country:KOR", "condemns", "country:PRK")
    elif part in ("table", "matrix"):
        seen.page.locator(f"#view-{part}").click()
    elif part == "countries":
        seen.page.locator("#view-picture").click()
        seen.page.locator("#level-1").click()
        assert seen.state()["level"] == 1
    elif part == "filters" and size == PHONE:
        seen.page.locator("#filters-button").click()
    elif part == "filters":
        seen.page.locator("#facets").get_by_label("Neutral").uncheck()
    elif part == "menu":
        if size == PHONE:
            seen.page.locator("#filters-done").click()
        seen.page.locator("#save").click()
        assert seen.page.get_by_role("menu").is_visible()


PARTS = ["overview", "actor", "tie", "table", "matrix", "countries", "filters", "menu"]


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        pytest.param(DESKTOP, "light", id="desktop-light"),
        pytest.param(DESKTOP, "dark", id="desktop-dark", marks=pytest.mark.slow),
        pytest.param(PHONE, "light", id="phone-light", marks=pytest.mark.slow),
        pytest.param(PHONE, "dark", id="phone-dark"),
    ],
)
def test_no_fault_of_accessibility_is_found(opened, korea, size, scheme):
    faults = []
    with opened(korea, size=size, scheme=scheme) as seen:
        for part in PARTS:
            show(seen, part, size)
            found = Axe().run(seen.page)
            for violation in found.response["violations"]:
                nodes = [(n["html"][:160], n["failureSummary"][:400]) for n in violation["nodes"][:3]]
                faults.append((part, violation["id"], nodes))
    assert faults == []


def test_levels_are_changed_by_button_and_by_going_back(opened, korea):
    with opened(korea) as seen:
        before = seen.state()
        seen.page.locator("#level-1").click()
        assert seen.state()["actors"] < before["actors"]
        seen.page.go_back()
        seen.until("stancegraph.state().level === 0")
        assert seen.state()["ties"] == before["ties"]


# ---- notebooks ---------------------------------------------------------------------------------------------


# What VS Code lets the outputs of its notebooks do (backLayerWebView.ts); a frame in it inherits that.
VS_CODE = (
    "default-src 'none'; script-src https: 'unsafe-inline' 'unsafe-eval'; style-src https: 'unsafe-inline'; "
    "img-src https: http: data:; font-src https:; connect-src https:; child-src https: data:"
)
FRAMED = (
    '<iframe src="output.html" sandbox="allow-scripts allow-same-origin allow-downloads" width="1200" height="760">'
)


@pytest.mark.parametrize("kind", ["jupyter", "vs-code", "colab"])
def test_everything_is_kept_from_a_notebook_frame(chromium, tmp_path, korea, kind):
    policy = f'<meta http-equiv="Content-Security-Policy" content="{VS_CODE}">' if kind == "vs-code" else ""
    output = tmp_path / "output.html"
    output.write_text(f'<!doctype html><meta charset="utf-8">{policy}{explore(korea)._repr_html_()}', encoding="utf-8")
    host = tmp_path / "notebook.html"
    host.write_text(f"<!doctype html>{FRAMED}", encoding="utf-8")
    seen = Opened(chromium, DESKTOP, "dark")
    try:
        # In Colab each output stands in a frame of its own, elsewhere in the page.
        seen.page.goto((host if kind == "colab" else output).as_uri())
        around = seen.page.frame_locator("iframe") if kind == "colab" else seen.page
        frame = around.frame_locator("iframe")
        frame.locator("html[data-ready]").wait_for(state="attached")
        assert around.locator("iframe").bounding_box()["height"] == 720
        assert frame.locator("html").get_attribute("data-theme") == "dark"
        frame.locator("#theme").click()
        assert frame.locator("html").get_attribute("data-theme") == "light"
        frame.locator("#facets").get_by_label("Hostile").uncheck()
        frame.locator("#save").click()
        copying = frame.get_by_role("menuitem", name="Copy link")
        assert copying.get_attribute("aria-disabled") == "true"
        assert "no address" in copying.inner_text()
        seen.page.keyboard.press("Escape")
        for label in ("Picture as PNG", "Picture as SVG", "Ties as CSV", "Statements as CSV", "Graph as GEXF"):
            assert kept(seen, label, tmp_path, frame=frame).stat().st_size > 500
        assert seen.requests == []
        assert seen.messages == []
    finally:
        seen.page.close()


# ---- print -------------------------------------------------------------------------------------------------


def test_print_shows_the_picture_and_what_is_selected_on_white(opened, korea):
    with opened(korea, scheme="dark") as seen:
        seen.page.locator("#facets").get_by_label("Neutral").uncheck()
        seen.click("where", "country:PRK")
        camera = seen.page.evaluate("stancegraph.where('country:PRK')")
        seen.page.emulate_media(media="print")
        picture = seen.page.locator(".print-picture")
        picture.wait_for()
        assert seen.state()["theme"] == "light"
        assert "without: Neutral" in seen.page.locator(".print-words").inner_text()
        for gone in ("#filters", ".search", ".tools", ".zoom", ".close", ".fold"):
            assert not seen.page.locator(gone).first.is_visible()
        assert seen.page.locator("#reading blockquote:visible").count() >= 5
        assert seen.page.locator("#legend-body").is_visible()
        ground = picture.evaluate("(canvas) => [...canvas.getContext('2d').getImageData(2, 2, 1, 1).data]")
        assert ground == [250, 250, 248, 255]
        shapes = picture.evaluate("(canvas) => canvas.width / canvas.height")
        box = picture.bounding_box()
        assert box["width"] / box["height"] == pytest.approx(shapes, rel=0.01)
        seen.page.emulate_media(media="screen")
        picture.wait_for(state="detached")
        assert seen.state()["theme"] == "dark"
        assert seen.page.locator("#filters").is_visible()
        assert seen.page.evaluate("stancegraph.where('country:PRK')") == camera


def test_print_without_a_selection_has_the_overview(opened, korea, tmp_path):
    with opened(korea) as seen:
        path = tmp_path / "page.pdf"
        seen.page.pdf(path=path, format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", path.read_bytes())) <= 3
        assert seen.page.locator(".print-picture").count() == 0
        seen.page.emulate_media(media="print")
        seen.page.locator(".print-picture").wait_for()
        reading = seen.reading()
        assert "Clusters" in reading
        assert "Click an actor" not in reading
        assert not seen.page.locator("#reading .fold").first.is_visible()


def test_nothing_is_made_before_it_is_asked_for(opened, make_statement):
    with opened(to_multigraph([make_statement("country:UKR", "accuses", "country:PRK")])) as seen:
        assert seen.page.locator("#save-menu *").count() == 0
        assert seen.page.locator("canvas").count() == 1
