"""Who looks, in the benchmarks: an administrator whose single point of contact serves one area."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db import transaction

from goldenthread.accounts.actions import ensure_system_account, invite
from goldenthread.accounts.models import Membership, User
from goldenthread.database.acting import as_system
from goldenthread.directory.models import Organisation
from goldenthread.rules.access import Role


def administrator() -> User:
    """An account that reads the first made-up area."""
    with transaction.atomic(), as_system("bench"):
        setter = ensure_system_account("bench", "Bench")
        user = invite(email="spoc@bench.example", name="Bench", password=None, by=setter, on=date(2020, 1, 1))
        Membership.objects.get_or_create(
            id=uuid4(),
            user=user,
            organisation=Organisation.objects.get(code="bench-spoc"),
            role=Role.SPOC_ADMINISTRATOR.value,
            starts_on=date(2020, 1, 1),
        )
    return user
