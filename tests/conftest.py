"""Factories that the tests of every module share; session-wide, so that Hypothesis may use them too."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import DESKTOP, FLAGS, Opened
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from stancegraph.cli import app
from stancegraph.explorer import Page, explore
from stancegraph.graph import to_multigraph
from stancegraph.models import Actor, DocumentRef, Evidence, FoundBy, Kind, Span, Statement
from stancegraph.reading import write_statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import networkx as nx
    from click.testing import Result
    from playwright.sync_api import BrowserContext

# The same examples in every run; the first text drawn builds tables of Unicode, which is slow but no fault of a test.
# `make test-all` draws more: --hypothesis-profile=thorough.
settings.register_profile("thorough", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("thorough"), max_examples=40)
settings.load_profile("quick")

# Enough of the codebook to build graphs by hand, without reading it: sign, symmetric, intensity.
STANCES: dict[str, tuple[int, bool, float]] = {
    "accuses": (-1, False, -2.0),
    "condemns": (-1, False, -2.0),
    "denies": (-1, False, -1.0),
    "demands": (-1, False, -3.0),
    "urges": (0, False, 0.0),
    "attacks": (-1, False, -10.0),
    "consults": (0, True, 1.0),
    "supports": (1, False, 4.0),
    "agrees": (1, True, 4.5),
    "cooperates": (1, True, 5.0),
    "aids": (1, False, 7.0),
}
NAMES = {
    "country:KOR": "South Korea",
    "country:PRK": "North Korea",
    "country:RUS": "Russia",
    "country:UKR": "Ukraine",
    "country:USA": "United States",
    "organisation:nato": "NATO",
}


def _actor(actor: str | Actor, **fields: Any) -> Actor:
    if isinstance(actor, Actor):
        return actor
    prefix, _, rest = actor.partition(":")
    kind = Kind(prefix)
    country = rest if kind is Kind.COUNTRY else rest[:3].upper() if "/" in rest else None
    name = NAMES.get(actor, rest.rpartition("/")[2].replace("-", " ").title())
    return Actor(**{"id": actor, "name": name, "kind": kind, "country": country} | fields)


def _statement(
    source: str | Actor,
    stance: str,
    target: str | Actor | None = None,
    *,
    document: str | DocumentRef = "doc-1",
    start: int = 0,
    date: str | dt.date | None = None,
    outlet: str | None = None,
    **fields: Any,
) -> Statement:
    day = dt.date.fromisoformat(date) if isinstance(date, str) else date
    sign, symmetric, intensity = STANCES.get(stance, (0, False, 0.0))
    before, cue, after = "One party ", stance, " the other."
    quote = before + cue + after
    trigger = Span(start=start + len(before), end=start + len(before + cue))
    return Statement(
        **{
            "document": document
            if isinstance(document, DocumentRef)
            else DocumentRef(id=document, title=f"Title of {document}", outlet=outlet, date=day),
            "source": _actor(source),
            "stance": stance,
            "target": None if target is None else _actor(target),
            "sign": sign,
            "symmetric": symmetric,
            "intensity": intensity,
            "date": day,
            "date_basis": None if day is None else "publication",
            "evidence": Evidence(
                start=start,
                end=start + len(quote),
                quote=quote,
                cue=trigger,
                found_by=FoundBy(extractor="by-hand", version="1"),
            ),
        }
        | fields
    )


@pytest.fixture(scope="session")
def make_actor() -> Callable[..., Actor]:
    """``make_actor("official:kor/kim-hong-kyun", role=…)``: kind, name and country follow from the id."""
    return _actor


@pytest.fixture(scope="session")
def make_statement() -> Callable[..., Statement]:
    """``make_statement("country:UKR", "accuses", "country:PRK", document="doc-1", start=0, date="2024-10-18")``.

    Actors by id or as records; sign, symmetry and intensity follow from the stance; ids differ when document,
    start, actors or stance do; any other field of a statement by keyword.
    """
    return _statement


@pytest.fixture(scope="session")
def troops(make_statement: Callable[..., Statement]) -> list[Statement]:
    """A small case with two clusters, a mixed pair, an alleged, a planned and a denied tie, and a denial at nobody."""
    prk, kor, rus, ukr, usa = (f"country:{code}" for code in ("PRK", "KOR", "RUS", "UKR", "USA"))
    ukrainian = _actor(ukr)
    return [
        make_statement(ukr, "accuses", prk, document="a", start=0, date="2024-10-14", outlet="Daily Example"),
        make_statement(prk, "aids", rus, document="a", start=0, date="2024-10-14", outlet="Daily Example",
                       factuality="alleged", attributed_to=ukrainian),
        make_statement(rus, "denies", ukr, document="a", start=90, date="2024-10-14", outlet="Daily Example"),
        make_statement(kor, "condemns", prk, document="b", start=0, date="2024-10-18", outlet="Weekly Sample"),
        make_statement(kor, "condemns", prk, document="b", start=200, date="2024-10-19", outlet="Weekly Sample"),
        make_statement(kor, "condemns", rus, document="b", start=90, date="2024-10-18", outlet="Weekly Sample"),
        make_statement(usa, "supports", ukr, document="b", start=300, date="2024-10-20", outlet="Weekly Sample"),
        make_statement(usa, "cooperates", kor, document="b", start=400, date="2024-10-20", outlet="Weekly Sample"),
        make_statement(kor, "aids", ukr, document="b", start=500, date="2024-10-21", outlet="Weekly Sample",
                       factuality="planned"),
        make_statement(rus, "attacks", ukr, document="c", start=0, date="2024-11-02"),
        make_statement(ukr, "attacks", rus, document="c", start=90, date="2024-11-02"),
        make_statement(prk, "attacks", kor, document="c", start=200, factuality="denied"),
        make_statement(prk, "denies", document="c", start=300),
        make_statement("official:usa/jane-doe", "consults", kor, document="c", start=400),
        make_statement("organisation:nato", "supports", ukr, document="c", start=500),
        make_statement("organisation:nato", "condemns", ukr, document="c", start=600),
    ]  # fmt: skip


ACTORS = ("country:KOR", "country:PRK", "official:kor/kim", "official:prk/choe", "organisation:nato", "group:rebels")
# What has broken writers of XML, CSV, HTML and spreadsheets before.
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "a;b|c,d",
    'say "no"',
    "tab\tline\nend",
    "\x07bell",
    "\ufffe",
    "'",
)


@st.composite
def _statement_lists(
    draw: st.DrawFn, max_size: int = 12, texts: st.SearchStrategy[str] | None = None
) -> list[Statement]:
    names = (st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=8)) if texts is None else texts
    dates = st.none() | st.dates(dt.date(2024, 1, 1), dt.date(2024, 1, 9))
    made: dict[str, Statement] = {}
    for index in range(draw(st.integers(0, max_size))):
        source, target = (
            _actor(
                id_, name=draw(names), role=draw(st.none() | names), aliases=tuple(draw(st.lists(names, max_size=2)))
            )
            for id_ in (draw(st.sampled_from(ACTORS)), draw(st.sampled_from(ACTORS)))
        )
        originals = [None, *(id_ for id_, statement in made.items() if statement.copy_of is None)]
        statement = _statement(
            source,
            draw(st.sampled_from(sorted(STANCES))),
            draw(st.sampled_from([target, target, target, None])),
            document=f"doc-{draw(st.integers(1, 3))}",
            start=50 * index,
            date=draw(dates),
            outlet=draw(st.none() | names),
            factuality=draw(st.sampled_from(["asserted", "alleged", "planned", "denied"])),
            confidence=draw(st.floats(0, 1)),
            copy_of=draw(st.sampled_from(originals)),
        )
        made[statement.id] = statement
    return list(made.values())


@pytest.fixture(scope="session")
def statement_lists() -> Callable[..., st.SearchStrategy[list[Statement]]]:
    """A Hypothesis strategy of lists of statements: ``data.draw(statement_lists(max_size=12))``."""
    return _statement_lists


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of signed networks with known answers; the test skips where it is not beside the repository."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "reference" / "signed"
    if not folder.is_dir():
        pytest.skip("needs the reference networks beside the repository")
    return folder


@pytest.fixture(scope="session")
def dna_sample() -> Path:
    """The sample database of Discourse Network Analyzer; the test skips where it is not beside the repository."""
    path = Path(__file__).resolve().parents[2] / "shared" / "reference" / "events" / "dna_sample.dna"
    if not path.is_file():
        pytest.skip("needs DNA's sample database beside the repository")
    return path


# ---- the command line -------------------------------------------------------------------------------------------

HOSTILE = "=cmd|'/C calc'!A1 [bold red]x[/] \x1b]0;owned\x07\x1b[31m\u202e\nline"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Run the command line in a folder of its own: ``run("info", path)``."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: Any, given: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)

    return call


@pytest.fixture
def case(tmp_path: Path, troops: list[Statement]) -> Path:
    """The fixture case as a file of statements."""
    path = tmp_path / "case.jsonl"
    write_statements(troops, path)
    return path


@pytest.fixture
def hostile(tmp_path: Path, make_statement: Callable[..., Statement]) -> Path:
    """A statement whose names would be markup, formulas and escape sequences if anything took them for such."""
    actor = Actor(id="group:x", name=HOSTILE, kind="group", role="[/]", aliases=("+1", "[link=http://x]"))
    document = DocumentRef(id="[d]\x1b", title="@SUM(A1)", outlet=HOSTILE)
    path = tmp_path / "hostile.jsonl"
    write_statements([make_statement(actor, "condemns", "country:RUS", document=document)], path)
    return path


# ---- pages in Chromium ------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    required = os.environ.get("STANCEGRAPH_REQUIRE_BROWSER") == "1"
    if path is None:
        if required:
            pytest.fail("STANCEGRAPH_REQUIRE_BROWSER=1, and there is no chromium on the PATH")
        pytest.skip("needs chromium on the PATH")
    if not required:
        pytest.importorskip("playwright.sync_api")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"), executable_path=path, headless=True, args=FLAGS
        )
        yield context
        context.close()


@lru_cache(maxsize=8)
def made(G: nx.MultiDiGraph, title: str | None) -> Page:
    """The page of a graph, made once for all tests that open it; no test changes a graph that it has opened."""
    return explore(G, title=title)


@pytest.fixture
def opened(chromium, tmp_path):
    """``with opened(G, ...) as page``; leaving it asserts that the page was silent and asked for nothing."""

    @contextmanager
    def opening(
        G: nx.MultiDiGraph, *, size: dict[str, int] = DESKTOP, scheme: str = "light", title: str | None = None
    ) -> Iterator[Opened]:
        path = tmp_path / "page.html"
        made(G, title).write(path)
        seen = Opened(chromium, size, scheme)
        try:
            seen.page.goto(path.as_uri())
            seen.page.wait_for_selector("html[data-ready]", state="attached")
            seen.settle()
            yield seen
            assert seen.requests == []
            assert seen.messages == []
        finally:
            seen.page.close()

    return opening


@pytest.fixture(scope="session")
def korea(make_statement, make_actor) -> nx.MultiDiGraph:
    """Two camps, an alleged tie, two parallel ones, a denial at nobody, an envoy with aliases."""
    envoy = make_actor("official:rus/georgy-zinoviev", name="Georgy Zinoviev", aliases=("Zinovyev",), role="ambassador")
    kim = make_actor("official:kor/kim-hong-kyun", name="Kim Hong-kyun", role="Vice Foreign Minister")
    kor, prk, rus, usa, ukr = (f"country:{code}" for code in ("KOR", "PRK", "RUS", "USA", "UKR"))
    paper = DocumentRef(
        id="harbour",
        title="Envoy called in",
        outlet="Harbour Times",
        url="https://example.org/1",
        date=dt.date(2024, 10, 21),
    )
    return to_multigraph(
        [
            make_statement(kim, "accuses", envoy, document=paper, start=0, date="2024-10-21"),
            make_statement(envoy, "denies", kim, document=paper, start=50, date="2024-10-21"),
            make_statement(
                prk, "aids", rus, document=paper, start=100, factuality="alleged", attributed_to=make_actor(kor)
            ),
            make_statement(prk, "cooperates", rus, document=paper, start=150, date="2024-10-21"),
            make_statement(kor, "condemns", prk, document="b", start=0, date="2024-10-18", outlet="Northern Ledger"),
            make_statement(kor, "condemns", prk, document="b", start=50, date="2024-10-22", outlet="Northern Ledger"),
            make_statement(kim, "supports", kor, document="b", start=100),
            make_statement(envoy, "supports", rus, document="b", start=150),
            make_statement(usa, "supports", kor, document="b", start=200),
            make_statement(usa, "aids", ukr, document="b", start=250),
            make_statement(rus, "attacks", ukr, document="b", start=300),
            make_statement(prk, "denies", document="b", start=350),
            make_statement("organisation:nato", "consults", kor, document="b", start=400),
            make_statement("group:residents", "urges", prk, document="b", start=450),
        ]
    )
