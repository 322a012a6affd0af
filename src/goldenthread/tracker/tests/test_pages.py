"""The page that takes a tracker in: uploaded, looked at, answered, taken; and the tracker taken out again."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case
from goldenthread.design.tests.reading import EVIL, Screen, safe
from goldenthread.people.models import Child
from goldenthread.tracker.models import Draft, Import
from goldenthread.tracker.reading.tests.made import HEADINGS
from goldenthread.tracker.tests.told import NUMBERS, Office, cora, hal

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(client: Client, office: Office, today: object) -> Client:
    """Alice Penrose, who keeps the single point of contact, signed in on 22 November 2026."""
    client.force_login(office.story.cast.spoc)
    return client


def _uploaded(alice: Client, office: Office, *rows: list[Any], ending: str = "xlsx") -> str:
    """The address of the preview of these rows."""
    content = office.file(*rows, ending=ending).read_bytes()
    answer = alice.post(reverse("tracker:import"), {"file": SimpleUploadedFile(f"tracker.{ending}", content)})
    assert answer.status_code == 302, Screen(answer.content.decode()).one("main").text
    return str(answer["Location"])


def _screen(answer: Any) -> Screen:
    assert answer.status_code == 200
    return safe(Screen(answer.content.decode()))


def _figures(screen: Screen) -> dict[str, int]:
    figures = [one.text.split(" ", 1) for one in screen.all("li") if "gt-figures__one" in one.classes]
    return {words: int(number) for number, words in figures}


def test_the_start_page_asks_for_the_file_and_offers_the_tracker(alice: Client) -> None:
    screen = _screen(alice.get(reverse("tracker:import")))
    assert screen.one("h1").text == "Import a tracker"
    assert screen.one("input", type="file")["name"] == "file"
    assert screen.one("form", enctype="multipart/form-data")
    assert screen.one("a", href="/import/torbay/tracker.xlsx").text == "Excel workbook of Torbay's tracker"
    assert "No tracker has been taken in yet." in screen.one("main").text


def test_a_file_is_looked_at_before_anything_is_taken_in(alice: Client, office: Office) -> None:
    screen = _screen(alice.get(_uploaded(alice, office, hal(), cora(service="Rocketry"), hal())))
    assert _figures(screen) == {
        "new": 1,
        "updated": 0,
        "unchanged": 0,
        "to decide": 0,
        "refused": 1,
        "repeated": 1,
    }
    assert not Case.objects.exists()
    assert Draft.objects.count() == 1
    assert "Rows that repeat another: 4" in screen.one("main").text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("tracker.pdf", b"%PDF-1.7 ...", "not a spreadsheet"),
        ("tracker.xlsx", b"PK\x03\x04 cut short", "cut short"),
        ("tracker.csv", b"Name,Colour\nHal,Blue\n", "council's reference"),
        ("tracker.csv", b"", "The file is empty"),
    ],
)
def test_a_file_that_is_no_tracker_is_refused_beside_its_field_and_not_kept(
    alice: Client, name: str, content: bytes, sentence: str
) -> None:
    answer = alice.post(reverse("tracker:import"), {"file": SimpleUploadedFile(name, content)})
    screen = _screen(answer)
    assert sentence in screen.one("main").text
    assert screen.one("title").text.startswith("Error: ")
    assert not Draft.objects.exists()


def test_no_file_at_all_is_said_beside_its_field(alice: Client) -> None:
    screen = _screen(alice.post(reverse("tracker:import"), {"again": "1"}))
    assert "Choose the tracker's file" in screen.one("main").text


def test_a_file_over_the_limit_is_not_read(alice: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.tracker.import_.forms.MOST_MEGABYTES", 0)
    screen = _screen(alice.post(reverse("tracker:import"), {"file": SimpleUploadedFile("t.csv", b"LA ref")}))
    assert "larger than 0 MB" in screen.one("main").text


def test_taking_it_in_does_what_the_preview_said_and_deletes_the_upload(
    alice: Client, office: Office
) -> None:
    preview = _uploaded(alice, office, hal(), cora())
    screen = _screen(alice.get(preview))
    assert "Take 2 rows in" in [button.text for button in screen.all("button")]
    answer = alice.post(preview, {"do": "take"}, follow=True)
    screen = _screen(answer)
    assert "2 new requests, 0 updated" in screen.one("main").text
    assert _figures(screen) == {"new": 2, "updated": 0, "unchanged": 0, "left out": 0, "repeated": 0}
    assert (AdviceRequest.objects.count(), Draft.objects.count()) == (2, 0)
    listed = _screen(alice.get(reverse("tracker:import"))).one("main").text
    assert "tracker.xlsx" in listed and "22 November 2026" in listed and "Alice Penrose" in listed
    assert "2 new requests, 0 updated, 0 unchanged" in listed


def test_a_date_that_can_be_read_two_ways_is_answered_by_choosing(alice: Client, office: Office) -> None:
    rows = hal(received_on="05/03/2026"), cora(received_on="02/28/2026")
    preview = _uploaded(alice, office, *rows)
    screen = _screen(alice.get(preview))
    assert _figures(screen)["to decide"] == 1
    radios = [radio["value"] for radio in screen.all("input", type="radio", name="say-2-received_on")]
    assert radios == ["2026-03-05", "2026-05-03", "leave"]
    answered = {"say-2-received_on": "2026-05-03"}
    screen = _screen(alice.post(preview, {"do": "check", **answered}))
    assert _figures(screen) == {
        "new": 2,
        "updated": 0,
        "unchanged": 0,
        "to decide": 0,
        "refused": 0,
        "repeated": 0,
    }
    assert screen.one("input", type="hidden", name="say-2-received_on")["value"] == "2026-05-03"
    alice.post(preview, {"do": "take", **answered})
    assert AdviceRequest.objects.count() == 2


def test_a_refused_row_is_mended_by_typing_and_what_was_typed_wrong_stays(
    alice: Client, office: Office
) -> None:
    preview = _uploaded(alice, office, hal(), cora(nhs_number="9990000019"))
    box = _screen(alice.get(preview)).one("input", type="text", name="say-3-nhs_number")
    assert box["value"] in (None, "")
    screen = _screen(alice.post(preview, {"do": "check", "say-3-nhs_number": "999 12"}))
    assert screen.one("input", type="text", name="say-3-nhs_number")["value"] == "999 12"
    screen = _screen(alice.post(preview, {"do": "check", "say-3-nhs_number": NUMBERS[1]}))
    assert _figures(screen)["new"] == 2


def test_an_unknown_service_and_an_unclear_known_are_chosen_from_lists(alice: Client, office: Office) -> None:
    preview = _uploaded(alice, office, hal(involvement="perhaps"), cora(service="Rocketry"))
    screen = _screen(alice.get(preview))
    assert "This area's services are CAMHS, Care Nursing, O&O, OT, PHN and SLT." in screen.one("main").text
    assert {"OT", "SLT"} <= {option["value"] for option in screen.all("option")}
    answers = {"say-3-service": "OT", "say-2-involvement": "Not known"}
    alice.post(preview, {"do": "take", **answers})
    assert {each.service.label for each in AdviceRequest.objects.all()} == {"SLT", "OT"}


def test_what_a_person_changed_here_is_kept_or_taken_as_chosen(alice: Client, office: Office) -> None:
    office.take(hal())
    child = Child.objects.get()
    preview = _uploaded(alice, office, hal(nhs_number=NUMBERS[9]))
    screen = _screen(alice.get(preview))
    radios = [radio["value"] for radio in screen.all("input", type="radio", name="is-2-nhs_number")]
    assert radios == ["keep", "take", "leave"]
    alice.post(preview, {"do": "take", "is-2-nhs_number": "take"})
    child.refresh_from_db()
    assert child.nhs_number == NUMBERS[9]


def test_a_row_left_without_an_answer_is_left_out_and_listed(alice: Client, office: Office) -> None:
    preview = _uploaded(alice, office, hal(), cora(nhs_number="9990000019"))
    screen = _screen(alice.post(preview, {"do": "take"}, follow=True))
    assert _figures(screen)["left out"] == 1
    assert "Row 3 What the NHS number" in screen.one("main").text


def test_a_file_with_nothing_new_says_so_and_offers_no_taking(alice: Client, office: Office) -> None:
    office.take(hal())
    screen = _screen(alice.get(_uploaded(alice, office, hal())))
    assert "There is nothing new in this file." in screen.one("main").text
    assert [button["value"] for button in screen.all("button", name="do")] == ["forget"]


def test_giving_up_deletes_the_file(alice: Client, office: Office) -> None:
    preview = _uploaded(alice, office, hal())
    screen = _screen(alice.post(preview, {"do": "forget"}, follow=True))
    assert "tracker.xlsx was deleted. Nothing of it was taken in." in screen.one("main").text
    assert not Draft.objects.exists() and not Case.objects.exists()


def test_pressing_twice_takes_it_in_once(alice: Client, office: Office) -> None:
    preview = _uploaded(alice, office, hal())
    alice.post(preview, {"do": "take"})
    screen = _screen(alice.post(preview, {"do": "take"}, follow=True))
    assert "That file is no longer here" in screen.one("main").text
    assert Import.objects.count() == 1


def test_a_file_waiting_to_be_taken_in_is_found_again(alice: Client, office: Office) -> None:
    preview = _uploaded(alice, office, hal())
    assert _screen(alice.get(reverse("tracker:import"))).one("a", href=preview).text == "tracker.xlsx"


def test_disagreements_and_notes_about_the_file_are_shown(alice: Client, office: Office) -> None:
    row = hal(returned_on="20/04/2026", due="12/04/2026", days_late="8")
    text = _screen(alice.get(_uploaded(alice, office, row))).one("main").text
    assert "Worked out otherwise than the file says" in text
    assert "12 April 2026" in text and "13 April 2026" in text


def test_nothing_in_a_file_comes_alive_on_the_page(alice: Client, office: Office) -> None:
    _screen(alice.get(_uploaded(alice, office, hal(surname=EVIL[:100], notes=EVIL), cora(service=EVIL))))


def test_another_s_upload_is_not_there(alice: Client, office: Office) -> None:
    preview = _uploaded(alice, office, hal())
    alice.force_login(office.story.cast.manager)
    assert alice.get(preview).status_code == 302
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("name", ["officer", "therapist", "administrator"])
def test_who_may_not_import_is_refused(alice: Client, office: Office, name: str) -> None:
    alice.force_login(getattr(office.story.cast, name))
    assert alice.get(reverse("tracker:import")).status_code == 403


def test_the_requests_go_to_the_council_that_is_chosen(alice: Client, office: Office) -> None:
    preview = _uploaded(alice, office, hal())
    select = _screen(alice.get(preview)).one("select", name="council")
    assert select["name"] == "council"
    alice.post(preview, {"do": "take", "council": "devon-council"})
    assert AdviceRequest.objects.get().request.council.code == "devon-council"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_tracker_is_taken_out_and_who_took_it_is_recorded(
    alice: Client, office: Office, kind: str
) -> None:
    office.take(hal(), cora())
    answer = alice.get(f"/import/torbay/tracker.{kind}")
    assert answer["Content-Disposition"] == f'attachment; filename="tracker-torbay-2026-11-22.{kind}"'
    assert answer["Cache-Control"] == "no-store"
    assert Entry.objects.filter(deed="tracker.export", recorded_by=office.story.cast.spoc.pk).count() == 1
    screen = _screen(alice.get(_again(alice, answer.content, kind)))
    assert _figures(screen)["unchanged"] == 2


def _again(alice: Client, content: bytes, kind: str) -> str:
    file = SimpleUploadedFile(f"tracker.{kind}", io.BytesIO(content).read())
    return str(alice.post(reverse("tracker:import"), {"file": file})["Location"])


def test_a_tracker_of_another_area_is_not_there(alice: Client) -> None:
    assert alice.get("/import/plymouth/tracker.csv").status_code == 404
    assert alice.get("/import/torbay/tracker.doc").status_code == 404


def test_the_headings_of_a_tracker_are_those_that_the_tests_write() -> None:
    from goldenthread.tracker.workbook import HEADINGS as OURS

    assert list(OURS) == HEADINGS
