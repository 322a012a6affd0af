"""What is done about health's own answer: its promise is moved or taken back, or the council insists on the advice.

Neither ends a request nor moves its date. Whoever has to answer anew finds a letter to complete.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied

from goldenthread.accounts.models import User
from goldenthread.advice.actions.telling import refuse_if_ended, told_of
from goldenthread.advice.letters import letters
from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.action import action
from goldenthread.cases.append import append
from goldenthread.cases.models import Fact
from goldenthread.cases.queries import visible
from goldenthread.deadlines.answering.queries import to_answer
from goldenthread.deadlines.letters import letters_anew
from goldenthread.deadlines.raised import Broken, Raised
from goldenthread.post import actions as post
from goldenthread.post.queries import answers_for
from goldenthread.rules.access import Permission
from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import Kind
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.outcomes import Answer, Outcome, Said, check, check_change, outcome, reasons
from goldenthread.rules.outcomes import details as values_kept
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import inside, said

ACTION = ("action",)
"""What an answer to a letter says: what is being done."""
NO_DAY = "no day is given any more, and health is asked for a new one"


@action(needs=Permission.WRITE_LETTERS, leaves=[Kind.ESCALATION_ANSWERED])
def answer_escalation(*, advice: AdviceRequest, remark: str, by: User, on: date) -> Fact:
    """Whoever a letter of the ladder went to says what is being done (S1-47); the ladder goes on."""
    letter = to_answer(advice.pk, by)
    if letter is None:
        raise PermissionDenied(
            "Only whoever was written to, or the single point of contact, answers a letter."
        )
    refuse_if_ended(told_of(advice.case_id), {str(advice.pk), str(advice.request_id)})
    if on < letter.sent_on:
        raise Refused(f"The letter left on {said(letter.sent_on)}. It cannot be answered before.", field="on")
    told = Said(words=remark)
    check(ACTION, told, causes={}, roles={}, on=on)
    details = values_kept(ACTION, told, step=letter.step)
    return append(
        case=advice.case,
        kind=Kind.ESCALATION_ANSWERED,
        on=on,
        by=by,
        about=advice.pk,
        details=details,
        remark=remark,
    )


@action(needs=Permission.WRITE_LETTERS, leaves=[Kind.PROMISE_CHANGED])
def change_promise(
    *, advice: AdviceRequest, promised_on: date | None, reason: str, remark: str = "", by: User, on: date
) -> Fact:
    """Whoever promised the advice by a day moves it to another, or takes it back (None), before that day is past."""
    standing = _standing(advice)
    if not (standing and answers_for(advice.pk, standing.step, by)):
        raise PermissionDenied("Only whoever promised the advice changes the promise.")
    causes = {row["code"]: row["title"] for row in advice.pack_version.data.get("cause", [])}
    check_change(standing, promised_on, reason=reason, causes=causes, on=on)
    details = {
        "step": standing.step,
        "promised_on": promised_on.isoformat() if promised_on else None,
        "reason": reason,
    }
    fact = append(
        case=advice.case,
        kind=Kind.PROMISE_CHANGED,
        on=on,
        by=by,
        about=advice.pk,
        details=details,
        remark=remark,
    )
    words = {
        "before": said(standing.promised_on) if standing.promised_on else "",
        "now": f"it will come by {said(promised_on)}" if promised_on else NO_DAY,
        "why": inside(reasons(Answer.PROMISED, causes)[reason]),
    }
    told = told_of(advice.case_id)
    found = letters(Occasion.PROMISE_CHANGED, [advice.pk], told, stops=False, words=words, on=on)
    post.write(letters=found, by=by, on=on)
    if promised_on is None:
        _ask_anew(advice, standing, fact, by, on)
    return fact


@action(needs=Permission.PLAN, leaves=[Kind.ADVICE_INSISTED])
def insist(*, advice: AdviceRequest, remark: str, by: User, on: date) -> Fact:
    """The council does not accept that health will not give the advice: it still asks for it, and says why."""
    if not visible(by, Permission.PLAN).filter(pk=advice.case_id).exists():
        raise PermissionDenied("Your role does not allow this here.")
    standing = _standing(advice)
    if standing is None or not standing.is_refusal:
        raise Refused(
            "Health has not refused this advice, or has answered since. Open the case to see how it stands."
        )
    if not remark.strip():
        raise Refused("Say in a sentence why the council still needs the advice.", field="remark")
    details = {"step": standing.step}
    fact = append(
        case=advice.case,
        kind=Kind.ADVICE_INSISTED,
        on=on,
        by=by,
        about=advice.pk,
        details=details,
        remark=remark,
    )
    _ask_anew(advice, standing, fact, by, on)
    return fact


def _standing(advice: AdviceRequest) -> Outcome | None:
    """How health's escalation stands. The case is locked; refused where the advice is here or nobody wants it."""
    told = told_of(advice.case_id)
    refuse_if_ended(told, {str(advice.pk), str(advice.request_id)})
    return outcome(fact for fact in told if fact.about == str(advice.pk))


def _ask_anew(advice: AdviceRequest, standing: Outcome, fact: Fact, by: User, on: date) -> None:
    """The letters of the step wait for whoever answered, as they did the first time."""
    about = str(advice.pk)
    clock = next((each for each in clocks(told_of(advice.case_id)) if each.about == about), None)
    if clock is None:
        raise Refused("That this service was asked has been struck out. Seek its advice anew.")
    raised = Raised(advice.pk, Kind.STEP_RAISED, standing.step, clock.due_on)
    again = Broken(raised, standing.promised_on or on, (clock.due_on, clock.starts_on), key=str(fact.pk))
    post.write(letters=letters_anew([again], on), by=by, on=on)
