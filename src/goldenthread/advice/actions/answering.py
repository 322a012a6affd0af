"""Writing advice: a draft that waits, the advice in its structured form, or a document instead.

Each ends as the advice that came: that stops the clock, and the ladder with it, and ends the links by which it came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models.functions import Now

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.advice.actions.asking import recorded
from goldenthread.advice.actions.linking import end_links
from goldenthread.advice.actions.telling import refuse_if_ended, told_of
from goldenthread.advice.models import AdviceRequest, Contact, Draft, Need, Report
from goldenthread.audit.action import action
from goldenthread.audit.actions import record as record_audit
from goldenthread.cases.models import Case
from goldenthread.documents.actions import upload
from goldenthread.documents.models import Document
from goldenthread.rules import report as rules
from goldenthread.rules.access import Permission, Section
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused, Stale

LARGEST_DRAFT = 1_000_000
"""Letters in all the boxes together; more is a document."""


@action(needs=Permission.ANSWER)
def draft(*, advice: AdviceRequest, typed: Mapping[str, str], version: int, by: User, on: date) -> Draft:
    """Keep what was typed, complete or not, for whoever of the service goes on.

    `version` is the draft that the person had before them, 0 where there was none. Raises Stale where a colleague has
    saved another since.
    """
    ensure(by, Permission.ANSWER, advice.area_id, advice.service_id)
    refuse_if_ended(told_of(advice.case_id), {str(advice.pk), str(advice.request_id)})
    if sum(map(len, typed.values())) > LARGEST_DRAFT:
        raise Refused("This is too long for the form. Hand the advice in as a document instead.")
    found = _held(advice)
    if found and found.typed == dict(typed):
        return found  # sent twice
    if (found.version if found else 0) != version:
        raise Stale
    words = {"typed": dict(typed), "saved_by": by, "saved_at": Now()}
    kept, _ = Draft.objects.update_or_create(
        advice=advice,
        defaults=words,
        create_defaults={**words, "area_id": advice.area_id, "case": advice.case},
    )
    _audit("draft", "draft", kept, by)
    kept.refresh_from_db(fields=["version"])
    return kept


@action(needs=Permission.ANSWER, leaves=[Kind.ADVICE_RECORDED])
def answer(
    *,
    advice: AdviceRequest,
    author: str,
    needs: Sequence[rules.Need],
    contacts: Sequence[rules.Contact],
    is_unseen: bool = False,
    version: int | None = None,
    by: User,
    on: date,
) -> Report:
    """The advice, in its structured form: the needs with provision and difference, and how well the child is known.

    `version` is the draft that the person had before them, 0 where there was none; nothing where it was written from
    no draft. Raises Stale where a colleague has saved another since: theirs would go with the draft, unseen.
    """
    _refuse_stale(advice, version)
    rules.check(needs, contacts, is_unseen=is_unseen, today=on)
    if not author.strip():
        raise Refused("Enter who gives this advice: the name and the role.", field="author")
    report = recorded([advice], title=f"Advice of {advice.service.label}", author=author, by=by, on=on)
    whose: dict[str, Any] = {"area_id": advice.area_id, "case": advice.case, "report": report}
    for number, need in enumerate((row for row in needs if not row.is_blank), start=1):
        blocks = {name: getattr(need, name).strip() for name in ("need", "provision", "difference")}
        _audit("answer", "need", Need.objects.create(**whose, number=number, **blocks), by)
    for number, seen in enumerate((row for row in contacts if not row.is_blank), start=1):
        how = {"times": seen.times, "from_on": seen.from_on, "to_on": seen.to_on}
        row = Contact.objects.create(**whose, number=number, who=seen.who.strip(), **how)
        _audit("answer", "contact", row, by)
    _drop_draft(advice, "answer", by)
    end_links(advice, "answer", by)
    return report


@action(needs=Permission.ANSWER, leaves=[Kind.ADVICE_RECORDED])
def hand_in(
    *,
    advice: AdviceRequest,
    title: str = "",
    author: str = "",
    content: bytes,
    file_name: str,
    version: int | None = None,
    by: User,
    on: date,
) -> Report:
    """The advice, as a document: checked and kept on the case as the service's. What is none is refused whole.

    `version` is as with `answer`: a draft that a colleague saved meanwhile would go with it, unseen.
    """
    _refuse_stale(advice, version)
    kept = upload(
        case=advice.case,
        title=title,
        kind=Document.Kind.ADVICE,
        section=Section.ADVICE,
        service=advice.service,
        content=content,
        file_name=file_name,
        by=by,
        on=on,
    )
    report = recorded([advice], title=kept.title, author=author, document=kept, by=by, on=on)
    _drop_draft(advice, "hand_in", by)
    end_links(advice, "hand_in", by)
    return report


def _refuse_stale(advice: AdviceRequest, version: int | None) -> None:
    found = _held(advice)
    if version is not None and (found.version if found else 0) != version:
        raise Stale


def _held(advice: AdviceRequest) -> Draft | None:
    """The draft as it stands. Who saves and who hands in wait for each other at the case, for a first draft too."""
    Case.objects.select_for_update().get(pk=advice.case_id)
    return Draft.objects.filter(advice=advice).first()


def _drop_draft(advice: AdviceRequest, deed: str, by: User) -> None:
    """The advice is here: nobody goes on with its draft."""
    for row in Draft.objects.filter(advice=advice):
        _audit(deed, "draft", row, by)
        row.delete()


def _audit(deed: str, subject: str, row: Any, by: User) -> None:
    record_audit(
        by=by, deed=f"advice.{deed}", subject=subject, subject_id=row.pk, area=row.area_id, case=row.case_id
    )
