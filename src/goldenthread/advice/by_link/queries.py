"""Which links there are, which still open something, and who somebody is that came by one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.accounts.models import Membership, User
from goldenthread.accounts.queries import moment
from goldenthread.advice.models import AnswerLink, LinkCode
from goldenthread.advice.queries import link_digest, visible
from goldenthread.database.acting import LINKS, as_system
from goldenthread.post.letters import ANSWER_CODE, ANSWER_LINK
from goldenthread.rules.access import Permission, Role
from goldenthread.rules.answer_links import CODE_WORKS_FOR
from goldenthread.rules.proof import Proof

if TYPE_CHECKING:
    from goldenthread.post.models import Message

DEAD = (
    "The link in this letter opens nothing any more: its time is over, or the record was restored since. Send a new "
    "link from the page of the case; that stops this letter."
)
DOOR = "link-door"
"""As whom the one link is looked up that somebody holds, before they are anybody."""


def by_token(token: str) -> AnswerLink | None:
    """The link with this secret, while it lives. Nobody is known yet, so there is no viewer, and no child is read."""
    with as_system(DOOR):
        return _live().filter(digest=link_digest(token)).first()


def by_id(link_id: str) -> AnswerLink | None:
    """The same for the link that a session remembers: no viewer."""
    with as_system(DOOR):
        return _live().filter(pk=link_id).first()


def _live() -> QuerySet[AnswerLink]:
    near = ("advice__service__provider", "case", "area")
    return AnswerLink.objects.filter(ended_at__isnull=True, expires__gt=Now()).select_related(*near)


def is_carried(key: str) -> bool:
    """Whether what a letter carries, by its key, still opens something or was taken away by time or a restore alone.

    A link that somebody ended needs no letter, nor a code after its ten minutes, or before another: they ask anew. The
    post asks before it leaves: no viewer.
    """
    template, id_ = key.split(":")[:2] if ":" in key else ("", "")
    if template == ANSWER_LINK:
        return not AnswerLink.objects.filter(pk=id_, ended_at__isnull=False).exists()
    if template == ANSWER_CODE:
        code = LinkCode.objects.filter(pk=id_, is_spent=False, moment__gt=Now() - CODE_WORKS_FOR).first()
        return code is not None and not code.link.codes.filter(moment__gt=code.moment).exists()
    return True


def hinders(letter: Message) -> str:
    """Why a letter with a link is held back, in a sentence: no mail leads to a link that is dead. It has no viewer."""
    template, id_ = letter.key.split(":")[:2] if ":" in letter.key else ("", "")
    if template != ANSWER_LINK or _live().filter(pk=id_).exists():
        return ""
    return DEAD


def visitor(link: AnswerLink) -> User:
    """Whoever came by this link: for this errand one of the service's people, to whom the policies open one case.

    There is no viewer yet: this is who it will be. The account is the system's, to which nobody can sign in.
    """
    person = ensure_system_account(LINKS, "A practitioner, by a link")
    service = link.advice.service
    person.is_system, person.proof = False, Proof.CODE.value
    person.lent = (
        Membership(
            user=person,
            organisation=service.provider,
            service=service,
            role=Role.HEALTH_PRACTITIONER,
            starts_on=link.made_at.date(),
        ),
    )
    return person


def of_advice(advice_id: UUID, viewer: User) -> list[AnswerLink]:
    """The links of one request, for whoever sends them; the latest first."""
    rows = AnswerLink.objects.filter(advice__in=visible(viewer, Permission.WORK).filter(pk=advice_id))
    return list(rows.order_by("-made_at"))


def live_of(advice_id: UUID, viewer: User) -> list[AnswerLink]:
    """Those of them that still open something."""
    now = moment(viewer)
    return [each for each in of_advice(advice_id, viewer) if each.ended_at is None and each.expires > now]
