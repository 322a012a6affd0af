"""Search, filter, sort and page: each narrows or orders what is shown, and the address keeps it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from goldenthread.deadlines import actions as deadlines
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.desk.worklist.tests.listed import column, rows, tabs
from goldenthread.people.models import Child

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2026, 10, 5), date(2026, 11, 9)


@pytest.fixture
def zoe(story: Story) -> Child:
    """Zoë O'Brien, asked of OT; later Abel Carne, asked of SLT."""
    zoe = story.given_a_child("Zoë", "O'Brien")
    story.given_advice_is_sought(
        EARLY, "OT", request=story.given_a_request(EARLY, child=zoe, reference="T/9")
    )
    abel = story.given_a_child("Abel", "Carne")
    story.given_advice_is_sought(
        LATE, "SLT", request=story.given_a_request(LATE, child=abel, reference="T/10")
    )
    return zoe


@pytest.mark.parametrize("words", ["zoe", "obri", "O'Brien Zo", "t/9", "T/9"])
def test_a_child_is_found_by_the_start_of_a_name_or_the_reference(
    read, cast: Cast, zoe: Child, words: str
) -> None:
    assert column(read(cast.spoc, search=words), "Child") == ["Zoë O'Brien"]


def test_a_child_is_found_by_the_nhs_number_however_it_is_spaced(read, cast: Cast, zoe: Child) -> None:
    number = zoe.nhs_number
    for typed in (
        number,
        f"{number[:3]} {number[3:6]} {number[6:]}",
        f"{number[:3]}-{number[3:6]}-{number[6:]}",
    ):
        assert column(read(cast.spoc, search=typed), "Child") == ["Zoë O'Brien"]


def test_a_search_without_a_find_says_so_and_leads_back(read, cast: Cast, zoe: Child) -> None:
    screen = read(cast.spoc, search="Nobody", due="week")
    assert "Nothing here fits what you filtered by." in screen.one("main").text
    assert next(link for link in screen.all("a") if link.text == "Clear the filters")["href"] == "?due=week"


def test_the_counts_are_of_what_was_searched_for(read, cast: Cast, zoe: Child) -> None:
    assert tabs(read(cast.spoc))["All open"] == "2"
    assert tabs(read(cast.spoc, search="zoe"))["All open"] == "1"


@pytest.mark.parametrize("words", ["Wren", "row", "T/11"])
def test_a_case_without_a_clock_yet_is_found_all_the_same(
    read, cast: Cast, zoe, story: Story, words: str
) -> None:
    wren = story.given_a_child("Wren", "Rowe")
    request = story.given_a_request(LATE, child=wren, reference="T/11")
    screen = read(cast.spoc, search=words)
    assert screen.one("a", href=f"/case/{request.case_id}/").text == "Wren Rowe, T/11"
    assert "Also found, not on this list" in screen.one("main").text


def test_a_case_on_another_list_is_found_too_and_none_twice(read, cast: Cast, zoe: Child) -> None:
    elsewhere = read(cast.spoc, search="zoe", due="before-go-live").all("a")
    assert [link.text for link in elsewhere if "Zoë" in link.text] == ["Zoë O'Brien, T/9"]
    here = read(cast.spoc, search="zoe").all("a")
    assert [link.text for link in here if "Zoë" in link.text] == ["Zoë O'Brien"]


def test_a_search_finds_nothing_that_the_viewer_may_not_see(read, cast: Cast, zoe: Child) -> None:
    assert "Zoë" not in read(cast.therapist, search="zoe").one("main").text


def test_what_was_typed_is_kept_in_the_box(read, cast: Cast, zoe: Child) -> None:
    assert read(cast.spoc, search="zoe").one("input", name="search")["value"] == "zoe"


def test_only_one_service_is_shown(read, cast: Cast, zoe: Child) -> None:
    screen = read(cast.spoc, service=str(cast.services["SLT"].pk))
    assert column(screen, "Child") == ["Abel Carne"]


def test_only_those_on_a_step_are_shown(read, cast: Cast, zoe: Child) -> None:
    deadlines.tick(by=cast.tick, on=date(2026, 11, 17))
    screen = read(cast.spoc, step="internal-chase")
    assert column(screen, "Child") == ["Zoë O'Brien"]
    assert "Chase within health" in [option.text for option in screen.all("option")]


def test_only_a_schools_children_are_shown(read, cast: Cast, zoe: Child) -> None:
    from goldenthread.directory.queries import schools

    school = schools()[0]
    Child.objects.filter(pk=zoe.pk).update(school=school)
    screen = read(cast.spoc, school=str(school.pk))
    assert column(screen, "Child") == ["Zoë O'Brien"]
    assert [option.text for option in screen.all("option")].count(school.name) == 1


@pytest.mark.parametrize(
    "query", [{"service": "x"}, {"school": "1"}, {"area": "%"}, {"sort": "x"}, {"page": "-1"}]
)
def test_nonsense_in_the_address_asks_for_everything(
    read, cast: Cast, zoe: Child, query: dict[str, str]
) -> None:
    assert len(rows(read(cast.spoc, **query))) == 2


@pytest.mark.parametrize(
    ("sort", "first"),
    [("due", "Zoë O'Brien"), ("-due", "Abel Carne"), ("child", "Abel Carne"), ("-child", "Zoë O'Brien"),
     ("service", "Zoë O'Brien"), ("-received", "Abel Carne"), ("reference", "Abel Carne")],
)  # fmt: skip
def test_each_column_sorts_both_ways(read, cast: Cast, zoe: Child, sort: str, first: str) -> None:
    assert column(read(cast.spoc, sort=sort), "Child")[0] == first


def test_a_heading_says_how_it_sorts_and_turns_it(read, cast: Cast, zoe: Child) -> None:
    screen = read(cast.spoc, sort="child", search="T/")
    heading = next(element for element in screen.all("th", role="columnheader") if element.text == "Child")
    assert heading["aria-sort"] == "ascending"
    assert any(re.fullmatch(r"\?found=[\w-]+&sort=-child", link["href"]) for link in screen.all("a"))


def test_the_lists_of_the_day_keep_the_filter(read, cast: Cast, zoe: Child) -> None:
    links = [link["href"] for link in read(cast.spoc, search="zoe").all("a")]
    assert any(re.fullmatch(r"\?found=[\w-]+&due=overdue", href) for href in links)


def test_pages_of_fifty_never_overlap(read, cast: Cast, story: Story) -> None:
    for _ in range(27):
        story.given_advice_is_sought(EARLY, "OT", "SLT")
    first, second = read(cast.spoc), read(cast.spoc, page="2")
    assert (len(rows(first)), len(rows(second))) == (50, 4)
    assert "Showing 1 to 50 of 54 requests" in first.one("main").text
    seen = [(row[1], row[2]) for screen in (first, second) for row in rows(screen)]
    assert len(set(seen)) == 54
    assert rows(read(cast.spoc, page="99")) == rows(second)
