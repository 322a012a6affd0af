"""What the page says on which a promise is moved or taken back."""

from __future__ import annotations

from datetime import date

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day
from goldenthread.post.letters import announced
from goldenthread.rules.occasions import Occasion


def change_promise(asked: Asked, promised_on: date) -> Deed:
    """Say what was promised; that no date of the law moves; and who is written to."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"Change the promise of {asked.service}'s advice",
        button="Change the promise",
        intro=f"The advice was promised by {day(promised_on)}. It was due by {day(asked.due_on)}, and no promise moves "
        f"that date. {announced(asked.pack, Occasion.PROMISE_CHANGED)}".rstrip(),
    )
