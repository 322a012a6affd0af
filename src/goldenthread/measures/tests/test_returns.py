"""The audit of non-returns, held to a naive count from the facts: of generated cases, and to the day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.measures import returns
from goldenthread.measures.period import Period, quarter_of
from goldenthread.measures.returns import Asked, Mark, Part, marks, told
from goldenthread.measures.tests.naive_returns import naive
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

OFTEN = max(200, settings.default.max_examples)
"""It is quick, and slips by a day are rare: tried more often than others, and as often as they are in a long run."""

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


@settings(max_examples=OFTEN)
@given(histories(), PERIODS, DAYS_OF_COUNTING)
def test_every_figure_is_what_a_naive_count_of_the_facts_finds(
    cases: list[list[Told]], period: Period, today: date
) -> None:
    asked = [each for case in cases for each in asked_of(case)]
    said = [found for case in cases for fact in effective(case) if (found := told(fact))]
    found = counted(list(marks(asked, said, period, today)))
    assert found == naive(cases, period, today)


@settings(max_examples=OFTEN)
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
