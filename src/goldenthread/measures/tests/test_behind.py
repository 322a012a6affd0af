"""Each figure opens the requests behind it: as many as it says, for every cell of a story's report."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from goldenthread.accounts.queries import person
from goldenthread.advice import actions as advice
from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.intake import actions as intake
from goldenthread.measures import queries
from goldenthread.measures.figures import Figure, Sitrep
from goldenthread.measures.queries import RequestRow, Wanted
from goldenthread.measures.sitrep.tables import Cell, headlines, tables
from goldenthread.measures.tests.telling import NOON, counted, put_right
from goldenthread.rules.facts import Kind
from goldenthread.rules.involvement import Involvement

LONG = os.environ.get("GOLDENTHREAD_LONG") == "1"
"""In a long run each figure is opened, else each third."""

MONTHS = ("2022-01", "2022-02", "2022-03", "2022-04")


def live_a_winter(story: Story) -> None:
    """Two requests a week from January to March: in time, late, never, withdrawn, excused, explained, corrected."""
    cast, labels, start = story.cast, list(story.cast.services), date(2022, 1, 3)
    for turn in range(20):
        day = start + timedelta(days=4 * turn)
        asked = story.given_advice_is_sought(day, labels[turn % 5], labels[(turn + 1) % 5])
        if turn % 4 == 0:
            closed_on = day - timedelta(days=360 + turn)
            checked = [intake.Checked(asked[0].service, Involvement.CLOSED, closed_on)]
            intake.check(request=story.given_a_request(day), checked=checked, by=cast.spoc, on=day)
        if turn % 3:
            advice.acknowledge(advice=asked[0], by=cast.spoc, on=day + timedelta(days=1))
        if turn % 5:
            story.given_advice_comes(asked[0], day + timedelta(days=28 + 8 * turn))
        if turn % 7 == 1:
            advice.withdraw(
                advice=asked[1],
                reason="by-council",
                remark="Not needed",
                by=cast.spoc,
                on=day + timedelta(days=20),
            )
        elif turn % 2:
            advice.explain(
                advice=asked[1],
                cause=("capacity", "sign-off")[turn % 4 == 1],
                by=cast.spoc,
                on=day + timedelta(days=9),
            )
            advice.excuse(
                advice=asked[1],
                ground="missed-appointment",
                remark="Missed",
                by=cast.spoc,
                on=date(2022, 4, turn + 1),
            )
        if turn == 11:
            put_right(cast, Kind.REQUEST_RECEIVED, asked[0].request, is_void=True)
    for weeks in range(18):
        tick(by=cast.tick, on=start + timedelta(weeks=weeks))


SCENE = live_a_winter


@pytest.fixture
def winter(scene: None, story: Story) -> Story:
    """The story goes on after the winter."""
    return story


def cells(sitrep: Sitrep) -> Iterator[Cell]:
    """Every cell of the report that stands for requests."""
    yield Cell(sitrep.not_known, Figure.NOT_KNOWN)
    yield from (headline.cell for headline in headlines(sitrep))
    yield from (
        cell for table in tables(sitrep) for line in table.lines for cell in line.cells if cell.figure
    )


def wanted(cast: Cast, sitrep: Sitrep, cell: Cell) -> Wanted:
    """What opening a cell asks for."""
    services = {service.code: service.pk for service in cast.services.values()}
    return Wanted(
        area=cast.area.pk,
        month=sitrep.month,
        read_on=sitrep.month.last,
        figure=cell.figure or Figure.RECEIVED,
        service=services[cell.service] if cell.service else None,
        step=cell.step,
        cause=cell.cause,
    )


def test_every_figure_opens_exactly_as_many_requests_as_it_says(winter: Story) -> None:
    tried, seen = 0, set()
    for turn, month in enumerate(MONTHS):
        sitrep = counted(winter.cast, month)
        every = list(cells(sitrep))
        for cell in every if LONG else every[turn % 5 :: 5]:
            what = wanted(winter.cast, sitrep, cell)
            assert queries.count(winter.cast.spoc, what) == cell.value, (month, cell)
            tried += 1
            if cell.value:
                assert len(queries.listed(winter.cast.spoc, what, limit=None)) == cell.value, (month, cell)
                seen.add(cell.figure)
    assert tried > (300 if LONG else 60)
    assert seen == set(Figure) if LONG else len(seen) > 10


def test_the_figures_of_all_services_are_the_sums_of_each(winter: Story) -> None:
    for month in MONTHS:
        sitrep = counted(winter.cast, month)
        for figure in queries.COUNTED:
            assert sitrep.total.of(figure) == sum(each.counts.of(figure) for each in sitrep.services), figure
        assert sitrep.total.returned == sitrep.total.returned_in_time + sitrep.total.returned_late
        assert sum(sitrep.total.outstanding_by_step.values()) == sitrep.total.outstanding


def test_a_list_comes_in_pages_that_do_not_overlap(winter: Story) -> None:
    sitrep = counted(winter.cast, "2022-02")
    for figure in (Figure.ASKED, Figure.RECEIVED):
        what = wanted(winter.cast, sitrep, Cell(0, figure))
        whole = queries.listed(winter.cast.spoc, what, limit=None)
        pages = [
            queries.listed(winter.cast.spoc, what, start=start, limit=3) for start in range(0, len(whole), 3)
        ]
        assert [row for page in pages for row in page] == whole


def test_a_row_of_requests_names_the_child_the_day_and_the_services_asked(story: Story) -> None:
    child = story.given_a_child("Wren", "Rowe")
    request = story.given_a_request(date(2022, 2, 3), child=child, reference="EHC-7")
    story.given_advice_is_sought(date(2022, 2, 3), "SLT", "OT", request=request)
    what = wanted(story.cast, counted(story.cast, "2022-02"), Cell(1, Figure.RECEIVED))
    assert queries.listed(story.cast.spoc, what) == [
        RequestRow(request.case_id, child.pk, "EHC-7", "Rowe", "Wren", date(2022, 2, 3), True, ("OT", "SLT"))
    ]


@pytest.mark.parametrize("figure", [Figure.RECEIVED, Figure.ASKED])
def test_whoever_only_reports_sees_no_child_behind_a_figure(story: Story, figure: Figure) -> None:
    story.given_advice_is_sought(date(2022, 2, 3), "OT")
    account = person("reporting@torbay.example")
    sitrep = counted(story.cast, "2022-02", viewer=account)
    what = wanted(story.cast, sitrep, Cell(1, figure))
    assert (sitrep.requests_received, sitrep.total.asked) == (1, 1)
    assert (queries.listed(account, what), queries.count(account, what)) == ([], 0)


def test_a_member_of_a_service_sees_only_what_the_service_was_asked(story: Story) -> None:
    story.given_advice_is_sought(date(2022, 2, 3), "OT", "SLT")
    what = wanted(story.cast, counted(story.cast, "2022-02"), Cell(2, Figure.ASKED))
    assert [row.service for row in queries.listed(story.cast.therapist, what)] == ["SLT"]


def test_a_month_that_is_not_over_opens_as_it_was_counted(story: Story) -> None:
    story.given_advice_is_sought(date(2022, 1, 3), "OT")
    sitrep = counted(story.cast, "2022-02", at=NOON.replace(month=2, day=10))
    what = Wanted(story.cast.area.pk, sitrep.month, date(2022, 2, 10), Figure.OUTSTANDING_LATE)
    assert queries.count(story.cast.spoc, what) == sitrep.total.outstanding_late == 0
