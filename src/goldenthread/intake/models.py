"""A council's request to the single point of contact."""

from __future__ import annotations

import uuid

from django.db import models


class Request(models.Model):
    """The council asks the single point of contact for advice on a child. Its dates are facts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="requests")
    council = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["area", "case"], name="request_by_area")]
