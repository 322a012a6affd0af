"""What the tick finds that somebody owes: a promise past its day, a decision of the council, a team's answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from goldenthread.cases.timelines import timelines
from goldenthread.deadlines.awaited import Deed
from goldenthread.deadlines.models import Awaited, Deadline
from goldenthread.deadlines.queries import OPEN, REFUSED
from goldenthread.deadlines.raised import Broken, Raised
from goldenthread.deadlines.snapshot import refresh
from goldenthread.intake.models import Request
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.involvement import LOOK_WITHIN
from goldenthread.rules.involvement import awaited as teams
from goldenthread.rules.liveness import ask_anew_on
from goldenthread.rules.outcomes import KINDS, outcome


def broken(on: date) -> list[Broken]:
    """Every promise that is past on this day, about advice that is still awaited, with the step that it was made by.

    Whoever made it is asked anew on the first working day after it.
    """
    refresh()
    rows = Deadline.objects.filter(OPEN, promised_on__lt=on).order_by("case", "about")
    due = [row for row in rows if row.promised_on and ask_anew_on(row.promised_on) <= on]
    told = _answered(row.case_id for row in due)
    return [found for row in due if (found := _broken(row, told[row.case_id]))]


def refused(on: date) -> list[tuple[UUID, list[Fact], date]]:
    """The requests for advice that health will not give, with their case's timeline and the day of the refusal."""
    refresh()
    rows = list(Deadline.objects.filter(OPEN, REFUSED, outcome_on__lte=on).order_by("case", "about"))
    told = {case: effective(facts) for case, facts in timelines({row.case_id for row in rows}, CLOCKS)}
    return [(row.about, told[row.case_id], row.outcome_on) for row in rows if row.about and row.outcome_on]


UNWRITTEN = """
select f.about, f.kind, f.details ->> 'step', f.details ->> 'due_on'
from directory_area a join cases_fact f on f.area_id = a.id
join deadlines_deadline d on d.case_id = f.case_id and d.about = f.about and d."limit" = 'advice'
where f.kind in (%(step)s, %(reminder)s) and f.happened_on between %(since)s and %(on)s
  and d.met_on is null and d.ended_on is null
  and not exists (select from cases_fact c where c.case_id = f.case_id and c.corrects_id = f.id)
  and not exists (
    select from post_message m where m.case_id = f.case_id and m.about = f.about and m.step = f.details ->> 'step')
order by f.about, f.sequence
"""
LOOK_BACK = timedelta(days=14)


def unwritten(on: date) -> list[Raised]:
    """Steps and reminders of the last fortnight that stand on the timeline, and of which no letter does.

    They are written in one transaction, so there is none while all is well; a letter may be missing after a defect.
    """
    values: dict[str, Any] = {
        "step": Kind.STEP_RAISED.value, "reminder": Kind.REMINDER_RAISED.value, "since": on - LOOK_BACK, "on": on,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(UNWRITTEN, values)
        found = cursor.fetchall()
    return [Raised(about, Kind(kind), step, date.fromisoformat(due)) for about, kind, step, due in found]


CLOCKS = (Kind.REQUEST_RECEIVED, Kind.ADVICE_SOUGHT, *KINDS, Kind.FACT_CORRECTED)


Look = tuple[Request, Fact, date]
"""A team was asked to look into its records: the request, its asking, and when the request was received."""


def late(waiting: Iterable[Look], on: date) -> list[Look]:
    """Those of the looks whose answer is overdue."""
    return [each for each in waiting if LOOK_WITHIN.after(each[1].happened_on) < on]


def looks() -> list[Look]:
    """The teams whose answer about their records is awaited."""
    refresh()
    rows = Awaited.objects.filter(deed=Deed.LOOK.value)
    near = ("request__area", "request__case", "request__council")
    found = list(rows.select_related(*near).order_by("case", "request"))
    kinds = (Kind.INVOLVEMENT_CHECKED, Kind.RECORDS_REQUESTED, Kind.REQUEST_WITHDRAWN, Kind.FACT_CORRECTED)
    told = {case: effective(facts) for case, facts in timelines({row.case_id for row in found}, kinds)}
    return [
        (row.request, asked, row.received_on)
        for row in found
        for asked in teams(fact for fact in told[row.case_id] if fact.about == str(row.request_id)).values()
    ]


def _answered(cases: Iterable[UUID]) -> Mapping[UUID, list[Fact]]:
    kinds = (*KINDS, Kind.FACT_CORRECTED)
    return {case: effective(facts) for case, facts in timelines(set(cases), kinds)}


def _broken(row: Deadline, facts: Sequence[Fact]) -> Broken | None:
    made = outcome(fact for fact in facts if fact.about == str(row.about))
    if made is None or made.promised_on is None or row.about is None:
        return None
    raised = Raised(row.about, Kind.STEP_RAISED, made.step, row.due_on)
    return Broken(raised, made.promised_on, (row.due_on, row.starts_on))
