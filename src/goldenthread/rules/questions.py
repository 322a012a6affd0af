"""A question about a case: by when it is answered, and how long that took, in working days (S0-19).

A question stops no clock and excuses no lateness; its target is practice, not law.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from goldenthread.rules import days
from goldenthread.rules.offsets import Offset, offset_from

ANSWER_WITHIN = Offset(working_days=5)
"""Where an area's pack sets no target: a week, as a service has for saying that it has a request."""


def answer_within(data: Mapping[str, Any]) -> Offset:
    """The target of a pack's data, or the usual one."""
    told = data.get("practice", {}).get("answer_within")
    return offset_from(told, "answer_within") if told else ANSWER_WITHIN


def taken(asked_on: date, answered_on: date) -> int:
    """How many working days the answer took: 0 on the same day or over a weekend."""
    return max(0, days.working_days_between(asked_on, answered_on))
