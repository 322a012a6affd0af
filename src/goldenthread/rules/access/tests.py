"""The one decision: every rule that says yes, and every one that says no."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from goldenthread.rules.access import (
    EVERY,
    MAY,
    OF_CASES,
    ROLES,
    WITHOUT_CASES,
    Actor,
    Basis,
    Classification,
    Denied,
    Held,
    Link,
    Permission,
    Reach,
    Role,
    Section,
    Thing,
    decide,
    may,
    opened,
    said,
)

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/London"))
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)
TORBAY, DEVON = "torbay", "devon"
CASE = Thing(TORBAY, frozenset({"torbay-council", "slt"}))
READ = Permission.READ_CASES


def person(role: Role, **held: Any) -> Actor:
    """Cora, who holds one role in Torbay."""
    return Actor("cora", (Held(role, **{"areas": frozenset({TORBAY}), **held}),))


SPOC = person(Role.SPOC_ADMINISTRATOR)
OFFICER = person(Role.SEND_OFFICER, parties=frozenset({"torbay-council"}))
THERAPIST = person(Role.HEALTH_PRACTITIONER, parties=frozenset({"slt"}))
PARENT = Actor("cora", (Held(Role.PARENT),))


def link(basis: Basis, party: str = "cora", **more: Any) -> Link:
    return Link(party, basis, **{"sections": basis.opens, "starts_on": date(2026, 1, 5), **more})


def rule(actor: Actor, thing: Thing | None = CASE, permission: Permission = READ) -> str:
    """The rule that decided, with "no:" before it where it refused."""
    made = decide(actor, permission, thing, NOW)
    assert made.sentence.endswith(".")
    return made.rule if made.is_allowed else f"no: {made.rule}"


@pytest.mark.parametrize(("actor", "by"), [(SPOC, "area"), (OFFICER, "council"), (THERAPIST, "service")])
def test_a_role_leads_to_its_cases_and_to_no_others(actor: Actor, by: str) -> None:
    assert rule(actor) == by
    assert rule(actor, Thing(DEVON, frozenset({"devon-council", "ot"}))) == "no: not-led"


def test_a_head_of_service_is_led_by_any_service_of_the_organisation() -> None:
    assert rule(person(Role.HEAD_OF_SERVICE, parties=frozenset({"slt", "ot"}))) == "provider"


def test_whoever_is_not_signed_in_not_proved_or_closed_is_refused_before_all_else() -> None:
    assert rule(replace(SPOC, is_signed_in=False)) == "no: signed-out"
    assert rule(replace(SPOC, is_strong=False)) == "no: weak"
    assert rule(replace(SPOC, is_active=False)) == "no: inactive"
    assert rule(SPOC, None, Permission.NONE) == "signed-in"


def test_a_membership_counts_to_its_last_day() -> None:
    assert rule(person(Role.SPOC_ADMINISTRATOR, ends_on=TODAY)) == "area"
    assert rule(person(Role.SPOC_ADMINISTRATOR, ends_on=YESTERDAY)) == "no: no-role"


def test_a_role_without_the_permission_is_told_so() -> None:
    assert rule(OFFICER, CASE, Permission.WORK) == "no: no-role"
    assert rule(SPOC, None, Permission.WORK) == "somewhere"


def test_what_concerns_no_case_is_decided_by_area() -> None:
    there = replace(CASE, is_case=False)
    assert rule(SPOC, there, Permission.REPORT) == "area"
    assert rule(SPOC, CASE, Permission.REPORT) == "area"
    assert rule(SPOC, replace(there, area=DEVON), Permission.REPORT) == "no: not-led"


def test_the_system_s_account_does_its_work_and_no_more() -> None:
    tick = Actor("tick", is_system=True)
    assert rule(tick, CASE, Permission.WORK) == "system"
    assert rule(tick, CASE, Permission.EXPORT) == "no: no-role"


def test_a_relation_leads_one_person_to_one_case_while_it_lasts() -> None:
    def with_(**more: Any) -> Thing:
        return replace(CASE, links=(link(Basis.PARENTAL_RESPONSIBILITY, **more),))

    assert rule(PARENT) == "no: not-led"
    assert rule(PARENT, with_()) == "parental-responsibility"
    assert rule(PARENT, with_(party="jago")) == "no: not-led"
    assert rule(PARENT, with_(ends_on=TODAY)) == "parental-responsibility"
    assert rule(PARENT, with_(ends_on=YESTERDAY)) == "no: not-led"
    assert rule(PARENT, with_(starts_on=TODAY + timedelta(days=1))) == "no: not-led"
    assert rule(PARENT, with_(open_until=NOW)) == "no: not-led"


def test_a_school_s_relation_leads_its_senco_and_nobody_of_another_reach() -> None:
    thing = replace(CASE, links=(link(Basis.CONSULTED, "bayview"),), parties=frozenset())
    assert rule(person(Role.SENCO, parties=frozenset({"bayview"})), thing) == "consulted"
    assert rule(person(Role.SEND_OFFICER, parties=frozenset({"bayview"})), thing) == "no: not-led"


def test_roles_without_cases_are_led_nowhere_even_by_a_relation() -> None:
    thing = replace(CASE, links=(link(Basis.SAFEGUARDING),))
    for role in WITHOUT_CASES:
        assert not MAY[role] & OF_CASES, role
        assert rule(person(role), thing) == "no: no-role"
    both = Actor("cora", (Held(Role.AUDITOR), Held(Role.SOCIAL_WORKER)))
    assert rule(both, thing) == "safeguarding"


def test_a_permission_given_by_mistake_to_a_role_without_cases_leads_to_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mistaken = replace(ROLES[Role.AUDITOR], permissions=frozenset({Permission.READ_CASES}))
    monkeypatch.setitem(ROLES, Role.AUDITOR, mistaken)
    thing = replace(CASE, links=(link(Basis.SAFEGUARDING),), parties=frozenset({"bayview"}))
    assert rule(person(Role.AUDITOR, parties=frozenset({"bayview"})), thing) == "no: not-led"


def test_a_restriction_beats_every_grant() -> None:
    own = replace(CASE, denied=(Denied("cora"),), links=(link(Basis.COURT_ORDER),))
    assert rule(SPOC, own) == "no: restricted"
    assert rule(SPOC, replace(own, denied=(Denied("jago"),))) == "area"
    assert rule(SPOC, replace(own, denied=(Denied("cora", ends_on=YESTERDAY),))) == "area"


def test_a_case_kept_to_the_named_is_absent_for_everybody_else() -> None:
    kept = replace(CASE, denied=(Denied(None),))
    assert rule(SPOC, kept) == "no: restricted"
    assert rule(SPOC, replace(kept, links=(link(Basis.ADVICE),))) == "area"
    for basis in (Basis.PANEL, Basis.CONSULTED, Basis.EMERGENCY):
        assert rule(SPOC, replace(kept, links=(link(basis),))) == "no: restricted", basis


def test_what_was_opened_in_an_emergency_is_read_for_its_hour_and_nothing_else() -> None:
    until = NOW + timedelta(minutes=1)
    haste = replace(CASE, parties=frozenset(), links=(link(Basis.EMERGENCY, open_until=until),))
    assert rule(THERAPIST, haste) == "emergency"
    assert rule(THERAPIST, haste, Permission.ANSWER) == "no: read-only"
    assert rule(person(Role.TEAM_MANAGER), haste, Permission.EXPORT) == "no: read-only"
    over = replace(haste, links=(link(Basis.EMERGENCY, open_until=NOW),))
    assert rule(THERAPIST, over) == "no: not-led"


def test_a_section_is_opened_by_role_and_ground_together() -> None:
    let_in = replace(CASE, links=(link(Basis.SAFEGUARDING),))
    worker = Actor("cora", (Held(Role.SOCIAL_WORKER),))
    assert opened(worker, let_in, NOW) == ROLES[Role.SOCIAL_WORKER].sections
    advocate = Actor("cora", (Held(Role.ADVOCATE),))
    assert (
        opened(advocate, replace(CASE, links=(link(Basis.COURT_ORDER),)), NOW)
        == ROLES[Role.ADVOCATE].sections
    )
    only = link(Basis.SAFEGUARDING, sections=frozenset({Section.CHILD}))
    assert opened(worker, replace(CASE, links=(only,)), NOW) == {Section.CHILD}
    assert opened(SPOC, CASE, NOW) == EVERY
    assert rule(PARENT, replace(let_in, section=Section.REMARKS)) == "no: section"


def test_a_section_may_be_kept_from_one_person() -> None:
    thing = replace(CASE, denied=(Denied("cora", Section.HOUSEHOLD),))
    assert rule(SPOC, thing) == "area"
    assert rule(SPOC, replace(thing, section=Section.HOUSEHOLD)) == "no: section-restricted"
    assert opened(SPOC, thing, NOW) == EVERY - {Section.HOUSEHOLD}


def test_a_thing_is_seen_no_closer_than_the_role_may() -> None:
    def of(classification: Classification) -> Thing:
        return replace(CASE, section=Section.HOUSEHOLD, classification=classification)

    assert rule(SPOC, of(Classification.CONFIDENTIAL)) == "area"
    assert rule(SPOC, of(Classification.SAFEGUARDING)) == "no: classification"
    assert rule(person(Role.SPOC_MANAGER), of(Classification.SEALED)) == "no: classification"
    named = replace(of(Classification.SEALED), links=(link(Basis.COURT_ORDER),))
    assert rule(Actor("cora", (Held(Role.SOCIAL_WORKER),)), named) == "court-order"


def test_classes_stand_in_one_order() -> None:
    closest = list(Classification)
    for place, one in enumerate(closest):
        assert [one.covers(each) for each in closest] == [number <= place for number in range(len(closest))]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_described_in_words(role: Role) -> None:
    row = ROLES[role]
    assert row.label[0].isupper() and row.duty and row.reach.words
    assert bool(row.sections) == (Permission.READ_CASES in row.permissions)
    assert (row.reach is Reach.NONE) == (Permission.READ_CASES not in row.permissions)
    assert role.is_of_a_family == (role in (Role.PARENT, Role.YOUNG_PERSON, Role.ADVOCATE))
    assert role.is_of_a_service == (row.reach is Reach.SERVICE)


def test_words_stand_for_every_permission_ground_section_and_class() -> None:
    for table in (Permission, Basis, Section, Classification, Reach):
        assert all(each.words for each in table)


def test_parts_are_said_in_their_order_and_all_of_them_shortly() -> None:
    assert said(list(Section)) == "every part"
    assert said([Section.ADVICE, Section.CHILD]) == f"{Section.CHILD.words}; {Section.ADVICE.words}"
    assert said([]) == ""


def test_a_ground_opens_parts_and_some_name_a_person() -> None:
    assert {basis for basis in Basis if not basis.names} == {Basis.PANEL, Basis.CONSULTED, Basis.EMERGENCY}
    assert all(Section.CHILD in basis.opens for basis in Basis)


def test_somebody_may_where_one_of_the_roles_may() -> None:
    assert may([Role.AUDITOR, Role.SPOC_MANAGER], Permission.RESTRICT)
    assert not may([Role.AUDITOR], Permission.RESTRICT)
    assert may([], Permission.NONE)
