"""A council's request to the single point of contact, and the questions that are asked about a case."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Request(models.Model):
    """The council asks the single point of contact for advice on a child. Its dates are facts.

    What the child and the family hope for, and which outcomes are sought, go with the request to who advises (S1-11).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="requests")
    council = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    aspirations = models.TextField(blank=True, default="")
    outcomes = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        indexes = [models.Index(fields=["area", "case"], name="request_by_area")]


class Question(models.Model):
    """Somebody asks about a case: a service, the council or a role of the area, who owns it until it is answered.

    It stands here whole and in no fact: its words are about a child. Without a request it is about the case as a
    whole. `from_service` and `from_council` are for whom it was asked, where that was neither's own desk.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="questions")
    request = models.ForeignKey(Request, null=True, on_delete=models.PROTECT, related_name="questions")
    to_service = models.ForeignKey("directory.Service", null=True, on_delete=models.PROTECT, related_name="+")
    to_council = models.ForeignKey(
        "directory.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    to_role = models.CharField(max_length=40, blank=True)
    from_service = models.ForeignKey(
        "directory.Service", null=True, on_delete=models.PROTECT, related_name="+"
    )
    from_council = models.ForeignKey(
        "directory.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_service__isnull=False, to_council__isnull=True, to_role="")
                | Q(to_service__isnull=True, to_council__isnull=False, to_role="")
                | Q(to_service__isnull=True, to_council__isnull=True) & ~Q(to_role=""),
                name="a_question_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_on__gte=F("asked_on"), answered_by__isnull=False) & ~Q(answer=""),
                name="an_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")), name="a_question_is_due_after_it_is_asked"
            ),
        ]
        indexes = [
            models.Index(fields=["area", "case"], name="question_by_area"),
            models.Index(
                fields=["area", "due_on"], condition=Q(answered_on__isnull=True), name="question_open"
            ),
        ]
