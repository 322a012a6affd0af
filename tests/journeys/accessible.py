"""Whether a page serves everybody: axe finds nothing, and it fits a telephone."""

from __future__ import annotations

import os
import re
from collections import Counter
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


IDS = re.compile(r"[0-9a-f-]{36}|\?.*")
LONG = os.environ.get("GOLDENTHREAD_LONG") == "1"
KIND = """() => {
    const parts = [...document.querySelectorAll("body *")];
    return [...new Set(parts.map(one => [one.tagName, one.getAttribute("class"), one.getAttribute("role")].join()))]
        .sort().join(" ");
}"""
"""Which kinds of parts the page is made of."""

LOOKED = "axe.run({ resultTypes: ['violations'] })"
BOTH = (TELEPHONE, DESK)

looks: Counter[tuple[str, str]] = Counter()
"""How often axe has looked at a page of a kind: its address without ids, and the kinds of its parts."""


def then_the_page_is_accessible(visitor: Visitor) -> None:
    """At a desk and on a telephone: nothing for axe, nothing sideways, no complaint in the console.

    In a long run axe looks at every page at both widths; else at each kind of page once at each, wherever it comes by.
    """
    page, axe_at = visitor.page, BOTH if LONG else _width_for(visitor)
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


def _width_for(visitor: Visitor) -> Sequence[int]:
    """At which width axe looks at a page this time; none where it has seen its kind at both."""
    if not visitor.has_scripts:
        return ()
    kind = IDS.sub("", visitor.page.url.removeprefix(visitor.home)), visitor.page.evaluate(KIND)
    looks[kind] += 1
    if looks[kind] > len(BOTH):
        return ()
    return [BOTH[(len(looks) + looks[kind]) % len(BOTH)]]


def _look(page: Page) -> AxeResults:
    """What axe finds on the page as it stands. It is a long script, and is brought to each page once."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    return AxeResults(page.evaluate(LOOKED))
