"""The audit of non-returns (S1-52 to S1-56): which advice fell due, what came of it, and what health answered. Pure.

A request falls due on the last day of its six weeks, once that day is over; one that was taken back by then never
does. Everything is told as it stood at the end of the period, so that a report counted again says the same:

* what fell due in the period came in time, came late, was taken back afterwards, or is not returned;
* what is not returned at the end is that, and what had fallen due before and was still awaited;
* of all that, each stands under one answer of health, one reason (the last that was given) and one length of waiting;
* beside it, the answers that were given in the period, also about advice that came since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import NamedTuple
from uuid import UUID

from goldenthread.measures.period import Period
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.outcomes import KINDS, OUTCOMES, Answer


class Part(StrEnum):
    """A figure of the audit. Its code stands in the address of the list behind it."""

    FELL_DUE = "fell-due"
    IN_TIME = "in-time"
    LATE = "late"
    WITHDRAWN = "taken-back"
    NOT_RETURNED = "not-returned"
    EARLIER = "from-before"
    STANDING = "all-not-returned"
    UP_TO_14 = "up-to-14"
    FROM_15_TO_28 = "from-15-to-28"
    FROM_29_TO_56 = "from-29-to-56"
    OVER_56 = "over-56"
    PROMISED = "promised"
    BROKEN = "promise-not-kept"
    REFUSED = "not-to-be-given"
    UNANSWERED = "not-answered"
    REASON = "reason"
    GIVEN = "answered"

    @property
    def label(self) -> str:
        """What a column calls it."""
        return WORDS[self][0]

    @property
    def meaning(self) -> str:
        """What exactly is counted."""
        return WORDS[self][1]


WORDS: Mapping[Part, tuple[str, str]] = {
    Part.FELL_DUE: (
        "Fell due",
        "Requests for advice whose six weeks ended in the period, one for each service asked, but for those taken back "
        "by then.",
    ),
    Part.IN_TIME: ("In time", "Of those that fell due, what came by its day."),
    Part.LATE: ("Late", "Of those that fell due, what came after its day and by the end of the period."),
    Part.WITHDRAWN: ("Taken back", "Of those that fell due, what was taken back after its day."),
    Part.NOT_RETURNED: (
        "Not returned",
        "Of those that fell due, what had neither come nor been taken back by the end of the period.",
    ),
    Part.EARLIER: (
        "From before",
        "Advice that fell due before the period and was still awaited at its end.",
    ),
    Part.STANDING: (
        "All not returned",
        "What was not returned at the end of the period, whenever it fell due: the two before together.",
    ),
    Part.UP_TO_14: ("Up to 14 days", "Not returned at the end, at most 14 days after it fell due."),
    Part.FROM_15_TO_28: ("15 to 28 days", "Not returned at the end, 15 to 28 days after it fell due."),
    Part.FROM_29_TO_56: ("29 to 56 days", "Not returned at the end, 29 to 56 days after it fell due."),
    Part.OVER_56: ("Over 56 days", "Not returned at the end, more than 56 days after it fell due."),
    Part.PROMISED: (
        "A: promised",
        "Not returned at the end; the head of the service had last said by which day it comes, and that day was not "
        "past.",
    ),
    Part.BROKEN: (
        "A: promise not kept",
        "Not returned at the end; the day that the head of the service had last promised was past.",
    ),
    Part.REFUSED: (
        "B: not to be given",
        "Not returned at the end; the head of the service had last said that it will not be given. It is still "
        "outstanding: no such decision ends a request in law.",
    ),
    Part.UNANSWERED: ("No answer", "Not returned at the end, and no outcome given by health."),
    Part.REASON: (
        "Reasons",
        "Not returned at the end, by the last reason that was given for it: a cause of lateness of the area's list, or "
        "why it will not be given.",
    ),
    Part.GIVEN: (
        "Answers given",
        "Outcomes that heads of services gave in the period, by their reason: each request once under each. The advice "
        "may have come since.",
    ),
}
AGES = (Part.UP_TO_14, Part.FROM_15_TO_28, Part.FROM_29_TO_56, Part.OVER_56)
LONGEST = (14, 28, 56)
"""The last day of each length of waiting but the longest."""

ANSWERS = (Part.PROMISED, Part.BROKEN, Part.REFUSED, Part.UNANSWERED)
OPEN_ENDED = frozenset({Part.REASON, Part.GIVEN})
"""Figures that are told apart by a code."""

UNANSWERED = (Answer.TAKEN_BACK, Answer.INSISTED)
"""After these health has to answer anew."""

ONE_DAY = timedelta(days=1)
NO_REASON = "none"
CAUSE, GROUND = "cause.", "ground."
"""What a code of a reason begins with: of the area's causes, or of the grounds for giving no advice."""


class Asked(NamedTuple):
    """One request for advice: which service, when it was due, came, or was taken back."""

    about: UUID
    service: UUID
    due_on: date
    met_on: date | None
    ended_on: date | None


class Told(NamedTuple):
    """Something that was said of why it is late, or of what health does about it; without a reason, nothing of why."""

    about: UUID
    on: date
    sequence: int
    reason: str
    answer: Answer | None = None
    promised_on: date | None = None


class Mark(NamedTuple):
    """That one request counts in one figure; `code` tells those of reasons and of answers apart."""

    part: Part
    service: UUID
    about: UUID
    code: str = ""


class Read(NamedTuple):
    """When a period is read: its first day, the last one looked at, and the day before which all days are over."""

    first: date
    on: date
    over: date


