"""One invented person for each role, so that a newcomer can sign in as any of them and see the difference."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from goldenthread.accounts.actions import add_authenticator, invite, join
from goldenthread.cases.actions import share
from goldenthread.database.acting import as_system
from goldenthread.demo.phone import secret_of
from goldenthread.people.actions import add_carer
from goldenthread.rules.access import Basis, Role

if TYPE_CHECKING:
    from goldenthread.accounts.models import User
    from goldenthread.cases.models import Case
    from goldenthread.directory.models import Organisation, Service

PASSWORD = "demonstration only"
SPOC, COUNCIL, PROVIDER, ICB, SCHOOL, FAMILY = (
    "cfhd-spoc",
    "torbay-council",
    "",
    "devon-icb",
    "school",
    "family",
)

PEOPLE: tuple[tuple[Role, str, str, str], ...] = (
    (Role.SPOC_ADMINISTRATOR, "spoc@torbay.example", "Alice Penrose", SPOC),
    (Role.SPOC_MANAGER, "manager@torbay.example", "Morwenna Keast", SPOC),
    (Role.SEND_OFFICER, "officer@torbay.example", "Bob Trethewey", COUNCIL),
    (Role.SEND_SUPPORT, "support@torbay.example", "Sula Nankervis", COUNCIL),
    (Role.SEND_MANAGER, "send-manager@torbay.example", "Petroc Angove", COUNCIL),
    (Role.ASSISTANT_DIRECTOR, "director@torbay.example", "Lowena Bray", COUNCIL),
    (Role.PANEL_MEMBER, "panel@torbay.example", "Denzil Rosewarne", COUNCIL),
    (Role.PANEL_CHAIR, "chair@torbay.example", "Kerra Pengelly", COUNCIL),
    (Role.EDUCATIONAL_PSYCHOLOGIST, "psychologist@torbay.example", "Gwen Trevail", COUNCIL),
    (Role.HEALTH_PRACTITIONER, "slt@torbay.example", "Charlie Opie", PROVIDER),
    (Role.TEAM_MANAGER, "slt-manager@torbay.example", "Senara Hocking", PROVIDER),
    (Role.HEAD_OF_SERVICE, "head@torbay.example", "Myghal Curnow", PROVIDER),
    (Role.DESIGNATED_OFFICER, "dco@torbay.example", "Ysella Tangye", ICB),
    (Role.COMMISSIONER, "commissioner@torbay.example", "Austol Rickard", ICB),
    (Role.SENCO, "senco@torbay.example", "Hedra Couch", SCHOOL),
    (Role.SOCIAL_WORKER, "social-worker@torbay.example", "Bersaba Nute", COUNCIL),
    (Role.PARENT, "parent@torbay.example", "Jenna Rowe", FAMILY),
    (Role.YOUNG_PERSON, "young-person@torbay.example", "Kitto Gale", FAMILY),
    (Role.ADVOCATE, "advocate@torbay.example", "Talan Vivian", FAMILY),
    (Role.AREA_ADMINISTRATOR, "area@torbay.example", "Ines Carlyon", SPOC),
    (Role.PRIVACY_OFFICER, "privacy@torbay.example", "Elestren Bolitho", SPOC),
    (Role.AUDITOR, "auditor@torbay.example", "Pasco Tregear", ICB),
    (Role.SYSTEM_OPERATOR, "operator@torbay.example", "Zennor Pascoe", SPOC),
)

LET_IN: dict[Role, Basis] = {
    Role.PANEL_MEMBER: Basis.PANEL,
    Role.PANEL_CHAIR: Basis.PANEL,
    Role.EDUCATIONAL_PSYCHOLOGIST: Basis.ADVICE,
    Role.COMMISSIONER: Basis.PANEL,
    Role.SOCIAL_WORKER: Basis.SAFEGUARDING,
    Role.PARENT: Basis.PARENTAL_RESPONSIBILITY,
    Role.YOUNG_PERSON: Basis.YOUNG_PERSON,
    Role.ADVOCATE: Basis.CONSENT,
}
"""On which ground each is let into the demonstration's case; the SENCO comes through the school."""


@dataclass(slots=True)
class People:
    """The accounts with their roles, each made when it is first asked for: most tests need one or two of them."""

    bodies: dict[str, Organisation | None]
    service: Service
    by: User
    on: date
    made: dict[Role, User] = field(default_factory=dict)

    def __getitem__(self, role: Role) -> User:
        if role not in self.made:
            with transaction.atomic(), as_system("set-up"):
                self.made[role] = self._make(role)
        return self.made[role]

    def _make(self, role: Role) -> User:
        email, name, where = next(row for each, *row in PEOPLE if each is role)
        done: dict[str, Any] = {"by": self.by, "on": self.on}
        user = invite(email=email, name=name, password=PASSWORD, is_demonstration=True, **done)
        add_authenticator(user=user, secret=secret_of(email), **done)
        own = self.service if role.is_of_a_service else None
        join(user=user, organisation=self.bodies[where], role=role, service=own, **done)
        return user

    def everybody(self) -> dict[Role, User]:
        """One person for each role."""
        return {role: self[role] for role, *_ in PEOPLE}


def people_of(
    organisations: dict[str, Organisation], school: Organisation, service: Service, by: User, on: date
) -> People:
    """Everybody of the demonstration, in post from a day."""
    return People(
        {**organisations, PROVIDER: service.provider, SCHOOL: school, FAMILY: None}, service, by, on
    )


def let_in(people: People, case: Case, school: Organisation, on: date) -> None:
    """Those whom nothing else leads to a case are let into this one, each on their ground, and the parent is named."""
    by = people[Role.SPOC_ADMINISTRATOR]
    for role, basis in LET_IN.items():
        share(case=case, person=people[role], basis=basis, by=by, on=on)
    share(case=case, organisation=school, basis=Basis.CONSULTED, by=by, on=on)
    parent = people[Role.PARENT]
    add_carer(
        child=case.child,
        name=parent.name,
        relationship="Mother",
        has_parental_responsibility=True,
        email=parent.email,
        account=parent,
        by=by,
        on=on,
    )
