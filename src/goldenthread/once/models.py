"""What came of each form that was sent, under the key that it carried."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Sending(models.Model):
    """One form, sent by one account. `digest` is of all that was sent; `said` are the messages that it led to.

    Kept as long as anybody could send the form again; only the account itself reads its rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sent_by = models.UUIDField()
    key = models.CharField(max_length=43)
    digest = models.CharField(max_length=64)
    location = models.TextField()
    said = models.JSONField(default=list)
    sent_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sent_by", "key"], name="a_form_is_sent_once"),
        ]
        indexes = [models.Index(fields=["sent_at"], name="sending_by_age")]
