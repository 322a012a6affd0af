"""Case, fact, remark. A fact holds no name and no free text; remarks do, apart, where they can be sealed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from goldenthread.rules.facts import Kind


class NextSequence(Func):
    """The next number of the timeline's sequence."""

    template = "nextval('cases_fact_sequence')"
    arity = 0


class Case(models.Model):
    """One child's journey from request to review, under the council's reference."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="cases")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=40)
    is_marked = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "reference"], name="one_case_for_a_reference"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(is_marked=True), name="case_marked")]

    def __str__(self) -> str:
        return self.reference


class Fact(models.Model):
    """Something dated that happened. Append-only by trigger; `key` makes a step of the tick happen once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts")
    about = models.UUIDField(null=True)
    kind = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    details = models.JSONField(default=dict)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    sequence = models.BigIntegerField(db_default=NextSequence())
    key = models.CharField(max_length=60, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "about", "key"], condition=Q(key__isnull=False), name="a_step_is_raised_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="kind_of_fact_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(kind=Kind.FACT_CORRECTED.value) & Q(corrects__isnull=False))
                | (~Q(kind=Kind.FACT_CORRECTED.value) & Q(corrects__isnull=True)),
                name="only_a_correction_corrects",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "sequence"], name="fact_timeline"),
            models.Index(fields=["area", "kind", "happened_on"], name="fact_by_kind"),
        ]


class Remark(models.Model):
    """What a person wrote beside a fact. It can be sealed or erased; the timeline stays whole."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="remarks")
    fact = models.OneToOneField(Fact, on_delete=models.PROTECT, related_name="remark")
    text = models.TextField()
