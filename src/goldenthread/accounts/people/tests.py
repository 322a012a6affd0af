"""Looking after others' accounts: whom one finds, inviting, links, unlocking, signing out, closing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from goldenthread.accounts import actions
from goldenthread.accounts.models import Failure, Invitation, Membership, Session, User
from goldenthread.demo.area import Cast
from goldenthread.directory.models import Organisation
from goldenthread.rules.access import Role

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 2)
LINK = re.compile(r"http://testserver/welcome/[\w-]{43}/")


def _invites(visit: Any, cast: Cast, **said: str) -> Any:
    council = Organisation.objects.get(code="torbay-council")
    words = {"name": "Wren Gale", "email": "wren@torbay.example", "role": "send-officer"}
    return visit(cast.manager, "accounts:invite", **{**words, "organisation": str(council.pk), **said})


def test_the_list_names_everyone_of_the_areas_organisations(cast: Cast, visit: Any) -> None:
    words = visit(cast.manager, "accounts:people").words
    assert "Bob Trethewey" in words and "officer@torbay.example" in words
    assert "SEND officer, Torbay Council" in words
    assert cast.tick.email not in words
    assert "reporting@torbay.example" not in words


def test_whoever_belongs_nowhere_near_is_not_found(cast: Cast, visit: Any) -> None:
    far = Organisation.objects.create(code="far", name="Far Trust", kind=Organisation.Kind.SPOC)
    stranger = actions.invite(email="dan@far.example", name="Dan Far", password=None, by=cast.tick, on=ON)
    actions.join(user=stranger, organisation=far, role=Role.SPOC_MANAGER, by=cast.tick, on=ON)
    assert "Dan Far" not in visit(cast.manager, "accounts:people").words
    assert visit(cast.manager, "accounts:person", stranger.pk).status_code == 404
    assert visit(cast.manager, "accounts:person", stranger.pk, deed="link").status_code == 404
    assert "Alice Penrose" not in visit(stranger, "accounts:people").words


def test_looking_after_accounts_is_for_managers_and_area_administrators(cast: Cast, visit: Any) -> None:
    for person in (cast.manager, cast.administrator):
        assert visit(person, "accounts:people").status_code == 200
    for person in (cast.spoc, cast.officer, cast.therapist):
        assert visit(person, "accounts:people").status_code == 403
        assert visit(person, "accounts:invite").status_code == 403
        assert visit(person, "accounts:person", cast.spoc.pk).status_code == 403


def test_whoever_is_invited_has_a_role_and_a_link_of_their_own(
    cast: Cast, visit: Any, client: Client
) -> None:
    page = _invites(visit, cast)
    (link,) = LINK.findall(page.content.decode())
    wren = User.objects.get(email="wren@torbay.example")
    assert not wren.has_usable_password()
    assert Membership.objects.get(user=wren).role == "send-officer"
    assert "29 November 2026" in page.words
    assert client.get(link.removeprefix("http://testserver"), follow=True).status_code == 200
    assert "Invited, has not chosen a password yet" in visit(cast.manager, "accounts:people").words


def test_a_parent_belongs_to_no_organisation_and_is_looked_after_by_whoever_invited_them(
    cast: Cast, visit: Any
) -> None:
    page = _invites(visit, cast, role="parent", organisation="")
    assert LINK.findall(page.content.decode())
    parent = User.objects.get(email="wren@torbay.example")
    assert "Wren Gale" in visit(cast.manager, "accounts:people").words
    assert visit(cast.manager, "accounts:person", parent.pk).status_code == 200
    assert visit(cast.administrator, "accounts:person", parent.pk).status_code == 404


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"organisation": ""}, "belongs to no organisation, and everybody else to one"),
        ({"name": ""}, "Enter the person's name"),
        ({"email": "wren"}, "Enter an email address in the correct format"),
        ({"role": "spoc-administrator"}, "is a council"),
        ({"role": "system"}, "Choose from the list"),
        ({"organisation": "anything"}, "Choose from the list"),
        ({"email": "Manager@Torbay.example"}, "Nobody gives themselves a role"),
        ({"email": "tick@system.goldenthread.example"}, "belongs to a system account"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_made(
    cast: Cast, visit: Any, said: dict[str, str], sentence: str
) -> None:
    assert sentence in _invites(visit, cast, **said).words
    assert not Invitation.objects.exists()
    assert not User.objects.filter(email="wren@torbay.example").exists()
    assert not Membership.objects.filter(
        user__email=said.get("email", "").lower(), role="send-officer"
    ).exists()


def test_somebody_who_is_here_already_gets_the_role_and_no_link(cast: Cast, visit: Any) -> None:
    answer = _invites(visit, cast, email=cast.support.email, name="Somebody")
    assert "Sula Nankervis has an account already, and has the role now too." in answer.told
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("deed", "renews"), [("link", False), ("new-phone", True)])
def test_a_link_is_shown_once_to_be_handed_over(cast: Cast, visit: Any, deed: str, renews: bool) -> None:
    page = visit(cast.manager, "accounts:person", cast.spoc.pk, deed=deed)
    assert len(LINK.findall(page.content.decode())) == 1
    assert Invitation.objects.get(user=cast.spoc).renews_factors is renews
    assert not LINK.findall(visit(cast.manager, "accounts:person", cast.spoc.pk).content.decode())


def test_an_account_that_failures_closed_says_until_when_and_is_unlocked(cast: Cast, visit: Any) -> None:
    for _ in range(5):
        actions.fail(email=cast.spoc.email, address=None, by=cast.tick, on=ON)
    assert "Locked until" in visit(cast.manager, "accounts:person", cast.spoc.pk).words
    assert "is unlocked" in visit(cast.manager, "accounts:person", cast.spoc.pk, deed="unlock").told
    assert "Locked until" not in visit(cast.manager, "accounts:person", cast.spoc.pk).words


def test_somebody_is_signed_out_everywhere(cast: Cast, visit: Any) -> None:
    for key in ("a", "b"):
        Session.objects.create(by=cast.spoc, key=key * 32, proof="code", device="Edge on Windows")
    assert "At 2 machines" in visit(cast.manager, "accounts:person", cast.spoc.pk).words
    answer = visit(cast.manager, "accounts:person", cast.spoc.pk, deed="revoke")
    assert "2 sessions of Alice Penrose ended." in answer.told
    assert not Session.objects.filter(by=cast.spoc).exists()


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [
        ("link", "You cannot make a link for yourself"),
        ("new-phone", "You cannot make a link for yourself"),
        ("unlock", "You cannot unlock your own account"),
    ],
)
def test_an_open_desk_is_no_way_round_ones_own_password(
    cast: Cast, visit: Any, deed: str, sentence: str
) -> None:
    actions.fail(email=cast.manager.email, address=None, by=cast.tick, on=ON)
    page = visit(cast.manager, "accounts:person", cast.manager.pk, deed=deed)
    assert sentence in page.words and not LINK.findall(page.content.decode())
    assert not Invitation.objects.exists()
    assert Failure.objects.count() == 1


def test_an_account_is_closed_at_once_but_never_ones_own(cast: Cast, visit: Any) -> None:
    visit(cast.manager, "accounts:person", cast.spoc.pk, deed="close")
    assert not User.objects.get(pk=cast.spoc.pk).is_active
    assert (
        "Only somebody's own account gets a link"
        in visit(cast.manager, "accounts:person", cast.spoc.pk, deed="link").words
    )
    own = visit(cast.manager, "accounts:person", cast.manager.pk, deed="close")
    assert "You cannot close your own account" in own.words
