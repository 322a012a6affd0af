"""What the page of a letter says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.design.page import Link, Page, Row
from goldenthread.design.words import moment
from goldenthread.rules.channels import Channel, shown
from goldenthread.rules.letters import paragraphs
from goldenthread.rules.sending import NO_NEWS, Outcome, State

ENDED = {
    Outcome.ACCEPTED: "Taken",
    Outcome.LATER: "Put off",
    Outcome.REFUSED: "Refused",
    Outcome.LOST: "Not certain",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage(Page):
    """One letter."""

    rows: tuple[Row, ...]
    subject: str
    paragraphs: tuple[tuple[str, ...], ...]
    attempts: tuple[tuple[str, ...], ...]
    meaning: str
    deed: Link | None
    close: str
    files: tuple[Link, ...]


def letter(message: Any, attempts: Sequence[Any], deed: str, *, may_take: bool) -> LetterPage:
    """The letter as it stands. `deed` names what the viewer may do with it; `may_take`: away, as a document."""
    state, channel = State(message.state), Channel(message.channel)
    label, meaning = NO_NEWS if message.is_silent else (state.label, state.words)
    return LetterPage(
        title="Copy of a letter" if message.is_copy else "Letter",
        tab="Letter",
        caption=_about(message),
        trail=(Link("Letters", reverse("desk:letters")), _whose(message)),
        rows=(
            Row("Where it stands", label),
            Row("To", f"{message.to_name}, {shown(channel, message.to_address)}".removesuffix(", ")),
            Row("Leaves by", channel.label),
            Row("From", str(message.values.get("sender", ""))),
            *([Row("Attached", message.attached)] if message.attached else []),
            Row("Written on", message.written_on),
            *([Row("Signed on", message.signed_on)] if message.signed_on else []),
            *([Row("Sent on", message.sent_on)] if message.sent_on else []),
            *([Row("Arrived on", message.delivered_on)] if message.delivered_on else []),
            *([Row("Last word", message.reply)] if message.reply else []),
            Row("Message-ID", message.message_id.strip("<>")),
        ),
        subject=message.subject,
        paragraphs=tuple(tuple(block) for block in paragraphs(message.text)),
        attempts=tuple(_attempt(each) for each in attempts),
        meaning=meaning,
        deed=Link(DEEDS[deed], reverse(f"post:{deed}", args=[message.pk])) if deed else None,
        close=reverse("post:close", args=[message.pk]) if deed == "try_again" else "",
        files=tuple(
            Link(words, reverse(f"desk:letter_{kind}", args=[message.pk])) for kind, words in FILES.items()
        )
        if may_take
        else (),
    )


def _about(message: Any) -> str:
    return f"Case {message.case.reference}" if message.case else f"The list of {message.service.label}"


def _whose(message: Any) -> Link:
    """Where one comes from: the case, or the service whose list it is."""
    where = ("desk:case", message.case_id) if message.case else ("desk:service", message.service_id)
    return Link(_about(message), reverse(where[0], args=[where[1]]))


FILES = {"pdf": "Download as a PDF", "docx": "Download as a Word document"}
DEEDS = {
    "complete": "Complete it",
    "sign": "Read and sign it",
    "send_by_post": "Print and post it",
    "confirm": "Say whether it arrived",
    "try_again": "Try again",
}


def _attempt(each: Any) -> tuple[str, ...]:
    ended = ENDED[Outcome(each.outcome)] if each.outcome else "Under way"
    return str(each.number), moment(each.started), ended, each.reply
