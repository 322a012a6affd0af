"""Of whom, about what, and the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.design import fields, forms

CASE = "case"
LONGEST = 4000


class Ask(forms.Form):
    """One question to one owner."""

    to = fields.Choice("Of whom do you ask?", missing="Choose of whom you ask")
    about = fields.Choice("What is it about?", missing="Choose what it is about")
    text = fields.Area(
        "Your question",
        hint="One thing at a time. It stands on the case, for those who may read what staff write there",
        rows=5,
        max_length=LONGEST,
        missing="Write your question",
    )

    def __init__(
        self, *args: Any, owners: Mapping[str, str], requests: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        """`requests` are (id, name)."""
        super().__init__(*args, **kwargs)
        self.offer("to", list(owners.items()))
        hints = {CASE: "Each service that was asked on the case reads it too"}
        hints |= dict.fromkeys(
            (key for key, _ in requests), "Of the services only the one that asks or is asked reads it"
        )
        self.offer("about", [(CASE, "The case as a whole"), *requests], hints)
