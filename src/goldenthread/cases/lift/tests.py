"""Lifting a restriction by its reference: whoever placed it may, though it shuts them out, and the privacy officer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from goldenthread.accounts.actions import leave
from goldenthread.accounts.models import Membership, User
from goldenthread.audit.models import Entry
from goldenthread.cases.actions import lift, restrict, share
from goldenthread.cases.models import Case, Restriction
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Basis, Permission, Role, Section, may

pytestmark = pytest.mark.django_db

LIST, LIFT, ON = "desk:restrictions", "cases:lift", date(2026, 11, 2)
CONFLICT = {"who": "everybody", "part": "whole", "reason": "conflict"}


@pytest.fixture
def case(story: Story) -> Case:
    """A colleague's child. Alice alone works on the case; she is named."""
    child = story.given_a_child("Ember", "Ottermark")
    request = story.given_a_request(ON, child=child, reference="GT/7")
    share(case=request.case, person=story.cast.spoc, basis=Basis.ADVICE, by=story.cast.spoc, on=ON)
    return request.case


def keep(case: Case, by: User, person: User | None = None, section: Section | None = None) -> Restriction:
    """Somebody, or everybody who is not named, is kept out because it is a colleague's child."""
    out: dict[str, Any] = {"person": person, "section": section, "reason": "conflict"}
    return restrict(case=case, **out, by=by, on=ON)


def reference_of(made: Restriction) -> str:
    return made.pk.hex[:8].upper()


def test_who_kept_a_case_to_others_lifts_that_by_its_reference_without_the_case(
    story: Story, visit: Any, case: Case
) -> None:
    manager = story.cast.manager
    told = visit(manager, "cases:restrict", case.pk, **CONFLICT).told
    made = Restriction.objects.get()
    assert f"This is restriction {reference_of(made)}." in told
    assert visit(manager, "desk:case", case.pk).status_code == 404
    pages = [visit(manager, LIST), visit(manager, LIFT, made.pk)]
    for page in pages:
        assert reference_of(made) in page.words and "verybody who is not named" in page.words
        for secret in ("Ember", "Ottermark", "GT/7", str(case.pk), str(case.child_id)):
            assert secret not in page.content.decode(), secret
    answer = visit(manager, LIFT, made.pk, sent="yes")
    assert (answer.url, f"Restriction {reference_of(made)} is lifted." in answer.told) == (
        reverse(LIST),
        True,
    )
    assert visit(manager, "desk:case", case.pk).status_code == 200
    (entry,) = Entry.objects.filter(deed="cases.lift")
    assert (entry.recorded_by, entry.case_id, entry.area_id) == (manager.pk, case.pk, case.area_id)


def test_a_council_s_manager_lifts_what_they_placed_and_nobody_else_s(
    story: Story, visit: Any, case: Case
) -> None:
    petroc, morwenna = story.cast.people[Role.SEND_MANAGER], story.cast.manager
    made = keep(case, petroc)
    assert reference_of(made) not in visit(morwenna, LIST).words
    assert visit(morwenna, LIFT, made.pk).status_code == 404
    assert visit(petroc, LIFT, made.pk, sent="yes").url == reverse(LIST)


def test_the_privacy_officer_lifts_what_its_maker_cannot_and_sees_no_case(
    story: Story, visit: Any, case: Case
) -> None:
    made, elestren = keep(case, story.cast.manager), story.cast.people[Role.PRIVACY_OFFICER]
    leave(membership=Membership.objects.get(user=story.cast.manager), by=story.cast.administrator, on=ON)
    assert "Morwenna Keast" in visit(elestren, LIST).words
    assert visit(elestren, LIFT, made.pk, sent="yes").url == reverse(LIST)
    assert Restriction.objects.get().lifted_by == elestren.pk
    assert visit(elestren, "desk:case", case.pk).status_code == 403
    assert reference_of(made) not in visit(elestren, LIST).words


def test_nobody_lifts_what_keeps_them_out_by_name(story: Story, visit: Any, case: Case) -> None:
    manager = story.cast.manager
    for part in (Section.HOUSEHOLD, None):
        made = keep(case, manager, manager, part)
        assert reference_of(made) not in visit(manager, LIST).words
        assert visit(manager, LIFT, made.pk).status_code == 404
        assert reverse(LIFT, args=[made.pk]) not in visit(manager, "desk:access", case.pk).content.decode()
        with pytest.raises(PermissionDenied):
            lift(restriction_id=made.pk, by=manager, on=ON)


def test_a_member_of_the_family_is_not_named_to_whoever_is_not_shown_whose_case_it_is(
    story: Story, visit: Any, case: Case
) -> None:
    jenna, elestren = story.cast.people[Role.PARENT], story.cast.people[Role.PRIVACY_OFFICER]
    made = keep(case, story.cast.manager, jenna, Section.HOUSEHOLD)
    for page in (visit(elestren, LIST), visit(elestren, LIFT, made.pk)):
        assert "member of the family" in page.words and jenna.name not in page.words
        assert "arents and carers, and how to reach them" in page.words


def test_a_restriction_whose_last_day_is_past_is_not_listed(story: Story, visit: Any, case: Case) -> None:
    made = keep(case, story.cast.manager)
    Restriction.objects.filter(pk=made.pk).update(ends_on=ON)
    assert "No restriction is in force" in visit(story.cast.manager, LIST).words


def test_only_who_lifts_comes_here_and_another_area_s_officer_finds_nothing(
    story: Story, visit: Any, case: Case
) -> None:
    made = keep(case, story.cast.manager)
    for role, person in story.cast.people.everybody().items():
        expected = 200 if may([role], Permission.LIFT) else 403
        assert visit(person, LIST).status_code == expected, role
    elestren = story.cast.people[Role.PRIVACY_OFFICER]
    story.cast.area.parts.filter(organisation__code="cfhd-spoc").delete()
    assert visit(elestren, LIFT, made.pk).status_code in (403, 404)
    with pytest.raises(PermissionDenied):
        lift(restriction_id=made.pk, by=elestren, on=ON)
