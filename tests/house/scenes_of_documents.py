"""A scene for every action on a document."""

from __future__ import annotations

from pathlib import Path

from goldenthread.audit.action import DEEDS
from goldenthread.demo.stories import Story
from goldenthread.documents.checks.tests.made import png
from goldenthread.documents.models import Document
from goldenthread.rules.access import Role, Section
from tests.house.scenes import RECEIVED, Words, scene

PAPER = {"title": "Advice", "kind": "advice", "content": png(), "file_name": "scan.png"}


@scene("documents.upload")
def _upload(story: Story, folder: Path) -> Words:
    (asked,) = story.given_advice_is_sought(RECEIVED, "SLT")
    return {"case": asked.case, "section": Section.ADVICE, "service": asked.service, **PAPER}


@scene("documents.shelve")
def _shelve(story: Story, folder: Path) -> Words:
    return {"area": story.cast.area, **PAPER}


def _kept(story: Story, folder: Path) -> Document:
    words = {**_upload(story, folder), "by": story.cast.spoc, "on": RECEIVED}
    kept = DEEDS["documents.upload"].function(**words)
    assert isinstance(kept, Document)
    return kept


@scene("documents.renew")
def _renew(story: Story, folder: Path) -> Words:
    later = {"content": png(3, 3), "file_name": "later.png"}
    return {"document": _kept(story, folder), "number": 1, **later}


@scene("documents.withdraw")
def _withdraw(story: Story, folder: Path) -> Words:
    return {"document": _kept(story, folder), "reason": "other-child"}


@scene("documents.investigate")
def _investigate(story: Story, folder: Path) -> Words:
    """It was withdrawn from the wrong case; the privacy officer asks what was shown there."""
    kept = _kept(story, folder)
    words = {"document": kept, "reason": "other-child", "by": story.cast.spoc, "on": RECEIVED}
    sha256, reference = kept.versions.get().sha256, kept.case.reference if kept.case else ""
    DEEDS["documents.withdraw"].function(**words)
    officer = story.cast.people[Role.PRIVACY_OFFICER]
    return {"reference": reference, "kept_as": sha256[:16], "investigation": "BREACH-7", "by": officer}


@scene("documents.download")
def _download(story: Story, folder: Path) -> Words:
    return {"version": _kept(story, folder).versions.get()}
