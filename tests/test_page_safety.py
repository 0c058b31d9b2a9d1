"""What could go wrong with a page in a real Chromium: hostile texts, long names, empty graphs, frames."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest
from browser import DESKTOP, NEXT_FRAME, PHONE, Opened

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


# The frame has a size when its script begins and none when its text has been read: a frame in a process of its own
# may lose its size for that moment. Each step waits for the one before.
LOSES_ITS_SIZE = """
if (window !== top) {
  const read = (event) => {
    event.stopImmediatePropagation();
    removeEventListener("DOMContentLoaded", read, true);
    addEventListener("resize", () => document.dispatchEvent(new Event("DOMContentLoaded")), { once: true });
    top.postMessage("read", "*");
  };
  addEventListener("DOMContentLoaded", read, true);
} else {
  addEventListener("message", () => {
    const { style } = document.querySelector("iframe");
    style.width = style.height = "0";
    setTimeout(() => (style.width = style.height = "700px"), 300);
  });
}
"""


def test_a_frame_that_loses_its_size_while_it_loads_is_drawn_for_the_one_it_gets(chromium, tmp_path, korea):
    host = tmp_path / "notebook.html"
    cell = explore(korea, height=700)._repr_html_().replace("width:100%", "width:700px")
    host.write_text(f'<!doctype html><meta charset="utf-8">{cell}', encoding="utf-8")
    places = []
    for script in ("", LOSES_ITS_SIZE):
        seen = Opened(chromium, DESKTOP, "light")
        seen.page.add_init_script(script)
        try:
            seen.page.goto(host.as_uri())
            seen.page.frame_locator("iframe").locator("html[data-ready]").wait_for(state="attached")
            frame = seen.page.frames[1]
            assert frame.evaluate("[innerWidth, innerHeight]") == [700, 700]
            places.append([frame.evaluate(f"stancegraph.where('country:{code}')") for code in ("PRK", "USA")])
            assert seen.messages == []
        finally:
            seen.page.close()
    assert places[0] == places[1]


# What a frame measures while the browser puts off laying it out: the window has its size, what stands in it has none.
PUTS_OFF_LAYOUT = """
let laidOut = window === top;
for (const side of ["clientWidth", "clientHeight"]) {
  const { get } = Object.getOwnPropertyDescriptor(Element.prototype, side);
  Object.defineProperty(Element.prototype, side, {
    get() {
      return laidOut || this === document.documentElement ? get.call(this) : 0;
    },
  });
}
window.ResizeObserver = class extends ResizeObserver {
  constructor(call) {
    super((...given) => {
      laidOut = true;
      call(...given);
    });
  }
};
"""


def test_a_frame_that_is_laid_out_late_is_drawn_once_it_is(chromium, tmp_path, korea):
    host = tmp_path / "notebook.html"
    host.write_text(f'<!doctype html><meta charset="utf-8">{explore(korea)._repr_html_()}', encoding="utf-8")
    seen = Opened(chromium, DESKTOP, "light")
    seen.page.add_init_script(PUTS_OFF_LAYOUT)
    try:
        seen.page.goto(host.as_uri())
        seen.page.frame_locator("iframe").locator("html[data-ready]").wait_for(state="attached")
        assert seen.page.frames[1].evaluate("stancegraph.where('country:PRK').x") > 0
        assert seen.messages == []
    finally:
        seen.page.close()
