"""Identifiers of children and schools: normalised, with their check digits."""

from __future__ import annotations

import nhs_number
from stdnum.exceptions import ValidationError
from stdnum.gb import upn

from goldenthread.rules.refusals import Refused


def digits(text: str) -> str:
    """The digits of a text, in their order."""
    return "".join(each for each in text if each.isdigit() and each.isascii())


def check_nhs_number(text: str) -> str:
    """The ten digits of a valid NHS number. Refused where its check digit fails."""
    number = "".join(text.split()).replace("-", "")
    if len(number) != 10 or digits(number) != number or not nhs_number.is_valid(number):
        raise Refused(
            "This is not a valid NHS number: it has 10 digits and the last checks the others. Copy it again.",
            field="nhs_number",
        )
    return number


def check_upn(text: str) -> str:
    """A valid unique pupil number, in capitals. Refused where its check letter fails."""
    try:
        return str(upn.validate(text.strip().upper()))
    except ValidationError:
        raise Refused("This is not a valid UPN: a letter and 12 characters. Copy it again.", field="upn") from None
