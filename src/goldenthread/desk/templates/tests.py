"""The letters of an area, read before they are sent: by whom, what they say, what changed, how one reads."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.demo.area import Cast, pack_text
from goldenthread.demo.stories import Story
from goldenthread.desk.template_versions.comparing import Change, compared, words
from goldenthread.desk.templates.reading import OCCASIONS
from goldenthread.directory.actions import load
from goldenthread.post.tests.test_editions import LATER_WORD, with_later_words
from goldenthread.rules.access import Role
from goldenthread.rules.occasions import Occasion

ON = date(2026, 11, 2)


def test_every_occasion_has_its_words() -> None:
    assert set(OCCASIONS) == set(Occasion)


def test_words_that_are_gone_and_new_are_marked_and_nothing_is_lost() -> None:
    left, right = words("Dear colleague\n\nIt is late.", "Dear colleague\n\nIt is very late.")
    assert "".join(each.text for each in left) == "Dear colleague\n\nIt is late."
    assert "".join(each.text for each in right) == "Dear colleague\n\nIt is very late."
    assert [each.text.strip() for each in right if each.is_changed] == ["very"]
    assert not [each for each in left if each.is_changed]


def test_letters_that_are_new_gone_or_changed_are_told_and_no_others() -> None:
    row = {"title": "Chase", "subject": "s", "body": "b"}
    old = {"template": [{"code": "a", **row}, {"code": "b", **row}, {"code": "c", **row, "title": "Gone"}]}
    new = {
        "template": [
            {"code": "a", **row},
            {"code": "b", **row, "signed": True},
            {"code": "d", **row, "title": "New"},
        ]
    }
    assert [(each.title, each.change) for each in compared(old, new)] == [
        ("Chase", Change.CHANGED),
        ("Gone", Change.GONE),
        ("New", Change.NEW),
    ]


@pytest.mark.django_db
def test_the_administrator_reads_the_letters_and_no_case(cast: Cast, story: Story, client: Any) -> None:
    story.given_advice_is_sought(ON, "SLT", reference="EHC26-0101")
    client.force_login(cast.people[Role.AREA_ADMINISTRATOR])
    page = client.get(reverse("desk:templates")).content.decode()
    assert (
        "Escalation letter" in page and "Assistant Director, Education signs it (Assistant director" in page
    )
    pack = client.get(reverse("desk:template", args=["torbay", "request-pack"])).content.decode()
    assert "a document, which is never mailed" in pack and "whoever may read the request" in pack
    one = client.get(reverse("desk:template", args=["torbay", "escalation-letter"])).content.decode()
    assert "2 weeks after the day on which the advice was due" in one and "<code>{lateness}</code>" in one
    assert "See it with a case" not in one
    case = story.given_a_request(ON).case_id
    assert client.get(reverse("desk:template_preview", args=[case, "chase"])).status_code == 403
    assert client.get(reverse("desk:template", args=["torbay", "no-such"])).status_code == 404


@pytest.mark.django_db
def test_a_letter_is_seen_with_a_case_and_the_look_is_kept(
    cast: Cast, story: Story, client: Any, today: Any
) -> None:
    (asked,) = story.given_advice_is_sought(ON, "SLT", reference="EHC26-0101")
    client.force_login(cast.spoc)
    address = reverse("desk:template", args=["torbay", "chase"])
    assert "There is no case with this reference" in client.post(address, {"reference": "x"}).content.decode()
    page = client.post(address, {"reference": "ehc26-0101"}, follow=True).content.decode()
    assert "The advice of SLT on EHC26-0101 was due on 14 December 2026" in page
    assert Entry.objects.filter(deed="desk:template_preview", case_id=asked.case_id).exists()


@pytest.mark.django_db
def test_two_versions_stand_side_by_side(cast: Cast, client: Any) -> None:
    text = pack_text("torbay").replace(
        "has not come. It is {lateness}", "has still not come. It is {lateness}"
    )
    load(text=text, by=cast.tick, on=ON)
    client.force_login(cast.administrator)
    page = client.get(reverse("desk:template_versions", args=["torbay"])).content.decode()
    assert "1 letter is not the same." in page
    assert '<ins><span class="nhsuk-u-visually-hidden">[new: </span>' in page and "still" in page
    same = client.get(reverse("desk:template_versions", args=["torbay"]), {"before": "2", "after": "2"})
    assert "All letters are the same" in same.content.decode()


@pytest.mark.django_db
def test_words_of_a_day_to_come_stand_beside_those_of_now_with_both_days(
    cast: Cast, client: Any, today: Any
) -> None:
    load(text=with_later_words(), by=cast.tick, on=ON)
    client.force_login(cast.administrator)
    page = client.get(reverse("desk:template_versions", args=["torbay"])).content.decode()
    assert "1 letter is not the same." in page
    assert "Version 2, 2 November 2026" in page and "Version 2, from 4 January 2027" in page
    assert LATER_WORD in page
    one = client.get(reverse("desk:template", args=["torbay", "chase"])).content.decode()
    assert "Other words from" in one and "4 January 2027" in one and LATER_WORD not in one
    assert "Compare two versions" in one
