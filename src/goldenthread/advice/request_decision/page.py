"""What the page says on which a request is passed to the designated officer."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day


def request_decision(asked: Asked) -> Deed:
    """Say who decides what, and that the clock runs on."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title="Ask the designated officer to decide",
        button="Pass it to the designated officer",
        intro=f"You are passing the request to {asked.service} on {asked.child} to the designated clinical or medical "
        "officer (DCO or DMO), who decides how the advice is given. It stands on their worklist until they have. The "
        f"advice is still due by {day(asked.due_on)}.",
    )
