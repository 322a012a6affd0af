"""What a stranger sends runs nothing in the browser of whoever looks at it, and fetches nothing (C06, C12)."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from conftest import LONG
from goldenthread.accounts.actions import ensure_system_account
from goldenthread.clock import now
from goldenthread.database.acting import acting_as
from goldenthread.documents import actions as documents
from goldenthread.documents.checks import Format
from goldenthread.documents.checks.tests.spoofs import DRAWING, OTHERS, PAGE
from goldenthread.documents.models import Version
from goldenthread.inbox.actions import keep
from goldenthread.inbox.receiving import read_one
from goldenthread.inbox.tests.written import mail
from goldenthread.rules.access import Section
from tests.journeys.accessible import then_the_page_is_accessible
from tests.journeys.steps.door import given_they_are_signed_in

ON = date(2026, 11, 9)
RUNS = "window.ran=(window.ran||0)+1"
VECTORS = (
    f"<script>{RUNS}</script>", f"<img src=x onerror={RUNS}>", f"<svg onload={RUNS}>", f"<body onload={RUNS}>",
    f"<iframe src='javascript:{RUNS}'>", f"<a href='javascript:{RUNS}'>x</a>", f"<details open ontoggle={RUNS}>",
    f"<input autofocus onfocus={RUNS}>", f"<video><source onerror={RUNS}></video>", f"<marquee onstart={RUNS}>",
    f"<math><mtext><script>{RUNS}</script>", f"<style onload={RUNS}>a{{}}</style>",
    f"<object data='javascript:{RUNS}'>", f"<form><button formaction='javascript:{RUNS}'>x",
    f"<scr<script>ipt>{RUNS}</scr</script>ipt>",
    f"<!--><script>{RUNS}</script>-->", f"<![CDATA[<script>{RUNS}</script>]]>", f"&lt;script&gt;{RUNS}&lt;/script&gt;",
    "<img src=https://x.example/seen.png>", "<link rel=stylesheet href=https://x.example/a.css>",
    "<style>@import url(https://x.example/b.css)</style>", "<p style='background:url(https://x.example/c.png)'>",
    "<iframe src=https://x.example/d></iframe>", "<meta http-equiv=refresh content='0;url=https://x.example/e'>",
    "<base href=https://x.example/>", "<audio src=https://x.example/f autoplay>", "<object data=https://x.example/g>",
    "<svg><image href=https://x.example/h /></svg>", "<link rel=dns-prefetch href=//x.example>",
    "{{ 7 * 7 }}{% raw %}",
)  # fmt: skip
AROUND = (
    "{}",
    "<p>{}</p>",
    "</textarea>{}",
    "</title>{}",
    '">{}',
    "'>{}",
    "-->{}",
    "</style>{}",
    "</script>{}",
    "<b>{}",
)


def brought(story: Any, html: str, subject: str) -> Any:
    """A mail that is a web page of this, kept and read."""
    with transaction.atomic():
        by = ensure_system_account("inbox", "The mailbox")
    with transaction.atomic(), acting_as(by):
        raw = mail(f"{html}\n", subject=subject, sender=f'"{subject}" <x@evil.example>').replace(
            b"text/plain", b"text/html", 1
        )
        kept = keep(area=story.cast.area, raw=raw, arrived=now(), by=by, on=ON)
    read_one(kept.pk, by=by, now=now())
    return kept


def test_three_hundred_ways_to_run_something_run_nothing(alice: Any, story: Any) -> None:
    every = [around.format(vector) for around, vector in product(AROUND, VECTORS)]
    assert len(every) == 300
    asked: list[str] = []
    alice.page.on("request", lambda request: asked.append(request.url))
    alice.page.on("dialog", lambda dialog: asked.append(f"dialog {dialog.message}"))
    given_they_are_signed_in(alice)
    whole = brought(story, "\n".join(every), VECTORS[1])
    words = brought(story, "\n".join(each.replace("<", "&lt;") for each in every), VECTORS[0])
    for kept in (whole, words):
        alice.goes_to(reverse("inbox:mail", args=[kept.pk]))
        assert alice.page.evaluate("window.ran") is None
    alice.reads("<script>window.ran")  # as words
    then_the_page_is_accessible(alice)
    assert [url for url in asked if not url.startswith((alice.home, "data:"))] == []


@pytest.fixture
def believed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Every file passes, as what somebody says that it is: as if the checks had missed it."""

    def as_said(kind: Format) -> None:
        monkeypatch.setattr(documents, "checked", lambda content, name: kind)

    return as_said


def test_a_hostile_file_that_was_kept_is_saved_and_never_shown(alice: Any, story: Any, believed: Any) -> None:
    """Forty: each kind of file, with what a browser might take it for."""
    contents = {**OTHERS, "drawing": DRAWING, "page": PAGE.replace(b"alert(1)", RUNS.encode())}
    every = (
        [*product(Format, contents.values())][:40] if LONG else [(kind, contents["page"]) for kind in Format]
    )
    case = story.given_a_request(ON).case
    given_they_are_signed_in(alice)
    here = alice.page.url
    for place, (kind, content) in enumerate(every):
        believed(kind)
        name = f"page {place}.html"
        words = {
            "title": name,
            "kind": "other",
            "section": Section.REQUESTS,
            "content": content,
            "file_name": name,
        }
        documents.upload(case=case, by=story.cast.spoc, on=ON, **words)
        with transaction.atomic(), acting_as(story.cast.spoc):
            version = Version.objects.get(file_name=name)
        with alice.page.expect_download() as saved:
            alice.page.evaluate(
                "address => location.assign(address)", reverse("documents:download", args=[version.pk])
            )
        assert saved.value.path().read_bytes() == content
        assert (alice.page.url, alice.page.evaluate("window.ran")) == (here, None)
