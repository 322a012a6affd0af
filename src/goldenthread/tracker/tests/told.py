"""Trackers as files, taken in as the command and the page do; and what they leave, in words that can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count, islice
from pathlib import Path
from typing import Any

from django.db import transaction

from goldenthread.accounts.models import User
from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Case, Fact, Remark
from goldenthread.cases.timelines import timelines
from goldenthread.demo.stories import NhsNumbers, Story
from goldenthread.directory.queries import labels
from goldenthread.rules.facts import Kind, effective
from goldenthread.tracker.actions import import_
from goldenthread.tracker.reading import Reading, parse
from goldenthread.tracker.reading.tests.made import HEADINGS, line, separated, workbook

TODAY = date(2026, 11, 22)

NUMBERS = tuple(islice(NhsNumbers(500_000), 40))
"""Valid NHS numbers that no story gives out."""

HAL = line(reference="EHC26-0001", forename="Hal", surname="Moyle", nhs_number=NUMBERS[0], acknowledged_on="")
"""Hal Moyle, born 14 February 2015; SLT asked on 2 March 2026; known; no answer yet."""


def hal(**changes: Any) -> list[Any]:
    """Hal's row, but for the fields that are changed."""
    return _changed(HAL, changes)


def cora(**changes: Any) -> list[Any]:
    """Cora Hext's row, but for the fields that are changed."""
    about = {"reference": "EHC26-0002", "forename": "Cora", "surname": "Hext", "nhs_number": NUMBERS[1]}
    return _changed(HAL, {**about, "born_on": "31/05/2017", "service": "OT", **changes})


def _changed(row: Sequence[Any], changes: Mapping[str, Any]) -> list[Any]:
    untouched = dict(zip(FIELDS, row, strict=True))
    assert changes.keys() <= untouched.keys()
    return list((untouched | changes).values())


FIELDS = (
    "reference", "forename", "surname", "born_on", "nhs_number", "received_on", "service", "involvement",
    "acknowledged_on", "due", "chased_on", "returned_on", "days_late", "notes",
)  # fmt: skip


@dataclass
class Office:
    """A single point of contact that keeps its tracker in a folder."""

    story: Story
    folder: Path
    _serial: Any = field(default_factory=count)

    def file(self, *rows: Sequence[Any], ending: str = "csv") -> Path:
        """A tracker with these rows: CSV for speed, or a workbook."""
        path = self.folder / str(next(self._serial)) / f"tracker.{ending}"
        path.parent.mkdir()
        write = workbook if ending == "xlsx" else separated
        return write(path, [HEADINGS, *rows])

    def reading(self, path: Path, on: date = TODAY) -> Reading:
        """The file, read in this process: what the limited one costs is tried where reading is."""
        with transaction.atomic():
            names = labels(self.story.cast.area.pk)
        found = parse(path, labels=names, today=on)
        found.sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        return found

    def take(
        self,
        *rows: Sequence[Any],
        on: date = TODAY,
        answers: Mapping[tuple[int, str], str] | None = None,
        is_rehearsal: bool = False,
        by: User | None = None,
    ) -> dict[str, Any]:
        """Take these rows in; the answer as JSON says it. The first row is row 2 of the file."""
        return self.take_file(self.file(*rows), on=on, answers=answers, is_rehearsal=is_rehearsal, by=by)

    def take_file(
        self, path: Path, *, on: date = TODAY, by: User | None = None, **words: Any
    ) -> dict[str, Any]:
        """Take a file in."""
        answer = import_(
            area=self.story.cast.area,
            reading=self.reading(path, on),
            file_name=path.name,
            by=by or self.story.cast.spoc,
            on=on,
            **words,
        )
        return answer.as_data()


def counts(answer: Mapping[str, Any]) -> tuple[int, ...]:
    """How many were created, updated, unchanged; and how many are questions."""
    return answer["created"], answer["updated"], answer["unchanged"], len(answer["questions"])


def advice(reference: str, label: str) -> AdviceRequest:
    """The request for advice of one row."""
    return AdviceRequest.objects.get(case__reference=reference, service__label=label)


def told(reference: str) -> list[tuple[str, date]]:
    """What a case's timeline says now, corrections read: kinds and days."""
    return [(fact.kind, fact.happened_on) for fact in _effective(reference)]


def days(reference: str, kind: Kind) -> list[date]:
    """The days on which one kind of thing happened, corrections read."""
    return [day for each, day in told(reference) if each == kind]


def recorded(reference: str) -> list[str]:
    """Every kind of fact ever written on a case, in the order of writing."""
    return list(
        Fact.objects.filter(case__reference=reference).order_by("sequence").values_list("kind", flat=True)
    )


def everything() -> list[tuple[Any, ...]]:
    """All that is true here now, case by case, without ids: to compare one way of getting there with another."""
    return sorted(
        (case.reference, case.child.forename, case.child.surname, case.child.nhs_number, case.child.born_on,
         sorted(_plain(fact) for fact in _effective(case.reference)),
         sorted(Remark.objects.filter(case=case, fact__corrects=None).values_list("text", flat=True)))
        for case in Case.objects.select_related("child")
    )  # fmt: skip


def _plain(fact: Any) -> tuple[str, date, str]:
    service = AdviceRequest.objects.filter(pk=fact.about).values_list("service__label", flat=True).first()
    return fact.kind, fact.happened_on, service or ""


def _effective(reference: str) -> list[Any]:
    case = Case.objects.get(reference=reference)
    return [fact for _, facts in timelines([case.pk]) for fact in effective(facts)]
