"""Torbay from March 2021 to February 2022: 230 children requested, 180 of them known, lived day by day.

The months and the totals are those of the published series; every child, date and answer is invented from one
seed, so the year is the same every time.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.accounts.queries import remembering
from goldenthread.advice import actions as advice
from goldenthread.cases.queries import visible
from goldenthread.database.acting import acting_as
from goldenthread.deadlines.actions import tick
from goldenthread.deadlines.queries import Wanted, worklist
from goldenthread.demo import correspondence, written
from goldenthread.demo.area import Cast, set_up_torbay
from goldenthread.demo.people import let_in
from goldenthread.demo.stories import Story
from goldenthread.directory.queries import schools
from goldenthread.intake import actions as intake
from goldenthread.rules.days import is_working_day, next_working_day
from goldenthread.rules.exemptions import Ground
from goldenthread.rules.involvement import Involvement
from goldenthread.rules.reasons import Withdrawal

if TYPE_CHECKING:
    from goldenthread.advice.models import AdviceRequest
    from goldenthread.directory.models import Organisation
    from goldenthread.intake.models import Request

FIRST_DAY, LAST_DAY = date(2021, 3, 1), date(2022, 2, 28)
WRITTEN_FROM = date(2022, 1, 4)
BY_MONTH = {
    (2021, 3): 17, (2021, 4): 15, (2021, 5): 20, (2021, 6): 25, (2021, 7): 22, (2021, 8): 10,
    (2021, 9): 20, (2021, 10): 25, (2021, 11): 22, (2021, 12): 14, (2022, 1): 19, (2022, 2): 21,
}  # fmt: skip
KNOWN = 180
SEED = "goldenthread"
SHARES = {"SLT": 62, "OT": 24, "PHN": 17, "CAMHS": 10, "Care Nursing": 10, "O&O": 8}
"""How often of a hundred requests each service is asked."""
Deed = Callable[[date], object]
Progress = Callable[[int, int, date], None]


@dataclass
class Year:
    """The deeds of each day. A deed may put others on later days."""

    cast: Cast
    story: Story
    chance: random.Random
    schools: list[Organisation]
    diary: dict[date, list[Deed]] = field(default_factory=lambda: defaultdict(list))
    references: Iterator[int] = field(default_factory=lambda: count(1))

    def on(self, day: date, deed: Deed) -> None:
        """Put a deed on the first working day from this one, unless the year is over by then."""
        day = next_working_day(day)
        if day <= LAST_DAY:
            self.diary[day].append(deed)

    def receive(self, labels: list[str], is_known: bool, day: date) -> None:
        """The council's request comes in; in a few days it is acknowledged and the services are asked."""
        born_on = day - timedelta(days=self.chance.randint(3 * 365, 18 * 365))
        asked_on = day - timedelta(days=self.chance.randint(0, 5))
        request = self.story.given_a_request(
            day,
            child=self.story.given_a_child(born_on=born_on, on=day, school=self.chance.choice(self.schools)),
            named=labels[:1],
            reference=f"EHC{day:%y}-{next(self.references):04d}",
            assessment_requested_on=asked_on,
        )
        looked_up = min(day + timedelta(days=self.chance.randint(1, 4)), LAST_DAY)
        self.on(looked_up, lambda on: self.look_up(request, labels, is_known, on))

    def look_up(self, request: Request, labels: list[str], is_known: bool, day: date) -> None:
        """Each service's records are looked up; the last day's requests wait for their acknowledgement."""
        checked = [
            intake.Checked(service, *self.involvement(is_known and place == 0, day))
            for place, service in enumerate(self.story.services(*labels))
        ]
        if day >= WRITTEN_FROM:
            checked += self.others(labels)
        intake.check(request=request, checked=checked, by=self.cast.spoc, on=day)
        if day < LAST_DAY:
            self.ask(request, labels, day)

    def others(self, labels: list[str]) -> Iterator[intake.Checked]:
        """In the last months of the year the electronic records of all other services were looked into as well."""
        for label, service in self.cast.services.items():
            systems = tuple(each for each in service.record_systems.all() if each.is_electronic)
            if label not in labels and systems:
                yield intake.Checked(service, Involvement.NONE.value, systems=systems)

    def ask(self, request: Request, labels: list[str], day: date) -> None:
        """The council is told who responds, and each service is asked."""
        services = self.story.services(*labels)
        intake.acknowledge(request=request, responding=services, by=self.cast.spoc, on=day)
        for asked in advice.seek(request=request, services=services, by=self.cast.spoc, on=day):
            self.answer(asked, day)

    def involvement(self, is_known: bool, day: date) -> tuple[Involvement, date | None]:
        """Open, closed lately, closed long ago, or never seen."""
        if is_known and self.chance.random() < 0.7:
            return Involvement.OPEN, None
        if is_known:
            return Involvement.CLOSED, day - timedelta(days=self.chance.randint(20, 300))
        if self.chance.random() < 0.3:
            return Involvement.CLOSED, day - timedelta(days=self.chance.randint(500, 1500))
        return Involvement.NONE, None

    def answer(self, asked: AdviceRequest, day: date) -> None:
        """When a service acknowledges and answers: most in time, some after a chase, a few not this year."""
        if self.chance.random() < 0.9:
            self.on(day + timedelta(days=self.chance.randint(1, 7)), lambda on: self.acknowledge(asked, on))
        weeks = self.chance.choices((4, 5.5, 7.2, 9, 12, 40), (28, 32, 18, 10, 6, 6))[0]
        returns = day + timedelta(days=int(weeks * 7) + self.chance.randint(-7, 4))
        if weeks > 7:
            self.on(day + timedelta(days=44), lambda on: self.explain(asked, on))
        if weeks == 9 and self.chance.random() < 0.3:
            self.on(day + timedelta(days=30), lambda on: self.excuse(asked, on))
        if weeks == 40 and self.chance.random() < 0.2:
            self.on(day + timedelta(days=60), lambda on: self.withdraw(asked, on))
        else:
            self.on(max(returns, day + timedelta(days=8)), lambda on: self.record(asked, on))

    def acknowledge(self, asked: AdviceRequest, day: date) -> None:
        """The service says that it has the request."""
        advice.acknowledge(advice=asked, by=self.cast.spoc, on=day)

    def explain(self, asked: AdviceRequest, day: date) -> None:
        """The service says why it is late."""
        causes = [each["code"] for each in asked.pack_version.data["cause"]]
        advice.explain(advice=asked, cause=self.chance.choice(causes), by=self.cast.spoc, on=day)

    def excuse(self, asked: AdviceRequest, day: date) -> None:
        """The family missed the appointment: an excuse in law, which moves no date."""
        ground = Ground.MISSED_APPOINTMENT.value
        remark = "The appointment for the assessment was missed and booked anew."
        missed_on = day - timedelta(days=3)
        advice.excuse(
            advice=asked, ground=ground, remark=remark, from_on=missed_on, by=self.cast.spoc, on=day
        )

    def withdraw(self, asked: AdviceRequest, day: date) -> None:
        """The family moved away."""
        reason, remark = Withdrawal.MOVED_AWAY.value, "The council says that the family has left the area."
        advice.withdraw(advice=asked, reason=reason, remark=remark, by=self.cast.spoc, on=day)

    def record(self, asked: AdviceRequest, day: date) -> None:
        """The advice comes: in the last months of the year written here, before as a document that somebody noted."""
        name = asked.service.name
        if day >= WRITTEN_FROM:
            told = written.words(asked.service.label, name, day)
            advice.answer(advice=asked, **told, by=self.cast.spoc, on=day)
            return
        title = f"{name} advice"
        advice.record(advices=[asked], title=title, author=name, by=self.cast.spoc, on=day)


