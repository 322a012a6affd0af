"""A child's particulars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields
from goldenthread.design.editing import Editing


class Amend(Editing):
    """Every particular that may be put right, as it stands."""

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

    def __init__(self, *args: Any, schools: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("school", schools)
