"""What the page says on which an entry is put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goldenthread.cases.deed import Deed, on_case
from goldenthread.rules.facts import Kind

FOLLOWS: Mapping[str, str] = {
    Kind.REQUEST_RECEIVED: "Every health clock of this request starts with this day, so its due dates move with it.",
    Kind.ASSESSMENT_REQUESTED: "The council's 6, 16 and 20 weeks start with this day and move with it.",
    Kind.ADVICE_SOUGHT: "If it never happened, this service was not asked and has no clock.",
    Kind.ADVICE_RECORDED: "If it never came, its clock runs again and the escalation ladder goes on.",
    Kind.ADVICE_WITHDRAWN: "If it never happened, the service's clock runs again.",
    Kind.REQUEST_WITHDRAWN: "If it never happened, every clock of the request runs again.",
    Kind.PROMISE_CHANGED: "If it never happened, the advice is promised by the day that was said before.",
    Kind.ADVICE_INSISTED: "If it never happened, what health decided stands, and the council is to decide.",
    Kind.ESCALATION_ANSWERED: "If it never happened, no promise of it counts: what was answered before it stands.",
    Kind.WISHES_CONFIRMED: "If it never happened, the young person is asked again. Nobody's access changes by it.",
}
"""What follows from correcting the entries that clocks count from or stop with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(Deed):
    """The entry as it stands, and what follows from putting it right."""

    sentence: str
    happened_on: date
    is_struck_out: bool
    note: str
    follows: str


def correct(
    *,
    case_id: UUID,
    child: str,
    reference: str,
    kind: str,
    sentence: str,
    happened_on: date,
    is_struck_out: bool,
    recorded_by: str,
) -> Correct:
    """Show the entry and ask what is right."""
    return Correct(
        **on_case(case_id, child, reference),
        title="Put an entry right",
        button="Put it right",
        intro="You are correcting this entry of the timeline. It stays there, struck through or with its old day, "
        "beside your correction.",
        sentence=sentence,
        happened_on=happened_on,
        is_struck_out=is_struck_out,
        note=f"Recorded by {recorded_by}",
        follows=FOLLOWS.get(kind, ""),
    )
