"""How a service's list reaches it: attached to mail where that is protected, or as the word that it waits (B11)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from goldenthread.post.letters import Address
from goldenthread.rules.occasions import Sending

NO_MAILBOX = (
    "The area’s pack does not say where this service is written to. Load one that does, or take the list out."
)
ON_PAPER = "{name} is written to by post. Take the list out, and bring it to them."
NO_LETTER = (
    "The area’s pack has no letter with which a list is sent. Add [[letter]] “list-attached” and “list-waits”, or take "
    "the list out."
)


@dataclass(frozen=True, slots=True)
class Way:
    """To where a list is sent, in which words, by which pack; and why it is not attached, where it is not."""

    pack: UUID
    to: Address
    told_to: Sending
    why_not_attached: str

    @property
    def is_attached(self) -> bool:
        return not self.why_not_attached
