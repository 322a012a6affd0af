"""Who takes a letter away, what stands on it, and the trace that it leaves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.cases.actions import open_in_emergency
from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.directory.queries import current_pack
from goldenthread.post.actions import sign
from goldenthread.post.models import Message
from goldenthread.post.paper.letter import heading, paper
from goldenthread.post.paper.tests.written import text_of, words_of
from goldenthread.rules.access import Role

pytestmark = pytest.mark.django_db
ON, LATE = date(2026, 11, 2), date(2026, 12, 29)


@pytest.fixture
def letter(story: Story, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Message:
    """The escalation letter about late advice, which waits for its signature."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", LATE.isoformat())
    story.given_advice_is_sought(ON, "SLT", reference="EHC26-0101")
    for day in (date(2026, 12, 15), LATE):
        tick(by=cast.tick, on=day)
    return Message.objects.get(step="escalation-1", is_copy=False)


def test_the_letter_bears_its_senders_heading_and_says_that_it_is_not_signed(
    letter: Message, cast: Cast, client: Any, tmp_path: Path
) -> None:
    client.force_login(cast.people[Role.ASSISTANT_DIRECTOR])
    answer = client.get(reverse("desk:letter_pdf", args=[letter.pk]))
    assert answer["Content-Disposition"].startswith(
        'attachment; filename="letter-EHC26-0101-29-December-2026.pdf"'
    )
    assert answer["Cache-Control"] == "no-store"
    found = text_of(answer.content, tmp_path)
    for words in ("Torbay Council", "Compass House", "CFHD Alliance Director", "29 December 2026"):
        assert words in found
    assert "To be signed. It leaves when its sender has signed it." in found
    row = Entry.objects.filter(deed="desk:letter_pdf").latest("id")
    assert (row.purpose, row.case_id) == ("file", letter.case_id)


def test_a_signed_letter_says_who_signed_it_and_nothing_of_its_state(
    letter: Message, cast: Cast, client: Any
) -> None:
    director = cast.people[Role.ASSISTANT_DIRECTOR]
    sign(message=letter, version=1, by=director, on=LATE)
    client.force_login(director)
    found = words_of(client.get(reverse("desk:letter_docx", args=[letter.pk])).content)
    assert found[-2:] == ["Assistant Director, Education", f"Signed by {director.name} on 29 December 2026"]
    assert not any("To be signed" in words for words in found)


def test_the_page_of_a_letter_leads_to_both_files(letter: Message, cast: Cast, client: Any) -> None:
    client.force_login(cast.spoc)
    page = client.get(reverse("desk:letter", args=[letter.pk])).content.decode()
    assert "Download as a PDF" in page and "Download as a Word document" in page


def test_what_was_opened_in_an_emergency_is_read_and_not_taken(
    story: Story, cast: Cast, letter: Message, client: Any
) -> None:
    person = cast.people[Role.TEAM_MANAGER]
    story.given_advice_is_sought(ON, "OT", reference="EHC26-0002")
    open_in_emergency(
        found_by="EHC26-0002", reason="harm", words="She came to the ward tonight.", by=person, on=LATE
    )
    other = Message.objects.filter(case__reference="EHC26-0002").earliest("pk")
    client.force_login(person)
    seen = {each: client.get(reverse(each, args=[other.pk])) for each in ("desk:letter", "desk:letter_pdf")}
    assert seen["desk:letter_pdf"].status_code == 404
    assert "Download as a PDF" not in seen["desk:letter"].content.decode()


def test_a_character_that_no_font_has_leads_back_with_a_sentence(
    letter: Message, cast: Cast, client: Any
) -> None:
    Message.objects.filter(pk=letter.pk).update(text="So \U0001f600")
    client.force_login(cast.spoc)
    page = client.get(reverse("desk:letter_pdf", args=[letter.pk]), follow=True).content.decode()
    assert "Take it as a Word document" in page


def test_each_part_writes_under_the_heading_of_its_organisation(cast: Cast) -> None:
    pack = current_pack(cast.area.pk)
    assert pack is not None
    written = {
        role: heading(pack.data, role, "slt", "Somebody").name
        for role in ("ad-education", "spoc", "service", "service-head", "dco-office", "send-board")
    }
    assert written == {
        "ad-education": "Torbay Council",
        "spoc": "Children and Family Health Devon",
        "service": "Children and Family Health Devon",
        "service-head": "Children and Family Health Devon",
        "dco-office": "NHS Devon Integrated Care Board",
        "send-board": "Somebody",
    }
    old = {**pack.data, "organisation": [{"code": "torbay-council", "name": "Torbay Council"}]}
    assert heading(old, "ad-education", "", "x").address == ()


def test_a_letter_that_does_not_end_with_its_sender_is_signed_with_it(letter: Message) -> None:
    letter.text = "One\n\nTwo\x07 words"
    made = paper(letter)
    assert made.body == (("One",), ("Two  words",))
    assert made.closing == (("Assistant Director, Education",),)
