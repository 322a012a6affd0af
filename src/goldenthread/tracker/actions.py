"""Taking a tracker in: the set-based twin of registering, receiving, seeking and recording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.audit.watch import saw
from goldenthread.cases.append import append_many
from goldenthread.cases.models import Case
from goldenthread.database.bulk import insert_many
from goldenthread.database.ids import id_in_order
from goldenthread.directory.models import Area
from goldenthread.directory.queries import councils, current_pack
from goldenthread.intake.models import Request
from goldenthread.people.models import Child
from goldenthread.people.names import search_form
from goldenthread.rules.access import Given, Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused
from goldenthread.rules.traces import Purpose
from goldenthread.rules.words import listed
from goldenthread.tracker.answer import Answer, answer_for
from goldenthread.tracker.known import KnownChild, hold, load
from goldenthread.tracker.models import Draft, Import, Line
from goldenthread.tracker.plan import Answers, Plan, Update
from goldenthread.tracker.queries import ABOUT, TrackerLine, first_council, tracker_lines
from goldenthread.tracker.reading import Reading, Row, reference_key
from goldenthread.tracker.update import Updates

DEED = "tracker.import"
BATCH = 5_000
LEAVES = (
    Kind.REQUEST_RECEIVED,
    Kind.INVOLVEMENT_CHECKED,
    Kind.ADVICE_SOUGHT,
    Kind.ADVICE_ACKNOWLEDGED,
    Kind.ADVICE_CHASED,
    Kind.ADVICE_RECORDED,
    Kind.ADVICE_IMPORTED,
    Kind.FACT_CORRECTED,
)


@action(needs=Permission.IMPORT, leaves=LEAVES)
def import_(
    *,
    area: Area,
    reading: Reading,
    file_name: str,
    council: str = "",
    answers: Answers | None = None,
    is_rehearsal: bool = False,
    by: User,
    on: date,
) -> Answer:
    """Take in a tracker that has been read: all its good rows, or, in a rehearsal, none but with the same answer.

    One transaction: a killed import leaves nothing. One import of an area at a time. `council` is the code of the
    council whose tracker it is; it need be named where that is not the first of the area's pack.
    """
    ensure(by, Permission.IMPORT, area.pk)
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    pack = current_pack(area.pk)
    if pack is None:
        raise Refused("The area has no pack, so no services. Load one with: goldenthread area load FILE.")
    plan = Plan(known=load(area, by), on=on, sha256=reading.sha256, pack=pack.pk, answers=answers or {})
    with transaction.atomic():
        _take(plan, reading.rows, _council(area, council), by=by)
        transaction.set_rollback(is_rehearsal)
    saw(by, children=plan.met - plan.new, purpose=Purpose.IMPORT)
    answer = answer_for(reading, plan)
    if is_rehearsal:
        return answer
    about = sorted(map(str, plan.asked_about - plan.new))
    data = answer.as_data() | ({ABOUT: about} if about else {})
    return replace(answer, import_id=_keep(area, reading, file_name, data, by=by, on=on))


def _take(plan: Plan, rows: Sequence[Row], council: UUID, *, by: User) -> None:
    """New cases first, then what changed on those that stood here before, then the services added to them."""
    for some in _some(rows):
        plan.take(some)
        _write(plan, council, by=by)
    for updates in _by_case(plan.updates):
        decided = Updates(plan, updates)
        decided.decide()
        _write(plan, council, by=by)
        _write_updates(plan, decided, by=by)
    for some in _some(plan.additions):
        hold({plan.known.references[reference_key(row.reference)] for row in some})
        plan.add(some)
        _write(plan, council, by=by)


def _some(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _by_case(updates: Sequence[Update]) -> Iterator[list[Update]]:
    """Some updates at a time, all those of one case together, in the order of their rows."""
    some: list[Update] = []
    in_order = sorted(updates, key=lambda update: (update.advice.case.id, update.row.row))
    for _, group in groupby(in_order, key=lambda update: update.advice.case.id):
        some.extend(group)
        if len(some) >= BATCH:
            yield some
            some = []
    if some:
        yield some


def _write(plan: Plan, council: UUID, *, by: User) -> None:
    """Rows first, then their facts: a fact points at a case."""
    area, batch = plan.known.area.pk, plan.batch
    insert_many(
        Child, CHILD, (_child(area, *each) for each in batch.children), by=by, deed=DEED, subject="child"
    )
    _amend(batch.gaps, by=by)
    cases = ((case.id, area, case.child.id, reference, True) for reference, case in batch.cases)
    insert_many(
        Case, ("id", "area", "child", "reference", "is_marked"), cases, by=by, deed=DEED, subject="case"
    )
    requests = ((id_, area, case.id, council) for id_, case in batch.requests)
    insert_many(Request, ("id", "area", "case", "council"), requests, by=by, deed=DEED, subject="request")
    advice = ((each.id, area, each.case.id, each.request, each.service, plan.pack) for each in batch.advice)
    insert_many(AdviceRequest, ADVICE, advice, by=by, deed=DEED, subject="advice_request")
    lines = ((id_in_order(), area, each.case.id, each.id, each.said) for each in batch.advice)
    insert_many(Line, ("id", "area", "case", "advice", "said"), lines, by=by, deed=DEED, subject="line")
    append_many(batch.facts, by=by)
    batch.clear()


CHILD = (
    "id", "area", "forename", "surname", "born_on", "nhs_number", "upn", "school", "gp_practice", "search_name",
)  # fmt: skip
ADVICE = ("id", "area", "case", "request", "service", "pack_version")


def _child(area: UUID, child: KnownChild, row: Row) -> tuple[Any, ...]:
    return (
        child.id, area, child.forename, child.surname, child.born_on, child.nhs_number, row.upn, None, row.gp or "",
        child.search_name,
    )  # fmt: skip


def _council(area: Area, asked: str) -> UUID:
    """The council whose requests the tracker lists: the one named, else the first of the area's pack."""
    there = {each.code: each.pk for each in councils(area.pk)}
    code = asked or first_council(area.pk)
    if not code:
        raise Refused("The area's pack names no council. Add one and load the pack again.")
    if code not in there:
        raise Refused(
            f"There is no council {code} in this area. There are: {listed(sorted(there))}.", field="council"
        )
    return there[code]


