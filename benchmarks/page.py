"""The interactive page beside a plain pyvis page of the same graph: ``python benchmarks/page.py``.

Networks are made up from a seed: three ties for each actor, four of five inside its community, actors chosen by a
Pareto law so that there are hubs, and under every tie one sentence, none like another. Both pages show the actors at
the same places, and are opened in turns in the same headless Chromium, which is refused everything that is not a
file. pyvis gets what suits it: straight lines, no physics, its lists filled directly, since `add_edge` is quadratic.

==========  ==========================================================================================================
ready       from navigation until the page says so (``data-ready``), for pyvis until the first frame is drawn and no
            long task follows within 1.5 s
settled     the same for both: the mark, or the end of the last long task after it
pan         wall time by frames drawn, while mouse moves are sent as fast as they are acknowledged; 17 ms is the floor
redraw      from the click on one stance until the picture without it is drawn on the canvas; pyvis has no such control,
            for it the refresh of a `DataView` of its edges stands in
filter      the same until the browser has put that frame on the screen; one frame, 17 ms, is the floor
==========  ==========================================================================================================

Frames count if something was drawn on a canvas in them: animation frames alone tick on while a page is stuck. A page
that opens on a part of its network is measured as it opens and with everything shown, and the latter is compared.
"""

from __future__ import annotations

import argparse
import bisect
import datetime as dt
import itertools
import platform
import random
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pyvis.network import Network

from stancegraph import explore
from stancegraph.codebook import load_codebook
from stancegraph.explorer.payload import payload
from stancegraph.graph import to_multigraph
from stancegraph.models import Actor, DocumentRef, Evidence, FoundBy, Kind, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import networkx as nx
    from playwright.sync_api import BrowserContext, Page, Route

NODES: Final = (500, 2_000, 10_000)
REPEATS: Final = 5
SEED: Final = 20

# What to expect, by the number of actors: ratios to pyvis (at least), megabytes and seconds (at most).
AIMS: Final[dict[str, dict[int, float]]] = {
    "ready": {500: 1, 2_000: 2.5, 10_000: 4},
    "pan": {2_000: 3, 10_000: 5},
    "redraw": {500: 5, 2_000: 10, 10_000: 20},
    "file": {500: 1.0, 2_000: 2.2, 10_000: 7},
    "python": {500: 0.3, 2_000: 0.8, 10_000: 3},
}

# --- networks ---------------------------------------------------------------------------------------------------------

TIES_PER_ACTOR: Final = 3
INSIDE: Final = 0.8  # share of ties within a community
FRIENDLY: Final = {True: 0.8, False: 0.3}  # share of ties within a community, and between two, that are not hostile
PARETO: Final = 1.6  # exponent of how often actors are chosen; the hub of 10,000 then has some 260 ties
SENTENCE: Final = 160  # characters, on average
SENTENCES_PER_DOCUMENT: Final = 8
OUTLETS: Final = ("The Harbour Dispatch", "Valley Courier", "Northern Wire", "Daily Ledger", "Evening Post")
DAY_ONE: Final = dt.date(2024, 1, 1)

# In the order of their frequency in news, roughly: the first words of the list are drawn most often, by Zipf's law.
# Made-up names are the rarer words, so that the sentences do not compress much better than those of articles.
WORDS: Final = """
the of to in and a on that for as with was at by it from is his has its be had but have an were not are this who they
will which been their after more he she would about when over two one against up out there other last we than also
into year government could most people some first no time new state between before country years told her three all
during can only president minister under if week while war police troops what officials since where forces him did
military party made because leaders so how group now such any many next court parliament security month report
foreign international called both national public talks city news day may including election political still
even being deal through border killed called several support law until another around power attack part used four
interior army members percent like early set former capital should opposition major economic trade days prime
million five rights house months down use meeting officials head long end local late vote among agreement oil
spokesman without decision put far peace within civilians make according held ministry well second old region already
council take statement reporters left plan based company workers case right defence general then countries sources
high since known area billion visit force again ceasefire charges residents given due ahead those crisis seen
television aid northern following union six pressure soldiers southern coast hours later asked reached process seven
effort human taken work campaign result return open weapons fire bank order question position tension help families
journalists remain town comment justice response lawmakers failed issue draft tariffs free change budget shelling
control move leaving summit claims need near despite conference energy proposal evidence evacuated villages leave
supplies market policy operation commission hospital protesters daily third special offer accused inquiry inspectors
harbour shortage grain convoy embassy ambassador refinery pipeline strike dispute hostages prisoners exchange demand
checkpoint warning drone missile airport bridge railway flood drought harvest inflation debt loan currency subsidy
referendum coalition cabinet mandate tribunal verdict appeal sentence amnesty asylum refugees shelter camp corridor
"""
STEMS: Final = "Al Bar Cor Dan El Far Gor Hal Ir Jar Kor Lor Mar Nor Or Par Quin Ros Sar Tor Ul Var Wes Yor Zan"
ENDINGS: Final = "a bek den ia ov land mark ney o ren sen stan ston ta ville vik"
FORMS: Final = ("Ministry", "Front", "Union", "Party", "Council", "Agency", "Alliance", "Movement", "Group", "Guard")


