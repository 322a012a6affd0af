"""The month counts everybody for whoever may see it; behind a figure stands what its reader may see (A02).

A figure is a number: who reports it need not see a child. An ordinary run has each list read by every seventh person.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from goldenthread.cases.models import Fact
from goldenthread.measures.figures import Figure
from goldenthread.measures.month import Month
from goldenthread.measures.period import quarter_of
from goldenthread.measures.returns import Part
from goldenthread.rules.access import MAY, Permission, Role, Section
from goldenthread.rules.facts import Kind
from tests.access.asking import browsers
from tests.access.oracle import EXPORT, READ, Oracle, Row, counted, in_turn, named, oracle, readers
from tests.access.reading import HEADLINE, Rows, filed, headlines, listed, said, total
from tests.access.world import RECEIVED, TODAY, World

pytestmark = pytest.mark.django_db

MONTHS = tuple(Month(date(2026, month, 1)) for month in (9, 10, 11))
IN_ALL = {
    "asked": Figure.ASKED,
    "acknowledged": Figure.ACKNOWLEDGED,
    "returned": Figure.RETURNED,
    "returned_in_time": Figure.RETURNED_IN_TIME,
    "returned_late": Figure.RETURNED_LATE,
    "excused": Figure.EXCUSED,
    "withdrawn": Figure.WITHDRAWN,
    "outstanding": Figure.OUTSTANDING,
    "outstanding_late": Figure.OUTSTANDING_LATE,
}
ON_TOP = (
    Figure.RECEIVED,
    Figure.KNOWN,
    Figure.RETURNED,
    Figure.RETURNED_IN_TIME,
    Figure.OUTSTANDING,
    Figure.OUTSTANDING_LATE,
)
BY_SERVICE = tuple(IN_ALL[name] for name in ("asked", "acknowledged", "returned", "returned_in_time"))


def received(world: World, figure: Figure, month: Month) -> Iterator[Fact]:
    """The council's requests that the own area received in a month: all, the known, or the others."""
    days = (month.first, month.last)
    facts = Fact.objects.filter(area=world.cast.area, kind=Kind.REQUEST_RECEIVED, happened_on__range=days)
    known = set(Fact.objects.filter(kind=Kind.INVOLVEMENT_CHECKED).values_list("about", flat=True))
    for fact in facts.select_related("case"):
        if figure is Figure.RECEIVED or (fact.about in known) is (figure is Figure.KNOWN):
            yield fact


def everybody(world: World, told: Oracle) -> dict[tuple[Figure, Month], list[Any]]:
    """All that each figure of the own area counts."""
    own = [row for row in told.rows if row.area_id == world.cast.area.pk]
    return {
        (figure, month): list(
            received(world, figure, month) if figure.is_of_requests else counted(figure, month, own)
        )
        for month in MONTHS
        for figure in Figure
    }


def behind(told: Oracle, role: Role, rows: list[Any], permission: Permission) -> Rows:
    """To which of these the role is led, as a list names them."""
    if rows and isinstance(rows[0], Fact):
        cases = {case.pk for case in told.seen(role, permission, Section.REQUESTS)}
        return sorted((fact.case.reference,) for fact in rows if fact.case_id in cases)
    seen = {row.pk for row in told.asked(role, permission)}
    return sorted(named(row for row in rows if row.pk in seen))


def is_led_there(role: Role) -> bool:
    """Families, advocates and schools have no part in an area, and no lists of it."""
    return not role.is_of_a_family and role is not Role.SENCO


def test_the_figures_count_everybody_for_each_who_may_see_them(world: World) -> None:
    """Each reporter reads one of the months, as a page, as data and as a workbook."""
    told, people = oracle(world), browsers(world)
    rows = everybody(world, told)
    reporters = [role for role in world.people if Permission.REPORT in MAY[role]]
    for turn, month in enumerate(MONTHS):
        count = {figure: len(rows[figure, month]) for figure in Figure}
        for role in in_turn(reporters, turn, every=len(MONTHS)):
            browser = people[role.value]
            html = said(browser.get("/month/", {"area": world.cast.area.code, "month": month.code}))
            assert headlines(html) == [count[figure] for figure in ON_TOP], role
            data = browser.get(download(world, month, "json")).json()
            all_services = {name: data["all_services"][name] for name in IN_ALL}
            assert all_services == {name: count[figure] for name, figure in IN_ALL.items()}, role
            assert (data["requests_received"], data["known"]) == (count[Figure.RECEIVED], count[Figure.KNOWN])
            assert sum(data["all_services"]["reasons"].values()) == count[Figure.CAUSE]
            assert sum(data["all_services"]["outstanding_by_step"].values()) == count[Figure.STEP]
            content = browser.get(download(world, month, "xlsx")).content
            assert of_all_services(content) == [count[figure] for figure in BY_SERVICE]
    outstanding = rows[Figure.OUTSTANDING, MONTHS[-1]]
    assert len(behind(told, Role.COMMISSIONER, outstanding, READ)) < len(outstanding)


