"""A document of a case or of an area's library, and its versions. The file itself stands on the disk, by its hash."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from goldenthread.documents.checks import Format
from goldenthread.rules.access import Classification, Section


class Document(models.Model):
    """One document through all its versions: what it is, and to whom it is open.

    One of no case stands in the area's library. `service` is whose advice it is: other services do not read it. One
    that was withdrawn is shown to nobody who sees the case; it stays, with its files, for who may read the audit.
    """

    class Kind(models.TextChoices):
        ADVICE = "advice", "Advice or report"
        REQUEST = "request", "Request or form"
        LETTER = "letter", "Letter or message"
        MINUTES = "minutes", "Minutes or notes"
        PLAN = "plan", "Plan"
        TEMPLATE = "template", "Template or guidance"
        OTHER = "other", "Something else"

    class Reason(models.TextChoices):
        OTHER_CHILD = "other-child", "It is about another child"
        OTHER_DOCUMENT = "other-document", "It is another document than it says"
        NOT_TO_BE_SHARED = "not-to-be-shared", "It says what those who see the case may not know"
        TWICE = "twice", "It is here twice"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="documents")
    service = models.ForeignKey("directory.Service", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    section = models.CharField(
        max_length=20, blank=True, choices=[(each.value, each.words) for each in Section]
    )
    classification = models.CharField(
        max_length=20,
        default=Classification.ORDINARY.value,
        choices=[(each.value, each.words) for each in Classification],
    )
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = models.CharField(max_length=20, blank=True, choices=Reason.choices)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(case__isnull=True, section="", service__isnull=True)
                | Q(case__isnull=False, section__in=[each.value for each in Section]),
                name="a_case_s_document_is_of_a_section",
            ),
            models.CheckConstraint(
                condition=Q(classification__in=[each.value for each in Classification]),
                name="class_of_document_is_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | Q(
                    withdrawn_on__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_because__in=["other-child", "other-document", "not-to-be-shared", "twice"],
                ),
                name="a_document_is_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """A document as it was brought once. It is never changed; the next one stands beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    format = models.CharField(max_length=10, choices=[(each.value, each.words) for each in Format])
    file_name = models.CharField(max_length=120)
    uploaded_on = models.DateField()
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    uploaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="version_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="a_version_has_its_hash"
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="version_by_hash")]
