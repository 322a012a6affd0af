"""A session ends with time, with its person's last role, and when somebody ends it; what was typed is not lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client

from goldenthread.accounts import actions
from goldenthread.accounts.models import Kept, Membership, Session, User
from goldenthread.audit.models import Entry
from goldenthread.demo.area import PASSWORD, Cast
from goldenthread.demo.phone import code, secret_of
from goldenthread.design.tests.reading import Screen
from goldenthread.people.models import Carer, Child

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 2)
RECEIVE = "/intake/receive/"
IDLE = "You were signed out because nothing was done here for 30 minutes."


@pytest.fixture
def desk(client: Client, cast: Cast, today: date) -> Client:
    """Alice's browser, signed in."""
    client.force_login(cast.spoc)
    return client


def _goes_by(**time: float) -> None:
    Session.objects.update(seen_at=F("seen_at") - timedelta(**time))


def _signed_in_before(**time: float) -> None:
    Session.objects.update(begun_at=F("begun_at") - timedelta(**time))


def _signs_in(client: Client, person: User, at: str, ahead: int = 0) -> Any:
    """Both steps, from the address that one was led to; what the last page is."""
    second = client.post(at, {"email": person.email, "password": PASSWORD})["Location"]
    return client.post(second, {"code": code(secret_of(person.email), ahead)}, follow=True)


def _box(html: str, name: str) -> str | None:
    return Screen(html).one("input", name=name)["value"]


@pytest.mark.parametrize("way", [{"minutes": 31}, {"hours": 2}])
def test_after_half_an_hour_of_nothing_the_person_signs_in_again(desk: Client, way: dict[str, float]) -> None:
    _goes_by(**way)
    led = desk.get("/services/")
    assert led["Location"] == "/sign-in/?next=/services/"
    assert IDLE in desk.get(led["Location"]).content.decode()
    assert not Session.objects.exists()


def test_whoever_is_at_work_is_not_idle(desk: Client) -> None:
    for _ in range(3):
        _goes_by(minutes=20)
        assert desk.get("/services/").status_code == 200


def test_after_twelve_hours_even_the_busiest_signs_in_again(desk: Client) -> None:
    _signed_in_before(hours=12, minutes=1)
    led = desk.get("/services/")
    assert "because 12 hours had passed" in desk.get(led["Location"]).content.decode()


def test_the_times_are_settings(desk: Client, settings) -> None:
    settings.IDLE_MINUTES, settings.SESSION_HOURS = 5, 1
    _goes_by(minutes=6)
    assert desk.get("/services/").status_code == 302


def test_a_time_out_leaves_its_row(desk: Client, cast: Cast) -> None:
    session = Session.objects.get()
    _goes_by(minutes=31)
    desk.get("/services/")
    entry = Entry.objects.get(deed="accounts.time_out")
    assert (entry.subject_id, entry.recorded_by) == (session.pk, cast.spoc.pk)


def test_what_is_sent_too_late_stands_in_its_form_after_signing_in(desk: Client, cast: Cast) -> None:
    before = Child.objects.count()
    _goes_by(minutes=31)
    typed = {"forename": "Wren", "surname": "Rowe", "born_on_day": "7", "notes": "“Ne'er” <b>"}
    led = desk.post(RECEIVE, typed)
    kept = Kept.objects.get()
    assert led["Location"] == f"/sign-in/?next={RECEIVE}%3Fkept%3D{kept.pk}"
    assert Child.objects.count() == before
    assert "Wren" not in kept.typed

    page = _signs_in(desk, cast.spoc, led["Location"]).content.decode()
    assert _box(page, "forename") == "Wren"
    assert _box(page, "surname") == "Rowe"
    assert _box(page, "born_on_day") == "7"
    assert "What you had typed is in the form again. Check it, then send it." in page
    assert "There is a problem" not in page
    assert Child.objects.count() == before


def test_once_it_is_sent_it_is_forgotten(desk: Client, cast: Cast, story: Any) -> None:
    child = story.given_a_child("Rowan", "Yeo")
    address = f"/children/{child.pk}/add-carer/"
    typed = {"name": "Demelza Rowe", "relationship": "Mother", "classification": "ordinary"}
    _goes_by(minutes=31)
    _signs_in(desk, cast.spoc, desk.post(address, typed)["Location"])
    kept = Kept.objects.get()
    assert not Carer.objects.exists()
    assert desk.post(f"{address}?kept={kept.pk}", typed).status_code == 302
    assert Carer.objects.get().name == "Demelza Rowe"
    assert not Kept.objects.exists()
    assert Entry.objects.filter(deed="accounts.forget", subject_id=kept.pk).count() == 1


