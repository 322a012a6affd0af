"""A report as a workbook: a sheet to read first, one for each table, and what was counted how.

Every text is written as text, so that no name an area gives to a service can come alive as a formula.
"""

from __future__ import annotations

import io
from datetime import UTC
from typing import Any

import xlsxwriter

from goldenthread.measures.report import Bars, Report
from goldenthread.measures.tables import Cell, Share, Table

AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
BLUE, GREY = "#005EB8", "#D8DDE0"
NARROW, WIDE, WIDEST, PROSE, LINE = 13, 34, 80, 100, 15
PROSE_LETTERS = 115


def workbook(report: Report) -> bytes:
    """The whole report as an .xlsx file."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, **AS_TYPED}) as book:
        book.set_properties(
            {
                "title": f"{report.area_name}: {report.title}",
                "comments": report.counted,
                "created": report.counted_at.astimezone(UTC).replace(tzinfo=None),
            }
        )
        book.set_size(2400, 1600)
        looks = _looks(book)
        _summary(book, looks, report)
        for table in report.tables:
            _sheet(book, looks, report, table)
        if report.bars:
            _chart(book, _sheet(book, looks, report, report.bars.table), report.bars)
        _notes(book, looks, report)
    return content.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    base = {"font_name": "Arial", "font_size": 11, "valign": "top"}
    rule = {"bottom": 1, "bottom_color": GREY}
    total = {"bold": True, "top": 1, "bottom": 1}
    number = {"num_format": "#,##0.##;-#,##0.##;0", "align": "right"}
    whole = {"num_format": "#,##0", "align": "right"}
    share = {"num_format": "0%", "align": "right"}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 18}),
        "said": book.add_format({**base, "font_color": "#4C6272"}),
        "words": book.add_format({**base, **rule, "text_wrap": True}),
        "label": book.add_format({**base, **rule, "bold": True, "text_wrap": True}),
        "column": book.add_format(
            {
                **base,
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": BLUE,
                "text_wrap": True,
                "align": "right",
            }
        ),
        "first": book.add_format(
            {**base, "bold": True, "font_color": "#FFFFFF", "bg_color": BLUE, "text_wrap": True}
        ),
        **{
            f"{name}{suffix}": book.add_format({**base, **extra, **form})
            for suffix, extra in (("", rule), (" total", total))
            for name, form in (
                ("head", {}),
                ("text", {"align": "right"}),
                ("int", whole),
                ("float", number),
                ("share", share),
            )
        },
    }


def _page(book: Any, looks: dict[str, Any], report: Report, name: str, title: str, columns: int) -> Any:
    """A sheet with its heading, when it was counted, and the settings of a printed page."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{_footer(report)}&RPage &P of &N")
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, max(columns - 1, 1), NARROW)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, title, looks["title"])
    sheet.write_string(1, 0, f"{report.area_name}, {report.period}. {report.counted}.", looks["said"])
    sheet.write_string(2, 0, " ".join(filter(None, (report.intro, report.standing))), looks["said"])
    return sheet


def _footer(report: Report) -> str:
    """An ampersand is a command in a footer unless it is doubled."""
    return f"{report.area_name}, {report.period}".replace("&", "&&")


def _summary(book: Any, looks: dict[str, Any], report: Report) -> None:
    sheet = _page(book, looks, report, "Summary", report.title, 3)
    sheet.set_column(0, 0, 44)
    for at, text in enumerate(("Figure", "Count", "Share")):
        sheet.write_string(4, at, text, looks["column" if at else "first"])
    for row, headline in enumerate(report.headlines, start=5):
        sheet.write_string(row, 0, headline.label[0].upper() + headline.label[1:], looks["head"])
        _write(sheet, row, 1, headline.cell, looks)
        _write(sheet, row, 2, Cell(headline.share or ""), looks)
    sheet.freeze_panes(5, 0)


def _sheet(book: Any, looks: dict[str, Any], report: Report, table: Table[Cell]) -> Any:
    sheet = _page(book, looks, report, table.sheet, table.title, len(table.columns))
    sheet.write_string(3, 0, table.note if table.lines else table.empty, looks["said"])
    if not table.lines:
        return sheet
    sheet.set_row(4, 32)
    sheet.set_column(0, 0, min(WIDEST, max(WIDE, *(len(line.head) for line in table.lines))))
    for at, text in enumerate(table.columns):
        sheet.write_string(4, at, text, looks["column" if at else "first"])
    for row, line in enumerate(table.lines, start=5):
        suffix = " total" if line.is_total else ""
        sheet.write_string(row, 0, line.head, looks[f"head{suffix}"])
        for at, cell in enumerate(line.cells, start=1):
            _write(sheet, row, at, cell, looks, suffix)
    sheet.freeze_panes(5, 1)
    sheet.repeat_rows(4)
    return sheet


def _write(sheet: Any, row: int, column: int, cell: Cell, looks: dict[str, Any], suffix: str = "") -> None:
    """Numbers as numbers, shares as percentages, everything else as text."""
    value = cell.value
    if isinstance(value, Share) and value.whole:
        sheet.write_number(row, column, value.part / value.whole, looks[f"share{suffix}"])
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value, looks[f"{type(value).__name__}{suffix}"])
    else:
        sheet.write_string(row, column, str(value), looks[f"text{suffix}"])


def _chart(book: Any, sheet: Any, bars: Bars) -> None:
    """The months as columns, beside their table."""
    name, first, last = bars.table.sheet, 5, 4 + len(bars.lengths)
    chart = book.add_chart({"type": "column"})
    for column, colour in ((1, BLUE), (2, "#AEB7BD")):
        chart.add_series(
            {
                "name": [name, 4, column],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, column, last, column],
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    chart.set_title({"name": bars.title, "name_font": {"size": 12}})
    chart.set_y_axis(
        {"min": 0, "num_format": "0", "major_gridlines": {"visible": True, "line": {"color": GREY}}}
    )
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 640, "height": 340})
    about = f"{bars.title} in each month; the table holds the numbers"
    sheet.insert_chart(4, 5, chart, {"description": about})


def _notes(book: Any, looks: dict[str, Any], report: Report) -> None:
    """What each figure counts, so that the numbers can be read without us."""
    sheet = _page(book, looks, report, "What is counted", "What is counted", 2)
    sheet.set_column(1, 1, PROSE)
    sheet.write_string(4, 0, "Figure", looks["first"])
    sheet.write_string(4, 1, "What it counts", looks["first"])
    for row, (label, meaning) in enumerate(report.meanings, start=5):
        sheet.set_row(row, LINE * (1 + len(meaning) // PROSE_LETTERS))
        sheet.write_string(row, 0, label, looks["label"])
        sheet.write_string(row, 1, meaning, looks["words"])
    sheet.freeze_panes(5, 0)
