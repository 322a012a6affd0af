"""Whether a letter is still to leave, asked by the post as it hands it over: what it tells of may be over by then.

The snapshot is not asked: to derive it is to lock every marked case, and workers would wait for one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from goldenthread.advice.by_link.queries import is_carried
from goldenthread.cases.review_emergency.queries import waits
from goldenthread.cases.timelines import timelines
from goldenthread.intake.queries import is_open
from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import Fact
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.still_true import still_stands

if TYPE_CHECKING:
    from goldenthread.post.models import Message


def is_needed(letter: Message) -> bool:
    """Advice that is here, a question that was answered, an opening that was reviewed, a dead code need no letter."""
    if letter.emergency_id is not None:
        return waits(letter.emergency_id)
    if letter.key.startswith(f"{Occasion.QUESTION_ASKED}:"):
        return is_open(UUID(letter.key.split(":")[1]))
    if letter.case_id is None:
        return True  # a service's list, about no single case
    told = told_of(letter.case_id)
    if letter.stops and letter.about and not is_outstanding(told, letter.about):
        return False
    return still_stands(letter.key, told) and is_carried(letter.key)


def told_of(case: UUID) -> list[Fact]:
    """The timeline of a case."""
    return [fact for _, facts in timelines([case]) for fact in facts]


def is_outstanding(told: Sequence[Fact], about: UUID) -> bool:
    """Whether this advice is still awaited, by the facts of its case."""
    running = (each for each in clocks(told) if each.limit == "advice" and each.about == str(about))
    return any(not each.met_on and not each.ended_on for each in running)
