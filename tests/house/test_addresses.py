"""Addresses and tabs are kept by browsers, proxies and logs: no child stands in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.people.models import Child
from tests.house.walking import FILES, TODAY, addresses, lived

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "goldenthread"
FORM = re.compile(r"<form\b(.*?)>(.*?)</form>", re.DOTALL)
TYPED = re.compile(r"<textarea|<input(?![^>]*type=\"(?:hidden|radio|checkbox|submit)\")")
KEY = re.compile(r'name="form_key" value="([\w-]{32})"')
METHOD = re.compile(r'method="(\w+)"')


def _day(story: Story) -> dict[str, Any]:
    return lived(story.cast, story)


SCENE = _day
READ: list[tuple[str, str]] = []
"""The pages as they were read for the first test of this file: reading them changes nothing that stands on them."""


@pytest.fixture
def pages(client: Client, cast: Cast, scene: dict[str, Any], monkeypatch: Any) -> list[tuple[str, str]]:
    """Each page of a manager's day, by its route."""
    if not READ:
        monkeypatch.setenv("GOLDENTHREAD_TODAY", TODAY.isoformat())
        client.force_login(cast.manager)
        shown = ((name, client.get(address)) for name, address in addresses(scene) if name not in FILES)
        READ.extend((name, answer.content.decode()) for name, answer in shown if answer.status_code == 200)
    return READ


def forms(html: str) -> Iterator[tuple[str, str]]:
    """Each form's method and what is in it."""
    for attributes, inside in FORM.findall(html):
        said = METHOD.search(attributes)
        yield said[1] if said else "get", inside


@pytest.mark.django_db
def test_what_is_typed_is_never_sent_in_an_address(pages: list[tuple[str, str]]) -> None:
    assert len(pages) > 20
    typed = [
        name for name, html in pages for how, inside in forms(html) if how == "get" and TYPED.search(inside)
    ]
    assert typed == []


@pytest.mark.django_db
def test_a_child_stands_in_no_tab_and_in_no_link(pages: list[tuple[str, str]]) -> None:
    names = {
        name for child in Child.objects.all() for name in (child.forename, child.surname, child.nhs_number)
    }
    assert len(names) > 3
    kept = [
        (page, name)
        for page, html in pages
        for name in names - {None}
        if any(name in words for words in _kept_by_a_browser(html))
    ]
    assert kept == []


@pytest.mark.django_db
def test_each_form_that_is_sent_carries_a_key_of_its_own(pages: list[tuple[str, str]]) -> None:
    sent = [
        (name, KEY.findall(inside)) for name, html in pages for how, inside in forms(html) if how == "post"
    ]
    assert len(sent) > 40
    assert [name for name, keys in sent if len(keys) != 1] == []
    assert len({keys[0] for _, keys in sent}) == len(sent)


def _kept_by_a_browser(html: str) -> list[str]:
    screen = Screen(html)
    return (
        [screen.one("title").text, *(link["href"] or "" for link in screen.all("a"))]
        if "<title" in html
        else []
    )


def test_only_the_filters_of_a_list_are_sent_in_an_address() -> None:
    templates = {path.relative_to(PACKAGE).as_posix(): path.read_text() for path in PACKAGE.rglob("*.jinja")}
    assert [name for name, text in templates.items() if any(how == "get" for how, _ in forms(text))] == [
        "design/components/filters.jinja"
    ]
