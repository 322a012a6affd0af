"""A timeline of facts: corrections, order, and dates that may not contradict each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.facts import VERSIONS, Fact, Kind, check_order, effective
from goldenthread.rules.refusals import Refused

MARCH = date(2026, 3, 1)


def on(day: int) -> date:
    return MARCH + timedelta(days=day - 1)


def told(kind: Kind, day: int, *, sequence: int, about: str = "advice-1", **details: Any) -> Fact:
    return Fact(kind, on(day), about, details, id=f"fact-{sequence}", sequence=sequence)


def correction(of: int, day: int, *, sequence: int, void: bool = False, **details: Any) -> Fact:
    about = "advice-1"
    changes = {"void": void, "details": details}
    return Fact(Kind.FACT_CORRECTED, on(day), about, changes, f"fact-{sequence}", sequence, f"fact-{of}")


RECEIVED = told(Kind.REQUEST_RECEIVED, 5, sequence=1, about="request-1", source="council", named=[])
SOUGHT = told(Kind.ADVICE_SOUGHT, 5, sequence=2, service="slt", request="request-1", received_on="2026-03-05")
TIMELINE = [RECEIVED, SOUGHT]


def test_every_kind_of_fact_has_a_version() -> None:
    assert set(VERSIONS) == set(Kind)


def test_a_kind_is_stored_under_its_own_name() -> None:
    for kind in Kind:
        assert kind.value == kind.name.title().replace("_", "")


def test_facts_stand_by_date_then_by_the_order_in_which_they_were_written() -> None:
    late = told(Kind.ADVICE_RECORDED, 9, sequence=3)
    early_but_written_last = told(Kind.ADVICE_ACKNOWLEDGED, 6, sequence=4)
    assert effective([late, SOUGHT, early_but_written_last, RECEIVED]) == [
        RECEIVED,
        SOUGHT,
        early_but_written_last,
        late,
    ]


def test_a_corrected_fact_happened_on_the_corrected_date() -> None:
    recorded = told(Kind.ADVICE_RECORDED, 9, sequence=3)
    assert [fact.happened_on for fact in effective([recorded, correction(3, 8, sequence=4)])] == [on(8)]


def test_a_correction_changes_only_the_details_that_it_names() -> None:
    recorded = told(Kind.ADVICE_RECORDED, 9, sequence=3, report="a", joint=False)
    (fact,) = effective([recorded, correction(3, 9, sequence=4, joint=True)])
    assert fact.details == {"report": "a", "joint": True}


def test_a_void_fact_did_not_happen() -> None:
    assert effective([SOUGHT, correction(2, 5, sequence=3, void=True)]) == []


def test_the_later_correction_wins_whatever_order_they_are_read_in() -> None:
    first = correction(2, 7, sequence=3, void=True)
    second = correction(2, 6, sequence=4)
    for facts in ([SOUGHT, first, second], [second, first, SOUGHT]):
        assert [fact.happened_on for fact in effective(facts)] == [on(6)]


@given(
    st.permutations(
        [RECEIVED, SOUGHT, told(Kind.ADVICE_RECORDED, 9, sequence=3), correction(3, 8, sequence=4)]
    )
)
def test_a_timeline_reads_the_same_in_whatever_order_it_is_fetched(facts: list[Fact]) -> None:
    assert [fact.id for fact in effective(facts)] == ["fact-1", "fact-2", "fact-3"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.ADVICE_RECORDED, "Advice cannot have been received on 4 March 2026"),
        (Kind.ADVICE_ACKNOWLEDGED, "The service cannot have acknowledged on 4 March 2026"),
        (Kind.ADVICE_WITHDRAWN, "The request for advice cannot have been withdrawn on 4 March 2026"),
        (Kind.ADVICE_IMPORTED, "The request for advice cannot have been imported on 4 March 2026"),
    ],
)
def test_nothing_is_done_about_advice_before_the_request_was_received(kind: Kind, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_order(TIMELINE, told(kind, 4, sequence=3))
    assert refusal.value.sentence.startswith(words)
    assert "before the council's request was received on 5 March 2026" in refusal.value.sentence
    assert refusal.value.field == "on"


def test_what_happens_on_the_day_of_receipt_is_in_order() -> None:
    check_order(TIMELINE, told(Kind.ADVICE_RECORDED, 5, sequence=3))


def test_a_request_is_not_acknowledged_before_it_was_received() -> None:
    with pytest.raises(Refused, match="The request cannot have been acknowledged on 1 March 2026"):
        check_order(
            TIMELINE, told(Kind.REQUEST_ACKNOWLEDGED, 1, sequence=3, about="request-1", responding=[])
        )


def test_the_family_asked_the_council_before_the_council_asked_the_spoc() -> None:
    with pytest.raises(
        Refused, match="received the family's request on 6 March 2026, after its own .* 5 March 2026"
    ):
        check_order(TIMELINE, told(Kind.ASSESSMENT_REQUESTED, 6, sequence=3, about="request-1"))
    check_order(TIMELINE, told(Kind.ASSESSMENT_REQUESTED, 1, sequence=3, about="request-1"))


def test_a_correction_of_the_receipt_may_not_overtake_what_followed_it() -> None:
    timeline = [*TIMELINE, told(Kind.ADVICE_RECORDED, 9, sequence=3)]
    with pytest.raises(Refused, match="Advice cannot have been sought on 5 March 2026"):
        check_order(timeline, correction(1, 10, sequence=4))


def test_a_correction_that_puts_dates_in_order_is_taken() -> None:
    check_order([*TIMELINE, told(Kind.ADVICE_RECORDED, 4, sequence=3)], correction(3, 6, sequence=4))


def test_an_old_contradiction_does_not_block_a_new_fact() -> None:
    timeline = [*TIMELINE, told(Kind.ADVICE_RECORDED, 4, sequence=3)]
    check_order(timeline, told(Kind.LATENESS_EXPLAINED, 9, sequence=4, cause="capacity"))


def test_another_request_of_the_same_case_is_another_clock() -> None:
    other = told(Kind.REQUEST_RECEIVED, 20, sequence=3, about="request-2")
    check_order([*TIMELINE, other], told(Kind.ADVICE_RECORDED, 9, sequence=4))


def test_advice_nobody_sought_here_has_no_receipt_to_contradict() -> None:
    check_order(TIMELINE, told(Kind.ADVICE_RECORDED, 1, sequence=3, about="advice-elsewhere"))


def test_a_correction_names_an_entry_of_its_own_timeline() -> None:
    with pytest.raises(Refused, match="not on this timeline"):
        check_order(TIMELINE, correction(77, 5, sequence=3))


def test_a_correction_is_not_corrected_itself() -> None:
    with pytest.raises(Refused, match="not corrected itself"):
        check_order([*TIMELINE, correction(2, 6, sequence=3)], correction(3, 7, sequence=4))
