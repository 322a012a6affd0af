"""The columns of a service's list: those that say which request it is, those to fill in, and the row's token."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.rules.not_known import Answer


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in letters; only what is not locked is read back."""

    key: str
    heading: str
    width: int
    is_locked: bool = True


COLUMNS = (
    Column("reference", "Reference", 16),
    Column("child", "Child", 20),
    Column("nhs_number", "NHS number", 13),
    Column("requested_on", "Requested on", 13),
    Column("due_on", "Due on", 13),
    Column("stands", "How it stands", 18),
    Column("advice_on", "Advice given on", 13, is_locked=False),
    Column("cause", "Reason for lateness", 30, is_locked=False),
    Column("expected_on", "Expected on", 13, is_locked=False),
    Column("answer", "Not known or waiting list", 16, is_locked=False),
    Column("remark", "Remark", 34, is_locked=False),
    Column("token", "Row (leave as it is)", 9),
)
LOCKED = tuple(column.key for column in COLUMNS if column.is_locked and column.key != "token")
"""What a row's token holds still."""

TO_FILL = tuple(column.key for column in COLUMNS if not column.is_locked)
HEADINGS = {column.key: column.heading for column in COLUMNS}
ANSWERS = {Answer.NOT_KNOWN.value: "Not known", Answer.WAITING_LIST.value: "Waiting list"}
