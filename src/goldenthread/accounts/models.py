"""People and system accounts, their dated memberships of organisations, and how they sign in."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from goldenthread.database.acting import SYSTEM_PREFIX
from goldenthread.rules.access import Role
from goldenthread.rules.proof import Proof

SYSTEM_IDS = (uuid.UUID(SYSTEM_PREFIX + "0" * 12), uuid.UUID(SYSTEM_PREFIX + "f" * 12))
OF_SERVICES = [role.value for role in Role if role.is_of_a_service]
OF_FAMILIES = [role.value for role in Role if role.is_of_a_family]


class Accounts(BaseUserManager["User"]):
    """Makes accounts; an address is kept in lower case so that it is one person however typed."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in, or a named system account that never can."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)

    proof = ""
    """How this request's session was proved, as a `rules.proof.Proof`; nothing outside a session."""

    lent: tuple[Membership, ...] = ()
    """Roles for one errand, kept nowhere: who came by a link has one, and the policies open them one case with it."""

    objects = Accounts()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_system=True, id__range=SYSTEM_IDS)
                | (Q(is_system=False) & ~Q(id__range=SYSTEM_IDS)),
                name="a_system_account_has_an_id_of_its_own",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role in an organisation, from a day, perhaps until a day; in a service where the role is held in one.

    Those of a family hold theirs in no organisation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        "directory.Organisation", null=True, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=40, choices=[(role.value, role.label) for role in Role])
    service = models.ForeignKey(
        "directory.Service", null=True, on_delete=models.PROTECT, related_name="memberships"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    granted_by = models.UUIDField(null=True)
    evidence = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=(Q(role__in=OF_SERVICES) & Q(service__isnull=False))
                | (~Q(role__in=OF_SERVICES) & Q(service__isnull=True)),
                name="only_a_service_member_is_of_a_service",
            ),
            models.CheckConstraint(
                condition=(Q(role__in=OF_FAMILIES) & Q(organisation__isnull=True))
                | (~Q(role__in=OF_FAMILIES) & Q(organisation__isnull=False)),
                name="only_a_family_is_of_no_organisation",
            ),
        ]


class Session(models.Model):
    """Somebody signed in at one device, with both factors proved. Without its row a session is none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sessions")
    key = models.CharField(max_length=40, unique=True)
    begun_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(db_default=Now())
    proof = models.CharField(max_length=10, choices=[(proof.value, proof.label) for proof in Proof])
    device = models.CharField(max_length=60)
    address = models.GenericIPAddressField(null=True)


class Kept(models.Model):
    """What somebody had typed when their time was over: sealed, theirs alone, and gone after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="kept")
    kept_at = models.DateTimeField(db_default=Now())
    path = models.TextField()
    typed = models.TextField()


class Failure(models.Model):
    """A sign-in that failed. `whose` is a digest of the address that was typed, whether anybody has it or not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    whose = models.CharField(max_length=64)
    address = models.GenericIPAddressField(null=True)
    moment = models.DateTimeField(db_default=Now())

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["whose", "moment"], name="failure_by_account"),
            models.Index(fields=["address", "moment"], name="failure_by_address"),
        ]


class Invitation(models.Model):
    """A personal link with which somebody chooses a password: one for each person, good once and for a week.

    The link itself is kept nowhere, only its digest. `renews_factors`: the phone was lost too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="invitation")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.UUIDField()
    renews_factors = models.BooleanField(default=False)
