"""The audit row: references only, never content."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """Somebody did something to something. Append-only by trigger; no foreign key, so nothing can pull it away."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.UUIDField()
    deed = models.CharField(max_length=60)
    subject = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    area_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["case_id", "recorded_at"], name="audit_by_case"),
            models.Index(fields=["recorded_by", "recorded_at"], name="audit_by_person"),
        ]
