"""The ladder writes its letters: who gets which, on which day, in what words; each once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from goldenthread.advice import actions as advice
from goldenthread.cases.models import Fact, Remark
from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.post import actions as post
from goldenthread.post.models import Message
from goldenthread.rules.access import Role
from goldenthread.rules.facts import Kind
from goldenthread.rules.outcomes import Said
from goldenthread.rules.refusals import Refused, Stale
from goldenthread.rules.sending import State

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 2)
DUE = date(2026, 12, 14)


def live(cast: Cast, start: date, end: date) -> None:
    """A tick on each day."""
    for days in range((end - start).days + 1):
        tick(by=cast.tick, on=start + timedelta(days=days))


def told() -> list[tuple[str, str, str, bool]]:
    rows = Message.objects.exclude(step="").order_by("written_on", "step", "is_copy", "recipient")
    return [(f"{row.written_on:%d %b}", row.step, row.to_address, row.is_copy) for row in rows]


@pytest.fixture
def slt(story: Story, cast: Cast):
    """Speech and language therapy, asked on Monday 2 November 2026 (S1-60)."""
    (asked,) = story.given_advice_is_sought(ON, "SLT")
    return asked


def test_the_ladder_of_s1_60_writes_each_letter_on_its_day(slt, cast: Cast) -> None:
    """The letter of 28 December, a bank holiday, is written on the 29th; what counts from it counts from the 28th."""
    live(cast, ON, date(2027, 1, 25))
    assert told() == [
        ("30 Nov", "two-weeks-left", "slt@cfhd.example", False),
        ("30 Nov", "two-weeks-left", "spoc@torbay.example", True),
        ("07 Dec", "one-week-left", "slt@cfhd.example", False),
        ("07 Dec", "one-week-left", "spoc@torbay.example", True),
        ("15 Dec", "chase", "spoc@torbay.example", False),
        ("15 Dec", "internal-chase", "slt@cfhd.example", False),
        ("29 Dec", "escalation-1", "alliance-director@cfhd.example", False),
        ("29 Dec", "escalation-1", "dco@devon-icb.example", True),
        ("29 Dec", "escalation-1", "send-support@torbay.example", True),
        ("31 Dec", "dco-response", "ad-education@torbay.example", False),
        ("31 Dec", "dco-response", "send-support@torbay.example", True),
        ("11 Jan", "dco-unresolved", "ad-education@torbay.example", False),
        ("11 Jan", "dco-unresolved", "send-support@torbay.example", True),
        ("25 Jan", "health-outcome", "ad-education@torbay.example", False),
        ("25 Jan", "health-outcome", "ehcp@torbay.example", False),
    ]


def test_a_letter_says_what_the_record_knows_and_nothing_of_the_child(slt, cast: Cast) -> None:
    live(cast, DUE, date(2026, 12, 29))
    letter = Message.objects.get(step="escalation-1", is_copy=False)
    assert letter.subject == f"Escalation: advice of SLT on {slt.case.reference} is 15 days late"
    assert "was due on 14 December 2026. It is 15 days late, and it has been chased." in letter.text
    assert "Please have it answered by 31 December 2026" in letter.text
    assert f"http://localhost:8000/case/{slt.case_id}/" in letter.text
    child = slt.case.child
    for particular in (child.forename, child.surname, child.nhs_number, f"{child.born_on:%-d %B %Y}"):
        assert particular not in letter.subject + letter.text + str(letter.values)


def test_a_copy_says_whose_letter_it_is(slt, cast: Cast) -> None:
    live(cast, DUE, date(2026, 12, 29))
    copy = Message.objects.get(step="escalation-1", to_address="dco@devon-icb.example")
    assert copy.subject.startswith("Copy: Escalation: ")
    assert copy.text.startswith(
        "This is a copy of a letter to CFHD Alliance Director.\n\nDear DMO/DCO office"
    )


def test_a_tick_that_is_repeated_writes_nothing_again(slt, cast: Cast) -> None:
    live(cast, DUE, date(2026, 12, 29))
    before = Message.objects.count()
    live(cast, DUE, date(2026, 12, 29))
    assert Message.objects.count() == before > 5


def test_the_escalation_letter_waits_for_its_signature_and_leaves_with_its_copies(slt, cast: Cast) -> None:
    live(cast, DUE, date(2026, 12, 29))
    letters = Message.objects.filter(step="escalation-1")
    letter = letters.get(is_copy=False)
    assert {row.state for row in letters} == {State.TO_SIGN}
    with pytest.raises(PermissionDenied):
        post.sign(message=letter, version=1, by=cast.spoc, on=date(2026, 12, 29))
    director = cast.people[Role.ASSISTANT_DIRECTOR]
    with pytest.raises(Stale):
        post.sign(message=letter, version=7, by=director, on=date(2026, 12, 29))
    post.sign(message=letter, version=1, by=director, on=date(2026, 12, 29))
    assert "Please have it answered by 31 December 2026" in letters.get(is_copy=False).text
    assert {(row.state, row.signed_by, row.signed_on) for row in letters.all()} == {
        (State.QUEUED, director.pk, date(2026, 12, 29))
    }
    assert all(row.next_try for row in letters.all())
    assert all(row.text.endswith("\n\nSigned by Lowena Bray on 29 December 2026") for row in letters.all())


def test_a_letter_that_waited_for_its_signature_is_dated_anew(slt, cast: Cast) -> None:
    live(cast, DUE, date(2026, 12, 29))
    letter = Message.objects.get(step="escalation-1", is_copy=False)
    director = cast.people[Role.ASSISTANT_DIRECTOR]
    post.sign(message=letter, version=1, by=director, on=date(2027, 1, 6))
    letter.refresh_from_db()
    assert "is 23 days late" in letter.subject
    assert "Please have it answered by 11 January 2027" in letter.text


def test_whoever_has_to_sign_is_told_by_a_letter_of_their_own(slt, cast: Cast) -> None:
    live(cast, DUE, date(2026, 12, 29))
    (notice,) = Message.objects.filter(template="notice")
    assert (notice.to_address, notice.state) == ("ad-education@torbay.example", State.QUEUED)
    assert notice.subject == f"A letter about {slt.case.reference} waits for you"


def test_the_answer_of_health_is_written_by_its_head_as_a_date_or_a_decision(slt, cast: Cast) -> None:
    live(cast, DUE, date(2027, 1, 27))
    letter = Message.objects.get(step="health-outcome", recipient="ad-education")
    assert letter.state == State.TO_WRITE
    assert "[the reason]" in letter.text
    head = cast.people[Role.HEAD_OF_SERVICE]
    by = {"message": letter, "version": 1, "on": date(2027, 1, 28)}
    with pytest.raises(PermissionDenied):
        post.complete(told=Said(), template_code="health-date", by=cast.manager, **by)
    with pytest.raises(Refused, match="Enter the reason.") as no:
        post.complete(told=Said(date(2027, 3, 1)), template_code="health-date", by=head, **by)
    assert no.value.field == "reason"
    named = Said(date(2027, 3, 1), "staff-absence", words=f"{slt.case.child.forename} was not brought.")
    with pytest.raises(Refused, match="These words say the child’s name") as no:
        post.complete(told=named, template_code="health-date", by=head, **by)
    assert no.value.field == "words"
    told = Said(date(2027, 3, 1), "staff-absence", words="A therapist was ill.")
    post.complete(told=told, template_code="health-date", by=head, **by)
    for each in Message.objects.filter(step="health-outcome"):
        assert each.state == State.QUEUED
        assert each.subject.endswith("the advice of SLT will come on 1 March 2027")
        assert "because: Staff were absent. A therapist was ill." in each.text
    fact = Fact.objects.get(kind=Kind.ESCALATION_ANSWERED.value)
    assert (fact.about, fact.happened_on, fact.by_id) == (slt.pk, date(2027, 1, 28), head.pk)
    assert fact.details == {
        "answer": "promised", "step": "health-outcome", "promised_on": "2027-03-01", "reason": "staff-absence",
        "decided_by": [],
    }  # fmt: skip
    assert Remark.objects.get(fact=fact).text == "A therapist was ill."


def test_letters_that_wait_are_stopped_by_the_next_tick_once_the_advice_is_here(slt, cast: Cast) -> None:
    live(cast, DUE, date(2026, 12, 29))
    advice.record(advices=[slt], title="Report", author="", by=cast.spoc, on=date(2026, 12, 30))
    tick(by=cast.tick, on=date(2026, 12, 30))
    states = Message.objects.filter(about=slt.pk).values_list("state", flat=True)
    assert set(states) == {State.STOPPED}


def test_a_letter_that_a_server_refused_is_nobody_s_work_once_the_advice_is_here(slt, cast: Cast) -> None:
    live(cast, date(2026, 12, 15), date(2026, 12, 15))
    Message.objects.filter(step="chase").update(state=State.FAILED.value)
    advice.record(advices=[slt], title="Report", author="", by=cast.spoc, on=date(2026, 12, 16))
    tick(by=cast.tick, on=date(2026, 12, 16))
    assert Message.objects.get(step="chase").state == State.STOPPED


def test_a_step_on_the_timeline_whose_letters_are_gone_has_them_again_at_the_next_tick(
    slt, cast: Cast
) -> None:
    live(cast, date(2026, 12, 15), date(2026, 12, 15))
    before = told()
    Message.objects.filter(step__in=["chase", "internal-chase"]).delete()
    for _ in range(2):
        tick(by=cast.tick, on=date(2026, 12, 16))
    again = [(day.replace("15", "16"), step, *to) for day, step, *to in before if step.endswith("chase")]
    assert [row for row in told() if row[1].endswith("chase")] == again


def test_a_role_without_a_mailbox_is_held_back_for_somebody_to_see(slt, cast: Cast) -> None:
    from goldenthread.post.letters import Letter

    letter = Letter(
        area=slt.area_id, case=slt.case_id, key="x", pack=slt.pack_version_id, template="chase",
        sender="spoc", recipient="send-board", values={},
    )  # fmt: skip
    (id_,) = post.write(letters=[letter], by=cast.tick, on=ON)
    row = Message.objects.get(pk=id_)
    assert (row.state, row.reply) == (
        State.HELD,
        "The area's pack does not say where SEND Strategic Board is written to. Load one that does, then try again.",
    )
    assert post.write(letters=[letter], by=cast.tick, on=ON) == []


@pytest.mark.parametrize(
    ("step", "until", "state"),
    [
        ("escalation-1", date(2026, 12, 29), State.TO_SIGN),
        ("dco-response", date(2026, 12, 31), State.TO_WRITE),
    ],
)
def test_a_letter_that_was_held_back_is_completed_and_signed_before_it_leaves(
    step: str, until: date, state: State, slt, cast: Cast
) -> None:
    live(cast, DUE, until)
    letter = Message.objects.get(step=step, is_copy=False)
    Message.objects.filter(pk=letter.pk).update(state=State.HELD.value, to_address="")
    letter.refresh_from_db()
    post.try_again(message=letter, version=letter.version, by=cast.spoc, on=until)
    letter.refresh_from_db()
    assert (letter.state, letter.next_try) == (state, None)
    assert letter.to_address


def test_a_letter_that_was_signed_and_held_back_is_not_signed_again(slt, cast: Cast) -> None:
    live(cast, DUE, date(2026, 12, 29))
    letter = Message.objects.get(step="escalation-1", is_copy=False)
    on = date(2026, 12, 29)
    post.sign(message=letter, version=1, by=cast.people[Role.ASSISTANT_DIRECTOR], on=on)
    Message.objects.filter(pk=letter.pk).update(state=State.HELD.value)
    letter.refresh_from_db()
    post.try_again(message=letter, version=letter.version, by=cast.spoc, on=on)
    letter.refresh_from_db()
    assert letter.state == State.QUEUED


def test_a_step_ends_with_one_of_its_own_letters(slt, cast: Cast) -> None:
    live(cast, DUE, date(2026, 12, 31))
    letter = Message.objects.get(step="dco-response", is_copy=False)
    words = {"message": letter, "version": 1, "on": date(2026, 12, 31)}
    with pytest.raises(Refused, match="Choose one of the letters"):
        post.complete(told=Said(), template_code="chase", by=cast.people[Role.DESIGNATED_OFFICER], **words)
