"""Documents and mails about children, each with a word of its own child in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from goldenthread.cases.models import Case
from goldenthread.demo.stories import Story
from goldenthread.documents.actions import upload
from goldenthread.documents.checks.tests.made import png
from goldenthread.inbox.actions import file_
from goldenthread.inbox.tests.written import answer, asked, came, mail
from goldenthread.rules.access import Section

ON = date(2026, 11, 9)


def paper_about(story: Story, case: Case) -> Any:
    """A document that bears its child's name."""
    words = {"kind": "letter", "section": Section.REQUESTS, "content": png(), "file_name": "scan.png"}
    title = f"Letter about {case.child.surname}"
    return upload(case=case, title=title, **words, by=story.cast.spoc, on=ON)


def letters_of(story: Story) -> list[Any]:
    """A mail that was filed to a case, and one that answers a letter about another and waits."""
    first, second = Case.objects.order_by("reference")[:2]
    spoc = story.cast.spoc
    filed = came(mail(files={"scan.png": png()}), story.cast.area, spoc)
    file_(mail=filed, case=first, attachments=list(filed.attachments.all()), by=spoc, on=ON)
    waiting = answer(asked(second, spoc), proof=None, files={"scan.png": png(3, 3)})
    return [filed, came(waiting, story.cast.area, spoc)]
