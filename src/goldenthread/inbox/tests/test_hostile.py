"""No mail stops the next: malformed ones are read, or stand aside as they came, none on a case (C05, C06, B19)."""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.core.mail import EmailMessage

from goldenthread.demo.stories import Story
from goldenthread.documents import store
from goldenthread.inbox import actions
from goldenthread.inbox.actions import mails as reading
from goldenthread.inbox.models import Attachment, Mail
from goldenthread.inbox.reading import read, web
from goldenthread.inbox.receiving import read_all
from goldenthread.inbox.tests.hostile import MAKERS
from goldenthread.inbox.tests.worn import Party, Worn, worn
from goldenthread.inbox.tests.written import NOW, ON, answer, asked, mail
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are checked by tests of their own; here each would cost a process."""

    def refuse(content: bytes, name: str) -> None:
        raise Refused("Save it as PDF and send that.")

    monkeypatch.setattr(reading, "look_into", refuse)


def parties(story: Story, case: Any, by: Any) -> list[Party]:
    """Three children with a case each, and the token of a letter to an address of each."""
    told = [(case, "wren@family.example")]
    for forename, reference, address in (
        ("Hal", "GT/2", "slt@devonhealth.example"), ("Merryn", "GT/3", "senco@school.example"),
    ):  # fmt: skip
        child = story.given_a_child(forename, "Kestrelby")
        told.append((story.given_a_request(ON, child=child, reference=reference).case, address))
    return [
        Party(
            each.pk, each.reference, f"{each.child.forename} {each.child.surname}", each.child.nhs_number, address,
            asked(each, by, address),
        )
        for each, address in told
    ]  # fmt: skip


def lived_through(story: Story, case: Any, by: Any, count: int) -> None:
    """Every mail is kept and read or put aside, with the good ones among them; none is lost, or filed to another child.

    Nine in ten wear the token of a letter; one in five wears nothing that speaks against it, and of those some are
    filed: to that letter's case.
    """
    three = parties(story, case, by)
    told = {sha256(each.raw).hexdigest(): each for each in worn(count, three)}
    assert len(told) == count
    for each in told.values():
        assert actions.keep(area=story.cast.area, raw=each.raw, arrived=NOW, by=by, on=ON) is not None
    for _ in range(actions.MOST_TRIES + 1):
        read_all(by=by, now=NOW)
    rows = Mail.objects.all()
    assert {row.sha256: store.content(row.sha256, store.MAIL) for row in rows} == {
        sha: each.raw for sha, each in told.items()
    }
    assert {row.state for row in rows} <= {"waiting", "unreadable", "filed"}
    no_wrong_child(rows, told, three)
    plain = [row for row in rows if b"X-Number: " in told[row.sha256].raw[:500]]
    assert len(plain) >= count // len(MAKERS)
    assert {row.state for row in plain} <= {"waiting", "filed"}
    assert rows.filter(state="unreadable").count() < count / 4
    assert not rows.filter(due_on=None).exists()
    nothing_breaks_a_line(rows)


def no_wrong_child(rows: Any, told: dict[str, Worn], three: list[Party]) -> None:
    """What is filed stands on the case of the one letter whose token it wears, and names none of the other children."""
    filed = [(row, told[row.sha256]) for row in rows if row.state == "filed"]
    assert {row.case_id for row, _ in filed} == {each.case for each in three}, (
        "none was filed: nothing is shown"
    )
    assert [each.way for row, each in filed if not each.may_be_filed] == []
    assert [each for row, each in filed if row.case_id != each.whose.case] == []
    for row, each in filed:
        said = f"{row.subject} {row.text}".lower()
        others = [one for one in three if one is not each.whose]
        assert not [one for one in others if one.reference.lower() in said or one.name.lower() in said]
    assert not rows.exclude(state="filed").exclude(case=None).exists()


def nothing_breaks_a_line(rows: Any) -> None:
    """What they say in their headers and names of files can stand in a mail and a header of ours (B19)."""
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
    real, calls = reading.read_letter, []

    def poisoned(raw: bytes, **options: Any) -> Any:
        if b"poison" in raw:
            calls.append(1)
            raise MemoryError
        return real(raw, **options)

    monkeypatch.setattr(reading, "read_letter", poisoned)
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
