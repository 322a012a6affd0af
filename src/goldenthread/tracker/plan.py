"""Deciding what each row of a tracker becomes, before anything is written.

A row creates a request for advice, updates one, changes nothing, or becomes a question. The key is the area, the
council's reference and the service. A different valid NHS number or birth date is a different child.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from goldenthread.cases.append import NewFact
from goldenthread.people.names import search_form
from goldenthread.rules.facts import Kind
from goldenthread.rules.words import said as day_said
from goldenthread.tracker.known import Known, KnownAdvice, KnownCase, KnownChild, new_child
from goldenthread.tracker.reading import Row, reference_key
from goldenthread.tracker.said import news, said

Answers = Mapping[tuple[int, str], str]
KEEP, TAKE = "keep", "take"


@dataclass(frozen=True, slots=True)
class Question:
    """A row that a person must decide: `keep` what is here, or `take` what the file says."""

    row: int
    field: str
    problem: str


@dataclass(frozen=True, slots=True)
class Match:
    """A child of another reference who may be the same; nothing is merged, nothing held up."""

    row: int
    reference: str
    like: str


@dataclass(slots=True)
class Update:
    """A row whose file says something new of a request that is here."""

    row: Row
    advice: KnownAdvice
    news: dict[str, Any]


@dataclass(slots=True)
class Plan:
    """Everything that the file will bring, in the order of its rows."""

    known: Known
    on: date
    sha256: str
    pack: UUID
    answers: Answers = field(default_factory=dict)
    children: list[tuple[KnownChild, Row]] = field(default_factory=list)
    cases: list[tuple[str, KnownCase]] = field(default_factory=list)
    requests: list[tuple[UUID, KnownCase]] = field(default_factory=list)
    created: list[tuple[KnownAdvice, dict[str, Any]]] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    unchanged: int = 0
    facts: list[NewFact] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Decide one row."""
        advice = self.known.advice.get((reference_key(row.reference), row.service))
        if advice is None:
            self._create(row)
        elif fresh := news(said(row), advice.said):
            self.updates.append(Update(row, advice, fresh))
        else:
            self.unchanged += 1

    def ask(self, row: int, name: str, problem: str) -> None:
        """Leave a row to a person."""
        self.questions.append(Question(row, name, problem))

    def _create(self, row: Row) -> None:
        case = self.known.cases.get(reference_key(row.reference))
        child = case.child if case else self.known.by_nhs_number.get(row.nhs_number or "")
        if child and (difference := self._difference(row, child)):
            self.ask(row.row, *difference)
            return
        if case is None:
            case = self._open(row, child or self._register(row))
        elif case.child.is_new:
            self._complete(case.child, row)
        self._seek(row, case)

    def _difference(self, row: Row, child: KnownChild) -> tuple[str, str] | None:
        """Why the row cannot be about the child whose reference or NHS number it gives, unless a person said so."""
        if row.nhs_number and child.nhs_number and row.nhs_number != child.nhs_number:
            name, what = "nhs_number", "another NHS number"
        elif row.born_on and child.born_on and row.born_on != child.born_on:
            name, what = "born_on", f"another date of birth, {day_said(row.born_on)} where {day_said(child.born_on)} is known"
        else:
            return None
        if self.answers.get((row.row, name)) == KEEP:
            return None
        return name, (
            f"Row {row.row} gives {row.reference} or its NHS number {what}, so it is a different child. "
            "Correct the reference, the number or the date in the file."
        )

    def _register(self, row: Row) -> KnownChild:
        name = search_form(row.surname or "", row.forename or "")
        self._note_matches(row, name)
        child = new_child(
            forename=row.forename or "",
            surname=row.surname or "",
            born_on=row.born_on,
            nhs_number=row.nhs_number,
            search_name=name,
        )
        self.children.append((self.known.add(child), row))
        return child

    def _note_matches(self, row: Row, name: str) -> None:
        """Children alike by name whom neither number nor birth date tells apart."""
        for other in self.known.by_name.get(name, []) if name else []:
            if row.nhs_number and other.nhs_number and row.nhs_number != other.nhs_number:
                continue
            if row.born_on and other.born_on and row.born_on != other.born_on:
                continue
            self.matches.append(Match(row.row, row.reference, str(other.id)))

    def _complete(self, child: KnownChild, row: Row) -> None:
        """A later row of a new child may know what the first left blank."""
        child.born_on = child.born_on or row.born_on
        if row.nhs_number and not child.nhs_number and row.nhs_number not in self.known.by_nhs_number:
            child.nhs_number = row.nhs_number
            self.known.by_nhs_number[row.nhs_number] = child

    def _open(self, row: Row, child: KnownChild) -> KnownCase:
        case = self.known.cases[reference_key(row.reference)] = KnownCase(uuid4(), child, is_new=True)
        self.cases.append((row.reference, case))
        return case

    def request_for(self, case: KnownCase, received_on: date) -> UUID:
        """The case's request received on this day: the one that is here, or a new one."""
        request = case.requests.get(received_on)
        if request is None:
            request = case.requests[received_on] = uuid4()
            self.requests.append((request, case))
            self._tell(case, Kind.REQUEST_RECEIVED, received_on, request, {"source": "council", "named": []})
        return request

    def _seek(self, row: Row, case: KnownCase) -> None:
        service = self.known.services[row.service]
        request = self.request_for(case, row.received_on)
        advice = KnownAdvice(uuid4(), case, service.pk, request, said(row), seen_in=row.row)
        self.known.advice[reference_key(row.reference), row.service] = advice
        self.created.append((advice, advice.said))
        for kind, on, about, details, remark in self._story(row, advice):
            self._tell(case, kind, on, about, details, remark)

    def _story(self, row: Row, advice: KnownAdvice) -> Iterator[tuple[Kind, date, UUID, dict[str, Any], str]]:
        """The facts that a new row tells, in their order."""
        service, request, received = str(advice.service), advice.request, row.received_on
        if row.involvement:
            details = {"service": service, "involvement": row.involvement, "closed_on": None}
            yield Kind.INVOLVEMENT_CHECKED, received, request, details, ""
        sought = {"service": service, "request": str(request), "received_on": received.isoformat(), "pack": str(self.pack)}
        yield Kind.ADVICE_SOUGHT, received, advice.id, sought, row.notes or ""
        if row.acknowledged_on:
            yield Kind.ADVICE_ACKNOWLEDGED, row.acknowledged_on, advice.id, {}, ""
        if row.chased_on:
            yield Kind.ADVICE_CHASED, row.chased_on, advice.id, {"imported": True}, ""
        if row.returned_on:
            yield Kind.ADVICE_RECORDED, row.returned_on, advice.id, {"report": None, "joint": False}, ""
        yield Kind.ADVICE_IMPORTED, max(self.on, received), advice.id, {"file": self.sha256}, ""

    def _tell(
        self, case: KnownCase, kind: Kind, on: date, about: UUID, details: Mapping[str, Any], remark: str = ""
    ) -> None:
        self.facts.append(NewFact(self.known.area.pk, case.id, kind, on, about, details, None, remark))
