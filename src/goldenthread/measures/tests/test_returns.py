"""The audit of non-returns, held to a naive count from the facts: of generated cases, and of a lived winter."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.accounts.queries import person
from goldenthread.cases.actions import correct
from goldenthread.cases.append import as_told
from goldenthread.cases.models import Case, Fact
from goldenthread.deadlines.actions import tick
from goldenthread.demo import correspondence
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.words import LONDON
from goldenthread.measures import queries, returns
from goldenthread.measures.audited import Audit
from goldenthread.measures.month import month_from
from goldenthread.measures.non_returns.tables import Cell, headlines, tables
from goldenthread.measures.period import Period, month_period, quarter_of
from goldenthread.measures.queries import Returned
from goldenthread.measures.returns import OPEN_ENDED, Asked, Mark, Part, marks, told
from goldenthread.measures.tests.naive_returns import naive
from goldenthread.measures.tests.test_behind import live_a_winter
from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.outcomes import Answer

START = date(2022, 1, 3)
EDGES = [
    START + timedelta(days=days)
    for days in (0, 1, 14, 28, 41, 42, 43, 56, 57, 70, 71, 84, 85, 98, 99, 100, 110)
]
ON_AN_EDGE = st.one_of(st.sampled_from(EDGES), st.sampled_from(EDGES), st.dates(START, EDGES[-1]))
"""Days that fall on each other more often than chance would have them: a day early and a day late are told apart."""

NOON = datetime(2022, 6, 30, 12, 0, tzinfo=LONDON)
SERVICES = [UUID(int=number) for number in (1, 2)]
ANSWERED = st.one_of(
    st.fixed_dictionaries({
        "answer": st.just("promised"), "step": st.just("x"), "reason": st.sampled_from(["capacity", "sign-off"]),
        "promised_on": ON_AN_EDGE.map(date.isoformat), "decided_by": st.just([]),
    }),
    st.fixed_dictionaries({
        "answer": st.just("not-provided"), "step": st.just("x"), "promised_on": st.none(),
        "reason": st.sampled_from(["not-required", "capacity"]), "decided_by": st.just(["head"]),
    }),
    st.just({"answer": "taken-up", "step": "x", "promised_on": None, "reason": None, "decided_by": []}),
)  # fmt: skip
EXPLAINED = st.fixed_dictionaries({"cause": st.sampled_from(["capacity", "sign-off"])})


@st.composite
def history(draw: Any, number: int) -> list[Told]:
    """One case: asked of one or two services, and whatever may be said and done afterwards, some of it struck out."""
    first = START + timedelta(days=draw(st.sampled_from([0, 1, 14, 28])))
    facts = [Told(Kind.REQUEST_RECEIVED, first, "r", {}, "0", 1)]
    for at in range(draw(st.integers(1, 2))):
        about = str(UUID(int=10 * number + at + 3))
        said = {"request": "r", "service": str(SERVICES[at]), "received_on": first.isoformat(), "pack": "p"}
        facts.append(Told(Kind.ADVICE_SOUGHT, first, about, said, f"s{at}", len(facts) + 1))
        for kind, details in draw(
            st.lists(
                st.one_of(
                    st.tuples(st.just(Kind.LATENESS_EXPLAINED), EXPLAINED),
                    st.tuples(st.just(Kind.ESCALATION_ANSWERED), ANSWERED),
                    st.tuples(st.sampled_from([Kind.ADVICE_RECORDED, Kind.ADVICE_WITHDRAWN]), st.just({})),
                ),
                max_size=5,
                unique_by=lambda each: each[0] if each[0] == Kind.ADVICE_RECORDED else id(each),
            )
        ):
            on = max(first, draw(ON_AN_EDGE))
            facts.append(Told(kind, on, about, details, f"{at}.{len(facts)}", len(facts) + 1))
    if draw(st.booleans()):
        target = draw(st.sampled_from(facts[1:]))
        on, is_void = target.happened_on + timedelta(days=draw(st.integers(0, 9))), draw(st.booleans())
        correction = {"void": is_void}
        facts.append(
            Told(Kind.FACT_CORRECTED, on, target.about, correction, "c", len(facts) + 1, corrects=target.id)
        )
    return facts


DAYS_OF_COUNTING = st.one_of(ON_AN_EDGE, st.just(date(2022, 8, 1)))
PERIODS = st.one_of(
    st.sampled_from([quarter_of(START), Period(date(2022, 2, 1), date(2022, 2, 28))]),
    st.tuples(ON_AN_EDGE, ON_AN_EDGE).map(lambda pair: Period(min(pair), max(pair))),
)


@st.composite
def histories(draw: Any) -> list[list[Told]]:
    """One to four cases."""
    return [draw(history(number)) for number in range(draw(st.integers(1, 4)))]


def asked_of(told: list[Told]) -> list[Asked]:
    """The case's clocks, as the snapshot has them."""
    services = {f.about: UUID(f.details["service"]) for f in told if f.kind == Kind.ADVICE_SOUGHT}
    return [
        Asked(UUID(clock.about), services[clock.about], clock.due_on, clock.met_on, clock.ended_on)
        for clock in clocks(told)
        if clock.limit == "advice" and clock.about
    ]


