"""Taking a tracker in: the set-based twin of registering, receiving, seeking and recording."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.cases.append import append_many
from goldenthread.cases.models import Case
from goldenthread.database.bulk import insert_many
from goldenthread.directory.models import Area, AreaOrganisation
from goldenthread.directory.queries import current_pack
from goldenthread.intake.models import Request
from goldenthread.people.actions import amend
from goldenthread.people.models import Child
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused
from goldenthread.tracker.answer import Answer, answer_for
from goldenthread.tracker.known import load
from goldenthread.tracker.models import Draft, Import, Line
from goldenthread.tracker.plan import Answers, Plan
from goldenthread.tracker.queries import TrackerLine, tracker_lines
from goldenthread.tracker.reading import Reading
from goldenthread.tracker.update import Updates

DEED = "tracker.import"
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


@action(leaves=LEAVES)
def import_(
    *,
    area: Area,
    reading: Reading,
    file_name: str,
    answers: Answers | None = None,
    is_rehearsal: bool = False,
    by: User,
    on: date,
) -> Answer:
    """Take in a tracker that has been read: all its good rows, or, in a rehearsal, none but with the same answer.

    One transaction: a killed import leaves nothing. One import of an area at a time.
    """
    ensure(by, Permission.IMPORT, area.pk)
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    pack = current_pack(area.pk)
    if pack is None:
        raise Refused("The area has no pack, so no services. Load one with: goldenthread area load FILE.")
    plan = Plan(known=load(area), on=on, sha256=reading.sha256, pack=pack.pk, answers=answers or {})
    for row in reading.rows:
        plan.take(row)
    updates = Updates(plan)
    updates.decide()
    answer = answer_for(reading, plan, len(updates.taken))
    if not is_rehearsal:
        _write(plan, updates, by=by, on=on)
        _keep(area, reading, file_name, answer, by=by, on=on)
    return answer


def _write(plan: Plan, updates: Updates, *, by: User, on: date) -> None:
    """Rows first, then their facts: a fact points at a case."""
    area = plan.known.area.pk
    council = _council(plan)
    insert_many(Child, CHILD, (_child(area, *each) for each in plan.children), by=by, deed=DEED, subject="child")
    cases = ((case.id, area, case.child.id, reference, True) for reference, case in plan.cases)
    insert_many(Case, ("id", "area", "child", "reference", "is_marked"), cases, by=by, deed=DEED, subject="case")
    requests = ((id_, area, case.id, council) for id_, case in plan.requests)
    insert_many(Request, ("id", "area", "case", "council"), requests, by=by, deed=DEED, subject="request")
    advice = ((each.id, area, each.case.id, each.request, each.service, plan.pack) for each, _ in plan.created)
    insert_many(AdviceRequest, ADVICE, advice, by=by, deed=DEED, subject="advice_request")
    lines = ((uuid4(), area, each.case.id, each.id, said) for each, said in plan.created)
    insert_many(Line, ("id", "area", "case", "advice", "said"), lines, by=by, deed=DEED, subject="line")
    append_many(plan.facts, by=by)
    _write_updates(plan, updates, by=by, on=on)


CHILD = (
    "id", "area", "forename", "surname", "born_on", "nhs_number", "upn", "school", "gp_practice", "search_name",
)  # fmt: skip
ADVICE = ("id", "area", "case", "request", "service", "pack_version")


def _child(area: UUID, child: Any, row: Any) -> tuple[Any, ...]:
    return (
        child.id, area, child.forename, child.surname, child.born_on, child.nhs_number, row.upn, None, row.gp or "",
        child.search_name,
    )  # fmt: skip


def _council(plan: Plan) -> UUID | None:
    """The area's council, which sent what the tracker lists."""
    parts = AreaOrganisation.objects.filter(area=plan.known.area, part=AreaOrganisation.Part.COUNCIL)
    council = parts.order_by("organisation__name").values_list("organisation_id", flat=True).first()
    if council is None and plan.requests:
        raise Refused("The area's pack names no council. Add one and load the pack again.")
    return council


def _write_updates(plan: Plan, updates: Updates, *, by: User, on: date) -> None:
    children = Child.objects.in_bulk(updates.particulars)
    for id_, changes in updates.particulars.items():
        amend(child=children[id_], changes=_typed(changes), by=by, on=on)
    for advice, request in updates.moves.items():
        AdviceRequest.objects.filter(pk=advice).update(request=request)
        record(by=by, deed=DEED, subject="advice_request", subject_id=advice, area=plan.known.area)
    _write_notes(plan, updates, by)
    for update in updates.said:
        said = {**update.advice.said, **update.news}
        case = update.advice.case.id
        line, _ = Line.objects.update_or_create(
            advice_id=update.advice.id, defaults={"said": said, "area": plan.known.area, "case_id": case}
        )
        record(by=by, deed=DEED, subject="line", subject_id=line.pk, area=plan.known.area, case=case)


def _write_notes(plan: Plan, updates: Updates, by: User) -> None:
    cases = {update.advice.id: update.advice.case.id for update in updates.taken}
    for advice, remark in updates.remarks().items() if updates.notes else ():
        remark.area_id, remark.case_id, remark.text = plan.known.area.pk, cases[advice], updates.notes[advice]
        remark.save()
        record(by=by, deed=DEED, subject="remark", subject_id=remark.pk, area=plan.known.area, case=cases[advice])


def _typed(changes: Mapping[str, Any]) -> dict[str, Any]:
    """A child's particulars by the names and types of the child's row."""
    typed = {("gp_practice" if name == "gp" else name): value for name, value in changes.items()}
    if "born_on" in typed:
        typed["born_on"] = date.fromisoformat(typed["born_on"])
    return typed


def _keep(area: Area, reading: Reading, file_name: str, answer: Answer, *, by: User, on: date) -> None:
    """The file's trace: its hash and its answer, never its content. Then the planner looks at the new rows."""
    kept = Import.objects.create(
        area=area,
        sha256=reading.sha256,
        file_name=file_name,
        imported_on=on,
        imported_by=by,
        answer=answer.as_data(),
    )
    record(by=by, deed=DEED, subject="import", subject_id=kept.pk, area=area)
    if answer.created:
        with connection.cursor() as cursor:
            for table in ("cases_case", "cases_fact", "advice_advicerequest", "people_child"):
                cursor.execute(f"analyze {table}")


@action()
def upload(*, area: Area, file_name: str, content: bytes, by: User, on: date) -> Draft:
    """Keep an uploaded file while a person looks at its preview; one file a person at a time."""
    ensure(by, Permission.IMPORT, area.pk)
    forget(by=by, on=on)
    draft = Draft.objects.create(area=area, file_name=file_name, content=content, uploaded_on=on, uploaded_by=by)
    record(by=by, deed="tracker.upload", subject="draft", subject_id=draft.pk, area=area)
    return draft


@action()
def forget(*, by: User, on: date) -> None:
    """Delete the file that a person uploaded and did not take in."""
    for draft in Draft.objects.filter(uploaded_by=by):
        record(by=by, deed="tracker.forget", subject="draft", subject_id=draft.pk, area=draft.area_id)
        draft.delete()


@action()
def export(*, area: Area, by: User, on: date) -> list[TrackerLine]:
    """The area's tracker as lines, for a file; who took it out is recorded."""
    ensure(by, Permission.EXPORT, area.pk)
    record(by=by, deed="tracker.export", subject="area", subject_id=area.pk, area=area)
    return tracker_lines(by, area)
