"""A mail's headers in plain words, decoded once and cleaned at the door (B19): they can break no header of ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

MOST_HEADERS = 1_000
LONGEST = 20_000
_ALPHABET = re.compile(
    r"(us-)?ascii|utf-?(7|8|16|32)([-_]?[lb]e)?|latin-?\d|(iso|windows|cp|koi8|gb|big5|euc|shift|mac)[a-z0-9_-]*"
)
_BLANK = re.compile(r"\s+")
_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9.-]{1,190}\.[a-z0-9-]{1,63}")


def plain(text: str, longest: int) -> str:
    """Text in one line, without letters that control, hide or turn round, and no longer than this."""
    shown = "".join(
        letter if unicodedata.category(letter)[0] not in "CZ" else " " for letter in text[: longest * 4]
    )
    return _BLANK.sub(" ", shown).strip()[:longest]


def texts(mail: Message, name: str) -> Iterator[str]:
    """Every header of this name, as it stands, in order."""
    for key, value in mail._headers[:MOST_HEADERS]:  # type: ignore[attr-defined] # `items` parses each again
        if key.lower() == name.lower():
            yield _as_written(str(value)[:LONGEST])


def _as_written(text: str) -> str:
    """Letters that were sent without being encoded, as most programs mean them."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", errors="replace")


def first(mail: Message, name: str, longest: int) -> str:
    """The first header of this name in plain words; nothing where there is none."""
    return plain(decoded(next(texts(mail, name), "")), longest)


def decoded(text: str) -> str:
    """Encoded words decoded, once; what cannot be is shown as it stands."""
    try:
        return "".join(_word(part, charset) for part, charset in decode_header(text))
    except (HeaderParseError, LookupError, ValueError):
        return text


def _word(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    return as_text(part, charset)


def as_text(content: bytes, charset: str | None) -> str:
    """Bytes as the alphabet that they claim has them; an unknown one, or no alphabet at all, as UTF-8."""
    name = (charset or "utf-8").strip().lower()
    try:
        is_known = bool(_ALPHABET.fullmatch(name))
        return content.decode(name if is_known else "utf-8", errors="replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", errors="replace")


def sender(mail: Message) -> tuple[str, str]:
    """The one name and address that the mail says it is from; no address where it says none, or several."""
    said = list(texts(mail, "From"))
    if len(said) != 1:
        return plain(decoded(said[0]) if said else "", 200), ""
    found = getaddresses([_BLANK.sub(" ", said[0])])
    if len(found) != 1:
        return plain(decoded(said[0]), 200), ""
    name, address = found[0]
    address = address.strip().lower()
    return plain(decoded(name), 200), address if _ADDRESS.fullmatch(address) else ""
