"""Each page and file of the worklist holds what the decision allows, in every list, filter, order and page (A02).

An ordinary run has each address read by every thirteenth person, the next one by those after; a long run has them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.urls import reverse

from goldenthread.deadlines.awaited import Deed
from goldenthread.desk.worklist import wanted
from goldenthread.rules.access import MAY, Role, Section
from tests.access.asking import browsers
from tests.access.oracle import EXPORT, LISTS, READ, Oracle, Row, in_turn, named, oracle, readers
from tests.access.reading import also, filed, listed, offered, said, tabs, total
from tests.access.world import World

pytestmark = pytest.mark.django_db

Fits = Callable[[Row], bool]
ORDERS: dict[str, Callable[[Row], Any]] = {
    "due": lambda row: row.due_on,
    "child": lambda row: row.case.child.search_name,
    "reference": lambda row: row.case.reference,
    "service": lambda row: row.service.label,
    "received": lambda row: row.starts_on,
    "step": lambda row: (row.last_step_on is None, row.last_step_on),
}
HIDDEN = ("nhs_number", "-case__child__nhs_number", "case__child__born_on", "id")
NOBODY = UUID(int=7)


def filters(world: World) -> Iterator[tuple[dict[str, str], Fits]]:
    """Each way to narrow a list: by what is there, by what another area has, by what nobody has, by nonsense."""
    areas = [about.case.area_id for about in (world.cases["own"], world.cases["other"])]
    for area in (*areas, NOBODY):
        yield {"area": str(area)}, lambda row, area=area: row.area_id == area
    for name in ("own", "organisation", "area", "other"):
        service = world.cases[name].things["service_id"]
        yield {"service": str(service)}, lambda row, service=service: row.service_id == service
    for about in world.cases.values():
        school = about.case.child.school_id
        yield {"school": str(school)}, lambda row, school=school: row.case.child.school_id == school
    for step in sorted({row.last_step for row in oracle(world).rows if row.last_step}):
        yield {"step": step}, lambda row, step=step: row.last_step == step
    yield {"step": "child"}, lambda row: False
    for name in ("area", "service", "school"):
        yield {name: "' or 1=1"}, lambda row: True
    yield {"nhs_number": "999", "case__child__surname": "Aldersur", "q": "Aldersur"}, lambda row: True


def check_page(html: str, told: Oracle, role: Role, due: str, fits: Fits) -> None:
    """Rows, the total and the count on each tab."""
    rows = [row for row in told.asked(role) if fits(row)]
    expected = named([row for row in rows if LISTS[due](row)])
    assert sorted(listed(html)) == sorted(expected)
    assert total(html) == len(expected)
    counts = {name: sum(map(LISTS[name], rows)) for name in LISTS}
    waits = {deed.value: sum(row.deed == deed for row in told.waiting(role)) for deed in Deed}
    counts |= waits
    assert tabs(html) == {name: counts[name] for name in tabs(html)}


def test_every_list_and_filter_shows_and_counts_what_may_be_seen(world: World) -> None:
    told, people = oracle(world), browsers(world)
    assert set(LISTS) == set(wanted.LISTS)
    ways = [({"due": due}, due, lambda row: True) for due in LISTS]
    ways += [({"due": "secret"}, "open", lambda row: True), ({}, "open", lambda row: True)]
    ways += [({"due": "all", **query}, "all", fits) for query, fits in filters(world)]
    for turn, (query, due, fits) in enumerate(ways):
        for role in in_turn(readers(world), turn):
            html = said(people[role.value].get(f"/?{urlencode(query)}"))
            check_page(html, told, role, due, fits)


def test_every_file_holds_what_may_be_taken_out(world: World) -> None:
    told, people = oracle(world), browsers(world)
    takers = [role for role in readers(world) if EXPORT in MAY[role]]
    ways = [({"due": due}, LISTS[due]) for due in LISTS]
    ways += [({"due": "all", **query}, fits) for query, fits in filters(world)]
    for turn, (query, fits) in enumerate(ways):
        for role in in_turn(takers, turn):
            wanted = sorted(named([row for row in told.asked(role, EXPORT) if fits(row)]))
            for name in ("desk:worklist_csv", "desk:worklist_xlsx"):
                answer = people[role.value].get(f"{reverse(name)}?{urlencode(query)}")
                assert sorted(filed(answer)) == wanted, (role, name, query)


def test_an_order_is_that_asked_for(world: World) -> None:
    told, people = oracle(world), browsers(world)
    for turn, sort in enumerate([*ORDERS, *(f"-{name}" for name in ORDERS)]):
        for role in in_turn(readers(world), turn):
            rows = {pair: row for row in told.asked(role) for pair in named([row])}
            order = listed(said(people[role.value].get(f"/?due=all&sort={sort}")))
            assert sorted(order) == sorted(rows)
            keys = [ORDERS[sort.removeprefix("-")](rows[pair]) for pair in order]
            if sort.removeprefix("-") == "step":
                keys = [key for key in keys if not key[0]]
            assert keys == sorted(keys, reverse=sort.startswith("-")), (role, sort)


def test_no_order_is_by_what_is_hidden(world: World) -> None:
    """Whoever sorts by a column that no list has gets the list by its due dates."""
    people = browsers(world)
    for role in in_turn(readers(world), 1):
        for sort in HIDDEN:
            usual = "-due" if sort.startswith("-") else "due"
            shown = [said(people[role.value].get(f"/?due=all&sort={each}")) for each in (sort, usual)]
            assert listed(shown[0]) == listed(shown[1]), (role, sort)


def test_the_pages_of_a_list_together_are_the_list(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.desk.worklist.page.SIZE", 3)
    told, people = oracle(world), browsers(world)
    for role in in_turn(readers(world), 0):
        wanted = named(told.asked(role))
        last = max(1, -(-len(wanted) // 3))
        pages = [said(people[role.value].get(f"/?due=all&page={page}")) for page in range(1, last + 1)]
        assert sorted(pair for html in pages for pair in listed(html)) == sorted(wanted)
        assert {total(html) for html in pages} == {len(wanted)}
        for page, shown in (("0", 0), ("-1", 0), ("x", 0), ("99999999999", -1)):
            html = said(people[role.value].get(f"/?due=all&page={page}"))
            assert listed(html) == listed(pages[shown]), page


def test_requests_that_wait_are_listed_with_their_count(world: World) -> None:
    told, people = oracle(world), browsers(world)
    for role in readers(world):
        for deed in Deed:
            wanted = sorted((row.case.reference,) for row in told.waiting(role) if row.deed == deed)
            html = said(people[role.value].get(f"/?due={deed}"))
            assert sorted(listed(html)) == wanted, role
            assert total(html) == len(wanted)


def test_a_search_lists_counts_and_offers_what_may_be_found(world: World) -> None:
    """By a part of a name, a reference, or a number that the searcher may know."""
    told, people = oracle(world), browsers(world)
    words = ["GT/", "999"]
    for about in world.cases.values():
        child = about.case.child
        words += [child.surname[:4], f"{child.nhs_number[:3]} {child.nhs_number[3:]}", about.case.reference]
    for turn, typed in enumerate(words):
        for role in in_turn(readers(world), turn):
            answer: Any = people[role.value].post("/search/", {"search": typed, "due": "all"}, follow=True)
            html = said(answer)
            found = {case.pk for case in told.seen(role) if fits_search(told, role, case, typed)}
            rows = [row for row in told.asked(role) if row.case_id in found]
            assert sorted(listed(html)) == sorted(named(rows)), (role, typed)
            assert total(html) == len(rows)
            assert also(html) == {str(case) for case in found - {row.case_id for row in rows}}, (role, typed)


def fits_search(told: Oracle, role: Role, case: Any, typed: str) -> bool:
    child, typed = case.child, typed.lower()
    names = (child.forename.lower(), child.surname.lower())
    if any(name.startswith(typed) for name in names) or case.reference.lower().startswith(typed):
        return True
    is_known = told.may(role, READ, case, Section.IDENTIFIERS)
    return is_known and child.nhs_number == typed.replace(" ", "")


def test_the_filters_offer_no_school_and_no_step_of_what_is_hidden(world: World) -> None:
    told, people = oracle(world), browsers(world)
    for role in readers(world):
        html = said(people[role.value].get("/?due=all"))
        schools = {str(case.child.school_id) for case in told.seen(role) if case.child.school_id}
        steps = {row.last_step for row in told.asked(role) if LISTS["open"](row) and row.last_step}
        assert offered(html, "school") == schools, role
        assert offered(html, "step") == steps, role
