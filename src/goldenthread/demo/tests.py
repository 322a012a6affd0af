"""The demonstration's year: the published numbers, every kind of thing that happens, the same every time."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import actor, moment
from goldenthread.advice.models import AdviceRequest, Contact, Need, Report
from goldenthread.cases.models import Case, Fact
from goldenthread.cases.queries import thing, visible
from goldenthread.database.acting import acting_as, as_system
from goldenthread.deadlines import queries as deadlines
from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast
from goldenthread.demo.people import LET_IN
from goldenthread.demo.stories import NhsNumbers
from goldenthread.demo.year import BY_MONTH, FIRST_DAY, LAST_DAY, SEED, Planned, live, plan
from goldenthread.directory.models import Service
from goldenthread.intake.models import Request
from goldenthread.people.models import Child
from goldenthread.rules.access import Permission, Role, decide
from goldenthread.rules.facts import Kind
from goldenthread.rules.identifiers import check_nhs_number
from goldenthread.rules.involvement import is_known

pytestmark = pytest.mark.django_db

LONG = os.environ.get("GOLDENTHREAD_LONG") == "1"
ONE_IN = 1 if LONG else 4
"""Of so many requests one is lived here; in a long run each, as in the demonstration."""

RARE = [Kind.ADVICE_EXCUSED, Kind.ADVICE_WITHDRAWN] if LONG else []
"""What happens in the whole year, and not among a share of its requests."""

SELDOM = ("week", "unacknowledged", "refused")
"""Of a share of the requests, none need stand so on the last day."""

FIRST_DAYS = 30
"""So many days are lived twice: enough for every kind of deed but the last."""


class _Enough(Exception):
    """The short life stops here."""


@dataclass(frozen=True)
class Lived:
    """The whole year and what was planned for it; before it, the first days of another."""

    cast: Cast
    planned: list[Planned]
    first_days: list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[Lived]:
    """The year, lived once for all tests here and then taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        first_days = _first_days()
        yield Lived(live(one_in=ONE_IN), planned()[::ONE_IN], first_days)
        transaction.set_rollback(True)


def _first_days() -> list[tuple[Any, ...]]:
    def stop(done: int, all_: int, day: date) -> None:
        if done == FIRST_DAYS:
            raise _Enough

    with transaction.atomic():
        with pytest.raises(_Enough):
            live(progress=stop, one_in=ONE_IN)
        told = _told()
        transaction.set_rollback(True)
    return told


APART = ("request", "pack", "report", "responding", "named", "message", "records", "system", "systems")
"""The ids among a fact's details."""


@transaction.atomic
@as_system("tester")
def _told() -> list[tuple[Any, ...]]:
    """Every fact in the order of writing, without the ids, which differ in each life."""
    labels = {str(service.pk): service.label for service in Service.objects.all()}
    facts = Fact.objects.order_by("sequence").select_related("case__child")
    return [
        (fact.case.reference, fact.case.child.name, fact.kind, fact.happened_on, _plain(fact, labels))
        for fact in facts
    ]


def _plain(fact: Fact, labels: Mapping[str, str]) -> list[tuple[str, object]]:
    """A fact's details: services by label, other ids left out."""
    kept = {name: labels.get(str(value), value) for name, value in fact.details.items()}
    return sorted((name, str(value)) for name, value in kept.items() if name not in APART)


def planned() -> list[Planned]:
    """All requests of the year."""
    return plan(random.Random(SEED))


def test_230_children_are_requested_month_by_month_as_published() -> None:
    assert Counter((each.on.year, each.on.month) for each in planned()) == BY_MONTH
    assert (len(planned()), sum(each.is_known for each in planned())) == (230, 180)


def test_each_request_comes_in_on_its_day(lived: Lived) -> None:
    received = Fact.objects.filter(kind=Kind.REQUEST_RECEIVED).values_list("happened_on", flat=True)
    assert sorted(received) == [each.on for each in lived.planned]
    assert Child.objects.count() == Request.objects.count() == len(lived.planned)


def test_those_are_known_by_the_rule_of_twelve_months_who_were_planned_to_be(lived: Lived) -> None:
    received = dict(Fact.objects.filter(kind=Kind.REQUEST_RECEIVED).values_list("about", "happened_on"))
    known = set()
    for fact in Fact.objects.filter(kind=Kind.INVOLVEMENT_CHECKED):
        closed = fact.details["closed_on"]
        closed_on = date.fromisoformat(closed) if closed else None
        if is_known(fact.details["involvement"], closed_on, received[fact.about]):
            known.add(fact.about)
    assert len(known) == sum(each.is_known for each in lived.planned)