def counted(found: list[Mark]) -> Counter[tuple[str, str, str]]:
    return Counter((mark.part.value, str(mark.service), mark.code) for mark in found)


@settings(max_examples=200)
@given(histories(), PERIODS, DAYS_OF_COUNTING)
def test_every_figure_is_what_a_naive_count_of_the_facts_finds(
    cases: list[list[Told]], period: Period, today: date
) -> None:
    asked = [each for case in cases for each in asked_of(case)]
    said = [found for case in cases for fact in effective(case) if (found := told(fact))]
    found = counted(list(marks(asked, said, period, today)))
    assert found == naive(cases, period, today)


@settings(max_examples=200)
@given(histories(), PERIODS, DAYS_OF_COUNTING)
def test_what_fell_due_has_one_fate_and_what_is_not_returned_one_answer_one_reason_and_one_length(
    cases: list[list[Told]], period: Period, today: date
) -> None:
    asked = [each for case in cases for each in asked_of(case)]
    said = [found for case in cases for fact in effective(case) if (found := told(fact))]
    of = Counter(mark.part for mark in marks(asked, said, period, today))
    assert of[Part.FELL_DUE] == of[Part.IN_TIME] + of[Part.LATE] + of[Part.WITHDRAWN] + of[Part.NOT_RETURNED]
    assert of[Part.STANDING] == of[Part.NOT_RETURNED] + of[Part.EARLIER] == of[Part.REASON]
    assert (
        of[Part.STANDING]
        == of[Part.UP_TO_14] + of[Part.FROM_15_TO_28] + of[Part.FROM_29_TO_56] + of[Part.OVER_56]
    )
    assert of[Part.STANDING] == of[Part.PROMISED] + of[Part.BROKEN] + of[Part.REFUSED] + of[Part.UNANSWERED]


@given(histories(), PERIODS)
def test_a_period_that_is_over_is_counted_the_same_whenever_it_is_counted(
    cases: list[list[Told]], period: Period
) -> None:
    asked = [each for case in cases for each in asked_of(case)]
    said = [found for case in cases for fact in effective(case) if (found := told(fact))]
    days = (period.last + timedelta(days=after) for after in (1, 200))
    assert len({frozenset(marks(asked, said, period, day)) for day in days}) == 1


ONE = Asked(UUID(int=10), SERVICES[0], date(2022, 2, 14), None, None)
FEBRUARY = Period(date(2022, 2, 1), date(2022, 2, 28))
LATER = date(2022, 8, 1)


def parts(one: Asked, *said: returns.Told, period: Period = FEBRUARY, today: date = LATER) -> set[Part]:
    return {mark.part for mark in marks([one], said, period, today)}


def answered(on: date, promised_on: date | None) -> returns.Told:
    answer = Answer.PROMISED if promised_on else Answer.NOT_PROVIDED
    return returns.Told(ONE.about, on, 1, "cause.capacity", answer, promised_on)


