"""Lists say how far they go, and each way on keeps the filters."""

from __future__ import annotations

import pytest

from goldenthread.design.listing import Column, Pages, address, page_asked, sorted_columns

QUERY = {"service": "slt", "page": "3", "school": ""}


def pages(at: int, total: int) -> Pages:
    return Pages(at=at, size=50, total=total, query=QUERY)


@pytest.mark.parametrize(
    ("at", "total", "summary"),
    [
        (1, 0, "0 requests"),
        (1, 1, "1 request"),
        (1, 50, "50 requests"),
        (1, 51, "Showing 1 to 50 of 51 requests"),
        (2, 51, "Showing 51 to 51 of 51 requests"),
        (25, 1240, "Showing 1,201 to 1,240 of 1,240 requests"),
    ],
)
def test_a_list_says_how_far_it_goes(at, total, summary):
    assert pages(at, total).summary == summary


@pytest.mark.parametrize(("at", "shown"), [(0, 1), (-4, 1), (2, 2), (99, 3)])
def test_a_page_that_is_not_there_becomes_the_nearest(at, shown):
    assert pages(at, 101).number == shown


@pytest.mark.parametrize(
    ("at", "offered"),
    [
        (1, [1, 2, None, 25]),
        (2, [1, 2, 3, None, 25]),
        (12, [1, None, 11, 12, 13, None, 25]),
        (25, [1, None, 24, 25]),
    ],
)
def test_the_first_the_last_and_the_next_pages_are_offered(at, offered):
    assert pages(at, 1240).numbers() == offered


def test_a_list_of_one_page_offers_that_page():
    assert pages(1, 3).numbers() == [1]


def test_another_page_keeps_the_filters_and_drops_empty_ones():
    assert pages(1, 1240).href(4) == "?service=slt&page=4"


@pytest.mark.parametrize(
    ("typed", "page"), [("7", 7), ("", 1), ("-1", 1), ("first", 1), ("٣", 1), ("1.5", 1)]
)
def test_nonsense_for_a_page_number_is_the_first_page(typed, page):
    assert page_asked({"page": typed}) == page


def test_several_answers_of_one_filter_are_all_kept():
    assert address({"step": ["chase", "board"]}, page="2") == "?step=chase&step=board&page=2"


def test_a_first_press_sorts_upwards_from_the_first_page():
    (due,) = sorted_columns([Column("Due", sort="due")], QUERY, default="child")
    assert (due.direction, due.href) == ("", "?service=slt&sort=due")


def test_a_second_press_sorts_downwards():
    (due,) = sorted_columns([Column("Due", sort="due")], QUERY | {"sort": "due"}, default="child")
    assert (due.direction, due.href) == ("ascending", "?service=slt&sort=-due")


def test_a_third_press_sorts_upwards_again():
    (due,) = sorted_columns([Column("Due", sort="due")], QUERY | {"sort": "-due"}, default="child")
    assert (due.direction, due.href) == ("descending", "?service=slt&sort=due")


def test_the_order_a_list_comes_in_is_marked():
    (due,) = sorted_columns([Column("Due", sort="due")], {}, default="due")
    assert due.direction == "ascending"


def test_a_column_that_does_not_sort_is_no_link():
    (child,) = sorted_columns([Column("Child")], QUERY, default="due")
    assert child.href == ""
