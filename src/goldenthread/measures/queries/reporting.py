"""As whom the month is counted, and how far back there is anything to count."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Min

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure, person, scope
from goldenthread.cases.models import Fact
from goldenthread.cases.queries import visible
from goldenthread.database.acting import as_system
from goldenthread.directory.models import Area
from goldenthread.directory.queries import area as area_with_code
from goldenthread.directory.queries import current_pack
from goldenthread.measures.month import Month, month_of
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused


def reporting_account(code: str) -> tuple[Area, User]:
    """The area with this code, and the account that its pack names for counting the month."""
    area = area_with_code(code)
    pack = current_pack(area.pk) if area else None
    if area is None or pack is None:
        raise Refused(
            f"There is no area “{code}” here. Check the code, or load its pack: goldenthread area load FILE."
        )
    address = pack.data["area"].get("reporting_account")
    if not address:
        raise Refused(
            f"The pack of {area.name} names no reporting account. Add reporting_account under [area] and load it."
        )
    return area, person(address)


def first_month(area: Area, viewer: User, today: date) -> Month:
    """The month of the area's earliest request; this month where there is none."""
    ensure(viewer, Permission.REPORT, area.pk)
    received = Fact.objects.filter(area=area, kind=Kind.REQUEST_RECEIVED.value)
    with as_system("counting"):
        first = received.aggregate(first=Min("happened_on"))["first"]
    return min(month_of(first or today), month_of(today))


def opens_cases(area: Area, viewer: User) -> bool:
    """Whether a list behind a figure could show the viewer anything: they may read at least one case of the area."""
    return visible(viewer).filter(area=area).exists()


def imports(area: Area, viewer: User) -> bool:
    """Whether the viewer may bring the area's tracker in, where there is nothing to count yet."""
    return area.pk in scope(viewer, Permission.IMPORT).reached


def titles(area_id: UUID) -> dict[str, str]:
    """What the area calls its steps and causes, by code."""
    pack = current_pack(area_id)
    rows = [*pack.data["ladder"]["step"], *pack.data.get("cause", [])] if pack else []
    return {row["code"]: row["title"] for row in rows}
