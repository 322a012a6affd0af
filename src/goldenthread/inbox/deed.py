"""What every page says on which something is done with one mail."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from goldenthread.cases.deed import Deed
from goldenthread.design.page import Link


def on_mail(of: Any, *, title: str, button: str, intro: str) -> Deed:
    """The mail's subject on top, and the way back to it."""
    address = reverse("inbox:mail", args=[of.pk])
    return Deed(
        title=title,
        caption=of.subject or "Mail without a subject",
        back=Link("Back to the mail", address),
        cancel=address,
        button=button,
        intro=intro,
    )
