"""A scene for every deed of writing advice: speech and language therapy is asked, and its draft waits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from goldenthread.accounts.sealing import unseal
from goldenthread.advice.actions import bring_back, draft, invite_answer, send_code
from goldenthread.advice.models import AnswerLink
from goldenthread.advice.workbook.reading import rows_in
from goldenthread.advice.workbook.tests.handling import a_list, file_of
from goldenthread.demo.stories import Story
from goldenthread.documents.checks.tests.made import png
from goldenthread.post.models import Message
from goldenthread.rules.report import Contact, Need
from tests.house.scenes import RECEIVED, Words, scene

SEEN = Contact("Charlie Opie, therapist", 2, date(2025, 1, 9), date(2026, 10, 6))
NEED = Need("Few words", "An hour a week of therapy", "Follows a story in class")


def _drafted(story: Story) -> Words:
    (asked,) = story.given_advice_is_sought(RECEIVED, "SLT")
    draft(advice=asked, typed={"need_1": "Few"}, version=0, by=story.cast.therapist, on=RECEIVED)
    return {"advice": asked, "author": "Charlie Opie, therapist"}


@scene("advice.draft")
def _draft(story: Story, folder: Path) -> Words:
    return {"advice": _drafted(story)["advice"], "typed": {"need_1": "Few words"}, "version": 1}


@scene("advice.answer")
def _answer(story: Story, folder: Path) -> Words:
    return {**_drafted(story), "needs": [NEED], "contacts": [SEEN]}


@scene("advice.hand_in")
def _hand_in(story: Story, folder: Path) -> Words:
    return {**_drafted(story), "content": png(), "file_name": "scan.png"}


@scene("advice.invite_answer")
def _invite_answer(story: Story, folder: Path) -> Words:
    return {"advice": _drafted(story)["advice"], "recipient": "service"}


def _link(story: Story) -> AnswerLink:
    words = {"recipient": "service", "by": story.cast.spoc, "on": RECEIVED}
    return invite_answer(advice=_drafted(story)["advice"], **words)


@scene("advice.revoke_answer")
def _revoke_answer(story: Story, folder: Path) -> Words:
    return {"link": _link(story)}


@scene("advice.send_code")
def _send_code(story: Story, folder: Path) -> Words:
    return {"link": _link(story)}


@scene("advice.prove_code")
def _prove_code(story: Story, folder: Path) -> Words:
    link = _link(story)
    send_code(link=link, by=story.cast.spoc, on=RECEIVED)
    return {"link": link, "code": unseal(Message.objects.get(template="answer-code").secret)}


@scene("advice.hand_out")
def _hand_out(story: Story, folder: Path) -> Words:
    return {"service": _drafted(story)["advice"].service}


@scene("advice.send_list")
def _send_list(story: Story, folder: Path) -> Words:
    return {"service": _drafted(story)["advice"].service}


@scene("advice.bring_back")
def _bring_back(story: Story, folder: Path) -> Words:
    service = _drafted(story)["advice"].service
    a_list(service, story.cast.spoc, RECEIVED)
    return {"rows": rows_in(file_of(service, story.cast.spoc, RECEIVED)), "file_name": "list.xlsx"}


@scene("advice.take_back")
def _take_back(story: Story, folder: Path) -> Words:
    """One advice came, one is late, one child is not known."""
    for _ in range(3):
        asked = story.given_advice_is_sought(RECEIVED, "SLT")[0]
    said = ({"advice_on": RECEIVED.isoformat()}, {"cause": "capacity"}, {"answer": "Not known"})
    rows = rows_in(file_of(asked.service, story.cast.spoc, RECEIVED))
    filled = [(number, {**cells, **words}) for (number, cells), words in zip(rows, said, strict=True)]
    words = {"by": story.cast.spoc, "on": RECEIVED}
    kept = bring_back(rows=filled, file_name="list.xlsx", **words)
    return {"brought": kept, "rows": [number for number, _ in rows]}


@scene("advice.put_away")
def _put_away(story: Story, folder: Path) -> Words:
    a_list(_drafted(story)["advice"].service, story.cast.spoc, RECEIVED)
    return {}
