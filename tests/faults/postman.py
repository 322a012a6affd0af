"""A mail server out of a seeded chance, in this process: it takes letters, puts them off, and lets workers die."""

from __future__ import annotations

import random
from collections import defaultdict
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from goldenthread.command import post
from goldenthread.post.channels import Sent
from goldenthread.rules.sending import Outcome


class Died(BaseException):  # not an Exception: nothing that catches those may go on
    """The process ends here."""


HOW = {"taken": 6, "later": 1, "lost": 1, "taken and lost": 1, "died": 1, "taken and died": 1}


class Postman:
    """Keeps what it took: by Message-ID, at which moments of the test."""

    LATE = timedelta(minutes=1)

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.moment = chance, 0
        self.taken: dict[str, list[int]] = defaultdict(list)

    def converse(self, to: Any, letter: EmailMessage) -> Sent:
        """One conversation, in place of the real one."""
        (how,) = self.chance.choices(list(HOW), list(HOW.values()))
        if how.startswith("taken"):
            self.taken[str(letter["Message-ID"])].append(self.moment)
        if how.endswith("died"):
            raise Died
        if how == "taken":
            return Sent(Outcome.ACCEPTED, "250 Taken")
        return Sent(Outcome.LATER, "451 Later") if how == "later" else Sent(Outcome.LOST, "Broken off")

    def delivers(self, letter: UUID) -> None:
        """A worker takes this letter's job, and may die of it."""
        with suppress(Died):
            post.deliver(str(letter))
