"""The mail that came in to an area, for whoever files it there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import scope
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Case
from goldenthread.cases.queries import seen, visible
from goldenthread.inbox.models import Attachment, Mail
from goldenthread.rules.access import Permission
from goldenthread.rules.traces import Purpose

State = Mail.State
REASONS = Mail.Reason.choices
OPEN = (State.KEPT, State.WAITING, State.UNREADABLE)
LISTS = {"waiting": OPEN, "filed": (State.FILED,), "dismissed": (State.DISMISSED,)}


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
    rows = _visible(viewer).filter(state__in=LISTS[which])
    order = ("due_on", "arrived", "pk") if which == "waiting" else ("-arrived", "-pk")
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


def mail(mail_id: UUID, viewer: User) -> Mail | None:
    """One mail, where the viewer may see it."""
    rows = _visible(viewer).select_related("area", "owner", "ended_by", "case__child", "thread__case__child")
    found = rows.filter(pk=mail_id).first()
    if found is None:
        return None
    cases = [each for each in (found.case_id, suggested(found, viewer)) if each]
    saw(viewer, cases=cases, purpose=Purpose.PAGE)
    return found


def suggested(of: Mail, viewer: User) -> UUID | None:
    """The case of the letter that a mail answers, where the viewer may see it."""
    if of.thread is None or of.case_id:
        return None
    return visible(viewer, Permission.WORK).filter(pk=of.thread.case_id).values_list("pk", flat=True).first()


def attachments(of: Mail, viewer: User) -> list[Attachment]:
    """What a mail brought that the viewer may see, in its order."""
    rows = Attachment.objects.filter(mail__in=_visible(viewer).filter(pk=of.pk))
    return list(rows.select_related("document").order_by("place"))


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
