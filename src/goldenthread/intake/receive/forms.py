"""What a council's request says: of which child, from whom, and who is involved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import QueryDict

from goldenthread.design import fields, forms
from goldenthread.intake.describe.forms import ASPIRATIONS, OUTCOMES
from goldenthread.intake.receive.candidates import DIFFERENT, Candidate
from goldenthread.rules.identifiers import check_nhs_number, check_upn
from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import in_force

THE_CHILD = ("forename", "surname", "born_on", "nhs_number", "upn", "school", "gp_practice")
THE_REQUEST = (
    "council",
    "reference",
    "on",
    "assessment_requested_on",
    "named",
    "aspirations",
    "outcomes",
    "remark",
)


class Receive(forms.Form):
    """A council's request and the child it is about. `child` is asked where somebody here may be that child."""

    child = fields.Choice("Is it one of these children?", required=False)
    forename = fields.Text("Forename", missing="Enter the child's forename", width=20)
    surname = fields.Text("Surname", missing="Enter the child's surname", width=20)
    born_on = fields.Day(
        "Date of birth (if known)",
        called="The date of birth",
        hint="For example, 31 3 2016",
        past=True,
        required=False,
    )
    nhs_number = fields.Text(
        "NHS number (if known)",
        hint="10 digits, like 999 123 4560",
        width=20,
        inputmode="numeric",
        required=False,
    )
    upn = fields.Text(
        "Unique pupil number, UPN (optional)", hint="A letter and 12 characters", width=20, required=False
    )
    school = fields.Select("School or setting", nothing="Not known, or not on this list", required=False)
    gp_practice = fields.Text("GP practice (optional)", required=False)
    council = fields.Choice("Council", missing="Choose the council that sent the request")
    reference = fields.Text(
        "The council's reference",
        hint="Leave this empty if the council gave none: the case then gets the next number here",
        width=20,
        required=False,
        max_length=40,
    )
    on = fields.Day(
        "When did the request arrive?",
        called="The day of arrival",
        hint="The 6 weeks for health advice start with this day. For example, 2 11 2026",
        past=True,
        missing="Enter the day on which the request arrived",
    )
    assessment_requested_on = fields.Day(
        "When did the council receive the family's request? (optional)",
        called="The day of the family's request",
        hint="Only if the council says so: its own 6, 16 and 20 weeks run from this day",
        past=True,
        required=False,
    )
    named = fields.Choices("Which services does the family say are involved? (optional)", required=False)
    aspirations = fields.Area(
        f"{ASPIRATIONS} (optional)",
        hint="In their own words where you have them. Whoever is asked for advice reads it.",
        rows=4,
        required=False,
    )
    outcomes = fields.Area(
        f"{OUTCOMES} (optional)",
        hint="The difference that is to be made for the child",
        rows=4,
        required=False,
    )
    remark = fields.Area("Note (optional)", rows=3, required=False)
    key = fields.Hidden()

    def __init__(
        self,
        *args: Any,
        councils: Sequence[tuple[str, str]],
        schools: Sequence[tuple[str, str]],
        services: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"key": str(uuid4()), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.candidates: tuple[Candidate, ...] = ()
        # Judged by `settle`: who may be chosen follows from the other answers.
        self.offer("child", [(str(self.data.get("child", "")),) * 2])
        for name, choices in (("council", councils), ("school", schools), ("named", services)):
            self.offer(name, choices)
        if len(councils) == 1:
            self.initial["council"] = councils[0][0]

    def clean_nhs_number(self) -> str | None:
        return _checked(check_nhs_number, self.cleaned_data["nhs_number"])

    def clean_upn(self) -> str | None:
        return _checked(check_upn, self.cleaned_data["upn"])

    def clean_on(self) -> date:
        """A day before the regime's own is a slip of the keyboard: no clock could be explained from it."""
        on: date = self.cleaned_data["on"]
        try:
            in_force("advice", on)
        except Refused as refusal:
            raise ValidationError(refusal.sentence) from None
        return on

    def clean_key(self) -> UUID:
        """An altered key is no error of the user's: the request gets an id of its own."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    def settle(self, candidates: Sequence[Candidate]) -> bool:
        """Whether it is settled who the child is: nobody here is alike, or a person has chosen."""
        self.candidates = tuple(candidates)
        offered = [(each.value, each.words) for each in candidates]
        if candidates and not any(each.is_certain for each in candidates):
            offered.append((DIFFERENT, "None of these: it is a different child"))
        self.offer("child", offered, {each.value: each.hint for each in candidates})
        if not candidates or self.cleaned_data["child"] in dict(offered):
            return True
        if "asked" in self.data:
            self.add_error("child", "Choose who the child is")
        return False

    @property
    def name(self) -> str:
        """The child's name as it was typed."""
        return f"{self.cleaned_data['forename']} {self.cleaned_data['surname']}"

    def particulars(self) -> dict[str, Any]:
        """The child as the request describes them."""
        return {name: self.cleaned_data[name] for name in THE_CHILD}

    def chosen(self) -> Candidate | None:
        """The child here already whom the person chose."""
        return next((each for each in self.candidates if each.value == self.cleaned_data["child"]), None)

    def carried(self) -> list[tuple[str, str]]:
        """All that was typed, to be carried unseen while the person chooses."""
        left_out = {"child", "again", "asked", "csrfmiddlewaretoken"}
        typed = QueryDict("", mutable=True)
        typed.update(self.data)
        return [(name, str(value)) for name in typed if name not in left_out for value in typed.getlist(name)]


def _checked(check: Callable[[str], str], typed: str) -> str | None:
    if not typed:
        return None
    try:
        return check(typed)
    except Refused as refusal:
        raise ValidationError(refusal.sentence) from None
