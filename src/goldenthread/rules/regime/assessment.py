"""Assessments and plans: Part 2 of the SEND Regulations 2014, regulations 5 to 13 and 25 to 27.

Earlier wordings are out of scope: each limit is the current law, in effect from September 2014.
"""

from __future__ import annotations

from datetime import date

from goldenthread.rules.regime.limit import Counting, Duty, Excuse, Force, Grade, Limit, Unit

REGS = "SEND Regulations 2014 (SI 2014/1530)"
DETAINED = "SEND (Detained Persons) Regulations 2015 (SI 2015/62)"
CODE = "SEND Code of Practice 2015"

CLOSURE = ("closed", "reopens", "asked")
"""A school closure's first day, the day it re-opens, and the day the head's advice was asked for."""

REQUEST = "the local authority received the request for an assessment (or became responsible for the child)"
REVERSAL = (
    "the order, the local authority's notice that it will not oppose the appeal, or its agreement to assess"
)
REVERSAL_LAW = f"{REGS}, regulations 42, 44(2)(b) and 45(3A)"
TWO_READINGS = (
    "Where the appeal was conceded without a direction or order of the tribunal, the High Court held that "
    "the time limits still run from the original request (W v Hertfordshire [2023] EWHC 3138 (Admin)).",
    "Where the authority simply changed its mind, the Ombudsman has counted from the agreement (25 007 473).",
)

LIMITS = (
    Limit(
        code="decision-to-assess",
        title="Decision whether to assess",
        rule="The local authority must tell the family whether it will carry out an EHC needs assessment "
        "within 6 weeks of receiving the request.",
        trigger=REQUEST,
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=6,
        counting=Counting.AFTER,
        citation=f"{REGS}, regulation 5(1)",
        excuse=Excuse.AUTHORITY,
        excused_by="regulation 5(4)",
        facts=CLOSURE,
    ),
    Limit(
        code="advice",
        title="Advice for an assessment",
        rule="A body that is asked for advice must give it within 6 weeks of receiving the request.",
        trigger="the body received the local authority's request; where a single point of contact fronts "
        "the body, the day that the single point of contact received it",
        duty=Duty.BODY,
        unit=Unit.WEEKS,
        amount=6,
        counting=Counting.AFTER,
        citation=f"{REGS}, regulation 8(1)",
        grade=Grade.SECONDARY,
        excuse=Excuse.ADVISER,
        excused_by="regulation 8(2)",
        facts=CLOSURE,
    ),
    Limit(
        code="decision-not-to-issue",
        title="Decision not to issue a plan",
        rule="A local authority that decides not to issue an EHC plan must tell the family, the responsible "
        "commissioning body and the school or college within 16 weeks of receiving the request.",
        trigger=REQUEST,
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=16,
        counting=Counting.AFTER,
        citation=f"{REGS}, regulation 10(1)",
        excuse=Excuse.AUTHORITY,
        excused_by="regulation 10(4)",
        facts=CLOSURE,
    ),
    Limit(
        code="draft-representations",
        title="Comments on a draft plan",
        rule="The family has at least 15 days, beginning with the day the draft plan was served, to "
        "comment, to ask for a school and to ask for a meeting.",
        trigger="the draft plan was served",
        duty=Duty.FAMILY,
        unit=Unit.DAYS,
        amount=15,
        counting=Counting.BEGINNING,
        citation=f"{REGS}, regulation 13(1)(a)",
        contrary=("A vendor's guide counts 15 working days; the regulation says days.",),
        notes=("No date is set by law for sending the draft itself.",),
    ),
    Limit(
        code="final-plan",
        title="Final plan",
        rule="The local authority must send the final EHC plan within 20 weeks of receiving the request.",
        trigger=REQUEST,
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=20,
        counting=Counting.AFTER,
        citation=f"{REGS}, regulation 13(2)",
        excuse=Excuse.AUTHORITY,
        excused_by="regulation 13(3)",
        facts=CLOSURE,
    ),
    Limit(
        code="setting-response",
        title="Reply from a school or college consulted",
        rule="A school or college that is consulted about being named should reply within {period}.",
        trigger="the school or college was consulted",
        duty=Duty.BODY,
        unit=Unit.DAYS,
        amount=15,
        counting=Counting.AFTER,
        citation=f"{CODE}, paragraph 9.83",
        grade=Grade.SECONDARY,
        force=Force.GUIDANCE,
        practice="setting_response",
        notes=("The local authority decides even when no reply comes.",),
    ),
    Limit(
        code="reassessment-reply",
        title="Reply to a request for a re-assessment",
        rule="The local authority must tell the family whether it will re-assess within 15 days of "
        "receiving the request.",
        trigger="the local authority received the request for a re-assessment",
        duty=Duty.AUTHORITY,
        unit=Unit.DAYS,
        amount=15,
        counting=Counting.AFTER,
        citation=f"{REGS}, regulation 25(1)",
        grade=Grade.MEMORY,
    ),
    Limit(
        code="reassessment-final-plan",
        title="Final plan after a re-assessment",
        rule="After a re-assessment the local authority must send the final plan within 14 weeks of telling "
        "the family that it will re-assess.",
        trigger="the local authority notified the family that it will re-assess, or decided to",
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=14,
        counting=Counting.AFTER,
        citation=f"{REGS}, regulation 27(2)",
        excuse=Excuse.AUTHORITY,
        excused_by="regulation 27(3)",
        facts=CLOSURE,
    ),
    Limit(
        code="reversed-refusal-no-plan",
        title="Refusal to assess reversed: decision not to issue a plan",
        rule="Where a refusal to assess is reversed and the assessment leads to no plan, the local "
        "authority must tell the family within 10 weeks of the reversal.",
        trigger=REVERSAL,
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=10,
        counting=Counting.AFTER,
        citation=REVERSAL_LAW,
        grade=Grade.SECONDARY,
        facts=("request",),
        contrary=TWO_READINGS,
    ),
    Limit(
        code="reversed-refusal-final",
        title="Refusal to assess reversed: final plan",
        rule="Where a refusal to assess is reversed and a plan follows, the local authority must send the "
        "final plan within 14 weeks of the reversal.",
        trigger=REVERSAL,
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=14,
        counting=Counting.AFTER,
        citation=REVERSAL_LAW,
        grade=Grade.SECONDARY,
        facts=("request",),
        contrary=TWO_READINGS,
    ),
    Limit(
        code="detained-draft-representations",
        title="Comments on the draft plan of a detained person",
        rule="The family of a detained person, or that person, has at least 15 days, beginning with the day "
        "the draft plan was served, to comment on it.",
        trigger="the draft plan was served",
        duty=Duty.FAMILY,
        unit=Unit.DAYS,
        amount=15,
        counting=Counting.BEGINNING,
        citation=f"{DETAINED}, regulation 13",
        effective_from=date(2015, 4, 1),
    ),
    Limit(
        code="detained-final-plan",
        title="Final plan of a detained person",
        rule="The home authority must send the final plan of a detained person within 20 weeks of receiving "
        "the request.",
        trigger="the home authority received the request for an assessment",
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=20,
        counting=Counting.AFTER,
        citation=f"{DETAINED}, regulation 13",
        excuse=Excuse.DETAINED,
        excused_by="regulation 13 of SI 2015/62",
        facts=CLOSURE,
        effective_from=date(2015, 4, 1),
    ),
)