@pytest.mark.parametrize(
    ("one", "part"),
    [
        (ONE._replace(met_on=date(2022, 2, 14)), Part.IN_TIME),
        (ONE._replace(met_on=date(2022, 2, 15)), Part.LATE),
        (ONE._replace(met_on=date(2022, 2, 28)), Part.LATE),
        (ONE._replace(met_on=date(2022, 3, 1)), Part.NOT_RETURNED),
        (ONE._replace(ended_on=date(2022, 2, 15)), Part.WITHDRAWN),
        (ONE._replace(ended_on=date(2022, 3, 1)), Part.NOT_RETURNED),
        (ONE._replace(due_on=date(2022, 2, 28)), Part.NOT_RETURNED),
        (ONE._replace(due_on=date(2022, 2, 1)), Part.NOT_RETURNED),
    ],
)
def test_what_fell_due_came_of_it_to_the_day(one: Asked, part: Part) -> None:
    assert {Part.FELL_DUE, part} <= parts(one)


@pytest.mark.parametrize(
    "one",
    [
        ONE._replace(ended_on=date(2022, 2, 14)),
        ONE._replace(due_on=date(2022, 3, 1)),
        ONE._replace(due_on=date(2022, 1, 31), met_on=date(2022, 2, 1)),
    ],
)
def test_what_was_taken_back_by_its_day_or_fell_due_at_another_time_does_not_count(one: Asked) -> None:
    assert parts(one) == set()


@pytest.mark.parametrize(("today", "has_fallen_due"), [(date(2022, 2, 14), False), (date(2022, 2, 15), True)])
def test_advice_falls_due_when_its_day_is_over(today: date, has_fallen_due: bool) -> None:
    assert (Part.FELL_DUE in parts(ONE, today=today)) is has_fallen_due


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (0, Part.UP_TO_14), (14, Part.UP_TO_14), (15, Part.FROM_15_TO_28), (28, Part.FROM_15_TO_28),
        (29, Part.FROM_29_TO_56), (56, Part.FROM_29_TO_56), (57, Part.OVER_56),
    ],
)  # fmt: skip
def test_what_is_not_returned_stands_under_the_days_that_it_has_waited(days: int, age: Part) -> None:
    one = ONE._replace(due_on=FEBRUARY.last - timedelta(days=days))
    assert age in parts(one)
    assert (Part.EARLIER in parts(one)) is (days > 27)


@pytest.mark.parametrize(
    ("promised_on", "today", "part"),
    [
        (date(2022, 2, 28), LATER, Part.BROKEN),
        (date(2022, 3, 1), LATER, Part.PROMISED),
        (date(2022, 2, 20), date(2022, 2, 20), Part.PROMISED),
        (date(2022, 2, 20), date(2022, 2, 21), Part.BROKEN),
        (None, LATER, Part.REFUSED),
    ],
)
def test_a_promise_is_not_kept_when_its_day_is_over(
    promised_on: date | None, today: date, part: Part
) -> None:
    found = parts(ONE, answered(date(2022, 2, 16), promised_on), today=today)
    assert part in found
    assert Part.UNANSWERED not in found


@pytest.mark.parametrize(
    ("on", "is_given", "is_known"),
    [
        (date(2022, 1, 31), False, True),
        (date(2022, 2, 1), True, True),
        (date(2022, 2, 28), True, True),
        (date(2022, 3, 1), False, False),
    ],
)
def test_an_answer_counts_as_given_in_its_period_and_stands_from_its_day(
    on: date, is_given: bool, is_known: bool
) -> None:
    found = parts(ONE, answered(on, None))
    assert (Part.GIVEN in found, Part.REFUSED in found) == (is_given, is_known)


@pytest.fixture
def winter(story: Story, cast: Cast) -> Story:
    """Two requests a week, some late for months, whose ladder was answered; one promise and one answer corrected."""
    live_a_winter(story)
    for week in range(16):
        day = date(2022, 2, 21) + timedelta(weeks=week)
        tick(by=cast.tick, on=day)
        correspondence.post(cast, day)
    answers = list(Fact.objects.filter(kind=Kind.ESCALATION_ANSWERED.value).order_by("sequence"))
    assert {"promised", "not-provided", "taken-up"} <= {fact.details["answer"] for fact in answers}
    told = [fact for fact in answers if fact.details["answer"] == "promised"]
    later = told[0].happened_on + timedelta(days=3)
    correct(fact=told[0], happened_on=later, reason="Typed wrongly", by=cast.manager, on=date(2022, 6, 20))
    correct(fact=told[1], is_void=True, reason="Another child's", by=cast.manager, on=date(2022, 6, 20))
    return story


