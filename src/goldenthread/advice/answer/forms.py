"""The structured form: rows of need, provision and difference; who saw the child how often; who gives the advice.

A draft keeps what stands in the boxes as it was typed, whole or half, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms import BoundField

from goldenthread.design import fields, forms
from goldenthread.design.fields.day import Boxes
from goldenthread.design.given_back import STOOD
from goldenthread.rules import report

ROWS = {"needs": 1, "contacts": 1}
"""How many rows of each the form begins with."""

NEED = ("need", "provision", "difference")
CONTACT = ("who", "times", "from", "to")


class Answer(forms.Form):
    """`rows` says how many rows of needs and contacts there are; a row that is left empty counts for nothing.

    `stood` carries the draft that the person has before them, signed.
    """

    stood = fields.Hidden(required=False)
    is_unseen = fields.Tick("Nobody of the service has seen the child", required=False)
    author = fields.Text(
        "Who gives this advice?",
        hint="Name and role, such as Amy Hext, occupational therapist",
        required=False,
        max_length=200,
        error_messages={"max_length": "Shorten the name and role to 200 letters"},
    )

    def __init__(
        self,
        *args: Any,
        rows: Mapping[str, int] = ROWS,
        initial: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        self.rows = {name: counted(rows.get(name, number)) for name, number in ROWS.items()}
        every = {**dict(_made(self.rows)), **type(self).base_fields}
        vars(self)["base_fields"] = every  # the class has those that every form has
        super().__init__(*args, initial=_initial(every, initial or {}), **options)

    def needs(self) -> Iterator[list[BoundField]]:
        """The boxes of each row of needs."""
        return ([self[f"{name}_{number}"] for name in NEED] for number in self._numbers("needs"))

    def contacts(self) -> Iterator[list[BoundField]]:
        """The boxes of each row of contacts."""
        return ([self[f"{name}_{number}"] for name in CONTACT] for number in self._numbers("contacts"))

    def _numbers(self, name: str) -> range:
        return range(1, self.rows[name] + 1)

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong is said at once, each beside its box."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for problem in report.problems(
            self.given_needs,
            self.given_contacts,
            is_unseen=bool(given.get("is_unseen")),
            today=_known(self.today),
        ):
            if problem.field not in self.errors:
                self.add_error(problem.field, problem.sentence)
        if not given.get("author") and "author" not in self.errors:
            self.add_error("author", "Enter who gives this advice: the name and the role.")
        return given

    @property
    def given_needs(self) -> list[report.Need]:
        """The rows of needs as they were given, blank ones among them."""
        given = self.cleaned_data
        return [
            report.Need(*(given.get(f"{name}_{number}") or "" for name in NEED))
            for number in self._numbers("needs")
        ]

    @property
    def given_contacts(self) -> list[report.Contact]:
        """The rows of contacts, the same."""
        given = self.cleaned_data
        return [
            report.Contact(
                given.get(f"who_{number}") or "", *(given.get(f"{name}_{number}") for name in CONTACT[1:])
            )
            for number in self._numbers("contacts")
        ]


def questions() -> dict[str, Any]:
    """Every question that a form of advice can have, by name: with as many rows as there can be."""
    own = {name: field for name, field in Answer.base_fields.items() if name != STOOD}
    return {**dict(_made(dict.fromkeys(ROWS, report.MOST_ROWS))), **own}


def _known(today: Any) -> Any:
    if today is None:
        raise TypeError("Advice says when a child was seen: give its form today=…")
    return today


def _made(rows: Mapping[str, int]) -> Iterator[tuple[str, Any]]:
    """The boxes of every row, under their names."""
    for number in range(1, rows["needs"] + 1):
        yield from _need(number)
    for number in range(1, rows["contacts"] + 1):
        yield from _contact(number)


def _need(number: int) -> Iterator[tuple[str, Any]]:
    yield (
        f"need_{number}",
        fields.Area(
            f"Need {number}", hint="What the child finds hard or needs help with", rows=4, required=False
        ),
    )
    yield (
        f"provision_{number}",
        fields.Area(
            f"Provision required as a result of need {number}",
            hint="What is to be given, by whom, how often and for how long",
            rows=4,
            required=False,
        ),
    )
    yield (
        f"difference_{number}",
        fields.Area(
            f"Difference expected for need {number}",
            hint="What the child will be able to do, and by when",
            rows=3,
            required=False,
        ),
    )


def _contact(number: int) -> Iterator[tuple[str, Any]]:
    yield (
        f"who_{number}",
        fields.Text(
            f"Who saw the child ({number})",
            hint="A name and role, or the team",
            required=False,
            max_length=200,
        ),
    )
    yield f"times_{number}", fields.Number(f"How many times ({number})", required=False)
    for name, words in (("from", "First seen"), ("to", "Last seen")):
        called = f"The day on which the child was {words.lower()}"
        yield f"{name}_{number}", fields.Day(f"{words} on ({number})", called=called, required=False)


def boxes(name: str, field: Any) -> list[str]:
    """The names under which a field is sent: a day has three boxes."""
    return [f"{name}_{box}" for box in Boxes._fields] if isinstance(field, fields.Day) else [name]


def counted(number: int) -> int:
    """A number of rows that a form can have."""
    return max(1, min(int(number), report.MOST_ROWS))


def rows_of(typed: Mapping[str, str]) -> dict[str, int]:
    """How many rows of each a draft, or a form that was sent, has."""
    return {
        name: counted(int(said) if (said := str(typed.get(name, ""))).isdecimal() and len(said) < 4 else 1)
        for name in ROWS
    }


def _initial(every: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, Any]:
    """What a draft kept, as its boxes show it."""
    return {
        name: Boxes(*(typed.get(box, "") for box in boxes(name, field)))
        if isinstance(field, fields.Day)
        else typed.get(name, "")
        for name, field in every.items()
    }
