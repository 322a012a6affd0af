"""Every page that somebody can open, looked at: one that no journey crosses does not stay unseen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from goldenthread.cases.models import Fact
from goldenthread.measures.figures import Figure
from goldenthread.measures.month import month_of
from goldenthread.tracker.actions import import_, upload
from goldenthread.tracker.rehearsing import read_content
from tests.journeys.accessible import then_the_page_is_accessible
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on

RECEIVED_ON, TODAY = date(2026, 11, 2), date(2026, 12, 16)
FILES = {
    "desk:worklist_csv",
    "desk:worklist_xlsx",
    "measures:download",
    "measures:behind_csv",
    "tracker:export",
}
ASIDE = {"live", "ready", *FILES}


def routes(resolver: URLResolver, within: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each address's name, and the names of the words that it wants."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from routes(each, f"{each.namespace}:" if each.namespace else within)
        elif isinstance(each, URLPattern) and f"{within}{each.name}" not in ASIDE:
            yield f"{within}{each.name}", tuple(each.pattern.converters)


TRACKER = b"""LA ref,Forename,Surname,NHS No.,Date request rec'd,Service
EHC26-0101,Wren,Rowe,999 000 0069,10/13/2026,SLT
EHC26-0102,Hal,Moyle,999 000 0077,10/12/2026,OT
EHC26-0103,Cora,Hext,999 000 0043,19 October 2026,PHN
"""
REFUSED = "Your role does not allow this"
SHARES = 4
"""The pages are dealt out to so many tests, so that each worker has some."""


def given_a_tracker_waits_and_one_was_taken_in(cast):
    """With a row that is good, one that asks a question and one that is refused."""
    tracker = {"area": cast.area, "file_name": "tracker.csv", "by": cast.manager, "on": TODAY}
    reading = read_content(TRACKER, name="tracker.csv", area_id=cast.area.pk, today=TODAY)
    taken = import_(reading=reading, **tracker).import_id
    return upload(content=TRACKER, **tracker).pk, taken


@pytest.fixture
def things(cast, story, it_is):
    """What the words of an address stand for: a case with advice that came, that is late, that was never sought."""
    it_is(RECEIVED_ON)
    request = story.given_a_request(RECEIVED_ON, named=("SLT", "OT"), assessment_requested_on=RECEIVED_ON)
    late, came = story.given_advice_is_sought(RECEIVED_ON, "SLT", "OT", request=request)
    it_is(TODAY)
    story.given_advice_comes(came, TODAY)
    draft, taken = given_a_tracker_waits_and_one_was_taken_in(cast)
    return {
        "draft_id": draft,
        "import_id": taken,
        "code": cast.area.code,
        "area": cast.area.code,
        "case_id": request.case_id,
        "child_id": request.case.child_id,
        "service_id": cast.services["SLT"].pk,
        "request_id": request.pk,
        "advice_id": late.pk,
        "fact_id": Fact.objects.filter(about=late.pk).latest("sequence").pk,
        "about": late.pk,
        "limit": "advice",
        "step": "escalation-1",
        "month": month_of(RECEIVED_ON),
        "figure": Figure.RECEIVED,
    }


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_accessible(share, at_a_browser, cast, things):
    morwenna = at_a_browser(cast.manager)
    given_they_are_signed_in(morwenna)
    for name, words in sorted(set(routes(get_resolver())))[share::SHARES]:
        morwenna.goes_to(reverse(name, kwargs={word: things[word] for word in words}))
        then_the_page_is_accessible(morwenna)


def test_what_cannot_be_shown_is_said_on_a_page_of_ours(at_a_browser, cast, it_is):
    it_is(TODAY)
    charlie = at_a_browser(cast.therapist)
    given_they_are_signed_in(charlie)
    for address, title in (
        (f"/case/{uuid4()}/", "There is no such page here"),
        ("/intake/receive/", REFUSED),
    ):
        charlie.goes_to(address)
        charlie.complaints.clear()  # the browser notes that the address gave no page
        then_they_are_on(charlie, title)
