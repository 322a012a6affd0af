"""How one date was worked out, in sentences; built only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.rules.clocks import readings
from goldenthread.rules.clocks.arithmetic import Sum, about_holidays, arithmetic, said_in_full
from goldenthread.rules.clocks.readings import Alternative
from goldenthread.rules.clocks.running import Claim
from goldenthread.rules.days import ENGLAND, DayOne, WorkingCalendar
from goldenthread.rules.exemptions import LABELS, Ground, grounds_for
from goldenthread.rules.regime import Counting, Duty, Force, Grade, Limit, Unit, in_force
from goldenthread.rules.regime.reckoning import NO_FACTS, Facts, Reckoned, reckon
from goldenthread.rules.words import said

EVIDENCE: Mapping[Grade, str] = {
    Grade.PRIMARY: "read in the primary text",
    Grade.SECONDARY: "as quoted or explained by others; the primary text was not seen",
    Grade.MEMORY: "from memory: confirm it before relying on it",
}
NOT_LAW: Mapping[Force, str] = {
    Force.GUIDANCE: "This is guidance, not law: missing it breaks no regulation by itself.",
    Force.PRACTICE: "This is local practice, not law.",
}
RELAXED_FROM, RELAXED_TO = date(2020, 5, 1), date(2020, 9, 25)
"""When temporary regulations relaxed time limits for reasons of coronavirus (SI 2020/471)."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """The rule, its source, its trigger, its unit, the arithmetic and all that surrounds one date."""

    limit: Limit
    on: date
    reckoned: Reckoned
    arithmetic: str
    assumed: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    exemptions: tuple[str, ...]
    contrary: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def headline(self) -> str:
        """The answer in one sentence."""
        due_on, act_by, not_before = self.reckoned
        if self.limit.duty is Duty.FAMILY:
            may = f" A plan may be final from {said_in_full(not_before)}." if not_before else ""
            return f"The last day is {said_in_full(due_on)}.{may}"
        act = (
            f"; act by {said_in_full(act_by)}, which is in time however the first day is counted"
            if act_by
            else ""
        )
        return f"Due on {said_in_full(due_on)}{act}."

    @property
    def source(self) -> str:
        """The citation and how good the evidence for our reading is."""
        if self.limit.force is Force.PRACTICE:
            return f"Source: {self.limit.citation}."
        return f"Source: {self.limit.citation} ({EVIDENCE[self.limit.grade]})."

    def sentences(self) -> tuple[str, ...]:
        """The whole answer in plain sentences, the most important first."""
        force = NOT_LAW.get(self.limit.force)
        return (
            self.headline,
            self.limit.duty_in_words,
            self.source,
            *([force] if force else []),
            f"Counted from: {self.limit.trigger}.",
            self.arithmetic,
            *self.assumed,
            *self.exemptions,
            *map(readings.in_words, self.alternatives),
            *self.contrary,
            *self.notes,
        )


def derivation(
    limit: str | Limit,
    *,
    on: date,
    facts: Facts = NO_FACTS,
    claims: Iterable[Claim] = (),
    day_one: DayOne = DayOne.EXCLUDED,
    calendar: WorkingCalendar = ENGLAND,
) -> Derivation:
    """Work one date out and say how.

    `limit` is a name, or a limit that an area's practice has changed. Refused: a name that is no
    limit's, a day outside the regime, a fact of no use to this limit, or facts that contradict.
    """
    known = in_force(limit if isinstance(limit, str) else limit.code, on)
    used = known if isinstance(limit, str) else limit
    reckoned = reckon(used, on, facts, day_one, calendar)
    one = Sum(used, on, facts, reckoned, day_one, calendar)
    return Derivation(
        limit=used,
        on=on,
        reckoned=reckoned,
        arithmetic=arithmetic(one),
        assumed=readings.assumed(one),
        alternatives=readings.alternatives(one),
        exemptions=(*readings.closure(one), *(_claimed(used, claim) for claim in claims)),
        contrary=(*_first_day(one), *used.contrary),
        notes=(*_holidays(one), *_relaxed(one), *used.notes),
    )


def _claimed(limit: Limit, claim: Claim) -> str:
    who = f" by {claim.by}" if claim.by else ""
    if claim.ground not in grounds_for(limit.code):
        return (
            f"“{claim.ground}” was claimed on {said(claim.claimed_on)}{who}, but it is not a ground for "
            "this limit and excuses nothing."
        )
    return (
        f"An exemption was claimed on {said(claim.claimed_on)}{who}: {LABELS[Ground(claim.ground)]} "
        f"({limit.excused_by}). It excuses lateness; the date does not move."
    )


def _first_day(one: Sum) -> tuple[str, ...]:
    """The contrary way of counting the first day, wherever `act_by` is there to meet both."""
    if one.reckoned.act_by is None:
        return ()
    unit = "working day" if one.limit.unit is Unit.WORKING_DAYS else "day"
    return (
        f"Some count the day of the event as day 1 and so end one {unit} earlier; acting by "
        f"{said(one.reckoned.act_by)} meets both.",
    )


def _holidays(one: Sum) -> tuple[str, ...]:
    sentence = about_holidays(one)
    return (sentence,) if sentence else ()


def _relaxed(one: Sum) -> tuple[str, ...]:
    if (
        one.limit.force is not Force.LAW
        or one.limit.duty is Duty.FAMILY
        or one.limit.counting is Counting.AT_ONCE
    ):
        return ()
    first, last = sorted((one.on, one.due_on))
    if first >= RELAXED_TO or last < RELAXED_FROM:
        return ()
    return (
        f"From {said(RELAXED_FROM)} to {said(RELAXED_TO)} temporary regulations (SI 2020/471) relaxed time "
        "limits where coronavirus made them impractical. This is the ordinary date.",
    )
