"""Everything that one case's page needs, fetched at once: the rows, the viewer's permissions, the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import Scope, scope, standing
from goldenthread.advice import queries as advice
from goldenthread.advice.answer import queries as answers
from goldenthread.advice.answer.queries import Answer
from goldenthread.advice.models import AdviceRequest, Draft, Referral
from goldenthread.cases import queries as cases
from goldenthread.cases.append import as_told
from goldenthread.cases.models import Case, Fact
from goldenthread.deadlines import queries as deadlines
from goldenthread.deadlines.answering.queries import ToAnswer, answerable
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.queries import ADVICE
from goldenthread.desk.practice import Practice, of_areas, of_packs
from goldenthread.directory.queries import record_names, service_names
from goldenthread.inbox import queries as inbox
from goldenthread.inbox.queries import Came
from goldenthread.intake import queries as intake
from goldenthread.intake.models import Request
from goldenthread.intake.questions import queries as questions
from goldenthread.intake.questions.queries import Asked as Question
from goldenthread.post import queries as post
from goldenthread.rules.access import Permission, Section
from goldenthread.rules.exemptions import LABELS
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import effective
from goldenthread.rules.holds import Ending, Reason
from goldenthread.rules.not_known import Route
from goldenthread.rules.reasons import Withdrawal
from goldenthread.rules.words import inside

DEEDS = frozenset(
    {
        *(Permission.WORK, Permission.ANSWER, Permission.DECIDE, Permission.CORRECT),
        *(Permission.PLAN, Permission.READ_AUDIT, Permission.SHARE, Permission.WRITE_LETTERS),
    }
)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case as its viewer may see it. `facts` are effective; `rows` are as recorded, the latest first.

    It is not whole for a service's people, who read only the own part; `sections` are the parts of the record that
    the decision opens, `referred` the full referrals that wait for a service of the viewer's own, `promises` the
    requests for advice about which the viewer's promise stands, `came` the mails that nobody has looked at,
    `to_answer` the letters that the viewer may answer.
    """

    case: Case
    requests: list[Request]
    advices: list[AdviceRequest]
    clocks: list[Deadline]
    rows: list[Fact]
    facts: list[Told]
    referred: list[tuple[Referral, Route]]
    practice: Practice
    names: Mapping[str, str]
    scopes: Mapping[Permission, Scope]
    is_whole: bool
    remarks: Mapping[UUID, str]
    sections: frozenset[Section]
    haste: cases.Haste | None
    letters: list[Any]
    questions: list[Question]
    may_ask: bool
    answers: Mapping[UUID, Answer]
    drafts: Mapping[UUID, Draft]
    promises: frozenset[UUID]
    came: Mapping[tuple[UUID, UUID | None], Came]
    to_answer: Mapping[tuple[UUID, str], ToAnswer]

    def may(self, permission: Permission, service_id: UUID | None = None) -> bool:
        """Whether the viewer may do this deed here, or for this service."""
        where = self.scopes.get(permission, Scope())
        return self.case.area_id in where.areas | where.council_areas or service_id in where.services

    def may_anything(self, permission: Permission) -> bool:
        """Whether the viewer holds the permission at all: what they may see of it, the queries have decided."""
        return permission in self.scopes

    def about(self, *ids: UUID) -> list[Told]:
        """The effective facts about these requests."""
        wanted = {str(id_) for id_ in ids}
        return [fact for fact in self.facts if fact.about in wanted]


def case_file(case_id: UUID, viewer: User, today: date) -> CaseFile | None:
    """The case, or nothing where there is none or the viewer may not see it."""
    case = cases.case(case_id, viewer)
    if case is None:
        return None
    advices = advice.of_case(case_id, viewer)
    opened = cases.sections(viewer, [case])
    rows = cases.entries(case_id, viewer)
    packs = {each.pack_version_id for each in advices}
    labels = service_names([case.area_id])
    practice = replace(of_packs(packs) if packs else of_areas([case.area_id]), services=labels)
    answering = scope(viewer, Permission.ANSWER).services
    clocks = [row for row in deadlines.of_case(case_id, viewer) if _of_clock(row) in opened]
    facts = effective(as_told(row) for row in rows)
    letters = post.of_case(case_id, viewer) if Section.ADVICE in opened else []
    return CaseFile(
        case=case,
        requests=intake.of_case(case_id, viewer) if Section.REQUESTS in opened else [],
        advices=advices,
        clocks=clocks,
        rows=rows,
        facts=facts,
        referred=[pair for pair in advice.referrals_to(answering, viewer) if pair[0].case_id == case_id],
        practice=practice,
        names={**words(practice, labels, advices), **record_names([case.area_id])},
        scopes={permission: scope(viewer, permission) for permission in DEEDS & standing(viewer).permissions},
        is_whole=cases.is_whole(case_id, viewer),
        remarks=cases.remarks(case_id, viewer) if Section.REMARKS in opened else {},
        sections=opened,
        haste=cases.in_haste(case, viewer),
        letters=letters,
        questions=questions.of_case(case_id, viewer) if Section.REMARKS in opened else [],
        may_ask=cases.visible(viewer, Permission.ASK).filter(pk=case_id).exists(),
        answers=answers.answers(advices, facts, viewer),
        drafts={} if all(row.met_on or row.ended_on for row in clocks) else answers.drafts(case_id, viewer),
        promises=_promises(clocks, viewer, today),
        came=inbox.unsettled([case_id]),
        to_answer=answerable(letters, viewer),
    )


def _promises(clocks: Iterable[Deadline], viewer: User, today: date) -> frozenset[UUID]:
    """The requests whose promised day the viewer may move."""
    promised = (row.about for row in clocks if row.about and row.promised_on)
    return frozenset(about for about in promised if deadlines.promise(about, viewer, today))


def _of_clock(row: Deadline) -> Section:
    return Section.ADVICE if row.limit == ADVICE else Section.REQUESTS


def words(practice: Practice, labels: Mapping[str, str], advices: list[AdviceRequest]) -> dict[str, str]:
    """What every id and code of a timeline is called."""
    reasons = {reason.value: inside(reason.label) for reason in Withdrawal}
    grounds = {ground.value: inside(label) for ground, label in LABELS.items()}
    asked = {str(each.pk): each.service.label for each in advices}
    waits = {each.value: inside(each.label) for each in (*Reason, *Ending)}
    return {**reasons, **grounds, **waits, **practice.names, **labels, **asked}
