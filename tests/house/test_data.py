"""Every table says what stands in it and how closely it is kept."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from django.apps import apps

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "assurance"
with (FOLDER / "data.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))

PERSONAL = {"Child", "Case"}

# Tables that a migration makes without a model.
MADE_IN_SQL = {"access_role"}


def classes() -> set[str]:
    """Those that the page beside it explains."""
    return set(
        re.findall(r"^\| \*\*(\w+)\*\*", (FOLDER / "data.md").read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_every_table_is_classed_once() -> None:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables - {row["table"] for row in ROWS} == set(), (
        "say in docs/assurance/data.csv what stands in it"
    )
    assert {row["table"] for row in ROWS} - tables == MADE_IN_SQL
    assert [table for table, times in Counter(row["table"] for row in ROWS).items() if times > 1] == []


def test_a_class_is_one_that_is_explained() -> None:
    assert len(classes()) == 6
    assert [row["table"] for row in ROWS if row["class"] not in classes() or not row["holds"]] == []


def test_what_points_at_a_child_or_a_case_is_of_the_record() -> None:
    kept = {row["table"]: row["class"] for row in ROWS}
    pointing = {
        model._meta.db_table
        for model in apps.get_models()
        if {getattr(field.related_model, "__name__", "") for field in model._meta.fields} & PERSONAL
    }
    assert len(pointing) > 5
    assert {table for table in pointing if kept[table] != "record"} == set()
