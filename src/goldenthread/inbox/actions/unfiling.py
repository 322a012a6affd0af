"""A mail that was filed to the wrong case comes off it, with all that it brought there, and waits anew (B03)."""

from __future__ import annotations

from datetime import date

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.documents.actions import withdraw
from goldenthread.documents.models import Document
from goldenthread.inbox.actions.mails import hold
from goldenthread.inbox.models import Mail
from goldenthread.rules.access import Permission
from goldenthread.rules.days import add_working_days
from goldenthread.rules.refusals import Refused


@action(needs=Permission.CORRECT)
def unfile(*, mail: Mail, reason: str, by: User, on: date) -> Mail:
    """Take a mail off its case: what it brought is withdrawn there, and it waits until the next working day.

    The audit names the case that it was on; the mail says that it was taken off one, when, by whom and why.
    """
    ensure(by, Permission.CORRECT, mail.area_id)
    hold(mail, Mail.State.FILED)
    if reason not in Mail.Misfiled.values:
        raise Refused("Choose why it does not belong there.", field="reason")
    brought = list(mail.attachments.filter(document__isnull=False))
    standing = Document.objects.filter(
        pk__in=[each.document_id for each in brought], withdrawn_on__isnull=True
    )
    for document in standing:
        withdraw(document=document, reason=reason, by=by, on=on)
    for each in brought:
        each.document = None
        each.save()
        record(
            by=by, deed="inbox.unfile", subject="attachment", subject_id=each.pk, area=mail.area_id,
            case=mail.case_id,
        )  # fmt: skip
    record(
        by=by, deed="inbox.unfile", subject="mail", subject_id=mail.pk, area=mail.area_id, case=mail.case_id
    )
    mail.state, mail.case, mail.report, mail.owner = Mail.State.WAITING, None, None, None
    mail.ended_on = mail.ended_by = mail.settled_on = mail.settled_by = None
    mail.due_on, mail.why = add_working_days(on, 1), "It was taken off a case to which it did not belong."
    mail.unfiled_on, mail.unfiled_by, mail.unfiled_because = on, by, reason
    mail.save()
    return mail
