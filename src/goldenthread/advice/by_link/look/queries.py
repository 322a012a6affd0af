"""The other advice on a case that a person of the service may read: no wider by a link than signed in.

Advice that was brought as a document of no single service, such as a council's own, is open to each service; advice
of one service is open to its own people alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from goldenthread.accounts.models import User
from goldenthread.advice.answer.queries import Answer, answers
from goldenthread.advice.queries import Asked, of_case
from goldenthread.cases import queries as cases
from goldenthread.documents import queries as documents
from goldenthread.documents.models import Document, Version
from goldenthread.rules.access import Section
from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import effective

BROUGHT = documents.Wanted(kind=Document.Kind.ADVICE.value, section=Section.ADVICE.value)


@dataclass(frozen=True, slots=True)
class Other:
    """One piece of advice that is here: a document in its latest version, or an answer that was written here."""

    title: str
    service: str
    on: date
    version: Version | None = None
    answer: Answer | None = None


def others(asked: Asked, viewer: User) -> list[Other]:
    """What is here of other advice, the latest first."""
    found = [*_brought(asked, viewer), *_written(asked, viewer)]
    return sorted(found, key=lambda each: (each.on, each.title), reverse=True)


def brought(version_id: UUID, asked: Asked, viewer: User) -> Version | None:
    """One of the documents among them."""
    found = (each.version for each in _brought(asked, viewer) if each.version)
    return next((version for version in found if version.pk == version_id), None)


def _brought(asked: Asked, viewer: User) -> Iterator[Other]:
    latest = Prefetch("versions", Version.objects.order_by("-number"))
    rows = documents.of_case(asked.advice.case, viewer, BROUGHT).select_related("service")
    for row in rows.prefetch_related(latest):
        version = row.versions.all()[0]
        yield Other(row.title, row.service.label if row.service else "", version.uploaded_on, version)


def _written(asked: Asked, viewer: User) -> Iterator[Other]:
    """What the own service has written before, on another request of the case."""
    told = cases.history(asked.case_id, viewer)
    came = {clock.about: clock.met_on for clock in clocks(told)}
    advices = {each.pk: each for each in of_case(asked.case_id, viewer)}
    for about, answer in answers(advices.values(), effective(told), viewer).items():
        if answer.needs and (on := came.get(str(about))):
            yield Other(answer.report.title, advices[about].service.label, on, answer=answer)
