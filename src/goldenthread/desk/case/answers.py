"""Advice on the case page: what a service handed in, and the draft that waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from goldenthread.design.page import Link, Row
from goldenthread.design.words import counted, day, moment
from goldenthread.desk.case.queries import CaseFile


@dataclass(frozen=True, slots=True)
class Need:
    """One need as it was handed in."""

    need: str
    provision: str
    difference: str


WITHDRAWN = "The document of this advice was withdrawn, or is not open to you"
CORRECT = (
    "If the advice was another child’s, the entry that it was received has to be corrected. It was handed in"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The advice of one service. `summary` says how much there is of it; `seen` how well it knows the child."""

    summary: str
    title: str
    author: str
    needs: tuple[Need, ...]
    seen: tuple[str, ...]
    document: str


def answer(file: CaseFile, about: UUID) -> Answer | None:
    """The advice that came, where it was written here or brought as a document."""
    found = file.answers.get(about)
    if found is None or not (found.needs or found.report.document_id):
        return None
    document = found.report.document
    if document is None and not found.needs:
        return Answer(
            summary=WITHDRAWN, title=CORRECT, author=found.report.author, needs=(), seen=(), document=""
        )
    return Answer(
        summary=f"Read the advice: {counted(len(found.needs), 'need')}"
        if found.needs
        else "The advice is a document",
        title=found.report.title,
        author=found.report.author,
        needs=tuple(Need(row.need, row.provision, row.difference) for row in found.needs),
        seen=tuple(map(_seen, found.contacts)),
        document=reverse("documents:document", args=[document.pk]) if document else "",
    )


def _seen(contact: Any) -> str:
    times = counted(contact.times, "time")
    if contact.from_on == contact.to_on:
        return f"{contact.who}: {times}, {day(contact.from_on)}"
    return f"{contact.who}: {times}, {day(contact.from_on)} to {day(contact.to_on)}"


def rows(file: CaseFile, about: UUID) -> list[Row]:
    """How the draft stands, for whoever may go on with it."""
    found = file.drafts.get(about)
    if found is None:
        return []
    way = Link("Go on with it", reverse("advice:answer", args=[about]), f"({found.advice.service.label})")
    return [
        Row("Draft of the advice", f"Saved by {found.saved_by.name}, {moment(found.saved_at)}", links=(way,))
    ]
