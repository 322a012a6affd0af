"""What a later file says of dates, told on the timelines: new facts, and corrections of those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from goldenthread.cases.append import NewFact
from goldenthread.rules.facts import Fact, Kind, check_order, effective
from goldenthread.rules.involvement import Involvement, knows
from goldenthread.rules.refusals import Refused
from goldenthread.tracker.carrying import KIND_OF, answers_of, carrying, stated
from goldenthread.tracker.known import KnownAdvice
from goldenthread.tracker.plan import CHASED, NOTHING, RECORDED, Plan, Update

NEW_DETAILS: Mapping[str, Mapping[str, Any]] = {
    "acknowledged_on": NOTHING,
    "chased_on": CHASED,
    "returned_on": RECORDED,
}


@dataclass(slots=True)
class Retelling:
    """Grows the timelines of some cases in memory, each fact checked against what is there and what came before it.

    `days` are the new days of receipt by request and service; `asked` is every service of those requests.
    """

    plan: Plan
    histories: dict[UUID, list[Fact]]
    moves: dict[UUID, UUID]
    days: Mapping[UUID, dict[UUID, date]]
    asked: Mapping[UUID, set[UUID]]

    def facts(self, update: Update, wanted: Mapping[str, Any]) -> list[NewFact]:
        """The facts of one row; all or none. Refused, naming the field, where one contradicts the timeline."""
        history = self.histories[update.advice.case.id]
        start = len(history)
        written: list[NewFact] = []
        for name in self._in_order(update, wanted, history):
            try:
                written += self._tell(update, name, wanted[name], history)
            except Refused as refusal:
                del history[start:]
                raise Refused(refusal.sentence, field=name) from refusal
        return written

    def _in_order(self, update: Update, wanted: Mapping[str, Any], history: list[Fact]) -> list[str]:
        """A receipt moves later last, and earlier first, so that nothing precedes it meanwhile."""
        names = [name for name in (*KIND_OF, "involvement") if name in wanted]
        if "received_on" not in wanted:
            return names
        receipt = standing("received_on", effective(history), update.advice)
        is_later = receipt is not None and receipt.happened_on.isoformat() < wanted["received_on"]
        return [*names, "received_on"] if is_later else ["received_on", *names]

    def _tell(self, update: Update, name: str, value: str, history: list[Fact]) -> list[NewFact]:
        if name == "received_on":
            return self._receipt(update, date.fromisoformat(value), history)
        if name == "involvement":
            return self._involvement(update, value, history)
        return [self._dated(update, name, date.fromisoformat(value), history)]

    def _dated(self, update: Update, name: str, day: date, history: list[Fact]) -> NewFact:
        fact = standing(name, effective(history), update.advice)
        if fact and fact.kind == KIND_OF[name]:
            return self._correct(update, fact, day, history)
        return self._write(update, KIND_OF[name], day, update.advice.id, NEW_DETAILS[name], history)

    def _involvement(self, update: Update, involvement: str, history: list[Fact]) -> list[NewFact]:
        """Correct the look-up that decides; and where the child is not known, each that says otherwise."""
        facts = effective(history)
        if fact := standing("involvement", facts, update.advice):
            changes = {"involvement": involvement, "closed_on": None}
            answers = answers_of(facts, str(update.advice.request), str(update.advice.service)).values()
            others = [each for each in answers if each is not fact and knows(each, each.happened_on)]
            wrong = [fact, *(others if involvement == Involvement.NOT_KNOWN else ())]
            return [self._correct(update, each, each.happened_on, history, changes) for each in wrong]
        details = stated(str(update.advice.service), involvement)
        receipt = standing("received_on", facts, update.advice)
        day = receipt.happened_on if receipt else self.plan.on
        return [self._write(update, Kind.INVOLVEMENT_CHECKED, day, update.advice.request, details, history)]

    def _receipt(self, update: Update, day: date, history: list[Fact]) -> list[NewFact]:
        """Another day of receipt: of the whole request where all its rows say so, else of this service alone."""
        facts = effective(history)
        receipt = standing("received_on", facts, update.advice)
        if receipt is None or receipt.happened_on == day:
            return []
        request = update.advice.request
        if self.days.get(request, {}) != dict.fromkeys(self.asked[request], day):
            return self._move(update, day, history)
        if day > receipt.happened_on and not self._is_last(update):
            return []
        dated = [
            fact
            for fact in facts
            if fact.happened_on == receipt.happened_on and _is_of_receipt(fact, request)
        ]
        for_all = [*dated, receipt] if day > receipt.happened_on else [receipt, *dated]
        update.advice.case.requests.pop(receipt.happened_on, None)
        update.advice.case.requests[day] = request
        return [self._correct(update, fact, day, history) for fact in for_all]

    def _is_last(self, update: Update) -> bool:
        """A later day waits for the last row of its request: the others may put their own dates right first."""
        return next(reversed(self.days[update.advice.request])) == update.advice.id

    def _move(self, update: Update, day: date, history: list[Fact]) -> list[NewFact]:
        """Other services of the request keep their day: this one moves to a request received on its own."""
        told = self.plan.batch.facts
        before = len(told)
        request = self.plan.request_for(update.advice.case, day)
        opened = told[before:]
        del told[before:]
        for fact in opened:
            history.append(_told(fact, len(history)))
        facts = effective(history)
        sought = next(f for f in facts if f.kind == Kind.ADVICE_SOUGHT and f.about == str(update.advice.id))
        changes = {"request": str(request), "received_on": day.isoformat()}
        moved = [self._correct(update, sought, day, history, changes)]
        looked_up = answers_of(facts, str(update.advice.request), str(update.advice.service))
        for looked in list(looked_up.values()):
            moved.append(self._correct(update, looked, looked.happened_on, history, is_void=True))
            details = dict(looked.details)
            moved.append(self._write(update, Kind.INVOLVEMENT_CHECKED, day, request, details, history))
        self.moves[update.advice.id] = update.advice.request = request
        return [*opened, *moved]

    def _correct(
        self,
        update: Update,
        fact: Fact,
        day: date,
        history: list[Fact],
        changes: Mapping[str, Any] | None = None,
        *,
        is_void: bool = False,
    ) -> NewFact:
        details = {"void": is_void, "details": dict(changes or {})}
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
        fact = NewFact(
            self.plan.known.area.pk, update.advice.case.id, kind, day, about, details, corrects, remark
        )
        told = _told(fact, len(history))
        check_order(history, told)
        history.append(told)
        return fact


def standing(name: str, facts: Iterable[Fact], advice: KnownAdvice) -> Fact | None:
    """The standing fact that carries what a column says of one service asked."""
    return carrying(
        name, facts, request=str(advice.request), advice=str(advice.id), service=str(advice.service)
    )


def _is_of_receipt(fact: Fact, request: UUID) -> bool:
    """Facts that an import dates by the receipt: the asking and the look-up."""
    if fact.kind == Kind.ADVICE_SOUGHT:
        return bool(fact.details["request"] == str(request))
    return fact.kind == Kind.INVOLVEMENT_CHECKED and fact.about == str(request)


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
