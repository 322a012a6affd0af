"""What an answer over HTTP means for a letter, and what the want of one means."""

from __future__ import annotations

import requests
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from goldenthread.rules.sending import Outcome

SECONDS = 30.0
"""Far below the lease of an attempt: nobody else takes the letter while an answer may still come."""

NOT_YET = frozenset({401, 403, 408, 425, 429})
"""Too many at once, or our own key is not accepted: that says nothing about the letter, and can be mended."""


def outcome_of_status(status: int) -> Outcome:
    """What a status says of what was given."""
    if 200 <= status < 300:
        return Outcome.ACCEPTED
    return Outcome.LATER if status >= 500 or status in NOT_YET else Outcome.REFUSED


def outcome_of(problem: requests.RequestException) -> Outcome:
    """An answer that refuses says so itself. Without one, only what was never connected is known not to be taken."""
    if problem.response is not None:
        return outcome_of_status(problem.response.status_code)
    return Outcome.LATER if _never_connected(problem) else Outcome.LOST


def _never_connected(problem: requests.RequestException) -> bool:
    if isinstance(
        problem, requests.ConnectTimeout | requests.exceptions.SSLError | requests.exceptions.ProxyError
    ):
        return True
    cause = problem.args[0] if problem.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else cause
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)
