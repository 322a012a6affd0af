"""A mail as it came, what it brought, and the letters of ours that may be answered."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Thread(models.Model):
    """A letter of ours may be answered: whose case it is about, and to whom it went. Its id is the letter's.

    One without a case carried a service's list, which comes back filled in.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey("directory.Service", null=True, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(max_length=254)
    opened_on = models.DateField()
    opened_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(service__isnull=False),
                name="a_thread_is_of_a_case_or_a_list",
            ),
        ]
        indexes = [models.Index(fields=["area", "address"], name="thread_by_address")]


class Mail(models.Model):
    """One mail. Its raw bytes are on the disk before this row, and this row before the mailbox lets go of it.

    While it waits it has an owner (the single point of contact where nobody took it) and a day by which it is filed.
    `tries` counts each reading before it is made: the third that fails leaves it to a person. One that was filed by
    itself waits until somebody has settled what it asks for; `report` is the advice that was recorded from it. One that
    was taken off a wrong case says so for good.
    """

    class State(models.TextChoices):
        KEPT = "kept", "Not read yet"
        WAITING = "waiting", "Waiting to be filed"
        UNREADABLE = "unreadable", "Cannot be read"
        FILED = "filed", "Filed"
        DISMISSED = "dismissed", "Of no case"

    class Reason(models.TextChoices):
        NOTHING = "nothing", "Nothing about a child"
        MACHINE = "machine", "An automatic reply or a notice"
        UNWANTED = "unwanted", "Advertising or fraud"
        TWICE = "twice", "It came twice"
        ELSEWHERE = "elsewhere", "Passed on to whom it concerns"

    class Misfiled(models.TextChoices):
        """Those of a document's reasons that fit a mail: what it brought is withdrawn for the same one."""

        OTHER_CHILD = "other-child", "It is about another child"
        OTHER_DOCUMENT = "other-document", "It is not about what this case is about"
        NOT_TO_BE_SHARED = "not-to-be-shared", "It says what those who see the case may not know"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    mailbox = models.CharField(max_length=250, blank=True)
    uid_validity = models.BigIntegerField(null=True)
    uid = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    arrived = models.DateTimeField()
    received_on = models.DateField()
    kept_at = models.DateTimeField(db_default=Now(), editable=False)
    kept_by = models.UUIDField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.KEPT)
    tries = models.PositiveSmallIntegerField(default=0)
    sender_name = models.CharField(max_length=200, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True)
    is_proved = models.BooleanField(default=False)
    is_automatic = models.BooleanField(default=False)
    thread = models.ForeignKey(Thread, null=True, on_delete=models.PROTECT, related_name="answers")
    why = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=12, blank=True, choices=Reason.choices)
    settled_on = models.DateField(null=True)
    settled_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    report = models.UUIDField(null=True)
    unfiled_on = models.DateField(null=True)
    unfiled_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    unfiled_because = models.CharField(max_length=20, blank=True, choices=Misfiled.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailbox", "uid_validity", "uid"], name="a_mail_is_fetched_once"),
            models.UniqueConstraint(fields=["area", "sha256"], name="a_mail_is_kept_once"),
            models.CheckConstraint(
                condition=Q(state="filed", case__isnull=False) | (~Q(state="filed") & Q(case__isnull=True)),
                name="a_filed_mail_is_of_a_case",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["filed", "dismissed"], ended_on__isnull=False, ended_by__isnull=False)
                | Q(
                    state__in=["kept", "waiting", "unreadable"], ended_on__isnull=True, ended_by__isnull=True
                ),
                name="a_mail_ends_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settled_by__isnull=True)
                | Q(settled_on__isnull=False, settled_by__isnull=False, state="filed"),
                name="a_mail_is_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(unfiled_on__isnull=True, unfiled_by__isnull=True, unfiled_because="")
                | Q(
                    unfiled_on__isnull=False,
                    unfiled_by__isnull=False,
                    unfiled_because__in=["other-child", "other-document", "not-to-be-shared"],
                ),
                name="a_mail_is_unfiled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(report__isnull=True) | Q(state="filed"), name="a_report_is_of_a_filed_mail"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area", "state", "due_on"], name="mail_by_state"),
            models.Index(
                fields=["case"], condition=Q(settled_on__isnull=True, state="filed"), name="mail_to_settle"
            ),
        ]


class Attachment(models.Model):
    """One file that a mail brought: kept where the checks let it pass, refused with their sentence where not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    mail = models.ForeignKey(Mail, on_delete=models.PROTECT, related_name="attachments")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    format = models.CharField(max_length=10, blank=True)
    refusal = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mail", "place"], name="an_attachment_has_one_place"),
            models.CheckConstraint(
                condition=Q(sha256="") ^ Q(refusal=""), name="an_attachment_is_kept_or_refused"
            ),
        ]
