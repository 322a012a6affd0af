"""What is filed by itself and what waits: 60 forgeries and mix-ups, none on a wrong child (C01, C02, B18)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case
from goldenthread.demo.stories import Story
from goldenthread.documents.checks.tests.made import docx, odt, png
from goldenthread.documents.models import Document
from goldenthread.inbox.models import Mail
from goldenthread.inbox.tests.written import FILES, ON, PROOF, SENDER, answer, asked, came, mail
from goldenthread.people.actions import add_carer

pytestmark = pytest.mark.django_db


def test_an_answer_from_whom_we_wrote_to_is_filed_with_its_files(story: Story, case: Case, by: Any) -> None:
    kept = came(answer(asked(case, by), files=FILES), story.cast.area, by)
    assert (kept.state, kept.case, kept.why, kept.ended_by) == (Mail.State.FILED, case, "", by)
    document = Document.objects.get()
    assert (document.case, document.title, document.section) == (case, "Ember report", "advice")
    assert kept.attachments.get().document == document
    assert Entry.objects.filter(deed="inbox.file", subject_id=kept.pk, case_id=case.pk).exists()


def test_the_message_id_alone_is_enough_where_the_address_lost_its_token(
    story: Story, case: Case, by: Any
) -> None:
    token = asked(case, by)
    assert came(mail(References=f"<a@b> <{token}@torbay.example>"), story.cast.area, by).case == case


def forgeries(token: str) -> Iterator[tuple[str, bytes]]:
    """Sixty mails that would like to be an answer."""
    proofs = [
        None,
        "mx.torbay.example; dmarc=fail header.from=devonhealth.example",
        "mx.torbay.example; dmarc=none header.from=devonhealth.example",
        "mx.torbay.example; spf=pass smtp.mailfrom=devonhealth.example",
        "mx.torbay.example; dkim=pass header.d=evil.example",
        "mx.torbay.example; dkim=pass header.d=notdevonhealth.example",
        "mx.torbay.example; dkim=pass header.d=devonhealth.example.evil.example",
        "mx.torbay.example; dkim=fail header.d=devonhealth.example",
        "mx.torbay.example; dmarc=pass header.from=evil.example",
        "mx.evil.example; dmarc=pass header.from=devonhealth.example",
        "mx.torbay.example.evil.example; dmarc=pass header.from=devonhealth.example",
        "(mx.torbay.example;) evil.example; dmarc=pass header.from=devonhealth.example",
        "mx.torbay.example; none (dmarc=pass header.from=devonhealth.example)",
        "mx.torbay.example (dmarc=pass",
        "",
    ]
    for at, proof in enumerate(proofs):
        yield f"proof {at}", answer(token, proof=proof)
    below = answer(token, proof="mx.torbay.example; dmarc=fail header.from=devonhealth.example")
    forged = f"Authentication-Results: {PROOF}\r\n".encode()
    yield "forged below", below.replace(b"From:", forged + b"From:", 1)
    senders = [
        "slt@devonhealth.example.evil.example", "slt@devonheaIth.example", "slt@devon-health.example",
        "slt+x@devonhealth.example", "other@devonhealth.example", f'"{SENDER}" <x@evil.example>',
        f"{SENDER}, x@evil.example", f"{SENDER} <x@evil.example>", "x@evil.example", "<>", "slt",
        f"x@evil.example ({SENDER})", f"=?utf-8?q?{SENDER}?= <x@evil.example>", "slt@dеvonhealth.example",
        "slt@devonhealth.example\t<x@evil.example>",
    ]  # fmt: skip
    for at, sender in enumerate(senders):
        domain = sender.rpartition("@")[2].strip(">) ")
        raw = mail_with(token, sender)
        passing = f"mx.torbay.example; dmarc=pass header.from={domain}".encode("ascii", "replace")
        yield f"sender {at}", b"Authentication-Results: " + passing + b"\r\n" + raw
    twice = answer(token).replace(b"From:", b"From: x@evil.example\r\nFrom:", 1)
    yield "two senders", twice
    words = ["auto-replied", "auto-generated", "auto-notified"]
    yield from ((word, answer(token, Auto_Submitted=word)) for word in words)
    yield from ((word, answer(token, Precedence=word)) for word in ("bulk", "junk", "auto_reply", "list"))
    subjects = [
        "Automatic reply: Report",
        "Out of office",
        "Undeliverable: x",
        "Auto-Reply: x",
        "Returned mail: x",
    ]
    yield from ((subject, answer(token, subject=subject)) for subject in subjects)
    yield "null sender", answer(token, Return_Path="<>")
    yield "another's child", answer(token, text="999 000 0069", sender="Wren <x@evil.example>")
    end = "a" if token[-1] != "a" else "b"
    changed = [token[:-1] + end, token[:-4], "gt-" + "a" * 26 + "-" + "a" * 20]
    changed += [token.replace("gt-", "gt_"), token[3:], token[::-1], "x" + token, token + "x"]
    yield from ((f"token {at}", answer(each)) for at, each in enumerate(changed))
    yield "no token", mail()
    yield "token in the text", mail(text=f"{token}")
    yield "token in the subject", mail(subject=token)
    yield "token in another header", mail(Comments=token)
    yield "other's number", answer(token, text="NHS number 999 000 0069")
    yield "other's reference", answer(token, text="About gt/2.")


def mail_with(token: str, sender: str) -> bytes:
    """With a From line that no careful program writes."""
    raw = answer(token, proof=None, sender="a@b.example")
    return raw.replace(b"From: a@b.example", b"From: " + sender.encode("utf-8"))


def test_of_sixty_forgeries_and_mix_ups_none_is_filed(story: Story, case: Case, by: Any) -> None:
    other = story.given_a_child("Wren", "Kestrelby")
    other.nhs_number = "9990000069"
    other.save()
    story.given_a_request(ON, child=other, reference="GT/2")
    told = list(forgeries(asked(case, by)))
    assert len(told) >= 60
    filed = [name for name, raw in told if came(raw, story.cast.area, by).state != Mail.State.WAITING]
    assert filed == []
    assert not Mail.objects.filter(state="waiting", why="").exists()
    assert not Document.objects.exists()


def test_who_writes_about_several_children_must_say_which(story: Story, case: Case, by: Any) -> None:
    sibling = story.given_a_child("Rowan", "Ottermark")
    other = story.given_a_request(ON, child=sibling, reference="GT/2").case
    first, second = asked(case, by), asked(other, by)
    area = story.cast.area
    assert came(answer(first, "It is attached."), area, by).state == "waiting"
    assert came(answer(first, "Rowan's report."), area, by).state == "waiting"
    assert came(answer(first, "Ember's and Rowan's reports."), area, by).state == "waiting"
    assert (
        came(answer(first, "See the file.", files={"Rowan.docx": FILES["Ember report.docx"]}), area, by).case
        is None
    )
    assert came(answer(first, "Ember's report."), area, by).case == case
    assert came(answer(second, "Report on GT/2."), area, by).case == other
    assert (
        came(answer(first, f"Both. {second}", References=f"<{second}@torbay.example>"), area, by).case is None
    )


def test_a_parent_of_two_is_known_by_the_record_too(story: Story, case: Case, by: Any) -> None:
    sibling = story.given_a_child("Rowan", "Ottermark")
    words = {"name": "Demelza Ottermark", "relationship": "Mother", "email": SENDER.upper()}
    add_carer(child=sibling, **words, by=story.cast.spoc, on=ON)
    assert came(answer(asked(case, by), "Here it is."), story.cast.area, by).state == "waiting"


@pytest.mark.parametrize("name", ["run.exe", "page.html", "Advice.docm"])
def test_a_file_that_cannot_be_kept_is_said_to_be_and_holds_nothing_up(
    story: Story, case: Case, by: Any, name: str
) -> None:
    kept = came(answer(asked(case, by), files={name: b"MZ", **FILES}), story.cast.area, by)
    assert kept.case == case
    bad, good = kept.attachments.order_by("place")
    assert (bad.document, bad.sha256) == (None, "")
    assert "Save" in bad.refusal or "Print" in bad.refusal
    assert good.document is not None


def _says(text: str) -> bytes:
    return docx(f"<w:p><w:r><w:t>{text[:4]}</w:t></w:r><w:r><w:t>{text[4:]}</w:t></w:r></w:p>")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("report.docx", _says("Wren Kestrelby was seen in May."), "names another child"),
        ("report.docx", _says("NHS number 999 000 0069"), "names another child"),
        ("report.docx", _says("On GT/2."), "names another child"),
        ("report.docx", _says("Word " * 3_500 + "Wren Kestrelby"), "names another child"),
        ("report.odt", odt("<text:p>Kestrelby, Wren</text:p>"), "names another child"),
        ("scan.png", png(), "words cannot be read here"),
        ("report.docx", _says("Ember Ottermark was seen in May; GT/1."), ""),
    ],
)
def test_an_answer_that_brings_another_child_s_report_waits(
    story: Story, case: Case, by: Any, name: str, content: bytes, why: str
) -> None:
    """Token, sender and subject may all be right, and the wrong file be attached (B03)."""
    other = story.given_a_child("Wren", "Kestrelby")
    other.nhs_number = "9990000069"
    other.save()
    story.given_a_request(ON, child=other, reference="GT/2")
    kept = came(answer(asked(case, by), files={name: content}), story.cast.area, by)
    assert (kept.case, why in kept.why) == (None if why else case, True)
