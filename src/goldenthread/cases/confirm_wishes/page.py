"""What the page says on which the wishes of a young person are confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.cases.confirm_wishes.queries import Passing
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day

STAYS = "Until this is confirmed, nobody’s access changes by itself."
CONSENT = (
    "A parent who goes on seeing the case does so by consent: the name, the requests and the advice. A parent who "
    "decides in the young person’s place goes on as before."
)
NOBODY = "No parent was let into this case, so no access is to be kept or ended."


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmWishes(Deed):
    """What the law has done, what follows for each parent, and whether there is anything to ask."""

    is_to_ask: bool
    parents: str


def confirm_wishes(found: Passing, today: date) -> ConfirmWishes:
    """Say what has passed and since when, or why there is nothing to confirm."""
    child = found.case.child
    return ConfirmWishes(
        **on_case(found.case.pk, child.name, found.case.reference),
        title="Confirm wishes and capacity",
        button="Confirm",
        intro=_intro(found, child.forename, today),
        is_to_ask=found.is_to_ask(today),
        parents=CONSENT if found.parents else NOBODY,
    )


def _intro(found: Passing, name: str, today: date) -> str:
    if found.since is None:
        return f"The date of birth of {name} is not recorded. Enter it with the child’s particulars first."
    if found.confirmed:
        return (
            f"This is confirmed: {name} was asked on {day(found.confirmed.happened_on)}. What has changed since is "
            "done under who can see this case."
        )
    if today < found.since:
        return f"{name} is of compulsory school age until {day(found.since)}. There is nothing to confirm before then."
    return (
        f"Compulsory school age ends for {name} with {day(found.since)}. From {day(found.since + timedelta(days=1))} "
        "on the rights under the Children and Families Act 2014 are the young person’s own, and no longer the "
        f"parents’. {STAYS}"
    )
