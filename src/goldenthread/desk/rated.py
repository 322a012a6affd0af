"""A clock's light as a tag shows it: a colour and few words, the date standing beside it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from goldenthread.design.words import counted
from goldenthread.rules.rag import Light, rag

COLOURS: dict[Light, str | None] = {
    Light.MET: "green",
    Light.MET_LATE: "red",
    Light.GREEN: "green",
    Light.AMBER: "amber",
    Light.RED: "red",
    Light.EXCUSED: "amber",
    Light.ENDED: None,
}


class Rated(NamedTuple):
    """`rating` is red, amber, green or None for what is not awaited any more; `reason` says why."""

    rating: str | None
    reason: str


def rated(
    *, due_on: date, met_on: date | None, ended_on: date | None, excused_on: date | None, today: date
) -> Rated:
    """How one clock stands today."""
    excused = excused_on is not None
    light = rag(due_on=due_on, today=today, met_on=met_on, ended_on=ended_on, is_excused=excused).light
    return Rated(COLOURS[light], _reason(light, due_on, met_on, today))


def _reason(light: Light, due_on: date, met_on: date | None, today: date) -> str:
    if light is Light.ENDED:
        return "Withdrawn"
    if light is Light.MET:
        return "In time"
    left = (due_on - (met_on or today)).days
    if left < 0:
        late = f"{counted(-left, 'day')} late"
        return f"{late}, exemption claimed" if light is Light.EXCUSED else late
    return f"{counted(left, 'day')} left" if left else "Due today"
