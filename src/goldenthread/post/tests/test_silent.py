"""No word that a letter arrived, from who should tell: it is seen, and somebody asks its recipient (5.4, B14)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from goldenthread.cases.models import Fact
from goldenthread.command.post import deliver
from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.post import queries
from goldenthread.post.actions import confirm
from goldenthread.post.models import Message
from goldenthread.post.tests.mail_server import Server, server
from goldenthread.post.tests.notify_server import Notify, notify
from goldenthread.post.tests.waiting import made_silent
from goldenthread.rules.access import Role
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused
from goldenthread.rules.sending import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
__all__ = ["notify", "server"]
ON = date(2026, 11, 2)
SEEN = "1 letter of whose arrival no word came"


@pytest.fixture
def sent(story: Story, notify: Notify) -> Message:
    """A request to speech and language therapy, which Notify took, and of which it says no more."""
    story.given_advice_is_sought(ON, "SLT")
    letter = Message.objects.get(template="request")
    assert deliver(str(letter.pk)) == State.ACCEPTED
    letter.refresh_from_db()
    return letter


def pages(visit: Any, cast: Cast, letter: Message) -> dict[str, str]:
    """What each page says on which it is to be seen."""
    return {
        "worklist": visit(cast.spoc, "desk:worklist").words,
        "letters": visit(cast.spoc, "desk:letters").words,
        "letter": visit(cast.spoc, "desk:letter", letter.pk).words,
        "case": visit(cast.spoc, "desk:case", letter.case_id).words,
        "health": visit(cast.people[Role.SYSTEM_OPERATOR], "desk:health").words,
    }


SAID = {
    "worklist": SEEN,
    "letters": "No word",
    "letter": "has not said within 72 hours that it arrived",
    "case": "Ask whether a letter arrived",
    "health": "1 letter was sent more than 72 hours ago",
}


def test_it_is_seen_wherever_somebody_looks_once_72_hours_are_over(
    sent: Message, visit: Any, cast: Cast
) -> None:
    made_silent(sent, timedelta(minutes=-1))
    told = pages(visit, cast, sent)
    assert [page for page, words in SAID.items() if words in told[page]] == []
    assert visit(cast.spoc, "post:confirm", sent.pk).status_code == 404
    made_silent(sent)
    told = pages(visit, cast, sent)
    assert [page for page, words in SAID.items() if words not in told[page]] == []


def test_its_72_hours_begin_as_it_is_taken(sent: Message) -> None:
    attempt = sent.tries.get()
    assert sent.news_by is not None and attempt.ended is not None
    assert abs(sent.news_by - attempt.ended - timedelta(hours=72)) < timedelta(minutes=1)


def test_for_a_mail_server_no_news_is_what_it_always_says(story: Story, server: Server) -> None:
    story.given_advice_is_sought(ON, "SLT")
    letter = Message.objects.get(template="request")
    assert deliver(str(letter.pk)) == State.ACCEPTED
    letter.refresh_from_db()
    assert letter.news_by is None


def test_somebody_asks_and_says_that_it_is_there(sent: Message, visit: Any, cast: Cast) -> None:
    made_silent(sent)
    page = visit(cast.spoc, "post:confirm", sent.pk)
    assert "Ring or write to Speech and Language Therapy and ask whether it is there." in page.words
    assert (
        "Choose what the recipient says"
        in visit(cast.spoc, "post:confirm", sent.pk, version=sent.version).words
    )
    visit(cast.spoc, "post:confirm", sent.pk, version=sent.version, found="there")
    sent.refresh_from_db()
    assert (sent.news_by, sent.delivered_on, sent.state) == (None, date(2026, 11, 22), State.ACCEPTED)
    assert "Arrived on 22 November 2026" in visit(cast.spoc, "desk:letter", sent.pk).words
    assert SEEN not in visit(cast.spoc, "desk:worklist").words


def test_one_that_is_not_there_came_back_and_can_be_sent_anew(sent: Message, visit: Any, cast: Cast) -> None:
    made_silent(sent)
    visit(cast.spoc, "post:confirm", sent.pk, version=sent.version, found="missing")
    sent.refresh_from_db()
    assert (sent.state, sent.reply) == (
        State.RETURNED,
        "No word of its delivery came, and Speech and Language Therapy says that it is not there.",
    )
    assert Fact.objects.get(kind=Kind.LETTER_RETURNED).by == cast.spoc
    assert queries.deed(sent, cast.spoc) == "try_again"


def test_word_that_comes_first_is_not_overruled(sent: Message, cast: Cast) -> None:
    with pytest.raises(Refused, match="Word of this letter has come meanwhile"):
        confirm(message=sent, version=sent.version, is_there=False, by=cast.spoc, on=ON)


def test_only_who_keeps_the_post_is_asked(sent: Message, visit: Any, cast: Cast) -> None:
    made_silent(sent)
    for person in (cast.officer, cast.therapist):
        assert visit(person, "post:confirm", sent.pk).status_code == 403
        assert SEEN not in visit(person, "desk:worklist").words
        assert queries.deed(sent, person) == ""


def test_nobody_asks_after_a_letter_once_the_advice_is_here(sent: Message, story: Story, cast: Cast) -> None:
    made_silent(sent)
    story.given_advice_comes(sent.case.advice_requests.get(), ON)
    tick(by=cast.tick, on=ON)
    sent.refresh_from_db()
    assert (sent.news_by, sent.state) == (None, State.ACCEPTED)
