"""A scene for every deed with letters: late advice of speech and language therapy, whose ladder has run."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from django.db.models.functions import Now

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.action import DEEDS
from goldenthread.cases.actions import open_in_emergency
from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.post.actions import Claimed
from goldenthread.post.letters import Letter
from goldenthread.post.models import Message
from goldenthread.post.tests.waiting import made_silent
from goldenthread.rules.access import Role
from goldenthread.rules.outcomes import Said
from goldenthread.rules.sending import Outcome, State, Told
from tests.house.scenes import RECEIVED, SCENES, Words, scene

SIGNING, ANSWERING, ANSWERED = date(2026, 12, 29), date(2026, 12, 31), date(2027, 2, 3)


def _late(story: Story, on: date, step: str) -> Message:
    """The letter of this step, written by the tick of its day."""
    story.given_advice_is_sought(RECEIVED, "SLT")
    for days in range((on - date(2026, 12, 14)).days + 1):
        tick(by=story.cast.tick, on=date(2026, 12, 14) + timedelta(days=days))
    return Message.objects.filter(step=step, is_copy=False).earliest("key")


def _claimed(story: Story) -> Claimed:
    letter = _late(story, date(2026, 12, 15), "chase")
    words = {"message": letter.pk, "is_needed": lambda _: True, "by": story.cast.tick, "on": SIGNING}
    claimed: Claimed = DEEDS["post.claim"].function(**words)
    return claimed


@scene("post.write")
def _write(story: Story, folder: Path) -> Words:
    (asked,) = story.given_advice_is_sought(RECEIVED, "SLT")
    values = {
        "service": "SLT", "reference": asked.case.reference, "due_on": "14 December 2026", "link": "https://x.example",
        "lateness": "1 day late", "council": "Torbay Council", "front_door": "SPOC", "received_on": "2 November 2026",
    }  # fmt: skip
    letter = Letter(
        area=asked.area_id, case=asked.case_id, about=asked.pk, key="by hand", pack=asked.pack_version_id,
        template="chase", sender="send-business-support", recipient="spoc", values=values,
    )  # fmt: skip
    return {"letters": [letter]}


@scene("post.sign")
def _sign(story: Story, folder: Path) -> Words:
    letter = _late(story, SIGNING, "escalation-1")
    director = story.cast.people[Role.ASSISTANT_DIRECTOR]
    return {"message": letter, "version": 1, "by": director, "on": SIGNING}


@scene("post.complete")
def _complete(story: Story, folder: Path) -> Words:
    letter = _late(story, ANSWERING, "dco-response")
    officer = story.cast.people[Role.DESIGNATED_OFFICER]
    return {
        "message": letter, "told": Said(words="The manager was asked."), "template_code": "dco-response", "version": 1,
        "by": officer, "on": ANSWERING,
    }  # fmt: skip


@scene("post.try_again")
def _try_again(story: Story, folder: Path) -> Words:
    letter = _late(story, date(2026, 12, 15), "chase")
    Message.objects.filter(pk=letter.pk).update(state=State.FAILED.value)
    return {"message": letter, "version": 2}


@scene("post.close")
def _close(story: Story, folder: Path) -> Words:
    return {**_try_again(story, folder), "told": Told.PHONE, "told_on": SIGNING, "on": SIGNING}


@scene("post.send_by_post")
def _send_by_post(story: Story, folder: Path) -> Words:
    """Speech and language therapy is written to on paper."""
    letter = written_on_paper(story)
    return {"message": letter, "version": 1, "on": RECEIVED}


def written_on_paper(story: Story) -> Message:
    """The request to a service whose contact point is a postal address."""
    paper = 'postal = ["8 Pebble Lane", "Torbay", "ZZ1 3CC"]'
    text = pack_text("torbay").replace('email = "slt@cfhd.example"', paper)
    load(text=text, by=ensure_system_account("set-up", "Set-up"), on=RECEIVED)
    story.given_advice_is_sought(RECEIVED, "SLT")
    return Message.objects.get(template="request")


@scene("post.stop")
def _stop(story: Story, folder: Path) -> Words:
    return {"abouts": [_late(story, SIGNING, "escalation-1").about], "by": story.cast.tick}


@scene("post.claim")
def _claim(story: Story, folder: Path) -> Words:
    letter = _late(story, date(2026, 12, 15), "chase")
    return {"message": letter.pk, "is_needed": lambda _: True, "by": story.cast.tick}


@scene("post.send")
def _send(story: Story, folder: Path) -> Words:
    told = {"outcome": Outcome.ACCEPTED, "reply": "250 Taken", "by": story.cast.tick, "on": SIGNING}
    return {"claimed": _claimed(story), **told}


@scene("post.reconcile")
def _reconcile(story: Story, folder: Path) -> Words:
    claimed = _claimed(story)
    Message.objects.filter(pk=claimed.message).update(lease_until=Now() - timedelta(minutes=1))
    return {"by": story.cast.tick}


@scene("post.alert")
def _alert(story: Story, folder: Path) -> Words:
    open_in_emergency(**SCENES["cases.open_in_emergency"](story, folder), on=RECEIVED)
    return {"by": story.cast.tick}


@scene("post.return")
def _return(story: Story, folder: Path) -> Words:
    claimed = _claimed(story)
    return {
        "message": claimed.message,
        "area": story.cast.area.pk,
        "why": "The mailbox is full.",
        "by": story.cast.tick,
    }


def _without_news(story: Story) -> Message:
    """A letter that Notify took, of which no word came."""
    claimed = _claimed(story)
    told = {"outcome": Outcome.ACCEPTED, "reply": "Taken", "by": story.cast.tick, "on": SIGNING}
    DEEDS["post.send"].function(claimed=claimed, is_followed=True, **told)
    letter = Message.objects.get(pk=claimed.message)
    made_silent(letter)
    return letter


@scene("post.deliver")
def _deliver(story: Story, folder: Path) -> Words:
    letter = _without_news(story)
    return {"message": letter.pk, "taken_as": "Taken", "by": story.cast.tick}


@scene("post.confirm")
def _confirm(story: Story, folder: Path) -> Words:
    letter = _without_news(story)
    return {"message": letter, "version": letter.version, "is_there": False, "on": SIGNING}


@scene("post.send_before")
def _send_before(story: Story, folder: Path) -> Words:
    return {"letters": [_late(story, date(2026, 12, 15), "chase").pk], "by": story.cast.tick}


def _answered(story: Story, told: Said, code: str) -> AdviceRequest:
    """Speech and language therapy's advice, about which the head of the service has answered on 3 February 2027."""
    letter = _late(story, ANSWERED, "health-outcome")
    head = story.cast.people[Role.HEAD_OF_SERVICE]
    words = {"message": letter, "told": told, "template_code": code, "version": 1, "by": head, "on": ANSWERED}
    DEEDS["post.complete"].function(**words)
    return AdviceRequest.objects.get(pk=letter.about)


