"""No mail stops the next: malformed ones are read, or stand aside as they came, none on a case (C05, C06, B19)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage

from goldenthread.demo.stories import Story
from goldenthread.documents import store
from goldenthread.inbox import actions
from goldenthread.inbox.models import Attachment, Mail
from goldenthread.inbox.reading import read, web
from goldenthread.inbox.receiving import read_all
from goldenthread.inbox.tests.hostile import MAKERS, mails
from goldenthread.inbox.tests.written import NOW, ON, answer, asked, mail
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are checked by tests of their own; here each would cost a process."""

    def refuse(content: bytes, name: str) -> None:
        raise Refused("Save it as PDF and send that.")

    monkeypatch.setattr(actions, "look_into", refuse)


WORN = "Authentication-Results: mx.torbay.example; dmarc=pass header.from=family.example\r\nIn-Reply-To: <{}@x>\r\n"


def lived_through(story: Story, case: Any, by: Any, count: int) -> None:
    """Every mail is kept and read or put aside, with the good ones among them; none is lost, or filed to another child.

    Every other one wears the token of a letter to its sender: some may be filed, and then to that letter's case.
    """
    token = asked(case, by, "wren@family.example")
    story.given_a_request(ON, child=story.given_a_child("Hal", "Kestrelby"), reference="GT/2")
    raws = [WORN.format(token).encode() * (place % 2) + raw for place, raw in enumerate(mails(count))]
    for raw in raws:
        assert actions.keep(area=story.cast.area, raw=raw, arrived=NOW, by=by, on=ON) is not None
    for _ in range(actions.MOST_TRIES + 1):
        read_all(by=by, now=NOW)
    rows = Mail.objects.all()
    assert rows.count() == count
    assert {row.state for row in rows} <= {"waiting", "unreadable", "filed"}
    assert {row.case_id for row in rows if row.state == "filed"} == {case.pk}
    assert not rows.exclude(state="filed").exclude(case=None).exists()
    assert {store.content(row.sha256, store.MAIL) for row in rows} == set(raws)
    good = [row for row in rows if row.subject == "Report" and row.state in ("waiting", "filed")]
    assert len(good) >= count // len(MAKERS)
    assert rows.filter(state="unreadable").count() < count / 4
    assert not rows.filter(due_on=None).exists()
    for row in rows:
        header = f"{row.subject} {row.sender_name} {row.sender}"
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", header), header
        EmailMessage(f"Re: {row.subject}", "x", "spoc@torbay.example", ["a@b.example"]).message()
    for name in Attachment.objects.values_list("name", flat=True):
        assert not set(name) & set('/\\\r\n\0"')


def test_a_share_of_two_thousand_hostile_mails_stops_nothing(story: Story, case: Any, by: Any) -> None:
    lived_through(story, case, by, 68)


@pytest.mark.long
def test_two_thousand_hostile_mails_stop_nothing(story: Story, case: Any, by: Any) -> None:
    lived_through(story, case, by, 2_000)


def test_a_mail_that_ends_the_reading_three_times_stands_aside_and_the_next_is_read(
    story: Story, by: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"area": story.cast.area, "arrived": NOW, "by": by, "on": ON}
    bad = actions.keep(raw=b"From: a@b.example\r\n\r\npoison", **words)
    good = actions.keep(raw=mail(), **words)
    real, calls = actions.read_letter, []

    def poisoned(raw: bytes, **options: Any) -> Any:
        if b"poison" in raw:
            calls.append(1)
            raise MemoryError
        return real(raw, **options)

    monkeypatch.setattr(actions, "read_letter", poisoned)
    for _ in range(6):
        read_all(by=by, now=NOW)
    assert bad is not None and good is not None
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (len(calls), bad.state, good.state) == (3, "unreadable", "waiting")
    assert "no program can read" in bad.why
    assert store.content(bad.sha256, store.MAIL).endswith(b"poison")
    assert bad.due_on > ON


def test_a_try_that_ends_the_whole_process_counts_too(story: Story, by: Any) -> None:
    kept = actions.keep(area=story.cast.area, raw=mail(), arrived=NOW, by=by, on=ON)
    assert kept is not None
    assert [actions.begin(kept.pk) for _ in range(actions.MOST_TRIES)] == [1, 2, 3]
    read_all(by=by, now=NOW + timedelta(days=1))
    kept.refresh_from_db()
    assert kept.state == "unreadable"


def test_a_web_page_is_shown_as_its_words_alone() -> None:
    page = (
        "<head><title>t</title></head><body><p>Dear <b>team</b>,</p><script>alert(1)</script><style>a{}</style>"
        "<img src='https://x.example/seen.png' alt='x'><p>Rowan&rsquo;s report &lt;b&gt; follows.<br>Cora</body>"
    )
    assert web.words(page) == "Dear team,\n\nRowan’s report <b> follows.\nCora"


def test_a_page_and_its_words_are_not_shown_twice() -> None:
    raw = (
        b"From: a@b.example\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain\r\n\r\nPlain.\r\n"
        b"--x\r\nContent-Type: text/html\r\n\r\n<p>Page.</p>\r\n--x--\r\n"
    )
    letter = read(raw, server="")
    assert (letter.text, letter.is_proved, letter.attached) == ("Plain.", False, ())


def test_a_mail_within_a_mail_is_a_file_that_is_not_looked_into(story: Story, case: Any, by: Any) -> None:
    inner = answer(asked(case, by))
    raw = b"From: a@b.example\r\nContent-Type: message/rfc822\r\n\r\n" + inner
    letter = read(raw, server="mx.torbay.example")
    assert [each.name for each in letter.attached] == ["mail.eml"]
    assert not any("gt-" in route for route in letter.routes)
