"""Before a way in is changed, the person at this desk proves again that it is theirs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest

from goldenthread.accounts.entering import failed, refuse_closed
from goldenthread.rules.refusals import Refused

if TYPE_CHECKING:
    from goldenthread.accounts.models import User

WRONG = "This is not your password. Type the one with which you sign in."


def prove(request: HttpRequest, user: User, password: str, on: date) -> None:
    """Refuse, beside the box, a password that is not theirs. A wrong one counts as a failed sign-in."""
    refuse_closed(request, user.email)
    if not user.check_password(password):
        raise Refused(failed(request, user.email, WRONG, on).sentence, field="password")
