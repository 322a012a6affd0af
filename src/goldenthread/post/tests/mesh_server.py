"""NHS England's own sandbox of MESH, in a process of its own, with two mailboxes: ours and a service's."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from mesh_client import MeshClient

OURS, THEIRS, NOBODYS = "X26ABC1", "X26ABC2", "X26ABC9"
PASSWORD, SHARED_KEY = "password", "a-key-that-both-sides-know"


class Sandbox:
    """The sandbox, and what stands in the service's mailbox."""

    def __init__(self, url: str) -> None:
        self.url = url

    def empty(self) -> None:
        requests.delete(f"{self.url}/messageexchange/admin/reset", timeout=30).raise_for_status()

    def mailbox(self, name: str) -> MeshClient:
        return MeshClient(self.url, name, PASSWORD, shared_key=SHARED_KEY.encode(), max_retries=0, timeout=30)

    def arrived(self) -> list[tuple[str, str, str]]:
        """The local id, the subject and the text of each message of the service's mailbox."""
        with self.mailbox(THEIRS) as theirs:
            return [(m.local_id, m.subject, m.read().decode()) for m in theirs.iterate_all_messages()]

    def report(self, local_id: str, message: str, description: str) -> None:
        """MESH tells us that nobody collected a message."""
        told = {
            "mailbox_id": OURS, "workflow_id": "GOLDENTHREAD", "code": "14", "description": description,
            "subject": "NDR", "status": "undeliverable", "local_id": local_id, "file_name": "",
            "linked_message_id": message,
        }  # fmt: skip
        requests.post(f"{self.url}/messageexchange/admin/report", json=told, timeout=30).raise_for_status()


@pytest.fixture(scope="session")
def started() -> Iterator[Sandbox]:
    """One sandbox for all tests. Its socket is open before it starts, so that nobody has to wait for it."""
    pytest.importorskip("mesh_sandbox", reason="the sandbox needs a Python older than 3.14")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port, number = listening.getsockname()[1], listening.fileno()
        words = ["-m", "uvicorn", "mesh_sandbox.api:app", "--fd", str(number), "--log-level", "critical"]
        told = {"AUTH_MODE": "full", "STORE_MODE": "memory", "SHARED_KEY": SHARED_KEY}
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", *words], env={**os.environ, **told}, pass_fds=[number],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    yield Sandbox(f"http://127.0.0.1:{port}")
    process.terminate()
    process.wait()


@pytest.fixture
def mesh(started: Sandbox, settings: Any) -> Sandbox:
    """An empty sandbox; letters leave through it to the service's mailbox."""
    started.empty()
    settings.MESH = {
        "url": started.url, "mailbox": OURS, "password": PASSWORD, "shared_key": SHARED_KEY,
        "workflow": "GOLDENTHREAD", "certificate": "", "key": "",
    }  # fmt: skip
    settings.MAIL_ALLOWED = [THEIRS, NOBODYS]
    return started
