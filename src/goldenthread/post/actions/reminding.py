"""The word that a letter waits, said again every few working days: nobody signs what they have forgotten (B15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from goldenthread.directory.queries import current_pack
from goldenthread.post.letters import NOTICE, Letter, address
from goldenthread.post.models import Message
from goldenthread.rules.channels import Channel
from goldenthread.rules.ladder import SPOC
from goldenthread.rules.sending import FOR_SENDERS, reminders


def told_again(on: date) -> list[Letter]:
    """A notice to each sender whose letter has waited for another few working days. Each has a key of its own."""
    rows = Message.objects.filter(state__in=[each.value for each in FOR_SENDERS], is_copy=False)
    return list(_notices(rows.filter(written_on__lt=on).order_by("case", "about", "step", "key"), on))


def _notices(rows: Any, on: date) -> Iterator[Letter]:
    """One for those of a step that are completed together; none to whom nobody can write but on paper."""
    noticed = set()
    packs: dict[Any, Mapping[str, Any]] = {}
    for row in rows:
        together = (row.case_id, row.about, row.step, row.sender)
        times = reminders(row.written_on, on)
        if not times or together in noticed:
            continue
        noticed.add(together)
        if row.area_id not in packs:
            current = current_pack(row.area_id)
            packs[row.area_id] = current.data if current else {}
        to = address(packs[row.area_id], row.sender, str(row.values.get("service_code", "")))
        if to is not None and to.channel != Channel.PRINT:
            yield _notice(row, times)


def _notice(row: Message, times: int) -> Letter:
    words = {
        name: value for name, value in row.values.items() if isinstance(value, str) and name != "copy_to"
    }
    return Letter(
        area=row.area_id, case=row.case_id, about=row.about, key=f"{NOTICE}:{times}:{row.key}",
        pack=row.pack_version_id, template=NOTICE, sender=SPOC, recipient=row.sender, values=words,
        service=str(row.values.get("service_code", "")), service_id=row.service_id, stops=row.stops,
    )  # fmt: skip