def download(world: World, month: Month, kind: str) -> str:
    return reverse("measures:download", args=[world.cast.area.code, month, kind])


def of_all_services(content: bytes) -> list[int]:
    """The last row of the workbook's sheet of services."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = book.get_sheet_by_name("By service").to_python()
    return [int(cell) for cell in next(row for row in rows if row[0] == "All services")[1:5]]


def test_behind_each_figure_stands_what_its_reader_may_see(world: World) -> None:
    told, people = oracle(world), browsers(world)
    shown = 0
    for turn, ((figure, month), rows) in enumerate(everybody(world, told).items()):
        address = reverse("measures:behind", args=[world.cast.area.code, month, figure])
        for role in in_turn(readers(world), turn, every=7):
            answer = people[role.value].get(address)
            if not is_led_there(role):
                assert answer.status_code == 404, role
                continue
            wanted = behind(told, role, rows, READ)
            html = said(answer)
            assert sorted(listed(html)) == wanted, (role, figure, month.code)
            assert total(html) == len(wanted)
            is_partly = Permission.REPORT in MAY[role] and len(wanted) < len(rows)
            assert (f"The figure is {len(rows)}." in html) is is_partly, (role, figure)
            shown += bool(wanted)
    assert shown > 30


def test_the_file_behind_a_figure_holds_what_may_be_taken_out(world: World) -> None:
    told, people = oracle(world), browsers(world)
    takers = [role for role in readers(world) if EXPORT in MAY[role]]
    for turn, ((figure, month), rows) in enumerate(everybody(world, told).items()):
        for role in in_turn(takers, turn, every=7):
            answer = people[role.value].get(
                reverse("measures:behind_csv", args=[world.cast.area.code, month, figure])
            )
            wanted = behind(told, role, rows, EXPORT)
            assert sorted(filed(answer)) == wanted, (role, figure, month.code)


def test_a_figure_is_narrowed_by_what_it_counts_and_by_nothing_else(world: World) -> None:
    """A service that the area does not have is no list; a step or cause that nobody took is an empty one."""
    told, people = oracle(world), browsers(world)
    november = MONTHS[-1]
    area = world.cast.area.code
    for role in in_turn([role for role in readers(world) if is_led_there(role)], 1):
        browser, asked = people[role.value], told.asked(role)

        def rows(figure: Figure, query: str) -> Rows:
            address = reverse("measures:behind", args=[area, november, figure])
            return sorted(listed(said(browser.get(f"{address}?{query}"))))  # noqa: B023 (asked at once)

        out = list(
            counted(Figure.OUTSTANDING, november, [row for row in asked if row.area_id == world.cast.area.pk])
        )
        ot = world.cast.services["OT"]
        assert rows(Figure.OUTSTANDING, "service=ot") == sorted(
            named(r for r in out if r.service_id == ot.pk)
        )
        step = max((row.last_step for row in told.rows), key=bool)
        assert rows(Figure.STEP, f"step={step}") == sorted(named(r for r in out if r.last_step == step)), role
        assert rows(Figure.STEP, "step=nhs_number") == rows(Figure.CAUSE, "cause=nhs_number") == []
        assert rows(Figure.OUTSTANDING, "nhs_number=999&sort=nhs_number&case=1") == sorted(named(out))
        for unknown in ("slt-east", "nobody"):
            address = reverse("measures:behind", args=[area, november, Figure.OUTSTANDING])
            assert browser.get(f"{address}?service={unknown}").status_code == 404


def test_the_pages_behind_a_figure_together_are_its_list(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread.measures.behind.page.SIZE", 2)
    told, people = oracle(world), browsers(world)
    asked = everybody(world, told)[Figure.ASKED, MONTHS[0]]
    for role in (Role.SPOC_MANAGER, Role.SEND_OFFICER, Role.HEALTH_PRACTITIONER):
        wanted = behind(told, role, asked, READ)
        address = reverse("measures:behind", args=[world.cast.area.code, MONTHS[0], Figure.ASKED])
        pages = [
            said(people[role.value].get(f"{address}?page={page}"))
            for page in range(1, -(-len(wanted) // 2) + 1)
        ]
        assert sorted(pair for html in pages for pair in listed(html)) == wanted
        assert {total(html) for html in pages} == {len(wanted)}


QUARTER = quarter_of(TODAY)


def fell(part: Part, row: Row) -> bool:
    """What a figure of the audit of non-returns counts today, in a world in which nobody promised or took back."""
    fell_due = QUARTER.first <= row.due_on < TODAY
    waits, age = row.met_on is None and row.due_on < TODAY, (TODAY - row.due_on).days
    lengths = {Part.UP_TO_14: (0, 14), Part.FROM_15_TO_28: (15, 28), Part.FROM_29_TO_56: (29, 56)}
    counts = {
        Part.FELL_DUE: fell_due,
        Part.IN_TIME: fell_due and row.met_on is not None and row.met_on <= row.due_on,
        Part.LATE: fell_due and row.met_on is not None and row.met_on > row.due_on,
        Part.NOT_RETURNED: fell_due and waits,
        Part.EARLIER: waits and row.due_on < QUARTER.first,
        Part.OVER_56: waits and age > 56,
        **{each: waits and first <= age <= last for each, (first, last) in lengths.items()},
        **dict.fromkeys((Part.STANDING, Part.UNANSWERED, Part.REASON), waits),
    }
    return counts.get(part, False)


def test_what_is_not_returned_is_counted_for_all_and_listed_for_each_as_the_decision_allows(
    world: World,
) -> None:
    told, people, shown = oracle(world), browsers(world), 0
    area = world.cast.area
    own = [row for row in told.rows if row.area_id == area.pk]
    reporters = [role for role in world.people if Permission.REPORT in MAY[role]]
    for role in in_turn(reporters, 0, every=3):
        asked = {"area": area.code, "period": QUARTER.code}
        figures = headlines(said(people[role.value].get("/non-returns/", asked)))
        on_top = (Part.FELL_DUE, Part.IN_TIME, Part.NOT_RETURNED, Part.STANDING, Part.BROKEN, Part.REFUSED)
        assert figures == [sum(fell(part, row) for row in own) for part in on_top], role
    for turn, part in enumerate(Part):
        counted_ = [row for row in own if fell(part, row)]
        address = reverse("measures:returns_behind", args=[area.code, QUARTER, part])
        for role in in_turn(readers(world), turn, every=7):
            answer = people[role.value].get(address)
            if not is_led_there(role):
                assert answer.status_code == 404, role
                continue
            wanted, html = behind(told, role, counted_, READ), said(answer)
            assert sorted(listed(html)) == wanted, (role, part)
            assert total(html) == len(wanted)
            is_partly = Permission.REPORT in MAY[role] and len(wanted) < len(counted_)
            assert (f"The figure is {len(counted_)}." in html) is is_partly, (role, part)
            shown += len(wanted)
        for role in in_turn([role for role in readers(world) if EXPORT in MAY[role]], turn, every=7):
            file = reverse("measures:returns_behind_csv", args=[area.code, QUARTER, part])
            assert sorted(filed(people[role.value].get(file))) == behind(told, role, counted_, EXPORT), role
    assert shown > 20


def test_what_is_not_returned_is_narrowed_by_service_and_reason_and_by_nothing_else(world: World) -> None:
    told, browser = oracle(world), browsers(world)["send-officer"]
    waiting = [row for row in told.asked(Role.SEND_OFFICER) if fell(Part.STANDING, row)]
    address = reverse("measures:returns_behind", args=[world.cast.area.code, QUARTER, Part.STANDING])
    for query, rows in (
        ("service=ot", [row for row in waiting if row.service_id == world.cast.services["OT"].pk]),
        ("nhs_number=999&sort=nhs_number&case=1", waiting),
        ("code=nhs_number", []),
    ):
        assert sorted(listed(said(browser.get(f"{address}?{query}")))) == sorted(named(rows)), query
    assert browser.get(f"{address}?service=slt-east").status_code == 404


def test_record_keeping_counts_the_own_area_s_look_ups_for_each_who_reports(world: World) -> None:
    """Counts alone: everybody who may read them reads the same, and nothing of another area."""
    quarter, people = quarter_of(RECEIVED), browsers(world)
    looked = Fact.objects.filter(area=world.cast.area, kind=Kind.INVOLVEMENT_CHECKED)
    looked = looked.filter(happened_on__range=(quarter.first, quarter.last))
    seen = [fact for fact in looked if fact.details["involvement"] not in ("known", "not-known")]
    reporters = [role for role in world.people if Permission.REPORT in MAY[role]]
    files = set()
    for role in in_turn(reporters, 1, every=3):
        page = said(people[role.value].get("/record-keeping/", {"area": world.cast.area.code}))
        assert str(len(seen)) in HEADLINE.findall(page), role
        args = [world.cast.area.code, quarter, "csv"]
        files.add(people[role.value].get(reverse("measures:record_keeping_file", args=args)).content)
        args[0] = world.cases["other"].case.area.code
        assert people[role.value].get(reverse("measures:record_keeping_file", args=args)).status_code == 404
    assert len(files) == 1


def test_a_month_or_area_that_is_none_shows_the_own_area_s_latest(world: World) -> None:
    browser = browsers(world)["commissioner"]
    usual = headlines(said(browser.get("/month/")))
    for query in ("month=2026-13", "month=2027-01", "month=x", "area=cheshire-east", "area=nowhere"):
        html = said(browser.get(f"/month/?{query}"))
        assert headlines(html) == usual, query
        assert "Cheshire East" not in html
