"""PostgreSQL itself: who reads the audit's rows, and in whose name they are written."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, transaction

from goldenthread.accounts.models import User
from goldenthread.audit.actions import record, refuse
from goldenthread.audit.models import Entry
from goldenthread.database.acting import acting_as, as_system
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Role
from goldenthread.rules.traces import Outcome, What

pytestmark = pytest.mark.django_db


def read_as(person: User | None) -> int:
    with transaction.atomic(), acting_as(person):
        return Entry.objects.count()


def test_rows_of_an_area_are_read_by_whoever_may_read_its_audit_and_by_nobody_else(
    story: Story, cast: Cast
) -> None:
    story.given_a_request(date(2026, 11, 9))
    everybody = cast.people.everybody()
    in_the_area = Entry.objects.filter(area_id=cast.area.pk).count()
    readers = {role: read_as(person) for role, person in everybody.items() if read_as(person)}
    assert readers == dict.fromkeys((Role.AUDITOR, Role.PRIVACY_OFFICER), in_the_area)
    assert in_the_area > 3
    assert read_as(None) == 0


def test_nobody_writes_in_anothers_name(cast: Cast) -> None:
    with acting_as(cast.spoc):
        record(by=cast.spoc, deed="test.do", subject="user", subject_id=uuid4())
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            record(by=cast.manager, deed="test.do", subject="user", subject_id=uuid4())
    with acting_as(None), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        record(by=cast.spoc, deed="test.do", subject="user", subject_id=uuid4())
    with as_system("tick"):
        record(by=cast.spoc, deed="test.do", subject="user", subject_id=uuid4())
    assert Entry.objects.filter(deed="test.do", recorded_by=cast.spoc.pk).count() == 2


@pytest.mark.parametrize("is_there", [True, False], ids=["there", "not there"])
def test_who_was_turned_away_is_read_of_in_the_area_of_what_they_asked_for(
    is_there: bool, story: Story, cast: Cast
) -> None:
    case: UUID = story.given_a_request(date(2026, 11, 9)).case_id if is_there else uuid4()
    outsider = cast.people[Role.SYSTEM_OPERATOR]
    with acting_as(outsider):
        refuse(
            by=outsider,
            deed="desk:case",
            subject="case",
            subject_id=case,
            rule="no_relation",
            outcome=Outcome.ABSENT,
        )
    row = Entry.objects.get(what=What.REFUSED.value)
    assert (row.recorded_by, row.case_id) == (outsider.pk, case)
    assert row.area_id == (cast.area.pk if is_there else None)
