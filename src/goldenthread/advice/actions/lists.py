"""A service that works in lists: its open requests are handed out as a workbook, and taken back row by row (S0-13).

What a person accepts is done by the deeds that every page does: nothing here writes a fact of its own.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.advice.actions.asking import explain, record
from goldenthread.advice.actions.not_known import route
from goldenthread.advice.models import ServiceList
from goldenthread.advice.workbook import queries
from goldenthread.advice.workbook.listed import Listed, as_text
from goldenthread.advice.workbook.returned import SHOWN, Returned
from goldenthread.advice.workbook.returned import Kind as Became
from goldenthread.advice.workbook.way import Way
from goldenthread.advice.workbook.writing import workbook
from goldenthread.audit.action import action
from goldenthread.audit.actions import record as record_audit
from goldenthread.cases.models import Case
from goldenthread.directory.models import Service
from goldenthread.post.actions import write
from goldenthread.post.letters import Letter
from goldenthread.rules.access import Given, Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.ladder import SERVICE
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted, said

NOTHING = "There is no open request of {service} that could be sent: nothing is asked, or somebody is kept out of each."
SENT_ALREADY = "This list of {service} left today already. Its letter stands under Letters."
NOBODYS = (
    "No row of this workbook is about a request that you may answer. Take the list out again, or ask whoever took it "
    "out to bring it back."
)


@action(needs=Permission.EXPORT)
def hand_out(*, service: Service, by: User, on: date) -> Listed:
    """A service's open requests, to be filled in as a workbook. The audit names each child in it."""
    for permission in (Permission.EXPORT, Permission.ANSWER):
        ensure(by, permission, service.area_id, service.pk)
    record_audit(
        by=by, deed="advice.hand_out", subject="service", subject_id=service.pk, area=service.area_id
    )
    return queries.listed(service, by, on)


@action(needs=Permission.WORK)
def send_list(*, service: Service, by: User, on: date) -> Listed:
    """Send a service its open requests: attached where its mail is protected, or the word that they wait here.

    One letter, to its contact point in the pack in force. The same list leaves once a day. The audit names each child
    in it, as for one that is taken out.
    """
    for permission in (Permission.WORK, Permission.EXPORT, Permission.ANSWER):
        ensure(by, permission, service.area_id, service.pk)
    way = queries.way(service, on)
    listed = queries.listed(service, by, on, is_sent=way.is_attached)
    if not listed.lines:
        raise Refused(NOTHING.format(service=service.label))
    record_audit(
        by=by, deed="advice.send_list", subject="service", subject_id=service.pk, area=service.area_id
    )
    if not write(letters=[_letter(service, listed, way, on)], by=by, on=on):
        raise Refused(SENT_ALREADY.format(service=service.label))
    return listed


def _letter(service: Service, listed: Listed, way: Way, on: date) -> Letter:
    """No child is in its words: the reference and the name stand in the workbook alone, which is kept sealed."""
    key = f"{way.told_to.template}:{service.pk}:{on}:{_same(listed)}"
    values = {
        "area": service.area.name, "front_door": service.area.front_door, "service": service.label,
        "requests": counted(len(listed.lines), "open request"), "today": said(on),
        "link": f"{settings.PUBLIC_URL}{reverse('advice:bring_back')}",
    }  # fmt: skip
    content = b64encode(workbook(listed)).decode() if way.is_attached else ""
    return Letter(
        area=service.area_id, case=None, key=key, pack=way.pack, template=way.told_to.template,
        sender=way.told_to.sender, recipient=SERVICE, values=values, service=service.code, service_id=service.pk,
        secret=content, attached=file_name(service, on) if content else "",
    )  # fmt: skip


