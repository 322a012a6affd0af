"""Whether our own mail server proved who sent a mail, and whether a machine did (C01, B18)."""

from __future__ import annotations

import re
from email.message import Message

from goldenthread.inbox.reading.headers import first, texts

_COMMENT = re.compile(r"\([^()]*\)")
_AWAY = re.compile(
    r"^(auto(matic)?[ -]?(reply|response)|out of (the )?office|undeliver|delivery status|mail delivery failed"
    r"|returned mail)",
    re.IGNORECASE,
)


def is_proved(mail: Message, address: str, server: str) -> bool:
    """Whether the header that our server put on top says that the sender's domain vouches for the mail.

    Only the topmost of that server's counts: whoever sends a mail can write others below it. Nothing is proved where no
    server is named.
    """
    domain = address.rpartition("@")[2]
    if not server or not domain:
        return False
    for text in texts(mail, "Authentication-Results"):
        named, _, said = _COMMENT.sub(" ", text).partition(";")
        if named.lower().split()[:1] == [server.lower()]:
            return any(_vouches(each, domain) for each in said.lower().split(";"))
    return False


def _vouches(said: str, domain: str) -> bool:
    """DMARC passed for the domain; or DKIM signed by the very domain of the address."""
    words = dict(word.split("=", 1) for word in said.split() if "=" in word)
    if words.get("dmarc") == "pass":
        return words.get("header.from", "").strip('"') == domain
    if words.get("dkim") == "pass":
        return words.get("header.d", words.get("header.i", "").lstrip("@")) == domain
    return False


def is_automatic(mail: Message) -> bool:
    """Whether it is an automatic reply, a notice of delivery, or mail to many: nobody wrote it to us."""
    submitted = first(mail, "Auto-Submitted", 40).lower()
    if submitted and not submitted.startswith("no"):
        return True
    if first(mail, "Precedence", 20).lower() in ("bulk", "junk", "auto_reply", "list"):
        return True
    if any(
        first(mail, name, 20) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress-Reply")
    ):
        return True
    if mail.get_content_type() in ("multipart/report", "message/delivery-status"):
        return True
    return first(mail, "Return-Path", 20) == "<>" or bool(_AWAY.match(first(mail, "Subject", 200)))
