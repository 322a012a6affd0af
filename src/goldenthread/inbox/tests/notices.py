"""Notices of delivery as mail servers write them (RFC 3464), about a letter of ours."""

from __future__ import annotations

FULL = "552 5.2.2 The mailbox is full"


FIELDS = """Final-Recipient: rfc822; slt@cfhd.example
Action: {action}
Status: {status}
Diagnostic-Code: {said}
"""
OURS = """Message-ID: {message_id}
From: Single Point of Contact <letters@goldenthread.example>
To: slt@cfhd.example
Subject: Please give advice

Dear colleague
"""
NOTICE = """Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@cfhd.example>
To: letters@goldenthread.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="of-the-notice"

--of-the-notice
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered to one or more recipients.

--of-the-notice
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.cfhd.example
Arrival-Date: Mon, 2 Nov 2026 10:00:00 +0000

{fields}
--of-the-notice
Content-Type: {returned}

{ours}
--of-the-notice--
"""


def notice(
    message_id: str,
    *,
    action: str = "failed",
    status: str = "5.2.2",
    said: str = f"smtp; {FULL}",
    returned: str = "message/rfc822",
    recipients: int = 1,
) -> bytes:
    """A notice from the recipient's mail server. `returned` is how it gives our mail back."""
    fields = FIELDS.format(action=action, status=status, said=said)
    ours = OURS.format(message_id=message_id)
    told = NOTICE.format(fields="\n".join([fields] * recipients), returned=returned, ours=ours)
    return told.replace("\n", "\r\n").encode()
