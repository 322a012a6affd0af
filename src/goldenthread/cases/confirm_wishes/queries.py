"""Young people whose rights have passed to them and who were not asked yet; the parents who can see their case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from goldenthread.accounts.models import User
from goldenthread.cases.models import Case, Fact
from goldenthread.cases.queries import confirmed_in, parents, visible
from goldenthread.cases.share.queries import on_which
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind
from goldenthread.rules.school_age import ends_on, last_born


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


def to_ask(viewer: User, today: date) -> QuerySet[Case]:
    """The open cases of young people who are to be asked, of those where the viewer says who sees them."""
    young = visible(viewer, Permission.SHARE).filter(child__born_on__lte=last_born(today))
    withdrawn = _standing(Kind.REQUEST_WITHDRAWN).filter(case=OuterRef("case"), about=OuterRef("about"))
    is_open = _standing(Kind.REQUEST_RECEIVED).filter(~Exists(withdrawn))
    return young.filter(Exists(is_open.filter(case=OuterRef("pk")))).exclude(
        Exists(_standing(Kind.WISHES_CONFIRMED).filter(case=OuterRef("pk")))
    )


def to_ask_since(case: Case, viewer: User, today: date) -> date | None:
    """Since when the young person of this case is to be asked; None where nobody has to."""
    born_on = case.child.born_on
    return ends_on(born_on) if born_on and to_ask(viewer, today).filter(pk=case.pk).exists() else None


def _standing(kind: Kind) -> QuerySet[Fact]:
    """The facts of a kind that no correction has struck out: the last one decides."""
    last = Fact.objects.filter(corrects=OuterRef("pk")).order_by("-sequence").values("details__void")[:1]
    struck = Fact.objects.filter(kind=kind.value).annotate(is_void=Subquery(last))
    return struck.filter(Q(is_void__isnull=True) | Q(is_void=False))
