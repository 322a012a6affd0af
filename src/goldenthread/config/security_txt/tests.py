"""Whoever finds a weakness finds whom to tell."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

ADDRESS = "/.well-known/security.txt"


def test_it_names_the_contact_and_ends_in_three_months(
    client: Client, settings: Any, monkeypatch: Any
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-11-02")
    settings.SECURITY_CONTACT = "mailto:security@seaside.example"
    answer = client.get(ADDRESS)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:security@seaside.example",
        "Expires: 2027-01-31T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: http://testserver{ADDRESS}",
    ]


@pytest.mark.django_db
def test_without_a_contact_there_is_none(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get(ADDRESS).status_code == 404
