"""A notice of delivery that came by mail, whoever brought it: the inbox reads it, and tells it here by a setting."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.database.acting import acting_as
from goldenthread.post import actions, queries
from goldenthread.rules.returns import Notice, why


def came_back(letter: UUID, area: UUID, notice: Notice, *, on: date) -> bool:
    """A mail server's notice about a letter of ours. Whether there is such a letter; only what is final changes it.

    The post's own account writes it down: whoever brought the notice need not see the letter's case.
    """
    by = ensure_system_account("post", "The post")
    if notice.is_final:
        return actions.return_(message=letter, area=area, why=why(notice), by=by, on=on)
    with acting_as(by):
        return queries.is_of(area, letter)
