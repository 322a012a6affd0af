"""Who somebody is, and in which areas they may do what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import DateField, Func, Q, QuerySet

from goldenthread.accounts.models import Membership, User
from goldenthread.accounts.sealing import unseal
from goldenthread.directory.models import Area, AreaOrganisation, Organisation
from goldenthread.rules.access import MAY, Permission, Role
from goldenthread.rules.refusals import Refused

SYSTEM_DOMAIN = "system.goldenthread.example"
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a permission holds: whole areas; the cases of some councils; what some services were asked.

    `reached` are the areas in which any of it lies.
    """

    areas: frozenset[UUID] = frozenset()
    councils: frozenset[UUID] = frozenset()
    council_areas: frozenset[UUID] = frozenset()
    services: frozenset[UUID] = frozenset()
    reached: frozenset[UUID] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not self.reached


def person(email: str) -> User:
    """The account with this address. Refused, with what to do, where there is none."""
    found = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if found is None:
        raise Refused(
            f"Nobody here has the address {email}. Give the address of a person's account.", field="by"
        )
    return found


def active(key: str | UUID) -> User | None:
    """The account with this id, unless it is closed."""
    return User.objects.filter(pk=key, is_active=True, is_system=False).first()


ORGANISATION = "organisation"
"""What django-allauth calls the one provider of OpenID Connect that an installation may have."""


def linked(subject: str) -> User | None:
    """The open account to which this subject of the organisation's sign-in was joined."""
    account = SocialAccount.objects.filter(provider=ORGANISATION, uid=subject).select_related("user").first()
    return active(account.user_id) if account else None


def active_by_address(email: str) -> User | None:
    """The open account of whoever was invited under this address."""
    return User.objects.filter(email=email.strip().lower(), is_active=True, is_system=False).first()


def is_reporting(user: User) -> bool:
    """Whether this is an area's reporting account, which counts and never signs in."""
    return Membership.objects.filter(user=user, role=Role.REPORTING.value).exists()


def has_second_factor(user: User, *, but: int | None = None) -> bool:
    """Whether the person has set up a way to prove a second factor, `but` for one; recovery codes alone are none."""
    held = Authenticator.objects.filter(user=user).exclude(pk=but)
    return bool(held.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


@dataclass(frozen=True, slots=True)
class Factors:
    """What somebody can prove beside the password."""

    has_app: bool
    recovery_codes: int
    passkeys: tuple[Any, ...]


def factors(user: User) -> Factors:
    """What the person has set up, and how many recovery codes are left."""
    held = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    kept = {each.type: each for each in held}
    codes = kept.get(Authenticator.Type.RECOVERY_CODES)
    left = len(codes.wrap().get_unused_codes()) if codes else 0
    passkeys = tuple(each for each in held if each.type == Authenticator.Type.WEBAUTHN)
    return Factors(Authenticator.Type.TOTP in kept, left, passkeys)


def invented_code(user: User) -> str:
    """The code that an invented person's app shows now; nothing for anybody else, and nothing in production."""
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if settings.PRODUCTION or not user.is_demonstration or app is None:
        return ""
    _, now, _ = yield_hotp_counters_from_time()
    later = max(now, app.data.get("spent", 0) + 1)
    return str(format_hotp_value(hotp_value(unseal(app.data["secret"]), min(later, now + 1))))


def system_account(name: str) -> User:
    """The named account that the tick, the demonstration or a set-up command runs as."""
    return User.objects.get(email=f"{name}@{SYSTEM_DOMAIN}")


class LondonToday(Func):
    """The database's civil date in London: a membership ends at the next request, whatever day a page is for."""

    template = "(now() at time zone 'Europe/London')::date"
    arity = 0
    output_field = DateField()


def memberships(viewer: User) -> QuerySet[Membership]:
    """The viewer's memberships in force at this moment."""
    rows = Membership.objects.filter(user=viewer, user__is_active=True)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=LondonToday()))


def staff() -> list[Membership]:
    """Everybody's memberships in force, by organisation and name."""
    rows = Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=LondonToday()))
    found = rows.select_related("user", "organisation", "service")
    return list(found.order_by("organisation__name", "user__name", "role"))


def invented_people() -> list[tuple[User, str]]:
    """The people of a demonstration with a role of theirs, by organisation and role."""
    rows = Membership.objects.filter(user__is_demonstration=True).select_related("user")
    return [(row.user, row.role) for row in rows.order_by("organisation__name", "role", "user__email")]


