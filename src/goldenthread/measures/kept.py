"""What record keeping costs: in how many records a child is looked up, and how long that takes (S0-08)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, median

from goldenthread.measures.period import Period


@dataclass(frozen=True, slots=True)
class LookUp:
    """One record that was looked into for one request. `days` are working days; None where nobody kept them."""

    request: str
    service: str
    system: str
    is_by_team: bool
    minutes: int | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Look-ups counted: how many, for how many requests, how many by teams, and how long they took."""

    look_ups: int = 0
    requests: int = 0
    by_team: int = 0
    timed: int = 0
    minutes: int = 0
    per_look_up: float | None = None
    own_days: float | None = None
    team_days: float | None = None

    @property
    def per_request(self) -> float | None:
        """Look-ups for each request that was looked up; of none there is no mean."""
        return round(self.look_ups / self.requests, 1) if self.requests else None


@dataclass(frozen=True, slots=True)
class System:
    """A record system: electronic or on paper, open to the single point of contact or not, kept by which services."""

    id: str
    name: str
    is_electronic: bool
    is_open: bool
    services: tuple[str, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Service:
    """A service with its record systems and what was looked up there."""

    id: str
    label: str
    electronic: int
    paper: int
    opened: int
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """The report of one area's record keeping in a period, as it was counted at one moment."""

    area: str
    area_name: str
    front_door: str
    period: Period
    counted_at: datetime
    is_over: bool
    received: int
    services: tuple[Service, ...]
    systems: tuple[System, ...]
    pairs: tuple[tuple[Service, System, Tally], ...]
    total: Tally


def tally(look_ups: Iterable[LookUp]) -> Tally:
    """Count some look-ups."""
    found = list(look_ups)
    minutes = [each.minutes for each in found if each.minutes is not None]
    return Tally(
        look_ups=len(found),
        requests=len({each.request for each in found}),
        by_team=sum(each.is_by_team for each in found),
        timed=len(minutes),
        minutes=sum(minutes),
        per_look_up=round(fmean(minutes), 1) if minutes else None,
        own_days=_median([each.days for each in found if not each.is_by_team and each.days is not None]),
        team_days=_median([each.days for each in found if each.is_by_team and each.days is not None]),
    )


def _median(days: Sequence[int]) -> float | None:
    return float(median(days)) if days else None
