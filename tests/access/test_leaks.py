"""Nothing of a child is in an answer, file or log line whose reader may not see it; each look left a row (A03, J01)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from shutil import which
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, Model, TextField
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from goldenthread.advice.by_link.tests.coming import Practitioner, invited
from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case
from goldenthread.database.acting import as_system
from goldenthread.inbox.models import Mail
from goldenthread.people.models import Child
from goldenthread.rules.traces import What
from tests.access.asking import addresses, browsers
from tests.access.leaks import LONG, found, may_find, text
from tests.access.world import TODAY, World

pytestmark = pytest.mark.django_db
LISTS = (
    "due=all",
    "due=returned",
    "due=acknowledge",
    "due=seek",
    "due=all&sort=child",
    "due=all&sort=service",
)


def every_address(world: World) -> list[str]:
    """Every route about every case, the lists in each of their ways, and each kind of file that there is."""
    lists = [
        f"{reverse(name)}?{way}"
        for name in ("desk:worklist", "desk:worklist_csv", "desk:worklist_xlsx")
        for way in LISTS
    ]
    return [*dict.fromkeys(address for *_, address in addresses(world)), *lists, *files(world)]


def files(world: World) -> Iterator[str]:
    """The month and the tracker in the kinds that no other address asks for; PDFs where a program reads them."""
    kinds = ("xlsx", "pdf") if which("pdftotext") else ("xlsx",)
    month, area = world.areas["own"]["month"], world.areas["own"]["area"]
    yield from (reverse("measures:download", args=[area, month, kind]) for kind in kinds)
    period = world.areas["own"]["period"]
    yield from (reverse("measures:non_returns_file", args=[area, period, kind]) for kind in kinds)
    yield from (reverse("measures:record_keeping_file", args=[area, period, kind]) for kind in kinds)
    yield reverse("tracker:export", args=[area, "xlsx"])


def leaks(world: World, role: str, said: str, where: str) -> Iterator[str]:
    """What this answer says of a child that its reader may not find."""
    for relation, about in world.cases.items():
        for section in sorted(found(said, about.canaries)):
            if not may_find(relation, role, section):
                yield f"{where} shows {role} the {section} of the case “{relation}”"


def children(world: World, said: str) -> set[UUID]:
    """The children of whom this answer says anything; a mail, or why somebody hurried, says not whose record it is."""
    return {
        about.case.child_id
        for about in world.cases.values()
        if found(said, about.canaries) - {"emergency", "mail"}
    }


def looked(answer: HttpResponse) -> set[UUID | None]:
    """The children of whom the audit says that this very answer showed them."""
    rows = Entry.objects.filter(request_id=answer.headers["X-Request-Id"], what=What.LOOKED.value)
    return set(rows.values_list("child_id", flat=True))


def test_no_answer_says_what_its_reader_may_not_see(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Each address is read by every thirty-first person, the next one by those after; a long run has them all."""
    told, silent, showing = [], [], 0
    people = list(browsers(world).items())
    for turn, address in enumerate(every_address(world)):
        for role, browser in people if LONG else people[turn % 31 :: 31]:
            answer = browser.get(address)
            said = text(answer)
            told += leaks(world, role, said, address)
            if seen := children(world, said):
                showing += 1
                silent += [(role, address, child) for child in seen - looked(answer)]
    assert told == []
    assert silent == []
    assert showing > (60 if LONG else 15)
    assert [name for name, about in world.cases.items() if found(caplog.text, about.canaries)] == []


BY_LINK = [
    f"advice:by_link{page}" for page in ("", "_document", "_not_known", "_exemption", "_advice", "_pack_docx")
]
BY_LINK += ["advice:by_link_pack_pdf"] if which("pdftotext") else []
OPENED = {"child", "reference", "birth", "requests", "advice", "draft", "remarks"}


def by_link(world: World) -> Iterator[HttpResponse]:
    """Every page and file that a live link of the own case opens, and its forms sent empty."""
    about = world.cases["own"]
    asked = AdviceRequest.objects.get(pk=about.things["advice_id"])
    someone = Practitioner()
    someone.comes(invited(asked, world.cast.spoc, TODAY)[1])
    yield from (someone.browser.get(reverse(name)) for name in BY_LINK)
    yield from (someone.sends(name, do="") for name in BY_LINK[1:4])
    yield someone.browser.get(reverse("advice:by_link_file", args=[about.things["version_id"]]))


