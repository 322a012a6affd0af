"""What the page says on which a child is referred in full."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day


def refer(asked: Asked) -> Deed:
    """Ask for what the service needs; say that the clock runs on."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title="Refer the child in full",
        button="Refer the child",
        intro=f"You are referring {asked.child} to a service, so that the advice asked of {asked.service} can be "
        "given. The service reads this referral with the child's particulars, and answers it: it accepts it with a "
        f"date for the advice, or says what else becomes of it. The advice is still due by {day(asked.due_on)}.",
    )
