"""What the page says, built from plain values."""

from __future__ import annotations

from collections import defaultdict

from goldenthread.deadlines.awaited import Deed
from goldenthread.deadlines.queries import COUNT_CAP
from goldenthread.design.page import Link
from goldenthread.desk.worklist import page
from goldenthread.desk.worklist.wanted import asked

COUNTS = {
    "overdue": 3,
    "week": 0,
    "unacknowledged": 0,
    "before_go_live": 0,
    "held": 0,
    "not_known": 0,
    "broken": 0,
    "refused": 0,
    "open": 12_000,
}


def _page(query: dict[str, str] | None = None, **given: object) -> page.Worklist:
    answers = {
        "tallies": COUNTS, "waiting": dict.fromkeys(Deed, 0), "total": 0, "has_area": False, "may_export": True,
        "receive_href": "/receive",
    }  # fmt: skip
    return page.worklist(asked=asked(query or {}), **{**answers, **given})


def _line() -> object:
    return defaultdict(str)


def test_a_count_beyond_the_cap_says_so() -> None:
    tabs = {tab.text: tab.count for tab in _page().tabs}
    assert tabs["All open"] == "10,000+"
    pages = _page({"page": "2"}, total=COUNT_CAP + 1).pages
    assert pages.summary == "Showing 51 to 100 of 10,000+ requests"


def test_a_count_within_the_cap_is_exact() -> None:
    assert _page(total=230).pages.summary == "Showing 1 to 50 of 230 requests"
    assert page.capped(COUNT_CAP, COUNT_CAP) == "10,000"


def test_lists_for_rare_things_are_shown_only_when_something_waits() -> None:
    shown = [tab.text for tab in _page().tabs]
    assert shown == ["Overdue", "Due this week", "Not acknowledged by the service", "All open"]
    rare = _page(
        tallies={**COUNTS, "before_go_live": 2, "broken": 3, "refused": 1},
        waiting={Deed.ACKNOWLEDGE: 1, Deed.SEEK: 2, Deed.LOOK: 4},
    )
    assert {tab.text: tab.count for tab in rare.tabs if tab.text not in shown} == {
        "Late before go-live": "2",
        "Promise not kept": "3",
        "Will not be given": "1",
        "Requests to acknowledge": "1",
        "Advice to seek": "2",
        "Records to look up": "4",
    }


def test_the_area_is_a_column_only_where_there_are_several() -> None:
    assert "Area" not in [column.text for column in _page().columns]
    assert "Area" in [column.text for column in _page(has_area=True).columns]


def test_files_are_offered_only_to_whoever_may_take_them() -> None:
    assert len(_page(lines=(_line(),)).exports) == 2
    assert not _page(lines=(_line(),), may_export=False).exports
    assert not _page().exports


def test_lists_to_fill_in_are_offered_where_there_is_something_to_answer() -> None:
    assert _page(lines=(_line(),), lists_href="/lists").lists_href == "/lists"
    assert not _page(lists_href="/lists").lists_href


def test_more_finds_than_are_shown_are_not_hidden() -> None:
    link = Link("Wren Rowe, T/1", "/case/1/")
    assert _page(also=(link,) * 9).also_more == ""
    assert _page(also=(link,) * 10).also_more.startswith("Only the first 10 are shown.")


def test_each_empty_list_says_what_to_do() -> None:
    for due in page.EMPTY:
        assert _page({"due": due}).empty.endswith(".")
    assert _page({"due": "overdue"}).empty_href == "?due=week"
    assert _page({"due": "open"}).empty_href == "/receive"
    assert _page({"due": "open"}, receive_href="").empty_action == ""


def test_every_list_has_a_title_a_subject_and_a_word_for_being_empty() -> None:
    assert page.TITLES.keys() == page.SUBJECTS.keys() == page.EMPTY.keys()
