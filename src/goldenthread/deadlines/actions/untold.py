"""What stands on the timeline, or waits to be answered, and of which no letter tells though the area sends one.

A letter is written in the transaction of its deed, so there is none of these while all is well. After a defect, or
where letters were lost, the tick writes them. Each has the key of the first, so that none is written twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from goldenthread.advice.letters import letters as of_advice
from goldenthread.cases.timelines import timelines
from goldenthread.deadlines.actions.owed import Look
from goldenthread.deadlines.needed import is_outstanding
from goldenthread.directory.models import Service
from goldenthread.intake.actions.requests import letters_of_acknowledgement
from goldenthread.intake.letters import about_question
from goldenthread.intake.models import Question, Request
from goldenthread.post.letters import Letter
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.still_true import still_stands
from goldenthread.triage.letters import to_team

TELLS = {
    Kind.ADVICE_SOUGHT: Occasion.ASKED,
    Kind.ADVICE_WITHDRAWN: Occasion.NO_LONGER_ASKED,
    Kind.REQUEST_ACKNOWLEDGED: Occasion.ACKNOWLEDGED,
}
A_WEEK = timedelta(days=7)
UNTOLD = """
select f.case_id, f.id::text, f.kind, f.about
from directory_area a join cases_fact f on f.area_id = a.id
where f.kind = any(%(kinds)s) and f.happened_on between %(since)s and %(on)s
  and not exists (select from cases_fact i where i.case_id = f.case_id and i.about = f.about and i.kind = %(imported)s)
  and not exists (select from post_message m where m.case_id = f.case_id and position(f.id::text in m.key) > 0)
order by f.case_id, f.sequence
"""


def untold(waiting: Iterable[Look], on: date) -> Iterator[Letter]:
    """The letters of the last week's askings, withdrawals, acknowledgements and questions of which there is none.

    `waiting` are the teams whose answer about their records is awaited. What a tracker brought in has none: those who
    were asked then were written to.
    """
    since = on - A_WEEK
    found = _facts(since, on)
    told = dict(timelines({case for case, *_ in found}))
    for case, id_, kind, about in found:
        yield from _of_fact(kind, id_, about, told[case], on)
    for request, asked, received_on in waiting:
        if asked.happened_on >= since:
            yield from to_team(Occasion.RECORDS_REQUESTED, request, asked, received_on, on)
    near = ("area", "case", "to_service", "to_council", "from_service", "from_council")
    open_ = Question.objects.filter(answered_on__isnull=True, asked_on__range=(since, on))
    for question in open_.select_related(*near).order_by("case", "pk"):
        yield from about_question(Occasion.QUESTION_ASKED, question, on)


def _facts(since: date, on: date) -> list[tuple[UUID, str, Kind, UUID]]:
    values: dict[str, Any] = {
        "kinds": [kind.value for kind in TELLS], "since": since, "on": on, "imported": Kind.ADVICE_IMPORTED.value,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(UNTOLD, values)
        return [(case, id_, Kind(kind), about) for case, id_, kind, about in cursor.fetchall()]


def _of_fact(kind: Kind, id_: str, about: UUID, told: list[Fact], on: date) -> list[Letter]:
    """The letters that left the deed, by the timeline as it stood with it; none for what does not stand any more."""
    occasion, standing = TELLS[kind], effective(told)
    if not still_stands(f"{occasion}:{id_}", told):
        return []
    if occasion is Occasion.ACKNOWLEDGED:
        entry = next(fact for fact in standing if fact.id == id_)
        return _acknowledged(about, entry, on)
    if occasion is Occasion.ASKED and not is_outstanding(told, about):
        return []
    last = next(fact.sequence for fact in standing if fact.id == id_)
    until = [fact for fact in standing if fact.sequence <= last]
    return of_advice(occasion, [about], until, stops=occasion is Occasion.ASKED, on=on)


def _acknowledged(request: UUID, entry: Fact, on: date) -> list[Letter]:
    found = Request.objects.select_related("area", "case", "council").get(pk=request)
    responding = Service.objects.filter(pk__in=entry.details["responding"])
    return letters_of_acknowledgement(found, list(responding), UUID(entry.id), on)
