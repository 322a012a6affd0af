"""Sealing what must be read again, but by nobody who holds the database alone, with the installation's key."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

__all__ = ["InvalidToken", "seal", "unseal"]


def seal(text: str) -> str:
    """The text, unreadable without the installation's secret key."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str, *, within: int | None = None) -> str:
    """The text again. Raises InvalidToken where the key is another, or it was sealed more than `within` seconds ago."""
    return _keys().decrypt(sealed.encode(), ttl=within).decode()


def _keys() -> MultiFernet:
    """The key of today seals; former ones still open."""
    return MultiFernet([_key(each) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    digest = hashlib.sha256(b"goldenthread sealing " + secret.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