def made_up(n: int, *, seed: int = SEED) -> list[Statement]:
    """Return a statement for each tie of a network of `n` actors; the same for the same seed."""
    rng = random.Random(f"{seed} {n}")
    actors = _actors(n, rng)
    stances = list(load_codebook().stances.values())
    friendly = [stance for stance in stances if stance.sign >= 0]
    hostile = [stance for stance in stances if stance.sign < 0]
    reader = FoundBy(extractor="made up", version="1")
    sentences = _sentences(rng)
    statements: list[Statement] = []
    for number, (u, v, inside) in enumerate(_ties(n, rng)):
        stance = rng.choice(friendly if rng.random() < FRIENDLY[inside] else hostile)
        article, place = divmod(number, SENTENCES_PER_DOCUMENT)
        day = DAY_ONE + dt.timedelta(days=article % 366)
        outlet = OUTLETS[article % len(OUTLETS)]
        before, after = next(sentences)
        start = 2 * place * SENTENCE
        opening = f"{before} {actors[u].name} "
        quote = f"{opening}{stance.name} {actors[v].name} {after}"
        statements.append(
            Statement(  # type: ignore[call-arg]  # id and anchor are computed
                document=DocumentRef(
                    id=f"article-{article:05}",
                    title=f"{outlet}, dispatch {article}",
                    outlet=outlet,
                    url=f"https://example.org/{article}",
                    date=day,
                ),
                source=actors[u],
                stance=stance.name,
                target=actors[v],
                sign=stance.sign,
                intensity=stance.intensity,
                symmetric=stance.symmetric,
                date=day,
                confidence=round(rng.uniform(0.5, 1), 2),
                evidence=Evidence(
                    start=start,
                    end=start + len(quote),
                    quote=quote,
                    cue=Span(start=start + len(opening), end=start + len(opening) + len(stance.name)),
                    found_by=reader,
                ),
            )
        )
    return statements


def _actors(n: int, rng: random.Random) -> list[Actor]:
    names = [a + b for a, b in itertools.product(STEMS.split(), ENDINGS.split())]
    actors = []
    for i in range(n):
        name, kind = f"{names[i % len(names)]} {rng.choice(names)}", rng.choice(list(Kind))
        if kind in {Kind.ORGANISATION, Kind.GROUP}:
            name += f" {rng.choice(FORMS)}"
        if i >= len(names):
            name += f" {i // len(names)}"
        actors.append(Actor(id=f"{kind}:{i:05}", name=name, kind=kind))
    return actors


def _ties(n: int, rng: random.Random) -> Iterator[tuple[int, int, bool]]:
    """Yield source, target and whether they are of one community, no pair twice in the same direction."""
    communities = round(n**0.5 / 2)
    fame = [rng.paretovariate(PARETO) for _ in range(n)]
    fields = [range(community, n, communities) for community in range(communities)]
    sums = [list(itertools.accumulate(fame[i] for i in field)) for field in fields]
    of_all = list(itertools.accumulate(fame))
    seen: set[tuple[int, int]] = set()
    while len(seen) < TIES_PER_ACTOR * n:
        # Everybody has a tie of its own, the rest are had by the famous.
        u = len(seen) if len(seen) < n else bisect.bisect(of_all, rng.random() * of_all[-1])
        field, total = fields[u % communities], sums[u % communities]
        if rng.random() < INSIDE:
            v = field[bisect.bisect(total, rng.random() * total[-1])]
        else:
            v = bisect.bisect(of_all, rng.random() * of_all[-1])
        if u != v and (u, v) not in seen:
            seen.add((u, v))
            yield u, v, u % communities == v % communities


