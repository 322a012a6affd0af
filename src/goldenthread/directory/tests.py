"""Loading packs: what is named is made, what is gone ends, versions are kept for the cases that used them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goldenthread.accounts.models import User
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Fact
from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast, pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory import queries
from goldenthread.directory.actions import load
from goldenthread.directory.models import Area, Organisation, PackVersion, Service
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 2)


def _load(text: str, by: User) -> PackVersion:
    return load(text=text, by=by, on=ON).version


@pytest.mark.parametrize("code", ["torbay", "plymouth", "cheshire-east", "east-of-england"])
def test_each_shipped_pack_loads(code: str, cast: Cast) -> None:
    version = _load(pack_text(code), cast.administrator)
    assert version.area.code == code
    assert queries.services(version.area_id)
    assert queries.councils(version.area_id)


def test_the_same_pack_again_changes_nothing(cast: Cast) -> None:
    before = Entry.objects.filter(deed="directory.load").count()
    again = load(text=pack_text("torbay"), by=cast.administrator, on=ON)
    assert (again.version.number, again.changes) == (1, [])
    assert Entry.objects.filter(deed="directory.load").count() == before


def test_a_changed_pack_is_a_new_version_and_says_what_changed(cast: Cast) -> None:
    text = pack_text("torbay").replace("ot@cfhd.example", "occupational@cfhd.example")
    loaded = load(text=text, by=cast.administrator, on=ON)
    assert loaded.version.number == 2
    assert any("occupational@cfhd.example" in change for change in loaded.changes)
    assert Service.objects.get(area=cast.area, code="ot").contact_point == "occupational@cfhd.example"


def test_what_would_change_is_said_and_nothing_is_written(cast: Cast) -> None:
    text = pack_text("torbay").replace("ot@cfhd.example", "occupational@cfhd.example")
    assert any("occupational@cfhd.example" in change for change in queries.would_change(text))
    assert PackVersion.objects.filter(area=cast.area).count() == 1


def test_a_wrong_pack_is_refused_with_its_line_and_loads_nothing(cast: Cast) -> None:
    text = pack_text("torbay").replace('provider = "cfhd"', 'provider = "nobody"', 1)
    with pytest.raises(Refused, match=r"[Oo]n line \d+"):
        load(text=text, by=cast.administrator, on=ON)
    assert PackVersion.objects.filter(area=cast.area).count() == 1


def test_a_new_service_needs_only_a_row_in_the_pack(story: Story) -> None:
    row = """
[[service]]
code = "adult-services"
label = "Adult"
name = "Adult Learning Disability Service"
provider = "cfhd"
adult = true
live_from = 2026-01-01
head = "head-nursing-therapies"
contact = { email = "adult@cfhd.example", monitored_by = "Duty desk", checked_on = 2026-01-05 }

[[service]]
"""
    _load(pack_text("torbay").replace("[[service]]", row.strip() + "\n", 1), story.cast.administrator)
    story.cast.services["Adult"] = Service.objects.get(area=story.cast.area, code="adult-services")
    (asked,) = story.given_advice_is_sought(ON, "Adult")
    assert asked.service.is_for_adults


def test_a_service_that_the_pack_no_longer_names_ends_and_keeps_its_requests(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(date(2026, 10, 1), "O&O")
    start = pack_text("torbay").index('[[service]]\ncode = "o-and-o"')
    end = pack_text("torbay").index("[[service]]", start + 5)
    _load(pack_text("torbay")[:start] + pack_text("torbay")[end:], story.cast.administrator)
    asked.service.refresh_from_db()
    assert asked.service.ends_on == date(2026, 11, 1)
    assert "O&O" not in [service.label for service in queries.live_services(story.cast.area.pk, ON)]
    with pytest.raises(Refused, match="not live"):
        story.given_advice_is_sought(ON, "O&O")


def test_a_case_keeps_the_ladder_of_the_version_it_was_sought_under(story: Story) -> None:
    (old,) = story.given_advice_is_sought(ON, "OT")
    start = pack_text("torbay").index('code = "chase"')
    slower = pack_text("torbay")[:start] + pack_text("torbay")[start:].replace("days = 1", "days = 8", 1)
    _load(slower, story.cast.administrator)
    (new,) = story.given_advice_is_sought(ON, "OT")
    tick(by=story.cast.tick, on=date(2026, 12, 15))
    chased = set(
        Fact.objects.filter(kind=Kind.STEP_RAISED, details__step="chase").values_list("about", flat=True)
    )
    assert chased == {old.pk}
    tick(by=story.cast.tick, on=date(2026, 12, 22))
    assert Fact.objects.filter(about=new.pk, details__step="chase").exists()


def test_an_organisation_and_its_successor_are_kept_with_their_dates(cast: Cast) -> None:
    group = Organisation.objects.get(code="devon-ccg")
    assert (group.ends_on, group.successor.code) == (date(2022, 6, 30), "devon-icb")


def test_a_live_service_without_a_monitored_contact_point_is_refused_by_the_database(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="monitored_contact_point"), transaction.atomic():
        Service.objects.filter(area=cast.area, code="ot").update(contact_monitored_by="")


def test_a_service_is_found_under_each_of_its_names(cast: Cast) -> None:
    labels = queries.labels(cast.area.pk)
    assert {labels[word] for word in ("OT", "Occupational Therapy", "Occ Therapy", "ot")} == {"ot"}


def test_the_front_doors_name_is_a_setting_of_the_area(cast: Cast) -> None:
    _load(
        pack_text("torbay").replace('front_door = "Single Point of Contact"', 'front_door = "The Gateway"'),
        cast.administrator,
    )
    assert Area.objects.get(code="torbay").front_door == "The Gateway"
