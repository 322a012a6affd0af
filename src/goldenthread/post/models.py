"""A letter to one recipient, and each attempt to hand it to the mail server."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from goldenthread.rules.channels import Channel
from goldenthread.rules.sending import Outcome, State


class Message(models.Model):
    """One letter to one address. Who gets it and what it says stand in one row, and stay as they were written.

    `channel` says how it leaves, and so what its address is: of mail, a MESH mailbox, or the lines of a postal one.

    `key` says what it is for: the same letter is written once, however often a tick is repeated. `values` are the
    merge fields that the record filled in. `stops` says that it is not needed once the advice is here. `secret` is what
    its recipient alone reads, sealed, and gone once it was sent. One that is `attached` is a file of that name; such a
    letter is about a service's many cases and so of none. `posted_by` says that it was posted on paper.

    `emergency` is the opening of which it tells. Such a letter concerns no part of the record: nobody of the case sees
    it, and it leaves no fact.

    `news_by` says by when whoever carries it should have told that it arrived: empty where they never tell, or have.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="messages")
    emergency = models.ForeignKey(
        "cases.Emergency", null=True, on_delete=models.PROTECT, related_name="letters"
    )
    about = models.UUIDField(null=True)
    service = models.ForeignKey("directory.Service", null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=160)
    pack_version = models.ForeignKey("directory.PackVersion", on_delete=models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    step = models.CharField(max_length=40, blank=True)
    sender = models.CharField(max_length=40)
    recipient = models.CharField(max_length=40)
    is_copy = models.BooleanField(default=False)
    stops = models.BooleanField(default=False)
    to_name = models.CharField(max_length=200)
    channel = models.CharField(max_length=12, default=Channel.MAIL.value, db_default=Channel.MAIL.value)
    to_address = models.CharField(max_length=500)
    values = models.JSONField(default=dict)
    subject = models.CharField(max_length=400)
    text = models.TextField()
    secret = models.TextField(blank=True, default="", db_default="")
    attached = models.CharField(max_length=120, blank=True, default="", db_default="")
    message_id = models.CharField(max_length=160, unique=True)
    state = models.CharField(max_length=12)
    written_on = models.DateField()
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    written_by = models.UUIDField()
    signed_on = models.DateField(null=True)
    signed_by = models.UUIDField(null=True)
    sent_on = models.DateField(null=True)
    posted_by = models.UUIDField(null=True)
    news_by = models.DateTimeField(null=True)
    delivered_on = models.DateField(null=True)
    queued_since = models.DateTimeField(null=True)
    next_try = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    reply = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "key"], name="a_letter_is_written_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in State]), name="letter_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(posted_by__isnull=True) | Q(sent_on__isnull=False),
                name="a_letter_that_was_posted_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(news_by__isnull=True, delivered_on__isnull=True) | Q(state=State.ACCEPTED.value),
                name="news_is_of_a_letter_that_left",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False, attached="") | Q(case__isnull=True, service__isnull=False),
                name="a_letter_of_no_case_is_a_service_s_list",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[each.value for each in Channel]), name="letter_channel_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["area", "state", "written_on"], name="letter_by_state"),
            models.Index(fields=["case", "written_on"], name="letter_by_case"),
            models.Index(
                fields=["next_try"],
                condition=Q(state__in=[State.QUEUED.value, State.ATTEMPTING.value, State.UNKNOWN.value]),
                name="letter_to_send",
            ),
            models.Index(fields=["about"], condition=Q(stops=True), name="letter_that_stops"),
            models.Index(fields=["news_by"], condition=Q(news_by__isnull=False), name="letter_without_news"),
        ]


class Attempt(models.Model):
    """One handing over: written before the mail server is spoken to, ended when it has answered or has not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="tries")
    number = models.PositiveIntegerField()
    started = models.DateTimeField(db_default=Now(), editable=False)
    ended = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    reply = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "number"], name="an_attempt_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *(each.value for each in Outcome)]), name="attempt_ends_known"
            ),
        ]
