"""A pack is read from its file, and again from what was kept of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from goldenthread.directory.pack import check, folded, pack_from, read
from goldenthread.directory.pack.tests.small import SMALL
from goldenthread.rules.escalation import Offset, forecast
from goldenthread.rules.letters import REQUEST_PACK
from goldenthread.rules.occasions import Occasion

AREAS = sorted((Path(__file__).parents[5] / "areas").glob("*.toml"))
TORBAY = next(file for file in AREAS if file.stem == "torbay")


def test_a_pack_is_read_from_its_text() -> None:
    pack = read(SMALL)
    assert pack.area.front_door == "The Front Door"
    assert [service.live_from for service in pack.services] == [date(2026, 9, 1), None]
    assert pack.services[0].contact and pack.services[0].contact.monitored_by == "Therapies desk"
    assert pack.practice.setting_response == Offset(days=15)
    assert pack.record_systems[0].access[1].expires == date(2027, 8, 31)


def test_a_pack_is_the_same_after_being_kept_as_json() -> None:
    pack = read(SMALL)
    kept = json.loads(json.dumps(pack.data))
    assert kept["area"]["in_force_from"] == "2026-09-01"
    assert pack_from(kept) == pack
    assert pack_from(kept).data == pack.data


@pytest.mark.parametrize("file", AREAS, ids=lambda file: file.stem)
def test_a_shipped_pack_has_no_problems(file: Path) -> None:
    assert check(file.read_text(encoding="utf-8")) == []
    assert read(file).area.code == file.stem


@pytest.mark.parametrize("file", AREAS, ids=lambda file: file.stem)
def test_every_address_of_a_shipped_pack_is_fictional(file: Path) -> None:
    pack = read(file)
    addresses = [pack.area.reporting_account, *(role.mailbox for role in pack.roles if role.mailbox)]
    addresses += [service.contact.email for service in pack.services if service.contact]
    assert addresses
    assert all(address.endswith(".example") for address in addresses)


def test_four_areas_are_shipped() -> None:
    assert [file.stem for file in AREAS] == ["cheshire-east", "east-of-england", "plymouth", "torbay"]


def test_torbays_services_stand_under_the_labels_of_its_tracker() -> None:
    labels = [service.label for service in read(TORBAY).services]
    assert labels == ["Care Nursing", "O&O", "OT", "PHN", "SLT", "CAMHS"]


def test_one_single_point_of_contact_serves_torbay_and_devon() -> None:
    pack = read(TORBAY)
    assert {(place.council, place.spoc) for place in pack.places} == {
        ("torbay-council", "cfhd-spoc"),
        ("devon-council", "cfhd-spoc"),
    }


def test_torbays_ladder_falls_on_its_worked_dates() -> None:
    steps = forecast(read(TORBAY).ladder, due_on=date(2026, 12, 14))
    assert [(one.step.code, one.due_on) for one in steps] == [
        ("chase", date(2026, 12, 15)),
        ("internal-chase", date(2026, 12, 15)),
        ("escalation-1", date(2026, 12, 28)),
        ("dco-response", date(2026, 12, 31)),
        ("dco-unresolved", date(2027, 1, 11)),
        ("health-outcome", date(2027, 1, 25)),
    ]
    assert steps[2].send_on == date(2026, 12, 29)
    assert steps[2].step.copies == ("dco-office", "send-business-support")


def test_torbay_has_words_for_its_process_a_reminder_deeds_and_the_request_pack() -> None:
    found = [each.code for each in read(TORBAY).templates]
    assert REQUEST_PACK in found
    assert len(found) == 8 + 1 + len(set(Occasion) - {Occasion.ACKNOWLEDGED}) + 1


def test_every_area_of_ours_writes_on_every_occasion() -> None:
    for path in sorted(TORBAY.parent.glob("*.toml")):
        assert {each.code for each in read(path).letters} == set(Occasion), path.name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("slt ", "SLT"),
        ("O & O", "o&o"),
        ("S.L.T.", "SLT"),
        ("0–19 Service", "0-19 service"),
        ("Care  NURSING", "care nursing"),
    ],
)
def test_two_ways_of_writing_a_label_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_different_labels_stay_different() -> None:
    assert folded("OT") != folded("O&O")
