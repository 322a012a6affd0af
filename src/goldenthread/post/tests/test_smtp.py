"""A mail server may say anything at any moment, and a name may hold anything: each letter is where it is (H04, B19)."""

from __future__ import annotations

import email
import socket
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import product
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest

from goldenthread.post.channels import Claimed, smtp
from goldenthread.post.paper.letter import Heading
from goldenthread.rules.channels import Channel
from goldenthread.rules.sending import Outcome

NOW = datetime(2026, 12, 15, 12, tzinfo=UTC)
GOES_WELL = {
    "greeting": "220 here", "ehlo": "250 here", "helo": "250 here", "mail": "250 OK", "rcpt": "250 OK",
    "data": "354 Go on", "text": "250 Taken", "quit": "221 Bye",
}  # fmt: skip
CLOSES = ""
Says = Callable[[Mapping[str, str]], None]


def _letter(**told: Any) -> Claimed:
    words = {
        "message": uuid4(), "attempt": uuid4(), "queued": NOW, "message_id": "<gt-1@goldenthread.example>",
        "channel": Channel.MAIL, "to_name": "SPOC", "to_address": "spoc@torbay.example", "subject": "Advice is late",
        "text": "Dear colleague\n\nIt is late.", "sender_name": "Torbay Council",
    }  # fmt: skip
    return Claimed(**{**words, **told})


def _serve(listening: socket.socket, says: Mapping[str, str]) -> None:
    """One conversation; where there is nothing to say, the line goes dead."""
    connected, _ = listening.accept()
    with connected, connected.makefile("rb") as lines:
        step = "greeting"
        while True:
            if (answer := says[step]) == CLOSES:
                return
            connected.sendall(f"{answer}\r\n".encode())
            if step == "data" and answer.startswith("354"):
                for line in lines:
                    if line == b".\r\n":
                        break
                step = "text"
                continue
            word = lines.readline()[:4].decode().lower()
            if word not in says:
                return
            step = word


