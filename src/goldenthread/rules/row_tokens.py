"""The token by which a row of a service's list is known again when the list comes back (capability 13).

It names the request, the moment of the case's timeline up to which the list was made, and the cells that are not to be
changed. Nobody can make one who has not the key: a row that was copied together, or whose locked cells were typed over,
is known as such. It names no child.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32decode, b32encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

_TOKEN = re.compile(r"gt-([a-z2-7]{36})-([a-z2-7]{12})-([a-z2-7]{12})", re.IGNORECASE)
_OF_THE_ROW = b"goldenthread row token 1:"
_OF_ITS_CELLS = b"goldenthread row cells 1:"
_TAG = 12
"""60 bits each: whoever tries to guess one uploads a workbook for every row of guesses, under their own name."""


@dataclass(frozen=True, slots=True)
class Named:
    """Which request a row is about, the last fact that stood when it was made, and whether its locked cells do."""

    advice: UUID
    sequence: int
    is_untouched: bool


def row_token(advice: UUID, sequence: int, locked: Sequence[str], key: bytes) -> str:
    """The token of a row: 65 small letters, digits and hyphens. `locked` are its locked cells as text, in order."""
    name = advice.bytes + sequence.to_bytes(6, "big")
    said = b32encode(name).decode().rstrip("=").lower()
    return f"gt-{said}-{_tag(_OF_THE_ROW, name, key)}-{_tag(_OF_ITS_CELLS, name + _joined(locked), key)}"


def row_named(text: str, locked: Sequence[str], keys: Sequence[bytes]) -> Named | None:
    """What a row's token names; None where it was not made with one of these keys."""
    found = _TOKEN.fullmatch(text.strip())
    if found is None:
        return None
    said, of_row, of_cells = (part.lower() for part in found.groups())
    name = b32decode(f"{said.upper()}====")
    fitting = [key for key in keys if hmac.compare_digest(_tag(_OF_THE_ROW, name, key), of_row)]
    if not fitting:
        return None
    cells = name + _joined(locked)
    is_untouched = any(hmac.compare_digest(_tag(_OF_ITS_CELLS, cells, key), of_cells) for key in fitting)
    return Named(UUID(bytes=name[:16]), int.from_bytes(name[16:], "big"), is_untouched)


def _joined(cells: Sequence[str]) -> bytes:
    """The cells as one, so that no two rows of cells are alike unless they are the same."""
    return b"".join(len(each := " ".join(cell.split()).encode()).to_bytes(4, "big") + each for cell in cells)


def _tag(purpose: bytes, said: bytes, key: bytes) -> str:
    return b32encode(hmac.new(key, purpose + said, sha256).digest()).decode()[:_TAG].lower()
