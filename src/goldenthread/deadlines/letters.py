"""The letters of the ladder: what each raised step and reminder says, to whom, with the dates of its request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.advice.letters import letters as of_advice
from goldenthread.advice.queries import Asking, askings
from goldenthread.deadlines.raised import Broken, Raised
from goldenthread.post.letters import Letter, link, to_each
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.ladder import Reminder, Step, ladder_from, reminders_from
from goldenthread.rules.letters import dated
from goldenthread.rules.liveness import DECIDE_WITHIN
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.words import said

REMINDER_FROM = "spoc"


def letters(raised: Sequence[Raised], days: Mapping[Any, tuple[date, date]], on: date) -> list[Letter]:
    """One letter for each recipient and each copy. A step of a pack without words has none.

    `days` are those on which each advice is due, and on which its clock began.
    """
    found = askings({each.about for each in raised})
    return [letter for each in raised for letter in _letters(each, found[each.about], days[each.about], on)]


def letters_anew(broken: Sequence[Broken], on: date) -> list[Letter]:
    """The letters with which each promise or refusal was made, to be completed anew by whoever made it."""
    found = askings({each.raised.about for each in broken})
    return [
        replace(letter, key=f"{letter.key}:{each.key or each.promised_on.isoformat()}")
        for each in broken
        for letter in _letters(each.raised, found[each.raised.about], each.days, on)
    ]


def decisions(refused: Sequence[tuple[UUID, Sequence[Fact], date]], on: date) -> list[Letter]:
    """To the council, which decides what becomes of advice that health will not give: once for each refusal."""
    return [
        letter
        for about, told, since in refused
        for letter in of_advice(
            Occasion.DECISION_NEEDED,
            [about],
            told,
            stops=True,
            words={"reply_by": said(DECIDE_WITHIN.after(since))},
            on=on,
        )
    ]


def _letters(raised: Raised, asking: Asking, days: tuple[date, date], on: date) -> Iterator[Letter]:
    rung = _rung(asking.pack, raised)
    if rung is None or not _has_words(asking.pack, rung.template):
        return
    sender = getattr(rung, "sender", REMINDER_FROM)
    response = getattr(rung, "response", None)
    values = {
        **asking.values,
        **dated(days[0], response, on, raised.due_on),
        "received_on": said(days[1]),
        "link": link(asking.case),
    }
    letter = Letter(
        area=asking.area, case=asking.case, about=raised.about, pack=asking.pack_id, service=asking.service,
        service_id=asking.service_id, key=f"{raised.kind}:{raised.about}:{rung.code}", template=rung.template,
        step=rung.code, sender=sender, recipient="", stops=True, values=values, due_on=days[0], response=response,
        step_due_on=raised.due_on,
    )  # fmt: skip
    yield from to_each(letter, asking.pack, rung.recipients, rung.copies)


def _rung(pack: Mapping[str, Any], raised: Raised) -> Step | Reminder | None:
    rows: Iterable[Step | Reminder] = (
        ladder_from(pack).steps if raised.kind is Kind.STEP_RAISED else reminders_from(pack)
    )
    return next((row for row in rows if row.code == raised.step), None)


def _has_words(pack: Mapping[str, Any], code: str) -> bool:
    return any(each["code"] == code and "body" in each for each in pack.get("template", []))
