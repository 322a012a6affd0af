"""A full referral: to whom, which needs, which support before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.design import fields, forms

NEEDS = "Say which needs are identified, or which there may be"


class Refer(forms.Form):
    """What the service needs to know to decide by its own criteria."""

    service = fields.Select("To which service?", missing="Choose the service")
    identified = fields.Area(
        "Which needs are identified?",
        hint="What somebody has found and written down. Leave it empty where there is none yet",
        rows=4,
        required=False,
        missing=NEEDS,
    )
    potential = fields.Area(
        "Which needs may there be?",
        hint="What the family, the school or somebody else has noticed",
        rows=4,
        required=False,
    )
    support = fields.Area(
        "Which support has the child had?",
        hint="By whom, since when, and what came of it; or that there was none",
        rows=4,
        missing="Say which support the child has had, or that there was none",
    )
    on = fields.Day(
        "When is the child referred?",
        called="The day of the referral",
        past=True,
        missing="Enter the day of the referral",
    )

    def __init__(self, *args: Any, services: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("service", services)

    def clean(self) -> None:
        if not self.cleaned_data.get("potential"):
            self.need("identified")
