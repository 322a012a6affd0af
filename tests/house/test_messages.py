"""The look at every message can itself fail: what is put into one is found there."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest

from goldenthread.post.tests.mail_server import Server, server
from tests.house.messages import Known, Messages, keep_mail, looked_at

__all__ = ["server"]
WREN = Known("Wren", "Rowe", date(2015, 4, 7), "9990000018")


@pytest.mark.parametrize(
    "text",
    [
        "Advice about Wren Rowe is late",
        "ROWE, Wren",
        "wren  rowe’s report",
        "born on 7 April 2015",
        "7/4/2015",
        "07/04/2015",
        "2015-04-07",
        "999 000 0018",
        "9990000018",
    ],
)
def test_what_names_a_child_is_found(text: str) -> None:
    seen = Messages()
    seen.keep("Subject", f"Dear colleague\n\n{text}.", to=["one@torbay.example"])
    assert len(list(seen.problems([WREN]))) == 1


def test_what_names_no_child_is_silent() -> None:
    seen = Messages()
    seen.keep(
        "Advice on GT/1", "Wren is a bird. Rowena came on 17 April 2015, of 1999000001.", to=["a@b.example"]
    )
    assert list(seen.problems([WREN])) == []


@pytest.mark.parametrize("to", [[], ["a@b.example", "c@d.example"]])
def test_any_other_number_of_recipients_than_one_is_found(to: list[str]) -> None:
    seen = Messages()
    seen.keep("Subject", "Text", to=to)
    assert len(list(seen.problems([]))) == 1


@pytest.mark.parametrize("head", ["Cc", "Bcc"])
def test_a_copy_in_the_head_is_a_second_recipient(head: str) -> None:
    mail = EmailMessage()
    mail["To"], mail["Subject"], mail[head] = "a@b.example", "x", "c@d.example"
    mail.set_content("Text")
    seen = Messages()
    keep_mail(seen, mail, ["a@b.example"])
    assert seen.recipients == [["a@b.example", "c@d.example"]]


def test_what_is_said_to_a_mail_server_is_looked_at(server: Server, settings: Any) -> None:
    import smtplib

    host, port = settings.SMTP.removeprefix("smtp://").split(":")
    with looked_at() as seen, smtplib.SMTP(host, int(port)) as client:
        client.sendmail("a@torbay.example", "b@torbay.example", "To: b@torbay.example\n\nWren Rowe")
    assert list(seen.problems([WREN])) == ["a message says “Wren Rowe” of Wren Rowe"]
    assert seen.recipients == [["b@torbay.example"]]
