"""Registering and mending a child's and a carer's particulars. No case yet, so no fact: an audit row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.database.acting import as_system
from goldenthread.directory.models import Area, Organisation
from goldenthread.people.models import Carer, Child
from goldenthread.people.names import search_form
from goldenthread.people.queries import may_mend
from goldenthread.rules.access import Classification, Permission, Section
from goldenthread.rules.identifiers import check_nhs_number, check_upn
from goldenthread.rules.refusals import Refused, Stale

MENDABLE = ("forename", "surname", "born_on", "nhs_number", "upn", "school", "gp_practice")
OF_A_CARER = (
    "name", "relationship", "has_parental_responsibility", "email", "phone", "classification", "ended_on"
)  # fmt: skip


@action(needs=Permission.RECEIVE)
def register(
    *,
    area: Area,
    forename: str,
    surname: str,
    born_on: date | None = None,
    nhs_number: str | None = None,
    upn: str | None = None,
    school: Organisation | None = None,
    gp_practice: str = "",
    by: User,
    on: date,
) -> Child:
    """Register a child whom matching did not find. An NHS number already held in the area is refused."""
    ensure(by, Permission.RECEIVE, area.pk)
    child = Child(
        area=area, forename=forename.strip(), surname=surname.strip(), school=school, gp_practice=gp_practice
    )
    _identify(child, born_on=born_on, nhs_number=nhs_number, upn=upn, on=on)
    _save(child)
    record(by=by, deed="people.register", subject="child", subject_id=child.pk, area=area, child=child)
    return child


@action(needs=Permission.RECEIVE)
def amend(*, child: Child, version: int, changes: Mapping[str, Any], by: User, on: date) -> Child:
    """Put particulars right: only those named in `changes`. A fact about the child's case is not touched.

    `version` is that of the child on which the changes were made. Raises Stale where the child was changed since.
    """
    _ensure(by, child, Section.IDENTIFIERS)
    _hold(child, version)
    if unknown := set(changes) - set(MENDABLE):
        raise Refused(f"{', '.join(sorted(unknown))} cannot be changed here.")
    for name in ("forename", "surname", "school", "gp_practice"):
        if name in changes:
            setattr(child, name, changes[name])
    identity = {name: changes.get(name, getattr(child, name)) for name in ("born_on", "nhs_number", "upn")}
    _identify(child, **identity, on=on)
    _save(child)
    child.refresh_from_db(fields=["version"])
    record(by=by, deed="people.amend", subject="child", subject_id=child.pk, area=child.area_id, child=child)
    return child


@action(needs=Permission.RECEIVE)
def add_carer(
    *,
    child: Child,
    name: str,
    relationship: str,
    has_parental_responsibility: bool = False,
    email: str = "",
    phone: str = "",
    account: User | None = None,
    classification: Classification = Classification.ORDINARY,
    by: User,
    on: date,
) -> Carer:
    """Add a parent or carer. The same name twice for one child is refused."""
    _ensure(by, child, Section.HOUSEHOLD)
    if not name.strip():
        raise Refused("Enter the parent's or carer's name.", field="name")
    Child.objects.select_for_update().get(pk=child.pk)
    if Carer.objects.filter(child=child, name__iexact=name.strip()).exists():
        raise Refused(f"{name.strip()} is already a parent or carer of {child.name}.", field="name")
    carer = Carer.objects.create(
        area_id=child.area_id,
        child=child,
        name=name.strip(),
        relationship=relationship,
        has_parental_responsibility=has_parental_responsibility,
        email=email,
        phone=phone,
        account=account,
        classification=classification.value,
    )
    record(
        by=by,
        deed="people.add_carer",
        subject="carer",
        subject_id=carer.pk,
        area=child.area_id,
        child=child,
    )
    return carer


@action(needs=Permission.RECEIVE)
def amend_carer(*, carer: Carer, version: int, changes: Mapping[str, Any], by: User, on: date) -> Carer:
    """Put a parent's or carer's particulars right, or say since when they are none: only what `changes` names.

    They may be kept closer than whoever does it may see: an address that turns out to be a refuge is shut at once.
    Raises Stale where the carer was changed since `version`, or is not shown to this person.
    """
    _ensure(by, carer.child, Section.HOUSEHOLD)
    if unknown := set(changes) - set(OF_A_CARER):
        raise Refused(f"{', '.join(sorted(unknown))} cannot be changed here.")
    held = Carer.objects.select_for_update().filter(pk=carer.pk, version=version).first()
    if held is None:
        raise Stale
    for name, value in changes.items():
        setattr(held, name, value)
    _check_carer(held, on)
    with as_system("household"):  # also where it is kept from this person from now on
        held.save(update_fields=list(changes))
    record(
        by=by,
        deed="people.amend_carer",
        subject="carer",
        subject_id=held.pk,
        area=held.area_id,
        child=held.child,
    )
    return held


def _check_carer(carer: Carer, on: date) -> None:
    if not carer.name.strip():
        raise Refused("Enter the parent's or carer's name.", field="name")
    if carer.ended_on and carer.ended_on > on:
        raise Refused("This day is still to come. Enter the day on which it ended.", field="ended_on")
    namesakes = Carer.objects.filter(child=carer.child_id, name__iexact=carer.name.strip())
    if namesakes.exclude(pk=carer.pk).exists():
        raise Refused(
            f"{carer.name.strip()} is already a parent or carer of {carer.child.name}.", field="name"
        )


def _ensure(by: User, child: Child, section: Section) -> None:
    if not may_mend(child.pk, by, section):
        raise PermissionDenied("Your role does not allow this here.")


def _hold(child: Child, version: int) -> None:
    """Read the child as it stands, held until this is done: nobody else's change slips in between."""
    child.refresh_from_db(from_queryset=Child.objects.select_for_update())
    if child.version != version:
        raise Stale


def _identify(
    child: Child, *, born_on: date | None, nhs_number: str | None, upn: str | None, on: date
) -> None:
    """Check and set what identifies a child; each refusal names the field."""
    if born_on is not None and born_on > on:
        raise Refused("The date of birth is in the future. Check the year.", field="born_on")
    child.born_on = born_on
    child.nhs_number = check_nhs_number(nhs_number) if nhs_number else None
    child.upn = check_upn(upn) if upn else None


def _save(child: Child) -> None:
    if not child.forename or not child.surname:
        raise Refused(
            "Enter both the forename and the surname.", field="surname" if child.forename else "forename"
        )
    twin = Child.objects.filter(area=child.area_id, nhs_number=child.nhs_number).exclude(pk=child.pk)
    with as_system("numbering"):
        is_twin = bool(child.nhs_number) and twin.exists()
    if is_twin:
        raise Refused(
            "A child with this NHS number is already here. Choose that child, or check the number.",
            field="nhs_number",
        )
    child.search_name = search_form(child.surname, child.forename)
    child.save()
