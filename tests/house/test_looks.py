"""Every look leaves a trace (J01): each page that shows a child, to anybody, left a row about that child.

Every route is read by every person about everything that stands in Torbay. Each child has a name, a number and a
reference found nowhere else; where one of them is in an answer, the audit says that this person was shown this child.
"""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from html import unescape
from itertools import islice, product
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import basis
from goldenthread.advice.models import AdviceRequest, Referral
from goldenthread.advice.workbook.tests.handling import a_list
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case, Emergency, Fact, Relation, Restriction
from goldenthread.demo.stories import Story
from goldenthread.intake.actions import ask
from goldenthread.intake.models import Request
from goldenthread.measures.figures import Figure
from goldenthread.measures.month import month_from
from goldenthread.measures.period import period_from
from goldenthread.measures.returns import Part
from goldenthread.people.actions import add_carer
from goldenthread.people.models import Carer, Child
from goldenthread.post.models import Message
from goldenthread.rules.access import Permission
from goldenthread.rules.traces import Outcome, What
from goldenthread.tracker.models import Import
from tests.house.papers import letters_of, paper_about
from tests.house.scenes import HEADING, imported
from tests.house.test_routes import routes

pytestmark = pytest.mark.django_db

LONG = os.environ.get("GOLDENTHREAD_LONG") == "1"
EARLY, LATE, TODAY = date(2026, 9, 1), date(2026, 11, 9), "2026-11-22"
SURNAMES = ("Ottermark", "Kestrelby", "Wrenfold", "Hobbygate")
LATER = "EHC-9,Hal,Moylecanary,08/04/2015,,02/11/2026,OT,,,,"
SAID = "EHC-9,Hal,Moylecanary,07/04/2015,,02/11/2026,OT,,,,"
LISTS = ("", "due=open", "due=all", "due=not-known", "due=acknowledge", "due=seek")


def _town(story: Story) -> None:
    """Children at every stage, one of an imported tracker, and a later file that contradicts it, uploaded."""
    asked, late, promised, waiting = (
        story.given_a_request(on, child=story.given_a_child("Ember", name), reference=f"GT/{name[:4]}/1")
        for on, name in zip((LATE, EARLY, LATE, LATE), SURNAMES, strict=True)
    )
    (_, routed) = story.given_advice_is_sought(LATE, "SLT", "OT", request=asked)
    (done, _) = story.given_advice_is_sought(EARLY, "SLT", "OT", request=late)
    story.given_advice_comes(done, date(2026, 10, 20))
    story.given_the_child_is_not_known(routed, LATE)
    story.given_a_full_referral(routed, LATE, "PHN")
    story.given_it_is_acknowledged(promised, LATE, "SLT")
    assert waiting.pk
    with tempfile.TemporaryDirectory() as folder:
        imported(story, Path(folder), SAID)
        imported(story, Path(folder), LATER)


SCENE = _town


@pytest.fixture
def town(scene: None, story: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The town, on the day that its pages are read."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", TODAY)
    return story


SHARES = 3
"""The people are dealt out to so many tests, so that each worker has some."""


def people(story: Story) -> Iterator[User]:
    """Those who have most to do with cases; in a long run somebody with each role that there is."""
    cast = story.cast
    if LONG:
        yield from cast.people.everybody().values()
    else:
        yield from (cast.spoc, cast.therapist, cast.officer, cast.manager, cast.support, cast.administrator)


def known(story: Story) -> dict[str, list[Any]]:
    """What an address of ours may be about: two of each kind of thing, in a long run all."""
    every = everything(story)
    return every if LONG else {name: things[:2] for name, things in every.items()}


def _a_mother(story: Story) -> Carer:
    """Of one of the children."""
    child = Child.objects.order_by("pk")[0]
    return add_carer(child=child, name="Demelza Rowe", relationship="Mother", by=story.cast.spoc, on=LATE)


