"""A mailbox on a real IMAP server: every mail is kept once (C03, C04).

What becomes of it where something breaks off between is in tests/faults/test_receiving.py.
"""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from goldenthread.command import worker
from goldenthread.demo.stories import Story
from goldenthread.design.words import LONDON
from goldenthread.documents import store
from goldenthread.inbox import actions, mailbox
from goldenthread.inbox.mailbox import Address
from goldenthread.inbox.models import Mail
from goldenthread.inbox.receiving import collect, read_all
from goldenthread.inbox.tests.hostile import mails
from goldenthread.inbox.tests.imap import FOLDER, delivered, holds, served
from goldenthread.inbox.tests.imap import asked as seen_by
from goldenthread.inbox.tests.written import NOW, mail
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def started() -> Iterator[Address]:
    """One server for all tests of this file."""
    with served() as address:
        yield address


@pytest.fixture
def box(started: Address) -> Address:
    """Its mailbox, emptied."""
    from goldenthread.inbox.tests.imap import asked

    with asked(started) as server:
        for folder in (FOLDER, "Goldenthread"):
            if server.select(folder)[0] == "OK":
                server.store("1:*", "+FLAGS", "\\Deleted")
                server.expunge()
    return started


def test_each_mail_is_kept_and_moved_and_then_read(story: Story, by: Any, box: Address) -> None:
    for subject in ("One", "Two"):
        delivered(box, mail(subject=subject), NOW)
    assert collect(box, "torbay", by=by, now=NOW) == 2
    assert (holds(box, FOLDER), holds(box, "Goldenthread")) == (0, 2)
    assert read_all(by=by, now=NOW) == 2
    assert set(Mail.objects.values_list("subject", "state")) == {("One", "waiting"), ("Two", "waiting")}
    assert collect(box, "torbay", by=by, now=NOW) == 0


def test_a_mail_stands_as_it_came_to_the_byte(story: Story, by: Any, box: Address) -> None:
    sent = [
        imaplib.MapCRLF.sub(b"\r\n", raw.replace(b"\0", b"0")) for raw in mails(17)
    ]  # as a program sends them
    for raw in sent:
        delivered(box, raw, NOW)
    collect(box, "torbay", by=by, now=NOW)
    assert {store.content(row.sha256, store.MAIL) for row in Mail.objects.all()} == set(sent)


DAYS = [
    *(date(2026, 3, 29) + timedelta(days=move) for move in (-2, -1, 0, 1)),  # the clocks go forward
    *(date(2026, 10, 25) + timedelta(days=move) for move in (-2, -1, 0, 1)),  # and back
    *(date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 28), date(2028, 2, 29)),
    *(date(2026, month, 30) for month in (4, 6, 9, 11)),
    *(date(2026, 12, day) for day in (23, 24, 25, 26, 27, 30, 31)),
    *(date(2026, 4, 1) + timedelta(days=day) for day in range(17)),
]


def around_midnight(days: list[date]) -> tuple[list[datetime], list[date]]:
    """A second before and a second after the end of each of these days, and on which day each of them is."""
    ends = [datetime.combine(day + timedelta(days=1), time(), LONDON) for day in days]
    moments = [each.astimezone(UTC) + timedelta(seconds=second) for each in ends for second in (-1, 1)]
    return moments, [day for each in days for day in (each, each + timedelta(days=1))]


def test_it_is_received_on_london_s_day_by_the_server_s_clock(story: Story, by: Any, box: Address) -> None:
    moments, wanted = around_midnight([date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 31)])
    with seen_by(box) as server:
        for moment in moments:
            raw = mail(Date="Thu, 01 Jan 1970 00:00:00 +0000")
            assert server.append(FOLDER, "", imaplib.Time2Internaldate(moment), raw)[0] == "OK"
    collect(box, "torbay", by=by, now=NOW + timedelta(days=99))
    assert list(Mail.objects.order_by("arrived").values_list("received_on", flat=True)) == wanted


def test_around_forty_midnights_every_mail_is_received_on_its_own_day(
    story: Story, by: Any, box: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eighty moments (C04); what the server says of each is taken as the test before takes it."""
    assert len(set(DAYS)) == 40
    moments, wanted = around_midnight(sorted(DAYS))

    def came(address: Address, *, keep: mailbox.Keep, **_: object) -> int:
        for number, moment in enumerate(moments):
            keep(mailbox.Fetched(1, number, moment, mail(), is_whole=True))
        return len(moments)

    monkeypatch.setattr(mailbox, "collect", came)
    assert collect(box, "torbay", by=by, now=NOW) == 80
    assert list(Mail.objects.order_by("arrived").values_list("received_on", flat=True)) == wanted


def test_a_server_that_numbers_anew_or_delivers_twice_doubles_nothing(
    story: Story, by: Any, box: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = mail(subject="One")
    delivered(box, raw, NOW)
    collect(box, "torbay", by=by, now=NOW)
    delivered(box, raw, NOW)
    monkeypatch.setattr(mailbox, "_validity", lambda _: 77)
    collect(box, "torbay", by=by, now=NOW)
    assert Mail.objects.count() == 1
    assert holds(box, FOLDER) == 0


def test_a_mail_that_is_too_large_is_kept_by_its_headers_and_left_to_a_person(
    story: Story, by: Any, box: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "LARGEST_MAIL", 5_000)
    delivered(box, mail(subject="Large", text="x\n" * 9_000), NOW)
    collect(box, "torbay", by=by, now=NOW)
    kept = Mail.objects.get()
    assert (kept.state, kept.size < 5_000) == ("unreadable", True)
    assert "too large" in kept.why


def test_without_a_folder_to_move_to_a_mail_is_marked_and_not_fetched_again(
    story: Story, by: Any, box: Address
) -> None:
    stays = replace(box, done="")
    delivered(box, mail(), NOW)
    assert [collect(stays, "torbay", by=by, now=NOW) for _ in range(2)] == [1, 0]
    assert holds(box, FOLDER) == 1


def test_a_server_that_cannot_move_copies(
    story: Story, by: Any, box: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "_can_move", lambda _: False)
    delivered(box, mail(), NOW)
    collect(box, "torbay", by=by, now=NOW)
    assert (holds(box, FOLDER), holds(box, "Goldenthread")) == (0, 1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"folder": "Nowhere"}, "no folder Nowhere"),
        ({"folder": "Öffnen"}, "plain letters"),
    ],
)
def test_a_wrong_setting_is_said(
    story: Story, by: Any, box: Address, wrong: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        collect(replace(box, **wrong), "torbay", by=by, now=NOW)
    with pytest.raises(Refused, match="There is no area nowhere"):
        collect(box, "nowhere", by=by, now=NOW)


def test_the_worker_brings_mail_in_and_says_what_stands_in_the_way(
    story: Story, by: Any, box: Address, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"host": box.host, "port": box.port, "user": box.user, "folder": FOLDER, "done": "Goldenthread"}
    settings.IMAP = {**words, "password": box.password, "is_tls": False, "area": "torbay"}
    delivered(box, mail(subject="Seen to"), NOW)
    worker.receive_mail()
    assert Mail.objects.get().subject == "Seen to"
    settings.IMAP = {**settings.IMAP, "password": "wrong"}
    with pytest.raises(Refused, match="The mailbox cannot be read"):
        worker.receive_mail()
    settings.IMAP = {}
    worker.receive_mail()
