"""Every action, lived once in Torbay: it refuses who may not, and leaves its facts and an audit row for each row."""

from __future__ import annotations

import inspect
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from goldenthread.audit.action import DEEDS
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Fact
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.post import letters
from goldenthread.post.letters import ANSWER_CODE, ANSWER_LINK, NOTICE
from goldenthread.post.models import Message
from goldenthread.rules.letters import REQUEST_PACK
from goldenthread.rules.occasions import LEAVES_WITH, Occasion, sending
from tests.house.scenes import RECEIVED, SCENES
from tests.house.strangers import HARMLESS, is_refused, stranger

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

# Letters that every area has, and the deed with which each leaves; a notice comes with the letter that waits.
BUILT_IN = {ANSWER_LINK: "advice.invite_answer", ANSWER_CODE: "advice.send_code"}

# Deeds that raise the ladder's steps or write its letters anew. What writes any letter that it is given is part of one.
LADDERS = {"deadlines.tick", "deadlines.start", "deadlines.insist", "deadlines.change_promise"}

# A row of a list that is taken back may say that the child is not known.
PART_OF_IT = {"advice.take_back": "advice.route"}

# Deeds that write over a row and are told no version of it, each with why nobody's change is lost by that.
ONE_WAY = "what has ended is not ended again: the second is refused, or changes nothing"
BY_MACHINE = "the system's own, under a lock; the row's state says what may follow"
MEANWHILE = "held while it is looked at; whoever comes second is told that somebody saw to it"
IN_PLACE = {
    "accounts.accept": ONE_WAY,
    "accounts.change_password": "one's own, with the old one",
    "accounts.close": ONE_WAY,
    "accounts.forget": "one's own, as one typed it",
    "accounts.leave": ONE_WAY,
    "accounts.revoke": ONE_WAY,
    "accounts.sign_out": ONE_WAY,
    "accounts.time_out": ONE_WAY,
    "accounts.unlock": ONE_WAY,
    "advice.bring_back": BY_MACHINE,
    "advice.prove_code": ONE_WAY,
    "advice.put_away": "one's own list, to be sent again",
    "advice.revoke_answer": ONE_WAY,
    "advice.unfile": MEANWHILE,
    "cases.confirm_wishes": ONE_WAY,
    "cases.lift": ONE_WAY,
    "cases.review_emergency": ONE_WAY,
    "cases.unshare": ONE_WAY,
    "documents.withdraw": ONE_WAY,
    "inbox.dismiss": MEANWHILE,
    "inbox.file": MEANWHILE,
    "inbox.give_up": BY_MACHINE,
    "inbox.read": BY_MACHINE,
    "inbox.settle": MEANWHILE,
    "inbox.take": MEANWHILE,
    "inbox.unfile": MEANWHILE,
    "intake.answer": "what is answered is not answered again: the second is told",
    "post.claim": BY_MACHINE,
    "post.deliver": BY_MACHINE,
    "post.reconcile": BY_MACHINE,
    "post.return": BY_MACHINE,
    "post.send": BY_MACHINE,
    "post.send_before": BY_MACHINE,
    "post.stop": BY_MACHINE,
    "recovery.compare": ONE_WAY,
    "tracker.forget": "one's own sheet, to be sent again",
    "tracker.import": "a sheet is compared row by row with the record, and what differs is asked about",
}

# Columns that say nothing of what a person did.
KEPT_BY_MACHINE = {"is_marked", "ask_on"}

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
def test_an_action_refuses_a_stranger_and_leaves_its_facts_and_an_audit_row_for_each_write(
    name: str, story: Story, tmp_path: Path
) -> None:
    """The stranger comes first: right after, the deed is done by who may, so that nothing else stood against it."""
    words = {"by": story.cast.spoc, "on": RECEIVED, **SCENES[name](story, tmp_path)}
    if name not in HARMLESS:
        assert is_refused(DEEDS[name], {**words, "by": stranger(DEEDS[name], words, story)})

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
    is_over = not before.keys().isdisjoint(written)
    assert is_over is (is_told(name) or name in IN_PLACE), (
        "a row was written over: of which version, or why of none?"
    )
    audited = Entry.objects.exclude(pk__in=entries)
    told = set(audited.values_list("subject_id", flat=True))
    assert [each for each in written if each[1] not in told] == []
    assert set(audited.values_list("recorded_by", flat=True)) == {words["by"].pk}

    ran = {name, PART_OF_IT.get(name), *audited.values_list("deed", flat=True)}
    written = {key for label, key in after.keys() - before.keys() if label == "post.Message"}
    if name != "post.write":
        assert set(Message.objects.filter(pk__in=written).values_list("template", flat=True)) <= may_write(
            ran
        )


def may_write(deeds: set[str | None]) -> set[str]:
    """The letters of Torbay's pack that say of one of these deeds that they leave with it."""
    pack = tomllib.loads(pack_text("torbay"))
    told = {
        sent.template for each in Occasion if LEAVES_WITH[each] in deeds and (sent := sending(pack, each))
    }
    if deeds & LADDERS:
        told |= {each["code"] for each in pack["template"]}
    return told | {code for code, deed in BUILT_IN.items() if deed in deeds} | {NOTICE}


def test_every_letter_leaves_with_a_deed_that_says_what_it_needs() -> None:
    assert {*LEAVES_WITH.values(), *BUILT_IN.values(), *LADDERS} <= set(DEEDS)
    assert set(LEAVES_WITH) == set(Occasion)
    assert {NOTICE, REQUEST_PACK, *BUILT_IN} == set(
        letters.BUILT_IN
    )  # a pack is taken, and leaves with no deed


def test_every_action_has_its_scene() -> None:
    assert set(SCENES) == set(DEEDS)


def test_each_deed_that_writes_over_a_row_untold_is_one() -> None:
    assert IN_PLACE.keys() <= DEEDS.keys()
    assert list(filter(is_told, IN_PLACE)) == []


def is_told(name: str) -> bool:
    """Whether the deed is told the version of what it was done upon."""
    told = inspect.signature(DEEDS[name].function).parameters.get("version")
    return told is not None and str(told.annotation).startswith("int")
