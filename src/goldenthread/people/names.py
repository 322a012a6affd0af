"""One spelling of a name to search by: no case, accents, apostrophes or doubled spaces."""

from __future__ import annotations

import re
import unicodedata


def search_form(*names: str) -> str:
    """The names folded for searching and matching: "O'Brien-Smyth, Zoë" gives "obrien smyth zoe"."""
    folded = unicodedata.normalize("NFKD", " ".join(names)).casefold()
    kept = "".join(" " if each in "-,." else each for each in folded if each.isalnum() or each in " -,.")
    return " ".join(kept.split())


MOST_WORDS = 3_000
_POSSESSIVE = re.compile(r"['’]s\b")
LONGEST_NAME = 4
"""Words of a forename and a surname together, of those that are looked for in a text."""


def possible_names(text: str) -> set[str]:
    """Whatever in a text may be a child's whole name, in the form in which one is kept to search by: surname first."""
    words = [each.strip(",.") for each in search_form(_POSSESSIVE.sub("", text[: MOST_WORDS * 40])).split()]
    words = [each for each in words if each][:MOST_WORDS]
    found: set[str] = set()
    for length in range(2, LONGEST_NAME + 1):
        for start in range(len(words) - length + 1):
            said = words[start : start + length]
            found |= {" ".join(said), " ".join((*said[1:], said[0])), " ".join((said[-1], *said[:-1]))}
    return found
