"""What stands around every page."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.config.page_context import banner
from goldenthread.demo.area import Cast
from goldenthread.design.tests.reading import Screen, safe
from goldenthread.rules.access import Role

pytestmark = pytest.mark.django_db


def _menu(client: Client, person: object, address: str = "/services/") -> dict[str, bool]:
    """The places in a person's menu, and whether each is where they are."""
    client.force_login(person)
    screen = safe(Screen(client.get(address).content.decode()))
    links = screen.all("a", class_="nhsuk-header__navigation-link")
    return {link.text: link["aria-current"] is not None for link in links}


def test_the_menu_holds_what_the_role_may_open(client: Client, cast: Cast) -> None:
    assert list(_menu(client, cast.spoc)) == [
        "Worklist",
        "Receive a request",
        "Questions",
        "Mail",
        "Services",
        "Library",
        "Letters",
        "Monthly report",
        "Advice not returned",
        "Record keeping",
        "Import a tracker",
        "Emergency access",
    ]
    assert list(_menu(client, cast.support)) == [
        "Worklist",
        "Questions",
        "Services",
        "Library",
        "Letters",
        "Monthly report",
        "Advice not returned",
        "Record keeping",
    ]
    assert list(_menu(client, cast.therapist)) == [
        *("Worklist", "Questions", "Services", "Letters", "Emergency access")
    ]
    assert list(_menu(client, cast.administrator, "/health/")) == [
        *(
            "Monthly report",
            "Advice not returned",
            "Record keeping",
            "Letter templates",
            "Rehearse a ladder",
            "People",
        )
    ]
    officer = cast.people[Role.PRIVACY_OFFICER]
    assert list(_menu(client, officer, "/health/")) == ["Emergency openings", "Restrictions", "Who looked"]


def test_the_menu_marks_where_one_is(client: Client, cast: Cast) -> None:
    assert [text for text, is_here in _menu(client, cast.spoc).items() if is_here] == ["Services"]
    assert [text for text, is_here in _menu(client, cast.spoc, "/").items() if is_here] == ["Worklist"]


def test_every_page_names_the_front_door_and_the_person(client: Client, cast: Cast) -> None:
    client.force_login(cast.spoc)
    screen = safe(Screen(client.get("/health/").content.decode()))
    header = screen.one("header")
    assert "Single Point of Contact" in header.text
    assert cast.spoc.name in header.text
    assert screen.one("form", action="/sign-out/")["method"] == "post"


def test_a_stranger_sees_no_menu_and_no_name(client: Client, cast: Cast) -> None:
    screen = safe(Screen(client.get("/sign-in/").content.decode()))
    assert "Single Point of Contact" not in screen.one("header").text
    assert not screen.all("a", class_="nhsuk-header__navigation-link")


def test_what_stands_around_a_page_costs_three_questions(
    client: Client, cast: Cast, django_assert_num_queries
) -> None:
    from goldenthread.config.page_context import page_context

    client.force_login(cast.spoc)
    request = client.get("/health/").wsgi_request
    assert request.user.name
    with django_assert_num_queries(3):
        page_context(request)


def test_a_demonstration_says_which_day_it_keeps(monkeypatch) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2022-02-28")
    assert banner() == "Demonstration: nobody here is real, and the day is 28 February 2022."


def test_real_use_has_no_banner(monkeypatch) -> None:
    monkeypatch.delenv("GOLDENTHREAD_TODAY", raising=False)
    assert banner() == ""
