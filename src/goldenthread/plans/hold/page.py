"""What the page says on which a plan is held."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day
from goldenthread.plans.queries import Plan

RUNS = "The statutory clock is still running"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Deed):
    """The decision, what the law says meanwhile, and whether there is anything to wait for."""

    clock: str
    is_asked: bool


def hold(plan: Plan, letter: str) -> Hold:
    """Ask; say that nothing about waiting moves a date, and who is written to."""
    again = (
        f"It is held until {day(plan.hold.until)}. What you decide now takes its place." if plan.hold else ""
    )
    return Hold(
        **on_case(plan.request.case_id, plan.child, plan.reference),
        title="Hold for health advice",
        button="Go on waiting" if plan.hold else "Hold for health advice",
        intro=again or f"You are recording that {plan.council} waits for health’s advice before it goes on.",
        clock=f"{clock(plan)} {letter}".rstrip(),
        is_asked=bool(plan.asked),
    )


def clock(plan: Plan) -> str:
    """By when the law wants the plan, whoever waits for what."""
    if plan.due_on is None:
        return (
            "Waiting stops no clock and is no exemption. The day on which the family asked is not recorded here, so "
            "the end of the 20 weeks is not known: enter it with the request."
        )
    return f"The final plan is due by {day(plan.due_on)}. Waiting stops no clock and is no exemption."
