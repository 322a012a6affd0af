"""What the page says on which a council's request is withdrawn."""

from __future__ import annotations

from goldenthread.cases.deed import Deed, on_case
from goldenthread.intake.queries import Standing


def withdraw(standing: Standing) -> Deed:
    """Ask why; say what ends with it."""
    return Deed(
        **on_case(standing.case_id, standing.child, standing.reference),
        title="Withdraw the council's request",
        button="Withdraw the request",
        intro=f"You are recording that {standing.council} no longer asks for advice on {standing.child}. "
        "Every clock of this request ends, and nobody is chased for it any more. A child who is not known to a "
        "service, or who waits on a list, is no reason to withdraw.",
    )
