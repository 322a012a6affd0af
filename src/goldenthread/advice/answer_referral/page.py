"""What the page says on which a referral is answered: the child, and what was written of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.page import Row
from goldenthread.design.words import spaced
from goldenthread.rules.access import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReferral(Deed):
    """The referral as it was written."""

    particulars: tuple[Row, ...]
    told: tuple[tuple[str, str], ...]


def answer_referral(referral: Any, sections: Collection[Section]) -> AnswerReferral:
    """Show the referral and ask what becomes of it."""
    child, case = referral.case.child, referral.case
    written = (
        ("Needs that are identified", referral.identified),
        ("Needs that there may be", referral.potential),
        ("Support already received", referral.support),
    )
    return AnswerReferral(
        **on_case(case.pk, child.name, case.reference),
        title="Answer a referral",
        button="Record the answer",
        intro=f"{child.name} was referred in full to {referral.service.name}, so that the advice asked of "
        f"{referral.advice.service.name} for an education, health and care needs assessment can be given. Decide by "
        "your own criteria. The law's six weeks run on meanwhile.",
        particulars=(
            Row("Name", child.name),
            Row("Date of birth", child.born_on),
            *([Row("NHS number", spaced(child.nhs_number))] if Section.IDENTIFIERS in sections else []),
        ),
        told=tuple((heading, words) for heading, words in written if words),
    )
