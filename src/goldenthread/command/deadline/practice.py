"""The area pack behind a limit of local practice; law never needs one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from goldenthread.command.areas import area_file
from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import Force, Limit
from goldenthread.rules.regime.practice import as_practised

DEFAULT_AREA = "torbay"


class Pack(NamedTuple):
    """An area's pack as data, with the code it was asked by."""

    code: str
    name: str
    data: Mapping[str, Any]

    @property
    def practice(self) -> Mapping[str, Any]:
        """The periods that this area has set for itself."""
        table: Mapping[str, Any] = self.data.get("practice", {})
        return table

    def whose(self, limit: Limit) -> str:
        """Which pack the answer rests on, in a sentence."""
        if limit.practice in self.practice:
            return f"The area pack of {self.name} ({self.code}) sets it: {limit.period}."
        return f"The area pack of {self.name} ({self.code}) sets no period of its own; {limit.period} is the usual one."


def read_pack(code: str | None) -> Pack:
    """The pack of an area, Torbay's unless told."""
    import tomllib  # the law alone needs no pack, and starts the sooner

    code = code or DEFAULT_AREA
    path = area_file(code)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise Refused(
            f"The area pack {path} cannot be read: {problem}. Mend it, or name another with --area."
        ) from None
    return Pack(code, data.get("area", {}).get("name", code), data)


def practised(limit: Limit, area: str | None) -> tuple[Limit, Pack | None]:
    """The limit as the area practises it, with the pack; law as it stands."""
    if limit.force is Force.LAW:
        if area is not None:
            area_file(area)
        return limit, None
    pack = read_pack(area)
    return as_practised(limit, pack.practice), pack
