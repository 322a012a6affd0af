"""What loading a pack would change is said before it is done."""

from __future__ import annotations

import pytest

from goldenthread.directory.pack import compare, read
from goldenthread.directory.pack.tests.small import SMALL, with_change

OLD = read(SMALL)


def changes(old: str, new: str) -> list[str]:
    return compare(OLD, read(with_change(old, new)))


def test_the_same_pack_changes_nothing() -> None:
    assert compare(OLD, read("# another comment\n" + SMALL)) == []


def test_a_first_pack_is_all_new() -> None:
    told = compare(None, OLD)
    assert told[0] == "Seaside is new, in force from 1 September 2026."
    assert "Service added: slt, ot." in told
    assert told[-1] == "Ladder added: chase, letter."


def test_a_list_that_a_first_pack_leaves_out_is_not_mentioned() -> None:
    without_schools = read(SMALL[: SMALL.index("[[school]]")])
    assert not [sentence for sentence in compare(None, without_schools) if sentence.startswith("School")]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'contact = { email = "ot@seaside.example" }',
            'contact = { email = "therapies@seaside.example" }',
            "Service OT: contact point changes from ot@seaside.example to therapies@seaside.example.",
        ),
        (
            'contact = { email = "ot@seaside.example" }\n',
            "",
            "Service OT: contact changes from ot@seaside.example to nothing.",
        ),
        ('label = "OT"', 'label = "OT"\nadult = true', "Service OT: adult changes from no to yes."),
        (
            "valid_from = 2026-09-01",
            "valid_from = 2026-10-01",
            "Organisation seaside-spoc: first day changes from 1 September 2026 to 1 October 2026.",
        ),
        (
            "offset = { weeks = 2 }",
            "offset = { weeks = 3 }",
            "Step letter: time after its anchor changes from 2 weeks to 3 weeks.",
        ),
        (
            'anchor = "due"',
            'anchor = "due"\nstops = []',
            "Step chase: what stops it changes from AdviceRecorded, AdviceWithdrawn, RequestWithdrawn to nothing.",
        ),
        (
            "setting_response = { days = 15 }",
            "setting_response = { working_days = 15 }",
            "Practice: setting response changes from 15 days to 15 working days.",
        ),
        (
            'front_door = "The Front Door"',
            'front_door = "The Gateway"',
            "Area: front door changes from The Front Door to The Gateway.",
        ),
    ],
)
def test_a_change_is_said_with_what_it_was_and_will_be(old: str, new: str, sentence: str) -> None:
    assert changes(old, new) == [sentence]


def test_access_taken_away_is_said() -> None:
    assert changes('  { role = "spoc", granted = 2026-09-01 },\n', "") == [
        "Record system child-record: access changes from spoc, 1 September 2026, head-of-therapies, "
        "1 September 2026, 31 August 2027 to head-of-therapies, 1 September 2026, 31 August 2027."
    ]


def test_rows_that_come_and_go_are_said() -> None:
    assert changes('code = "capacity"', 'code = "too-few"') == [
        "Cause of lateness too-few is added.",
        "Cause of lateness capacity is left out; cases that used it keep it.",
    ]


def test_an_empty_list_is_said_as_nothing() -> None:
    assert changes('record_systems = ["child-record"]', "record_systems = []") == [
        "Service SLT: record systems changes from child-record to nothing."
    ]


def test_a_new_order_of_the_ladder_is_said() -> None:
    steps = SMALL[SMALL.index("[[ladder.step]]") : SMALL.index("[[reminder]]")]
    first, second = (f"[[ladder.step]]{step}" for step in steps.split("[[ladder.step]]")[1:])
    both_from_due = second.replace('anchor = "chase"', 'anchor = "due"')
    swapped = read(SMALL.replace(steps, both_from_due + first))
    assert "The order of the ladder changes from chase, letter to letter, chase." in compare(OLD, swapped)


def test_other_words_of_a_letter_are_told_without_quoting_them() -> None:
    before, after = read(SMALL), read(with_change("It is {lateness}.", "It is still {lateness}."))
    assert compare(before, after) == ["Template chase-letter: what the letter says changes."]
