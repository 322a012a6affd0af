"""Mail that was filed to a case by itself and that nobody has looked at: somebody is named to look, by a day.

Where its sender was asked for advice, the mail may be that advice: until somebody has looked, the ladder chases on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse

from goldenthread.desk.case.queries import CaseFile
from goldenthread.desk.next_deed import FRONT_DOOR, Next, look
from goldenthread.desk.words import when
from goldenthread.inbox.queries import Came
from goldenthread.rules.access import Permission

ToDo = tuple[str, str, str, str, str]


def turn(file: CaseFile, service: UUID, clock: object) -> tuple[Next, str] | None:
    """Whose turn it is where the service has written and its advice is awaited, and where the mail is read."""
    found = file.came.get((file.case.pk, service))
    if found is None or clock.met_on or clock.ended_on:  # type: ignore[attr-defined]
        return None
    return look(found, file.practice), _href(file, found)


def to_do(file: CaseFile, today: date) -> Iterator[ToDo]:
    """The mails of those from whom no advice is awaited."""
    awaited = {
        advice.service_id
        for advice in file.advices
        for clock in file.clocks
        if clock.about == advice.pk and not (clock.met_on or clock.ended_on)
    }
    for (_, service), found in file.came.items():
        if service not in awaited:
            who = file.practice.people([FRONT_DOOR])
            yield (
                who,
                "Read the mail that was filed by itself",
                when(found.due_on, today),
                "",
                _href(file, found),
            )


def _href(file: CaseFile, found: Came) -> str:
    return reverse("inbox:mail", args=[found.mail]) if file.may(Permission.WORK) else ""
