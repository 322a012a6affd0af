"""A report as a PDF for a board: tagged (PDF/UA) and fit for an archive (PDF/A), with a font of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from goldenthread.measures.report import Bars, Report
from goldenthread.measures.tables import Cell, Table

TEMPLATE = Path(__file__).with_suffix(".typ")


def document(report: Report) -> bytes:
    """The whole report as a PDF. The same count gives the same bytes."""
    return typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"report": json.dumps(_report(report))},
        pdf_standards=["a-2a", "ua-1"],
        ignore_system_fonts=True,
        timestamp=int(report.counted_at.timestamp()),
    )


def _report(report: Report) -> dict[str, Any]:
    """Strings and numbers alone: the template sets them as text, so that no mark-up in a name is obeyed."""
    return {
        "title": report.title,
        "area": report.area_name,
        "front_door": report.front_door,
        "intro": report.intro,
        "counted": report.counted,
        "standing": report.standing,
        "span": report.span,
        "headlines": [
            {
                "value": headline.cell.text,
                "label": headline.label,
                "share": str(headline.share) if headline.share and headline.share.whole else "",
            }
            for headline in report.headlines
        ],
        "tables": [_table(table) for table in report.tables],
        "bars": _bars(report.bars) if report.bars else None,
        "figures": [{"label": label, "meaning": meaning} for label, meaning in report.meanings],
    }


def _bars(bars: Bars) -> dict[str, Any]:
    return {**_table(bars.table), "lengths": [list(each) for each in bars.lengths], "words": bars.words}


def _table(table: Table[Cell]) -> dict[str, Any]:
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
