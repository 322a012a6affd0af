"""An area and its invented people, made through the real actions: the demonstration's and the tests' start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.accounts.actions import appoint_reporter, ensure_system_account
from goldenthread.database.acting import as_system
from goldenthread.demo.people import COUNCIL, ICB, PASSWORD, SPOC, People, people_of
from goldenthread.directory import queries as directory
from goldenthread.directory.actions import load
from goldenthread.rules.access import Role

if TYPE_CHECKING:
    from goldenthread.accounts.models import User
    from goldenthread.directory.models import Area, Organisation, Service

AREAS = Path(__file__).resolve().parents[3] / "areas"
PACKAGED = Path(__file__).resolve().parents[1] / "areas"
__all__ = ["PASSWORD", "Cast", "pack_text", "set_up_torbay"]


@dataclass(frozen=True, slots=True)
class Cast:
    """Torbay with its people, one for each role; all are invented. Those whom tests ask for most have a name here."""

    area: Area
    people: People
    spoc: User
    manager: User
    officer: User
    support: User
    therapist: User
    administrator: User
    tick: User
    services: dict[str, Service]
    council: Organisation
    school: Organisation


def pack_text(code: str) -> str:
    """The text of a shipped area pack."""
    folder = AREAS if AREAS.is_dir() else PACKAGED
    return (folder / f"{code}.toml").read_text(encoding="utf-8")


def set_up_torbay(on: date) -> Cast:
    """Torbay from its shipped pack, with a person for each role, in post from `on`."""
    with transaction.atomic(), as_system("set-up"):
        return _torbay(on)


def _torbay(on: date) -> Cast:
    setter = ensure_system_account("set-up", "Set-up")
    area = load(text=pack_text("torbay"), by=setter, on=on).version.area
    appoint_reporter(area=area, by=setter, on=on)
    services = {service.label: service for service in directory.services(area.pk)}
    bodies = {code: directory.organisation(code) for code in (SPOC, COUNCIL, ICB)}
    school = directory.schools()[0]
    people = people_of(bodies, school, services["SLT"], setter, on)
    return Cast(
        area=area,
        people=people,
        spoc=people[Role.SPOC_ADMINISTRATOR],
        manager=people[Role.SPOC_MANAGER],
        officer=people[Role.SEND_OFFICER],
        support=people[Role.SEND_SUPPORT],
        therapist=people[Role.HEALTH_PRACTITIONER],
        administrator=people[Role.AREA_ADMINISTRATOR],
        tick=ensure_system_account("tick", "The tick"),
        services=services,
        council=bodies[COUNCIL],
        school=school,
    )
