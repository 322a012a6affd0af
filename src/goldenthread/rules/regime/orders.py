"""What a tribunal's order gives the authority: regulations 44 and 45, as amended in 2015.

Earlier wordings are out of scope: each limit is the current law, in effect from September 2014.
"""

from __future__ import annotations

from goldenthread.rules.regime.assessment import REGS
from goldenthread.rules.regime.limit import Counting, Duty, Grade, Limit, Unit

ORDER = "the tribunal's order"
DIRECTIONS = (
    "The tribunal may direct otherwise, and regulation 44(3) has exceptions of its own, which Goldenthread does "
    "not apply.",
)
UNOPPOSED = (
    "An appeal that the authority does not oppose has the same limits, from the day it told the tribunal "
    "(regulation 45).",
    "These limits are as amended on 23 March 2015; for an order before then, check the wording of its day.",
    *DIRECTIONS,
)
REPEALED = "Older leaflets print 4 weeks: that wording was replaced in 2015 and is out of scope here."


def _order(
    code: str,
    title: str,
    rule: str,
    weeks: int,
    paragraph: str,
    *,
    grade: Grade = Grade.SECONDARY,
    contrary: tuple[str, ...] = (),
) -> Limit:
    return Limit(
        code=code,
        title=title,
        rule=rule,
        trigger=ORDER,
        duty=Duty.AUTHORITY,
        unit=Unit.WEEKS if weeks else Unit.DAYS,
        amount=weeks,
        counting=Counting.AFTER if weeks else Counting.AT_ONCE,
        citation=f"{REGS}, regulation {paragraph}",
        grade=grade,
        contrary=contrary,
        notes=UNOPPOSED if weeks else DIRECTIONS,
    )


LIMITS = (
    _order(
        "order-to-assess-notify",
        "Order to assess: telling the family",
        "Within 2 weeks of an order to assess, the local authority must tell the family that it will.",
        2,
        "44(2)(b)",
        contrary=(REPEALED,),
    ),
    _order(
        "order-to-assess-no-plan",
        "Order to assess: decision not to issue a plan",
        "Where the assessment ordered leads to no plan, the local authority must tell the family within 10 "
        "weeks of the order.",
        10,
        "44(2)(b)(i)",
    ),
    _order(
        "order-to-assess-final",
        "Order to assess: final plan",
        "Where the assessment ordered leads to a plan, the local authority must send the final plan within "
        "14 weeks of the order.",
        14,
        "44(2)(b)(ii)",
    ),
    _order(
        "order-to-make-plan-draft",
        "Order to make a plan: draft",
        "Within 5 weeks of an order to make a plan, the local authority must issue the draft.",
        5,
        "44(2)(c)(i)",
    ),
    _order(
        "order-to-make-plan-final",
        "Order to make a plan: final plan",
        "Within 11 weeks of an order to make a plan, the local authority must send the final plan.",
        11,
        "44(2)(c)(ii)",
    ),
    _order(
        "order-to-reconsider",
        "Case sent back to the authority",
        "Where the tribunal sends a case back to be reconsidered, the local authority must act within 2 "
        "weeks of the order.",
        2,
        "44(2)(d)",
        grade=Grade.MEMORY,
    ),
    _order(
        "order-to-amend",
        "Order to amend a plan",
        "Within 5 weeks of an order to amend a plan, the local authority must issue the amended plan.",
        5,
        "44(2)(e)",
    ),
    _order(
        "order-to-name-setting",
        "Order about the school or college named",
        "Within 2 weeks of an order about the school, college or type of it named, the local authority must "
        "issue the amended plan.",
        2,
        "44(2)(f)",
    ),
    _order(
        "order-to-cease",
        "Appeal against ceasing a plan dismissed",
        "When an appeal against ceasing a plan is dismissed, the local authority must cease to maintain it "
        "at once.",
        0,
        "44(2)(a)",
    ),
    _order(
        "order-to-maintain",
        "Order to go on maintaining a plan",
        "When the tribunal orders a plan to be maintained, the local authority must go on maintaining it at "
        "once.",
        0,
        "44(2)",
        grade=Grade.MEMORY,
    ),
)
