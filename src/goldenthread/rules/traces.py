"""The words of an audit row: what was done, what a look was for, and how it ended. Codes are stored, labels shown."""

from __future__ import annotations

from enum import StrEnum


class What(StrEnum):
    """What somebody did: changed something, was shown a child, or was turned away."""

    DID = "did"
    LOOKED = "looked"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"did": "Did", "looked": "Looked", "refused": "Was refused"}[self]


class Purpose(StrEnum):
    """What the reading was for, as the server knows it; nobody who reads can name another."""

    PAGE = "page"
    LIST = "list"
    SEARCH = "search"
    FORM = "form"
    MATCH = "match"
    FILE = "file"
    IMPORT = "import"
    AUDIT = "audit"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS: dict[Purpose, str] = {
    Purpose.PAGE: "to read the page",
    Purpose.LIST: "as a line of a list",
    Purpose.SEARCH: "found by a search",
    Purpose.FORM: "to do something",
    Purpose.MATCH: "to tell whether a child is here already",
    Purpose.FILE: "taken away in a file",
    Purpose.IMPORT: "compared with a file brought in",
    Purpose.AUDIT: "to see who looked",
}


class Outcome(StrEnum):
    """How it ended: done, shown, forbidden, or answered as if it were not there."""

    DONE = "done"
    SHOWN = "shown"
    FORBIDDEN = "forbidden"
    ABSENT = "absent"
