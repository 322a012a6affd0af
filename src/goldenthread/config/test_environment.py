"""A bad or missing setting stops the start with a sentence that says what to do."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from goldenthread.config import environment

GOOD = {
    "GOLDENTHREAD_PRODUCTION": "1",
    "GOLDENTHREAD_SECRET_KEY": "Quay-4-lantern-19-heron-Zennor-62-bracken-tide-Jory-7",
    "GOLDENTHREAD_HOSTS": "ehc.seaside.example, www.seaside.example",
    "GOLDENTHREAD_URL": "https://ehc.seaside.example",
    "DATABASE_URL": "postgresql://gt_app:p%40ss@db.example:5433/goldenthread?sslmode=require",
}
START = "import django; from django.conf import settings; django.setup(); print({})"


def started(asks: str = "", **settings: str | None) -> subprocess.CompletedProcess[str]:
    """A start in production with these settings beside the good ones; None takes one away."""
    surroundings = {
        key: value for key, value in os.environ.items() if not key.startswith(("DATABASE", "GOLDEN"))
    }
    told = {key: value for key, value in {**GOOD, **settings}.items() if value is not None}
    settings_module = {"DJANGO_SETTINGS_MODULE": "goldenthread.config.settings"}
    code = [sys.executable, "-c", START.format(asks)]
    env = {**surroundings, **settings_module, **told}
    return subprocess.run(code, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("GOLDENTHREAD_PRODUCTION", "yes", "GOLDENTHREAD_PRODUCTION is 'yes'. Write 1 for yes or 0 for no."),
        ("GOLDENTHREAD_SECRET_KEY", None, "GOLDENTHREAD_SECRET_KEY is not set."),
        ("GOLDENTHREAD_SECRET_KEY", "", "GOLDENTHREAD_SECRET_KEY is not set."),
        ("GOLDENTHREAD_SECRET_KEY", "letmein", "GOLDENTHREAD_SECRET_KEY is too easy to guess."),
        ("GOLDENTHREAD_SECRET_KEY", "ab" * 40, "GOLDENTHREAD_SECRET_KEY is too easy to guess."),
        ("GOLDENTHREAD_HEALTH_TOKEN", "letmein", "GOLDENTHREAD_HEALTH_TOKEN is too easy to guess."),
        ("GOLDENTHREAD_LOG", "all", "GOLDENTHREAD_LOG is 'all'. Write info or warning."),
        ("GOLDENTHREAD_SECURITY_CONTACT", "ring us", "Write mailto: and an address"),
        ("GOLDENTHREAD_HOSTS", None, "GOLDENTHREAD_HOSTS is not set."),
        ("GOLDENTHREAD_TODAY", "2026-11-02", "GOLDENTHREAD_TODAY is for demonstrations"),
        ("DATABASE_URL", None, "DATABASE_URL is not set."),
        (
            "DATABASE_URL",
            "mysql://db.example/x",
            "Write it like postgresql://gt_app:PASSWORD@host:5432/goldenthread.",
        ),
        ("DATABASE_URL", "postgresql://db.example:a/x", "DATABASE_URL has a port that is not a number."),
        (
            "DATABASE_OWNER_URL",
            "postgresql://db.example",
            "DATABASE_OWNER_URL is not the address of a PostgreSQL",
        ),
    ],
)
def test_a_bad_or_missing_setting_is_told_in_a_sentence(name: str, value: str | None, sentence: str) -> None:
    done = started(**{name: value})
    assert done.returncode == 1
    assert sentence in done.stderr.splitlines()[-1]


def test_production_is_served_behind_a_proxy_that_ends_tls() -> None:
    asks = "settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE, settings.SECURE_PROXY_SSL_HEADER[0]"
    assert started(asks).stdout == "True True HTTP_X_FORWARDED_PROTO\n"


def test_the_hosts_are_a_list_with_commas_between() -> None:
    assert started("*settings.ALLOWED_HOSTS").stdout == "ehc.seaside.example www.seaside.example\n"


def test_an_address_is_read_with_its_password_and_options() -> None:
    entry = environment.database(GOOD["DATABASE_URL"], "postgresql://gt_owner:o@db.example/goldenthread")
    assert [entry[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "goldenthread", "gt_app", "p@ss", "db.example", "5433",
    ]  # fmt: skip
    assert entry["OPTIONS"] == {"sslmode": "require"}
    assert entry["OWNER"] == {"USER": "gt_owner", "PASSWORD": "o"}


def test_a_home_s_own_day_is_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2022-02-28")
    environment.kept_day("GOLDENTHREAD_TODAY", is_production=False)
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "tomorrow")
    with pytest.raises(ImproperlyConfigured, match="Write a day such as 2026-11-02, or unset it"):
        environment.kept_day("GOLDENTHREAD_TODAY", is_production=False)
