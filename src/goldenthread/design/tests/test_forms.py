"""A form lists its problems, and takes an action's refusal as its own."""

from __future__ import annotations

import pytest

from goldenthread.design import fields, forms
from goldenthread.design.tests.reading import Screen, safe
from goldenthread.rules.refusals import Refused


class Seek(forms.Form):
    reference = fields.Text("Reference", missing="Enter the reference")
    cause = fields.Choice("Why late?", choices=[("staff", "Staff away")], missing="Choose a cause")


def answered() -> Seek:
    form = Seek({"reference": "EHC-1", "cause": "staff"})
    assert form.is_valid()
    return form


def test_problems_are_listed_in_the_order_of_the_fields():
    assert Seek({"x": "1"}).error_summary() == [
        {"text": "Enter the reference", "href": "#id_reference"},
        {"text": "Choose a cause", "href": "#id_cause"},
    ]


def test_a_form_without_problems_lists_none():
    assert answered().error_summary() == []


def test_a_refusal_stands_beside_the_field_it_names():
    form = answered()
    with form.refusing():
        raise Refused("EHC-1 is already here. Open it instead.", "reference")
    assert form.error_summary() == [
        {"text": "EHC-1 is already here. Open it instead.", "href": "#id_reference"}
    ]
    assert "EHC-1 is already here" in str(form["reference"])


@pytest.mark.parametrize("field", [None, "service"])
def test_a_refusal_about_nothing_in_the_form_stands_on_top(field):
    form = answered()
    with form.refusing():
        raise Refused("The request was withdrawn on 2 November 2026.", field)
    assert form.error_summary() == [{"text": "The request was withdrawn on 2 November 2026."}]


def test_what_is_not_a_refusal_is_not_hidden():
    with pytest.raises(ZeroDivisionError), answered().refusing():
        raise ZeroDivisionError


def test_an_action_that_is_not_refused_leaves_the_form_clean():
    form = answered()
    with form.refusing():
        pass
    assert form.is_valid()


def test_a_form_shows_all_its_fields():
    screen = safe(Screen(f"<form>{Seek()}</form>"))
    assert [element["name"] for element in screen.all("input")] == ["reference", "cause"]


def test_a_field_has_a_sentence_for_no_answer_even_if_none_was_written():
    class Bare(forms.Form):
        reference = fields.Text("Council reference")

    assert Bare({"x": "1"}).errors["reference"] == ["Answer “Council reference”"]


class Check(forms.Form):
    """Whether a service is involved; a closed record needs the day it was closed."""

    involvement = fields.Choice(
        "Is the child known?",
        choices=[("open", "Open now"), ("closed", "Closed")],
        reveals={"closed": ["closed_on"]},
    )
    closed_on = fields.Day("When was it closed?", required=False, missing="Enter the day it was closed")

    def clean(self) -> None:
        if self.cleaned_data.get("involvement") == "closed":
            self.need("closed_on")


def test_a_field_that_a_choice_reveals_stands_under_it_and_nowhere_else():
    screen = safe(Screen(f"<form>{Check()}</form>"))
    under = screen.one("div", class_="nhsuk-radios__conditional")
    assert under["id"] == screen.one("input", value="closed")["data-aria-controls"]
    assert under.text.startswith("When was it closed?")
    assert len(screen.all("input", name="closed_on_day")) == 1


def test_what_is_revealed_is_hidden_by_the_style_sheet_alone_so_no_radio_button_claims_to_expand():
    screen = Screen(str(Check({"involvement": "open"})["involvement"]))
    assert len(screen.all("div", class_="gt-revealed")) == 1
    assert not [radio for radio in screen.all("input", type="radio") if "data-aria-controls" in str(radio)]


@pytest.mark.parametrize(
    ("posted", "problems"),
    [
        ({"involvement": "open"}, []),
        ({"involvement": "closed", "closed_on": "2026-11-02"}, []),
        ({"involvement": "closed"}, ["Enter the day it was closed"]),
        (
            {"involvement": "closed", "closed_on": "2026-13-02"},
            ["The date must have a month from 1 to 12, or its name"],
        ),
    ],
)
def test_an_answer_is_needed_only_where_another_asks_for_it(posted, problems):
    assert [problem["text"] for problem in Check(posted).error_summary()] == problems
