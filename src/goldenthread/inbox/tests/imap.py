"""A real mail server on this machine, for one test: pymap, which keeps its mailboxes in memory."""

from __future__ import annotations

import imaplib
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event

from goldenthread.inbox.mailbox import Address

USER, PASSWORD, FOLDER = "demouser", "demopass", "Requests"


@contextmanager
def served() -> Iterator[Address]:
    """The address of a mailbox on a server that has just been started."""
    port = _free()
    command = [
        str(Path(sys.executable).with_name("pymap")),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-tls",
    ]
    command += ["--no-service", "admin", "--no-service", "managesieve", "dict", "--demo-data"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            address = Address("127.0.0.1", port, USER, PASSWORD, FOLDER, "Goldenthread", is_tls=False)
            with asked(address) as server:
                server.create(FOLDER)
            yield address
        finally:
            process.terminate()


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def asked(address: Address) -> Iterator[imaplib.IMAP4]:
    """A mail program of somebody else's, once the server answers."""
    server = _answering(address)
    server.login(address.user, address.password)
    try:
        yield server
    finally:
        server.logout()


def _answering(address: Address) -> imaplib.IMAP4:
    wait = Event()
    for _ in range(1_200):
        try:
            return imaplib.IMAP4(address.host, address.port, timeout=30)
        except OSError:
            wait.wait(0.05)
    raise AssertionError("The mail server does not start.")


def delivered(address: Address, raw: bytes, at: datetime, folder: str = FOLDER) -> None:
    """The server receives a mail at this moment."""
    with asked(address) as server:
        assert server.append(folder, "", imaplib.Time2Internaldate(at), raw)[0] == "OK"


def holds(address: Address, folder: str) -> int:
    """How many mails stand in a folder."""
    with asked(address) as server:
        kind, data = server.select(f'"{folder}"', readonly=True)
        return int(data[0] or 0) if kind == "OK" else 0
