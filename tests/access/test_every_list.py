"""Each list and each file of rows is held to an oracle of its rows, or says why it needs none (A02).

A page with a table is a list. A new one is added here by a person, with the test that works out, apart from the
program's queries, which rows each reader is to find.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.access.test_files import DOWNLOADS
from tests.house.test_routes import routes

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "goldenthread"
HERE, DESK = "tests/access", "src/goldenthread/desk"

LATER, MONTH, WORKLIST, LISTS = (
    f"{HERE}/test_{name}.py" for name in ("later_lists", "month_lists", "worklist_pages", "lists")
)
LIFT, REVIEW = (f"src/goldenthread/cases/{name}/tests.py" for name in ("lift", "review_emergency"))
PEOPLE = "src/goldenthread/accounts/people/tests.py"
REHEARSED = "src/goldenthread/deadlines/rehearse/tests.py"

HELD = {
    "desk:worklist": f"{WORKLIST}::test_every_list_and_filter_shows_and_counts_what_may_be_seen",
    "desk:worklist_csv": f"{WORKLIST}::test_every_file_holds_what_may_be_taken_out",
    "desk:worklist_xlsx": f"{WORKLIST}::test_every_file_holds_what_may_be_taken_out",
    "desk:services": f"{LISTS}::test_services_count_no_request_that_their_reader_may_not_see",
    "desk:service": f"{LISTS}::test_a_service_s_page_lists_what_it_was_asked_as_the_decision_allows",
    "desk:letters": f"{LATER}::test_letters_are_listed_counted_and_filed_as_the_decision_allows",
    "desk:letters_csv": f"{LATER}::test_letters_are_listed_counted_and_filed_as_the_decision_allows",
    "desk:questions": f"{LATER}::test_questions_are_listed_counted_and_filed_as_the_decision_allows",
    "desk:questions_csv": f"{LATER}::test_questions_are_listed_counted_and_filed_as_the_decision_allows",
    "desk:questions_xlsx": f"{LATER}::test_questions_are_listed_counted_and_filed_as_the_decision_allows",
    "inbox:inbox": f"{LATER}::test_mail_is_listed_and_counted_as_the_decision_allows",
    "documents:library": f"{LATER}::test_the_library_holds_what_is_of_the_reader_s_areas",
    "documents:of_case": f"{LATER}::test_a_case_s_documents_are_those_of_open_parts_and_classes",
    "advice:hand_out": f"{LISTS}::test_a_service_s_workbook_holds_what_may_be_taken_out",
    "tracker:export": f"{LISTS}::test_the_tracker_holds_what_may_be_taken_out",
    "measures:sitrep": f"{MONTH}::test_the_figures_count_everybody_for_each_who_may_see_them",
    "measures:download": f"{MONTH}::test_the_figures_count_everybody_for_each_who_may_see_them",
    "measures:behind": f"{MONTH}::test_behind_each_figure_stands_what_its_reader_may_see",
    "measures:behind_csv": f"{MONTH}::test_the_file_behind_a_figure_holds_what_may_be_taken_out",
    "measures:non_returns": f"{MONTH}::test_what_is_not_returned_is_counted_for_all_and_listed_for_each_as_the_"
    "decision_allows",
    "measures:returns_behind": f"{MONTH}::test_what_is_not_returned_is_counted_for_all_and_listed_for_each_as_the_"
    "decision_allows",
    "measures:returns_behind_csv": f"{MONTH}::test_what_is_not_returned_is_counted_for_all_and_listed_for_each_as_"
    "the_decision_allows",
    "measures:record_keeping": f"{MONTH}::test_record_keeping_counts_the_own_area_s_look_ups_for_each_who_reports",
    "measures:record_keeping_file": f"{MONTH}::test_record_keeping_counts_the_own_area_s_look_ups_for_each_who_reports",
    "measures:non_returns_file": "src/goldenthread/measures/non_returns/tests/test_page.py::"
    "test_the_file_says_what_the_page_says",
    "desk:trace": f"{DESK}/trace/tests.py::test_rows_are_narrowed_by_person_kind_and_day",
    "desk:trace_csv": f"{DESK}/trace/tests.py::test_rows_are_narrowed_by_person_kind_and_day",
    "desk:restrictions": f"{LISTS}::test_what_is_lifted_or_reviewed_by_reference_is_listed_where_its_page_opens",
    "desk:emergencies": f"{LISTS}::test_what_is_lifted_or_reviewed_by_reference_is_listed_where_its_page_opens",
    "accounts:people": f"{PEOPLE}::test_whoever_belongs_nowhere_near_is_not_found",
    "deadlines:rehearse": f"{REHEARSED}::test_whoever_also_sees_cases_has_each_letter",
}
"""By whom its rows are held, file and test."""

OF_ONE = {
    "accounts:account": "the reader's own sessions and keys",
    "advice:by_link_advice": "one case's other advice, to who came by a link; held by advice/by_link/tests",
    "advice:by_link_file": "one file",
    "advice:invite_answer": "one request's own links",
    "advice:take_back": "the rows of a file that its reader sent",
    "desk:access": "one case's relations, shown to who lets people in",
    "desk:case": "one case; its parts are held by test_parts.py and test_sections.py",
    "desk:checked": "one case's look-ups",
    "desk:child": "one child's cases; held by test_parts.py and test_leaks.py",
    "desk:letter": "one letter's attempts",
    "desk:letter_pdf": "one letter",
    "desk:letter_docx": "one letter",
    "desk:templates": "the pack's wording: no child is in it",
    "desk:request_pack_docx": "one request for advice",
    "desk:request_pack_pdf": "one request for advice",
    "desk:template": "the pack's wording: no child is in it",
    "desk:traces": "asks for a reference, and leads to that case",
    "documents:document": "one document's versions",
    "documents:download": "one file",
    "inbox:attachment": "one file",
    "inbox:mail": "one mail's files",
    "tracker:import": "counts of sheets that were taken in",
    "tracker:preview": "the rows of a file that its reader sent",
    "tracker:taken": "counts of a sheet that was taken in",
}
"""Tables about one thing, whose page the matrix and the leak harness hold; or in which nobody's child is."""


def test_each_list_has_an_oracle_or_says_why_not() -> None:
    assert set(lists()) == {*HELD, *OF_ONE}
    assert not HELD.keys() & OF_ONE.keys()


def test_each_oracle_is_there() -> None:
    gone = [
        test
        for test in HELD.values()
        if f"def {test.partition('::')[2]}"
        not in (ROOT / test.partition("::")[0]).read_text(encoding="utf-8")
    ]
    assert gone == []


def lists() -> Iterator[str]:
    """Every route whose page shows a table, and every file."""
    yield from DOWNLOADS
    for name, route in routes():
        if any("table(" in text for text in templates(route.callback)):
            yield name


def templates(view: Any) -> Iterator[str]:
    """The templates that a view's module names, as they are written."""
    for name in re.findall(r'"([\w/]+\.jinja)"', inspect.getsource(inspect.getmodule(inspect.unwrap(view)))):
        yield (PACKAGE / name).read_text(encoding="utf-8")
