"""Known: open, or closed on or after the same date a year before the request."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.involvement import (
    Involvement,
    Standing,
    awaited,
    deciding,
    is_known,
    known_since,
    looked_up,
    missing,
    standing,
    to_look,
)

ASKED = date(2021, 11, 15)


def test_a_child_open_to_the_service_is_known() -> None:
    assert is_known(Involvement.OPEN, None, ASKED)


def test_a_child_closed_exactly_a_year_before_is_known_and_a_day_earlier_is_not() -> None:
    assert is_known(Involvement.CLOSED, date(2020, 11, 15), ASKED)
    assert not is_known(Involvement.CLOSED, date(2020, 11, 14), ASKED)


def test_a_request_on_29_february_counts_back_to_28_february() -> None:
    assert known_since(date(2024, 2, 29)) == date(2023, 2, 28)
    assert is_known(Involvement.CLOSED, date(2023, 2, 28), date(2024, 2, 29))
    assert not is_known(Involvement.CLOSED, date(2023, 2, 27), date(2024, 2, 29))


def test_twelve_months_across_a_leap_day_are_366_days() -> None:
    asked = date(2024, 3, 1)
    assert is_known(Involvement.CLOSED, asked - timedelta(days=366), asked)
    assert not is_known(Involvement.CLOSED, asked - timedelta(days=367), asked)


def test_a_child_closed_since_the_request_was_open_then() -> None:
    assert is_known(Involvement.CLOSED, date(2021, 12, 1), ASKED)


def test_a_closing_without_its_day_proves_nothing() -> None:
    assert not is_known(Involvement.CLOSED, None, ASKED)


@pytest.mark.parametrize(("stated", "known"), [("known", True), ("not_known", False), ("none", False)])
def test_what_an_imported_tracker_states_is_taken_at_its_word(stated: str, known: bool) -> None:
    assert is_known(stated, None, ASKED) is known


def test_a_child_with_an_open_referral_is_known() -> None:
    assert is_known(Involvement.REFERRED, None, ASKED)


def _told(kind: Kind, day: int, sequence: int, service: str = "ot", **details: object) -> Fact:
    return Fact(kind, date(2026, 11, day), "request-1", {"service": service, **details}, sequence=sequence)


def _looked(day: int, sequence: int, system: str | None, involvement: str = "none", **more: object) -> Fact:
    """A look-up of one of OT's two records, or of all of them."""
    details = {"system": system, "systems": ["cards", "computer"], "involvement": involvement, **more}
    return _told(Kind.INVOLVEMENT_CHECKED, day, sequence, **details)


BOTH = ("cards", "computer")
RECEIVED = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("facts", "left", "found"),
    [
        ([], ["cards", "computer"], Standing.TO_LOOK),
        ([_looked(3, 1, "cards")], ["computer"], Standing.TO_LOOK),
        ([_looked(3, 1, "cards"), _looked(3, 2, "computer")], [], Standing.NOT_KNOWN),
        ([_looked(3, 1, "cards", "open")], ["computer"], Standing.KNOWN),
        ([_looked(3, 1, "cards", "open"), _looked(4, 2, "cards")], ["computer"], Standing.TO_LOOK),
        ([_looked(3, 1, None)], [], Standing.NOT_KNOWN),
        ([_looked(3, 1, None), _looked(4, 2, "computer", "referred")], [], Standing.KNOWN),
        ([_looked(3, 1, "computer", "open"), _looked(4, 2, None)], [], Standing.NOT_KNOWN),
        ([_looked(3, 1, "cards", "closed", closed_on="2025-11-02")], ["computer"], Standing.KNOWN),
        ([_looked(3, 1, "cards", "closed", closed_on="2025-11-01")], ["computer"], Standing.TO_LOOK),
    ],
)
def test_not_known_is_said_once_every_record_was_looked_into(
    facts: list[Fact], left: list[str], found: Standing
) -> None:
    answers = looked_up(facts).get("ot", {})
    assert missing(answers, BOTH) == left
    assert standing(answers, BOTH, RECEIVED) is found


def test_what_was_said_before_records_were_named_stands_for_all_of_them() -> None:
    first = _told(Kind.INVOLVEMENT_CHECKED, 3, 1, involvement="none", closed_on=None)
    assert standing(looked_up([first])["ot"], BOTH, RECEIVED) is Standing.NOT_KNOWN


def test_a_service_that_names_no_record_is_asked_once() -> None:
    assert missing({}, ()) == [""]
    answered = looked_up([_looked(3, 1, None)])["ot"]
    assert missing(answered, ()) == []


def test_the_look_up_that_decides_is_one_that_knows_or_the_last_of_all() -> None:
    cards, computer = _looked(3, 1, "cards"), _looked(4, 2, "computer")
    opened = _looked(3, 3, "cards", "open")
    assert deciding({}, RECEIVED) is None
    assert deciding(looked_up([cards])["ot"], RECEIVED) is None
    assert deciding(looked_up([cards, computer])["ot"], RECEIVED) == computer
    assert deciding(looked_up([opened, computer])["ot"], RECEIVED) == opened


def test_what_is_left_to_look_into_is_asked_of_the_receipt() -> None:
    records = {"ot": list(BOTH), "slt": [], "phn": ["nursing"]}
    received = Fact(Kind.REQUEST_RECEIVED, RECEIVED, "request-1", {"records": records}, sequence=0)
    phn = _told(Kind.INVOLVEMENT_CHECKED, 3, 2, "phn", system="nursing", involvement="none")
    assert to_look([received, _looked(3, 1, "cards"), phn]) == {"ot": ["computer"], "slt": [""]}
    assert to_look([received, _told(Kind.REQUEST_WITHDRAWN, 5, 3)]) == {}
    imported = Fact(Kind.REQUEST_RECEIVED, RECEIVED, "request-1", {"named": []}, sequence=0)
    assert to_look([imported]) == {}


def test_a_team_that_was_asked_is_awaited_until_its_answer_is_recorded() -> None:
    asked = _told(Kind.RECORDS_REQUESTED, 3, 1)
    others = _told(Kind.INVOLVEMENT_CHECKED, 4, 2, "slt")
    assert awaited([asked, others]) == {"ot": asked}
    assert awaited([asked, _told(Kind.INVOLVEMENT_CHECKED, 3, 2)]) == {}
    assert awaited([_told(Kind.INVOLVEMENT_CHECKED, 3, 0), asked]) == {"ot": asked}
    assert awaited([asked, _told(Kind.REQUEST_WITHDRAWN, 5, 3)]) == {}


def test_a_team_is_awaited_until_it_answered_for_each_record_that_it_was_asked_about() -> None:
    asked = _told(Kind.RECORDS_REQUESTED, 3, 1, systems=["cards", "letters"])
    assert awaited([asked, _looked(4, 2, "computer"), _looked(4, 3, "cards")]) == {"ot": asked}
    assert awaited([asked, _looked(4, 2, "cards"), _looked(5, 3, "letters")]) == {}
