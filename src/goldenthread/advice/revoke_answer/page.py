"""What the page says on which a link is taken back."""

from __future__ import annotations

from django.urls import reverse

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.page import Link


def revoke_answer(asked: Asked, *, is_any: bool) -> Deed:
    """Say what follows, or that there is nothing to take back."""
    back = reverse("advice:invite_answer", args=[asked.advice.pk])
    return Deed(
        **{
            **on_case(asked.case_id, asked.child, asked.reference),
            "back": Link("Back to the links", back),
            "cancel": back,
        },
        title="Take a link back",
        button="Take it back",
        intro="Whoever has it open sees nothing more from the next page on. A draft that they saved stays."
        if is_any
        else "No link to answer this request by works any more.",
    )
