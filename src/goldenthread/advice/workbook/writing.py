"""A service's list as an Excel workbook, to be filled in and sent back. Nothing in it is hidden or runs (B06)."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any

import xlsxwriter

from goldenthread.advice.workbook.columns import ANSWERS, COLUMNS
from goldenthread.advice.workbook.listed import Line, Listed
from goldenthread.rules.returned_rows import LONGEST_REMARK
from goldenthread.rules.words import counted, said

AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
BLUE, GREY, PALE, QUIET = "#005EB8", "#D8DDE0", "#F0F4F5", "#4C6272"
HEAD = 3
"""The row of headings, counted from nought; the lines follow."""

TALL, LINE, LETTERS = 30, 16, 115
"""A row that has room for two lines, or for handwriting; a line of the guide, and how much stands in one."""

YEAR = timedelta(days=365)
REQUESTS, GUIDE, CHOICES = "Requests", "How to fill this in", "Choices"
STEPS = (
    "Fill in the white columns. The grey ones say which request it is: leave them, and the last one, as they are.",
    "Advice given on: the day on which the advice was given. Send the advice itself as you always do, or hand it in on "
    "the record.",
    "Reason for lateness: choose one from the list, where the advice is or will be late. It excuses nothing in law.",
    "Expected on: the day on which you expect to give the advice. Choose a reason beside it. The due day stays.",
    "Not known or waiting list: neither is an answer in law. The request stays open and its six weeks run on; the "
    "single point of contact refers the child in full, or asks the designated officer to decide.",
    "Remark: goes onto the record beside what you filled in. A remark alone is not taken in.",
    "Filter as you like. A row that you leave as it is changes nothing, and a blank takes nothing back.",
    "Save it as an Excel workbook (.xlsx) and give it back: on the page from which you took it, or to the single point "
    "of contact. Nothing is taken in before a person has looked at each row.",
    "Where somebody has changed a request on the record since, the row is shown beside what stands there. Nothing is "
    "written over.",
    "It names children. Keep it where you may keep their records, send it by secure mail alone, and delete it when it "
    "has been taken back.",
)


def workbook(listed: Listed) -> bytes:
    """The list as an .xlsx file: the requests, how to fill them in, and the reasons to choose from."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, **AS_TYPED}) as book:
        made = datetime.combine(listed.on, datetime.min.time())
        book.set_properties({"title": f"{listed.service}: open requests for advice", "created": made})
        book.set_size(2400, 1600)
        looks = _looks(book)
        _requests(book.add_worksheet(REQUESTS), listed, looks)
        _guide(book.add_worksheet(GUIDE), listed, looks)
        _choices(book.add_worksheet(CHOICES), listed, looks)
    return content.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    base = {"font_name": "Arial", "font_size": 11, "valign": "vcenter"}
    cell = {**base, "border": 1, "border_color": GREY, "text_wrap": True}
    head = {**cell, "bold": True, "font_color": "#FFFFFF", "bg_color": BLUE}
    day = {"num_format": "dd/mm/yyyy", "align": "left"}
    locked, free = {**cell, "bg_color": PALE}, {**cell, "locked": False}
    looks = {
        "title": {**base, "bold": True, "font_size": 16},
        "said": {**base, "font_color": QUIET},
        "head": head,
        "locked": locked,
        "locked day": {**locked, **day},
        "free": free,
        "free day": {**free, **day},
        "token": {**base, "font_size": 6, "font_color": QUIET, "align": "fill"},
        "words": {**base, "font_size": 11, "text_wrap": True},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _requests(sheet: Any, listed: Listed, looks: dict[str, Any]) -> None:
    sheet.write_string(0, 0, f"{listed.service}: open requests for advice", looks["title"])
    sheet.write_string(1, 0, _about(listed), looks["said"])
    sheet.set_row(0, 26)
    sheet.set_row(HEAD, 30)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width)
        sheet.write_string(HEAD, at, column.heading, looks["head"])
    for row, each in enumerate(listed.lines, start=HEAD + 1):
        sheet.set_row(row, TALL)
        _line(sheet, row, each, looks)
    last = HEAD + max(len(listed.lines), 1)
    _validate(sheet, last, listed)
    sheet.autofilter(HEAD, 0, last, len(COLUMNS) - 1)
    sheet.freeze_panes(HEAD + 1, 2)
    _printed(sheet, listed)
    sheet.repeat_rows(HEAD)
    sheet.print_area(0, 0, last, len(COLUMNS) - 2)
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})


