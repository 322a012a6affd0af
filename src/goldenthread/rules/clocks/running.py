"""Every clock that a case's timeline runs, computed anew from its facts each time.

The health clock starts when the single point of contact receives the council's request, for every body
that it fronts. A service's own receipt is another fact and moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.regime import applying
from goldenthread.rules.regime.reckoning import reckon

ADVICE = "advice"
ASSESSMENT_LIMITS = ("decision-to-assess", "decision-not-to-issue", "final-plan")
"""The authority's clocks, which run from the day the council received the family's request."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An exemption claimed on one clock: on what ground, on which day, and by whom."""

    ground: str
    claimed_on: date
    by: str | None


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit applied to one case. A claim excuses lateness; it never moves `due_on`.

    `about` names the request. `met_on` is the day the duty was done, `ended_on` the day it lapsed undone
    because the request was withdrawn; both are None while the clock is open.
    """

    limit: str
    about: str | None
    starts_on: date
    due_on: date
    act_by: date | None
    met_on: date | None
    ended_on: date | None
    claims: tuple[Claim, ...]


NO_FACTS: tuple[Fact, ...] = ()
FirstOn = Mapping[str | None, date]


def clocks(facts: Iterable[Fact]) -> tuple[Clock, ...]:
    """All clocks of one case, from its raw history, in the order in which they were started."""
    told = list(facts)
    of_kind: dict[str, list[Fact]] = {}
    for fact in effective(told):
        of_kind.setdefault(fact.kind, []).append(fact)
    withdrawn = _first_on(of_kind.get(Kind.REQUEST_WITHDRAWN, NO_FACTS))
    assessments = [
        _clock(limit, fact.about, fact.happened_on, None, withdrawn.get(fact.about), ())
        for fact in of_kind.get(Kind.ASSESSMENT_REQUESTED, NO_FACTS)
        for limit in ASSESSMENT_LIMITS
    ]
    return (*assessments, *_advice_clocks(of_kind, withdrawn, _struck_out(told, of_kind)))


def _struck_out(told: Iterable[Fact], of_kind: Mapping[str, list[Fact]]) -> set[str | None]:
    """Requests whose receipt was struck out: nothing was asked of anybody on them."""
    standing = {fact.about for fact in of_kind.get(Kind.REQUEST_RECEIVED, NO_FACTS)}
    return {fact.about for fact in told if fact.kind == Kind.REQUEST_RECEIVED} - standing


def _advice_clocks(
    of_kind: Mapping[str, list[Fact]], requests_withdrawn: FirstOn, struck_out: set[str | None]
) -> list[Clock]:
    received = _first_on(of_kind.get(Kind.REQUEST_RECEIVED, NO_FACTS))
    recorded = _first_on(of_kind.get(Kind.ADVICE_RECORDED, NO_FACTS))
    withdrawn = _first_on(of_kind.get(Kind.ADVICE_WITHDRAWN, NO_FACTS))
    claims = _claims(of_kind.get(Kind.ADVICE_EXCUSED, NO_FACTS))
    running = []
    for about, sought in _first(of_kind.get(Kind.ADVICE_SOUGHT, NO_FACTS)).items():
        request = sought.details.get("request")
        if request in struck_out:
            continue
        starts_on = received.get(request) or _stated_receipt(sought)
        ended_on = _earlier(withdrawn.get(about), requests_withdrawn.get(request))
        running.append(_clock(ADVICE, about, starts_on, recorded.get(about), ended_on, claims.get(about, ())))
    return running


def _clock(
    limit: str,
    about: str | None,
    starts_on: date,
    met_on: date | None,
    ended_on: date | None,
    claims: tuple[Claim, ...],
) -> Clock:
    if met_on and ended_on and met_on <= ended_on:
        ended_on = None
    due_on, act_by = _dates(limit, starts_on)
    return Clock(limit, about, starts_on, due_on, act_by, met_on, ended_on, claims)


def due_on(limit: str, starts_on: date) -> date:
    """The last day of a limit that starts on this day."""
    return _dates(limit, starts_on)[0]


@lru_cache(maxsize=65_536)
def _dates(limit: str, starts_on: date) -> tuple[date, date | None]:
    """Most cases of an area start on the same few thousand days, so each is reckoned once."""
    reckoned = reckon(applying(limit, starts_on), starts_on)
    return reckoned.due_on, reckoned.act_by


def _stated_receipt(sought: Fact) -> date:
    """When the fact of receipt is missing: the receipt that the request for advice states, or its own day."""
    stated = sought.details.get("received_on")
    return date.fromisoformat(stated) if stated else sought.happened_on


def _first(facts: Iterable[Fact]) -> dict[str | None, Fact]:
    """The first fact about each request; the timeline is in order."""
    found: dict[str | None, Fact] = {}
    for fact in facts:
        found.setdefault(fact.about, fact)
    return found


def _first_on(facts: Iterable[Fact]) -> dict[str | None, date]:
    found: dict[str | None, date] = {}
    for fact in facts:
        found.setdefault(fact.about, fact.happened_on)
    return found


def _claims(facts: Iterable[Fact]) -> dict[str | None, tuple[Claim, ...]]:
    found: dict[str | None, tuple[Claim, ...]] = {}
    for fact in facts:
        claim = Claim(fact.details["ground"], fact.happened_on, fact.by)
        found[fact.about] = (*found.get(fact.about, ()), claim)
    return found


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other
