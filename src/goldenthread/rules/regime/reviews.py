"""Annual reviews, transfers between phases and moves between areas: regulations 15 and 18 to 22.

Earlier wordings are out of scope: each limit is the current law, in effect from September 2014.
"""

from __future__ import annotations

from datetime import date

from goldenthread.rules.regime.assessment import REGS
from goldenthread.rules.regime.limit import Counting, Duty, Force, Grade, Limit, Unit

MEETING = "the review meeting"
DEVON = "R (L, M and P) v Devon [2022] EWHC 493 (Admin)"

LIMITS = (
    Limit(
        code="annual-review",
        title="Annual review",
        rule="The local authority must review the plan within the 12 months starting with the date it was "
        "made, and then within the 12 months starting with the date of the last review.",
        trigger="the plan was made or last reviewed",
        duty=Duty.AUTHORITY,
        unit=Unit.MONTHS,
        amount=12,
        counting=Counting.BEGINNING,
        citation="Children and Families Act 2014, section 44(1)",
        grade=Grade.SECONDARY,
        notes=("A shortage of staff or a backlog is no lawful reason for delay.",),
    ),
    Limit(
        code="annual-review-notice",
        title="Notice of the review meeting",
        rule="At least 2 weeks' notice of the review meeting must be given, and the advice gathered for it "
        "must be sent round at least 2 weeks before it.",
        trigger=MEETING,
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=2,
        counting=Counting.BEFORE,
        citation=f"{REGS}, regulation 20(3) and (4)",
        contrary=(
            "Counting clear days, with neither the notice nor the meeting counted, gives one day earlier.",
        ),
    ),
    Limit(
        code="annual-review-report",
        title="Report of the review meeting",
        rule="The report of the review meeting must go to everyone invited within 2 weeks of the meeting.",
        trigger=MEETING,
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=2,
        counting=Counting.AFTER,
        citation=f"{REGS}, regulations 20(7) and 21(7)",
    ),
    Limit(
        code="annual-review-decision",
        title="Decision after the review",
        rule="Within 4 weeks of the review meeting the local authority must tell the family whether it will "
        "keep, amend or cease the plan; a proposal to amend goes with the proposed amendments.",
        trigger=MEETING,
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=4,
        counting=Counting.AFTER,
        citation=f"{REGS}, regulation 20(10); {DEVON}",
        grade=Grade.SECONDARY,
        contrary=(
            "Before the Devon judgment many authorities sent the proposed amendments later, with no limit "
            "at all.",
        ),
    ),
    Limit(
        code="amendment-representations",
        title="Comments on proposed amendments",
        rule="The family has at least 15 days, beginning with the day the plan and the proposed amendments "
        "were served, to comment.",
        trigger="the amendment notice was served",
        duty=Duty.FAMILY,
        unit=Unit.DAYS,
        amount=15,
        counting=Counting.BEGINNING,
        citation=f"{REGS}, regulation 22(2)(c)",
    ),
    Limit(
        code="amended-plan",
        title="Final amended plan",
        rule="The final amended plan must be sent within 8 weeks of the amendment notice and within 12 "
        "weeks of the review meeting, whichever comes first.",
        trigger=MEETING,
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=12,
        counting=Counting.AMENDED_PLAN,
        citation=f"{REGS}, regulation 22(3); {DEVON}",
        facts=("notice",),
        contrary=("Before the Devon judgment some read the 8 weeks alone, from however late a notice.",),
    ),
    Limit(
        code="decision-not-to-amend",
        title="Decision not to amend after a notice",
        rule="A local authority that decides, after its notice, not to amend the plan must say so within 8 "
        "weeks of the notice.",
        trigger="the amendment notice was sent",
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=8,
        counting=Counting.AFTER,
        citation=f"{REGS}, regulation 22(4)",
        grade=Grade.MEMORY,
    ),
    Limit(
        code="phase-transfer",
        title="Plan ready for a new phase of education",
        rule="In the calendar year of a transfer between phases the plan must be reviewed and amended before "
        "15 February, so that it names where the child will go.",
        trigger="any day of the calendar year of the transfer",
        duty=Duty.AUTHORITY,
        unit=Unit.FIXED,
        amount=1,
        counting=Counting.FEBRUARY,
        citation=f"{REGS}, regulation 18(1)(b)",
        contrary=(
            'The Code of Practice (9.179) says "by 15 February at the latest"; the regulation says before.',
        ),
        effective_from=date(2015, 1, 1),
    ),
    Limit(
        code="phase-transfer-post-16",
        title="Plan ready for a post-16 institution",
        rule="In the calendar year of a transfer from secondary school to a post-16 institution the plan "
        "must be reviewed and amended before 31 March.",
        trigger="any day of the calendar year of the transfer",
        duty=Duty.AUTHORITY,
        unit=Unit.FIXED,
        amount=1,
        counting=Counting.MARCH,
        citation=f"{REGS}, regulation 18(1)(a)",
        notes=(
            "For transfers due on 1 September 2015 alone the date was before 31 May 2015 (regulation 18(3)).",
        ),
        effective_from=date(2015, 1, 1),
    ),
    Limit(
        code="post-16-transfer",
        title="Plan ready for a move between post-16 institutions",
        rule="Where a young person moves from one post-16 institution to another at any other time, the "
        "plan must be reviewed and amended at least 5 months before the move.",
        trigger="the move to the new institution",
        duty=Duty.AUTHORITY,
        unit=Unit.MONTHS,
        amount=5,
        counting=Counting.BEFORE,
        citation=f"{REGS}, regulation 18(2)",
    ),
    Limit(
        code="transfer-of-plan",
        title="Plan passed to the new authority",
        rule="The old authority must transfer the plan on the day of the move or, where it was not aware of "
        "the move 15 working days before it, within 15 working days beginning with the day it became aware.",
        trigger="the old authority became aware of the move",
        duty=Duty.AUTHORITY,
        unit=Unit.WORKING_DAYS,
        amount=15,
        counting=Counting.TRANSFER,
        citation=f"{REGS}, regulation 15(2)",
        facts=("move",),
        contrary=("IPSEA describes the period as running from when the new authority becomes aware.",),
    ),
    Limit(
        code="transfer-in-information",
        title="What the new authority tells the family",
        rule="Within 6 weeks of the transfer the new authority must tell the family that the plan was "
        "transferred, whether it will assess, and when it will review the plan.",
        trigger="the plan was transferred",
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=6,
        counting=Counting.AFTER,
        citation=f"{REGS}, regulation 15(4)",
    ),
    Limit(
        code="transfer-in-review",
        title="Review by the new authority",
        rule="The new authority must review the plan before the later of 12 months beginning with the date "
        "it was made or last reviewed and 3 months beginning with the date of the transfer.",
        trigger="the plan was transferred",
        duty=Duty.AUTHORITY,
        unit=Unit.MONTHS,
        amount=3,
        counting=Counting.TRANSFER_REVIEW,
        citation=f"{REGS}, regulation 15(5)",
        grade=Grade.MEMORY,
        facts=("reviewed",),
    ),
    Limit(
        code="health-review-notice",
        title="Notice of a review to health services",
        rule="Health services are given at least {period}' notice of a review meeting.",
        trigger=MEETING,
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=6,
        counting=Counting.BEFORE,
        citation="Local practice; the law asks for 2 weeks (SEND Regulations 2014, regulation 20(3))",
        grade=Grade.SECONDARY,
        force=Force.PRACTICE,
        practice="health_review_notice",
    ),
    Limit(
        code="information-pack",
        title="First meeting and information pack",
        rule="The family has a first meeting and an information pack within {period} of the decision to "
        "assess.",
        trigger="the decision to assess",
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=2,
        counting=Counting.AFTER,
        citation="Local practice; no regulation sets this limit",
        grade=Grade.SECONDARY,
        force=Force.PRACTICE,
        practice="information_pack",
    ),
    Limit(
        code="ladder",
        title="Escalation of advice that does not come",
        rule="When the 6 weeks for advice have passed, the area's ladder says who chases whom, and when.",
        trigger="the body, or the single point of contact that fronts it, received the request for advice",
        duty=Duty.BODY,
        unit=Unit.WEEKS,
        amount=6,
        counting=Counting.LADDER,
        citation="Local practice, counted from the limit of SEND Regulations 2014 (SI 2014/1530), "
        "regulation 8(1)",
        grade=Grade.SECONDARY,
        force=Force.PRACTICE,
    ),
)
