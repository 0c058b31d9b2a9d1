"""What tests of the page share: how they work its views, and large graphs to show in them."""

from __future__ import annotations

import datetime as dt
import json
import random

import pytest
from browser import DESKTOP, PHONE

from stancegraph.graph import to_multigraph

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
MINUS, TIMES, TO = "\N{MINUS SIGN}", "\N{MULTIPLICATION SIGN}", "\N{EN DASH}"


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


def everything(seen):
    seen.settle()
    texts = [
        seen.page.locator(f"#{part}").inner_text()
        for part in ("reading", "counts", "scope", "table", "matrix", "period")
    ]
    return {name: value for name, value in seen.state().items() if name != "labels"}, texts, counts(seen)


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


def place(seen, share):
    box = seen.page.locator(".chart").bounding_box()
    return box["x"] + box["width"] * share, box["y"] + box["height"] / 2


def bars(seen):
    """The heights of the bars by sign and bin, relative to one another."""
    seen.settle()
    return seen.page.evaluate(
        """() => Object.fromEntries(["friendly", "hostile", "neutral"].map((sign) => [sign,
            [...document.querySelector(`#times .bars.${sign}`).getAttribute("d").matchAll(/v(-?[\\d.]+)/g)]
                .map((height) => Number(height[1]))]))"""
    )


def sweep(seen, start, end):
    seen.page.mouse.move(*place(seen, start))
    seen.page.mouse.down()
    seen.page.mouse.move(*place(seen, (start + end) / 2), steps=3)
    seen.page.mouse.move(*place(seen, end), steps=3)
    seen.page.mouse.up()


def cell(seen, source, target):
    return seen.page.locator(f"#matrix td[aria-label^='{source} toward {target}:']")


def rows(seen):
    return [
        [text.strip() for text in row.locator("td").all_inner_texts()]
        for row in seen.page.locator("#table tbody tr").all()
    ]


def way_to(seen, name):
    seen.page.get_by_label("Way to").fill(name)
    seen.page.get_by_label("Way to").press("Enter")


def stops(seen):
    return seen.page.locator("#reading > .way .stop").all_inner_texts()