def test_a_live_link_shows_one_request_and_nothing_of_anything_else(world: World) -> None:
    about, shown = world.cases["own"], set()
    for answer in by_link(world):
        said, where = text(answer), answer.wsgi_request.path
        assert answer.status_code == 200, where
        shown |= found(said, about.canaries)
        assert {name for name in world.cases if found(said, world.cases[name].canaries)} <= {"own"}, where
        assert [word for word in ("title", "author") if f"{about.word}{word}" in said] == [], (
            where
        )  # another service's
        assert children(world, said) <= looked(answer), where
    assert shown == OPENED


SYSTEM = "the program's own word, number or code"
SERVICE = "a service's mailbox or part, as its area's pack has it"
WITHOUT = {
    "advice.AnswerLink": SERVICE,
    "advice.LinkCode": SYSTEM,
    "cases.Fact": "codes and ids: no name and no sentence stands in a fact",
    "cases.Relation.sections": SYSTEM,
    "cases.Emergency.remark": "what the privacy officer found: the page of reviews has tests of its own",
    "deadlines.Deadline": SYSTEM,
    "deadlines.Awaited": SYSTEM,
    "advice.Report.title": "advice that is written in the form has none; a document's has its canary",
    "inbox.Attachment.sha256": SYSTEM,
    "inbox.Attachment.format": SYSTEM,
    "inbox.Attachment.refusal": SYSTEM,
    "inbox.Thread": SERVICE,
    "inbox.Mail.mailbox": SERVICE,
    "inbox.Mail.sha256": SYSTEM,
    "inbox.Mail.why": SYSTEM,
    "intake.Question.to_role": SERVICE,
    **{f"post.Message.{name}": SERVICE for name in ("sender", "recipient", "to_name", "to_address")},
    **{
        f"post.Message.{name}": SYSTEM
        for name in ("key", "template", "step", "channel", "message_id", "state")
    },
    **{f"post.Message.{name}": SYSTEM for name in ("reply", "secret", "attached")},
    "tracker.Line.said": "kept beside the next sheet; no page shows it",
}
"""Texts of a child's record in which no canary is put, each with the reason; a table's name stands for its own."""


def texts() -> Iterator[tuple[type[Model], str]]:
    """Each text of each table that is of a case or a child, and of the files that a mail brings."""
    for model in apps.get_models():
        of = {field.related_model for field in model._meta.fields} | {model}
        if of & {Case, Child, Mail} and model.__module__.startswith("goldenthread"):
            for field in model._meta.fields:
                is_text = isinstance(field, (CharField, TextField, JSONField))
                if is_text and not field.choices:
                    yield model, field.name


def test_every_text_of_a_child_s_record_has_a_canary_or_says_why_not(world: World) -> None:
    words = {
        word.lower() for about in world.cases.values() for each in about.canaries.values() for word in each
    }
    without = set()
    with as_system("tester"):
        for model, name in texts():
            said = " ".join(str(value).lower() for value in model._base_manager.values_list(name, flat=True))
            said += "".join(said.split())
            if not any(word in said for word in words):
                without.add(f"{model._meta.label}.{name}")
    tables = {each for each in WITHOUT if each.count(".") == 1}
    assert {each for each in without if each.rpartition(".")[0] not in tables} == WITHOUT.keys() - tables


SEARCHED = ("child", "reference", "identifiers")
CERTAIN = {("spoc-manager", "area"), ("send-officer", "own"), ("designated-officer", "service")}
"""Who finds whom by whatever words: without these a search that finds nothing would pass."""


@pytest.mark.parametrize("section", SEARCHED)
def test_a_search_finds_nobody_whom_its_reader_may_not_see(world: World, section: str) -> None:
    """Each pair of reader and child searches by one of the three, in a long run by all."""
    told, finding = [], set()
    pairs = list(product(browsers(world).items(), world.cases.items()))
    for turn, ((role, browser), (relation, about)) in enumerate(pairs):
        share = (turn + turn // len(world.cases)) % len(SEARCHED)
        if not (LONG or share == SEARCHED.index(section) or (role, relation) in CERTAIN):
            continue
        words = next(
            (word for word in about.canaries[section] if word.startswith("999")),
            max(about.canaries[section]),
        )
        said = _found_by(browser, words).replace(words, "").replace(words.lower(), "")
        if shown := found(said, about.canaries):
            finding.add((role, relation))
            is_right = may_find(relation, role, section) and all(may_find(relation, role, s) for s in shown)
            told += [] if is_right else [(role, relation, words, shown)]
    assert told == []
    assert finding >= CERTAIN


def _found_by(browser: Client, words: str) -> str:
    """What a search for these words leads to."""
    return text(browser.post(reverse("desk:search"), {"search": words}, follow=True))
