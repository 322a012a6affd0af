"""An area and its invented people, made through the real actions: the demonstration's and the tests' start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread.accounts.actions import (
    add_authenticator,
    appoint_reporter,
    ensure_system_account,
    invite,
    join,
)
from goldenthread.demo.phone import secret_of
from goldenthread.directory import queries as directory
from goldenthread.directory.actions import load
from goldenthread.rules.access import Role

if TYPE_CHECKING:
    from goldenthread.accounts.models import User
    from goldenthread.directory.models import Area, Organisation, Service

AREAS = Path(__file__).resolve().parents[3] / "areas"
PACKAGED = Path(__file__).resolve().parents[1] / "areas"
PASSWORD = "demonstration only"


@dataclass(frozen=True, slots=True)
class Cast:
    """Torbay with its people. Each has one role; all are invented."""

    area: Area
    spoc: User
    manager: User
    officer: User
    support: User
    therapist: User
    administrator: User
    tick: User
    services: dict[str, Service]
    council: Organisation


def pack_text(code: str) -> str:
    """The text of a shipped area pack."""
    folder = AREAS if AREAS.is_dir() else PACKAGED
    return (folder / f"{code}.toml").read_text(encoding="utf-8")


def set_up_torbay(on: date) -> Cast:
    """Torbay from its shipped pack, with a person for each role, in post from `on`."""
    setter = ensure_system_account("set-up", "Set-up")
    area = load(text=pack_text("torbay"), by=setter, on=on).version.area
    appoint_reporter(area=area, by=setter, on=on)
    council = directory.organisation("torbay-council")
    spoc = directory.organisation("cfhd-spoc")
    services = {service.label: service for service in directory.services(area.pk)}
    slt = services["SLT"]

    def person(
        email: str, name: str, organisation: Organisation, role: Role, service: Service | None = None
    ) -> User:
        words = {"email": email, "name": name, "password": PASSWORD}
        user = invite(**words, is_demonstration=True, by=setter, on=on)
        add_authenticator(user=user, secret=secret_of(email), by=setter, on=on)
        join(user=user, organisation=organisation, role=role, service=service, by=setter, on=on)
        return user

    return Cast(
        area=area,
        spoc=person("spoc@torbay.example", "Alice Penrose", spoc, Role.SPOC_ADMINISTRATOR),
        manager=person("manager@torbay.example", "Morwenna Keast", spoc, Role.SPOC_MANAGER),
        officer=person("officer@torbay.example", "Bob Trethewey", council, Role.SEND_OFFICER),
        support=person("support@torbay.example", "Sula Nankervis", council, Role.SEND_SUPPORT),
        therapist=person("slt@torbay.example", "Charlie Opie", slt.provider, Role.SERVICE_MEMBER, slt),
        administrator=person("area@torbay.example", "Ines Carlyon", spoc, Role.AREA_ADMINISTRATOR),
        tick=ensure_system_account("tick", "The tick"),
        services=services,
        council=council,
    )