def _same(listed: Listed) -> str:
    """What two lists have in common that say the same, whatever left meanwhile about the same cases."""
    rows = [
        [f"{name}={as_text(cell)}" for name, cell in line.cells.items() if name != "token"]
        for line in listed.lines
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def file_name(service: Service, on: date) -> str:
    """What a service's list is called: list slt 2026-11-22.xlsx."""
    return f"list {service.code} {on:%Y-%m-%d}.xlsx"


@action(needs=Permission.ANSWER)
def bring_back(
    *, rows: Sequence[tuple[int, Mapping[str, str]]], file_name: str, by: User, on: date
) -> ServiceList:
    """Keep what a list says while a person looks at it; one list a person at a time. Nothing is taken in."""
    service = queries.whose(rows, by)
    if service is None:
        raise Refused(NOBODYS, field="file")
    ensure(by, Permission.ANSWER, service.area_id, service.pk)
    _put_away(by, "bring_back")
    kept = ServiceList.objects.create(
        area=service.area,
        service=service,
        file_name=file_name[-200:],
        rows=list(rows),
        brought_on=on,
        brought_by=by,
    )
    _audit("bring_back", kept, by)
    return kept


@action(needs=Permission.ANSWER, leaves=[Kind.ADVICE_RECORDED, Kind.LATENESS_EXPLAINED, Kind.ADVICE_ROUTED])
def take_back(
    *,
    brought: ServiceList,
    rows: Collection[int] = (),
    is_rehearsal: bool = False,
    by: User,
    on: date,
) -> list[Returned]:
    """Take these rows of a list in, each as its own deed; a row that the record refuses says why, and stops no other.

    Gives every row as it stands after. A rehearsal does what could be taken in next, and keeps none of it.
    """
    ensure(by, Permission.ANSWER, brought.area_id, brought.service_id)
    if brought.brought_by_id != by.pk:
        raise Refused("Somebody else brought this list back. Bring it yourself to take it in.")
    found = queries.returned(brought, by, on)
    if not is_rehearsal:
        _hold(row for row in found if row.number in rows)
        found = queries.returned(brought, by, on)
        _audit("take_back", brought, by)
    refused = {}
    new = [row for row in found if row.kind is Became.NEW]
    for row in new[:SHOWN] if is_rehearsal else [row for row in new if row.number in rows]:
        try:
            _do(row, is_rehearsal, by, on)
        except Refused as problem:
            refused[row.number] = row.refused(problem.sentence)
    after = found if is_rehearsal else queries.returned(brought, by, on)
    return [refused.get(row.number, row) for row in after]


def _hold(rows: Iterable[Returned]) -> None:
    """Lock these rows' cases, in one order for everybody: nobody changes a request between the look and the deed."""
    cases = {row.known.advice.case_id for row in rows if row.known}
    list(Case.objects.filter(pk__in=cases).order_by("pk").select_for_update().values_list("pk"))


def _do(row: Returned, is_rehearsal: bool, by: User, on: date) -> None:
    """All that one row says, or nothing of it. Its remark stands beside the weightiest thing that it says."""
    if row.known is None:
        return
    said, advice = row.filled, row.known.advice
    beside = next((name for name in ("advice_on", "answer") if name in row.wants), "cause")
    remark = {beside: said.remark}
    with transaction.atomic():
        if row.wants & {"cause", "expected_on"}:
            explain(
                advice=advice,
                cause=said.cause,
                expected_on=said.expected_on,
                remark=remark.get("cause", ""),
                by=by,
                on=on,
            )
        if "answer" in row.wants:
            route(advice=advice, answer=said.answer, remark=remark.get("answer", ""), by=by, on=on)
        if said.advice_on and "advice_on" in row.wants:
            record(advices=[advice], remark=remark.get("advice_on", ""), by=by, on=said.advice_on)
        transaction.set_rollback(is_rehearsal)


@action(needs=Given.OWN)
def put_away(*, by: User, on: date) -> None:
    """Delete the list that a person brought back: they have done with it."""
    _put_away(by, "put_away")


def _put_away(by: User, deed: str) -> None:
    for kept in ServiceList.objects.filter(brought_by=by):
        _audit(deed, kept, by)
        kept.delete()


def _audit(deed: str, kept: ServiceList, by: User) -> None:
    record_audit(by=by, deed=f"advice.{deed}", subject="service_list", subject_id=kept.pk, area=kept.area_id)