def test_what_is_given_back_is_never_acted_on_by_looking_at_it(desk: Client, cast: Cast) -> None:
    words = {"user": cast.spoc, "by": cast.spoc, "on": ON}
    kept = actions.keep(path=RECEIVE, typed={"forename": ["Wren"], "surname": ["Rowe"]}, **words)
    before = Child.objects.count()
    for _ in range(2):
        assert _box(desk.get(f"{RECEIVE}?kept={kept.pk}").content.decode(), "forename") == "Wren"
    assert Child.objects.count() == before


def test_nobody_else_is_given_what_somebody_typed(client: Client, cast: Cast, today: date) -> None:
    words = {"user": cast.spoc, "by": cast.spoc, "on": ON}
    kept = actions.keep(path=RECEIVE, typed={"forename": ["Wren"]}, **words)
    client.force_login(cast.manager)
    assert "Wren" not in client.get(f"{RECEIVE}?kept={kept.pk}").content.decode()
    assert client.get(f"/kept/{kept.pk}/").status_code == 404


@pytest.mark.parametrize("kept", ["", "7", "00000000-0000-0000-0000-000000000007", "'"])
def test_a_made_up_name_gives_nothing_back(desk: Client, kept: str) -> None:
    assert desk.get(RECEIVE, {"kept": kept}).status_code == 200


def test_after_a_day_what_was_typed_is_gone(desk: Client, cast: Cast) -> None:
    words = {"user": cast.spoc, "by": cast.spoc, "on": ON}
    actions.keep(path=RECEIVE, typed={"forename": ["Wren"]}, **words)
    Kept.objects.update(kept_at=F("kept_at") - timedelta(hours=25))
    later = actions.keep(path=RECEIVE, typed={"forename": ["Hal"]}, **words)
    assert list(Kept.objects.all()) == [later]


def test_a_password_and_a_forms_token_are_not_kept(desk: Client) -> None:
    _goes_by(minutes=31)
    desk.post("/account/password/", {"password": PASSWORD, "new_password": "a drizzle of gorse honey"})
    assert not Kept.objects.exists()


def test_where_no_form_can_show_it_a_page_does_with_one_button(desk: Client, cast: Cast) -> None:
    words = {"user": cast.spoc, "by": cast.spoc, "on": ON}
    kept = actions.keep(path="/services/", typed={"notes": ["By telephone", "again"]}, **words)
    led = desk.get(f"/services/?kept={kept.pk}")
    assert led["Location"] == f"/kept/{kept.pk}/"
    screen = Screen(desk.get(led["Location"]).content.decode())
    assert [each["value"] for each in screen.all("input", name="notes")] == ["By telephone", "again"]
    assert screen.all("form", action=f"/services/?kept={kept.pk}")


def test_a_form_sent_too_late_from_another_site_is_not_kept(cast: Cast, today: date) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.spoc)
    _goes_by(minutes=31)
    assert strict.post(RECEIVE, {"forename": "Wren"}).status_code == 403
    assert not Kept.objects.exists()


def test_a_leavers_session_ends_at_the_next_request(desk: Client, cast: Cast) -> None:
    Membership.objects.filter(user=cast.spoc).update(ends_on=date(2021, 1, 1))
    led = desk.post(RECEIVE, {"forename": "Wren"})
    assert led["Location"].startswith("/sign-in/")
    assert "Your last role here has ended" in desk.get("/sign-in/").content.decode()
    assert not Session.objects.exists() and not Kept.objects.exists()


def test_a_mover_stays_signed_in_and_loses_what_the_role_gave(desk: Client, cast: Cast) -> None:
    Membership.objects.filter(user=cast.spoc).update(role="area-administrator")
    assert desk.get(RECEIVE).status_code == 403


def test_a_closed_accounts_session_ends_at_the_next_request(desk: Client, cast: Cast) -> None:
    actions.close(user=cast.spoc, by=cast.manager, on=ON)
    assert desk.get("/services/")["Location"].startswith("/sign-in/")


def test_a_session_is_noted_as_seen_once_a_minute_at_most(desk: Client) -> None:
    before = Session.objects.get().seen_at
    desk.get("/services/")
    assert Session.objects.get().seen_at == before
    _goes_by(minutes=2)
    desk.get("/services/")
    assert Session.objects.get().seen_at > before
