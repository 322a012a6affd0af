"""Every address that there is, with a case behind it that has all that a case can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from goldenthread.accounts.actions import give_link, keep
from goldenthread.advice.models import AdviceRequest
from goldenthread.advice.workbook.tests.handling import a_list
from goldenthread.cases.actions import open_in_emergency, restrict, share
from goldenthread.cases.models import Case, Fact
from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.documents.actions import upload as upload_document
from goldenthread.documents.checks.tests.made import png
from goldenthread.inbox.tests.written import came, mail
from goldenthread.intake.actions import ask
from goldenthread.intake.models import Request
from goldenthread.measures.figures import Figure
from goldenthread.measures.month import month_of
from goldenthread.measures.period import quarter_of
from goldenthread.measures.returns import Part
from goldenthread.people.actions import add_carer
from goldenthread.plans.actions import hold
from goldenthread.post.models import Message
from goldenthread.rules.access import Basis, Role, Section
from goldenthread.tracker.actions import import_, upload
from goldenthread.tracker.rehearsing import read_content

RECEIVED_ON, TODAY = date(2026, 11, 2), date(2026, 12, 16)

TRACKER = b"""LA ref,Forename,Surname,NHS No.,Date request rec'd,Service
EHC26-0101,Wren,Rowe,999 000 0069,10/13/2026,SLT
EHC26-0102,Hal,Moyle,999 000 0077,10/12/2026,OT
EHC26-0103,Cora,Hext,999 000 0043,19 October 2026,PHN
"""
FILES = {
    "advice:hand_out",
    "desk:worklist_csv",
    "desk:worklist_xlsx",
    "desk:letters_csv",
    "desk:letter_pdf",
    "desk:letter_docx",
    "desk:request_pack_pdf",
    "desk:request_pack_docx",
    "desk:questions_csv",
    "desk:questions_xlsx",
    "desk:trace_csv",
    "documents:download",
    "inbox:attachment",
    "measures:download",
    "measures:behind_csv",
    "measures:non_returns_file",
    "measures:record_keeping_file",
    "measures:returns_behind_csv",
    "tracker:export",
}
# The word that stands for a kind of file, where an address has one.
KINDS = {
    "measures:download": "json",
    "measures:non_returns_file": "json",
    "measures:record_keeping_file": "csv",
    "tracker:export": "xlsx",
}


def routes(resolver: URLResolver | None = None, within: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each address's name, and the names of the words that it wants."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from routes(each, f"{each.namespace}:" if each.namespace else within)
        elif isinstance(each, URLPattern) and each.name:
            yield f"{within}{each.name}", tuple(each.pattern.converters)


def addresses(things: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each route with its address about these things; a route with several ways comes several times."""
    for name, words in sorted(set(routes())):
        told = {**things, "kind": KINDS.get(name, "")}
        yield name, reverse(name, kwargs={word: told[word] for word in words})


REPORTED = {
    "month": month_of(RECEIVED_ON),
    "figure": Figure.RECEIVED,
    "period": quarter_of(RECEIVED_ON),
    "part": Part.STANDING,
}
"""The words of an address that are about figures."""


def lived(cast: Cast, story: Story) -> dict[str, Any]:
    """What the words of an address stand for: a case with advice that came, that is late, that was never sought."""
    tick(by=cast.tick, on=RECEIVED_ON)
    request = _of_a_young_person(story)
    late, came = story.given_advice_is_sought(RECEIVED_ON, "SLT", "OT", request=request)
    tick(by=cast.tick, on=TODAY)
    story.given_advice_comes(came, TODAY)
    story.given_the_child_is_not_known(late, TODAY)
    referral = story.given_a_full_referral(late, TODAY)
    with transaction.atomic():  # outside of one nobody sees a row
        asked = Fact.objects.filter(about=late.pk).latest("sequence")
    with transaction.atomic():
        letter = Message.objects.get(about=late.pk, step="chase")
    _the_council_waits(cast, request)
    draft, taken = _a_tracker_waits_and_one_was_taken_in(cast)
    return {
        "draft_id": draft,
        "list_id": a_list(late.service, cast.manager, TODAY).pk,
        "import_id": taken,
        "code": cast.area.code,
        "area": cast.area.code,
        **_a_document(cast, request.case),
        **_a_question(cast, late),
        **_a_mail(cast),
        "case_id": request.case_id,
        "child_id": request.case.child_id,
        "service_id": cast.services["SLT"].pk,
        "request_id": request.pk,
        "advice_id": late.pk,
        "referral_id": referral.pk,
        "fact_id": asked.pk,
        "about": late.pk,
        "message_id": letter.pk,
        "template": "chase",
        "limit": "advice",
        "step": "escalation-1",
        **REPORTED,
        **_an_account(cast),
        **_who_was_let_in(cast, request.case),
    }


