"""The shape of a limit: a period that the law, guidance or practice allows, as dated data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.rules.words import counted


class Force(StrEnum):
    """What stands behind a limit."""

    LAW = "law"
    GUIDANCE = "guidance"
    PRACTICE = "practice"


class Duty(StrEnum):
    """Whose limit it is. A family's window gives a last day and never an `act_by`."""

    AUTHORITY = "authority"
    BODY = "body"
    FAMILY = "family"


class Unit(StrEnum):
    """What is counted. Weeks and days are calendar ones: no holiday moves them."""

    WEEKS = "week"
    DAYS = "day"
    WORKING_DAYS = "working day"
    MONTHS = "month"
    FIXED = "fixed date"


class Counting(StrEnum):
    """The arithmetic that a limit's words ask for; `reckoning` has one function for each."""

    AFTER = "after"
    BEGINNING = "beginning-with"
    BEFORE = "before"
    AT_ONCE = "at-once"
    AMENDED_PLAN = "amended-plan"
    TRANSFER = "transfer"
    TRANSFER_REVIEW = "transfer-review"
    APPEAL = "appeal"
    FEBRUARY = "before-15-february"
    MARCH = "before-31-march"
    LADDER = "ladder"


class Grade(StrEnum):
    """How good the evidence for the reading is."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    MEMORY = "memory"


class Excuse(StrEnum):
    """Which list of exemptions a limit has; `rules.exemptions` holds the grounds of each."""

    AUTHORITY = "authority"
    ADVISER = "adviser"
    DETAINED = "detained"


REGIME_BEGAN = date(2014, 9, 1)
"""Part 3 of the Children and Families Act 2014 and the SEND Regulations 2014 came into force."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit as it stands from `effective_from` until its next version, by the day of its trigger.

    `rule` says the duty in our words, with `{period}` where an area may set its length. `amount` is in
    `unit`. `facts` are the further dates that the arithmetic or its explanation can use. `contrary`
    are readings that others hold, in sentences. `practice` is its key in an area pack's table.
    """

    code: str
    title: str
    rule: str
    trigger: str
    duty: Duty
    unit: Unit
    amount: int
    counting: Counting
    citation: str
    grade: Grade = Grade.PRIMARY
    force: Force = Force.LAW
    excuse: Excuse | None = None
    excused_by: str = ""
    facts: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    practice: str = ""
    effective_from: date = REGIME_BEGAN

    @property
    def period(self) -> str:
        """The length of the limit as people say it: 6 weeks, 15 working days."""
        return counted(self.amount, self.unit)

    @property
    def duty_in_words(self) -> str:
        """What must be done and by when, in one sentence."""
        return self.rule.replace("{period}", self.period)

    @property
    def page(self) -> str:
        """Where `docs/law` explains this limit."""
        return f"docs/law/{self.code}.md"
