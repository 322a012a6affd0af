"""What is done to requests for advice: asking, what the services answer, and the route for a child not known."""

from goldenthread.advice.actions.answering import answer, draft, hand_in
from goldenthread.advice.actions.asking import (
    acknowledge,
    chase,
    excuse,
    explain,
    record,
    seek,
    withdraw,
)
from goldenthread.advice.actions.not_known import (
    answer_referral,
    decide,
    refer,
    request_decision,
    route,
)

__all__ = [
    "acknowledge",
    "answer",
    "answer_referral",
    "chase",
    "decide",
    "draft",
    "excuse",
    "explain",
    "hand_in",
    "record",
    "refer",
    "request_decision",
    "route",
    "seek",
    "withdraw",
]
