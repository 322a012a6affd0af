"""What the services write in the demonstration's year: needs with provision and difference, and how often they saw."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from goldenthread.rules.report import Contact, Need

NEEDS: Mapping[str, tuple[Need, ...]] = {
    "SLT": (
        Need(
            "Understands sentences of two or three words, and loses longer ones.",
            "A speech and language therapist sets up a programme and reviews it each half term; a teaching assistant "
            "carries it out for 20 minutes on three days a week.",
            "Follows an instruction of two steps in class without a prompt, within two terms.",
        ),
        Need(
            "Is understood by the family, and by few others.",
            "Six sessions of therapy for speech sounds, one a week, with practice at home in between.",
            "Is understood by the class teacher when the subject is known, within a year.",
        ),
    ),
    "OT": (
        Need(
            "Tires when sitting and slides from the chair after ten minutes.",
            "An assessment of seating at school, and the chair that it recommends, within a term.",
            "Sits for a lesson of 30 minutes and writes at the table.",
        ),
    ),
    "PHN": (
        Need(
            "Sleeps some five hours a night, and is late for school on most days.",
            "A plan for sleep with the family, with a visit each month for three months.",
            "Is at school by nine on four days of five, within a term.",
        ),
    ),
}
"""By the label of the service."""

OTHERS = (
    Need(
        "Is often worried, and leaves the classroom when plans change.",
        "A named adult at school with whom the day is gone through each morning, and advice to staff once a term.",
        "Stays in class on a day whose plan has changed, on four days of five, within two terms.",
    ),
)


def words(label: str, name: str, day: date) -> dict[str, Any]:
    """The advice of a service as it is handed in on a day."""
    seen = Contact(f"{name}, a clinician", 3, day - timedelta(days=200), day - timedelta(days=9))
    return {"author": f"A clinician of {name}", "needs": NEEDS.get(label, OTHERS), "contacts": [seen]}
