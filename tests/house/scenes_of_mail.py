"""A scene for every action on a mail that came in."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from django.test import override_settings

from goldenthread.advice.actions import record
from goldenthread.cases.models import Case
from goldenthread.demo.stories import Story
from goldenthread.documents.checks.tests.made import docx
from goldenthread.inbox.actions import keep
from goldenthread.inbox.models import Mail
from goldenthread.inbox.tests.written import NOW, answer, asked, came, mail
from tests.house.scenes import RECEIVED, Words, scene

FILES = {"report.docx": docx()}


@scene("inbox.expect")
def _expect(story: Story, folder: Path) -> Words:
    (asked_for,) = story.given_advice_is_sought(RECEIVED, "SLT")
    address = asked_for.service.contact_point
    return {"letter": uuid4(), "case": asked_for.case, "service": asked_for.service, "address": address}


@scene("inbox.keep")
def _keep(story: Story, folder: Path) -> Words:
    return {"area": story.cast.area, "raw": mail(), "arrived": NOW}


@scene("inbox.read")
def _read(story: Story, folder: Path) -> Words:
    (asked_for,) = story.given_advice_is_sought(RECEIVED, "SLT")
    raw = answer(asked(asked_for.case, story.cast.spoc), files=FILES)
    return {"mail": keep(area=story.cast.area, raw=raw, arrived=NOW, by=story.cast.spoc, on=RECEIVED)}


@scene("inbox.give_up")
def _give_up(story: Story, folder: Path) -> Words:
    return {**_read(story, folder), "why": "No program reads it."}


def _waiting(story: Story) -> Mail:
    return came(mail(files=FILES), story.cast.area, story.cast.spoc)


@scene("inbox.take")
def _take(story: Story, folder: Path) -> Words:
    return {"mail": _waiting(story)}


@scene("inbox.file")
def _file(story: Story, folder: Path) -> Words:
    kept = _waiting(story)
    return {
        "mail": kept,
        "case": story.given_a_request(RECEIVED).case,
        "attachments": list(kept.attachments.all()),
    }


@scene("inbox.dismiss")
def _dismiss(story: Story, folder: Path) -> Words:
    return {"mail": _waiting(story), "reason": "nothing"}


@scene("inbox.settle")
def _settle(story: Story, folder: Path) -> Words:
    """A mail that was filed by itself."""
    return {"mail": filed_by_itself(story)}


@scene("advice.unfile")
def _unfile_advice(story: Story, folder: Path) -> Words:
    """A mail that was filed by itself, and recorded as advice with what it brought."""
    (asked_for,) = story.given_advice_is_sought(RECEIVED, "SLT")
    kept = filed_by_itself(story, asked_for.case)
    document, by = kept.attachments.get().document, story.cast.spoc
    record(advices=[asked_for], document=document, by=by, on=RECEIVED)
    return {"mail": kept, "reason": "other-child"}


@scene("inbox.unfile")
def _unfile(story: Story, folder: Path) -> Words:
    return {"mail": filed_by_itself(story), "reason": "other-child"}


def filed_by_itself(story: Story, case: Case | None = None) -> Mail:
    """A service's answer to the letter by which it was asked."""
    case = case or story.given_a_request(RECEIVED).case
    with override_settings(IMAP_AUTHSERV="mx.torbay.example"):
        return came(answer(asked(case, story.cast.spoc), files=FILES), story.cast.area, story.cast.spoc)


@scene("inbox.look_at")
def _look_at(story: Story, folder: Path) -> Words:
    return {"attachment": _waiting(story).attachments.get()}
