"""Letters that nobody needs any more are neither answered for nor posted; the case is locked, so it stays so."""

from __future__ import annotations

from goldenthread.cases.append import as_told
from goldenthread.cases.models import Fact
from goldenthread.post.models import Message
from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.refusals import Refused
from goldenthread.rules.still_true import still_stands
from goldenthread.rules.words import said


def refuse_if_ended(message: Message) -> None:
    """Refuse to answer for advice that is here, or that nobody wants any more. The case is locked."""
    clock = next(
        (each for each in clocks(_told(message)) if each.about and each.about == str(message.about)), None
    )
    if clock and (clock.met_on or clock.ended_on):
        how = f"came on {said(clock.met_on)}" if clock.met_on else "is not asked for any more"
        raise Refused(f"This letter is not needed any more: the advice {how}.")


def refuse_if_over(message: Message) -> None:
    """The same; and refuse a letter of which what it tells was struck out, answered or overtaken since."""
    if message.stops:
        refuse_if_ended(message)
    if not still_stands(message.key, _told(message)):
        raise Refused("This letter is not needed any more: what it tells of does not stand any more.")


def _told(message: Message) -> list[Told]:
    return [as_told(row) for row in Fact.objects.filter(case=message.case_id)]
