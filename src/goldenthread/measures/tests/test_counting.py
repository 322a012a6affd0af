"""The figures of the month, by the definitions that the report prints."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from goldenthread.accounts.actions import appoint_reporter, ensure_system_account
from goldenthread.advice import actions as advice
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.design.words import LONDON
from goldenthread.directory.actions import load
from goldenthread.intake import actions as intake
from goldenthread.measures import queries
from goldenthread.measures.month import month_of
from goldenthread.measures.tests.telling import NOON, counted, of, put_right
from goldenthread.rules.facts import Kind

JANUARY_3 = date(2022, 1, 3)
DUE = date(2022, 2, 14)


def test_a_request_counts_in_the_month_of_its_receipt_from_the_first_day_to_the_last(story: Story) -> None:
    for day in (date(2022, 1, 31), date(2022, 2, 1), date(2022, 2, 28), date(2022, 3, 1)):
        story.given_a_request(day)
    assert counted(story.cast, "2022-02").requests_received == 2


def test_services_asked_count_in_the_month_in_which_their_request_was_received(story: Story) -> None:
    request = story.given_a_request(date(2022, 1, 31))
    advice.seek(
        request=request, services=story.services("OT", "SLT"), by=story.cast.spoc, on=date(2022, 2, 2)
    )
    assert counted(story.cast, "2022-01").total.asked == 2
    assert counted(story.cast, "2022-02").total.asked == 0


def test_an_acknowledgement_counts_with_its_request_even_when_it_came_in_the_next_month(story: Story) -> None:
    ot, _ = story.given_advice_is_sought(date(2022, 1, 31), "OT", "SLT")
    advice.acknowledge(advice=ot, by=story.cast.spoc, on=date(2022, 2, 1))
    january = counted(story.cast, "2022-01")
    assert (of(january, "OT").acknowledged, of(january, "SLT").acknowledged) == (1, 0)
    assert counted(story.cast, "2022-02").total.acknowledged == 0


def test_advice_counts_as_returned_in_the_month_in_which_it_came(story: Story) -> None:
    (ot,) = story.given_advice_is_sought(JANUARY_3, "OT")
    story.given_advice_comes(ot, date(2022, 2, 1))
    assert of(counted(story.cast, "2022-01"), "OT").returned == 0
    february = of(counted(story.cast, "2022-02"), "OT")
    assert (february.asked, february.returned, february.returned_in_time) == (0, 1, 1)


@pytest.mark.parametrize(("came_on", "in_time"), [(DUE, 1), (DUE + timedelta(days=1), 0)])
def test_advice_is_in_time_until_the_day_six_weeks_after_the_receipt(
    story: Story, came_on: date, in_time: int
) -> None:
    (ot,) = story.given_advice_is_sought(JANUARY_3, "OT")
    story.given_advice_comes(ot, came_on)
    february = of(counted(story.cast, "2022-02"), "OT")
    assert (february.returned_in_time, february.returned_late) == (in_time, 1 - in_time)


def test_lateness_is_told_in_bands_with_its_median(story: Story) -> None:
    asked = [
        *story.given_advice_is_sought(date(2022, 1, 17), "OT", "SLT", "PHN", "O&O"),
        *story.given_advice_is_sought(date(2022, 1, 17), "OT", "SLT", "PHN"),
    ]
    for days, each in zip((1, 7, 8, 14, 15, 28, 29), asked, strict=True):
        story.given_advice_comes(each, date(2022, 2, 28) + timedelta(days=days))
    total = counted(story.cast, "2022-03").total
    assert (total.late_1_to_7, total.late_8_to_14, total.late_15_to_28, total.late_over_28) == (2, 2, 2, 1)
    assert (total.returned_late, total.median_days_late) == (7, 14.0)


def test_the_median_of_two_lies_between_them_and_of_none_is_not_told(story: Story) -> None:
    for days, asked in zip((1, 4), story.given_advice_is_sought(JANUARY_3, "OT", "SLT"), strict=True):
        story.given_advice_comes(asked, DUE + timedelta(days=days))
    february = counted(story.cast, "2022-02")
    assert february.total.median_days_late == 2.5
    assert of(february, "PHN").median_days_late is None


def test_outstanding_is_what_was_open_at_the_end_of_the_month(story: Story) -> None:
    ot, slt, _phn = story.given_advice_is_sought(JANUARY_3, "OT", "SLT", "PHN")
    story.given_advice_comes(ot, date(2022, 1, 31))
    story.given_advice_comes(slt, date(2022, 2, 1))
    january = counted(story.cast, "2022-01")
    assert (
        of(january, "OT").outstanding,
        of(january, "SLT").outstanding,
        of(january, "PHN").outstanding,
    ) == (0, 1, 1)
    assert counted(story.cast, "2021-12").total.outstanding == 0
    assert counted(story.cast, "2022-02").total.outstanding == 1


def test_the_outstanding_are_late_once_their_six_weeks_are_past(story: Story) -> None:
    story.given_advice_is_sought(date(2022, 1, 17), "OT")
    story.given_advice_is_sought(date(2022, 1, 16), "SLT")
    february = counted(story.cast, "2022-02")
    assert (of(february, "OT").outstanding_late, of(february, "SLT").outstanding_late) == (0, 1)


def test_in_a_month_that_is_not_over_nothing_is_late_before_its_day(story: Story) -> None:
    story.given_advice_is_sought(JANUARY_3, "OT")
    before = counted(story.cast, "2022-02", at=datetime(2022, 2, 14, 9, 0, tzinfo=LONDON))
    after = counted(story.cast, "2022-02", at=datetime(2022, 2, 15, 9, 0, tzinfo=LONDON))
    assert (before.is_over, before.total.outstanding, before.total.outstanding_late) == (False, 1, 0)
    assert after.total.outstanding_late == 1


def test_advice_withdrawn_is_neither_outstanding_nor_returned(story: Story) -> None:
    ot, _ = story.given_advice_is_sought(JANUARY_3, "OT", "SLT")
    advice.withdraw(
        advice=ot, reason="not-needed", remark="Agreed by all", by=story.cast.spoc, on=date(2022, 1, 31)
    )
    january = of(counted(story.cast, "2022-01"), "OT")
    assert (january.asked, january.withdrawn, january.outstanding, january.returned) == (1, 1, 0, 0)


def test_a_request_withdrawn_ends_each_of_its_clocks_and_is_still_a_request_received(story: Story) -> None:
    asked = story.given_advice_is_sought(JANUARY_3, "OT", "SLT")
    intake.withdraw(
        request=asked[0].request,
        reason="moved-away",
        remark="To Cornwall",
        by=story.cast.manager,
        on=date(2022, 2, 1),
    )
    assert counted(story.cast, "2022-01").total.outstanding == 2
    february = counted(story.cast, "2022-02")
    assert (february.total.withdrawn, february.total.outstanding) == (2, 0)
    assert counted(story.cast, "2022-01").requests_received == 1


def test_an_exemption_is_counted_when_claimed_and_leaves_the_advice_late(story: Story) -> None:
    (ot,) = story.given_advice_is_sought(JANUARY_3, "OT")
    for ground, day in (("missed-appointment", date(2022, 2, 16)), ("absent-from-area", date(2022, 3, 2))):
        advice.excuse(advice=ot, ground=ground, remark="See the letter", by=story.cast.spoc, on=day)
    story.given_advice_comes(ot, date(2022, 3, 3))
    assert counted(story.cast, "2022-02").total.excused == 1
    march = counted(story.cast, "2022-03").total
    assert (march.excused, march.returned_late) == (0, 1)


def test_reasons_are_counted_once_for_each_advice_and_cause(story: Story) -> None:
    ot, slt = story.given_advice_is_sought(JANUARY_3, "OT", "SLT")
    for asked, cause, day in (
        (ot, "capacity", 20),
        (ot, "capacity", 28),
        (ot, "staff-absence", 20),
        (slt, "capacity", 1),
    ):
        advice.explain(advice=asked, cause=cause, by=story.cast.spoc, on=date(2022, 2, day))
    february = counted(story.cast, "2022-02")
    assert february.total.reasons == {"capacity": 2, "staff-absence": 1}
    assert (of(february, "SLT").reasons, of(february, "PHN").reasons) == ({"capacity": 1}, {})
    assert counted(story.cast, "2022-03").total.reasons == {}


def test_a_corrected_date_moves_the_request_and_its_clocks_to_the_right_month(story: Story) -> None:
    (ot,) = story.given_advice_is_sought(date(2022, 2, 1), "OT")
    put_right(story.cast, Kind.REQUEST_RECEIVED, ot.request, happened_on=date(2022, 1, 31))
    january, february = counted(story.cast, "2022-01"), counted(story.cast, "2022-02")
    assert (january.requests_received, january.known, january.total.asked) == (1, 1, 1)
    assert (february.requests_received, february.known, february.total.asked) == (0, 0, 0)


def test_a_request_struck_out_counts_nowhere(story: Story) -> None:
    ot, _ = story.given_advice_is_sought(JANUARY_3, "OT", "SLT")
    advice.explain(advice=ot, cause="capacity", by=story.cast.spoc, on=date(2022, 1, 20))
    put_right(story.cast, Kind.REQUEST_RECEIVED, ot.request, is_void=True)
    for month in ("2022-01", "2022-02"):
        sitrep = counted(story.cast, month)
        assert sitrep.is_empty
        assert sitrep.total.reasons == {}
    assert [each.requests for each in counted(story.cast, "2022-02").requests_by_month] == [0] * 12


def test_a_request_struck_out_and_put_back_counts_again(story: Story) -> None:
    (ot,) = story.given_advice_is_sought(JANUARY_3, "OT")
    put_right(story.cast, Kind.REQUEST_RECEIVED, ot.request, is_void=True)
    put_right(story.cast, Kind.REQUEST_RECEIVED, ot.request, is_void=False, happened_on=date(2022, 1, 2))
    january = counted(story.cast, "2022-01")
    assert (january.requests_received, january.total.asked, january.total.outstanding) == (1, 1, 1)


def test_a_service_never_asked_has_no_data_and_one_with_nothing_in_the_month_has_zeros(story: Story) -> None:
    story.given_advice_is_sought(date(2022, 1, 3), "OT")
    march = counted(story.cast, "2021-12")
    assert [service.label for service in march.services] == [
        "CAMHS",
        "Care Nursing",
        "O&O",
        "OT",
        "PHN",
        "SLT",
    ]
    assert [service.label for service in march.services if service.has_data] == ["OT"]
    assert (of(march, "OT").asked, of(march, "OT").outstanding) == (0, 0)


def test_every_service_live_in_the_month_is_listed_and_no_other(story: Story) -> None:
    assert counted(story.cast, "2019-03").services == ()
    assert len(counted(story.cast, "2019-04").services) == 6


def test_the_chart_shows_twelve_months_of_requests_received_and_known(story: Story) -> None:
    for day in (date(2021, 2, 28), date(2021, 3, 1), date(2022, 1, 5), date(2022, 2, 28)):
        story.given_advice_is_sought(day, "OT")
    story.given_a_request(date(2022, 1, 6))
    told = {
        each.month.code: (each.requests, each.known)
        for each in counted(story.cast, "2022-02").requests_by_month
    }
    assert len(told) == 12
    assert (told["2021-03"], told["2021-04"], told["2022-01"], told["2022-02"]) == (
        (1, 1),
        (0, 0),
        (2, 1),
        (1, 1),
    )


def test_another_areas_requests_are_not_counted(story: Story) -> None:
    story.given_advice_is_sought(JANUARY_3, "OT")
    setter = ensure_system_account("set-up", "Set-up")
    plymouth = load(text=pack_text("plymouth"), by=setter, on=date(2021, 1, 1)).version.area
    account = appoint_reporter(area=plymouth, by=setter, on=date(2021, 1, 1))
    there = queries.sitrep(plymouth, month_of(JANUARY_3), viewer=account, at=NOON)
    assert there.is_empty
    assert not any(service.has_data for service in there.services)


def test_counting_needs_the_permission_to_report(story: Story) -> None:
    with pytest.raises(PermissionDenied):
        counted(story.cast, "2022-01", viewer=story.cast.therapist)


def test_the_report_says_when_it_was_counted_with_its_offset(story: Story) -> None:
    answer = counted(story.cast, "2022-05", at=datetime(2022, 6, 1, 14, 5, 9, tzinfo=LONDON)).as_json()
    assert answer["counted_at"] == "2022-06-01T14:05:09+01:00"
    assert (answer["area"], answer["month"], answer["month_is_over"]) == ("torbay", "2022-05", True)


def test_json_has_every_key_that_the_command_promises(story: Story) -> None:
    story.given_advice_is_sought(JANUARY_3, "OT", "SLT")
    answer = counted(story.cast, "2022-01").as_json()
    assert {"area", "month", "counted_at", "requests_received", "known", "services"} <= set(answer)
    ot = next(each for each in answer["services"] if each["service"] == "OT")
    assert {key: ot[key] for key in ("asked", "acknowledged", "returned", "returned_in_time", "outstanding")} == {
        "asked": 1, "acknowledged": 0, "returned": 0, "returned_in_time": 0, "outstanding": 1,
    }  # fmt: skip
