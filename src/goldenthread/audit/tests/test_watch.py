"""What is seen is written down once, in the reader's transaction, or not shown."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import RequestFactory
from django.urls import reverse

from goldenthread.accounts.actions import join
from goldenthread.accounts.permission import needs
from goldenthread.audit.actions import record
from goldenthread.audit.models import Entry
from goldenthread.audit.watch import UNWATCHED, Unrecorded, saw, watching
from goldenthread.cases.queries import case as read_case
from goldenthread.database.acting import acting_as, errand
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Permission, Role
from goldenthread.rules.traces import Purpose, What

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 9)


@pytest.fixture
def request_(story: Story) -> Any:
    """A council's request about one child."""
    return story.given_a_request(ON)


def looks() -> list[tuple[Any, ...]]:
    rows = Entry.objects.filter(what=What.LOOKED.value)
    return list(rows.values_list("deed", "purpose", "subject", "case_id", "child_id", "area_id"))


def test_what_is_seen_is_written_once_with_its_case_child_and_area(request_: Any, cast: Cast) -> None:
    case = request_.case
    with watching(by=cast.spoc, deed="desk:case", rule="read_cases", basis="area"):
        saw(cast.spoc, cases=[case.pk, case.pk], purpose=Purpose.PAGE)
        saw(cast.spoc, cases=[case.pk], purpose=Purpose.PAGE)
        saw(cast.spoc, children=[case.child_id], purpose=Purpose.MATCH)
        assert looks() == []
    about = (case.child_id, cast.area.pk)
    assert sorted(looks(), key=str) == [
        ("desk:case", "match", "child", None, *about),
        ("desk:case", "page", "case", case.pk, *about),
    ]
    row = Entry.objects.filter(what=What.LOOKED.value).first()
    assert (row.recorded_by, row.rule, row.basis, row.outcome) == (
        cast.spoc.pk,
        "read_cases",
        "area",
        "shown",
    )


def test_many_children_are_written_by_one_statement_in_the_audits_own_name(
    cast: Cast, story: Story, django_assert_num_queries: Any
) -> None:
    children = [story.given_a_child().pk for _ in range(12)]
    with django_assert_num_queries(3), watching(by=cast.spoc, deed="desk:worklist"):
        saw(cast.spoc, children=children, purpose=Purpose.LIST)
    assert {child for *_, child, _ in looks()} == set(children)


def test_a_page_that_shows_no_child_asks_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0), watching(by=cast.spoc, deed="desk:worklist"):
        saw(cast.spoc, purpose=Purpose.LIST)


def test_a_query_that_nobody_watches_writes_at_once(request_: Any, cast: Cast) -> None:
    assert read_case(request_.case_id, cast.spoc) is not None
    assert [(deed, case) for deed, _, _, case, *_ in looks()] == [(UNWATCHED, request_.case_id)]


def test_what_fails_was_not_shown(request_: Any, cast: Cast) -> None:
    def fails() -> None:
        with watching(by=cast.spoc, deed="desk:case"):
            saw(cast.spoc, cases=[request_.case_id], purpose=Purpose.PAGE)
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert looks() == []


def test_a_look_that_cannot_be_written_is_refused_in_a_sentence(
    request_: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread.audit.actions.LOOK", "insert into audit_entry (id) values (null)")
    with pytest.raises(Unrecorded, match="could not record that you looked"), transaction.atomic():
        read_case(request_.case_id, cast.spoc)


def test_a_file_is_a_purpose_of_its_own(request_: Any, cast: Cast) -> None:
    with watching(by=cast.spoc, deed="tracker:export", purpose=Purpose.FILE):
        saw(cast.spoc, cases=[request_.case_id], purpose=Purpose.LIST)
    assert [purpose for _, purpose, *_ in looks()] == ["file"]


def test_a_write_about_a_case_names_its_child(request_: Any, cast: Cast) -> None:
    record(by=cast.spoc, deed="test.do", subject="case", subject_id=request_.case_id, case=request_.case)
    assert Entry.objects.get(deed="test.do").child_id == request_.case.child_id


def test_rows_of_one_errand_bear_its_number_and_the_number_of_their_transaction(cast: Cast) -> None:
    with errand() as number, acting_as(cast.spoc):
        record(by=cast.spoc, deed="test.do", subject="user", subject_id=uuid4())
    row = Entry.objects.get(deed="test.do")
    assert str(row.request_id) == number
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()::text::bigint")
        assert cursor.fetchone() == (row.tx,)


def _read(answer: Any, cast: Cast, case_id: Any) -> Any:
    """A page of ours that gives this answer."""

    @needs(Permission.READ_CASES)
    def view(request: HttpRequest) -> Any:
        return answer(lambda: read_case(case_id, request.user))

    asked = RequestFactory().get("/")
    asked.user, asked.resolver_match = cast.spoc, None
    asked.user.proof = "code"
    return view(asked)


def test_a_streamed_answer_is_read_before_it_leaves(request_: Any, cast: Cast) -> None:
    def streamed(read: Any) -> StreamingHttpResponse:
        answer = StreamingHttpResponse((read().reference for _ in range(1)), content_type="text/csv")
        answer.set_cookie("kept", "1")
        return answer

    given = _read(streamed, cast, request_.case_id)
    assert (given.content.decode(), given["Content-Type"]) == (request_.case.reference, "text/csv")
    assert given.cookies["kept"].value == "1"
    assert [case for *_, case, _, _ in looks()] == [request_.case_id]


def test_an_answer_that_is_rendered_late_is_rendered_before_it_leaves(request_: Any, cast: Cast) -> None:
    class Late(SimpleTemplateResponse):
        def __init__(self, read: Any) -> None:
            super().__init__("none")
            self.read = read

        @property
        def rendered_content(self) -> str:
            return self.read().reference

    assert _read(Late, cast, request_.case_id).content.decode() == request_.case.reference
    assert [case for *_, case, _, _ in looks()] == [request_.case_id]


def test_an_answer_that_leads_elsewhere_is_no_look(request_: Any, cast: Cast) -> None:
    def away(read: Any) -> HttpResponse:
        read()
        return HttpResponse(status=302)

    _read(away, cast, request_.case_id)
    assert looks() == []


def test_a_person_with_every_role_is_shown_what_they_ask_for(
    request_: Any, story: Story, client: Any
) -> None:
    """Each way in which somebody may see a case is named in the row: together they must fit."""
    cast, slt = story.cast, story.cast.services["SLT"]
    held = {"by": cast.administrator, "on": ON, "user": cast.spoc}
    join(**held, organisation=cast.council, role=Role.SEND_OFFICER)
    practitioner = next(role for role in Role if role.value in PRACTITIONER)
    join(**held, organisation=slt.provider, role=practitioner, service=slt)
    client.force_login(cast.spoc)
    assert client.get(reverse("desk:case", args=[request_.case_id])).status_code == 200
    (row,) = Entry.objects.filter(deed="desk:case", case_id=request_.case_id)
    assert {"area", "council", "service"} <= set(row.basis.split("+"))


PRACTITIONER = ("service-member", "health-practitioner")
