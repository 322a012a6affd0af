"""Receiving a request together with its child, who may be here already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.action import action
from goldenthread.cases.models import Case
from goldenthread.database.acting import as_system
from goldenthread.directory.models import Area, Organisation, Service
from goldenthread.intake.actions.requests import NOT_SAID, Hopes, receive
from goldenthread.intake.models import Request
from goldenthread.people.actions import amend, register
from goldenthread.people.models import Child
from goldenthread.people.queries import matches
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """The child as the council's request describes them, before anybody has looked whether they are here."""

    forename: str
    surname: str
    born_on: date | None = None
    nhs_number: str | None = None
    upn: str | None = None
    school: Organisation | None = None
    gp_practice: str = ""


@action(needs=Permission.RECEIVE, leaves=[Kind.REQUEST_RECEIVED, Kind.ASSESSMENT_REQUESTED])
def receive_child(
    *,
    area: Area,
    arriving: Arriving,
    same_as: Child | None = None,
    is_different: bool = False,
    key: UUID,
    council: Organisation,
    reference: str = "",
    named: Sequence[Service] = (),
    assessment_requested_on: date | None = None,
    hopes: Hopes = NOT_SAID,
    remark: str = "",
    by: User,
    on: date,
) -> Request:
    """Receive a request together with its child: one here already, whom a person chose, or a new one.

    What matching finds is never merged by itself: a strong match is refused until a person says that the child is
    the `same_as` one here, or `is_different`. The same child under the same reference is the same case. The form's own
    `key` becomes the request's id, so that sending it twice is one request; the area's row is locked meanwhile.
    """
    ensure(by, Permission.RECEIVE, area.pk)
    Area.objects.select_for_update().get(pk=area.pk)
    if earlier := Request.objects.filter(pk=key, area=area).first():
        return earlier
    child = _known(same_as, arriving, by, on) if same_as else _new(area, arriving, is_different, by, on)
    return receive(
        child=child,
        council=council,
        case=Case.objects.filter(child=child, reference=reference.strip()).first(),
        reference=reference,
        named=named,
        assessment_requested_on=assessment_requested_on,
        hopes=hopes,
        remark=remark,
        key=_unused(key),
        by=by,
        on=on,
    )


def _unused(key: UUID) -> UUID:
    """The form's key, or another where a request elsewhere has it: what others sent shows in no error."""
    with as_system("numbering"):
        return uuid4() if Request.objects.filter(pk=key).exists() else key


def _known(child: Child, arriving: Arriving, by: User, on: date) -> Child:
    """The child here already: what is not recorded yet is filled in, what differs is left to a person."""
    child.refresh_from_db(from_queryset=Child.objects.select_for_update())
    gaps = {name: value for name, value in _fields(arriving).items() if value and not getattr(child, name)}
    return amend(child=child, version=child.version, changes=gaps, by=by, on=on) if gaps else child


def _new(area: Area, arriving: Arriving, is_different: bool, by: User, on: date) -> Child:
    likely = matches(
        viewer=by,
        area_id=area.pk,
        forename=arriving.forename,
        surname=arriving.surname,
        born_on=arriving.born_on,
        nhs_number=arriving.nhs_number,
        upn=arriving.upn,
    )
    if likely and likely[0].is_strong and not is_different:
        raise Refused(
            f"A child who is here already has {likely[0].reason}. Say whether it is the same child.",
            field="child",
        )
    return register(area=area, **_fields(arriving), by=by, on=on)


def _fields(arriving: Arriving) -> dict[str, Any]:
    return {each.name: getattr(arriving, each.name) for each in fields(arriving)}
