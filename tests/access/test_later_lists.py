"""Letters, questions, mail, the library and a case's documents: each list, filter, order and file against the decision.

What a list is to hold is worked out here from the tables and the one decision; the page is read as a person reads it
(A02, A03). An ordinary run has each address read by a share of the people, the next one by those after.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from goldenthread.documents.actions import shelve, upload
from goldenthread.documents.checks.tests.made import png
from goldenthread.documents.models import Document
from goldenthread.inbox.actions import dismiss, file_
from goldenthread.inbox.models import Mail
from goldenthread.inbox.queries import LISTS as MAILS
from goldenthread.inbox.tests.written import came, mail
from goldenthread.intake.models import Question
from goldenthread.post.models import Message
from goldenthread.post.queries import GROUPS
from goldenthread.rules.access import MAY, Classification, Permission, Role, Section
from goldenthread.rules.sending import FOR_A_PERSON, FOR_SENDERS, State
from tests.access.asking import browsers
from tests.access.oracle import EXPORT, OF_A_SERVICE, READ, Oracle, in_turn, oracle, readers
from tests.access.reading import said, table, total
from tests.access.world import TODAY, World

pytestmark = pytest.mark.django_db

Way = tuple[dict[str, str], Callable[[Any], bool]]
LETTER = re.compile(r'href="/letters/([0-9a-f-]{36})/"')
MAIL = re.compile(r'href="/inbox/([0-9a-f-]{36})/"')
DOCUMENT = re.compile(r'href="/documents/([0-9a-f-]{36})/"')
QUESTION = re.compile(r"(\w+remark: [^<?]+\?)")
NONSENSE = {"nhs_number": "999", "case__child__surname": "Aldersur", "sort": "case__child__nhs_number"}
"""A filter or an order by what the list does not show changes nothing."""


@pytest.fixture(autouse=True)
def long_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every list on one page; how it is cut into pages has a test of its own."""
    for place in ("desk.letters.page", "desk.questions.page", "inbox.inbox.views", "documents.listed"):
        monkeypatch.setattr(f"goldenthread.{place}.SIZE", 500)


def who(permission: Permission, world: World) -> list[Role]:
    return [role for role in readers(world) if permission in MAY[role]]


def check(world: World, address: str, found: re.Pattern[str], expected: dict[Role, set[str]]) -> None:
    """The rows of the page, and the total above them, for each of these people."""
    people = browsers(world)
    for role, rows in expected.items():
        html = unescape(said(people[role.value].get(address)))
        assert set(found.findall(html)) == rows, (role, address)
        assert total(html) == len(rows), (role, address)


# Letters.


def letters(told: Oracle, role: Role, permission: Permission = READ) -> list[Message]:
    """The letters of the cases whose advice is open; for a service's people, those about what it was asked."""
    cases = [case.pk for case in told.seen(role, permission, Section.ADVICE)]
    rows = Message.objects.filter(case__in=cases).select_related("case")
    return [
        row for row in rows if role.reach not in OF_A_SERVICE or str(row.service_id) in told.speaks_for[role]
    ]


def stands(group: str) -> Callable[[Message], bool]:
    """To act on: what waits for somebody, but a copy that waits with its letter; and what nobody told of in time."""

    def fits(row: Message) -> bool:
        is_silent = row.state == State.ACCEPTED and row.news_by is not None
        if group == "act":
            waits = row.state in FOR_A_PERSON and not (row.is_copy and row.state in FOR_SENDERS)
            return waits or is_silent
        return is_silent if group == "silent" else row.state in GROUPS[group]

    return fits


def letter_ways() -> Iterator[Way]:
    yield from (({"group": group}, stands(group)) for group in GROUPS)
    yield {}, stands("act")
    yield {"group": "secret", **NONSENSE}, stands("act")
    yield {"group": "all", **NONSENSE}, stands("all")


def test_letters_are_listed_counted_and_filed_as_the_decision_allows(world: World) -> None:
    told, people, shown = oracle(world), browsers(world), 0
    for turn, (query, fits) in enumerate(letter_ways()):
        readers_, takers = who(Permission.WRITE_LETTERS, world), who(EXPORT, world)
        expected = {
            role: {str(row.pk) for row in letters(told, role) if fits(row)}
            for role in in_turn(readers_, turn)
        }
        shown += sum(map(len, expected.values()))
        check(world, f"{reverse('desk:letters')}?{urlencode(query)}", LETTER, expected)
        for role in in_turn(takers, turn):
            answer = people[role.value].get(f"{reverse('desk:letters_csv')}?{urlencode(query)}")
            heads, *rows = table(answer.content)
            columns = [heads.index(name) for name in ("Letter", "To", "Case")]
            taken = [row for row in letters(told, role, EXPORT) if fits(row)]
            wanted = sorted((row.subject, row.to_name, row.case.reference) for row in taken)
            assert sorted(tuple(row[at] for at in columns) for row in rows) == wanted, (role, query)
    assert shown > 20


