"""How long a service's contact counts as checked: an area's own period, or a guide where it sets none (B17).

A period that the area sets holds letters back once it is over. Without one letters leave, and the contact is listed as
one to be checked: whoever takes over a pack with old days must be able to work, and to see what is old.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from goldenthread.rules.offsets import Offset, offset_from

KEY = "contacts_checked_within"
GUIDE = Offset(days=90)
"""After so long a contact is listed as one to be checked, where the area says nothing: practice, not law."""


def checked_within(data: Mapping[str, Any]) -> Offset | None:
    """The period that an area's pack sets; None where it sets none, so that nothing is held back."""
    told = data.get("practice", {}).get(KEY)
    return offset_from(told, KEY) if told else None


def is_checked(checked_on: date | None, within: Offset, on: date) -> bool:
    """Whether a contact still counts as checked on a day, the last day of the period among them."""
    return checked_on is not None and on <= within.after(checked_on)
