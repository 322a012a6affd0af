"""The report as a file to send on: JSON for programs, a workbook to work with, a document to table at a board."""

from __future__ import annotations

import json
from collections.abc import Callable

from goldenthread.measures.document import document
from goldenthread.measures.figures import Sitrep
from goldenthread.measures.sitrep.tables import report
from goldenthread.measures.workbook import workbook


def as_json(sitrep: Sitrep) -> bytes:
    """What programs read; one line ends it."""
    return (json.dumps(sitrep.as_json(), indent=1, ensure_ascii=False) + "\n").encode()


KINDS: dict[str, tuple[str, Callable[[Sitrep], bytes]]] = {
    "json": ("application/json", as_json),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda sitrep: workbook(report(sitrep)),
    ),
    "pdf": ("application/pdf", lambda sitrep: document(report(sitrep))),
}


def written(sitrep: Sitrep, kind: str) -> bytes:
    """The report as a file of this kind."""
    return KINDS[kind][1](sitrep)


def named(sitrep: Sitrep, kind: str) -> str:
    """What the file is called: sitrep-torbay-2022-02.pdf."""
    return f"sitrep-{sitrep.area}-{sitrep.month.code}.{kind}"