def test_letters_stand_in_the_order_asked_for(world: World) -> None:
    told, people = oracle(world), browsers(world)
    orders: dict[str, Callable[[Message], Any]] = {
        "written": lambda row: row.written_on,
        "reference": lambda row: row.case.reference,
        "recipient": lambda row: row.to_name,
        "state": lambda row: row.state,
    }
    for sort, key in orders.items():
        for role, sign in ((Role.SPOC_MANAGER, ""), (Role.HEALTH_PRACTITIONER, "-")):
            rows = {str(row.pk): key(row) for row in letters(told, role)}
            html = said(people[role.value].get(f"/letters/?group=all&sort={sign}{sort}"))
            order = [rows[each] for each in LETTER.findall(html)]
            assert order == sorted(rows.values(), reverse=bool(sign)), (role, sort)


# Questions.


def questions(told: Oracle, role: Role, permission: Permission = READ) -> list[Question]:
    """Those of the cases where what staff write is open; of one service's matters, to that service's people."""
    cases = [case.pk for case in told.seen(role, permission, Section.REMARKS)]
    rows = Question.objects.filter(case__in=cases)
    return [row for row in rows if role.reach not in OF_A_SERVICE or row.request_id is None]


def question_ways(world: World) -> Iterator[Way]:
    for state, fits in (("open", False), ("answered", True)):
        yield {"state": state}, lambda row, fits=fits: bool(row.answered_on) is fits
    yield {"state": "all"}, lambda row: True
    yield {**NONSENSE, "state": "all", "service": "' or 1=1"}, lambda row: True
    for name in ("own", "organisation", "other"):
        service = world.cases[name].things["service_id"]
        yield (
            {"state": "all", "service": str(service)},
            lambda row, service=service: row.to_service_id == service,
        )
    for name in ("own", "other"):
        area = world.cases[name].case.area_id
        yield {"state": "all", "area": str(area)}, lambda row, area=area: row.area_id == area


def test_questions_are_listed_counted_and_filed_as_the_decision_allows(world: World) -> None:
    told, people, shown = oracle(world), browsers(world), 0
    for turn, (query, fits) in enumerate(question_ways(world)):
        expected = {
            role: {row.text for row in questions(told, role) if fits(row)}
            for role in in_turn(who(Permission.ASK, world), turn)
        }
        shown += sum(map(len, expected.values()))
        check(world, f"{reverse('desk:questions')}?{urlencode(query)}", QUESTION, expected)
        for role in in_turn(who(EXPORT, world), turn):
            for name in ("desk:questions_csv", "desk:questions_xlsx"):
                heads, *rows = table(people[role.value].get(f"{reverse(name)}?{urlencode(query)}").content)
                wanted = sorted(row.text for row in questions(told, role, EXPORT) if fits(row))
                assert sorted(row[heads.index("Question")] for row in rows) == wanted, (role, name, query)
    assert shown > 10


# Mail that came in.


def mails(world: World, told: Oracle, role: Role) -> list[Mail]:
    """What no case has yet, of the role's own area; what was filed, of the cases on which they work."""
    if Permission.WORK not in MAY[role]:
        return []
    cases = {case.pk for case in told.seen(role, Permission.WORK)}
    rows = Mail.objects.filter(area=world.cast.area)
    return [row for row in rows if row.case_id is None or row.case_id in cases]


def test_mail_is_listed_and_counted_as_the_decision_allows(world: World) -> None:
    """One mail is filed to a case that is kept to named people, the manager not among them; one is of no case."""
    area, by = world.cast.area, world.cast.spoc
    for name in ("own", "restricted"):
        kept = came(mail(subject=name), area, by)
        file_(mail=kept, case=world.cases[name].case, attachments=[], by=by, on=TODAY)
    dismiss(mail=came(mail(subject="nothing"), area, by), reason="nothing", by=by, on=TODAY)
    told, people, counted = oracle(world), browsers(world), {}
    for which, fits in MAILS.items():
        expected = {}
        for role in who(Permission.WORK, world):
            fitting = set(Mail.objects.filter(fits).values_list("pk", flat=True))
            expected[role] = {str(row.pk) for row in mails(world, told, role) if row.pk in fitting}
        check(world, f"{reverse('inbox:inbox')}?list={which}", MAIL, expected)
        counted[which] = {role: len(rows) for role, rows in expected.items()}
    assert counted["filed"] == {Role.SPOC_ADMINISTRATOR: 2, Role.SPOC_MANAGER: 1}
    assert counted["waiting"][Role.SPOC_MANAGER] == 1
    nonsense = said(people[Role.SPOC_MANAGER.value].get(f"{reverse('inbox:inbox')}?list=secret&area=other"))
    assert total(nonsense) == counted["waiting"][Role.SPOC_MANAGER]


