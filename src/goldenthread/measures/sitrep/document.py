"""The report as a PDF for a board: tagged (PDF/UA) and fit for an archive (PDF/A), with a font of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from goldenthread.design.words import day
from goldenthread.measures.figures import Figure, Sitrep
from goldenthread.measures.sitrep.tables import Table, counted_on, headlines, months, standing, tables

TEMPLATE = Path(__file__).with_suffix(".typ")


def document(sitrep: Sitrep) -> bytes:
    """The whole report as a PDF. The same count gives the same bytes."""
    return typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"report": json.dumps(_report(sitrep))},
        pdf_standards=["a-2a", "ua-1"],
        ignore_system_fonts=True,
        timestamp=int(sitrep.counted_at.timestamp()),
    )


def _report(sitrep: Sitrep) -> dict[str, Any]:
    """Strings and numbers alone: the template sets them as text, so that no mark-up in a name is obeyed."""
    return {
        "title": f"Sitrep of {sitrep.month.name}",
        "area": sitrep.area_name,
        "front_door": sitrep.front_door,
        "counted": counted_on(sitrep.counted_at),
        "standing": standing(sitrep),
        "span": f"{day(sitrep.month.first)} to {day(sitrep.month.last)}",
        "headlines": [
            {
                "value": headline.cell.text,
                "label": headline.label,
                "share": str(headline.share) if headline.share and headline.share.whole else "",
            }
            for headline in headlines(sitrep)
        ],
        "tables": [_table(table) for table in tables(sitrep)],
        "months": {
            **_table(months(sitrep)),
            "bars": [[each.requests, each.known] for each in sitrep.requests_by_month],
        },
        "figures": [{"label": figure.label, "meaning": figure.meaning} for figure in Figure],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "note": table.note,
        "empty": table.empty,
        "columns": list(table.columns),
        "lines": [
            {"head": line.head, "cells": [cell.text for cell in line.cells], "is_total": line.is_total}
            for line in table.lines
        ],
    }
