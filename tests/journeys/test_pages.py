"""Every page that somebody can open, looked at: one that no journey crosses does not stay unseen."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction

from goldenthread.rules.access import Role
from tests.house.walking import FILES, TODAY, addresses, lived
from tests.journeys.accessible import then_the_page_is_accessible
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on

ELSEWHERE = {"openid_connect_login", "openid_connect_callback"}  # nowhere without a provider
ASIDE = {"live", "ready", "deep", "version", "security_txt", *ELSEWHERE, *FILES}
# Open at one moment alone, or to whoever came by a link: a journey comes by.
BY_LINK = {
    "advice:open_link",
    *(f"advice:by_link{page}" for page in ("", "_code", "_document", "_not_known")),
}
BY_LINK |= {
    f"advice:by_link_{page}" for page in ("exemption", "done", "advice", "file", "pack_pdf", "pack_docx")
}
IN_JOURNEYS = {
    "advice:decide",
    "post:sign",
    "post:complete",
    "post:send_by_post",
    "post:try_again",
    "post:close",
    "post:confirm",
    *BY_LINK,
}
IN_JOURNEYS |= {"deadlines:change_promise", "deadlines:answer_escalation"}
# Walked through by whoever may read them.
OF_OTHERS = {
    "desk:traces": Role.PRIVACY_OFFICER,
    "desk:trace": Role.PRIVACY_OFFICER,
    "desk:emergencies": Role.PRIVACY_OFFICER,
    "cases:review_emergency": Role.PRIVACY_OFFICER,
    "deadlines:rehearse": Role.AREA_ADMINISTRATOR,
    "plans:hold": Role.SEND_MANAGER,
    "plans:end_hold": Role.SEND_MANAGER,
    "deadlines:insist": Role.SEND_MANAGER,
}
FIRST = {Role.PRIVACY_OFFICER: "Who looked", Role.AREA_ADMINISTRATOR: "Sitrep", Role.SEND_MANAGER: "Worklist"}
REFUSED = "Your role does not allow this"
SHARES = 2
"""The pages are dealt out to so many tests, so that each worker has some."""


@pytest.fixture
def named(cast, story, it_is):
    """Every page that is no file, about a case that has all that a case can have, by its name."""
    with transaction.atomic():  # outside of one nobody sees a row
        things = lived(cast, story)
    it_is(TODAY)
    return [(name, address) for name, address in addresses(things) if name not in ASIDE | IN_JOURNEYS]


@pytest.fixture
def pages(named):
    """Those that the manager of the single point of contact opens."""
    return [address for name, address in named if name not in OF_OTHERS]


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_accessible(share, at_a_browser, cast, pages):
    morwenna = at_a_browser(cast.manager)
    given_they_are_signed_in(morwenna)
    for address in pages[share::SHARES]:
        morwenna.goes_to(address)
        then_the_page_is_accessible(morwenna)


@pytest.mark.parametrize("role", sorted(set(OF_OTHERS.values())))
def test_every_page_of_others_is_accessible(role, at_a_browser, cast, named):
    person = at_a_browser(cast.people[role])
    given_they_are_signed_in(person, FIRST[role])
    theirs = [address for name, address in named if OF_OTHERS.get(name) is role]
    assert theirs
    for address in theirs:
        person.goes_to(address)
        then_the_page_is_accessible(person)


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


INJECTED = """() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    return window.ran === true;
}"""


def test_what_somebody_slips_into_a_page_is_not_run_and_is_complained_of(at_a_browser, cast, it_is):
    """Whoever walks through a page without a complaint therefore broke no policy on it."""
    it_is(TODAY)
    alice = at_a_browser(cast.spoc)
    given_they_are_signed_in(alice)
    assert not alice.complaints
    assert not alice.page.evaluate(INJECTED)
    assert "Content Security Policy" in alice.complaints.pop()
