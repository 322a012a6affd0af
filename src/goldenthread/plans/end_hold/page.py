"""What the page says on which a hold ends."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day
from goldenthread.plans.hold.page import clock
from goldenthread.plans.queries import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class EndHold(Deed):
    """The question, unless nothing is held any more."""

    is_held: bool


def end_hold(plan: Plan) -> EndHold:
    """Ask why; say by when the plan is due."""
    until = f"It is held until {day(plan.hold.until)}. " if plan.hold else ""
    return EndHold(
        **on_case(plan.request.case_id, plan.child, plan.reference),
        title="End the hold",
        button="End the hold",
        intro=f"{until}{clock(plan)}",
        is_held=plan.hold is not None,
    )
