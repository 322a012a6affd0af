"""One question on the command line, answered for people and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from goldenthread.command.deadline import main
from goldenthread.rules.regime import NAMES, Counting, latest


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words]) == 0
    answer = capsys.readouterr()
    assert answer.err == ""
    return answer.out


def ask_json(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(ask(capsys, *words, "--json"))
    return answer


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words]) == 2
    answer = capsys.readouterr()
    assert answer.out == ""
    return answer.err.strip()


def test_the_answer_is_the_date_and_how_it_is_worked_out(capsys: pytest.CaptureFixture[str]) -> None:
    lines = ask(capsys, "advice", "--on", "2026-11-02").splitlines()

    assert lines[0].startswith("Due on Monday 14 December 2026; act by Sunday 13 December 2026")
    assert "2 November 2026 + 6 weeks (42 calendar days, not counting 2 November 2026)" in lines[4]


@pytest.mark.parametrize("on", ["2026-11-02", "2 November 2026", "02/11/2026", " 2nd Nov 2026 "])
def test_the_json_answer_has_what_was_promised(capsys: pytest.CaptureFixture[str], on: str) -> None:
    answer = ask_json(capsys, "advice", "--on", on)

    assert answer["limit"] == "advice"
    assert (answer["on"], answer["due_on"], answer["act_by"]) == ("2026-11-02", "2026-12-14", "2026-12-13")
    assert answer["citation"] == "SEND Regulations 2014 (SI 2014/1530), regulation 8(1)"
    assert "Monday 14 December 2026" in answer["derivation"]
    assert answer["not_before"] is None
    assert answer["area"] is None


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_answers_with_the_promised_keys(capsys: pytest.CaptureFixture[str], name: str) -> None:
    answer = ask_json(capsys, name, "--on", "2026-11-02")

    assert answer.keys() >= {"limit", "due_on", "act_by", "citation", "derivation", "kind", "unit", "trigger"}
    assert answer["limit"] == name


def test_a_familys_window_has_a_last_day_and_no_day_to_act_by(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask_json(capsys, "draft-representations", "--on", "2026-11-02")

    assert (answer["due_on"], answer["act_by"], answer["not_before"]) == ("2026-11-16", None, "2026-11-17")


def test_a_further_date_is_used_and_its_absence_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with_notice = ask_json(capsys, "amended-plan", "--on", "2026-03-02", "--fact", "notice=2026-03-20")
    without = ask_json(capsys, "amended-plan", "--on", "2026-03-02")

    assert (with_notice["due_on"], with_notice["assumed"]) == ("2026-05-15", [])
    assert without["due_on"] == "2026-05-25"
    assert "30 March 2026" in without["assumed"][0]


def test_a_reversed_refusal_shows_both_readings(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask_json(capsys, "reversed-refusal-final", "--on", "2026-11-02", "--fact", "request=2026-07-20")

    assert [reading["due_on"] for reading in answer["alternatives"]] == ["2027-02-08", "2026-12-07"]


@pytest.mark.parametrize(
    ("name", "due_on", "kind"),
    [
        ("information-pack", "2026-11-16", "practice"),
        ("health-review-notice", "2026-09-21", "practice"),
        ("setting-response", "2026-11-17", "guidance"),
    ],
)
def test_practice_and_guidance_come_from_torbays_pack_and_say_so(
    capsys: pytest.CaptureFixture[str], name: str, due_on: str, kind: str
) -> None:
    answer = ask_json(capsys, name, "--on", "2026-11-02")

    assert (answer["due_on"], answer["kind"], answer["area"]) == (due_on, kind, "torbay")
    assert "The area pack of Torbay (torbay) sets it" in answer["derivation"]


def test_an_area_without_practice_of_its_own_says_that_the_usual_one_applies(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "saltmarsh.toml").write_text('[area]\ncode = "saltmarsh"\n', encoding="utf-8")
    monkeypatch.setattr("goldenthread.command.areas.areas_folder", lambda: tmp_path)

    answer = ask(capsys, "information-pack", "--on", "2026-11-02", "--area", "saltmarsh")

    assert (
        "The area pack of saltmarsh (saltmarsh) sets no period of its own; 2 weeks is the usual one."
        in answer
    )


def test_a_pack_that_cannot_be_read_is_refused_with_its_place(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "torbay.toml").write_text("[area\n", encoding="utf-8")
    monkeypatch.setattr("goldenthread.command.areas.areas_folder", lambda: tmp_path)

    assert "torbay.toml cannot be read" in refusal(capsys, "information-pack", "--on", "2026-11-02")


def test_the_ladder_of_torbay_stands_on_the_dates_of_the_process(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask_json(capsys, "ladder", "--on", "2026-11-02")
    steps = {step["step"]: step for step in answer["steps"]}

    assert answer["due_on"] == "2026-12-14"
    assert steps["chase"]["due_on"] == "2026-12-15"
    assert (steps["escalation-1"]["due_on"], steps["escalation-1"]["send_on"]) == ("2026-12-28", "2026-12-29")
    assert steps["escalation-1"]["respond_by"] == "2026-12-31"
    assert steps["dco-unresolved"]["due_on"] == "2027-01-11"
    assert steps["health-outcome"]["due_on"] == "2027-01-25"
    assert (steps["escalation-1"]["from"], steps["escalation-1"]["to"]) == (
        "ad-education",
        ["alliance-director"],
    )


def test_the_ladder_in_words_says_when_a_step_is_sent_and_answered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = ask(capsys, "ladder", "--on", "2026-11-02")

    assert "The ladder is that of Torbay (torbay)." in answer
    assert (
        "Monday 28 December 2026, not a working day, so sent on Tuesday 29 December 2026; Assistant Director, "
        "Education to CFHD Alliance Director; an answer is wanted by Thursday 31 December 2026."
    ) in answer


def test_the_list_names_every_limit_first_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert [line.split()[0] for line in ask(capsys, "--list").splitlines()] == list(NAMES)


def test_the_list_as_json_says_what_each_limit_is(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(ask(capsys, "--list", "--json"))

    assert [row["limit"] for row in rows] == list(NAMES)
    assert {row["limit"] for row in rows if row["kind"] != "law"} == {
        "setting-response",
        "health-review-notice",
        "information-pack",
        "ladder",
    }


def test_the_ladder_is_the_only_limit_with_steps(capsys: pytest.CaptureFixture[str]) -> None:
    laddered = [name for name in NAMES if latest(name).counting is Counting.LADDER]

    assert laddered == ["ladder"]
    assert "steps" not in ask_json(capsys, "advice", "--on", "2026-11-02")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Name one limit"),
        (["advice"], "Say from which day to count"),
        (["advice", "--list"], "Name one limit, or ask for --list or for --batch FILE"),
        (["advise", "--on", "2026-11-02"], "There is no limit called “advise”. Did you mean “advice”?"),
        (["advice", "--on", "soon"], "“soon” is not a date. Write it as 2026-11-02"),
        (["advice", "--on", "31/02/2026"], "“31/02/2026” is not in the calendar"),
        (["advice", "--on", "2013-05-01"], "1 May 2013 is before 1 September 2014"),
        (["amended-plan", "--on", "2026-03-02", "--fact", "notice"], "“notice” is not a further date"),
        (
            ["advice", "--on", "2026-03-02", "--fact", "notice=2026-03-20"],
            "has no use for a date called “notice”",
        ),
        (
            [
                "amended-plan",
                "--on",
                "2026-03-02",
                "--fact",
                "notice=2026-03-20",
                "--fact",
                "Notice=2026-03-21",
            ],
            "“notice” is given twice",
        ),
        (
            ["advice", "--on", "2026-11-02", "--area", "atlantis"],
            "There is no area called “atlantis”. Known are:",
        ),
        (
            ["advice", "--colour", "red"],
            "Unrecognized arguments: --colour red. ./goldenthread deadline --help",
        ),
        (["--batch", "sheet.csv", "--json"], "--batch reads its dates from the file"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert sentence in refusal(capsys, *words)
