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
from goldenthread.advice.actions.linking import invite_answer, prove_code, revoke_answer, send_code
from goldenthread.advice.actions.lists import bring_back, hand_out, put_away, take_back
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
    "bring_back",
    "chase",
    "decide",
    "draft",
    "excuse",
    "explain",
    "hand_in",
    "hand_out",
    "invite_answer",
    "prove_code",
    "put_away",
    "record",
    "refer",
    "request_decision",
    "revoke_answer",
    "route",
    "seek",
    "send_code",
    "take_back",
    "withdraw",
]
