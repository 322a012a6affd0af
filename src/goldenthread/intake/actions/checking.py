"""Filling in the check sheet: what each record of each service says of the child (S0-05, S1-40)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.action import action
from goldenthread.cases.append import append
from goldenthread.cases.models import Fact
from goldenthread.directory.models import RecordSystem, Service
from goldenthread.directory.queries import record_systems
from goldenthread.intake.actions.telling import refuse_unfit, told_of
from goldenthread.intake.models import Request
from goldenthread.intake.sheet import is_open_to_us
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind
from goldenthread.rules.involvement import Involvement, Looker, Records, records
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said

LONGEST = 600
"""So many minutes are a long day; more was typed wrongly."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a service's records say: each of them, or those that are named."""

    service: Service
    involvement: str
    closed_on: date | None = None
    systems: tuple[RecordSystem, ...] | None = None


@action(needs=Permission.WORK, leaves=[Kind.INVOLVEMENT_CHECKED])
def check(
    *, request: Request, checked: Sequence[Checked], minutes: int | None = None, by: User, on: date
) -> list[Fact]:
    """Whether the child is open to services, was closed and when, or is not there, as each of their records says.

    `minutes` is how long it took in all, where somebody counted (S0-08).
    """
    ensure(by, Permission.WORK, request.area_id)
    return look_up(request, checked, minutes=minutes, by=by, on=on)


def look_up(
    request: Request,
    checked: Sequence[Checked],
    *,
    minutes: int | None = None,
    looked: Looker | None = None,
    by: User,
    on: date,
) -> list[Fact]:
    """Leave a fact for each record that was looked into; what stands already for the day is not told again.

    `looked` says who did, where it is not told by who may look into the record.
    """
    refuse_unfit(request.area_id, [line.service for line in checked])
    if minutes is not None and not 0 < minutes <= LONGEST:
        raise Refused(
            f"Enter how long it took in minutes, from 1 to {LONGEST}, or leave it empty.", field="minutes"
        )
    told = told_of(request)
    details = [each for line in checked for each in _details(line, records(told), looked, on)]
    standing = [_said(fact.details) for fact in told if _is_of(fact, on)]
    new = [each for each in details if _said(each) not in standing]
    if not new:
        _refuse_repeated(checked, on)
    shares = _shares(minutes, len(new))
    return [
        append(
            case=request.case,
            kind=Kind.INVOLVEMENT_CHECKED,
            on=on,
            by=by,
            about=request.pk,
            details={**each, "minutes": share},
        )
        for each, share in zip(new, shares, strict=True)
    ]


def _details(line: Checked, kept: Records, looked: Looker | None, on: date) -> Iterator[dict[str, Any]]:
    """What the facts of one line keep: one for each record, or one for a service that names none."""
    answer, key = _answer(line, on), str(line.service.pk)
    ((_, systems),) = record_systems(line.service.area_id, on, {key: kept.get(key, ())}, only=key)
    wanted = systems if line.systems is None else list(line.systems)
    if unknown := [each.name for each in wanted if each not in systems]:
        raise Refused(f"{unknown[0]} is no record of {line.service.label}. Choose one of its own.")
    each_of: Sequence[RecordSystem | None] = wanted or [None]
    for system in each_of:
        is_ours = system is not None and is_open_to_us(system, on)
        yield {
            "service": str(line.service.pk),
            "system": str(system.pk) if system else None,
            "systems": [str(each.pk) for each in systems],
            "involvement": answer.value,
            "closed_on": line.closed_on.isoformat()
            if line.closed_on and answer is Involvement.CLOSED
            else None,
            "looked": (looked or (Looker.SPOC if is_ours else Looker.TEAM)).value,
        }


def _answer(line: Checked, on: date) -> Involvement:
    answer, label = Involvement(line.involvement), line.service.label
    if answer is Involvement.CLOSED and line.closed_on is None:
        raise Refused(f"Enter the day on which {label} closed the child's record.", field="closed_on")
    if line.closed_on is not None and line.closed_on > on:
        raise Refused(
            f"{label} cannot have closed the record in the future. Check the day.", field="closed_on"
        )
    return answer


def _is_of(fact: Told, on: date) -> bool:
    return fact.kind == Kind.INVOLVEMENT_CHECKED and fact.happened_on == on


def _said(details: Any) -> tuple[object, ...]:
    return tuple(details.get(name) for name in ("service", "system", "involvement", "closed_on"))


def _refuse_repeated(checked: Sequence[Checked], on: date) -> None:
    """A double click, or nothing at all."""
    if not checked:
        raise Refused("Say what at least one record says.")
    whose = f"This answer of {checked[0].service.label} is" if len(checked) == 1 else "These answers are"
    raise Refused(f"{whose} recorded already for {said(on)}.", field="service")


def _shares(minutes: int | None, number: int) -> list[int | None]:
    """The minutes of a sitting shared out among its look-ups, so that their sum is what was counted."""
    if minutes is None:
        return [None] * number
    each, over = divmod(minutes, number)
    return [each + (place < over) for place in range(number)]
