"""A tracker cannot end a request as not known: neither by what its cells say, nor by a row of its own making."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.append import NewFact, append_many
from goldenthread.cases.models import Fact
from goldenthread.rules.facts import Kind
from goldenthread.tracker.tests.told import TODAY, Office, hal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["Not known", "not known to service", "On waiting list", "Nil return"])
def test_such_words_where_the_return_stands_leave_the_request_unanswered(office: Office, words: str) -> None:
    office.take(hal(returned_on=words))
    assert not Fact.objects.filter(kind__in=[Kind.ADVICE_RECORDED, Kind.ADVICE_WITHDRAWN]).exists()


@pytest.mark.parametrize("kind", [Kind.ADVICE_WITHDRAWN, Kind.ADVICE_RECORDED, Kind.ADVICE_IMPORTED])
def test_the_import_s_own_way_of_writing_many_rows_is_refused_by_the_database(
    office: Office, kind: Kind
) -> None:
    office.take(hal())
    asked = AdviceRequest.objects.get()
    fact = NewFact(asked.area_id, asked.case_id, kind, TODAY, asked.pk, {"reason": "not-known"})
    with pytest.raises(IntegrityError, match="no_request_ends_as_not_known"), transaction.atomic():
        append_many([fact], by=office.story.cast.spoc)
