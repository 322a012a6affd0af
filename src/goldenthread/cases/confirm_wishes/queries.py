"""A young person to whom the rights have passed: since when, whether they were asked, which parents see the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.cases.append import as_told
from goldenthread.cases.models import Case, Fact
from goldenthread.cases.queries import confirmed_in, parents
from goldenthread.cases.share.queries import on_which
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.school_age import ends_on, to_confirm


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent who can see the case: the relation that leads them there, and their name."""

    relation: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Passing:
    """A case with the last day of compulsory school age, what was confirmed, and the parents who can see it."""

    case: Case
    since: date | None
    confirmed: Told | None
    parents: tuple[Parent, ...]

    def is_to_ask(self, today: date) -> bool:
        """Whether the day has come and nobody has asked yet."""
        return self.since is not None and self.since <= today and self.confirmed is None


def passing(case_id: UUID, viewer: User) -> Passing | None:
    """One case, for whoever says who sees it."""
    case = on_which(case_id, viewer, Permission.SHARE)
    if case is None:
        return None
    born_on = case.child.born_on
    shown = tuple(Parent(row.pk, str(row.person)) for row in parents(case))
    return Passing(case, ends_on(born_on) if born_on else None, confirmed_in(case), shown)


def to_ask_since(case: Case, today: date) -> date | None:
    """Since when the young person of this case is to be asked; None where nobody has to. A date alone, so no viewer."""
    kinds = [kind.value for kind in READ]
    rows = Fact.objects.filter(case=case, kind__in=kinds).order_by("sequence")
    return to_confirm(case.child.born_on, effective(as_told(row) for row in rows), today)


READ = (Kind.REQUEST_RECEIVED, Kind.REQUEST_WITHDRAWN, Kind.WISHES_CONFIRMED, Kind.FACT_CORRECTED)
