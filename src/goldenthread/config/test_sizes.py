"""What is too large is refused before it is read, and what has no end is not read (C07)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from goldenthread.config.sizes import MOST, weighed

KIND = "multipart/form-data; boundary=x"


class Unread(io.RawIOBase):
    """A body that nobody may read."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError("It was read.")


def sent(length: str, path: str = "/sign-in/") -> WSGIRequest:
    words = {"REQUEST_METHOD": "POST", "PATH_INFO": path, "CONTENT_TYPE": KIND, "wsgi.input": Unread()}
    return WSGIRequest({**words, **({"CONTENT_LENGTH": length} if length else {})})


@pytest.mark.parametrize(
    ("length", "status"),
    [(str(MOST - 1), 200), (str(MOST), 200), (str(MOST + 1), 413), ("9" * 40, 413), ("", 200), ("many", 200)],
)
def test_a_body_is_as_large_as_we_say_and_not_a_byte_larger(length: str, status: int) -> None:
    def let_in(request: HttpRequest) -> HttpResponse:
        return HttpResponse("let in")

    answer = weighed(let_in)(sent(length))
    assert answer.status_code == status
    assert status == 200 or "larger than 70 MB" in answer.content.decode()


def test_a_body_without_a_length_brings_nothing() -> None:
    request = sent("")
    assert (dict(request.POST), dict(request.FILES)) == ({}, {})


def test_no_page_is_asked_about_a_body_that_is_too_large(client: Client) -> None:
    answer = client.post("/worklist/", CONTENT_LENGTH=str(MOST + 1))
    assert answer.status_code == 413
