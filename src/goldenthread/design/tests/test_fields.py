"""Each field shows its question, hint, error and answer, and takes an answer back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goldenthread.design import fields, forms
from goldenthread.design.environment import environment
from goldenthread.design.tests.reading import EVIL, Screen, safe

SERVICES = [("slt", "Speech and language therapy"), ("ot", "Occupational therapy")]


class Everything(forms.Form):
    """One field of each kind, all to be answered."""

    reference = fields.Text(
        "Council reference", width=10, hint="Like EHC-12345", missing="Enter the reference"
    )
    email = fields.Email("Email address", hint="We write to it", missing="Enter an email address")
    password = fields.Password("Password", hint="At least 12 characters", missing="Enter your password")
    note = fields.Area("Note", rows=3, hint="No names", missing="Write a note")
    days = fields.Number("How many days?", hint="Whole days", missing="Enter the days")
    cause = fields.Choice("Why late?", choices=SERVICES, hint="One of them", missing="Choose a cause")
    services = fields.Choices(
        "Which services?", choices=SERVICES, hint="Any of them", missing="Choose a service"
    )
    school = fields.Select("School", choices=SERVICES, hint="Of the child", missing="Choose a school")
    letter = fields.File("Letter", accept=".pdf", hint="As PDF", missing="Choose a file")
    heard_on = fields.Day("When?", hint="Like 2 11 2026", missing="Enter a date")


VISIBLE = list(Everything.base_fields)


def shown(form: forms.Form, name: str) -> Screen:
    return safe(Screen(str(form[name])))


def controls(screen: Screen) -> list[Any]:
    return [element for element in screen.elements if element.tag in ("input", "select", "textarea")]


@pytest.mark.parametrize("name", VISIBLE)
def test_a_field_shows_its_question_and_hint_and_no_error(name):
    screen, field = shown(Everything(), name), Everything.base_fields[name]
    questions = [element.text for tag in ("label", "legend") for element in screen.all(tag)]
    assert field.label in questions
    assert screen.one("div", id=f"id_{name}-hint").text == field.help_text
    assert not screen.all("span", class_="nhsuk-error-message")


@pytest.mark.parametrize("name", VISIBLE)
def test_a_field_without_an_answer_says_so_and_is_described_by_it(name):
    screen, field = shown(Everything({"x": "1"}), name), Everything.base_fields[name]
    assert screen.one("span", id=f"id_{name}-error").text == f"Error: {field.error_messages['required']}"
    described = [
        element for element in screen.elements if f"id_{name}-error" in (element["aria-describedby"] or "")
    ]
    assert [element.tag for element in described] in (["input"], ["textarea"], ["select"], ["fieldset"])
    assert "nhsuk-form-group--error" in screen.elements[0].classes


@pytest.mark.parametrize("name", VISIBLE)
def test_an_error_leads_to_something_that_takes_the_answer(name):
    form = Everything({"x": "1"})
    anchor = next(one["href"] for one in form.error_summary() if one["text"] == form.errors[name][0]).lstrip(
        "#"
    )
    assert anchor in [control["id"] for control in controls(shown(form, name))]


@pytest.mark.parametrize("name", [name for name in VISIBLE if name not in ("password", "letter")])
def test_what_was_typed_is_shown_again_and_never_runs(name):
    form = Everything({name: [EVIL] if name == "services" else EVIL})
    screen = shown(form, name)
    assert not screen.all("script")
    assert not [element for element in screen.elements if "onfocus" in element.attributes]


@pytest.mark.parametrize("name", ["reference", "email", "days"])
def test_a_line_that_was_typed_stands_in_its_box(name):
    assert controls(shown(Everything({name: EVIL}), name))[0]["value"] == EVIL


def test_several_lines_keep_their_line_ends_even_at_the_beginning():
    screen = shown(Everything({"note": "\nOne\n  two"}), "note")
    assert screen.html.split("</textarea>")[0].endswith('rows="3">\n\nOne\n  two')


def test_a_hostile_question_and_hint_are_words():
    class Hostile(forms.Form):
        line = fields.Text(EVIL, hint=EVIL)
        one = fields.Choice(EVIL, choices=[(EVIL, EVIL)], hints={EVIL: EVIL})
        some = fields.Choices(EVIL, choices=[(EVIL, EVIL)], hints={EVIL: EVIL})
        many = fields.Select(EVIL, choices=[(EVIL, EVIL)], nothing=EVIL)
        sure = fields.Tick(EVIL, hint=EVIL, missing=EVIL)

    screen = safe(Screen(str(Hostile({"x": "1"}))))
    assert not screen.all("script")


def test_a_password_is_never_shown_again():
    screen = shown(Everything({"password": "correct horse battery"}), "password")
    assert "correct horse" not in screen.html
    assert screen.one("input")["type"] == "password"


def test_a_password_keeps_the_spaces_it_was_given():
    form = Everything({"password": "  two spaces "})
    form.is_valid()
    assert form.cleaned_data["password"] == "  two spaces "


def test_a_bad_email_address_is_refused_with_an_example():
    form = Everything({"email": "pat at torbay"})
    assert form.errors["email"] == ["Enter an email address in the correct format, like name@example.com"]


@pytest.mark.parametrize("typed", ["twelve", "1.5"])
def test_a_number_is_whole(typed):
    assert Everything({"days": typed}).errors["days"] == ["“How many days?” must be a whole number, like 12"]


def test_the_answer_chosen_is_marked():
    form = Everything({"cause": "ot", "services": ["ot", "slt"], "school": "ot"})
    chosen = {name: shown(form, name) for name in ("cause", "services", "school")}
    assert [box["value"] for box in chosen["cause"].all("input") if "checked" in box.attributes] == ["ot"]
    assert [box["value"] for box in chosen["services"].all("input") if "checked" in box.attributes] == [
        "slt",
        "ot",
    ]
    assert [box["value"] for box in chosen["school"].all("option") if "selected" in box.attributes] == ["ot"]


def test_choices_are_answered_with_their_values():
    form = Everything({"cause": "ot", "services": ["ot", "slt"], "school": "ot"})
    form.is_valid()
    assert [form.cleaned_data[name] for name in ("cause", "services", "school")] == [
        "ot",
        ["ot", "slt"],
        "ot",
    ]


@pytest.mark.parametrize("name", ["cause", "services", "school"])
def test_an_answer_that_is_not_on_the_list_is_refused(name):
    assert Everything({name: "board"}).errors[name] == ["Choose from the list"]


def test_a_list_offers_nothing_first():
    options = shown(Everything(), "school").all("option")
    assert (options[0]["value"], options[0].text) == ("", "Choose one")


def test_a_choice_has_a_hint_of_its_own():
    class Late(forms.Form):
        cause = fields.Choice("Why late?", choices=SERVICES, hints={"ot": "Covers splints"}, inline=True)

    screen = shown(Late(), "cause")
    assert screen.one("input", value="ot")["aria-describedby"] == "id_cause-2-item-hint"
    assert screen.one("div", id="id_cause-2-item-hint").text == "Covers splints"
    assert screen.all("div", class_="nhsuk-radios--inline")


class Sure(forms.Form):
    sure = fields.Tick("I have checked", hint="Against the letter", missing="Tick to say that you checked")


@pytest.mark.parametrize(("posted", "ticked"), [({"sure": "on"}, True), ({"x": "1"}, False)])
def test_a_tick_is_yes_or_missing(posted, ticked):
    form = Sure(posted)
    assert form.is_valid() is ticked
    assert ("checked" in shown(form, "sure").one("input").attributes) is ticked
    assert ticked or form.errors["sure"] == ["Tick to say that you checked"]


def test_a_file_is_taken_and_an_empty_one_refused():
    full, empty = SimpleUploadedFile("a.pdf", b"%PDF"), SimpleUploadedFile("b.pdf", b"")
    assert "letter" not in Everything({"x": "1"}, {"letter": full}).errors
    assert Everything({"x": "1"}, {"letter": empty}).errors["letter"] == ["The file is empty: choose another"]
    assert shown(Everything(), "letter").one("input")["accept"] == ".pdf"


def test_a_hidden_field_carries_its_value_unseen():
    class Carrying(forms.Form):
        row = fields.Hidden()

    screen = safe(Screen(str(Carrying(initial={"row": EVIL}))))
    assert (screen.one("input")["type"], screen.one("input")["value"]) == ("hidden", EVIL)
    assert not screen.all("label")


def test_a_search_may_be_left_empty():
    class Finding(forms.Form):
        q = fields.Search("Name or reference")

    assert Finding({"x": "1"}).is_valid()
    assert shown(Finding(), "q").one("input")["type"] == "search"


def test_two_forms_on_a_page_keep_apart_by_prefix():
    first, second = Everything(prefix="a"), Everything(prefix="b")
    safe(Screen(f"<div>{first}{second}</div>"))


def skeleton(html: str) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    return [
        (one.tag, tuple(sorted((k, v) for k, v in one.attributes.items() if k != "autocomplete")))
        for one in Screen(html).elements
    ]


@pytest.mark.parametrize(
    ("name", "macro", "own"),
    [
        (
            "reference",
            "input",
            {"type": "text", "width": 10, "label": {"text": "Council reference", "size": "s"}},
        ),
        ("note", "textarea", {"rows": 3, "label": {"text": "Note", "size": "s"}}),
        (
            "school",
            "select",
            {
                "label": {"text": "School", "size": "s"},
                "items": [
                    {"value": "", "text": "Choose one"},
                    *({"value": v, "text": t} for v, t in SERVICES),
                ],
            },
        ),
    ],
)
@pytest.mark.parametrize("data", [None, {"x": "1"}])
def test_fields_drawn_by_hand_are_those_of_the_macros(name, macro, own, data):
    """An upgrade of NHS.UK frontend that changes these three must be followed here."""
    form = Everything(data)
    source = f'{{% from "nhsuk/components/{macro}/macro.jinja" import {macro} %}}{{{{ {macro}(params) }}}}'
    by_macro = environment().from_string(source).render(params={**form[name].params, **own})
    assert skeleton(str(form[name])) == skeleton(by_macro)
