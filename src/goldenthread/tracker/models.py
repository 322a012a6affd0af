"""An imported tracker file and what each of its rows became: so that the same file twice changes nothing."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Import(models.Model):
    """One file, by whom, with its answer; a question stays open until a person answers it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    imported_on = models.DateField()
    imported_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField()


class Line(models.Model):
    """What a tracker last said of one advice request; what a person changed here since is never overwritten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    advice = models.OneToOneField("advice.AdviceRequest", on_delete=models.PROTECT, related_name="tracker_line")
    said = models.JSONField()

    class Meta:
        constraints: ClassVar = []


class Question(models.Model):
    """A row that needs a person: which date, which child, which of two records is right."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="questions")
    row = models.PositiveIntegerField()
    field = models.CharField(max_length=40)
    problem = models.TextField()
    offer = models.JSONField(default=dict)
    answer = models.JSONField(null=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
