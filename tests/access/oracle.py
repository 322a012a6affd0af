"""What each reader's lists are to hold: worked out in Python from the one decision, case by case, and not by a query.

The rows themselves, with their dates, are those of the snapshot; who may see them is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from goldenthread.accounts.queries import actor, moment
from goldenthread.cases.models import Case, Fact
from goldenthread.cases.queries import thing
from goldenthread.deadlines.models import Awaited, Deadline
from goldenthread.deadlines.snapshot import refresh
from goldenthread.measures.figures import Figure
from goldenthread.measures.month import Month
from goldenthread.rules.access import Classification, Permission, Reach, Role, Section, decide
from goldenthread.rules.facts import Kind
from tests.access.leaks import LONG
from tests.access.world import TODAY, World

READ, EXPORT = Permission.READ_CASES, Permission.EXPORT
OF_A_SERVICE = (Reach.SERVICE, Reach.PROVIDER)
WEEK = timedelta(days=7)
Row = Deadline
T = TypeVar("T")


def is_open(row: Row) -> bool:
    return row.met_on is None and row.ended_on is None


LISTS: dict[str, Callable[[Row], bool]] = {
    "open": is_open,
    "overdue": lambda row: is_open(row) and row.due_on < TODAY,
    "week": lambda row: is_open(row) and TODAY <= row.due_on <= TODAY + WEEK,
    "unacknowledged": lambda row: is_open(row) and row.acknowledged_on is None,
    "before-go-live": lambda row: is_open(row) and row.is_before_go_live,
    "not-known": lambda row: is_open(row) and row.route != "",
    "broken": lambda row: is_open(row) and row.promised_on is not None and row.promised_on < TODAY,
    "refused": lambda row: is_open(row) and row.outcome == "not-provided",
    "held": lambda row: row.held_until is not None,
    "returned": lambda row: row.met_on is not None,
    "all": lambda row: True,
}


@dataclass(frozen=True, slots=True)
class Oracle:
    """Everything that is there, and who may see it."""

    cases: tuple[Case, ...]
    rows: tuple[Row, ...]
    waits: tuple[Awaited, ...]
    may: Callable[..., bool]
    """Role, permission, case, section, and the class where it is not the ordinary one."""

    speaks_for: dict[Role, set[str]]

    def seen(self, role: Role, permission: Permission = READ, section: Section = Section.CHILD) -> list[Case]:
        """The cases of which the decision opens the child and this part."""
        parts = {Section.CHILD, section}
        return [case for case in self.cases if all(self.may(role, permission, case, part) for part in parts)]

    def asked(self, role: Role, permission: Permission = READ) -> list[Row]:
        """The requests for advice of those cases; for a service's people what their services were asked."""
        cases = {case.pk for case in self.seen(role, permission, Section.ADVICE)}
        return [row for row in self.rows if row.case_id in cases and self._is_theirs(role, row.service_id)]

    def waiting(self, role: Role) -> list[Awaited]:
        """The council's requests that wait for a deed of the single point of contact: none for a service's people."""
        if role.reach in OF_A_SERVICE:
            return []
        cases = {case.pk for case in self.seen(role, READ, Section.REQUESTS)}
        return [row for row in self.waits if row.case_id in cases]

    def _is_theirs(self, role: Role, service: UUID | None) -> bool:
        return role.reach not in OF_A_SERVICE or str(service) in self.speaks_for[role]


def oracle(world: World) -> Oracle:
    """Read once, freshly derived; the decision is asked of what was read."""
    refresh()
    cases = tuple(Case.objects.select_related("child"))
    things = {case.pk: thing(case) for case in cases}
    actors = {role: replace(actor(person), is_strong=True) for role, person in world.people.items()}
    now = moment(world.cast.spoc)

    def may(
        role: Role,
        permission: Permission,
        case: Case,
        section: Section,
        class_: Classification = Classification.ORDINARY,
    ) -> bool:
        what = replace(things[case.pk], section=section, classification=class_)
        return decide(actors[role], permission, what, now).is_allowed

    rows = Deadline.objects.filter(limit="advice").select_related("case__child", "service")
    waits = Awaited.objects.select_related("case__child")
    parties = {role: {party for held in who.held for party in held.parties} for role, who in actors.items()}
    return Oracle(cases, tuple(rows), tuple(waits), may, parties)


def readers(world: World) -> list[Role]:
    """Everybody whose role reads cases."""
    return [role for role in world.people if role.reach is not Reach.NONE]


def named(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    """Rows as a list shows them: the reference and the service."""
    return [(row.case.reference, row.service.label) for row in rows if row.service]


def in_turn(people: Sequence[T], turn: int, *, every: int = 13) -> Sequence[T]:
    """Every thirteenth, others at the next turn; in a long run all of them."""
    return people if LONG else people[turn % every :: every]


def counted(figure: Figure, month: Month, rows: Iterable[Row]) -> Iterator[Row]:
    """What a figure of requests for advice counts among these rows, in a world in which nothing was corrected."""
    days, read_on = (month.first, month.last), min(month.last, TODAY)
    explained = set(
        Fact.objects.filter(kind=Kind.LATENESS_EXPLAINED, happened_on__range=days).values_list(
            "about", flat=True
        )
    )
    for row in rows:
        was_asked = days[0] <= row.starts_on <= days[1]
        late = (row.met_on - row.due_on).days if row.met_on and days[0] <= row.met_on <= days[1] else None
        ends = [day for day in (row.met_on, row.ended_on) if day]
        is_outstanding = row.starts_on <= days[1] and all(day > days[1] for day in ends)
        counts = {
            Figure.ASKED: was_asked,
            Figure.ACKNOWLEDGED: was_asked and row.acknowledged_on is not None,
            Figure.RETURNED: late is not None,
            Figure.RETURNED_IN_TIME: late is not None and late <= 0,
            Figure.RETURNED_LATE: late is not None and late > 0,
            Figure.LATE_1_TO_7: late is not None and 1 <= late <= 7,
            Figure.LATE_8_TO_14: late is not None and 8 <= late <= 14,
            Figure.LATE_15_TO_28: late is not None and 15 <= late <= 28,
            Figure.LATE_OVER_28: late is not None and late > 28,
            Figure.EXCUSED: row.excused_on is not None and days[0] <= row.excused_on <= days[1],
            Figure.WITHDRAWN: row.ended_on is not None and days[0] <= row.ended_on <= days[1],
            Figure.OUTSTANDING: is_outstanding,
            Figure.OUTSTANDING_LATE: is_outstanding and row.due_on < read_on,
            Figure.STEP: is_outstanding,
            Figure.CAUSE: row.about in explained,
        }
        if counts[figure]:
            yield row
