"""Case, fact, remark. A fact holds no name and no free text; remarks do, apart, where they can be sealed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from goldenthread.rules.access import Basis, Section
from goldenthread.rules.facts import Kind


class NextSequence(Func):
    """The next number of the timeline's sequence."""

    template = "nextval('cases_fact_sequence')"
    arity = 0


class Case(models.Model):
    """One child's journey from request to review, under the council's reference.

    `ask_on` is of the snapshot, derived with the case's clocks: the day on which the rights pass to the young person,
    on an open case where nobody has confirmed yet what they wish.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="cases")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=40)
    is_marked = models.BooleanField(default=True)
    ask_on = models.DateField(null=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "reference"], name="one_case_for_a_reference"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(is_marked=True), name="case_marked"),
            models.Index(fields=["area", "ask_on"], condition=Q(ask_on__isnull=False), name="case_to_ask"),
        ]

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


class Relation(models.Model):
    """Somebody was let into a case: a person, or a school. On a ground, from a day, for some sections of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="relations")
    person = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="relations")
    organisation = models.ForeignKey(
        "directory.Organisation", null=True, on_delete=models.PROTECT, related_name="relations"
    )
    basis = models.CharField(max_length=30, choices=[(each.value, each.words) for each in Basis])
    sections = models.JSONField()
    names = models.BooleanField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    open_until = models.DateTimeField(null=True)
    evidence = models.CharField(max_length=200, blank=True)
    given_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, organisation__isnull=False)
                | Q(person__isnull=False, organisation__isnull=True),
                name="a_relation_is_of_a_person_or_a_school",
            ),
            models.CheckConstraint(
                condition=Q(basis__in=[each.value for each in Basis]), name="ground_of_relation_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(basis=Basis.EMERGENCY.value) | Q(open_until__isnull=False),
                name="an_emergency_ends_by_the_clock",
            ),
        ]
        indexes = [models.Index(fields=["person", "case"], name="relation_by_person")]


class Restriction(models.Model):
    """A person, or everybody who is not named, is kept out of a case or of one section. It beats every grant."""

    class Reason(models.TextChoices):
        COURT = "court-order", "Order of a court"
        SAFEGUARDING = "safeguarding", "Safeguarding"
        CONFLICT = "conflict", "Own, family's or colleague's child"
        WISH = "wish", "Wish of the young person"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="restrictions")
    person = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(
        max_length=20, blank=True, choices=[(each.value, each.words) for each in Section]
    )
    reason = models.CharField(max_length=20, choices=Reason.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)
    set_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(section="") | Q(section__in=[each.value for each in Section]),
                name="section_of_restriction_is_known",
            ),
        ]
        indexes = [models.Index(fields=["case", "person"], name="restriction_by_case")]


class Party(models.Model):
    """Who is led to a case: the council that asked, the services that were asked, whoever was let in.

    Kept by triggers on those tables, in their own transaction; the application only reads it.
    """

    id = models.BigAutoField(primary_key=True)
    area = models.ForeignKey("directory.Area", on_delete=models.DO_NOTHING, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.DO_NOTHING, related_name="parties")
    party = models.UUIDField()
    relation = models.ForeignKey(Relation, null=True, on_delete=models.DO_NOTHING, related_name="+")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    open_until = models.DateTimeField(null=True)
    is_emergency = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "party", "relation"], name="one_party_once", nulls_distinct=False
            ),
        ]
        indexes = [models.Index(fields=["party", "case"], name="party_by_party")]


class Emergency(models.Model):
    """A case was opened in an emergency: why, and what the review found. Reviewers alone read what was written."""

    class Reason(models.TextChoices):
        HARM = "harm", "A child or young person may come to serious harm"
        TREATMENT = "treatment", "They are being treated now and cannot wait"
        SAFEGUARDING = "safeguarding", "A safeguarding enquiry is under way"
        OTHER = "other", "Something else that cannot wait"

    class Finding(models.TextChoices):
        RIGHT = "right", "It was right"
        WRONG = "wrong", "It was not right"
        UNCLEAR = "unclear", "It is being looked into"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="emergencies")
    relation = models.OneToOneField(Relation, on_delete=models.PROTECT, related_name="emergency")
    opened_at = models.DateTimeField(db_default=Now(), editable=False)
    opened_by = models.UUIDField()
    reason = models.CharField(max_length=20, choices=Reason.choices)
    words = models.TextField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    finding = models.CharField(max_length=20, blank=True, choices=Finding.choices)
    remark = models.TextField(blank=True)
