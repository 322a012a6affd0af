"""Every action, lived once in Torbay: it leaves the facts it declares, and an audit row for each row it wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from goldenthread.audit.action import DEEDS
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from tests.house.scenes import RECEIVED, SCENES

pytestmark = pytest.mark.django_db

# Tables whose rows come with another row that is audited, or with none; each with the reason.
APART = {
    "audit.Entry": "it is the audit",
    "cases.Party": "kept by triggers with the row that names it, which is audited",
    "cases.Remark": "it comes with its fact, whose row is audited",
    "deadlines.Deadline": "derived from the facts, and never written by a person",
    "deadlines.Awaited": "derived from the facts, and never written by a person",
    "post.Attempt": "it comes with its letter, whose row is audited",
    "directory.Area": "loaded with its pack version, whose row is audited",
    "directory.AreaOrganisation": "loaded with its pack version",
    "directory.Organisation": "loaded with its pack version",
    "directory.Place": "loaded with its pack version",
    "directory.RecordSystem": "loaded with its pack version",
    "directory.Service": "loaded with its pack version",
    "directory.Service_record_systems": "loaded with its pack version",
}

# Columns that say nothing of what a person did.
KEPT_BY_MACHINE = {"is_marked"}

EXAMPLES = Path(__file__).parent / "examples"

Rows = dict[tuple[str, Any], tuple[Any, ...]]


def rows() -> Rows:
    """Everything that stands in our tables, by table and key."""
    return {
        (model._meta.label, row["pk"]): tuple(
            value for name, value in row.items() if name not in KEPT_BY_MACHINE
        )
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("goldenthread") and model._meta.label not in APART
        for row in model.objects.values("pk", *(field.attname for field in model._meta.concrete_fields))
    }


def keys(fact: Fact) -> set[str]:
    """What the stored example of this version carries."""
    return set(
        json.loads((EXAMPLES / f"{fact.kind}-{fact.version}.json").read_text(encoding="utf-8"))["details"]
    )


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_an_action_leaves_the_facts_it_declares_and_an_audit_row_for_each_write(
    name: str, story: Story, tmp_path: Path
) -> None:
    words = {"by": story.cast.spoc, "on": RECEIVED, **SCENES[name](story, tmp_path)}
    entries, before = list(Entry.objects.values_list("pk", flat=True)), rows()
    DEEDS[name].function(**words)
    after = rows()

    new = [key for table, key in after.keys() - before.keys() if table == "cases.Fact"]
    facts = Fact.objects.filter(pk__in=new)
    assert set(facts.values_list("kind", flat=True)) == {str(kind) for kind in DEEDS[name].leaves}
    assert [fact.kind for fact in facts if set(fact.details) != keys(fact)] == [], (
        "a new shape is a new version"
    )

    written = {each for each in before.keys() | after.keys() if before.get(each) != after.get(each)}
    audited = Entry.objects.exclude(pk__in=entries)
    told = set(audited.values_list("subject_id", flat=True))
    assert [each for each in written if each[1] not in told] == []
    assert set(audited.values_list("recorded_by", flat=True)) == {words["by"].pk}


def test_every_action_has_its_scene() -> None:
    assert set(SCENES) == set(DEEDS)
