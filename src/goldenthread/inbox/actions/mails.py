"""Keeping a mail, reading it, filing it to a case or saying that it is of none. No fact: an audit row for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.module_loading import import_string

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.cases.models import Case
from goldenthread.directory.models import Area, Service
from goldenthread.documents import store
from goldenthread.documents.actions import upload
from goldenthread.documents.checks import MB, Format
from goldenthread.documents.checks import read as look_into
from goldenthread.inbox.models import Attachment, Mail, Thread
from goldenthread.inbox.queries.triage import judge, keys
from goldenthread.inbox.reading import Attached
from goldenthread.inbox.reading import Letter as Incoming
from goldenthread.inbox.reading import read as read_letter
from goldenthread.rules.access import Classification, Permission, Section
from goldenthread.rules.days import add_working_days
from goldenthread.rules.refusals import Refused
from goldenthread.rules.reply import letters_named

MOST_TRIES = 3
CameBack = Callable[..., bool]
"""Told a letter, the area in which a notice about it came, the notice, and `on`: whether there is such a letter."""

LARGEST_MAIL = 48 * MB
"""A file of 32 MB, as mail carries it."""


@action(needs=Permission.WORK)
def expect(
    *, letter: UUID, case: Case | None, address: str, service: Service | None = None, by: User, on: date
) -> Thread:
    """A letter went out that may be answered: an answer with its token, from this address, is about this case.

    Where the letter went to a service, what it answers is that service's advice. One that came back and went out again
    is answered from where it went last. One without a case carried a list of the service.
    """
    whose = case or service
    if whose is None:
        raise PermissionDenied("A letter is about a case, or carries a service’s list.")
    ensure(by, Permission.WORK, whose.area_id)
    told = {"area_id": whose.area_id, "case": case, "service": service, "address": address.strip().lower()}
    thread = Thread(id=letter, **told, opened_on=on, opened_by=by.pk)
    anew = ("area", "case", "service", "address", "opened_on", "opened_by")
    Thread.objects.bulk_create([thread], update_conflicts=True, unique_fields=["id"], update_fields=anew)
    record(by=by, deed="inbox.expect", subject="thread", subject_id=letter, area=whose.area_id, case=case)
    return thread


@action(needs=Permission.WORK)
def keep(
    *,
    area: Area,
    raw: bytes,
    arrived: datetime,
    mailbox: str = "",
    uid_validity: int | None = None,
    uid: int | None = None,
    by: User,
    on: date,
) -> Mail | None:
    """Keep a mail as it came, and give it; None where it is here already (C03). `on` is the London day of its arrival.

    The raw bytes are on the disk when this returns, and the row when its transaction is committed.
    """
    ensure(by, Permission.WORK, area.pk)
    sha256 = store.keep(raw, store.MAIL)
    mail, is_new = Mail.objects.get_or_create(
        area=area,
        sha256=sha256,
        defaults={
            "mailbox": mailbox,
            "uid_validity": uid_validity,
            "uid": uid,
            "size": len(raw),
            "arrived": arrived,
            "received_on": on,
            "due_on": add_working_days(on, 1),
            "kept_by": by.pk,
        },
    )
    if not is_new:
        return None
    record(by=by, deed="inbox.keep", subject="mail", subject_id=mail.pk, area=area)
    return mail


def begin(mail_id: UUID) -> int:
    """Count a try to read a mail, before it is made: one that ends the process counts too. How many it makes."""
    Mail.objects.filter(pk=mail_id, state=Mail.State.KEPT).update(tries=F("tries") + 1)
    return Mail.objects.values_list("tries", flat=True).get(pk=mail_id)


@action(needs=Permission.WORK)
def read(*, mail: Mail, by: User, on: date) -> Mail:
    """Read a mail that was kept, check what it brought, and file it where token, sender and child agree.

    A notice about a letter of ours is told to whoever knows letters (the setting CAME_BACK), and is seen to with that.
    """
    ensure(by, Permission.WORK, mail.area_id)
    hold(mail, Mail.State.KEPT)
    letter = read_letter(store.content(mail.sha256, store.MAIL), server=settings.IMAP_AUTHSERV)
    for name in ("subject", "text", "is_proved", "is_automatic"):
        setattr(mail, name, getattr(letter, name))
    mail.sender_name, mail.sender = letter.name, letter.address
    if _came_back(mail.area_id, letter, on):
        _end(mail, Mail.Reason.MACHINE, by, on)
        record(by=by, deed="inbox.read", subject="mail", subject_id=mail.pk, area=mail.area_id)
        return mail
    looked_into = [_brought(mail, place, each) for place, each in enumerate(letter.attached)]
    brought = [each for each, _ in looked_into]
    judged = judge(
        mail.area_id,
        letter,
        brings_a_workbook=any(each.format == Format.XLSX.value for each in brought),
        files=[words for each, words in looked_into if each.sha256],
    )
    mail.thread, mail.why, mail.state = judged.thread, judged.why, Mail.State.WAITING
    mail.save()
    for each in brought:
        each.save()
        record(by=by, deed="inbox.read", subject="attachment", subject_id=each.pk, area=mail.area_id)
    record(by=by, deed="inbox.read", subject="mail", subject_id=mail.pk, area=mail.area_id)
    if judged.case is not None and not judged.why:
        _put_on(mail, judged.case, brought, Section.ADVICE, Classification.ORDINARY, by, on)
    return mail


def _came_back(area: UUID, letter: Incoming, on: date) -> bool:
    """Whether it is a notice about one letter of ours, which somebody was told of. Its token cannot be made up."""
    if letter.returned is None:
        return False
    named = letters_named([*letter.routes, *letter.returned.names], keys())
    tell: CameBack = import_string(settings.CAME_BACK)
    return len(named) == 1 and tell(next(iter(named)), area, letter.returned.notice, on=on)


def _brought(mail: Mail, place: int, file: Attached) -> tuple[Attachment, str | None]:
    """A file that passes the checks is kept; of any other, the sentence that says why not. And what it says."""
    words = {
        "area_id": mail.area_id,
        "mail": mail,
        "place": place,
        "name": file.name,
        "size": len(file.content),
    }
    try:
        kind, said = look_into(file.content, file.name)
    except Refused as refused:
        return Attachment(**words, refusal=refused.sentence[:300]), None
    return Attachment(**words, sha256=store.keep(file.content), format=kind.value), said


@action(needs=Permission.WORK)
def give_up(*, mail: Mail, why: str, by: User, on: date) -> Mail:
    """A mail could not be read three times: it stands aside, raw as it came, for a person to look at."""
    ensure(by, Permission.WORK, mail.area_id)
    hold(mail, Mail.State.KEPT)
    mail.state, mail.why = Mail.State.UNREADABLE, why[:300]
    mail.save()
    record(by=by, deed="inbox.give_up", subject="mail", subject_id=mail.pk, area=mail.area_id)
    return mail


@action(needs=Permission.WORK)
def take(*, mail: Mail, by: User, on: date) -> Mail:
    """Say that one will see to it oneself."""
    ensure(by, Permission.WORK, mail.area_id)
    hold(mail, Mail.State.WAITING, Mail.State.UNREADABLE)
    mail.owner = by
    mail.save()
    record(by=by, deed="inbox.take", subject="mail", subject_id=mail.pk, area=mail.area_id)
    return mail


@action(needs=Permission.WORK)
def file_(
    *,
    mail: Mail,
    case: Case,
    attachments: list[Attachment],
    section: Section = Section.REQUESTS,
    classification: Classification = Classification.ORDINARY,
    by: User,
    on: date,
) -> Mail:
    """File a mail to a case, with these of its attachments as documents of it. A person says so."""
    ensure(by, Permission.WORK, mail.area_id)
    if case.area_id != mail.area_id:
        raise PermissionDenied("This mail came to another area.")
    hold(mail, Mail.State.WAITING, Mail.State.UNREADABLE)
    if any(each.mail_id != mail.pk or not each.sha256 for each in attachments):
        raise Refused(
            "Choose among the files that this mail brought and that can be kept.", field="attachments"
        )
    _put_on(mail, case, attachments, section, classification, by, on)
    _settle(mail, by, on)
    return mail


@action(needs=Permission.WORK)
def settle(*, mail: Mail, report: UUID | None = None, by: User, on: date) -> Mail:
    """Say that a mail which was filed by itself was looked at and asks for no more; which advice it was, if any."""
    ensure(by, Permission.WORK, mail.area_id)
    hold(mail, Mail.State.FILED)
    if report is not None:
        mail.report = report
        mail.save(update_fields=["report"])
    elif mail.settled_on:
        return mail  # sent twice
    if not mail.settled_on:
        _settle(mail, by, on)
    record(
        by=by, deed="inbox.settle", subject="mail", subject_id=mail.pk, area=mail.area_id, case=mail.case_id
    )
    return mail


@action(needs=Permission.WORK)
def look_at(*, attachment: Attachment, by: User, on: date) -> bytes:
    """Give out a file that a mail brought, before it is filed or after; the audit says which."""
    ensure(by, Permission.WORK, attachment.area_id)
    content = store.content(attachment.sha256)
    record(
        by=by, deed="inbox.look_at", subject="attachment", subject_id=attachment.pk, area=attachment.area_id
    )
    return content


@action(needs=Permission.WORK)
def dismiss(*, mail: Mail, reason: str, by: User, on: date) -> Mail:
    """Say that a mail is of no case, and why. It stays, as it came."""
    ensure(by, Permission.WORK, mail.area_id)
    hold(mail, Mail.State.WAITING, Mail.State.UNREADABLE)
    _end(mail, reason, by, on)
    record(by=by, deed="inbox.dismiss", subject="mail", subject_id=mail.pk, area=mail.area_id)
    return mail


def _end(mail: Mail, reason: str, by: User, on: date) -> None:
    mail.state, mail.reason, mail.ended_on, mail.ended_by = Mail.State.DISMISSED, reason, on, by
    mail.save()


def _settle(mail: Mail, by: User, on: date) -> None:
    mail.settled_on, mail.settled_by = on, by
    mail.save(update_fields=["settled_on", "settled_by"])


def hold(mail: Mail, *states: str) -> None:
    """The mail as it stands, held until this is done; refused where somebody else saw to it meanwhile."""
    mail.refresh_from_db(from_queryset=Mail.objects.select_for_update())
    if mail.state not in states:
        raise Refused("Somebody else has seen to this mail meanwhile. Look at it again.")


def _put_on(
    mail: Mail,
    case: Case,
    attachments: list[Attachment],
    section: Section,
    classification: Classification,
    by: User,
    on: date,
) -> None:
    for each in attachments:
        if not each.sha256:
            continue
        each.document = upload(
            case=case,
            title=each.name.rpartition(".")[0] or each.name,
            kind="advice" if section is Section.ADVICE else "letter",
            section=section,
            classification=classification,
            service=mail.thread.service if mail.thread and mail.thread.case_id == case.pk else None,
            content=store.content(each.sha256),
            file_name=each.name,
            by=by,
            on=on,
        )
        each.save()
        record(
            by=by, deed="inbox.file", subject="attachment", subject_id=each.pk, area=mail.area_id, case=case
        )
    mail.state, mail.case, mail.ended_on, mail.ended_by, mail.why = Mail.State.FILED, case, on, by, ""
    mail.save()
    record(by=by, deed="inbox.file", subject="mail", subject_id=mail.pk, area=mail.area_id, case=case)
