"""A child or young person, and those who care for them. Names and identifiers stand here, never in a fact."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.rules.access import Classification


class Child(models.Model):
    """A child or young person of an area, from birth to 25."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="children")
    forename = models.CharField(max_length=120)
    surname = models.CharField(max_length=120)
    born_on = models.DateField(null=True)
    nhs_number = models.CharField(max_length=10, null=True)
    upn = models.CharField(max_length=13, null=True)
    uln = models.CharField(max_length=10, null=True)
    school = models.ForeignKey(
        "directory.Organisation", null=True, on_delete=models.PROTECT, related_name="pupils"
    )
    gp_practice = models.CharField(max_length=200, blank=True)
    search_name = models.CharField(max_length=250, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "nhs_number"],
                condition=Q(nhs_number__isnull=False),
                name="one_child_for_an_nhs_number",
            ),
            models.CheckConstraint(
                condition=Q(nhs_number__isnull=True) | Q(nhs_number__regex=r"^[0-9]{10}$"),
                name="nhs_number_is_ten_digits",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "search_name"], name="child_by_name"),
            models.Index(fields=["area", "born_on"], name="child_by_birth"),
        ]

    @property
    def name(self) -> str:
        return f"{self.forename} {self.surname}"


class Carer(models.Model):
    """A parent or carer of one child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="carers")
    name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=60)
    has_parental_responsibility = models.BooleanField(default=False)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    account = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    classification = models.CharField(
        max_length=20,
        default=Classification.ORDINARY.value,
        choices=[(each.value, each.words) for each in Classification],
    )
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(classification__in=[each.value for each in Classification]),
                name="class_of_carer_is_known",
            ),
        ]
