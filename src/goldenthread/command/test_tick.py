"""`tick`: what was raised and what waits, in words and as JSON."""

from __future__ import annotations

import json
from datetime import date

import pytest

from goldenthread.accounts.models import User
from goldenthread.cases.models import Fact
from goldenthread.command.main import main
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind
from goldenthread.tracker.tests.told import Office, hal

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 11, 2)


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> dict:  # type: ignore[type-arg]
    assert main(["tick", "--json", *words]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def test_a_tick_answers_with_each_step_that_it_raised(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    request = story.given_a_request(RECEIVED, reference="EHC26-0101")
    story.given_advice_is_sought(RECEIVED, "OT", request=request)
    main(["tick", "--on", "2026-12-14"])
    capsys.readouterr()
    answer = _json(capsys, "--on", "2026-12-15")
    assert (answer["on"], answer["reminders"], answer["steps"], answer["before_go_live"]) == (
        "2026-12-15",
        0,
        2,
        0,
    )
    assert answer["raised"][0] == {
        "reference": "EHC26-0101",
        "service": "OT",
        "kind": "step",
        "step": "chase",
        "due_on": "2026-12-15",
        "on": "2026-12-15",
    }
    assert _json(capsys, "--on", "2026-12-15")["raised"] == []


def test_a_tick_in_words_counts_each_kind_of_step(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    story.given_advice_is_sought(RECEIVED, "OT", "SLT")
    main(["tick", "--on", "2026-12-14"])
    capsys.readouterr()
    assert main(["tick", "--on", "2026-12-15"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["15 December 2026: 0 reminders and 4 steps raised.", "  chase: 2", "  internal-chase: 2"]


def test_what_was_late_before_it_was_imported_is_listed_and_never_raised(
    story: Story,
    tmp_path,
    capsys: pytest.CaptureFixture[str],  # type: ignore[no-untyped-def]
) -> None:
    Office(story, tmp_path).take(hal())
    answer = _json(capsys, "--on", "2026-12-15")
    assert (answer["before_go_live"], answer["steps"], answer["reminders"]) == (1, 0, 0)
    assert main(["tick", "--on", "2026-12-15"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "Before go-live, waiting for a person to start the ladder: 1",
        "  EHC26-0001, SLT: due by 13 April 2026",
    ]


def test_a_tick_without_a_day_is_today_s(
    story: Story, today: date, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _json(capsys)["on"] == "2026-11-22"


def test_a_tick_runs_as_the_named_system_account(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    story.given_advice_is_sought(RECEIVED, "OT")
    main(["tick", "--on", "2026-12-15"])
    (by,) = set(Fact.objects.filter(kind=Kind.STEP_RAISED).values_list("by", flat=True))
    assert User.objects.get(pk=by).is_system


def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["tick", "--on", "15/12/2026"])
    assert ended.value.code == 2
    assert "15/12/2026 is not a date. Write it as 2026-11-02." in capsys.readouterr().err
