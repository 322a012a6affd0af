"""After a restore nothing leaves, every page says so, and only a person who answers for it ends the wait."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.test import Client

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.audit.models import Entry
from goldenthread.demo.area import Cast
from goldenthread.recovery.actions import compare, restore
from goldenthread.recovery.models import Restore
from goldenthread.recovery.queries import waiting
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
LOST_AFTER = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def _restored() -> Restore:
    by = ensure_system_account("restore", "Restore")
    return restore(lost_after=LOST_AFTER, checkpoint=7, newest=9, by=by, on=TODAY)


class Postman(socketserver.StreamRequestHandler):
    """As much SMTP as one letter needs; remembers that somebody called."""

    def handle(self) -> None:
        self.server.letters += 1
        self.wfile.write(b"220 seaside.example\r\n")
        for line in iter(self.rfile.readline, b""):
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 fine\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def post(settings) -> Iterator[socketserver.TCPServer]:
    """A mail server of the test's own, behind the settings' real way out."""
    with socketserver.TCPServer(("127.0.0.1", 0), Postman) as server:
        server.letters = 0
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        settings.EMAIL_BACKEND = "goldenthread.recovery.mail.Held"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.shutdown()


def _send() -> int:
    return send_mail("One", "Two", "spoc@torbay.example", ["officer@torbay.example"])


def test_nothing_is_sent_after_a_restore_until_somebody_has_compared(post, cast: Cast) -> None:
    assert (_send(), post.letters) == (1, 1)
    _restored()
    with pytest.raises(Refused, match="restored from a backup and nobody has compared"):
        _send()
    assert post.letters == 1
    compare(by=cast.administrator, on=TODAY)
    assert (_send(), post.letters) == (1, 2)


def test_the_settings_send_by_no_other_way() -> None:
    from goldenthread.config import settings as ours

    assert ours.EMAIL_BACKEND == "goldenthread.recovery.mail.Held"


def test_a_restore_and_its_comparison_stand_in_the_audit(cast: Cast) -> None:
    restored = _restored()
    compare(by=cast.administrator, on=TODAY)
    told = Entry.objects.filter(subject_id=restored.pk).order_by("recorded_at", "deed")
    assert {entry.deed for entry in told} == {"recovery.restore", "recovery.compare"}
    assert told.get(deed="recovery.compare").recorded_by == cast.administrator.pk


def test_who_does_not_answer_for_the_system_cannot_say_that_it_was_compared(cast: Cast) -> None:
    _restored()
    with pytest.raises(PermissionDenied), transaction.atomic():
        compare(by=cast.spoc, on=TODAY)
    assert waiting() is not None


def test_without_a_restore_there_is_nothing_to_compare(cast: Cast) -> None:
    with pytest.raises(Refused, match="No restore waits"):
        compare(by=cast.administrator, on=TODAY)


def test_two_restores_are_compared_as_one(cast: Cast) -> None:
    _restored()
    _restored()
    compare(by=cast.administrator, on=TODAY)
    assert waiting() is None
    assert Restore.objects.filter(compared_by=cast.administrator.pk).count() == 2


def test_a_comparison_names_who_compared() -> None:
    restored = _restored()
    with pytest.raises(IntegrityError), transaction.atomic():
        Restore.objects.filter(pk=restored.pk).update(compared_at=LOST_AFTER)


def test_every_page_says_what_is_missing_until_it_is_compared(visit, cast: Cast) -> None:
    missing = "Restored from a backup: what was recorded after 02:00 on 22 November 2026 is missing here"
    assert missing not in visit(cast.spoc, "desk:services").words
    _restored()
    assert missing in visit(cast.spoc, "desk:services").words
    compare(by=cast.administrator, on=TODAY)
    assert missing not in visit(cast.spoc, "desk:services").words


def test_a_stranger_is_told_nothing_of_it(client: Client) -> None:
    _restored()
    assert b"Restored from a backup" not in client.get("/sign-in/").content


def test_the_health_page_says_what_to_do(visit, cast: Cast) -> None:
    assert "No restore waits to be compared." in visit(cast.administrator, "desk:health").words
    _restored()
    words = visit(cast.administrator, "desk:health").words
    assert "Restored from the backup of 02:00 on 22 November 2026. Nothing is sent." in words
    assert "goldenthread restore --compared --by EMAIL" in words
