"""Rows and totals of every list are those that the decision allows, for every role, list and order (A02)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import actor, moment
from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Case
from goldenthread.cases.queries import thing
from goldenthread.database.acting import acting_as
from goldenthread.deadlines.awaited import Deed
from goldenthread.deadlines.models import Awaited
from goldenthread.deadlines.queries import SORTS, Wanted, count, tallies, worklist
from goldenthread.desk.queries import services_standing, waiting, waiting_counts
from goldenthread.intake.models import Question
from goldenthread.intake.questions import queries as questions
from goldenthread.measures.period import quarter_of
from goldenthread.measures.queries import Returned, returned, returned_list
from goldenthread.measures.returns import Part
from goldenthread.post import queries as letters
from goldenthread.post.models import Message
from goldenthread.rules.access import MAY, Permission, Reach, Role, Section, decide
from tests.access.asking import browsers
from tests.access.expected import rows as reviewed
from tests.access.oracle import in_turn, is_open, named, oracle, readers
from tests.access.reading import headlines, listed, said, table
from tests.access.world import RELATIONS, TODAY, World

pytestmark = pytest.mark.django_db
OF_A_SERVICE = (Reach.SERVICE, Reach.PROVIDER)


def allowed(person: User, permission: Permission = Permission.READ_CASES) -> set[UUID]:
    """The cases on which the one decision says yes."""
    who, now = replace(actor(person), is_strong=True), moment(person)
    return {case.pk for case in Case.objects.all() if decide(who, permission, thing(case), now).is_allowed}


def asked_of(role: Role, person: User, permission: Permission = Permission.READ_CASES) -> set[UUID]:
    """The requests for advice on those cases; for a service's people what their services were asked."""
    rows = AdviceRequest.objects.filter(case__in=allowed(person, permission))
    if role.reach in OF_A_SERVICE:
        rows = rows.filter(service__in=[party for held in actor(person).held for party in held.parties])
    return set(rows.values_list("pk", flat=True))


def orders() -> Iterator[Wanted]:
    for due in ("all", "open", "overdue", "week", "unacknowledged", "returned"):
        yield Wanted(due=due)
    for sort in SORTS:
        yield Wanted(due="all", sort=sort)


def test_rows_and_totals_of_the_worklist_are_those_that_the_decision_allows(world: World) -> None:
    for role, person in world.people.items():
        oracle = asked_of(role, person)
        with acting_as(person):
            for wanted in orders():
                rows = {row.about for row in worklist(person, wanted, TODAY)}
                assert rows <= oracle, (role, wanted)
                assert count(person, wanted, TODAY) == len(rows), (role, wanted)
                assert wanted.due != "all" or rows == oracle, (role, wanted)
            open_ = len(worklist(person, Wanted(due="open"), TODAY))
            assert tallies(person, Wanted(), TODAY)["open"] == open_, role


def test_what_is_taken_out_is_what_may_be_taken_out(world: World) -> None:
    for role, person in world.people.items():
        oracle = asked_of(role, person, Permission.EXPORT)
        with acting_as(person):
            rows = worklist(person, Wanted(due="all"), TODAY, permission=Permission.EXPORT)
        assert {row.about for row in rows} == oracle, role


def test_requests_that_wait_are_counted_as_they_are_listed(world: World) -> None:
    for role, person in world.people.items():
        cases = allowed(person) if role.reach not in OF_A_SERVICE else set()
        oracle = set(Awaited.objects.filter(case__in=cases).values_list("request_id", flat=True))
        with acting_as(person):
            listed = {row.request_id for deed in Deed for row in waiting(person, deed)}
            assert listed == oracle, role
            assert sum(waiting_counts(person).values()) == len(oracle), role


def test_services_count_no_request_that_their_reader_may_not_see(world: World) -> None:
    for role, person in world.people.items():
        oracle = asked_of(role, person)
        with acting_as(person):
            open_ = sum(figures["open"] for _, figures in services_standing(person, TODAY))
            listed = len(worklist(person, Wanted(due="open"), TODAY))
        assert open_ <= listed <= len(oracle), role


def test_questions_are_listed_and_counted_as_the_decision_allows(world: World) -> None:
    for role, person in world.people.items():
        who, now = replace(actor(person), is_strong=True), moment(person)
        read = {
            case.pk
            for case in Case.objects.all()
            if decide(
                who, Permission.READ_CASES, replace(thing(case), section=Section.REMARKS), now
            ).is_allowed
        }
        oracle = dict(Question.objects.filter(case__in=read).values_list("pk", "answered_on"))
        answered = {key for key, day in oracle.items() if day}
        expected = {"open": oracle.keys() - answered, "answered": answered, "all": set(oracle)}
        with acting_as(person):
            for state in ("open", "answered", "all"):
                wanted = questions.Wanted(state=state)
                rows = {row.id for row in questions.listed(person, wanted, limit=None)}
                assert rows == expected[state], (role, state)
                assert questions.count(person, wanted) == len(rows), (role, state)
            assert set(Question.objects.values_list("pk", flat=True)) >= set(oracle), role


