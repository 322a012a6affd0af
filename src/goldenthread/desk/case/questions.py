"""The questions on the case page, and whose turn it is with those that wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from goldenthread.desk.case.queries import CaseFile
from goldenthread.desk.questions.page import Line, line
from goldenthread.desk.words import when

ToDo = tuple[str, str, str, str, str]


def lines(file: CaseFile, today: date) -> tuple[Line, ...]:
    """Every question that the viewer may read, those that wait first."""
    return tuple(line(each, today) for each in file.questions)


def to_do(file: CaseFile, today: date) -> Iterator[ToDo]:
    """A question waits for its owner until its day."""
    for each in file.questions:
        if each.answered_on is None:
            href = reverse("intake:answer", args=[each.id]) if each.may_answer else ""
            yield (
                each.owner,
                "Answer the question",
                when(each.due_on, today),
                f"Question of {each.asker}",
                href,
            )