@scene("deadlines.answer_escalation")
def _answer_escalation(story: Story, folder: Path) -> Words:
    """The escalation letter has left; the front door records what its recipient said."""
    letter = _late(story, SIGNING, "escalation-1")
    Message.objects.filter(pk=letter.pk).update(state=State.ACCEPTED.value, sent_on=SIGNING)
    asked = AdviceRequest.objects.get(pk=letter.about)
    return {"advice": asked, "remark": "Another therapist sees her this week.", "on": ANSWERING}


@scene("deadlines.change_promise")
def _change_promise(story: Story, folder: Path) -> Words:
    asked = _answered(story, Said(date(2027, 2, 12), "capacity"), "health-date")
    head = story.cast.people[Role.HEAD_OF_SERVICE]
    return {"advice": asked, "promised_on": None, "reason": "sign-off", "by": head, "on": date(2027, 2, 4)}


@scene("deadlines.insist")
def _insist(story: Story, folder: Path) -> Words:
    refusal = Said(
        reason="not-required", decided_by=("head-nursing-therapies",), words="The last report holds."
    )
    asked = _answered(story, refusal, "health-not-provided")
    return {
        "advice": asked, "remark": "Her needs have changed.", "by": story.cast.officer, "on": date(2027, 2, 4)
    }  # fmt: skip