def _sentences(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield what stands before and after the tie in sentences, none of them twice."""
    words = WORDS.split() + [a + b for a, b in itertools.product(STEMS.split(), ENDINGS.split())]
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))  # Mandelbrot's constant
    seen = set()
    while True:
        # The names and the stance between take about fifty characters.
        length = max(40, round(rng.gauss(SENTENCE - 50, 35)))
        drawn: list[str] = []
        while sum(map(len, drawn)) + len(drawn) < length:
            drawn += rng.choices(words, cum_weights=weights, k=2)
        cut = rng.randint(1, len(drawn) // 2)
        opening, end = " ".join(drawn[:cut]), " ".join(drawn[cut:])
        sentence = opening[0].upper() + opening[1:], f"{end}."
        if sentence not in seen:
            seen.add(sentence)
            yield sentence


def pyvis_page(G: nx.MultiDiGraph[str]) -> str:
    """Return the plain pyvis page of a graph: no physics, straight lines, actors where our page puts them."""
    actors = payload(G, title="")["levels"][0]["actors"]
    at = {id_: (x, y) for id_, x, y in zip(actors["id"], actors["x"], actors["y"], strict=True)}
    host = Network(directed=True, cdn_resources="in_line", height="780px", width="100%")
    host.nodes = [
        {"id": id_, "label": data["name"], "shape": "dot", "size": 10, "x": at[id_][0], "y": at[id_][1]}
        for id_, data in G.nodes(data=True)
    ]
    colours = {1: "#2a7", -1: "#c33", 0: "#888"}
    host.edges = [
        {"from": u, "to": v, "arrows": "to", "color": colours[data["sign"]], "stance": stance}
        for u, v, stance, data in G.edges(keys=True, data=True)
    ]
    host.options = {"physics": {"enabled": False}, "edges": {"smooth": False}}
    return str(host.generate_html())


# --- browser ----------------------------------------------------------------------------------------------------------

FLAGS: Final = (
    "--no-sandbox",  # containers run as root, where Chromium's own sandbox cannot start
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)
SIZE: Final = {"width": 1280, "height": 800}
SILENCE: Final = 1_500  # ms without a long task after which a page counts as settled
PATIENCE: Final = 180_000  # ms
PANNING: Final = 2.5  # seconds of mouse moves
CLICKS: Final = 5  # on the filter, of which the median counts

# Runs before the scripts of the page. Notes frames in which something was drawn on a canvas of the document.
WATCH: Final = """
window.bench = { frames: 0, first: null, marked: null, busyUntil: 0, waiting: null };
(() => {
  let inFrame = false;
  let last = -1;
  const channel = new MessageChannel();
  const calls = [];
  channel.port1.onmessage = () => calls.shift()();
  const soon = (call) => (calls.push(call), channel.port2.postMessage(0));
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    request((now) => {
      inFrame = true;
      try { callback(now); } finally { inFrame = false; }
    });
  // What is drawn in a frame is on the screen when the next task begins: painting belongs to the task of the frame.
  const painted = (call) => (inFrame ? soon(call) : request(() => soon(call)));
  const drawn = () => {
    const frame = document.timeline.currentTime;
    if (frame !== last) {
      last = frame;
      bench.frames++;
    }
    if (bench.first === null) {
      bench.first = Infinity;
      painted(() => (bench.first = performance.now()));
    }
    if (bench.waiting) {
      const { resolve, since } = bench.waiting;
      bench.waiting = null;
      let drawing = 0;
      // The script that draws ends before microtasks run.
      queueMicrotask(() => (drawing = performance.now() - since));
      painted(() => resolve([drawing, performance.now() - since]));
    }
  };
  for (const name of ["clearRect", "drawImage", "fill", "stroke", "putImageData"]) {
    const original = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...given) {
      if (this.canvas.isConnected) drawn();
      return original.apply(this, given);
    };
  }
  bench.redrawn = (act) =>
    new Promise((resolve) => {
      bench.waiting = { resolve, since: performance.now() };
      act();
    });
  bench.tasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      bench.tasks.push([Math.round(startTime), Math.round(duration)]);
      bench.busyUntil = Math.max(bench.busyUntil, startTime + duration);
    }
  }).observe({ type: "longtask", buffered: true });
  new MutationObserver(() => {
    if (document.documentElement?.dataset.ready && bench.marked === null) bench.marked = performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-ready"] });
})();
"""
SETTLED: Final = f"""
() => {{
  const mark = Math.max(bench.marked ?? 0, bench.first ?? Infinity, bench.busyUntil);
  return performance.now() > mark + {SILENCE};
}}
"""
# The first stance by name that both pages hold; a click switches it off, another one on.
OURS_TOGGLE: Final = """
() => bench.redrawn(() => document.querySelector("#facets label.option.indented input").click())
"""
PYVIS_PREPARE: Final = """
async (stance) => {
  bench.off = false;
  bench.view = new vis.DataView(edges, { filter: (edge) => !bench.off || edge.stance !== stance });
  await bench.redrawn(() => network.setData({ nodes, edges: bench.view }));
}
"""
PYVIS_TOGGLE: Final = """
() => bench.redrawn(() => {
  bench.off = !bench.off;
  bench.view.refresh();
})
"""
SHOW_ALL: Final = """
async () => {
  const button = document.getElementById("show-all");
  const shown = window.stancegraph?.showAll;
  if (typeof shown !== "function" && !(button && button.offsetParent)) return false;
  await bench.redrawn(() => (typeof shown === "function" ? shown() : button.click()));
  return true;
}
"""


@dataclass(frozen=True)
class Timing:
    """Milliseconds that one page took."""

    ready: float
    settled: float
    pan: float
    redraw: float
    filter: float
    heap: float  # megabytes


class Opened:
    """A page in the browser, cut off from every network."""

    def __init__(self, context: BrowserContext, path: Path) -> None:
        self.page: Page = context.new_page()
        self.page.set_viewport_size({"width": SIZE["width"], "height": SIZE["height"]})
        self.page.add_init_script(WATCH)
        self.page.route("**/*", self._answer)
        self.page.goto(path.as_uri(), wait_until="commit")
        self.settle()

    def _answer(self, route: Route) -> None:
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            route.abort()

    def settle(self) -> None:
        """Wait until the page has drawn and nothing long runs in it."""
        self.page.wait_for_function(SETTLED, timeout=PATIENCE, polling=100)

    def number(self, script: str, given: Any = None) -> float:
        """Return the number that a script in the page gives."""
        return float(self.page.evaluate(script, given))

    def pan(self) -> float:
        """Return milliseconds a frame while the picture is dragged."""
        canvas = self.page.locator("canvas").first.bounding_box()
        assert canvas is not None
        # Near a corner, where no actor stands that would be dragged in place of the picture.
        x, y = canvas["x"] + 12, canvas["y"] + 12
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        for step in range(1, 6):
            self.page.mouse.move(x + 2 * step, y)
        frames, since = self.number("bench.frames"), time.perf_counter()
        for step in itertools.count():
            self.page.mouse.move(x + 10 + step % 60, y + step % 40)
            if step >= 10 and time.perf_counter() - since > PANNING:
                break
        frames = self.number("bench.frames") - frames
        took = time.perf_counter() - since
        self.page.mouse.up()
        return 1000 * took / max(frames, 1)

    def toggled(self, script: str) -> tuple[float, float]:
        """Return the medians of milliseconds until a picture without a stance is drawn, and is on the screen."""
        times = []
        for _ in range(CLICKS):
            times.append(self.page.evaluate(script))
            self.page.wait_for_timeout(150)
            self.page.evaluate(script)
            self.page.wait_for_timeout(150)
        drawn, shown = zip(*times, strict=True)
        return statistics.median(drawn), statistics.median(shown)

    def heap(self) -> float:
        """Return the megabytes of the heap after a collection."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("HeapProfiler.collectGarbage")
        used = session.send("Runtime.getHeapUsage")["usedSize"]
        session.detach()
        return float(used) / 1e6