def _of_a_young_person(story: Story) -> Request:
    """A request about somebody who was 16 in March."""
    child = story.given_a_child(born_on=date(2010, 3, 1), on=RECEIVED_ON)
    words = {"named": ("SLT", "OT"), "assessment_requested_on": RECEIVED_ON}
    return story.given_a_request(RECEIVED_ON, child=child, **words)


def _a_question(cast: Cast, late: AdviceRequest) -> dict[str, Any]:
    """The manager asks the service that is late."""
    to = f"service:{late.service_id}"
    return {"question_id": ask(case=late.case, to=to, text="Is it so?", by=cast.manager, on=TODAY).pk}


def _a_carer(cast: Cast, case: Case) -> dict[str, Any]:
    """The young person's mother."""
    words = {"name": "Demelza Rowe", "relationship": "Mother"}
    return {"carer_id": add_carer(child=case.child, **words, by=cast.manager, on=TODAY).pk}


def _the_council_waits(cast: Cast, request: Request) -> None:
    """The council holds the final plan for the therapist's advice."""
    hold(
        request=request,
        awaiting="issue",
        services=[str(cast.services["SLT"].pk)],
        reason="not-here",
        remark="The therapist reports next week.",
        until=TODAY + timedelta(days=14),
        by=cast.people[Role.SEND_MANAGER],
        on=TODAY,
    )


def _a_document(cast: Cast, case: Case) -> dict[str, Any]:
    """A picture of a page, put on the case by the manager."""
    words = {
        "title": "Advice",
        "kind": "advice",
        "section": Section.ADVICE,
        "content": png(),
        "file_name": "scan.png",
    }
    kept = upload_document(case=case, **words, by=cast.manager, on=TODAY)
    return {"document_id": kept.pk, "version_id": kept.versions.first().pk}


def _a_mail(cast: Cast) -> dict[str, Any]:
    """A mail that waits, with a picture."""
    kept = came(mail(files={"scan.png": png()}, text="The report.\nKind regards"), cast.area, cast.manager)
    with transaction.atomic():
        return {"mail_id": kept.pk, "attachment_id": kept.attachments.get().pk}


def _who_was_let_in(cast: Cast, case: Case) -> dict[str, Any]:
    """A social worker and a parent were let in and a therapist kept out, and the case was opened in an emergency."""
    words = {"case": case, "by": cast.manager, "on": TODAY}
    relation = share(person=cast.people[Role.SOCIAL_WORKER], basis=Basis.SAFEGUARDING, **words)
    share(person=cast.people[Role.PARENT], basis=Basis.PARENTAL_RESPONSIBILITY, **words)
    restriction = restrict(person=cast.therapist, reason="conflict", **words)
    found = {"found_by": case.reference, "reason": "harm", "words": "She came to the ward."}
    opening = open_in_emergency(**found, by=cast.people[Role.DESIGNATED_OFFICER], on=TODAY)
    things = {"emergency_id": opening.pk, "relation_id": relation.pk, "restriction_id": restriction.pk}
    return {**things, **_a_carer(cast, case)}


def _an_account(cast: Cast) -> dict[str, Any]:
    """Somebody to look after, whose link was made, and what the manager had typed before a time-out."""
    words = {"by": cast.manager, "on": TODAY}
    kept = keep(user=cast.manager, path="/intake/receive/", typed={"forename": ["Wren"]}, **words)
    token = give_link(user=cast.therapist, **words)
    return {"user_id": cast.therapist.pk, "kept_id": kept.pk, "token": token}


def _a_tracker_waits_and_one_was_taken_in(cast: Cast) -> tuple[Any, Any]:
    """With a row that is good, one that asks a question and one that is refused."""
    tracker = {"area": cast.area, "file_name": "tracker.csv", "by": cast.manager, "on": TODAY}
    reading = read_content(TRACKER, name="tracker.csv", area_id=cast.area.pk, today=TODAY)
    taken = import_(reading=reading, **tracker).import_id
    return upload(content=TRACKER, **tracker).pk, taken
