"""A day typed into three boxes is that day, or a sentence about what is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.design import fields, forms
from goldenthread.design.tests.reading import EVIL, Screen, safe

TODAY = date(2026, 11, 22)


class Receipt(forms.Form):
    received_on = fields.Day(
        "When did the request reach you?",
        called="The day of receipt",
        past=True,
        missing="Enter the day of receipt",
    )


def typed(day: str, month: str, year: str) -> Receipt:
    data = {"received_on_day": day, "received_on_month": month, "received_on_year": year}
    return Receipt(data, today=TODAY)


def refusal(form: Receipt) -> str:
    assert not form.is_valid()
    return form.errors["received_on"][0]


@pytest.mark.parametrize(
    ("day", "month", "year", "meant"),
    [
        ("2", "11", "2026", date(2026, 11, 2)),
        ("02", "01", "2026", date(2026, 1, 2)),
        (" 2 ", " 11 ", " 2026 ", date(2026, 11, 2)),
        ("2", "Nov", "2026", date(2026, 11, 2)),
        ("2", "november", "2026", date(2026, 11, 2)),
        ("2", "Sept.", "2026", date(2026, 9, 2)),
        ("29", "2", "2024", date(2024, 2, 29)),
        ("22", "11", "2026", TODAY),
    ],
)
def test_a_day_is_read_as_people_type_it(day, month, year, meant):
    form = typed(day, month, year)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["received_on"] == meant


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("", "", "", "Enter the day of receipt"),
        ("", "11", "2026", "The day of receipt must include a day"),
        ("2", "", "", "The day of receipt must include a month and a year"),
        ("", "11", "", "The day of receipt must include a day and a year"),
        ("2", "11", "26", "The day of receipt must have a year of 4 numbers, like 2026"),
        ("2", "11", "0026", "The day of receipt must have a year of 4 numbers, like 2026"),
        ("2", "11", "twenty", "The day of receipt must have a year of 4 numbers, like 2026"),
        ("2", "13", "2026", "The day of receipt must have a month from 1 to 12, or its name"),
        ("2", "0", "2026", "The day of receipt must have a month from 1 to 12, or its name"),
        ("2", "Ma", "2026", "The day of receipt must have a month from 1 to 12, or its name"),
        ("2", "Novembre", "2026", "The day of receipt must have a month from 1 to 12, or its name"),
        ("second", "11", "2026", "The day of receipt must have a day in numbers, like 2"),
        ("-2", "11", "2026", "The day of receipt must have a day in numbers, like 2"),
        ("٢", "11", "2026", "The day of receipt must have a day in numbers, like 2"),
        ("29", "2", "2026", "The day of receipt must be a real date: February 2026 has no day 29"),
        ("31", "11", "2026", "The day of receipt must be a real date: November 2026 has no day 31"),
        ("0", "11", "2026", "The day of receipt must be a real date: November 2026 has no day 0"),
        ("23", "11", "2026", "The day of receipt must be today, 22 November 2026, or in the past"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_a_sentence(day, month, year, sentence):
    assert refusal(typed(day, month, year)) == sentence


@pytest.mark.parametrize(
    ("day", "month", "year", "wrong"),
    [
        ("", "", "", ["day", "month", "year"]),
        ("2", "", "2026", ["month"]),
        ("2", "11", "26", ["year"]),
        ("31", "11", "2026", ["day"]),
        ("23", "11", "2026", ["day", "month", "year"]),
    ],
)
def test_the_box_that_is_wrong_is_marked_and_led_to(day, month, year, wrong):
    form = typed(day, month, year)
    marked = [
        box["name"] for box in Screen(str(form["received_on"])).all("input", class_="nhsuk-input--error")
    ]
    assert marked == [f"received_on_{box}" for box in wrong]
    assert form.error_summary() == [{"text": refusal(form), "href": f"#id_received_on_{wrong[0]}"}]


def test_what_was_typed_stays_in_the_boxes():
    screen = safe(Screen(str(typed("31", "Feb", EVIL)["received_on"])))
    assert [box["value"] for box in screen.all("input")] == ["31", "Feb", EVIL]


def test_the_boxes_are_a_group_with_its_question_hint_and_error():
    screen = safe(Screen(str(typed("31", "2", "2026")["received_on"])))
    group = screen.one("fieldset", role="group")
    assert group["aria-describedby"] == "id_received_on-hint id_received_on-error"
    assert screen.one("legend").text == "When did the request reach you?"
    assert [label.text for label in screen.all("label")] == ["Day", "Month", "Year"]


def test_a_day_known_beforehand_is_shown():
    form = Receipt(today=TODAY, initial={"received_on": date(2026, 11, 2)})
    assert [box["value"] for box in Screen(str(form["received_on"])).all("input")] == ["2", "11", "2026"]


def test_a_link_may_carry_the_day_in_one_piece():
    form = Receipt({"received_on": "2026-11-02"}, today=TODAY)
    assert form.is_valid()
    assert form.cleaned_data["received_on"] == date(2026, 11, 2)


def test_a_link_with_nonsense_is_refused_like_nonsense_typed():
    assert (
        refusal(Receipt({"received_on": "soon"}, today=TODAY))
        == "The day of receipt must include a day and a month"
    )


def test_a_form_that_refuses_the_future_must_know_the_day():
    with pytest.raises(TypeError, match="today="):
        Receipt({})


class Meeting(forms.Form):
    meets_on = fields.Day("When is the meeting?", required=False)


@pytest.mark.parametrize(
    ("posted", "meant"), [({"meets_on": "2031-01-06"}, date(2031, 1, 6)), ({"x": "1"}, None)]
)
def test_a_day_to_come_is_welcome_where_nothing_forbids_it(posted: dict[str, Any], meant):
    form = Meeting(posted)
    assert form.is_valid()
    assert form.cleaned_data["meets_on"] == meant


def test_a_day_that_is_typed_again_has_not_changed():
    before = {"meets_on": date(2031, 1, 6)}
    assert not Meeting({"meets_on": "2031-1-6"}, initial=before).has_changed()
    assert Meeting({"meets_on": "2031-1-7"}, initial=before).has_changed()