def test_six_services_are_asked(lived: Lived) -> None:
    asked = set(AdviceRequest.objects.values_list("service__label", flat=True))
    assert asked == {service.label for service in Service.objects.filter(area=lived.cast.area)}
    assert len(asked) == 6


def test_every_child_has_an_nhs_number_that_is_valid_and_never_issued(lived: Lived) -> None:
    numbers = list(Child.objects.values_list("nhs_number", flat=True))
    assert len(set(numbers)) == len(lived.planned)
    for number in numbers:
        assert number.startswith("999") and check_nhs_number(number) == number


def test_the_year_has_every_kind_of_thing_that_a_spoc_meets(lived: Lived) -> None:
    kinds = set(Fact.objects.values_list("kind", flat=True))
    assert kinds >= {
        Kind.ASSESSMENT_REQUESTED,
        Kind.REQUEST_ACKNOWLEDGED,
        Kind.ADVICE_ACKNOWLEDGED,
        Kind.ADVICE_RECORDED,
        Kind.LATENESS_EXPLAINED,
        *RARE,
        Kind.REMINDER_RAISED,
        Kind.STEP_RAISED,
        Kind.ESCALATION_ANSWERED,
    }


def test_on_the_last_day_some_advice_is_overdue_some_due_soon_and_some_not_acknowledged(lived: Lived) -> None:
    tallies = deadlines.tallies(lived.cast.spoc, deadlines.Wanted(), LAST_DAY)
    certain = ("open", "overdue")
    assert all(tallies[name] > 0 for name in (*certain, *(SELDOM if LONG else ())))
    assert tallies["before_go_live"] == 0
    assert deadlines.steps_in_use(lived.cast.spoc)


def test_advice_is_written_in_its_three_blocks_in_the_last_months(lived: Lived) -> None:
    written = Need.objects.values("report").distinct().count()
    assert 20 // ONE_IN < written < Report.objects.count()
    assert Contact.objects.values("report").distinct().count() == written


def test_each_day_s_tick_was_done_by_its_day(lived: Lived) -> None:
    with transaction.atomic():
        assert tick(by=lived.cast.tick, on=LAST_DAY).raised == []
        transaction.set_rollback(True)


def test_nothing_happened_before_the_first_day_or_after_the_last(lived: Lived) -> None:
    told = Fact.objects.exclude(kind=Kind.ASSESSMENT_REQUESTED)
    days = sorted(told.values_list("happened_on", flat=True))
    assert days[0] >= FIRST_DAY and days[-1] == LAST_DAY


def test_every_address_is_fictional(lived: Lived) -> None:
    assert all(user.email.endswith(".example") for user in User.objects.all())


def test_two_lives_are_the_same(lived: Lived) -> None:
    assert len(lived.first_days) > (100 if LONG else 25)
    told = _told()[: len(lived.first_days)]
    assert sorted(told, key=str) == sorted(lived.first_days, key=str)


def test_nhs_numbers_of_stories_never_repeat() -> None:
    numbers = NhsNumbers()
    some = [next(numbers) for _ in range(500)]
    assert len(set(some)) == 500


def test_each_who_is_let_into_a_case_finds_something_awaited_there(lived: Lived) -> None:
    people = lived.cast.people
    for role in (*LET_IN, Role.SENCO):
        with acting_as(people[role]):
            assert len(deadlines.worklist(people[role], deadlines.Wanted(), LAST_DAY)) > 0, role


def test_the_database_and_the_lists_show_each_person_the_cases_that_the_rules_allow(lived: Lived) -> None:
    things = {case.pk: thing(case) for case in Case.objects.all()}
    shown, allowed = {}, {}
    for role, person in lived.cast.people.everybody().items():
        who, now = replace(actor(person), is_strong=True), moment(person)
        allowed[role] = {
            key for key, each in things.items() if decide(who, Permission.READ_CASES, each, now).is_allowed
        }
        with acting_as(person):
            shown[role] = set(Case.objects.values_list("pk", flat=True))
            assert set(visible(person).values_list("pk", flat=True)) == shown[role], role
    assert shown == allowed
    assert len(allowed) == 23
    assert {0, 1, len(things)} < {len(cases) for cases in allowed.values()}
