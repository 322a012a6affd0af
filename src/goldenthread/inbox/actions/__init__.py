"""What is done to a mail: keeping and reading it, filing it to a case or to none, and taking it off a wrong one."""

from goldenthread.inbox.actions.mails import (
    LARGEST_MAIL,
    MOST_TRIES,
    begin,
    dismiss,
    expect,
    file_,
    give_up,
    keep,
    look_at,
    read,
    settle,
    take,
)
from goldenthread.inbox.actions.unfiling import unfile

__all__ = [
    "LARGEST_MAIL",
    "MOST_TRIES",
    "begin",
    "dismiss",
    "expect",
    "file_",
    "give_up",
    "keep",
    "look_at",
    "read",
    "settle",
    "take",
    "unfile",
]
