"""What the page says on which a document is withdrawn."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from goldenthread.cases.deed import Deed
from goldenthread.design.page import Link

FIRST = (
    "If it belongs on another case, download it first: afterwards nobody who sees this case can open it, and neither "
    "can you. It stays, with who has opened it, for those who read the audit."
)
ADVICE = (
    "Where it was handed in as a service’s advice, correct that entry of the timeline too: until then the advice "
    "counts as received."
)


def withdraw(of: Any) -> Deed:
    """Say what becomes of it, and what else is to be done."""
    back = reverse("documents:document", args=[of.pk])
    return Deed(
        title="Withdraw a document",
        caption=f"{of.title}, {of.case.child.name}, {of.case.reference}" if of.case else of.title,
        button="Withdraw the document",
        back=Link("Back to the document", back),
        cancel=back,
        intro=f"{FIRST} {ADVICE}" if of.service_id else FIRST,
    )
