"""What the page says on which somebody says that a letter was posted: first print it, then post it, then say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link
from goldenthread.post.complete.page import OfLetter, of_letter


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPost(OfLetter):
    """The letter, the address for its envelope, and the file to print."""

    address: tuple[str, ...]
    file: Link


def send_by_post(message: Any, obstacle: str) -> ByPost:
    """What to do, in its order; `obstacle` says why it is not to be done any more."""
    shown = of_letter(
        message,
        title="Print and post the letter",
        button="It was posted",
        intro=obstacle or "Print it and post it, then say on which day. It is on the timeline from that day.",
    )
    return ByPost(
        **{name: getattr(shown, name) for name in OfLetter.__dataclass_fields__},
        address=(message.to_name, *message.to_address.splitlines()),
        file=Link("Download the letter to print (PDF)", reverse("desk:letter_pdf", args=[message.pk])),
    )
