"""A later file: what it says anew becomes a fact or a correction; what a person has changed here since, a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from goldenthread.cases.append import NewFact
from goldenthread.cases.models import Remark
from goldenthread.cases.queries import timelines
from goldenthread.people.models import Child
from goldenthread.rules.facts import Fact, Kind, check_order, effective
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said as day_said
from goldenthread.tracker.carrying import KIND_OF, carrying, known_or_not
from goldenthread.tracker.plan import KEEP, TAKE, Plan, Update
from goldenthread.tracker.said import PARTICULARS

NEW_DETAILS: Mapping[str, dict[str, Any]] = {
    "acknowledged_on": {},
    "chased_on": {"imported": True},
    "returned_on": {"report": None, "joint": False},
}
IDENTITY = ("nhs_number", "born_on")
WORDS = {
    "received_on": "the day the request was received",
    "acknowledged_on": "the day of acknowledgement",
    "chased_on": "the day it was chased",
    "returned_on": "the day the advice was received",
    "involvement": "whether the child is known",
    "notes": "the notes",
    "forename": "the forename",
    "surname": "the surname",
    "born_on": "the date of birth",
    "nhs_number": "the NHS number",
    "upn": "the UPN",
    "gp": "the GP practice",
}


@dataclass(slots=True)
class Updates:
    """What the updated rows will write, beside the plan's own facts."""

    plan: Plan
    taken: list[Update] = field(default_factory=list)
    said: list[Update] = field(default_factory=list)
    particulars: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    notes: dict[UUID, str] = field(default_factory=dict)
    moves: dict[UUID, UUID] = field(default_factory=dict)
    _histories: dict[UUID, list[Fact]] = field(default_factory=dict)
    _children: dict[UUID, Child] = field(default_factory=dict)
    _notes: dict[UUID, str] = field(default_factory=dict)
    _asked: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    _received: dict[UUID, set[tuple[UUID, date]]] = field(default_factory=lambda: defaultdict(set))

    def decide(self) -> None:
        """Decide every updated row; a row with a contradiction that nobody answered is left whole, as a question."""
        updates = self.plan.updates
        if not updates:
            return
        self._histories = dict(timelines({update.advice.case.id for update in updates}))
        self._notes = dict(Remark.objects.filter(case__in=self._histories).values_list("fact_id", "text"))
        self._children = Child.objects.in_bulk({update.advice.case.child.id for update in updates})
        for update in updates:
            if "received_on" in update.news:
                day = date.fromisoformat(update.news["received_on"])
                self._received[update.advice.request].add((update.advice.id, day))
        for update in updates:
            self._decide_one(update)

    def _decide_one(self, update: Update) -> None:
        current = self._current(update)
        changed = {name: value for name, value in update.news.items() if current.get(name) != value}
        for name in changed:
            if question := self._conflict(update, name, current.get(name)):
                self.plan.ask(update.row.row, name, question)
                return
        wanted = {name: value for name, value in changed.items() if self._answer(update, name) != KEEP}
        try:
            facts = self._facts(update, wanted)
        except Refused as refusal:
            self.plan.ask(update.row.row, next(iter(wanted)), refusal.sentence)
            return
        self.said.append(update)
        if not wanted:
            self.plan.unchanged += 1
            return
        self.taken.append(update)
        self.plan.facts.extend(facts)
        self._keep_rest(update, wanted)

    def _answer(self, update: Update, name: str) -> str | None:
        return self.plan.answers.get((update.row.row, name))

    def _conflict(self, update: Update, name: str, here: Any) -> str | None:
        """The question, where the file contradicts a person's word here and nobody has answered yet."""
        is_ours = here is None or here == update.advice.said.get(name)
        if self._answer(update, name) in (KEEP, TAKE) or (is_ours and not (name in IDENTITY and here is not None)):
            return None
        theirs, ours = _shown(update.news[name]), _shown(here)
        return (
            f"Row {update.row.row} says {theirs} for {WORDS[name]}; here it is {ours}. "
            "Choose which is right, or correct the file."
        )

    def _current(self, update: Update) -> dict[str, Any]:
        """What is true here now of all that a row can say."""
        advice, child = update.advice, self._children[update.advice.case.child.id]
        facts = effective(self._histories[advice.case.id])
        here: dict[str, Any] = {
            "forename": child.forename or None,
            "surname": child.surname or None,
            "born_on": child.born_on.isoformat() if child.born_on else None,
            "nhs_number": child.nhs_number,
            "upn": child.upn,
            "gp": child.gp_practice or None,
        }
        for name in ("received_on", "involvement", "notes", *KIND_OF):
            fact = self._fact(facts, update, name)
            here[name] = self._value(name, fact, here) if fact else None
        return here

    def _value(self, name: str, fact: Fact, here: Mapping[str, Any]) -> str | None:
        """What the fact says, in the words of a tracker's column."""
        if name == "notes":
            return self._notes.get(UUID(fact.id))
        if name == "involvement":
            asked_on = date.fromisoformat(here["received_on"]) if here.get("received_on") else fact.happened_on
            return known_or_not(fact, asked_on).value
        return fact.happened_on.isoformat()

    def _fact(self, facts: Iterable[Fact], update: Update, name: str) -> Fact | None:
        """The standing fact that carries what the column says."""
        advice = update.advice
        return carrying(name, facts, request=str(advice.request), advice=str(advice.id), service=str(advice.service))

    def _facts(self, update: Update, wanted: Mapping[str, Any]) -> list[NewFact]:
        """New facts and corrections for what changed; each is checked against the timeline as it grows."""
        history = self._histories[update.advice.case.id]
        start = len(history)
        written: list[NewFact] = []
        try:
            if "received_on" in wanted:
                written += self._receipt(update, date.fromisoformat(wanted["received_on"]), history)
            for name in KIND_OF.keys() & wanted.keys():
                written.append(self._dated(update, name, date.fromisoformat(wanted[name]), history))
            if "involvement" in wanted:
                written.append(self._involvement(update, wanted["involvement"], history))
        except Refused:
            del history[start:]
            raise
        return written

    def _dated(self, update: Update, name: str, day: date, history: list[Fact]) -> NewFact:
        fact = self._fact(effective(history), update, name)
        if fact and fact.kind == KIND_OF[name]:
            return self._correct(update, fact, day, history)
        return self._write(update, KIND_OF[name], day, update.advice.id, NEW_DETAILS[name], history)

    def _involvement(self, update: Update, involvement: str, history: list[Fact]) -> NewFact:
        fact = self._fact(effective(history), update, "involvement")
        if fact:
            return self._correct(update, fact, fact.happened_on, history, {"involvement": involvement, "closed_on": None})
        details = {"service": str(update.advice.service), "involvement": involvement, "closed_on": None}
        on = self._fact(effective(history), update, "received_on")
        day = on.happened_on if on else self.plan.on
        return self._write(update, Kind.INVOLVEMENT_CHECKED, day, update.advice.request, details, history)

    def _receipt(self, update: Update, day: date, history: list[Fact]) -> list[NewFact]:
        """Another day of receipt: of the whole request where all its rows say so, else of this service alone."""
        facts = effective(history)
        receipt = self._fact(facts, update, "received_on")
        if receipt is None or receipt.happened_on == day:
            return []
        mine = [fact for fact in facts if fact.happened_on == receipt.happened_on and self._is_of_receipt(fact, update)]
        if not self._is_agreed(update.advice.request, day):
            return self._move(update, day, history)
        moved = [lambda: self._correct(update, receipt, day, history)]
        others = [lambda fact=fact: self._correct(update, fact, day, history) for fact in mine]
        return [write() for write in ((others + moved) if day > receipt.happened_on else (moved + others))]

    def _is_of_receipt(self, fact: Fact, update: Update) -> bool:
        """Facts that an import dates by the receipt: the asking and the look-up."""
        request = str(update.advice.request)
        if fact.kind == Kind.ADVICE_SOUGHT:
            return fact.details["request"] == request
        return fact.kind == Kind.INVOLVEMENT_CHECKED and fact.about == request

    def _is_agreed(self, request: UUID, day: date) -> bool:
        """Whether every service asked on the request is given this same new day in the file."""
        if not self._asked:
            for advice in self.plan.known.advice.values():
                self._asked[advice.request].add(advice.id)
        return {(id_, day) for id_ in self._asked[request]} == self._received[request]

    def _move(self, update: Update, day: date, history: list[Fact]) -> list[NewFact]:
        """Other services of the request keep their day: this one moves to a request received on its own."""
        before = len(self.plan.facts)
        request = self.plan.request_for(update.advice.case, day)
        for fact in self.plan.facts[before:]:
            history.append(_told(fact, len(history)))
        self.moves[update.advice.id] = request
        sought = next(
            fact
            for fact in effective(history)
            if fact.kind == Kind.ADVICE_SOUGHT and fact.about == str(update.advice.id)
        )
        changes = {"request": str(request), "received_on": day.isoformat()}
        return [self._correct(update, sought, day, history, changes)]

    def _correct(
        self, update: Update, fact: Fact, day: date, history: list[Fact], changes: Mapping[str, Any] | None = None
    ) -> NewFact:
        details = {"void": False, "details": dict(changes or {})}
        about = UUID(fact.about) if fact.about else None
        return self._write(update, Kind.FACT_CORRECTED, day, about, details, history, corrects=UUID(fact.id))

    def _write(
        self,
        update: Update,
        kind: Kind,
        day: date,
        about: UUID | None,
        details: Mapping[str, Any],
        history: list[Fact],
        corrects: UUID | None = None,
    ) -> NewFact:
        remark = f"Row {update.row.row} of an imported tracker says so." if corrects else ""
        fact = NewFact(self.plan.known.area.pk, update.advice.case.id, kind, day, about, details, corrects, remark)
        told = _told(fact, len(history))
        check_order(history, told)
        history.append(told)
        return fact

    def _keep_rest(self, update: Update, wanted: Mapping[str, Any]) -> None:
        """What no fact holds: the child's particulars and the notes."""
        particulars = {name: wanted[name] for name in PARTICULARS if name in wanted}
        if particulars:
            self.particulars.setdefault(update.advice.case.child.id, {}).update(particulars)
        if "notes" in wanted:
            self.notes[update.advice.id] = wanted["notes"]

    def remarks(self) -> dict[UUID, Remark | None]:
        """The remark beside each asking whose notes changed; None where it had none."""
        facts = {
            UUID(fact.about): UUID(fact.id)
            for history in self._histories.values()
            for fact in history
            if fact.kind == Kind.ADVICE_SOUGHT and fact.about and UUID(fact.about) in self.notes
        }
        rows = {row.fact_id: row for row in Remark.objects.filter(fact_id__in=facts.values())}
        return {advice: rows.get(fact, Remark(fact_id=fact)) for advice, fact in facts.items()}


def _told(fact: NewFact, place: int) -> Fact:
    """A fact about to be written, as the rules read it: after all that is there."""
    return Fact(
        kind=fact.kind.value,
        happened_on=fact.on,
        about=str(fact.about) if fact.about else None,
        details=fact.details,
        id=str(uuid4()),
        sequence=2**62 + place,
        corrects=str(fact.corrects) if fact.corrects else None,
    )


def _shown(value: Any) -> str:
    """A value as a person reads it: dates in words."""
    try:
        return day_said(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
