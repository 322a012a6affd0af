"""Two windows hand the advice in at the same moment: one piece of advice, and the other window is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from goldenthread.advice.answer.tests import SUBMIT
from goldenthread.advice.by_link.tests.coming import Practitioner, invited
from goldenthread.advice.models import Report
from goldenthread.cases.models import Fact
from goldenthread.rules.facts import Kind


def test_the_advice_is_handed_in_once(at_once: Any, story: Any, today: date) -> None:
    with transaction.atomic():
        (own,) = story.given_advice_is_sought(date(2026, 11, 2), "SLT")
        _, address = invited(own, story.cast.spoc, today)
    windows = [Practitioner(), Practitioner()]
    for window in windows:
        window.opens(address)
        with transaction.atomic():
            code = window.asks_for_a_code()
        window.sends("advice:by_link_code", code=code, do="prove")
    answers = at_once(*(lambda each=each: each.sends(**SUBMIT) for each in windows))
    assert sorted(answer.status_code for answer in answers) in ([200, 302], [302, 410])
    with transaction.atomic():
        assert Report.objects.count() == Fact.objects.filter(kind=Kind.ADVICE_RECORDED).count() == 1
