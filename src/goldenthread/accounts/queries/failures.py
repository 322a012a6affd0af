"""Whether sign-in is closed to an account, or from a network address, and until when."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from goldenthread.accounts.models import Failure
from goldenthread.rules.lockout import BY_ACCOUNT, BY_ADDRESS, LOOK_BACK, opens_at


def digest(email: str) -> str:
    """The address that was typed, told apart from others and readable by nobody."""
    typed = email.strip().lower()
    return salted_hmac("goldenthread failures", typed, settings.SECRET_KEY, algorithm="sha256").hexdigest()


def opens_again_at(email: str, address: str | None) -> datetime | None:
    """The moment from which this account may be tried again from here; None where it may now."""
    whose = digest(email)
    rows = Failure.objects.filter(Q(whose=whose) | Q(address=address, address__isnull=False))
    recent = list(rows.filter(moment__gt=Now() - LOOK_BACK).values_list("whose", "address", "moment", Now()))
    if not recent:
        return None
    now = recent[0][3]
    closed = [
        opens_at([row[2] for row in recent if row[0] == whose], BY_ACCOUNT, now),
        opens_at([row[2] for row in recent if row[1] == address], BY_ADDRESS, now),
    ]
    return max((each for each in closed if each), default=None)
