"""A date is explained: its rule, its source, its trigger, its arithmetic, and whatever surrounds it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.clocks import Alternative, Claim, Derivation, derivation
from goldenthread.rules.days import DayOne
from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import NAMES, latest
from goldenthread.rules.regime.practice import as_practised
from goldenthread.rules.regime.reckoning import reckon
from goldenthread.rules.words import said

NOVEMBER = date(2026, 11, 2)


def explained(limit: str, on: date, **facts: date) -> Derivation:
    return derivation(limit, on=on, facts=facts)


def text(one: Derivation) -> str:
    return " ".join(one.sentences())


def test_the_date_of_advice_is_explained_from_the_first_word_to_the_last() -> None:
    assert explained("advice", NOVEMBER).sentences() == (
        "Due on Monday 14 December 2026; act by Sunday 13 December 2026, which is in time however the first day is "
        "counted.",
        "A body that is asked for advice must give it within 6 weeks of receiving the request.",
        "Source: SEND Regulations 2014 (SI 2014/1530), regulation 8(1) (as quoted or explained by others; the primary "
        "text was not seen).",
        "Counted from: the body received the local authority's request; where a single point of contact fronts the "
        "body, the day that the single point of contact received it.",
        "2 November 2026 + 6 weeks (42 calendar days, not counting 2 November 2026) = Monday 14 December 2026.",
        "Some count the day of the event as day 1 and so end one day earlier; acting by 13 December 2026 meets both.",
    )


@given(st.sampled_from(NAMES), st.dates(date(2018, 4, 3), date(2040, 12, 31)))
def test_every_date_of_every_limit_can_be_explained_and_says_the_same_date(limit: str, on: date) -> None:
    one = explained(limit, on)

    assert one.reckoned == reckon(latest(limit), on)
    assert said(one.reckoned.due_on) in one.headline
    assert said(one.reckoned.due_on) in one.arithmetic
    assert one.limit.citation in one.source
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in one.sentences())


def test_a_familys_window_says_its_last_day_and_when_a_plan_may_be_final() -> None:
    one = explained("draft-representations", NOVEMBER)

    assert one.headline == (
        "The last day is Monday 16 November 2026. A plan may be final from Tuesday 17 November 2026."
    )
    assert one.arithmetic == (
        "15 calendar days beginning with 2 November 2026, which is day 1: the last is Monday 16 November 2026."
    )


def test_a_limit_with_no_day_to_act_by_names_the_date_alone() -> None:
    assert explained("annual-review", date(2024, 2, 29)).headline == "Due on Friday 28 February 2025."


@pytest.mark.parametrize(
    ("limit", "on", "words"),
    [
        (
            "annual-review",
            date(2024, 2, 29),
            "12 months starting with 29 February 2024 end on Friday 28 February 2025.",
        ),
        (
            "annual-review-notice",
            date(2026, 3, 2),
            "2 March 2026 - 2 weeks (14 calendar days) = Monday 16 February 2026, at the latest.",
        ),
        (
            "post-16-transfer",
            date(2027, 7, 31),
            "31 July 2027 - 5 months = Sunday 28 February 2027, at the latest.",
        ),
        (
            "mediation-certificate",
            date(2026, 12, 24),
            "24 December 2026 + 3 working days (not counting 24 December 2026; weekends, 25 December 2026 and "
            "28 December 2026 are passed over) = Thursday 31 December 2026.",
        ),
        (
            "mediation-arranged",
            NOVEMBER,
            "2 November 2026 + 30 calendar days (not counting 2 November 2026) = Wednesday 2 December 2026.",
        ),
        (
            "mediation-contact",
            date(2026, 12, 31),
            "31 December 2026 + 2 months (to the corresponding date, not counting 31 December 2026; the month has no "
            "31st) = Sunday 28 February 2027.",
        ),
        (
            "mediation-contact",
            date(2026, 12, 30),
            "30 December 2026 + 2 months (to the corresponding date, not counting 30 December 2026; the month has no "
            "30th) = Sunday 28 February 2027.",
        ),
        (
            "mediation-contact",
            date(2026, 11, 5),
            "5 November 2026 + 2 months (to the corresponding date, not counting 5 November 2026) = "
            "Tuesday 5 January 2027.",
        ),
        ("order-to-cease", NOVEMBER, "At once: Monday 2 November 2026, the day itself."),
        (
            "phase-transfer",
            date(2027, 9, 1),
            "Transfer in 2027: before 15 February 2027, so by Sunday 14 February 2027.",
        ),
        (
            "transfer-of-plan",
            NOVEMBER,
            "15 working days beginning with 2 November 2026 (weekends are passed over): the last is "
            "Friday 20 November 2026.",
        ),
        (
            "transfer-in-review",
            NOVEMBER,
            "3 months beginning with the transfer on 2 November 2026 end on 1 February 2027.",
        ),
        (
            "appeal-window",
            date(2026, 9, 14),
            "Decision letter of 14 September 2026 + 2 months = 14 November 2026.",
        ),
        (
            "appeal-window",
            date(2026, 6, 15),
            "Decision letter of 15 June 2026 + 2 months = 15 August 2026; that falls in August, so the window runs to "
            "Tuesday 1 September 2026.",
        ),
    ],
)
def test_the_arithmetic_is_said_with_every_date_in_full(limit: str, on: date, words: str) -> None:
    assert explained(limit, on).arithmetic == words


def test_counting_the_first_day_is_said_when_it_is_counted() -> None:
    one = derivation("advice", on=NOVEMBER, day_one=DayOne.INCLUDED)

    assert one.arithmetic == (
        "2 November 2026 + 6 weeks (42 calendar days, counting 2 November 2026 as day 1) = Sunday 13 December 2026."
    )
    assert one.contrary == ()


def test_both_periods_of_an_amended_plan_are_said() -> None:
    one = explained("amended-plan", date(2026, 3, 2), notice=date(2026, 3, 20))

    assert one.arithmetic == (
        "Notice of 20 March 2026 + 8 weeks = 15 May 2026; meeting of 2 March 2026 + 12 weeks = 25 May 2026. "
        "The earlier is Friday 15 May 2026."
    )
    assert one.assumed == ()


def test_an_amended_plan_without_a_notice_says_which_day_it_assumed() -> None:
    [assumed] = explained("amended-plan", date(2026, 3, 2)).assumed

    assert "assumed to go on 30 March 2026, the last lawful day" in assumed


def test_a_transfer_known_in_time_is_said_to_pass_on_the_day_of_the_move() -> None:
    one = explained("transfer-of-plan", NOVEMBER, move=date(2026, 11, 23))

    assert "the plan passes on the day of the move, Monday 23 November 2026" in one.arithmetic
    assert one.assumed == ()


def test_a_transfer_known_too_late_counts_from_when_it_was_known() -> None:
    one = explained("transfer-of-plan", NOVEMBER, move=date(2026, 11, 5))

    assert "beginning with 2 November 2026" in one.arithmetic


def test_a_transfer_without_a_move_says_what_it_assumed() -> None:
    [assumed] = explained("transfer-of-plan", NOVEMBER).assumed

    assert "did not know 15 working days before it" in assumed


def test_a_review_after_a_transfer_says_both_periods() -> None:
    one = explained("transfer-in-review", NOVEMBER, reviewed=date(2026, 6, 15))

    assert one.arithmetic == (
        "3 months beginning with the transfer on 2 November 2026 end on 1 February 2027; 12 months beginning with "
        "15 June 2026 end on 14 June 2027. The later is Monday 14 June 2027."
    )
    assert one.assumed == ()


def test_an_appeal_window_says_what_the_certificate_and_christmas_do_to_it() -> None:
    one = explained("appeal-window", date(2026, 10, 1), certificate=date(2026, 11, 29))

    assert one.arithmetic == (
        "Decision letter of 1 October 2026 + 2 months = 1 December 2026; certificate of 29 November 2026 + 1 month = "
        "29 December 2026; the later is 29 December 2026; that falls in the days from 25 December to 1 January, so the "
        "window runs to Monday 4 January 2027."
    )
    assert one.assumed == one.alternatives == ()


def test_an_appeal_window_without_a_certificate_says_so() -> None:
    [assumed] = explained("appeal-window", date(2026, 10, 1)).assumed

    assert "No mediation certificate was given (certificate)" in assumed


def test_an_appeal_window_that_ends_on_a_sunday_shows_the_reading_that_would_extend_it() -> None:
    [reading] = explained("appeal-window", date(2026, 9, 15)).alternatives

    assert reading.due_on == date(2026, 11, 16)
    assert "not confirmed" in reading.reading


@pytest.mark.parametrize(
    ("limit", "original"),
    [
        ("reversed-refusal-no-plan", [date(2026, 11, 9), date(2026, 12, 7)]),
        ("reversed-refusal-final", [date(2026, 12, 7)]),
    ],
)
def test_a_refusal_reversed_shows_the_dates_of_both_readings_and_names_them(
    limit: str, original: list[date]
) -> None:
    one = explained(limit, NOVEMBER, request=date(2026, 7, 20))
    from_reversal, *from_request = one.alternatives

    assert from_reversal.due_on == one.reckoned.due_on
    assert [reading.due_on for reading in from_request] == original
    assert all("W v Hertfordshire" in reading.citation for reading in from_request)
    assert "Reading: from the original request of 20 July 2026, 20 weeks (final plan)" in text(one)


def test_a_refusal_reversed_without_its_request_says_what_to_give() -> None:
    one = explained("reversed-refusal-final", NOVEMBER)

    assert one.alternatives[1].due_on is None
    assert "give its date (request) to have it computed" in text(one)


def test_a_request_after_its_refusal_was_reversed_is_refused() -> None:
    with pytest.raises(Refused, match="cannot come after the refusal was reversed"):
        explained("reversed-refusal-final", NOVEMBER, request=date(2026, 11, 3))


def test_the_code_of_practices_day_for_a_new_phase_is_shown_beside_the_regulations() -> None:
    assert explained("phase-transfer", date(2027, 1, 5)).alternatives == (
        Alternative(
            "on the Code of Practice's words, by 15 February at the latest",
            date(2027, 2, 15),
            "SEND Code of Practice 2015, paragraph 9.179",
        ),
    )


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ("setting-response", "This is guidance, not law: missing it breaks no regulation by itself."),
        ("information-pack", "This is local practice, not law."),
        ("ladder", "This is local practice, not law."),
    ],
)
def test_guidance_and_practice_say_that_they_are_not_law(limit: str, sentence: str) -> None:
    assert sentence in explained(limit, NOVEMBER).sentences()


def test_a_limit_of_practice_is_explained_with_the_areas_own_period() -> None:
    limit = as_practised(latest("information-pack"), {"information_pack": {"weeks": 3}})

    assert "+ 3 weeks (21 calendar days" in derivation(limit, on=NOVEMBER).arithmetic


def test_evidence_from_memory_is_marked_for_confirmation() -> None:
    assert "from memory: confirm it before relying on it" in explained("reassessment-reply", NOVEMBER).source


@pytest.mark.parametrize(
    ("limit", "on", "kind"),
    [
        ("final-plan", date(2026, 8, 7), "a bank holiday"),
        ("mediation-arranged", date(2026, 11, 5), "a Saturday"),
    ],
)
def test_a_calendar_date_on_a_rest_day_says_that_it_is_not_moved(limit: str, on: date, kind: str) -> None:
    assert (
        f"The date falls on {kind}; the rule counts calendar days, so it is not moved."
        in explained(limit, on).notes
    )


def test_a_working_day_answer_beyond_the_published_holidays_is_provisional() -> None:
    assert "provisional" in text(explained("mediation-certificate", date(2028, 12, 29)))
    assert "provisional" not in text(explained("mediation-certificate", date(2028, 12, 20)))


def test_a_date_beyond_the_calendar_says_nothing_of_rest_days() -> None:
    assert "not moved" not in text(explained("advice", date(2050, 1, 1)))


@pytest.mark.parametrize("on", [date(2020, 3, 20), date(2020, 9, 24)])
def test_a_limit_that_crossed_the_spring_of_2020_says_that_limits_were_relaxed(on: date) -> None:
    assert "SI 2020/471" in text(explained("advice", on))


@pytest.mark.parametrize(
    ("limit", "on"),
    [
        ("advice", date(2020, 3, 19)),
        ("advice", date(2020, 9, 25)),
        ("information-pack", date(2020, 6, 1)),
        ("draft-representations", date(2020, 6, 1)),
        ("order-to-cease", date(2020, 6, 1)),
    ],
)
def test_other_limits_and_other_days_say_nothing_of_it(limit: str, on: date) -> None:
    assert "SI 2020/471" not in text(explained(limit, on))


def test_a_claim_is_said_with_who_made_it_and_never_moves_the_date() -> None:
    claim = Claim("absent-from-area", date(2026, 12, 3), "Asha Patel")
    one = derivation("advice", on=NOVEMBER, claims=[claim])

    assert one.reckoned == explained("advice", NOVEMBER).reckoned
    assert one.exemptions == (
        "An exemption was claimed on 3 December 2026 by Asha Patel: The child, the parent or the young person was away "
        "from the area for 4 weeks or more (regulation 8(2)). It excuses lateness; the date does not move.",
    )


def test_a_claim_on_a_ground_that_the_clock_lacks_is_said_to_excuse_nothing() -> None:
    claim = Claim("waiting-list", date(2026, 12, 3), None)

    assert derivation("advice", on=NOVEMBER, claims=[claim]).exemptions == (
        "“waiting-list” was claimed on 3 December 2026, but it is not a ground for this limit and excuses nothing.",
    )


def test_a_limit_from_before_the_known_wording_is_refused() -> None:
    with pytest.raises(Refused, match="Earlier wordings"):
        explained("advice", date(2014, 8, 31))
