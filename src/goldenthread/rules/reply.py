"""The token by which an answer finds the letter that it answers, and which nobody can make who has not the key.

It stands in a letter's Reply-To (before the @, after a plus) and in its Message-ID: whatever a mail program quotes, one
of the two comes back. It names the letter, never a child.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32decode, b32encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from uuid import UUID

_TOKEN = re.compile(r"(?<![a-z0-9])gt-([a-z2-7]{26})-([a-z2-7]{20})(?![a-z0-9])", re.IGNORECASE)
_PURPOSE = b"goldenthread reply token 1:"
_TAG = 20


def reply_token(letter: UUID, key: bytes) -> str:
    """The token of this letter: 50 small letters, digits and hyphens, fit for a mail address."""
    name = b32encode(letter.bytes).decode().rstrip("=").lower()
    return f"gt-{name}-{_tag(letter, key)}"


def letters_named(texts: Iterable[str], keys: Sequence[bytes]) -> frozenset[UUID]:
    """The letters whose tokens stand in these texts and were made with one of these keys; forged ones name none."""
    found = (match for text in texts for match in _TOKEN.finditer(text))
    named = ((UUID(bytes=b32decode(f"{match[1].upper()}======")), match[2].lower()) for match in found)
    return frozenset(
        letter
        for letter, tag in named
        if any([hmac.compare_digest(_tag(letter, key), tag) for key in keys])  # noqa: C419 (every key takes its time)
    )


def _tag(letter: UUID, key: bytes) -> str:
    """100 bits: more than anybody can try by mail."""
    made = hmac.new(key, _PURPOSE + letter.bytes, sha256).digest()
    return b32encode(made).decode()[:_TAG].lower()
