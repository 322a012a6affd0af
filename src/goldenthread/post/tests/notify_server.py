"""A real HTTP server that answers like GOV.UK Notify, as a test tells it to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import jwt
import pytest

SERVICE, SECRET = "0f6a1a3c-1111-4222-8333-444455556666", "9c2d4b1e-5555-4666-8777-888899990000"
MAIL, LETTER = "aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002"


NOT_FOUND = {"errors": [{"error": "NoResultFound", "message": "No result found"}]}


@dataclass
class Notify:
    """What it was given, in order; and how it answers next: a status, or "vanish" once it has taken it.

    While it is silent, it tells nobody what it has.
    """

    given: list[dict[str, Any]] = field(default_factory=list)
    answers: list[int | str] = field(default_factory=list)
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    silent: bool = False

    def take(self, kind: str, told: dict[str, Any]) -> dict[str, Any]:
        taken = {**told, "id": str(uuid4()), "type": kind, "status": "sending"}
        self.given.append(taken)
        return taken

    def matching(self, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        self.asked.append(query)
        found = self.given
        if "reference" in query:
            found = [each for each in found if each.get("reference") in query["reference"]]
        if "status" in query:
            found = [each for each in found if each["status"].endswith("failure")]
        return [] if "older_than" in query else found[::-1]

    def told_of(self, address: str) -> tuple[int, Any]:
        """One notification by its id, or a page of them."""
        asked = urlsplit(address)
        if not asked.path.endswith("/notifications"):
            one = [each for each in self.given if asked.path.endswith(each["id"])]
            return (200, one[0]) if one else (404, NOT_FOUND)
        found = self.matching(parse_qs(asked.query))
        following = {"next": f"{address}&older_than={found[-1]['id']}"} if found else {}
        return 200, {"notifications": found, "links": {"current": address, **following}}


def handler(notify: Notify) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None: ...

        def told(self) -> None:
            token = self.headers["Authorization"].removeprefix("Bearer ")
            assert jwt.decode(token, SECRET, algorithms=["HS256"])["iss"] == SERVICE

        def answer(self, status: int, body: Any) -> None:
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def do_GET(self) -> None:
            self.told()
            if notify.silent:
                return self.answer(500, {"errors": [{"message": "Internal server error"}]})
            return self.answer(*notify.told_of(self.path))

        def do_POST(self) -> None:
            self.told()
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            next_one = notify.answers.pop(0) if notify.answers else 201
            if isinstance(next_one, int) and next_one != 201:
                return self.answer(
                    next_one, {"errors": [{"error": "BadRequestError", "message": "It will not do"}]}
                )
            taken = notify.take(self.path.rpartition("/")[2], told)
            if next_one == "vanish":
                return self.connection.close()
            return self.answer(201, taken)

    return Handler


@pytest.fixture
def notify(settings: Any) -> Iterator[Notify]:
    """Notify on a port of its own; mail and letters leave through it, to Torbay's addresses."""
    world = Notify()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(world))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    settings.SMTP = ""
    settings.NOTIFY = {
        "key": f"torbay-{SERVICE}-{SECRET}", "url": f"http://127.0.0.1:{server.server_port}",
        "mail": MAIL, "letter": LETTER, "reply_to": "",
    }  # fmt: skip
    settings.MAIL_ALLOWED = ["torbay.example", "cfhd.example", "TQ1 1AA"]
    yield world
    server.shutdown()
    server.server_close()
