"""The database's projection of access is equal to the rules', for every person and case; a table without is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import actor, moment
from goldenthread.advice.queries import visible as visible_advice
from goldenthread.cases.actions import open_in_emergency, restrict, share, unshare
from goldenthread.cases.models import Case, Restriction
from goldenthread.cases.queries import identified, seen, thing, visible
from goldenthread.database.acting import acting_as, as_system
from goldenthread.demo.people import let_in
from goldenthread.demo.stories import Story
from goldenthread.directory.queries import organisation
from goldenthread.intake.models import Request
from goldenthread.people.actions import add_carer
from goldenthread.people.queries import carers
from goldenthread.people.queries import visible as visible_children
from goldenthread.rules.access import MAY, ROLES, Basis, Classification, Permission, Role, Section, decide

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 2)


def _cases(story: Story) -> list[Case]:
    """Cases of every relation: let in, asked, another council's, kept to the named, kept from one, opened in haste."""
    cast, by = story.cast, story.cast.spoc
    devon = {"council": organisation("devon-council")}
    made = [
        story.given_advice_is_sought(ON, "SLT", reference="A-1")[0].case,
        story.given_advice_is_sought(ON, "OT", reference="A-2")[0].case,
        story.given_a_request(ON, reference="A-3", **devon).case,
        story.given_advice_is_sought(ON, "SLT", "OT", reference="A-4")[0].case,
        story.given_advice_is_sought(ON, "SLT", reference="A-5")[0].case,
        story.given_a_request(ON, reference="A-6", **devon).case,
        story.given_a_request(ON, reference="A-7").case,
    ]
    let_in(cast.people, made[0], cast.school, ON)
    share(case=made[3], person=by, basis=Basis.SAFEGUARDING, by=by, on=ON)
    restrict(case=made[3], person=None, reason="conflict", by=cast.manager, on=ON)
    restrict(case=made[4], person=cast.therapist, reason="conflict", by=cast.manager, on=ON)
    restrict(case=made[0], person=cast.people[Role.PARENT], section=Section.HOUSEHOLD, reason="court-order",
             by=cast.manager, on=ON)  # fmt: skip
    open_in_emergency(
        found_by="A-6", reason="harm", words="She came to the ward tonight.", by=cast.therapist, on=ON
    )
    ended = share(
        case=made[6], person=cast.people[Role.SOCIAL_WORKER], basis=Basis.SAFEGUARDING, by=by, on=ON
    )
    unshare(relation=ended, by=by, on=ON)
    return made


SCENE = _cases


@pytest.fixture
def cases(scene: list[Case]) -> list[Case]:
    """One of every relation."""
    return scene


def _seen(person: User, table: str = "cases_case", column: str = "id") -> set[object]:
    """What the database itself lets this person's transaction see."""
    with acting_as(person), connection.cursor() as cursor:
        cursor.execute(f"select {column} from {table}")
        return {found for (found,) in cursor.fetchall()}


def _decided(person: User, cases: list[Case], permission: Permission) -> Iterator[Case]:
    who, now = replace(actor(person), is_strong=True), moment(person)
    return (case for case in cases if decide(who, permission, thing(case), now).is_allowed)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SYSTEM, Role.REPORTING)])
def test_database_and_lists_and_rules_agree_on_every_case(
    story: Story, cases: list[Case], role: Role
) -> None:
    person = story.cast.people[role]
    decided = {case.pk for case in _decided(person, cases, Permission.READ_CASES)}
    assert _seen(person) == decided
    with acting_as(person):
        assert {case.pk for case in visible(person)} == decided


@pytest.mark.parametrize(
    "permission", [Permission.EXPORT, Permission.SHARE, Permission.ANSWER, Permission.WORK]
)
def test_lists_and_rules_agree_on_what_may_be_done(
    story: Story, cases: list[Case], permission: Permission
) -> None:
    for person in story.cast.people.everybody().values():
        with as_system("tester"):
            decided = {case.pk for case in _decided(person, cases, permission)}
        with acting_as(person):
            assert {case.pk for case in visible(person, permission)} == decided, person


