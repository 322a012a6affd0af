"""Health's own answer in the snapshot and on the pages; a promise that was not kept is asked after, once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.advice import actions as advice
from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact
from goldenthread.deadlines.actions import tick
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.needed import is_outstanding, told_of
from goldenthread.deadlines.snapshot import refresh
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.post import actions as post
from goldenthread.post.models import Message
from goldenthread.rules.access import Role
from goldenthread.rules.facts import Kind
from goldenthread.rules.outcomes import Said
from goldenthread.rules.refusals import Refused
from goldenthread.rules.sending import State

pytestmark = pytest.mark.django_db
STEPS = (date(2026, 12, 15), date(2026, 12, 29), date(2027, 1, 5), date(2027, 1, 19), date(2027, 2, 2))
ANSWERED, FRIDAY, MONDAY = date(2027, 2, 3), date(2027, 2, 12), date(2027, 2, 15)
REFUSAL = Said(reason="not-required", decided_by=("head-nursing-therapies",), words="The last report holds.")


@pytest.fixture
def slt(story: Story, cast: Cast) -> AdviceRequest:
    """Speech and language therapy's advice, whose ladder has run to its end."""
    child = story.given_a_child("Wren", "Rowe", on=date(2026, 11, 2))
    request = story.given_a_request(date(2026, 11, 2), child=child, reference="EHC26-7")
    (asked,) = story.given_advice_is_sought(date(2026, 11, 2), "SLT", request=request)
    for day in STEPS:
        tick(by=cast.tick, on=day)
    return asked


def waiting(asked: AdviceRequest) -> list[Message]:
    return list(Message.objects.filter(about=asked.pk, step="health-outcome", state=State.TO_WRITE.value))


def answer(cast: Cast, asked: AdviceRequest, told: Said, on: date = ANSWERED) -> None:
    """The head of the service answers: with a day, or that no advice will be given."""
    letter = waiting(asked)[0]
    post.complete(
        message=letter,
        told=told,
        template_code="health-date" if told.promised_on else "health-not-provided",
        version=letter.version,
        by=cast.people[Role.HEAD_OF_SERVICE],
        on=on,
    )


def promise(cast: Cast, asked: AdviceRequest, day: date = FRIDAY, on: date = ANSWERED) -> None:
    answer(cast, asked, Said(day, "capacity", words="One post is empty."), on)


def said(client: Any, person: Any, address: str) -> str:
    client.force_login(person)
    return " ".join(client.get(address).content.decode().split())


def test_a_promise_stands_in_the_snapshot_and_the_clock_runs_on(slt: AdviceRequest, cast: Cast) -> None:
    promise(cast, slt)
    assert is_outstanding(told_of(slt.case_id), slt.pk)
    refresh()
    row = Deadline.objects.get(about=slt.pk)
    assert (row.outcome, row.outcome_on, row.promised_on) == ("promised", ANSWERED, FRIDAY)
    assert (row.met_on, row.ended_on, row.due_on) == (None, None, date(2026, 12, 14))


def test_advice_that_will_not_be_given_is_still_outstanding(slt: AdviceRequest, cast: Cast) -> None:
    answer(cast, slt, REFUSAL)
    assert is_outstanding(told_of(slt.case_id), slt.pk)
    refresh()
    row = Deadline.objects.get(about=slt.pk)
    assert (row.outcome, row.outcome_on, row.promised_on) == ("not-provided", ANSWERED, None)
    tick(by=cast.tick, on=date(2027, 3, 1))
    assert waiting(slt) == []


def test_whoever_promised_is_asked_anew_once_on_the_first_working_day_after(
    slt: AdviceRequest, cast: Cast
) -> None:
    promise(cast, slt)
    for day in (FRIDAY, date(2027, 2, 13), date(2027, 2, 14)):
        tick(by=cast.tick, on=day)
        assert waiting(slt) == []
    for day in (MONDAY, MONDAY, date(2027, 2, 16)):
        tick(by=cast.tick, on=day)
        assert sorted(letter.recipient for letter in waiting(slt)) == ["ad-education", "send-team"]
    notices = Message.objects.filter(template="notice", recipient="service-head")
    assert notices.filter(written_on=MONDAY, to_address="head-nursing-therapies@cfhd.example").count() == 1


