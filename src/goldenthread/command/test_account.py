"""Accounts by command: made with a role, ended, listed; each refusal says what to type."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.test import Client

from goldenthread.accounts.models import Invitation, Membership, User
from goldenthread.accounts.queries import may
from goldenthread.audit.models import Entry
from goldenthread.command import account
from goldenthread.command import main as goldenthread
from goldenthread.demo.area import Cast
from goldenthread.demo.phone import code, secret_of
from goldenthread.rules.access import Permission

WREN = [
    "add",
    "wren@torbay.example",
    "--name",
    "Wren Gale",
    "--role",
    "spoc-administrator",
    "--in",
    "cfhd-spoc",
]
HAL = ["add", "hal@torbay.example", "--name", "Hal Jory", "--role", "health-practitioner"]
GOOD = "a drizzle of gorse honey"


@pytest.fixture(autouse=True)
def here(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home that is set up, on 2 November 2026."""

    @contextmanager
    def project() -> Iterator[Path]:
        yield Path()

    monkeypatch.setattr(account, "project", project)
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-11-02")


def test_a_new_account_can_work_once_its_owner_has_used_the_link(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    assert account.main(WREN) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        "Wren Gale (wren@torbay.example) is SPOC administrator of Children and Family Health Devon"
    )
    first, second, link = said.splitlines()
    assert first.endswith("from 2 November 2026.")
    assert second == "Give this link to Wren Gale alone; it works once, for a week:"
    wren = User.objects.get(email="wren@torbay.example")
    client.get(link.removeprefix("http://127.0.0.1:8000"))
    client.post("/welcome/", {"new_password": GOOD})
    assert authenticate(username="wren@torbay.example", password=GOOD) == wren
    assert may(wren, Permission.WORK)
    assert "accounts.invite" in {entry.deed for entry in Entry.objects.filter(subject_id=wren.pk)}


def test_another_role_needs_no_link(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["add", cast.spoc.email, "--name", "Alice", "--role", "area-administrator", "--in", "cfhd-spoc"]
    assert account.main(words) == 0
    told = capsys.readouterr().out
    assert "Alice Penrose (spoc@torbay.example) is Area administrator" in told
    assert "link" not in told
    assert may(cast.spoc, Permission.SET_UP)


def test_a_member_of_a_service_belongs_to_its_provider(cast: Cast) -> None:
    assert account.main([*HAL, "--area", "torbay", "--service", "PHN"]) == 0
    (held,) = Membership.objects.filter(user__email="hal@torbay.example")
    assert (held.service, held.organisation) == (
        cast.services["PHN"],
        cast.services["PHN"].provider,
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            [*WREN[:-1], "cfhd-spok"],
            "No pack names an organisation “cfhd-spok”. Give the code of one with --in.",
        ),
        (WREN[:-2], "No pack names an organisation “”. Give the code of one with --in."),
        (HAL, "Say whose member: --area with the area's code and --service with a label of its pack."),
        ([*HAL, "--area", "torbay", "--service", "Podiatry"], "Say whose member"),
        ([*WREN[:-1], "torbay-council"], "Torbay Council is a council. A SPOC administrator belongs to"),
        (
            [*WREN[:5], "send-officer", "--in", "cfhd-spoc"],
            "is no council. A SEND officer belongs to a council.",
        ),
        ([*WREN, "--by", "nobody@torbay.example"], "Nobody here has the address nobody@torbay.example."),
        ([*WREN, "--by", "officer@torbay.example"], "Bob Trethewey may not look after accounts."),
    ],
)
def test_a_wrong_word_is_refused_in_a_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert goldenthread.main(["account", *words]) == 2
    assert sentence in capsys.readouterr().err
    assert not Membership.objects.filter(
        user__email__in=["wren@torbay.example", "hal@torbay.example"]
    ).exists()


def test_roles_end_with_the_day_and_the_account_stays(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert account.main(["end", cast.therapist.email, "--by", cast.manager.email]) == 0
    assert capsys.readouterr().out == "1 role of Charlie Opie ends with 2 November 2026.\n"
    assert Membership.objects.get(user=cast.therapist).ends_on == date(2026, 11, 2)
    assert User.objects.get(pk=cast.therapist.pk).is_active
    assert Entry.objects.filter(deed="accounts.leave", recorded_by=cast.manager.pk).count() == 1


def test_everybody_with_a_role_is_listed_by_organisation(capsys: pytest.CaptureFixture[str]) -> None:
    assert account.main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Torbay Council: Bob Trethewey (officer@torbay.example), SEND officer" in lines
    assert (
        "Children and Family Health Devon: Charlie Opie (slt@torbay.example), Health practitioner SLT"
        in lines
    )
    organisations = [line.split(": ")[0] for line in lines]
    assert organisations == sorted(organisations, key=str.lower)


def test_an_invented_persons_code_is_told_and_a_real_ones_is_on_the_phone(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert account.main(["code", cast.spoc.email]) == 0
    assert capsys.readouterr().out in {f"{code(secret_of(cast.spoc.email), ahead)}\n" for ahead in (-1, 0)}
    User.objects.filter(pk=cast.spoc.pk).update(is_demonstration=False)
    assert goldenthread.main(["account", "code", cast.spoc.email]) == 2
    assert "the code is on that person's phone" in capsys.readouterr().err


def test_a_lost_phone_a_locked_account_and_a_leaver_are_helped(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    by = ["--by", cast.manager.email]
    assert account.main(["link", cast.spoc.email, "--new-phone", *by]) == 0
    assert "http://127.0.0.1:8000/welcome/" in capsys.readouterr().out
    assert Invitation.objects.get(user=cast.spoc).renews_factors
    for word, says in {
        "unlock": "Alice Penrose's account is unlocked.\n",
        "revoke": "0 sessions of Alice Penrose ended.\n",
        "close": "Alice Penrose's account is closed.\n",
    }.items():
        assert account.main([word, cast.spoc.email, *by]) == 0
        assert capsys.readouterr().out == says
    assert not User.objects.get(pk=cast.spoc.pk).is_active
    assert goldenthread.main(["account", "link", cast.spoc.email]) == 2
