"""The pages' server ends with its command, and a port that is none is refused."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goldenthread.command.postgres_server import is_alive
from goldenthread.command.serve import serve
from goldenthread.rules.refusals import Refused

# Serves by a script that signs a file and sleeps, where Granian would be.
SERVE = """
import sys
from types import SimpleNamespace
from goldenthread.command import serve
serve.sys = SimpleNamespace(executable=sys.argv[1])
sys.exit(serve.serve(8000))
"""


def heeding_interrupts() -> None:
    """A test run in the background ignores Ctrl-C and a lost line, and its children with it; a person's does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_the_server_ends_with_the_command_that_is_asked_to_end(asked: signal.Signals, tmp_path: Path) -> None:
    script, signed = tmp_path / "server", tmp_path / "signed"
    script.write_text(f'#!/bin/sh\necho $$ > "{signed}.new" && mv "{signed}.new" "{signed}"\nexec sleep 60\n')
    script.chmod(0o755)
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(script)], preexec_fn=heeding_interrupts
    ) as command:
        give_up = time.monotonic() + 30
        while not signed.exists() and time.monotonic() < give_up:
            time.sleep(0.05)
        command.send_signal(asked)
        command.wait(timeout=30)
    assert not is_alive(int(signed.read_text()))


@pytest.mark.parametrize("port", [0, -1, 65_536])
def test_a_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(Refused, match="is not a port"):
        serve(port)
