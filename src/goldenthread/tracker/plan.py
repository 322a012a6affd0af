"""Deciding what each row of a tracker becomes, before anything is written.

A row creates a request for advice, updates one, changes nothing, or becomes a question. The key is the area, the
council's reference and the service. A different valid NHS number or birth date is a different child.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.cases.append import NewFact
from goldenthread.database.ids import id_in_order
from goldenthread.rules.facts import Kind
from goldenthread.rules.words import said as day_said
from goldenthread.tracker.carrying import stated
from goldenthread.tracker.known import Known, KnownAdvice, KnownCase, KnownChild, name_of, new_child
from goldenthread.tracker.reading import Row, reference_key
from goldenthread.tracker.said import news, said

Answers = Mapping[tuple[int, str], str]
KEEP, TAKE = "keep", "take"
RECEIPT: Mapping[str, Any] = {"source": "council", "named": [], "records": {}}
CHASED: Mapping[str, Any] = {"imported": True}
RECORDED: Mapping[str, Any] = {"report": None, "joint": False}
NOTHING: Mapping[str, Any] = {}
SHUT = (
    "Row {}, {}, was left out: its reference or NHS number is one that you may not use here. Somebody else may "
    "be able to take this row in; ask whoever gave you your role."
)


@dataclass(frozen=True, slots=True)
class Question:
    """A row that a person decides: by `keep` (what is here) or `take` (the file's), as `choices` allows."""

    row: int
    field: str
    problem: str
    choices: tuple[str, ...] = ()


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
class Batch:
    """What some rows bring, ready to be written; emptied when it has been."""

    children: list[tuple[KnownChild, Row]] = field(default_factory=list)
    gaps: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    cases: list[tuple[str, KnownCase]] = field(default_factory=list)
    requests: list[tuple[UUID, KnownCase]] = field(default_factory=list)
    advice: list[KnownAdvice] = field(default_factory=list)
    facts: list[NewFact] = field(default_factory=list)

    def clear(self) -> None:
        """Forget what has been written."""
        for rows in (self.children, self.gaps, self.cases, self.requests, self.advice, self.facts):
            rows.clear()


@dataclass(slots=True)
class Plan:
    """What the file brings, batch by batch, and what became of its rows.

    `met` are the children with whom rows were compared, those that are `new` with the file among them; `asked_about`
    are those of whom a question says what is held here.
    """

    known: Known
    on: date
    sha256: str
    pack: UUID
    answers: Answers = field(default_factory=dict)
    batch: Batch = field(default_factory=Batch)
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    updates: list[Update] = field(default_factory=list)
    additions: list[Row] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    brought: set[str] = field(default_factory=set)
    met: set[UUID] = field(default_factory=set)
    new: set[UUID] = field(default_factory=set)
    asked_about: set[UUID] = field(default_factory=set)
    _file: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self._file = {"file": self.sha256}

    def take(self, rows: Sequence[Row]) -> None:
        """Decide some rows. A service added to a case that stood here before waits until that case is updated."""
        self.known.look_up(rows)
        self.met.update(self.known.children)
        for row in rows:
            key = reference_key(row.reference)
            advice = self.known.advice.get((key, row.service))
            if self.known.is_shut(row):
                self.questions.append(Question(row.row, "row", SHUT.format(row.row, row.reference)))
            elif advice is None and key in self.known.references and key not in self.brought:
                self.additions.append(row)
            elif advice is None:
                self._create(row, key)
            elif fresh := news(said(row), advice.said):
                self.updates.append(Update(row, advice, fresh))
            else:
                self.unchanged += 1

    def add(self, rows: Sequence[Row]) -> None:
        """Take in services added to cases that stood here before."""
        self.known.look_up(rows)
        for row in rows:
            self._create(row, reference_key(row.reference))

    def ask(self, row: int, name: str, problem: str, *choices: str, child: UUID) -> None:
        """Leave a row to a person; the question says what is held of this child."""
        self.asked_about.add(child)
        self.questions.append(Question(row, name, problem, choices))

    def _create(self, row: Row, key: str) -> None:
        case = self.known.cases.get(key)
        namesake = self.known.by_nhs_number.get(row.nhs_number or "")
        child = case.child if case else namesake
        if child and self._is_doubtful(row, child, namesake):
            return
        if case is None:
            case = self._open(row, key, child or self._register(row))
        elif child:
            self._complete(child, row)
        self._seek(row, case)

    def _is_doubtful(self, row: Row, child: KnownChild, namesake: KnownChild | None) -> bool:
        """Ask, where the row cannot be about the child whose reference or NHS number it gives."""
        name = "nhs_number"
        if row.nhs_number and child.nhs_number and row.nhs_number != child.nhs_number:
            what = "another NHS number than is known for that child"
        elif namesake and namesake is not child:
            what = "an NHS number that is another child's here"
        elif row.born_on and child.born_on and row.born_on != child.born_on:
            name = "born_on"
            what = f"{day_said(row.born_on)} as date of birth, where {day_said(child.born_on)} is known"
        else:
            return False
        if self.answers.get((row.row, name)) == KEEP:
            return False
        problem = f"Row {row.row}, {row.reference}, gives {what}, so it is a different child. "
        self.ask(
            row.row,
            name,
            problem + "Correct the file, or say that it is the same child.",
            KEEP,
            child=child.id,
        )
        return True

    def _register(self, row: Row) -> KnownChild:
        name = name_of(row)
        self._note_matches(row, name)
        child = new_child(
            forename=row.forename or "",
            surname=row.surname or "",
            born_on=row.born_on,
            nhs_number=row.nhs_number,
            search_name=name,
        )
        self.new.add(child.id)
        self.batch.children.append((self.known.add(child), row))
        return child

    def _note_matches(self, row: Row, name: str) -> None:
        """Whether a child here goes by the same name, whom neither number nor birth date tells apart."""
        for other in self.known.by_name.get(name, []) if name else []:
            if row.nhs_number and other.nhs_number and row.nhs_number != other.nhs_number:
                continue
            if row.born_on and other.born_on and row.born_on != other.born_on:
                continue
            self.matches.append(Match(row.row, row.reference, str(other.id)))
            return

    def _complete(self, child: KnownChild, row: Row) -> None:
        """A row may know of its child what was left blank so far."""
        gaps = {name: getattr(row, name) for name in ("forename", "surname", "born_on", "nhs_number")}
        gaps = {name: value for name, value in gaps.items() if value and not getattr(child, name)}
        if gaps.get("nhs_number") in self.known.by_nhs_number:
            del gaps["nhs_number"]
        for name, value in gaps.items():
            setattr(child, name, value)
        if child.nhs_number:
            self.known.by_nhs_number[child.nhs_number] = child
        if gaps and not child.is_new:
            self.batch.gaps.setdefault(child.id, {}).update(gaps)

    def _open(self, row: Row, key: str, child: KnownChild) -> KnownCase:
        case = self.known.cases[key] = KnownCase(id_in_order(), child, is_new=True)
        self.known.references[key] = case.id
        self.brought.add(key)
        self.batch.cases.append((row.reference, case))
        return case

    def request_for(self, case: KnownCase, received_on: date) -> UUID:
        """The case's request received on this day: the one that is here, or a new one."""
        request = case.requests.get(received_on)
        if request is None:
            request = case.requests[received_on] = id_in_order()
            self.batch.requests.append((request, case))
            self._tell(case, Kind.REQUEST_RECEIVED, received_on, request, RECEIPT)
        return request

    def _seek(self, row: Row, case: KnownCase) -> None:
        service = self.known.services[row.service]
        advice = KnownAdvice(
            id_in_order(), case, service.pk, self.request_for(case, row.received_on), said(row)
        )
        self.known.advice[reference_key(row.reference), row.service] = advice
        self.batch.advice.append(advice)
        self.created += 1
        for kind, on, about, details, remark in self._story(row, advice):
            self._tell(case, kind, on, about, details, remark)

    def _story(
        self, row: Row, advice: KnownAdvice
    ) -> Iterator[tuple[Kind, date, UUID, Mapping[str, Any], str]]:
        """The facts that a new row tells, in their order."""
        service, request, received = str(advice.service), advice.request, row.received_on
        if row.involvement:
            yield Kind.INVOLVEMENT_CHECKED, received, request, stated(service, row.involvement), ""
        sought = {"service": service, "request": str(request), "received_on": received.isoformat()}
        sought["pack"] = str(self.pack)
        yield Kind.ADVICE_SOUGHT, received, advice.id, sought, row.notes or ""
        if row.acknowledged_on:
            yield Kind.ADVICE_ACKNOWLEDGED, row.acknowledged_on, advice.id, NOTHING, ""
        if row.chased_on:
            yield Kind.ADVICE_CHASED, row.chased_on, advice.id, CHASED, ""
        if row.returned_on:
            yield Kind.ADVICE_RECORDED, row.returned_on, advice.id, RECORDED, ""
        yield Kind.ADVICE_IMPORTED, max(self.on, received), advice.id, self._file, ""

    def _tell(
        self, case: KnownCase, kind: Kind, on: date, about: UUID, details: Mapping[str, Any], remark: str = ""
    ) -> None:
        self.batch.facts.append(NewFact(self.known.area.pk, case.id, kind, on, about, details, None, remark))