LET_IN = {Basis.PARENTAL_RESPONSIBILITY: Role.PARENT, Basis.YOUNG_PERSON: Role.YOUNG_PERSON}
CLOSELY = {Basis.SAFEGUARDING, Basis.COURT_ORDER}
OF_A_PART: dict[Section, Callable[[Case, User], object]] = {
    Section.CHILD: lambda case, person: visible_children(person).filter(pk=case.child_id),
    Section.IDENTIFIERS: lambda case, person: identified(person).filter(pk=case.pk),
    Section.HOUSEHOLD: lambda case, person: carers(case.child, person),
    Section.REQUESTS: lambda case, person: seen(Request.objects.all(), person, section=Section.REQUESTS),
    Section.ADVICE: lambda case, person: visible_advice(person),
}
"""What the lists and pages read of each part. Of the household a family's member reads their own lines alone."""


@pytest.mark.parametrize("basis", [each for each in Basis if each is not Basis.EMERGENCY])
def test_on_each_ground_the_lists_show_the_parts_that_the_rules_open(story: Story, basis: Basis) -> None:
    (asked,) = story.given_advice_is_sought(ON, "SLT")
    case, by = asked.case, story.cast.spoc
    add_carer(child=case.child, name="Demelza Rowe", relationship="Mother", by=by, on=ON)
    person = story.cast.people[LET_IN.get(basis, Role.SOCIAL_WORKER)]
    assert _seen(person) == set()
    share(case=case, person=person, basis=basis, by=by, on=ON)
    who, now, what = replace(actor(person), is_strong=True), moment(person), thing(case)
    assert _seen(person) == {case.pk}
    for section, read in OF_A_PART.items():
        decided = decide(who, Permission.READ_CASES, replace(what, section=section), now).is_allowed
        theirs = not (section is Section.HOUSEHOLD and basis.is_of_the_family)
        with acting_as(person):
            assert bool(read(case, person)) is (decided and theirs), section


@pytest.mark.parametrize("basis", [Basis.ADVICE, Basis.SAFEGUARDING, Basis.COURT_ORDER])
def test_a_sealed_household_is_open_to_who_is_let_in_for_safeguarding_or_by_a_court(
    story: Story, basis: Basis
) -> None:
    case, by = story.given_a_request(ON).case, story.cast.spoc
    words = {"name": "Demelza Rowe", "relationship": "Mother", "classification": Classification.SEALED}
    add_carer(child=case.child, **words, by=by, on=ON)
    worker = story.cast.people[Role.SOCIAL_WORKER]
    share(case=case, person=worker, basis=basis, by=by, on=ON)
    sealed = replace(thing(case), section=Section.HOUSEHOLD, classification=Classification.SEALED)
    for person in (worker, by, story.cast.manager, story.cast.officer):
        who, now = replace(actor(person), is_strong=True), moment(person)
        decided = decide(who, Permission.READ_CASES, sealed, now).is_allowed
        with acting_as(person):
            assert bool(carers(case.child, person)) is decided, person
        assert decided is (person is worker and basis in CLOSELY)


def _households(cases: list[Case], by: User) -> dict[tuple[Case, Classification], object]:
    """Of each case a carer of each class, each of them nobody who reads here."""
    return {
        (case, class_): add_carer(
            child=case.child, name=class_.words, relationship="Aunt", classification=class_, by=by, on=ON
        ).pk
        for case in cases
        for class_ in Classification
    }


