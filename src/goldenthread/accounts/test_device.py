"""A session's browser, machine and address, as they are told and as they can be believed."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from goldenthread.accounts.device import address, device

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"


@pytest.mark.parametrize(
    ("says", "reads"),
    [
        (WINDOWS, "Chrome on Windows"),
        (f"{WINDOWS} Edg/142.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari on an iPhone",
        ),
        ("curl/8.0", "A browser on a machine that does not say"),
        ("", "A browser on a machine that does not say"),
    ],
)
def test_a_machine_is_named_as_its_owner_would(says: str, reads: str) -> None:
    assert device(RequestFactory().get("/", headers={"User-Agent": says})) == reads


def test_nobody_makes_up_an_address_before_our_proxys(settings) -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "192.0.2.9, 198.51.100.4"})
    assert address(request) == "127.0.0.1"
    settings.PRODUCTION = True
    assert address(request) == "198.51.100.4"


def test_a_proxy_that_says_nothing_leaves_no_address(settings) -> None:
    settings.PRODUCTION = True
    assert address(RequestFactory().get("/")) is None
    assert address(RequestFactory().get("/", headers={"X-Forwarded-For": "unknown"})) is None
