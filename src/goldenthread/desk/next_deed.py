"""Who acts next, what they do and by when, in the area's own words: never nobody for anything that is open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from goldenthread.design.words import day
from goldenthread.desk.letters.queries import Unsent
from goldenthread.desk.practice import Practice
from goldenthread.inbox.queries import Came
from goldenthread.rules.facts import Fact
from goldenthread.rules.ladder import SERVICE, SPOC, Ladder
from goldenthread.rules.liveness import next_action
from goldenthread.rules.sending import SEE_TO_WITHIN, State


class Next(NamedTuple):
    """Who acts next, what they do, by when; which step they answer. All empty where nothing is awaited any more."""

    who: str
    action: str
    on: date | None
    answers: str = ""


NOTHING = Next("", "", None)
FRONT_DOOR = SPOC
SENDS = {State.TO_WRITE: "Complete the letter", State.TO_SIGN: "Sign the letter"}


def look(came: Came, practice: Practice) -> Next:
    """The service has written, and perhaps answered: before anybody is chased, somebody looks."""
    action = f"Look whether the mail of {day(came.received_on)} is the advice"
    return Next(practice.roles.get(FRONT_DOOR, FRONT_DOOR), action, came.due_on)


def see_to(letter: Unsent, practice: Practice) -> Next:
    """The letter of a step has not left: whoever sends it acts before anybody can answer it."""
    action = f"{SENDS[letter.state]}: {practice.title(letter.step)}"
    return Next(letter.sender, action, SEE_TO_WITHIN.after(letter.written_on))


def of_advice(
    ladder: Ladder, facts: Iterable[Fact], *, due_on: date, service: str, practice: Practice, today: date
) -> Next:
    """The next turn of one request for advice; `service` is what the service that was asked is called."""
    found = next_action(ladder, due_on=due_on, facts=facts, today=today)
    if found is None:
        return NOTHING
    asked = practice.services.get(found.service, "A service") if found.service else service
    who = asked if found.who == SERVICE else practice.roles.get(found.who, found.who)
    return Next(who, found.action, found.on, found.answers)
