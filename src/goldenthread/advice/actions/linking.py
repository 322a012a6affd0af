"""Links by which somebody without an account answers one request: sent, proved with a code, ended."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.crypto import salted_hmac

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import LondonToday, ensure, moment
from goldenthread.advice.actions.telling import refuse_if_ended, told_of
from goldenthread.advice.models import AdviceRequest, AnswerLink, LinkCode
from goldenthread.advice.queries import askings, link_digest, link_recipients
from goldenthread.audit.action import action
from goldenthread.audit.actions import record as record_audit
from goldenthread.cases.models import Restriction
from goldenthread.post.actions import write
from goldenthread.post.actions.stopping import stop_older
from goldenthread.post.letters import ANSWER_CODE, ANSWER_LINK, Letter
from goldenthread.rules.access import Given, Permission
from goldenthread.rules.answer_links import CODE_WORKS_FOR, MOST_CODES, MOST_TRIES, WORKS_FOR
from goldenthread.rules.clocks import clocks
from goldenthread.rules.ladder import SPOC
from goldenthread.rules.letters import KEPT_OUT
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said

AN_HOUR = timedelta(hours=1)


@action(needs=Permission.WORK)
def invite_answer(*, advice: AdviceRequest, recipient: str, by: User, on: date) -> AnswerLink:
    """Send a link to a mailbox of the service, as the area's pack names it. A link sent there before ends."""
    ensure(by, Permission.WORK, advice.area_id)
    refuse_if_ended(told_of(advice.case_id), {str(advice.pk), str(advice.request_id)})
    _refuse_restricted(advice)
    to = link_recipients(advice).get(recipient)
    if to is None:
        raise Refused("Choose a mailbox of the service from the list.", field="recipient")
    for older in AnswerLink.objects.filter(advice=advice, email=to.address, ended_at__isnull=True):
        _end(older, "invite_answer", by)
    stop_older(advice.pk, ANSWER_LINK, to.address, by)
    token = secrets.token_urlsafe(32)
    link = AnswerLink.objects.create(
        area_id=advice.area_id,
        case=advice.case,
        advice=advice,
        recipient=recipient,
        name=to.name,
        email=to.address,
        digest=link_digest(token),
        made_by=by.pk,
        expires=Now() + WORKS_FOR,
    )
    _audit("invite_answer", link, by)
    address = f"{settings.PUBLIC_URL}{reverse('advice:open_link', args=[token])}"
    values = {"link": KEPT_OUT, "reply_by": said(on + WORKS_FOR)}
    _write(link, ANSWER_LINK, f"{ANSWER_LINK}:{link.pk}", values, address, by, on)
    return link


@action(needs=Permission.WORK)
def revoke_answer(*, link: AnswerLink, by: User, on: date) -> None:
    """The link opens nothing any more, from the next request on."""
    ensure(by, Permission.WORK, link.area_id)
    if link.ended_at is not None:
        raise Refused("This link has ended already.", field="link")
    _end(link, "revoke_answer", by)


@action(needs=Given.RELATION)
def send_code(*, link: AnswerLink, by: User, on: date) -> None:
    """Send a new code to the link's own mailbox; the one before is good no more."""
    lately = LinkCode.objects.filter(link=link, moment__gt=moment(by) - AN_HOUR)
    if lately.count() >= MOST_CODES:
        raise Refused(
            "Five codes were sent within an hour. Wait until an hour has passed, then ask for another."
        )
    code = f"{secrets.randbelow(1_000_000):06d}"
    row = LinkCode.objects.create(
        area_id=link.area_id, case_id=link.case_id, link=link, digest=_code_digest(link, code)
    )
    record_audit(
        by=by,
        deed="advice.send_code",
        subject="link_code",
        subject_id=row.pk,
        area=link.area_id,
        case=link.case,
    )
    _write(link, ANSWER_CODE, f"{ANSWER_CODE}:{row.pk}", {"code": KEPT_OUT}, f"{code[:3]} {code[3:]}", by, on)


@action(needs=Given.RELATION)
def prove_code(*, link: AnswerLink, code: str, by: User, on: date) -> bool:
    """Whether this is the code that was sent last. Right, it is spent; wrong, a try is counted."""
    list(LinkCode.objects.select_for_update().filter(link=link))  # guesses take turns
    good = _good_code(link, by)
    if good is None:
        return False
    is_right = secrets.compare_digest(good.digest, _code_digest(link, code))
    good.is_spent, good.tries = is_right, good.tries + (not is_right)
    good.save(update_fields=["is_spent", "tries"])
    deed = "prove_code" if is_right else "mistake_code"
    record_audit(
        by=by,
        deed=f"advice.{deed}",
        subject="link_code",
        subject_id=good.pk,
        area=link.area_id,
        case=link.case,
    )
    return is_right


def _code_digest(link: AnswerLink, code: str) -> str:
    """What is kept of a code: there are few, so that the installation's key must be in it."""
    said = f"{link.pk}:{''.join(code.split())}"
    return salted_hmac("goldenthread answer code", said, settings.SECRET_KEY, algorithm="sha256").hexdigest()


def _good_code(link: AnswerLink, by: User) -> LinkCode | None:
    """The code that was sent last, while it is good."""
    latest = LinkCode.objects.filter(link=link).order_by("-moment").first()
    if latest is None or latest.is_spent or latest.tries >= MOST_TRIES:
        return None
    return latest if moment(by) - latest.moment < CODE_WORKS_FOR else None


def end_links(advice: AdviceRequest, deed: str, by: User) -> None:
    """The request has ended, and its links with it."""
    for link in AnswerLink.objects.filter(advice=advice, ended_at__isnull=True):
        _end(link, deed, by)


def _end(link: AnswerLink, deed: str, by: User) -> None:
    AnswerLink.objects.filter(pk=link.pk).update(ended_at=Now(), ended_by=by.pk)
    _audit(deed, link, by)


def _audit(deed: str, link: AnswerLink, by: User) -> None:
    record_audit(
        by=by,
        deed=f"advice.{deed}",
        subject="answer_link",
        subject_id=link.pk,
        area=link.area_id,
        case=link.case_id,
    )


def _refuse_restricted(advice: AdviceRequest) -> None:
    """Nobody is named by a link: a case that is kept to named people opens to none."""
    kept = Restriction.objects.filter(case=advice.case_id, person__isnull=True, lifted_at__isnull=True)
    lasting = kept.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=LondonToday()))
    if lasting.filter(section__in=["", "child", "requests", "advice"]).exists():
        raise Refused(
            "This case is kept to named people, so nobody answers by a link. Record the advice yourself."
        )


def _write(
    link: AnswerLink, template: str, key: str, values: dict[str, str], secret: str, by: User, on: date
) -> None:
    """The letter that carries a link or a code; the record keeps neither."""
    asking = askings([link.advice_id])[link.advice_id]
    clock = next(each for each in clocks(told_of(link.case_id)) if each.about == str(link.advice_id))
    letter = Letter(
        area=link.area_id,
        case=link.case_id,
        about=link.advice_id,
        key=key,
        pack=asking.pack_id,
        template=template,
        sender=SPOC,
        recipient=link.recipient,
        values={**asking.values, "due_on": said(clock.due_on), "today": said(on), **values},
        service=asking.service,
        service_id=asking.service_id,
        stops=True,
        secret=secret,
    )
    write(letters=[letter], by=by, on=on)
