"""What is done to a council's request, and the questions asked about a case."""

from goldenthread.intake.actions.arriving import Arriving, receive_child
from goldenthread.intake.actions.checking import Checked, check
from goldenthread.intake.actions.questions import answer, ask
from goldenthread.intake.actions.requests import Hopes, acknowledge, describe, receive, withdraw

__all__ = [
    "Arriving",
    "Checked",
    "Hopes",
    "acknowledge",
    "answer",
    "ask",
    "check",
    "describe",
    "receive",
    "receive_child",
    "withdraw",
]