_kept: ContextVar[dict[tuple[UUID, str], Any] | None] = ContextVar("goldenthread_scopes", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """While one page is made, who may do what is read once: its answers are those of the page's beginning."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def _once(viewer: User, name: str, read: Callable[[], Answer]) -> Answer:
    kept = _kept.get()
    if kept is None:
        return read()
    if (viewer.pk, name) not in kept:
        kept[viewer.pk, name] = read()
    answer: Answer = kept[viewer.pk, name]
    return answer


def scope(viewer: User, permission: Permission) -> Scope:
    """Where the viewer holds the permission. A system account holds its own everywhere."""
    return _once(viewer, permission.value, lambda: _scope(viewer, permission))


def _scope(viewer: User, permission: Permission) -> Scope:
    if viewer.is_system:
        return _everywhere() if permission in MAY[Role.SYSTEM] else Scope()
    held = [
        row for row in memberships(viewer).select_related("organisation") if permission in MAY[Role(row.role)]
    ]
    services = frozenset(row.service_id for row in held if row.service_id is not None)
    bodies = [row.organisation for row in held if row.service_id is None]
    councils = frozenset(body.pk for body in bodies if body.kind == Organisation.Kind.COUNCIL)
    whole = [body.pk for body in bodies if body.pk not in councils]
    areas, council_areas = _areas_of(whole), _areas_of(list(councils))
    service_areas = (
        frozenset(Area.objects.filter(services__in=services).values_list("id", flat=True))
        if services
        else _NO
    )
    return Scope(areas, councils, council_areas, services, areas | council_areas | service_areas)


_NO: frozenset[UUID] = frozenset()


def _everywhere() -> Scope:
    areas = frozenset(Area.objects.values_list("id", flat=True))
    return Scope(areas=areas, reached=areas)


def _areas_of(organisations: list[UUID]) -> frozenset[UUID]:
    """The areas in which these organisations have a part."""
    if not organisations:
        return _NO
    parts = AreaOrganisation.objects.filter(organisation__in=organisations)
    return frozenset(parts.values_list("area_id", flat=True))


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may do anywhere, and the front doors behind which they do it."""

    permissions: frozenset[Permission]
    front_doors: tuple[str, ...]


def standing(viewer: User) -> Standing:
    """The viewer's permissions and front doors, for the menu of every page: two queries."""
    return _once(viewer, "standing", lambda: _standing(viewer))


def _standing(viewer: User) -> Standing:
    held = list(memberships(viewer).values_list("role", "organisation_id", "service_id"))
    permissions = frozenset(permission for role, _, _ in held for permission in MAY[Role(role)])
    whole = [organisation for _, organisation, service in held if service is None]
    services = [service for _, _, service in held if service is not None]
    there = Area.objects.filter(Q(parts__organisation__in=whole) | Q(services__in=services))
    return Standing(
        permissions, tuple(there.order_by("front_door").values_list("front_door", flat=True).distinct())
    )


def may(viewer: User, permission: Permission) -> bool:
    """Whether the viewer holds the permission anywhere."""
    return permission is Permission.NONE or not scope(viewer, permission).is_empty


def basis(viewer: User, permission: Permission) -> str:
    """Why the viewer may: for whole areas, as a council of its own cases, or for what a service was asked."""
    where = scope(viewer, permission) if permission is not Permission.NONE else _NOWHERE
    held = {"area": where.areas, "council": where.councils, "service": where.services}
    return "+".join(name for name, things in held.items() if things)


_NOWHERE = Scope()


def area_for(viewer: User, code: str, permission: Permission) -> Area:
    """The area with this code, where the viewer holds the permission; absent and forbidden read the same."""
    where = scope(viewer, permission)
    found = Area.objects.filter(code=code, id__in=where.reached).first()
    if found is None:
        raise Refused(
            f"There is no area {code} where you may do this. Check the code, or ask for the role.",
            field="area",
        )
    return found


def areas(viewer: User, permission: Permission) -> list[Area]:
    """The areas where the viewer holds the permission, by name."""
    where = scope(viewer, permission)
    return list(Area.objects.filter(id__in=where.reached).order_by("name"))


def ensure(viewer: User, permission: Permission, area_id: UUID, service_id: UUID | None = None) -> None:
    """Refuse the deed unless the viewer holds the permission in this area (or for this service of it)."""
    where = scope(viewer, permission)
    if area_id not in where.areas | where.council_areas and service_id not in where.services:
        raise PermissionDenied("Your role does not allow this here.")
