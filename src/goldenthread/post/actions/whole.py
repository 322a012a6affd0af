"""A letter as it leaves: with what only its recipient reads, in its words or as a file beside them."""

from __future__ import annotations

from base64 import b64decode
from datetime import date

from goldenthread.accounts.sealing import InvalidToken, unseal
from goldenthread.directory.queries import current_pack
from goldenthread.post.channels import File
from goldenthread.post.letters import why_not_attached
from goldenthread.post.models import Message
from goldenthread.rules.letters import KEPT_OUT
from goldenthread.rules.refusals import Refused

UNREADABLE = "What only its recipient may read was sealed with a key that is gone. Send a new one."
NOT_KEPT = "The list that left with it is not kept. Send the list anew."


def whole(message: Message) -> tuple[str, File | None]:
    """The letter as it leaves, with what only its recipient reads; raises Refused where that can be read no more."""
    if not message.secret:
        if message.attached:
            raise Refused(NOT_KEPT)
        return message.text, None
    try:
        secret = unseal(message.secret)
    except InvalidToken:
        raise Refused(UNREADABLE) from None
    if message.attached:
        return message.text, File(message.attached, b64decode(secret))
    return message.text.replace(KEPT_OUT, secret), None


def why_held(message: Message, on: date) -> str:
    """Why the list that is attached to a letter may not leave with it now; nothing where it may, or there is none."""
    if not message.attached:
        return ""
    current = current_pack(message.area_id)
    service = str(message.values.get("service_code", ""))
    return (
        why_not_attached(current.data, message.recipient, service, on) if current else "The area has no pack."
    )
