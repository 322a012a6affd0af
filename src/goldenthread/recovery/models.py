"""That the database was once put back to an earlier moment, and who has compared it since."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Restore(models.Model):
    """A restore from a backup: what was recorded after `lost_after` is missing from here.

    `checkpoint` is the size of the audit at its last checkpoint in the backup, `newest` at the last one that was
    found outside it: the audit rows between them are the gap. It holds sending up until it is compared.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lost_after = models.DateTimeField()
    restored_at = models.DateTimeField(db_default=Now(), editable=False)
    restored_by = models.UUIDField()
    checkpoint = models.BigIntegerField(null=True)
    newest = models.BigIntegerField(null=True)
    compared_at = models.DateTimeField(null=True)
    compared_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(compared_at__isnull=True, compared_by__isnull=True)
                | Q(compared_at__isnull=False, compared_by__isnull=False),
                name="a_comparison_says_who_compared",
            ),
        ]
