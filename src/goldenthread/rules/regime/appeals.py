"""Mediation and appeals: regulations 32 to 42 and the tribunal's own rules.

Earlier wordings are out of scope: each limit is the current law, in effect from September 2014.
"""

from __future__ import annotations

from datetime import date

from goldenthread.rules.regime.assessment import REGS
from goldenthread.rules.regime.limit import Counting, Duty, Grade, Limit, Unit

ACT = "Children and Families Act 2014"
RULES = "Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008"
MEDIATION = f"{ACT}, section 53; {REGS}, regulations 32 to 42 (mediation)"
RECOMMENDATIONS = "SEND (First-tier Tribunal Recommendations Power) Regulations 2017 (SI 2017/1306)"


def _mediation(
    code: str,
    title: str,
    rule: str,
    trigger: str,
    duty: Duty,
    unit: Unit,
    amount: int,
    citation: str = MEDIATION,
    grade: Grade = Grade.SECONDARY,
) -> Limit:
    return Limit(
        code=code,
        title=title,
        rule=rule,
        trigger=trigger,
        duty=duty,
        unit=unit,
        amount=amount,
        counting=Counting.AFTER,
        citation=citation,
        grade=grade,
    )


MEDIATIONS = (
    _mediation(
        "mediation-contact",
        "Contacting the mediation adviser",
        "A family that needs a mediation certificate must contact the mediation adviser within 2 months of "
        "the decision letter.",
        "the decision letter was sent",
        Duty.FAMILY,
        Unit.MONTHS,
        2,
        f"{REGS}, regulation 33",
    ),
    _mediation(
        "mediation-certificate",
        "Mediation certificate",
        "The mediation adviser must give the certificate within 3 working days of being told that the "
        "family will not mediate.",
        "the family told the mediation adviser that it will not mediate",
        Duty.BODY,
        Unit.WORKING_DAYS,
        3,
        f"{REGS}, regulation 34",
    ),
    _mediation(
        "mediation-health-notice",
        "Telling the integrated care board of a mediation",
        "Where health provision is in issue, the local authority must tell each integrated care board within "
        "3 working days.",
        "the family told the local authority what the mediation is about",
        Duty.AUTHORITY,
        Unit.WORKING_DAYS,
        3,
    ),
    _mediation(
        "mediation-arranged",
        "Mediation",
        "The local authority must arrange the mediation within 30 days of the family asking for it.",
        "the family told the local authority that it wants mediation",
        Duty.AUTHORITY,
        Unit.DAYS,
        30,
    ),
    _mediation(
        "mediation-health-arranged",
        "Mediation about health provision alone",
        "The integrated care board must arrange a mediation about health provision alone within 30 days of "
        "the local authority telling it.",
        "the local authority told the integrated care board",
        Duty.BODY,
        Unit.DAYS,
        30,
    ),
    _mediation(
        "mediation-deemed-certificate",
        "Certificate when mediation could not be arranged",
        "When mediation cannot be arranged in 30 days, the mediation adviser must give the certificate "
        "within 3 working days of being told.",
        "the local authority told the mediation adviser that it cannot arrange mediation in time",
        Duty.BODY,
        Unit.WORKING_DAYS,
        3,
    ),
    Limit(
        code="mediation-agreement",
        title="Acting on a mediation agreement",
        rule="The local authority must do what a mediation agreement asks within 2 weeks of it.",
        trigger="the mediation agreement",
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS,
        amount=2,
        counting=Counting.AFTER,
        citation=f"{REGS}, regulation 42",
        notes=(
            "Two weeks is for matters that cannot be appealed. What could have been appealed takes the "
            "limits of a tribunal order instead (regulation 44): ask for those with the day of the "
            "agreement.",
            "The parties may agree other dates in writing.",
        ),
    ),
    _mediation(
        "mediation-agreement-notice",
        "Commissioner tells an authority that was not there",
        "A health commissioner that reaches an agreement without the local authority must tell it within 1 "
        "week.",
        "the mediation agreement",
        Duty.BODY,
        Unit.WEEKS,
        1,
        f"{REGS}, regulation 42",
        Grade.PRIMARY,
    ),
)

APPEALS = (
    Limit(
        code="appeal-window",
        title="Appeal to the SEND Tribunal",
        rule="A family may appeal until the later of 2 months from the decision letter and 1 month from the "
        "mediation certificate. An end in August moves to the first working day of September; one from 25 "
        "December to 1 January moves to the first working day after 1 January.",
        trigger="the decision letter",
        duty=Duty.FAMILY,
        unit=Unit.MONTHS,
        amount=2,
        counting=Counting.APPEAL,
        citation=f"{RULES}, rule 20",
        grade=Grade.SECONDARY,
        facts=("certificate",),
        contrary=(
            "Some apply the tribunal's general rule for days that are not working days (rule 12) to a window that ends "
            "on an ordinary weekend; this was not confirmed.",
        ),
        notes=(
            "This is for appeals about special educational needs, not for claims of disability "
            "discrimination.",
        ),
    ),
    Limit(
        code="appeal-response",
        title="Response to an appeal",
        rule="The local authority must respond to an appeal within 30 working days of receiving it.",
        trigger="the tribunal sent the appeal to the local authority",
        duty=Duty.AUTHORITY,
        unit=Unit.WORKING_DAYS,
        amount=30,
        counting=Counting.AFTER,
        citation=f"{RULES}, rule 21",
        grade=Grade.SECONDARY,
    ),
    Limit(
        code="tribunal-recommendations",
        title="Reply to health and social care recommendations",
        rule="The health commissioner, or the local authority for social care, must reply in writing within "
        "5 weeks to a recommendation of the tribunal, with reasons if it will not follow it.",
        trigger="the tribunal's recommendation",
        duty=Duty.BODY,
        unit=Unit.WEEKS,
        amount=5,
        counting=Counting.AFTER,
        citation=RECOMMENDATIONS,
        grade=Grade.SECONDARY,
        effective_from=date(2018, 4, 3),
    ),
)

LIMITS = (*MEDIATIONS, *APPEALS)
