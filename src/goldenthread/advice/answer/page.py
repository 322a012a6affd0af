"""What the page says on which advice is written: what is asked, by when and why then, and how the draft stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.page import Link, Row
from goldenthread.design.words import day, moment
from goldenthread.intake.describe.page import described
from goldenthread.post.paper.files import ways
from goldenthread.rules.clocks import derivation
from goldenthread.rules.report import MOST_ROWS

if TYPE_CHECKING:
    from goldenthread.advice.answer.taking import Taken
    from goldenthread.intake.questions.queries import Asked as Question

SAVE, SUBMIT = "save", "submit"
MORE = {"more_needs": "needs", "more_contacts": "contacts"}
"""What the buttons that add a row send, and of what they add one."""

KEPT = {
    SAVE: "The draft was saved.",
    "more_needs": "The draft was saved, and has room for another need.",
    "more_contacts": "The draft was saved, and has room for another contact.",
}
BACK = "What you had typed is in the form again, and is not saved yet. Check it, then save it or hand it in."


@dataclass(frozen=True, slots=True)
class Put:
    """A question that was put to the service."""

    text: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering(Deed):
    """The advice that is being written. `carried` are the form's unseen values; `may_add` says of what a row.

    `papers` are what can be read or taken along beside the form.
    """

    asked: tuple[Row, ...]
    questions: tuple[Put, ...]
    remark: str
    why: tuple[str, ...]
    saved: str
    warning: str
    carried: tuple[tuple[str, str], ...]
    may_add: Mapping[str, bool]
    ways: tuple[Link, ...] = ()
    papers: tuple[Link, ...] = ()


def answer(asked: Asked, did: Taken, *, questions: Sequence[Question], remark: str) -> Answering:
    """For whoever is signed in."""
    pk = asked.advice.pk
    return Answering(
        **on_case(asked.case_id, asked.child, asked.reference),
        **writing(asked, did, questions=questions, remark=remark),
        title=f"Write {asked.service}'s advice",
        intro="Save it as often as you like: colleagues of the service can go on with the draft. Once it is handed in, "
        "its clock and its chasing stop, and it cannot be changed.",
        ways=(
            Link("Hand it in as a document instead", reverse("advice:hand_in", args=[pk])),
            Link(
                "Say that the child is not known or on the waiting list", reverse("advice:route", args=[pk])
            ),
            Link("Claim an exemption", reverse("advice:excuse", args=[pk])),
        ),
        papers=ways("Request pack", "desk:request_pack", pk),
    )


def writing(asked: Asked, did: Taken, *, questions: Sequence[Question], remark: str) -> dict[str, Any]:
    """What the page says for everybody who writes."""
    return {
        "button": "Hand in the advice",
        "asked": tuple(particulars(asked)),
        "questions": tuple(map(question_put, questions)),
        "remark": remark,
        "why": why(asked),
        "saved": did.saved,
        "warning": did.warning,
        "carried": tuple((name, str(rows)) for name, rows in did.form.rows.items()),
        "may_add": {name: rows < MOST_ROWS for name, rows in did.form.rows.items()},
    }


def changed(asked: Asked) -> Deed:
    """What stands around the choice between two people's drafts."""
    about = on_case(asked.case_id, asked.child, asked.reference)
    return Deed(**about, title=f"{asked.service}'s advice", intro="")


def particulars(asked: Asked) -> Iterator[Row]:
    """Whose advice it is, on whom, and by when."""
    yield Row("Child", asked.child)
    yield Row("Council reference", asked.reference)
    yield Row("Service that was asked", asked.service)
    yield Row("Advice due by", day(asked.due_on))
    yield from described(asked.advice.request)


def why(asked: Asked) -> tuple[str, ...]:
    """Why it is due then, as the law reckons."""
    found = derivation("advice", on=asked.received_on)
    return (
        f"The council's request was received on {day(asked.received_on)}.",
        found.limit.duty_in_words,
        found.arithmetic,
        found.source,
    )


def question_put(question: Question) -> Put:
    """A question as it is read by whoever answers it: who asked, when, and what was answered."""
    asked = f"{question.asker} asked on {day(question.asked_on)}."
    return Put(question.text, f"{asked} Answered: {question.answer}" if question.answer else asked)


def saved(name: str, at: Any) -> str:
    """How the draft stands."""
    return f"Draft saved by {name}, {moment(at)}."