def time_ours(context: BrowserContext, path: Path) -> tuple[Timing, Timing | None]:
    """Return the times of our page as it opens and, if that is a part, with everything shown."""
    opened = Opened(context, path)
    ready, busy = opened.number("bench.marked"), opened.number("bench.busyUntil")

    def timed() -> Timing:
        return Timing(ready, max(ready, busy), opened.pan(), *opened.toggled(OURS_TOGGLE), opened.heap())

    first, whole = timed(), None
    if opened.page.evaluate(SHOW_ALL):
        opened.settle()
        whole = timed()
    opened.page.close()
    return first, whole


def time_pyvis(context: BrowserContext, path: Path, stance: str) -> Timing:
    """Return the times of the pyvis page."""
    opened = Opened(context, path)
    ready = opened.number("Math.max(bench.first, bench.busyUntil)")
    pan, heap = opened.pan(), opened.heap()
    opened.page.evaluate(PYVIS_PREPARE, stance)
    opened.settle()
    timing = Timing(ready, ready, pan, *opened.toggled(PYVIS_TOGGLE), heap)
    opened.page.close()
    return timing


# --- report -----------------------------------------------------------------------------------------------------------


def verdict(value: float, aim: float | None, *, at_least: bool) -> str:
    """Return the aim beside a value, and whether it is met."""
    if aim is None:
        return ""
    met = value >= aim if at_least else value <= aim
    return f"aim {'>=' if at_least else '<='} {aim:g}  {'met' if met else 'MISSED'}"