def everything(story: Story) -> dict[str, list[Any]]:
    """All that stands in this town."""
    from goldenthread.tracker import actions

    content = f"{HEADING}\n{LATER}\n".encode()
    words = {"area": story.cast.area, "file_name": "later.csv", "content": content, "on": LATE}
    drafts = [actions.upload(**words, by=by).pk for by in (story.cast.spoc, story.cast.manager)]
    lists = [a_list(story.cast.services["SLT"], by, LATE).pk for by in (story.cast.spoc, story.cast.manager)]
    letters = letters_of(story)
    papers = [paper_about(story, case) for case in Case.objects.all()]
    questions = [question_about(story, asked) for asked in AdviceRequest.objects.select_related("case")[:3]]
    advice = list(AdviceRequest.objects.values_list("pk", flat=True))
    requests = list(Request.objects.values_list("pk", flat=True))
    return {
        "case_id": list(Case.objects.order_by("reference").values_list("pk", flat=True)),
        "document_id": [paper.pk for paper in papers],
        "mail_id": [letter.pk for letter in letters],
        "attachment_id": [letter.attachments.get().pk for letter in letters],
        "version_id": [paper.versions.get().pk for paper in papers],
        "question_id": [question.pk for question in questions],
        "child_id": list(Child.objects.values_list("pk", flat=True)),
        "carer_id": [_a_mother(story).pk],
        "advice_id": advice[:4],
        "request_id": requests[:3],
        "referral_id": list(Referral.objects.values_list("pk", flat=True)),
        "fact_id": list(Fact.objects.order_by("sequence").values_list("pk", flat=True)[:3]),
        "service_id": [service.pk for service in story.services("SLT", "OT")],
        "about": [*advice[:3], *requests[:2]],
        "limit": ["advice", "decision-to-assess"],
        "step": ["chase", "escalation-1"],
        "code": ["torbay"],
        "template": ["chase", "acknowledgement"],
        "area": ["torbay"],
        "month": [month_from("2026-11")],
        "period": [period_from("2026-10-01_2026-12-31")],
        "part": [Part.FELL_DUE, Part.STANDING],
        "figure": [Figure.RECEIVED, Figure.ASKED, Figure.OUTSTANDING_LATE],
        "kind": ["csv", "xlsx"],
        "draft_id": drafts,
        "list_id": lists,
        "import_id": list(Import.objects.values_list("pk", flat=True)),
        "user_id": [story.cast.spoc.pk],
        "kept_id": [story.cast.area.pk],
        "token": ["no-link-of-anybodys"],
        "message_id": list(Message.objects.order_by("pk").values_list("pk", flat=True)[:3]),
        "emergency_id": list(Emergency.objects.values_list("pk", flat=True)),
        "relation_id": list(Relation.objects.values_list("pk", flat=True)),
        "restriction_id": list(Restriction.objects.values_list("pk", flat=True)),
    }


def question_about(story: Story, asked: AdviceRequest) -> Any:
    """The single point of contact asks a service something about the case."""
    words = {"to": f"service:{asked.service_id}", "text": "Is the report ready?"}
    return ask(case=asked.case, **words, by=story.cast.spoc, on=LATE)


def addresses(things: dict[str, list[Any]]) -> Iterator[str]:
    """Every route about everything that it can be about; one about a new kind of thing fails until that is known."""
    for name, route in routes():
        keys = [key for key in route.pattern.converters if key not in route.default_args]
        for values in product(*(things[key] for key in keys)):
            address = reverse(name, kwargs={**dict(zip(keys, values, strict=True)), **route.default_args})
            lists = LISTS if name.startswith("desk:worklist") else ("",)
            yield from (f"{address}?{list_}" if list_ else address for list_ in lists)


def some(every: Iterator[str], place: int) -> Iterator[str]:
    """In a long run every address; else each fifth, which ones by the person's place among the people."""
    return every if LONG else islice(every, place % 5, None, 5)


def text(answer: Any) -> str:
    """What an answer says; a workbook unpacked."""
    content = answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b" ".join(book.read(name) for name in book.namelist())
    return unescape(content.decode("utf-8", errors="replace"))


def canaries() -> dict[UUID, set[str]]:
    """What is found of each child nowhere else."""
    found = {
        child.pk: {child.surname, *([child.nhs_number] if child.nhs_number else [])}
        for child in Child.objects.all()
    }
    for child, reference in Case.objects.values_list("child", "reference"):
        found[child].add(reference)
    return found


def shown(answer: Any, marks: dict[UUID, set[str]]) -> set[UUID]:
    """The children of whom the answer says something; an NHS number may be printed in groups."""
    said = text(answer)
    close = said.replace(" ", "")
    return {child for child, words in marks.items() if any(word in said or word in close for word in words)}


def looked(person: User) -> set[UUID]:
    """The children that the last request showed to this person, as the audit says."""
    last = Entry.objects.filter(what=What.LOOKED.value, recorded_by=person.pk)
    newest = last.order_by("-id").values("request_id")[:1]
    return set(last.filter(request_id__in=newest).values_list("child_id", flat=True))


def newest() -> UUID | None:
    """The last row that says that somebody was shown a child: another one once there is one more."""
    looks = Entry.objects.filter(what=What.LOOKED.value).order_by("-id")
    return looks.values_list("id", flat=True).first()


@pytest.mark.parametrize("share", range(SHARES))
def test_every_answer_that_shows_a_child_left_a_row_about_that_child(
    share: int, client: Client, town: Story
) -> None:
    things, marks = known(town), canaries()
    answers, silent = 0, []
    for place, person in list(enumerate(people(town)))[share::SHARES]:
        client.force_login(person)
        for address in some(addresses(things), place):
            before = newest()
            if seen := shown(client.get(address), marks):
                answers += 1
                has_new = newest() != before
                silent += [
                    (person.email, address, child) for child in seen - (looked(person) if has_new else set())
                ]
    assert silent == []
    assert answers > (30 if LONG else 10)
    rows = Entry.objects.filter(what=What.LOOKED.value)
    assert not rows.filter(child_id__isnull=True).exclude(purpose="audit").exists()
    assert not rows.filter(area_id__isnull=True).exclude(purpose="audit").exists()


