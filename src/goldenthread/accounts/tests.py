"""Who may see what: areas by organisation, a council's own cases, a service's own requests."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from goldenthread.accounts import queries
from goldenthread.accounts.actions import appoint_reporter, invite, join, leave
from goldenthread.accounts.models import Membership, User
from goldenthread.cases.queries import visible
from goldenthread.demo.area import Cast, pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.directory.models import Area, Organisation
from goldenthread.intake.actions import receive
from goldenthread.rules.access import Permission, Role
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 2)


def _second_area(cast: Cast) -> Area:
    """Another area that the same single point of contact serves."""
    text = pack_text("torbay").replace(
        'code = "torbay"\nname = "Torbay"', 'code = "north"\nname = "North"', 1
    )
    return load(
        text=text.replace("reporting@torbay.example", "reporting@north.example"), by=cast.administrator, on=ON
    ).version.area


def test_one_single_point_of_contact_serves_every_area_in_which_it_has_a_part(cast: Cast) -> None:
    north = _second_area(cast)
    where = queries.scope(cast.spoc, Permission.READ_CASES)
    assert where.areas == {cast.area.pk, north.pk}


def test_a_councils_officer_sees_its_own_cases_and_no_other_councils(story: Story) -> None:
    ours = story.given_a_request(ON)
    devon = Organisation.objects.get(code="devon-council")
    child = story.given_a_child(on=ON)
    theirs = receive(child=child, council=devon, by=story.cast.spoc, on=ON)
    assert set(visible(story.cast.officer)) == {ours.case}
    assert set(visible(story.cast.spoc)) == {ours.case, theirs.case}


def test_a_member_of_a_service_sees_what_the_service_was_asked(story: Story) -> None:
    (speech,) = story.given_advice_is_sought(ON, "SLT")
    story.given_advice_is_sought(ON, "OT")
    assert set(visible(story.cast.therapist)) == {speech.case}


def test_whoever_sets_an_area_up_or_counts_it_sees_no_case(story: Story) -> None:
    story.given_a_request(ON)
    reporter = appoint_reporter(area=story.cast.area, by=story.cast.administrator, on=ON)
    for person in (story.cast.administrator, reporter):
        assert not visible(person).exists()


def test_a_stranger_sees_nothing_and_may_do_nothing(story: Story) -> None:
    story.given_a_request(ON)
    stranger = invite(email="dan@elsewhere.example", name="Dan", password=None, by=story.cast.manager, on=ON)
    assert not visible(stranger).exists()
    with pytest.raises(PermissionDenied):
        queries.ensure(stranger, Permission.RECEIVE, story.cast.area.pk)


def test_a_membership_that_ended_gives_nothing_any_more(cast: Cast) -> None:
    membership = Membership.objects.get(user=cast.spoc)
    leave(membership=membership, by=cast.manager, on=date(2021, 1, 1))
    assert queries.scope(cast.spoc, Permission.READ_CASES).is_empty


def test_a_membership_cannot_end_before_it_starts(cast: Cast) -> None:
    with pytest.raises(Refused, match="before it starts"):
        leave(membership=Membership.objects.get(user=cast.spoc), by=cast.manager, on=date(2019, 12, 31))


def test_one_address_is_one_person_however_typed(cast: Cast) -> None:
    again = invite(email=" SPOC@Torbay.example ", name="Somebody", password=None, by=cast.manager, on=ON)
    assert again == cast.spoc
    assert queries.person("Spoc@torbay.EXAMPLE") == cast.spoc


def test_an_address_that_nobody_has_is_refused_in_a_sentence(cast: Cast) -> None:
    with pytest.raises(Refused, match="Nobody here has the address"):
        queries.person("nobody@torbay.example")


def test_an_area_that_is_not_there_and_one_that_is_forbidden_read_the_same(cast: Cast) -> None:
    said = []
    for code in ("atlantis", "torbay"):
        with pytest.raises(Refused) as refusal:
            queries.area_for(cast.administrator, code, Permission.IMPORT)
        said.append(refusal.value.sentence.replace(code, "CODE"))
    assert said[0] == said[1]


def test_only_a_service_member_is_of_a_service(cast: Cast) -> None:
    spoc = Organisation.objects.get(code="cfhd-spoc")
    with pytest.raises(Refused, match="needs the service"):
        join(user=cast.spoc, organisation=spoc, role=Role.HEALTH_PRACTITIONER, by=cast.manager, on=ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(user=cast.spoc).update(service=cast.services["OT"])


def test_a_system_account_can_never_sign_in(cast: Cast) -> None:
    assert cast.tick.is_system
    assert not User.objects.get(pk=cast.tick.pk).has_usable_password()


def test_while_a_page_is_made_who_may_do_what_is_read_once(cast: Cast, django_assert_num_queries) -> None:
    with queries.remembering():
        first = queries.scope(cast.spoc, Permission.WORK)
        with django_assert_num_queries(0):
            assert queries.scope(cast.spoc, Permission.WORK) is first
        assert queries.scope(cast.therapist, Permission.WORK).is_empty


def test_the_next_page_reads_anew_who_may_do_what(cast: Cast) -> None:
    with queries.remembering():
        assert queries.may(cast.spoc, Permission.WORK)
    Membership.objects.filter(user=cast.spoc).delete()
    with queries.remembering():
        assert not queries.may(cast.spoc, Permission.WORK)