def test_letters_are_listed_counted_and_taken_out_as_the_decision_allows(world: World) -> None:
    told = oracle(world)
    for role, person in world.people.items():
        for permission in (Permission.READ_CASES, Permission.EXPORT):
            cases = [case.pk for case in told.seen(role, permission, Section.ADVICE)]
            rows = Message.objects.filter(case__in=cases)
            if role.reach in OF_A_SERVICE:
                rows = rows.filter(service__in=told.speaks_for[role])
            expected = set(rows.values_list("pk", flat=True))
            with acting_as(person):
                for group in letters.GROUPS:
                    wanted = letters.Wanted(group=group)
                    listed = {
                        row.pk for row in letters.letters(person, wanted, limit=None, permission=permission)
                    }
                    assert listed <= expected, (role, group)
                    assert group != "all" or listed == expected, (role, permission)
                    if permission is Permission.READ_CASES:
                        assert letters.count(person, wanted) == len(listed), (role, group)


def test_what_did_not_come_in_time_is_listed_behind_its_figure_as_the_decision_allows(world: World) -> None:
    told = oracle(world)
    everything = Returned(area=world.cast.area.pk, period=quarter_of(TODAY), part=Part.FELL_DUE, today=TODAY)
    with acting_as(world.cast.spoc):
        reported = returned(world.cast.spoc, everything)
        behind = {row.about for row in returned_list(world.cast.spoc, everything, limit=None)}
    assert 0 < len(behind) <= reported
    for role, person in world.people.items():
        for permission in (Permission.READ_CASES, Permission.EXPORT):
            expected = {row.about for row in told.asked(role, permission)}
            with acting_as(person):
                rows = {
                    row.about for row in returned_list(person, everything, limit=None, permission=permission)
                }
            assert rows <= expected, (role, permission)
            assert behind & expected <= rows, (role, permission)


REFERENCE = re.compile(r"GT/[A-Za-z]+/[0-9]")


def test_a_service_s_page_lists_what_it_was_asked_as_the_decision_allows(world: World) -> None:
    told, people, shown = oracle(world), browsers(world), 0
    for turn, label in enumerate(("SLT", "OT", "CAMHS", "PHN")):
        service = world.cast.services[label]
        for role in in_turn(readers(world), turn, every=5):
            answer = people[role.value].get(reverse("desk:service", args=[service.pk]))
            if answer.status_code == 404:
                continue
            html, _, _ = said(answer).partition('id="referrals"')
            asked = [row for row in told.asked(role) if row.service_id == service.pk and is_open(row)]
            assert sorted(listed(html)) == sorted((row.case.reference,) for row in asked), (role, label)
            assert headlines(html)[0] == len(asked), (role, label)
            shown += len(asked)
    assert shown > 5


def test_a_service_s_workbook_holds_what_may_be_taken_out(world: World) -> None:
    """What is both answered and taken away by this reader, and still open."""
    told, people, taken = oracle(world), browsers(world), 0
    for role in (Role.SPOC_ADMINISTRATOR, Role.SPOC_MANAGER, Role.TEAM_MANAGER):
        for label in ("SLT", "OT"):
            service = world.cast.services[label]
            both = [
                {row.pk for row in told.asked(role, may)} for may in (Permission.ANSWER, Permission.EXPORT)
            ]
            rows = [row for row in told.asked(role) if row.pk in both[0] & both[1]]
            wanted = [row.case.reference for row in rows if row.service_id == service.pk and is_open(row)]
            answer = people[role.value].get(reverse("advice:hand_out", args=[service.pk]))
            if not wanted:
                assert answer.status_code == 404
                continue
            book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
            rows_ = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
            found = [cell for row in rows_ for cell in row if REFERENCE.fullmatch(str(cell))]
            assert sorted(found) == sorted(wanted), (role, label)
            taken += len(found)
    assert taken > 4


def test_the_tracker_holds_what_may_be_taken_out(world: World) -> None:
    told, people = oracle(world), browsers(world)
    address = reverse("tracker:export", args=[world.cast.area.code, "csv"])
    takers = [role for role in readers(world) if Permission.EXPORT in MAY[role]]
    for role in in_turn(takers, 2, every=3):
        answer = people[role.value].get(address)
        if role.reach in OF_A_SERVICE:  # a service has its own list
            assert answer.status_code == 403, role
            continue
        heads, *rows = table(answer.content)
        places = [heads.index(name) for name in ("LA ref", "Service")]
        found = [tuple(row[place] for place in places) for row in rows]
        wanted = [row for row in told.asked(role, Permission.EXPORT) if row.area_id == world.cast.area.pk]
        assert sorted(pair for pair in found if pair[1]) == sorted(named(wanted)), role


def test_what_is_lifted_or_reviewed_by_reference_is_listed_where_its_page_opens(world: World) -> None:
    """The list and the page of each are told by the reviewed matrix: what is shown there stands here, and no other.

    A council's manager sees the cases and lifts on their own pages what others placed; here stands nothing of theirs.
    """
    people, lines = browsers(world), reviewed()
    for listing, route, thing_id in (
        ("desk:restrictions", "cases:lift", "restriction_id"),
        ("desk:emergencies", "cases:review_emergency", "emergency_id"),
    ):
        ids = {relation: str(world.cases[relation].things[thing_id]) for relation in RELATIONS}
        for role in world.people:
            answer = people[role.value].get(reverse(listing))
            first = next(row for row in lines if row.fits(listing, "-", role.value))
            assert (answer.status_code == 200) is (first.read == "shown"), (listing, role)
            if answer.status_code == 200:
                html = said(answer)
                says = {
                    relation: next(row for row in lines if row.fits(route, relation, role.value)).read
                    for relation in RELATIONS
                }
                found = {relation for relation, key in ids.items() if key in html}
                by_case = role is Role.SEND_MANAGER
                wanted = {each for each, read in says.items() if read == "shown" and not by_case}
                assert found == wanted, (listing, role)