def report_python(G: nx.MultiDiGraph[str], path: Path, repeats: int) -> None:
    """Print how long Python needs for the page, and how large it is."""
    n, times = len(G), []
    for _ in range(repeats):
        before = time.perf_counter()
        explore(G).write(path)
        times.append(time.perf_counter() - before)
    took, size = statistics.median(times), path.stat().st_size / 1e6
    print(f"  explore + write {took:8.2f} s    {verdict(took, AIMS['python'].get(n), at_least=False)}")
    print(f"  file            {size:8.2f} MB   {verdict(size, AIMS['file'].get(n), at_least=False)}")


def report_browser(G: nx.MultiDiGraph[str], path: Path, repeats: int) -> None:
    """Print how long the browser needs for our page and for the one of pyvis."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - `--only python` does without

    n = len(G)
    plain = path.with_name("pyvis.html")
    plain.write_text(pyvis_page(G), encoding="utf-8")
    # The first stance among the filters, which are in the order of hostile, friendly, neutral and then of names.
    _, stance = min((-1 if data["sign"] < 0 else 1, key) for _, _, key, data in G.edges(keys=True, data=True))
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            path.parent / "profile", executable_path=_chromium(), headless=True, args=list(FLAGS)
        )
        for each in (path, plain):  # once unmeasured, so that no page pays for the start of the browser
            Opened(context, each).page.close()
        # In turns, so that whatever else the machine does falls on both.
        runs = [(*time_ours(context, path), time_pyvis(context, plain, stance)) for _ in range(repeats)]
        context.close()
    print(f"  {'':<10}{'pyvis':>9}{'ours':>9}{'all shown':>11}{'ratio':>8}")
    for name in ("ready", "settled", "pan", "redraw", "filter", "heap"):
        theirs = [getattr(run[2], name) for run in runs]
        ours = [getattr(run[0], name) for run in runs]
        whole = [getattr(run[1], name) for run in runs if run[1] is not None and name not in {"ready", "settled"}]
        ratio = statistics.median(a / b for a, b in zip(theirs, whole or ours, strict=True))
        shown = f"{statistics.median(whole):11.1f}" if whole else f"{'':>11}"
        print(
            f"  {name:<8}{_unit(name)}{statistics.median(theirs):9.1f}{statistics.median(ours):9.1f}{shown}{ratio:8.1f}"
            f"    {verdict(ratio, AIMS.get(name, {}).get(n), at_least=True)}"
        )


def _unit(name: str) -> str:
    return "MB" if name == "heap" else "ms"


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    raise SystemExit("no chromium on the PATH")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the table with its aims."""
    parser = argparse.ArgumentParser(description="The interactive page beside a plain pyvis page of the same graph.")
    parser.add_argument("--nodes", type=int, nargs="+", default=NODES, help="sizes of the networks")
    parser.add_argument("--repeat", type=int, default=REPEATS, help="measurements of each, of which the median counts")
    parser.add_argument("--only", choices=("python", "browser"), help="leave the other half out")
    given = parser.parse_args(arguments)
    print(f"Python {platform.python_version()}, {platform.machine()}, median of {given.repeat}")
    explore(to_multigraph(made_up(20)))  # once unmeasured: modules, the codebook and scipy's transforms are loaded
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        for n in given.nodes:
            G = to_multigraph(made_up(n))
            print(f"\n{len(G):,} actors, {G.number_of_edges():,} ties")
            if given.only == "browser":
                explore(G).write(path)
            else:
                report_python(G, path, given.repeat)
            if given.only != "python":
                report_browser(G, path, given.repeat)


if __name__ == "__main__":
    main()
