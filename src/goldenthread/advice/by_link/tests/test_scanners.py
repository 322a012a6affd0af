"""What else opens a link before its reader, and who guesses one: nothing is used up and nothing opened (B12, B13)."""

from __future__ import annotations

import random
import secrets
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conftest import LONG
from goldenthread.advice.by_link.tests.coming import CODE, WRITE, Practitioner
from goldenthread.advice.models import LinkCode

pytestmark = pytest.mark.django_db
GUESSES = 10_000 if LONG else 50


def test_twenty_programs_that_look_into_mail_use_nothing_up_and_are_let_in_nowhere(
    sent: Any, morwenna: Practitioner
) -> None:
    for turn in range(20):
        scanner = Client()
        for ask in (scanner.head, scanner.get, scanner.get)[turn % 3 :]:
            assert ask(f"/{sent[1]}", follow=True).status_code == 200
        assert scanner.get(reverse(WRITE)).url == reverse(CODE)
    assert not LinkCode.objects.exists(), "a code is sent where somebody asks for it, and nowhere else"
    assert "Ember" in (morwenna.comes(sent[1]) and morwenna.reads()).words


def test_no_guess_opens_a_link_and_its_address_is_told_to_no_other_site(
    sent: Any, morwenna: Practitioner
) -> None:
    _, address = sent
    start, _, token = address.rstrip("/").rpartition("/")
    chance, guesser = random.Random("guess"), Client()
    for turn in range(GUESSES):
        near = list(token)
        near[chance.randrange(len(near))] = chance.choice("abcdef0123456789")
        guess = "".join(near) if turn % 2 else secrets.token_urlsafe(32)
        if guess != token:
            assert guesser.get(f"/{start}/{guess}/").status_code == 410
    assert guesser.get(reverse(WRITE)).status_code != 200
    assert morwenna.opens(address).headers["Referrer-Policy"] in ("no-referrer", "same-origin")
