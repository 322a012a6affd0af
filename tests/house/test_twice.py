"""Each form of the record, sent twice: one effect, the first result again, and not a row more (G02).

Sent before that while no audit row can be written, it does nothing (J03).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldenthread.advice.actions import invite_answer
from goldenthread.advice.workbook.tests.handling import a_list, file_of
from goldenthread.audit.actions import INSERT
from goldenthread.cases.actions import restrict, share
from goldenthread.cases.append import append
from goldenthread.cases.models import Fact
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.editing import Stands
from goldenthread.documents.actions import upload
from goldenthread.documents.checks.tests.made import png
from goldenthread.inbox.tests.written import came, mail
from goldenthread.intake.actions import ask
from goldenthread.people.actions import add_carer
from goldenthread.people.amend.views import _stands
from goldenthread.people.amend_carer.views import stands as carer_stands
from goldenthread.rules.access import Basis, Role, Section
from goldenthread.rules.facts import Kind
from tests.house.scenes_of_mail import filed_by_itself
from tests.house.test_reading import TRACES, told
from tests.house.test_routes import routes

RECEIVED, ON = date(2026, 11, 9), "2026-11-20"
KEY = "k" * 32
NO_ROW = INSERT.replace("audit_entry", "a_table_that_is_gone")

Sent = tuple[Any, Mapping[str, Any]]
FORMS: dict[str, Callable[[Story], Sent]] = {}

# Forms of the record that are not here, each with the reason.
ELSEWHERE = {
    "tracker:preview": "src/goldenthread/once/tests.py takes its buttons one by one",
    "plans:hold": "the council's decision: src/goldenthread/plans/tests.py",
    "plans:end_hold": "the council's decision: src/goldenthread/plans/tests.py",
    "deadlines:insist": "the council's decision: src/goldenthread/deadlines/test_answers.py",
    "deadlines:answer_escalation": "its recipient's alone: src/goldenthread/deadlines/test_answers.py",
    "deadlines:change_promise": "its author's alone: src/goldenthread/deadlines/test_answers.py",
    "advice:decide": "the designated officer decides, no manager; src/goldenthread/advice/decide/tests.py",
    "post:sign": "its sender's alone: src/goldenthread/post/tests/test_pages.py",
    "post:complete": "its sender's alone: src/goldenthread/post/tests/test_pages.py",
    "post:send_by_post": "of a letter on paper: src/goldenthread/post/tests/test_by_post.py",
    "post:confirm": "of a letter of which no word came: src/goldenthread/post/tests/test_silent.py",
    "post:close": "of a letter that was refused: src/goldenthread/post/tests/test_closing.py",
    "post:try_again": "of a letter that was refused: src/goldenthread/post/tests/test_pages.py",
    "cases:review_emergency": "the manager reviews none; src/goldenthread/cases/review_emergency/tests.py",
}


def form(route: str) -> Callable[[Callable[[Story], Sent]], Callable[[Story], Sent]]:
    """What the form is about, and the answers that it is sent with."""

    def keep(fill: Callable[[Story], Sent]) -> Callable[[Story], Sent]:
        FORMS[route] = fill
        return fill

    return keep


def _asked(story: Story) -> Any:
    return story.given_advice_is_sought(RECEIVED, "OT")[0].pk


def _ids(story: Story, *labels: str) -> list[str]:
    return [str(service.pk) for service in story.services(*labels)]


@form("intake:receive")
def _receive(story: Story) -> Sent:
    said = {"key": str(uuid4()), "forename": "Rowan", "surname": "Yeo", "reference": "EHC-77", "on": ON}
    return None, {**said, "council": str(story.cast.council.pk), "named": _ids(story, "OT", "PHN")}


@form("intake:check")
def _check(story: Story) -> Sent:
    return story.given_a_request(RECEIVED).pk, {f"involvement_{_look(story)}": "none", "on": ON}


@form("triage:request_records")
def _request_records(story: Story) -> Sent:
    (service,) = _ids(story, "O&O")
    return story.given_a_request(RECEIVED).pk, {"service": service, "on": ON}


def _look(story: Story) -> str:
    """The one record of OT, as the check sheet names it."""
    (system,) = story.cast.services["OT"].record_systems.all()
    return f"{story.cast.services['OT'].pk}_{system.pk}"


@form("intake:acknowledge")
def _acknowledge_request(story: Story) -> Sent:
    (service,) = _ids(story, "OT")
    sheet = {f"involvement_{_look(story)}": "open", f"responds_{service}": "on", "on": ON}
    return story.given_a_request(RECEIVED).pk, sheet


@form("intake:describe")
def _describe(story: Story) -> Sent:
    request = story.given_a_request(RECEIVED)
    stood = Stands(request.pk, request.version, {"aspirations": "", "outcomes": ""}).signed()
    return request.pk, {"aspirations": "She wants to read.", "outcomes": "She reads.", "stood": stood}


@form("intake:withdraw")
def _withdraw_request(story: Story) -> Sent:
    return story.given_a_request(RECEIVED).pk, {"reason": "by-family", "remark": "By telephone", "on": ON}


@form("intake:ask")
def _ask(story: Story) -> Sent:
    case = story.given_advice_is_sought(RECEIVED, "OT")[0].case
    (service,) = _ids(story, "OT")
    return case.pk, {"to": f"service:{service}", "about": "case", "text": "Has she a chair?"}


@form("intake:answer")
def _answer(story: Story) -> Sent:
    case = story.given_advice_is_sought(RECEIVED, "OT")[0].case
    (service,) = _ids(story, "OT")
    words = {"to": f"service:{service}", "text": "Has she a chair?"}
    return ask(case=case, **words, by=story.cast.officer, on=RECEIVED).pk, {"text": "Since May."}


@form("advice:seek")
def _seek(story: Story) -> Sent:
    return story.given_a_request(RECEIVED).pk, {"services": _ids(story, "OT", "SLT"), "on": ON}


@form("advice:acknowledge")
def _acknowledge(story: Story) -> Sent:
    return _asked(story), {"on": ON}


@form("advice:chase")
def _chase(story: Story) -> Sent:
    return _asked(story), {"remark": "By telephone", "on": ON}


@form("advice:record")
def _record(story: Story) -> Sent:
    return _asked(story), {"title": "Advice", "author": "Dr Amy Hext", "on": ON}


@form("advice:answer")
def _write(story: Story) -> Sent:
    blocks = {"need_1": "Few words", "provision_1": "Therapy", "difference_1": "More words"}
    return _asked(story), {**blocks, "is_unseen": "on", "author": "Dr Amy Hext", "do": "submit"}


@form("advice:invite_answer")
def _invite_answer(story: Story) -> Sent:
    return _asked(story), {"recipient": "service"}


@form("advice:revoke_answer")
def _revoke_answer(story: Story) -> Sent:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    link = invite_answer(advice=asked, recipient="service", by=story.cast.spoc, on=RECEIVED)
    return asked.pk, {"link": str(link.pk)}


@form("advice:hand_in")
def _hand_in(story: Story) -> Sent:
    return _asked(story), {"author": "Dr Amy Hext", "file": SimpleUploadedFile("scan.png", png())}


@form("advice:bring_back")
def _bring_back(story: Story) -> Sent:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    file = SimpleUploadedFile("list.xlsx", file_of(asked.service, story.cast.manager))
    return None, {"file": file}


@form("advice:send_list")
def _send_list(story: Story) -> Sent:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    return asked.service_id, {"sent": "yes"}


@form("advice:unfile")
def _unfile(story: Story) -> Sent:
    return filed_by_itself(story).pk, {"reason": "other-child"}


@form("advice:take_back")
def _take_back(story: Story) -> Sent:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    kept = a_list(asked.service, story.cast.manager, RECEIVED)
    return kept.pk, {"rows": [str(kept.rows[0][0])], "do": "take"}


@form("advice:excuse")
def _excuse(story: Story) -> Sent:
    return _asked(story), {"ground": "exceptional-circumstances", "remark": "A bereavement", "on": ON}


@form("advice:explain")
def _explain(story: Story) -> Sent:
    return _asked(story), {"cause": "capacity", "remark": "One post is empty", "on": ON}


@form("advice:withdraw")
def _withdraw(story: Story) -> Sent:
    return _asked(story), {"reason": "not-needed", "remark": "Agreed with the family", "on": ON}


def _routed(story: Story) -> Any:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    story.given_the_child_is_not_known(asked, RECEIVED)
    return asked


@form("advice:route")
def _route(story: Story) -> Sent:
    return _asked(story), {"answer": "not-known", "remark": "Not on our system", "on": ON}


@form("advice:refer")
def _refer(story: Story) -> Sent:
    (service,) = _ids(story, "SLT")
    words = {"service": service, "identified": "Few words", "support": "None"}
    return _routed(story).pk, {**words, "on": ON}


@form("advice:answer_referral")
def _answer_referral(story: Story) -> Sent:
    referral = story.given_a_full_referral(_routed(story), RECEIVED)
    return referral.pk, {"outcome": "accepted", "advice_by": "2026-12-07", "on": ON}


@form("advice:request_decision")
def _request_decision(story: Story) -> Sent:
    return _routed(story).pk, {"remark": "Seen by nobody", "on": ON}


@form("cases:correct")
def _correct(story: Story) -> Sent:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    story.given_advice_comes(asked, date(2026, 11, 12))
    fact = Fact.objects.get(kind=Kind.ADVICE_RECORDED)
    return fact.pk, {"wrong": "day", "happened_on": "2026-11-13", "reason": "The post was late"}


@form("deadlines:start")
def _start(story: Story) -> Sent:
    (asked,) = story.given_advice_is_sought(date(2026, 6, 8), "OT")
    imported = {
        "case": asked.case,
        "kind": Kind.ADVICE_IMPORTED,
        "about": asked.pk,
        "details": {"file": "sha"},
    }
    append(**imported, on=date(2026, 11, 16), by=story.cast.spoc)
    return asked.pk, {"step": "escalation-1", "remark": "By telephone in August", "on": ON}


@form("people:amend")
def _amend(story: Story) -> Sent:
    child = story.given_a_child()
    child.refresh_from_db()
    said = {"forename": child.forename, "surname": "Vosper", "born_on": "2015-04-07"}
    return child.pk, {**said, "nhs_number": child.nhs_number, "stood": _stands(child).signed()}


@form("people:add_carer")
def _add_carer(story: Story) -> Sent:
    return story.given_a_child().pk, {
        "name": "Demelza Rowe",
        "relationship": "Mother",
        "classification": "ordinary",
    }


@form("people:amend_carer")
def _amend_carer(story: Story) -> Sent:
    words = {"name": "Demelza Rowe", "relationship": "Mother"}
    carer = add_carer(child=story.given_a_child(), **words, by=story.cast.spoc, on=RECEIVED)
    said = {**words, "relationship": "Foster mother", "classification": "ordinary"}
    return carer.pk, {**said, "stood": carer_stands(carer).signed()}


@form("tracker:import")
def _import(story: Story) -> Sent:
    content = b"LA ref,Forename,Surname,Date request rec'd,Service\nEHC-1,Wren,Rowe,02/11/2026,SLT\n"
    return None, {"file": SimpleUploadedFile("tracker.csv", content)}


PAPER = {"kind": "letter", "section": "requests", "classification": "ordinary"}


@form("documents:upload")
def _upload(story: Story) -> Sent:
    return story.given_a_request(RECEIVED).case_id, {**PAPER, "file": SimpleUploadedFile("scan.png", png())}


@form("documents:shelve")
def _shelve(story: Story) -> Sent:
    return None, {"kind": "template", "file": SimpleUploadedFile("scan.png", png())}


def _kept(story: Story) -> Any:
    words = {"title": "Letter", "kind": "letter", "section": Section.REQUESTS, "content": png()}
    case, by = story.given_a_request(RECEIVED).case, story.cast.spoc
    return upload(case=case, **words, file_name="scan.png", by=by, on=RECEIVED).pk


@form("documents:renew")
def _renew(story: Story) -> Sent:
    return _kept(story), {"number": "1", "file": SimpleUploadedFile("scan.png", png(3, 3))}


@form("documents:withdraw")
def _withdraw_document(story: Story) -> Sent:
    return _kept(story), {"reason": "other-child"}


@form("inbox:bring")
def _bring(story: Story) -> Sent:
    return None, {"file": SimpleUploadedFile("mail.eml", mail()), "received_on": ON}


def _mail(story: Story) -> Any:
    return came(mail(), story.cast.area, story.cast.spoc).pk


@form("inbox:take")
def _take(story: Story) -> Sent:
    return _mail(story), {}


@form("inbox:dismiss")
def _dismiss(story: Story) -> Sent:
    return _mail(story), {"reason": "nothing"}


@form("inbox:file")
def _file(story: Story) -> Sent:
    case = story.given_a_request(RECEIVED).case
    return _mail(story), {"reference": case.reference, "surname": case.child.surname}


@form("inbox:settle")
def _settle(story: Story) -> Sent:
    return filed_by_itself(story).pk, {}


@form("cases:open_in_emergency")
def _open_in_emergency(story: Story) -> Sent:
    case = story.given_a_request(RECEIVED).case
    return None, {"found_by": case.reference, "reason": "harm", "words": "She came to the ward."}


@form("cases:share")
def _share(story: Story) -> Sent:
    worker = story.cast.people[Role.SOCIAL_WORKER]
    words = {"who": "person", "email": worker.email, "basis": "safeguarding"}
    return story.given_a_request(RECEIVED).case_id, words


@form("cases:unshare")
def _unshare(story: Story) -> Sent:
    case, worker = story.given_a_request(RECEIVED).case, story.cast.people[Role.SOCIAL_WORKER]
    words = {"case": case, "person": worker, "basis": Basis.SAFEGUARDING}
    return share(**words, by=story.cast.manager, on=RECEIVED).pk, {}


@form("cases:confirm_wishes")
def _confirm_wishes(story: Story) -> Sent:
    case = story.given_a_request(RECEIVED, child=story.given_a_child(born_on=date(2010, 3, 1))).case
    return case.pk, {"on": ON, "remark": "He speaks for himself.", "capacity": "has"}


@form("cases:restrict")
def _restrict(story: Story) -> Sent:
    email = story.cast.therapist.email
    words = {"who": "person", "email": email, "part": "whole", "reason": "conflict"}
    return story.given_a_request(RECEIVED).case_id, words


@form("cases:lift")
def _lift(story: Story) -> Sent:
    words = {"case": story.given_a_request(RECEIVED).case, "person": story.cast.therapist}
    return restrict(**words, reason="conflict", by=story.cast.manager, on=RECEIVED).pk, {}


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(FORMS))
def test_a_form_that_is_sent_twice_leaves_what_it_left_when_it_was_sent_once(
    client: Client, cast: Cast, story: Story, monkeypatch: Any, route: str
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-11-22")
    about, answers = FORMS[route](story)
    address = reverse(route, args=[about] if about else [])
    client.force_login(cast.manager)
    assert_nothing_is_done_without_its_audit_row(client, cast, address, {**answers, "form_key": KEY})
    first = client.post(address, {**answers, "form_key": KEY})
    once = told(cast)
    if "file" in answers:
        answers["file"].seek(0)
    again = client.post(address, {**answers, "form_key": KEY})
    twice = told(cast)
    assert (first.status_code, again.status_code, again["Location"]) == (302, 302, first["Location"])
    assert {table for table in once if once[table] != twice[table]} <= set(TRACES)
    assert once["audit_entry"] == twice["audit_entry"]


def assert_nothing_is_done_without_its_audit_row(
    client: Client, cast: Cast, address: str, answers: Mapping[str, Any]
) -> None:
    before = told(cast)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("goldenthread.audit.actions.INSERT", NO_ROW)
        patch.setattr(client, "raise_request_exception", False)
        answer = client.post(address, answers)
    assert answer.status_code in (500, 503)
    after = told(cast)
    assert {table for table in before if before[table] != after[table]} <= {"accounts_session"}
    if "file" in answers:
        answers["file"].seek(0)


def test_each_form_of_the_record_is_here_or_says_why_not() -> None:
    asking = {name for name, route in routes() if _takes_answers(route.callback)}
    assert {name for name in asking if not name.startswith("accounts:")} - set(FORMS) == set(ELSEWHERE)
    assert set(FORMS) <= {name for name, _ in routes()}


def _takes_answers(view: Any) -> bool:
    """Whether the view reads what is sent, and may change something by it."""
    return getattr(view, "is_once", False) and "request.POST" in inspect.getsource(inspect.unwrap(view))
