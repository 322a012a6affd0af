"""What is done to a council's request, and the questions asked about a case."""

from goldenthread.intake.actions.questions import answer, ask
from goldenthread.intake.actions.requests import (
    Arriving,
    Checked,
    acknowledge,
    check,
    describe,
    receive,
    receive_child,
    withdraw,
)

__all__ = [
    "Arriving",
    "Checked",
    "acknowledge",
    "answer",
    "ask",
    "check",
    "describe",
    "receive",
    "receive_child",
    "withdraw",
]