# Documents.


def test_the_library_holds_what_is_of_the_reader_s_areas(world: World) -> None:
    for place, by in ((world.cast.area, world.cast.manager), (world.cases["other"].case.area, None)):
        keeper = (
            by
            or Document.objects.get(pk=world.cases["other"].things["document_id"]).versions.get().uploaded_by
        )
        for kind in ("template", "minutes"):
            words: dict[str, Any] = {"content": png(), "file_name": "a.png", "by": keeper, "on": TODAY}
            shelve(area=place, title=f"{place.code} {kind}", kind=kind, **words)
    shelved = list(Document.objects.filter(case__isnull=True, area=world.cast.area))
    ways: list[Way] = [({}, lambda row: True), ({"kind": "template"}, lambda row: row.kind == "template")]
    ways += [({"kind": "secret", "sort": "area__code", "area": "cheshire-east"}, lambda row: True)]
    for turn, (query, fits) in enumerate(ways):
        rows = {str(row.pk) for row in shelved if fits(row)}
        expected = dict.fromkeys(in_turn(who(Permission.READ_LIBRARY, world), turn), rows)
        check(world, f"{reverse('documents:library')}?{urlencode(query)}", DOCUMENT, expected)
    assert len(shelved) == 2


def papers(world: World) -> None:
    """On the own case two documents of each part, of other classes in turn; of advice another service's too."""
    shared: dict[str, Any] = {"content": png(), "file_name": "a.png", "on": TODAY}
    shared |= {"case": world.cases["own"].case, "title": "", "by": world.people[Role.SOCIAL_WORKER]}
    classes = list(Classification) * 3
    for turn, section in enumerate(Section):
        for class_ in classes[turn : turn + 4 : 2]:
            upload(**shared, kind="other", section=section, classification=class_)
    shared["by"] = world.cast.spoc
    upload(**shared, kind="advice", section=Section.ADVICE, service=world.cast.services["CAMHS"])


def test_a_case_s_documents_are_those_of_open_parts_and_classes(world: World) -> None:
    """To the family none of the household: a document says not of which it is."""
    papers(world)
    told, case = oracle(world), world.cases["own"].case
    rows = list(Document.objects.filter(case=case))
    address = reverse("documents:of_case", args=[case.pk])
    shown = set()
    for turn, part in enumerate(("", *Section)):
        expected = {}
        for role in in_turn(readers(world), turn, every=7):
            if case not in told.seen(role):
                continue
            expected[role] = {str(row.pk) for row in rows if row.section in (part or row.section)
                              and is_open(told, role, row)}  # fmt: skip
            shown |= expected[role]
        check(world, f"{address}?section={part}", DOCUMENT, expected)
    assert 7 < len(shown) <= len(rows)


def is_open(told: Oracle, role: Role, row: Document) -> bool:
    section, class_ = Section(row.section), Classification(row.classification)
    if role.is_of_a_family and section is Section.HOUSEHOLD:
        return False
    if role.reach in OF_A_SERVICE and row.service_id and str(row.service_id) not in told.speaks_for[role]:
        return False
    return told.may(role, READ, row.case, Section.CHILD) and told.may(role, READ, row.case, section, class_)


def test_the_pages_of_a_list_together_are_the_list(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.desk.letters.page.SIZE", 7)
    told, people = oracle(world), browsers(world)
    for role in (Role.SPOC_MANAGER, Role.HEALTH_PRACTITIONER):
        rows = {str(row.pk) for row in letters(told, role)}
        pages = [
            said(people[role.value].get(f"/letters/?group=all&page={page}"))
            for page in range(1, -(-len(rows) // 7) + 1)
        ]
        found = [each for html in pages for each in LETTER.findall(html)]
        assert sorted(found) == sorted(rows)
        assert {total(html) for html in pages} == {len(rows)}
