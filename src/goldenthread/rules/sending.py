"""What becomes of a letter: its states, and which follows when the mail server has answered or has not.

A letter is never sent "at most once": where nobody knows whether the server took it, it is sent again under the same
Message-ID, so that a double can be told. What cannot be sent ends with a person, never in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from goldenthread.rules import days
from goldenthread.rules.offsets import Offset


class State(StrEnum):
    """Where a letter stands."""

    TO_WRITE = "to-write"
    TO_SIGN = "to-sign"
    TO_POST = "to-post"
    QUEUED = "queued"
    ATTEMPTING = "attempting"
    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    HELD = "held"
    FAILED = "failed"
    RETURNED = "returned"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return LABELS[self][0]

    @property
    def words(self) -> str:
        """What it means for whoever looks at it."""
        return LABELS[self][1]


LABELS: Mapping[State, tuple[str, str]] = {
    State.TO_WRITE: ("To be completed", "The sender has to say something before it can leave."),
    State.TO_SIGN: ("To be signed", "It leaves when its sender has signed it."),
    State.TO_POST: (
        "To print and post",
        "Somebody prints it, posts it, and says here on which day. Nothing else sends it.",
    ),
    State.QUEUED: ("Waiting to leave", "It leaves by itself, as soon as the mail server takes it."),
    State.ATTEMPTING: ("Leaving", "It is being handed to the mail server now."),
    State.UNKNOWN: (
        "Not certain",
        "The connection broke while it was handed over. It is sent again under the same Message-ID.",
    ),
    State.ACCEPTED: ("Sent", "It has left: whoever carries it has taken it."),
    State.HELD: ("Held back", "Somebody has to look at its recipient before it can leave."),
    State.FAILED: ("Not sent", "The mail server refused it, and it is not tried again. Somebody has to act."),
    State.RETURNED: (
        "Came back",
        "It was sent, and word came that it was not delivered. Somebody has to act.",
    ),
    State.STOPPED: ("Stopped", "It is not needed any more, and does not leave."),
}
WAITING = frozenset(
    {
        *(State.TO_WRITE, State.TO_SIGN, State.TO_POST, State.QUEUED),
        *(State.HELD, State.FAILED, State.RETURNED),
    }
)
"""What has not left, or reached nobody, and is stopped when it is not needed any more."""

FOR_A_PERSON = frozenset(
    {State.TO_WRITE, State.TO_SIGN, State.TO_POST, State.HELD, State.FAILED, State.RETURNED}
)
"""What waits for a deed of somebody."""

FOR_SENDERS = frozenset({State.TO_WRITE, State.TO_SIGN})
"""What its sender completes or signs."""

SEE_TO_WITHIN = Offset(working_days=1)
"""How soon somebody is expected to see to a letter that waits for them: practice."""

REMIND_EVERY = 3
"""Working days after which whoever completes or signs a letter is told again that it waits, and again."""

TOO_LONG = 5
"""Working days after which a letter that still waits for somebody is an alarm (B15)."""


def reminders(written_on: date, on: date) -> int:
    """How often its sender should have been told again, by a day, of a letter that waits."""
    return max(0, days.working_days_between(written_on, on)) // REMIND_EVERY


MAY_COME_BACK = frozenset({State.ATTEMPTING, State.UNKNOWN, State.ACCEPTED})
"""What was given, or may have been: word that it was not delivered is about that, not about one that waits anew."""

TO_TRY_AGAIN = frozenset({State.HELD, State.FAILED, State.RETURNED})
"""What leaves again when somebody has seen to it, or is closed because its recipient knows."""


class Told(StrEnum):
    """How a recipient came to know what a letter says that never reached them; its value is the sentence kept."""

    PHONE = "Its recipient was told by telephone"
    MEETING = "Its recipient was told in person"
    OTHERWISE = "Its recipient was written to another way"
    NOBODY = "Nobody has to be told any more"


NO_NEWS = (
    "No word",
    "It has left, and whoever carries it has not said within 72 hours that it arrived. Ask its recipient.",
)
"""What is said of a letter that was sent and is not known to have arrived, in place of the words of its state."""


class Outcome(StrEnum):
    """How one attempt ended."""

    ACCEPTED = "accepted"
    LATER = "later"
    REFUSED = "refused"
    LOST = "lost"


BACK_OFF = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 240))
"""How long to wait after the first attempts that a server put off; later ones wait as long as the last."""

PATIENCE = timedelta(hours=72)
"""A server that puts off for so long is taken to have refused (catalogue B14)."""

NEWS_WITHIN = timedelta(hours=72)
"""Whoever tells of delivery has told by then, or somebody asks the recipient (reliability 5.4)."""

AGAIN = timedelta(minutes=10)
"""After so long nobody will still answer for an attempt whose end was not seen."""


@dataclass(frozen=True, slots=True)
class Next:
    """The state after an attempt, and how long to wait where it is tried again."""

    state: State
    wait: timedelta | None = None


def after(outcome: Outcome, *, attempts: int, waited: timedelta) -> Next:
    """What follows an attempt: the how-manieth it was, and how long the letter has waited since it was queued."""
    if outcome is Outcome.ACCEPTED:
        return Next(State.ACCEPTED)
    if outcome is Outcome.REFUSED or waited >= PATIENCE:
        return Next(State.FAILED)
    if outcome is Outcome.LOST:
        return Next(State.UNKNOWN, AGAIN)
    return Next(State.QUEUED, BACK_OFF[min(attempts, len(BACK_OFF)) - 1])


def outcome_of(code: int) -> Outcome:
    """What a reply of a mail server means (RFC 5321, 4.2.1): its first digit says it."""
    if 200 <= code < 300:
        return Outcome.ACCEPTED
    return Outcome.REFUSED if code >= 500 else Outcome.LATER
