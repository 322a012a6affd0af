"""Making accounts and memberships."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from goldenthread.accounts.models import Membership, User
from goldenthread.accounts.queries import SYSTEM_DOMAIN
from goldenthread.accounts.queries.members import organisations
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.database.acting import as_system, system_id
from goldenthread.directory.models import Area, AreaOrganisation, Organisation, Service
from goldenthread.directory.queries import current_pack
from goldenthread.rules.access import Permission, Reach, Role
from goldenthread.rules.refusals import Refused

OF_COUNCILS = tuple(role for role in Role if role.reach is Reach.COUNCIL)
OF_AREAS = tuple(role for role in Role if role.reach is Reach.AREA)


@action(needs=Permission.MANAGE_MEMBERS)
def invite(
    *, email: str, name: str, password: str | None, is_demonstration: bool = False, by: User, on: date
) -> User:
    """Make a person's account; the same address again is the same person. Real use refuses one of a demonstration."""
    existing = User.objects.filter(email=email.strip().lower()).first()
    if existing is not None:
        return existing
    user = User.objects.create_user(email, password, name=name, is_demonstration=is_demonstration)
    record(by=by, deed="accounts.invite", subject="user", subject_id=user.pk)
    return user


@action(needs=Permission.MANAGE_MEMBERS)
def join(
    *,
    user: User,
    organisation: Organisation | None,
    role: Role,
    service: Service | None = None,
    evidence: str = "",
    by: User,
    on: date,
) -> Membership:
    """Give a person a role in an organisation from a day; the same role twice is one membership."""
    if user == by:
        raise Refused("Nobody gives themselves a role. Ask somebody else to do it.", field="email")
    if user.is_system:
        raise Refused("This address belongs to a system account, which nobody signs in with.", field="email")
    if role is not Role.REPORTING:
        _ensure_looks_after(by, organisation)
    if role.is_of_a_service != (service is not None):
        raise Refused(
            "A member of a service needs the service, and only such a member has one.", field="service"
        )
    _refuse_unfit(role, organisation)
    membership, is_new = Membership.objects.get_or_create(
        user=user,
        organisation=organisation,
        role=role.value,
        service=service,
        ends_on=None,
        defaults={"starts_on": on, "granted_by": by.pk, "evidence": evidence.strip()},
    )
    if is_new:
        record(by=by, deed="accounts.join", subject="membership", subject_id=membership.pk)
    return membership


def _ensure_looks_after(by: User, organisation: Organisation | None) -> None:
    """A family's members belong to no organisation. An area that is new gets its reporter before anybody has a role."""
    if organisation is not None and not by.is_system and organisation not in organisations(by):
        raise PermissionDenied("Your role does not allow this here.")


def _refuse_unfit(role: Role, organisation: Organisation | None) -> None:
    """A council's role reaches that council's cases, an area's all of it: each belongs in its own kind of body.

    Those of a family belong to none.
    """
    if role.is_of_a_family != (organisation is None):
        raise Refused(
            "A parent, a young person or an advocate belongs to no organisation, and everybody else to one.",
            field="role",
        )
    if organisation is None:
        return
    is_council = organisation.kind == Organisation.Kind.COUNCIL
    if role in OF_COUNCILS and not is_council:
        raise Refused(
            f"{organisation.name} is no council. A {role.label} belongs to a council.", field="role"
        )
    if role in OF_AREAS and is_council:
        raise Refused(
            f"{organisation.name} is a council. A {role.label} belongs to a health body, such as the single point "
            "of contact.",
            field="role",
        )


@action(needs=Permission.MANAGE_MEMBERS)
def leave(*, membership: Membership, by: User, on: date) -> None:
    """End a membership on a day."""
    _ensure_looks_after(by, membership.organisation)
    if membership.starts_on > on:
        raise Refused("A membership cannot end before it starts. Give a later day.", field="on")
    Membership.objects.filter(pk=membership.pk).update(ends_on=on)
    record(by=by, deed="accounts.leave", subject="membership", subject_id=membership.pk)


@action(needs=Permission.SET_UP)
def appoint_reporter(*, area: Area, by: User, on: date) -> User:
    """The area's named reporting account, which counts the month and sees no child. It cannot sign in."""
    pack = current_pack(area.pk)
    spoc = (
        Organisation.objects.filter(parts__area=area, parts__part=AreaOrganisation.Part.SPOC)
        .order_by("code")
        .first()
    )
    if pack is None or spoc is None:
        raise Refused(f"{area.name} has no pack that names its single point of contact. Load one first.")
    email = str(pack.data["area"]["reporting_account"])
    user = invite(email=email, name=f"Reporting account of {area.name}", password=None, by=by, on=on)
    join(user=user, organisation=spoc, role=Role.REPORTING, by=by, on=on)
    return user


def ensure_system_account(name: str, title: str) -> User:
    """The named system account, made on first use: it has no password and can never sign in."""
    with transaction.atomic(), as_system(name):
        user, is_new = User.objects.get_or_create(
            id=system_id(name),
            defaults={"email": f"{name}@{SYSTEM_DOMAIN}", "name": title, "is_system": True, "password": "!"},
        )
        if is_new:
            record(by=user, deed="accounts.ensure_system_account", subject="user", subject_id=user.pk)
    return user
