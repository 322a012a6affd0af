"""docs/generated/limits.md: every limit at a glance, from the table of the regime."""

from __future__ import annotations

from goldenthread.command.generate.markdown import table
from goldenthread.rules.exemptions import LABELS, grounds_for
from goldenthread.rules.regime import LIMITS, NAMES, Duty, Force, Limit
from goldenthread.rules.words import said

WHOSE = {Duty.AUTHORITY: "authority", Duty.BODY: "body that is asked", Duty.FAMILY: "family"}
FORCES = {Force.LAW: "", Force.GUIDANCE: " (guidance)", Force.PRACTICE: " (local practice)"}

INTRO = """
# Every limit at a glance

Each name leads to its page, which says how we read it, how others do, and which test proves it.
`./goldenthread deadline NAME --on DATE` answers for a date.
"""


def page() -> str:
    """The limits in the order of the process, then the grounds on which some may be missed."""
    heading = ["Limit", "Length", "From", "Whose", "Source", "In force from"]
    rows = [_row(limit) for name in NAMES for limit in LIMITS[name]]
    excused = [(name, grounds_for(name)) for name in NAMES if grounds_for(name)]
    grounds = [[name, "; ".join(LABELS[ground] for ground in found)] for name, found in excused]
    return "\n\n".join(
        [
            INTRO.strip(),
            table(heading, rows),
            "## What excuses lateness",
            table(["Limit", "Grounds"], grounds),
        ]
    )


def _row(limit: Limit) -> list[str]:
    name = f"[{limit.code}](../law/{limit.code}.md)"
    source = f"{limit.citation}{FORCES[limit.force]}"
    return [name, limit.period, limit.trigger, WHOSE[limit.duty], source, said(limit.effective_from)]
