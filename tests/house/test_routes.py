"""Every page says what it needs; who is a stranger, or has no role, gets no further."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from goldenthread.accounts.actions import invite
from goldenthread.config import urls
from goldenthread.demo.area import Cast
from goldenthread.measures.figures import Figure
from goldenthread.measures.month import month_from
from goldenthread.measures.period import period_from
from goldenthread.measures.returns import Part
from goldenthread.rules.access import Permission

pytestmark = pytest.mark.django_db

ANYTHING: dict[str, Any] = {
    "UUIDConverter": UUID(int=7),
    "SlugConverter": "advice",
    "MonthInAddress": month_from("2026-11"),
    "FigureInAddress": next(iter(Figure)),
    "PeriodInAddress": period_from("2026-10-01_2026-12-31"),
    "PartInAddress": next(iter(Part)),
}
SIGN_IN = {"accounts:sign_in", "accounts:confirm", "accounts:secure", "accounts:passkey", "accounts:sign_out"}
ELSEWHERE = {"openid_connect_login", "openid_connect_callback"}
LINKS = {"accounts:open_link", "accounts:welcome"}
BY_LINK = {
    f"advice:by_link{page}"
    for page in ("", "_code", "_document", "_not_known", "_exemption", "_done", "_advice", "_file")
} | {"advice:open_link", "advice:by_link_pack_pdf", "advice:by_link_pack_docx"}
OPEN = {*SIGN_IN, *BY_LINK, *LINKS, *ELSEWHERE, "live", "ready", "version", "security_txt"}
Route = tuple[str, URLPattern]


def routes(resolver: URLResolver | None = None, app: str = "") -> Iterator[Route]:
    for route in (resolver or get_resolver()).url_patterns:
        if isinstance(route, URLResolver):
            yield from routes(route, route.app_name or app)
        elif route.name:
            yield f"{app}:{route.name}" if app else route.name, route


def address(name: str, route: URLPattern) -> str:
    """An address of this page, about nothing that is there."""
    kinds = {key: type(converter).__name__ for key, converter in route.pattern.converters.items()}
    return reverse(name, kwargs={key: ANYTHING[kind] for key, kind in kinds.items()})


def test_only_sign_in_and_health_are_open_to_strangers(client: Client) -> None:
    for name, route in routes():
        answer = client.get(address(name, route))
        if name not in OPEN:
            assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("accounts:sign_in")), (
                name
            )


def test_a_page_needs_a_permission_that_somebody_can_have() -> None:
    assert {route.callback.declares for _, route in routes()} <= set(Permission)


def test_a_form_sent_twice_does_one_thing_on_every_page_but_those_that_change_nothing() -> None:
    often = {name for name, route in routes() if not getattr(route.callback, "is_once", False)}
    assert often - OPEN == {
        "desk:search",
        "desk:traces",
        "deadlines:rehearse",
        "desk:template",
        "measures:non_returns",
        "measures:record_keeping",
    }


def test_a_person_without_a_role_is_refused_on_every_page(client: Client, cast: Cast) -> None:
    words = {"email": "nobody@torbay.example", "name": "Jory Gale", "password": None}
    client.force_login(invite(**words, by=cast.manager, on=date(2026, 11, 2)))
    for name, route in routes():
        if route.callback.declares is not Permission.NONE:
            assert client.get(address(name, route)).status_code == 403, name


def test_a_page_that_declares_nothing_is_refused(client: Client, settings: Any) -> None:
    def undeclared(request: HttpRequest) -> HttpResponse:
        return HttpResponse("a child's name")

    town = ModuleType("town")
    town.urlpatterns = [*urls.urlpatterns, path("undeclared/", undeclared)]
    settings.ROOT_URLCONF = town
    answer = client.get("/undeclared/")
    assert answer.status_code == 403
    assert b"a child's name" not in answer.content
