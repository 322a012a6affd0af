"""What the record knows of a case for a letter: the same merge fields as when one is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import may
from goldenthread.advice.queries import askings, not_known_route, of_case
from goldenthread.audit.watch import saw
from goldenthread.cases import queries as cases
from goldenthread.cases.models import Case
from goldenthread.desk.templates.reading import Use
from goldenthread.directory.models import Area
from goldenthread.post.letters import link, named
from goldenthread.rules.access import Permission
from goldenthread.rules.clocks import clocks
from goldenthread.rules.letters import dated
from goldenthread.rules.offsets import offset_from
from goldenthread.rules.traces import Purpose
from goldenthread.rules.words import listed, said


def case_called(reference: str, area: Area, viewer: User) -> UUID | None:
    """The area's case with this reference, where the viewer may see it."""
    rows = cases.visible(viewer).filter(area=area, reference__iexact=reference.strip())
    found = rows.values_list("pk", flat=True).first()
    saw(viewer, cases=[found] if found else [], purpose=Purpose.SEARCH)
    return found


def tries(viewer: User) -> bool:
    """Whether the viewer may see a letter with the words of a case."""
    return may(viewer, Permission.READ_CASES)


def requests_of(case: Case, viewer: User) -> dict[str, str]:
    """The services that were asked on a case, by the id of the asking: a letter is about one of them."""
    return {str(each.pk): each.service.label for each in of_case(case.pk, viewer)}


def values(
    case: Case, about: str, use: Use | None, pack: Mapping[str, Any], *, viewer: User, on: date
) -> dict[str, str]:
    """The merge fields of a letter about one service that was asked; of a case without one, what is known."""
    known = {"reference": case.reference, "area": case.area.name, "front_door": case.area.front_door}
    known["link"] = link(case.pk)
    services = requests_of(case, viewer)
    clock = next((each for each in clocks(cases.history(case.pk, viewer)) if each.about == about), None)
    if about not in services or clock is None:
        return {**known, **_roles(use, pack, "")}
    asking = askings([UUID(about)])[UUID(about)]
    response = offset_from(use.response, "response") if use and use.response else None
    return {
        **known,
        **asking.values,
        **dated(clock.due_on, response, on),
        **(not_known_route(UUID(about), viewer, on) or {}),
        **_roles(use, pack, asking.service),
        "services": listed(list(services.values())),
        "received_on": said(clock.starts_on),
    }


def _roles(use: Use | None, pack: Mapping[str, Any], service: str) -> dict[str, str]:
    """Who writes to whom, at the first of the times at which it leaves."""
    if use is None:
        return {}
    return {"sender": named(pack, use.role, service), "recipient": named(pack, use.first, service)}
