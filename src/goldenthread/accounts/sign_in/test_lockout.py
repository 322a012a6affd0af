"""Guessing ends soon, reads the same for every address, and a manager can open again what it closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.accounts.actions import unlock
from goldenthread.accounts.models import Failure
from goldenthread.audit.models import Entry
from goldenthread.demo.area import PASSWORD, Cast
from goldenthread.demo.phone import code, secret_of
from goldenthread.design.tests.reading import Screen
from goldenthread.rules.lockout import BY_ACCOUNT, BY_ADDRESS, WINDOW

pytestmark = pytest.mark.django_db

ALICE = "spoc@torbay.example"
CLOSED = "There were too many failed attempts. Try again after"


def _tries(client: Client, email: str = ALICE, password: str = "a guess") -> str:
    answer = client.post("/sign-in/", {"email": email, "password": password})
    if answer.status_code == 302:
        return str(answer["Location"])
    return Screen(answer.content.decode()).one("div", class_="nhsuk-error-summary").text


def _guesses(client: Client, times: int, email: str = ALICE) -> list[str]:
    return [_tries(client, email) for _ in range(times)]


def _later(by: timedelta) -> None:
    Failure.objects.update(moment=F("moment") - by)


def test_the_fifth_failure_closes_the_account_also_for_the_right_password(client: Client, cast: Cast) -> None:
    said = _guesses(client, BY_ACCOUNT)
    assert [CLOSED in each for each in said] == [False, False, False, False, True]
    assert CLOSED in _tries(client, password=PASSWORD)
    assert CLOSED in _tries(Client(REMOTE_ADDR="192.0.2.9"), password=PASSWORD)


def test_it_opens_again_a_quarter_of_an_hour_after_the_last_failure(client: Client, cast: Cast) -> None:
    _guesses(client, BY_ACCOUNT)
    _guesses(client, 3)
    assert Failure.objects.count() == BY_ACCOUNT
    _later(WINDOW)
    assert _tries(client, password=PASSWORD) == "/sign-in/code/"


def test_an_address_that_nobody_has_reads_the_same_to_the_letter(client: Client, cast: Cast) -> None:
    known = _guesses(client, BY_ACCOUNT + 1)
    unknown = _guesses(Client(REMOTE_ADDR="192.0.2.9"), BY_ACCOUNT + 1, "nobody@torbay.example")
    assert [each[:80] for each in known] == [each[:80] for each in unknown]


def test_a_known_address_asks_no_more_of_the_database_than_an_unknown_one(client: Client, cast: Cast) -> None:
    counts = []
    for email in (ALICE, "nobody@torbay.example"):
        _tries(client, "warm@torbay.example")
        with CaptureQueriesContext(connection) as asked:
            _tries(client, email)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_wrong_codes_count_as_wrong_passwords_do(client: Client, cast: Cast) -> None:
    _guesses(client, BY_ACCOUNT - 1)
    _tries(client, password=PASSWORD)
    page = client.post("/sign-in/code/", {"code": "000000"}).content.decode()
    assert CLOSED in page
    shut = client.post("/sign-in/code/", {"code": code(secret_of(ALICE))})
    assert CLOSED in shut.content.decode()
    assert "_auth_user_id" not in client.session


def test_signing_in_forgets_the_failures_and_the_password_alone_does_not(client: Client, cast: Cast) -> None:
    _guesses(client, 2)
    _tries(client, password=PASSWORD)
    assert Failure.objects.count() == 2
    client.post("/sign-in/code/", {"code": code(secret_of(ALICE))})
    assert not Failure.objects.exists()


def test_one_account_closed_closes_no_other(client: Client, cast: Cast) -> None:
    _guesses(client, BY_ACCOUNT)
    assert _tries(client, cast.officer.email, PASSWORD) == "/sign-in/code/"


def test_one_network_address_may_fail_fifty_times_whoever_is_tried(client: Client, cast: Cast) -> None:
    said = [_tries(client, f"guess-{number}@torbay.example") for number in range(BY_ADDRESS)]
    assert CLOSED not in said[-2] and CLOSED in said[-1]
    assert CLOSED in _tries(client, cast.officer.email, PASSWORD)
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    assert _tries(elsewhere, cast.officer.email, PASSWORD) == "/sign-in/code/"


def test_a_manager_opens_it_again(client: Client, cast: Cast) -> None:
    _guesses(client, BY_ACCOUNT)
    unlock(user=cast.spoc, by=cast.manager, on=date(2026, 11, 2))
    assert _tries(client, password=PASSWORD) == "/sign-in/code/"
    assert Entry.objects.filter(deed="accounts.unlock", recorded_by=cast.manager.pk).count() == BY_ACCOUNT


def test_failures_and_the_lock_leave_their_rows_and_no_address_in_clear(client: Client, cast: Cast) -> None:
    _guesses(client, BY_ACCOUNT)
    deeds = list(
        Entry.objects.filter(deed__in=["accounts.fail", "accounts.lock"]).values_list("deed", flat=True)
    )
    assert (deeds.count("accounts.fail"), deeds.count("accounts.lock")) == (BY_ACCOUNT, 1)
    assert Entry.objects.get(deed="accounts.lock").subject_id == cast.spoc.pk
    assert not any("@" in str(row) for row in Failure.objects.values_list())
