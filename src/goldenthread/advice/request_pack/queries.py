"""What a request pack says: the request with its day, the child, what is hoped for and sought, what was asked.

Each part is there as far as its reader may read it. It names a child, so it is taken from the record and never mailed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.accounts.models import User
from goldenthread.advice.answer.queries import asked_of, sought_with
from goldenthread.advice.models import AdviceRequest
from goldenthread.advice.queries import Asked, asked, askings, visible
from goldenthread.audit.watch import saw
from goldenthread.cases.queries import identified
from goldenthread.intake.questions.queries import Asked as Question
from goldenthread.post.letters import link
from goldenthread.rules.access import EVERY, Permission, Section
from goldenthread.rules.letters import dated
from goldenthread.rules.traces import Purpose
from goldenthread.rules.words import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One request for advice with all that goes with it. `nhs_number` is empty where the reader may not know it."""

    asked: Asked
    service_code: str
    council: str
    born_on: date | None
    nhs_number: str
    school: str
    questions: tuple[Question, ...]
    remark: str
    values: Mapping[str, str]


def to_take(advice_id: UUID, viewer: User, on: date, *, opened: Collection[Section] = EVERY) -> Told | None:
    """A request for advice to take along. What was opened in an emergency is read, and not taken.

    `opened` are the parts of the record to which this way in leads at all, whatever the reader's role opens.
    """
    found = asked(advice_id, viewer) if _taken(viewer).filter(pk=advice_id).exists() else None
    if found is None:
        return None
    saw(viewer, cases=[found.case_id], purpose=Purpose.FILE)
    asking, child = askings([advice_id])[advice_id], found.advice.case.child
    knows = Section.IDENTIFIERS in opened and identified(viewer).filter(pk=found.case_id).exists()
    return Told(
        asked=found,
        service_code=asking.service,
        council=asking.values["council"],
        born_on=child.born_on,
        nhs_number=(child.nhs_number or "") if knows else "",
        school=child.school.name if child.school else "",
        questions=tuple(asked_of(found, viewer)),
        remark=sought_with(found, viewer),
        values={
            **asking.values,
            **dated(found.due_on, None, on),
            "received_on": said(found.received_on),
            "link": link(found.case_id),
        },
    )


def _taken(viewer: User) -> QuerySet[AdviceRequest]:
    """Those of whom the viewer may take letters: health's and the council's staff on the case, and no family."""
    return visible(viewer, Permission.WRITE_LETTERS)
