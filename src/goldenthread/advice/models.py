"""A request for advice from one service, a report that answers one or several, a full referral on the way to one.

Advice that is written here stands in rows: what the child needs, and how often they were seen. Until it is handed in
it is a draft.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Report(models.Model):
    """A piece of advice. A joint one answers several services' requests (S0-21).

    Its words are its needs and contacts where it was written here, a document where it was brought as one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="reports")
    title = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(
        "documents.Document", null=True, on_delete=models.PROTECT, related_name="reports"
    )


class AdviceRequest(models.Model):
    """One service is asked for advice on one council request. Its dates and answers are facts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="advice_requests")
    request = models.ForeignKey("intake.Request", on_delete=models.PROTECT, related_name="advice_requests")
    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="advice_requests")
    pack_version = models.ForeignKey("directory.PackVersion", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "service"], name="a_service_is_asked_once_for_a_request"
            ),
        ]
        indexes = [models.Index(fields=["area", "case"], name="advice_by_area")]


class Need(models.Model):
    """One need of a report, the provision required as a result, and the difference expected (S1-36). Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="needs")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="needs")
    number = models.PositiveSmallIntegerField()
    need = models.TextField()
    provision = models.TextField()
    difference = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="a_need_is_numbered_once"),
            models.CheckConstraint(
                condition=~(Q(need="") | Q(provision="") | Q(difference="")),
                name="a_need_has_its_three_blocks",
            ),
        ]
        indexes = [models.Index(fields=["area", "case"], name="need_by_area")]


class Contact(models.Model):
    """How many times somebody saw the child, from when to when (S1-35). Append-only, with its report."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="contacts")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="contacts")
    number = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=200)
    times = models.PositiveIntegerField()
    from_on = models.DateField()
    to_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="a_contact_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(times__gte=1, to_on__gte=F("from_on")) & ~Q(who=""),
                name="a_contact_can_have_been",
            ),
        ]
        indexes = [models.Index(fields=["area", "case"], name="contact_by_area")]


class Draft(models.Model):
    """Advice that somebody of a service is writing, as it was typed. One for a request: colleagues go on from it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="drafts")
    advice = models.OneToOneField(AdviceRequest, on_delete=models.PROTECT, related_name="draft")
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField(db_default=Now())
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["area", "case"], name="draft_by_area")]


class AnswerLink(models.Model):
    """A personal link by which somebody without an account answers one request. The link itself is kept nowhere.

    It ends by time, by somebody's deed, or with the request. `email` is where it and its codes are sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="answer_links")
    advice = models.ForeignKey(AdviceRequest, on_delete=models.PROTECT, related_name="links")
    recipient = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.UUIDField()
    expires = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="a_link_is_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["advice"], condition=Q(ended_at__isnull=True), name="link_live")]


class LinkCode(models.Model):
    """A code that was sent to a link's mailbox: kept as a digest, good once, for ten minutes and a few tries."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(AnswerLink, on_delete=models.PROTECT, related_name="codes")
    digest = models.CharField(max_length=64)
    moment = models.DateTimeField(db_default=Now())
    tries = models.PositiveSmallIntegerField(default=0)
    is_spent = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["link", "moment"], name="code_by_link")]


class Referral(models.Model):
    """A child who is not known is referred in full (S2-22): to which service, which needs, which support before.

    Who referred, when, and what became of it are facts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="referrals")
    advice = models.ForeignKey(AdviceRequest, on_delete=models.PROTECT, related_name="referrals")
    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="+")
    identified = models.TextField(blank=True)
    potential = models.TextField(blank=True)
    support = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(identified="") | ~Q(potential=""), name="a_referral_says_which_needs"
            ),
            models.CheckConstraint(condition=~Q(support=""), name="a_referral_says_which_support"),
        ]
        indexes = [models.Index(fields=["service", "case"], name="referral_by_service")]


class ServiceList(models.Model):
    """A list that somebody brought back filled in, as it was read. It is deleted when they have done with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    rows = models.JSONField()
    brought_on = models.DateField()
    brought_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
