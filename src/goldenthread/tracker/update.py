"""A later file: what it says anew becomes a fact or a correction; what a person has changed here since, a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Remark
from goldenthread.cases.timelines import timelines
from goldenthread.people.models import Child
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said as day_said
from goldenthread.tracker.carrying import KIND_OF, known_or_not
from goldenthread.tracker.known import hold, standing_requests
from goldenthread.tracker.plan import KEEP, TAKE, Plan, Update
from goldenthread.tracker.retelling import Retelling, standing
from goldenthread.tracker.said import PARTICULARS
from goldenthread.tracker.words import WORDS

IDENTITY = ("nhs_number", "born_on")
SHOWN = {"known": "known", "not_known": "not known"}


@dataclass(slots=True)
class Updates:
    """What some updated rows write, beside the plan's own facts. All rows of a case are decided together."""

    plan: Plan
    rows: Sequence[Update]
    said: list[Update] = field(default_factory=list)
    particulars: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    notes: dict[UUID, str] = field(default_factory=dict)
    moves: dict[UUID, UUID] = field(default_factory=dict)
    _histories: dict[UUID, list[Fact]] = field(default_factory=dict)
    _children: dict[UUID, Child] = field(default_factory=dict)
    _owners: dict[str, UUID] = field(default_factory=dict)
    _remarks: dict[UUID, Remark] = field(default_factory=dict)

    def decide(self) -> None:
        """Decide every row; one with a contradiction that nobody answered is left whole, as a question."""
        self._look_up()
        changes = [(update, self._changes(update)) for update in self.rows]
        settled = [(update, changed) for update, changed in changes if not self._ask(update, changed)]
        wanted = [(update, self._wanted(update, changed)) for update, changed in settled]
        retelling = Retelling(self.plan, self._histories, self.moves, self._days(wanted), self._asked())
        for update, news in wanted:
            self._take(update, news, retelling)

    def remarks(self) -> dict[UUID, Remark]:
        """The remark beside each asking whose notes changed; a new one where it had none."""
        facts = {
            UUID(fact.about): UUID(fact.id)
            for history in self._histories.values()
            for fact in history
            if fact.kind == Kind.ADVICE_SOUGHT and fact.about and UUID(fact.about) in self.notes
        }
        return {advice: self._remarks.get(fact) or Remark(fact_id=fact) for advice, fact in facts.items()}

    def _look_up(self) -> None:
        cases = {update.advice.case.id: update.advice.case for update in self.rows}
        hold(cases)
        self._histories = dict(timelines(cases))
        for id_, history in self._histories.items():
            cases[id_].requests = standing_requests(history)
        self._remarks = {row.fact_id: row for row in Remark.objects.filter(case__in=list(cases))}
        self._children = Child.objects.in_bulk({case.child.id for case in cases.values()})
        numbers = {update.news["nhs_number"] for update in self.rows if "nhs_number" in update.news}
        if numbers:
            found = Child.objects.filter(area=self.plan.known.area, nhs_number__in=numbers)
            self._owners = {number: id_ for number, id_ in found.values_list("nhs_number", "id") if number}

    def _changes(self, update: Update) -> dict[str, tuple[Any, Any]]:
        """What the file says anew and what is here, wherever the two differ."""
        here = self._here(update)
        return {
            name: (value, here.get(name)) for name, value in update.news.items() if here.get(name) != value
        }

    def _ask(self, update: Update, changed: Mapping[str, tuple[Any, Any]]) -> bool:
        """Ask about the first change that contradicts a person's word here, or the child's identity."""
        child = update.advice.case.child.id
        for name, (theirs, ours) in changed.items():
            answer = self._answer(update, name)
            if answer == KEEP:
                continue
            if name == "nhs_number" and self._is_anothers(theirs, child):
                problem = f"Row {update.row.row} gives an NHS number that is another child's here."
                self.plan.ask(
                    update.row.row,
                    name,
                    f"{problem} Correct the file, or keep what is here.",
                    KEEP,
                    child=child,
                )
                return True
            is_ours = ours is None or (ours == update.advice.said.get(name) and name not in IDENTITY)
            if answer != TAKE and not is_ours:
                problem = _disagreement(update, name, theirs, ours)
                self.plan.ask(update.row.row, name, problem, KEEP, TAKE, child=child)
                return True
        return False

    def _is_anothers(self, nhs_number: str, child: UUID) -> bool:
        return self._owners.get(nhs_number, child) != child

    def _wanted(self, update: Update, changed: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
        return {name: theirs for name, (theirs, _) in changed.items() if self._answer(update, name) != KEEP}

    def _take(self, update: Update, wanted: dict[str, Any], retelling: Retelling) -> None:
        try:
            facts = retelling.facts(update, wanted)
        except Refused as refusal:
            name = refusal.field or "received_on"
            child = update.advice.case.child.id
            self.plan.ask(
                update.row.row, name, f"{refusal.sentence} Or keep what is here.", KEEP, child=child
            )
            return
        self.said.append(update)
        if not wanted:
            self.plan.unchanged += 1
            return
        self.plan.updated += 1
        self.plan.batch.facts.extend(facts)
        particulars = {name: wanted[name] for name in PARTICULARS if name in wanted}
        if particulars:
            self.particulars.setdefault(update.advice.case.child.id, {}).update(particulars)
        if "notes" in wanted:
            self.notes[update.advice.id] = wanted["notes"]

    def _answer(self, update: Update, name: str) -> str | None:
        return self.plan.answers.get((update.row.row, name))

    def _days(self, wanted: Sequence[tuple[Update, Mapping[str, Any]]]) -> dict[UUID, dict[UUID, date]]:
        """By request: which of its services the file gives another day of receipt."""
        days: dict[UUID, dict[UUID, date]] = defaultdict(dict)
        for update, news in wanted:
            if "received_on" in news:
                days[update.advice.request][update.advice.id] = date.fromisoformat(news["received_on"])
        return days

    def _asked(self) -> dict[UUID, set[UUID]]:
        """By request: every service asked on it."""
        asked: dict[UUID, set[UUID]] = defaultdict(set)
        requests = {update.advice.request for update in self.rows if "received_on" in update.news}
        for id_, request in AdviceRequest.objects.filter(request__in=requests).values_list(
            "id", "request_id"
        ):
            asked[request].add(id_)
        return asked

    def _here(self, update: Update) -> dict[str, Any]:
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
            fact = standing(name, facts, advice)
            here[name] = self._value(name, fact, here) if fact else None
        return here

    def _value(self, name: str, fact: Fact, here: Mapping[str, Any]) -> str | None:
        """What the fact says, in the words of a tracker's column."""
        if name == "notes":
            remark = self._remarks.get(UUID(fact.id))
            return remark.text if remark else None
        if name == "involvement":
            asked_on = (
                date.fromisoformat(here["received_on"]) if here.get("received_on") else fact.happened_on
            )
            return known_or_not(fact, asked_on).value
        return fact.happened_on.isoformat()


def _disagreement(update: Update, name: str, theirs: Any, ours: Any) -> str:
    return (
        f"Row {update.row.row} says {_shown(theirs)} for {WORDS[name]}; here it is {_shown(ours)}. "
        "Choose which is right, or correct the file."
    )


def _shown(value: Any) -> str:
    """A value as a person reads it: dates in words."""
    try:
        return day_said(date.fromisoformat(str(value)))
    except ValueError:
        return SHOWN.get(str(value), f"“{value}”")
