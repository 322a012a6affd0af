"""A person at a browser who has only a keyboard. Everything is found by the name that is read out to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from goldenthread.accounts.models import User

MOST = 250
"""So many presses of Tab lead past everything on a page, and round again."""

HAS_FOCUS = """target => {
    const here = document.activeElement;
    return here === target || (here.type === "radio" && target.type === "radio" && here.name === target.name);
}"""

IS_PAST_MENU = """target => document.activeElement === document.body && !location.hash
    && !!document.querySelector(".nhsuk-skip-link") && !!target.closest("main")"""
"""Nothing was pressed on the page yet, and what is looked for stands in its main part."""


class Visitor:
    """One person, one browser window. Only the keyboard moves anything."""

    def __init__(self, person: User, page: Page, home: str, has_scripts: bool = True) -> None:
        self.person, self.page, self.home, self.has_scripts = person, page, home, has_scripts
        self.complaints: list[str] = []
        page.on("console", lambda said: self._note(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("filechooser", lambda asked: None)  # listened for from the start, lest the first be missed

    def _note(self, complaint: str) -> None:
        self.complaints.append(f"{self.page.url}: {complaint}")

    def keeps_cookie(self, name: str, value: str) -> None:
        """As if it had been given on an earlier page."""
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.home}])

    def goes_to(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.home + path, wait_until="load")

    def is_on(self, title: str, tab: str = "") -> None:
        """The page is called this in its heading, and this (or the same) in its tab."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)
        assert (tab or title) in self.page.title(), (
            f"The tab says {self.page.title()!r}, not {tab or title!r}"
        )

    def reads(self, *sentences: str) -> None:
        """Each of these stands on the page, to be seen."""
        for sentence in sentences:
            expect(self.page.get_by_text(sentence).filter(visible=True).first).to_be_visible()

    def row_says(self, heading: str, *cells: str) -> None:
        """The row of a table whose heading is this holds each of these."""
        row = self.page.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=heading))
        for cell in cells:
            expect(row.filter(has_text=cell).first).to_be_visible()

    def part_says(self, heading: str, *sentences: str) -> None:
        """The part of the page under this heading holds each of these."""
        part = self.page.get_by_role("region", name=heading, exact=True)
        for sentence in sentences:
            expect(part).to_contain_text(sentence)

    def figures(self) -> dict[str, str]:
        """The large figures on top: what each is, and the number."""
        shown = self.page.locator(".gt-figures__one").all_inner_texts()
        return {words: number for number, words in (" ".join(one.split()).split(" ", 1) for one in shown)}

    def entries(self) -> list[str]:
        """The timeline's entries, in their order, those that are folded away too."""
        return [" ".join(text.split()) for text in self.page.locator(".gt-timeline > li").all_text_contents()]

    def has_focus(self, label: str) -> None:
        """The keyboard stands in the box of this name."""
        expect(self.page.get_by_label(label, exact=True)).to_be_focused()

    def holds(self, label: str, text: str) -> None:
        """The box still holds what was typed."""
        expect(self.page.get_by_label(label, exact=True)).to_have_value(text)

    def is_shown_problems(self, problems: Sequence[str]) -> None:
        """The summary of errors has the focus, names each problem, and the tab says it too."""
        summary = self.page.get_by_role("alert").filter(has_text="There is a problem")
        expect(summary).to_be_visible()
        expect(self.page.locator("[data-module=nhsuk-error-summary]")).to_be_focused()
        for problem in problems:
            expect(summary).to_contain_text(problem)
        assert self.page.title().startswith("Error: "), self.page.title()

    def is_within(self, part: str) -> bool:
        """Whether the focus is inside this part of the page."""
        return bool(self.page.evaluate("part => !!document.activeElement.closest(part)", part))

    def does_not_read(self, *sentences: str) -> None:
        """None of these is to be seen."""
        for sentence in sentences:
            expect(self.page.get_by_text(sentence).filter(visible=True)).to_have_count(0)

    def reach(self, target: Locator) -> None:
        """Press Tab until the focus is there; from the top of a page, past the menu by the link that skips it."""
        expect(target).to_be_visible()
        goal = target.element_handle()
        if goal.evaluate(IS_PAST_MENU):
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Enter")
        for _ in range(MOST):
            if goal.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {target} on {self.page.url}")

    def follows(self, name: str, within: str = "") -> None:
        """Go along a link; `within` names the part of the page. Links of one name all lead to one place."""
        part = self.page.get_by_role("navigation", name=within) if within else self.page
        links = part.get_by_role("link", name=name, exact=True)
        expect(links.first).to_be_visible()
        places = {link.get_attribute("href") for link in links.all()}
        assert len(places) == 1, f"“{name}” leads to {places} from {self.page.url}"
        self._leaves(links.first, "Enter")

    def enters(self, name: str) -> None:
        """Go along a link that leads to another part of the same page."""
        self.reach(self.page.get_by_role("link", name=name, exact=True))
        self.page.keyboard.press("Enter")

    def tabs(self) -> None:
        """Go on by one."""
        self.page.keyboard.press("Tab")

    def presses(self, name: str) -> None:
        """Press a button that sends a form."""
        self._leaves(self.page.get_by_role("button", name=name, exact=True), "Enter")

    def _leaves(self, target: Locator, key: str) -> None:
        self.reach(target)
        with self.page.expect_event("load"):
            self.page.keyboard.press(key)

    def unfolds(self, summary: str) -> None:
        """Open something folded away."""
        self.reach(self.page.locator("summary").filter(has_text=summary))
        self.page.keyboard.press("Enter")

    def types(self, label: str, text: str) -> None:
        """Fill a box in, in place of what stood there."""
        self._into(self.page.get_by_label(label, exact=True), text)

    def _into(self, box: Locator, text: str) -> None:
        self.reach(box)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        expect(box).to_have_value(text)

    def dates(self, question: str, day: date) -> None:
        """Fill in the three boxes of a date."""
        boxes = self.page.get_by_role("group", name=question, exact=True)
        for box, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self._into(boxes.get_by_label(box, exact=True), str(part))

    def chooses(self, question: str, answer: str) -> None:
        """Choose among radio buttons: Tab to the group, arrows within it."""
        group = self.page.get_by_role("group", name=question, exact=True)
        wanted = group.get_by_role("radio", name=answer, exact=True)
        self.reach(wanted)
        for _ in range(group.get_by_role("radio").count()):
            if wanted.evaluate("radio => radio === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def ticks(self, label: str) -> None:
        """Tick a box that is not ticked."""
        box = self.page.get_by_role("checkbox", name=label, exact=True)
        self.reach(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def picks(self, label: str, choice: str) -> None:
        """Choose from a list by typing what the choice begins with."""
        box = self.page.get_by_label(label, exact=True)
        self.reach(box)
        self.page.keyboard.type(choice)
        expect(box.locator("option:checked")).to_have_text(choice)

    def attaches(self, label: str, file: Path) -> None:
        """Choose a file for an upload."""
        self.reach(self.page.get_by_label(label, exact=True))
        with self.page.expect_file_chooser() as asked:
            self.page.keyboard.press("Enter")
        asked.value.set_files(file)

    def downloads(self, name: str, to: Path) -> Path:
        """Follow a link that gives a file, and keep the file under the name that it brings."""
        self.reach(self.page.get_by_role("link", name=name, exact=True))
        with self.page.expect_download() as asked:
            self.page.keyboard.press("Enter")
        kept = to / asked.value.suggested_filename
        asked.value.save_as(kept)
        return kept


AtABrowser = Callable[..., Visitor]
