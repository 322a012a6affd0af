"""Who was let into a case and who is kept out, with what the one decision says of each person now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import actor, moment
from goldenthread.advice.models import AnswerLink
from goldenthread.cases.confirm_wishes.queries import to_ask_since
from goldenthread.cases.models import Case, Relation, Restriction
from goldenthread.cases.queries import seen, thing, visible
from goldenthread.cases.share.queries import on_which
from goldenthread.rules.access import Basis, Decision, Permission, Section, Thing, decide


@dataclass(frozen=True, slots=True)
class LetIn:
    """A relation: who, on which ground, to which parts, from when, until when, by whom. A school has no decision.

    `to_confirm`: since when a parent's stands only until the young person is asked.
    """

    id: UUID
    who: str
    basis: Basis
    sections: tuple[Section, ...]
    starts_on: date
    ends_on: date | None
    open_until: datetime | None
    is_over: bool
    by: str
    decision: Decision | None
    to_confirm: date | None


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A restriction: who, or everybody who is not named; of what, why, from when, until when, by whom."""

    id: UUID
    who: str
    section: str
    reason: str
    starts_on: date
    ends_on: date | None
    lifted_at: datetime | None
    is_over: bool
    is_own: bool
    by: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class ByLink:
    """A link by which somebody without an account answers one request: where it was sent, until when, by whom."""

    advice: UUID
    who: str
    service: str
    made_at: datetime
    until: datetime
    is_over: bool
    by: str


@dataclass(frozen=True, slots=True)
class Access:
    """The case with its lists, those in force first; whether the viewer may keep somebody out, and end links."""

    case: Case
    let_in: tuple[LetIn, ...]
    kept_out: tuple[KeptOut, ...]
    may_restrict: bool
    links: tuple[ByLink, ...]
    may_revoke: bool
    to_confirm: date | None


def access(case_id: UUID, viewer: User, today: date) -> Access | None:
    """Who sees the case, for whoever lets people in; nothing where the viewer may not."""
    case = on_which(case_id, viewer, Permission.SHARE)
    if case is None:
        return None
    now, what, since = moment(viewer), thing(case), to_ask_since(case, today)
    relations = list(_of(Relation, case).select_related("person", "organisation"))
    restrictions = list(_of(Restriction, case).select_related("person"))
    by = _names([*(row.given_by for row in relations), *(row.set_by for row in restrictions)])
    let_in = [_let_in(row, by, what, now, since) for row in relations]
    kept_out = [_kept_out(row, by, what, now, viewer) for row in restrictions]
    return Access(
        case,
        tuple(sorted(let_in, key=lambda each: each.is_over)),
        tuple(sorted(kept_out, key=lambda each: each.is_over)),
        visible(viewer, Permission.RESTRICT).filter(pk=case.pk).exists(),
        tuple(sorted(_links(case, viewer, now), key=lambda each: each.is_over)),
        visible(viewer, Permission.WORK).filter(pk=case.pk).exists(),
        since,
    )


def _links(case: Case, viewer: User, now: datetime) -> list[ByLink]:
    rows = seen(
        AnswerLink.objects.filter(case=case), viewer, service="advice__service_id", section=Section.ADVICE
    )
    found = list(rows.select_related("advice__service").order_by("made_at"))
    by = _names([row.made_by for row in found])
    return [
        ByLink(
            row.advice_id,
            f"{row.name}, {row.email}",
            row.advice.service.label,
            row.made_at,
            row.ended_at or row.expires,
            row.ended_at is not None or row.expires <= now,
            by.get(row.made_by, "An account that is gone"),
        )
        for row in found
    ]


def _of(model: type[Relation] | type[Restriction], case: Case):  # type: ignore[no-untyped-def] # either's rows
    return model.objects.filter(case=case).order_by("starts_on", "id")


def _names(ids: Iterable[UUID]) -> dict[UUID, str]:
    return dict(User.objects.filter(pk__in=set(ids)).values_list("id", "name"))


def _decided(person: User | None, what: Thing, now: datetime) -> Decision | None:
    """What the person is told once they have signed in and proved that it is they."""
    if person is None:
        return None
    return decide(replace(actor(person), is_strong=True), Permission.READ_CASES, what, now)


def _let_in(row: Relation, by: dict[UUID, str], what: Thing, now: datetime, since: date | None) -> LetIn:
    is_over = bool(row.open_until and row.open_until <= now) or bool(row.ends_on and row.ends_on < now.date())
    return LetIn(
        row.pk,
        str(row.person or row.organisation),
        Basis(row.basis),
        tuple(section for section in Section if section in row.sections),
        row.starts_on,
        row.ends_on,
        row.open_until,
        is_over,
        by.get(row.given_by, "An account that is gone"),
        _decided(row.person, what, now),
        since if row.basis == Basis.PARENTAL_RESPONSIBILITY and not is_over else None,
    )


def _kept_out(row: Restriction, by: dict[UUID, str], what: Thing, now: datetime, viewer: User) -> KeptOut:
    return KeptOut(
        row.pk,
        str(row.person or "Everybody who is not named"),
        row.section,
        row.get_reason_display(),
        row.starts_on,
        row.ends_on,
        row.lifted_at,
        row.lifted_at is not None or bool(row.ends_on and row.ends_on < now.date()),
        row.person_id == viewer.pk,
        by.get(row.set_by, "An account that is gone"),
        _decided(row.person, what, now),
    )
