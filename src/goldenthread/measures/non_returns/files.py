"""The audit as a file to send on: JSON for programs, a workbook to work with, a document to table at a group."""

from __future__ import annotations

import json
from collections.abc import Callable

from goldenthread.measures.audited import Audit
from goldenthread.measures.document import document
from goldenthread.measures.non_returns.tables import report
from goldenthread.measures.workbook import workbook


def as_json(audit: Audit) -> bytes:
    """What programs read; one line ends it."""
    return (json.dumps(audit.as_json(), indent=1, ensure_ascii=False) + "\n").encode()


KINDS: dict[str, tuple[str, Callable[[Audit], bytes]]] = {
    "json": ("application/json", as_json),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda audit: workbook(report(audit)),
    ),
    "pdf": ("application/pdf", lambda audit: document(report(audit))),
}


def written(audit: Audit, kind: str) -> bytes:
    """The audit as a file of this kind."""
    return KINDS[kind][1](audit)


def named(audit: Audit, kind: str) -> str:
    """What the file is called: non-returns-torbay-2022-01-01-to-2022-03-31.pdf."""
    period = audit.period
    return f"non-returns-{audit.area}-{period.first.isoformat()}-to-{period.last.isoformat()}.{kind}"
