"""What the page says on which a passkey is added."""

from __future__ import annotations

from django.urls import reverse

from goldenthread.accounts.passkey.page import Passkey
from goldenthread.design.page import Link


def add(asked: str) -> Passkey:
    """Ask for it."""
    home = reverse("accounts:account")
    return Passkey(
        title="Add a passkey",
        button="Make a passkey",
        asked=asked,
        back=Link("Back to your account", home),
        cancel=home,
    )