def _about(listed: Listed) -> str:
    count = counted(len(listed.lines), "request")
    return f"{listed.area}, as of {said(listed.on)}: {count}. Protect: it names children. Fill in the white columns."


def _line(sheet: Any, row: int, line: Line, looks: dict[str, Any]) -> None:
    for at, column in enumerate(COLUMNS):
        value = line.cells.get(column.key)
        look = "token" if column.key == "token" else "locked" if column.is_locked else "free"
        if isinstance(value, date):
            sheet.write_datetime(row, at, value, looks[f"{look} day"])
        elif value:
            sheet.write_string(row, at, value, looks[look])
        else:
            sheet.write_blank(row, at, None, looks[f"{look} day" if column.key.endswith("_on") else look])


def _validate(sheet: Any, last: int, listed: Listed) -> None:
    """What a spreadsheet program offers and refuses as one types; whatever comes back is checked again."""
    at = {column.key: place for place, column in enumerate(COLUMNS)}
    first = min((line.due_on for line in listed.lines), default=listed.on) - YEAR
    ends = {"advice_on": listed.on + YEAR, "expected_on": listed.on + 2 * YEAR}
    for name, end in ends.items():
        _checked(sheet, at[name], last, {
            "validate": "date", "criteria": "between", "minimum": first, "maximum": end,
            "error_title": "This is no such day", "error_message": "Type a day as 20/11/2026.",
        })  # fmt: skip
    if listed.causes:
        source = f"={CHOICES}!$A$2:$A${len(listed.causes) + 1}"
        _checked(sheet, at["cause"], last, {"validate": "list", "source": source, **FROM_THE_LIST})
    _checked(
        sheet, at["answer"], last, {"validate": "list", "source": list(ANSWERS.values()), **FROM_THE_LIST}
    )
    _checked(sheet, at["remark"], last, {
        "validate": "length", "criteria": "<=", "value": LONGEST_REMARK,
        "error_title": "Too long", "error_message": f"Write at most {LONGEST_REMARK} letters.",
    })  # fmt: skip


FROM_THE_LIST = {"error_title": "Not on the list", "error_message": "Choose one from the list."}


def _checked(sheet: Any, column: int, last: int, how: dict[str, Any]) -> None:
    sheet.data_validation(HEAD + 1, column, last, column, how)


def _guide(sheet: Any, listed: Listed, looks: dict[str, Any]) -> None:
    sheet.write_string(0, 0, GUIDE, looks["title"])
    sheet.set_column(0, 0, 110)
    sheet.set_row(0, 26)
    for row, words in enumerate(STEPS, start=2):
        sheet.set_row(row, LINE * (1 + len(words) // LETTERS) + 8)
        sheet.write_string(row, 0, words, looks["words"])
    _printed(sheet, listed)
    sheet.protect()


def _choices(sheet: Any, listed: Listed, looks: dict[str, Any]) -> None:
    sheet.write_string(0, 0, "Reasons for lateness", looks["title"])
    sheet.set_column(0, 0, 110)
    sheet.set_row(0, 26)
    for row, title in enumerate(listed.causes, start=1):
        sheet.write_string(row, 0, title, looks["words"])
    _printed(sheet, listed)
    sheet.protect()


def _printed(sheet: Any, listed: Listed) -> None:
    """On paper: landscape, as wide as the page, with what it is and its pages below."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    about = f"{listed.service}, {listed.area}, {said(listed.on)}. Protect: it names children.".replace(
        "&", "&&"
    )
    sheet.set_footer(f"&L{about}&RPage &P of &N")
