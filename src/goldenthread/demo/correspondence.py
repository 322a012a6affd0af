"""The post of the demonstration: letters are signed and answered by the people whose part it is, and then leave.

No mail server is spoken to. Each letter is claimed and settled as the worker does it, as if one had taken it at once.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from goldenthread.database.acting import acting_as
from goldenthread.demo.area import Cast
from goldenthread.post import actions, queries
from goldenthread.post.letters import Template
from goldenthread.rules.access import Role
from goldenthread.rules.outcomes import Answer, Said, answer, reasons
from goldenthread.rules.sending import Outcome, State

TAKEN = "250 The demonstration speaks to no mail server."
DAYS_TO_SIGN, DAYS_TO_ANSWER = 1, 3
REFUSED_ONE_IN = 4
WORDS = {
    Answer.PROMISED: "The therapist was ill, and nobody else could be found.",
    Answer.NOT_PROVIDED: "The report of last spring still says what is needed.",
    Answer.EXPLAINED: "The therapist was ill.",
    Answer.TAKEN_UP: "The service has been asked for a day, and its manager has taken it up.",
}
WRITERS = {"dco-office": Role.DESIGNATED_OFFICER, "service-head": Role.HEAD_OF_SERVICE}


def post(cast: Cast, on: date) -> None:
    """Everything that is somebody's to do with letters on this day; then what can leave, leaves."""
    for letter in queries.waiting_since(State.TO_WRITE, on - timedelta(days=DAYS_TO_ANSWER)):
        _answer(cast, letter, on)
    for letter in queries.waiting_since(State.TO_SIGN, on - timedelta(days=DAYS_TO_SIGN)):
        signer = cast.people[WRITERS.get(letter.sender, Role.ASSISTANT_DIRECTOR)]
        with acting_as(signer):
            actions.sign(message=letter, version=letter.version, by=signer, on=on)
    with acting_as(cast.tick):
        _leave(cast, on)


def _leave(cast: Cast, on: date) -> None:
    for letter in queries.waiting_since(State.QUEUED, on):
        claimed = actions.claim(message=letter.pk, is_needed=lambda _: True, by=cast.tick, on=on)
        if claimed:
            actions.send(claimed=claimed, outcome=Outcome.ACCEPTED, reply=TAKEN, by=cast.tick, on=on)


def _answer(cast: Cast, letter: Any, on: date) -> None:
    """The designated officer says what is being done; the head of the service when the advice will come."""
    writer = cast.people[WRITERS[letter.sender]]
    if not queries.visible(writer).filter(pk=letter.pk).exists():
        return  # of another provider, whose head has no account here
    letters = queries.alternatives(letter)
    is_refused = sum(map(ord, letter.values["reference"])) % REFUSED_ONE_IN == 0
    chosen = letters[-1 if is_refused else 0]
    with acting_as(writer):
        actions.complete(
            message=letter, told=_said(letter, chosen, on), template_code=chosen.code, version=letter.version,
            by=writer, on=on,
        )  # fmt: skip


def _said(letter: Any, chosen: Template, on: date) -> Said:
    """A day three weeks on, or the decision that this advice is not required; of the office, what it does about it."""
    kind = answer(chosen.wording.answers)
    offered = queries.choices(letter)
    return Said(
        promised_on=on + timedelta(days=21) if kind is Answer.PROMISED else None,
        reason=next(iter(reasons(kind, offered["causes"]))) if "reason" in chosen.wording.answers else "",
        decided_by=tuple(offered["roles"])[:1] if kind is Answer.NOT_PROVIDED else (),
        words=WORDS[kind],
    )
