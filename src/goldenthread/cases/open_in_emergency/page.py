"""What the page says on which a case is opened in an emergency, and what is said once it is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from goldenthread.design.page import Question
from goldenthread.design.words import moment
from goldenthread.rules.access import EMERGENCY_MINUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInEmergency(Question):
    """What follows, said before anything is asked."""

    intro: str
    follows: tuple[str, ...]


def open_in_emergency() -> OpenInEmergency:
    """Say what it is for and what follows."""
    return OpenInEmergency(
        title="Open a case in an emergency",
        button="Open the case",
        cancel=reverse("desk:worklist"),
        intro="For a child whose record you must see now, and into whose case nobody has let you. "
        "If it can wait, ask the single point of contact to let you in.",
        follows=(
            f"The case is open to you for {EMERGENCY_MINUTES} minutes, to read. You can change nothing and take "
            "nothing out.",
            "The privacy officer and the manager of the single point of contact are told at once.",
            "The privacy officer reads what you write here and asks whether it was right.",
        ),
    )


def opened(until: datetime, reference: str) -> str:
    """What whoever opened it is told on the case's page."""
    return (
        f"You opened this case in an emergency. It is open to you until {moment(until)}, to read. The privacy "
        f"officer and the manager of the single point of contact are told, as opening {reference}."
    )
