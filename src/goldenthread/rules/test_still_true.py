"""A letter leaves only while what it tells of stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.still_true import still_stands

ON = date(2026, 11, 2)
TOLD, LATER = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
ABOUT = "00000000-0000-4000-8000-00000000000a"


def fact(kind: Kind, sequence: int, id_: str = LATER, **words: Any) -> Fact:
    return Fact(kind.value, ON, ABOUT, words.pop("details", {}), id_, sequence, **words)


def test_a_letter_of_no_entry_always_stands() -> None:
    sought = fact(Kind.ADVICE_SOUGHT, 1, TOLD)
    assert still_stands("notice:2:step:x", [sought])
    assert still_stands(f"step_raised:{ABOUT}:chase:spoc", [sought])


@pytest.mark.parametrize("is_void", [True, False])
def test_what_was_struck_out_is_told_to_nobody(is_void: bool) -> None:
    told = fact(Kind.ADVICE_WITHDRAWN, 1, TOLD)
    mended = fact(Kind.FACT_CORRECTED, 2, corrects=TOLD, details={"void": is_void})
    assert still_stands(f"no-longer-asked:{TOLD}:service", [told])
    assert still_stands(f"no-longer-asked:{TOLD}:service", [told, mended]) is not is_void


@pytest.mark.parametrize(
    ("occasion", "told", "ended"),
    [
        ("acknowledged", Kind.REQUEST_ACKNOWLEDGED, Kind.REQUEST_WITHDRAWN),
        ("held", Kind.ISSUE_HELD, Kind.HOLD_ENDED),
    ],
)
def test_what_was_ended_since_is_told_to_nobody(occasion: str, told: Kind, ended: Kind) -> None:
    key, entry = f"{occasion}:{ABOUT}:{TOLD}:spoc", fact(told, 2, TOLD)
    assert still_stands(key, [entry])
    assert not still_stands(key, [entry, fact(ended, 3)])
    assert still_stands(key, [fact(ended, 1), entry])


def test_a_team_that_has_answered_is_not_asked() -> None:
    asked = fact(Kind.RECORDS_REQUESTED, 1, TOLD, details={"service": "o-and-o", "systems": ["cards"]})
    answered = fact(Kind.INVOLVEMENT_CHECKED, 2, details={"service": "o-and-o", "involvement": "none"})
    for occasion in ("records-requested", "records-late"):
        assert still_stands(f"{occasion}:{TOLD}:service", [asked])
        assert not still_stands(f"{occasion}:{TOLD}:service", [asked, answered])
