"""Asking as each person: a browser for each role, already signed in with both factors, and every address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse

from goldenthread.accounts.models import Session
from tests.access.world import RELATIONS, World
from tests.house.test_routes import routes

ANYONE = "anonymous"
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
OF_A_CASE = {
    "case_id",
    "child_id",
    "carer_id",
    "request_id",
    "advice_id",
    "about",
    "fact_id",
    "message_id",
    "service_id",
    "document_id",
    "question_id",
    "version_id",
    "referral_id",
    "relation_id",
    "restriction_id",
    "emergency_id",
}
OF_AN_AREA = {
    "code",
    "area",
    "draft_id",
    "list_id",
    "import_id",
    "user_id",
    "kept_id",
    "mail_id",
    "attachment_id",
}
Cell = tuple[str, str, str]


def browsers(world: World) -> dict[str, Client]:
    """Everybody's, and one of nobody."""
    found = {ANYONE: Client()}
    for role, person in world.people.items():
        found[role.value] = Client()
        found[role.value].force_login(person)
        session = {"by": person, "proof": "code", "device": "A test's browser"}
        Session.objects.update_or_create(key=found[role.value].session.session_key, defaults=session)
    return found


def addresses(world: World) -> Iterator[Cell]:
    """Each route, the relation of what it is about, and the address; "-" where it is about no case and no area."""
    for name, route in routes():
        keys = {key for key in route.pattern.converters if key not in route.default_args}
        for relation in _relations(keys):
            yield name, relation, _address(name, route, world.things(relation))


def _relations(keys: set[str]) -> tuple[str, ...]:
    if keys & OF_A_CASE:
        return RELATIONS
    return ("own", "other") if keys & OF_AN_AREA else ("-",)


def _address(name: str, route: URLPattern, things: dict[str, Any]) -> str:
    keys = route.pattern.converters
    told = {
        **things,
        "kind": "json" if name in ("measures:download", "measures:non_returns_file") else "csv",
        **route.default_args,
    }
    return reverse(name, kwargs={key: told[key] for key in keys} | route.default_args)


def asked(browser: Client, method: str, address: str) -> HttpResponse:
    """What is answered; whatever it did is undone, in the browser too."""
    before = browser.cookies.output()
    with transaction.atomic():
        answer = browser.generic(method, address)
        transaction.set_rollback(True)
    browser.cookies.clear()
    browser.cookies.load(before.replace("Set-Cookie: ", ""))
    return answer
