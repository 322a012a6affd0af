"""A real mail server that answers as a test tells it to."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from goldenthread.command.post import work


def everything_leaves() -> None:
    """A worker takes what waits in the queue, in a thread without an event loop of its own, and ends."""
    worker = Thread(target=work, kwargs={"until_empty": True})
    worker.start()
    worker.join()


class Server:
    """Takes what it is given, unless it is told to answer otherwise."""

    def __init__(self, port: int = 0) -> None:
        self.port = port
        self.taken: list[tuple[str, list[str], EmailMessage]] = []
        self.answers: list[str] = []

    async def handle_RCPT(  # noqa: N802 (the library's word)
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, letter))
        answer = self.answers.pop(0) if self.answers else "250 Taken"
        if answer == "vanish":
            server.transport.abort()
        return answer


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    """A mail server on a port of its own, and leave to write to everybody of Torbay."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    handler = Server(port)
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.SMTP = f"smtp://127.0.0.1:{port}"
    settings.MAIL_ALLOWED = ["torbay.example", "cfhd.example", "devon-icb.example"]
    yield handler
    controller.stop()
