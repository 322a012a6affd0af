"""Who has an account: persons by their address, the system's own accounts, everybody with a role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Q

from goldenthread.accounts.models import Membership, User
from goldenthread.accounts.queries.memberships import LondonToday
from goldenthread.accounts.sealing import unseal
from goldenthread.rules.access import Role
from goldenthread.rules.refusals import Refused

SYSTEM_DOMAIN = "system.goldenthread.example"


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


def staff() -> list[Membership]:
    """Everybody's memberships in force, by organisation and name."""
    rows = Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=LondonToday()))
    found = rows.select_related("user", "organisation", "service")
    return list(found.order_by("organisation__name", "user__name", "role"))


def invented_people() -> list[tuple[User, str]]:
    """The people of a demonstration with a role of theirs, by organisation and role."""
    rows = Membership.objects.filter(user__is_demonstration=True).select_related("user")
    return [(row.user, row.role) for row in rows.order_by("organisation__name", "role", "user__email")]
