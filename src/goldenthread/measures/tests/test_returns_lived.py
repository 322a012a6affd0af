"""The audit of a lived winter is the naive count of its facts, and each of its numbers opens as many requests."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from goldenthread.accounts.queries import person
from goldenthread.cases.actions import correct
from goldenthread.cases.append import as_told
from goldenthread.cases.models import Case, Fact
from goldenthread.deadlines.actions import tick
from goldenthread.demo import correspondence
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.words import LONDON
from goldenthread.measures import queries
from goldenthread.measures.audited import Audit
from goldenthread.measures.month import month_from
from goldenthread.measures.non_returns.tables import Cell, headlines, tables
from goldenthread.measures.period import Period, month_period, quarter_of
from goldenthread.measures.queries import Returned
from goldenthread.measures.returns import OPEN_ENDED, Part
from goldenthread.measures.tests.naive_returns import naive
from goldenthread.measures.tests.test_behind import live_a_winter
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind

START = date(2022, 1, 3)
NOON = datetime(2022, 6, 30, 12, 0, tzinfo=LONDON)


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


@pytest.mark.long
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
