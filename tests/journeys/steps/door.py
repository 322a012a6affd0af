"""Coming in, going out, and finding the way."""

from __future__ import annotations

from django.conf import settings
from django.test import Client

from goldenthread.demo.area import PASSWORD
from goldenthread.demo.phone import code, secret_of
from tests.journeys.accessible import then_the_page_is_accessible
from tests.journeys.visitor import Visitor


def given_they_are_signed_in(visitor: Visitor, first: str = "Worklist") -> None:
    """As on any morning: past the door already, with the first page of their role in front of them."""
    client = Client()
    client.force_login(visitor.person)
    visitor.keeps_cookie(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
    visitor.goes_to("/")
    visitor.is_on(first)


def when_they_sign_in(visitor: Visitor) -> None:
    """By address, password and the phone's code, from the first page that anybody is shown."""
    visitor.goes_to("/")
    when_they_sign_in_again(visitor)
    then_they_are_on(visitor, "Worklist")


def when_they_sign_in_again(visitor: Visitor) -> None:
    """Past both steps, to wherever they were going."""
    then_they_are_on(visitor, "Sign in")
    visitor.types("Email address", visitor.person.email)
    visitor.types("Password", PASSWORD)
    visitor.presses("Sign in")
    when_they_type_their_code(visitor)


def when_they_type_their_code(visitor: Visitor) -> None:
    """The six numbers that their phone shows."""
    then_they_are_on(visitor, "Enter your code")
    visitor.types("Code", code(secret_of(visitor.person.email)))
    visitor.presses("Continue")


def when_they_sign_out(visitor: Visitor) -> None:
    """By the button that stands on every page."""
    visitor.presses("Sign out")
    then_they_are_on(visitor, "Sign in")


def when_they_open(visitor: Visitor, place: str) -> None:
    """A place of the menu, which then says that one is there. What has no room stands under More."""
    menu = visitor.page.get_by_role("navigation", name="Menu")
    more = menu.get_by_role("button", name="More")
    if more.is_visible() and not menu.get_by_role("link", name=place, exact=True).count():
        more.press("Enter")
    visitor.follows(place, within="Menu")


def then_they_are_on(visitor: Visitor, title: str, tab: str = "") -> None:
    """Arrive on a page that everybody can use. A child's name stands in the heading, never in the tab."""
    visitor.is_on(title, tab)
    then_the_page_is_accessible(visitor)


def then_they_are_told(visitor: Visitor, *sentences: str) -> None:
    """A message on top says what happened and what comes next."""
    visitor.reads(*sentences)


def then_the_problem_is(visitor: Visitor, *problems: str) -> None:
    """What is wrong is said on top, and the focus is there, so that it is read out first."""
    visitor.is_shown_problems(problems)
    then_the_page_is_accessible(visitor)


def then_the_focus_is_on(visitor: Visitor, label: str) -> None:
    """The keyboard stands in this box."""
    visitor.has_focus(label)
