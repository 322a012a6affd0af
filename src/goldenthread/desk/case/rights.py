"""Compulsory school age has ended and nobody has asked the young person yet: said on the case, to everybody on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from goldenthread.design.words import day
from goldenthread.desk.case.queries import CaseFile
from goldenthread.desk.words import when
from goldenthread.rules.access import Permission
from goldenthread.rules.school_age import CONFIRM_WITHIN, to_confirm

ToDo = tuple[str, str, str, str, str]


def since(file: CaseFile, today: date) -> date | None:
    """Since when it is to be confirmed; nothing for a service's people, who read a part of the timeline."""
    return to_confirm(file.case.child.born_on, file.facts, today) if file.is_whole else None


def warning(file: CaseFile, today: date) -> tuple[str, str]:
    """What the law has done, and that nobody's access has changed; nothing where nothing is to be confirmed."""
    found, name = since(file, today), file.case.child.forename
    if found is None:
        return "", ""
    return (
        f"To be confirmed since {day(found)}",
        f"With that day compulsory school age ends for {name}. The rights are then the young person’s own, and no "
        f"longer the parents’. Somebody has to ask what {name} wishes and who decides, and to say whether each parent "
        "goes on seeing this case. Until then each parent sees it as before.",
    )


def to_do(file: CaseFile, today: date) -> Iterator[ToDo]:
    """It waits for the council, and for whoever says who sees the case."""
    if found := since(file, today):
        council = file.requests[0].council.name if file.requests else "The council"
        href = reverse("cases:confirm_wishes", args=[file.case.pk]) if file.may(Permission.SHARE) else ""
        by = when(CONFIRM_WITHIN.after(found), today)
        yield council, "Confirm wishes and capacity", by, "Rights passed to the young person", href
