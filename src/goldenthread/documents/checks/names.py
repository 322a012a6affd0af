"""A file's name as a stranger wrote it, made fit to be shown and given back; nothing is ever kept under it (C13)."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
_UNSAFE = re.compile(r'[<>:"|?*;%\s]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def cleaned(name: str, otherwise: str = "document") -> str:
    """The last part of a path, in letters that turn nothing round and hide nothing; `otherwise` for nothing.

    Control and formatting characters go (a right-to-left override shows "exe.pdf" for "fdp.exe"), what a system or a
    header reads as more than a name becomes a blank, and the extension outlives a cut.
    """
    text = unicodedata.normalize("NFC", name)
    last = re.split(r"[/\\]", text)[-1]
    plain = "".join(each for each in last if _is_plain(each) or each.isspace())
    whole = unicodedata.normalize("NFC", plain)  # what stood between a letter and its accent may be gone
    tidy = _UNSAFE.sub(" ", whole).strip(" .")
    stem, dot, extension = tidy.rpartition(".")
    if not dot:
        stem, extension = tidy, ""
    extension = extension[:10].rstrip()
    if _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    kept = stem[: LONGEST - len(dot) - len(extension)].rstrip(" .")
    return f"{kept}{dot}{extension}" if kept else otherwise


def _is_plain(letter: str) -> bool:
    """No control, no formatting, no half of a pair, nothing private or unassigned."""
    return not unicodedata.category(letter).startswith("C")
