"""Areas and what stands in them; organisations stand outside, so that one may serve several areas."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Organisation(models.Model):
    """A council, health provider, single point of contact, school or other body, with dates and a successor."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        SPOC = "spoc", "Single point of contact"
        PROVIDER = "health-provider", "Health provider"
        ICB = "icb", "Integrated care board"
        SCHOOL = "school", "School or setting"
        OTHER = "other", "Other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    urn = models.CharField(max_length=6, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="organisation_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["council", "spoc", "health-provider", "icb", "school", "other"]),
                name="organisation_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """The council and health bodies that share one practice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    front_door = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class PackVersion(models.Model):
    """One loaded version of an area's pack, kept as it was for the cases that used it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    data = models.JSONField()
    loaded_on = models.DateField()
    loaded_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "number"], name="pack_version_is_numbered_once"),
        ]


class AreaOrganisation(models.Model):
    """An organisation's part in an area, while it lasts."""

    class Part(models.TextChoices):
        COUNCIL = "council", "Council"
        SPOC = "spoc", "Single point of contact"
        PROVIDER = "provider", "Health provider"
        OTHER = "other", "Other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="parts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=20, choices=Part.choices)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "organisation", "part"], name="one_part_once"),
        ]


class Place(models.Model):
    """A part of an area with its own single point of contact (S0-02)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="places")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    spoc = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["area", "code"], name="place_code_once")]


class RecordSystem(models.Model):
    """An electronic or paper system that services keep, and who has been given access (S0-04, S0-07)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="record_systems")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    is_electronic = models.BooleanField()
    owner = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    access = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "code"], name="record_system_code_once")
        ]


class Service(models.Model):
    """An advice-giving service. It goes live only with a monitored contact point (S0-03)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="services")
    code = models.SlugField(max_length=60)
    label = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    aliases = models.JSONField(default=list)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    is_for_adults = models.BooleanField(default=False)
    live_from = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    contact_point = models.CharField(max_length=400, blank=True)
    contact_monitored_by = models.CharField(max_length=120, blank=True)
    contact_checked_on = models.DateField(null=True)
    record_systems = models.ManyToManyField(RecordSystem, related_name="services")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "code"], name="service_code_once"),
            models.UniqueConstraint(fields=["area", "label"], name="service_label_once"),
            models.CheckConstraint(
                condition=Q(live_from__isnull=True) | (~Q(contact_point="") & ~Q(contact_monitored_by="")),
                name="a_live_service_has_a_monitored_contact_point",
            ),
        ]

    def __str__(self) -> str:
        return self.label
