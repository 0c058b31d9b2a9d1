"""Make ``docs/page.png``, the picture of the README: ``python docs/make_picture.py``; needs Chromium, Liberation Sans.

The article of `make demo` is read, its page opened and the tie that carries most clicked, so that quotes are seen.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, sync_playwright

from stancegraph import explore, extract, read_documents, to_multigraph

DOCS: Final = Path(__file__).parent
ARTICLE: Final = DOCS.parent / "fixtures" / "articles" / "docs" / "north-korean-troops.txt"
HEADLINE: Final = "Seoul holds out arms for Kyiv as quarrel over North Korean soldiers grows"
SIZE: Final = {"width": 1280, "height": 760}
SCALE: Final = 1.5  # sharp on most screens, and a file that a clone does not mind
SELECTED: Final = ("North Korea", "aids")


def select_tie(page: Page, actor: str, stance: str) -> None:
    """Choose an actor by the search box, as a person does, and then its first tie of a stance."""
    page.fill("#search", actor)
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.click(f"#reading button.stance:has-text('{stance}')")
    page.wait_for_selector("#reading mark")


def main() -> None:
    """Read the article, make its page and photograph it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("make_picture.py: no chromium on the PATH, expected one")
    documents = read_documents(ARTICLE, date="2024-10-24", outlet="The Harbour Dispatch", title=HEADLINE)
    made = explore(to_multigraph(extract(documents)), title="North Korean soldiers in Russia, October 2024")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "page.html"
        made.write(file)
        # Chromium's own sandbox cannot start for root, as in containers; what it opens is the page just made.
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"] if root else [])
        page = browser.new_page(viewport=SIZE, device_scale_factor=SCALE)
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        select_tie(page, *SELECTED)
        page.mouse.move(2, 2)
        page.evaluate("document.activeElement.blur()")
        page.screenshot(path=DOCS / "page.png")
        browser.close()
    print(f"page.png: {(DOCS / 'page.png').stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
