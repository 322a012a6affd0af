"""A request for advice from one service, a report that answers one or several, a full referral on the way to one."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Report(models.Model):
    """A document of advice. A joint one answers several services' requests (S0-21)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="reports")
    title = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)


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
