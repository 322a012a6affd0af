"""What is done to requests for advice: asking, and what the services answer."""

from goldenthread.advice.actions.asking import (
    acknowledge,
    chase,
    excuse,
    explain,
    record,
    seek,
    withdraw,
)

__all__ = [
    "acknowledge",
    "chase",
    "excuse",
    "explain",
    "record",
    "seek",
    "withdraw",
]
