"""Asking about a case, and answering. The words stand in a table of their own, never in a fact (S0-19)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied

from goldenthread.accounts.models import User
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.cases.models import Case
from goldenthread.cases.queries import visible
from goldenthread.directory.queries import current_pack
from goldenthread.intake.letters import about_question
from goldenthread.intake.models import Question, Request
from goldenthread.intake.questions import queries
from goldenthread.post.actions import write
from goldenthread.rules.access import Permission
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.questions import answer_within
from goldenthread.rules.refusals import Refused

COLUMNS = {"service": "to_service_id", "council": "to_council_id", "role": "to_role"}


@action(needs=Permission.ASK)
def ask(*, case: Case, to: str, text: str, request: Request | None = None, by: User, on: date) -> Question:
    """Ask a service, a council or a role, by a word such as service:… or role:spoc, which owns it from now on.

    Without a `request` it is about the case as a whole. It is due within the area's target; where the area does so,
    whoever is asked is written to.
    """
    if not visible(by, Permission.ASK).filter(pk=case.pk).exists():
        raise PermissionDenied("Your role does not allow this here.")
    if to not in queries.owners(case, by):
        raise Refused("Choose of whom you ask.", field="to")
    if not text.strip():
        raise Refused("Write your question.", field="text")
    if request is not None and request.case_id != case.pk:
        raise Refused("That request belongs to another case. Choose one of this case.", field="about")
    kind, _, key = to.partition(":")
    service, council = queries.side(case, by)
    pack = current_pack(case.area_id)
    question = Question.objects.create(
        area_id=case.area_id,
        case=case,
        request=request,
        **{COLUMNS[kind]: key},
        from_service=service,
        from_council=council,
        text=text.strip(),
        asked_on=on,
        asked_by=by,
        due_on=answer_within(pack.data if pack else {}).after(on),
    )
    _audit("ask", question, by)
    write(letters=about_question(Occasion.QUESTION_ASKED, question, on), by=by, on=on)
    return question


@action(needs=Permission.ASK)
def answer(*, question_id: UUID, text: str, by: User, on: date) -> Question:
    """Answer once: whoever it was put to, or the single point of contact for health."""
    found = queries.visible(by, Permission.ASK).filter(pk=question_id)
    question = Question.objects.select_for_update().filter(pk__in=found.values("pk")).first()
    if question is None or not queries.may_answer(question, by):
        raise PermissionDenied("Your role does not allow this here.")
    if question.answered_on is not None:
        raise Refused("Somebody has answered this question already. Open the case to read it.")
    if not text.strip():
        raise Refused("Write the answer.", field="text")
    if on < question.asked_on:
        raise Refused("It cannot have been answered before it was asked.")
    Question.objects.filter(pk=question_id).update(answer=text.strip(), answered_on=on, answered_by=by)
    _audit("answer", question, by)
    write(letters=about_question(Occasion.QUESTION_ANSWERED, question, on), by=by, on=on)
    return question


def _audit(deed: str, question: Question, by: User) -> None:
    record(
        by=by,
        deed=f"intake.{deed}",
        subject="question",
        subject_id=question.pk,
        area=question.area_id,
        case=question.case_id,
    )
