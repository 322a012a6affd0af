"""Whoever is asked is written to, and so is the council when a service does not know the child."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.advice import actions
from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact
from goldenthread.demo.area import Cast, pack_text
from goldenthread.directory.actions import load
from goldenthread.post.models import Message
from goldenthread.rules.access import Role
from goldenthread.rules.facts import Kind
from goldenthread.rules.reasons import Withdrawal

pytestmark = pytest.mark.django_db
ASKED_ON, LATER = date(2026, 11, 2), date(2026, 11, 5)


def written(template: str) -> list[Message]:
    return list(Message.objects.filter(template=template).order_by("written_at", "key"))


def test_each_service_that_is_asked_is_written_to_at_its_contact_point(story: Any) -> None:
    story.given_advice_is_sought(ASKED_ON, "SLT", "OT")
    told = written("request")
    assert sorted(each.to_address for each in told) == ["ot@cfhd.example", "slt@cfhd.example"]
    assert {(each.state, each.sender, each.stops) for each in told} == {("queued", "spoc", True)}


def test_the_letter_says_by_when_and_names_no_child(story: Any) -> None:
    request = story.given_a_request(ASKED_ON, reference="EHC26-0101")
    story.given_advice_is_sought(ASKED_ON, "OT", request=request)
    (letter,) = written("request")
    assert letter.subject == "OT: please give advice on EHC26-0101 by 14 December 2026"
    assert "received the request on 2 November 2026" in letter.text
    assert f"/case/{request.case_id}/" in letter.text
    child = request.case.child
    assert not any(word in letter.subject + letter.text for word in (child.forename, child.surname))
    assert "[" not in letter.subject + letter.text


def test_a_service_that_is_asked_anew_is_written_to_anew(story: Any, asked: Any, cast: Cast) -> None:
    fact = Fact.objects.get(kind=Kind.ADVICE_SOUGHT)
    correct(fact=fact, is_void=True, reason="The wrong service was asked.", by=cast.manager, on=LATER)
    actions.seek(request=asked.request, services=story.services("OT"), by=cast.spoc, on=LATER)
    assert len(written("request")) == 2


def test_a_service_whose_advice_is_not_needed_is_told_so(asked: Any, cast: Cast) -> None:
    actions.withdraw(
        advice=asked, reason=Withdrawal.MOVED_AWAY.value, remark="They moved.", by=cast.spoc, on=LATER
    )
    (letter,) = written("no-longer-asked")
    assert (letter.to_address, letter.stops, letter.state) == ("ot@cfhd.example", False, "queued")


@pytest.mark.parametrize("role", [Role.SPOC_ADMINISTRATOR, Role.HEALTH_PRACTITIONER])
def test_the_council_hears_what_was_checked_and_what_happens_next(role: Role, story: Any, cast: Cast) -> None:
    (advice,) = story.given_advice_is_sought(ASKED_ON, "SLT")
    actions.route(advice=advice, answer="not-known", by=cast.people[role], on=LATER)
    (letter,) = written("not-known-route")
    assert (letter.to_address, letter.state) == ("ehcp@torbay.example", "queued")
    assert "Its answer: The child is not known to the service." in letter.text
    assert "the advice is due on 14 December 2026" in letter.text
    assert "[" not in letter.subject + letter.text


def test_an_area_that_sends_nothing_on_an_occasion_writes_nothing(story: Any, cast: Cast) -> None:
    text = pack_text("torbay").replace('[[letter]]\ncode = "asked"', '[[letter]]\ncode = "no-longer-asked"')
    doubled = '[[letter]]\ncode = "no-longer-asked"\nfrom = "spoc"\nto = ["service"]\ntemplate = "no-longer-asked"\n'
    load(text=text.replace(doubled, ""), by=cast.tick, on=ASKED_ON)
    story.given_advice_is_sought(ASKED_ON, "OT")
    assert written("acknowledgement") and not written("request")
