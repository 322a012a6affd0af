"""How a request pack is set out: under the area's heading, in its words, one part after the other (S1-12).

The parts are every area's, so that no pack lacks one; the words on top are the template of the area's own pack.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from goldenthread.advice.answer.page import question_put
from goldenthread.advice.queries import Asked
from goldenthread.advice.request_pack.queries import Told
from goldenthread.design.words import day, spaced
from goldenthread.intake.describe.page import NOT_SAID
from goldenthread.post.letters import named, template
from goldenthread.post.paper.letter import Block, Paper, Part, blocks, clean, heading, parted
from goldenthread.rules.clocks import derivation
from goldenthread.rules.ladder import SPOC
from goldenthread.rules.letters import REQUEST_PACK, merged

CONFIDENTIAL = (
    "Confidential: it is about a child. For who asks for this advice or is asked for it, and nobody else."
)
NOT_RECORDED = "Not recorded"
EXPECTED = (
    ("Need", "What the child finds hard or needs help with. Each need is told by itself."),
    (
        "Provision required as a result",
        "What is to be given because of this need: by whom, how often, for how long. Say what is required, whoever "
        "has it to give.",
    ),
    (
        "Difference expected",
        "What the child will be able to do then, and by when, towards the outcomes sought.",
    ),
    (
        "How well the child is known",
        "How many times somebody of the service has seen the child, who, and from when to when; or that nobody has.",
    ),
    ("Who gives the advice", "A name and a role."),
)
WITHOUT_ACCOUNT = (
    "Open the personal link that was sent to your service's mailbox, and prove with a one-time code that it is yours. "
    "It works for 14 days. Where it has ended, ask the {spoc} for another."
)
ANSWERS = (
    (
        "Write it",
        "On the page of this request, under the headings above. A draft is kept, and a colleague can go on.",
    ),
    (
        "Hand it in as a document",
        "On the same page: PDF, Word, OpenDocument or a picture. It should say the same under the same headings.",
    ),
    (
        "If the child is not known to you, or is on your waiting list",
        "Say so on the same page. Neither is an answer in law: the request stays open and due on the same day. It "
        "opens a way to the advice, by a full referral or by a decision of the designated officer.",
    ),
    (
        "If you cannot give it in time",
        "On a ground of regulation 8(2) you can claim an exemption there. It excuses lateness and moves no date.",
    ),
)


def request_pack(told: Told, *, on: date, at: datetime) -> Paper:
    """The pack as it stands on this day."""
    pack, asked = told.asked.pack, told.asked
    sender, service = named(pack, SPOC), _service(told)
    values = {**told.values, "sender": sender, "recipient": service}
    words = merged(template(pack, REQUEST_PACK, on).wording, values)
    body, closing = parted(words.body, sender)
    return Paper(
        heading=heading(pack, SPOC, told.service_code, sender),
        to=(clean(service),),
        dated=day(on),
        reference=asked.reference,
        mark=" ".join(filter(None, (CONFIDENTIAL, _standing(told)))),
        subject=clean(words.subject),
        body=body,
        parts=tuple(_parts(told, service, sender)),
        closing=closing,
        link=told.values["link"],
        written_at=at,
        called=f"request pack {asked.service}",
    )


def _parts(told: Told, service: str, spoc: str) -> Iterator[Part]:
    asked, request = told.asked, told.asked.advice.request
    yield Part(
        title="What is asked, and by when",
        rows=(
            ("Asked for by", told.council),
            ("Asked of", service),
            ("Request received", day(asked.received_on)),
            ("Advice due by", day(asked.due_on)),
        ),
        body=((" ".join(_why(asked)),),),
    )
    yield Part(title="The child", rows=tuple((label, clean(said)) for label, said in _child(told)))
    yield Part(title="What the child and the family hope for", body=_said(request.aspirations))
    yield Part(title="Outcomes sought", body=_said(request.outcomes))
    yield Part(title=f"Questions to {service}", body=tuple(_questions(told)))
    yield Part(title="What the advice says", rows=EXPECTED)
    yield Part(
        title="How to answer", rows=tuple(_answers(spoc)), body=(("The record:", told.values["link"]),)
    )


def _why(asked: Asked) -> Iterator[str]:
    """Why the advice is due then, as the law reckons; the page of the date has the rest."""
    found = derivation("advice", on=asked.received_on)
    yield f"The council's request was received on {day(asked.received_on)}."
    yield found.limit.duty_in_words
    yield found.arithmetic
    yield f"Source: {found.limit.citation}."


def _child(told: Told) -> Iterator[tuple[str, str]]:
    yield "Name", told.asked.child
    yield "Date of birth", day(told.born_on) or NOT_RECORDED
    if told.nhs_number:
        yield "NHS number", spaced(told.nhs_number) or ""
    yield "School", told.school or NOT_RECORDED
    yield "Council reference", told.asked.reference


def _said(text: str) -> tuple[Block, ...]:
    return blocks(text) or ((NOT_SAID,),)


def _questions(told: Told) -> Iterator[Block]:
    """What was written to the service when it was asked, and what it was asked since."""
    yield from blocks(told.remark)
    for each in told.questions:
        put = question_put(each)
        *before, last = blocks(put.text) or ((),)
        yield from before
        yield (*last, *(line for block in blocks(put.said) for line in block))
    if not (told.remark or told.questions):
        yield ("No question was put beside the request.",)


def _answers(spoc: str) -> Iterator[tuple[str, str]]:
    yield "With an account", "Sign in to the record and open the case."
    yield "Without an account", WITHOUT_ACCOUNT.format(spoc=spoc)
    yield from ANSWERS


def _standing(told: Told) -> str:
    """What has become of a request that nobody need answer any more."""
    clock = told.asked.clock
    if clock.met_on:
        return f"The advice was received on {day(clock.met_on)}."
    return f"The request was withdrawn on {day(clock.ended_on)}." if clock.ended_on else ""


def _service(told: Told) -> str:
    """The service by its whole name, as the pack in whose time it was asked has it."""
    rows = told.asked.pack.get("service", [])
    return next((str(row["name"]) for row in rows if row["code"] == told.service_code), told.asked.service)
