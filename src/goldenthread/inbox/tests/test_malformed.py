"""Whatever bytes come as a mail, reading them gives plain words or says that nobody can read them (C05)."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as some

from conftest import LONG
from goldenthread.inbox.reading import Letter, read
from goldenthread.inbox.reading.mail import Unreadable

HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]")
NAMES = some.sampled_from(
    ["From", "To", "Subject", "Date", "References", "In-Reply-To", "Content-Type", "Content-Disposition",
     "Content-Transfer-Encoding", "Authentication-Results", "Auto-Submitted", "MIME-Version", "Received", ""]
)  # fmt: skip
WORDS = some.sampled_from(
    ["=?utf-8?q?=0ABcc:_x?=", "=?utf-8?b?", "?=", "multipart/mixed; boundary=x", "multipart/report; boundary=\"\"",
     "message/rfc822", "message/delivery-status", "text/html", "text/plain; charset=", "utf-7", "idna", "filename*0*=",
     "attachment; filename=", "<a@b.example>", "\"", ";", ",", "dmarc=pass", "base64", "quoted-printable", "\r\n ", "x"]
)  # fmt: skip
VALUES = some.lists(WORDS | some.text(max_size=12), max_size=5).map("".join)
HEADS = some.lists(some.tuples(NAMES, VALUES).map(": ".join), max_size=9).map("\r\n".join)
PARTS = some.lists(some.tuples(HEADS, some.text(max_size=30)).map("\r\n\r\n".join), max_size=4).map(
    "\r\n--x\r\n".join
)
BUILT = (
    some.tuples(HEADS, PARTS).map("\r\n\r\n--x\r\n".join).map(lambda mail: mail.encode("utf-8", "replace"))
)


@settings(max_examples=20_000 if LONG else 60)
@given(raw=BUILT | some.binary(max_size=400))
@example(b"Content-Type: text/plain; charset=idna\r\n\r\n\xc2\x80")
def test_any_bytes_are_read_as_plain_words_or_not_at_all(raw: bytes) -> None:
    try:
        letter = read(raw, server="mx.torbay.example")
    except Unreadable:
        return
    assert isinstance(letter, Letter)
    assert not any(HIDDEN.search(each) for each in (letter.subject, letter.name, letter.address))
    assert not any(set(each.name) & set('/\\\r\n\0"') for each in letter.attached)
    assert not HIDDEN.search(letter.text.replace("\n", "").replace("\t", ""))
