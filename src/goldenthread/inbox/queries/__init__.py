"""The mail that came in to an area, for whoever files it there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import scope
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Case
from goldenthread.cases.queries import history, seen, visible
from goldenthread.inbox.models import Attachment, Mail
from goldenthread.rules.access import Permission
from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.traces import Purpose

State = Mail.State
REASONS = Mail.Reason.choices
MISFILED = Mail.Misfiled.choices
OPEN = (State.KEPT, State.WAITING, State.UNREADABLE)
UNSETTLED = Q(state=State.FILED, settled_on__isnull=True)
"""Filed by itself, and nobody has looked yet what it asks for."""
LISTS = {
    "waiting": Q(state__in=OPEN),
    "unsettled": UNSETTLED,
    "filed": Q(state=State.FILED),
    "dismissed": Q(state=State.DISMISSED),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One mail of a list."""

    id: UUID
    sender: str
    subject: str
    received_on: date
    state: str
    owner: str
    due_on: date
    attachments: int
    reference: str
    area: str


def mails(viewer: User, which: str) -> QuerySet[Mail]:
    """The mails of one list that the viewer may see: those that wait earliest first, the others latest first."""
    rows = _visible(viewer).filter(LISTS[which])
    order = ("due_on", "arrived", "pk") if which in ("waiting", "unsettled") else ("-arrived", "-pk")
    return rows.order_by(*order)


def lines(rows: QuerySet[Mail], *, viewer: User, start: int, limit: int) -> list[Line]:
    """One page of a list that was made for this viewer; the children of whose cases it tells are noted."""
    found = rows.select_related("owner", "case", "area").annotate(brought=Count("attachments"))[
        start : start + limit
    ]
    saw(viewer, cases={row.case_id for row in found if row.case_id}, purpose=Purpose.LIST)
    return [
        Line(
            row.pk, row.sender_name or row.sender, row.subject, row.received_on, row.state,
            row.owner.name if row.owner else "", row.due_on, row.brought,
            row.case.reference if row.case else "", row.area.name,
        )
        for row in found
    ]  # fmt: skip


def counts(viewer: User) -> dict[str, int]:
    """How many mails stand on each list. It counts, and names no child."""
    return {which: mails(viewer, which).count() for which in LISTS}


def count_unsettled(viewer: User) -> int:
    """How many mails were filed by themselves and wait to be looked at. It counts, and names no child."""
    return mails(viewer, "unsettled").count()


@dataclass(frozen=True, slots=True)
class Came:
    """A mail that was filed by itself and not looked at yet: of whom, on which day, by when to look at it."""

    mail: UUID
    received_on: date
    due_on: date


def unsettled(case_ids: Iterable[UUID]) -> dict[tuple[UUID, UUID | None], Came]:
    """Of each case and service (None: nobody's advice) the mail that waits longest. No name, so no viewer is asked."""
    rows = Mail.objects.filter(UNSETTLED, case__in=list(case_ids)).order_by("-due_on", "-arrived", "-pk")
    found = rows.select_related("thread")
    return {
        (row.case_id, row.thread.service_id if row.thread else None): Came(
            row.pk, row.received_on, row.due_on
        )
        for row in found
        if row.case_id
    }


def awaited_of(of: Mail, viewer: User) -> list[UUID]:
    """The requests for advice that the sender of a filed mail may have answered: of its service, and still open."""
    if of.case_id is None or of.thread is None or of.thread.service_id is None:
        return []
    told = history(of.case_id, viewer)
    service = str(of.thread.service_id)
    sought = {
        fact.about
        for fact in effective(told)
        if fact.kind == Kind.ADVICE_SOUGHT and fact.details["service"] == service
    }
    running = [each for each in clocks(told) if not each.met_on and not each.ended_on]
    return [UUID(each.about) for each in running if each.about and each.about in sought]


