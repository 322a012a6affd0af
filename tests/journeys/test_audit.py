"""Who watches over the record finds out who looked at a child."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from goldenthread.rules.access import Role
from tests.journeys.steps.door import then_they_are_on

ON = date(2026, 11, 9)


@pytest.fixture
def elestren(at_a_browser, cast):
    """Elestren Bolitho is Torbay's privacy officer: she may read the audit, and no case."""
    return at_a_browser(cast.people[Role.PRIVACY_OFFICER])


def test_who_looked_at_a_child_is_found_out(elestren, cast, story, it_is):
    it_is(ON)
    request = story.given_a_request(ON, child=story.given_a_child("Wren", "Rowe"), reference="EHC26-0101")
    story.given_advice_is_sought(ON, "SLT", "OT", request=request)
    visits = Client()
    for person in (cast.spoc, cast.therapist, cast.administrator):
        visits.force_login(person)
        visits.get(reverse("desk:case", args=[request.case_id]))

    visits.force_login(elestren.person)
    elestren.keeps_cookie(settings.SESSION_COOKIE_NAME, visits.cookies[settings.SESSION_COOKIE_NAME].value)
    elestren.goes_to("/")
    then_they_are_on(elestren, "Who looked, and who did what")
    elestren.types("Case reference", "ehc26-0101")
    elestren.presses("Find the case")
    then_they_are_on(elestren, "Who looked, and who did what")
    elestren.reads("Case EHC26-0101, Torbay", "Charlie Opie")
    elestren.does_not_read("Wren", "Rowe")
    elestren.picks("Who", "Ines Carlyon")
    elestren.presses("Apply filters")
    then_they_are_on(elestren, "Who looked, and who did what")
    elestren.reads("1 row", "Not shown: the role does not allow it")
