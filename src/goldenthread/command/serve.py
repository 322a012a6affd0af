"""`goldenthread serve [--port N]`: serve the pages on this machine."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from goldenthread.command.embedded_postgres import ending_politely
from goldenthread.command.project import project
from goldenthread.rules.refusals import Refused

PORT = 8000


def main(words: list[str]) -> int:
    """Serve until Ctrl-C."""
    asked = _parser().parse_args(words)
    with project():
        print(f"http://127.0.0.1:{asked.port}/", flush=True)
        return serve(asked.port)


def serve(port: int, workers: int = 2) -> int:
    """Granian with few threads: each thread holds a connection of its own."""
    if not 1 <= port <= 65_535:
        raise Refused(f"{port} is not a port. Name one between 1024 and 65535.")
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "2", "--workers-kill-timeout", "5",
        "--no-log", "goldenthread.config.wsgi:application",
    ]  # fmt: skip
    with ending_politely(), subprocess.Popen(command, env=os.environ) as server:
        try:
            return server.wait()
        except KeyboardInterrupt:
            return 0
        finally:  # also when we are asked to end
            server.terminate()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="goldenthread serve", description="Serve the pages.")
    parser.add_argument("--port", type=int, default=PORT, help=f"the port, {PORT} where none is named")
    return parser
