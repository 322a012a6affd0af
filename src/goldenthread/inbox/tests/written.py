"""Mails as people write them, and an answer to a letter of ours with its token."""

from __future__ import annotations

from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any
from uuid import uuid4

from goldenthread.design.words import LONDON
from goldenthread.documents.checks.tests.made import docx
from goldenthread.inbox.actions import expect, keep
from goldenthread.inbox.models import Mail
from goldenthread.inbox.queries.triage import keys
from goldenthread.inbox.receiving import read_one
from goldenthread.rules.reply import reply_token

ON = date(2026, 11, 9)
NOW = datetime(2026, 11, 9, 10, 0, tzinfo=LONDON)
SENDER = "slt@devonhealth.example"
PROOF = "mx.torbay.example; dmarc=pass header.from=devonhealth.example"


def mail(text: str = "The report is attached.", **given: Any) -> bytes:
    """A mail. `proof` is what our server says; `tokens` where an answer carries one; `files` what it brings."""
    made = EmailMessage(policy=SMTP)
    if (proof := given.pop("proof", PROOF)) is not None:
        made["Authentication-Results"] = proof
    made["From"] = given.pop("sender", f"Cora Nance <{SENDER}>")
    made["To"] = given.pop("to", "spoc@torbay.example")
    made["Subject"] = given.pop("subject", "Report")
    made["Message-ID"] = f"<{uuid4()}@devonhealth.example>"
    files = given.pop("files", {})
    for name, value in given.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    for name, content in files.items():
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def asked(case: Any, by: Any, address: str = SENDER, service: Any = None) -> str:
    """A letter about the case went to this address, perhaps a service's; its token."""
    letter = uuid4()
    expect(letter=letter, case=case, address=address, service=service, by=by, on=ON)
    return reply_token(letter, keys()[0])


def answer(token: str, text: str = "The report is attached.", **given: Any) -> bytes:
    """An answer to a letter of ours, as a mail program makes it."""
    return mail(text, to=f"spoc+{token}@torbay.example", In_Reply_To=f"<{token}@torbay.example>", **given)


def came(raw: bytes, area: Any, by: Any) -> Mail:
    """The mail arrived, was kept, and was read once."""
    kept = keep(area=area, raw=raw, arrived=NOW, by=by, on=ON)
    assert kept is not None
    read_one(kept.pk, by=by, now=NOW)
    kept.refresh_from_db()
    return kept


FILES = {"Ember report.docx": docx()}
