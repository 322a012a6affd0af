"""The report's tables, which every form of it shows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from goldenthread.advice import actions as advice
from goldenthread.demo.stories import Story
from goldenthread.design.words import LONDON
from goldenthread.measures.sitrep.tables import (
    apart,
    by_cause,
    by_lateness,
    by_service,
    by_step,
    headlines,
    months,
    standing,
)
from goldenthread.measures.tables import Share, Table, counted_on
from goldenthread.measures.tests.telling import counted


def said(table: Table[Any]) -> dict[str, list[str]]:
    """The texts of a table, by the heading of each row."""
    return {line.head: [cell.text for cell in line.cells] for line in table.lines}


def live_through(story: Story) -> None:
    """Two services asked in January: OT answers four days late and says why, SLT never answers."""
    ot, _slt = story.given_advice_is_sought(date(2022, 1, 3), "OT", "SLT")
    story.given_advice_comes(ot, date(2022, 2, 18))
    advice.explain(advice=ot, cause="sign-off", by=story.cast.spoc, on=date(2022, 2, 18))


def test_services_with_nothing_are_noughts_and_those_without_data_say_so(story: Story) -> None:
    live_through(story)
    told = said(by_service(counted(story.cast, "2022-02")))
    assert told["OT"] == ["0", "0", "1", "0", "0%", "1", "0", "0"]
    assert told["SLT"] == ["0", "0", "0", "0", "–", "0", "1", "1"]
    assert told["PHN: no data yet"] == ["–"] * 8
    assert told["All services"] == ["0", "0", "1", "0", "0%", "1", "1", "1"]


def test_lateness_is_told_by_service_with_its_median(story: Story) -> None:
    live_through(story)
    told = said(by_lateness(counted(story.cast, "2022-02")))
    assert told["OT"] == ["1", "0", "0", "0", "4"]
    assert told["SLT"][-1] == "–"


def test_steps_run_down_and_the_services_that_are_late_across(story: Story) -> None:
    live_through(story)
    table = by_step(counted(story.cast, "2022-02"))
    assert table.columns == ("Last step taken", "SLT", "All services")
    assert said(table)["No step yet"] == ["1", "1"]
    assert said(table)["Chase within health"] == ["0", "0"]
    assert said(table)["All outstanding"] == ["1", "1"]


def test_only_reasons_that_were_given_are_listed(story: Story) -> None:
    live_through(story)
    assert said(by_cause(counted(story.cast, "2022-02"))) == {
        "The report waited to be checked or signed": ["1", "1"]
    }


def test_where_nothing_is_outstanding_and_no_reason_was_given_a_sentence_says_so(story: Story) -> None:
    sitrep = counted(story.cast, "2021-05")
    assert (by_step(sitrep).lines, by_cause(sitrep).lines) == ((), ())
    assert by_step(sitrep).empty == "Nothing was outstanding at the end of the month."
    assert by_cause(sitrep).empty == "No reason for lateness was given in the month."


def test_exemptions_and_withdrawals_stand_apart(story: Story) -> None:
    live_through(story)
    assert said(apart(counted(story.cast, "2022-02")))["All services"] == ["0", "0"]


def test_the_year_adds_up_below_its_months(story: Story) -> None:
    live_through(story)
    told = said(months(counted(story.cast, "2022-02")))
    assert told["January 2022"] == ["1", "1", "100%"]
    assert told["December 2021"] == ["0", "0", "–"]
    assert told["Twelve months"] == ["1", "1", "100%"]


def test_the_headlines_carry_their_shares(story: Story) -> None:
    live_through(story)
    told = {
        each.label: (each.cell.text, str(each.share or ""))
        for each in headlines(counted(story.cast, "2022-01"))
    }
    assert told["requests received"] == ("1", "")
    assert told["known to a service"] == ("1", "100%")
    assert told["returned within six weeks"] == ("0", "–")
    assert told["outstanding at the month’s end"] == ("2", "")


def test_a_half_of_a_percent_is_rounded_up() -> None:
    assert [str(Share(part, whole)) for part, whole in ((1, 200), (1, 201), (180, 230), (0, 0))] == [
        "1%",
        "0%",
        "78%",
        "–",
    ]


def test_the_moment_is_told_in_words_on_londons_clocks() -> None:
    assert counted_on(datetime(2022, 2, 28, 14, 5, tzinfo=LONDON)) == "Counted on 28 February 2022 at 14:05"
    assert (
        counted_on(datetime.fromisoformat("2022-06-30T23:30:00+00:00")) == "Counted on 1 July 2022 at 00:30"
    )


def test_a_month_that_is_not_over_says_so_until_its_last_day_is_past(story: Story) -> None:
    last_day, next_day = (
        datetime(2022, 2, 28, 18, 0, tzinfo=LONDON),
        datetime(2022, 3, 1, 0, 1, tzinfo=LONDON),
    )
    assert standing(counted(story.cast, "2022-02", at=last_day)).startswith("February 2022 is not over.")
    assert standing(counted(story.cast, "2022-02", at=next_day)) == ""
