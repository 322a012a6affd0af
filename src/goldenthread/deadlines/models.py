"""The snapshot: one row for each clock, and one for each request that has none yet. Derived, never written by hand."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.deadlines.awaited import Deed


class Deadline(models.Model):
    """One clock of one case: when it is due, was met, was excused, and which step of the ladder comes next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="deadlines")
    about = models.UUIDField(null=True)
    service = models.ForeignKey("directory.Service", null=True, on_delete=models.PROTECT, related_name="+")
    limit = models.CharField(max_length=40)
    starts_on = models.DateField()
    due_on = models.DateField()
    act_by = models.DateField(null=True)
    acknowledged_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    excused_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    last_step = models.CharField(max_length=40, blank=True)
    last_step_on = models.DateField(null=True)
    next_step = models.CharField(max_length=40, blank=True)
    next_step_due_on = models.DateField(null=True)
    next_step_send_on = models.DateField(null=True)
    next_reminder = models.CharField(max_length=40, blank=True)
    next_reminder_due_on = models.DateField(null=True)
    is_before_go_live = models.BooleanField(default=False)
    held_until = models.DateField(null=True)
    route = models.CharField(max_length=20, blank=True, db_default="")
    outcome = models.CharField(max_length=20, blank=True, db_default="")
    outcome_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "about", "limit"], name="one_clock_once", nulls_distinct=False
            ),
        ]
        indexes = [
            models.Index(
                fields=["area", "due_on", "id"],
                condition=Q(met_on__isnull=True, ended_on__isnull=True, limit="advice"),
                name="deadline_open_by_due",
            ),
            models.Index(
                fields=["area", "service", "due_on", "id"],
                condition=Q(met_on__isnull=True, ended_on__isnull=True, limit="advice"),
                name="deadline_open_by_service",
            ),
            models.Index(
                fields=["next_step_due_on"],
                condition=Q(met_on__isnull=True, ended_on__isnull=True, next_step_due_on__isnull=False),
                name="deadline_step_due",
            ),
            models.Index(
                fields=["next_reminder_due_on"],
                condition=Q(met_on__isnull=True, ended_on__isnull=True, next_reminder_due_on__isnull=False),
                name="deadline_reminder_due",
            ),
            models.Index(
                fields=["area", "held_until"],
                condition=Q(held_until__isnull=False),
                name="deadline_held",
            ),
            models.Index(
                fields=["area", "promised_on"],
                condition=Q(met_on__isnull=True, ended_on__isnull=True, promised_on__isnull=False),
                name="deadline_promised",
            ),
            models.Index(fields=["area", "limit", "starts_on"], name="deadline_by_start"),
            models.Index(fields=["area", "limit", "met_on"], name="deadline_by_met"),
        ]


class Awaited(models.Model):
    """A council's request that waits for the single point of contact itself, or for look-ups. Derived."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey("intake.Request", on_delete=models.PROTECT, related_name="awaited")
    deed = models.CharField(max_length=20, choices=[(deed.value, deed.value) for deed in Deed])
    received_on = models.DateField()
    since_on = models.DateField()
    services = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(deed__in=[deed.value for deed in Deed]), name="deed_awaited_is_known"
            ),
            models.UniqueConstraint(fields=["request", "deed"], name="deed_awaited_once"),
        ]
        indexes = [models.Index(fields=["area", "deed", "received_on"], name="awaited_by_deed")]