@pytest.mark.parametrize("words", ["Hobbygate", "9990", "GT/Kest"])
def test_a_child_found_by_a_search_was_looked_at(client: Client, town: Story, words: str) -> None:
    client.force_login(town.cast.spoc)
    number = Child.objects.get(surname=SURNAMES[0]).nhs_number
    sent = {"search": number if words.isdigit() else words}
    found = shown(client.post(reverse("desk:search"), sent, follow=True), canaries())
    assert len(found) == 1
    rows = Entry.objects.filter(what=What.LOOKED.value, purpose="search", deed="desk:worklist")
    assert set(rows.values_list("child_id", flat=True)) == found


def test_a_child_who_may_be_the_one_that_arrives_was_looked_at(client: Client, town: Story) -> None:
    client.force_login(town.cast.spoc)
    child = Child.objects.get(surname=SURNAMES[0])
    sent = {
        "forename": child.forename, "surname": child.surname, "born_on": child.born_on.isoformat(),
        "council": str(town.cast.council.pk), "on": "2026-11-09", "key": "00000000-0000-4000-8000-000000000001",
    }  # fmt: skip
    answer = client.post(reverse("intake:receive"), sent)
    assert child.nhs_number in text(answer).replace(" ", "")
    row = Entry.objects.get(what=What.LOOKED.value, purpose="match", subject="child")
    assert (row.deed, row.child_id, row.recorded_by) == ("intake:receive", child.pk, town.cast.spoc.pk)


def test_no_audit_row_no_page(client: Client, town: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    things, marks = known(town), canaries()
    client.force_login(town.cast.spoc)
    showing = [address for address in some(addresses(things), 0) if shown(client.get(address), marks)]
    monkeypatch.setattr("goldenthread.audit.actions.LOOK", "insert into audit_entry (id) values (null)")
    for address in showing:
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert shown(answer, marks) == set(), address
        assert "Nothing can be shown just now" in text(answer)
    assert len(showing) > (50 if LONG else 15)


FORGED = (
    "deed",
    "action",
    "what",
    "record_action",
    "purpose",
    "basis",
    "rule",
    "outcome",
    "by",
    "request_id",
)
LIE = "accounts:sign_out"


@pytest.mark.parametrize("name", FORGED)
def test_a_client_cannot_name_its_own_deed(client: Client, town: Story, name: str) -> None:
    case = Case.objects.first()
    address, header = reverse("desk:case", args=[case.pk]), name.replace("_", "-")
    client.force_login(town.cast.spoc)
    before = set(Entry.objects.values_list("pk", flat=True))
    client.get(address, {name: LIE})
    client.post(address, {name: LIE})
    client.get(address, headers={header: LIE})
    client.get(address, headers={f"x-{header}": LIE})
    client.get(address, headers={"x-request-id": str(case.pk)})
    rows = Entry.objects.exclude(pk__in=before)
    told = {(row.deed, row.purpose, row.rule, row.basis, row.outcome, row.recorded_by) for row in rows}
    why = basis(town.cast.spoc, Permission.READ_CASES)
    assert told == {("desk:case", "page", "read_cases", why, "shown", town.cast.spoc.pk)}
    assert len({row.request_id for row in rows} - {case.pk}) == 5


def test_who_is_turned_away_leaves_a_row(client: Client, town: Story) -> None:
    case = Case.objects.get(reference="GT/Hobb/1")
    client.force_login(town.cast.therapist)
    assert client.get(reverse("desk:case", args=[case.pk])).status_code == 404
    client.force_login(town.cast.administrator)
    assert client.get(reverse("desk:case", args=[case.pk])).status_code == 403
    rows = Entry.objects.filter(what=What.REFUSED.value, case_id=case.pk).order_by("recorded_at")
    assert [(row.recorded_by, row.deed, row.outcome) for row in rows] == [
        (town.cast.therapist.pk, "desk:case", Outcome.ABSENT.value),
        (town.cast.administrator.pk, "desk:case", Outcome.FORBIDDEN.value),
    ]
    assert {row.rule for row in rows} == {"read_cases"}


def test_an_answer_that_leads_elsewhere_shows_nothing(client: Client, town: Story) -> None:
    advice = AdviceRequest.objects.filter(case__reference="GT/Otte/1").first()
    client.force_login(town.cast.spoc)
    before = Entry.objects.filter(what=What.LOOKED.value).count()
    sent = {"on": "2026-11-20", "remark": "By telephone."}
    assert client.post(reverse("advice:chase", args=[advice.pk]), sent).status_code == 302
    assert Entry.objects.filter(what=What.LOOKED.value).count() == before
    assert Entry.objects.filter(what=What.DID.value, deed="AdviceChased", case_id=advice.case_id).exists()


def test_everything_of_one_request_bears_its_number(client: Client, town: Story) -> None:
    case = Case.objects.first()
    client.force_login(town.cast.spoc)
    for _ in range(2):
        client.get(reverse("desk:case", args=[case.pk]))
    rows = Entry.objects.filter(deed="desk:case", case_id=case.pk)
    assert len({row.request_id for row in rows}) == len(rows) == 2
