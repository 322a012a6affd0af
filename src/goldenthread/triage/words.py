"""What the council is told of a check, in a sentence that names no child."""

from __future__ import annotations

from goldenthread.rules.words import said
from goldenthread.triage.queries import Line, Look, Sheet

NONE_LEFT = "none, every record was looked into"


def result(look: Look) -> str:
    """Open, closed on a day, not there; with whether that counts as known."""
    if look.looked_on is None:
        return "not looked up yet"
    closed = f" on {said(look.closed_on)}" if look.closed_on else ""
    counts = "" if "known" in look.result else f" ({'known' if look.is_known else 'not known'})"
    return f"{look.result}{closed}{counts}"


def checked(sheet: Sheet) -> str:
    """Which records were looked into, what they said, when, and whether the team itself looked."""
    return "; ".join(
        f"{_record(line, look)}: {result(look)}, looked up on {said(look.looked_on)}"
        f"{' by the team' if look.was_by_team else ''}"
        for line in sheet.lines
        for look in line.looks
        if look.looked_on
    )


def unchecked(sheet: Sheet, spoc: str) -> str:
    """Which records are still to be looked into, by whom and by when; `spoc` is what the area calls its front door."""
    found = [
        f"{_record(line, look)}: {'the team' if line.asked_on else spoc}, by {said(line.look_by)}"
        for line in sheet.lines
        for look in line.missing
    ]
    return "; ".join(found) or NONE_LEFT


def _record(line: Line, look: Look) -> str:
    return f"{line.service} ({look.record})" if look.record else line.service
