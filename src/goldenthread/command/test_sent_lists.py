"""A service's list over a real mail server: one recipient, the workbook attached, known again when it comes back."""

from __future__ import annotations

from typing import Any

import pytest

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.advice.send_list.tests import TODAY, given_the_domain_is_secure, sent, slt
from goldenthread.advice.workbook.reading import rows_in
from goldenthread.cases.models import Fact
from goldenthread.command import post
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.documents.conftest import files
from goldenthread.inbox.models import Mail, Thread
from goldenthread.inbox.queries.triage import keys
from goldenthread.inbox.tests.written import answer, came
from goldenthread.post.actions import claim, return_, try_again
from goldenthread.post.channels import NO_FILES, hand_over
from goldenthread.post.models import Message
from goldenthread.post.tests.mail_server import Server, server
from goldenthread.rules.access import Role
from goldenthread.rules.reply import reply_token
from goldenthread.rules.sending import State

pytestmark = pytest.mark.django_db
__all__ = ["files", "server", "slt"]


@pytest.fixture
def letter(story: Story, slt: Any, today: Any) -> Message:
    """The list of speech and language therapy, ready to leave."""
    given_the_domain_is_secure(story)
    return sent(story, slt)


def test_it_leaves_to_one_recipient_with_the_workbook_and_is_not_kept(
    server: Server, letter: Message, slt: Any
) -> None:
    facts = Fact.objects.count()
    assert post.deliver(str(letter.pk)) == State.ACCEPTED
    ((_, recipients, mail),) = server.taken
    assert recipients == ["slt@cfhd.example"] and not (mail["Cc"] or mail["Bcc"])
    (file,) = mail.iter_attachments()
    assert file.get_filename() == "list slt 2026-11-22.xlsx"
    assert [cells["child"] for _, cells in rows_in(file.get_content())] == [slt.case.child.name]
    assert slt.case.child.surname not in "".join(
        mail.get_body((kind,)).get_content() for kind in ("plain", "html")
    )
    letter.refresh_from_db()
    assert (letter.state, letter.secret, letter.sent_on) == (State.ACCEPTED, "", TODAY)
    assert Fact.objects.count() == facts
    thread = Thread.objects.get(pk=letter.pk)
    assert (thread.case, thread.service, thread.address) == (None, slt.service, "slt@cfhd.example")


def test_it_is_held_back_where_nobody_vouches_for_the_mailbox_any_more(
    server: Server, story: Story, letter: Message
) -> None:
    load(text=pack_text("torbay"), by=story.cast.people[Role.AREA_ADMINISTRATOR], on=TODAY)
    assert post.deliver(str(letter.pk)) is None
    letter.refresh_from_db()
    assert letter.state == State.HELD and "does not name cfhd.example" in letter.reply
    assert not server.taken


def test_one_that_came_back_does_not_leave_again_without_its_list(
    server: Server, story: Story, letter: Message
) -> None:
    post.deliver(str(letter.pk))
    by = ensure_system_account("post", "The post")
    return_(message=letter.pk, why="There is no such mailbox.", by=by, on=TODAY)
    letter.refresh_from_db()
    assert letter.state == State.RETURNED
    try_again(message=letter, version=letter.version, by=story.cast.spoc, on=TODAY)
    assert post.deliver(str(letter.pk)) is None
    letter.refresh_from_db()
    assert (letter.state, letter.reply) == (
        State.FAILED, "The list that left with it is not kept. Send the list anew.",
    )  # fmt: skip
    assert len(server.taken) == 1


def test_the_list_that_comes_back_by_mail_is_known_for_the_one_that_was_sent(
    server: Server, story: Story, letter: Message, visit: Any
) -> None:
    post.deliver(str(letter.pk))
    ((*_, mail),) = server.taken
    content = next(mail.iter_attachments()).get_content()
    raw = answer(reply_token(letter.pk, keys()[0]), sender="slt@cfhd.example", files={"list.xlsx": content})
    kept = came(raw, story.cast.area, story.cast.spoc)
    assert (kept.state, kept.case, kept.thread_id) == (Mail.State.WAITING, None, letter.pk)
    said = visit(story.cast.spoc, "inbox:mail", kept.pk).words
    assert "It answers the list of SLT that was sent on 22 November 2026: take that back." in said
    assert "Take it back as a service’s list" in said


def test_a_channel_that_carries_no_files_is_given_none(letter: Message, settings: Any) -> None:
    settings.SMTP, settings.NOTIFY = "", {"mail": "a template", "key": "", "url": ""}
    settings.MAIL_ALLOWED = None
    by = ensure_system_account("post", "The post")
    claimed = claim(message=letter.pk, is_needed=lambda _: True, by=by, on=TODAY)
    assert claimed is not None and claimed.file is not None
    assert hand_over(claimed, at=claimed.queued).reply == NO_FILES
