"""How a child's cases stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Min

from goldenthread.accounts.models import User
from goldenthread.cases.models import Case
from goldenthread.cases.timelines import timelines
from goldenthread.deadlines.queries import ADVICE, OPEN, visible
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.stages import LABELS, case_stage

Standing = tuple[date | None, str, int, date | None]
"""When the first request was received, the stage, how many requests for advice are open, the next due date."""


def standing(cases: Sequence[Case], viewer: User) -> dict[UUID, Standing]:
    """How each case stands, as the viewer may see its clocks."""
    ids = [case.pk for case in cases]
    clocks = visible(viewer).filter(OPEN, case__in=ids, limit=ADVICE).order_by().values_list("case_id")
    waiting = {id_: (count, next_) for id_, count, next_ in clocks.annotate(Count("id"), Min("due_on"))}
    found: dict[UUID, Standing] = dict.fromkeys(ids, (None, "", 0, None))
    for case_id, raw in timelines(ids):
        facts = effective(raw)
        received = next((fact.happened_on for fact in facts if fact.kind == Kind.REQUEST_RECEIVED), None)
        found[case_id] = (received, LABELS[case_stage(facts)], *waiting.get(case_id, (0, None)))
    return found
