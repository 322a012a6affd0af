"""What the pages say to somebody without an account. Before the code is proved, nothing of the request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from django.urls import reverse

from goldenthread.advice.answer.page import Answering, writing
from goldenthread.advice.excuse.page import Excuse, excuse
from goldenthread.advice.hand_in.page import hand_in
from goldenthread.advice.queries import Asked
from goldenthread.advice.route.page import route
from goldenthread.cases.deed import Deed
from goldenthread.design.page import Link, Page, Question
from goldenthread.design.words import counted, day
from goldenthread.post.paper.files import ways

if TYPE_CHECKING:
    from goldenthread.advice.answer.taking import Taken
    from goldenthread.intake.questions.queries import Asked as Put

HERE = "advice:by_link"
D = TypeVar("D", bound=Deed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Question):
    """Where a code is sent, and whether one is on its way."""

    is_sent: bool


def code(*, is_sent: bool) -> Code:
    """Ask for a code, then for its six figures."""
    return Code(title="Prove that the link is yours", button="Continue", is_sent=is_sent)


def over() -> Page:
    """A link that was used, has expired, was revoked, or never was."""
    return Page(title="This link opens nothing any more")


def done() -> Page:
    """The advice is here."""
    return Page(title="The advice was handed in")


def write(asked: Asked, did: Taken, *, questions: Sequence[Put], remark: str, others: int) -> Answering:
    """The form, what goes with the request, and the other ways to answer. `others` is how much other advice is here."""
    return Answering(
        **writing(asked, did, questions=questions, remark=remark),
        caption=f"{asked.child}, {asked.reference}",
        title=f"Write {asked.service}'s advice",
        intro="Save it as often as you like, and come back by the same link: you are asked for a new code then. "
        "Colleagues of the service can go on with the draft. Once it is handed in, it cannot be changed.",
        ways=(
            Link("Hand it in as a document instead", reverse(f"{HERE}_document")),
            Link("Say that the child is not known or on the waiting list", reverse(f"{HERE}_not_known")),
            Link("Claim an exemption", reverse(f"{HERE}_exemption")),
        ),
        papers=(*ways("Request pack", f"{HERE}_pack"), *_others(others)),
    )


def changed(asked: Asked) -> Question:
    """What stands around the choice between two people's drafts."""
    way = reverse(HERE)
    return Question(
        title=f"{asked.service}'s advice",
        caption=f"{asked.child}, {asked.reference}",
        back=Link("Back to the advice", way),
        cancel=way,
    )


def bring(asked: Asked) -> Deed:
    """The same as a document."""
    return _by_link(hand_in(asked))


def say(asked: Asked) -> Deed:
    """Say which of the two it is, and what follows."""
    words = (
        f"You are saying that {asked.service} does not know {asked.child}, or has them on its waiting list. Neither is "
        f"an answer in law: the request stays open, its advice is still due by {day(asked.due_on)}, and the single "
        "point of contact takes it on."
    )
    return replace(_by_link(route(asked)), intro=words, button="Say so")


def claim(asked: Asked) -> Excuse:
    """Ask for the ground, and what it prevents."""
    return _by_link(excuse(asked))


def _others(count: int) -> tuple[Link, ...]:
    """Where the other advice is read, where there is any."""
    words = f"Other advice that you may read ({counted(count, 'piece')})"
    return (Link(words, reverse(f"{HERE}_advice")),) if count else ()


def _by_link(deed: D) -> D:
    """A page of the record as it is to somebody who has nowhere to go but back to the advice."""
    way = reverse(HERE)
    return replace(deed, back=Link("Back to the advice", way), cancel=way)
