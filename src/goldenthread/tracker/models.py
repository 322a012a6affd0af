"""An imported tracker file, a file waiting for a person's answers, and what a tracker last said of each request."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now


class Import(models.Model):
    """One file taken in: by whom, on which day, with what answer. The answer names rows, no child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    imported_on = models.DateField()
    imported_at = models.DateTimeField(db_default=Now(), editable=False)
    imported_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField()


class Draft(models.Model):
    """A file uploaded and previewed, not yet taken in. It is deleted when it is, or when it is given up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_on = models.DateField()
    uploaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")


class Line(models.Model):
    """What a tracker last said of one request for advice: what a person changed here since is never overwritten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    advice = models.OneToOneField(
        "advice.AdviceRequest", on_delete=models.PROTECT, related_name="tracker_line"
    )
    said = models.JSONField()
