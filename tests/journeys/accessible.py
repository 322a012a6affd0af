"""Whether a page serves everybody: axe finds nothing, and it fits a telephone."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.visitor import Visitor

DESK, TELEPHONE = 1280, 320
HEIGHT = 900
WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
SETTLED = """width => new Promise(done => {
    const look = () => requestAnimationFrame(innerWidth === width ? () => requestAnimationFrame(done) : look);
    look();
})"""
"""The menu is laid out anew a frame after the width changed."""

WIDEST = """() => [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 5).map(one => one.outerHTML.slice(0, 160))"""


IDS = re.compile(r"[0-9a-f-]{36}|[?#].*")
LONG = os.environ.get("GOLDENTHREAD_LONG") == "1"
HAS_ALERT = "!!document.querySelector('[role=alert]')"
LOOKED = "axe.run({ resultTypes: ['violations'] })"
BOTH = (TELEPHONE, DESK)

unseen: dict[tuple[str, bool], list[int]] = {}
"""At which widths axe has not seen a page of a kind yet: its address without ids, and whether it tells of something."""


def then_the_page_is_accessible(visitor: Visitor) -> None:
    """At a desk and on a telephone: nothing for axe, nothing sideways, no complaint in the console.

    In a long run axe looks at every page at both widths; else at each kind of page once at each, wherever it comes by.
    """
    page, axe_at = visitor.page, BOTH if LONG else _widths(visitor)
    for width in BOTH:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if visitor.has_scripts:
            page.evaluate(SETTLED, width)
        if visitor.has_scripts and width in axe_at:  # axe is a script itself
            found = _look(page)
            assert not found.violations_count, f"{page.url} at {width} pixels:\n{found.generate_report()}"
        wide, room = page.evaluate(WIDTHS)
        assert wide <= room, f"{page.url} scrolls sideways at {width} pixels: {page.evaluate(WIDEST)}"
    assert not visitor.complaints, visitor.complaints


def _widths(visitor: Visitor) -> Sequence[int]:
    """At which width axe looks at a page this time; none where it has seen its kind at both."""
    if not visitor.has_scripts:
        return ()
    address = IDS.sub("", visitor.page.url.removeprefix(visitor.home))
    kind = address, bool(visitor.page.evaluate(HAS_ALERT))
    left = unseen.setdefault(kind, list(BOTH if len(unseen) % 2 else reversed(BOTH)))
    return [left.pop()] if left else ()


def _look(page: Page) -> AxeResults:
    """What axe finds on the page as it stands. It is a long script, and is brought to each page once."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    return AxeResults(page.evaluate(LOOKED))
