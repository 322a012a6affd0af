"""A scene for every action: what stands in Torbay before it, and the words that it is told."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.apps import apps

from goldenthread.accounts.models import Membership
from goldenthread.advice import actions as advice
from goldenthread.audit.action import DEEDS
from goldenthread.cases.models import Case, Fact
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.queries import labels
from goldenthread.intake.actions import Arriving, Checked
from goldenthread.people.actions import add_carer
from goldenthread.rules.access import Basis, Role
from goldenthread.rules.exemptions import Ground
from goldenthread.rules.facts import Kind
from goldenthread.rules.involvement import Involvement
from goldenthread.rules.not_known import Answer, Decision, Outcome
from goldenthread.rules.reasons import Withdrawal
from goldenthread.tracker.reading import Reading, read

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "goldenthread"
for found in [*PACKAGE.rglob("actions.py"), *PACKAGE.rglob("actions/__init__.py")]:
    dotted = found.with_suffix("").relative_to(PACKAGE).parts
    importlib.import_module(".".join(("goldenthread", *dotted)).removesuffix(".__init__"))

RECEIVED, ANSWERED, LATE = date(2026, 11, 2), date(2026, 12, 7), date(2026, 12, 30)

HEADING = "LA ref,Forename,Surname,DOB,NHS No.,Date request rec'd,Service,Known?,Ack sent,Chased,Date report returned"
HAL = "EHC-1,Hal,Moyle,07/04/2015,,{received},OT,,,,"
CORA = "EHC-2,Cora,Hext,09/05/2016,,02/11/2026,SLT,Yes,04/11/2026,15/12/2026,20/12/2026"

Words = Mapping[str, Any]
SCENES: dict[str, Callable[[Story, Path], Words]] = {}


def scene(name: str) -> Callable[[Callable[[Story, Path], Words]], Callable[[Story, Path], Words]]:
    """What stands before the action, and the words that it is told beside `by` and `on`."""

    def keep(tell: Callable[[Story, Path], Words]) -> Callable[[Story, Path], Words]:
        SCENES[name] = tell
        return tell

    return keep


def tracker(story: Story, folder: Path, *lines: str) -> Reading:
    """A tracker with these lines, read as the import reads it."""
    file = folder / f"tracker-{uuid4()}.csv"
    file.write_text("\n".join((HEADING, *lines)) + "\n", encoding="utf-8")
    return read(file, labels=labels(story.cast.area.pk), today=LATE)


def imported(story: Story, folder: Path, *lines: str) -> None:
    words = {"area": story.cast.area, "reading": tracker(story, folder, *lines), "file_name": "tracker.csv"}
    DEEDS["tracker.import"].function(**words, by=story.cast.spoc, on=LATE)


@scene("accounts.invite")
def _invite(story: Story, folder: Path) -> Words:
    words = {"email": "wren@torbay.example", "name": "Wren Gale", "password": "twelve letters"}
    return {**words, "by": story.cast.manager}


@scene("accounts.join")
def _join(story: Story, folder: Path) -> Words:
    slt = story.cast.services["SLT"]
    return {
        "user": story.cast.officer,
        "organisation": slt.provider,
        "role": Role.HEALTH_PRACTITIONER,
        "service": slt,
        "by": story.cast.manager,
    }


@scene("accounts.leave")
def _leave(story: Story, folder: Path) -> Words:
    return {"membership": Membership.objects.get(user=story.cast.therapist), "by": story.cast.manager}


@scene("accounts.appoint_reporter")
def _appoint_reporter(story: Story, folder: Path) -> Words:
    text = pack_text("torbay").replace("reporting@torbay.example", "figures@torbay.example")
    DEEDS["directory.load"].function(text=text, by=story.cast.administrator, on=RECEIVED)
    return {"area": story.cast.area, "by": story.cast.administrator}


@scene("directory.load")
def _load(story: Story, folder: Path) -> Words:
    return {"text": pack_text("plymouth"), "by": story.cast.administrator}


@scene("people.register")
def _register(story: Story, folder: Path) -> Words:
    return {"area": story.cast.area, "forename": "Rosa", "surname": "Lobb", "born_on": date(2018, 6, 1)}


@scene("people.amend")
def _amend(story: Story, folder: Path) -> Words:
    return {"child": story.given_a_child(), "version": 1, "changes": {"surname": "Vosper"}}


@scene("people.add_carer")
def _add_carer(story: Story, folder: Path) -> Words:
    return {"child": story.given_a_child(), "name": "Demelza Rowe", "relationship": "Mother"}


@scene("people.amend_carer")
def _amend_carer(story: Story, folder: Path) -> Words:
    child, words = story.given_a_child(), {"name": "Demelza Rowe", "relationship": "Mother"}
    carer = add_carer(child=child, **words, by=story.cast.spoc, on=RECEIVED)
    return {"carer": carer, "version": 1, "changes": {"relationship": "Foster mother"}}


@scene("cases.open")
def _open(story: Story, folder: Path) -> Words:
    return {"child": story.given_a_child(), "reference": "EHC-7"}


@scene("cases.correct")
def _correct(story: Story, folder: Path) -> Words:
    request = story.given_a_request(RECEIVED)
    fact = Fact.objects.get(about=request.pk, kind=Kind.REQUEST_RECEIVED)
    return {"fact": fact, "happened_on": date(2026, 10, 30), "reason": "The date stamp says Friday."}


@scene("intake.receive")
def _receive(story: Story, folder: Path) -> Words:
    return {
        "child": story.given_a_child(),
        "council": story.cast.council,
        "named": story.services("SLT"),
        "assessment_requested_on": date(2026, 10, 30),
        "remark": "By secure mail.",
    }


@scene("intake.receive_child")
def _receive_child(story: Story, folder: Path) -> Words:
    return {
        "area": story.cast.area,
        "arriving": Arriving(forename="Ned", surname="Quick", born_on=date(2017, 2, 3)),
        "key": uuid4(),
        "council": story.cast.council,
        "assessment_requested_on": date(2026, 10, 30),
    }


@scene("intake.check")
def _check(story: Story, folder: Path) -> Words:
    request = story.given_a_request(RECEIVED)
    return {"request": request, "checked": [Checked(story.cast.services["OT"], Involvement.NONE)]}


@scene("triage.request_records")
def _request_records(story: Story, folder: Path) -> Words:
    return {"request": story.given_a_request(RECEIVED), "service": story.cast.services["O&O"]}


@scene("intake.acknowledge")
def _acknowledge_request(story: Story, folder: Path) -> Words:
    lines = [Checked(story.cast.services["OT"], Involvement.OPEN)]
    return {
        "request": story.given_a_request(RECEIVED),
        "responding": story.services("OT", "SLT"),
        "checked": lines,
    }


@scene("intake.describe")
def _describe(story: Story, folder: Path) -> Words:
    changes = {"aspirations": "She wants to read.", "outcomes": "She reads."}
    return {"request": story.given_a_request(RECEIVED), "version": 1, "changes": changes}


@scene("intake.withdraw")
def _withdraw_request(story: Story, folder: Path) -> Words:
    request = story.given_a_request(RECEIVED)
    return {"request": request, "reason": Withdrawal.BY_FAMILY, "remark": "The family wrote so."}


@scene("intake.ask")
def _ask(story: Story, folder: Path) -> Words:
    case = story.given_advice_is_sought(RECEIVED, "OT")[0].case
    return {"case": case, "to": f"service:{story.cast.services['OT'].pk}", "text": "Has she a chair?"}


@scene("intake.answer")
def _answer(story: Story, folder: Path) -> Words:
    asked = DEEDS["intake.ask"].function(**_ask(story, folder), by=story.cast.officer, on=RECEIVED)
    return {"question_id": asked.pk, "text": "Since May."}


@scene("advice.seek")
def _seek(story: Story, folder: Path) -> Words:
    return {"request": story.given_a_request(RECEIVED), "services": story.services("OT", "SLT", "PHN")}


@scene("advice.acknowledge")
def _acknowledge(story: Story, folder: Path) -> Words:
    return {"advice": story.given_advice_is_sought(RECEIVED, "OT")[0]}


@scene("advice.chase")
def _chase(story: Story, folder: Path) -> Words:
    return {"advice": story.given_advice_is_sought(RECEIVED, "OT")[0], "remark": "By telephone."}


@scene("advice.record")
def _record(story: Story, folder: Path) -> Words:
    return {"advices": story.given_advice_is_sought(RECEIVED, "OT", "SLT"), "title": "Joint advice"}


@scene("advice.excuse")
def _excuse(story: Story, folder: Path) -> Words:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    return {"advice": asked, "ground": Ground.EXCEPTIONAL, "remark": "The clinic burnt down."}


@scene("advice.explain")
def _explain(story: Story, folder: Path) -> Words:
    return {"advice": story.given_advice_is_sought(RECEIVED, "OT")[0], "cause": "capacity"}


@scene("advice.withdraw")
def _withdraw(story: Story, folder: Path) -> Words:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    return {"advice": asked, "reason": Withdrawal.MOVED_AWAY, "remark": "To Cornwall."}


@scene("plans.hold")
def _hold(story: Story, folder: Path) -> Words:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    return {
        "request": asked.request,
        "awaiting": "issue",
        "services": [str(asked.service_id)],
        "reason": "not-here",
        "remark": "Her arm decides about the setting.",
        "until": LATE,
        "by": story.cast.officer,
    }


@scene("plans.end_hold")
def _end_hold(story: Story, folder: Path) -> Words:
    held = _hold(story, folder)
    DEEDS["plans.hold"].function(**held, on=RECEIVED)
    return {"request": held["request"], "because": "without", "remark": "It cannot wait.", "by": held["by"]}


def _routed(story: Story) -> Any:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    story.given_the_child_is_not_known(asked, RECEIVED)
    return asked


@scene("advice.route")
def _route(story: Story, folder: Path) -> Words:
    request, ot = story.given_a_request(RECEIVED), story.services("OT")
    (asked,) = advice.seek(request=request, services=ot, by=story.cast.spoc, on=RECEIVED)
    looked = [str(each.pk) for each in ot[0].record_systems.all()]
    return {"advice": asked, "answer": Answer.NOT_KNOWN, "looked": looked}


@scene("advice.refer")
def _refer(story: Story, folder: Path) -> Words:
    slt = story.cast.services["SLT"]
    return {"advice": _routed(story), "service": slt, "potential": "Few words", "support": "None"}


@scene("advice.answer_referral")
def _answer_referral(story: Story, folder: Path) -> Words:
    referral = story.given_a_full_referral(_routed(story), RECEIVED)
    return {"referral": referral, "outcome": Outcome.ACCEPTED, "advice_by": ANSWERED}


@scene("advice.request_decision")
def _request_decision(story: Story, folder: Path) -> Words:
    return {"advice": _routed(story), "remark": "Seen by nobody."}


@scene("advice.decide")
def _decide(story: Story, folder: Path) -> Words:
    words = {"advice": _routed(story), "by": story.cast.spoc, "on": RECEIVED}
    DEEDS["advice.request_decision"].function(**words)
    officer, choice = story.cast.people[Role.DESIGNATED_OFFICER], Decision.GIVE_ADVICE
    return {**words, "decision": choice, "advice_by": ANSWERED, "remark": "From the notes.", "by": officer}


@scene("recovery.restore")
def _restore(story: Story, folder: Path) -> Words:
    lost = {"lost_after": datetime(2026, 11, 2, 2, 0, tzinfo=UTC), "checkpoint": 7, "newest": 9}
    return {**lost, "by": story.cast.tick}


@scene("recovery.compare")
def _compare(story: Story, folder: Path) -> Words:
    DEEDS["recovery.restore"].function(on=RECEIVED, **_restore(story, folder))
    return {"by": story.cast.administrator}


@scene("deadlines.tick")
def _tick(story: Story, folder: Path) -> Words:
    story.given_advice_is_sought(RECEIVED, "OT", "SLT")
    return {"on": LATE, "by": story.cast.tick}


@scene("deadlines.start")
def _start(story: Story, folder: Path) -> Words:
    imported(story, folder, HAL.format(received="02/11/2026"))
    asked = apps.get_model("advice.AdviceRequest").objects.get()
    return {"advice": asked, "step": "chase", "remark": "Asked again since.", "on": LATE}


@scene("deadlines.rehearse")
def _rehearse(story: Story, folder: Path) -> Words:
    return {"area": story.cast.area}


@scene("tracker.import")
def _import(story: Story, folder: Path) -> Words:
    imported(story, folder, HAL.format(received="02/11/2026"))
    later = tracker(story, folder, HAL.format(received="03/11/2026"), CORA)
    return {"area": story.cast.area, "reading": later, "file_name": "later.csv", "on": LATE}


@scene("tracker.upload")
def _upload(story: Story, folder: Path) -> Words:
    return {"area": story.cast.area, "file_name": "tracker.csv", "content": b"LA ref"}


@scene("tracker.forget")
def _forget(story: Story, folder: Path) -> Words:
    words = {**_upload(story, folder), "by": story.cast.spoc, "on": RECEIVED}
    DEEDS["tracker.upload"].function(**words)
    return {}


@scene("tracker.export")
def _export_tracker(story: Story, folder: Path) -> Words:
    return {"area": story.cast.area}


@scene("desk.export")
def _export_list(story: Story, folder: Path) -> Words:
    return {}


@scene("measures.export")
def _export_figure(story: Story, folder: Path) -> Words:
    return {"area": story.cast.area}


def _case(story: Story) -> Case:
    return story.given_advice_is_sought(RECEIVED, "SLT", reference="EHC26-0301")[0].case


@scene("cases.share")
def _share(story: Story, folder: Path) -> Words:
    return {
        "case": _case(story),
        "person": story.cast.people[Role.PARENT],
        "basis": Basis.PARENTAL_RESPONSIBILITY,
    }


@scene("cases.unshare")
def _unshare(story: Story, folder: Path) -> Words:
    words = {**_share(story, folder), "by": story.cast.spoc, "on": RECEIVED}
    return {"relation": DEEDS["cases.share"].function(**words)}


@scene("cases.confirm_wishes")
def _confirm_wishes(story: Story, folder: Path) -> Words:
    child = story.given_a_child(born_on=date(2010, 3, 1))
    case = story.given_a_request(RECEIVED, child=child).case
    words = {"case": case, "basis": Basis.PARENTAL_RESPONSIBILITY, "by": story.cast.spoc, "on": RECEIVED}
    own = DEEDS["cases.share"].function(person=story.cast.people[Role.PARENT], **words)
    other = DEEDS["cases.share"].function(person=story.cast.people[Role.ADVOCATE], **words)
    said = {"capacity": "has", "remark": "She speaks for herself."}
    return {"case": case, "kept": [own.pk], "ended": {other.pk: LATE}, **said}


@scene("cases.restrict")
def _restrict(story: Story, folder: Path) -> Words:
    words = {"case": _case(story), "person": story.cast.therapist, "reason": "conflict"}
    return {**words, "by": story.cast.manager}


@scene("cases.lift")
def _lift(story: Story, folder: Path) -> Words:
    restriction = DEEDS["cases.restrict"].function(**_restrict(story, folder), on=RECEIVED)
    return {"restriction_id": restriction.pk, "by": story.cast.manager}


@scene("cases.open_in_emergency")
def _open_in_emergency(story: Story, folder: Path) -> Words:
    found = {"found_by": _case(story).reference, "reason": "harm", "words": "She came to the ward tonight."}
    return {**found, "by": story.cast.therapist}


@scene("cases.review_emergency")
def _review_emergency(story: Story, folder: Path) -> Words:
    opened = DEEDS["cases.open_in_emergency"].function(**_open_in_emergency(story, folder), on=RECEIVED)
    return {"emergency_id": opened.pk, "finding": "right", "by": story.cast.people[Role.PRIVACY_OFFICER]}


importlib.import_module("tests.house.scenes_of_accounts")
importlib.import_module("tests.house.scenes_of_advice")
importlib.import_module("tests.house.scenes_of_documents")
importlib.import_module("tests.house.scenes_of_letters")
importlib.import_module("tests.house.scenes_of_mail")