def live(progress: Progress | None = None, one_in: int = 1) -> Cast:
    """Live the whole year; each day one transaction, then its tick. `one_in` so many requests comes in, of all."""
    with transaction.atomic():
        cast = set_up_torbay(date(2020, 1, 1))
        cast.people.everybody()
    year = Year(cast, Story(cast), random.Random(SEED), schools())  # noqa: S311 (a story, not a secret)
    for asked in plan(year.chance)[::one_in]:
        year.diary[asked.on].append(partial(year.receive, asked.labels, asked.is_known))
    days = (LAST_DAY - FIRST_DAY).days + 1
    for number in range(days):
        day = FIRST_DAY + timedelta(days=number)
        with transaction.atomic(), acting_as(cast.spoc), remembering():
            for deed in year.diary.pop(day, []):
                deed(day)
            tick(by=cast.tick, on=day)
            correspondence.post(cast, day)
        if progress:
            progress(number + 1, days, day)
    with transaction.atomic(), acting_as(cast.spoc):
        awaited = worklist(cast.spoc, Wanted(school=cast.school.pk), LAST_DAY, limit=1)[0]
        pupil = visible(cast.spoc).select_related("child").get(pk=awaited.case_id)
        let_in(cast.people, pupil, cast.school, LAST_DAY)
    return cast


@dataclass(frozen=True, slots=True)
class Planned:
    """A request that comes in on a day: which services are asked, and whether the first of them knows the child."""

    on: date
    labels: list[str]
    is_known: bool


def plan(chance: random.Random) -> list[Planned]:
    """The requests: on working days of their month, to one to three services, 180 of them about known children."""
    known = [True] * KNOWN + [False] * (sum(BY_MONTH.values()) - KNOWN)
    chance.shuffle(known)
    planned: list[Planned] = []
    for (of_year, month), number in BY_MONTH.items():
        days = [day for day in _days(of_year, month) if is_working_day(day)]
        days_of_requests = sorted(chance.choices(days, k=number))
        planned += [Planned(day, _labels(chance), known.pop()) for day in days_of_requests]
    return planned


def _days(year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    return [day for day in (first + timedelta(days=number) for number in range(31)) if day.month == month]


def _labels(chance: random.Random) -> list[str]:
    """One to three services, speech and language therapy most of all."""
    wanted = chance.choices((1, 2, 3), (66, 27, 7))[0]
    labels: list[str] = []
    while len(labels) < wanted:
        label = chance.choices(list(SHARES), list(SHARES.values()))[0]
        if label not in labels:
            labels.append(label)
    return labels
