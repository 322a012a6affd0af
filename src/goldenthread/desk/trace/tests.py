"""Who looked, and who did what: by reference, without a name, narrowed and paged, and itself written down (J08)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.models import User
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case
from goldenthread.command import audit
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.words import LONDON
from goldenthread.desk.trace import words
from goldenthread.rules.access import MAY, Permission, Role
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 9)


@pytest.fixture
def watcher(cast: Cast) -> User:
    """Somebody who may read the audit of Torbay, and no case."""
    return cast.people[Role.PRIVACY_OFFICER]


@pytest.fixture
def case(story: Story, client: Client, today: date) -> Case:
    """A case at which the single point of contact looked, and a therapist was turned away."""
    child = story.given_a_child("Ember", "Ottermark")
    request = story.given_a_request(ON, child=child, reference="GT/1")
    for person in (story.cast.spoc, story.cast.therapist):
        client.force_login(person)
        client.get(reverse("desk:case", args=[request.case_id]))
    return request.case


def test_a_case_is_found_by_its_reference_which_stands_in_no_address(
    watcher: User, case: Case, visit: Any
) -> None:
    answer = visit(watcher, "desk:traces", reference="gt/1")
    assert answer.url == reverse("desk:trace", args=[case.pk])
    assert "Check the reference" in visit(watcher, "desk:traces", reference="GT/2").words
    assert "Enter the reference of the case" in visit(watcher, "desk:traces", reference=" ").words


def test_the_page_says_who_looked_and_who_did_what(watcher: User, case: Case, visit: Any) -> None:
    said = visit(watcher, "desk:trace", case.pk).words
    assert "Case GT/1, Torbay" in said
    for row in (
        "Alice Penrose What Did Where or what Opened the case",
        "Alice Penrose What Did Where or what Registered the child",
        "Alice Penrose What Did Where or what Request received",
        "Alice Penrose What Looked Where or what The case's page What came of it Shown to read the page",
        "Charlie Opie What Was refused Where or what The case's page What came of it Not shown: answered as if",
    ):
        assert row in said, said


def test_no_name_of_a_child_is_shown_to_who_reads_the_audit(
    watcher: User, case: Case, client: Client
) -> None:
    client.force_login(watcher)
    for address in (
        reverse("desk:trace", args=[case.pk]),
        reverse("desk:trace_csv", args=[case.pk]),
        reverse("desk:traces"),
    ):
        content = client.get(address).content.decode()
        assert case.child.surname not in content
        assert case.child.nhs_number not in content
    assert client.get(reverse("desk:case", args=[case.pk])).status_code in (403, 404)


@pytest.mark.parametrize("route", ["desk:trace", "desk:trace_csv"])
def test_who_looks_at_the_audit_is_written_down_too(
    route: str, watcher: User, case: Case, client: Client
) -> None:
    client.force_login(watcher)
    client.get(reverse(route, args=[case.pk]))
    rows = Entry.objects.filter(recorded_by=watcher.pk, what="looked")
    assert {(row.deed, row.purpose, row.rule) for row in rows} == {(route, "audit", "read_audit")}
    assert {row.case_id or row.child_id for row in rows} == {case.pk, case.child_id}
    assert "Elestren Bolitho" in client.get(reverse("desk:trace", args=[case.pk])).content.decode()


def test_rows_are_narrowed_by_person_kind_and_day(
    watcher: User, case: Case, cast: Cast, client: Client
) -> None:
    client.force_login(watcher)
    address = reverse("desk:trace", args=[case.pk])

    def told(**query: str) -> list[list[str]]:
        lines = client.get(reverse("desk:trace_csv", args=[case.pk]), query).content.decode("utf-8-sig")
        return [line.split(",") for line in lines.splitlines()[1:]]

    assert {row[2] for row in told(by=str(cast.therapist.pk))} == {"Charlie Opie"}
    assert {row[3] for row in told(what="did")} == {"Did"}
    today = Entry.objects.latest("recorded_at").recorded_at.astimezone(LONDON).date().isoformat()
    assert len(told(day=today)) > 5
    nothing = {"what": "did", "by": str(cast.therapist.pk)}
    assert "Nobody did that on this case" in client.get(address, nothing).content.decode()
    assert client.get(address, {"day": "nonsense", "by": "x"}).status_code == 200


def test_a_long_trace_comes_in_pages_the_latest_first(
    watcher: User, case: Case, client: Client, cast: Cast
) -> None:
    client.force_login(cast.spoc)
    for _ in range(52):
        client.get(reverse("desk:case", args=[case.pk]))
    client.force_login(watcher)
    first = client.get(reverse("desk:trace", args=[case.pk]), {"what": "looked"}).content.decode()
    assert "Showing 1 to 50 of" in first
    assert "what=looked&amp;page=2" in first
    rows = client.get(reverse("desk:trace_csv", args=[case.pk])).content.decode().splitlines()
    assert "Elestren Bolitho" in rows[1]
    assert "Registered the child" in rows[-1]


def test_another_areas_audit_is_not_there(watcher: User, case: Case, visit: Any, cast: Cast) -> None:
    cast.area.parts.filter(organisation__code="cfhd-spoc").delete()
    assert visit(watcher, "desk:traces").status_code == 403
    assert visit(cast.spoc, "desk:trace", case.pk).status_code == 403


def test_the_first_page_of_who_reads_the_audit_is_the_audit(watcher: User, visit: Any) -> None:
    assert visit(watcher, "desk:worklist").url == reverse("desk:traces")
    assert "Who looked" in visit(watcher, "desk:traces").words


def test_the_command_shows_the_same_and_leaves_its_row(
    watcher: User, case: Case, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    monkeypatch.setattr("goldenthread.command.audit.project", nullcontext)
    assert audit.main(["show", "--case", "GT/1", "--by", "privacy@torbay.example"]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[0].split("  ")[0] == "When"
    assert "Charlie Opie   Was refused  The case's page" in said
    assert case.child.surname not in said
    rows = Entry.objects.filter(deed="audit show", recorded_by=watcher.pk)
    assert {each for row in rows for each in (row.case_id, row.child_id)} >= {case.pk, case.child_id}
    assert audit.main(["show", "--case", "GT/1"]) == 0
    assert "by command" in capsys.readouterr().out


def test_the_command_refuses_what_it_cannot_find(
    watcher: User, case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    monkeypatch.setattr("goldenthread.command.audit.project", nullcontext)
    for by in ([], ["--by", "spoc@torbay.example"]):
        with pytest.raises(Refused, match="no case with this reference"):
            audit.main(["show", "--case", "GT/1" if by else "GT/9", *by])


def test_the_case_page_leads_to_its_audit_where_one_may_read_both(
    case: Case, cast: Cast, visit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("desk:trace", args=[case.pk])
    assert address not in visit(cast.spoc, "desk:case", case.pk).content.decode()
    both = MAY[Role.SPOC_ADMINISTRATOR] | {Permission.READ_AUDIT}
    monkeypatch.setitem(MAY, Role.SPOC_ADMINISTRATOR, both)
    assert address in visit(cast.spoc, "desk:case", case.pk).content.decode()


def test_codes_read_as_words() -> None:
    assert words.deed("did", "AdviceSought") == "Advice sought"
    assert words.deed("did", "accounts.join") == "Join (accounts)"
    assert words.deed("looked", "advice:seek") == "The page “seek” of advice"
    assert words.deed("looked", "something") == "Something"
