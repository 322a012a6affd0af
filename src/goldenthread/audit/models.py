"""The audit row: references only, never content."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import BigIntegerField, Func, Q, UUIDField
from django.db.models.functions import Now

from goldenthread.rules.traces import Outcome, Purpose, What


class Transaction(Func):
    """The number of the transaction that writes: it tells the sequencer when no earlier row can come any more."""

    template = "pg_current_xact_id()::text::bigint"
    arity = 0
    output_field = BigIntegerField()


class Request(Func):
    """The request of a browser, or the run of a command, that the transaction belongs to."""

    template = "nullif(current_setting('app.request', true), '')::uuid"
    arity = 0
    output_field = UUIDField()


class Entry(models.Model):
    """Somebody did something, was shown a child, or was turned away.

    Append-only by trigger; no foreign key, so nothing can pull it away. Every column but those of the first rows has
    a value of the database's own, so that a plain INSERT need not name it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.UUIDField()
    what = models.CharField(max_length=8, db_default=What.DID.value)
    deed = models.CharField(max_length=60)
    subject = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    area_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    child_id = models.UUIDField(null=True)
    request_id = models.UUIDField(null=True, db_default=Request())
    purpose = models.CharField(max_length=12, db_default="")
    basis = models.CharField(max_length=60, db_default="")
    rule = models.CharField(max_length=40, db_default="")
    outcome = models.CharField(max_length=12, db_default=Outcome.DONE.value)
    tx = models.BigIntegerField(db_default=Transaction())

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case_id", "recorded_at"], name="audit_by_case"),
            models.Index(fields=["recorded_by", "recorded_at"], name="audit_by_person"),
            models.Index(
                fields=["child_id", "recorded_at"], condition=Q(child_id__isnull=False), name="audit_by_child"
            ),
            BrinIndex(fields=["tx"], autosummarize=True, name="audit_by_transaction"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(what__in=[each.value for each in What]), name="what_is_known"),
            models.CheckConstraint(
                condition=Q(purpose__in=["", *(each.value for each in Purpose)]), name="purpose_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[each.value for each in Outcome]), name="outcome_is_known"
            ),
        ]


class Leaf(models.Model):
    """One row's place in the tree: given without gaps, to rows that were committed, and never again. Append-only."""

    number = models.BigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    hash = models.BinaryField()


class Checkpoint(models.Model):
    """A signed checkpoint as it was also written outside the database. Append-only."""

    number = models.BigIntegerField(primary_key=True)
    size = models.BigIntegerField()
    line = models.TextField()