def _write_updates(plan: Plan, updates: Updates, *, by: User) -> None:
    area = plan.known.area
    _amend({child: _typed(changes) for child, changes in updates.particulars.items()}, by=by)
    for advice, request in updates.moves.items():
        AdviceRequest.objects.filter(pk=advice).update(request=request)
        record(by=by, deed=DEED, subject="advice_request", subject_id=advice, area=area)
    cases = {update.advice.id: update.advice.case.id for update in updates.said}
    for advice, remark in updates.remarks().items():
        remark.area_id, remark.case_id, remark.text = area.pk, cases[advice], updates.notes[advice]
        remark.save()
        record(by=by, deed=DEED, subject="remark", subject_id=remark.pk, area=area, case=cases[advice])
    for update in updates.said:
        said = {**update.advice.said, **update.news}
        columns = {"said": said, "area": area, "case_id": update.advice.case.id}
        line, _ = Line.objects.update_or_create(advice_id=update.advice.id, defaults=columns)
        record(by=by, deed=DEED, subject="line", subject_id=line.pk, area=area, case=update.advice.case.id)


def _amend(changes: Mapping[UUID, Mapping[str, Any]], *, by: User) -> None:
    """Put children's particulars as the file has them; what identifies a child was compared before."""
    for child in Child.objects.select_for_update().filter(pk__in=list(changes)).order_by("pk"):
        for name, value in changes[child.pk].items():
            setattr(child, name, value)
        child.search_name = search_form(child.surname, child.forename)
        child.save()
        record(by=by, deed=DEED, subject="child", subject_id=child.pk, area=child.area_id, child=child)


def _typed(changes: Mapping[str, Any]) -> dict[str, Any]:
    """A child's particulars by the names and types of the child's row."""
    typed = {("gp_practice" if name == "gp" else name): value for name, value in changes.items()}
    if "born_on" in typed:
        typed["born_on"] = date.fromisoformat(typed["born_on"])
    return typed


def _keep(
    area: Area, reading: Reading, file_name: str, data: Mapping[str, Any], *, by: User, on: date
) -> UUID:
    """The file's trace: its hash and its answer, never its content. Then the planner looks at the new rows."""
    kept = Import.objects.create(
        area=area,
        sha256=reading.sha256,
        file_name=file_name,
        imported_on=on,
        imported_by=by,
        answer=data,
    )
    record(by=by, deed=DEED, subject="import", subject_id=kept.pk, area=area)
    if data["created"]:
        with connection.cursor() as cursor:
            for table in ("cases_case", "cases_fact", "advice_advicerequest", "people_child"):
                cursor.execute(f"analyze {table}")
    return kept.pk


@action(needs=Permission.IMPORT)
def upload(*, area: Area, file_name: str, content: bytes, by: User, on: date) -> Draft:
    """Keep an uploaded file while a person looks at its preview; one file a person at a time."""
    ensure(by, Permission.IMPORT, area.pk)
    forget(by=by, on=on)
    draft = Draft.objects.create(
        area=area, file_name=file_name, content=content, uploaded_on=on, uploaded_by=by
    )
    record(by=by, deed="tracker.upload", subject="draft", subject_id=draft.pk, area=area)
    return draft


@action(needs=Given.OWN)
def forget(*, by: User, on: date) -> None:
    """Delete the file that a person uploaded and did not take in."""
    for draft in Draft.objects.filter(uploaded_by=by):
        record(by=by, deed="tracker.forget", subject="draft", subject_id=draft.pk, area=draft.area_id)
        draft.delete()


@action(needs=Permission.EXPORT)
def export(*, area: Area, by: User, on: date) -> list[TrackerLine]:
    """The area's tracker as lines, for a file; who took it out is recorded."""
    ensure(by, Permission.EXPORT, area.pk)
    record(by=by, deed="tracker.export", subject="area", subject_id=area.pk, area=area)
    return tracker_lines(by, area)
