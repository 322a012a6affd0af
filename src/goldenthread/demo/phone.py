"""The phone of an invented person: the code that its authenticator app shows."""

from __future__ import annotations

import base64
import hashlib
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD = 30  # seconds


def secret_of(email: str) -> str:
    """What an invented person's app knows: always the same, and so a secret to nobody."""
    return base64.b32encode(hashlib.sha1(f"goldenthread {email}".encode()).digest()).decode()  # noqa: S324


def code(secret: str, periods_ahead: int = 0) -> str:
    """The six numbers that the app shows now, or so many periods of thirty seconds from now."""
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + periods_ahead))
    return shown