def test_a_new_promise_takes_the_place_of_the_one_that_was_not_kept(slt: AdviceRequest, cast: Cast) -> None:
    promise(cast, slt)
    tick(by=cast.tick, on=MONDAY)
    promise(cast, slt, date(2027, 3, 1), on=MONDAY)
    tick(by=cast.tick, on=date(2027, 2, 16))
    assert waiting(slt) == []
    assert Deadline.objects.get(about=slt.pk).promised_on == date(2027, 3, 1)
    tick(by=cast.tick, on=date(2027, 3, 2))
    assert len(waiting(slt)) == 2


def test_nobody_is_asked_after_a_promise_that_was_kept(slt: AdviceRequest, cast: Cast, story: Story) -> None:
    promise(cast, slt)
    story.given_advice_comes(slt, date(2027, 2, 11))
    tick(by=cast.tick, on=MONDAY)
    assert waiting(slt) == []


def test_a_promise_that_was_struck_out_is_none(slt: AdviceRequest, cast: Cast) -> None:
    promise(cast, slt)
    fact = Fact.objects.get(kind=Kind.ESCALATION_ANSWERED.value)
    correct(fact=fact, is_void=True, reason="Another child's", by=cast.manager, on=FRIDAY)
    tick(by=cast.tick, on=MONDAY)
    assert waiting(slt) == []
    assert Deadline.objects.get(about=slt.pk).outcome == ""


@pytest.mark.parametrize("ends", ["record", "withdraw"])
def test_nobody_answers_for_advice_that_is_here_or_not_wanted(
    slt: AdviceRequest, cast: Cast, story: Story, ends: str
) -> None:
    if ends == "record":
        story.given_advice_comes(slt, ANSWERED)
    else:
        advice.withdraw(advice=slt, reason="by-council", remark="Done", by=cast.spoc, on=ANSWERED)
    with pytest.raises(Refused, match="not needed any more: the advice"):
        promise(cast, slt)
    assert not Fact.objects.filter(kind=Kind.ESCALATION_ANSWERED.value).exists()


@pytest.mark.parametrize(
    ("today", "tag", "list_"),
    [(FRIDAY, "Promised by 12 Feb 2027", "open"), (MONDAY, "Promise not kept: 12 Feb 2027", "broken")],
)
def test_a_promise_is_seen_on_the_worklist_and_the_case_and_one_not_kept_has_its_list(
    slt: AdviceRequest, cast: Cast, client: Any, monkeypatch: Any, today: date, tag: str, list_: str
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", today.isoformat())
    promise(cast, slt)
    worklist = said(client, cast.spoc, f"{reverse('desk:worklist')}?due={list_}")
    assert tag in worklist
    assert ("Promise not kept</span>" in worklist) is (today == MONDAY)
    case = said(client, cast.spoc, reverse("desk:case", args=[slt.case_id]))
    assert tag in case
    assert "Outcome A: the advice comes by a date. Said on 3 February 2027" in case
    assert "Not enough staff for the requests" in case
    expected = "Give the advice as promised" if today == FRIDAY else "Say anew when the advice will come"
    assert expected in case
    assert expected in worklist
    taken = client.get(f"{reverse('desk:worklist_csv')}?due={list_}").content.decode("utf-8-sig")
    assert tag in taken


def test_a_refusal_has_its_list_and_says_by_whose_decision(
    slt: AdviceRequest, cast: Cast, client: Any, monkeypatch: Any
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", ANSWERED.isoformat())
    answer(cast, slt, REFUSAL)
    assert "Health will not give it" in said(client, cast.officer, f"{reverse('desk:worklist')}?due=refused")
    case = said(client, cast.officer, reverse("desk:case", args=[slt.case_id]))
    assert "Outcome B: the advice will not be given. Said on 3 February 2027. The request stays open" in case
    assert "Head of Integrated Nursing and Therapies" in case
    assert (
        "as Head of Integrated Nursing and Therapies decided: advice of this service is not required" in case
    )
    assert "Decide what becomes of the request: health will not give the advice" in case
