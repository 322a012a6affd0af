"""Whom somebody looks after: all with a role in an organisation of the areas where they may manage members.

A family belongs to no organisation: whoever invited its members looks after them.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Now

from goldenthread.accounts.models import Invitation, Membership, User
from goldenthread.accounts.queries import LondonToday, scope
from goldenthread.accounts.queries.links import A_WEEK
from goldenthread.directory.models import Organisation, Service
from goldenthread.rules.access import Permission, Role

IN_FORCE = Q(ends_on__isnull=True) | Q(ends_on__gte=LondonToday())


NOT_BY_HAND = (Role.SYSTEM, Role.REPORTING)


@dataclass(frozen=True, slots=True)
class Member:
    """An account with its roles in force, and whether it waits for its owner to choose a password."""

    user: User
    roles: tuple[Membership, ...]
    is_invited: bool


def organisations(viewer: User) -> list[Organisation]:
    """The bodies whose members the viewer looks after, by name."""
    areas = scope(viewer, Permission.MANAGE_MEMBERS).reached
    there = Q(parts__area__in=areas) | Q(services__area__in=areas)
    return list(Organisation.objects.filter(there).distinct().order_by("name"))


def services(viewer: User) -> list[Service]:
    """The services into which the viewer may invite, by area and label."""
    areas = scope(viewer, Permission.MANAGE_MEMBERS).reached
    rows = Service.objects.filter(area__in=areas).select_related("area", "provider")
    return list(rows.order_by("area__name", "label"))


def roles() -> list[tuple[str, str]]:
    """The roles that are given by hand, each by its word and its name."""
    return [(role.value, role.label) for role in Role if role not in NOT_BY_HAND]


def members(viewer: User) -> list[Member]:
    """Everybody the viewer looks after, by name; those whose roles have all ended too."""
    return [_member(user) for user in _users(viewer).order_by("name", "email")]


def member(user_id: UUID, viewer: User) -> Member | None:
    """One of them; anybody else reads as if there were no such account."""
    user = _users(viewer).filter(pk=user_id).first()
    return _member(user) if user else None


def _users(viewer: User) -> QuerySet[User]:
    whose = Q(organisation__in=organisations(viewer)) | Q(organisation=None, granted_by=viewer.pk)
    held = Membership.objects.filter(whose).values("user")
    roles = Membership.objects.filter(IN_FORCE).select_related("organisation", "service")
    waiting = Invitation.objects.filter(made_at__gt=Now() - A_WEEK).values("user")
    counting = Membership.objects.filter(role=Role.REPORTING.value).values("user")
    rows = User.objects.filter(pk__in=held, is_system=False).exclude(pk__in=counting)
    return rows.prefetch_related(Prefetch("memberships", roles, to_attr="roles")).annotate(
        is_invited=Q(pk__in=waiting)
    )


def _member(user: User) -> Member:
    return Member(user, tuple(user.roles), user.is_invited)  # type: ignore[attr-defined]
