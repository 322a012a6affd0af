"""A live server, a browser, and the people who sit at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from goldenthread.conftest import (
    acting_tester,
    cast,
    story,
    torbay_story,
)
from goldenthread.deadlines.actions import tick
from tests.journeys.accessible import DESK, HEIGHT
from tests.journeys.visitor import AtABrowser, Visitor

__all__ = ["acting_tester", "cast", "story", "torbay_story"]

PATIENCE = 20_000  # milliseconds: a loaded machine is slow, a page that hangs is broken


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is walked through by a browser."""
    for item in items:
        if "/journeys/" in str(item.path):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window, one for all journeys of a worker.

    Playwright keeps an event loop in this thread, for which Django takes our reads of the database to be unsafe.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def at_a_browser(browser: Browser, live_server, cast) -> Iterator[AtABrowser]:  # type: ignore[no-untyped-def]
    """`at_a_browser(person)` sits somebody down at a window of their own."""
    windows = []

    def sit_down(person, scripts: bool = True) -> Visitor:  # type: ignore[no-untyped-def]
        window = browser.new_context(
            viewport={"width": DESK, "height": HEIGHT},
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        window.set_default_timeout(PATIENCE)
        windows.append(window)
        return Visitor(person, window.new_page(), live_server.url, scripts)

    yield sit_down
    for window in windows:
        window.close()


@pytest.fixture
def it_is(cast, monkeypatch) -> Callable[[date], None]:  # type: ignore[no-untyped-def]
    """`it_is(day)`: the day that everybody's pages keep, after its tick."""

    def turn_to(day: date) -> None:
        monkeypatch.setenv("GOLDENTHREAD_TODAY", day.isoformat())
        tick(by=cast.tick, on=day)

    return turn_to


@pytest.fixture
def alice(at_a_browser: AtABrowser, cast) -> Visitor:  # type: ignore[no-untyped-def]
    """Alice Penrose keeps the single point of contact's desk."""
    return at_a_browser(cast.spoc)


@pytest.fixture
def charlie(at_a_browser: AtABrowser, cast) -> Visitor:  # type: ignore[no-untyped-def]
    """Charlie Opie is a speech and language therapist."""
    return at_a_browser(cast.therapist)