def test_the_database_shows_a_carer_where_the_rules_open_the_household_and_their_class(
    story: Story, cases: list[Case]
) -> None:
    """Every role, ground and class: a relation of other parts, a consent, a ceiling too low lead to nobody."""
    cast, by = story.cast, story.cast.spoc
    worker = cast.people[Role.SOCIAL_WORKER]
    parts = [Section.CHILD, Section.ADVICE]
    share(case=cases[1], person=worker, basis=Basis.SAFEGUARDING, sections=parts, by=by, on=ON)
    share(case=cases[2], person=worker, basis=Basis.CONSENT, by=by, on=ON)
    share(case=cases[4], person=worker, basis=Basis.COURT_ORDER, by=by, on=ON)
    with as_system("tester"):
        rows = _households(cases, by)
        things = {case.pk: thing(case) for case in cases}
    shown = set()
    for role, person in cast.people.everybody().items():
        who, now = replace(actor(person), is_strong=True), moment(person)

        def is_open(case: Case, class_: Classification) -> bool:
            what = replace(things[case.pk], section=Section.HOUSEHOLD, classification=class_)
            return decide(who, Permission.READ_CASES, what, now).is_allowed  # noqa: B023 (asked at once)

        decided = {row for (case, class_), row in rows.items() if is_open(case, class_)}
        of_the_family = role.is_of_a_family
        expected = set() if of_the_family else decided
        assert _seen(person, "people_carer") & set(rows.values()) == expected, role
        with acting_as(person):
            listed = {row.pk for case in cases for row in carers(case.child, person)}
        assert listed & set(rows.values()) == expected, role
        shown |= {(role, class_) for (_, class_), row in rows.items() if row in expected}
    assert (Role.SOCIAL_WORKER, Classification.SEALED) in shown
    assert (Role.SEND_OFFICER, Classification.SAFEGUARDING) not in shown


def test_what_has_ended_for_one_person_ends_for_nobody_else(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(ON, "SLT")
    case, by, worker = asked.case, story.cast.spoc, story.cast.people[Role.SOCIAL_WORKER]
    unshare(relation=share(case=case, person=worker, basis=Basis.SAFEGUARDING, by=by, on=ON), by=by, on=ON)
    for person, sees in ((worker, False), (story.cast.officer, True), (story.cast.therapist, True)):
        with acting_as(person):
            assert visible_children(person).filter(pk=case.child_id).exists() is sees, person


def test_the_cases_of_the_test_tell_the_roles_apart(story: Story, cases: list[Case]) -> None:
    seen = {role: len(_seen(person)) for role, person in story.cast.people.everybody().items()}
    assert seen[Role.SPOC_ADMINISTRATOR] == 7
    assert seen[Role.SPOC_MANAGER] == 6
    assert seen[Role.SEND_OFFICER] == 4
    assert seen[Role.HEALTH_PRACTITIONER] == 2
    assert seen[Role.PARENT] == seen[Role.SOCIAL_WORKER] == 1
    assert {seen[role] for role in Role if ROLES[role].reach == "none" and role in seen} == {0}


def test_the_parties_kept_by_triggers_are_those_that_the_rows_name(cases: list[Case]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            (select case_id, council_id from intake_request union select case_id, service_id from advice_advicerequest
             union select case_id, service_id from advice_referral
             union select case_id, coalesce(person_id, organisation_id) from cases_relation)
            except select case_id, party from cases_party
            """
        )
        assert cursor.fetchall() == []
        cursor.execute("select count(*) from cases_party")
        assert cursor.fetchone()[0] > len(cases)


def test_an_unset_actor_sees_no_row_of_any_table(cases: list[Case]) -> None:
    for table, column in TABLES:
        assert _seen(None, table, column) == set(), table


def test_the_roles_in_the_database_are_the_rules(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select role, reach, permissions, sections, ceiling from access_role")
        kept = {
            role: (reach, set(may), set(opens), top) for role, reach, may, opens, top in cursor.fetchall()
        }
    assert kept == {
        role: (row.reach, set(MAY[role]), set(row.sections), row.ceiling) for role, row in ROLES.items()
    }


def test_a_restriction_that_is_lifted_counts_from_that_moment(story: Story, cases: list[Case]) -> None:
    from goldenthread.cases.actions import lift

    restriction = Restriction.objects.get(case=cases[4])
    lift(restriction_id=restriction.pk, by=story.cast.manager, on=ON)
    assert cases[4].pk in _seen(story.cast.therapist)


TABLES = [
    ("cases_case", "id"), ("cases_fact", "id"), ("cases_remark", "id"), ("cases_relation", "id"),
    ("cases_restriction", "id"), ("cases_party", "id"), ("cases_emergency", "id"), ("people_child", "id"),
    ("people_carer", "id"), ("intake_request", "id"), ("advice_advicerequest", "id"), ("advice_report", "id"),
    ("advice_referral", "id"),
    ("deadlines_deadline", "id"), ("deadlines_awaited", "id"), ("directory_service", "id"),
    ("directory_packversion", "id"), ("directory_areaorganisation", "id"),
]  # fmt: skip
