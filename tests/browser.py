"""A page in a real Chromium that is cut off from every network, for the tests marked `browser`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

FLAGS = [
    "--no-sandbox",  # containers run as root, where Chromium's own sandbox cannot start
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--process-per-site",  # one process for all the pages of a test run: starting one takes a sixth of a test
]
DESKTOP = {"width": 1280, "height": 800}
NEXT_FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
PHONE = {"width": 390, "height": 844}
PATIENCE = 30_000  # milliseconds; nothing here takes one second on an idle machine


class Opened:
    """A page in the browser with everything it said and asked for."""

    def __init__(self, context: BrowserContext, size: dict[str, int], scheme: str) -> None:
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.messages: list[str] = []
        self.page.set_default_timeout(PATIENCE)
        self.page.set_viewport_size(size)
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("popup", lambda popup: self.requests.append(popup.url))
        self.page.route("**/*", self._answer)

    def _answer(self, route: Any) -> None:
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            self.requests.append(route.request.url)
            route.abort()

    def state(self) -> dict[str, Any]:
        """What is chosen, once everything has followed it."""
        self.settle()
        return self.page.evaluate("stancegraph.state()")

    def click(self, where: str, *arguments: str) -> None:
        """Click the picture where an actor or a tie is drawn."""
        point = self.page.evaluate(f"(names) => stancegraph.{where}(...names)", list(arguments))
        assert point is not None
        self.page.mouse.click(point["x"], point["y"])

    def until(self, expression: str) -> None:
        """Wait for what is true in the page; its policy forbids Playwright's own way of waiting."""
        late = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < late:
            if self.page.evaluate(expression):
                return
            self.page.evaluate(NEXT_FRAME)
        raise AssertionError(f"never came true: {expression}")

    def settle(self) -> None:
        """Wait for what follows the picture: counts, bars, the panel, the address."""
        self.until("stancegraph.settled()")

    def selected(self) -> str:
        """The heading of what is selected; waits until something is."""
        self.settle()
        return self.page.locator("#reading-title").inner_text()

    def reading(self) -> str:
        """What the panel says, once it has followed the picture."""
        self.settle()
        return self.page.locator("#reading").inner_text()

    def picture(self) -> bytes:
        """What the picture looks like, as a PNG, without the pointer's traces."""
        self.page.mouse.move(2, 2)
        return self.page.locator("#net").screenshot()

    def pixels(self) -> dict[str, int]:
        """How many pixels of the picture have each of its colours."""
        return self.page.evaluate(
            """() => {
                const canvas = document.querySelector("#net canvas");
                const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                const count = {};
                for (let i = 0; i < data.length; i += 4) {
                    const colour = `${data[i]} ${data[i + 1]} ${data[i + 2]}`;
                    count[colour] = (count[colour] ?? 0) + 1;
                }
                return count;
            }"""
        )
