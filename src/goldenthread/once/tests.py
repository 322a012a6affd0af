"""A form that is sent twice does one thing, whoever sends it again, when, and with what."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from goldenthread.accounts.models import Membership
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Fact
from goldenthread.database.acting import acting_as
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen, safe
from goldenthread.once.actions import KEPT, forget
from goldenthread.once.keys import Tokens, digest_of, key_of
from goldenthread.once.models import Sending
from goldenthread.people.models import Carer, Child
from goldenthread.rules.access import Role
from goldenthread.tracker.models import Draft

pytestmark = pytest.mark.django_db

KEY, OTHER_KEY = "k" * 32, "o" * 32
MOTHER = {
    "name": "Demelza Rowe", "relationship": "Mother", "classification": "ordinary", "form_key": KEY
}  # fmt: skip
ROUTE = "people:add_carer"
FILE = b"LA ref,Forename,Surname,Date request rec'd,Service\nEHC-1,Wren,Rowe,02/11/2026,SLT\n"


@pytest.fixture
def child(story: Story) -> Child:
    return story.given_a_child("Wren", "Rowe")


def _keys(html: str) -> list[str]:
    return re.findall(r'name="form_key" value="([^"]+)"', html)


def test_each_form_of_a_page_carries_a_key_of_its_own_and_a_new_one_each_time(
    story: Story, visit: Any, child: Child
) -> None:
    first, second = (visit(story.cast.spoc, ROUTE, child.pk).content.decode() for _ in range(2))
    keys = [*_keys(first), *_keys(second)]
    assert len(keys) == len(set(keys)) == first.count('method="post"') * 2
    assert all(key_of(RequestFactory().post("/", {"form_key": key})) == key for key in keys)


def test_the_same_form_again_gives_the_first_result_and_does_nothing(
    story: Story, visit: Any, child: Child
) -> None:
    first = visit(story.cast.spoc, ROUTE, child.pk, **MOTHER)
    written = Entry.objects.count()
    again = visit(story.cast.spoc, ROUTE, child.pk, **MOTHER)
    assert (again.status_code, again.url) == (first.status_code, first.url)
    assert first.told in again.told
    assert Carer.objects.count() == 1
    assert Entry.objects.count() == written


def test_the_same_form_a_day_later_changes_nothing(
    story: Story, visit: Any, child: Child, monkeypatch: Any
) -> None:
    (sought,) = story.given_advice_is_sought(date(2026, 11, 9), "SLT")
    typed = {"on": "2026-11-20", "remark": "By telephone", "form_key": KEY}
    chased = visit(story.cast.spoc, "advice:chase", sought.pk, **typed)
    facts = Fact.objects.count()
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-11-23")
    again = visit(story.cast.spoc, "advice:chase", sought.pk, **typed)
    assert (chased.status_code, again.status_code, again.url) == (302, 302, chased.url)
    assert Fact.objects.count() == facts


def test_other_answers_under_the_same_key_are_kept_on_the_page_and_not_saved(
    story: Story, visit: Any, child: Child
) -> None:
    visit(story.cast.spoc, ROUTE, child.pk, **MOTHER)
    page = visit(story.cast.spoc, ROUTE, child.pk, **{**MOTHER, "name": "Jago Rowe"})
    assert page.status_code == 422
    assert "This form was sent before" in page.words
    assert "Demelza Rowe was added as a parent or carer of Wren Rowe." in page.words
    screen = safe(Screen(page.content.decode()))
    assert screen.one("input", name="name")["value"] == "Jago Rowe"
    assert screen.one("title").text.startswith("Error: ")
    assert Carer.objects.count() == 1
    fresh = _keys(page.content.decode())[-1]
    assert visit(story.cast.spoc, ROUTE, child.pk, **{**MOTHER, "name": "Jago Rowe", "form_key": fresh}).url
    assert Carer.objects.count() == 2


def test_a_form_with_a_mistake_may_be_sent_again_under_its_key(
    story: Story, visit: Any, child: Child
) -> None:
    assert visit(story.cast.spoc, ROUTE, child.pk, **{**MOTHER, "name": ""}).status_code == 200
    assert visit(story.cast.spoc, ROUTE, child.pk, **MOTHER).status_code == 302
    assert Carer.objects.count() == 1


def test_a_key_belongs_to_whoever_sent_it(story: Story, visit: Any, child: Child) -> None:
    visit(story.cast.spoc, ROUTE, child.pk, **MOTHER)
    other = visit(story.cast.manager, ROUTE, child.pk, **{**MOTHER, "name": "Jago Rowe"})
    assert other.status_code == 302
    assert Carer.objects.count() == 2


def test_whoever_may_no_more_is_not_given_the_first_result(story: Story, visit: Any, child: Child) -> None:
    spoc = story.cast.spoc
    visit(spoc, ROUTE, child.pk, **MOTHER)
    Membership.objects.filter(user=spoc).update(role=Role.AREA_ADMINISTRATOR)
    assert visit(spoc, ROUTE, child.pk, **MOTHER).status_code == 403


@pytest.mark.parametrize("key", ["", "short", "k" * 44, "k" * 31 + "'", "k" * 31 + "\n"])
def test_what_is_no_key_of_ours_protects_nothing(story: Story, visit: Any, child: Child, key: str) -> None:
    assert visit(story.cast.spoc, ROUTE, child.pk, **{**MOTHER, "form_key": key}).status_code == 302
    with acting_as(story.cast.spoc):
        assert not Sending.objects.exists()


def _uploaded(client: Client, reference: str) -> Any:
    file = SimpleUploadedFile("tracker.csv", FILE.replace(b"EHC-1", reference.encode()))
    return client.post(reverse("tracker:import"), {"file": file, "form_key": KEY})


def test_a_file_is_taken_once_and_another_file_is_not_the_same(
    client: Client, cast: Cast, today: date
) -> None:
    client.force_login(cast.manager)
    first, again, other = (_uploaded(client, reference) for reference in ("EHC-1", "EHC-1", "EHC-2"))
    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 422)
    assert again.url == first.url
    assert Draft.objects.count() == 1


def test_another_button_under_a_key_that_was_used_is_turned_away_and_undone(
    client: Client, cast: Cast, today: date
) -> None:
    client.force_login(cast.manager)
    address = _uploaded(client, "EHC-1").url
    assert client.post(address, {"do": "check", "form_key": OTHER_KEY}).status_code == 200
    assert client.post(address, {"do": "forget", "form_key": OTHER_KEY}).status_code == 302
    address = client.post(reverse("tracker:import"), {"file": SimpleUploadedFile("t.csv", FILE)}).url
    answer = client.post(address, {"do": "forget", "form_key": OTHER_KEY})
    assert answer.status_code == 422
    words = safe(Screen(answer.content.decode())).one("main").text
    assert "This form was sent before" in words
    assert "was deleted" in words
    assert Draft.objects.count() == 1


def test_the_digest_is_of_every_answer_and_of_where_it_was_sent() -> None:
    def digest(path: str = "/a/", **answers: Any) -> str:
        return digest_of(RequestFactory().post(path, answers))

    alike = digest(x="1", form_key=KEY, csrfmiddlewaretoken="a")
    assert alike == digest(x="1", form_key=OTHER_KEY, csrfmiddlewaretoken="b")
    others = {
        digest(x="2"),
        digest(x=["1", "1"]),
        digest(y="1"),
        digest("/b/", x="1"),
        digest("/a/?b", x="1"),
    }
    assert len({alike, *others}) == 6


def test_what_is_kept_is_seen_by_its_account_alone(story: Story, visit: Any, child: Child) -> None:
    visit(story.cast.spoc, ROUTE, child.pk, **MOTHER)
    seen = {}
    for person in (story.cast.spoc, story.cast.manager, story.cast.tick, ""):
        with acting_as(person):
            seen[str(getattr(person, "name", ""))] = Sending.objects.count()
    assert seen == {"Alice Penrose": 1, "Morwenna Keast": 0, "The tick": 1, "": 0}


def test_what_nobody_can_send_again_is_forgotten(story: Story, visit: Any, child: Child) -> None:
    visit(story.cast.spoc, ROUTE, child.pk, **MOTHER)
    with acting_as(story.cast.tick):
        sent_at = Sending.objects.get().sent_at
        assert forget(at=sent_at + KEPT) == 0
        assert forget(at=sent_at + KEPT + timedelta(seconds=1)) == 1


def test_a_token_is_shown_where_nobody_is_signed_in_too() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert 'name="csrfmiddlewaretoken"' in str(Tokens(request))