def mail(mail_id: UUID, viewer: User) -> Mail | None:
    """One mail, where the viewer may see it."""
    rows = _visible(viewer).select_related(
        "area",
        "owner",
        "ended_by",
        "case__child",
        "thread__case__child",
        "thread__service",
        "settled_by",
        "unfiled_by",
    )
    found = rows.filter(pk=mail_id).first()
    if found is None:
        return None
    cases = [each for each in (found.case_id, suggested(found, viewer)) if each]
    saw(viewer, cases=cases, purpose=Purpose.PAGE)
    return found


def named(text: str, viewer: User) -> Mail | None:
    """The mail that an address names, from which somebody came to do a deed; none where they see to no mail."""
    try:
        wanted = UUID(text)
    except ValueError:
        return None
    return mail(wanted, viewer)


def suggested(of: Mail, viewer: User) -> UUID | None:
    """The case of the letter that a mail answers, where the viewer may see it; none for one that came off its case."""
    if of.thread is None or of.thread.case_id is None or of.case_id or of.unfiled_on:
        return None
    return visible(viewer, Permission.WORK).filter(pk=of.thread.case_id).values_list("pk", flat=True).first()


def attachments(of: Mail, viewer: User) -> list[Attachment]:
    """What a mail brought that the viewer may see, in its order."""
    rows = Attachment.objects.filter(mail__in=_visible(viewer).filter(pk=of.pk))
    return list(rows.select_related("document").order_by("place"))


def brought_by(of: Mail, viewer: User) -> list[UUID]:
    """The documents that a mail brought to its case."""
    return [each.document_id for each in attachments(of, viewer) if each.document_id]


def attachment(attachment_id: UUID, viewer: User) -> Attachment | None:
    """One file that was kept, of a mail that the viewer may see."""
    found = Attachment.objects.select_related("mail").exclude(sha256="").filter(pk=attachment_id).first()
    return found if found is not None and mail(found.mail_id, viewer) is not None else None


def case_named(reference: str, surname: str, of: Mail, viewer: User) -> Case | None:
    """The case to which a mail is filed: its reference and its child's surname must agree (B03)."""
    rows = visible(viewer, Permission.WORK).select_related("child").filter(area=of.area_id)
    words = {"reference__iexact": reference.strip(), "child__surname__iexact": surname.strip()}
    found = rows.filter(**words).first()
    saw(viewer, cases=[found.pk] if found else [], purpose=Purpose.MATCH)
    return found


def pending() -> list[UUID]:
    """The mails that were kept and not read yet, the earliest first. There is no viewer: the worker reads them."""
    return list(Mail.objects.filter(state=State.KEPT).order_by("arrived", "pk").values_list("pk", flat=True))


def fetched(mailbox: str, uid_validity: int) -> frozenset[int]:
    """The numbers of a mailbox's mails that were kept already. There is no viewer: they name nobody."""
    rows = Mail.objects.filter(mailbox=mailbox, uid_validity=uid_validity, uid__isnull=False)
    return frozenset(rows.values_list("uid", flat=True))  # type: ignore[arg-type]


def hashes() -> set[str]:
    """The files that mails brought and that are kept. There is no viewer: it names no child."""
    return set(Attachment.objects.exclude(sha256="").values_list("sha256", flat=True))


def raw_hashes() -> set[str]:
    """The mails as they came. There is no viewer: it names no child."""
    return set(Mail.objects.values_list("sha256", flat=True))


def _visible(viewer: User) -> QuerySet[Mail]:
    """Unfiled, of areas where the viewer works; filed, of cases on which they do."""
    where = scope(viewer, Permission.WORK)
    unfiled = Mail.objects.filter(case__isnull=True, area__in=where.areas)
    filed = seen(Mail.objects.filter(case__isnull=False), viewer, Permission.WORK)
    return unfiled | filed


def kept(mail_id: UUID) -> Mail | None:
    """A mail that is not read yet. There is no viewer: the worker reads it."""
    return Mail.objects.filter(pk=mail_id, state=State.KEPT).first()
