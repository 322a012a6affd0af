"""Local practice beside the law: an area pack sets these limits in its `[practice]` table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime.limit import Force, Limit, Unit

UNITS: Mapping[str, Unit] = {"weeks": Unit.WEEKS, "days": Unit.DAYS, "working_days": Unit.WORKING_DAYS}


def as_practised(limit: Limit, practice: Mapping[str, Any]) -> Limit:
    """The limit with the amount that an area's pack sets, or as it stands where the pack sets none.

    Law is never altered by a pack. An entry reads `information_pack = {weeks = 2}`.
    """
    if limit.force is Force.LAW or limit.practice not in practice:
        return limit
    entry = practice[limit.practice]
    if isinstance(entry, Mapping) and len(entry) == 1:
        [(name, amount)] = entry.items()
        if name in UNITS and isinstance(amount, int) and not isinstance(amount, bool) and amount > 0:
            return replace(limit, unit=UNITS[name], amount=amount)
    raise Refused(
        f"The area's practice “{limit.practice}” cannot be read. Write it as {limit.practice} = {{weeks = "
        "2}}, with weeks, days or working_days and a whole number.",
        field=limit.practice,
    )
