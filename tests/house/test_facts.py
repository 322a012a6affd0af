"""Every kind of fact is said on the timeline, and whatever was ever stored of it can still be read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import VERSIONS, Fact, Kind, effective
from goldenthread.rules.sentences import sentence

EXAMPLES = Path(__file__).parent / "examples"

EVERY_VERSION = [(kind, version) for kind in Kind for version in range(1, VERSIONS[kind] + 1)]


def stored(kind: Kind, version: int) -> Fact:
    """The example of a version, as it once stood in the table."""
    row = json.loads((EXAMPLES / f"{kind}-{version}.json").read_text(encoding="utf-8"))
    return Fact(**{**row, "happened_on": date.fromisoformat(row["happened_on"])})


def history() -> list[Fact]:
    return sorted((stored(*each) for each in EVERY_VERSION), key=lambda fact: fact.sequence)


@pytest.mark.parametrize(("kind", "version"), EVERY_VERSION)
def test_a_stored_fact_of_every_version_is_said_on_the_timeline(kind: Kind, version: int) -> None:
    told = stored(kind, version)
    assert (told.kind, told.version) == (kind, version)
    said = sentence(told, {})
    assert said[0].isupper() or said.startswith("the service")
    assert not [word for word in ("None", "{", "_", str(told.about)) if word in said]


def test_no_example_is_of_a_kind_or_version_that_never_was() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.json")} == {
        f"{kind}-{number}" for kind, number in EVERY_VERSION
    }


def test_the_clocks_still_run_on_what_was_stored() -> None:
    running = {clock.limit: clock for clock in clocks(history())}
    assert running["advice"].due_on == date(2026, 12, 14)
    assert running["final-plan"].due_on == date(2027, 3, 19)


def test_a_stored_correction_is_still_read() -> None:
    (recorded,) = [fact for fact in effective(history()) if fact.kind == Kind.ADVICE_RECORDED]
    assert (recorded.happened_on, recorded.details["joint"]) == (date(2026, 12, 17), False)