PERIODS_OF_WINTER = [
    quarter_of(date(2022, 1, 1)),
    quarter_of(date(2022, 4, 1)),
    Period(date(2022, 2, 14), date(2022, 5, 3)),
    Period(date(2022, 5, 1), date(2022, 5, 31)),
]


def audited(cast: Cast, period: Period, at: datetime = NOON, viewer: Any = None) -> Audit:
    return queries.audit(cast.area, period, viewer=viewer or cast.spoc, at=at)


def of_audit(audit: Audit, cast: Cast) -> Counter[tuple[str, str, str]]:
    """Every number of the audit, as the naive count tells it."""
    ids = {service.code: str(service.pk) for service in cast.services.values()}
    found: Counter[tuple[str, str, str]] = Counter()
    for each in audit.services:
        for part, number in each.tally.parts.items():
            if part not in OPEN_ENDED:
                found[part.value, ids[each.code], ""] = number
        for part, counts in ((Part.REASON, each.tally.reasons), (Part.GIVEN, each.tally.given)):
            for code, number in counts.items():
                found[part.value, ids[each.code], code] = number
    return found


def every_history() -> list[list[Told]]:
    return [
        [as_told(row) for row in Fact.objects.filter(case=case).order_by("sequence")]
        for case in Case.objects.all()
    ]


def cells(audit: Audit) -> list[Cell]:
    rows = [line for table in tables(audit) for line in table.lines]
    return [
        *(headline.cell for headline in headlines(audit)),
        *(cell for line in rows for cell in line.cells if cell.part),
    ]


def test_the_audit_of_a_lived_winter_is_the_naive_count_and_each_number_opens_as_many(
    winter: Story, cast: Cast
) -> None:
    histories = every_history()
    ids = {service.code: service.pk for service in cast.services.values()}
    for period in PERIODS_OF_WINTER:
        audit = audited(cast, period)
        assert of_audit(audit, cast) == naive(histories, period, NOON.date()), period.name
        assert audit.total.of(Part.STANDING)
        for cell in cells(audit):
            assert cell.part
            wanted = Returned(cast.area.pk, period, NOON.date(), cell.part, ids.get(cell.service), cell.code)
            distinct = {row.about for row in queries.returned_list(cast.spoc, wanted, limit=None)}
            assert (
                len(distinct)
                == queries.returned(cast.spoc, wanted)
                == queries.returned_seen(cast.spoc, wanted)
            )
            assert len(distinct) == cell.value, (period.name, cell)


def test_a_service_opens_its_own_and_a_reader_of_figures_none(story: Story, cast: Cast) -> None:
    story.given_advice_is_sought(START, "OT", "SLT")
    wanted = Returned(cast.area.pk, PERIODS_OF_WINTER[0], NOON.date(), Part.STANDING)
    reporter = person("reporting@torbay.example")
    assert queries.returned(reporter, wanted) == queries.returned(cast.spoc, wanted) == 2
    assert queries.returned_list(reporter, wanted) == []
    assert [row.service for row in queries.returned_list(cast.therapist, wanted)] == ["SLT"]


def test_counting_needs_the_permission_to_report(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        audited(cast, PERIODS_OF_WINTER[0], viewer=cast.therapist)


def test_a_quarter_that_is_not_over_counts_what_has_fallen_due(story: Story, cast: Cast) -> None:
    story.given_advice_is_sought(START, "OT")
    period = quarter_of(START)
    for day, number in ((date(2022, 2, 14), 0), (date(2022, 2, 15), 1)):
        audit = audited(cast, period, datetime(day.year, day.month, day.day, 9, tzinfo=LONDON))
        assert (audit.is_over, audit.total.of(Part.FELL_DUE)) == (False, number)
    february = audited(cast, month_period(month_from("2022-02"))).total
    assert (february.median_days, february.longest_days) == (14.0, 14)


def test_the_readers_are_those_whom_the_areas_pack_names(cast: Cast) -> None:
    audit = audited(cast, PERIODS_OF_WINTER[0])
    assert audit.readers == ("SEND Operations Group", "Quality, Evidence and Audit Group")
    assert audit.is_empty
