"""Two people are told by letter that a case was opened in an emergency, and again while the review is late (A15)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.urls import reverse

from goldenthread.cases.actions import open_in_emergency, restrict, review_emergency, share
from goldenthread.cases.models import Emergency, Fact, Relation
from goldenthread.command import post
from goldenthread.database.acting import acting_as
from goldenthread.demo.area import Cast, pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.inbox.models import Thread
from goldenthread.post.models import Message
from goldenthread.post.tests.mail_server import Server, server
from goldenthread.rules.access import Basis, Role
from goldenthread.rules.facts import Kind
from goldenthread.rules.sending import State

pytestmark = pytest.mark.django_db
__all__ = ["server"]

FRIDAY = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
DAY_1, DAY_2, DAY_3, DAY_6 = (date(2026, 11, day) for day in (20, 24, 25, 30))
WORDS = "She came to the ward tonight."


@pytest.fixture
def opening(story: Story, it_is: Any) -> Emergency:
    """Charlie opened the case of Ember Ottermark on Friday 20 November."""
    child = story.given_a_child("Ember", "Ottermark")
    case = story.given_a_request(date(2026, 11, 2), child=child, reference="GT/7").case
    by = {"by": story.cast.therapist, "on": DAY_1}
    made = open_in_emergency(found_by=case.reference, reason="harm", words=WORDS, **by)
    Emergency.objects.update(opened_at=FRIDAY)
    Relation.objects.filter(pk=made.relation_id).update(open_until=FRIDAY + timedelta(hours=1))
    it_is(DAY_1)
    made.refresh_from_db()
    return made


@pytest.fixture
def it_is(today: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda on: monkeypatch.setenv("GOLDENTHREAD_TODAY", on.isoformat())


def told() -> list[Message]:
    return list(Message.objects.filter(emergency__isnull=False).order_by("written_on", "key"))


def test_two_are_told_at_once_each_by_a_letter_of_their_own_that_names_no_child(
    opening: Emergency, server: Server, story: Story, visit: Any
) -> None:
    assert [post.alert(), post.alert()] == [2, 0]
    facts = Fact.objects.count()
    for letter in told():
        assert post.deliver(str(letter.pk)) is State.ACCEPTED
    reference = opening.pk.hex[:8].upper()
    child = opening.case.child
    for recipient, link in (
        ("privacy@torbay.example", reverse("cases:review_emergency", args=[opening.pk])),
        ("manager@torbay.example", reverse("desk:health")),
    ):
        (mail,) = (letter for _, to, letter in server.taken if to == [recipient])
        said = f"{mail['Subject']}\n{mail.get_body(('plain',)).get_content()}"
        words = " ".join(said.split())
        assert f"Emergency opening {reference}: to be reviewed by 24 November 2026" in words
        assert (
            "Charlie Opie (Health practitioner) opened a record in an emergency on 20 November 2026" in words
        )
        assert "They can read it until 20 November 2026 at 10:30am" in words
        assert link in words
        secrets = (child.forename, child.surname, child.nhs_number, f"{child.born_on.year}", "GT/7", WORDS)
        assert [secret for secret in (*secrets, str(opening.case_id)) if secret in words] == []
    assert (Fact.objects.count(), Thread.objects.count()) == (facts, 0)
    page = visit(story.cast.people[Role.PRIVACY_OFFICER], "desk:emergencies").words
    assert "Privacy officer, of the opening: sent on 20 November 2026" in page
    assert "Ottermark" not in page and "GT/7" not in page


def test_nobody_of_the_case_learns_from_the_letters_that_it_was_opened(
    opening: Emergency, story: Story, visit: Any
) -> None:
    post.alert()
    letter = told()[0]
    for person in (story.cast.manager, story.cast.spoc, story.cast.people[Role.SEND_MANAGER]):
        with acting_as(person):
            assert not Message.objects.filter(
                emergency__isnull=False
            ).exists()  # the policy, without any query of ours
        assert visit(person, "desk:letter", letter.pk).status_code == 404
        assert "emergency" not in visit(person, "desk:letters").words.lower().replace("emergency access", "")
    assert not Fact.objects.filter(kind=Kind.LETTER_SENT).exists()


def test_a_review_that_is_late_is_said_on_the_third_working_day_and_every_three_after_until_it_is_made(
    opening: Emergency, story: Story, it_is: Any
) -> None:
    written = []
    for on in (DAY_1, DAY_2, DAY_3, date(2026, 11, 27), DAY_6):
        it_is(on)
        written.append(post.alert())
    assert written == [2, 0, 2, 0, 2]
    late = [letter for letter in told() if letter.template == "emergency-overdue"]
    assert [(each.recipient, each.is_copy, each.written_on) for each in late] == [
        ("privacy-officer", False, DAY_3), ("spoc-manager", True, DAY_3),
        ("privacy-officer", False, DAY_6), ("spoc-manager", True, DAY_6),
    ]  # fmt: skip
    assert "has waited 3 working days for its review" in late[0].text
    assert "The privacy officer is asked to review it by 26 November 2026." in late[0].text
    by = {"by": story.cast.people[Role.PRIVACY_OFFICER], "on": DAY_6}
    review_emergency(emergency_id=opening.pk, finding="right", **by)
    it_is(date(2026, 12, 7))
    assert post.alert() == 0


def test_what_was_reviewed_before_the_letter_left_is_not_told(
    opening: Emergency, server: Server, story: Story
) -> None:
    post.alert()
    by = {"by": story.cast.people[Role.PRIVACY_OFFICER], "on": DAY_1}
    review_emergency(emergency_id=opening.pk, finding="right", **by)
    letter = told()[0]
    assert post.deliver(str(letter.pk)) is None
    letter.refresh_from_db()
    assert (letter.state, server.taken) == (State.STOPPED, [])


def test_a_case_that_is_kept_to_named_people_since_keeps_no_word_of_the_emergency(
    opening: Emergency, server: Server, story: Story
) -> None:
    """The letter says nothing of the case: no restriction on it stands between the letter and who must hear."""
    by = {"by": story.cast.manager, "on": DAY_1}
    share(case=opening.case, person=story.cast.spoc, basis=Basis.SAFEGUARDING, **by)
    restrict(case=opening.case, person=None, reason="conflict", **by)
    post.alert()
    assert [post.deliver(str(letter.pk)) for letter in told()] == [State.ACCEPTED, State.ACCEPTED]


def test_a_letter_that_came_back_stands_on_no_timeline(opening: Emergency, server: Server) -> None:
    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.post.actions import return_

    post.alert()
    letter = told()[0]
    post.deliver(str(letter.pk))
    by = ensure_system_account("post", "The post")
    assert return_(message=letter.pk, why="No such mailbox", by=by, on=DAY_1)
    letter.refresh_from_db()
    assert letter.state == State.RETURNED
    assert not Fact.objects.filter(kind=Kind.LETTER_RETURNED).exists()


WORD = "somebody was not told by letter"


def test_whoever_signs_in_sees_that_somebody_was_not_told(
    opening: Emergency, server: Server, story: Story, visit: Any
) -> None:
    def page() -> str:
        said: str = visit(story.cast.spoc, "desk:health").words
        return said

    assert f"Of 1 emergency opening {WORD}" in page()  # the worker has written nothing
    post.alert()
    assert WORD in page()  # nothing has left
    server.answers = ["550 No such mailbox"]
    for letter in told():
        post.deliver(str(letter.pk))
    assert sorted(letter.state for letter in told()) == [State.ACCEPTED, State.FAILED]
    assert WORD in page()  # one has not
    Message.objects.filter(state=State.FAILED.value).update(state=State.ACCEPTED.value)
    assert WORD not in page()
    Message.objects.update(state=State.QUEUED.value)
    Emergency.objects.update(opened_at=Now())
    assert WORD not in page()  # they are on their way: it is only just open


def test_an_area_that_names_nobody_opens_all_the_same_and_says_so(
    story: Story, cast: Cast, visit: Any, opening: Emergency
) -> None:
    text = pack_text("torbay")
    start = text.index('[[letter]]\ncode = "emergency-opened"')
    end = text.index("[[letter]]", start + 1)
    load(text=text[:start] + text[end:], by=cast.tick, on=DAY_1)
    assert post.alert() == 0
    assert WORD in visit(story.cast.spoc, "desk:health").words
