"""One spelling of a name to search by: no case, accents, apostrophes or doubled spaces."""

from __future__ import annotations

import unicodedata


def search_form(*names: str) -> str:
    """The names folded for searching and matching: "O'Brien-Smyth, Zoë" gives "obrien smyth zoe"."""
    folded = unicodedata.normalize("NFKD", " ".join(names)).casefold()
    kept = "".join(" " if each in "-,." else each for each in folded if each.isalnum() or each in " -,.")
    return " ".join(kept.split())
