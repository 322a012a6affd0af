"""Every answer, however odd, tells the browser what it may do; production says more, and keeps less."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from goldenthread.accounts.models import User
from goldenthread.config import settings as module
from goldenthread.config.headers import guarding, policy
from goldenthread.config.test_environment import GOOD
from goldenthread.demo.area import PASSWORD, Cast

HEADERS = {
    "Content-Security-Policy": "default-src 'self'",
    "Permissions-Policy": "camera=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The settings as they are with the environment of production."""
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GOLDENTHREAD_TODAY", raising=False)
    return runpy.run_path(module.__file__)


@pytest.fixture
def in_production(settings: Any, production: dict[str, Any]) -> Client:
    """A browser at a Goldenthread in production, over TLS that a proxy ends."""
    for name in production:
        if name.isupper() and name.startswith(("SECURE_", "SESSION_", "CSRF_", "ALLOWED_")):
            setattr(settings, name, production[name])
    return Client(headers={"host": "ehc.seaside.example", "x-forwarded-proto": "https"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/sign-in/", 200),
        ("/", 302),
        ("/nowhere", 404),
        ("/health/live", 200),
        ("/static/goldenthread.css", 200),
    ],
)
def test_an_answer_of_any_kind_has_every_header(client: Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert {name: said in answer.headers.get(name, "") for name, said in HEADERS.items()} == dict.fromkeys(
        HEADERS, True
    )


@pytest.mark.django_db
def test_a_failure_and_a_refusal_have_every_header(client: Client, cast: Cast, monkeypatch: Any) -> None:
    client.force_login(cast.administrator)
    assert client.get("/services/").status_code == 403
    client.raise_request_exception = False
    monkeypatch.setattr("goldenthread.desk.health.queries.marked", lambda: 1 / 0)
    for answer in (client.get("/services/"), client.get("/health/")):
        assert set(HEADERS) <= set(answer.headers)
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "WREN"])
def test_a_method_that_means_nothing_here_is_refused(client: Client, method: str) -> None:
    answer = client.generic(method, "/sign-in/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert set(HEADERS) <= set(answer.headers)


@pytest.mark.django_db
@pytest.mark.parametrize("folder", ["/static/", "/static/nhsuk/", "/static/nhsuk", "/files/", "/media/"])
def test_no_folder_is_listed(client: Client, folder: str) -> None:
    assert client.get(folder).status_code == 404


@pytest.mark.django_db
def test_a_page_is_kept_nowhere_and_a_style_sheet_may_be(client: Client, cast: Cast) -> None:
    client.force_login(cast.spoc)
    assert client.get("/")["Cache-Control"] == "no-store"
    assert "max-age" in client.get("/static/goldenthread.css")["Cache-Control"]


def test_what_a_view_says_about_itself_stands() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    answer = guarding(view)(RequestFactory().get("/"))
    assert answer["Content-Security-Policy"] == "sandbox"
    assert answer["Cache-Control"] == "no-store"


def test_the_policy_lets_in_nothing_inline_and_nobody_else() -> None:
    said = policy(module.SECURE_CSP)
    assert "unsafe" not in said
    assert "http" not in said
    for closed in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert closed in said


@pytest.mark.django_db
def test_production_asks_for_tls_for_a_year_and_keeps_its_cookies_to_one_host(
    in_production: Client, cast: Cast
) -> None:
    answer = in_production.get("/sign-in/")
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    User.objects.filter(pk=cast.spoc.pk).update(is_demonstration=False)
    typed = {"email": cast.spoc.email, "password": PASSWORD}
    cookies = {**answer.cookies, **in_production.post("/sign-in/", typed).cookies}
    assert set(cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in cookies.values():
        assert (cookie["secure"], cookie["httponly"], cookie["path"]) == (True, True, "/")
        assert (cookie["samesite"], cookie["domain"]) == ("Lax", "")
    assert cookies["__Host-csrf"]["expires"] == ""


@pytest.mark.django_db
def test_production_leads_to_tls(in_production: Client) -> None:
    answer = in_production.get("/sign-in/", headers={"x-forwarded-proto": "http"})
    assert (answer.status_code, answer["Location"]) == (301, "https://ehc.seaside.example/sign-in/")
    assert set(HEADERS) <= set(answer.headers)


def test_django_finds_nothing_to_say_about_production() -> None:
    check = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "DEBUG"]
    env = {**os.environ, **GOOD, "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings"}
    for name in (
        "GOLDENTHREAD_TODAY",
        "DJANGO_ALLOW_ASYNC_UNSAFE",
    ):  # which journeys of this run may have set
        env.pop(name, None)
    done = subprocess.run(check, env=env, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (1 silenced).\n"


def test_django_s_own_administration_is_not_installed() -> None:
    assert not [app for app in module.INSTALLED_APPS if "admin" in app]


def test_production_names_each_file_after_what_is_in_it(
    settings: Any, production: dict[str, Any], tmp_path: Path
) -> None:
    settings.STATIC_ROOT, settings.STORAGES = str(tmp_path), production["STORAGES"]
    call_command("collectstatic", interactive=False, verbosity=0)
    (ours,) = (path for path in tmp_path.glob("goldenthread.*.js"))
    imported = ours.read_text().partition('from "./')[2].partition('"')[0]
    assert imported != "nhsuk/nhsuk-frontend.min.js"
    assert (tmp_path / imported).exists()
