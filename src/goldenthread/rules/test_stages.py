"""Where a case and a request for advice stand is asked of the facts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.stages import LABELS, AdviceStage, CaseStage, advice_stage, case_stage, request_stage

RECEIVED = date(2026, 11, 2)
DUE = date(2026, 12, 14)
numbers = count(1)


def fact(kind: Kind, on: date = RECEIVED, about: str = "advice-1", **details: str) -> Fact:
    return Fact(kind, on, about, details, sequence=next(numbers))


def sought(about: str = "advice-1", request: str = "request-1") -> Fact:
    return fact(Kind.ADVICE_SOUGHT, about=about, request=request)


def asked(request: str = "request-1") -> Fact:
    return fact(Kind.REQUEST_RECEIVED, about=request)


@pytest.mark.parametrize("stage", [*AdviceStage, *CaseStage])
def test_every_stage_is_said_in_words(stage: AdviceStage | CaseStage) -> None:
    assert LABELS[stage]


# A request for advice


def stage(*facts: Fact, today: date = RECEIVED) -> AdviceStage:
    return advice_stage([sought(), *facts], due_on=DUE, today=today)


def test_a_service_that_was_asked_has_to_acknowledge() -> None:
    assert stage() is AdviceStage.TO_ACKNOWLEDGE


def test_what_was_acknowledged_is_awaited_up_to_the_due_date() -> None:
    acknowledged = fact(Kind.ADVICE_ACKNOWLEDGED)
    assert stage(acknowledged, today=DUE) is AdviceStage.AWAITED
    assert stage(acknowledged, today=DUE + timedelta(days=1)) is AdviceStage.LATE


def test_late_is_late_whether_or_not_it_was_acknowledged() -> None:
    assert stage(today=DUE + timedelta(days=1)) is AdviceStage.LATE


def test_advice_is_in_time_on_the_due_date_and_late_the_day_after() -> None:
    assert stage(fact(Kind.ADVICE_RECORDED, DUE)) is AdviceStage.RECORDED
    assert stage(fact(Kind.ADVICE_RECORDED, DUE + timedelta(days=1))) is AdviceStage.RECORDED_LATE


def test_the_first_advice_counts_when_there_are_two() -> None:
    assert (
        stage(fact(Kind.ADVICE_RECORDED, DUE + timedelta(days=9)), fact(Kind.ADVICE_RECORDED, DUE))
        is AdviceStage.RECORDED
    )


@pytest.mark.parametrize("kind", [Kind.ADVICE_WITHDRAWN, Kind.REQUEST_WITHDRAWN])
def test_nobody_waits_for_what_was_withdrawn(kind: Kind) -> None:
    assert stage(fact(kind), today=DUE + timedelta(days=99)) is AdviceStage.WITHDRAWN


def test_advice_received_stays_received_when_the_request_is_withdrawn() -> None:
    assert stage(fact(Kind.ADVICE_RECORDED, DUE), fact(Kind.REQUEST_WITHDRAWN, DUE)) is AdviceStage.RECORDED


# A case


def test_a_request_received_has_to_be_acknowledged() -> None:
    assert case_stage([asked()]) is CaseStage.RECEIVED


def test_a_request_acknowledged_has_its_advice_to_be_sought() -> None:
    assert case_stage([asked(), fact(Kind.REQUEST_ACKNOWLEDGED, about="request-1")]) is CaseStage.TO_SEEK


def test_advice_is_gathered_until_the_last_is_in() -> None:
    facts = [asked(), sought("advice-1"), sought("advice-2"), fact(Kind.ADVICE_RECORDED, DUE, "advice-1")]
    assert case_stage(facts) is CaseStage.GATHERING
    assert case_stage([*facts, fact(Kind.ADVICE_RECORDED, DUE, "advice-2")]) is CaseStage.ALL_IN
    assert case_stage([*facts, fact(Kind.ADVICE_WITHDRAWN, DUE, "advice-2")]) is CaseStage.ALL_IN


def test_a_request_whose_every_advice_was_withdrawn_has_its_advice_to_be_sought_again() -> None:
    acknowledged = fact(Kind.REQUEST_ACKNOWLEDGED, about="request-1")
    assert case_stage([asked(), acknowledged, sought(), fact(Kind.ADVICE_WITHDRAWN)]) is CaseStage.TO_SEEK


def test_a_withdrawn_request_is_withdrawn() -> None:
    facts = [asked(), sought(), fact(Kind.REQUEST_WITHDRAWN, about="request-1")]
    assert request_stage(facts, "request-1") is CaseStage.WITHDRAWN
    assert case_stage(facts) is CaseStage.WITHDRAWN


def test_a_case_stands_where_most_is_still_to_do() -> None:
    facts = [
        asked("request-1"),
        sought("advice-1", "request-1"),
        fact(Kind.ADVICE_RECORDED, DUE),
        asked("request-2"),
        sought("advice-2", "request-2"),
        asked("request-3"),
        fact(Kind.REQUEST_WITHDRAWN, about="request-3"),
    ]
    assert request_stage(facts, "request-1") is CaseStage.ALL_IN
    assert case_stage(facts) is CaseStage.GATHERING


def test_a_case_without_a_request_waits_for_one() -> None:
    assert case_stage([]) is CaseStage.RECEIVED