def told(fact: Fact) -> Told | None:
    """What an effective fact says of a request for advice that this audit reads."""
    if fact.about is None or fact.kind not in (Kind.LATENESS_EXPLAINED, *KINDS):
        return None
    about, details = UUID(fact.about), fact.details
    if fact.kind in AGAIN:
        return _told_again(about, fact)
    if fact.kind == Kind.LATENESS_EXPLAINED:
        return Told(about, fact.happened_on, fact.sequence, f"{CAUSE}{details['cause']}")
    answer, reason = Answer(details["answer"]), details["reason"] or ""
    prefix = GROUND if answer is Answer.NOT_PROVIDED else CAUSE
    promised_on = details["promised_on"]
    return Told(
        about,
        fact.happened_on,
        fact.sequence,
        f"{prefix}{reason}" if reason else "",
        answer if answer in OUTCOMES else None,
        date.fromisoformat(promised_on) if promised_on else None,
    )


AGAIN = (Kind.PROMISE_CHANGED, Kind.ADVICE_INSISTED)


def _told_again(about: UUID, fact: Fact) -> Told:
    """A promise that was moved is promised anew; one taken back, or a refusal not accepted, leaves no answer."""
    promised_on, reason = fact.details.get("promised_on"), fact.details.get("reason")
    if promised_on:
        day = date.fromisoformat(promised_on)
        return Told(about, fact.happened_on, fact.sequence, f"{CAUSE}{reason}", Answer.PROMISED, day)
    answer = Answer.INSISTED if fact.kind == Kind.ADVICE_INSISTED else Answer.TAKEN_BACK
    return Told(about, fact.happened_on, fact.sequence, f"{CAUSE}{reason}" if reason else "", answer)


def marks(asked: Iterable[Asked], said: Iterable[Told], period: Period, today: date) -> Iterator[Mark]:
    """Every figure in which each request counts, read at the end of the period, or today where it goes on."""
    read = Read(period.first, min(period.last, today), min(period.last + ONE_DAY, today))
    of: dict[UUID, list[Told]] = defaultdict(list)
    for each in said:
        if each.on <= read.on:
            of[each.about].append(each)
    for one in asked:
        words = sorted(of.get(one.about, ()), key=lambda each: (each.on, each.sequence))
        for part, code in _parts(one, words, read):
            yield Mark(part, one.service, one.about, code)


def _parts(one: Asked, words: list[Told], read: Read) -> Iterator[tuple[Part, str]]:
    came = one.met_on if one.met_on and one.met_on <= read.on else None
    ended = one.ended_on if one.ended_on and one.ended_on <= read.on and not came else None
    if one.due_on < read.over and not (ended and ended <= one.due_on):
        if one.due_on >= read.first:
            yield Part.FELL_DUE, ""
            yield _became(one.due_on, came, ended), ""
        if not came and not ended:
            yield from _standing(one, words, read)
    answered = {
        f"{each.answer}.{each.reason}" for each in words if each.answer in OUTCOMES and each.on >= read.first
    }
    yield from ((Part.GIVEN, code) for code in sorted(answered))


def _became(due_on: date, came: date | None, ended: date | None) -> Part:
    if came:
        return Part.IN_TIME if came <= due_on else Part.LATE
    return Part.WITHDRAWN if ended else Part.NOT_RETURNED


def _standing(one: Asked, words: list[Told], read: Read) -> Iterator[tuple[Part, str]]:
    if one.due_on < read.first:
        yield Part.EARLIER, ""
    yield Part.STANDING, ""
    yield AGES[sum((read.on - one.due_on).days > longest for longest in LONGEST)], ""
    yield _answer(words, read.over), ""
    yield Part.REASON, next((each.reason for each in reversed(words) if each.reason), NO_REASON)


def _answer(words: list[Told], over: date) -> Part:
    last = next((each for each in reversed(words) if each.answer), None)
    if last is None or last.answer in UNANSWERED:
        return Part.UNANSWERED
    if last.answer is Answer.NOT_PROVIDED or last.promised_on is None:
        return Part.REFUSED
    return Part.BROKEN if last.promised_on < over else Part.PROMISED


@dataclass(frozen=True, slots=True)
class Tally:
    """How many requests count in each figure, of one service or of all; and how long those not returned wait."""

    parts: Mapping[Part, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    days: tuple[int, ...] = ()

    def of(self, part: Part) -> int:
        """One figure."""
        return self.parts.get(part, 0)

    @property
    def median_days(self) -> float | None:
        """The middle of how long those not returned have waited since they fell due, in days; none of none."""
        return float(median(self.days)) if self.days else None

    @property
    def longest_days(self) -> int | None:
        """The longest of them."""
        return max(self.days, default=None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing counts anywhere."""
        return not self.parts


def tally(found: Iterable[Mark], days: Mapping[UUID, int]) -> Tally:
    """Marks as numbers. `days` says how long each request has waited."""
    parts: dict[Part, int] = defaultdict(int)
    coded: dict[Part, dict[str, int]] = {part: defaultdict(int) for part in OPEN_ENDED}
    waits = []
    for mark in found:
        parts[mark.part] += 1
        if mark.part in OPEN_ENDED:
            coded[mark.part][mark.code] += 1
        elif mark.part is Part.STANDING:
            waits.append(days[mark.about])
    return Tally(dict(parts), dict(coded[Part.REASON]), dict(coded[Part.GIVEN]), tuple(sorted(waits)))
