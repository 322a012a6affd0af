"""A pack whose tables and keys have the wrong shape is told, each problem with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from goldenthread.directory.pack import Pack, check, read
from goldenthread.directory.pack.meaning import meaning_problems
from goldenthread.directory.pack.tests.small import HERE, SMALL, problem, with_change
from goldenthread.directory.pack.values import table_problems
from goldenthread.rules.refusals import Refused


def test_a_right_pack_has_no_problems() -> None:
    assert check(SMALL) == []


def test_a_line_that_is_not_toml_is_pointed_at() -> None:
    (found,) = check(with_change('name = "Seaside"', "name = Seaside"))
    assert (found.line, found.path) == (3, "")
    assert found.sentence == "The file cannot be read from here on: Invalid value."


def test_a_day_that_no_calendar_has_is_pointed_at() -> None:
    (found,) = check(with_change("valid_from = 2026-09-01", "valid_from = 2026-02-30"))
    assert found.line == 19
    assert "Invalid date" in found.sentence


def test_a_file_that_ends_too_early_is_pointed_at_its_end() -> None:
    text = SMALL + "unfinished = ["
    (found,) = check(text)
    assert found.line == len(text.splitlines())


def test_an_empty_file_says_what_is_missing() -> None:
    sentences = [one.sentence for one in check("")]
    assert "“area” is missing." in sentences
    assert "“ladder” is missing." in sentences
    assert {one.line for one in check("")} == {1}


def test_an_unknown_key_is_named_with_those_that_are_known() -> None:
    found = problem('front_door = "The Front Door"', f'frontdoor = "x"{HERE}\nfront_door = "The Front Door"')
    assert found.path == "area.frontdoor"
    assert found.sentence.startswith("“frontdoor” is not known here. Known are: code, front_door,")


def test_an_unknown_table_is_named() -> None:
    assert problem("[practice]", f"[persons]{HERE}\n[practice]").sentence.startswith(
        "“persons” is not known here."
    )


def test_a_missing_key_is_told_where_its_table_begins() -> None:
    found = problem('[[cause]]\ncode = "capacity"\n', f"[[cause]]{HERE}\n")
    assert (found.path, found.sentence) == ("cause[1]", "“code” is missing.")


def test_a_table_that_is_no_table_is_told() -> None:
    found = problem('contact = { email = "ot@seaside.example" }', f'contact = "ot@seaside.example"{HERE}')
    assert found.sentence == "“contact” must be a table with keys of its own, not “ot@seaside.example”."


def test_a_list_that_is_no_list_is_told() -> None:
    found = problem('record_systems = ["child-record"]', f'record_systems = "child-record"{HERE}')
    assert found.sentence == "“record_systems” must be a list in square brackets, not “child-record”."


def test_a_code_has_small_letters_digits_and_hyphens() -> None:
    found = problem('code = "capacity"', f'code = "Capacity!"{HERE}')
    assert found.sentence.startswith("“code” must be a code of up to 40 small letters, digits and hyphens")


@pytest.mark.parametrize("odd", ["", "   ", "x" * 121, "two\\nlines", "nul\\u0000"])
def test_a_name_is_text_on_one_line(odd: str) -> None:
    found = problem('name = "Seaside"', f'name = "{odd}"{HERE}')
    assert found.sentence.startswith("“name” must be text in quotes on one line, no longer than 120 letters")


def test_a_label_is_short_enough_for_a_column() -> None:
    assert "no longer than 60 letters" in problem('label = "OT"', f'label = "{"O" * 61}"{HERE}').sentence


def test_a_code_is_no_longer_than_its_column() -> None:
    assert "up to 40" in problem('code = "capacity"', f'code = "{"c" * 41}"{HERE}').sentence


def test_a_date_stands_without_quotes() -> None:
    found = problem("valid_from = 2026-09-01", f'valid_from = "2026-09-01"{HERE}')
    assert (
        found.sentence == "“valid_from” must be a date without quotes, such as 2026-11-02, not “2026-09-01”."
    )


def test_a_date_has_no_time_of_day() -> None:
    assert (
        "a date without quotes"
        in problem("valid_from = 2026-09-01", f"valid_from = 2026-09-01T09:00:00{HERE}").sentence
    )


def test_an_address_that_is_no_address_is_pointed_at_inside_its_table() -> None:
    found = problem('email = "slt@seaside.example"', f'email = "slt at seaside"{HERE}')
    assert found.path == "service[1].contact.email"
    assert found.sentence.startswith("“email” must be an e-mail address")


def test_a_choice_names_its_options() -> None:
    found = problem('kind = "electronic"', f'kind = "digital"{HERE}')
    assert found.sentence == '“kind” must be one of "electronic", "paper", not “digital”.'


def test_yes_and_no_are_true_and_false() -> None:
    found = problem('label = "OT"', f'label = "OT"\nadult = "no"{HERE}')
    assert found.sentence == "“adult” must be true or false, not “no”."


def test_text_is_never_true_or_false() -> None:
    assert problem('name = "Seaside"', f"name = true{HERE}").sentence.endswith("not true.")


def test_a_school_number_has_six_digits() -> None:
    assert "six digits" in problem('urn = "990901"', f'urn = "99090"{HERE}').sentence


def test_a_period_of_practice_is_a_length() -> None:
    found = problem("information_pack = { weeks = 2 }", f"information_pack = 14{HERE}")
    assert (
        found.sentence == "“information_pack” must be a length such as { weeks = 2 } or { working_days = 3 }."
    )


def test_an_offset_is_one_sort_of_time() -> None:
    found = problem("offset = { weeks = 2 }", f"offset = {{ weeks = 2, working_days = 1 }}{HERE}")
    assert (found.path, "mixes working days" in found.sentence) == ("ladder.step[2].offset", True)


def test_an_unknown_key_of_a_step_is_named() -> None:
    assert (
        "“sender” is not known here"
        in problem('anchor = "due"', f'anchor = "due"\nsender = "spoc"{HERE}').sentence
    )


def test_a_reminder_is_checked_key_by_key() -> None:
    assert "“before” must be a length" in problem("before = { weeks = 1 }", f"before = 7{HERE}").sentence


@pytest.mark.parametrize("text", ["ladder = 3", "[ladder]", "[ladder]\nstep = []"])
def test_a_ladder_without_steps_is_told(text: str) -> None:
    assert ("ladder", "The ladder has no steps. Add at least one [[ladder.step]].") in [
        (one.path, one.sentence) for one in check(text)
    ]


def test_a_ladder_holds_nothing_but_steps() -> None:
    found = problem("[[reminder]]", f"[ladder.colour]{HERE}\n[[reminder]]")
    assert found.sentence == "“colour” is not known here. Known are: step."


def test_reminders_are_tables() -> None:
    assert "Each reminder is a table of its own: [[reminder]]." in [
        one.sentence for one in check("reminder = 3")
    ]


def test_all_problems_are_told_from_the_first_line_to_the_last() -> None:
    text = with_change('kind = "electronic"', 'kind = "digital"').replace(
        '"seaside-health"\ncontact', '"lost"\ncontact'
    )
    assert [one.line for one in check(text)] == sorted(one.line for one in check(text))
    assert [one.path for one in check(text)] == ["service[2].provider", "record_system[1].kind"]


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from places(item, (*path, name))


@pytest.mark.parametrize("odd", [3, "x", True, [], {}, [[1]], [{}], [["x"]], {"x": {}}, date(2026, 1, 1)])
def test_whatever_stands_in_a_place_the_check_comes_to_its_end(odd: Any) -> None:
    for path in list(places(tomllib.loads(SMALL)))[1:]:
        data: Any = tomllib.loads(SMALL)
        holder = data
        for part in path[:-1]:
            holder = holder[part]
        holder[path[-1]] = odd
        list(table_problems(Pack, data, ()))
        list(meaning_problems(data))


def test_a_pack_with_problems_is_not_read() -> None:
    with pytest.raises(
        Refused, match="This area pack has 1 problem. On line 3: “name” must be text in quotes"
    ):
        read(with_change('name = "Seaside"', "name = 3"))


HEADING = '[organisation.heading]\nstyle = "{style}"\naddress = {address}\n\n[[organisation]]\ncode = "seaside-spoc"'


@pytest.mark.parametrize(
    ("style", "address", "path"),
    [
        ("nhs", '["The Tide Rooms", "ZZ1 1AA"]', []),
        ("shop", '["The Tide Rooms", "ZZ1 1AA"]', ["organisation[1].heading.style"]),
        ("council", '["ZZ1 1AA"]', ["organisation[1].heading.address"]),
        ("council", '["a", "b", "c", "d", "e", "f", "g", "h"]', ["organisation[1].heading.address"]),
        ("council", '["a", " "]', ["organisation[1].heading.address"]),
        ("council", '"The Tide Rooms"', ["organisation[1].heading.address"]),
    ],
)
def test_a_heading_has_a_manner_and_an_address_that_fits(style: str, address: str, path: list[str]) -> None:
    here = HEADING.format(style=style, address=address)
    found = check(with_change('[[organisation]]\ncode = "seaside-spoc"', here))
    assert [problem.path for problem in found] == path