@pytest.fixture
def said(settings: Any) -> Iterator[Callable[..., tuple[Outcome, str]]]:
    """`said(rcpt="550 No")` hands a letter to a server that answers so: the outcome, and the server's last words."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.SMTP = f"smtp://127.0.0.1:{listening.getsockname()[1]}"

        def hand_over(letter: Claimed | None = None, **told: str) -> tuple[Outcome, str]:
            serving = Thread(target=_serve, args=(listening, {**GOES_WELL, **told}))
            serving.start()
            sent = smtp.hand_over(letter or _letter(), at=NOW)
            serving.join()
            return sent.outcome, sent.reply

        yield hand_over


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ({}, Outcome.ACCEPTED),
        ({"greeting": "421 Too busy"}, Outcome.LATER),
        ({"greeting": "554 Not you"}, Outcome.LATER),
        ({"greeting": "Good morning"}, Outcome.LATER),
        ({"greeting": CLOSES}, Outcome.LATER),
        ({"ehlo": "502 What?"}, Outcome.ACCEPTED),
        ({"ehlo": "502 What?", "helo": "502 What?"}, Outcome.LATER),
        ({"ehlo": CLOSES}, Outcome.LATER),
        ({"mail": "451 Later"}, Outcome.LATER),
        ({"mail": "550 Not from there"}, Outcome.REFUSED),
        ({"mail": CLOSES}, Outcome.LATER),
        ({"rcpt": "450 Greylisted"}, Outcome.LATER),
        ({"rcpt": "452 Full"}, Outcome.LATER),
        ({"rcpt": "550 Nobody"}, Outcome.REFUSED),
        ({"rcpt": "251 Elsewhere, and taken"}, Outcome.ACCEPTED),
        ({"rcpt": CLOSES}, Outcome.LATER),
        ({"data": "451 Later"}, Outcome.LATER),
        ({"data": "554 No"}, Outcome.REFUSED),
        ({"data": CLOSES}, Outcome.LOST),
        ({"text": "250-Taken\r\n250 as 1"}, Outcome.ACCEPTED),
        ({"text": "421 Going down"}, Outcome.LATER),
        ({"text": "451 Scanner"}, Outcome.LATER),
        ({"text": "552 Too large"}, Outcome.REFUSED),
        ({"text": "Thank you"}, Outcome.LOST),
        ({"text": CLOSES}, Outcome.LOST),
    ],
)
def test_whatever_a_server_says_the_letter_is_where_it_is(
    said: Callable[..., tuple[Outcome, str]], told: dict[str, str], outcome: Outcome
) -> None:
    assert said(**told)[0] is outcome


def test_the_server_s_last_words_are_kept_in_one_line_and_no_longer_than_there_is_room(
    said: Callable[..., tuple[Outcome, str]],
) -> None:
    assert said(rcpt="550-No such\r\n550 mailbox \x1b[31m")[1] == "550 No such mailbox [31m"
    assert len(said(rcpt="550 " + "x" * 400)[1]) == 300


def test_after_any_answer_the_next_letter_is_handed_over(said: Callable[..., tuple[Outcome, str]]) -> None:
    assert said(text=CLOSES)[0] is Outcome.LOST
    assert said()[0] is Outcome.ACCEPTED


ENDS = (
    "\r\n", "\n", "\r", "\x0b", "\x0c", "\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\r\n ", "\n\t", "\r\n\r\n",
    "=0A", "=?utf-8?q?=0A?=", "=?utf-8?q?=0D=0A?=", "\u202e", "\u200b", "\ufeff",
)  # fmt: skip
INJECTED = [f"Report{end}Bcc: evil@x.example{end}" for end in ENDS]
HEADS = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
]


@pytest.mark.parametrize(("place", "text"), list(product(("subject", "to_name", "sender_name"), INJECTED)))
def test_no_name_and_no_subject_becomes_a_header(place: str, text: str) -> None:
    letter = _letter(**{place: text})
    raw = smtp.mail(
        sender="letters@goldenthread.example", sender_name=letter.sender_name, to=letter.to_address,
        to_name=letter.to_name, subject=letter.subject, text=letter.text, message_id=letter.message_id,
        reply_to="letters@goldenthread.example", at=NOW,
    ).as_bytes()  # fmt: skip
    head = email.message_from_bytes(raw)
    assert head.keys() == HEADS
    assert "evil" not in str(head["To"].rpartition("<")[2])


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example, c@d.example",
        "a b@c.example",
        "",
        "@",
        "a@",
        "<a@b.example>",
    ],
)
def test_an_address_that_is_none_is_refused_before_anybody_is_spoken_to(address: str, settings: Any) -> None:
    settings.SMTP = "smtp://127.0.0.1:9"
    sent = smtp.hand_over(_letter(to_address=address), at=NOW)
    assert (sent.outcome, sent.reply[:26]) == (Outcome.REFUSED, "The letter cannot be made:")


def test_a_page_says_the_words_and_runs_nothing() -> None:
    nhs = smtp.as_page("x", "Words.", Heading("nhs", "<i>Seaside Health", ("8 Pebble Lane", "ZZ1 1AA")))
    assert "text-align: right" in nhs and "color: #005eb8" in nhs
    assert "&lt;i&gt;Seaside Health</strong><br>8 Pebble Lane<br>ZZ1 1AA</p><p>Words." in nhs
    page = smtp.as_page("<b>", 'Dear <script>alert(1)</script>\n\nSee https://record.example/"onload=1')
    assert "<script" not in page and "&lt;script&gt;" in page
    assert '"onload' not in page
    assert page.count("<p>") == 2 and "<title>&lt;b&gt;</title>" in page


@pytest.mark.parametrize(
    ("address", "port", "is_tls", "starts_tls"),
    [
        ("smtp://mail.example", 587, False, False),
        ("smtp://mail.example:25?starttls=1", 25, False, True),
        ("smtps://mail.example", 465, True, False),
    ],
)
def test_a_server_is_read_from_its_address(address: str, port: int, is_tls: bool, starts_tls: bool) -> None:
    found = smtp.server(address)
    assert (found.host, found.port, found.is_tls, found.starts_tls) == (
        "mail.example",
        port,
        is_tls,
        starts_tls,
    )
    assert smtp.server("smtp://us%40er:p%2Fw@mail.example").user == "us@er"
    assert smtp.server("smtp://us%40er:p%2Fw@mail.example").password == "p/w"
