"""What the council is told of a check, in a sentence that names no child."""

from __future__ import annotations

from goldenthread.rules.words import said
from goldenthread.triage.queries import Line


def result(line: Line) -> str:
    """Open, closed on a day, not there; with whether that counts as known."""
    if line.looked_on is None:
        return "not looked up yet"
    closed = f" on {said(line.closed_on)}" if line.closed_on else ""
    counts = "" if "known" in line.result else f" ({'known' if line.is_known else 'not known'})"
    return f"{line.result}{closed}{counts}"


def checked(line: Line) -> str:
    """Where a service keeps its records, what they said and when they were looked up."""
    records = f" ({', '.join(line.records)})" if line.records else ""
    when = f", looked up on {said(line.looked_on)}" if line.looked_on else ""
    return f"{line.service}{records}: {result(line)}{when}"
