"""The roles: what each is called and does, how far it reaches, which parts it opens, what it may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from goldenthread.rules.access.permissions import Permission
from goldenthread.rules.access.sections import EVERY, Classification, Section


class Reach(StrEnum):
    """Which cases a role leads to, by the organisation or service in which it is held."""

    AREA = "area"
    COUNCIL = "council"
    PROVIDER = "provider"
    SERVICE = "service"
    RELATION = "relation"
    NONE = "none"

    @property
    def words(self) -> str:
        return REACHES[self]


REACHES: dict[Reach, str] = {
    Reach.AREA: "every case of the areas in which the organisation has a part",
    Reach.COUNCIL: "the council's own cases",
    Reach.PROVIDER: "the cases on which a service of the organisation was asked",
    Reach.SERVICE: "the cases on which the service was asked",
    Reach.RELATION: "only cases into which they were let, by name or by their school",
    Reach.NONE: "no case",
}


class Role(StrEnum):
    """Who somebody is in an organisation, or to a child."""

    SPOC_ADMINISTRATOR = "spoc-administrator"
    SPOC_MANAGER = "spoc-manager"
    SEND_OFFICER = "send-officer"
    SEND_SUPPORT = "send-support"
    SEND_MANAGER = "send-manager"
    ASSISTANT_DIRECTOR = "assistant-director"
    PANEL_MEMBER = "panel-member"
    PANEL_CHAIR = "panel-chair"
    EDUCATIONAL_PSYCHOLOGIST = "educational-psychologist"
    HEALTH_PRACTITIONER = "health-practitioner"
    TEAM_MANAGER = "team-manager"
    HEAD_OF_SERVICE = "head-of-service"
    DESIGNATED_OFFICER = "designated-officer"
    COMMISSIONER = "commissioner"
    SENCO = "senco"
    SOCIAL_WORKER = "social-worker"
    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    ADVOCATE = "advocate"
    AREA_ADMINISTRATOR = "area-administrator"
    PRIVACY_OFFICER = "privacy-officer"
    AUDITOR = "auditor"
    SYSTEM_OPERATOR = "system-operator"
    REPORTING = "reporting"
    SYSTEM = "system"

    @property
    def label(self) -> str:
        return ROLES[self].label

    @property
    def duty(self) -> str:
        return ROLES[self].duty

    @property
    def reach(self) -> Reach:
        return ROLES[self].reach

    @property
    def is_of_a_family(self) -> bool:
        """Held by a member of the family, or who speaks for one: in no organisation."""
        return self in (Role.PARENT, Role.YOUNG_PERSON, Role.ADVOCATE)

    @property
    def is_of_a_service(self) -> bool:
        """Held in one service of the organisation, not in the whole of it."""
        return self.reach is Reach.SERVICE


@dataclass(frozen=True, slots=True)
class Described:
    """One row of the table of roles. `ceiling` is the closest-kept class of thing that it may see."""

    label: str
    duty: str
    reach: Reach
    permissions: frozenset[Permission] = frozenset()
    sections: frozenset[Section] = frozenset()
    ceiling: Classification = Classification.ORDINARY


P, S = Permission, Section
_READS = frozenset({P.READ_CASES})
_SPOC = _READS | {
    P.RECEIVE, P.WORK, P.ANSWER, P.ASK, P.CORRECT, P.FILE, P.WRITE_LETTERS, P.IMPORT, P.EXPORT, P.REPORT, P.SHARE,
    P.EMERGENCY, P.READ_LIBRARY, P.KEEP_LIBRARY,
}  # fmt: skip
_FAMILY = frozenset({S.CHILD, S.HOUSEHOLD, S.REQUESTS, S.ADVICE})
_PANEL = frozenset({S.CHILD, S.REQUESTS, S.ADVICE})
_PROFESSIONAL = frozenset({S.CHILD, S.IDENTIFIERS, S.REQUESTS, S.ADVICE})
_ORDINARY, _CONFIDENTIAL, _SAFEGUARDING = (
    Classification.ORDINARY, Classification.CONFIDENTIAL, Classification.SAFEGUARDING,
)  # fmt: skip

ROLES: dict[Role, Described] = {
    Role.SPOC_ADMINISTRATOR: Described(
        "SPOC administrator",
        "receives requests, asks services, records answers, keeps the tracker",
        Reach.AREA, _SPOC, EVERY, _CONFIDENTIAL,
    ),
    Role.SPOC_MANAGER: Described(
        "SPOC manager",
        "does all that an administrator does, answers for it, and keeps people out of a case where they must be",
        Reach.AREA, _SPOC | {P.RESTRICT, P.LIFT, P.MANAGE_MEMBERS}, EVERY, _SAFEGUARDING,
    ),
    Role.SEND_OFFICER: Described(
        "SEND officer",
        "sends the council's requests in and follows the council's cases",
        Reach.COUNCIL,
        _READS | {P.RECEIVE, P.PLAN, P.ASK, P.FILE, P.WRITE_LETTERS, P.EXPORT, P.REPORT, P.SHARE, P.READ_LIBRARY},
        EVERY, _CONFIDENTIAL,
    ),
    Role.SEND_SUPPORT: Described(
        "SEND business support",
        "follows the council's cases and chases the single point of contact",
        Reach.COUNCIL,
        _READS | {P.ASK, P.FILE, P.WRITE_LETTERS, P.EXPORT, P.REPORT, P.READ_LIBRARY},
        EVERY, _CONFIDENTIAL,
    ),
    Role.SEND_MANAGER: Described(
        "SEND manager",
        "answers for the council's cases and decides who is kept out of one",
        Reach.COUNCIL,
        _READS | {
            P.RECEIVE, P.PLAN, P.ASK, P.FILE, P.WRITE_LETTERS, P.EXPORT, P.REPORT, P.SHARE, P.RESTRICT, P.LIFT,
            P.EMERGENCY, P.READ_LIBRARY, P.KEEP_LIBRARY,
        },
        EVERY, _SAFEGUARDING,
    ),
    Role.ASSISTANT_DIRECTOR: Described(
        "Assistant director",
        "signs the council's escalation letters and reads the cases that they are about",
        Reach.COUNCIL, _READS | {P.REPORT, P.WRITE_LETTERS, P.READ_LIBRARY}, _PROFESSIONAL, _CONFIDENTIAL,
    ),
    Role.PANEL_MEMBER: Described(
        "Panel member",
        "reads the cases that come to the panel",
        Reach.RELATION, _READS, _PANEL,
    ),
    Role.PANEL_CHAIR: Described(
        "Panel chair",
        "leads the panel, reads its cases and sees the month's report",
        Reach.RELATION, _READS | {P.REPORT, P.READ_LIBRARY}, _PANEL, _CONFIDENTIAL,
    ),
    Role.EDUCATIONAL_PSYCHOLOGIST: Described(
        "Educational psychologist",
        "advises on the cases on which they were asked",
        Reach.RELATION,
        _READS | {P.FILE, P.EMERGENCY},
        _PROFESSIONAL | {S.HOUSEHOLD}, _CONFIDENTIAL,
    ),
    Role.HEALTH_PRACTITIONER: Described(
        "Health practitioner",
        "sees and answers what the service was asked",
        Reach.SERVICE, _READS | {P.ANSWER, P.ASK, P.FILE, P.WRITE_LETTERS, P.EMERGENCY}, EVERY, _CONFIDENTIAL,
    ),
    Role.TEAM_MANAGER: Described(
        "Health team manager (SEND champion)",
        "sees and answers what the service was asked, and answers for its lateness",
        Reach.SERVICE,
        _READS | {P.ANSWER, P.ASK, P.FILE, P.WRITE_LETTERS, P.EXPORT, P.EMERGENCY, P.READ_LIBRARY},
        EVERY, _SAFEGUARDING,
    ),
    Role.HEAD_OF_SERVICE: Described(
        "Head of service",
        "sees what the organisation's services were asked and how late they are",
        Reach.PROVIDER, _READS | {P.ASK, P.EXPORT, P.REPORT, P.WRITE_LETTERS, P.READ_LIBRARY}, EVERY, _CONFIDENTIAL,
    ),
    Role.DESIGNATED_OFFICER: Described(
        "Designated clinical or medical officer (DCO or DMO)",
        "oversees health's part of every case of the area, takes up what is stepped up, decides on children not known",
        Reach.AREA,
        _READS | {
            P.DECIDE, P.ASK, P.FILE, P.WRITE_LETTERS, P.EXPORT, P.REPORT, P.EMERGENCY, P.READ_LIBRARY, P.KEEP_LIBRARY,
        },
        EVERY, _SAFEGUARDING,
    ),
    Role.COMMISSIONER: Described(
        "Commissioner",
        "sees the month's report; a case only where they were let in",
        Reach.RELATION, _READS | {P.REPORT, P.READ_LIBRARY}, _PANEL,
    ),
    Role.SENCO: Described(
        "School SENCO",
        "sees how far the request of a child of the school has come, where the school was let in",
        Reach.RELATION, _READS, _PANEL,
    ),
    Role.SOCIAL_WORKER: Described(
        "Social worker",
        "sees the cases of children with whom they work",
        Reach.RELATION,
        _READS | {P.FILE, P.EMERGENCY},
        _PROFESSIONAL | {S.HOUSEHOLD, S.REMARKS}, _SAFEGUARDING,
    ),
    Role.PARENT: Described(
        "Parent or carer",
        "sees how far their child's request has come, and their own household",
        Reach.RELATION, _READS, _FAMILY,
    ),
    Role.YOUNG_PERSON: Described(
        "Young person",
        "sees how far their own request has come",
        Reach.RELATION, _READS, _FAMILY,
    ),
    Role.ADVOCATE: Described(
        "Advocate",
        "sees what the family or the young person agreed to show them",
        Reach.RELATION, _READS, _PANEL,
    ),
    Role.AREA_ADMINISTRATOR: Described(
        "Area administrator",
        "loads the area's pack, invites people, gives and ends roles; sees no case",
        Reach.NONE, frozenset({P.SET_UP, P.REPORT, P.MANAGE_MEMBERS, P.OPERATE}),
    ),
    Role.PRIVACY_OFFICER: Described(
        "Privacy officer",
        "reads who looked, reviews emergencies, lifts a restriction that nobody else can; sees references, no case",
        Reach.NONE, frozenset({P.READ_AUDIT, P.REVIEW_EMERGENCY, P.LIFT}),
    ),
    Role.AUDITOR: Described(
        "Auditor",
        "reads who did and who looked; sees references, no case",
        Reach.NONE, frozenset({P.READ_AUDIT}),
    ),
    Role.SYSTEM_OPERATOR: Described(
        "System operator",
        "keeps the system running; sees no case",
        Reach.NONE, frozenset({P.OPERATE}),
    ),
    Role.REPORTING: Described(
        "Reporting account", "counts the month; sees no child", Reach.NONE, frozenset({P.REPORT})
    ),
    Role.SYSTEM: Described(
        "System account",
        "runs the tick and the demonstration; nobody signs in as one",
        Reach.AREA, _READS | {P.WORK, P.FILE, P.SET_UP, P.MANAGE_MEMBERS}, EVERY, Classification.SEALED,
    ),
}  # fmt: skip

MAY: dict[Role, frozenset[Permission]] = {role: each.permissions for role, each in ROLES.items()}
WITHOUT_CASES = frozenset(role for role, each in ROLES.items() if each.reach is Reach.NONE)


def may(roles: Iterable[Role], permission: Permission) -> bool:
    """Whether somebody with these roles has the permission somewhere."""
    return permission is Permission.NONE or any(permission in MAY[role] for role in roles)
