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
from goldenthread.advice.actions.lists import bring_back, hand_out, put_away, send_list, take_back
from goldenthread.advice.actions.not_known import (
    answer_referral,
    decide,
    refer,
    request_decision,
    route,
)
from goldenthread.advice.actions.unfiling import unfile

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
    "send_list",
    "take_back",
    "unfile",
    "withdraw",
]
