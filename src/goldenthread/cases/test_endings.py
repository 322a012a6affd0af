"""Whoever writes the row, no request ends because a child is not known or waits on a list (capability 2, 1.6-A)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.rules.exemptions import GROUNDS
from goldenthread.rules.facts import Kind
from goldenthread.rules.reasons import Withdrawal

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 11, 2)
INSERT = """
insert into cases_fact (id, area_id, case_id, about, kind, version, happened_on, by_id, details, corrects_id)
select gen_random_uuid(), area_id, case_id, about, %s, 1, happened_on, by_id, %s::jsonb, %s
from cases_fact where about = %s and kind = 'AdviceSought'
"""


def _asked(story: Story) -> Any:
    """Speech and language therapy, asked."""
    return story.given_advice_is_sought(RECEIVED, "SLT")[0]


SCENE = _asked


@pytest.fixture
def asked(scene: Any) -> Any:
    """The request for advice that nobody may end."""
    return scene


def written(asked: Any, kind: str, details: dict[str, Any]) -> bool:
    """Whether the application's own login may write this row with SQL of its own."""
    sought = Fact.objects.get(about=asked.pk, kind=Kind.ADVICE_SOUGHT)
    corrects = sought.pk if kind == Kind.FACT_CORRECTED else None
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(INSERT, [kind, json.dumps(details), corrects, asked.pk])
    except IntegrityError as refused:
        return "no_request_ends_as_not_known" not in str(refused)
    return True


def test_sql_of_these_tests_is_the_applications_own(asked: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False,)


WORDS = ["not-known", "not_known", "Not known", "notknown", "not yet known", "unknown", "waiting-list",
         "on a waiting list", "waitinglist", "Nil return"]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("kind", ["AdviceWithdrawn", "RequestWithdrawn", "AdviceExcused"])
def test_sql_cannot_end_or_excuse_a_request_with_such_a_reason(asked: Any, kind: str, word: str) -> None:
    assert not written(asked, kind, {"reason": word, "ground": word})


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("kind", ["AdviceRecorded", "AdviceImported", "AdviceWithdrawn"])
def test_sql_cannot_hide_such_a_reason_beside_a_good_one(asked: Any, kind: str, word: str) -> None:
    assert not written(asked, kind, {"reason": "not-needed", "report": None, "answer": f"The child: {word}."})


@pytest.mark.parametrize("details", [{}, {"reason": None}, {"reason": "not-our-child"}, {"reason": ""}])
def test_sql_cannot_withdraw_for_no_reason_of_the_list(asked: Any, details: dict[str, Any]) -> None:
    assert not written(asked, "AdviceWithdrawn", details)


@pytest.mark.parametrize("key", ["reason", "ground"])
def test_a_correction_cannot_bring_such_a_reason_in_afterwards(asked: Any, key: str) -> None:
    assert not written(asked, "FactCorrected", {"void": False, "details": {key: "not-known"}})


@pytest.mark.parametrize("reason", list(Withdrawal))
def test_every_reason_of_the_list_can_be_written(asked: Any, reason: Withdrawal) -> None:
    assert written(asked, "AdviceWithdrawn", {"reason": reason.value})
    assert written(asked, "FactCorrected", {"void": False, "details": {"reason": reason.value}})


@pytest.mark.parametrize("ground", sorted({ground for each in GROUNDS.values() for ground in each}))
def test_every_ground_of_the_law_can_be_written(asked: Any, ground: str) -> None:
    assert written(asked, "AdviceExcused", {"ground": ground, "from": None, "to": None})


def test_what_the_records_said_can_still_be_put_right(asked: Any) -> None:
    right = {"void": False, "details": {"involvement": "not_known"}}
    assert written(asked, "FactCorrected", right)


def test_advice_can_be_recorded(asked: Any) -> None:
    assert written(asked, "AdviceRecorded", {"report": str(asked.pk), "joint": False})
