"""Young people whose rights have passed to them and who are to be asked, as a list of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import may
from goldenthread.audit.watch import saw
from goldenthread.deadlines.queries import to_ask
from goldenthread.intake.models import Request
from goldenthread.rules.access import Permission
from goldenthread.rules.traces import Purpose


@dataclass(frozen=True, slots=True)
class Passed:
    """A case of a young person who is to be asked, since the last day of compulsory school age."""

    case_id: UUID
    reference: str
    surname: str
    forename: str
    area: str
    council: str
    since_on: date


def passed(viewer: User, today: date, *, start: int = 0, limit: int = 50) -> list[Passed]:
    """One page of them, the oldest first."""
    council = Request.objects.filter(case=OuterRef("pk")).order_by("pk").values("council__name")[:1]
    rows = to_ask(viewer, today).annotate(council=Subquery(council))
    rows = rows.order_by("ask_on", "reference", "id")
    found = [Passed(*row) for row in rows.values_list(*PASSED)[start : start + limit]]
    saw(viewer, cases={each.case_id for each in found}, purpose=Purpose.LIST)
    return found


PASSED = (
    "id", "reference", "child__surname", "child__forename", "area__name", "council", "ask_on",
)  # fmt: skip
FEW = 100


def count_passed(viewer: User, today: date, *, most: int = FEW) -> int:
    """How many there are; counting stops beyond `most`, which is little, as every worklist asks.

    Who may let nobody in has nobody to ask, and nothing is read.
    """
    if not may(viewer, Permission.SHARE):
        return 0
    return to_ask(viewer, today).order_by()[: most + 1].count()
